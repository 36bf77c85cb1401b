/**
 * What must not say whom it is about: a question to a colleague, in which no word may stand by which the case is called. Finds the
 * words as they were written; what else gives somebody away only people know.
 */
import { type Field, long } from './field.ts'

type More = NonNullable<Parameters<typeof long>[1]>

/** As `long`, refused while it holds one of the words by which the case is called. */
export function anonymous(maxLength: number, more: More): Field<string> {
  const text = long(maxLength, more)
  return {
    ...text,
    read: (typed, env) => {
      const read = text.read(typed, env)
      const word = 'value' in read ? nameIn(read.value, env.about ?? '') : null
      return word ? { fault: { code: 'not-anonymous', word } } : read
    },
  }
}

/** Letters in the shortest word that counts: initials, and the like of them, stand in any text. */
const shortest = 3

/** The first word of `about` that stands in a text, whatever its case, accents or genitive; as it was written in `about`. */
export function nameIn(text: string, about: string): string | null {
  const said = new Set(wordsOf(text).map(plain))
  const named = wordsOf(about).filter((word) => (word.match(/\p{L}/gu) ?? []).length >= shortest)
  return named.find((word) => said.has(plain(word))) ?? null
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .replace(/\p{Cf}/gu, '')
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  )
}

/** Small letters without accents, and without the s of a genitive. */
function plain(word: string): string {
  const letters = word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return letters.length > shortest ? letters.replace(/s$/, '') : letters
}
