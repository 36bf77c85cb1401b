/** A row of who has opened a case: when, as what, and what they opened. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Cell } from '../card.ts'

/**
 * All that one opened within some minutes. `who` is ready, and each of `what`; `was`: what they were in the case then, and null for
 * nothing; `from` and `to` are `HH:MM`; `count`: how often.
 */
export type ReaderRow = {
  day: Day
  from: string
  to: string
  who: string
  was: string | null
  what: string[]
  count: number
  refused: boolean
}

export function readerCells({ day, from, to, who, was, what, count, refused }: ReaderRow, say: Say): Cell[] {
  const on = say.day(day)
  const [text, often] = [say.list(what), say('readers.count', { count })]
  return [
    from === to
      ? say('readers.time', { day: on, time: say.time(from) })
      : say('readers.times', { day: on, from: say.time(from), to: say.time(to) }),
    was === null ? who : { text: who, subtle: was },
    refused ? { text, subtle: say('readers.refused'), tone: 'warning' } : count === 1 ? text : { text, subtle: often },
  ]
}
