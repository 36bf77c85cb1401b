/** Going past a step with a reason: who, which, for how long, and what follows. */
import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/core/case.ts'
import type { Policy } from '../../src/core/policy.ts'
import { skippable } from '../../src/core/skip.ts'
import { missingIn } from '../../src/core/step.ts'
import { skippedIn, stepOf } from '../../src/core/steps.ts'
import { given, givenUnder, refused, type Story } from '../support/given.ts'
import { measure, openLog, openOnPaper, proposed, registered } from '../support/history.ts'
import { standard, startDay } from '../support/sample.ts'

const skip = (step: 'understanding' | 'goals' | 'measures' | 'talk' | 'consent' | 'decision' | 'conclude') =>
  ({ type: 'step.skip', step, reason: 'word_why' }) as const
const resume = (step: 'understanding' | 'goals') => ({ type: 'step.resume', step }) as const
const step = ({ state }: Story) => stepOf(state, standard, startDay)
const decided = (approve: boolean): Event => ({
  type: 'level.decided',
  proposal: 'proposal_1',
  by: 'person_head',
  approve,
  meetingDay: startDay,
  topic: null,
  reason: null,
  leftOut: [],
  view: null,
  without: null,
  childTookPart: true,
  parentsTookPart: true,
  childAsked: true,
})
const goal = { type: 'goal.set', goal: 'goal_1', text: 'word_g', topic: 'learning' } as const

describe('the step a case is in', () => {
  it('is not skipped any more where it is to be done again with a new measure', () => {
    const skipped: Event = { type: 'step.skipped', step: 'carry-out', reason: 'word_why' }
    const story = given(openLog(), measure('2026-09-21', '1'), skipped)
    expect(story.state.skipped).toHaveLength(1)
    expect(given(story, measure('2026-09-21', '2')).state.skipped).toEqual([])
  })

  it('follows nothing up by being skipped or taken up again', () => {
    const before = given(openLog())
    const after = before
      .and(skip('understanding'), 'teacher', '2026-08-20')
      .and(resume('understanding'), 'teacher', '2026-08-21')
    expect(after.state.lastEntryAt).toBe(before.state.lastEntryAt)
  })

  it('is skipped with a reason, and counts as done', () => {
    const story = given(openLog()).and(skip('understanding'))
    expect(story.entries.at(-1)?.event).toEqual({ type: 'step.skipped', step: 'understanding', reason: 'word_why' })
    expect(story.state.skipped).toMatchObject([{ step: 'understanding', reason: 'word_why' }])
    expect(step(story)).toBe('goals')
    expect(step(story.and(skip('goals')).and(skip('measures')))).toBe('carry-out')
  })

  it('is taken up again, once', () => {
    const story = given(openLog()).and(skip('understanding')).and(skip('goals')).and(resume('understanding'))
    expect(step(story)).toBe('understanding')
    expect(story.state.skipped.map((one) => one.step)).toEqual(['goals'])
    expect(story.when(resume('understanding'))).toEqual(refused('already-done'))
    expect(story.and(skip('understanding')).state.skipped.map((one) => one.step)).toEqual(['goals', 'understanding'])
  })

  it('alone can be skipped: not what is done, nor what is still to come, nor twice', () => {
    const story = given(openLog(), goal)
    expect(skippable(story.state, { policy: standard, today: startDay })).toBe('measures')
    expect(story.when(skip('goals'))).toEqual(refused('step-over'))
    expect(given(openLog()).when(skip('goals'))).toEqual(refused('step-over'))
    expect(given(openLog()).and(skip('understanding')).when(skip('understanding'))).toEqual(refused('already-done'))
  })

  it('is never consent, nor where it is decided what comes next', () => {
    const unasked = given(openLog(2))
    expect(stepOf(unasked.state, standard, '2027-08-18')).toBe('consent')
    expect(unasked.when(skip('consent'), 'teacher', '2027-08-18')).toEqual(refused('step-needed'))
    expect(skippable(unasked.state, { policy: standard, today: '2027-08-18' })).toBe(null)
    const last: Policy = { ...standard, steps: ['consent', 'decision'] }
    expect(givenUnder(last, openLog()).when(skip('decision'))).toEqual(refused('step-needed'))
    const first: Policy = { ...standard, levels: [{ number: 0, maxHelpServices: 0, steps: ['conclude'] }] }
    expect(givenUnder(first, registered()).when(skip('conclude'))).toEqual(refused('step-needed'))
  })

  it('of a wondering is skipped by whoever wonders, and by their leader', () => {
    const wondering = given(registered())
    expect(step(wondering.and(skip('talk')))).toBe('conclude')
    expect(step(wondering.and(skip('talk'), 'head'))).toBe('conclude')
    expect(wondering.when(skip('talk'), 'colleague')).toEqual(refused('not-found'))
  })

  it('is skipped by holder, deputy and leader alone, also on paper', () => {
    const paper = given(openOnPaper(), measure())
    expect(step(paper)).toBe('carry-out')
    const carry = { type: 'step.skip', step: 'carry-out', reason: 'word_why' } as const
    expect(step(paper.and(carry, 'head'))).toBe('evaluation')
    const log = given(openLog(), {
      type: 'participant.added',
      person: 'person_colleague',
      service: 'skole',
      unit: 'bjorkelia',
    })
    expect(log.when(skip('understanding'), 'colleague')).toMatchObject({
      refusal: { code: 'not-permitted', may: ['owner', 'holder', 'deputy', 'leader'] },
    })
  })
})

describe('what was skipped', () => {
  it('is not missing, and is so no more once it is done', () => {
    const story = given(openLog()).and(skip('understanding')).and(skip('goals'))
    expect(missingIn(story.state, startDay)).toEqual(['measures', 'next-date'])
    expect(missingIn(story.and(resume('goals')).state, startDay)).toContain('goals')
    const after = given(story, goal)
    expect(skippedIn(after.state, startDay)).toEqual([])
    expect(after.state.skipped).toHaveLength(2)
  })

  it('counts until the level changes or the case is reopened', () => {
    const story = given(openLog()).and(skip('understanding'))
    expect(given(story, proposed(2, []), decided(true)).state.skipped).toEqual([])
    expect(given(story, proposed(2, []), decided(false)).state.skipped).toHaveLength(1)
    const closed = given(story, { type: 'case.closed', reason: 'moved', summary: null })
    expect(closed.when(resume('understanding'))).toEqual(refused('case-closed'))
    expect(given(closed, { type: 'case.reopened', reason: 'word_r' }).state.skipped).toEqual([])
    expect(given(given(registered()).and(skip('talk')), openLog().slice(1)).state.skipped).toEqual([])
  })

  it('is told to nobody', () => {
    expect(given(openLog()).and(skip('understanding')).notices()).toEqual([
      { kind: 'refresh', card: 'thread-root', subject: '' },
    ])
  })
})
