/** What stands where something due was asked for and has been seen to: what was done, and what comes next in the case. */
import type { Called } from '../../src/core/called.ts'
import type { Day } from '../../src/core/ids.ts'
import type { Key, Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'

/**
 * `done` is null where no more can be said than that it is settled; `next` is what the case has due next, as far as its reader may
 * know, on the day `asOf`: the card is not drawn again when that changes.
 */
export type Settlement = {
  done: { what: Key; day: Day | null } | null
  next: { signal: Called; day: Day; asOf: Day } | null
}

export function settlement({ done, next }: Settlement, say: Say): Block[] {
  const what = done ? [say(done.what, done.day ? { day: say.dayInSentence(done.day) } : {})] : []
  const coming = next ? [nextIn(next, say)] : []
  return [
    { kind: 'notice', text: [say('reminder.settled'), ...what].join(' '), tone: 'good' },
    ...coming.map((text): Block => ({ kind: 'text', text })),
  ]
}

function nextIn({ signal, day, asOf }: NonNullable<Settlement['next']>, say: Say): string {
  const days = { asOf: say.dayInSentence(asOf), day: say.dayInSentence(day) }
  return say('settled.next', { what: say(`signal.${signal}.title`), ...days })
}
