/** What of a case counts in the numbers of the last twelve months. */
import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/core/case.ts'
import type { Day } from '../../src/core/ids.ts'
import { medianOf, ofYear, talkTimeOf } from '../../src/core/year.ts'
import { given } from '../support/given.ts'
import { registered } from '../support/history.ts'
import { calendar } from '../support/sample.ts'

const story = given(registered())
const begun: Day = '2026-08-17'
const on = (change: Partial<Case>, today: Day = calendar.addMonths(begun, 6)) =>
  ofYear({ ...story.state, ...change }, { today, calendar })
const breach = (until: Day | null, cause: string | null) => {
  const ball = { role: 'holder' } as const
  return {
    key: `nothing-planned::${begun}` as const,
    signal: 'nothing-planned' as const,
    since: begun,
    until,
    ball,
    cause,
    remedy: null,
  }
}
const talk = (talkHeld: Day | null, today?: Day) => on({ concern: { ...story.state.concern, talkHeld } }, today).talk

describe('why duties were late', () => {
  it('counts each cause once, and that nobody has said why; not what goes on', () => {
    const after = calendar.addDays(begun, 20)
    const all = [breach(after, 'waited'), breach(after, 'waited'), breach(after, null), breach(null, null)]
    expect(on({ breaches: all }).causes).toEqual(['waited', null])
  })

  it('counts what ended less than twelve months ago', () => {
    const ended = { breaches: [breach(begun, 'waited')] }
    const year = calendar.addMonths(begun, 12)
    expect(on(ended, calendar.addDays(year, -1)).causes).toEqual(['waited'])
    expect(on(ended, year).causes).toEqual([])
  })
})

describe('how long the first talk was waited for', () => {
  it('is from the day the wondering was written down, and never less than none', () => {
    expect(talk(calendar.addDays(begun, 9))).toBe(9)
    expect(talk(calendar.addDays(begun, -3))).toBe(0)
    expect(talk(null)).toBeNull()
  })

  it('counts talks of the last twelve months', () => {
    const year = calendar.addMonths(begun, 12)
    expect(talk(begun, calendar.addDays(year, -1))).toBe(0)
    expect(talk(begun, year)).toBeNull()
  })

  it('falls into one of four', () => {
    expect([0, 7, 8, 14, 15, 28, 29].map(talkTimeOf)).toEqual([
      ...(['week', 'week', 'fortnight', 'fortnight', 'month', 'month', 'longer'] as const),
    ])
  })

  it('has a middle, which half of them do not exceed', () => {
    expect([medianOf([]), medianOf([4]), medianOf([9, 1]), medianOf([30, 2, 10])]).toEqual([null, 4, 1, 10])
  })
})
