/** What a person's own list shows at a time: the first rows of each section, or a page of one, and how to come to the rest. */
import type { Key, Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type About, type AwaitedRow, awaitedRow, type CaseRow, caseRow } from './mine-item.ts'
import { button, type Offer } from './offer.ts'

/** In the order in which they stand. A case stands in the first that it belongs to; `others` is what was asked of others. */
export const mineSections = ['waiting', 'others', 'held', 'part', 'closed'] as const
export type MineSection = (typeof mineSections)[number]

export type Row = CaseRow | AwaitedRow

/** All of it, each section in its order. */
export type Lists<R = Row> = Record<MineSection, R[]>

/** How much there is in each section, and of it what a page shows: what it does not is nowhere drawn. */
export type Listed<R = Row> = { counts: Record<MineSection, number>; rows: Partial<Lists<R>> }

/**
 * One section from item `start` on, as the data of `show.mine` says; null for the first of each. `beside`: how much room is taken by
 * what stands beside it, in rows, where nothing but this section does.
 */
export type MinePage = { section: MineSection; start: number; beside?: number } | null

/** Rows of a card: all of them stay readable, and under what a channel's message may hold. */
const most = 14
/** Where one section is all there is, with what stands beside it. */
const mostAlone = 18
/** As many have room for a name more each. */
const mostNaming = 12
/** How many rows each section has before another has more than its own. */
const least: Record<MineSection, number> = { waiting: 5, others: 2, held: 3, part: 2, closed: 2 }

/** How many rows of each section stand on the first page. */
function shares(counts: Listed['counts']): Record<MineSection, number> {
  const own = mineSections.map((section) => Math.min(counts[section], least[section]))
  let left = most - own.reduce((sum, count) => sum + count, 0)
  const entries = mineSections.map((section, index) => {
    const count = own[index] ?? 0
    const more = Math.min(counts[section] - count, left)
    left -= more
    return [section, count + more] as const
  })
  return { ...least, ...Object.fromEntries(entries) }
}

/** What a page shows, by section. */
export function listedOn<R>(lists: Lists<R>, page: MinePage): Listed<R> {
  const { waiting, others, held, part, closed } = lists
  const counts = {
    waiting: waiting.length,
    others: others.length,
    held: held.length,
    part: part.length,
    closed: closed.length,
  }
  if (page) {
    const rows = page.beside === undefined ? most : mostAlone - page.beside
    return { counts, rows: { [page.section]: lists[page.section].slice(page.start, page.start + rows) } }
  }
  const count = shares(counts)
  const rows = Object.fromEntries(mineSections.map((section) => [section, lists[section].slice(0, count[section])]))
  return { counts, rows }
}

/** Whether all of it stands on the first page. */
export function fits({ counts }: Listed): boolean {
  const count = shares(counts)
  return mineSections.every((section) => counts[section] <= count[section])
}

type Paged = { listed: Listed; page: MinePage; about: About }

/** The rows of a page under their headings; what waits has its heading always, so that nobody wonders whether anything does. */
export function minePage({ listed: { counts, rows: shown }, page, about }: Paged, say: Say): Block[] {
  const from = page?.start ?? 0
  const names = Object.values(shown).flat().length + (page?.beside ?? 0) <= mostNaming
  const sections = mineSections.flatMap((section): Block[] => {
    const rows = shown[section] ?? []
    const isFirst = page === null || (page.section === section && page.start === 0)
    const isShown = rows.length > 0 || (section === 'waiting' && isFirst)
    if (!isShown) return []
    const heading = { kind: 'heading', text: say(headingOf(section, rows)) } as const
    if (rows.length === 0) return [heading, { kind: 'text', text: say('mine.nothing') }]
    const left = counts[section] - from - rows.length
    return [
      heading,
      ...rows.map((row) => ('awaited' in row ? awaitedRow(row, about, say) : caseRow(row, { about, names }, say))),
      ...goingOn(section, { left, start: from + rows.length }, say),
    ]
  })
  const isEmpty = mineSections.every((section) => counts[section] === 0)
  return isEmpty && page === null ? [...sections, { kind: 'text', text: say('mine.no-cases') }] : sections
}

const headings = {
  waiting: 'mine.waiting',
  others: 'mine.others',
  held: 'mine.held',
  part: 'mine.part',
  closed: 'mine.closed-lately',
} as const satisfies Record<MineSection, Key>

/** By what its reader is in them: nobody takes part in what they lead alone. */
function headingOf(section: MineSection, rows: Row[]): Key {
  const roles = section === 'part' ? rows.map((row) => ('role' in row ? row.role : null)) : []
  if (!roles.some((role) => role === 'leader' || role === 'ke')) return headings[section]
  return roles.every((role) => role === 'leader') ? 'mine.led' : 'mine.followed'
}

/** The rest of a section, which moves by itself. */
function goingOn(section: MineSection, { left, start }: { left: number; start: number }, say: Say): Block[] {
  if (left <= 0) return []
  const on: Offer = { kind: 'press', action: 'show.mine', data: { section, start: String(start) } }
  return [{ kind: 'row', text: say('list.more', { count: left }), button: button(on, say) }]
}
