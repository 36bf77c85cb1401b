/** What of all that somebody may do stands on the card of a case, and what in its menu: what waits for them first. */
import { mostBelow, type Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { evaluationDay, openEvaluation } from '../../core/evaluation.ts'
import { waitsToBeHeard } from '../../core/family-saying.ts'
import { missingConsent, openProposal } from '../../core/level.ts'
import { mayDecide } from '../../core/permission.ts'
import { unaskedFor } from '../../core/proposal-consent.ts'
import { mayCopy, seesFamily, type Viewer } from '../see/index.ts'
import { may, possible, seeReportHelp, show, styled } from './offers.ts'
import { isAfterNo, isLog } from './stands.ts'
import type { Action } from './table.ts'

/** What is done seldom stands in the menu alone; why something was late is asked where it has just been seen to. */
const onlyInMenu = [
  'consent.name-signers',
  'report.record',
  'case.shield',
  'case.recuse',
  'breach.explain',
  'step.skip',
  'step.resume',
] satisfies Action[]

/** What undoes something, or is done at one moment of a case, is not what comes next. */
const unlikely: string[] = [
  ...onlyInMenu,
  'baton.deputize',
  'baton.end-deputy',
  'meeting.cancel',
  'participant.remove',
  'consent.withdraw',
] satisfies Action[]

/** On the card it stands beside each thing that is late. */
const besideLate = 'reminder.postpone' satisfies Action

/** That a meeting was held stands in the menu alone until its day has come. */
function isEarly({ meetings }: Case, { today }: Viewer, { action, data }: Offer): boolean {
  return action === 'meeting.hold' && meetings.some(({ id, day }) => id === data.meeting && day > today)
}

/** What the family does not want is not what stands out: neither to be asked again, nor that what it closed is opened. */
export function isHeldBack(state: Case, { action }: Offer): boolean {
  return action === 'case.unseal' || (action === 'consent.request' && isAfterNo(state))
}

/** Whether it was they who signed in is answered where it stands who that would be, and what a yes opens to them. */
export function askingWho(offers: Offer[]): Offer[] {
  return offers
    .filter(({ action }) => action !== 'family.refuse')
    .map((one) => (one.action === 'family.confirm' ? seeArrived(one.data.case ?? '', one.data.member ?? '') : one))
}

/** The question to whoever can say so. */
export function seeArrived(id: string, member: string): Offer {
  return { ...show('show.sent', { case: id, back: `family-arrived|${member}` }), label: 'mine.known' }
}

/** The offers of the case card: the most pressing, one way on, and the way to everything else. */
export function caseOffers(state: Case, viewer: Viewer): Offer[] {
  const all = askingWho(possible(state, viewer))
  const data = { case: state.id }
  const hear = seeAsked(state, viewer)
  const decides = hear.length === 0 && decidesNow(state, viewer)
  const decide = [...seeProposal(state, decides ? 'primary' : undefined), ...seeEvaluation(state, viewer)]
  // Before anybody else takes part there may be reason to report first, so that the way there stands beside the rest.
  const way = isLog(state) ? show('show.plan', data) : seeReportHelp
  const [next, ...rest] = all
    .filter(({ action }) => action !== besideLate)
    .filter((one) => !onlyInMenu.some((action) => action === one.action) && !isEarly(state, viewer, one))
  const standsOut = next && hear.length === 0 && !decides && !isHeldBack(state, next)
  // What stands out has a place of its own, above what is read.
  const most = mostBelow - 1 - decide.length + (standsOut ? 1 : 0)
  const first = next ? [standsOut ? styled(next, 'primary') : next, ...rest].slice(0, most) : []
  const more = all.length > 0 ? [show('show.menu', data)] : []
  // A proposal that nobody can approve waits for the family to be asked.
  const asks = first.filter(({ action }) => action === 'consent.request' && isUnasked(state, viewer))
  return [...hear, ...asks, ...decide, ...first.filter((one) => !asks.includes(one)), way, ...more]
}

function isUnasked(state: Case, { policy, today }: Viewer): boolean {
  const proposal = openProposal(state)
  return proposal !== null && unaskedFor(state, proposal, policy, today).length > 0
}

/** What the family has asked for and waits for, where it is for the viewer to see to. */
function seeAsked(state: Case, viewer: Viewer): Offer[] {
  const waits = state.status === 'open' && state.sayings.some(waitsToBeHeard)
  return waits && seesFamily(viewer, state) ? [show('show.family', { case: state.id }, 'primary')] : []
}

/** Whether the case is followed, and the viewer can hear somebody in its evaluation. */
export function evaluates(state: Case, viewer: Viewer): boolean {
  return state.status === 'open' && isLog(state) && may(state, viewer, 'evaluation.hear-child')
}

/** The evaluation, once its day has come, for whoever leads through it. */
function seeEvaluation(state: Case, viewer: Viewer): Offer[] {
  const day = evaluationDay(state)
  const isNow = openEvaluation(state) !== null || (day !== null && day <= viewer.today)
  return isNow && evaluates(state, viewer) && may(state, viewer, 'evaluation.conclude')
    ? [show('show.evaluation', { case: state.id })]
    : []
}

/** The proposal that waits, where there is one. */
function seeProposal(state: Case, style?: Offer['style']): Offer[] {
  const proposal = openProposal(state)
  return proposal ? [show('show.proposal', { case: state.id, proposal: proposal.id }, style)] : []
}

/** Whether a proposal waits for nobody but the viewer: another's, that the family has answered. */
function decidesNow(state: Case, viewer: Viewer): boolean {
  const { actor, policy, today } = viewer
  const proposal = openProposal(state)
  if (!proposal || proposal.by === actor.person || !mayDecide(state, proposal, viewer)) return false
  return missingConsent(state, proposal, policy, today).length === 0
}

/** Everything that can be done or looked at in the case; what is likely is what comes next after the case's own card. */
export function menuOffers(state: Case, viewer: Viewer): { likely: Offer[]; offers: Offer[] } {
  const all = askingWho(possible(state, viewer))
  const data = { case: state.id }
  const onCard = caseOffers(state, viewer).map(({ action }) => action)
  const likely = all
    .filter(({ action }) => !onCard.includes(action) && !unlikely.includes(action))
    .filter((one) => !isEarly(state, viewer, one))
  const plan = isLog(state) ? [show('show.plan', data)] : []
  const evaluation = evaluates(state, viewer) ? [show('show.evaluation', data)] : []
  const family = state.family.length > 0 && seesFamily(viewer, state) ? [show('show.family', data)] : []
  const copy = mayCopy(viewer, state) ? [show('show.copy', data)] : []
  return {
    likely,
    offers: [...seeProposal(state), ...all, ...plan, ...evaluation, show('show.consents', data), ...family, ...copy],
  }
}
