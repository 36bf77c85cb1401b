/** The cases somebody stands in or leads, as a table that is sorted, filtered and paged where it is asked for. Of a page of ours alone. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { listData } from './parts/list-asked.ts'
import { type Listed, listTable, listWays } from './parts/list-table.ts'
import { type Offer, offered } from './parts/offer.ts'
import { pageSize, pageWays } from './parts/paging.ts'

export type CaseListArgs = Listed & {
  /** From which of so many cases on it shows. */
  start: number
  count: number
  offers: Offer[]
}

export function caseList(args: CaseListArgs, say: Say): Card {
  const { asked, start, count, offers } = args
  const { rows, buttons } = offered([...pageWays('show.list', listData(asked), args), ...offers], say)
  const pages = Math.max(1, Math.ceil(count / pageSize))
  const page = Math.floor(start / pageSize) + 1
  return {
    name: 'case-list',
    lang: say.lang,
    title: say('cases.title'),
    summary: say('cases.title'),
    blocks: [
      ...listWays(args, say),
      { kind: 'text', text: say('cases.count', { count, page, pages }), subtle: true },
      listTable(args, say),
      ...rows,
    ],
    buttons,
  }
}
