/** A school year of a small municipality, from the first wondering to the last meeting: nothing is lost, and nobody is left out. */
import { expect, test } from 'vitest'
import { simulate, small } from '../../bench/year-run.ts'

test('a school year of forty cases: every duty is told to whoever has it, no day brings too much, everything is sent, and the logs verify', async () => {
  const year = await simulate(small, 1)
  expect([...year.duties.untold.values()]).toEqual([])
  expect(year.counts.mostUnasked).toBeLessThanOrEqual(year.bound)
  // Some were away, with and without somebody in their place, and were left in peace.
  const { said, deputy, alone, disturbed } = year.leaves
  expect(Math.min(said, deputy, alone)).toBeGreaterThan(0)
  expect(disturbed).toBe(0)
  expect(year.judged).toEqual({ dead: 0, faults: [] })
  // A channel that was down for a day has held messages up, and nothing else has gone wrong.
  expect([...year.complaints.keys()].sort()).toEqual(['channel.down', 'delivery.failed unreachable'])
  // The year was one: people did things by themselves and late, and some of it climbed.
  expect(year.cases.begun).toBe(small.cases)
  const done = year.duties.ended.filter((one) => one.done)
  expect(done.length).toBeGreaterThan(200)
  expect(done.some(({ endedOn, due }) => endedOn >= due.lateFrom)).toBe(true)
  expect(year.duties.ended.some(({ climbed }) => climbed === 'leader')).toBe(true)
}, 300_000)
