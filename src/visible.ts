/** What of a text somebody can see. Knows nothing of what the text is for. */

/**
 * Characters that show nothing by themselves: control and format characters, marks without a letter under them, fillers, and
 * the blanks among the symbols. Spaces are not among them.
 */
export const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{M}\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}]/gu

/** Whether nothing of the text can be seen: then nothing was written. */
export function isBlank(text: string): boolean {
  return !seen.test(text) && text.replace(unseen, '').trim() === ''
}

/** Which nearly every text has. */
const seen = /[!-~]/
