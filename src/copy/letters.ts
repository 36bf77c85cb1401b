/**
 * The fonts of a copy, each a file of a package with an open licence, and which letters each has: read from the font itself, since a
 * letter that has no shape would stand there as nothing. Noto Sans and Noto Emoji, and Vazirmatn for Arabic, whose text can be copied
 * out of the file as it was written.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'

export type Weight = 400 | 700
/** `shapes`: its right-to-left letters are joined and turned by whoever lays it out. */
export type Font = { path: string; has(code: number): boolean; shapes: boolean }

type Source = { family: string; file: string; weights: readonly Weight[] }
const both = [400, 700] as const
const sans = (script: string): Source => ({ family: 'noto-sans', file: `noto-sans-${script}`, weights: both })
const arabic: Source = { family: 'vazirmatn', file: 'vazirmatn-arabic', weights: both }
/** In slices, each with what is joined in it: all of it in one takes a second to read. */
const emoji: Source[] = Array.from({ length: 11 }, (_, slice) => {
  return { family: 'noto-emoji', file: `noto-emoji-${slice}`, weights: both }
})
const symbols: Source[] = ['symbols', 'math', 'latin-ext', 'braille'].map((part) => {
  return { family: 'noto-sans-symbols-2', file: `noto-sans-symbols-2-${part}`, weights: [400] }
})

/** The first that has a letter is the one it is written in. */
const letters = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese', 'cyrillic-ext', 'greek-ext'].map(sans)
const sources: Source[] = [...letters, arabic, sans('devanagari'), ...symbols, ...emoji]
const pictures: Source[] = [...emoji, ...sources]

const pictured = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\ufe0f|\u20e3/u

/** The font in which what people see as one character can be written, whole; null where there is none. */
export function fontFor(character: string, weight: Weight): Font | null {
  const drawn = [...character.replace(unseen, '')].map((one) => one.codePointAt(0) ?? 0)
  const from = pictured.test(character) ? pictures : sources
  for (const source of from) {
    const font = fontOf(source, weight)
    if (drawn.every(font.has)) return font
  }
  return null
}

/** What turns, joins or tells apart what stands beside it, and has no shape of its own. */
export const unseen = /\p{Default_Ignorable_Code_Point}/gu

const opened = new Map<string, Font>()

function fontOf(source: Source, wanted: Weight): Font {
  const weight = source.weights.includes(wanted) ? wanted : 400
  const key = `${source.file}-${weight}`
  const known = opened.get(key)
  if (known) return known
  const path = fileURLToPath(import.meta.resolve(`@fontsource/${source.family}/files/${key}-normal.woff`))
  const codes = codesIn(cmapOf(readFileSync(path)))
  const font = { path, has: (code: number) => codes.has(code), shapes: source === arabic }
  opened.set(key, font)
  return font
}

/** The table of a WOFF that says which letters it has. */
function cmapOf(bytes: Buffer): Buffer {
  const count = bytes.readUInt16BE(12)
  for (let at = 44; at < 44 + count * 20; at += 20) {
    if (bytes.toString('latin1', at, at + 4) !== 'cmap') continue
    const [start, length, whole] = [at + 4, at + 8, at + 12].map((one) => bytes.readUInt32BE(one))
    const table = bytes.subarray(start, (start ?? 0) + (length ?? 0))
    return length === whole ? table : inflateSync(table)
  }
  throw new Error('the font does not say which letters it has')
}

/** Of its parts in the two forms that speak of Unicode, 4 and 12, every code that has a shape. */
function codesIn(cmap: Buffer): Set<number> {
  const codes = new Set<number>()
  for (let part = 0; part < cmap.readUInt16BE(2); part += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + part * 8))
    const form = table.readUInt16BE(0)
    if (form === 12) addGroups(codes, table)
    if (form === 4) addSegments(codes, table)
  }
  return codes
}

function addGroups(codes: Set<number>, table: Buffer): void {
  const count = table.readUInt32BE(12)
  for (let at = 16; at < 16 + count * 12; at += 12) {
    const [from = 0, to = 0, glyph = 0] = [at, at + 4, at + 8].map((one) => table.readUInt32BE(one))
    for (let code = from; code <= to; code += 1) if (glyph + code - from > 0) codes.add(code)
  }
}

function addSegments(codes: Set<number>, table: Buffer): void {
  const size = table.readUInt16BE(6)
  for (let at = 0; at < size; at += 2) {
    const [to = 0, from = 0, delta = 0, offset = 0] = [14, 16 + size, 16 + size * 2, 16 + size * 3].map((start) =>
      table.readUInt16BE(start + at),
    )
    for (let code = from; code <= to && code < 0xffff; code += 1) {
      const listed = offset === 0 ? 0 : table.readUInt16BE(16 + size * 3 + at + offset + (code - from) * 2)
      const glyph = offset === 0 ? (code + delta) & 0xffff : listed
      if (glyph !== 0) codes.add(code)
    }
  }
}
