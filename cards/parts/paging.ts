/** A long list a page at a time, as a page of ours shows it: where its reader is in it, and the ways on and back. */
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import type { Offer, Query } from './offer.ts'

/** Rows of a page. */
export const pageSize = 50

/** `start` is the first row that is shown, of `count` in all. */
export type Paged = { start: number; count: number }

/** The first row of the page that the data of a button names; of what names none, the first of all. */
export function pageStart(start: string | undefined, most = pageSize): number {
  return start !== undefined && /^\d{1,7}$/.test(start) ? Math.floor(Number(start) / most) * most : 0
}

/** Which rows stand there; nothing where all of them do. */
export function whichRows({ start, count }: Paged, most: number, say: Say): Block[] {
  if (count <= most) return []
  const to = Math.min(start + most, count)
  return [{ kind: 'text', text: say('page.of', { from: start + 1, to, count }), subtle: true }]
}

/** To the page before, and the one after; `data` names the list. */
export function pageWays(action: Query, data: Offer['data'], { start, count }: Paged, most = pageSize): Offer[] {
  const at = (from: number, label: 'page.previous' | 'page.next'): Offer => {
    return { kind: 'press', action, data: from === 0 ? data : { ...data, start: String(from) }, label }
  }
  return [
    ...(start + most < count ? [at(start + most, 'page.next')] : []),
    ...(start > 0 ? [at(Math.max(0, start - most), 'page.previous')] : []),
  ]
}
