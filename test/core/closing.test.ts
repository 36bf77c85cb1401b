/** A case is closed with how it ended: how far it came with its goals, what the family thinks, who was thanked; by a leader where the model says so. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { given, givenUnder, refused } from '../support/given.ts'
import { joined, openLog } from '../support/history.ts'
import { goal } from '../support/plan.ts'
import { standard, startDay } from '../support/sample.ts'

type Close = Extract<Command, { type: 'case.close' }>
const close = (more: Partial<Close> = {}): Close => ({
  type: 'case.close',
  reason: 'goal-reached',
  summary: null,
  ...more,
})
const log = openLog(2)

describe('closing', () => {
  it('keeps what was answered, and nothing of what was not', () => {
    const story = given(log).and(goal)
    const said = { goals: 'some', familyView: 'word_view', thanked: ['family', 'ppt', 'ppt'] } as const
    expect(story.and(close({ ...said, thanked: [...said.thanked] })).state.closed).toMatchObject({
      ...{ goals: 'some', familyView: 'word_view', thanked: ['family', 'ppt'] },
    })
    const { state } = story.and(close({ goals: null, familyView: null, thanked: [] }))
    expect(Object.keys(state.closed ?? {}).sort()).toEqual(['at', 'by', 'reason', 'summary'])
  })

  it('says nothing of goals that were never set', () => {
    expect(given(log).and(close({ goals: 'all' })).state.closed).not.toHaveProperty('goals')
  })

  it('thanks those who take part', () => {
    expect(given(log).when(close({ thanked: ['bup'] }))).toEqual(
      refused('service-unknown', { field: 'thanked', services: ['bup'] }),
    )
  })
})

describe('where the model says that a leader closes', () => {
  const policy = { ...standard, closedBy: 'leader' } as const
  const child: Event = {
    ...{ type: 'evaluation.child-heard', evaluation: 'evaluation_1', askedBy: 'holder', askedOn: startDay },
    ...{ topic: null, childView: null, childWhy: null },
  }
  const conclude = (outcome: 'close' | 'change') => {
    return { type: 'evaluation.conclude', evaluation: 'evaluation_1', outcome, nextDay: null } as const
  }

  it('nobody else does', () => {
    const story = givenUnder(policy, log, joined('colleague'))
    expect(story.when(close())).toEqual(refused('not-permitted', { may: ['leader'] }))
    expect(story.when(close(), 'head')).toHaveProperty('events')
    expect(given(log).when(close())).toHaveProperty('events')
  })

  it('the leader hears that an evaluation ended with that', () => {
    const line = expect.objectContaining({ line: 'closing-awaits', audience: ['leaders'] })
    const story = givenUnder(policy, log, child)
    expect(story.and(conclude('close')).notices()).toContainEqual(line)
    expect(story.and(conclude('change')).notices()).not.toContainEqual(line)
    expect(given(log, child).and(conclude('close')).notices()).not.toContainEqual(line)
  })
})
