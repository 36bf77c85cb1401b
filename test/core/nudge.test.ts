/** What somebody waits for from others, and reminding them of it: who may, when, and what they are told. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { Day } from '../../src/core/ids.ts'
import { awaitedBy, awayUntil, isNudged } from '../../src/core/nudge.ts'
import { at, given, happens, refused, type Story } from '../support/given.ts'
import { joined, measure, offered, openLog, proposed, registered, requested } from '../support/history.ts'
import { calendar, type Name, on, people, somebody, standard, startDay, withPost } from '../support/sample.ts'

const asks: Event = { type: 'concern.asked', question: 'question_1', to: people.nurse.person, text: 'word_q' }
const send = (key: string): Command => ({ type: 'nudge.send', key })
const offerKey = 'handover-unanswered:handover_1:2026-08-24'
const proposalKey = 'proposal-undecided:proposal_1:2026-08-24'
const mine = { kind: 'person', person: people.ppt.person } as const
const toPpt = measure('2026-08-20', '1', mine)
const measureKey = 'measure-due:measure_1:2026-08-20'

/** What somebody waits for, as what and since when. */
function waits(story: Story, name: Name, day: Day = startDay): string[] {
  const found = awaitedBy(story.state, people[name], on(day), { policy: standard, calendar })
  return found.map(({ what, since, ball }) => [what, since, ball?.role ?? 'family'].join(' '))
}

describe('what waits for others', () => {
  it('is a question to a colleague, for whoever wonders, until it is answered', () => {
    const story = given(registered(), asks)
    expect(waits(story, 'teacher')).toEqual(['question 2026-08-17 person'])
    for (const name of ['nurse', 'head', 'colleague'] as const) expect(waits(story, name)).toEqual([])
    const answer: Event = { type: 'concern.answered', question: 'question_1', text: 'word_a' }
    expect(waits(given(story, answer), 'teacher')).toEqual([])
  })

  it('is still a question to a colleague once the log is open, for whoever asked and nobody else', () => {
    const [first, ...rest] = openLog(2)
    if (!first) throw new Error('no history')
    const story = given(first, asks, rest)
    expect(waits(story, 'teacher')).toContain('question 2026-08-17 person')
    const taken: Event = { type: 'baton.accepted', handOver: 'handover_1', from: people.teacher.person }
    const handed = given(story, offered('colleague'), taken)
    expect(handed.state.holder).toBe(people.colleague.person)
    expect(waits(handed, 'colleague').join()).not.toContain('question')
  })

  it('is no question to a colleague who is not there for it', () => {
    const gone: Event = {
      ...{ type: 'presence.noted', decides: 'unit', stuck: null, proposal: null, back: null, settled: [] },
      away: [{ person: people.nurse.person, why: 'silent' }],
    }
    expect(waits(given(registered(), asks, gone), 'teacher')).toEqual([])
  })

  it('is the baton offered, for whoever holds it and whoever offered it', () => {
    const story = given(openLog(2), offered('ppt'))
    expect(waits(story, 'teacher')).toEqual(expect.arrayContaining(['hand-over 2026-08-17 person']))
    expect(waits(story, 'ppt').join()).not.toContain('hand-over')
    const byHead: Event = { ...offered('ppt'), by: people.head.person } as Event
    expect(waits(given(openLog(2), byHead), 'head')).toEqual(['hand-over 2026-08-17 person'])
    expect(waits(story, 'head')).toEqual([])
    // Nor for whoever leads there no more, though they offered it, or stands in and was offered it themselves.
    const left = withPost('head', { roles: ['employee'] })
    const times = { policy: standard, calendar }
    expect(awaitedBy(given(openLog(2), byHead).state, left, on(startDay), times)).toEqual([])
    const { person, service, unit } = somebody('colleague')
    const deputized: Event = { type: 'baton.deputized', person, service, unit, from: startDay, until: '2026-08-31' }
    const both = given(openLog(1), deputized, offered('colleague'))
    expect(waits(both, 'colleague')).toEqual([])
    expect(waits(both, 'teacher')).toEqual(['hand-over 2026-08-17 person'])
  })

  it('is no baton that nobody can take now, since whoever it was offered to is not there for it, or let in no more', () => {
    const story = given(openLog(2), offered('ppt'))
    expect(waits(story, 'teacher', '2027-08-17').join()).toContain('hand-over')
    expect(waits(story, 'teacher', '2027-08-18')).toEqual([])
  })

  it('is nothing that lies with the holder, for the holder', () => {
    const story = given(openLog(), measure('2026-08-20'))
    expect(waits(story, 'teacher', '2026-08-20')).toEqual([])
  })

  it('is nothing in a case that is closed, nor a question in a log that the family lets nobody keep', () => {
    const closed: Event = { type: 'case.closed', reason: 'moved', summary: null }
    expect(waits(given(registered(), asks, closed), 'teacher')).toEqual([])
    const [first, ...rest] = openLog()
    if (!first) throw new Error('no history')
    const story = given(first, asks, rest)
    expect(waits(story, 'teacher', '2027-08-17')).toContain('question 2026-08-17 person')
    expect(waits(story, 'teacher', '2027-08-18')).toEqual([])
  })

  it('is a proposal, for whoever made it and whoever holds the case', () => {
    const story = given(openLog(2), joined('ppt'), proposed(3, [], people.ppt.person))
    expect(waits(story, 'ppt')).toEqual(['proposal 2026-08-17 leader'])
    expect(waits(story, 'teacher')).toEqual(['proposal 2026-08-17 leader'])
    for (const name of ['head', 'colleague'] as const) expect(waits(story, name)).toEqual([])
  })

  it('is what the family was asked, until its day: from then on it is for whoever asked', () => {
    const story = given(registered(), requested())
    expect(waits(story, 'teacher', '2026-08-24')).toEqual(['consent 2026-08-17 family'])
    expect(waits(story, 'teacher', '2026-08-26')).toEqual([])
    // Of a family nobody says until when it is away.
    expect(awayUntil(story.state, { ball: null })).toBeNull()
  })

  it('is a service that has nobody, for whoever holds the case', () => {
    const contact: Event = { type: 'service.asked', service: 'ppt', person: people.ppt.person }
    expect(waits(given(openLog(2)), 'teacher')).toEqual(['service 2026-08-17 leader'])
    expect(waits(given(openLog(2), contact), 'teacher')).toEqual(['service 2026-08-17 person'])
    expect(waits(given(openLog(2), contact, joined('ppt')), 'teacher')).toEqual([])
  })

  it('is a measure given to somebody else, from its day on', () => {
    const story = given(openLog(2), joined('ppt'), toPpt)
    expect(waits(story, 'teacher', '2026-08-19')).toEqual([])
    expect(waits(story, 'teacher', '2026-08-20')).toEqual(['measure 2026-08-20 person'])
    expect(waits(story, 'ppt', '2026-08-20')).toEqual([])
  })
})

describe('nudge.send', () => {
  const proposing = given(openLog(2), joined('ppt'), proposed(3, [], people.ppt.person))

  it('reminds whoever has it, once the days of the model have gone since it was asked', () => {
    const story = given(openLog(2), offered('ppt'))
    expect(story.when(send(offerKey), 'teacher', '2026-08-18')).toEqual(refused('asked-lately', { day: '2026-08-19' }))
    const ball = { role: 'person', person: people.ppt.person } as const
    const sent = { type: 'nudge.sent', key: offerKey, ball, by: people.teacher.person, day: '2026-08-19' } as const
    expect(story.when(send(offerKey), 'teacher', '2026-08-19')).toEqual(happens(sent))
  })

  it('is for nobody who has leave: it is refused until when, and counts as none', () => {
    const until = '2026-08-28'
    const gone: Event = {
      ...{ type: 'presence.noted', away: [], decides: 'unit', stuck: null, proposal: null, back: null, settled: [] },
      leave: {
        people: [people.ppt.person, people.nurse.person].map((person) => ({ person, until })),
        bears: 'holder',
      },
    }
    const offering = given(openLog(2), offered('ppt'), gone)
    expect(offering.when(send(offerKey), 'teacher', '2026-08-26')).toEqual(refused('on-leave', { day: until }))
    const asking = given(registered(), asks, gone)
    expect(asking.when(send('question_1'), 'teacher', '2026-08-26')).toEqual(refused('on-leave', { day: until }))
    const back = given(asking, at('2026-08-29', { ...gone, leave: undefined } as Event))
    expect(back.when(send('question_1'), 'teacher', '2026-08-31')).toHaveProperty('events')
    // By the button that was there before they were away as well.
    const again = given(offering, at('2026-08-29', { ...gone, leave: undefined } as Event))
    expect(again.when(send(offerKey), 'teacher', '2026-09-01')).toMatchObject({ events: [{ type: 'nudge.sent' }] })
  })

  it('is remembered as asked for on that day, of that thing', () => {
    const { state } = given(openLog(2), joined('ppt'), toPpt, offered('ppt')).and(
      send(offerKey),
      'teacher',
      '2026-08-19',
    )
    expect(isNudged(state, offerKey, '2026-08-19')).toBe(true)
    expect(isNudged(state, offerKey, '2026-08-20')).toBe(false)
    expect(isNudged(state, measureKey, '2026-08-19')).toBe(false)
  })

  it('counts working days', () => {
    const story = given(registered(), at('2026-08-21', asks))
    expect(story.when(send('question_1'), 'teacher', '2026-08-24')).toMatchObject(refused('asked-lately'))
    expect(story.when(send('question_1'), 'teacher', '2026-08-25')).toHaveProperty('events')
  })

  it('is refused to everybody in the case alike for as many days after the last, and says who did it', () => {
    const once = proposing.and(send(proposalKey), 'ppt', '2026-08-19')
    const who = { kind: 'person', person: people.ppt.person } as const
    for (const name of ['ppt', 'teacher'] as const)
      expect(once.when(send(proposalKey), name, '2026-08-20')).toEqual(
        refused('nudged-lately', { day: '2026-08-21', who }),
      )
    expect(once.when(send(proposalKey), 'teacher', '2026-08-21')).toHaveProperty('events')
  })

  it('is for what somebody waits for, and nothing else', () => {
    const story = given(openLog(2), joined('ppt'), toPpt)
    expect(story.when(send(measureKey), 'head', '2026-08-25')).toEqual(refused('not-permitted', { may: ['holder'] }))
    expect(story.when(send('question_none'), 'teacher', '2026-08-25')).toEqual(refused('already-done'))
    const asked = given(registered(), asks)
    expect(asked.when(send('question_1'), 'head', '2026-08-25')).toEqual(refused('not-permitted', { may: ['owner'] }))
    // Whoever has it themselves waits for nobody.
    const offering = given(openLog(2), joined('ppt'), offered('ppt'))
    expect(offering.when(send(offerKey), 'ppt', '2026-08-25')).toMatchObject(refused('not-permitted'))
    // The family is written to by nobody.
    const family = given(registered(), requested())
    const key = 'consent-unanswered:consent_1:2026-08-24'
    expect(family.when(send(key), 'teacher', '2026-08-24')).toEqual(refused('already-done'))
  })

  it('is there for nobody who may not know of the case', () => {
    for (const name of ['nurse', 'stranger', 'outsider', 'ke'] as const)
      expect(proposing.when(send(proposalKey), name, '2026-08-25')).toEqual(refused('not-found'))
  })

  it('sends what asked it once more, to whoever has it', () => {
    const told = (story: Story) =>
      story.notices().map((notice) => ('card' in notice ? [notice.card, notice] : [notice]))
    const person = (name: 'ppt' | 'nurse') => [{ person: people[name].person }]
    const contact: Event = { type: 'service.asked', service: 'ppt', person: people.ppt.person }
    const unmanned = 'service-unmanned:ppt:2026-08-24'
    const sent: [Story, string, string, string, unknown][] = [
      [given(registered(), asks), 'question_1', 'anonymous-question', 'question_1', person('nurse')],
      [given(openLog(2), offered('ppt')), offerKey, 'hand-over', 'handover_1', person('ppt')],
      [proposing, proposalKey, 'proposal', 'proposal_1', ['deciders']],
      [given(openLog(2), contact), unmanned, 'who-comes', 'service_ppt', person('ppt')],
      [given(openLog(2)), unmanned, 'reminder', unmanned, ['deciders']],
      [given(openLog(2), joined('ppt'), toPpt), measureKey, 'reminder', measureKey, person('ppt')],
    ]
    for (const [story, key, card, subject, audience] of sent)
      expect(told(story.and(send(key), 'teacher', '2026-08-25'))).toEqual([
        [card, { kind: 'tell', card, subject, audience }],
      ])
  })

  it('follows nothing up: a holder who only reminds others is as silent as before', () => {
    const story = given(openLog(2), offered('ppt'))
    const { lastEntryAt } = story.and(send(offerKey), 'teacher', '2026-08-25').state
    expect(lastEntryAt).toBe(story.state.lastEntryAt)
  })

  it('is for a holder to whom the topic of what others answer for is closed as well', () => {
    const story = given(openLog(2, ['ppt'], { topics: ['learning'] }), joined('ppt'), toPpt)
    const named: Event = { type: 'baton.accepted', handOver: 'handover_1', from: people.teacher.person }
    const held = given(
      story,
      offered('ppt'),
      named,
      measure('2026-08-20', '2', { kind: 'person', person: people.teacher.person }),
    )
    expect(held.state.holder).toBe(people.ppt.person)
    expect(held.when(send('measure-due:measure_2:2026-08-20'), 'ppt', '2026-08-25')).not.toMatchObject(
      refused('not-found'),
    )
  })
})
