/**
 * What must not say whom it is about: a question to a colleague, in which no word may stand by which the case is called. Finds the
 * words as they were written; what else gives somebody away only people know.
 */
import { spellingsOf } from '../../person-name.ts'
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

/**
 * The first word of a text by which somebody may know whom `about` means, as it stands there: a word of `about` in any spelling in
 * which people are found, alone, with an ending or in a longer word. Rather one too many than a name that is sent.
 */
export function nameIn(text: string, about: string): string | null {
  const named = wordsOf(about).filter(saysWho).flatMap(formsOf)
  const said = [...wordsOf(text), ...wordsOf(text.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 '))]
  return said.find((word) => formsOf(word).some((form) => named.some((name) => isNamedBy(form, name)))) ?? null
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  )
}

const nb =
  'i å en et ei på av om er at så de vi du og som til for med den det hun han har var ved hos fra ikke min sin seg år'
const small = new Set(`${nb} ein eit ho dei eg ikkje frå a an the in on of is to with and she he her his it`.split(' '))

/** Not a number, nor a small word that stands in any text; but such a one may be a name where it is written as one. */
function saysWho(word: string, index: number, words: string[]): boolean {
  const isNamed = (one = '') => /^\p{Lu}/u.test(one)
  if (!small.has(word.toLowerCase())) return /\p{L}/u.test(word)
  return isNamed(word) && (index > 0 || words.length === 1 || isNamed(words[1]))
}

/** A word in its spellings, also without digits around it and without the s of a genitive. */
function formsOf(word: string): string[] {
  const bare = spellingsOf(word).flatMap((one) => [one, one.replace(/^\p{N}+|\p{N}+$/gu, '')])
  const all = bare.filter((one, index) => one.length > 1 || index % 2 === 0)
  return [...new Set([...all, ...all.filter(({ length }) => length > 3).map((one) => one.replace(/s$/, ''))])]
}

/** What people put around a name. */
const [before, after] = ['lille|litle|vesle|store|mini', 's|z|er|en|mor|far|mamma|pappa|gutt|gutten|guten|jente|jenta']

/** A short name may stand in a longer word by chance, as Even does in «eleven»: there only what people make of names counts. */
function isNamedBy(said: string, name: string): boolean {
  if (name.length >= 6) return said.includes(name)
  if (name.length === 5) return said.startsWith(name) || said.endsWith(name)
  return said === name || (name.length > 1 && new RegExp(`^(${before})?${name}(${after})?$`).test(said))
}
