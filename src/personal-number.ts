/**
 * Finds national identity numbers in what people type, so that they are refused before anything is stored. The checksum
 * is judged by NAV's validator. Numbers beside each other are told apart by how each is grouped, not by what stands between.
 */
import { fnr } from '@navikt/fnrvalidator'
import { unseen } from './visible.ts'

/** Whether the text holds a valid national identity number, D-number or one of their kin, in any script's digits. */
export function hasPersonalNumber(text: string): boolean {
  return elevens(text).some((digits) => fnr(digits).status === 'valid')
}

/** Whether it holds what is written like one, whatever its checksum. What a letter stands at is part of a code. */
export function hasElevenDigits(text: string): boolean {
  return elevens(text.replace(codes, ' x ')).length > 0
}

const codes = /[a-z]+\d[a-z\d]*|\d+[a-z][a-z\d]*/gi

/** After the day, the month, the year, and three of the last five: where one group may end and the next begin. */
const seams = [2, 4, 6, 9]
const longestGap = 8
/** A letter, or the sign before a country's code. */
const isDivision = /[\p{L}\p{N}]|.\+$/su

/** Digits that belong together, and what stands between them and those before: null where it is no mere separator. */
type Group = { digits: string; gap: string | null }
/** Groups of eleven digits: `gaps` by how many digits stand before each, and what stands before and after them all. */
type Eleven = { digits: string; gaps: Map<number, string>; before: Group[]; after: string | null }

/** Everything in the text that eleven digits are written like. */
function elevens(text: string): string[] {
  if (!/\p{N}/u.test(text)) return []
  const groups = groupsIn(inPlainDigits(text))
  const found = groups.flatMap((_, start) => elevenFrom(groups, start) ?? [])
  return found
    .filter((one) => isOneByOne(one) || (isGroupedByDate(one) && !isPhoneAndMore(one)))
    .map(({ digits }) => digits)
}

function elevenFrom(groups: Group[], start: number): Eleven | null {
  const gaps = new Map<number, string>()
  let digits = groups[start]?.digits ?? ''
  let at = start + 1
  for (; digits.length < 11; at++) {
    const next = groups[at]
    if (!next || next.gap === null) return null
    gaps.set(digits.length, next.gap)
    digits += next.digits
  }
  const before = groups.slice(Math.max(0, start - 1), start + 1)
  return digits.length === 11 ? { digits, gaps, before, after: groups[at]?.gap ?? null } : null
}

/** `0 1 0 1 9 0 1 2 3 4 5`, and no more of them. */
function isOneByOne({ gaps, before, after }: Eleven): boolean {
  const [gap = null] = gaps.values()
  return gaps.size === 10 && new Set(gaps.values()).size === 1 && after !== gap && before.at(-1)?.gap !== gap
}

/** `010190 12345`, `01/01/90-12345`. */
function isGroupedByDate(eleven: Eleven): boolean {
  const { gaps } = eleven
  if (![...gaps.keys()].every((end) => seams.includes(end))) return false
  const [day, month, year] = seams.map((seam) => gaps.get(seam)?.trim())
  const isMixed = day !== undefined && month !== undefined && day !== month
  if (isMixed && ![day, month, year ?? ''].every((gap) => ['', '.', '-'].includes(gap))) return false
  return !gaps.has(9) || endsInTwo(eleven)
}

/** `010190 123 45`, where nothing goes on: three digits, or a date and the time, may also stand before a telephone number. */
function endsInTwo({ gaps, after }: Eleven): boolean {
  const gap = gaps.get(9) ?? ''
  const isPlain = gap !== '' && gap === gaps.get(6) && /^\s?(?:[./\p{Pd}\u2212]\s?)?$/u.test(gap)
  return isPlain && (after === null || /[\n,;)]/.test(after))
}

/** `41 23 45 67` and five digits on the next line hold `23 45 67` and five digits. */
function isPhoneAndMore({ gaps, before }: Eleven): boolean {
  const [earlier, first] = before
  const [day, month, year] = seams.map((seam) => gaps.get(seam))
  const isPair = /^[2-9]\d$/.test(earlier?.digits ?? '') && first?.gap === day
  return isPair && day !== undefined && day === month && year !== undefined && year !== day
}

/** The text with the digits of every script as ours, and without what nobody sees between them. */
function inPlainDigits(text: string): string {
  const seen = text.replace(unseen, (sign) => (/[\s\u0085]/.test(sign) ? sign : ''))
  const plain = seen.replace(/\p{N}/gu, (sign) => sign.normalize('NFKC')).replace(/[^\P{Nd}0-9]/gu, inItsScript)
  return plain.replace(/[\u24eb-\u24ff\u2776-\u2793\u{1f10b}\u{1f10c}]/gu, inItsCircle)
}

/** Unicode keeps the ten digits of a script together, and in order. */
function inItsScript(digit: string): string {
  const point = digit.codePointAt(0) ?? 0
  let before = 0
  while (/^\p{Nd}$/u.test(String.fromCodePoint(point - before - 1))) before++
  return String(before % 10)
}

/** Digits in circles that normalisation leaves: white on black and the like. Each row begins with one. */
function inItsCircle(sign: string): string {
  const point = sign.codePointAt(0) ?? 0
  if (point === 0x24ff || point > 0x1f000) return '0'
  const first = [0x278a, 0x2780, 0x2776, 0x24f5].find((one) => one <= point) ?? 0x24eb - 10
  return String(point - first + 1)
}

function groupsIn(text: string): Group[] {
  const groups: Group[] = []
  let end = 0
  for (const found of text.matchAll(/\d+/g)) {
    const between = text.slice(end, found.index)
    // However wide a column is, or long a line that is drawn.
    const isShort = between.replace(/\s+/g, ' ').replace(/(.)\1+/gsu, '$1').length <= longestGap
    const isGap = groups.length > 0 && isShort && !isDivision.test(between)
    groups.push({
      digits: found[0],
      gap: isGap
        ? between.replace(/[\s\u0085]+/g, (space) => (/[\n\r\v\f\u0085\u2028\u2029]/.test(space) ? '\n' : ' '))
        : null,
    })
    end = found.index + found[0].length
  }
  return groups
}
