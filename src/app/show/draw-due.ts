/** Draws what is due for one person: a reminder to whoever acts, a breach to whoever it was raised to. */
import { breach } from '../../../cards/breach.ts'
import type { Instead } from '../../../cards/parts/instead.ts'
import { reminder } from '../../../cards/reminder.ts'
import { calledIn } from '../../core/called.ts'
import type { Case } from '../../core/case.ts'
import { type Due, due, dutyOf } from '../../core/deadline.ts'
import { type DueKey, readDueKey } from '../../core/due-key.ts'
import { askedAlone, opensTopic } from '../../core/reading.ts'
import { seeCase } from '../actions/index.ts'
import {
  ballName,
  isMine,
  knownRoles,
  mayKnowOfDue,
  mayRead,
  nameOf,
  openCase,
  seesOutline,
  toReader,
  type Viewer,
} from '../see/index.ts'
import { type MaybeDrawn, noAccess } from './drawn.ts'
import { latenessOf, pressedFor, whyPutOff } from './lateness.ts'
import { remindOffers } from './remind-offers.ts'
import { settlementOf } from './settled.ts'

export async function drawDue(
  viewer: Viewer,
  state: Case,
  card: 'reminder' | 'breach',
  key: DueKey,
): Promise<MaybeDrawn> {
  const { now, policy, calendar, today, say } = viewer
  const found = dutyOf(due(state, now, { policy, calendar }), key, { policy, calendar })
  if (!isToKnow(viewer, state, found, key)) return noAccess
  const { signal: of, day } = found ?? readDueKey(key)
  const signal = found ? calledIn(state, found) : of
  const ball = found ? await ballFor(viewer, state, found) : ''
  const ways = mayRead(viewer, state) ? [seeCase(state)] : []
  // What was theirs to do may have been given to somebody else since.
  const acts = found && (card === 'breach' || (await isMine(viewer, state, found)))
  const asks = acts ? remindOffers(viewer, state, found, card) : []
  const offers = [...asks, ...ways]
  const lateness = found
    ? await latenessFor(viewer, state, found, card)
    : { late: 0, times: 0, reached: [], next: null }
  const isSettled = !found
  const settled = isSettled ? settlementOf(viewer, state, key) : null
  const args = { ref: state.ref, signal, day, lateness, ball, offers, settled }
  if (card === 'breach') {
    const to = knownRoles(viewer, state).includes('leader') ? 'leader' : 'ke'
    return { card: breach({ ...args, to }, say), settled: isSettled }
  }
  const when = day > today ? 'before' : day === today ? 'on' : 'after'
  const words = found ? await wordsOf(viewer, state, found) : null
  const why = found ? await whyPutOff(viewer, state, found) : null
  const instead = acts ? await insteadFor(viewer, state, found) : null
  return { card: reminder({ ...args, when, words, why, instead }, say), settled: isSettled }
}

/** Only whoever it lies with is told that somebody asked. */
function latenessFor(viewer: Viewer, state: Case, found: Due, card: 'reminder' | 'breach') {
  return card === 'reminder' ? pressedFor(viewer, state, found) : latenessOf(viewer, state, found)
}

/** KE, which no consent covers, learns with what role it lies, and nobody's name. */
export async function ballFor(viewer: Viewer, state: Case, found: Due): Promise<string> {
  if (!seesOutline(viewer, state)) return ballName(viewer, state, found.ball, toReader(viewer))
  // What waits for a leader where the unit has none who can see to it is theirs.
  if (found.ball.role === 'leader' && (await isMine(viewer, state, found))) return viewer.say('role.ke')
  const { ball } = found
  return viewer.say(ball.role === 'person' ? 'role.participant' : `role.${ball.role}`)
}

/** Why it lies with the viewer, with whom it does; null where it does anyway. KE learns until when, and nobody's name. */
export async function insteadFor(viewer: Viewer, state: Case, { instead }: Due): Promise<Instead | null> {
  return instead && { ...instead, of: seesOutline(viewer, state) ? null : await nameOf(viewer, instead.of) }
}

/** Whoever is offered the baton, and is nothing else in the case, learns of what waits for them alone. */
function isToKnow(viewer: Viewer, state: Case, found: Due | undefined, key: DueKey): boolean {
  const roles = knownRoles(viewer, state)
  if (!mayKnowOfDue(viewer, state, key)) return false
  if (roles.some((role) => !askedAlone.includes(role))) return true
  return roles.length > 0 && found?.ball.role === 'person' && found.ball.person === viewer.person.id
}

async function wordsOf(viewer: Viewer, state: Case, { subject }: Due): Promise<string | null> {
  const item = [...state.measures, ...state.followUps].find(({ id }) => id === subject)
  const opened = item ? await openCase(viewer, state, 'reminder') : null
  if (!item || !opened) return null
  const readable = opensTopic(opened.access, item.topic)
  return readable ? ((await opened.words([item.text])).get(item.text) ?? null) : null
}
