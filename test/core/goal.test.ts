/** Goals: set, then reached or dropped. */
import { describe, expect, it } from 'vitest'
import { given, happens, refused } from '../support/given.ts'
import { openLog } from '../support/history.ts'
import { goal } from '../support/plan.ts'

const log = openLog(2)

describe('goal.set and goal.finish', () => {
  it('sets a goal, which is then reached or dropped, once', () => {
    expect(given(log).when(goal)).toEqual(happens(goal))
    const story = given(log).and(goal)
    const set = { id: 'goal_1', text: 'word_goal', topic: 'learning', status: 'open', setBy: 'person_teacher' }
    expect(story.state.goals).toEqual([set])
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
