/** Which words something holds: whatever people typed is found by the kind of its id, so that no list of fields can forget one. */
import type { WordField, WordId } from '../../core/ids.ts'

/** What was typed into something, by its fields and in their order; where nothing was typed is left out. */
export function wordsIn<T extends object>(thing: T): [WordField<T>, WordId][] {
  const entries: [string, unknown][] = Object.entries(thing)
  // A field with the id of words is one of those that may have it: that is what their type says.
  return entries.filter(([, value]) => isWordId(value)) as [WordField<T>, WordId][]
}

function isWordId(value: unknown): value is WordId {
  return typeof value === 'string' && value.startsWith('word_')
}
