/** What is said by itself, also to somebody who has had a full day's messages. Source: the model's limit of messages on a day. */
import { describe, expect, it } from 'vitest'
import { type Line, lines } from '../../src/core/notice.ts'
import { isListed, isSingle } from '../../src/core/single.ts'

const answers: Line[] = [
  ...(['proposal-approved', 'proposal-approved-partly', 'proposal-rejected', 'hand-over-declined'] as const),
  ...(['question-answered', 'advice-given', 'closing-awaits'] as const),
]
const cameToNothing: Line[] = [
  ...(['proposal-lapsed', 'proposal-cancelled', 'proposal-stuck', 'hand-over-withdrawn', 'question-gone'] as const),
]
const whoFollowsUp: Line[] = [
  ...(['holder-changed', 'holder-left', 'holder-silent', 'owner-gone', 'owner-changed'] as const),
  ...(['deputy-named', 'deputy-ended', 'deputy-gone', 'participant-removed'] as const),
]
const whenTheyMeet: Line[] = ['meeting-set', 'meeting-soon', 'meeting-moved', 'meeting-cancelled']
const asksForAHand: Line[] = [
  'proposal-ready',
  'consent-narrowed',
  'leader-look',
  'not-reached',
  'not-folded',
  'thread-lost',
  'thread-missed',
]
const fromTheFamily: Line[] = ['family-wrote', 'family-answered', 'family-asked-end', 'answer-aside']

describe('comes by itself', () => {
  it.each([
    ['what somebody asked is answered', answers],
    ['what somebody waits for comes to nothing', cameToNothing],
    ['somebody else follows up, or nobody', whoFollowsUp],
    ['there is a day to keep free, or no longer', whenTheyMeet],
    ['somebody must see to what the bot can not', asksForAHand],
    ['the family has said something by itself', fromTheFamily],
  ])('when %s', (_, told) => {
    expect(told.filter((line) => !isSingle(line))).toEqual([])
  })

  it('when it is one of these, and otherwise waits for the digest', () => {
    const met = [...whenTheyMeet, ...asksForAHand, ...fromTheFamily]
    const single = new Set([...answers, ...cameToNothing, ...whoFollowsUp, ...met])
    expect(lines.filter((line) => !single.has(line) && isSingle(line))).toEqual([])
  })
})

describe('comes in one list', () => {
  it('when it is true of many cases at once: who is away, and who leads', () => {
    const many: Line[] = [
      ...(['holder-on-leave', 'holder-on-leave-alone', 'staff-left', 'staff-left-no-leader'] as const),
      ...(['falls-to-ke', 'back-with-unit', 'nobody-decides', 'nobody-leads'] as const),
    ]
    expect(lines.filter(isListed).sort()).toEqual(many.sort())
  })
})
