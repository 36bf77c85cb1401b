/** How a case counts in an overview. */
import { describe, expect, it } from 'vitest'
import type { Day } from '../../src/core/ids.ts'
import { counted } from '../../src/core/overview.ts'
import { at, given, type Story } from '../support/given.ts'
import { consented, joined, measure, meeting, openLog, proposed, registered, said } from '../support/history.ts'
import { calendar, people } from '../support/sample.ts'

const on = ({ state }: Story, today: Day) => counted(state, { today, calendar })
const log = given(openLog(), meeting('2026-12-01'))

describe('what a case lacks, and what comes', () => {
  it('is without a holder once it has a log, and nobody has the baton', () => {
    expect(on(log, '2026-08-20')).toMatchObject({ holder: people.teacher.person, standings: [] })
    const left = given(log, { type: 'baton.left', person: people.teacher.person })
    expect(on(left, '2026-08-20')).toMatchObject({ holder: null, standings: ['without-holder'] })
    expect(on(given(registered()), '2026-08-20')).toMatchObject({ level: 0, holder: null, standings: [] })
  })

  it('has a proposal that waits until it is decided', () => {
    const open = given(log, proposed())
    expect(on(open, '2026-08-20').standings).toContain('proposal')
    expect(on(given(open, { type: 'level.withdrawn', proposal: 'proposal_1' }), '2026-08-20').standings).toEqual([])
  })

  it('has a consent that expires, by the days that are left: never in two groups', () => {
    const story = given(log, consented(['skole'], 'consent_2', { until: '2026-12-31' }))
    const whole = on(story, '2026-09-01').standings
    const days: [Day, string[]][] = [
      ['2026-10-31', []],
      ['2026-11-01', ['expiring-60']],
      ['2026-11-30', ['expiring-60']],
      ['2026-12-01', ['expiring-30']],
      ['2026-12-31', ['expiring-30']],
    ]
    expect(whole.filter((one) => one.startsWith('expiring'))).toEqual([])
    for (const [day, expected] of days)
      expect([day, on(story, day).standings.filter((one) => one.startsWith('expiring'))]).toEqual([day, expected])
  })

  it('has no consent that expires, where it has run out or is no yes any more', () => {
    const story = given(log, consented(['skole'], 'consent_2', { until: '2026-12-31' }))
    expect(on(story, '2027-01-01').standings).not.toContain('expiring-30')
    const back = given(story, {
      ...{ type: 'consent.withdrawn', scope: 'whole', service: null, topic: null, reason: null, ...said },
    } as const)
    expect(on(back, '2026-12-10').standings).not.toContain('expiring-30')
  })

  it('has two consents in one group alone, that of the first to expire', () => {
    const sooner = consented(['skole'], 'consent_2', { until: '2026-12-31' })
    const story = given(log, sooner, consented(['ppt'], 'consent_3', { until: '2027-01-15' }))
    const expiring = on(story, '2026-12-10').standings.filter((one) => one.startsWith('expiring'))
    expect(expiring).toEqual(['expiring-30'])
  })

  it('has a transition in the half of the year in which its day is', () => {
    const story = given(log, { type: 'transition.planned', transition: 'transition_1', day: '2027-06-30', to: 'skole' })
    expect(on(story, '2026-12-31').standings).not.toContain('transition')
    expect(on(story, '2027-01-01').standings).toContain('transition')
    expect(on(story, '2027-07-01').standings).not.toContain('transition')
    const off = given(story, { type: 'transition.called-off', transition: 'transition_1', reason: 'word_r' })
    expect(on(off, '2027-01-01').standings).not.toContain('transition')
  })

  it('waits for a service that nobody has come from', () => {
    const story = given(openLog(2), meeting('2026-12-01'), joined('ppt'))
    expect(on(story, '2026-08-20').standings).not.toContain('unmanned')
    const gone = given(story, { type: 'participant.removed', person: people.ppt.person })
    expect(on(gone, '2026-08-20').standings).toContain('unmanned')
  })
})

describe('what is late in it', () => {
  const key = 'measure-due:measure_1:2026-09-21'
  const late = given(log, measure(), at('2026-09-22', { type: 'breach.began', key, ball: { role: 'holder' } }))

  it('is as late as the days of the calendar say, as on every card', () => {
    const lateness = (day: Day) => on(late, day).late.map((one) => one.lateness)
    expect(lateness('2026-09-22')).toEqual(['short'])
    expect(lateness('2026-09-28')).toEqual(['short'])
    expect(lateness('2026-09-29')).toEqual(['medium'])
    expect(lateness('2026-10-05')).toEqual(['medium'])
    expect(lateness('2026-10-06')).toEqual(['long'])
  })

  it('counts holidays and weekends as well', () => {
    const before = 'measure-due:measure_1:2026-12-23'
    const story = given(
      log,
      measure(),
      at('2026-12-28', { type: 'breach.began', key: before, ball: { role: 'holder' } }),
    )
    const lateness = (day: Day) => on(story, day).late.map((one) => one.lateness)
    expect([lateness('2026-12-30'), lateness('2026-12-31')]).toEqual([['short'], ['medium']])
  })

  it('counts each signal once, by what has been late the longest', () => {
    const other = 'measure-due:measure_2:2026-09-01'
    const meets = 'meeting-due:meeting_9:2026-09-10'
    const both = given(
      late,
      at('2026-09-22', { type: 'breach.began', key: other, ball: { role: 'holder' } }),
      at('2026-09-22', { type: 'breach.began', key: meets, ball: { role: 'holder' } }),
    )
    expect(on(both, '2026-09-22').late).toEqual([
      { signal: 'measure-due', since: '2026-09-01', lateness: 'long' },
      { signal: 'meeting-due', since: '2026-09-10', lateness: 'medium' },
    ])
  })

  it('is late no more once the breach is over', () => {
    const over = given(late, at('2026-09-25', { type: 'breach.ended', key, day: '2026-09-25' }))
    expect(on(over, '2026-09-28').late).toEqual([])
  })
})
