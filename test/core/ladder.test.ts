/** The ladder of something due: the day it begins, how long it is quiet, and from which day each rung hears of it. */
import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/core/case.ts'
import type { Due } from '../../src/core/deadline.ts'
import type { Day } from '../../src/core/ids.ts'
import { beginsOn, hearsFrom, quietUntil, rungsOn } from '../../src/core/ladder.ts'
import { given, type Story } from '../support/given.ts'
import { concluded, measure, openLog, proposed, registered, requested } from '../support/history.ts'
import { calendar, standard as policy, startDay } from '../support/sample.ts'

const times = { policy, calendar }
const key = 'measure-due:measure_1:2026-09-21'
const log = given(openLog(), measure())

function of(story: Story, what = key): Due {
  const one = story.due(startDay).find((each) => each.key === what)
  if (!one) throw new Error(`${what} is not due`)
  return one
}

/** Who may decide in the case now. */
const led = (decides: 'ke' | 'nobody'): Event => ({
  ...{ type: 'presence.noted', away: [], decides, proposal: null, back: null, stuck: null, settled: [] },
})

describe('the rungs', () => {
  const on = (day: Day, story: Story = log, what = key) => rungsOn(story.state, of(story, what), day, times)

  it('are reached on their days, also where nothing was said of it', () => {
    expect(on('2026-09-25')).toEqual(['responsible'])
    expect(on('2026-09-28')).toEqual(['responsible', 'leader'])
    expect(on('2026-10-09')).toEqual(['responsible', 'leader'])
    expect(on('2026-10-12')).toEqual(['responsible', 'leader', 'ke'])
  })

  it('are KE on the leader’s day where KE decides, and those who keep the model where nobody does', () => {
    expect(on('2026-09-28', given(log, led('ke')))).toEqual(['responsible', 'ke'])
    expect(on('2026-09-25', given(log, led('ke')))).toEqual(['responsible'])
    expect(on('2026-10-12', given(log, led('ke')))).toEqual(['responsible', 'ke'])
    expect(on('2026-09-28', given(log, led('nobody')))).toEqual(['responsible', 'keepers'])
    expect(on('2026-10-12', given(log, led('nobody')))).toEqual(['responsible', 'keepers'])
  })

  it('are those who keep the model on KE’s day too, where nobody decides and KE would hear before the leader', () => {
    const early = { ...policy.reminders, standard: { ...policy.reminders.standard, keAfterWorkingDays: 2 } }
    const { state } = given(log, led('nobody'))
    const rungs = (day: Day) => rungsOn(state, of(log), day, { calendar, policy: { ...policy, reminders: early } })
    expect(rungs('2026-09-22')).toEqual(['responsible'])
    expect(rungs('2026-09-23')).toEqual(['responsible', 'keepers'])
  })

  it('are of a wondering the leader alone, and of what waits for a leader no second KE where that decides', () => {
    const undecided = 'concern-undecided::2026-08-31'
    expect(on('2027-03-01', given(registered()), undecided)).toEqual(['responsible', 'leader'])
    const open = 'proposal-undecided:proposal_1:2026-08-24'
    const waits = given(openLog(), proposed(1, []), led('ke'))
    const leaderFrom = hearsFrom(waits.state, of(waits, open), 'leader', times)
    expect(on(leaderFrom, waits, open)).toEqual(['responsible'])
  })
})

describe('the day on which a rung hears of it', () => {
  const hears = (story: Story, rung: 'leader' | 'ke' | 'keepers', what = key) =>
    hearsFrom(story.state, of(story, what), rung, times)

  it('is counted from a working day, and of a family that is asked from the day it was', () => {
    expect(hears(log, 'leader')).toBe('2026-09-28')
    expect(hears(log, 'ke')).toBe('2026-10-12')
    const sunday = 'measure-due:measure_1:2026-09-20'
    expect(hears(given(openLog(), measure('2026-09-20')), 'leader', sunday)).toBe('2026-09-28')
    const asked = given(registered(), concluded(), requested())
    expect(hears(asked, 'leader', 'consent-unanswered:consent_1:2026-08-24')).toBe('2026-08-31')
  })

  it('is the leader’s day for whoever is in that place', () => {
    expect(hears(given(log, led('ke')), 'ke')).toBe('2026-09-28')
    expect(hears(given(log, led('nobody')), 'keepers')).toBe('2026-09-28')
    expect(hears(given(log, led('nobody')), 'ke')).toBe('2026-10-12')
  })
})

describe('the day on which it is said', () => {
  const later = (until: Day) => given(log, { type: 'reminder.postponed', key, until, reason: 'word_r' })

  it('first is so many working days before, whoever has put it off since', () => {
    expect(beginsOn(log.state, of(log), times)).toBe('2026-09-16')
    const put = later('2026-10-05')
    expect(beginsOn(put.state, of(put), times)).toBe('2026-09-16')
  })

  it('again is the one to which it was put off, or the working day after it', () => {
    const quiet = (story: Story, today: Day) => quietUntil(story.state, of(story), today, times)
    expect(quiet(log, '2026-09-01')).toBeNull()
    expect(quiet(later('2026-10-04'), '2026-09-30')).toBe('2026-10-05')
    expect(quiet(later('2026-10-04'), '2026-10-04')).toBe('2026-10-05')
    expect(quiet(later('2026-10-04'), '2026-10-05')).toBeNull()
    // Put off to a day before its own, it comes no sooner.
    expect(quiet(later('2026-09-10'), '2026-09-15')).toBe('2026-09-21')
  })
})
