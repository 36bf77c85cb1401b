/**
 * Both channels out of order in every way and for every length of `npm run outage`: everything arrives, soon after it is
 * possible, and nobody has to be told of anything else.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { faults } from '../../bench/outage-door.ts'
import { channels, type Length, lengths, openChannel } from '../../bench/outage-run.ts'

/** A night in which nothing is answered takes some seconds. */
const withinMs = 120_000

describe.each(channels)('while %s is out of order', (title) => {
  const opened = openChannel(title)
  afterAll(async () => (await opened).close())
  /** Teams can't be asked whether a message arrived of which nothing was heard. */
  const mayDouble = (fault: string) => title === 'Teams' && fault === 'reset after'

  it.each(Object.keys(lengths) as Length[])('for %s, all arrive', { timeout: withinMs }, async (length) => {
    const channel = await opened
    for (const fault of faults) {
      const { messages, arrived, copies, told, dead, late } = await channel.outage(fault, length)
      expect({ fault, messages, arrived, told, dead }).toEqual({ fault, messages: 5, arrived: 5, told: [], dead: 0 })
      expect({ fault, copies }).toEqual({ fault, copies: mayDouble(fault) ? 2 : 1 })
      expect(late, fault).toBeLessThan(6 * 60_000)
    }
  })
})
