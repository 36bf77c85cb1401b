/** What the directory says of those in a case: kept once, in one order; who is told that somebody is gone, and what falls to whom. */
import { describe, expect, it } from 'vitest'
import { type Away, awayStill, waitedFor } from '../../src/core/away.ts'
import type { Event } from '../../src/core/case.ts'
import type { PersonId } from '../../src/core/ids.ts'
import type { PresenceCommand, PresenceEvent } from '../../src/core/presence.ts'
import { at, by, given, happens, type Story } from '../support/given.ts'
import {
  concluded,
  consented,
  joined,
  measure,
  offered,
  openLog,
  proposed,
  registered,
  requested,
  said,
  signed,
} from '../support/history.ts'
import { type PersonName, people, somebody } from '../support/sample.ts'

const head = people.head.person
const look = (change: Partial<PresenceCommand> = {}): PresenceCommand => ({
  ...{ type: 'presence.note', away: [], leaders: [head], ke: [people.ke.person], contacts: [] },
  ...change,
})
const noted = (change: Partial<PresenceEvent> = {}): PresenceEvent => ({
  ...{ type: 'presence.noted', away: [], decides: 'unit', proposal: null, back: null, stuck: null, settled: [] },
  ...change,
})
const gone = (why: Away['why'], ...names: PersonName[]): Away[] =>
  names.map((name) => ({ person: people[name].person, why }))
const silent = (...names: PersonName[]) => gone('silent', ...names)

/** Each sentence that is told, with whom it is told to. */
function told(story: Story): Record<string, unknown[]> {
  return Object.fromEntries(
    story.notices().flatMap((one) => (one.kind === 'tell' && 'line' in one ? [[one.line, one.audience]] : [])),
  )
}

const log = given(openLog(2), joined('colleague'), joined('ppt'))
const own = given(log, by('head', proposed(3, [], head)))
const asked: Event = { type: 'concern.asked', question: 'question_1', to: people.ppt.person, text: 'word_q' }

describe('presence.note', () => {
  const school = given(openLog(), joined('colleague'), joined('stranger'))

  it('keeps who is away in one order, so that the same people in another are no news', () => {
    const happened = happens(noted({ away: silent('colleague', 'stranger') }))
    expect(school.when(look({ away: silent('stranger', 'colleague') }), 'system')).toEqual(happened)
    expect(school.when(look({ away: silent('colleague', 'stranger') }), 'system')).toEqual(happened)
    const known = school.and(look({ away: silent('stranger', 'colleague') }), 'system')
    expect(known.when(look({ away: silent('stranger', 'colleague') }), 'system')).toEqual(happens())
    expect(known.when(look(), 'system')).toEqual(happens(noted()))
  })

  it('ends the parts of whoever has left, and not of somebody nothing reaches', () => {
    const away = [...gone('left', 'colleague'), ...silent('stranger')]
    expect(school.when(look({ away }), 'system')).toEqual(
      happens(noted({ away }), { type: 'participant.removed', person: people.colleague.person }),
    )
  })

  it('brings to KE what no leader can decide, and says that nobody can where all of KE are recused', () => {
    expect(own.when(look(), 'system')).toEqual(happens(noted({ proposal: 'proposal_1' })))
    const recused = given(own, { type: 'case.recused', person: people.ke.person })
    expect(recused.when(look(), 'system')).toEqual(happens(noted({ stuck: 'proposal_1' })))
    expect(recused.when(look({ leaders: [] }), 'system')).toEqual(
      happens(noted({ decides: 'nobody', stuck: 'proposal_1' })),
    )
  })

  it('leaves with KE what is theirs when somebody else goes: the proposal, and what the ladder brought', () => {
    const theirs = own.and(look(), 'system').and(look({ away: silent('ppt') }), 'system')
    expect(theirs.state.proposals).toMatchObject([{ status: 'open', toKe: true }])
    const key = 'measure-due:measure_1:2026-09-21'
    const late = given(openLog(), joined('colleague'), measure()).and(
      { type: 'reminder.send', key, occurrence: 9 },
      'system',
      '2026-10-13',
    )
    const still = late.and(look({ away: silent('colleague') }), 'system', '2026-10-13')
    expect(still.state).toMatchObject({ away: silent('colleague'), raised: [key] })
  })
})

describe('that somebody is gone', () => {
  const deputized: Event = {
    ...{ type: 'baton.deputized', person: people.ppt.person, service: 'ppt', unit: 'ppt' },
    ...{ from: '2026-08-17', until: '2026-09-01' },
  }

  it('is told once, though somebody else goes after them', () => {
    const first = given(log, deputized, noted({ away: silent('teacher') }))
    expect(told(first)).toHaveProperty('holder-silent')
    expect(told(given(first, noted({ away: silent('ppt', 'teacher') })))).toMatchObject({
      'deputy-gone': ['holder', 'leaders', 'deciders'],
    })
    expect(told(given(first, noted({ away: silent('ppt', 'teacher') })))).not.toHaveProperty('holder-silent')
  })

  it('is told to the leaders only of those who took part', () => {
    const left = (name: PersonName) => told(given(log, offered('nurse'), noted({ away: gone('left', name) })))
    expect(left('ppt')).toMatchObject({ 'staff-left': ['leaders'], 'staff-left-no-leader': ['ke-unled'] })
    expect(left('nurse')).not.toHaveProperty('staff-left')
  })

  it('is told to KE apart only where the case was theirs before', () => {
    const away = gone('left', 'ppt')
    const last = (...events: PresenceEvent[]) => Object.keys(told(given(log, ...events)))
    expect(last(noted({ away, decides: 'ke' }))).not.toContain('staff-left-no-leader')
    expect(last(noted({ decides: 'nobody' }), noted({ away, decides: 'nobody' }))).not.toContain('staff-left-no-leader')
    expect(last(noted({ decides: 'ke' }), noted({ away, decides: 'ke' }))).toContain('staff-left-no-leader')
    const nobody = given(log, noted({ decides: 'nobody' }), noted({ away, decides: 'nobody' }))
    expect(nobody.notices()).toEqual([
      { kind: 'tell', card: 'told', line: 'staff-left', subject: '', audience: ['leaders'] },
      { kind: 'refresh', card: 'thread-root', subject: '' },
    ])
  })
})

describe('that a case has no leader', () => {
  const named: Event = { type: 'baton.named', to: people.ppt.person, service: 'ppt', unit: 'ppt' }

  it('is told KE with the proposal, or with who must be replaced, where there is that to tell', () => {
    const falls = (story: Story, away: Away[], proposal: PresenceEvent['proposal'] = null) =>
      told(given(story, noted({ away, decides: 'ke', proposal })))['falls-to-ke']
    expect(falls(own, [], 'proposal_1')).toEqual(['holder', 'deputy'])
    expect(falls(own, silent('colleague'))).toEqual(['ke', 'holder', 'deputy'])
    const held = given(log, named)
    expect(falls(held, silent('ppt'))).toEqual(['holder', 'deputy'])
    expect(falls(held, silent('teacher'))).toEqual(['ke', 'holder', 'deputy'])
    const wondering = given(registered(), asked)
    expect(falls(wondering, silent('teacher'))).toEqual(['owner'])
    expect(falls(wondering, silent('ppt'))).toEqual(['ke', 'owner'])
  })

  it.each(['ke', 'nobody'] as const)('is told once when %s decides, though something else changes', (decides) => {
    const first = given(log, noted({ decides }))
    const lines = ['falls-to-ke', 'nobody-decides', 'nobody-leads', 'back-with-unit']
    const of = (story: Story) => Object.keys(told(story)).filter((one) => lines.includes(one))
    expect(of(first)).not.toEqual([])
    expect(of(given(first, noted({ decides, away: silent('ppt') })))).toEqual([])
  })

  it('any more is not said to be with its unit again where KE has nobody either', () => {
    const lost = told(given(log, noted({ decides: 'ke' }), noted({ decides: 'nobody' })))
    expect(Object.keys(lost)).toEqual(['nobody-decides', 'nobody-leads'])
  })

  it('that can decide a proposal is told once, and not when there is one', () => {
    const stuck = noted({ stuck: 'proposal_1' })
    const first = given(own, stuck)
    expect(Object.keys(told(first))).toEqual(['proposal-stuck', 'nobody-leads'])
    expect(told(given(first, { ...stuck, away: silent('colleague') }))).toEqual({})
    expect(told(given(first, noted()))).toEqual({})
  })
})

describe('a question to a colleague who is gone', () => {
  const wondering = given(registered(), asked)
  const to = (story: Story, away: Away[]) => told(given(story, noted({ away })))['question-gone']

  it('is told to whoever asked, and to their leader where they are gone themselves', () => {
    expect(to(wondering, silent('ppt'))).toEqual(['owner'])
    expect(to(wondering, silent('ppt', 'teacher'))).toEqual(['leaders', 'deciders'])
  })

  it('is told once, and neither of one that was answered nor of a colleague who is there', () => {
    expect(to(wondering, silent('colleague'))).toBeUndefined()
    expect(to(given(wondering, noted({ away: silent('ppt') })), silent('ppt', 'teacher'))).toBeUndefined()
    const answered = given(wondering, { type: 'concern.answered', question: 'question_1', text: 'word_a' })
    expect(to(answered, silent('ppt'))).toBeUndefined()
  })

  it('is told to whoever asked also once the case has a log, whoever holds it', () => {
    const opened = given(registered(), asked, openLog().slice(1))
    expect(to(opened, silent('ppt', 'teacher'))).toEqual(['owner'])
  })
})

describe('those something waits for', () => {
  const waiting = (story: Story): PersonId[] => waitedFor(story.state).toSorted()
  const answered: Event = { type: 'concern.answered', question: 'question_1', text: 'word_a' }
  const persons = (...names: PersonName[]) => names.map((name) => people[name].person).toSorted()

  it('are whoever wondered until there is a log, then its holder, and each once', () => {
    expect(waiting(given(registered()))).toEqual(persons('teacher'))
    const { person, service, unit } = somebody('ppt')
    const named = given(openLog(2), { type: 'participant.removed', person: people.teacher.person })
    expect(waiting(given(named, { type: 'baton.named', to: person, service, unit }))).toEqual(persons('ppt'))
  })

  it('are a colleague until they have answered, and whoever is asked who comes', () => {
    expect(waiting(given(registered(), asked))).toEqual(persons('teacher', 'ppt'))
    expect(waiting(given(registered(), asked, answered))).toEqual(persons('teacher'))
    const contact: Event = { type: 'service.asked', service: 'ppt', person: people.ppt.person }
    expect(waiting(given(openLog(2), contact))).toEqual(persons('teacher', 'ppt'))
    expect(waiting(given(openLog(2), { ...contact, person: null }))).toEqual(persons('teacher'))
  })

  it('are away still, and whoever nothing reaches; not somebody who has left and in whom nothing rests', () => {
    const away = [...gone('left', 'ppt', 'nurse'), ...silent('otherPpt')]
    const { state } = given(log, at('2026-08-18', noted({ away })))
    expect(awayStill(state)).toEqual([...gone('left', 'ppt'), ...silent('otherPpt')])
  })
})

describe('what waited for somebody who is gone', () => {
  const taken = { reason: null, ...said } as const
  const theirs = { kind: 'person', person: people.ppt.person } as const
  const due = 'follow-up-due:followup_1:2026-08-28'
  const task: Event = {
    ...{ type: 'follow-up.added', followUp: 'followup_1', text: 'word_t', topic: 'family', day: '2026-08-28' },
    responsible: theirs,
  }
  const card = (subject: string, ...audience: string[]) => ({ kind: 'tell', card: 'reminder', subject, audience })

  it('comes as a card to the holder, and to the leader where the holder is gone with them', () => {
    const story = given(log, task)
    expect(given(story, noted({ away: silent('ppt') })).notices()).toContainEqual(card(due, 'holder'))
    expect(given(story, noted({ away: silent('ppt', 'teacher') })).notices()).toContainEqual(card(due, 'deciders'))
  })

  it('comes as a card to the holder who is back, and to the leader where whoever stood in does no more meanwhile', () => {
    const { person, service, unit } = somebody('colleague')
    const deputized: Event = { type: 'baton.deputized', person, service, unit, from: '2026-08-17', until: '2026-09-01' }
    const mine = 'measure-due:measure_1:2026-09-21'
    const story = given(log, measure(), noted({ away: silent('teacher') }))
    expect(given(story, noted()).notices()).toContainEqual(card(mine, 'holder'))
    expect(given(story, deputized, { type: 'baton.deputy-ended' }).notices()).toContainEqual(card(mine, 'deciders'))
  })

  it('comes as a card to the holder where the family closes its topic to whoever stands in', () => {
    const { person, service, unit } = somebody('ppt')
    const deputized: Event = { type: 'baton.deputized', person, service, unit, from: '2026-08-17', until: '2026-09-01' }
    const closed: Event = { type: 'consent.withdrawn', scope: 'topic', service: null, topic: 'learning', ...taken }
    const story = given(log, measure(), deputized, closed)
    expect(story.notices()).toContainEqual(card('measure-due:measure_1:2026-09-21', 'holder'))
  })

  it('comes as a card to whoever the family lets see it', () => {
    const health = consented(['skole', 'ppt'], 'consent_1', { topics: ['health'] })
    const narrow = [registered(), concluded(2, ['ppt']), health, openLog(2).slice(-1), joined('ppt'), task]
    const wider = given(narrow, consented(['ppt'], 'consent_2', { topics: ['family'] }))
    const { person } = people.ppt
    expect(wider.notices()).toContainEqual({ kind: 'tell', card: 'reminder', subject: due, audience: [{ person }] })
  })
})

describe('whoever wondered', () => {
  const no = signed('consent_1', { excludedStaff: [people.teacher.person] })
  const wondering = given(registered(), concluded(), requested())

  it('and whom the family does not want, is told of to the leaders, once and while it is theirs', () => {
    expect(told(given(wondering, no))['owner-gone']).toEqual(['leaders', 'deciders'])
    expect(told(given(wondering, noted({ away: silent('teacher') }), no))).not.toHaveProperty('owner-gone')
    expect(told(given(wondering, signed()))).not.toHaveProperty('owner-gone')
    expect(told(given(log, requested('consent_2'), { ...no, consent: 'consent_2' } as Event))).not.toHaveProperty(
      'owner-gone',
    )
  })

  it('and is recused, is told of by that alone', () => {
    expect(told(given(wondering, { type: 'case.recused', person: people.teacher.person }))).not.toHaveProperty(
      'owner-gone',
    )
  })
})
