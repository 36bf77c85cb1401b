/** The one-time codes by which accounts are linked: what they are made of, how they are written and read. */

/** Letters and digits nobody takes for another: no 0 and O, no 1, I and L, no U and V side by side. */
export const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 10
/** Shown in groups of this many. */
const group = 5

/** A code nobody can guess: 49 bits. `unguessable` gives whole numbers from 0 to below what it is given. */
export function newCode(unguessable: (below: number) => number): string {
  return Array.from({ length }, () => alphabet.charAt(unguessable(alphabet.length))).join('')
}

/** `K7QXP-3MHTW`. */
export function written(code: string): string {
  return `${code.slice(0, group)}-${code.slice(group)}`
}

/** The code in a text, however it is spaced, whatever signs stand around it and in whichever letters; null where the text is none. */
export function readCode(text: string): string | null {
  const code = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
  return code.length === length && [...code].every((one) => alphabet.includes(one)) ? code : null
}
