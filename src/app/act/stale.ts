/**
 * What stands in people's own chats and goes out of date with its case: drawn again, or without its buttons. Puts rows into the
 * outbox; the card is drawn when they are sent.
 */
import type { Case } from '../../core/case.ts'
import type { CaseId, PersonId } from '../../core/ids.ts'
import { followsCase, type Letter, newestOf } from '../../outgoing.ts'
import type { MessageRef, Shown, Tx } from '../../ports.ts'
import type { Acting } from '../app.ts'
import { mayRead, type Viewer, viewerFor } from '../see/index.ts'
import { updateOf } from './enqueue.ts'
import { isSameMessage } from './fold.ts'

/** After a change of a case: what follows it, and everything with those to whom nothing of it is open any more. */
export async function redrawStale(tx: Tx, app: Acting, after: Case): Promise<void> {
  const viewers = new Map<PersonId, Viewer | null>()
  for (const { drawn: _, message, ...shown } of await tx.shown.of(after.id)) {
    if (!shown.person) continue
    const viewer = viewers.get(shown.person) ?? (await viewerOf(tx, app, shown.person, after))
    viewers.set(shown.person, viewer)
    // Whoever was only asked, or offered the baton, reads nothing: of what asks them the same is drawn, and not sent.
    if (followsCase(shown) || !viewer || !mayRead(viewer, after)) await tx.outbox.put([updateOf(app, message, shown)])
  }
  app.wake()
}

async function viewerOf(tx: Tx, app: Acting, id: PersonId, { municipality }: Case): Promise<Viewer | null> {
  const person = await tx.people.get(id)
  return person?.active ? viewerFor(app, tx, person, municipality) : null
}

/** The card that says where a case stands, as it was answered when the case was at that version. */
export type Summary = { of: CaseId; version: number | null }

/**
 * Remembers in which message it stands. Nobody knows how it looks there: what comes next draws it again, and so does what came
 * while the answer was on its way.
 */
export async function keepSummary(
  tx: Tx,
  app: Acting,
  { person }: Viewer,
  { of, version }: Summary,
  message: MessageRef,
) {
  const shown = { card: 'case-summary', line: null, subject: '', case: of, person: person.id } as const
  await tx.shown.put({ ...shown, message, drawn: '' })
  if ((await tx.cases.get(of))?.version !== version) await tx.outbox.put([updateOf(app, message, shown)])
  app.wake()
}

/**
 * After a card about a duty was sent to somebody, or that less is shared: what stands with them of the same, be it for another day, is
 * left as a line that says so. One card carries the buttons, and says how late it is; one says whether they are out of the case.
 */
export async function shrinkEarlier(
  tx: Tx,
  app: Acting,
  sent: Pick<Shown, 'case' | 'person'> & Letter,
  at: MessageRef,
): Promise<void> {
  const newest = newestOf(sent)
  if (newest === null || sent.person === null) return
  for (const { message, drawn: _, ...shown } of await tx.shown.of(sent.case)) {
    const isEarlier = shown.person === sent.person && newestOf(shown) === newest && !isSameMessage(message, at)
    if (!isEarlier) continue
    const about = { case: shown.case, person: shown.person, card: 'newer', line: null, subject: '' } as const
    await tx.shown.put({ ...about, message, drawn: '' })
    await tx.outbox.put([updateOf(app, message, about)])
  }
  app.wake()
}
