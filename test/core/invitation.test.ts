/** How a meeting is called: what is kept of it, who may change what, when those in the case are reminded, and what a calendar knows it by. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { letGo } from '../../src/core/copy.ts'
import { type Calling, proposedAgenda } from '../../src/core/invitation.ts'
import { inCalendar } from '../../src/core/meeting.ts'
import { given, happens, refused, type Story } from '../support/given.ts'
import { allTopics, consented, joined, measure, meeting, openLog, openOnPaper, said } from '../support/history.ts'
import { people, startDay } from '../support/sample.ts'

const goal: Event = { type: 'goal.set', goal: 'goal_1', text: 'word_g', topic: 'health' }
const reached: Event = { type: 'goal.finished', goal: 'goal_1', reached: true }
const day = '2026-08-24'
const said2 = { topic: 'health', purpose: 'word_p', points: 'word_q', aboutOthers: false } as const
const called = { time: '13:30', place: 'word_room', ...said2, agenda: ['goal_1'] } as const
const set: Extract<Command, { type: 'meeting.set' }> = {
  ...{ type: 'meeting.set', meeting: 'meeting_1', day, ...called },
  agenda: ['goal_1'],
}
const change = { type: 'meeting.change', meeting: 'meeting_1' } as const

/** PPT is let know of learning alone; the goal is of health. */
const log = given(openLog(2, ['ppt']), joined('ppt'), joined('colleague'), goal, measure())
const narrow = given(log, consented(['ppt'], 'consent_2', { topics: ['learning'] }))
const invitationOf = ({ state }: Story, at = -1) => state.meetings.at(at)?.invitation
const whole = { type: 'consent.withdraw', scope: 'whole', service: null, topic: null, reason: null, ...said } as const

describe('a meeting that is called', () => {
  it('keeps what was said of it, and nothing where a day was enough', () => {
    expect(invitationOf(log.and(set))).toEqual(called)
    expect(invitationOf(log.and({ type: 'meeting.set', meeting: 'meeting_1', day }))).toBeUndefined()
    const empty: Calling = { time: null, place: null, topic: 'health', purpose: null, points: null, agenda: [] }
    expect(log.when({ type: 'meeting.set', meeting: 'meeting_1', day, ...empty })).toEqual(happens(meeting()))
  })

  it('has a topic where something is written, and none for its place', () => {
    const without = (more: object): Command => ({ ...set, topic: null, purpose: null, points: null, ...more })
    expect(log.when(without({ purpose: 'word_p' }))).toEqual(refused('topic-missing', { field: 'topic' }))
    expect(log.when(without({ points: 'word_p' }))).toEqual(refused('topic-missing', { field: 'topic' }))
    expect(log.when(without({ topic: 'gossip', purpose: 'word_p' }))).toEqual(
      refused('topic-missing', { field: 'topic' }),
    )
    expect(log.when(without({}))).toHaveProperty('events')
  })

  it('says nothing of a topic that is closed to whoever calls', () => {
    expect(narrow.when(set, 'ppt')).toMatchObject(refused('consent-missing', { field: 'topic' }))
    expect(invitationOf(narrow.and({ ...set, topic: 'learning' }, 'ppt'))?.agenda).toEqual([])
  })

  it('has no place where an address is secret, also in a form that stood open', () => {
    const shielded = given(log, { type: 'case.shielded' })
    expect(invitationOf(shielded.and(set))).toEqual({ ...called, place: null })
    const before = given(log.and(set), { type: 'case.shielded' })
    expect(invitationOf(before.and({ ...change, place: 'word_new' }))?.place).toBe('word_room')
  })

  it('is called by its time alone where nothing is kept', () => {
    const bare = { ...set, place: null, purpose: null, points: null, topic: null }
    const paper = given(openOnPaper())
    expect(invitationOf(paper.and(bare))).toEqual({
      ...{ time: '13:30', place: null, topic: null, purpose: null, points: null, aboutOthers: null, agenda: [] },
    })
    expect(paper.when({ ...bare, place: 'word_room' })).toEqual(refused('paper-mode'))
    const withdrawn = log.and(whole)
    expect(invitationOf(withdrawn.and(bare))?.agenda).toEqual([])
    expect(withdrawn.when(set)).toMatchObject(refused('consent-missing'))
  })
})

describe('what is to be talked about', () => {
  const of = (name: 'teacher' | 'ppt', { state }: Story) =>
    proposedAgenda(state, { actor: people[name], day: startDay, topics: allTopics })

  it('is proposed from what goes on, by what whoever calls may know of', () => {
    const task: Event = {
      ...{ type: 'follow-up.added', followUp: 'followup_1', topic: 'learning', text: 'word_t', day: '2026-08-28' },
      responsible: { kind: 'home' },
    }
    const all = given(log, task)
    expect(of('teacher', all)).toEqual(['goal_1', 'measure_1', 'followup_1'])
    expect(of('teacher', given(all, reached, { type: 'follow-up.done', followUp: 'followup_1' }))).toEqual([
      'measure_1',
    ])
    expect(of('ppt', narrow)).toEqual(['measure_1'])
    expect(of('teacher', log.and(whole))).toEqual([])
    expect(of('teacher', log.and({ ...whole, scope: 'topic', topic: 'health' }))).toEqual(['measure_1'])
  })

  it('is what there is of it', () => {
    expect(invitationOf(log.and({ ...set, agenda: ['goal_9', 'measure_1', 'goal_1'] }))?.agenda).toEqual([
      ...['goal_1', 'measure_1'],
    ])
  })

  it('keeps what whoever changes it may not know of', () => {
    const both = narrow.and({ ...set, topic: 'learning', agenda: ['goal_1', 'measure_1'] })
    expect(invitationOf(both.and({ ...change, agenda: [] }, 'ppt'))?.agenda).toEqual(['goal_1'])
    expect(invitationOf(both.and({ ...change, agenda: [] }))?.agenda).toEqual([])
  })
})

describe('meeting.change', () => {
  const story = log.and(set)

  it('changes what is said, and leaves the rest and the day', () => {
    const changed = story.and({ ...change, time: '09:00' })
    expect(invitationOf(changed)).toEqual({ ...called, time: '09:00' })
    expect(changed.state.meetings).toMatchObject([{ day, status: 'set', changes: 1 }])
    expect(invitationOf(story.and({ ...change, ...nothing }))).toBeUndefined()
  })
  const nothing = { time: null, place: null, topic: null, purpose: null, points: null, agenda: [] }

  it('takes purpose and points together, since their topic says who reads them', () => {
    const changed = story.and({ ...change, topic: 'learning', purpose: 'word_new' })
    expect(invitationOf(changed)).toMatchObject({ topic: 'learning', purpose: 'word_new', points: null })
  })

  it('writes over nothing of a topic that is closed, and leaves it where nothing is written', () => {
    const closed = narrow.and(set)
    const over = { ...change, topic: 'learning', purpose: 'word_new' } as const
    expect(closed.when(over, 'ppt')).toMatchObject(refused('consent-missing', { field: 'topic' }))
    const timed = closed.and({ ...change, time: '09:00', purpose: null, points: null, topic: null }, 'ppt')
    expect(invitationOf(timed)).toEqual({ ...called, time: '09:00' })
    const moved = { ...set, meeting: 'meeting_2', day: '2026-08-31', topic: 'learning' } as const
    expect(closed.when(moved, 'ppt')).toMatchObject(refused('consent-missing', { field: 'topic' }))
  })

  it('is no change where it is called so already, though something to be talked about is settled since', () => {
    expect(story.when({ ...change, ...called, agenda: ['goal_1'], known: 7 })).toEqual({ events: [] })
    const settled = given(story, reached)
    expect(settled.when({ ...change, ...called, agenda: [] })).toEqual({ events: [] })
    expect(story.when({ ...change, ...called, agenda: [] })).toHaveProperty('events.length', 1)
    expect(story.when({ ...change, ...said2, aboutOthers: true })).toHaveProperty('events.length', 1)
  })

  it('writes over nothing that another changed since the form was opened', () => {
    const first = story.and({ ...change, time: '09:00', known: 0 })
    const stale = first.when({ ...change, time: '10:00', known: 0 })
    expect(stale).toEqual(refused('heard-meanwhile', { field: 'time' }))
    const again = first.and({ ...change, time: '10:00', known: 1 })
    expect(again.state.meetings).toMatchObject([{ changes: 2, invitation: { time: '10:00' } }])
    expect(first.when({ ...change, time: '10:00', known: null })).toHaveProperty('events.length', 1)
  })

  it('is of a meeting that is to come', () => {
    expect(log.when({ ...change, time: '09:00' })).toEqual(refused('not-found'))
    const off = story.and({ type: 'meeting.cancel', meeting: 'meeting_1', reason: null })
    expect(off.when({ ...change, time: '09:00' })).toEqual(refused('already-ended'))
  })
})

describe('a meeting that is moved', () => {
  const postpone = { type: 'meeting.postpone', meeting: 'meeting_1', next: 'meeting_2', day, reason: 'word_r' } as const
  const later = '2026-08-20'

  it('is called as it was, but for what is said anew', () => {
    const story = log.and(set)
    expect(invitationOf(story.and({ ...postpone, day: '2026-08-31' }, 'teacher', later))).toEqual(called)
    expect(invitationOf(story.and({ ...postpone, time: null }, 'teacher', later))).toEqual({ ...called, time: null })
    const again = { type: 'meeting.set', meeting: 'meeting_2', day: '2026-08-31', time: '09:00' } as const
    expect(invitationOf(story.and(again, 'teacher', later))).toEqual({ ...called, time: '09:00' })
  })

  it('has no time, and nothing to be talked about, where that was emptied, and the place and purpose that it had', () => {
    const empty = { time: null, place: null, topic: null, purpose: null, points: null, agenda: [] }
    const moved = log.and(set).and({ type: 'meeting.set', meeting: 'meeting_2', day: '2026-08-31', ...empty })
    expect(invitationOf(moved)).toEqual({ ...called, time: null, agenda: [] })
  })

  it('is called as it was also where it is moved at the moment at which it was set', () => {
    const twice = log
      .and(set)
      .and({ ...postpone, day: '2026-08-31' })
      .and({
        ...{ ...postpone, meeting: 'meeting_2', next: 'meeting_3', day: '2026-09-01' },
      })
    expect(invitationOf(twice)).toEqual(called)
    const last = twice.state.meetings.at(-1)
    expect(last && inCalendar(twice.state, last)).toEqual({ series: 'meeting_1', revision: 2 })
  })

  it('is the same in a calendar, in a later version, and another once it was held', () => {
    const at = (story: Story, id: string) => {
      const one = story.state.meetings.find((other) => other.id === id)
      return one && inCalendar(story.state, one)
    }
    const first = log.and(set)
    expect(at(first, 'meeting_1')).toEqual({ series: 'meeting_1', revision: 0 })
    const changed = first.and({ ...change, time: '09:00' }, 'teacher', '2026-08-18')
    expect(at(changed, 'meeting_1')).toEqual({ series: 'meeting_1', revision: 1 })
    const moved = changed.and(postpone, 'teacher', '2026-08-19')
    expect(at(moved, 'meeting_2')).toEqual({ series: 'meeting_1', revision: 2 })
    const off = moved.and({ type: 'meeting.cancel', meeting: 'meeting_2', reason: null }, 'teacher', later)
    expect(at(off, 'meeting_2')).toEqual({ series: 'meeting_1', revision: 3 })
    const next = off.and({ ...set, meeting: 'meeting_3' }, 'teacher', '2026-08-21')
    expect(at(next, 'meeting_3')).toEqual({ series: 'meeting_3', revision: 0 })
  })
})

describe('the reminder of a meeting', () => {
  const remind = { type: 'meeting.remind', meeting: 'meeting_1' } as const
  const moments = (story: Story, now: string) =>
    story.agenda(now).flatMap(({ at, command }) => (command.type === 'meeting.remind' ? [at] : []))
  // Monday 24 August: the working day before is Friday 21 August, and people come to work at eight, which is six in UTC.
  const friday = '2026-08-21T06:00:00.000Z'

  it('comes as people come to work on the working day before', () => {
    const story = given(log, meeting(day))
    expect(moments(story, startDay)).toEqual([friday])
    expect(moments(story, '2026-08-21')).toEqual(['2026-08-21T07:00:00.000Z'])
  })

  it('is missed no more than by its day, and comes within working hours', () => {
    const story = given(log, meeting(day))
    expect(moments(story, '2026-08-22T10:00:00.000Z')).toEqual(['2026-08-24T06:00:00.000Z'])
    expect(moments(story, '2026-08-25')).toEqual([])
  })

  it('comes once for each day, and not of one that was called since then', () => {
    const reminded = given(log, meeting(day)).and(remind, 'system', friday)
    expect(moments(reminded, '2026-08-21')).toEqual([])
    expect(reminded.when(remind, 'system', friday)).toEqual({ events: [] })
    const on = '2026-08-21T08:00:00.000Z'
    const moved = reminded.and({ type: 'meeting.set', meeting: 'meeting_2', day: '2026-08-31' }, 'teacher', on)
    expect(moments(moved, '2026-08-21')).toEqual(['2026-08-28T06:00:00.000Z'])
    expect(moments(log.and({ type: 'meeting.set', meeting: 'meeting_2', day }, 'teacher', on), on)).toEqual([])
  })

  it('is of none that was called off', () => {
    const off = given(log, meeting(day)).and({ type: 'meeting.cancel', meeting: 'meeting_1', reason: null })
    expect(moments(off, '2026-08-21')).toEqual([])
    expect(off.when(remind, 'system', friday)).toEqual({ events: [] })
  })
})

describe('what is let go of it to others', () => {
  const held = ({ state, entries }: Story, isAsked = true) => {
    const { withheld } = letGo(state, entries, isAsked)
    return (['word_p', 'word_q', 'word_room', 'word_old'] as const).filter((word) => withheld.has(word))
  }

  it('is what says nothing of others, and what nobody was asked of', () => {
    const story = (aboutOthers: boolean | null) => log.and({ ...set, aboutOthers })
    expect(held(story(false))).toEqual([])
    expect(held(story(true))).toEqual(['word_p', 'word_q'])
    expect(held(story(null))).toEqual(['word_p', 'word_q'])
    expect(held(story(null), false)).toEqual([])
  })

  it('is nothing that was written over since', () => {
    const story = log.and({ ...set, purpose: 'word_old' }).and({ ...change, ...said2 })
    expect(held(story)).toEqual(['word_old'])
  })
})
