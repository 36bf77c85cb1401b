/**
 * Forms, filled in as far as the bot knows: what was typed before a refusal, what the case says, what is usual. A form
 * holds everything it needs to be submitted, also after a restart; `once` makes two submissions of it one.
 */
import type { Card } from '../../../cards/card.ts'
import { form as card } from '../../../cards/form.ts'
import type { FormName } from '../../../cards/parts/forms.ts'
import type { Case } from '../../core/case.ts'
import { neededConsent } from '../../core/step.ts'
import { alreadyRecorded } from '../see/recorded-consent.ts'
import type { Viewer } from '../see/viewer.ts'
import { choicesFor } from './form-choices.ts'
import { daysFor, factsFor, knownFor, unasked, unkept, usualValues } from './form-usual.ts'

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
  const before = state && !filled && form === 'consent.record' ? await alreadyRecorded(viewer, state, data.consent) : {}
  const known = knownFor(form, state)
  const checkpoint: Record<string, string> =
    form === 'consent.request' && state
      ? { checkpoint: data.checkpoint ?? neededConsent(state, viewer.policy, viewer.today)?.why ?? 'renewal' }
      : {}
  const at: Record<string, string> = state ? { case: state.id } : {}
  const { prefill: _, cut: __, ...rest } = data
  return card(
    {
      ...{ form, values: { ...usual, ...before, ...filled?.values }, errors: filled?.errors ?? {} },
      ref: state && form !== 'concern.answer' ? state.ref : null,
      ...noticeFor(viewer, filled?.notice, data),
      data: { ...rest, ...known, ...checkpoint, ...at, once: data.once ?? viewer.app.ids.next('once') },
      choices: await choicesFor(form, viewer, state, { ...data, find: filled?.values.find ?? '' }),
      omit: [...Object.keys(known), ...unkept(form, viewer, state), ...unasked(form, viewer, state, data)],
      ...factsFor(form, viewer, state, data),
      days: daysFor(form, viewer),
      ...(form === 'concern.register'
        ? { questions: viewer.model.names.supportQuestions.map((question) => question[viewer.say.lang]) }
        : {}),
    },
    viewer.say,
  )
}

/**
 * The form of a new wondering. `data` may say in which place it was begun (`origin`, its key), and what was written to
 * begin it (`prefill`, and `cut` where that is not all).
 */
export function newConcernForm(viewer: Viewer, data: Record<string, string>): Promise<Card> {
  return showForm(viewer, 'concern.register', null, data, null)
}

/** What stands above the fields: why the form came back, or that what it begins with is not all that was written. */
function noticeFor({ say }: Viewer, notice: string | undefined, { cut }: Record<string, string>) {
  const text = notice ?? (cut ? say('form.cut', { count: cut }) : null)
  return text === null ? {} : { notice: text }
}
