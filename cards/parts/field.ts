/** The fields forms are made of, as a table writes them: kind, length, what is required. Holds no text itself. */
import type { Key } from '../../src/wording/index.ts'

export type Form = {
  fields: Field[]
  /** A sentence above the fields. */
  intro?: Key
  /** What the button that submits says; `submit.save` where nothing is named. */
  submit?: Key
}

export type Field = {
  kind: 'line' | 'lines' | 'date' | 'choice' | 'choices' | 'tick'
  id: FieldId
  /** `field.<id>` where nothing is named. */
  label?: FieldKey
  hint?: HintKey
  required: boolean
  /** Characters; for lines only. */
  maxLength: number
  /** A list that is the same everywhere; the others come with the arguments of the form. */
  options?: Option[]
  /** Shown only when its choices are given. */
  onlyWithChoices?: boolean
}
export type Option = { value: string; label: Key }

export function line(id: FieldId, maxLength: number, more: More = {}): Field {
  return field('line', id, { maxLength, ...more })
}

export function lines(id: FieldId, maxLength: number, more: More = {}): Field {
  return field('lines', id, { maxLength, ...more })
}

export function date(id: FieldId, more: More = {}): Field {
  return field('date', id, more)
}

export function choice(id: FieldId, more: More = {}): Field {
  return field('choice', id, more)
}

export function choices(id: FieldId, more: More = {}): Field {
  return field('choices', id, more)
}

/** Never required: not ticked is an answer. */
export function tick(id: FieldId, more: More = {}): Field {
  return field('tick', id, { ...more, required: false })
}

/**
 * Beside the choice of a colleague, where there are more of them than are shown: a part of a name, and the form comes back
 * with a shorter list.
 */
export const find: Field = field('line', 'find', {
  ...{ maxLength: 60, required: false, hint: 'hint.find', onlyWithChoices: true },
})

type FieldKey = Extract<Key, `field.${string}`>
type HintKey = Extract<Key, `hint.${string}`>
type IdOf<K extends string> = K extends `field.${infer Id}` ? (Id extends `${string}.${string}` ? never : Id) : never
/** A field is called by what has a label. */
export type FieldId = IdOf<FieldKey>
type More = Partial<Omit<Field, 'kind' | 'id'>>

function field(kind: Field['kind'], id: FieldId, more: More): Field {
  return { kind, id, required: true, maxLength: 0, ...more }
}
