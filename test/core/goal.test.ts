/** Goals: set, then reached or dropped. */
import { describe, expect, it } from 'vitest'
import type { GoalOutcome } from '../../src/core/goal.ts'
import { given, happens, refused } from '../support/given.ts'
import { openLog } from '../support/history.ts'
import { goal } from '../support/plan.ts'

const log = openLog(2)

describe('goal.set and goal.finish', () => {
  it('sets a goal, which is then reached or dropped, once', () => {
    expect(given(log).when(goal)).toEqual(happens(goal))
    const story = given(log).and(goal)
    const set = { id: 'goal_1', text: 'word_goal', topic: 'learning', status: 'open', setBy: 'person_teacher' }
    expect(story.state.goals).toEqual([{ ...set, evaluated: null }])
    const reached = story.and({ type: 'goal.finish', goal: 'goal_1', reached: true })
    expect(reached.state.goals[0]?.status).toBe('reached')
    const dropped = story.and({ type: 'goal.finish', goal: 'goal_1', reached: false })
    expect(dropped.state.goals[0]?.status).toBe('dropped')
    expect(dropped.when({ type: 'goal.finish', goal: 'goal_1', reached: false })).toEqual(refused('already-done'))
    expect(dropped.when({ type: 'goal.finish', goal: 'goal_1', reached: true })).toEqual(refused('already-ended'))
    expect(reached.when({ type: 'goal.finish', goal: 'goal_1', reached: true })).toEqual(refused('already-done'))
    expect(reached.when({ type: 'goal.finish', goal: 'goal_1', reached: false })).toEqual(refused('already-ended'))
    expect(story.when({ type: 'goal.finish', goal: 'goal_9', reached: true })).toEqual(refused('not-found'))
  })

  it('is about a topic the municipality has', () => {
    expect(given(log).when({ ...goal, topic: 'gossip' })).toEqual(refused('topic-unknown', { field: 'topic' }))
  })
})

describe('goal.evaluate', () => {
  const evaluate = (outcome: GoalOutcome) => {
    return { type: 'goal.evaluate', goal: 'goal_1', effect: 'some', outcome } as const
  }
  const story = given(log).and(goal)

  it('says how near it is, and goes on with it', () => {
    const { state } = story.and(evaluate('continue'), 'teacher', '2026-09-01')
    expect(state.goals[0]).toMatchObject({ status: 'open', evaluated: { effect: 'some' } })
    expect(state.goals[0]?.evaluated?.at.slice(0, 10)).toBe('2026-09-01')
  })

  it.each([
    ['reached', 'reached'],
    ['dropped', 'dropped'],
    ['changed', 'dropped'],
  ] as const)('%s: ends it as %s', (outcome, status) => {
    const ended = story.and(evaluate(outcome))
    expect(ended.state.goals[0]).toMatchObject({ status, evaluated: { effect: 'some' } })
    expect(ended.when(evaluate(outcome))).toEqual(refused('already-ended'))
  })

  it('is of a goal there is', () => {
    expect(story.when({ ...evaluate('continue'), goal: 'goal_9' })).toEqual(refused('not-found'))
  })
})
