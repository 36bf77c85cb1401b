/** Follow-ups: each has a day, and a day is moved only with a reason. */
import { describe, expect, it } from 'vitest'
import { given, happens, refused } from '../support/given.ts'
import { openLog } from '../support/history.ts'
import { followUp } from '../support/plan.ts'

const log = openLog(2)

describe('follow-ups', () => {
  const done = { type: 'follow-up.done', followUp: 'followup_1' } as const
  const later = { type: 'follow-up.postpone', followUp: 'followup_1', day: '2026-09-04', reason: 'word_ill' } as const

  it('are added with a day, postponed with a reason and done once', () => {
    const story = given(log).and(followUp())
    expect(story.state.followUps[0]).toMatchObject({ status: 'due', day: '2026-08-28' })
    expect(story.and(later).state.followUps[0]).toMatchObject({ status: 'due', day: '2026-09-04' })
    expect(story.when(done)).toEqual(happens(done))
    expect(story.and(done).state.followUps[0]?.status).toBe('done')
    expect(story.and(done).when(done)).toEqual(refused('already-done'))
    expect(story.and(done).when(later)).toEqual(refused('already-ended'))
  })

  it('may be for today, and each is its own', () => {
    const story = given(log).and(followUp()).and(done)
    const second = story.and(followUp({ followUp: 'followup_2', day: '2026-08-17' }))
    expect(second.and({ ...done, followUp: 'followup_2' }).state.followUps.map(({ status }) => status)).toEqual([
      ...['done', 'done'],
    ])
  })

  it('are refused for days past, unknown topics and responsibles outside the case', () => {
    const story = given(log)
    expect(story.when(followUp({ day: '2026-08-16' }))).toEqual(refused('day-past', { field: 'day' }))
    expect(story.and(followUp()).when({ ...later, day: '2026-08-16' })).toEqual(refused('day-past', { field: 'day' }))
    expect(story.when(followUp({ topic: 'gossip' }))).toEqual(refused('topic-unknown', { field: 'topic' }))
    expect(story.when(followUp({ responsible: { kind: 'service', service: 'bup' } }))).toMatchObject(
      refused('service-unknown'),
    )
    expect(story.when(done)).toEqual(refused('not-found'))
  })
})
