/**
 * Names inside a sentence of another language: of people, and what a municipality calls its services, levels and topics. They are set apart
 * by the marks that Unicode has for that, so that each stands in its own direction wherever the sentence is shown.
 */

/** First strong isolate, and what ends it. */
const [begins, ends] = ['\u2068', '\u2069']

/** What it had of such marks itself is gone. */
export function marked(text: string): string {
  return `${begins}${text.replaceAll(begins, '').replaceAll(ends, '')}${ends}`
}

/** A sentence in its parts, in their order: its own words, and the names that are marked in it. */
export function nameParts(sentence: string): { text: string; isName: boolean }[] {
  return sentence
    .split(parts)
    .map((text, index) => ({ text, isName: index % 2 === 1 }))
    .filter(({ text }) => text !== '')
}

const parts = new RegExp(`${begins}([^${begins}${ends}]*)${ends}`, 'u')

/** As it begins a sentence, or stands by itself. */
export function capital(text: string): string {
  const at = text.startsWith(begins) ? begins.length : 0
  return text.slice(0, at) + text.charAt(at).toUpperCase() + text.slice(at + 1)
}
