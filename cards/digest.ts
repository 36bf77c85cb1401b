/** Everything that waits for somebody, as it comes to them by itself: of their own list what waits, and what has happened beside it. No content. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import type { MinePage } from './parts/mine-page.ts'

/** What waits, alone and as much of it as a channel's card may hold. */
export const digestPage: MinePage = { section: 'waiting', start: 0, rows: 18 }

/**
 * `quiet`: how many cases are left out because somebody put off the reminders of what waits in them. `most`: how many messages a day
 * somebody may get who wants each reminder by itself, so that this is why the list comes; null for everybody else.
 */
export type DigestHead = { day: Day; quiet: number; most: number | null }

/** What the list is called on the day it comes, and the sentences above it. */
export function digestHead({ day, quiet, most }: DigestHead, say: Say): { title: string; lead: string } {
  const why = most === null ? [] : [say('digest.no-room', { most })]
  const left = quiet === 0 ? [] : [say('digest.quiet', { count: quiet })]
  return {
    title: say('digest.title'),
    lead: [...why, say('digest.lead', { day: say.dayInSentence(day) }), ...left].join(' '),
  }
}

/** `list` is the card of their own list, under its head; `happened` are ready sentences, each with its reference. */
export type DigestArgs = { list: Card; happened: string[] }

/** Sentences beside the list: with it still under what a channel's card may hold. */
export const mostHappened = 12

export function digest({ list, happened }: DigestArgs, say: Say): Card {
  const more: Block[] = [
    { kind: 'heading', text: say('digest.happened') },
    ...happened.map((text): Block => ({ kind: 'text', text })),
  ]
  return { ...list, name: 'digest', blocks: [...list.blocks, ...(happened.length > 0 ? discreet(more) : [])] }
}
