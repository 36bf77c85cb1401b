/** Names of people: how they are kept, which of them are one, and whether somebody is called what was asked for. Knows no directory. */

/** Composed (NFC), with single spaces between its words and none around them. */
export function writtenName(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/** The words of a name without their order and their spelling: equal for `Aas, Åse` and `åse ås`. */
export function nameKey(name: string): string {
  return wordsOf(spelledOut(name)).sort().join(' ')
}

/**
 * Whether a name holds every part that was asked for, whatever the order, capitals and accents, and with `aa` for `å`, `oe`
 * for `ø`, `ae` for `æ` in either. Nothing asked for is in every name.
 */
export function isCalled(name: string, asked: string): boolean {
  const [plain, spelled] = [plainly(name), spelledOut(name)]
  return wordsOf(plainly(asked)).every((part) => plain.includes(part) || spelled.includes(spelledOut(part)))
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
