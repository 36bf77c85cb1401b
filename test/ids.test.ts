/** Ids: never twice the same, in the order of time, and saying what they are of. */
import { expect, it } from 'vitest'
import { createIds } from '../src/ids.ts'

it('are of their kind, and UUIDs of version 7 without hyphens', () => {
  const id = createIds({ now: () => '2026-11-05T09:00:00.000Z' }).next('case')
  expect(id).toMatch(/^case_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
  expect(Number.parseInt(id.slice(5, 17), 16)).toBe(Date.UTC(2026, 10, 5, 9))
})

it('sort as the clock went, and differ where it stood still', () => {
  let milliseconds = Date.UTC(2026, 10, 5)
  const ids = createIds({ now: () => new Date(milliseconds++).toISOString() })
  const made = Array.from({ length: 1000 }, () => ids.next('word'))
  expect([...made].sort()).toEqual(made)
  const still = createIds({ now: () => '2026-11-05T09:00:00.000Z' })
  expect(new Set(Array.from({ length: 1000 }, () => still.next('word'))).size).toBe(1000)
})
