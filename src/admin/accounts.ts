/** The accounts of people: shown, and one taken away, given or put in another's place, with what becomes of what stands there. */
import { recheckOf, takeAway } from '../app/act/index.ts'
import { accountColumns } from '../channels.ts'
import { wholeConfig } from '../config.ts'
import { isCalled } from '../person-name.ts'
import type { Account, OwnAccount, Person, Tx } from '../ports.ts'
import type { OpenStore } from '../store/open.ts'
import { actingFrom } from './acting.ts'
import type { AdminContext } from './command.ts'
import { described, written } from './import-words.ts'

const use = [
  'Use: npm run admin -- accounts NAME',
  '     npm run admin -- accounts unlink CHANNEL ORGANISATION ACCOUNT',
  '     npm run admin -- accounts replace CHANNEL ORGANISATION ACCOUNT NEW-ORGANISATION NEW-ACCOUNT',
  'as npm run admin -- accounts NAME shows them; and for somebody who has none:',
  '     npm run admin -- accounts give CHANNEL ORGANISATION ACCOUNT NAME',
]

/** Arguments: a name, or part of one; or what is done to which account. */
export async function accounts(store: OpenStore, context: AdminContext, args: string[]): Promise<number> {
  const [first, channel, tenant, user, ...to] = args
  const account = channel && tenant && user ? asChannel({ channel, tenant, user }) : null
  if (account && first === 'unlink' && to.length === 0) return store.transaction((tx) => unlink(tx, context, account))
  if (account && first === 'replace' && to.length === 2) return replace(store, context, account, to)
  if (account && first === 'give' && to.length > 0) return give(store, context, account, to.join(' '))
  if (first === undefined || ['unlink', 'replace', 'give'].includes(first)) {
    for (const line of use) context.print(line)
    return 1
  }
  return show(store, context, args.join(' '))
}

async function show(store: OpenStore, { print }: AdminContext, name: string): Promise<number> {
  const found = (await store.people()).filter((person) => isCalled(person.name, name))
  if (found.length === 0) {
    print(`Nobody in the directory is called ${name}: npm run admin -- people lists everybody.`)
    return 1
  }
  const all = await store.transaction((tx) => Promise.all(found.map(({ id }) => tx.people.accountsOf(id))))
  for (const [at, person] of found.entries()) {
    const { posts, former, active } = person
    const as = (active ? posts : former).map(({ service, roles }) => `${service}, ${roles.join(' ')}`)
    print(`${described(person)}, ${as.join('; ')}${active ? '' : ', not active'}`)
    const own = all[at] ?? []
    for (const line of own.length > 0 ? own.map(shown) : ['no account: nothing can be sent to them']) print(`  ${line}`)
  }
  return 0
}

function shown(account: OwnAccount): string {
  return `${written(account)}${account.unreachable ? ', which takes no messages' : ''}`
}

async function unlink(tx: Tx, context: AdminContext, account: Account): Promise<number> {
  const { print } = context
  const person = await tx.people.byAccount(account)
  if (!person) return noSuch(context, account)
  const stands = await whatStands(tx, person, account)
  await takeAway(tx, actingFrom(wholeConfig(context.survey())), person.id, account)
  const left = await tx.people.accountsOf(person.id)
  print(`${written(account)} is no longer an account of ${described(person)}.`)
  for (const line of stands) print(line)
  print(
    left.length > 0
      ? `What waits to be sent to them goes to ${left.map(written).join(' or ')}.`
      : 'They have no account left: what waits for them can’t be sent, and whoever is next is told so, until npm run admin -- accounts give gives them one. An import can’t: it knows people by their accounts.',
  )
  return 0
}

async function replace(store: OpenStore, context: AdminContext, old: Account, to: string[]): Promise<number> {
  const { print } = context
  const columns = columnsOf(old)
  const [tenant = '', user = ''] = to
  if (!columns) return noSuch(context, old)
  if (!columns.isForm(tenant) || !columns.isForm(user)) {
    print(`Nothing was changed: the new organisation and the new account must each be ${columns.form}.`)
    return 1
  }
  const account = asChannel({ channel: old.channel, tenant, user })
  return store.transaction(async (tx) => {
    const person = await tx.people.byAccount(old)
    if (!person) return noSuch(context, old)
    const owner = await tx.people.byAccount(account)
    if (owner) {
      print(`Nothing was changed: ${written(account)} is an account of ${described(owner)} already.`)
      return 1
    }
    const stands = await whatStands(tx, person, old)
    await tx.people.pair(person.id, account)
    await takeAway(tx, actingFrom(wholeConfig(context.survey())), person.id, old)
    print(`${described(person)} has ${written(account)} in the place of ${written(old)}.`)
    for (const line of stands) print(line)
    print(
      'What waits to be sent to them goes to an account they have now, and what could not be sent when they are first heard from there.',
    )
    return 0
  })
}

/** An account for somebody who has none, as after the last was taken away: an import would make another person of its line. */
async function give(store: OpenStore, context: AdminContext, account: Account, name: string): Promise<number> {
  const { print } = context
  const columns = columnsOf(account)
  if (!columns) return notGiven(context, `there is no channel ${account.channel}`)
  if (!columns.isForm(account.tenant) || !columns.isForm(account.user))
    return notGiven(context, `the organisation and the account must each be ${columns.form}`)
  const called = (await store.people()).filter((person) => person.active && isCalled(person.name, name))
  return store.transaction(async (tx) => {
    const owner = await tx.people.byAccount(account)
    if (owner) return notGiven(context, `${written(account)} is an account of ${described(owner)} already`)
    const without: Person[] = []
    for (const one of called) if ((await tx.people.accountsOf(one.id)).length === 0) without.push(one)
    const [person, ...others] = without
    if (!person) return notGiven(context, `nobody active who is called ${name} is without an account`)
    if (others.length > 0)
      return notGiven(context, `several are without an account: ${without.map(described).join('; ')}`)
    await tx.people.pair(person.id, account)
    await recheckOf(tx, actingFrom(wholeConfig(context.survey())), person.id)
    print(`${described(person)} has the account ${written(account)}.`)
    return 0
  })
}

function notGiven({ print }: AdminContext, why: string): number {
  print(`Nothing was changed: ${why}.`)
  return 1
}

function columnsOf({ channel }: Pick<Account, 'channel'>) {
  return accountColumns.find((one) => one.channel === channel)
}

/** In the spelling in which its channel gives it. */
function asChannel({ channel, tenant, user }: Account): Account {
  const columns = columnsOf({ channel })
  return columns ? { channel, tenant: columns.normal(tenant), user: columns.normal(user) } : { channel, tenant, user }
}

function noSuch({ print }: AdminContext, account: Account): number {
  print(
    `Nothing was changed: nobody has the account ${written(account)}. npm run admin -- accounts NAME shows whose are which.`,
  )
  return 1
}

/** What becomes of what was sent to the account, and of what its person unfolded there. */
async function whatStands(tx: Tx, { id, posts, former }: Person, account: Account): Promise<string[]> {
  const chat = await tx.places.personal(account)
  if (!chat) return ['Nothing was ever sent to it.']
  const isThere = (one: { person: Person['id'] | null; message: { place: { key: string } } }) =>
    one.person === id && one.message.place.key === chat.key
  const places = new Set([...posts, ...former].map(({ municipality }) => municipality))
  const shown = await Promise.all([...places].map((municipality) => tx.shown.toPeople(municipality, 'all')))
  const sent = shown.flat().filter(isThere).length
  const unfolded = new Set((await tx.unfolded.all()).filter(isThere).map(({ message }) => message.message)).size
  const stay = `${sent} ${sent === 1 ? 'message that was sent to it stays' : 'messages that were sent to it stay'} there as it is, and is not kept up to date any more`
  const fold = `${unfolded} in which content stands ${unfolded === 1 ? 'is' : 'are'} folded when the bot starts`
  return [`${stay}; ${fold}.`]
}
