/**
 * Names of people: how they are kept, which of them are one, and whether somebody is called what was asked for. To be one they must
 * be written alike; to be found they need not. Knows no directory.
 */

/** Composed (NFC), with single spaces between its words and none around them. */
export function writtenName(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/** Equal for names that are one: those that differ in capitals and spaces at most. Any other may be somebody else's. */
export function nameKey(name: string): string {
  return writtenName(name).toLowerCase()
}

/** Equal for names that may be meant as one, whatever the order and the spelling of their words: for `Aas, Åse` and `åse ås`. */
export function likenessOf(name: string): string {
  return wordsOf(spelledOut(name)).sort().join(' ')
}

/**
 * Whether a name holds every part that was asked for, whatever the order, capitals and accents, and with `aa` for `å`, `oe`
 * for `ø`, `ae` for `æ` in either. Nothing asked for is in every name.
 */
export function isCalled(name: string, asked: string): boolean {
  const parts = wordsOf(plainly(asked))
  if (parts.length === 0) return true
  const [plain, spelled] = [plainly(name), spelledOut(name)]
  return parts.every((part) => plain.includes(part) || spelled.includes(spelledOut(part)))
}

/**
 * Whether a text that names people names one of that name: with all of it among other words, or with no word of another but at least
 * two of theirs, of which a letter may stand for one. However it is spelled and ordered.
 */
export function isNamedIn(text: string, name: string): boolean {
  const own = wordsOf(spelledOut(name))
  const parts = text
    .split(/[^\p{L}\p{N}\p{M}\s.'’-]|\s(?:og|and|samt|eller|or)\s/iu)
    .map((part) => wordsOf(spelledOut(part)))
  const isOwn = (word: string) => own.some((one) => one === word || (word.length === 1 && one.startsWith(word)))
  const isWhole = (part: string[]) => own.every((word) => part.includes(word))
  return parts.some((part, at) => {
    const isAlone = part.length > 0 && part.every(isOwn)
    // The last name may stand first, with a comma behind it.
    const turned = [...part, ...(parts[at + 1] ?? []).slice(0, own.length - part.length)]
    return isWhole(part) || (isAlone && (part.length > 1 || isWhole(turned)))
  })
}

/** The ways to write one word that count as the same: two words with one in common are one. */
export function spellingsOf(word: string): string[] {
  return [plainly(word), spelledOut(word)]
}

/** Letters that are no letter with a mark on it. */
const others: Record<string, string> = { ø: 'o', æ: 'ae', đ: 'd', ð: 'd', ł: 'l', ŋ: 'n', ŧ: 't', þ: 'th', ß: 'ss' }

function plainly(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.replace(/[øæđðłŋŧþß]/g, (letter) => others[letter] ?? letter)
}

/** With one letter where Norwegian has two ways to write it. */
function spelledOut(text: string): string {
  return plainly(text).replace(/aa|ae/g, 'a').replace(/oe/g, 'o')
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
}
