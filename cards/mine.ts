/**
 * A person's own list: what waits for them, and their cases. References and neutral words; whom each is about stands in `about`,
 * where that may be shown.
 */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import type { About } from './parts/mine-item.ts'
import { type Listed, type MinePage, minePage } from './parts/mine-page.ts'
import { type Offer, offered } from './parts/offer.ts'

export type MineArgs = {
  notice: string | null
  /** Where the list is sent rather than asked for: what it is called then, and a sentence above it. */
  head?: { title: string; lead: string }
  listed: Listed
  page: MinePage
  about: About
  offers: Offer[]
}

export function mine({ notice, head, listed, page, about, offers }: MineArgs, say: Say): Card {
  const top: Offer = { kind: 'press', action: 'show.mine', data: {}, label: head ? 'mine.all' : 'mine.top' }
  // What comes by itself says above that nothing waits.
  const isShown = !head || listed.counts.waiting > 0
  const { rows, buttons } = offered([...(page ? [top] : []), ...offers], say)
  return {
    name: 'mine',
    lang: say.lang,
    title: head?.title ?? say('mine.title'),
    summary: head?.title ?? say('mine.summary'),
    blocks: discreet([
      ...(head ? [{ kind: 'text', text: head.lead } as const] : []),
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
      ...(isShown ? minePage({ listed, page, about }, say) : []),
      ...rows,
    ]),
    buttons,
  }
}
