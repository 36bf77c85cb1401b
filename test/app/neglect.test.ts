/**
 * What the standard model promises whoever holds fifteen cases, in a small simulated municipality: how many messages a week, how many
 * where nobody does anything for thirty days, and that what stood still is made good at once and loses nothing.
 */
import { expect, test } from 'vitest'
import { hold } from '../../bench/year-held.ts'
import { neglect } from '../../bench/year-neglect.ts'

test('whoever holds fifteen cases, in which people do what they do, gets five messages a week at most in the median', async () => {
  const { weeks, median, most } = await hold(6)
  expect(weeks).toBeGreaterThanOrEqual(5)
  expect(most).toBeGreaterThan(0)
  expect(median).toBeLessThanOrEqual(5)
}, 120_000)

test('of fifteen cases that nobody does anything in for thirty days the holder hears thirty times at most and the leader ten, and of everything', async () => {
  const { holder, leader, untold, dead, faults } = await neglect('day by day')
  expect({ untold, dead, faults }).toEqual({ untold: [], dead: 0, faults: [] })
  expect(holder).toBeGreaterThan(0)
  expect(holder).toBeLessThanOrEqual(30)
  expect(leader).toBeGreaterThan(0)
  expect(leader).toBeLessThanOrEqual(10)
}, 120_000)

test('after a jump of the clock everything is told in one list each, and twice as long a jump takes no more', async () => {
  const [month, twice] = [await neglect('at once', 30), await neglect('at once', 60)]
  for (const { holder, leader, untold, dead, faults } of [month, twice])
    expect({ holder, leader, untold, dead, faults }).toEqual({ holder: 1, leader: 1, untold: [], dead: 0, faults: [] })
  expect(month.transactions).toBeLessThanOrEqual(most)
  expect(twice.transactions).toBeLessThanOrEqual(most)
}, 120_000)

/** Transactions, for fifteen cases with some duties each. */
const most = 80
