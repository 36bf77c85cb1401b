/**
 * Where what is in a case stands in somebody's own list: reckoned of each case they stand in, of which few are drawn. From the case,
 * the day, and what they are alone: reads nothing.
 */
import type { CaseRow } from '../../../cards/parts/mine-item.ts'
import type { Case } from '../../core/case.ts'
import { isAnswerable } from '../../core/concern.ts'
import { type Due, due, overdue } from '../../core/deadline.ts'
import type { Day, QuestionId, TransitionId } from '../../core/ids.ts'
import { beginsOn, quietUntil, rungsOn } from '../../core/ladder.ts'
import { lately, type OnlyOf } from '../../core/lately.ts'
import { isReceiver } from '../../core/leading.ts'
import { leaveOf } from '../../core/leave.ts'
import { type Alike, awaitedBy, together } from '../../core/nudge.ts'
import { type CaseRole, mayDecide } from '../../core/permission.ts'
import { askedAlone } from '../../core/reading.ts'
import { type Eye, isTurnOf, knownRoles, onceEach } from '../see/index.ts'
import type { Tells } from './by-itself.ts'
import { comesNext, soonDays } from './comes-next.ts'

/** Who looks, and whether what lies with a leader is theirs: as one of those who decide in the case. */
export type Looks = Eye & { decides: boolean }

/**
 * What puts a row in its place, of what is open the latest first, of what is closed the newest. `own`: what waits is the viewer's to
 * settle, and has not come to them for others to; `putOff`: somebody has put it off; `quiet`: what has come to the viewer since nobody
 * did it is put off, so that it stands with the rest of their cases.
 */
type Sketch = { state: Case; day: Day | null; late: boolean; own: boolean; putOff: boolean; quiet: boolean }

/** What stands in it, with as much as it is drawn from. */
export type OpenListing = Sketch & {
  is: 'open'
  section: 'waiting' | 'held' | 'part'
  role: CaseRole | null
  /** What waits for the viewer, of which the first stands first. */
  waits: Due[]
  next: Due | undefined
  /** What the row's button does. */
  pressed: Due | undefined
  climbed: CaseRow['climbed'] | null
}
export type ClosedListing = Sketch & { is: 'closed'; section: 'closed'; role: CaseRole; closed: Day }
/** Whoever is asked learns no reference, and the question has no case for them. */
export type QuestionListing = Sketch & { is: 'question'; section: 'waiting'; question: QuestionId; asked: Day }
/** Whether their unit receives the case on its day is all that is theirs in it; `by`: until when they are to answer. */
export type ReceivingListing = Sketch & {
  is: 'receiving'
  section: 'waiting'
  transition: TransitionId
  moves: Day
  by: Day
}
export type CaseListing = OpenListing | ClosedListing | QuestionListing | ReceivingListing
/** What was asked of others; `day`: when it was of whoever has waited longest. */
export type AwaitedListing = { state: Case; is: 'awaited'; section: 'others'; day: Day; awaited: Alike }
export type Listing = CaseListing | AwaitedListing

/** What it hangs on who looks where what is in a case stands: of `now` no more than its day. */
export const hangsOn = ['actor', 'today', 'policy', 'calendar', 'decides'] as const satisfies (keyof Looks)[]

/** Of all there is. It is asked of every case whenever somebody looks at their list, and few have changed. */
export const listingsIn = lately(
  (state, looks: OnlyOf<Looks, (typeof hangsOn)[number] | 'now'>) => listingsOf(looks, state, () => true),
  (looks) => hangsOn.map((key) => looks[key]),
)

/** The one row of a case, one for each question that was asked in it and each transition that is to be received, and one for each thing that was asked of others. */
export function listingsOf(looks: Looks, state: Case, tells: Tells): Listing[] {
  const waiting = waitingIn(looks, state).filter((one) => tells(state, one))
  const others = awaitedIn(looks, state, waiting)
  const elsewhere = others.flatMap(({ awaited }) => awaited.map(({ key }) => key))
  const one = state.status === 'closed' ? closedIn(looks, state) : openIn(looks, state, { waiting, elsewhere })
  return [...(one ? [one] : []), ...questionsIn(looks, state, tells), ...receivingIn(looks, state, tells), ...others]
}

function closedIn(looks: Looks, state: Case): ClosedListing | null {
  const { calendar, today, policy } = looks
  const role = roleIn(looks, state)
  const closed = state.closed && calendar.dayOf(state.closed.at)
  if (!role || !closed || closed < calendar.addDays(today, -policy.closedListedDays)) return null
  return { ...calm(state, closed), is: 'closed', section: 'closed', role, closed }
}

/** Of what presses for nothing. */
function calm(state: Case, day: Day | null): Sketch {
  return { state, day, late: false, own: true, putOff: false, quiet: false }
}

/** What of a case waits for the viewer, and the keys of what stands among what was asked of others. */
type Found = { waiting: Due[]; elsewhere: string[] }

function openIn(looks: Looks, state: Case, { waiting, elsewhere }: Found): OpenListing | null {
  // What somebody put off presses for nothing as long as something else does.
  const pressing = waiting.filter((one) => againOn(looks, state, one) === null)
  const role = roleIn(looks, state)
  const waits = pressing.length > 0 ? pressing : waiting
  const [first] = waits
  if (!first && !role) return null
  const section = first ? 'waiting' : role && holding.includes(role) ? 'held' : 'part'
  const left = dueIn(looks, state).filter(({ key }) => !elsewhere.includes(key))
  const isQuiet = (one: Due) => againOn(looks, state, one) !== null && isBrought(looks, state, one)
  const quiet = first ? undefined : left.find(isQuiet)
  const pressed = first ?? quiet
  const next = first ?? comesNext(looks, state, left)
  // All there is to say of it stands among what others were asked.
  if (!next && elsewhere.length > 0) return null
  const climbed = first && !isTheirs(looks, state, first) ? climbedAs(looks, state, first) : null
  const again = next ? againOn(looks, state, next) : null
  const day = again ?? next?.day ?? null
  const late = next !== undefined && overdue([next], looks.today).length > 0
  const stands = { state, day, late, own: climbed !== 'asks', putOff: again !== null, quiet: quiet !== undefined }
  return { ...stands, is: 'open', section, role, waits, next, pressed, climbed }
}

function questionsIn({ actor, today, calendar }: Looks, state: Case, tells: Tells): QuestionListing[] {
  if (state.status !== 'open' || state.concern.questions.length === 0 || !isAnswerable(state, today)) return []
  const asked = state.concern.questions.filter(
    ({ to, answer, id }) => to === actor.person && !answer && tells(state, { card: 'anonymous-question', subject: id }),
  )
  return asked.map(({ id: question, askedAt }): QuestionListing => {
    return { ...calm(state, null), is: 'question', section: 'waiting', question, asked: calendar.dayOf(askedAt) }
  })
}

/** Those that nobody of the unit has answered. */
function receivingIn(looks: Looks, state: Case, tells: Tells): ReceivingListing[] {
  const { actor, today } = looks
  const asked = state.transitions.filter(
    (one) => !one.answer && isReceiver(state, actor, one) && tells(state, { card: 'receiving', subject: one.id }),
  )
  return asked.flatMap(({ id: transition, day: moves }): ReceivingListing[] => {
    const one = dueIn(looks, state).find(({ subject }) => subject === transition)
    if (!one) return []
    const late = overdue([one], today).length > 0
    return [{ ...calm(state, one.day), late, is: 'receiving', section: 'waiting', transition, moves, by: one.day }]
  })
}

/** But for what waits for the viewer by now. */
function awaitedIn(looks: Looks, state: Case, waiting: Due[]): AwaitedListing[] {
  const { now, policy, calendar, actor } = looks
  const found = awaitedBy(state, actor, now, { policy, calendar }).filter(
    ({ key, ball }) => !waiting.some((one) => one.key === key) && !(ball && isTheirs(looks, state, { ball })),
  )
  return together(found).map((awaited) => ({ state, is: 'awaited', section: 'others', day: awaited[0].since, awaited }))
}

const holding: CaseRole[] = ['holder', 'deputy', 'owner']

/** What somebody is in the case, what they hold before all else; null for whoever is only asked something. */
export function roleIn(looks: Looks, state: Case): CaseRole | null {
  const roles = knownRoles(looks, state).filter((one) => !askedAlone.includes(one))
  return holding.find((one) => roles.includes(one)) ?? roles[0] ?? null
}

/** What is theirs to do, and after it what nobody did for so long that it has climbed to them; of each the latest first. */
function waitingIn(looks: Looks, state: Case): Due[] {
  const soon = looks.calendar.addDays(looks.today, soonDays)
  const near = dueIn(looks, state).filter((one) => {
    const isNear = one.day <= soon || beginsOn(state, one, looks) <= looks.today
    return isNear && !isWithFamily(looks, state, one)
  })
  const { own = [], others = [] } = Object.groupBy(near, (one) => (isTheirs(looks, state, one) ? 'own' : 'others'))
  return [...own, ...others.filter((one) => hasClimbed(looks, state, one))]
}

function dueIn({ now, policy, calendar }: Looks, state: Case): Due[] {
  return onceEach(due(state, now, { policy, calendar }))
}

function isTheirs({ actor, decides }: Looks, state: Case, { ball }: Pick<Due, 'ball'>): boolean {
  return isTurnOf(actor.person, state, ball, decides)
}

/** Until its day a question waits for the family alone: whoever holds the case sees it among what waits for others. */
function isWithFamily(looks: Looks, state: Case, one: Due): boolean {
  if (one.signal !== 'consent-unanswered' || overdue([one], looks.today).length > 0) return false
  return knownRoles(looks, state).some((role) => holding.includes(role))
}

/** Whether the ladder has brought something to the viewer whose day has come, as a leader of the unit or as KE, and nobody has put it off. */
function hasClimbed(looks: Looks, state: Case, one: Due): boolean {
  return againOn(looks, state, one) === null && isBrought(looks, state, one)
}

function isBrought(looks: Looks, state: Case, one: Due): boolean {
  const { actor, today } = looks
  const roles = knownRoles(looks, state)
  // Meanwhile it has come to somebody else.
  if (leaveOf(state, actor.person)) return false
  if (roles.includes('ke') && state.raised.includes(one.key)) return true
  return roles.includes('leader') && one.day <= today && rungsOn(state, one, today, looks).includes('leader')
}

/** Until when it is quiet, where somebody put it off. */
export function againOn(eye: Eye, state: Case, one: Due): Day | null {
  return quietUntil(state, one, eye.today, eye)
}

/** Whether what has come to the viewer is theirs to settle as well, as KE decides what the unit let stand. */
function climbedAs(looks: Looks, state: Case, one: Due): CaseRow['climbed'] {
  return mayDecideOn(looks, state, one) ? 'decides' : 'asks'
}

export function mayDecideOn(eye: Eye, state: Case, { subject }: Due): boolean {
  const proposal = state.proposals.find(({ id, status }) => id === subject && status === 'open')
  return proposal !== undefined && proposal.by !== eye.actor.person && mayDecide(state, proposal, eye)
}
