/** A text as the bytes that editors and shells make of it. */

export const encodings = [
  'UTF-8',
  'UTF-8 with its mark',
  'UTF-16LE',
  'UTF-16BE',
  'UTF-16LE without its mark',
  'UTF-16BE without its mark',
] as const
export type Encoding = (typeof encodings)[number]

export function encoded(text: string, as: Encoding): Buffer {
  const marked = as.endsWith('without its mark') || as === 'UTF-8' ? text : `\ufeff${text}`
  if (as.startsWith('UTF-8')) return Buffer.from(marked)
  const little = Buffer.from(marked, 'utf16le')
  return as.startsWith('UTF-16LE') ? little : little.swap16()
}
