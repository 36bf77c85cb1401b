/** The content of a log for one viewer: what of a topic that is closed to them is not there for them, nor counted. */
import { describe, expect, test } from 'vitest'
import { showPlan } from '../../../src/app/show/plan.ts'
import type { Event } from '../../../src/core/case.ts'
import type { Day, TopicCode, WordId } from '../../../src/core/ids.ts'
import { at, given } from '../../support/given.ts'
import { consented, joined, measure, meeting, openLog, takenBack } from '../../support/history.ts'
import { looking } from '../../support/looking.ts'
import { type PersonName, people } from '../../support/sample.ts'

type Steps = Parameters<typeof given>
/** PPT is let in for learning alone; the school for all. */
const log: Steps = [openLog(1), consented(['ppt'], 'consent_2', { topics: ['learning'] }), joined('ppt')]

/** All that a section of the plan says to somebody, or its overview. */
async function shown(name: PersonName, section: string | undefined, ...story: Steps): Promise<string> {
  const { keep, viewer } = await looking()
  await keep(given(log, story))
  const card = await showPlan(await viewer(name), 'case_1', section, undefined, null)
  return JSON.stringify(card?.blocks ?? null)
}

const goal = (number: number, topic: TopicCode): Event => ({
  ...{ type: 'goal.set', goal: `goal_${number}`, text: `word_goal${number}`, topic },
})

describe('what is of a topic', () => {
  const held = (topic: TopicCode | null): Steps => [
    meeting('2026-08-17'),
    { type: 'meeting.held', meeting: 'meeting_1', day: '2026-08-17', topic, minutes: 'word_minutes', childView: null },
  ]

  test('stands for whoever reads of it, and is neither there nor counted for others', async () => {
    const learning = [2, 3, 4, 5].map((number) => goal(number, 'learning'))
    const goals = [goal(1, 'family'), ...learning]
    expect(await shown('teacher', undefined, goals)).toContain('5 i alt')
    const seen = await shown('ppt', undefined, goals)
    expect(seen).toContain('4 i alt')
    expect(seen).toContain('«goal3»')
    expect(seen).not.toContain('«goal1»')
  })

  test('stands so in each section', async () => {
    const all = (topic: TopicCode): Steps => [
      { ...measure(), topic } as Event,
      {
        ...{ type: 'follow-up.added', followUp: 'followup_1', text: 'word_call', topic },
        ...{ responsible: { kind: 'home' }, day: '2026-08-28' },
      },
      { type: 'note.added', note: 'note_1', topic, text: 'word_note', by: people.teacher.person },
    ]
    const words = ['«measure»', '«call»', '«note»']
    const seen = async (name: PersonName, topic: TopicCode) => {
      const text = await shown(name, undefined, all(topic))
      return words.filter((word) => text.includes(word))
    }
    expect(await seen('teacher', 'family')).toEqual(words)
    expect(await seen('ppt', 'learning')).toEqual(words)
    expect(await seen('ppt', 'family')).toEqual([])
  })

  test('as minutes are has its words for whoever reads of it; the meeting itself stands for all who were called to it', async () => {
    expect(await shown('ppt', 'meetings', held('learning'))).toContain('«minutes»')
    expect(await shown('teacher', 'meetings', held('family'))).toContain('«minutes»')
    const closed = await shown('ppt', 'meetings', held('family'))
    expect(closed).not.toContain('«minutes»')
    expect(closed).toContain('17. aug')
  })

  test('was asked of no minutes once: those whom the family has let in read them', async () => {
    for (const name of ['teacher', 'ppt'] as const)
      expect(await shown(name, 'meetings', held(null))).toContain('«minutes»')
    // It has come to another unit, and the family has not let that in.
    const moved: Steps = [
      { type: 'transition.planned', transition: 'transition_1', day: '2027-08-16', to: 'skole' },
      { type: 'transition.received', transition: 'transition_1', unit: 'strandheim' },
    ]
    const there = await shown('otherHead', 'meetings', held(null), moved)
    expect(there).toContain('17. aug')
    expect(there).not.toContain('«minutes»')
  })

  test('that is not there is said to be none for the viewer by whoever sees some of the case, and none at all to the others', async () => {
    const none = await shown('teacher', undefined)
    expect(none).toContain('Ingen mål ennå')
    expect(await shown('ppt', undefined)).not.toContain('Ingen mål ennå')
  })
})

describe('whoever answers for something', () => {
  const nurse = { kind: 'person', person: people.nurse.person } as const
  const added = measure('2026-09-21', '1', nurse)
  const evaluated: Event = {
    ...{
      type: 'measure.evaluated',
      measure: 'measure_1',
      effect: 'good',
      outcome: 'done',
      evaluationDay: '2026-09-21',
    },
    ...{ note: 'word_note', childView: null },
  } as Event
  const call: Event = {
    ...{ type: 'follow-up.added', followUp: 'followup_1', text: 'word_call', topic: 'learning' },
    ...{ responsible: nurse, day: '2026-08-28' },
  }

  test('is said to take part no more as long as it is to be done, and named alone once it is over', async () => {
    const gone = 'Nurse (deltar ikke lenger)'
    expect(await shown('teacher', 'measures', added)).toContain(gone)
    expect(await shown('teacher', 'follow-ups', call)).toContain(gone)
    const done = await shown('teacher', 'measures', added, evaluated)
    expect(done).toContain('Nurse')
    expect(done).not.toContain(gone)
    const called = await shown('teacher', 'follow-ups', call, { type: 'follow-up.done', followUp: 'followup_1' })
    expect(called).toContain('Nurse')
    expect(called).not.toContain(gone)
  })
})

describe('of what happened several times', () => {
  test('the newest words of a note stand, with the day on which it was written', async () => {
    const note = { type: 'note.added', note: 'note_1', topic: 'learning', text: 'word_first' } as const
    const seen = await shown(
      'teacher',
      'notes',
      at('2026-08-18', { ...note, by: people.teacher.person }),
      at('2026-08-19', { type: 'note.corrected', note: 'note_1', text: 'word_second' }),
      at('2026-08-20', { type: 'note.corrected', note: 'note_1', text: 'word_third' }),
    )
    expect(seen).toContain('«third»')
    expect(seen).not.toMatch(/«first»|«second»/)
    expect(seen).toContain('Rettet 2 ganger')
    expect(seen).toContain('18. aug')
    expect(seen).not.toContain('19. aug')
  })

  test('the newest evaluation of a measure stands', async () => {
    const evaluated = (day: Day, note: WordId) =>
      at(day, {
        ...{ type: 'measure.evaluated', measure: 'measure_1', effect: 'some', outcome: 'continue' },
        ...{ evaluationDay: '2026-10-01', note, childView: null },
      })
    const once: Steps = [measure(), evaluated('2026-08-18', 'word_first')]
    expect(await shown('teacher', 'measures', once)).toContain('«first»')
    const thrice: Steps = [once, evaluated('2026-08-19', 'word_second'), evaluated('2026-08-20', 'word_third')]
    const seen = await shown('teacher', 'measures', thrice)
    expect(seen).toContain('«third»')
    expect(seen).toContain('Evaluert tor. 20. aug. 2026')
    expect(seen).not.toMatch(/«first»|«second»/)
    // Sealed it says that there is a measure, and nothing of how it went.
    expect(await shown('teacher', 'measures', thrice, takenBack())).not.toContain('Evaluert')
  })

  test('a meeting that was moved says to which day', async () => {
    const moved: Steps = [
      meeting('2026-08-24', '1'),
      at('2026-08-18', { type: 'meeting.cancelled', meeting: 'meeting_1', reason: null }, meeting('2026-08-31', '2')),
    ]
    expect(await shown('teacher', 'meetings', moved)).toContain('ble flyttet til man. 31. aug. 2026')
    expect(await shown('teacher', 'meetings', meeting('2026-08-24', '1'))).not.toContain('flyttet')
  })
})

test('where something is done stands for nobody where an address is secret, or what it holds is sealed', async () => {
  expect(await shown('teacher', 'measures', measure())).toContain('På skolen')
  expect(await shown('teacher', 'measures', measure(), { type: 'case.shielded' })).not.toContain('På skolen')
  expect(await shown('teacher', 'measures', measure(), takenBack())).not.toContain('På skolen')
})

test('a transition stands with where it goes', async () => {
  const planned: Event = { type: 'transition.planned', transition: 'transition_1', day: '2027-08-16', to: 'skole' }
  expect(await shown('teacher', 'transitions', planned)).toContain('Til skole, man. 16. aug. 2027')
})

test('a section is drawn from where it is asked for, and the overview where it is not one', async () => {
  const { keep, viewer } = await looking()
  await keep(
    given(
      log,
      Array.from({ length: 15 }, (_, index) => goal(index, 'learning')),
      at('2026-08-18', goal(99, 'learning')),
    ),
  )
  const card = async (section: string, start: string) =>
    JSON.stringify(await showPlan(await viewer('teacher'), 'case_1', section, start, null))
  expect(await card('goals', '15')).toContain('«goal99»')
  expect(await card('goals', '15')).not.toContain('«goal0»')
  expect(await card('goals', '-3')).toContain('«goal0»')
  expect(await card('goals', 'x')).toContain('«goal0»')
  expect(await card('nothing', '0')).toContain('16 i alt')
})

test('is not there for whoever has no part in the case, and has no words once it is sealed', async () => {
  expect(await shown('stranger', undefined, goal(1, 'learning'))).toBe('null')
  const sealed = await shown('teacher', undefined, goal(1, 'learning'), takenBack())
  expect(sealed).not.toContain('«goal1»')
})
