/** That a report of concern was made shows in nothing that others are told of. */
import { expect, it } from 'vitest'
import { at, given } from '../support/given.ts'
import { openLog } from '../support/history.ts'
import { people } from '../support/sample.ts'

const report = { type: 'report.recorded', day: '2026-08-20', by: people.teacher.person } as const

it('moves no day, so that nobody sees that something was written of which they find nothing', () => {
  const before = given(openLog())
  const after = given(openLog(), at('2026-08-20', report))
  expect(after.due('2026-08-21')).toEqual(before.due('2026-08-21'))
  expect(after.state).toEqual({ ...before.state, reports: [{ day: '2026-08-20', by: 'person_teacher' }] })
})

it('is told to the leaders alone, in the words of any other news', () => {
  const [told] = given(openLog(), report).notices()
  expect(told).toEqual({ kind: 'tell', card: 'told', line: 'leader-look', subject: '', audience: ['leaders'] })
})
