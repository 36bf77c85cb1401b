/** What the items of a log's sections are drawn with: what was typed, under which label, and what can be done beside it. */
import type { TopicCode, WordField } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import type { FieldId } from './field.ts'
import { type Offer, rows } from './offer.ts'
import { beginning, typed, typedIfAny } from './typed.ts'

/** What was typed, by its field: not there where nothing was, or where the reader may not see it. */
export type Said<T> = { [F in WordField<T>]?: string | undefined }

/** The model's names of what things carry as codes, in the reader's language. */
export type Names = Record<'topics' | 'arenas' | 'services', Record<string, string>>

/** A thing of the case with what was typed into it; all of it is drawn, but for what is `Hidden` or stands otherwise. */
export type Item<T, Hidden extends keyof T> = Omit<T, WordField<T> | Hidden> & { said: Said<T> }
/** What the reader may do with that one thing. */
export type Offered = { offers: Offer[] }

export type Length = 'short' | 'whole'

/** What is left of a thing when all that is drawn was taken out of it: a field that nobody draws does not compile. */
export type Nothing = Record<string, never>

export type Drawing = { length: Length; say: Say; names: Names }

export function topicIn({ names }: Drawing, topic: TopicCode): string {
  return names.topics[topic] ?? topic
}

/** Where it is shown whole: under the label of each field; one that has none does not compile. */
export function written<F extends FieldId>(said: { [K in F]?: string | undefined }, { length, say }: Drawing): Block[] {
  const fields = length === 'whole' ? (Object.keys(said) as F[]) : []
  return fields.flatMap((field) => typedIfAny(said[field] ?? null, say(`field.${field}`)))
}

export function body(words: string | undefined, label: string, { length, say }: Drawing): Block {
  return typed(words === undefined || length === 'whole' ? (words ?? null) : beginning(words, shortLength), label, say)
}

/** How the item stands, with what can be done about it beside. */
export function below(offers: Offer[], state: string, which: 'all' | 'first' | 'none', { say }: Drawing): Block[] {
  const shown = which === 'all' ? offers : which === 'first' ? offers.slice(0, 1) : []
  return shown.length === 0 ? [{ kind: 'text', text: state, subtle: true }] : rows(shown, state, say)
}

/** Characters of a text in the overview. */
export const shortLength = 120
