/** Who may let the reminders of something due wait: those it waits for, and those above them whom it has reached. */
import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/core/case.ts'
import type { Due } from '../../src/core/deadline.ts'
import type { Signal } from '../../src/core/policy.ts'
import { mayPutOff } from '../../src/core/put-off.ts'
import { given, refused, type Story } from '../support/given.ts'
import { joined, measure, openLog, proposed, registered } from '../support/history.ts'
import { type Name, people, startDay } from '../support/sample.ts'

const log = given(openLog(), joined('colleague'), joined('nurse'))
// Down a level, for which the family need not be asked.
const asked = given(openLog(2, ['ppt']), joined('colleague'), joined('nurse'), proposed(1, []))
const everybody = ['teacher', 'colleague', 'nurse', 'head', 'ke'] as const satisfies Name[]

function dueIn(story: Story, signal: Signal): Due {
  const found = story.due(startDay).find((one) => one.signal === signal)
  if (!found) throw new Error(`no ${signal}`)
  return found
}

function who(story: Story, one: Due, change: Partial<Case> = {}): Name[] {
  return everybody.filter((name) => mayPutOff({ ...story.state, ...change }, one, people[name], startDay))
}

describe('who may let reminders wait', () => {
  it('is of what waits for the holder they and the leader, and nobody else who takes part', () => {
    expect(who(log, dueIn(log, 'first-meeting'))).toEqual(['teacher', 'head'])
  })

  it('is of what waits for somebody who takes part they as well', () => {
    const ball = { role: 'person', person: people.colleague.person } as const
    const story = given(log, measure())
    expect(who(story, { ...dueIn(story, 'measure-due'), ball })).toEqual(['teacher', 'colleague', 'head'])
    // Whoever has no part in the case any more has none of it.
    const gone = { participants: log.state.participants.filter(({ person }) => person !== ball.person) }
    expect(who(story, { ...dueIn(story, 'measure-due'), ball }, gone)).toEqual(['teacher', 'head'])
  })

  it('is of what waits for the leader the leader alone, and none of those below', () => {
    const one = dueIn(asked, 'proposal-undecided')
    expect(who(asked, one)).toEqual(['head'])
    const later = { type: 'reminder.postpone', key: one.key, until: '2026-08-20', reason: null } as const
    expect(asked.when(later, 'teacher')).toEqual(refused('not-permitted', { may: ['leader'] }))
    expect(asked.when(later, 'head')).toHaveProperty('events')
  })

  it('is KE as well once it has come to them, and of what waits for a leader where they are in the leader’s place', () => {
    const one = dueIn(asked, 'proposal-undecided')
    const [proposal] = asked.state.proposals
    const theirs = { proposals: proposal ? [{ ...proposal, toKe: true }] : [] }
    const other = dueIn(log, 'first-meeting')
    expect(who(asked, one, { raised: [one.key] })).toEqual(['head', 'ke'])
    expect(who(asked, one, theirs)).toEqual(['head', 'ke'])
    expect(who(asked, one, { decides: 'ke' })).toEqual(['head', 'ke'])
    // Another thing of a case that they see is none of theirs.
    expect(who(asked, other, theirs)).toEqual(['teacher', 'head'])
    expect(who(asked, other, { decides: 'ke' })).toEqual(['teacher', 'head'])
    expect(who(asked, other, { raised: [other.key] })).toEqual(['teacher', 'head', 'ke'])
  })

  it('is of a wondering its owner and their leader', () => {
    const story = given(registered())
    expect(who(story, dueIn(story, 'concern-undecided'))).toEqual(['teacher', 'head'])
  })
})
