/** Consent is asked for, signed, given or refused; what it then allows is said by `covers` alone. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { covers, lastYes } from '../../src/core/consent.ts'
import type { ConsentCommand } from '../../src/core/consent-said.ts'
import type { ConsentId, Day, Month, WordId } from '../../src/core/ids.ts'
import type { Policy, Signer, TargetGroup } from '../../src/core/policy.ts'
import { accessTo } from '../../src/core/reading.ts'
import { saidNo } from '../../src/core/said-no.ts'
import { signersFor } from '../../src/core/signers.ts'
import { topicsSaid, widened } from '../../src/core/widening.ts'
import { given, givenUnder, happens, refused, type Story } from '../support/given.ts'
import {
  allTopics,
  concluded,
  consented,
  content,
  inUnits,
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
import {
  calendar,
  other,
  type PersonName,
  people,
  somebody,
  standard,
  start,
  startDay,
  units,
} from '../support/sample.ts'

type Of<T extends ConsentCommand['type']> = Extract<ConsentCommand, { type: T }>

function request(more: Partial<Of<'consent.request'>> = {}): Command {
  return {
    ...{ type: 'consent.request', consent: 'consent_1', checkpoint: 'open', services: ['skole'], topics: ['learning'] },
    ...{ born: '2016-03', guardians: 1, care: 'guardians', ...more },
  }
}

function record(more: Partial<Of<'consent.record'>> = {}): Command {
  const all = content({ topics: ['learning'] })
  return {
    type: 'consent.record',
    consent: 'consent_1',
    signedBy: ['guardian-1'],
    evidence: 'written',
    holder: null,
    units,
    excludedShown: [],
    ...all,
    ...more,
    services: inUnits(more.services ?? ['skole']),
  }
}

/** A young person one of whose parents has parental responsibility. */
const alone = { targetGroup: 'youth', guardians: 1, care: 'guardians' } as const

const ready = [registered(), concluded()]
const asked = [...ready, requested('consent_1', { topics: ['learning'] })]

describe('who must sign', () => {
  const born = (age: number): Month => `${2026 - age}-08`
  const required = (
    policy: Policy,
    group: TargetGroup,
    age: number,
    guardians: 1 | 2,
    care: 'guardians' | 'child-protection',
  ) => {
    const decision = givenUnder(policy, registered(group), concluded(2)).when(
      request({ born: born(age), guardians, care }),
    )
    return 'events' in decision && decision.events[0]?.type === 'consent.requested'
      ? decision.events[0].required
      : decision
  }

  it.each([
    ['child', 3, 1, 'guardians', ['guardian-1']],
    ['child', 14, 2, 'guardians', ['guardian-1', 'guardian-2']],
    ['child', 14, 2, 'child-protection', ['child-protection']],
    ['youth', 15, 2, 'guardians', ['guardian-1', 'guardian-2', 'young-person']],
    ['youth', 17, 1, 'child-protection', ['child-protection', 'young-person']],
    ['youth', 18, 2, 'guardians', ['self']],
    ['youth', 22, 1, 'child-protection', ['self']],
    ['pregnant', 16, 2, 'guardians', ['self']],
    ['parents', 40, 1, 'guardians', ['self']],
  ] as const)('%s aged %i with %i guardians, care of %s', (group, age, guardians, care, expected) => {
    expect(required(standard, group, age, guardians, care)).toEqual(expected)
  })

  it('is the municipality that says from which age', () => {
    expect(required(standard, 'youth', 15, 1, 'guardians')).toEqual(['guardian-1', 'young-person'])
    expect(required(other, 'youth', 15, 1, 'guardians')).toEqual(['guardian-1'])
    expect(required(other, 'youth', 16, 1, 'guardians')).toEqual(['guardian-1', 'young-person'])
  })

  it('changes with the month of birth, not the year', () => {
    const age = calendar.ageOn('2011-09', '2026-08-31')
    expect(signersFor(standard, alone, age, 'skole')).toEqual(['guardian-1'])
    expect(signersFor(standard, alone, age + 1, 'skole')).toEqual(['guardian-1', 'young-person'])
  })

  it('does not depend on the order of the lines', () => {
    const turned = { ...standard, signerRules: [...standard.signerRules].reverse() }
    for (const age of [14, 15, 17, 18])
      expect(signersFor(turned, alone, age, 'skole')).toEqual(signersFor(standard, alone, age, 'skole'))
  })

  it('needs no month of birth for a grown-up woman who is pregnant, or for parents', () => {
    for (const [group, minor] of [
      ['pregnant', false],
      ['parents', null],
    ] as const) {
      const decision = given(registered(group), concluded()).when(request({ born: null, minor }))
      expect(decision).toMatchObject({ events: [{ required: ['self'], born: null, minor }] })
    }
  })

  it('is nobody where the table has no line, and then nothing is asked', () => {
    const gap = { ...standard, signerRules: [] }
    expect(givenUnder(gap, ready).when(request())).toEqual(refused('signer-unknown', { field: 'born' }))
  })
})

describe('consent.request', () => {
  it('is asked for when the concern is to become a log, and remembers month of birth and care', () => {
    expect(given(ready).when(request({ topics: allTopics }))).toEqual(happens(requested()))
    expect(given(registered()).when(request())).toEqual(refused('not-a-log'))
    expect(given(asked).state).toMatchObject({ born: '2016-03', guardians: 1, care: 'guardians' })
    expect(given(asked).state.consents).toEqual([
      {
        ...{
          id: 'consent_1',
          askedUntil: null,
          checkpoint: 'open',
          services: ['skole'],
          topics: ['learning'],
          required: ['guardian-1'],
        },
        namesNoUnits: false,
        ...{ excludedStaff: [], takenBack: [], noes: [], refusedServices: [], refusedAt: null },
        ...{ ages: { from: 0, to: 18 }, holds: { from: null, to: '2034-03-01' }, alone: false },
        ...{ status: 'requested', requestedAt: start, signed: [], excludedPersons: null, purpose: null, from: null },
        ...{ until: null, textVersion: '', language: '', childAsked: false, childView: null, givenAt: null },
        ...{ withdrawnAt: null, withdrawnServices: [], withdrawnTopics: [] },
      },
    ])
  })

  it('asks for the month of birth once', () => {
    for (const story of [given(ready), given(registered('youth'), concluded())])
      expect(story.when(request({ born: null }))).toEqual(refused('born-missing', { field: 'born' }))
    expect(given(asked).when(request({ consent: 'consent_2', born: null }))).toMatchObject({
      events: [{ born: '2016-03' }],
    })
    expect(given(ready).when(request({ born: '2026-09' }))).toEqual(refused('born-invalid', { field: 'born' }))
    expect(given(ready).when(request({ born: '2026-08' }))).toMatchObject({ events: [{ born: '2026-08' }] })
  })

  it('is about services and topics that the municipality has', () => {
    const story = given(ready)
    expect(story.when(request({ services: ['zoo'] }))).toEqual(
      refused('service-unknown', { field: 'services', services: ['zoo'] }),
    )
    expect(story.when(request({ services: ['skole/strandheim'] }))).toMatchObject(refused('service-unknown'))
    expect(story.when(request({ services: [] }))).toEqual(refused('service-unknown', { field: 'services' }))
    expect(story.when(request({ topics: ['gossip'] }))).toEqual(refused('topic-unknown', { field: 'topics' }))
    expect(story.when(request({ topics: [] }))).toEqual(refused('topic-unknown', { field: 'topics' }))
  })
})

describe('a renewal', () => {
  const renewal = (...services: string[]) => {
    const again = { consent: 'consent_2', checkpoint: 'renewal', services } as const
    const decision = given(openLog(2)).when(request(again))
    return 'events' in decision ? decision.events : decision
  }

  it('is of what the family was asked about before; with anything new it is about joining', () => {
    expect(renewal('skole', 'ppt')).toMatchObject([{ checkpoint: 'renewal' }])
    expect(renewal('skole', 'bup')).toMatchObject([{ checkpoint: 'join' }])
  })
})

describe('consent.record', () => {
  it('opens the log with the one who wondered as holder', () => {
    const story = given(asked).and(record())
    expect(story.entries.slice(-3).map(({ event }) => event.type)).toEqual([
      'consent.signed',
      'consent.given',
      'case.opened',
    ])
    expect(story.state).toMatchObject({
      level: 1,
      mode: 'digital',
      holder: 'person_teacher',
      unplannedSince: expect.any(String),
    })
    expect(story.state.participants).toEqual([{ person: 'person_teacher', service: 'skole', unit: 'bjorkelia' }])
  })

  it('opens at the level that was meant only when every service it needs was let in', () => {
    const two = [
      registered(),
      concluded(2, ['ppt']),
      requested('consent_1', { services: ['skole', 'ppt'], topics: ['learning'] }),
    ]
    expect(given(two).and(record({ services: ['skole', 'ppt'] })).state).toMatchObject({
      level: 2,
      services: ['skole', 'ppt'],
    })
    expect(given(two).and(record({ services: ['skole'] })).state).toMatchObject({ level: 1, services: ['skole'] })
    expect(given(two).and(record({ services: ['ppt'] })).state).toMatchObject({ level: 0, holder: null })
  })

  it('opens the log with whoever is named to hold it, and the one who wondered goes on taking part', () => {
    const story = given(asked).and(record({ holder: somebody('colleague') }))
    expect(story.entries.at(-1)?.event).toEqual({
      ...{
        type: 'case.opened',
        level: 1,
        mode: 'digital',
        holder: 'person_colleague',
        holderService: 'skole',
        holderUnit: 'bjorkelia',
      },
    })
    expect(story.state).toMatchObject({
      holder: 'person_colleague',
      holderService: 'skole',
      holderUnit: 'bjorkelia',
      participants: [
        { person: 'person_colleague', service: 'skole' },
        { person: 'person_teacher', service: 'skole' },
      ],
    })
    const own = given(asked).and(record({ holder: somebody('teacher') })).state
    expect(own).toEqual(given(asked).and(record()).state)
    expect(own.participants).toEqual([{ person: 'person_teacher', service: 'skole', unit: 'bjorkelia' }])
  })

  it('opens the log with a holder of a service that the same consent lets in', () => {
    const two = [registered(), concluded(2, ['ppt']), requested('consent_1', { services: ['skole', 'ppt'] })]
    const both = { services: ['skole', 'ppt'], topics: allTopics }
    const { state } = given(two).and(record({ ...both, holder: somebody('ppt') }))
    expect(state).toMatchObject({
      level: 2,
      holder: 'person_ppt',
      holderService: 'ppt',
      holderUnit: 'ppt',
      services: ['skole', 'ppt'],
    })
  })

  it('opens nothing with a holder who has left, is not let in, or for whom the level has no room', () => {
    const story = given(asked)
    const held = (name: PersonName, active = true) => record({ holder: somebody(name, active) })
    expect(story.when(held('colleague', false))).toEqual(refused('person-inactive', { field: 'holder' }))
    const none = (service: string) => refused('consent-missing', { field: 'holder', services: [service] })
    expect(story.when(held('ppt'))).toEqual(none('ppt/ppt'))
    expect(story.when(held('otherTeacher'))).toEqual(none('skole/strandheim'))
    const three = [
      registered(),
      concluded(2, ['ppt', 'bup']),
      requested('consent_1', { services: ['skole', 'ppt', 'bup'] }),
    ]
    const part = { services: ['skole', 'ppt'], topics: allTopics }
    // Not all are let in, so that the log opens at level 1, which a service follows alone.
    expect(given(three).when(record({ ...part, holder: somebody('ppt') }))).toEqual(
      refused('no-room', { field: 'holder' }),
    )
    const late = record({ ...part, services: ['ppt'], holder: somebody('ppt') })
    expect(given(three).and(late).state).toMatchObject({ level: 0, holder: null })
  })

  it('names no holder of another service where the case opens on paper', () => {
    const two = [registered(), concluded(2, ['ppt']), requested('consent_1', { services: ['skole', 'ppt'] })]
    const wide = { ...other, levels: [0, 2, 2, 2].map((maxHelpServices, number) => ({ number, maxHelpServices })) }
    const three = [
      registered(),
      concluded(2, ['ppt', 'bup']),
      requested('consent_1', { services: ['skole', 'ppt', 'bup'] }),
    ]
    const part = { services: ['skole', 'ppt'], topics: allTopics, until: '2027-02-01' }
    expect(givenUnder(wide, three).when(record({ ...part, holder: somebody('ppt') }))).toEqual(
      refused('consent-missing', { field: 'holder', services: ['ppt/ppt'] }),
    )
    expect(givenUnder(wide, three).and(record({ ...part, holder: somebody('colleague') })).state).toMatchObject({
      ...{ mode: 'paper', holder: 'person_colleague' },
    })
    expect(givenUnder(wide, two).and(record({ ...part, holder: somebody('ppt') })).state.mode).toBe('digital')
  })

  it('remembers the holder chosen before the last signature, and names none where a case has one', () => {
    const both = [...ready, requested('consent_1', { required: ['guardian-1', 'guardian-2'], topics: ['learning'] })]
    const holder = somebody('colleague')
    const first = given(both).and(record({ holder }))
    expect(first.state).toMatchObject({ level: 0, holder: null, consents: [{ holder: 'person_colleague' }] })
    expect(given(both).and(record()).state.consents[0]).not.toHaveProperty('holder')
    expect(first.and(record({ signedBy: ['guardian-2'], holder })).state).toMatchObject({ holder: 'person_colleague' })
    const paper = given(openOnPaper(), requested('consent_1', { topics: ['learning'] }))
    expect(paper.and(record({ holder })).state.holder).toBe('person_teacher')
  })

  it('opens no log below the level at which the municipality opens one', () => {
    const two = [registered(), concluded(2, ['ppt']), requested('consent_1', { services: ['skole', 'ppt'] })]
    const until = '2027-02-01'
    const part = record({ services: ['skole'], topics: allTopics, until })
    expect(givenUnder(other, two).and(part).state).toMatchObject({ level: 1, mode: 'paper', services: ['skole'] })
    const whole = record({ services: ['skole', 'ppt'], topics: allTopics, until })
    expect(givenUnder(other, two).and(whole).state).toMatchObject({ level: 2, mode: 'digital' })
    const wide = { ...other, levels: [0, 0, 0, 2].map((maxHelpServices, number) => ({ number, maxHelpServices })) }
    const three = [registered(), concluded(3, ['ppt']), requested('consent_1', { services: ['skole', 'ppt'] })]
    expect(givenUnder(wide, three).and(part).state).toMatchObject({ level: 2, mode: 'digital', services: ['skole'] })
  })

  describe('of one of several, who leaves a topic out', () => {
    const both = { services: ['ppt'], required: ['guardian-1', 'guardian-2'], checkpoint: 'renewal' } as const
    const renewal = (consent: ConsentId = 'consent_2') =>
      requested(consent, { ...both, services: [...both.services], required: [...both.required], guardians: 2 })
    const log = [openLog(2, ['ppt']), joined('ppt')]
    const narrow = record({ consent: 'consent_2', services: ['ppt'] })
    const shared = (story: Story, to: string) => allTopics.filter((topic) => covers(story.state, to, topic, startDay))

    it('ends what was shared of it with whom it is about, at once, and they are told', () => {
      const story = given(log, renewal()).and(narrow)
      expect(shared(story, 'ppt/ppt')).toEqual(['learning'])
      expect(shared(story, 'skole/bjorkelia')).toEqual(allTopics)
      expect(covers(story.state, 'ppt/ppt', null, startDay)).toBe(true)
      expect(topicsSaid(story.state, ['ppt'])).toEqual(['learning'])
      expect(story.notices()).toContainEqual(expect.objectContaining({ card: 'consent-withdrawn' }))
      const all = given(log, renewal()).and(record({ consent: 'consent_2', services: ['ppt'], topics: allTopics }))
      expect(shared(all, 'ppt/ppt')).toEqual(allTopics)
      expect(all.notices()).not.toContainEqual(expect.objectContaining({ card: 'consent-withdrawn' }))
    })

    it('holds when the other says no to the rest, and until all have said yes to it again', () => {
      const story = given(given(log, renewal()).and(narrow), { type: 'consent.cancelled', consent: 'consent_2' })
      expect(shared(story, 'ppt/ppt')).toEqual(['learning'])
      const again = given(story.entries, consented(['ppt'], 'consent_3'))
      expect(shared(again, 'ppt/ppt')).toEqual(allTopics)
    })

    it('holds against what they had signed before, which the other then signs', () => {
      const first = given(log, renewal('consent_3')).and(
        record({ consent: 'consent_3', services: ['ppt'], topics: allTopics }),
      )
      const narrower = given(first.entries, renewal()).and(narrow)
      const last = record({ consent: 'consent_3', services: ['ppt'], topics: allTopics, signedBy: ['guardian-2'] })
      expect(shared(narrower.and(last), 'ppt/ppt')).toEqual(['learning'])
      expect(shared(first.and(last), 'ppt/ppt')).toEqual(allTopics)
      const other = { ...narrow, signedBy: ['guardian-2'] } as Command
      const theirs = given(first.entries, renewal()).and(other)
      expect(shared(theirs.and(last), 'ppt/ppt')).toEqual(allTopics)
    })

    it('holds against what several had signed before, and tells nobody where nothing is shared yet', () => {
      const three = { ...both, services: ['ppt'], required: ['guardian-1', 'guardian-2', 'young-person'] }
      const wide = requested('consent_3', { ...three, required: ['guardian-1', 'guardian-2', 'young-person'] })
      const all = { consent: 'consent_3', services: ['ppt'], topics: allTopics } as const
      const told = { ...all, services: ['ppt'], topics: [...allTopics] } satisfies Partial<Of<'consent.record'>>
      const first = given(openLog(), wide)
        .and(record(told))
        .and(record({ ...told, signedBy: ['guardian-2'] }))
      const narrower = given(first.entries, renewal()).and(narrow)
      expect(narrower.notices()).not.toContainEqual(expect.objectContaining({ card: 'consent-withdrawn' }))
      const last = record({ ...told, signedBy: ['young-person'] })
      expect(shared(narrower.and(last), 'ppt/ppt')).toEqual(['learning'])
    })

    it('takes back nothing that nobody asked about', () => {
      const less = requested('consent_2', {
        ...both,
        services: ['ppt'],
        required: [...both.required],
        topics: ['learning'],
      })
      const story = given(log, less).and(narrow)
      expect(shared(story, 'ppt/ppt')).toEqual(allTopics)
      expect(story.state.consents.flatMap(({ takenBack }) => takenBack)).toEqual([])
      expect(story.notices()).not.toContainEqual(expect.objectContaining({ card: 'consent-withdrawn' }))
      // Nor who signs later what the first has left out.
      const last = { ...narrow, signedBy: ['guardian-2'] } as Command
      const { takenBack } = given(log, renewal()).and(narrow).and(last).state.consents[0] ?? {}
      expect(new Set(takenBack?.map(({ signer }) => signer))).toEqual(new Set(['guardian-1']))
    })

    it('is told once, and not again where the same is left out of what is asked anew', () => {
      const cancelled: Event = { type: 'consent.cancelled', consent: 'consent_2' }
      const anew = given(given(log, renewal()).and(narrow), cancelled, renewal('consent_3'))
      const again = anew.and({ ...narrow, consent: 'consent_3' } as Command)
      expect(again.notices()).not.toContainEqual(expect.objectContaining({ card: 'consent-withdrawn' }))
      const less = anew.and(record({ consent: 'consent_3', services: ['ppt'], topics: ['health'] }))
      expect(less.notices()).toContainEqual(expect.objectContaining({ card: 'consent-withdrawn' }))
      expect([shared(again, 'ppt/ppt'), shared(less, 'ppt/ppt')]).toEqual([['learning'], []])
    })

    it('is nothing taken back by whoever signs alone: their answer counts as a whole', () => {
      const alone = given(openLog(2, ['ppt']), requested('consent_2', { services: ['ppt'], checkpoint: 'renewal' }))
      const { consents } = alone.and(narrow).state
      expect(consents.flatMap(({ takenBack }) => takenBack)).toEqual([])
      expect(shared(alone.and(narrow), 'ppt/ppt')).toEqual(['learning'])
    })
  })

  it('waits until everybody who must has signed', () => {
    const both = [...ready, requested('consent_1', { required: ['guardian-1', 'guardian-2'], topics: ['learning'] })]
    const first = given(both).and(record())
    expect(first.state).toMatchObject({ level: 0, consents: [{ status: 'partly-signed' }] })
    expect(first.when(record())).toEqual(refused('signer-unknown', { field: 'signedBy' }))
    expect(first.and(record({ signedBy: ['guardian-2'] })).state).toMatchObject({
      level: 1,
      consents: [{ status: 'given' }],
    })
  })

  it('waits for the last of three, whoever of them has signed', () => {
    const all = requested('consent_1', { required: ['guardian-1', 'guardian-2', 'young-person'], topics: ['learning'] })
    const two = given(ready, all)
      .and(record())
      .and(record({ signedBy: ['guardian-2'] }))
    expect(two.state).toMatchObject({ level: 0, consents: [{ status: 'partly-signed' }] })
    expect(two.and(record({ signedBy: ['young-person'] })).state.level).toBe(1)
  })

  it('keeps the later beginning, the earlier end and the newest view of those who sign', () => {
    const both = requested('consent_1', { required: ['guardian-1', 'guardian-2'], topics: ['learning'] })
    const content = (from: Day, until: Day, childView: WordId | null) => ({ from, until, childView })
    const signedTwice = (one: ReturnType<typeof content>, other: ReturnType<typeof content>) =>
      given(ready, both)
        .and(record(one))
        .and(record({ ...other, signedBy: ['guardian-2'] })).state.consents[0]
    const early = content('2026-08-01', '2026-12-01', 'word_early')
    const late = content('2026-08-10', '2027-03-01', null)
    expect(signedTwice(early, late)).toMatchObject(content('2026-08-10', '2026-12-01', 'word_early'))
    expect(signedTwice(late, early)).toMatchObject(content('2026-08-10', '2026-12-01', 'word_early'))
    const view = { ...early, childView: 'word_new' } as const
    expect(signedTwice(early, view)).toMatchObject({ childView: 'word_new' })
  })

  it('counts a signer who is named twice once', () => {
    const twice = given(asked).and(record({ signedBy: ['guardian-1', 'guardian-1'] }))
    expect(twice.state.consents[0]?.signed).toHaveLength(1)
  })

  it('lets the second who signs narrow what the first agreed to, never widen it', () => {
    const both = requested('consent_1', { required: ['guardian-1', 'guardian-2'], services: ['skole', 'ppt'] })
    const first = {
      services: ['skole'],
      topics: ['learning', 'health'],
      until: '2026-12-01',
      excludedPersons: 'word_x',
    } as const
    const story = given(ready, both).and(record({ ...first, services: ['skole'], topics: ['learning', 'health'] }))
    const second = { signedBy: ['guardian-2'] } satisfies Partial<Of<'consent.record'>>
    expect(story.when(record({ ...second, services: ['skole', 'ppt'] }))).toEqual(
      refused('consent-not-asked', { field: 'services' }),
    )
    expect(story.when(record({ ...second, topics: ['family'] }))).toEqual(
      refused('consent-not-asked', { field: 'topics' }),
    )
    const { state } = story.and(record({ ...second, topics: ['health'], until: '2027-03-01', excludedPersons: null }))
    expect(state.consents[0]).toMatchObject({ topics: ['health'], until: '2026-12-01', excludedPersons: 'word_x' })
  })

  it('opens nothing when it has run out before the last one signed', () => {
    const both = requested('consent_1', { required: ['guardian-1', 'guardian-2'], topics: ['learning'] })
    const first = given(ready, both).and(record({ until: '2026-09-01' }))
    const late = first.and(record({ signedBy: ['guardian-2'], until: '2027-01-01' }), 'teacher', '2026-09-02')
    expect(late.state).toMatchObject({ level: 0, mode: 'none' })
  })

  it('is refused for what was not asked, for the wrong people, and after an answer', () => {
    const story = given(asked)
    expect(story.when(record({ services: ['skole', 'ppt'] }))).toEqual(
      refused('consent-not-asked', { field: 'services' }),
    )
    expect(story.when(record({ topics: ['learning', 'health'] }))).toEqual(
      refused('consent-not-asked', { field: 'topics' }),
    )
    expect(story.when(record({ services: [] }))).toEqual(refused('service-unknown', { field: 'services' }))
    expect(story.when(record({ topics: [] }))).toEqual(refused('topic-unknown', { field: 'topics' }))
    expect(story.when(record({ signedBy: [] }))).toEqual(refused('signer-unknown', { field: 'signedBy' }))
    expect(story.when(record({ signedBy: ['guardian-1', 'self'] }))).toEqual(
      refused('signer-unknown', { field: 'signedBy' }),
    )
    expect(story.when(record({ topics: ['learning', 'gossip'] }))).toEqual(
      refused('topic-unknown', { field: 'topics' }),
    )
    expect(story.when(record({ signedBy: ['young-person'] }))).toEqual(refused('signer-unknown', { field: 'signedBy' }))
    expect(story.when(record({ consent: 'consent_9' }))).toEqual(refused('not-found'))
    expect(story.and(record()).when(record())).toEqual(refused('consent-not-open'))
  })

  it('begins today or before, ends later, and lasts no longer than the municipality allows', () => {
    const story = given(asked)
    expect(story.when(record({ from: '2026-08-18' }))).toEqual(refused('day-future', { field: 'from' }))
    expect(story.when(record({ until: '2026-08-17' }))).toEqual(refused('day-past', { field: 'until' }))
    const late = refused('day-too-far', { field: 'until', day: '2027-08-17' })
    expect(story.when(record({ until: '2027-08-18' }))).toEqual(late)
    expect(story.when(record({ until: '2027-08-17' }))).toHaveProperty('events')
    const half = refused('day-too-far', { field: 'until', day: '2027-02-17' })
    expect(givenUnder(other, asked).when(record({ until: '2027-08-17' }))).toEqual(half)
  })

  it('requires that the child was asked from the age the municipality says, where others sign', () => {
    const missing = refused('child-view-missing', { field: 'childAsked' })
    const aged = (born: Month) => given(ready, requested('consent_1', { born, topics: ['learning'] }))
    expect(aged('2019-08').when(record({ childAsked: false }))).toEqual(missing)
    expect(aged('2019-09').when(record({ childAsked: false }))).toHaveProperty('events')
    const shared = requested('consent_1', { born: '2016-01', required: ['self', 'guardian-1'], topics: ['learning'] })
    const signers = { signedBy: ['self', 'guardian-1'] } satisfies Partial<Of<'consent.record'>>
    expect(given(ready, shared).when(record({ ...signers, childAsked: false }))).toEqual(missing)
    const adult = given(ready, requested('consent_1', { born: '2006-01', required: ['self'], topics: ['learning'] }))
    expect(adult.when(record({ signedBy: ['self'], childAsked: false }))).toHaveProperty('events')
  })

  it('turns a paper case into a log with a yes to its own service, whatever that was asked for', () => {
    for (const checkpoint of ['open', 'join', 'renewal', 'level'] as const) {
      const asked = given(openOnPaper(), requested('consent_1', { checkpoint, topics: ['learning'] }))
      const log = asked.and(record())
      expect(log.state).toMatchObject({ mode: 'digital', holder: 'person_teacher' })
      expect(log.when({ type: 'note.add', note: 'note_1', topic: 'learning', text: 'word_n' })).toHaveProperty('events')
    }
    const others = given(openOnPaper(), requested('consent_1', { services: ['ppt'], topics: ['learning'] }))
    expect(others.and(record({ services: ['ppt'] })).state.mode).toBe('paper')
    // Where the municipality opens a log at a later level, the level opens it.
    const early = givenUnder(other, openOnPaper(), requested('consent_1', { topics: ['learning'] }))
    expect(early.and(record({ until: '2027-02-01' })).state.mode).toBe('paper')
  })

  it('asks on paper in order to open the log, where it is about the own service', () => {
    const checkpoint = (services: string[], asked: 'renewal' | 'join' | 'age', more: Event[] = []) => {
      const wish = request({ consent: 'consent_2', checkpoint: asked, services })
      return given(openOnPaper(), more).when(wish)
    }
    const asks = (checkpoint: string) => ({ events: expect.arrayContaining([expect.objectContaining({ checkpoint })]) })
    expect(checkpoint(['skole'], 'renewal')).toMatchObject(asks('open'))
    expect(checkpoint(['skole', 'ppt'], 'join')).toMatchObject(asks('open'))
    expect(checkpoint(['ppt'], 'renewal')).toMatchObject(asks('join'))
    expect(checkpoint(['skole'], 'age')).toMatchObject(asks('age'))
  })

  it('opens no log that stood on paper with the answer of one of two, nor with one about somebody else', () => {
    // Of a time when a yes that was asked for later left it on paper.
    const paper = given(openOnPaper(), consented(['skole'], 'consent_2'))
    const two = { services: ['skole'], required: ['guardian-1', 'guardian-2'] } as const
    const more = { required: [...two.required], services: [...two.services] }
    const half = given(paper, requested('consent_3', more))
    const decided = (story: Story, answer: Command) => {
      const decision = story.when(answer)
      return 'events' in decision ? decision.events.map(({ type }) => type) : decision
    }
    const yes = { consent: 'consent_3', topics: allTopics } satisfies Partial<Of<'consent.record'>>
    expect(decided(half, record(yes))).toEqual(['consent.signed'])
    const beside = given(paper, requested('consent_3', { services: ['ppt'] }))
    expect(decided(beside, record({ ...yes, services: ['ppt'] }))).toEqual(['consent.signed', 'consent.given'])
  })

  it('opens nothing where the log is open already', () => {
    const again = given(openLog(), requested('consent_2', { topics: ['learning'] }))
    const events = again
      .and(record({ consent: 'consent_2' }))
      .entries.slice(-2)
      .map(({ event }) => event.type)
    expect(events).toEqual(['consent.signed', 'consent.given'])
  })
})

describe('consent.refuse', () => {
  const no: Of<'consent.refuse'> = {
    type: 'consent.refuse',
    consent: 'consent_1',
    services: ['skole'],
    reason: 'word_no',
    ...said,
  }
  const both = requested('consent_1', { required: ['guardian-1', 'guardian-2'], services: ['skole', 'ppt'] })
  const renewal = requested('consent_2', { checkpoint: 'renewal', services: ['skole', 'ppt'] })
  const level2 = [openLog(2), joined('ppt')]
  const noTo = (...services: string[]): Of<'consent.refuse'> => ({ ...no, consent: 'consent_2', services })

  it('is recorded with who, when and how, and ends the question', () => {
    const story = given(asked).and(no)
    expect(story.entries.at(-1)?.event).toEqual({ ...no, type: 'consent.refused' })
    const { type: _, consent: __, ...kept } = no
    expect(story.state).toMatchObject({ level: 0, consents: [{ status: 'refused', noes: [kept] }] })
    expect(story.when(record())).toEqual(refused('consent-not-open'))
    expect(story.when(no)).toEqual(refused('consent-not-open'))
  })

  it('is one of those who were asked who says no, to what was asked, and not on a day to come', () => {
    expect(given(asked).when({ ...no, signer: 'self' })).toEqual(refused('signer-unknown', { field: 'signer' }))
    expect(given(asked).when({ ...no, consent: 'consent_9' })).toEqual(refused('not-found'))
    const unknown = refused('service-unknown', { field: 'services' })
    expect(given(asked).when({ ...no, services: [] })).toEqual(unknown)
    expect(given(asked).when({ ...no, services: ['skole', 'ppt'] })).toEqual(unknown)
    expect(given(asked).when({ ...no, day: '2026-08-18' })).toEqual(refused('day-future', { field: 'day' }))
  })

  it('to a renewal ends the older yes, with the parts that rested on it', () => {
    const story = given(level2, renewal).and(noTo('skole', 'ppt'))
    expect(covers(story.state, 'skole', null, startDay)).toBe(false)
    expect(covers(story.state, 'ppt', null, startDay)).toBe(false)
    expect(story.entries.slice(-2).map(({ event }) => event.type)).toEqual([
      'consent.refused',
      'participant.service-left',
    ])
    expect(story.state).toMatchObject({
      services: ['skole'],
      consents: [{ status: 'replaced' }, { status: 'refused' }],
    })
    expect(accessTo(story.state, people.ppt, startDay, allTopics)).toBeNull()
    expect(story.due(startDay)).toContainEqual(expect.objectContaining({ signal: 'consent-withdrawn', day: startDay }))
  })

  it('to one service leaves the others, and what else was asked', () => {
    const story = given(level2, renewal).and(noTo('ppt'))
    expect([covers(story.state, 'skole', null, startDay), covers(story.state, 'ppt', null, startDay)]).toEqual([
      true,
      false,
    ])
    expect(story.state.consents).toMatchObject([
      { status: 'given', refusedServices: ['ppt/ppt'], refusedAt: start },
      { status: 'requested', services: ['skole'] },
    ])
    expect(story.and(record({ consent: 'consent_2', topics: allTopics })).state.services).toEqual(['skole'])
  })

  it('ends proposals, offers and a holder as a withdrawal of the service does', () => {
    const held = given(level2, offered('ppt')).and({ type: 'baton.accept', handOver: 'handover_1' }, 'ppt')
    const { state } = given(held, proposed(3, ['ppt']), renewal).and(noTo('ppt'), 'head')
    expect(state).toMatchObject({ holderLeft: expect.any(String), proposals: [{ status: 'cancelled' }] })
  })

  it('of one guardian refuses these services, whatever the other has signed', () => {
    const half = given(ready, both).and(record({ services: ['skole', 'ppt'], topics: allTopics }))
    const story = half.and({ ...no, signer: 'guardian-2', services: ['ppt'] })
    expect(story.state.consents[0]).toMatchObject({ status: 'partly-signed', services: ['skole/bjorkelia'] })
    const late = record({ signedBy: ['guardian-2'], services: ['skole', 'ppt'], topics: allTopics })
    expect(story.when(late)).toEqual(refused('consent-not-asked', { field: 'services' }))
    const whole = half.and({ ...no, signer: 'guardian-2', services: ['skole', 'ppt'] })
    expect(whole.state.consents[0]).toMatchObject({ status: 'refused' })
  })

  it('is taken out of every other question, so that what was signed there before does not count', () => {
    const other = requested('consent_2', { required: ['guardian-1', 'guardian-2'], services: ['ppt'] })
    const half = given(level2, other, signed('consent_2', { services: ['ppt'] }))
    const asked = given(half, requested('consent_3', { services: ['ppt'] }))
    const { state } = asked.and({ ...noTo('ppt'), consent: 'consent_3' })
    expect(state.consents.map(({ status }) => status)).toEqual(['given', 'cancelled', 'refused'])
  })

  it('leaves what it is not about as it was: other questions, other yeses, and what was over', () => {
    const about = (services: string[], id: ConsentId = 'consent_2') => requested(id, { services, checkpoint: 'join' })
    const noTo = (services: string[]): Event => {
      return { type: 'consent.refused', consent: 'consent_2', services, reason: null, ...said }
    }
    const other = given(openLog(), about(['bup']), about(['bup', 'ppt'], 'consent_3'), noTo(['bup'])).state.consents
    expect(other[0]).toMatchObject({ status: 'given', refusedServices: [], refusedAt: null })
    expect(other[2]).toMatchObject({ status: 'requested', services: ['ppt'] })
    const back = {
      type: 'consent.withdrawn',
      scope: 'whole',
      service: null,
      topic: null,
      reason: null,
      ...said,
    } as const
    const over = given(openLog(2), back, about(['ppt']), noTo(['ppt'])).state
    expect(over.consents[0]).toMatchObject({ status: 'withdrawn', refusedAt: null })
    expect(covers(over, 'skole', null, startDay)).toBe(false)
  })

  it('of an earlier version was to the whole question, and left the older yes', () => {
    const before = { type: 'consent.refused', consent: 'consent_2', signer: 'guardian-1', reason: null } as const
    const { state } = given(openLog(), requested('consent_2'), { ...before, services: [], how: null, day: null })
    expect(covers(state, 'skole', null, startDay)).toBe(true)
    expect(state.consents[1]).toMatchObject({ status: 'refused', noes: [{ services: ['skole'] }] })
  })
})

describe('what was asked for and is not among what they said yes to', () => {
  const ask = (required: Signer[] = ['guardian-1']) =>
    requested('consent_2', { checkpoint: 'renewal', services: ['skole', 'ppt'], required })
  const yes = (signedBy: Signer[] = ['guardian-1']) => record({ consent: 'consent_2', topics: allTopics, signedBy })

  it('is a no to that service, and ends an older yes for it', () => {
    const story = given(openLog(2), joined('ppt'), ask()).and(yes())
    const events = story.entries.slice(-4).map(({ event }) => event)
    const no = { signer: 'guardian-1', services: ['ppt'], how: 'written', day: startDay, reason: null }
    expect(events).toMatchObject([
      { type: 'consent.signed' },
      { type: 'consent.refused', consent: 'consent_2', ...no },
      { type: 'consent.given' },
      { type: 'participant.service-left', service: 'ppt' },
    ])
    expect([covers(story.state, 'skole', null, startDay), covers(story.state, 'ppt', null, startDay)]).toEqual([
      true,
      false,
    ])
  })

  it('counts at once, also where somebody else is still to sign', () => {
    const story = given(openLog(2), joined('ppt'), ask(['guardian-1', 'guardian-2'])).and(yes())
    expect(covers(story.state, 'ppt', null, startDay)).toBe(false)
    expect(story.state).toMatchObject({ services: ['skole'], consents: [{}, { status: 'partly-signed' }] })
  })

  it('is the no of each who signs', () => {
    const signers: Signer[] = ['guardian-1', 'guardian-2']
    const { state } = given(openLog(2), ask(signers)).and(yes(signers))
    expect(state.consents.at(-1)?.noes.map(({ signer }) => signer)).toEqual(signers)
  })
})

describe('what the family said last', () => {
  const consents = [openLog(2, ['ppt'], { topics: ['learning', 'health'] })]

  it('begins the next question, without what was taken out or refused', () => {
    const out = {
      type: 'consent.withdrawn',
      scope: 'topic',
      service: null,
      topic: 'health',
      reason: null,
      ...said,
    } as const
    const no: Event = { type: 'consent.refused', consent: 'consent_2', services: ['ppt'], reason: null, ...said }
    const { state } = given(consents, out, requested('consent_2', { services: ['ppt'] }), no)
    expect(topicsSaid(state, ['skole'])).toEqual(['learning'])
    expect([lastYes(state, 'skole')?.id, lastYes(state, 'ppt')]).toEqual(['consent_1', null])
    expect([saidNo(state, 'skole'), saidNo(state, 'ppt'), saidNo(state, 'bup')]).toEqual([false, true, false])
    expect(widened(state, { services: ['skole', 'ppt'], topics: ['learning', 'health'] })).toEqual({
      services: ['ppt'],
      topics: ['health'],
    })
  })

  it('begins with no topic that one of the services may not be told', () => {
    const { state } = given(consents, consented(['bup'], 'consent_2', { topics: ['health'] }))
    expect([topicsSaid(state, ['skole', 'bup']), topicsSaid(state, ['bup'])]).toEqual([['health'], ['health']])
    expect(topicsSaid(state, ['skolehelsetjeneste'])).toEqual(['health'])
    expect(widened(state, { services: ['skole', 'bup'], topics: ['learning', 'health'] }).topics).toEqual(['learning'])
  })

  it('is a no for a service that was never let in and was refused, and nothing where all is taken back', () => {
    const no: Event = { type: 'consent.refused', consent: 'consent_1', services: ['skole'], reason: null, ...said }
    const first = given(asked, no).state
    expect([saidNo(first, 'skole'), widened(first, { services: ['skole'], topics: ['learning'] })]).toEqual([
      true,
      { services: [], topics: [] },
    ])
    const whole = {
      type: 'consent.withdrawn',
      scope: 'whole',
      service: null,
      topic: null,
      reason: null,
      ...said,
    } as const
    const { state } = given(consents, whole)
    expect([lastYes(state, 'skole'), saidNo(state, 'ppt'), topicsSaid(state, ['skole'])]).toEqual([null, true, []])
  })
})

describe('what a question is asked for', () => {
  const log = given(openLog(2, ['ppt'], { topics: ['learning'] }))
  const asked = (more: Partial<Of<'consent.request'>>) => {
    const decision = log.when(request({ consent: 'consent_2', services: ['ppt'], ...more }))
    return 'events' in decision ? decision.events : decision
  }

  it('is to renew, to widen, or to let somebody in, as it was said', () => {
    expect(asked({ checkpoint: 'renewal' })).toMatchObject([{ checkpoint: 'renewal' }])
    expect(asked({ checkpoint: 'renewal', topics: ['learning', 'family'] })).toMatchObject([{ checkpoint: 'wider' }])
    expect(asked({ checkpoint: 'join' })).toMatchObject([{ checkpoint: 'join' }])
  })
})

describe('what is taken back', () => {
  it('of what was given is none of what is asked about something else', () => {
    const question = requested('consent_2', { services: ['ppt'], topics: ['learning'], checkpoint: 'renewal' })
    const story = given(openLog(2), question).and({
      ...{ type: 'consent.withdraw', scope: 'topic', service: null, topic: 'family', reason: null, ...said },
    })
    expect(story.state.consents.map(({ takenBack }) => takenBack.length)).toEqual([1, 0])
  })
})

describe('an answer', () => {
  it('says who must sign only where more must by then than were asked', () => {
    const decision = given(ready, requested('consent_1', { topics: ['learning'] })).when(record())
    expect('events' in decision && decision.events[0]).not.toHaveProperty('required')
  })
})
