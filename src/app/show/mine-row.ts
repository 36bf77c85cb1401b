/** What the row of a case says in somebody's own list: what is next, how late it is, and the button that does it. */
import type { CaseRow, DueNext, Next, When } from '../../../cards/parts/mine-item.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import { calledIn } from '../../core/called.ts'
import type { Case } from '../../core/case.ts'
import { type Due, overdue } from '../../core/deadline.ts'
import { missingConsent, openProposal } from '../../core/level.ts'
import { isContact } from '../../core/manning.ts'
import { mayDecide } from '../../core/permission.ts'
import { daysBetween } from '../../core/step.ts'
import { offer, seeArrived, seeCase, show } from '../actions/index.ts'
import { isMine, levelName, seesOutline, type Viewer } from '../see/index.ts'
import { ballFor, insteadFor } from './draw-due.ts'
import {
  againOn,
  type CaseListing,
  mayDecideOn,
  type OpenListing,
  type QuestionListing,
  type ReceivingListing,
} from './mine-listing.ts'
import { remindOffers } from './remind-offers.ts'
import { stepListed } from './stands.ts'

/** `viewer` looks where the case is. */
export async function caseRowOf(viewer: Viewer, listing: CaseListing): Promise<CaseRow> {
  const { state } = listing
  switch (listing.is) {
    case 'open':
      return openRow(viewer, listing)
    case 'closed': {
      const where = { ref: state.ref, level: levelName(viewer, state.level), role: listing.role }
      return { ...where, next: null, also: [], closed: listing.closed, offer: seeCase(state) }
    }
    case 'question':
      return questionRow(viewer, listing)
    case 'receiving':
      return receivingRow(viewer, listing)
  }
}

async function openRow(viewer: Viewer, { state, role, waits, next, pressed, climbed }: OpenListing): Promise<CaseRow> {
  const [first, ...others] = waits
  return {
    ref: state.ref,
    level: levelName(viewer, state.level),
    ...stepListed(viewer, state),
    role: first ? null : role,
    next: next ? await nextIn(viewer, state, next) : null,
    also: await Promise.all(others.map((one) => alsoIn(viewer, state, one, first))),
    closed: null,
    ...(seesOutline(viewer, state) ? { stops: true as const } : {}),
    offer: pressed ? await offerFor(viewer, state, pressed, 'mine') : seeCase(state),
    ...(climbed ? { climbed } : {}),
    ...(awaitsConsent(viewer, state) ? { proposal: true as const } : {}),
  }
}

/** To whoever decides it once the family has answered: until then it is nothing of theirs to do. */
function awaitsConsent(viewer: Viewer, state: Case): boolean {
  const proposal = openProposal(state)
  if (!proposal || !mayDecide(state, proposal, viewer) || seesOutline(viewer, state)) return false
  return missingConsent(state, proposal, viewer.policy, viewer.today).length > 0
}

function questionRow({ today }: Viewer, { state, question, asked }: QuestionListing): CaseRow {
  const answer = offer('concern.answer', { case: state.id, question, back: `anonymous-question|${question}` })
  const next: Next = { what: 'question', when: { days: daysBetween(asked, today), late: false }, who: null }
  return { ref: null, level: null, role: null, next, also: [], closed: null, offer: answer }
}

/** Of the case no more than its reference and the day. */
function receivingRow({ today }: Viewer, { state, transition, moves, by, late }: ReceivingListing): CaseRow {
  const see = show('show.sent', { case: state.id, back: `receiving|${transition}` })
  const when = { days: daysBetween(by, today), late }
  const next: Next = { what: 'receiving', when, who: null, day: moves, by }
  const nothing = { level: null, role: null, also: [], closed: null }
  return { ref: state.ref, ...nothing, next, offer: { ...see, label: 'mine.answer' } }
}

/** `viewer` looks where the case is. */
export async function nextIn(viewer: Viewer, state: Case, one: Due): Promise<DueNext> {
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
  if (signal === 'family-arrived' && subject) return seeArrived(state.id, subject)
  if (signal === 'service-unmanned' && subject && isContact(state, viewer.person.id))
    return { ...show('show.sent', { ...data, back: `who-comes|service_${subject}` }), label: 'action.service.man' }
  return actOf(viewer, state, one, back) ?? seeCase(state)
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
