/**
 * A person's accounts: one more is added, those known before are told, and from there it can be taken away again. Which
 * account a message about accounts goes to is decided here as well.
 */
import type { Card } from '../../cards/card.ts'
import { linked } from '../../cards/linked.ts'
import type { Account, OwnAccount, Person, Tx } from '../ports.ts'
import type { App } from './app.ts'
import { sendTo } from './enqueue.ts'
import type { Viewer } from './viewer.ts'

/** How it became known whose account it is. */
type Proof = 'code' | 'email'

/** Makes an account a person's own; false where it is somebody else's. Every account they had before may undo it. */
export async function addAccount(tx: Tx, app: App, person: Person, account: Account, by: Proof): Promise<boolean> {
  const before = await tx.people.accountsOf(person.id)
  if (!(await tx.people.link(person.id, account))) return false
  const now = app.clock.now()
  if (await tx.people.heard(account, now)) app.wake()
  for (const other of before) await tx.inbox.first(account.channel, account.tenant, undoMark(account, other), now)
  if (before.length > 0) await sendTo(tx, app, null, person.id, 'linked', subjectOf(account))
  app.log.info('account.linked', { person: person.id, channel: account.channel, kind: by })
  return true
}

/**
 * Takes an account away that was added while the asking account was there already; null where it was not. Asked for again,
 * or for an account that is somebody else's by now, it changes nothing and says the same.
 */
export async function undoLink(viewer: Viewer, asking: Account, data: Record<string, string>): Promise<Card | null> {
  const { tx, app, person, say } = viewer
  const { channel = '', tenant = '', user = '' } = data
  const added = { channel, tenant, user }
  if (!(await tx.inbox.seen(channel, tenant, undoMark(added, asking)))) return null
  if ((await tx.people.byAccount(added))?.id === person.id) {
    await tx.people.unlink(added)
    app.log.info('account.unlinked', { person: person.id, channel })
  }
  return linked({ undone: true, offers: [] }, say)
}

/** The card that tells of an added account; null once it is theirs no more. */
export async function drawLinked({ tx, person, say }: Viewer, subject: string): Promise<Card | null> {
  const account = accountIn(subject)
  if (!account || (await tx.people.byAccount(account))?.id !== person.id) return null
  return linked(
    { undone: false, offers: [{ kind: 'press', action: 'account.unlink', data: account, style: 'danger' }] },
    say,
  )
}

/** The accounts a card may go to: that of an added account to any other, the greeting to that one alone, all else to any. */
export function addressees(row: { card: string; subject: string }, accounts: OwnAccount[]): OwnAccount[] {
  const about = row.card === 'linked' || row.card === 'greeting' ? accountIn(row.subject) : null
  if (!about) return accounts
  return accounts.filter((one) => isSame(one, about) === (row.card === 'greeting'))
}

/** An account as the subject of a row in the outbox. */
export function subjectOf({ channel, tenant, user }: Account): string {
  return JSON.stringify([channel, tenant, user])
}

function accountIn(subject: string): Account | null {
  const parts: unknown = subject.startsWith('[') ? JSON.parse(subject) : null
  if (!Array.isArray(parts)) return null
  const [channel, tenant, user] = parts.map(String)
  return channel && tenant && user ? { channel, tenant, user } : null
}

/** Whether two accounts are one, whatever else is known of them. */
export function isSame(a: Account, b: Account): boolean {
  return a.channel === b.channel && a.tenant === b.tenant && a.user === b.user
}

function undoMark(added: Account, before: Account): string {
  return `undo ${subjectOf(added)} ${subjectOf(before)}`
}
