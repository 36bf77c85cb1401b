/** What was reckoned of a case is told again only to who asks the very same of the very same case. */
import { expect, expectTypeOf, test } from 'vitest'
import type { Day } from '../../src/core/ids.ts'
import { lately, type OnlyOf } from '../../src/core/lately.ts'
import { rolesIn } from '../../src/core/permission.ts'
import { accessTo } from '../../src/core/reading.ts'
import { given } from '../support/given.ts'
import { allTopics, openLog } from '../support/history.ts'
import { people, startDay, withPost } from '../support/sample.ts'

function counted() {
  const { state } = given(openLog(2))
  let count = 0
  const reckon = () => {
    count += 1
    return count
  }
  return { state, reckon }
}

test('the same is reckoned once, and another day, or a case made anew, is reckoned anew', () => {
  const { state, reckon } = counted()
  const ask = lately((_, _day: Day) => reckon())
  expect([ask(state, '2026-11-02'), ask(state, '2026-11-02')]).toEqual([1, 1])
  expect(ask(state, '2026-11-03')).toBe(2)
  expect(ask({ ...state }, '2026-11-02')).toBe(3)
  expect([ask(state, '2026-11-03'), ask(state, '2026-11-02')]).toEqual([2, 1])
})

test('as many as look at a case by turns are kept, and whoever asked longest ago goes', () => {
  const { state, reckon } = counted()
  const ask = lately((_, _who: number) => reckon())
  expect([1, 2, 3, 4].map((who) => ask(state, who))).toEqual([1, 2, 3, 4])
  expect(ask(state, 1)).toBe(1)
  expect(ask(state, 5)).toBe(5)
  expect([1, 3, 4, 5].map((who) => ask(state, who))).toEqual([1, 3, 4, 5])
  expect(ask(state, 2)).toBe(6)
  expect([3, 4, 5, 2].map((who) => ask(state, who)).slice(1)).toEqual([4, 5, 6])
})

test('a list of keys that misses one of them is none of what it is a list for', () => {
  type Asked = { who: number; day: Day; why?: string }
  expectTypeOf<OnlyOf<Asked, 'who' | 'day' | 'why'>>().toEqualTypeOf<Asked>()
  expectTypeOf<OnlyOf<Asked, 'who' | 'why'>>().toBeNever()
  expectTypeOf<OnlyOf<Asked, 'who' | 'day'>>().toBeNever()
})

test('somebody who has another post by now is another, in a case that nobody has changed', () => {
  const { state } = given(openLog(2))
  const seen = (change: Parameters<typeof withPost>[1]) => {
    const actor = withPost('head', change)
    const access = accessTo(state, actor, startDay, allTopics)
    return [rolesIn(state, actor, startDay), access?.topics ?? null]
  }
  const led = [['leader'], 'all']
  expect([seen({}), seen({ roles: ['employee'] }), seen({})]).toEqual([led, [[], null], led])
  expect(seen({ unit: 'strandheim' })).toEqual([[], null])
  expect(accessTo(state, people.head, startDay, [])?.topics).toBe('all')
})
