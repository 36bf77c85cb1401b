/** The text of a file's bytes, whichever way of writing Unicode its editor has. Guesses at no other. */

/** What a sentence that begins with the file says of one that is written otherwise. */
export const notUnicode = 'is not UTF-8: save it as UTF-8'

/** Reads UTF-8 and, known by its byte order mark or its zeros, UTF-16. Without the mark; null where it is neither. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
    return text.includes('\0') ? null : text
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** Of two bytes that are one of our letters, one is zero; in UTF-8 none is. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first !== undefined && first !== 0 && second === 0) return 'utf-16le'
  return first === 0 && second !== undefined && second !== 0 ? 'utf-16be' : 'utf-8'
}
