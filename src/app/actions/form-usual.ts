/** What usually stands in a form, what it says above its fields, and the days its dates may have. Chooses nothing for anybody. */
import type { FormArgs } from '../../../cards/form.ts'
import type { FormName } from '../../../cards/parts/forms.ts'
import type { Case } from '../../core/case.ts'
import { isWritable } from '../../core/decide.ts'
import { asksForIndividualPlan } from '../../core/level.ts'
import { neededConsent } from '../../core/step.ts'
import { levelName, serviceNames } from '../see/describe.ts'
import type { Viewer } from '../see/viewer.ts'

type Usual = (viewer: Viewer, state: Case | null, data: Record<string, string>) => Record<string, string>

const todayAsDay: Usual = ({ today }) => ({ day: today })
const firstTopic: Usual = ({ policy: { topics } }) =>
  Object.fromEntries(topics.slice(0, 1).map((topic) => ['topic', topic]))
const mine: Usual = (viewer, state, data) => ({
  responsible: `person:${viewer.person.id}`,
  ...firstTopic(viewer, state, data),
})

const usual: Partial<Record<FormName, Usual>> = {
  'concern.register': (_, __, { prefill }) => {
    return { targetGroup: 'child', ...(prefill ? { seen: prefill } : {}) }
  },
  'concern.talk': todayAsDay,
  'report.record': todayAsDay,
  'meeting.hold': todayAsDay,
  'consent.request': ({ policy, today }, state) => {
    const services = (state && neededConsent(state, policy, today)?.services) ?? state?.services ?? []
    const family = { guardians: String(state?.guardians ?? 2), care: state?.care ?? 'guardians' }
    return { services: services.join(','), topics: policy.topics.join(','), ...family }
  },
  'consent.record': ({ today, calendar, policy, say }, state, data) => {
    const consent = state?.consents.find(({ id }) => id === data.consent)
    const until = calendar.addMonths(today, policy.deadlines.consentValidMonths)
    return {
      ...{ services: consent?.services.join(',') ?? '', topics: consent?.topics.join(',') ?? '', from: today, until },
      ...{
        evidence: 'written',
        language: say(`language.${say.lang}`),
        textVersion: '1',
        purpose: say('consent.purpose'),
      },
    }
  },
  'level.propose': ({ policy }, state) => {
    return { to: String(policy.levels.find(({ number }) => number > (state?.level ?? 0))?.number ?? '') }
  },
  'measure.add': mine,
  'follow-up.add': mine,
  'goal.set': firstTopic,
  'note.add': (viewer, state, data) => ({
    ...(data.prefill ? { text: data.prefill } : {}),
    ...firstTopic(viewer, state, data),
  }),
  'level.decide': ({ today }) => ({ meetingDay: today }),
  'baton.deputize': ({ today }) => ({ from: today }),
}

/** The values a form begins with; `data` came with the button that opened it. */
export function usualValues(form: FormName, ...about: Parameters<Usual>): Record<string, string> {
  return usual[form]?.(...about) ?? {}
}

/** What the form of a request need not ask: what the case says already, and what is no question for who it is about. */
export function knownFor(form: FormName, state: Case | null): Record<string, string> {
  if (form !== 'consent.request' || !state) return {}
  if (isAboutAdults(state)) return { born: '', guardians: '1', care: 'guardians' }
  return state.born ? { born: state.born } : {}
}

/** The questions about a child where the one who is helped is grown up, and that of a level which does not ask it. */
export function unasked(
  form: FormName,
  { policy }: Viewer,
  state: Case | null,
  data: Record<string, string>,
): string[] {
  if (form === 'concern.register' || !state) return []
  const proposal = state.proposals.find(({ id }) => id === data.proposal)
  const asksForPlan = proposal && data.approve === 'yes' && asksForIndividualPlan(policy, proposal)
  const aboutChild = isAboutAdults(state) ? ['childAsked', 'childView', 'childTookPart'] : []
  return [...aboutChild, ...(asksForPlan ? [] : ['individualPlan'])]
}

function isAboutAdults({ targetGroup }: Case): boolean {
  return targetGroup === 'pregnant' || targetGroup === 'parents'
}

/** What people would write that a case without a log in force does not keep. */
const content: Partial<Record<FormName, string[]>> = {
  'case.close': ['summary'],
  'level.decide': ['view'],
  'meeting.hold': ['minutes', 'childView'],
  'measure.evaluate': ['evaluationDay', 'note', 'childView'],
}

/** The fields a form leaves out because the core would refuse what is written there. */
export function unkept(form: FormName, { today }: Viewer, state: Case | null): string[] {
  if (!state || state.level === 0) return []
  const lapsed = form === 'measure.evaluate' && !isWritable(state, today)
  return state.mode === 'paper' || lapsed ? (content[form] ?? []) : []
}

/** What the form is about, for those that are not about themselves. */
export function factsFor(
  form: FormName,
  viewer: Viewer,
  state: Case | null,
  data: Record<string, string>,
): Pick<FormArgs, 'facts'> {
  const { say } = viewer
  if (form === 'level.decide') {
    const proposal = state?.proposals.find(({ id }) => id === data.proposal)
    if (!proposal) return {}
    const move = {
      label: say('fact.move'),
      value: say('fact.move.value', { from: levelName(viewer, proposal.from), to: levelName(viewer, proposal.to) }),
    }
    const joining = serviceNames(viewer, proposal.services)
    return { facts: joining.length > 0 ? [move, { label: say('fact.joining'), value: say.list(joining) }] : [move] }
  }
  if (form !== 'consent.record' && form !== 'consent.refuse') return {}
  const consent = state?.consents.find(({ id }) => id === data.consent)
  if (!consent) return {}
  return {
    facts: [{ label: say('fact.signers'), value: say.list(consent.required.map((signer) => say(`signer.${signer}`))) }],
  }
}

/** The days a date field may have, where a channel can show them; the core judges them again. */
export function daysFor(
  form: FormName,
  { today, calendar, policy }: Viewer,
): Record<string, { min?: string; max?: string }> {
  const last = calendar.addDays(today, 7 * policy.deadlines.measureEvaluationMaxWeeks)
  switch (form) {
    case 'measure.add':
    case 'measure.evaluate':
      return { evaluationDay: { min: today, max: last } }
    case 'measure.postpone':
      return { day: { min: today, max: last } }
    case 'follow-up.add':
    case 'follow-up.postpone':
    case 'meeting.set':
    case 'transition.plan':
      return { day: { min: today } }
    case 'concern.talk':
    case 'meeting.hold':
    case 'report.record':
      return { day: { max: today } }
    case 'level.decide':
      return { meetingDay: { max: today } }
    case 'reminder.postpone':
      return {
        until: { min: calendar.addDays(today, 1), max: calendar.addDays(today, policy.deadlines.postponeMaxDays) },
      }
    case 'consent.record':
      return {
        from: { max: today },
        until: { min: today, max: calendar.addMonths(today, policy.deadlines.consentValidMonths) },
      }
    default:
      return {}
  }
}
