/** Units: a family lets in one school and not the next, whatever service both are of; and a case that comes to another. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { covers } from '../../src/core/consent.ts'
import type { PersonId, Recipient } from '../../src/core/ids.ts'
import { refusedIn, whyLacking } from '../../src/core/left-out.ts'
import { rolesIn } from '../../src/core/permission.ts'
import { accessTo } from '../../src/core/reading.ts'
import { isToNarrow, meantIn, names, recipientOf, serviceOf, unitOf, withoutParts } from '../../src/core/recipient.ts'
import { saidNo } from '../../src/core/said-no.ts'
import { isSealed, mayUnseal } from '../../src/core/seal.ts'
import { given, happens, refused } from '../support/given.ts'
import {
  allTopics,
  concluded,
  consented,
  content,
  heldAt,
  joined,
  offered,
  openLog,
  proposed,
  registered,
  requested,
  said,
} from '../support/history.ts'
import { type PersonName, people, somebody, startDay, units } from '../support/sample.ts'

const own = 'skole/bjorkelia'
const other = 'skole/strandheim'

function record(services: Recipient[], more: Partial<Extract<Command, { type: 'consent.record' }>> = {}): Command {
  return {
    ...{ type: 'consent.record', consent: 'consent_2', signedBy: ['guardian-1'], evidence: 'written', holder: null },
    ...{ units, excludedShown: [], ...content(), services, ...more },
  }
}
const from = (service: Recipient): Command => takeBack({ service })
function takeBack(what: Partial<Extract<Command, { type: 'consent.withdraw' }>>): Command {
  return {
    ...{ type: 'consent.withdraw', scope: 'service', service: null, topic: null, reason: null, ...said },
    ...what,
  }
}
const noTo = (...services: Recipient[]): Command => ({
  ...{ type: 'consent.refuse', consent: 'consent_2', services, reason: null, ...said },
})
const add = (name: PersonName): Command => ({ type: 'participant.add', to: somebody(name) })
const asking = (...services: string[]) => requested('consent_2', { services, checkpoint: 'join' })
type Story = ReturnType<typeof given>
const reads = ({ state }: Story, name: PersonName) => accessTo(state, people[name], startDay, allTopics)?.topics ?? null
const parts = ({ state }: Story) => state.participants.map(({ person }) => person)

describe('whom a family means', () => {
  it('is a service, or a unit of it', () => {
    expect([recipientOf({ service: 'bup', unit: null }), recipientOf({ service: 'ppt', unit: 'nord' })]).toEqual([
      'bup',
      'ppt/nord',
    ])
    expect([serviceOf('ppt/nord'), unitOf('ppt/nord'), serviceOf('bup'), unitOf('bup')]).toEqual([
      ...['ppt', 'nord', 'bup', null],
    ])
    expect([names(['ppt'], 'ppt/nord'), names(['ppt/nord'], 'ppt/nord'), names(['ppt/nord'], 'ppt')]).toEqual([
      ...[true, true, false],
    ])
    expect(withoutParts(['ppt/nord', 'ppt', other, other])).toEqual(['ppt', other])
    const { state } = given(openLog())
    expect([meantIn(state, 'skole'), meantIn(state, 'ppt')]).toEqual([own, 'ppt'])
  })
})

describe('a yes to one school', () => {
  const log = given(openLog())
  const missing = (more: object = { field: 'person' }) => refused('consent-missing', { ...more, services: [other] })

  it('lets nobody of the next take part, read, hold the baton or stand in', () => {
    expect(log.when(add('otherTeacher'))).toEqual(missing())
    const to = somebody('otherTeacher')
    expect(log.when({ type: 'baton.offer', handOver: 'handover_1', to })).toEqual(missing())
    expect(log.when({ type: 'baton.deputize', to, from: startDay, until: startDay })).toEqual(missing())
    expect(
      given(log, offered('otherTeacher')).when({ type: 'baton.accept', handOver: 'handover_1' }, 'otherTeacher'),
    ).toEqual(missing({}))
    const inside = given(log, joined('otherTeacher'))
    expect(rolesIn(inside.state, people.otherTeacher, startDay)).toEqual([])
    expect(reads(inside, 'otherTeacher')).toBe(null)
  })

  it('lets in whoever the family says yes to beside, and each about what it may know', () => {
    const story = given(log, consented([other], 'consent_2', { topics: ['health'] })).and(add('otherTeacher'))
    expect(reads(story, 'otherTeacher')).toEqual(['health'])
    const { state } = story
    expect([covers(state, own, 'learning', startDay), covers(state, other, 'learning', startDay)]).toEqual([
      ...[true, false],
    ])
    // Of the service as a whole: whether anybody is let in.
    expect([covers(state, 'skole', 'learning', startDay), covers(state, 'skole', 'health', startDay)]).toEqual([
      ...[true, true],
    ])
    expect(covers(state, 'skole/nes', null, startDay)).toBe(false)
  })
})

describe('what is written down of a yes', () => {
  const story = given(openLog(), asking('skole', 'ppt', 'bup'))

  it('names units where there are any, and a service alone that has none', () => {
    const missing = refused('unit-missing', { field: 'services', services: ['ppt'] })
    expect(story.when(record([own, 'ppt', 'bup']))).toEqual(missing)
    expect(story.and(record([own, 'ppt/nord', 'bup'])).state.consents.at(-1)).toMatchObject({
      services: [own, 'ppt/nord', 'bup'],
    })
  })

  it('names no unit that the directory does not know, nor one of what was not asked', () => {
    const unknown = refused('service-unknown', { field: 'services', services: ['ppt/sør'] })
    expect(story.when(record([own, 'ppt/sør']))).toEqual(unknown)
    expect(story.when(record([own, 'skolehelsetjeneste/helse']))).toEqual(
      refused('consent-not-asked', { field: 'services' }),
    )
  })

  it('does not cover a unit that is added later', () => {
    const few = units.filter((one) => one !== 'ppt/nord')
    const { state } = story.and(record([own, 'ppt/ppt', 'bup'], { units: few }))
    expect([covers(state, 'ppt/ppt', null, startDay), covers(state, 'ppt/nord', null, startDay)]).toEqual([
      ...[true, false],
    ])
    const bup = { ...somebody('ppt'), service: 'bup', unit: 'bup' }
    expect(
      given(state.consents.length > 0 ? story.and(record([own, 'bup'])).entries : []).when({
        ...{ type: 'participant.add', to: bup },
      }),
    ).toEqual(refused('consent-missing', { field: 'person', services: ['bup/bup'] }))
  })

  it('is narrowed by the second who signs, never widened: not by another unit of the same service', () => {
    const both = requested('consent_2', { services: ['skole', 'ppt'], required: ['guardian-1', 'guardian-2'] })
    const half = given(openLog(), both).and(record([own, 'ppt/ppt']))
    const second = { signedBy: ['guardian-2'] } satisfies Partial<Extract<Command, { type: 'consent.record' }>>
    expect(half.when(record([own, 'ppt/nord'], second))).toEqual(refused('consent-not-asked', { field: 'services' }))
    expect(half.when(record([own, 'ppt'], second))).toMatchObject(refused('unit-missing'))
    const alone = requested('consent_2', { services: ['bup', 'skole'], required: ['guardian-1', 'guardian-2'] })
    const since = record([own, 'bup/bup'], { ...second, units: [...units, 'bup/bup'] })
    expect(
      given(openLog(), alone)
        .and(record([own, 'bup']))
        .when(since),
    ).toEqual(refused('consent-not-asked', { field: 'services' }))
    const { state } = half.and(record([own], second))
    expect([covers(state, own, null, startDay), covers(state, 'ppt/ppt', null, startDay)]).toEqual([true, false])
    expect([saidNo(state, own), saidNo(state, 'ppt/ppt'), saidNo(state, 'ppt')]).toEqual([false, true, true])
    expect(whyLacking(state, ['ppt'])).toEqual(refused('family-refused', { services: ['ppt'] }))
    expect(refusedIn(state, { services: ['ppt', 'bup'] })).toEqual(['ppt'])
  })

  it.each<[string, Command, boolean]>([
    ['the second who signs says no to the one unit', noTo('ppt/ppt'), true],
    ['one of them takes that back', from('ppt/ppt'), true],
    ['one of them takes it all back', takeBack({ scope: 'whole' }), true],
    ['the second leaves a topic out', takeBack({ scope: 'topic', topic: 'learning' }), false],
  ])('is a no to the service as a whole once none of its units is asked about: %s', (_, no, isNo) => {
    const both = requested('consent_2', { services: ['skole', 'ppt'], required: ['guardian-1', 'guardian-2'] })
    const half = given(openLog(), both).and(record([own, 'ppt/ppt']))
    expect(saidNo(half.and(no).state, 'ppt')).toBe(isNo)
    const two = given(openLog(), both).and(record([own, 'ppt/ppt', 'ppt/nord']))
    expect(saidNo(two.and(noTo('ppt/nord')).state, 'ppt')).toBe(false)
    expect(saidNo(two.and(noTo('ppt/nord', 'ppt/ppt')).state, 'ppt')).toBe(true)
    expect(saidNo(given(openLog(), both).and(noTo('ppt/nord')).state, 'ppt')).toBe(false)
  })

  it('is a no to the service where its only unit was asked about alone', () => {
    const alone = requested('consent_2', { services: ['ppt'], required: ['guardian-1', 'guardian-2'] })
    const half = given(openLog(), alone).and(record(['ppt/ppt']))
    expect(saidNo(half.state, 'ppt')).toBe(false)
    expect(saidNo(half.and(noTo('ppt/ppt')).state, 'ppt')).toBe(true)
  })

  it('may take a unit out of what is asked about the service: nobody says yes to that one then', () => {
    const asked = given(openLog(2), requested('consent_2', { services: ['skole', 'ppt'] })).and(from('ppt/ppt'))
    expect(asked.state.consents.at(-1)).toMatchObject({ services: ['skole', 'ppt'], withdrawnServices: ['ppt/ppt'] })
    expect(asked.when(record([own, 'ppt/ppt']))).toEqual(refused('consent-not-asked', { field: 'services' }))
    expect(asked.when(record([own, 'ppt/nord']))).toHaveProperty('events')
  })

  it('is no no to those for whom one who signs leaves out a topic', () => {
    const both = { required: ['guardian-1', 'guardian-2'] } satisfies Parameters<typeof requested>[1]
    const first = given(openLog(), requested('consent_2', { services: ['skole', 'ppt'], ...both })).and(
      record([own, 'ppt/ppt']),
    )
    const again = given(first, requested('consent_3', { services: ['ppt'], ...both }))
    const { state } = again.and(record(['ppt/ppt'], { consent: 'consent_3', topics: ['learning'] }))
    expect(state.consents.find(({ id }) => id === 'consent_2')?.takenBack[0]).toMatchObject({ service: 'ppt/ppt' })
    expect([saidNo(state, 'ppt/ppt'), saidNo(state, 'ppt')]).toEqual([false, false])
  })

  it('is a no to each that was let in and is not named again, and says nothing of others', () => {
    const two = given(openLog(), consented(['skole', other]), asking('skole', 'ppt'))
    const { state, entries } = two.and(record([own]))
    expect(entries.flatMap(({ event }) => (event.type === 'consent.refused' ? event.services : []))).toEqual([
      ...['ppt', other],
    ])
    expect([covers(state, own, null, startDay), covers(state, other, null, startDay)]).toEqual([true, false])
    expect([saidNo(state, own), saidNo(state, other), saidNo(state, 'skole/nes'), saidNo(state, 'ppt')]).toEqual([
      ...[false, true, false, true],
    ])
  })

  it('has one unit refused before, which then nobody says yes to', () => {
    const both = requested('consent_2', { services: ['skole', 'ppt'], required: ['guardian-1', 'guardian-2'] })
    const refusing = given(openLog(2), joined('ppt'), both).and(noTo('ppt/nord'))
    expect(refusing.state.consents.at(-1)).toMatchObject({ status: 'requested', services: ['skole', 'ppt'] })
    expect(parts(refusing)).toContain('person_ppt')
    expect(refusing.when(record([own, 'ppt/nord']))).toEqual(refused('consent-not-asked', { field: 'services' }))
    expect(refusing.when(record([own, 'ppt/ppt']))).toHaveProperty('events')
    expect(refusing.and(noTo('ppt')).state.consents.at(-1)).toMatchObject({ services: ['skole'] })
  })
})

describe('a no to one unit', () => {
  const wide = given(openLog(2, ['ppt'], { services: ['skole', other, 'ppt/ppt', 'ppt/nord'] }), [
    ...[joined('ppt'), joined('otherPpt'), joined('otherTeacher'), joined('colleague')],
  ])

  it.each([
    ['taken back', from('ppt/nord')],
    ['refused', noTo('ppt/nord')],
  ])('%s ends its part, and leaves others of the same service', (_, no) => {
    const story = given(wide, asking('ppt', 'skole')).and(no)
    expect(parts(story)).toEqual(['person_teacher', 'person_ppt', 'person_other-teacher', 'person_colleague'])
    expect(story.state.services).toContain('ppt')
    expect([reads(story, 'ppt'), reads(story, 'otherPpt')]).toEqual([allTopics, null])
    expect(story.entries.at(-1)?.event).toEqual({ type: 'participant.removed', person: 'person_other-ppt' })
  })

  it('of the case’s own service ends the other school’s part alone', () => {
    const story = wide.and(from(other))
    expect(parts(story)).toEqual(['person_teacher', 'person_ppt', 'person_other-ppt', 'person_colleague'])
    expect(covers(story.state, own, null, startDay)).toBe(true)
    expect(story.when({ type: 'note.add', note: 'note_1', topic: 'learning', text: 'word_n' })).toHaveProperty('events')
  })

  it('to the service as a whole is to all its units', () => {
    const story = wide.and(from('ppt'))
    expect(parts(story)).toEqual(['person_teacher', 'person_other-teacher', 'person_colleague'])
    expect(story.state.services).toEqual(['skole'])
    expect(story.state.consents[0]?.withdrawnServices).toEqual(['ppt/ppt', 'ppt/nord'])
    expect(wide.and(from('skole')).when({ ...add('stranger') })).toHaveProperty('events')
    expect(parts(wide.and(from('skole')))).not.toContain('person_other-teacher')
  })

  it('is refused where nothing of it is left', () => {
    const gone = wide.and(from('ppt/nord'))
    expect(gone.when(from('ppt/nord'))).toEqual(refused('service-unknown', { field: 'what' }))
    expect(gone.when(from('ppt'))).toHaveProperty('events')
  })

  it('ends what was offered there, a deputy there and a holder there', () => {
    const deputized = (person: PersonId, unit: string): Event => ({
      ...{ type: 'baton.deputized', person, service: 'ppt', unit, from: startDay, until: startDay },
    })
    const ended = given(wide, offered('otherPpt'), deputized(people.otherPpt.person, 'nord')).and(
      from('ppt/nord'),
    ).state
    expect(ended).toMatchObject({ handOver: null, deputy: null, holderLeft: null })
    const stays = given(wide, offered('ppt'), deputized(people.ppt.person, 'ppt'))
    expect(stays.and(from('ppt/nord')).state).toMatchObject({ handOver: {}, deputy: {} })
    const held = given(wide, offered('otherPpt')).and({ type: 'baton.accept', handOver: 'handover_1' }, 'otherPpt')
    expect(held.and(from('ppt/nord'), 'head').state.holderLeft).not.toBe(null)
  })
})

describe('a consent that could name no units', () => {
  const vague: Event = {
    ...{ type: 'consent.signed', consent: 'consent_1', signers: ['guardian-1'], evidence: 'written', ...content() },
    ...{ services: ['skole', 'ppt'], namesNoUnits: true },
  }
  const before = given(registered(), concluded(2, ['ppt']), requested('consent_1', { services: ['skole', 'ppt'] }), [
    ...[vague, { type: 'consent.given', consent: 'consent_1' } as const],
    { type: 'case.opened', level: 2, mode: 'digital', holder: people.teacher.person, ...heldAt },
    ...[joined('ppt'), joined('otherPpt')],
  ])
  const narrowTo = (...recipients: Recipient[]): Command => {
    return { type: 'consent.narrow', consents: [{ consent: 'consent_1', recipients, isLess: true }] }
  }
  const narrow = narrowTo(own, 'ppt/ppt')

  it('lets nobody of a unit in, until it is said by whom it counts', () => {
    expect([reads(before, 'ppt'), covers(before.state, own, null, startDay)]).toEqual([null, false])
    const story = before.and(narrow, 'system')
    expect([reads(story, 'ppt'), reads(story, 'otherPpt'), covers(story.state, own, null, startDay)]).toEqual([
      ...[allTopics, null, true],
    ])
    expect(story.state.consents[0]).toMatchObject({ status: 'given', namesNoUnits: false, services: [own, 'ppt/ppt'] })
  })

  it('is narrowed once, by the bot alone, and no other is', () => {
    expect(before.and(narrow, 'system').when(narrowTo(other), 'system')).toEqual(happens())
    expect(given(openLog()).when(narrowTo(other), 'system')).toEqual(happens())
    expect(before.when(narrow, 'teacher')).toMatchObject(refused('not-permitted'))
    const closed = given(before, { type: 'case.closed', reason: 'moved', summary: null })
    expect(closed.when(narrow, 'system')).toHaveProperty('events')
  })

  it('is narrowed by itself, to those it can have been meant for, and is told of while the case is open', () => {
    const vaguer = { ...vague, consent: 'consent_2', services: ['bup'] } as Event
    const two = given(before, requested('consent_2', { services: ['bup'] }), vaguer, {
      ...{ type: 'consent.given', consent: 'consent_2' },
    } as Event)
    const first = two.and(narrowTo(own, 'ppt/ppt', 'bup/poli'), 'system')
    expect(first.state.consents.map(({ services }) => services)).toEqual([[own, 'ppt/ppt'], ['bup']])
    const second: Command = {
      ...{ type: 'consent.narrow', consents: [{ consent: 'consent_2', recipients: ['bup/poli'], isLess: true }] },
    }
    expect(two.and(second, 'system').state.consents.map(({ services }) => services)).toEqual([
      ['skole', 'ppt'],
      ['bup/poli'],
    ])
    const told = expect.objectContaining({ line: 'consent-narrowed' })
    expect(first.notices()).toContainEqual(told)
    const closed = given(before, { type: 'case.closed', reason: 'moved', summary: null })
    expect(closed.and(narrow, 'system').notices()).not.toContainEqual(told)
  })

  it('counts for nobody where nobody of it takes part', () => {
    expect(before.and(narrowTo(), 'system').state.consents[0]?.status).toBe('replaced')
    const half = given(
      registered(),
      concluded(),
      requested('consent_1', { required: ['guardian-1', 'guardian-2'] }),
      vague,
    )
    expect(half.and(narrowTo(), 'system').state.consents[0]?.status).toBe('cancelled')
  })
})

describe('a case that another unit has received', () => {
  const plan = { type: 'transition.planned', transition: 'transition_1', day: '2027-08-16', to: 'skole' } as const
  const received = (unit: string): Event => ({ type: 'transition.received', transition: 'transition_1', unit })
  const log = given(openLog(2), joined('ppt'), joined('colleague'), plan)
  /** As cases were received before the family was asked first. */
  const moved = given(log, received('strandheim'))

  it('has its home and its leader there, and not where it was', () => {
    expect(moved.state).toMatchObject({
      unit: 'strandheim',
      service: 'skole',
      hasMoved: true,
      holder: 'person_teacher',
    })
    expect(rolesIn(moved.state, people.otherHead, startDay)).toEqual(['leader'])
    expect(rolesIn(moved.state, people.head, startDay)).toEqual([])
    expect(reads(moved, 'head')).toBe(null)
  })

  it('shows nobody there what was written before, nor lets them in, until the family says yes', () => {
    expect(reads(moved, 'otherHead')).toEqual([])
    const missing = refused('consent-missing', { field: 'person', services: [other] })
    expect(moved.when(add('otherTeacher'), 'otherHead')).toEqual(missing)
    const note = { type: 'note.add', note: 'note_1', topic: 'learning', text: 'word_n' } as const
    expect(moved.when(note)).toEqual(refused('consent-missing', { services: [other] }))
    expect(moved.when({ type: 'baton.offer', handOver: 'handover_1', to: somebody('otherTeacher') })).toEqual(missing)
    const yes = given(moved, consented([other], 'consent_2')).and(add('otherTeacher'), 'otherHead')
    expect([reads(yes, 'otherHead'), reads(yes, 'otherTeacher')]).toEqual(['all', allTopics])
    expect(yes.when(note)).toHaveProperty('events')
  })

  it('is not at home there by one guardian alone', () => {
    const both = requested('consent_2', { required: ['guardian-1', 'guardian-2'] })
    const half = given(moved, both).and(record([other]), 'otherHead')
    expect(reads(half, 'otherHead')).toEqual([])
    expect(half.when(add('otherTeacher'), 'otherHead')).toMatchObject(refused('consent-missing'))
  })

  it('is at home there once the family has let it come, also when it takes that back', () => {
    const back = given(moved, consented([other], 'consent_2')).and(from(other), 'otherHead')
    expect(reads(back, 'otherHead')).toBe('all')
    expect(
      rolesIn(
        given(moved, { type: 'case.closed', reason: 'moved', summary: null }).state,
        people.otherTeacher,
        startDay,
      ),
    ).toEqual([])
  })

  it('is sealed when nobody of its service is let in any more, and opened by nobody before it has come', () => {
    const open: Command = {
      type: 'case.unseal',
      opening: 'opening_1',
      reason: 'word_o',
      seenBy: [people.teacher.person],
    }
    const sealed = ({ state }: Story, name: PersonName) => accessTo(state, people[name], startDay, allTopics)?.sealed
    expect([sealed(moved, 'otherHead'), sealed(moved, 'teacher'), isSealed(moved.state, startDay)]).toEqual([
      ...[false, false, false],
    ])
    expect(moved.when(open, 'otherHead')).toEqual(refused('not-sealed'))
    const ended = moved.and(from(own), 'otherHead')
    expect([sealed(ended, 'otherHead'), sealed(ended, 'ppt')]).toEqual([true, true])
    expect(ended.when(open, 'otherHead')).toEqual(refused('consent-missing', { services: [other] }))
    expect(mayUnseal(ended.state, people.otherHead, ['leader'], startDay)).toBe(false)
    const come = given(moved, consented([other], 'consent_2'))
    expect(isSealed(come.state, startDay)).toBe(false)
    const back = come.and(from(other), 'otherHead')
    expect([sealed(back, 'otherHead'), sealed(back, 'teacher')]).toEqual([true, true])
    expect(back.when(open, 'otherHead')).toHaveProperty('events')
  })

  it('keeps those it comes from as far as their consent goes', () => {
    expect([reads(moved, 'teacher'), reads(moved, 'colleague'), reads(moved, 'ppt')]).toEqual([
      ...[allTopics, allTopics, allTopics],
    ])
    const ended = moved.and(from(own), 'otherHead')
    expect(parts(ended)).toEqual(['person_ppt'])
    expect(ended.state.holderLeft).not.toBe(null)
  })

  it('is what the family is asked about next, as of a transition', () => {
    expect(moved.due(startDay).map(({ signal }) => signal)).not.toContain('consent-withdrawn')
    expect(
      moved.when({
        ...{ type: 'consent.request', consent: 'consent_2', checkpoint: 'transition', services: ['skole'] },
        ...{ topics: ['learning'], born: null, guardians: 1, care: 'guardians' },
      }),
    ).toHaveProperty('events')
    expect(
      given(moved, proposed(3, ['ppt'])).when(
        {
          ...{ type: 'level.decide', proposal: 'proposal_1', approve: true, meetingDay: startDay, reason: null },
          ...{ childTookPart: true, childAsked: true, parentsTookPart: true, view: null, without: null },
          ...{ topic: null, leftOut: [] },
        },
        'otherHead',
      ),
    ).toEqual(refused('consent-missing', { services: [other] }))
  })
})

it('a consent of when no unit could be named is to be narrowed as long as it counts, and no other', () => {
  const isTo = (namesNoUnits: boolean, status: 'given' | 'partly-signed' | 'refused' | 'requested') =>
    isToNarrow({ namesNoUnits, status })
  expect([isTo(true, 'given'), isTo(true, 'partly-signed')]).toEqual([true, true])
  expect([isTo(false, 'given'), isTo(true, 'refused'), isTo(true, 'requested')]).toEqual([false, false, false])
})
