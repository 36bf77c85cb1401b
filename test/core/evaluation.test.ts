/** The case's evaluation: everybody is heard, the child always or it is said why not, and what comes of it is decided and dated. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { evaluationDay, isBegun, openEvaluation } from '../../src/core/evaluation.ts'
import { nextDay } from '../../src/core/step.ts'
import { given, refused } from '../support/given.ts'
import { joined, measure, openLog, openOnPaper, registered, said } from '../support/history.ts'
import { evaluate, goal } from '../support/plan.ts'
import { startDay } from '../support/sample.ts'

const log = openLog(2)
const evaluation = 'evaluation_1'

type OfChild = Extract<Command, { type: 'evaluation.hear-child' }>
const child = (more: Partial<OfChild> = {}): OfChild => ({
  ...{ type: 'evaluation.hear-child', evaluation, askedBy: 'holder', askedOn: startDay, topic: 'learning' },
  ...{ childView: 'word_child', childWhy: null },
  ...more,
})
const notAsked = child({ askedBy: 'nobody', askedOn: null, topic: null, childView: null, childWhy: 'word_why' })
const parents: Command = { type: 'evaluation.hear-parents', evaluation, topic: 'family', parentsView: 'word_parents' }
const staff: Command = {
  ...{
    type: 'evaluation.hear-staff',
    evaluation,
    topic: 'learning',
    staffView: 'word_staff',
    reflection: 'word_learned',
  },
}
type Conclude = Extract<Command, { type: 'evaluation.conclude' }>
const conclude = (outcome: Conclude['outcome'] = 'close', nextDay: string | null = null): Conclude => {
  return { type: 'evaluation.conclude', evaluation: 'evaluation_c', outcome, nextDay }
}

describe('hearing the child', () => {
  it('says who asked, when, and what it wants said', () => {
    const { state } = given(log).and(child())
    expect(openEvaluation(state)).toMatchObject({
      id: evaluation,
      askedBy: 'holder',
      askedOn: startDay,
      childView: 'word_child',
    })
    expect(openEvaluation(state)?.heard.child).toMatchObject({ by: 'person_teacher', topic: 'learning' })
  })

  it('says the day on which it was asked, which is not to come', () => {
    expect(given(log).when(child({ askedOn: null }))).toEqual(refused('day-missing', { field: 'askedOn' }))
    expect(given(log).when(child({ askedOn: '2026-08-18' }))).toEqual(refused('day-future', { field: 'askedOn' }))
    expect(given(log).when(child({ childView: null, topic: null }))).toHaveProperty('events')
  })

  it('or why it was not asked, and then no words of it', () => {
    expect(given(log).and(notAsked).state.evaluations[0]).toMatchObject({ askedBy: 'nobody', childWhy: 'word_why' })
    expect(given(log).when({ ...notAsked, childWhy: null })).toEqual(
      refused('child-why-missing', { field: 'childWhy' }),
    )
    const told = { ...notAsked, topic: 'learning', childView: 'word_child' } as const
    expect(given(log).when(told)).toEqual(refused('child-not-asked', { field: 'askedBy' }))
  })

  it('keeps no reason of who was asked, nor a topic without words', () => {
    const { state } = given(log).and(child({ childView: null, childWhy: 'word_why' }))
    expect(state.evaluations[0]).toMatchObject({ childWhy: null, heard: { child: { topic: null } } })
  })

  it('is of a case about a child', () => {
    expect(given(registered('parents'), log.slice(1)).when(child())).toEqual(refused('not-found'))
  })

  it('is possible on paper, without words', () => {
    const paper = given(openOnPaper())
    expect(paper.when(child())).toEqual(refused('paper-mode'))
    expect(paper.and(child({ topic: null, childView: null })).and(conclude()).state.evaluations[0]?.ended).not.toBe(
      null,
    )
  })
})

describe('what the child has said', () => {
  const whole = { type: 'consent.withdraw', scope: 'whole', service: null, topic: null, reason: null, ...said } as const
  const withoutWords = child({ topic: null, childView: null, askedBy: 'guardian' })
  const stands = { childView: 'word_child', heard: { child: { topic: 'learning' } } }

  it('stands where no words are kept now, with its topic', () => {
    const withdrawn = given(log).and(child()).and(whole)
    const paper = withdrawn.and({ type: 'case.open-on-paper', holder: null })
    for (const story of [withdrawn, paper]) {
      expect(story.and(withoutWords).state.evaluations[0]).toMatchObject({ askedBy: 'guardian', ...stands })
      expect(story.when(notAsked)).toEqual(refused('child-not-asked', { field: 'askedBy' }))
    }
  })

  it('is taken away where it could be written', () => {
    const { state } = given(log).and(child()).and(withoutWords)
    expect(state.evaluations[0]).toMatchObject({ childView: null, heard: { child: { topic: null } } })
  })
})

describe('hearing others', () => {
  it('is part of the evaluation that is begun, each saved by itself', () => {
    const { state } = given(log)
      .and(child())
      .and({ ...parents, evaluation: 'evaluation_2' } as Command)
      .and({ ...staff, evaluation: 'evaluation_3' } as Command)
    expect(state.evaluations).toHaveLength(1)
    expect(state.evaluations[0]).toMatchObject({
      ...{ childView: 'word_child', parentsView: 'word_parents', staffView: 'word_staff', reflection: 'word_learned' },
    })
    expect(Object.keys(state.evaluations[0]?.heard ?? {})).toEqual(['child', 'parents', 'staff'])
  })

  it('needs a topic that the municipality has and the family has not taken out', () => {
    expect(given(log).when({ ...parents, topic: 'gossip' } as Command)).toEqual(
      refused('topic-unknown', { field: 'topic' }),
    )
    const out = given(log).and({
      ...{ type: 'consent.withdraw', scope: 'topic', service: null, topic: 'family', reason: null, ...said },
    })
    expect(out.when(parents)).toEqual(refused('consent-missing', { field: 'topic' }))
    expect(out.when(child({ topic: null }))).toEqual(refused('topic-missing', { field: 'topic' }))
  })

  it('takes the place of nothing that others wrote meanwhile', () => {
    const story = given(log).and(parents)
    const [first] = story.state.evaluations
    const again = (known: string | null) => ({ ...parents, parentsView: 'word_other', known }) as Command
    const day = startDay
    expect(story.when(again(null))).toEqual(refused('heard-meanwhile', { field: 'topic', day }))
    expect(story.when(again(first?.heard.parents?.at ?? null))).toHaveProperty('events')
    expect(given(log).when(again(null))).toHaveProperty('events')
  })

  it('replaces nothing whose topic is closed to its writer', () => {
    const story = given(log, joined('ppt')).and(parents)
    expect(story.when({ ...staff, topic: 'learning' } as Command, 'ppt')).toHaveProperty('events')
    const closed = story.and({
      ...{ type: 'consent.withdraw', scope: 'topic', service: null, topic: 'family', reason: null, ...said },
    })
    const replace = { ...parents, topic: 'learning' } as Command
    expect(closed.when(replace, 'ppt')).toEqual(refused('not-permitted', { may: ['holder', 'deputy', 'leader'] }))
    expect(closed.when(replace)).toHaveProperty('events')
  })
})

describe('why the child was not asked', () => {
  it('is replaced by nobody but who reads the whole', () => {
    const story = given(log, joined('ppt')).and(notAsked)
    const refusal = refused('not-permitted', { may: ['holder', 'deputy', 'leader'] })
    const narrow = story.and({
      ...{ type: 'consent.withdraw', scope: 'topic', service: null, topic: 'family', reason: null, ...said },
    })
    expect(narrow.when(child(), 'ppt')).toEqual(refusal)
    expect(narrow.when(child())).toHaveProperty('events')
    expect(narrow.when({ ...parents, topic: 'learning' } as Command, 'ppt')).toHaveProperty('events')
  })

  it('hinders nobody where the child was asked and said nothing', () => {
    const story = given(log, joined('ppt')).and(child({ topic: null, childView: null }))
    expect(story.when(child(), 'ppt')).toHaveProperty('events')
  })
})

describe('concluding', () => {
  it('is refused where nothing was answered', () => {
    expect(given(log, measure()).when(conclude())).toEqual(refused('nothing-evaluated'))
    expect(given(log, measure()).and(evaluate()).when(conclude())).toEqual(refused('child-unheard'))
    expect(
      given(log)
        .and(goal)
        .and({ type: 'goal.evaluate', goal: 'goal_1', effect: 'some', outcome: 'continue' })
        .when(conclude()),
    ).toEqual(refused('child-unheard'))
    expect(given(log).and(parents).when(conclude())).toEqual(refused('child-unheard'))
    expect(given(log).and(notAsked).when(conclude())).toHaveProperty('events')
  })

  it('asks nothing of a child where the case is about grown-ups', () => {
    const adults = given(registered('parents'), log.slice(1), measure()).and(evaluate())
    expect(adults.and(conclude()).state.evaluations).toMatchObject([
      { id: 'evaluation_c', ended: { outcome: 'close' } },
    ])
  })

  it('is begun anew each time', () => {
    const once = given(log, measure()).and(evaluate()).and(child()).and(conclude('change'))
    expect(isBegun(once.state)).toBe(false)
    expect(once.when(conclude())).toEqual(refused('nothing-evaluated'))
    const again = once.and(child({ evaluation: 'evaluation_2' }), 'teacher', '2026-09-01')
    expect(again.state.evaluations.map(({ id }) => id)).toEqual([evaluation, 'evaluation_2'])
  })

  it('sets the day on which it goes on until, within the weeks the municipality allows', () => {
    const story = given(log).and(child())
    expect(story.when(conclude('continue'))).toEqual(refused('day-missing', { field: 'nextDay' }))
    expect(story.when(conclude('continue', '2026-08-16'))).toEqual(refused('day-past', { field: 'nextDay' }))
    expect(story.when(conclude('continue', '2026-11-10'))).toEqual(
      refused('day-too-far', { field: 'nextDay', day: '2026-11-09' }),
    )
    const { state } = story.and(conclude('continue', '2026-09-28'))
    expect(evaluationDay(state)).toBe('2026-09-28')
    expect(nextDay(state, startDay)).toBe('2026-09-28')
    expect(state.unplannedSince).toBe(null)
  })

  it('gives measures whose day has come that day too, and leaves the others', () => {
    const { state } = given(log, measure('2026-08-17', '1'), measure('2026-10-01', '2'))
      .and(child())
      .and(conclude('continue', '2026-09-28'))
    expect(state.measures.map((one) => one.evaluationDay)).toEqual(['2026-09-28', '2026-10-01'])
  })

  it.each(['change', 'up', 'down', 'close'] as const)('%s: leaves no day, whatever was typed', (outcome) => {
    expect(given(log).and(child()).and(conclude(outcome, '2026-09-28')).state.evaluations[0]?.ended).toMatchObject({
      ...{ outcome, nextDay: null },
    })
  })

  it('is for those who answer for the case', () => {
    const story = given(log, joined('ppt')).and(child(), 'ppt')
    expect(story.when(conclude(), 'ppt')).toEqual(refused('not-permitted', { may: ['holder', 'deputy', 'leader'] }))
  })
})

it('is due with the first of its measures, or on the day that was agreed', () => {
  const agreed: Event = { type: 'evaluation.concluded', evaluation, outcome: 'continue', nextDay: '2026-09-14' }
  expect(evaluationDay(given(log).state)).toBe(null)
  expect(evaluationDay(given(log, measure('2026-09-21')).state)).toBe('2026-09-21')
  expect(evaluationDay(given(log, agreed, measure('2026-09-21')).state)).toBe('2026-09-14')
})
