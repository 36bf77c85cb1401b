/**
 * Text as it stands on paper: broken into lines, each written in fonts that have its letters, right to left where it is read so. Every
 * letter stays: what has no shape is replaced by a sign that says so, and counted.
 */
import bidiJs, { type Bidi } from 'bidi-js'
import { type Font, fontFor, unseen, type Weight } from './letters.ts'

/** What is written in one go. `shaped`: as the font joins and turns it. */
export type Run = { text: string; font: Font; shaped: boolean }
/** `dir`: in which it is read, so that it begins on that side. */
export type Line = { runs: Run[]; width: number; dir: 'ltr' | 'rtl' }
/** `width` is that of a run of one font, for a size of one. */
export type Setting = { measure(run: Run): number; missing(): void }

/** What people see as one character, with the font it is written in, and at which level of directions it stands; `isAlone`: in no run with others. */
type Character = { text: string; font: Font; level: number; isAlone?: true }

const bidi = directions(bidiJs)
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** Stands for what no font of ours has. */
const replacement = '\ufffd'
const turned = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc]|\ud802|\ud83a/u
const space = /^\s+$/u

/** Lines no wider than `room`, of text of the size; a line that was ended by whoever wrote it ends here too. */
export function linesOf(
  text: string,
  { weight, size, room, dir }: { weight: Weight; size: number; room: number; dir: 'ltr' | 'rtl' | 'auto' },
  setting: Setting,
): Line[] {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .split('\n')
    .flatMap((paragraph) => {
      const { all, level } = charactersOf(paragraph, weight, dir, setting)
      const isMixed = level > 0 || all.some((one) => one.level > 0)
      const laid = (part: Character[]) => runsOf(isMixed ? reordered(part, level) : part)
      const wide = (runs: Run[]) => widthOf(runs, setting) * size
      return broken(all, room, (part) => wide(laid(part))).map((line): Line => {
        const runs = laid(line)
        return { runs, width: wide(runs), dir: level % 2 === 1 ? 'rtl' : 'ltr' }
      })
    })
}

/** What the package is by its types is not what it is: a function that makes it. */
function directions(make: unknown): Bidi {
  if (typeof make !== 'function') throw new Error('nothing tells in which direction text is read')
  return make()
}

function widthOf(runs: Run[], { measure }: Setting): number {
  return runs.reduce((sum, run) => sum + measure(run), 0)
}

function charactersOf(text: string, weight: Weight, dir: 'ltr' | 'rtl' | 'auto', setting: Setting) {
  const isTurned = dir === 'rtl' || turned.test(text)
  const found = isTurned ? bidi.getEmbeddingLevels(text, dir) : null
  let at = 0
  const all = [...characters.segment(text)].flatMap(({ segment }): Character[] => {
    const level = found?.levels[at] ?? 0
    at += segment.length
    return written(segment, weight, level, setting)
  })
  return { all, level: found?.paragraphs[0]?.level ?? 0 }
}

/** A skin's tone has no shape of its own beside a picture of one colour: it stands behind it. */
const tone = /([\u{1f3fb}-\u{1f3ff}])/u
const joiner = '\u200d'
const alone = { isAlone: true } as const

function written(segment: string, weight: Weight, level: number, setting: Setting): Character[] {
  const text = segment.replace(/\t/g, ' ').replace(/\p{Cc}/gu, '')
  if (text.replace(unseen, '') === '') return []
  const parts = tone.test(text) && !text.includes(joiner) ? text.split(tone).filter((one) => one !== '') : [text]
  return parts.flatMap((part) => {
    const [whole, composed] = [fontFor(part, weight), fontFor(part.normalize('NFC'), weight)]
    const mirrored = level % 2 === 1 ? (bidi.getMirroredCharacter(part) ?? part) : part
    if (whole)
      return [
        { text: drawnOf(mirrored), font: whole, level, ...(tone.test(part) && !text.includes(joiner) ? alone : {}) },
      ]
    if (composed) return [{ text: part.normalize('NFC'), font: composed, level }]
    return apart(part, weight, level, setting)
  })
}

/** A picture keeps what joins it; elsewhere nothing that is not seen is written. */
function drawnOf(text: string): string {
  return text.includes(joiner) && /\p{Extended_Pictographic}/u.test(text) ? text : text.replace(unseen, '')
}

/** Letter by letter, where no font has all that stands together. */
function apart(text: string, weight: Weight, level: number, { missing }: Setting): Character[] {
  return [...text.replace(unseen, '')].flatMap((one) => {
    const font = fontFor(one, weight)
    const stand = font ?? fontFor(replacement, weight)
    if (!font) missing()
    return stand ? [{ text: font ? one : replacement, font: stand, level }] : []
  })
}

/** Breaks between words, behind a hyphen or a slash, and inside what is wider than a line. Space at the end of a line takes no room. */
function broken(all: Character[], room: number, width: (part: Character[]) => number): Character[][] {
  const lines: Character[][] = []
  let line: Character[] = []
  let used = 0
  const end = () => {
    lines.push(line)
    line = []
    used = 0
  }
  for (const word of wordsOf(all)) {
    const wide = width(word)
    const isSpace = word.every(({ text }) => space.test(text))
    if (!isSpace && line.length > 0 && used + wide > room) end()
    if (isSpace || wide <= room) {
      line.push(...word)
      used += wide
      continue
    }
    for (const one of word) {
      const next = width([one])
      if (line.length > 0 && used + next > room) end()
      line.push(one)
      used += next
    }
  }
  end()
  return lines.map(withoutEnd)
}

function withoutEnd(line: Character[]): Character[] {
  const last = line.findLastIndex(({ text }) => !space.test(text))
  return line.slice(0, last + 1)
}

function wordsOf(all: Character[]): Character[][] {
  const words: Character[][] = []
  for (const one of all) {
    const before = words.at(-1)
    const last = before?.at(-1)
    const isSame = last && space.test(last.text) === space.test(one.text) && !/[-–/]$/u.test(last.text)
    if (before && isSame) before.push(one)
    else words.push([one])
  }
  return words
}

/** As the eye meets them: of each level, and those above it, the order is turned (rule L2 of Unicode's algorithm). */
function reordered(line: Character[], base: number): Character[] {
  const all = [...line]
  const most = Math.max(base, ...all.map(({ level }) => level))
  for (let level = most; level > 0; level -= 1) {
    for (let from = 0; from < all.length; from += 1) {
      let to = from
      while (to < all.length && (all[to]?.level ?? 0) >= level) to += 1
      if (to > from) all.splice(from, to - from, ...all.slice(from, to).reverse())
      from = Math.max(from, to - 1)
    }
  }
  return all
}

/**
 * As few as there are fonts. What is read right to left in a font that joins its letters is given to it as it was written; digits in
 * it one by one, since it would turn them too.
 */
function runsOf(all: Character[]): Run[] {
  const groups: { text: string[]; font: Font; level: number }[] = []
  for (const { text, font, level, isAlone } of all) {
    const before = groups.at(-1)
    const isApart = isAlone ?? (font.shapes && level % 2 === 0)
    if (before && before.font === font && before.level === level && !isApart) before.text.push(text)
    else groups.push({ text: [text], font, level })
  }
  return groups.map(({ text, font, level }) => {
    const shaped = font.shapes && level % 2 === 1
    return { text: (shaped ? text.reverse() : text).join(''), font, shaped }
  })
}
