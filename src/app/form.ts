/**
 * Forms, filled in as far as the bot knows: what was typed before a refusal, what the case says, what is usual. A form
 * holds everything it needs to be submitted, also after a restart; `once` makes two submissions of it one.
 */
import type { Card } from '../../cards/card.ts'
import { form as card, type FormArgs } from '../../cards/form.ts'
import type { FormName } from '../../cards/forms.ts'
import type { Case } from '../core/case.ts'
import { neededConsent } from '../core/step.ts'
import { levelName, serviceNames } from './describe.ts'
import { choicesFor } from './form-choices.ts'
import type { Viewer } from './viewer.ts'

export type Filled = { values: Record<string, string>; errors: Record<string, string>; notice?: string }

/** `data` is what came with the button that opened the form; `filled` is what was typed, after a refusal. */
export async function showForm(
  viewer: Viewer,
  form: FormName,
  state: Case | null,
  data: Record<string, string>,
  filled: Filled | null,
): Promise<Card> {
  const usual = filled ? {} : usualValues(form, viewer, state, data)
  const known: Record<string, string> = form === 'consent.request' && state?.born ? { born: state.born } : {}
  const checkpoint: Record<string, string> =
    form === 'consent.request' && state
      ? { checkpoint: data.checkpoint ?? neededConsent(state, viewer.policy, viewer.today)?.why ?? 'renewal' }
      : {}
  const { prefill: _, ...rest } = data
  return card(
    {
      ...{
        form,
        ref: state && form !== 'concern.answer' ? state.ref : null,
        values: { ...usual, ...filled?.values },
        errors: filled?.errors ?? {},
      },
      ...(filled?.notice ? { notice: filled.notice } : {}),
      data: {
        ...rest,
        ...known,
        ...checkpoint,
        ...(state ? { case: state.id } : {}),
        once: data.once ?? viewer.app.ids.next('once'),
      },
      choices: await choicesFor(form, viewer, state, data),
      omit: Object.keys(known),
      ...factsFor(form, viewer, state, data),
      days: daysFor(form, viewer),
      ...(form === 'concern.register'
        ? { questions: viewer.model.names.supportQuestions.map((question) => question[viewer.say.lang]) }
        : {}),
    },
    viewer.say,
  )
}

/** The form of a new wondering, begun in a place (`origin` is its key, or empty) and gone on with in the person's own chat. */
export function newConcernForm(viewer: Viewer, origin: string): Promise<Card> {
  return showForm(viewer, 'concern.register', null, origin ? { origin } : {}, null)
}

function usualValues(
  form: FormName,
  viewer: Viewer,
  state: Case | null,
  data: Record<string, string>,
): Record<string, string> {
  const { today, policy, calendar, person, say } = viewer
  const consent = state?.consents.find(({ id }) => id === data.consent)
  switch (form) {
    case 'concern.register':
      return { service: person.service, targetGroup: 'child', ...(data.prefill ? { seen: data.prefill } : {}) }
    case 'concern.talk':
    case 'report.record':
    case 'meeting.hold':
      return { day: today }
    case 'consent.request': {
      const needed = state && neededConsent(state, viewer.policy, viewer.today)?.services
      return {
        ...{ services: (needed ?? state?.services ?? []).join(','), topics: policy.topics.join(',') },
        ...{ guardians: String(state?.guardians ?? 2), care: state?.care ?? 'guardians' },
      }
    }
    case 'consent.record':
      return {
        ...{
          services: consent?.services.join(',') ?? '',
          topics: consent?.topics.join(',') ?? '',
          evidence: 'written',
        },
        ...{
          from: today,
          until: calendar.addMonths(today, policy.deadlines.consentValidMonths),
          language: say(`language.${say.lang}`),
        },
        ...{ textVersion: '1', purpose: say('consent.purpose') },
      }
    case 'level.propose':
      return { to: String(policy.levels.find(({ number }) => number > (state?.level ?? 0))?.number ?? '') }
    case 'measure.add':
    case 'follow-up.add':
      return { responsible: `person:${person.id}`, ...(policy.topics[0] ? { topic: policy.topics[0] } : {}) }
    case 'goal.set':
      return policy.topics[0] ? { topic: policy.topics[0] } : {}
    case 'note.add':
      return {
        ...(data.prefill ? { text: data.prefill } : {}),
        ...(policy.topics[0] ? { topic: policy.topics[0] } : {}),
      }
    case 'level.decide':
      return { meetingDay: today }
    case 'baton.deputize':
      return { from: today }
    default:
      return {}
  }
}

function factsFor(
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
function daysFor(form: FormName, { today, calendar, policy }: Viewer): Record<string, { min?: string; max?: string }> {
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
