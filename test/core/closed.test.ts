/** The closed weeks of a case's own service: nothing falls due in them, nobody is reminded, and their days do not count. */
import { describe, expect, it } from 'vitest'
import { createCalendar } from '../../src/calendar.ts'
import { due, isLate } from '../../src/core/deadline.ts'
import type { Day } from '../../src/core/ids.ts'
import { mayDecide } from '../../src/core/permission.ts'
import { decideBy } from '../../src/core/proposal-time.ts'
import { agenda, reminders } from '../../src/core/reminder.ts'
import { at, given, type Story } from '../support/given.ts'
import { measure, meeting, offered, openLog, proposed } from '../support/history.ts'
import { on, people, standard } from '../support/sample.ts'

/** The school is closed from Monday 7 September to Friday 2 October, PPT is not. */
const closed = [{ from: '2026-09-07', to: '2026-10-02', services: ['skole'] }]
const calendar = createCalendar({ timeZone: 'Europe/Oslo', holidays: { country: 'NO' }, closed })
const times = { policy: standard, calendar }

const dayOf = (story: Story, signal: string, day: Day = '2026-09-04') =>
  due(story.state, on(day), times).find((one) => one.signal === signal)?.day
const log = openLog()

describe('a deadline', () => {
  it('that would fall in them falls on the first day after', () => {
    const asked = given(log, at('2026-08-31', proposed(2, [])))
    expect(dayOf(asked, 'proposal-undecided')).toBe('2026-10-05')
    expect(dayOf(given(log, at('2026-09-03', offered('colleague'))), 'handover-unanswered')).toBe('2026-10-08')
    expect(decideBy(asked.state, { at: on('2026-08-31'), services: [] }, times)).toBe('2026-10-05')
  })

  it('of a case of another service is not moved by them', () => {
    const { state } = given(log, at('2026-08-31', proposed(2, [])))
    const ppt = { ...state, service: 'ppt', mode: 'paper' } as const
    expect(decideBy(ppt, { at: on('2026-08-31'), services: [] }, times)).toBe('2026-09-07')
    expect(due(ppt, on('2026-09-04'), times).find(({ signal }) => signal === 'proposal-undecided')?.day).toBe(
      '2026-09-07',
    )
  })

  it('that people chose stays where they put it, and is late only when work has begun again', () => {
    const story = given(log, meeting('2026-09-10'), measure('2026-09-04'))
    expect(dayOf(story, 'meeting-due')).toBe('2026-09-10')
    const late = due(story.state, on('2026-10-05'), times).map(({ signal, lateFrom }) => [signal, lateFrom])
    expect(late).toContainEqual(['meeting-due', '2026-10-06'])
    expect(late).toContainEqual(['measure-due', '2026-10-05'])
    const days: Day[] = ['2026-09-11', '2026-10-02', '2026-10-05', '2026-10-06']
    expect(days.map((today) => isLate(story.state, '2026-09-10', { calendar, today }))).toEqual([
      ...[false, false, false, true],
    ])
  })

  it('is quiet of a holder who wrote nothing while nobody was at work', () => {
    expect(dayOf(given(log), 'holder-inactive')).toBe('2026-11-09')
  })
})

describe('the ladder', () => {
  const story = given(log, measure('2026-09-04'))
  const next = (day: Day, from: Story = story) =>
    reminders(from.state, on(day), times).find(({ due: { signal } }) => signal === 'measure-due')

  it('says nothing in them, and goes on where it was', () => {
    expect(next('2026-09-05')).toMatchObject({ at: on('2026-10-05', '08:00'), rungs: ['responsible'] })
    expect(next('2026-09-21')).toMatchObject({ at: on('2026-10-05', '08:00'), rungs: ['responsible'] })
  })

  it('does not count their days until the leader is told, or KE', () => {
    expect(next('2026-10-08')?.rungs).toEqual(['responsible'])
    // Five working days after: the last before they closed is day 0.
    expect(next('2026-10-09')?.rungs).toEqual(['responsible', 'leader'])
    expect(next('2026-10-22')?.rungs).toEqual(['responsible', 'leader'])
    expect(next('2026-10-23')?.rungs).toEqual(['responsible', 'leader', 'ke'])
  })
})

describe('a proposal', () => {
  it('does not lapse in them, nor goes to KE for having waited over them', () => {
    const { state } = given(log, at('2026-09-02', proposed(2, [])))
    const lapses = agenda(state, on('2026-09-04'), times).find(({ command }) => command.type === 'level.lapse')
    // Twenty working days, of which two come before.
    expect(lapses?.at).toBe(on('2026-10-28', '08:00'))
    const [proposal] = state.proposals
    const ke = (day: Day) => ({ ...times, actor: people.ke, now: on(day) })
    const shown = {
      ...state,
      raised: [due(state, on('2026-09-04'), times)[0]?.key ?? 'no-holder::2026-09-04'],
    } as const
    const may = (day: Day) => proposal && mayDecide({ ...shown, raised: [...shown.raised] }, proposal, ke(day))
    expect(decideBy(state, { at: on('2026-09-02'), services: [] }, times)).toBe('2026-10-07')
    expect([may('2026-09-25'), may('2026-10-07'), may('2026-10-08')]).toEqual([false, false, true])
  })
})
