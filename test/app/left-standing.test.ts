/**
 * Whatever people do, and however late or broken what is sent arrives: no typed word leaves or stands where it may not. A
 * failure prints the seed that replays it.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newReach, standingProperty } from '../support/standing-model.ts'

/** Milliseconds after which what failed is not shrunk further, and is told as it is. */
const longest = 60_000

describe.each([
  ['dialog', 15, { held: 0.3, 'failed: update': 0.1, 'told that it ended': 0.5 }],
  [
    'chat',
    30,
    { 'unfolded outside': 0.9, 'still stands': 0.2, held: 0.3, 'failed: update': 0.2, 'told that it ended': 0.5 },
  ],
] as const)('where content stands in %s', (content, runs, often) => {
  const reach = newReach()

  it('no word leaves after what it relied on ended, nor stands once it could be taken away', {
    timeout: 2 * longest,
  }, async () => {
    await fc.assert(standingProperty(content, reach), { numRuns: runs, interruptAfterTimeLimit: longest })
  })

  it('was taken far enough for that to mean something', () => {
    expect(reach.runs).toBe(runs)
    for (const [what, share] of Object.entries(often))
      expect((reach.in.get(what) ?? 0) / runs, what).toBeGreaterThan(share / 2)
  })
})
