/** How a thing due stands on its ladder: how late, how often it was said, whom it has reached, and who hears of it next and when. */
import { expect, test } from 'vitest'
import { climbOf } from '../../src/core/climb.ts'
import { due } from '../../src/core/deadline.ts'
import type { Day } from '../../src/core/ids.ts'
import type { PresenceEvent } from '../../src/core/presence.ts'
import { at, given, type Story } from '../support/given.ts'
import { measure, openLog, proposed, registered } from '../support/history.ts'
import { calendar, on, people, standard as policy, startDay } from '../support/sample.ts'

const times = { policy, calendar }
const measureKey = 'measure-due:measure_1:2026-09-21'

/** After everything that is to be said of it until a day. */
function until(story: Story, key: string, day: Day): Story {
  let now = story
  let moment = now.entries.at(-1)?.at ?? on(startDay)
  for (;;) {
    const next = now.reminders(moment).find((one) => one.due.key === key)
    if (!next || next.at > on(day, '23:00')) return now
    moment = next.at
    now = now.and({ type: 'reminder.send', key, occurrence: next.occurrence }, 'system', moment)
  }
}

function climb(story: Story, key: string, day: Day) {
  return standing(until(story, key, day), key, day)
}

function standing({ state }: Story, key: string, day: Day) {
  const found = due(state, on(day, '12:00'), times).find((one) => one.key === key)
  if (!found) throw new Error(`${key} is not due`)
  return climbOf(state, found, on(day, '12:00'), times)
}

test('of a measure: from before its day to KE', () => {
  const story = given(openLog(), measure())
  const leaderNext = { rung: 'leader', day: '2026-09-28' }
  const keNext = { rung: 'ke', day: '2026-10-12' }
  expect(climb(story, measureKey, '2026-09-14')).toEqual({ late: 0, times: 0, reached: [], next: leaderNext })
  expect(climb(story, measureKey, '2026-09-21')).toEqual({ late: 0, times: 2, reached: [], next: leaderNext })
  expect(climb(story, measureKey, '2026-09-22')).toEqual({ late: 1, times: 2, reached: [], next: leaderNext })
  expect(climb(story, measureKey, '2026-09-28')).toEqual({ late: 7, times: 5, reached: ['leader'], next: keNext })
  expect(climb(story, measureKey, '2026-10-12')).toEqual({ late: 21, times: 10, reached: ['leader', 'ke'], next: null })
})

test('of what lies with a leader, it climbs past them', () => {
  const story = given(openLog(), proposed(1, []))
  const [one] = story.reminders(startDay).filter(({ due: { signal } }) => signal === 'proposal-undecided')
  const key = one?.due.key ?? ''
  const day = one?.due.day ?? startDay
  const before = climb(story, key, day)
  expect(before).toMatchObject({ late: 0, reached: [], next: { rung: 'ke' } })
  expect(climb(story, key, before.next?.day ?? day)).toMatchObject({ reached: ['ke'], next: null })
})

test('of a wondering, it is brought to nobody but the leader', () => {
  const story = given(registered())
  const [one] = story.reminders(startDay).filter(({ due: { signal } }) => signal === 'concern-undecided')
  const key = one?.due.key ?? ''
  const { next } = climb(story, key, one?.due.day ?? startDay)
  expect(next?.rung).toBe('leader')
  expect(climb(story, key, next?.day ?? startDay)).toMatchObject({ reached: ['leader'], next: null })
})

/** Who sees to what waits for a leader now, and who is not there for the case. */
const led = (decides: PresenceEvent['decides'], away: PresenceEvent['away'] = []): PresenceEvent => ({
  ...{ type: 'presence.noted', away, decides, proposal: null, back: null, stuck: null, settled: [] },
})

test('where the unit has no leader, KE hears of it on the leader’s day, and once', () => {
  const story = given(openLog(), measure(), led('ke'))
  expect(climb(story, measureKey, '2026-09-21')).toMatchObject({ reached: [], next: { rung: 'ke', day: '2026-09-28' } })
  expect(climb(story, measureKey, '2026-09-28')).toMatchObject({ reached: ['ke'], next: null })
  const wondering = given(registered(), led('ke'))
  expect(climb(wondering, 'concern-undecided::2026-08-31', '2026-08-31').next?.rung).toBe('ke')
})

test('where the unit has no leader, what waits for one lies with KE, to whom it is not brought as well', () => {
  const key = 'proposal-undecided:proposal_1:2026-08-24'
  const { next: onKesDay } = climb(given(openLog(), proposed(1, [])), key, '2026-08-24')
  const story = given(openLog(), proposed(1, []), led('ke'))
  for (const day of ['2026-08-24', onKesDay?.day ?? startDay])
    expect(climb(story, key, day)).toMatchObject({ reached: [], next: null })
  const alone = given(registered(), led('ke', [{ person: people.teacher.person, why: 'silent' }]))
  expect(climb(alone, 'concern-undecided::2026-08-31', '2026-08-31').next).toBeNull()
})

test('where nobody leads and KE has nobody either, those who keep the model hear of it in the leader’s place, and nobody else', () => {
  const story = given(openLog(), measure(), led('nobody'))
  const next = { rung: 'keepers', day: '2026-09-28' }
  expect(climb(story, measureKey, '2026-09-21')).toMatchObject({ reached: [], next })
  expect(climb(story, measureKey, '2026-10-13')).toMatchObject({ reached: ['keepers'], next: null })
})

test('what those who keep the model have heard of a leader’s duty stays heard, once KE decides', () => {
  const key = 'proposal-undecided:proposal_1:2026-08-24'
  const unled = until(given(openLog(), proposed(1, []), led('nobody')), key, '2026-08-25')
  const reached = (story: Story) => standing(story, key, '2026-08-25').reached
  expect([reached(unled), reached(given(unled, at('2026-08-25', led('ke'))))]).toEqual([['keepers'], ['keepers']])
})

test('of what nobody was told on its days, the next to hear of it do so now', () => {
  expect(standing(given(openLog(), measure()), measureKey, '2026-10-20').next).toEqual({
    rung: 'leader',
    day: '2026-10-20',
  })
})

test('put off, it is as late as it was, and was said as often', () => {
  const story = until(given(openLog(), measure()), measureKey, '2026-09-23')
  const command = { type: 'reminder.postpone', key: measureKey, until: '2026-10-05', reason: 'word_r' } as const
  const later = climb(story.and(command, 'teacher', '2026-09-24'), measureKey, '2026-10-05')
  expect(later).toMatchObject({ late: 14, times: 4, reached: ['leader'] })
})
