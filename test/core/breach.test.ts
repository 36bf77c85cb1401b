/** The register of breaches: when one begins and ends, and who says why. */
import { describe, expect, it } from 'vitest'
import { mayExplain } from '../../src/core/breach.ts'
import type { Command } from '../../src/core/case.ts'
import type { Day } from '../../src/core/ids.ts'
import { at, given, happens, refused, type Story } from '../support/given.ts'
import { joined, measure, meeting, openLog, registered } from '../support/history.ts'
import { people, startDay } from '../support/sample.ts'

const note: Command = { type: 'breach.note' }
const key = 'measure-due:measure_1:2026-09-21'

/** A log whose measure was to be evaluated on Monday 21 September; a meeting is set for long after. */
const log = given(openLog(), meeting('2026-12-01'), measure())
const late = log.and(note, 'system', '2026-09-22')
const evaluate: Command = {
  ...{ type: 'measure.evaluate', measure: 'measure_1', effect: 'good', outcome: 'done' },
  ...{ evaluationDay: null, note: null, childView: null },
}
const over = late.and(evaluate, 'teacher', '2026-10-01').and(note, 'system', '2026-10-01')
const explain: Command = { type: 'breach.explain', key, cause: 'absence', remedy: 'done' }

function ofMeasure({ state }: Story) {
  return state.breaches.filter(({ signal }) => signal === 'measure-due')
}

describe('breach.note', () => {
  it('begins one on the first working day after the day of the duty, and not on the day itself', () => {
    expect(log.when(note, 'system', '2026-09-21')).toEqual(happens())
    expect(log.when(note, 'system', '2026-09-22')).toEqual(
      happens({ type: 'breach.began', key, ball: { role: 'holder' } }),
    )
  })

  it('counts by working days: what was due on a Friday is not late before Monday', () => {
    const friday = given(openLog(), meeting('2026-08-28'))
    expect(friday.when(note, 'system', '2026-08-30')).toEqual(happens())
    const began = { type: 'breach.began', key: 'meeting-due:meeting_1:2026-08-28', ball: { role: 'holder' } } as const
    expect(friday.when(note, 'system', '2026-08-31')).toEqual(happens(began))
  })

  it('is remembered, and told to nobody: the ladder tells of what is late', () => {
    expect(late.notices()).toEqual([])
  })

  it('says each once, however often it is looked', () => {
    expect(late.when(note, 'system', '2026-09-22')).toEqual(happens())
    expect(late.when(note, 'system', '2026-10-22')).not.toMatchObject({ events: [{ key }] })
  })

  it('ends it on the day on which the duty is done', () => {
    expect(ofMeasure(over)).toEqual([
      {
        ...{ key, signal: 'measure-due', since: '2026-09-21', until: '2026-10-01' },
        ...{ ball: { role: 'holder' }, cause: null, remedy: null },
      },
    ])
  })

  it('was none where a meeting was held by its day, and its minutes are written later', () => {
    const set = given(openLog(), meeting('2026-08-28'))
    const hold = (day: Day): Command => ({
      ...{ type: 'meeting.hold', meeting: 'meeting_1', day, topic: null, minutes: null, childView: null },
      whyNone: 'word_w',
    })
    const key = 'meeting-due:meeting_1:2026-08-28' as const
    const began = set.and(note, 'system', '2026-09-01')
    const ofMeeting = ({ state }: Story) => state.breaches.filter((one) => one.signal === 'meeting-due')
    expect(ofMeeting(began)).toMatchObject([{ key, until: null }])
    const held = (day: Day) => began.and(hold(day), 'teacher', '2026-09-01')
    const ended = { type: 'breach.ended', key, day: '2026-09-01' } as const
    // On the day itself, and on the weekend that follows, before the first working day on which it is late.
    for (const day of ['2026-08-27', '2026-08-28', '2026-08-30'] as const) {
      expect(held(day).when(note, 'system', '2026-09-01')).toMatchObject({ events: [{ ...ended, inTime: true }] })
      expect(ofMeeting(held(day).and(note, 'system', '2026-09-01'))).toEqual([])
    }
    expect(held('2026-08-31').when(note, 'system', '2026-09-01')).toMatchObject({ events: [ended] })
    expect(ofMeeting(held('2026-08-31').and(note, 'system', '2026-09-01'))).toMatchObject([{ until: '2026-09-01' }])
  })

  it('was none where the family was talked with by the day, and that is noted later', () => {
    const wondering = given(registered()).and(note, 'system', '2026-09-07')
    const talked = (day: Day) =>
      wondering
        .and({ type: 'concern.talk', day, way: 'meeting' }, 'teacher', '2026-09-07')
        .and(note, 'system', '2026-09-07')
        .state.breaches.filter(({ signal }) => signal === 'family-talk')
    expect(wondering.state.breaches.map(({ signal }) => signal)).toContain('family-talk')
    expect(talked('2026-08-31')).toEqual([])
    expect(talked('2026-09-02')).toMatchObject([{ until: '2026-09-07' }])
    // What else was late goes on.
    const goesOn = wondering
      .and({ type: 'concern.talk', day: '2026-08-31', way: 'meeting' }, 'teacher', '2026-09-07')
      .and(note, 'system', '2026-09-07')
    expect(goesOn.state.breaches).toMatchObject([{ signal: 'concern-undecided', until: null }])
  })

  it('was one though something else was done by its day: another meeting, or the talk with the family', () => {
    const hold = (meeting: '1' | '2', day: Day): Command => ({
      ...{ type: 'meeting.hold', meeting: `meeting_${meeting}`, day, topic: null, minutes: null, childView: null },
      whyNone: 'word_w',
    })
    const second = given(openLog(), meeting('2026-08-20'))
      .and(hold('1', '2026-08-20'), 'teacher', '2026-08-20')
      .and({ type: 'meeting.set', meeting: 'meeting_2', day: '2026-08-28' }, 'teacher', '2026-08-20')
      .and(note, 'system', '2026-08-31')
      .and(hold('2', '2026-08-31'), 'teacher', '2026-08-31')
    const ended = { type: 'breach.ended', key: 'meeting-due:meeting_2:2026-08-28', day: '2026-08-31' } as const
    expect(second.when(note, 'system', '2026-08-31')).toMatchObject({ events: expect.arrayContaining([ended]) })
    const measured = given(openLog(), { type: 'concern.talked', day: '2026-08-20', way: 'meeting' }, measure())
      .and(note, 'system', '2026-09-22')
      .and(evaluate, 'teacher', '2026-10-01')
      .and(note, 'system', '2026-10-01')
    expect(ofMeasure(measured)).toMatchObject([{ until: '2026-10-01' }])
  })

  it('was one where a meeting is called off once its day has passed', () => {
    const off = given(openLog(), meeting('2026-08-28'))
      .and(note, 'system', '2026-08-31')
      .and({ type: 'meeting.cancel', meeting: 'meeting_1', reason: 'word_ill' }, 'teacher', '2026-08-31')
      .and(note, 'system', '2026-08-31')
    expect(off.state.breaches).toMatchObject([{ signal: 'meeting-due', until: '2026-08-31' }])
  })

  it('ends what is moved to a later day, and lets what is only quietened go on', () => {
    const later: Command = { type: 'measure.postpone', measure: 'measure_1', day: '2026-10-12', reason: 'word_later' }
    const moved = late.and(later, 'teacher', '2026-09-23').and(note, 'system', '2026-09-23')
    expect(ofMeasure(moved)).toMatchObject([{ until: '2026-09-23' }])
    const quiet: Command = { type: 'reminder.postpone', key, until: '2026-10-01', reason: 'word_later' }
    expect(late.and(quiet, 'teacher', '2026-09-23').when(note, 'system', '2026-09-23')).toEqual(happens())
  })

  it('begins a second one when the same duty is late again', () => {
    const again: Command = { ...evaluate, outcome: 'continue', evaluationDay: '2026-10-12' }
    const story = late
      .and(again, 'teacher', '2026-10-01')
      .and(note, 'system', '2026-10-01')
      .and(note, 'system', '2026-10-13')
    expect(ofMeasure(story)).toMatchObject([
      { since: '2026-09-21', until: '2026-10-01' },
      { since: '2026-10-12', until: null },
    ])
  })

  it('tells apart duties of one kind about several things, and several kinds about the case', () => {
    const two = given(openLog(), meeting('2026-12-01'), measure(), measure('2026-09-21', '2'))
    const began = two.and(note, 'system', '2026-09-22')
    expect(ofMeasure(began).map((one) => one.key)).toEqual([key, 'measure-due:measure_2:2026-09-21'])
    const one = began.and(evaluate, 'teacher', '2026-09-23').and(note, 'system', '2026-09-23')
    expect(ofMeasure(one).map(({ until }) => until)).toEqual(['2026-09-23', null])
    const wondering = given(registered()).and(note, 'system', '2026-09-01')
    expect(wondering.state.breaches.map(({ signal }) => signal).sort()).toEqual(['concern-undecided', 'family-talk'])
    const talked = given(
      wondering.entries,
      at('2026-09-02', { type: 'breach.ended', key: 'family-talk::2026-08-31', day: '2026-09-02' }),
    )
    expect(talked.state.breaches.map(({ signal, until }) => [signal, until]).sort()).toEqual([
      ['concern-undecided', null],
      ['family-talk', '2026-09-02'],
    ])
  })

  it('ends all of them with the case', () => {
    const close: Command = { type: 'case.close', reason: 'goal-reached', summary: null }
    const closed = late.and(close, 'teacher', '2026-09-25').and(note, 'system', '2026-09-25')
    expect(closed.state.breaches.map(({ until }) => until)).toEqual(['2026-09-25'])
  })

  it('leaves no trace of a duty that was never late', () => {
    const done = log.and(evaluate, 'teacher', '2026-09-21')
    expect(ofMeasure(done.and(note, 'system', '2026-09-22'))).toEqual([])
  })
})

describe('the agenda', () => {
  const begins = (story: Story, day: string) =>
    story.agenda(day).flatMap(({ at: when, command }) => (command.type === 'breach.note' ? [when.slice(0, 16)] : []))

  it('has the morning on which the next breach begins, and no more of it once it has', () => {
    expect(begins(log, startDay)).toEqual(['2026-09-22T06:00'])
    expect(begins(late, '2026-09-22')).not.toEqual(['2026-09-22T06:00'])
  })

  it('has a breach that was missed at once, as where a case stood late before there was a register', () => {
    expect(begins(log, '2026-11-02')).toEqual(['2026-09-22T06:00'])
    expect(ofMeasure(log.and(note, 'system', '2026-11-02'))).toMatchObject([{ since: '2026-09-21', until: null }])
  })
})

describe('breach.explain', () => {
  it('keeps cause and remedy of one that is over', () => {
    expect(over.when(explain)).toEqual(happens({ type: 'breach.explained', key, cause: 'absence', remedy: 'done' }))
    expect(ofMeasure(over.and(explain))).toMatchObject([{ cause: 'absence', remedy: 'done' }])
  })

  it('is refused for what goes on, what was told already, and what there never was', () => {
    expect(late.when(explain)).toMatchObject(refused('already-done'))
    expect(over.and(explain).when(explain)).toMatchObject(refused('already-done'))
    expect(over.when({ ...explain, key: 'meeting-due:meeting_1:2026-09-21' })).toMatchObject(refused('already-done'))
  })

  it('is for whoever the ball lay with, the holder and the leader, and no other who takes part', () => {
    const measured = given(openLog(2), meeting('2026-12-01'), joined('ppt'), joined('colleague'), {
      ...{ type: 'measure.added', measure: 'measure_1', text: 'word_m', topic: 'learning', arena: null },
      ...{ responsible: { kind: 'person', person: people.colleague.person }, evaluationDay: '2026-09-21' },
    })
    const ended = measured
      .and(note, 'system', '2026-09-22')
      .and(evaluate, 'teacher', '2026-10-01')
      .and(note, 'system', '2026-10-01')
    expect(ofMeasure(ended)).toMatchObject([{ ball: { role: 'person', person: people.colleague.person } }])
    for (const who of ['teacher', 'head', 'colleague'] as const)
      expect(ended.when(explain, who)).toHaveProperty('events')
    expect(ended.when(explain, 'ppt')).toEqual(
      refused('not-permitted', { may: ['owner', 'holder', 'deputy', 'leader'] }),
    )
    expect(ended.when(explain, 'outsider')).toMatchObject(refused('not-found'))
    expect(ended.when(explain, 'ke')).toMatchObject(refused('not-found'))
  })

  it('is said of one of several, and of no other that was over before', () => {
    const meetingKey = 'meeting-due:meeting_1:2026-08-31'
    const both = given(
      ...[over.entries, at('2026-10-02', { type: 'breach.began', key: meetingKey, ball: { role: 'holder' } })],
      at('2026-10-03', { type: 'breach.ended', key: meetingKey, day: '2026-10-03' }),
    )
    const told = both.and({ ...explain, key: meetingKey })
    expect(told.state.breaches.map(({ cause }) => cause)).toEqual([null, 'absence'])
  })

  it('is no longer for whoever it lay with, once they have no part in the case', () => {
    const breach = { ball: { role: 'person', person: people.colleague.person } } as const
    const inIt = given(openLog(), joined('colleague'))
    expect(mayExplain(inIt.state, breach, people.colleague, startDay)).toBe(true)
    const out = given(inIt, { type: 'participant.removed', person: people.colleague.person })
    expect(mayExplain(out.state, breach, people.colleague, startDay)).toBe(false)
    expect(mayExplain(inIt.state, breach, people.ppt, startDay)).toBe(false)
  })

  it('can be said after the case is closed, and follows nothing up', () => {
    const close: Command = { type: 'case.close', reason: 'goal-reached', summary: null }
    const closed = late.and(close, 'teacher', '2026-09-25').and(note, 'system', '2026-09-25')
    const told = closed.and(explain, 'teacher', '2026-10-20')
    expect(told.state.breaches).toMatchObject([{ cause: 'absence' }])
    expect(told.state.lastEntryAt).toBe(closed.state.lastEntryAt)
  })

  it('says it of the oldest, where one duty was late twice for the same day', () => {
    const concern = 'concern-undecided::2026-08-31'
    const twice = given(
      registered(),
      at('2026-09-01', { type: 'breach.began', key: concern, ball: { role: 'owner' } }),
      at('2026-09-02', { type: 'breach.ended', key: concern, day: '2026-09-02' }),
      at('2026-09-03', { type: 'breach.began', key: concern, ball: { role: 'owner' } }),
      at('2026-09-04', { type: 'breach.ended', key: concern, day: '2026-09-04' }),
    )
    expect(twice.state.breaches.map(({ until }) => until)).toEqual(['2026-09-02', '2026-09-04'])
    const told = twice.and({ ...explain, key: concern })
    expect(told.state.breaches.map(({ cause }) => cause)).toEqual(['absence', null])
  })
})
