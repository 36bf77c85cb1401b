/** Meetings, notes and transitions: small topics with a few rules each. */
import { describe, expect, it } from 'vitest'
import { movedTo } from '../../src/core/meeting.ts'
import { given, happens, refused, type Story } from '../support/given.ts'
import { joined, meeting, openLog, openOnPaper, registered } from '../support/history.ts'
import { people, startDay } from '../support/sample.ts'

const log = openLog()

describe('meeting.set', () => {
  it('sets the next meeting, from today on', () => {
    expect(given(log).when({ type: 'meeting.set', meeting: 'meeting_1', day: '2026-08-24' })).toEqual(
      happens(meeting()),
    )
    expect(given(log).when({ type: 'meeting.set', meeting: 'meeting_1', day: startDay })).toHaveProperty('events')
    const past = given(log).when({ type: 'meeting.set', meeting: 'meeting_1', day: '2026-08-16' })
    expect(past).toEqual(refused('day-past', { field: 'day' }))
  })

  it('is set no further ahead than the model lets, also with the minutes of another', () => {
    const last = '2027-08-16'
    const set = (day: string) => given(log).when({ type: 'meeting.set', meeting: 'meeting_1', day })
    expect(set(last)).toHaveProperty('events')
    expect(set('2027-08-17')).toEqual(refused('day-too-far', { field: 'day', day: last }))
    const held = { type: 'meeting.hold', meeting: 'meeting_1', day: startDay, topic: null, minutes: null } as const
    const minuted = (day: string) =>
      given(log, meeting()).when({ ...held, childView: null, next: { meeting: 'meeting_2', day } })
    expect(minuted(last)).toHaveProperty('events')
    expect(minuted('2027-08-17')).toEqual(refused('day-too-far', { field: 'nextDay', day: last }))
  })

  it('moves a meeting that is set: there is one next meeting', () => {
    const moved = given(log, meeting()).and({ type: 'meeting.set', meeting: 'meeting_2', day: '2026-08-31' })
    expect(moved.entries.slice(-2).map(({ event }) => event)).toEqual([
      { type: 'meeting.cancelled', meeting: 'meeting_1', reason: null },
      meeting('2026-08-31', '2'),
    ])
    expect(moved.state.meetings.map(({ status }) => status)).toEqual(['cancelled', 'set'])
  })

  it('moves none that was set since the day was chosen, until that is known', () => {
    const set = given(log, meeting())
    const again = { type: 'meeting.set', meeting: 'meeting_2', day: '2026-08-31' } as const
    expect(set.when({ ...again, moves: 'none' })).toEqual(refused('meeting-set', { field: 'day', day: '2026-08-24' }))
    expect(set.when({ ...again, moves: 'meeting_0' })).toEqual(
      refused('meeting-set', { field: 'day', day: '2026-08-24' }),
    )
    expect(set.when({ ...again, moves: 'meeting_1' })).toEqual(set.when(again))
    expect(set.when({ ...again, moves: null })).toEqual(set.when(again))
    expect(given(log).when({ ...again, moves: 'meeting_1' })).toEqual(happens(meeting('2026-08-31', '2')))
  })

  it('is followed on paper as well, but not at level 0', () => {
    expect(given(openOnPaper()).when({ type: 'meeting.set', meeting: 'meeting_1', day: '2026-08-24' })).toHaveProperty(
      'events',
    )
    expect(given(registered()).when({ type: 'meeting.set', meeting: 'meeting_1', day: '2026-08-24' }, 'head')).toEqual(
      refused('not-a-log'),
    )
  })
})

describe('meeting.postpone', () => {
  const postpone = {
    type: 'meeting.postpone',
    meeting: 'meeting_1',
    next: 'meeting_2',
    day: '2026-09-07',
    reason: 'word_ill',
  } as const

  it('calls the meeting off and sets it on the new day, with the reason', () => {
    const moved = given(log, meeting()).and(postpone)
    expect(moved.entries.slice(-2).map(({ event }) => event)).toEqual([
      { type: 'meeting.cancelled', meeting: 'meeting_1', reason: null },
      { ...meeting('2026-09-07', '2'), reason: 'word_ill' },
    ])
    expect(moved.state.meetings.map(({ id, day, status }) => [id, day, status])).toEqual([
      ['meeting_1', '2026-08-24', 'cancelled'],
      ['meeting_2', '2026-09-07', 'set'],
    ])
  })

  it('stays within the limit of the model, and after today', () => {
    const story = given(log, meeting())
    expect(story.when({ ...postpone, day: '2026-08-16' })).toEqual(refused('day-past', { field: 'day' }))
    expect(story.when({ ...postpone, day: startDay })).toHaveProperty('events')
    expect(story.when({ ...postpone, day: '2026-09-21' })).toHaveProperty('events')
    expect(story.when({ ...postpone, day: '2026-09-22' })).toEqual(
      refused('day-too-far', { field: 'day', day: '2026-09-21' }),
    )
  })

  it('counts the limit from the day of that meeting, whichever was held before', () => {
    const hold = { type: 'meeting.hold', meeting: 'meeting_1', day: startDay, topic: null, minutes: null } as const
    const next = { meeting: 'meeting_2', day: '2026-10-01' } as const
    const story = given(log, meeting(startDay)).and({ ...hold, childView: null, next })
    const later = { ...postpone, meeting: 'meeting_2', next: 'meeting_3' } as const
    expect(story.when({ ...later, day: '2026-10-29' })).toHaveProperty('events')
    expect(story.when({ ...later, day: '2026-10-30' })).toMatchObject(refused('day-too-far', { day: '2026-10-29' }))
  })

  it('moves no meeting that is over, or that there is not', () => {
    const held = { type: 'meeting.hold', meeting: 'meeting_1', day: startDay, topic: null, minutes: null } as const
    const over = given(log, meeting(startDay)).and({ ...held, childView: null, whyNone: 'word_w' })
    expect(over.when(postpone)).toEqual(refused('already-ended'))
    const off = given(log, meeting()).and({ type: 'meeting.cancel', meeting: 'meeting_1', reason: 'word_ill' })
    expect(off.when(postpone)).toEqual(refused('already-ended'))
    expect(given(log).when(postpone)).toEqual(refused('not-found'))
  })
})

describe('meeting.hold and meeting.cancel', () => {
  const hold = {
    type: 'meeting.hold',
    meeting: 'meeting_1',
    day: '2026-08-24',
    topic: 'learning',
    minutes: 'word_min',
    childView: 'word_v',
    whyNone: 'word_w',
  } as const
  const cancel = { type: 'meeting.cancel', meeting: 'meeting_1', reason: 'word_ill' } as const

  it("records the day it was held, the minutes and the child's view", () => {
    const story = given(log, meeting())
    expect(story.when(hold)).toEqual(refused('day-future', { field: 'day' }))
    const held = story.and(hold, 'teacher', '2026-08-25')
    expect(held.state.meetings[0]).toMatchObject({
      status: 'held',
      day: '2026-08-24',
      minutes: 'word_min',
      childView: 'word_v',
    })
    expect(held.when(hold, 'teacher', '2026-08-25')).toEqual(refused('already-done'))
    expect(held.when(cancel)).toEqual(refused('already-ended'))
  })

  it('sets the next meeting with the minutes, where its day was agreed, or neither', () => {
    const next = { meeting: 'meeting_2', day: '2026-09-07' } as const
    const story = given(log, meeting())
    const held = story.and({ ...hold, next }, 'teacher', '2026-08-25')
    expect(held.state.meetings).toMatchObject([
      { status: 'held' },
      { id: 'meeting_2', day: '2026-09-07', status: 'set' },
    ])
    const { whyNone: _, ...kept } = hold
    expect(held.entries.at(-2)?.event).toEqual({ ...kept, type: 'meeting.held' })
    expect(story.when({ ...hold, next: { ...next, day: '2026-08-25' } }, 'teacher', '2026-08-25')).toHaveProperty(
      'events',
    )
    const past = story.when({ ...hold, next: { ...next, day: '2026-08-24' } }, 'teacher', '2026-08-25')
    expect(past).toEqual(refused('day-past', { field: 'nextDay' }))
    expect(story.when({ ...hold, next: null }, 'teacher', '2026-08-25')).toEqual(
      story.when(hold, 'teacher', '2026-08-25'),
    )
  })

  it('is about that meeting, not an earlier one', () => {
    const story = given(log, meeting()).and(cancel)
    const next = story.and({ type: 'meeting.set', meeting: 'meeting_2', day: '2026-08-24' })
    const held = next.and({ ...hold, meeting: 'meeting_2' }, 'teacher', '2026-08-24')
    expect(held.state.meetings.map(({ status }) => status)).toEqual(['cancelled', 'held'])
  })

  it('cancels with a reason', () => {
    const cancelled = given(log, meeting()).and(cancel)
    expect(cancelled.entries.at(-1)?.event).toEqual({ ...cancel, type: 'meeting.cancelled' })
    expect(cancelled.state.meetings[0]?.status).toBe('cancelled')
    expect(cancelled.when(cancel)).toEqual(refused('already-done'))
    expect(cancelled.when(hold, 'teacher', '2026-08-25')).toEqual(refused('already-ended'))
    expect(given(log).when(cancel)).toEqual(refused('not-found'))
  })
})

describe('the meeting on the day to which one was moved', () => {
  const set = given(log, meeting())
  const cancel = { type: 'meeting.cancel', meeting: 'meeting_1', reason: 'word_ill' } as const
  const another = { type: 'meeting.set', meeting: 'meeting_2', day: '2026-08-31' } as const
  const on = (command: Parameters<Story['and']>[0], story = set) => story.and(command, 'teacher', '2026-08-20')
  const of = ({ state }: Story) => {
    const [first] = state.meetings
    return first && (movedTo(state, first)?.id ?? null)
  }

  it('is the one that was set in its place, whatever was set since', () => {
    expect(of(on(another))).toBe('meeting_2')
    const again = on(another).and({ ...another, meeting: 'meeting_3' }, 'teacher', '2026-08-21')
    expect(of(again)).toBe('meeting_2')
  })

  it('is none of one that is set still, was called off, or ended with its case', () => {
    expect(of(set)).toBe(null)
    expect(of(on(another, on(cancel)))).toBe(null)
    expect(of(on(another, on({ ...cancel, reason: null })))).toBe(null)
    expect(of(on({ type: 'case.close', reason: 'moved', summary: null }))).toBe(null)
  })

  it('is none of one that was held, though the next was agreed there', () => {
    const held = { type: 'meeting.hold', meeting: 'meeting_1', day: startDay, topic: null, minutes: null } as const
    expect(of(on({ ...held, childView: null, next: { meeting: 'meeting_2', day: '2026-08-31' } }))).toBe(null)
  })
})

describe('note.add and note.correct', () => {
  const add = { type: 'note.add', note: 'note_1', topic: 'learning', text: 'word_1' } as const
  const correct = { type: 'note.correct', note: 'note_1', text: 'word_2' } as const

  it('keeps the old text beside the correction', () => {
    const story = given(log).and(add).and(correct, 'teacher', '2026-08-18')
    expect(story.state.notes).toEqual([
      {
        ...{ id: 'note_1', topic: 'learning', by: 'person_teacher', aboutOthers: null },
        texts: [
          { text: 'word_1', at: '2026-08-17T07:00:00.000Z' },
          { text: 'word_2', at: '2026-08-18T07:00:00.000Z' },
        ],
      },
    ])
  })

  it('is a bright spot where its writer says so, whatever is corrected in it', () => {
    const of = (bright: boolean) =>
      given(log)
        .and({ ...add, bright })
        .and(correct).state.notes[0]
    expect(of(true)).toHaveProperty('bright', true)
    expect(of(false)).not.toHaveProperty('bright')
  })

  it('is corrected by its writer alone', () => {
    const story = given(log, joined('colleague')).and(add)
    const second = story.and({ ...add, note: 'note_2', text: 'word_3' }).and({ ...correct, note: 'note_2' })
    expect(second.state.notes.map(({ texts }) => texts.map(({ text }) => text))).toEqual([
      ['word_1'],
      ['word_3', 'word_2'],
    ])
    expect(story.when(correct, 'colleague')).toEqual(refused('not-permitted', { may: ['writer'] }))
    const both = story.and({ ...add, note: 'note_2' }, 'colleague')
    expect(both.when(correct, 'colleague')).toEqual(refused('not-permitted', { may: ['writer'] }))
    expect(both.when({ ...correct, note: 'note_9' }, 'colleague')).toEqual(refused('not-found'))
  })

  it('has a topic of the municipality, a log to stand in, and a person who writes', () => {
    expect(given(log).when({ ...add, topic: 'gossip' })).toEqual(refused('topic-unknown', { field: 'topic' }))
    expect(given(registered()).when(add, 'head')).toEqual(refused('not-a-log'))
    expect(given(openOnPaper()).when(add)).toEqual(refused('paper-mode'))
    expect(given(log).when(add, 'system')).toMatchObject(refused('not-permitted'))
  })
})

describe('what is done in a case', () => {
  it('counts as a sign of life when a person does it, not when the bot does', () => {
    const story = given(log, {
      at: '2026-09-01T08:00:00.000Z',
      by: 'system',
      event: { type: 'baton.left', person: people.teacher.person },
    })
    expect(story.state.lastEntryAt).toBe('2026-08-17T07:00:00.000Z')
  })
})

describe('a meeting on paper', () => {
  it('is held without minutes, since no content is kept', () => {
    const story = given(openOnPaper(), meeting())
    const held = {
      type: 'meeting.hold',
      meeting: 'meeting_1',
      day: '2026-08-24',
      topic: 'learning',
      childView: null,
      whyNone: 'word_w',
    } as const
    expect(story.when({ ...held, minutes: 'word_min' }, 'teacher', '2026-08-25')).toEqual(refused('paper-mode'))
    expect(story.when({ ...held, minutes: null }, 'teacher', '2026-08-25')).toHaveProperty('events')
  })
})
