/** Lines of a file of people that are one person, also of a very long file. */
import { expect, test } from 'vitest'
import { byPerson, whyNotOne } from '../src/person-rows.ts'
import { personToImport } from './support/people.ts'

const account = (user: string | number) => ({ channel: 'test', tenant: 'fjordvik', user: String(user) })

test('are put together by accounts they share, also across others, in their order', () => {
  const rows = [['a'], ['b'], ['c', 'd'], ['e'], ['d', 'b'], ['a'], [], []].map((users, at) => ({
    ...personToImport(`Line ${at}`),
    ...{ line: at, accounts: users.map(account) },
  }))
  expect(byPerson(rows).map((one) => one.map(({ line }) => line))).toEqual([[0, 5], [1, 2, 4], [3], [6], [7]])
})

// What compares every line with every other takes minutes.
const long = 30_000

test.each([
  ['of as many people', (at: number) => [account(at)]],
  ['of one', () => [account('one')]],
  ['of one, each known by the line before', (at: number) => [account(at), account(at + 1)]],
])('a long file %s takes no longer than its length', (_, accounts) => {
  const rows = Array.from({ length: long }, (_, line) => {
    return { ...personToImport('Ann Vik', { unit: `unit-${line}`, accounts: accounts(line) }), line }
  })
  const found = byPerson(rows)
  expect(found.flat()).toHaveLength(long)
  expect(found.flatMap(whyNotOne)).toEqual([])
})

test('each line says what it has otherwise than one above: a post twice, or another address', () => {
  const row = (line: number, unit: string, email: string | null) => ({
    ...personToImport('Ann Vik', { unit, email, accounts: [account('ann')] }),
    line,
  })
  const rows = byPerson([row(1, 'a', null), row(2, 'b', 'x@a.no'), row(3, 'b', 'x@a.no'), row(4, 'c', 'y@a.no')])
  expect(
    [...rows, ...byPerson([row(1, 'a', 'x@a.no'), row(2, 'b', 'y@a.no'), row(3, 'c', 'x@a.no')])].map(whyNotOne),
  ).toEqual([
    [
      { line: 3, text: 'the same post of the same person stands in line 2' },
      { line: 4, text: 'the same person has another mail address in line 2' },
    ],
    [
      { line: 2, text: 'the same person has another mail address in line 1' },
      { line: 3, text: 'the same person has another mail address in line 2' },
    ],
  ])
})
