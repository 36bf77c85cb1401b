/** A person's own list: what waits for them, and their cases. References and neutral words, no content. */
import type { Key, Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { type Mine, stands, type Waiting, waits } from './parts/mine-item.ts'
import { type Offer, offered } from './parts/offer.ts'

/** Both lists whole and in order; the card shows a page of each, from item `from`, and says how many more there are. */
export type MineArgs = {
  notice: string | null
  /** 0, or the `from` of the data of `show.mine`. */
  from: number
  waiting: Waiting[]
  cases: Mine[]
  offers: Offer[]
}

export function mine({ notice, from, waiting, cases, offers }: MineArgs, say: Say): Card {
  const next = String(from + most)
  const more: Offer = { kind: 'press', action: 'show.mine', data: { from: next } }
  const isMore = Math.max(waiting.length, cases.length) > from + most
  const { rows, buttons } = offered([...(isMore ? [more] : []), ...offers], say)
  return {
    ...{ name: 'mine', lang: say.lang, title: say('mine.title'), summary: say('mine.summary') },
    blocks: [
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
      ...list('mine.waiting', 'mine.nothing', waiting.slice(from), (one) => waits(one, say), { from, say }),
      ...list('mine.cases', 'mine.no-cases', cases.slice(from), (one) => stands(one, say), { from, say }),
      ...rows,
    ],
    buttons,
  }
}

type Page = { from: number; say: Say }

/** Under a heading; further on, a list that has come to its end is left out. */
function list<T>(heading: Key, none: Key, items: T[], draw: (item: T) => Block, { from, say }: Page): Block[] {
  if (items.length === 0 && from > 0) return []
  const title = { kind: 'heading', text: say(heading) } as const
  return items.length === 0 ? [title, { kind: 'text', text: say(none) }] : [title, ...first(items, draw, say)]
}

function first<T>(items: T[], draw: (item: T) => Block, say: Say): Block[] {
  const left = items.length - most
  const more: Block[] = left > 0 ? [{ kind: 'text', text: say('list.more', { count: left }), subtle: true }] : []
  return [...items.slice(0, most).map(draw), ...more]
}

/** Rows of each list: both together stay readable, and under what a channel's card may hold. */
const most = 8
