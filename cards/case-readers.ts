/** Who has opened a case, as what, and who was refused: the newest first, a page at a time. For whoever answers for it. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'
import { pageWays, whichRows } from './parts/paging.ts'
import { type ReaderRow, readerCells } from './parts/reader-row.ts'

export type CaseReadersArgs = {
  ref: string
  rows: ReaderRow[]
  start: number
  count: number
  /** Rows of a page. */
  most: number
  /** Goes with `show.readers`: `case`. */
  data: Record<string, string>
  offers: Offer[]
}

export function caseReaders(args: CaseReadersArgs, say: Say): Card {
  const { ref, rows, most, data, offers } = args
  const ways = offered([...pageWays('show.readers', data, args, most), ...offers], say)
  return {
    name: 'case-readers',
    lang: say.lang,
    title: say('readers.title', { ref }),
    summary: say('case.summary', { ref }),
    blocks: [
      { kind: 'text', text: say('readers.lead') },
      ...whichRows(args, most, say),
      {
        kind: 'table',
        header: [say('readers.when'), say('readers.who'), say('readers.what')],
        rows: rows.map((row) => readerCells(row, say)),
        empty: say('readers.none'),
      },
      ...discreet(ways.rows),
    ],
    buttons: ways.buttons,
  }
}
