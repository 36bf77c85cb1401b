/** Somebody of a case has leave: with whom what is theirs lies meanwhile, who is told of it, and that it is theirs again after. */
import { describe, expect, it } from 'vitest'
import { calledIn } from '../../src/core/called.ts'
import type { Event } from '../../src/core/case.ts'
import type { Day } from '../../src/core/ids.ts'
import { bearerOf } from '../../src/core/leave.ts'
import type { PresenceCommand } from '../../src/core/presence.ts'
import { at, given, happens, type Story } from '../support/given.ts'
import {
  allTopics,
  joined,
  measure,
  offered,
  openLog,
  registered,
  requested,
  said,
  signed,
} from '../support/history.ts'
import { type PersonName, people, somebody } from '../support/sample.ts'

const until: Day = '2026-08-28'
const today: Day = '2026-08-21'
const look = (names: PersonName[], more: Partial<PresenceCommand> = {}): PresenceCommand => ({
  ...{ type: 'presence.note', away: [], leaders: [people.head.person], ke: [people.ke.person], contacts: [] },
  leaves: names.map((name) => ({ person: people[name].person, until })),
  ...more,
})
const away = (story: Story, names: PersonName[] = ['teacher'], day = today) => story.and(look(names), 'system', day)
const days = { from: '2026-08-20', until: '2026-08-27' } as const
const lent = (story: Story) => story.and({ type: 'baton.deputize', to: somebody('colleague'), ...days })
const log = () => given(openLog(), measure())

const lies = (story: Story, day = today) => {
  const { ball, instead } = story.due(day).find(({ signal }) => signal === 'measure-due') ?? {}
  return { ball, instead }
}
const ofTeacher = { of: people.teacher.person, until, why: 'leave' }
const withColleague = { ball: { role: 'person', person: people.colleague.person }, instead: ofTeacher }
const withLeader = { ball: { role: 'leader' }, instead: ofTeacher }
const withHolder = { ball: { role: 'holder' }, instead: null }

/** Each sentence or card that is told to somebody, with whom it is told to. */
const told = (story: Story): unknown[][] =>
  story.notices().flatMap((one) => (one.kind === 'tell' ? [['line' in one ? one.line : one.card, one.audience]] : []))

describe('what is the holder’s', () => {
  it('lies with the deputy while the holder has leave, and with the holder again after it', () => {
    const gone = away(lent(log()))
    expect(lies(gone)).toEqual(withColleague)
    expect(bearerOf(gone.state)).toBe('deputy')
    const after: Day = '2026-08-31'
    expect(lies(away(gone, [], after), after)).toEqual(withHolder)
  })

  it('lies with the leader where there is no deputy, the deputy has other days, or has leave too', () => {
    for (const story of [
      away(log()),
      away(lent(log()), ['teacher'], '2026-08-19'),
      away(lent(log()), ['teacher', 'colleague']),
    ]) {
      const day = story.entries.at(-1)?.at.slice(0, 10) ?? ''
      expect(lies(story, day)).toEqual(withLeader)
      expect(bearerOf(story.state)).toBe('nobody')
    }
  })

  it('lies with the leader where the family has closed its topic to the deputy, and the rest with the deputy', () => {
    const takenBack = { scope: 'topic', service: null, reason: null, ...said } as const
    const closed = (topic: 'learning' | 'health') =>
      away(lent(given(openLog(), measure(), { type: 'consent.withdrawn', topic, ...takenBack })))
    expect(lies(closed('learning'))).toEqual(withLeader)
    expect(lies(closed('health'))).toEqual(withColleague)
    expect(bearerOf(closed('learning').state)).toBe('deputy')
  })

  it('is the holder’s still where the deputy alone has leave', () => {
    expect(lies(away(lent(log()), ['colleague']))).toEqual(withHolder)
  })
})

describe('what is somebody’s in the case', () => {
  const theirs = () => {
    const responsible = { kind: 'person', person: people.colleague.person } as const
    return given(openLog(), joined('colleague'), measure('2026-09-21', '1', responsible))
  }
  const own = { ball: { role: 'person', person: people.colleague.person }, instead: null }

  it('lies with the holder while they have leave, and with whoever has what is the holder’s where both have', () => {
    expect(lies(theirs())).toEqual(own)
    const ofColleague = { of: people.colleague.person, until, why: 'leave' }
    expect(lies(away(theirs(), ['colleague']))).toEqual({ ball: { role: 'holder' }, instead: ofColleague })
    expect(lies(away(theirs(), ['colleague', 'teacher']))).toEqual({ ball: { role: 'leader' }, instead: ofColleague })
    expect(lies(away(away(theirs(), ['colleague']), []))).toEqual(own)
  })

  it('does not lie with the deputy while they have leave, where the family has closed its topic to the deputy', () => {
    const responsible = { kind: 'person', person: people.nurse.person } as const
    const shared = given(openLog(2, ['skolehelsetjeneste']), joined('nurse'), measure('2026-09-21', '1', responsible))
    const renewal = requested('consent_2', { required: ['guardian-1', 'guardian-2'], guardians: 2 })
    const without = (topic: string) => signed('consent_2', { topics: allTopics.filter((one) => one !== topic) })
    const closed = (topic: string) => away(lent(given(shared, renewal, without(topic))), ['nurse'])
    const ofNurse = { of: people.nurse.person, until, why: 'leave' }
    expect(lies(closed('learning'))).toEqual({ ball: { role: 'holder' }, instead: ofNurse })
    expect(lies(closed('health'))).toEqual({ ball: withColleague.ball, instead: ofNurse })
  })

  it('is told to nobody as it goes on or comes back: the ladder says it when it is due', () => {
    const gone = away(theirs(), ['colleague'])
    expect(told(gone)).toEqual([])
    expect(told(away(gone, []))).toEqual([])
  })
})

describe('an offer of the baton', () => {
  const offers = () => given(log(), at(today, offered('colleague')))
  const waits = (story: Story, day: Day) => story.due(day).find(({ signal }) => signal === 'handover-unanswered')
  const theirs = { role: 'person', person: people.colleague.person }
  const back: Day = '2026-08-29'

  it('waits out the leave of the one it is made to, and has as long from then as others have', () => {
    expect(waits(offers(), today)).toMatchObject({ day: '2026-08-28', ball: theirs })
    const gone = away(offers(), ['colleague'])
    expect(waits(gone, until)).toMatchObject({ day: '2026-09-04', ball: theirs, instead: null })
    const after = away(gone, [], back)
    expect(waits(after, back)).toMatchObject({ day: '2026-09-04', ball: theirs })
    // Ended before its last day, it is to be answered the sooner.
    expect(waits(away(gone, [], '2026-08-25'), '2026-08-25')).toMatchObject({ day: '2026-09-01' })
    // Seen to be over days after, it is to be answered no later.
    expect(waits(away(gone, [], '2026-09-01'), '2026-09-01')).toMatchObject({ day: '2026-09-04' })
    // Of another's leave, and of leave that was over when it was made, it hangs on nothing.
    expect(waits(away(offers(), ['ppt']), today)).toMatchObject({ day: '2026-08-28' })
    const later = given(away(away(log(), ['colleague']), [], back), at('2026-08-31', offered('colleague')))
    expect(waits(later, '2026-08-31')).toMatchObject({ day: '2026-09-07' })
  })

  it('is asked of somebody else where they are gone, have leave or not', () => {
    const silent = { person: people.colleague.person, why: 'silent' } as const
    const gone = offers().and(look(['colleague'], { away: [silent] }), 'system', today)
    const due = waits(gone, today)
    // For good, and not until their leave is over.
    expect(due).toMatchObject({ ball: { role: 'holder' }, instead: null })
    expect(due && calledIn(gone.state, due)).toBe('handover-stuck')
    const asked = waits(offers(), today)
    expect(asked && calledIn(offers().state, asked)).toBe('handover-unanswered')
  })

  it('says anew until when it is to be answered, as their leave begins, is moved and ends', () => {
    const redrawn = (story: Story) => story.notices().some((one) => one.kind === 'refresh' && one.card === 'hand-over')
    const gone = away(offers(), ['colleague'])
    const moved = { leaves: [{ person: people.colleague.person, until: '2026-08-26' }] }
    const others = { leaves: [...moved.leaves, { person: people.ppt.person, until }] }
    expect(redrawn(gone)).toBe(true)
    expect(redrawn(gone.and(look([], moved), 'system', today))).toBe(true)
    expect(redrawn(gone.and(look([], moved), 'system', today).and(look([], others), 'system', today))).toBe(false)
    expect(redrawn(away(gone, [], back))).toBe(true)
  })
})

describe('that the holder has leave', () => {
  it('is told to the deputy once, and not again as the days change', () => {
    const gone = away(lent(log()))
    expect(told(gone)).toEqual([['holder-on-leave', ['deputy']]])
    const later = { leaves: [{ person: people.teacher.person, until: '2026-08-26' }] }
    const moved = gone.and(look([], later), 'system', today)
    expect(told(moved)).toEqual([])
    expect(lies(moved).instead).toMatchObject({ until: '2026-08-26' })
  })

  it('is told to the leaders at once where nobody bears it, and once the deputy’s days are over', () => {
    const alone = [['holder-on-leave-alone', ['leaders', 'deciders']]]
    expect(told(away(log()))).toEqual(alone)
    expect(told(away(away(lent(log())), ['teacher'], '2026-08-28'))).toEqual(alone)
  })

  it('comes with what is theirs to the leader, where whoever stands in ends doing so meanwhile', () => {
    const ended = given(away(lent(log())), at(today, { type: 'baton.deputy-ended' }))
    expect(told(ended)).toContainEqual(['reminder', ['deciders']])
  })

  it('is news once: the same people in another order are not', () => {
    const gone = away(log(), ['teacher', 'colleague'])
    expect(gone.when(look(['colleague', 'teacher']), 'system', today)).toEqual(happens())
  })

  it('says nothing to anybody when they are back, and draws again what was said meanwhile', () => {
    const key = 'measure-due:measure_1:2026-09-21'
    const reminded: Event = {
      ...{ type: 'reminder.sent', key, signal: 'measure-due', occurrence: 0, rungs: ['responsible'] },
      ...{ day: '2026-09-21', ball: withColleague.ball as never },
    }
    const gone = given(away(lent(log())), reminded)
    const refreshed = (story: Story) =>
      story.notices().some((one) => one.kind === 'refresh' && one.card === 'reminder' && one.subject === key)
    // The deputy has it still, and no longer since somebody is away.
    const back = away(gone, [], '2026-08-25')
    expect(told(back)).toEqual([])
    expect(refreshed(back)).toBe(true)
    expect(new Set(back.notices().map(({ kind }) => kind))).toEqual(new Set(['refresh']))
    expect(refreshed(away(gone, ['teacher', 'ppt'], today))).toBe(false)
  })

  it('ends with the case', () => {
    const closing: Event = { type: 'case.closed', reason: 'goal-reached', summary: null }
    expect(given(away(log()), closing).state.leave).toBeNull()
  })
})

describe('a wondering', () => {
  const due = (story: Story) => story.due(today).map(({ signal, ball, instead }) => ({ signal, ball, instead }))
  const each = (lying: object) => ['concern-undecided', 'family-talk'].map((signal) => ({ signal, ...lying }))
  const owned = { ball: { role: 'owner' }, instead: null }

  it('lies with the leader while whoever wondered has leave, of which nobody is told by itself, and with them again after it', () => {
    const gone = away(given(registered()))
    expect(due(gone)).toEqual(expect.arrayContaining(each(withLeader)))
    const back = away(gone, [])
    expect(due(back)).toEqual(expect.arrayContaining(each(owned)))
    expect([told(gone), told(back)]).toEqual([[], []])
  })

  it('is theirs still where somebody else of it has leave', () => {
    const asks: Event = { type: 'concern.asked', question: 'question_1', to: people.nurse.person, text: 'word_q' }
    expect(due(away(given(registered(), asks), ['nurse']))).toEqual(expect.arrayContaining(each(owned)))
  })

  it('is said to whoever leads in those days, and on no rung besides', () => {
    const days = away(given(registered())).reminders('2026-09-09')
    const said = days.find(({ due: { signal } }) => signal === 'concern-undecided')
    expect([said?.due.ball, said?.rungs]).toEqual([{ role: 'leader' }, ['responsible', 'leader']])
  })

  it('is what somebody is to be replaced in only where they are gone: who has leave and is gone too is gone', () => {
    const silent = { person: people.teacher.person, why: 'silent' } as const
    const gone = away(given(registered())).and(look(['teacher'], { away: [silent] }), 'system', today)
    expect(due(gone)).toEqual(expect.arrayContaining(each({ ball: { role: 'leader' }, instead: null })))
    expect(told(gone)).toEqual([['owner-gone', ['leaders', 'deciders']]])
  })
})
