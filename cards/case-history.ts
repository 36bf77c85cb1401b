/** All that was done and written in a case, the newest first, a page at a time. Drawn only in a window, after a logged check of access. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'
import { pageSize, pageWays, whichRows } from './parts/paging.ts'
import { type HistoryItem, historyBlocks } from './parts/plan-items.ts'
import { type Sealed, sealed } from './parts/sealed.ts'

export type CaseHistoryArgs = {
  ref: string
  sealed: Sealed | null
  items: HistoryItem[]
  start: number
  count: number
  /** Goes with `show.history`: `case`. */
  data: Record<string, string>
  offers: Offer[]
}

export function caseHistory(args: CaseHistoryArgs, say: Say): Card {
  const { ref, items, data, offers } = args
  const { rows, buttons } = offered([...pageWays('show.history', data, args), ...offers], say)
  const drawn = items.flatMap((item, index) => [
    ...(index === 0 ? [] : [{ kind: 'divider' } as const]),
    ...historyBlocks(item, say),
  ])
  return {
    name: 'case-history',
    lang: say.lang,
    title: say('plan.title.section', { ref, section: say('plan.history') }),
    summary: say('case.summary', { ref }),
    blocks: [
      ...sealed(args.sealed, say),
      ...whichRows(args, pageSize, say),
      ...(items.length === 0 ? [{ kind: 'text', text: say('plan.history.none') } as const] : drawn),
      ...discreet(rows),
    ],
    buttons,
  }
}
