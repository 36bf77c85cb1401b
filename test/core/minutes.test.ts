/** Minutes: who was there, the next day or why there is none, what becomes of what was decided, and putting them right. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { letGo } from '../../src/core/copy.ts'
import { proposedAgenda } from '../../src/core/invitation.ts'
import { openDecisions } from '../../src/core/minutes.ts'
import { given, refused, type Story } from '../support/given.ts'
import { allTopics, consented, joined, known, measure, meeting, openLog, openOnPaper } from '../support/history.ts'
import { add, followUp } from '../support/plan.ts'
import { people, startDay } from '../support/sample.ts'

type Hold = Extract<Command, { type: 'meeting.hold' }>
type Correct = Extract<Command, { type: 'meeting.correct' }>
const first = { id: 'decision_1', text: 'word_d1' } as const
const second = { id: 'decision_2', text: 'word_d2' } as const
const hold: Hold = {
  ...{ type: 'meeting.hold', meeting: 'meeting_1', day: startDay, topic: 'health' },
  ...{ minutes: 'word_min', childView: null, aboutOthers: false, whyNone: 'word_why' },
}
const decided: Hold = { ...hold, decisions: [first, second] }
const correct: Correct = {
  ...{ type: 'meeting.correct', meeting: 'meeting_1', topic: null },
  ...{ minutes: 'word_min2', childView: null, aboutOthers: false },
}
/** PPT is let know of learning alone; the minutes are of health. */
const log = given(openLog(2, ['ppt']), joined('ppt'), joined('colleague'))
const set = given(log, meeting(startDay))
const narrow = given(log, consented(['ppt'], 'consent_2', { topics: ['learning'] }), meeting(startDay))
const of = ({ state }: Story, id = 'meeting_1') => state.meetings.find((one) => one.id === id)
const missing = refused('next-missing', { field: 'nextDay' })

describe('the next day', () => {
  const { whyNone: _, ...open } = hold
  const next = { meeting: 'meeting_2', day: '2026-08-24' } as const

  it('is set, or it is said why not', () => {
    expect(set.when(open)).toEqual(missing)
    expect(set.when({ ...open, next: null, whyNone: null })).toEqual(missing)
    expect(of(set.and({ ...open, next }), 'meeting_2')).toMatchObject({ day: next.day, status: 'set' })
    expect(of(set.and(hold))).toMatchObject({ status: 'held', whyNone: 'word_why' })
    expect(of(set.and({ ...hold, next }))).not.toHaveProperty('whyNone')
  })

  it('is said on paper as well, where a reason can always be given', () => {
    const paper = given(openOnPaper(), meeting(startDay))
    const bare = { ...open, topic: null, minutes: null }
    expect(paper.when(bare)).toEqual(missing)
    expect(of(paper.and({ ...bare, whyNone: 'word_why' }))).toMatchObject({ whyNone: 'word_why' })
  })

  it('is not asked for once the case has been evaluated as over', () => {
    const ended: Event = { type: 'evaluation.concluded', evaluation: 'evaluation_1', outcome: 'close', nextDay: null }
    expect(given(set, ended).when(open)).toHaveProperty('events')
    expect(given(set, { ...ended, outcome: 'continue', nextDay: '2026-09-01' }).when(open)).toEqual(missing)
    const closed: Event = { type: 'case.closed', reason: 'goal-reached', summary: null }
    const again = given(set, ended, closed).and({ type: 'case.reopen', reason: 'word_r' }, 'head', '2026-08-18')
    expect(again.when(open)).toEqual(missing)
  })
})

describe('who was there', () => {
  const there = (...present: NonNullable<Hold['present']>): Hold => ({ ...hold, present })

  it('is the child, those responsible for it, and staff of the case, each once', () => {
    const { colleague, ppt } = people
    const held = set.and(there('child', 'guardian-1', colleague.person, ppt.person, ppt.person))
    expect(of(held)?.present).toEqual(['child', 'guardian-1', colleague.person, ppt.person])
    expect(of(set.and(there()))).not.toHaveProperty('present')
  })

  it('is the leader who writes, though no participant', () => {
    expect(of(set.and(there(people.head.person), 'head'))?.present).toEqual([people.head.person])
    expect(set.when(there(people.head.person))).toEqual(refused('not-a-colleague', { field: 'present' }))
  })

  it('is nobody from outside the case, nor a guardian there is not', () => {
    const stranger = refused('not-a-colleague', { field: 'present' })
    expect(set.when(there(people.nurse.person))).toEqual(stranger)
    expect(set.when(there('guardian-2'))).toEqual(stranger)
    expect(set.when(there('self'))).toEqual(stranger)
  })

  it('is nobody whom the family has excluded, or who has to do with it', () => {
    const excluded = given(set, consented(['ppt'], 'consent_2', { excludedStaff: [people.colleague.person] }))
    expect(excluded.when(there(people.colleague.person))).toEqual(refused('person-excluded', { field: 'present' }))
    const recused = given(set, { type: 'case.recused', person: people.colleague.person })
    expect(recused.when(there(people.colleague.person))).toMatchObject({
      refusal: { code: 'recused', field: 'present' },
    })
    expect(recused.when({ ...correct, present: [people.colleague.person] })).toMatchObject({ refusal: {} })
  })

  it('is kept with what is kept alone', () => {
    const paper = given(openOnPaper(), meeting(startDay))
    const held = paper.and({ ...there('child'), topic: null, minutes: null })
    expect(of(held)).toMatchObject({ status: 'held' })
    expect(of(held)).not.toHaveProperty('present')
  })
})

describe('a decision', () => {
  const held = set.and(decided)

  it('becomes a measure or something to do, once', () => {
    const measured = held.and(add({ decision: 'decision_1' }))
    expect(of(measured)?.decisions).toEqual([{ ...first, isTaken: true }, second])
    expect(measured.when(add({ measure: 'measure_2', decision: 'decision_1' }))).toEqual(refused('already-done'))
    expect(measured.when(followUp({ decision: 'decision_1' }))).toEqual(refused('already-done'))
    const both = measured.and(followUp({ decision: 'decision_2' }))
    expect(openDecisions(both.state)).toEqual([])
    expect(both.state.measures[0]).not.toHaveProperty('decision')
  })

  it('is none that there is not, nor one of a topic that is closed to whoever takes it up', () => {
    expect(held.when(add({ decision: 'decision_9' }))).toEqual(refused('not-found'))
    expect(held.when(followUp({ decision: 'decision_9' }))).toEqual(refused('not-found'))
    const elsewhere = narrow.and(decided)
    expect(elsewhere.when(add({ decision: 'decision_1' }), 'ppt')).toEqual(refused('not-found'))
    expect(elsewhere.when(followUp({ topic: 'learning', decision: 'decision_1' }), 'ppt')).toEqual(refused('not-found'))
    expect(elsewhere.when(add({ decision: 'decision_1' }), 'colleague')).toHaveProperty('events')
  })

  it('has a topic, and is kept with a consent alone', () => {
    const bare = { ...decided, minutes: null, topic: null }
    expect(set.when(bare)).toEqual(refused('topic-missing', { field: 'topic' }))
    expect(of(set.and({ ...bare, topic: 'health' }))?.decisions).toEqual([first, second])
  })

  it('is proposed for the next meeting until it has become something, or another was held', () => {
    const agenda = (story: Story, who: 'teacher' | 'ppt' = 'teacher') =>
      proposedAgenda(story.state, { actor: people[who], day: startDay, topics: allTopics })
    expect(agenda(held)).toEqual(['decision_1', 'decision_2'])
    expect(agenda(given(held.and(add({ decision: 'decision_1' }))))).toEqual(['decision_2', 'measure_1'])
    expect(agenda(narrow.and(decided), 'ppt')).toEqual([])
    const again = given(held, meeting(startDay, '2')).and({ ...hold, meeting: 'meeting_2' })
    expect(agenda(again)).toEqual([])
  })
})

describe('the points of the last meeting', () => {
  const calling = { topic: 'health', purpose: null, points: 'word_q', aboutOthers: false } as const
  const called = given(log, { type: 'meeting.set', meeting: 'meeting_1', day: startDay, ...calling })
  const agenda = ({ state }: Story) =>
    proposedAgenda(state, { actor: people.teacher, day: startDay, topics: allTopics })

  it('are proposed for the next where nothing was written of it, or it was called off', () => {
    expect(agenda(called.and(hold))).toEqual([])
    expect(agenda(called.and({ ...hold, minutes: null, topic: null }))).toEqual(['meeting_1'])
    expect(agenda(called.and({ type: 'meeting.cancel', meeting: 'meeting_1', reason: 'word_ill' }))).toEqual([
      'meeting_1',
    ])
    const moved = called.and({ type: 'meeting.set', meeting: 'meeting_2', day: '2026-08-24' })
    expect(agenda(moved)).toEqual([])
  })
})

describe('meeting.correct', () => {
  const held = set.and(decided)

  it('takes the place of what stood there, of the same topic, and keeps it', () => {
    const third = { id: 'decision_3', text: 'word_d3' } as const
    const taken = held.and(add({ decision: 'decision_1' }))
    const story = taken.and({ ...correct, topic: 'learning', present: ['child'], decisions: [third] })
    expect(of(story)).toMatchObject({
      ...{ topic: 'health', minutes: 'word_min2', present: ['child'], corrected: 1, minutedBy: people.teacher.person },
      ...{ decisions: [{ ...first, isTaken: true }, third], replaced: ['word_min', 'word_d2'], whyNone: 'word_why' },
    })
    const bare = story.and({ ...correct, minutes: null, decisions: [] })
    expect(of(bare)).toMatchObject({ minutes: null, corrected: 2, decisions: [{ ...first, isTaken: true }] })
    expect(of(bare)).not.toHaveProperty('present')
  })

  it('keeps who was there and has left since, but for whoever the family does not want', () => {
    const there = set.and({ ...decided, present: ['child', people.colleague.person] })
    const left = given(there, { type: 'participant.removed', person: people.colleague.person })
    expect(of(left.and({ ...correct, present: ['guardian-1'] }))?.present).toEqual([
      people.colleague.person,
      'guardian-1',
    ])
    const excluded = given(left, consented(['ppt'], 'consent_2', { excludedStaff: [people.colleague.person] }))
    expect(of(excluded.and({ ...correct, present: ['guardian-1'] }))?.present).toEqual(['guardian-1'])
  })

  it('says nothing new of what has become something: whether that tells of others stays as it was said', () => {
    const about = (before: boolean | null, said: boolean | null) => {
      const taken = set.and({ ...decided, aboutOthers: before }).and(add({ decision: 'decision_1' }))
      return of(taken.and({ ...correct, minutes: null, aboutOthers: said }))?.aboutOthers
    }
    expect([about(true, null), about(true, false), about(false, true)]).toEqual([true, true, true])
    expect([about(null, false), about(false, null), about(false, false)]).toEqual([null, false, false])
  })

  it('is for whoever wrote them alone, and what was held', () => {
    expect(held.when(correct, 'colleague')).toEqual(refused('not-permitted', { may: ['writer'] }))
    expect(held.when(correct, 'head')).toEqual(refused('not-permitted', { may: ['writer'] }))
    const two = given(held, meeting(startDay, '2')).and({ ...hold, meeting: 'meeting_2' }, 'colleague')
    expect(two.when(correct, 'colleague')).toEqual(refused('not-permitted', { may: ['writer'] }))
    expect(two.when({ ...correct, meeting: 'meeting_2' }, 'colleague')).toHaveProperty('events')
    expect(two.when({ ...correct, meeting: 'meeting_3' }, 'colleague')).toEqual(refused('not-found'))
    const next = given(held, meeting('2026-08-24', '3'))
    expect(next.when({ ...correct, meeting: 'meeting_3' })).toEqual(refused('not-found'))
  })

  it('is told first of what became of a decision since its form was opened', () => {
    expect(held.when({ ...correct, known: 0 })).toHaveProperty('events')
    const taken = held.and(add({ decision: 'decision_1' }))
    expect(taken.when({ ...correct, known: 0 })).toEqual(refused('heard-meanwhile', { field: 'minutes' }))
    expect(taken.when({ ...correct, known: 1 })).toHaveProperty('events')
    expect(held.and(correct).when({ ...correct, known: 0 })).toEqual(refused('heard-meanwhile', { field: 'minutes' }))
  })

  it('gives a topic to what is written where nothing was, and writes nothing of one that is closed to the writer', () => {
    const empty = set.and({ ...hold, topic: null, minutes: null })
    expect(empty.when(correct)).toEqual(refused('topic-missing', { field: 'topic' }))
    expect(empty.when({ ...correct, topic: 'gossip' })).toEqual(refused('topic-missing', { field: 'topic' }))
    expect(of(empty.and({ ...correct, topic: 'learning' }))).toMatchObject({ topic: 'learning', minutes: 'word_min2' })
    const learned = narrow.and({ ...hold, topic: 'learning' }, 'ppt')
    const closed = given(learned, consented(['ppt'], 'consent_3', { topics: ['health'] }))
    expect(learned.when(correct, 'ppt')).toHaveProperty('events')
    expect(closed.when(correct, 'ppt')).toMatchObject(refused('consent-missing', { field: 'topic' }))
  })

  it('takes back from the family what was let go to them of what stood there', () => {
    const release = { member: 'person_mother', text: 'meeting_1', reason: 'word_r' } as const
    const story = given(held, known(), { type: 'family.released', ...release })
    expect(story.state.family).toMatchObject([{ released: ['meeting_1'] }])
    expect(story.and(correct).state.family).toMatchObject([{ released: [] }])
  })
})

describe('what leaves the case', () => {
  it('holds nothing of minutes that may say something of others, nor of what stood in them before', () => {
    const corrected = set
      .and({ ...decided, aboutOthers: true })
      .and({ ...correct, aboutOthers: true, decisions: [first] })
    const { state, withheld } = letGo(corrected.state, corrected.entries, true)
    expect(of({ ...corrected, state })).not.toHaveProperty('decisions')
    for (const word of ['word_min', 'word_min2', 'word_d1', 'word_d2'] as const) expect([...withheld]).toContain(word)
  })

  it('holds no decision of minutes that nobody has looked at, nor of what the history told then', () => {
    const held = set.and({ ...decided, aboutOthers: null, present: ['child'] })
    const { state, withheld } = letGo(held.state, held.entries, true)
    expect([...withheld]).toEqual(expect.arrayContaining(['word_min', 'word_d1', 'word_d2', 'word_why']))
    for (const part of ['present', 'whyNone']) expect(state.meetings.at(0)).not.toHaveProperty(part)
  })

  it('holds no decision that may say something of others, where nothing else was written', () => {
    const held = set.and({ ...decided, minutes: null, aboutOthers: true })
    expect([...letGo(held.state, held.entries, true).withheld]).toEqual(expect.arrayContaining(['word_d1', 'word_d2']))
  })

  it('holds what was decided where it says nothing of others', () => {
    const held = set.and(decided)
    const { state, withheld } = letGo(held.state, held.entries, true)
    expect(state.meetings.at(0)?.decisions).toEqual([first, second])
    expect([...withheld]).not.toContain('word_d1')
  })
})

it('an event of a time when neither was asked is as it was', () => {
  const old: Event = {
    ...{ type: 'meeting.held', meeting: 'meeting_1', day: startDay, topic: null, minutes: null, childView: null },
  }
  const story = given(log, measure(), meeting(startDay), old)
  expect(Object.keys(of(story) ?? {})).not.toEqual(expect.arrayContaining(['present']))
  expect(of(story)).toMatchObject({ status: 'held', minutedBy: people.teacher.person })
})
