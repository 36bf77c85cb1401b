/** The one-time codes by which somebody of a family comes to their own page: what they are made of, how they are written and read. */
import type { Code } from '../../ports.ts'
import { alphabet } from './pairing-code.ts'

/** Shown in groups of this many: by the first an invitation is found, and the others nobody guesses. */
const group = 4
const groups = 4

/** 59 bits that nobody can guess, behind 19 by which it is found. */
export function newFamilyCode(unguessable: (below: number) => number): Code {
  const signs = Array.from({ length: group * groups }, () => alphabet.charAt(unguessable(alphabet.length))).join('')
  return { finds: signs.slice(0, group), secret: signs.slice(group) }
}

/** `K7QX-P3MH-TWAB-9CDE`. */
export function writtenFamilyCode({ finds, secret }: Code): string {
  return [finds, ...(secret.match(new RegExp(`.{${group}}`, 'g')) ?? [])].join('-')
}

/** The code in a text, however it is spaced and in whichever letters; null where the text is none. */
export function readFamilyCode(text: string): Code | null {
  const code = text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
  if (code.length !== group * groups || ![...code].every((one) => alphabet.includes(one))) return null
  return { finds: code.slice(0, group), secret: code.slice(group) }
}
