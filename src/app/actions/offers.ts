/**
 * What somebody may do in a case as it stands: the permission table and the state of the case, as buttons. The core judges
 * again at the press; this only keeps people from pressing what would be refused.
 */
import type { CommandAction, Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { covers, isAsked } from '../../core/consent.ts'
import { openProposal } from '../../core/level.ts'
import { nextMeeting } from '../../core/meeting.ts'
import { permissions, rolesIn } from '../../core/permission.ts'
import { neededConsent } from '../../core/step.ts'
import type { Viewer } from '../see/viewer.ts'

/** Whether the permission table lets the viewer give the command in this case. */
export function may(state: Case, { actor, today }: Viewer, action: CommandAction): boolean {
  if (action === 'concern.register') return true
  return rolesIn(state, actor, today).some((role) => permissions[action].includes(role))
}

type Rule = {
  action: CommandAction
  kind: Offer['kind']
  when(state: Case, viewer: Viewer): boolean
  data?(state: Case): Record<string, string>
}

const log = (state: Case) => state.level > 0
const digital = (state: Case) => state.mode === 'digital'
const undecided = (state: Case) => state.level === 0 && state.concern.outcome === null
const waiting = (state: Case) => state.level === 0 && state.concern.outcome === 'level'
const asked = (state: Case) => state.consents.find(isAsked)
const refused = (state: Case) => state.consents.at(-1)?.status === 'refused'
const given = (state: Case) => state.consents.some(({ status }) => status === 'given')
const shared = (state: Case, { today }: Viewer) => covers(state, state.service, null, today)
const needed = (state: Case, { policy, today }: Viewer) => neededConsent(state, policy, today) !== null
const ofConsent = (state: Case) => ({ consent: asked(state)?.id ?? '' })
const ofMeeting = (state: Case) => ({ meeting: nextMeeting(state)?.id ?? '' })
const ofHandOver = (state: Case) => ({ handOver: state.handOver?.id ?? '' })
const ofProposal = (state: Case) => ({ proposal: openProposal(state)?.id ?? '' })

/** In the order of importance: a card has room for the first of those that hold. */
const rules: Rule[] = [
  {
    action: 'baton.accept',
    kind: 'press',
    when: ({ handOver }, { person }) => handOver?.to === person.id,
    data: ofHandOver,
  },
  {
    action: 'baton.decline',
    kind: 'open',
    when: ({ handOver }, { person }) => handOver?.to === person.id,
    data: ofHandOver,
  },
  { action: 'baton.name', kind: 'open', when: ({ holderLeft }) => holderLeft !== null },
  { action: 'concern.talk', kind: 'open', when: (state) => undecided(state) && !state.concern.talkHeld },
  { action: 'concern.conclude', kind: 'open', when: undecided },
  { action: 'concern.ask', kind: 'open', when: undecided },
  { action: 'consent.record', kind: 'open', when: (state) => asked(state) !== undefined, data: ofConsent },
  { action: 'consent.refuse', kind: 'open', when: (state) => asked(state) !== undefined, data: ofConsent },
  { action: 'consent.request', kind: 'open', when: (state, viewer) => !asked(state) && needed(state, viewer) },
  {
    action: 'case.open-on-paper',
    kind: 'press',
    when: (state, viewer) => (waiting(state) && refused(state)) || (digital(state) && !shared(state, viewer)),
  },
  { action: 'concern.conclude', kind: 'open', when: waiting },
  // The next date is always set, so that setting it comes before everything else that can be planned.
  { action: 'meeting.set', kind: 'open', when: (state) => log(state) && nextMeeting(state) === null },
  { action: 'measure.add', kind: 'open', when: digital },
  {
    action: 'meeting.hold',
    kind: 'open',
    when: (state, { today }) => (nextMeeting(state)?.day ?? '9') <= today,
    data: ofMeeting,
  },
  { action: 'note.add', kind: 'open', when: digital },
  { action: 'level.propose', kind: 'open', when: (state) => log(state) && !openProposal(state) },
  { action: 'goal.set', kind: 'open', when: digital },
  { action: 'follow-up.add', kind: 'open', when: digital },
  { action: 'meeting.set', kind: 'open', when: (state) => log(state) && nextMeeting(state) !== null },
  {
    action: 'meeting.cancel',
    kind: 'open',
    when: (state) => log(state) && nextMeeting(state) !== null,
    data: ofMeeting,
  },
  {
    action: 'level.withdraw',
    kind: 'press',
    when: (state, { person }) => openProposal(state)?.by === person.id,
    data: ofProposal,
  },
  { action: 'baton.offer', kind: 'open', when: (state) => log(state) && !state.handOver },
  { action: 'baton.withdraw', kind: 'press', when: ({ handOver }) => handOver !== null, data: ofHandOver },
  { action: 'baton.deputize', kind: 'open', when: log },
  { action: 'baton.end-deputy', kind: 'press', when: ({ deputy }) => deputy !== null },
  { action: 'participant.add', kind: 'open', when: log },
  {
    action: 'participant.remove',
    kind: 'open',
    when: ({ participants, holder }) => participants.some(({ person }) => person !== holder),
  },
  { action: 'consent.withdraw', kind: 'open', when: (state) => given(state) || asked(state) !== undefined },
  { action: 'transition.plan', kind: 'open', when: log },
  {
    action: 'consent.request',
    kind: 'open',
    when: (state, viewer) => log(state) && !asked(state) && !needed(state, viewer),
  },
  { action: 'report.record', kind: 'open', when: () => true },
  { action: 'case.close', kind: 'open', when: log },
]

/** Every command the viewer may give in the case, the most pressing first. In a closed case only reopening is left. */
export function possible(state: Case, viewer: Viewer): Offer[] {
  const fitting = state.status === 'closed' ? closedRules : rules
  return fitting
    .filter(({ action, when }) => may(state, viewer, action) && when(state, viewer))
    .map(({ action, kind, data }) => ({ kind, action, data: { case: state.id, ...data?.(state) } }))
}

const closedRules: Rule[] = [
  { action: 'case.reopen', kind: 'open', when: () => true },
  { action: 'consent.withdraw', kind: 'open', when: given },
]

/** The way to the case's card. */
export function seeCase({ id }: Pick<Case, 'id'>): Offer {
  return { kind: 'press', action: 'show.case', data: { case: id } }
}

/** Offered everywhere, to everybody. That it was opened is written nowhere. */
export const seeReportHelp: Offer = { kind: 'press', action: 'show.report-help', data: {} }

/** The offers of the case card: the most pressing four, and the ways on to everything else. */
export function caseOffers(state: Case, viewer: Viewer): Offer[] {
  const all = possible(state, viewer)
  const data = { case: state.id }
  const first = all
    .filter(({ action }) => action !== 'report.record')
    .slice(0, 4)
    .map((offer, index): Offer => (index === 0 ? { ...offer, style: 'primary' } : offer))
  const proposal = openProposal(state)
  const decide: Offer[] = proposal
    ? [{ kind: 'press', action: 'show.proposal', data: { ...data, proposal: proposal.id } }]
    : []
  const plan: Offer[] = log(state) ? [{ kind: 'press', action: 'show.plan', data }] : []
  const more: Offer[] = all.length > 0 ? [{ kind: 'press', action: 'show.menu', data }] : []
  // Before anybody else takes part there may be reason to report first, so that the way there stands beside the rest.
  const report: Offer[] = log(state) ? [] : [seeReportHelp]
  return [...decide, ...first.slice(0, 4 - decide.length), ...plan, ...more, ...report]
}
