/** A field of a form as the form's card draws it: what it asks in which words, and what stands in it. Holds no text itself. */
import type { Key, Say } from '../../src/wording/index.ts'
import type { Choice, Input } from '../card.ts'

type FieldKey = Extract<Key, `field.${string}`>
type IdOf<K extends string> = K extends `field.${infer Id}` ? (Id extends `${string}.${string}` ? never : Id) : never
/** A field is called by what has a label. */
export type FieldId = IdOf<FieldKey>

/** The words of a field. */
export type FieldWords = {
  /** `field.<id>` where nothing is named. */
  label?: FieldKey
  hint?: Extract<Key, `hint.${string}`>
}

/** Why there is nothing to choose among, and who can mend it. */
export type EmptyKey = Extract<Key, `empty.${string}`>

export type FormField = FieldWords & {
  kind: Input['kind']
  id: FieldId
  required: boolean
  /** Whether it may be left empty. One beside which something else is to be filled in first may not, though no client asks for it. */
  optional: boolean
  /** Who can read what is typed, ready. */
  readers?: string
  /** Characters; for lines only. */
  maxLength: number
  /** Several choices stand apart by commas; a tick is `true`. */
  value: string
  /** A ready sentence. */
  error: string | null
  days: { min?: string; max?: string }
  choices: Choice[]
  /** Said in place of a choice that has nothing to choose among. */
  empty: EmptyKey | null
}

/** Which days can be chosen, as a sentence; null where any can. */
export function whichDays({ min, max }: FormField['days'], say: Say): string | null {
  const said = { min: min ? say.dayInSentence(min) : '', max: max ? say.dayInSentence(max) : '' }
  if (min && max) return say(min === max ? 'form.day-only' : 'form.day-between', said)
  if (min) return say('form.day-from', said)
  return max ? say('form.day-to', said) : null
}

/** The same with the name of its field, as a channel says it by itself of a day that is empty or outside; null where any can be chosen. */
export function wrongDay(label: string, days: FormField['days'], say: Say): string | null {
  const why = whichDays(days, say)
  return why === null ? null : say('form.wrong', { field: label, why })
}

/** A field for a day of those that can be chosen, which says so itself. */
export function dayIn(field: Pick<Input, 'id' | 'label'>, days: FormField['days'], say: Say): Input {
  const missing = wrongDay(field.label, days, say)
  return { ...field, kind: 'date', ...days, ...(missing === null ? {} : { missing }) }
}

/**
 * Beside the choice of a colleague, where there are more of them than are shown: a part of a name, and the form comes back
 * with a shorter list.
 */
export function find(value: string, error: string | null): FormField {
  return {
    kind: 'short',
    id: 'find',
    hint: 'hint.find',
    required: false,
    optional: true,
    maxLength: 60,
    value,
    error,
    days: {},
    choices: [],
    empty: null,
  }
}
