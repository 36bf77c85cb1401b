/** Where a case stands: its step in the loop, what it lacks, when something happens next, what presses most. */
import { describe, expect, it } from 'vitest'
import type { Policy, Step } from '../../src/core/policy.ts'
import { missingIn, mostPressing, neededConsent, nextDate, nextDay, uncoveredNow } from '../../src/core/step.ts'
import { stepOf, stepsOf } from '../../src/core/steps.ts'
import { topicsSaid } from '../../src/core/widening.ts'
import { at, given, givenUnder, type Story } from '../support/given.ts'
import {
  allTopics,
  concluded,
  consented,
  joined,
  measure,
  meeting,
  openLog,
  openOnPaper,
  proposed,
  registered,
  said,
} from '../support/history.ts'
import { calendar, other, people, standard, startDay } from '../support/sample.ts'

const goal = { type: 'goal.set', goal: 'goal_1', text: 'word_g', topic: 'learning' } as const
const held = {
  type: 'meeting.held',
  meeting: 'meeting_1',
  day: startDay,
  topic: null,
  minutes: 'word_m',
  childView: null,
} as const
const done = {
  type: 'measure.evaluated',
  measure: 'measure_1',
  effect: 'good',
  outcome: 'done',
  evaluationDay: '2026-09-21',
  note: null,
  childView: null,
} as const
const closed = { type: 'case.closed', reason: 'moved', summary: null } as const
const talked = { type: 'concern.talked', day: startDay, way: 'meeting' } as const
const withSteps = (level: number, steps: Step[]): Policy => ({
  ...standard,
  levels: standard.levels.map((one) => (one.number === level ? { ...one, steps } : one)),
})
const step = (story: Story, day = startDay, policy: Policy = standard) => stepOf(story.state, policy, day)

describe('the step', () => {
  it('goes round the loop as things are done', () => {
    expect(step(given(openLog()))).toBe('understanding')
    expect(step(given(openLog(), meeting()))).toBe('understanding')
    expect(step(given(openLog(), meeting(), held))).toBe('goals')
    expect(step(given(openLog(), goal))).toBe('measures')
    expect(step(given(openLog(), goal, measure()))).toBe('carry-out')
    expect(step(given(openLog(), goal, measure()), '2026-09-21')).toBe('carry-out')
    expect(step(given(openLog(), goal, measure()), '2026-09-22')).toBe('evaluation')
    expect(step(given(openLog(), goal, measure(), done))).toBe('decision')
    const next = given(openLog(), goal, measure(), done, measure('2026-10-21', '2'))
    expect(step(next, '2026-09-22')).toBe('carry-out')
    expect(step(given(openLog(), goal, measure(), done, measure('2026-10-21', '2')))).toBe('carry-out')
  })

  it('is consent as soon as one service that takes part is not covered', () => {
    expect(step(given(openLog(2), goal), '2027-08-18')).toBe('consent')
    const taken = {
      type: 'consent.withdrawn',
      scope: 'service',
      service: 'ppt',
      topic: null,
      reason: null,
      ...said,
    } as const
    expect(step(given(openLog(2), taken))).toBe('consent')
    expect(step(given(openLog(2), taken, { type: 'participant.service-left', service: 'ppt' }))).toBe('understanding')
  })

  it('is one of those that the municipality uses, in its order', () => {
    const short = { ...standard, steps: ['measures', 'decision'] } satisfies Policy
    expect(step(given(openLog()), startDay, short)).toBe('measures')
    expect(step(given(openLog(), measure()), startDay, short)).toBe('decision')
  })

  it('leads from a talk to what a wondering ends in, and then waits for the family', () => {
    expect(step(given(registered()))).toBe('talk')
    expect(step(given(registered(), talked))).toBe('conclude')
    expect(step(given(registered(), concluded()))).toBe('talk')
    expect(step(given(registered(), talked, concluded()))).toBe(null)
  })

  it('of a wondering that is to be talked over first is done by the talk itself, and by no question, which nobody is to find its case by', () => {
    const overhalla = withSteps(0, ['describe', 'confer', 'talk', 'conclude'])
    const question = {
      type: 'concern.asked',
      question: 'question_1',
      to: people.colleague.person,
      text: 'word_q',
    } as const
    expect(step(given(registered()), startDay, overhalla)).toBe('confer')
    expect(step(given(registered(), question), startDay, overhalla)).toBe('confer')
    expect(step(given(registered(), talked), startDay, overhalla)).toBe('conclude')
  })

  it('is one of the level’s own where it has any, and at level 0 of no other', () => {
    const short = withSteps(1, ['consent', 'measures', 'decision'])
    expect(step(given(openLog()), startDay, short)).toBe('measures')
    expect(step(given(openLog(2)), startDay, short)).toBe('understanding')
    expect(stepsOf(short, 3)).toEqual(standard.steps)
    const none = { ...standard, levels: standard.levels.map(({ steps: _, ...level }) => level) }
    expect(step(given(registered()), startDay, none)).toBe(null)
  })

  it('is nothing when the case is closed, and carrying out on paper', () => {
    expect(step(given(openLog(), closed))).toBe(null)
    expect(step(given(openOnPaper()))).toBe('carry-out')
  })
})

describe('what is missing', () => {
  it('is named in the order in which it is needed, without what nobody can write while no consent is in force', () => {
    expect(missingIn(given(openLog()).state, startDay)).toEqual(['goals', 'measures', 'next-date'])
    const without = given(openLog(2), { type: 'baton.left', person: 'person_teacher' })
    expect(missingIn(without.state, '2027-08-18')).toEqual(['consent', 'holder', 'next-date'])
    expect(missingIn(given(openLog(), goal, measure()).state, startDay)).toEqual([])
  })

  it('counts goals that are open and measures that are active', () => {
    const ended = given(openLog(), goal, { type: 'goal.finished', goal: 'goal_1', reached: true }, measure(), done)
    expect(missingIn(ended.state, startDay)).toEqual(['goals', 'measures', 'next-date'])
  })

  it('is a holder and a next date on paper, and nothing at level 0 or after the end', () => {
    expect(missingIn(given(openOnPaper()).state, startDay)).toEqual(['next-date'])
    expect(missingIn(given(registered()).state, startDay)).toEqual([])
    expect(missingIn(given(openLog(), closed).state, startDay)).toEqual([])
  })
})

describe('the consent that is needed', () => {
  const needed = (story: Story, day = startDay, policy = standard) => neededConsent(story.state, policy, day)

  it('is of all who are to take part, once the wondering is to become a log', () => {
    expect(needed(given(registered()))).toBe(null)
    expect(needed(given(registered(), concluded(2, ['ppt'])))).toEqual({ why: 'open', services: ['skole', 'ppt'] })
  })

  it('is none when all are let in, when nobody keeps a log, and when the case is closed', () => {
    expect(needed(given(openLog(2)))).toBe(null)
    expect(needed(given(openOnPaper()))).toBe(null)
    expect(needed(given(openLog(), closed), '2027-08-18')).toBe(null)
  })

  it('is a renewal where the own consent has run out, and opens where there never was one', () => {
    expect(needed(given(openLog(2)), '2027-08-18')).toEqual({ why: 'renewal', services: ['skole', 'ppt'] })
    const proposal = givenUnder(other, openOnPaper(), consented(['ppt']), proposed())
    expect(needed(proposal, startDay, other)).toEqual({ why: 'renewal', services: ['skole'] })
  })

  it('is of others who must sign, as soon as one of the yeses is no longer that of those who must', () => {
    const grownUp = given(openLog(2), proposed(3, ['bup']))
    expect(needed(grownUp, '2034-03-01')).toEqual({ why: 'age', services: ['skole', 'ppt', 'bup'] })
  })

  it('is for the level where one of those who join by a proposal lacks it, and otherwise for joining', () => {
    const lacking = given(openLog(2), proposed(3, ['bup', 'ppt']))
    expect(needed(lacking)).toEqual({ why: 'level', services: ['bup'] })
    const out = {
      type: 'consent.withdrawn',
      scope: 'service',
      service: 'ppt',
      topic: null,
      reason: null,
      ...said,
    } as const
    const uncovered = ({ state }: Story) => uncoveredNow(state, standard, startDay)
    expect(uncovered(given(openLog(2), out))).toEqual({ why: 'join', services: ['ppt'] })
    const covered = given(openLog(2), consented(['bup'], 'consent_2'), out, proposed(3, ['bup']))
    expect(uncovered(covered)).toEqual({ why: 'join', services: ['ppt'] })
    const both = given(openLog(2), out, proposed(3, ['bup']))
    expect(uncovered(both)).toEqual({ why: 'level', services: ['ppt', 'bup'] })
    // What the family has said no to is not ours to need.
    expect([needed(given(openLog(2), out)), needed(covered)]).toEqual([null, null])
    expect(needed(both)).toEqual({ why: 'level', services: ['bup'] })
  })

  it('is none for a proposal below the level at which the log opens', () => {
    expect(needed(givenUnder(other, openOnPaper(), proposed(1, ['ppt'])), startDay, other)).toBe(null)
    const open = givenUnder(other, openLog(2), proposed(1, ['bup']))
    expect(needed(open, startDay, other)).toBe(null)
  })

  it('is that of the services that are to join, and of the own only where the family has not said no to the log', () => {
    const onPaper = given(openOnPaper(), proposed())
    expect(neededConsent(onPaper.state, standard, startDay)).toEqual({ why: 'level', services: ['ppt'] })
    const notAsked = givenUnder(other, openOnPaper(), proposed())
    expect(neededConsent(notAsked.state, other, startDay)).toEqual({ why: 'open', services: ['skole', 'ppt'] })
  })
})

describe('the next day', () => {
  it('is the first of meetings, evaluations and follow-ups that is not past', () => {
    const followUp = {
      type: 'follow-up.added',
      followUp: 'followup_1',
      text: 'word_t',
      topic: 'family',
      responsible: { kind: 'home' },
      day: '2026-08-20',
    } as const
    const { state } = given(openLog(), measure(), meeting('2026-08-31'), followUp)
    expect(['2026-08-20', '2026-08-21', '2026-09-01', '2026-09-22'].map((day) => nextDay(state, day))).toEqual([
      ...['2026-08-20', '2026-08-31', '2026-09-21', null],
    ])
    expect(nextDay(given(openLog(), meeting(), held).state, startDay)).toBe(null)
    const over = given(openLog(), followUp, { type: 'follow-up.done', followUp: 'followup_1' })
    expect(nextDay(over.state, startDay)).toBe(null)
  })
})

describe('the next date', () => {
  const of = ({ state }: Story, today = startDay) => nextDate(state, { calendar, today })

  it('is the first that is to come, also where something before it was not done', () => {
    const story = given(openLog(), measure(), meeting('2026-10-12'))
    expect(of(story, '2026-10-01')).toEqual({ day: '2026-10-12', late: false, missed: '2026-09-21' })
  })

  it('is where nothing is to come the first of what is not done, however long its day is over', () => {
    const story = given(openLog(), measure(), meeting('2026-08-28'))
    expect(of(story)).toEqual({ day: '2026-08-28', late: false })
    expect(of(story, '2026-10-01')).toEqual({ day: '2026-08-28', late: true })
    const over = given(story, { ...held, day: '2026-08-28' })
    expect(of(over, '2026-10-01')).toEqual({ day: '2026-09-21', late: true })
  })

  it('is late once a working day has gone by, and not on a day off', () => {
    const friday = given(openLog(), meeting('2026-08-28'))
    expect(['2026-08-28', '2026-08-30', '2026-08-31'].map((day) => of(friday, day)?.late)).toEqual([false, false, true])
  })

  it('is none where nothing is planned', () => {
    expect(of(given(openLog()))).toBe(null)
    expect(of(given(openLog(), meeting(), held))).toBe(null)
  })
})

describe('what presses most', () => {
  it('is what is longest overdue, otherwise what comes first', () => {
    const story = given(openLog(), joined('colleague'), meeting('2026-08-24'), measure('2026-09-21'))
    expect(mostPressing(story.due('2026-10-01'), '2026-10-01')?.signal).toBe('meeting-due')
    expect(mostPressing(story.due(startDay), startDay)?.signal).toBe('meeting-due')
    expect(mostPressing(given(openLog(), closed).due(startDay), startDay)).toBe(null)
    // That nobody has written for long is so from its day, not while somebody has just written.
    const written = given(openLog(), meeting('2026-11-30'))
    expect(mostPressing(written.due(startDay), startDay)?.signal).toBe('meeting-due')
    expect(mostPressing(written.due('2026-10-12'), '2026-10-12')?.signal).toBe('holder-inactive')
    const later = given(story, at('2026-08-24', { ...held, day: '2026-08-24' }))
    expect(mostPressing(later.due('2026-09-22'), '2026-09-22')?.signal).toBe('measure-due')
  })
})

it('lacks people where a service has joined and nobody has come, and no consent where all are covered', () => {
  const empty = given(openLog(2), meeting())
  expect(missingIn(empty.state, startDay)).toContain('people')
  expect(missingIn(given(empty, joined('ppt')).state, startDay)).not.toContain('people')
  expect(uncoveredNow(empty.state, standard, startDay)).toBeNull()
})

it('begins a question with what may be told those it is asked of, where they are let in, and else with what all may', () => {
  const { state } = given(openLog(), consented(['ppt'], 'consent_2', { topics: ['learning'] }))
  expect(topicsSaid(state, ['skole/bjorkelia'])).toEqual(allTopics)
  expect(topicsSaid(state, ['ppt/ppt'])).toEqual(['learning'])
  expect(topicsSaid(state, ['bup'])).toEqual(['learning'])
})
