/** Every form by the command it submits. The fields are those `src/app/intake/` reads, by the same names. */
import { concernForms } from './concern-forms.ts'
import { consentForms } from './consent-forms.ts'
import type { Form } from './field.ts'
import { levelForms } from './level-forms.ts'
import { logForms } from './log-forms.ts'
import type { CommandAction } from './offer.ts'

export const forms = { ...concernForms, ...consentForms, ...levelForms, ...logForms } satisfies Partial<
  Record<CommandAction, Form>
>
export type FormName = keyof typeof forms

/** Whether an action is asked for with a form. */
export function isFormName(action: string): action is FormName {
  return Object.hasOwn(forms, action)
}
