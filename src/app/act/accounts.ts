/**
 * A person's accounts: one more is added, those known before are told, and from there it can be taken away again. Which
 * account a message about accounts goes to is decided here as well.
 */
import type { Instant, PersonId } from '../../core/ids.ts'
import { accountsIn, type Letter, subjectOf } from '../../outgoing.ts'
import type { Account, Mark, OwnAccount, Person, Place, Tx } from '../../ports.ts'
import type { Acting, App } from '../app.ts'
import { recheckOf } from './directory.ts'
import { sendTo } from './enqueue.ts'
import { foldElsewhere } from './fold.ts'

/** That an account is in use: what waits for its person can be sent, and somebody who could not be reached can be again. */
export async function noteHeard(tx: Tx, app: Acting, account: Account): Promise<void> {
  const { waits, isBack } = await tx.people.heard(account, app.clock.now())
  if (waits) app.wake()
  const person = isBack ? await tx.people.byAccount(account) : null
  if (person) await recheckOf(tx, app, person.id)
}

/** How it became known whose account it is. */
type Proof = 'code' | 'email'

/** Makes an account a person's own; false where it is somebody else's. Every account they had before may undo it. */
export async function addAccount(tx: Tx, app: App, person: Person, account: Account, by: Proof): Promise<boolean> {
  const before = await tx.people.accountsOf(person.id)
  if (!(await tx.people.pair(person.id, account))) return false
  await noteHeard(tx, app, account)
  await recheckOf(tx, app, person.id)
  for (const other of before) await tx.marks.set(undoMark(account, other), null)
  // Each of them: one of these may itself have been added by whoever adds this one.
  for (const other of before) {
    await sendTo(tx, app, null, person.id, { card: 'paired', line: null, subject: subjectOf(account, other) })
  }
  app.log.info('account.paired', { person: person.id, channel: account.channel, kind: by })
  return true
}

/**
 * Takes an account away that was added while the asking account was there already; false where it was not. Asked for again,
 * or for an account that is somebody else's by now, it changes nothing and says the same.
 */
export async function undoPairing(tx: Tx, app: App, person: Person, asking: Account, added: Account): Promise<boolean> {
  if ((await tx.marks.times(undoMark(added, asking), app.clock.now())) === 0) return false
  if ((await tx.people.byAccount(added))?.id === person.id) {
    await takeAway(tx, app, person.id, added)
    app.log.info('account.unpaired', { person: person.id, channel: added.channel })
  }
  return true
}

/**
 * Takes an account from its person: what was shown there is not kept up to date for them any more, and what was unfolded there is
 * folded. Their mail address does not give it back.
 */
export async function takeAway(tx: Tx, app: Acting, person: PersonId, account: Account) {
  await tx.people.unpair(account)
  await tx.marks.set(undoneMark(account), null)
  const own = await ownChats(tx, person)
  await tx.shown.forgetElsewhere(person, own)
  await foldElsewhere(tx, app, person, own)
  await recheckOf(tx, app, person)
}

/** Their chats with us, of the accounts that are theirs now. */
export async function ownChats(tx: Tx, person: PersonId): Promise<Place[]> {
  const chats = await Promise.all((await tx.people.accountsOf(person)).map((one) => tx.places.personal(one)))
  return chats.filter((chat) => chat !== null)
}

/** Whether an account was taken away once: then only a code gives it back. */
export async function wasUndone(tx: Tx, account: Account, now: Instant): Promise<boolean> {
  return (await tx.marks.times(undoneMark(account), now)) > 0
}

/** The accounts a card may go to: that of an added account, and the greeting, to the one they are for; all else to any. */
export function addressees(row: Letter, accounts: OwnAccount[]): OwnAccount[] {
  const to = row.card === 'paired' || row.card === 'greeting' ? accountsIn(row.subject).at(-1) : undefined
  return to ? accounts.filter((one) => isSame(one, to)) : accounts
}

/** Whether two accounts are one, whatever else is known of them. */
export function isSame(a: Account, b: Account): boolean {
  return a.channel === b.channel && a.tenant === b.tenant && a.user === b.user
}

function undoneMark(account: Account): Mark {
  return { purpose: 'undone', ...whereOf(account), key: subjectOf(account) }
}

function undoMark(added: Account, before: Account): Mark {
  return { purpose: 'undo', ...whereOf(added), key: `${subjectOf(added)} ${subjectOf(before)}` }
}

function whereOf({ channel, tenant }: Account) {
  return { channel, tenant }
}
