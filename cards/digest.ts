/**
 * Everything that waits for somebody, as it comes to them by itself: of their own list what waits, and what has happened beside it; or
 * that alone. No content.
 */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Happened, happenedBlock, roomOf, type Same, sameTogether } from './parts/happened.ts'
import type { MinePage } from './parts/mine-page.ts'

/** What waits, alone and as much of it as a channel's card may hold beside what has happened. */
export function digestPage(happened: Happened[]): MinePage {
  return { section: 'waiting', start: 0, beside: Math.min(roomOf(sameTogether(happened)), mostHappened) }
}

/** Whether something waits, there is news alone, all that waits was put off, or nothing is left of what it said. */
type Holds = 'waiting' | 'news' | 'quiet' | 'nothing'

/**
 * `quiet`: how many cases are left out because somebody put off the reminders of what waits in them. `most`: how many messages a day
 * somebody may get who wants each reminder by itself, so that this is why the list comes; null for everybody else.
 */
export type DigestHead = { holds: Holds; day: Day; quiet: number; most: number | null }

/** What the list is called on the day it comes, and the sentences above it. */
export function digestHead({ holds, day, quiet, most }: DigestHead, say: Say): { title: string; lead: string } {
  const why = most === null ? [] : [say('digest.no-room', { most })]
  const left = quiet === 0 ? [] : [say('digest.quiet', { count: quiet })]
  // What is only put off waits all the same.
  const how = holds === 'news' && quiet > 0 ? 'news-quiet' : holds
  return {
    title: say(`digest.title.${holds}`),
    lead: [say(`digest.lead.${how}`, { day: say.dayInSentence(day) }), ...why, ...left].join(' '),
  }
}

/** `list` is the card of their own list, under its head; `happened` is what stands beside it. */
export type DigestArgs = { list: Card; holds: Holds; happened: Happened[] }

/** Of those that say the same, as many as there is room for beside a list: the first at least. */
export function withRoom<T extends Happened>(happened: Same<T>[]): Same<T>[] {
  return happened.filter((_, index) => index === 0 || roomOf(happened.slice(0, index + 1)) <= mostHappened)
}

/** Room for sentences, in rows: with the fewest rows of a list still under what a channel's card may hold. */
const mostHappened = 12

export function digest({ list, holds, happened }: DigestArgs, say: Say): Card {
  const sentences = sameTogether(happened).map((same) => happenedBlock(same, say))
  const heading: Block[] = holds === 'waiting' ? [{ kind: 'heading', text: say('digest.happened') }] : []
  const more = sentences.length > 0 ? discreet([...heading, ...sentences]) : []
  return { ...list, name: 'digest', blocks: [...list.blocks, ...more] }
}
