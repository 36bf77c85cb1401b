/** What was measured as a table, or as JSON: of each figure the median of its rounds, its spread, and the bar. */
import { type Bar, type Measured, median, type Row } from './figure.ts'
import type { Growth } from './growth.ts'

export type Line = Row & { median: number; least: number; most: number; rounds: number; holds: boolean | null }

/** `scale` 1 alone is what the bars are for. */
export function lineOf(row: Row, rounds: Measured[], scale: number): Line {
  const values = rounds.map((one) => one[row.name] ?? Number.NaN)
  const middle = median(values)
  const spread = { least: Math.min(...values), most: Math.max(...values), rounds: rounds.length }
  return { ...row, ...spread, median: middle, holds: row.bar && scale === 1 ? isWithin(row.bar, middle) : null }
}

function isWithin(bar: Bar, value: number): boolean {
  return 'most' in bar ? value <= bar.most : value >= bar.least
}

const heads = ['figure', 'what', 'median', 'spread', 'unit', 'bar', '']

/** As Markdown reads it too. */
export function tableOf(lines: Line[]): string {
  const cells = lines.map(({ name, title, median: middle, least, most, unit, bar, holds }) => [
    ...[name, title, short(middle), `${short(least)}–${short(most)}`, unit],
    ...[bar ? barOf(bar) : '', holds === null ? '' : holds ? 'holds' : 'misses'],
  ])
  return drawn(heads, cells)
}

/** What was measured at each size. */
export type Grown = { growth: Growth; rows: { size: number; measured: Measured }[] }

/** As the README has it; in milliseconds. */
export function grownTable({ growth: { size, columns }, rows }: Grown): string {
  const cells = rows.map((row) => [
    row.size.toLocaleString('en'),
    ...Object.keys(columns).map((name) => short(row.measured[name] ?? Number.NaN)),
  ])
  return drawn([size, ...Object.values(columns).map((title) => `${title} (ms)`)], cells)
}

/** A table with its columns in line. */
function drawn(first: string[], rows: string[][]): string {
  const widths = first.map((head, column) =>
    Math.max(3, ...[head, ...rows.map((row) => row[column] ?? '')].map(({ length }) => length)),
  )
  const line = (cells: string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(first), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)].join('\n')
}

function barOf(bar: Bar): string {
  return 'most' in bar ? `≤ ${bar.most}` : `≥ ${bar.least}`
}

/** Three digits that count, and no more. */
function short(value: number): string {
  if (!Number.isFinite(value)) return '–'
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))
  return value.toLocaleString('en', { maximumFractionDigits: Math.min(3, digits), useGrouping: true })
}
