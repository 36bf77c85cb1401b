/** Where a case stands in somebody's own list, and what its row says: what is next, how late it is, and the button that does it. */
import type { CaseRow, Next, When } from '../../../cards/parts/mine-item.ts'
import type { CaseSection } from '../../../cards/parts/mine-page.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import { calledIn } from '../../core/called.ts'
import type { Case } from '../../core/case.ts'
import { isAnswerable } from '../../core/concern.ts'
import { type Due, due, overdue } from '../../core/deadline.ts'
import type { Day } from '../../core/ids.ts'
import { beginsOn, quietUntil, rungsOn } from '../../core/ladder.ts'
import { leaveOf } from '../../core/leave.ts'
import { isContact } from '../../core/manning.ts'
import { askedAlone, type CaseRole, mayDecide } from '../../core/permission.ts'
import { daysBetween } from '../../core/step.ts'
import { offer, seeCase, show } from '../actions/index.ts'
import { isMine, knownRoles, levelName, onceEach, type Viewer } from '../see/index.ts'
import type { Tells } from './by-itself.ts'
import { comesNext, soonDays } from './comes-next.ts'
import { ballFor, insteadFor } from './draw-due.ts'
import { remindOffers } from './remind-offers.ts'

/** Where a row stands, and how it is drawn. */
export type Placed = Sketch & { section: CaseSection; draw(): Promise<CaseRow> }

/**
 * What puts a row in its place, of what is open the latest first, of what is closed the newest: that can be said of many cases, and of
 * few the row is drawn. `own`: what waits is the viewer's to settle, and has not come to them for others to; `putOff`: somebody has put it off;
 * `quiet`: what has come to the viewer since nobody did it is put off, so that it stands with the rest of their cases.
 */
type Sketch = { ref: string | null; day: Day | null; late: boolean; own: boolean; putOff: boolean; quiet: boolean }

/** What of a case waits for the viewer, and the keys of what was asked of others, which stands elsewhere in the list. */
export type Listed = { waiting: Due[]; asked: string[]; tells: Tells }

/** The one row of a case, and one for each question that the viewer was asked in it; `viewer` looks where the case is. */
export async function placedIn(viewer: Viewer, state: Case, listed: Listed): Promise<Placed[]> {
  const asked = questionsIn(viewer, state, listed.tells)
  const one = state.status === 'closed' ? closedRow(viewer, state) : await openRow(viewer, state, listed)
  return one ? [one, ...asked] : asked
}

function closedRow(viewer: Viewer, state: Case): Placed | null {
  const { calendar, today, policy } = viewer
  const role = roleIn(viewer, state)
  const closed = state.closed && calendar.dayOf(state.closed.at)
  if (!role || !closed || closed < calendar.addDays(today, -policy.closedListedDays)) return null
  const where = { ref: state.ref, level: levelName(viewer, state.level), role }
  const row: CaseRow = { ...where, next: null, also: [], closed, offer: seeCase(state) }
  return { ...calm(state.ref, closed), section: 'closed', draw: async () => row }
}

/** Of what presses for nothing. */
function calm(ref: string | null, day: Day | null): Sketch {
  return { ref, day, late: false, own: true, putOff: false, quiet: false }
}

async function openRow(viewer: Viewer, state: Case, { waiting, asked }: Listed): Promise<Placed | null> {
  // What somebody put off presses for nothing as long as something else does.
  const pressing = waiting.filter((one) => againOn(viewer, state, one) === null)
  const role = roleIn(viewer, state)
  const [first, ...others] = pressing.length > 0 ? pressing : waiting
  if (!first && !role) return null
  const section = first ? 'waiting' : role && holding.includes(role) ? 'held' : 'part'
  const left = dueIn(viewer, state).filter(({ key }) => !asked.includes(key))
  const isQuiet = (one: Due) => againOn(viewer, state, one) !== null && isBrought(viewer, state, one)
  const quiet = first ? undefined : left.find(isQuiet)
  const pressed = first ?? quiet
  const next = first ?? comesNext(viewer, state, left)
  // All there is to say of it stands among what others were asked.
  if (!next && asked.length > 0) return null
  const climbed = first && !(await isMine(viewer, state, first)) ? climbedAs(viewer, state, first) : null
  const draw = async (): Promise<CaseRow> => ({
    ref: state.ref,
    level: levelName(viewer, state.level),
    role: first ? null : role,
    next: next ? await nextIn(viewer, state, next) : null,
    also: await Promise.all(others.map((one) => alsoIn(viewer, state, one, first))),
    closed: null,
    offer: pressed ? await offerFor(viewer, state, pressed, 'mine') : seeCase(state),
    ...(climbed ? { climbed } : {}),
  })
  const again = next ? againOn(viewer, state, next) : null
  const stands = {
    ref: state.ref,
    day: again ?? next?.day ?? null,
    late: next !== undefined && whenIs(viewer, next).late,
  }
  return { ...stands, own: climbed !== 'asks', putOff: again !== null, quiet: quiet !== undefined, section, draw }
}

/** What the viewer is asked about beside: whoever is asked learns no reference, and the question has no case for them. */
function questionsIn({ person, today, calendar }: Viewer, state: Case, tells: Tells): Placed[] {
  if (state.status !== 'open' || !isAnswerable(state, today)) return []
  const asked = state.concern.questions.filter(({ to, answer, id }) => to === person.id && !answer && tells(state, id))
  return asked.map(({ id: question, askedAt }): Placed => {
    const day = calendar.dayOf(askedAt)
    const answer = offer('concern.answer', { case: state.id, question, back: `anonymous-question|${question}` })
    const next: Next = { what: 'question', when: { days: daysBetween(day, today), late: false }, who: null }
    const row = { ref: null, level: null, role: null, next, also: [], closed: null, offer: answer }
    return { ...calm(null, day), section: 'waiting', draw: async () => row }
  })
}

const holding: CaseRole[] = ['holder', 'deputy', 'owner']

/** What somebody is in the case, what they hold before all else; null for whoever is only asked something. */
function roleIn(viewer: Viewer, state: Case): CaseRole | null {
  const roles = knownRoles(viewer, state).filter((one) => !askedAlone.includes(one))
  return holding.find((one) => roles.includes(one)) ?? roles[0] ?? null
}

/** What is theirs to do, and after it what nobody did for so long that it has climbed to them; of each the latest first. */
export async function waitingIn(viewer: Viewer, state: Case): Promise<Due[]> {
  const soon = viewer.calendar.addDays(viewer.today, soonDays)
  const near = dueIn(viewer, state).filter((one) => {
    const isNear = one.day <= soon || beginsOn(state, one, viewer) <= viewer.today
    return isNear && !isWithFamily(viewer, state, one)
  })
  const isOwn = await Promise.all(near.map((one) => isMine(viewer, state, one)))
  const climbed = near.filter((one, index) => !isOwn[index] && hasClimbed(viewer, state, one))
  return [...near.filter((_, index) => isOwn[index]), ...climbed]
}

function dueIn({ now, policy, calendar }: Viewer, state: Case): Due[] {
  return onceEach(due(state, now, { policy, calendar }))
}

/** Until its day a question waits for the family alone: whoever holds the case sees it among what waits for others. */
function isWithFamily(viewer: Viewer, state: Case, one: Due): boolean {
  const holds = knownRoles(viewer, state).some((role) => holding.includes(role))
  return holds && one.signal === 'consent-unanswered' && overdue([one], viewer.today).length === 0
}

/** Whether the ladder has brought something to the viewer whose day has come, as a leader of the unit or as KE, and nobody has put it off. */
function hasClimbed(viewer: Viewer, state: Case, one: Due): boolean {
  return againOn(viewer, state, one) === null && isBrought(viewer, state, one)
}

function isBrought(viewer: Viewer, state: Case, one: Due): boolean {
  const { today, policy, calendar } = viewer
  const roles = knownRoles(viewer, state)
  // Meanwhile it has come to somebody else.
  if (leaveOf(state, viewer.person.id)) return false
  if (roles.includes('ke') && state.raised.includes(one.key)) return true
  return (
    roles.includes('leader') && one.day <= today && rungsOn(state, one, today, { policy, calendar }).includes('leader')
  )
}

async function nextIn(viewer: Viewer, state: Case, one: Due): Promise<Next> {
  const said = { what: calledIn(state, one), when: whenIs(viewer, one), who: await ballFor(viewer, state, one) }
  const again = againOn(viewer, state, one)
  const isInstead = one.instead?.why === 'leave' && (await isMine(viewer, state, one))
  const instead = isInstead ? await insteadFor(viewer, state, one) : null
  return {
    ...said,
    ...(again === null ? {} : { again }),
    ...(instead ? { instead: { of: instead.of, until: instead.until } } : {}),
  }
}

/** What waits beside what is first, and with whom where that is somebody else. */
async function alsoIn(viewer: Viewer, state: Case, one: Due, first: Due | undefined): Promise<CaseRow['also'][number]> {
  const who = await ballFor(viewer, state, one)
  return { what: calledIn(state, one), who: first && who === (await ballFor(viewer, state, first)) ? null : who }
}

/** Until when it is quiet, where somebody put it off. */
function againOn(viewer: Viewer, state: Case, one: Due): Day | null {
  return quietUntil(state, one, viewer.today, viewer)
}

function whenIs({ today }: Viewer, one: Due): When {
  return { days: daysBetween(one.day, today), late: overdue([one], today).length > 0 }
}

/** The button that does what waits, where it is theirs to do; the answer leads back to the list, or with null to the case. */
export async function offerFor(viewer: Viewer, state: Case, one: Due, back: 'mine' | null): Promise<Offer> {
  const { signal, subject } = one
  const data = { case: state.id }
  const decides = signal === 'proposal-undecided' && mayDecideOn(viewer, state, one)
  if (!decides && !(await isMine(viewer, state, one))) return seeCase(state)
  if (signal === 'proposal-undecided' && subject)
    return { ...show('show.proposal', { ...data, proposal: subject }), label: 'mine.decide' }
  // Whoever is offered the baton, or asked who comes, may read no more of the case than that.
  if (signal === 'handover-unanswered' && subject && state.handOver?.to === viewer.person.id)
    return { ...show('show.sent', { ...data, back: `hand-over|${subject}` }), label: 'mine.answer' }
  if (signal === 'service-unmanned' && subject && isContact(state, viewer.person.id))
    return { ...show('show.sent', { ...data, back: `who-comes|service_${subject}` }), label: 'action.service.man' }
  return actOf(viewer, state, one, back) ?? seeCase(state)
}

/** Whether what has come to the viewer is theirs to settle as well, as KE decides what the unit let stand. */
function climbedAs(viewer: Viewer, state: Case, one: Due): CaseRow['climbed'] {
  return mayDecideOn(viewer, state, one) ? 'decides' : 'asks'
}

function mayDecideOn(viewer: Viewer, state: Case, { subject }: Due): boolean {
  const proposal = state.proposals.find(({ id, status }) => id === subject && status === 'open')
  return proposal !== undefined && proposal.by !== viewer.person.id && mayDecide(state, proposal, viewer)
}

/** What settles it, as its reminder offers it first. */
function actOf(viewer: Viewer, state: Case, one: Due, back: 'mine' | null): Offer | null {
  const act = remindOffers(viewer, state, one, 'reminder').find(({ action }) => !isNoAct(action))
  if (!act) return null
  const { style: _, ...rest } = act
  const { back: __, ...data } = act.data
  return { ...rest, data: back === null ? data : { ...data, back } }
}

/** What only gives it more time, or does away with it: a meeting before its day is there to be held. */
function isNoAct(action: Offer['action']): boolean {
  return action.endsWith('.postpone') || action === 'meeting.cancel'
}
