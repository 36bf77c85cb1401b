/** A person's own list: what waits for them, and their cases. References and neutral words, no content. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { caseList, fits, type Mine, most, type Waiting, waitingList } from './parts/mine-item.ts'
import { type Offer, offered } from './parts/offer.ts'

/** Both lists whole and in order; the card shows a page of each, from item `start`, and says how many more there are. */
export type MineArgs = {
  notice: string | null
  /** Where the list is sent rather than asked for: what it is called then, and a sentence above it. */
  head?: { title: string; lead: string }
  /** 0, or the `start` of the data of `show.mine`. */
  start: number
  waiting: Waiting[]
  cases: Mine[]
  offers: Offer[]
}

export function mine({ notice, head, start, waiting, cases, offers }: MineArgs, say: Say): Card {
  const next = String(start + most)
  const more: Offer = { kind: 'press', action: 'show.mine', data: { start: next } }
  const { rows, buttons } = offered([...(fits(waiting, cases, start) ? [] : [more]), ...offers], say)
  return {
    name: 'mine',
    lang: say.lang,
    title: head?.title ?? say('mine.title'),
    summary: head?.title ?? say('mine.summary'),
    blocks: discreet([
      ...(head ? [{ kind: 'text', text: head.lead } as const] : []),
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
      ...waitingList(waiting, start, say),
      ...caseList(cases, start, say),
      ...rows,
    ]),
    buttons,
  }
}
