/**
 * Knows an account by its mail address, where the municipality has chosen that: the channel is asked for the address it has
 * verified, after the stranger has had their answer. Never by a name, and never asked where nobody has chosen it.
 */

import { subjectOf } from '../../outgoing.ts'
import { type Account, ChannelError, type Mark, type Place, type Tx } from '../../ports.ts'
import { addAccount, sendTo, wasUndone } from '../act/index.ts'
import { type App, municipalityOf } from '../app.ts'
import { committed } from '../committed.ts'

/**
 * Whether any municipality believes the mail addresses of the account's tenant, and the channel can tell them. Who is at
 * home elsewhere than where they write has an address that others answer for.
 */
export function canAskForEmail({ municipalities, channels }: App, { channel, tenant }: Account, place: Place): boolean {
  if (tenant !== place.tenant) return false
  const isTrusted = [...municipalities.values()].some(({ model }) => model.identity.emailFrom.includes(tenant))
  return isTrusted && channels.get(channel)?.emailOf !== undefined
}

/** Asks for the address, and links and greets whoever of the directory has it. Does nothing where nobody, or more than one, has. */
export async function pairByEmail(app: App, account: Account): Promise<void> {
  if (!(await app.store.transaction((tx) => mayAsk(tx, app, account)))) return
  const email = await emailOf(app, account)
  if (email === undefined) return
  await committed(app, async (tx, within) => {
    const now = app.clock.now()
    await tx.marks.set(askedMark(account), { now, until: new Date(Date.parse(now) + pauseMs).toISOString() })
    const written = email?.trim().toLowerCase()
    if (written) await pair(tx, within, account, written)
  })
}

/** Not again within some minutes: a stranger may write as often as they like. Never where the account was taken away. */
async function mayAsk(tx: Tx, app: App, account: Account): Promise<boolean> {
  const now = app.clock.now()
  const isAsked = (await tx.marks.times(askedMark(account), now)) > 0
  return !isAsked && !(await wasUndone(tx, account, now))
}

const pauseMs = 10 * 60_000

function askedMark({ channel, tenant, user }: Account): Mark {
  return { purpose: 'email-asked', channel, tenant, key: user }
}

/** Undefined where the channel could not say. */
async function emailOf(app: App, account: Account): Promise<string | null | undefined> {
  try {
    return (await app.channels.get(account.channel)?.emailOf?.(account)) ?? null
  } catch (error) {
    if (!(error instanceof ChannelError)) throw error
    app.log.warn('account.email-unknown', { channel: account.channel, kind: error.kind })
    return undefined
  }
}

async function pair(tx: Tx, app: App, account: Account, email: string): Promise<void> {
  // Somebody may have linked it meanwhile, with a code.
  if (await tx.people.byAccount(account)) return
  const person = await tx.people.byEmail(email)
  if (!person?.active) return
  // Whoever runs another workspace could give an account any address: each municipality says whose it believes, also where it
  // is not their home, since its cases are opened with it.
  const theirs = [person, ...person.posts].map(({ municipality }) => municipalityOf(app, municipality))
  if (!theirs.every(({ model }) => model.identity.emailFrom.includes(account.tenant))) return
  if (await addAccount(tx, app, person, account, 'email'))
    await sendTo(tx, app, null, person.id, { card: 'greeting', line: null, subject: subjectOf(account) })
}
