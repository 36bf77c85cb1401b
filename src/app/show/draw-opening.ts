/** Draws for one of those who are to see it that sealed content was opened, and why. Reads no other word of the case. */
import { contentOpened } from '../../../cards/content-opened.ts'
import type { Case } from '../../core/case.ts'
import type { OpeningId } from '../../core/ids.ts'
import { seeCase } from '../actions/index.ts'
import { isOutOf, mayRead, nameOf, type OpenedFor, type Viewer } from '../see/index.ts'
import { type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'

/** Whoever was told sees it, also with no other part in the case. */
export async function drawOpening(viewer: Viewer, state: Case, subject: OpeningId): Promise<MaybeDrawn> {
  const { reader, person, now, calendar, say } = viewer
  const opening = state.openings.find(({ id }) => id === subject)
  if (!opening) return nothingToSay
  const verdict = opening.seenBy.includes(person.id) && !isOutOf(viewer, state) ? 'read' : 'refused'
  const what: OpenedFor = 'content-opened'
  await reader.access.log({ at: now, person: person.id, case: state.id, what, verdict, roles: [] })
  if (verdict === 'refused') return noAccess
  const { by, at, until, reason } = opening
  const args = {
    ref: state.ref,
    by: await nameOf(viewer, by),
    day: calendar.dayOf(at),
    until,
    reason: (await reader.words.read(state.id, [reason])).get(reason) ?? null,
    offers: mayRead(viewer, state) ? [seeCase(state)] : [],
  }
  return { card: contentOpened(args, say), settled: false }
}
