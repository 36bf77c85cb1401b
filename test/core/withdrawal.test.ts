/** The family takes a consent back: at once, whole or in part, and nothing goes on that would disclose. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { covers } from '../../src/core/consent.ts'
import type { ConsentCommand } from '../../src/core/consent-said.ts'
import { accessTo } from '../../src/core/reading.ts'
import { at, given, happens, refused } from '../support/given.ts'
import {
  allTopics,
  concluded,
  consented,
  joined,
  offered,
  openLog,
  openOnPaper,
  proposed,
  registered,
  requested,
  said,
  signed,
} from '../support/history.ts'
import { type PersonName, people, somebody, standard, startDay, units } from '../support/sample.ts'

type Withdraw = Extract<ConsentCommand, { type: 'consent.withdraw' }>
const whole: Withdraw = {
  type: 'consent.withdraw',
  scope: 'whole',
  service: null,
  topic: null,
  reason: 'word_why',
  ...said,
}
const from = (service: string): Withdraw => ({ ...whole, scope: 'service', service })
const about = (topic: string): Withdraw => ({ ...whole, scope: 'topic', topic })

const level2 = [openLog(2, ['ppt', 'skolehelsetjeneste']), joined('ppt'), joined('nurse')]
const told = (command: Withdraw, ...history: Parameters<typeof given>) => {
  const decision = given(...history).when(command)
  return 'events' in decision ? decision.events.slice(1) : decision
}
const topicsOf = (story: ReturnType<typeof given>, name: PersonName, day = startDay) =>
  accessTo(story.state, people[name], day, standard.topics)?.topics ?? null

describe('consent.withdraw, whole', () => {
  it('stops the sharing with every service, and their part in the case', () => {
    const story = given(level2).and(whole)
    for (const service of ['skole', 'ppt', 'skolehelsetjeneste'])
      expect(covers(story.state, service, null, startDay)).toBe(false)
    expect(told(whole, level2)).toEqual([
      { type: 'participant.service-left', service: 'ppt' },
      { type: 'participant.service-left', service: 'skolehelsetjeneste' },
    ])
    expect(story.state).toMatchObject({ services: ['skole'], participants: [{ person: 'person_teacher' }] })
    expect([topicsOf(story, 'ppt'), topicsOf(story, 'nurse')]).toEqual([null, null])
  })

  it('leaves what was lawful before, and a holder in the case', () => {
    const story = given(level2).and(whole)
    expect(story.state).toMatchObject({ status: 'open', mode: 'digital', holder: 'person_teacher', level: 2 })
    expect(topicsOf(story, 'head')).toBe('all')
  })

  it('ends open proposals, offers and deputies that would disclose', () => {
    const open = [proposed(3, ['bup']), offered('ppt')]
    const { person, service, unit } = somebody('nurse')
    const deputy = { type: 'baton.deputized', person, service, unit, from: startDay, until: '2026-09-01' } as const
    expect(told(whole, level2, open, deputy)).toEqual([
      { type: 'level.cancelled', proposal: 'proposal_1' },
      { type: 'baton.cancelled', handOver: 'handover_1' },
      { type: 'baton.deputy-ended' },
      { type: 'participant.service-left', service: 'ppt' },
      { type: 'participant.service-left', service: 'skolehelsetjeneste' },
    ])
  })

  it('lets no holder go who has left before', () => {
    const named = { type: 'baton.named', to: people.ppt.person, service: 'ppt', unit: 'ppt' } as const
    const left = { type: 'baton.left', person: people.ppt.person } as const
    const taken = (...history: Event[]) => given([...level2, history]).when(whole, 'head')
    expect(taken(named)).toMatchObject({ events: expect.arrayContaining([left]) })
    expect(taken(named, left)).toMatchObject({ events: expect.not.arrayContaining([left]) })
  })

  it('ends neither what was over before nor a deputy of the own service', () => {
    const over = [proposed(3, ['bup']), { type: 'level.withdrawn', proposal: 'proposal_1' } as const]
    const { person, service, unit } = somebody('colleague')
    const deputy = { type: 'baton.deputized', person, service, unit, from: startDay, until: '2026-09-01' } as const
    expect(told(whole, level2, over, deputy)).toEqual([
      { type: 'participant.service-left', service: 'ppt' },
      { type: 'participant.service-left', service: 'skolehelsetjeneste' },
    ])
  })

  it('tells that a holder of a service that must leave has to be replaced', () => {
    const held = given(level2, offered('ppt')).and({ type: 'baton.accept', handOver: 'handover_1' }, 'ppt')
    const after = held.and(whole, 'head')
    expect(after.state).toMatchObject({ holder: 'person_ppt', holderLeft: expect.any(String) })
    expect(after.when({ type: 'meeting.set', meeting: 'meeting_1', day: startDay }, 'ppt')).toEqual(
      refused('not-found'),
    )
    expect(after.due(startDay)).toContainEqual(
      expect.objectContaining({ signal: 'no-holder', ball: { role: 'leader' } }),
    )
  })

  it('leaves a case where it has moved to, be it that the family has not let it come', () => {
    const planned = { type: 'transition.planned', transition: 'transition_1', day: startDay, to: 'skole' } as const
    const received = { type: 'transition.received', transition: 'transition_1', unit: 'strandheim' } as const
    const moved = given(level2, planned, received)
    const after = moved.and(whole)
    expect(after.state).toMatchObject({ service: 'skole', unit: 'strandheim', services: ['skole'] })
    const left = { type: 'participant.service-left', service: 'skole' }
    expect(after.entries.map(({ event }) => event)).not.toContainEqual(left)
  })

  it('touches nothing that was answered otherwise', () => {
    const no: Event = { type: 'consent.refused', consent: 'consent_2', services: ['skole'], reason: null, ...said }
    const { state } = given(level2, requested('consent_2'), no).and(whole)
    expect(state.consents.map(({ status }) => status)).toEqual(['withdrawn', 'refused'])
  })

  it('also ends a question that is still open', () => {
    const story = given(registered(), concluded(), requested()).and(whole)
    expect(story.state.consents[0]?.status).toBe('withdrawn')
    expect(story.due(startDay).map(({ signal }) => signal)).toContain('concern-undecided')
  })

  it('is possible in a closed case, and once', () => {
    const closed = given(level2, { type: 'case.closed', reason: 'moved', summary: null })
    expect(closed.when(whole, 'head')).toHaveProperty('events')
    expect(closed.and(whole, 'head').when(whole, 'head')).toEqual(refused('consent-not-open'))
  })

  it('has nothing to take back where there is no consent, or none any longer', () => {
    expect(given(openOnPaper()).when(whole)).toEqual(refused('consent-not-open'))
    const over = given(openLog()).and(whole, 'teacher', '2027-08-18')
    expect(over.when(whole, 'teacher', '2027-08-18')).toEqual(refused('consent-not-open'))
  })
})

describe('consent.withdraw for one service', () => {
  it('takes that service out and leaves the others', () => {
    const story = given(level2).and(from('ppt'))
    expect(story.state.services).toEqual(['skole', 'skolehelsetjeneste'])
    expect([topicsOf(story, 'ppt'), topicsOf(story, 'nurse')]).toEqual([null, allTopics])
    expect(story.state.consents[0]).toMatchObject({ status: 'given', withdrawnServices: ['ppt/ppt'] })
  })

  it('is the whole consent when no other service is left in it', () => {
    const story = given(openLog()).and(from('skole'))
    expect(story.state.consents[0]).toMatchObject({ status: 'withdrawn', withdrawnAt: expect.any(String) })
  })

  it('ends a question about that service alone, and leaves consents that never had it', () => {
    const asked = given(registered(), concluded(), requested()).and(from('skole'))
    expect(asked.state.consents[0]).toMatchObject({ status: 'withdrawn', withdrawnAt: expect.any(String) })
    const two = given(level2, consented(['bup'], 'consent_2')).and(from('bup'))
    expect(two.state.consents[0]).toMatchObject({ status: 'given', withdrawnAt: null })
  })

  it('reads nothing but the service, and for a topic nothing but the topic', () => {
    const both = { service: 'ppt', topic: 'family' }
    const service = given(level2).and({ ...whole, ...both, scope: 'service' }).state.consents[0]
    expect(service).toMatchObject({ withdrawnServices: ['ppt/ppt'], withdrawnTopics: [] })
    const topic = given(level2).and({ ...whole, ...both, scope: 'topic' }).state.consents[0]
    expect(topic).toMatchObject({ withdrawnServices: [], withdrawnTopics: ['family'] })
  })

  it('is watched when it is the own service that the family took out', () => {
    const story = given(level2).and(from('skole'), 'teacher', '2026-09-01')
    expect(story.state.consents[0]?.status).toBe('given')
    expect(story.due('2026-09-01')).toContainEqual(
      expect.objectContaining({ signal: 'consent-withdrawn', day: '2026-09-01' }),
    )
  })

  it('is refused for a service that has no consent, or no longer has it', () => {
    const unknown = refused('service-unknown', { field: 'what' })
    expect(given(level2).when(from('bup'))).toEqual(unknown)
    expect(given(level2).when({ ...from('ppt'), service: null })).toEqual(unknown)
    expect(given(level2, requested('consent_2')).when({ ...from('ppt'), service: null })).toEqual(unknown)
    expect(given(level2).and(from('ppt')).when(from('ppt'))).toEqual(unknown)
  })

  it('narrows what is still being asked, so that a late signature lets nobody in', () => {
    const question = requested('consent_1', { services: ['skole', 'ppt'] })
    const story = given(registered(), concluded(2, ['ppt']), question).and(from('ppt'))
    const both: Command = {
      ...{
        type: 'consent.record',
        holder: null,
        consent: 'consent_1',
        signedBy: ['guardian-1'],
        evidence: 'oral',
        services: ['skole/bjorkelia', 'ppt/ppt'],
      },
      units,
      excludedShown: [],
      excludedStaff: [],
      ...{ topics: allTopics, excludedPersons: null, purpose: null, from: startDay, until: '2027-01-01' },
      ...{ textVersion: '2026-1', language: 'nb', childAsked: true, childView: null },
    }
    expect(story.when(both)).toEqual(refused('consent-not-asked', { field: 'services' }))
    expect(story.and({ ...both, services: ['skole/bjorkelia'] }).state).toMatchObject({ level: 1, services: ['skole'] })
  })

  it('cancels only what concerns that service', () => {
    const other = given(level2, proposed(3, ['bup']), offered('nurse')).when(from('ppt'))
    expect(other).toMatchObject({
      events: [{ type: 'consent.withdrawn' }, { type: 'participant.service-left', service: 'ppt' }],
    })
    expect(told(from('ppt'), openLog(2), consented(['bup'], 'consent_2'), proposed(3, ['bup']))).not.toContainEqual(
      expect.objectContaining({ type: 'level.cancelled' }),
    )
    expect(told(from('bup'), openLog(2), consented(['bup'], 'consent_2'), proposed(3, ['bup']))).toContainEqual({
      ...{ type: 'level.cancelled', proposal: 'proposal_1' },
    })
  })

  it('holds against a newer consent that was only half signed', () => {
    const half = [
      requested('consent_2', { services: ['ppt', 'skole'], required: ['guardian-1', 'guardian-2'] }),
      signed('consent_2', { services: ['ppt', 'skole'] }),
    ]
    const { state } = given(level2, half).and(from('ppt'))
    expect(state.consents[1]).toMatchObject({ status: 'partly-signed', services: ['skole/bjorkelia'] })
  })
})

describe('consent.withdraw of what is asked for and not given', () => {
  const unknown = refused('service-unknown', { field: 'what' })

  it('takes out one unit of a service that is asked about as a whole, and none that nobody asked about', () => {
    const asked = given(openLog(), requested('consent_2', { services: ['ppt'] }))
    expect(asked.when(from('ppt/nord'))).toHaveProperty('events')
    expect(asked.when(from('bup'))).toEqual(unknown)
  })

  it('takes out no unit of a service that was let in as a whole', () => {
    const whole2 = given(openLog(2, ['ppt'], { services: ['skole', 'ppt/ppt'] }))
    expect(whole2.when(from('ppt/nord'))).toEqual(unknown)
  })

  it('was said today at the latest', () => {
    expect(given(level2).when({ ...whole, day: '2026-08-18' })).toEqual(refused('day-future', { field: 'day' }))
  })
})

describe('consent.withdraw for one topic', () => {
  it('takes the topic from every service at once', () => {
    const story = given(level2).and(about('family'))
    expect(topicsOf(story, 'ppt')).toEqual(allTopics.filter((topic) => topic !== 'family'))
    expect(covers(story.state, 'ppt', null, startDay)).toBe(true)
    expect(told(about('family'), level2)).toEqual([])
  })

  it('is the whole consent when it was the only topic', () => {
    const story = given(openLog(2, ['ppt'], { topics: ['learning'] }), joined('ppt')).and(about('learning'))
    expect(story.state).toMatchObject({ services: ['skole'], consents: [{ status: 'withdrawn' }] })
  })

  it('is taken from the consents that have it, also where another has not', () => {
    const health = consented(['bup'], 'consent_2', { topics: ['health'] })
    const { state } = given(level2, health).and(about('family'))
    expect(state.consents.map(({ withdrawnTopics }) => withdrawnTopics)).toEqual([['family'], []])
  })

  it('is refused for a topic that no consent has, or has any longer', () => {
    const unknown = refused('topic-unknown', { field: 'what' })
    expect(given(level2).when(about('gossip'))).toEqual(unknown)
    expect(given(level2).and(about('family')).when(about('family'))).toEqual(unknown)
  })
})

describe('after a withdrawal', () => {
  it('a new consent lets the service in again', () => {
    const story = given(given(level2).and(from('ppt')).entries, at('2026-09-01', consented(['ppt'], 'consent_2')))
    expect(covers(story.state, 'ppt', 'learning', '2026-09-01')).toBe(true)
    expect(story.when({ type: 'participant.add', to: somebody('ppt') }, 'teacher', '2026-09-01')).toEqual(
      happens(joined('ppt')),
    )
  })

  it('an older consent does not come back', () => {
    const both = given(level2, at('2026-09-01', consented(['ppt'], 'consent_2'))).and(
      from('ppt'),
      'teacher',
      '2026-09-02',
    )
    expect(covers(both.state, 'ppt', null, '2026-09-02')).toBe(false)
  })
})

describe('what is written after a withdrawal', () => {
  const note = { type: 'note.add', note: 'note_1', topic: 'health', text: 'word_n' } as const

  it('is refused without a consent for the log itself', () => {
    expect(given(level2).and(whole).when(note)).toEqual(refused('consent-missing', { services: ['skole/bjorkelia'] }))
  })

  it('is refused about a topic the family has taken out, and goes on about the others', () => {
    const story = given(level2).and(about('health'))
    expect(story.when(note)).toEqual(refused('consent-missing', { field: 'topic' }))
    expect(story.when({ ...note, topic: 'learning' })).toHaveProperty('events')
  })
})
