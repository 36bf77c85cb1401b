/**
 * A channel out of order in every way of `npm run outage`, which prints all of it: everything arrives, soon after it is possible,
 * and nobody has to be told of anything else. A night takes seconds to pass: here in three ways.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { type Fault, faults } from '../../bench/outage-door.ts'
import { type ChannelTitle, type Length, lengths, openChannel } from '../../bench/outage-run.ts'

const nightly = ['503', 'reset before', 'no answer'] as const satisfies Fault[]
/** A night in which nothing is answered takes some seconds. */
const withinMs = 120_000

/** `mayDouble`: it can't be asked whether a message arrived of which nothing was heard. */
export function tellOutages(title: ChannelTitle, mayDouble: (fault: Fault) => boolean): void {
  describe(`while ${title} is out of order`, () => {
    const opened = openChannel(title)
    afterAll(async () => (await opened).close())

    it.each(Object.keys(lengths) as Length[])('for %s, all arrive', { timeout: withinMs }, async (length) => {
      const channel = await opened
      for (const fault of length === 'a night' ? nightly : faults) {
        const { messages, arrived, copies, told, dead, late } = await channel.outage(fault, length)
        expect({ fault, messages, arrived, told, dead }).toEqual({ fault, messages: 6, arrived: 6, told: [], dead: 0 })
        expect({ fault, copies }).toEqual({ fault, copies: mayDouble(fault) ? 2 : 1 })
        expect(late, fault).toBeLessThan(6 * 60_000)
      }
    })
  })
}
