/** Whether somebody has leave on some days: the first and the last of them count, and so do those of the leave. */
import { expect, test } from 'vitest'
import { leaveWithin } from '../../../src/app/see/index.ts'
import type { Day } from '../../../src/core/ids.ts'
import { looking } from '../../support/looking.ts'
import { people } from '../../support/sample.ts'

test('has it who is away on any of those days, and nobody else', async () => {
  const { tx } = await looking()
  const { person } = people.teacher
  const days = { from: '2026-09-07', until: '2026-09-11' }
  await tx.leaves.put(person, { ...days, looked: null })
  const within = (from: Day, until: Day) => leaveWithin(tx, person, { from, until })
  expect(await within('2026-09-01', '2026-09-06')).toBeNull()
  expect(await within('2026-09-01', '2026-09-07')).toMatchObject(days)
  expect(await within('2026-09-09', '2026-09-09')).toMatchObject(days)
  expect(await within('2026-09-11', '2026-09-30')).toMatchObject(days)
  expect(await within('2026-09-12', '2026-09-30')).toBeNull()
  expect(await leaveWithin(tx, people.head.person, days)).toBeNull()
  expect(await leaveWithin(tx, 'person_nobody', days)).toBeNull()
})
