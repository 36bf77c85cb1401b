/** Who comes from a service: only its contact says it, of their own unit and for that service; and who is asked in whose place. */
import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/core/case.ts'
import type { Day } from '../../src/core/ids.ts'
import { isBroughtToKe } from '../../src/core/ke.ts'
import type { PresenceCommand } from '../../src/core/presence.ts'
import { at, given, happens, refused, type Story } from '../support/given.ts'
import { concluded, joined, meeting, openLog, proposed, registered } from '../support/history.ts'
import { on, people, somebody, start, withPost } from '../support/sample.ts'

const log = openLog(3, ['ppt', 'skolehelsetjeneste'])
const asks = (service: string, person: 'ppt' | 'nurse'): Event => ({
  type: 'service.asked',
  service,
  person: people[person].person,
})
const asked = given(log, asks('ppt', 'ppt'), asks('skolehelsetjeneste', 'nurse'))
const man = (service: string, to = somebody('ppt')) => ({ type: 'service.man', service, to }) as const

describe('service.man', () => {
  it('adds whoever the contact names', () => {
    const { person, service, unit } = somebody('ppt')
    expect(asked.when(man('ppt'), 'ppt')).toEqual(happens({ type: 'participant.added', person, service, unit }))
  })

  it.each([
    ['by the contact of another service', man('skolehelsetjeneste', somebody('nurse')), 'ppt', 'not-permitted'],
    ['of another unit', man('ppt', { ...somebody('ppt'), unit: 'elsewhere' }), 'ppt', 'not-of-unit'],
    ['of another service in the same unit', man('ppt', { ...somebody('ppt'), service: 'nav' }), 'ppt', 'not-of-unit'],
    ['of somebody who has left', man('ppt', somebody('ppt', false)), 'ppt', 'person-inactive'],
  ] as const)('is refused %s', (_, command, by, code) => {
    expect(asked.when(command, by)).toMatchObject(refused(code))
  })

  it('is refused of a unit that the family has not let in, be it the contact’s own', () => {
    const nord = given(openLog(2, ['ppt'], { services: ['skole', 'ppt/nord'] }), asks('ppt', 'ppt'))
    const missing = refused('consent-missing', { field: 'person', services: ['ppt/ppt'] })
    expect(nord.when(man('ppt'), 'ppt')).toEqual(missing)
  })

  it('adds nobody who takes part by another post already', () => {
    const elsewhere: Event = { ...joined('ppt'), unit: 'bjorkelia', service: 'skole' } as Event
    const twice = given(log, asks('ppt', 'ppt'), elsewhere)
    expect(twice.when(man('ppt'), 'ppt')).toEqual(refused('already-done', { field: 'person' }))
  })

  it('is of the contact’s own unit and service by one of their posts, whatever others they have', () => {
    const both = { ...people.ppt, posts: [...people.nurse.posts, ...people.ppt.posts] }
    expect(asked.when(man('ppt'), both)).toHaveProperty('events')
    const beside = withPost('ppt', { service: 'nav' })
    expect(asked.when(man('ppt'), beside)).toEqual(refused('not-of-unit', { field: 'person' }))
  })

  it('has nothing to settle once the family lets nobody of that service in any more', () => {
    expect(asked.when(man('ppt'), 'ppt', '2027-08-18')).toEqual(refused('already-done'))
  })

  it('is done once somebody has come', () => {
    const both = given(openLog(3, ['ppt', 'skolehelsetjeneste']), asks('skolehelsetjeneste', 'nurse'), joined('nurse'))
    expect(both.when(man('skolehelsetjeneste', somebody('nurse')), 'nurse')).toMatchObject(refused('not-permitted'))
  })
})

describe('presence.note', () => {
  const note = (change: Partial<PresenceCommand>): PresenceCommand => ({
    ...{ type: 'presence.note', away: [], leaders: [people.head.person], ke: [people.ke.person], contacts: [] },
    ...change,
  })
  const of = (...list: ('ppt' | 'nurse')[]) => [{ service: 'ppt', people: list.map((one) => people[one].person) }]

  it('asks the first who can be asked, and nobody else as long as they can', () => {
    const story = given(openLog(2))
    expect(story.when(note({ contacts: of('ppt', 'nurse') }), 'system')).toEqual(happens(asks('ppt', 'ppt')))
    const before = given(openLog(2), asks('ppt', 'nurse'))
    expect(before.when(note({ contacts: of('ppt', 'nurse') }), 'system')).toEqual(happens())
    expect(before.when(note({ contacts: of('ppt') }), 'system')).toEqual(happens(asks('ppt', 'ppt')))
  })

  it('asks of each service its own, and whoever is asked last alone', () => {
    const both = [{ service: 'skolehelsetjeneste', people: [people.nurse.person] }, ...of('ppt')]
    expect(given(openLog(2)).when(note({ contacts: both }), 'system')).toEqual(happens(asks('ppt', 'ppt')))
    const inTurn = given(log, asks('skolehelsetjeneste', 'nurse'), asks('ppt', 'ppt'))
    expect(inTurn.when(note({ contacts: both }), 'system')).toEqual(happens())
    const anew = given(openLog(2), asks('ppt', 'nurse'), asks('ppt', 'ppt'))
    expect(anew.state.contacts).toEqual([{ service: 'ppt', person: people.ppt.person }])
    const unknown = happens({ type: 'service.asked', service: 'ppt', person: null })
    expect(given(openLog(2)).when(note({ contacts: [] }), 'system')).toEqual(unknown)
  })

  it('asks nobody where the directory knows nobody, and says so once', () => {
    const nobody: Event = { type: 'service.asked', service: 'ppt', person: null }
    expect(given(openLog(2)).when(note({ contacts: of() }), 'system')).toEqual(happens(nobody))
    expect(given(openLog(2), nobody).when(note({ contacts: of() }), 'system')).toEqual(happens())
  })

  it('says of a case that it has no leader though nothing waits for one, and that it has one again', () => {
    const noted = (decides: 'unit' | 'ke' | 'nobody'): Event => ({
      ...{ type: 'presence.noted', away: [], decides, proposal: null, back: null, stuck: null, settled: [] },
    })
    const kept = given(registered())
    expect(kept.when(note({ leaders: [] }), 'system')).toEqual(happens(noted('ke')))
    expect(kept.when(note({ leaders: [], ke: [] }), 'system')).toEqual(happens(noted('nobody')))
    const falls = given(kept, noted('ke'))
    expect(falls.when(note({ leaders: [] }), 'system')).toEqual(happens())
    expect(falls.when(note({}), 'system')).toEqual(happens(noted('unit')))
    expect(isBroughtToKe(falls.state)).toBe(true)
    expect(falls.notices()).toContainEqual(expect.objectContaining({ line: 'falls-to-ke', audience: ['ke', 'owner'] }))
  })

  it('is refused of a closed case, whatever the directory says of its people', () => {
    const closed = given(log, { type: 'case.closed', reason: 'moved', summary: null })
    const gone = note({ away: [{ person: people.teacher.person, why: 'left' }], leaders: [], contacts: of('ppt') })
    expect(given(log).when(gone, 'system')).toHaveProperty('events.0')
    expect(closed.when(gone, 'system')).toEqual(refused('case-closed'))
  })
})

it('somebody who was asked who comes is asked no longer once one has', () => {
  expect(asked.state.contacts.map(({ service }) => service)).toEqual(['ppt', 'skolehelsetjeneste'])
  expect(given(asked, joined('ppt')).state.contacts.map(({ service }) => service)).toEqual(['skolehelsetjeneste'])
})

describe('a service that takes part and has nobody', () => {
  const due = (story: Story, day: Day) => story.due(day).find(({ signal }) => signal === 'service-unmanned')

  it('is due five working days after it joined, whatever happens since', () => {
    const since = given(openLog(2), at('2026-09-01', meeting()))
    const found = { subject: 'ppt', day: '2026-08-24', since: start, ball: { role: 'leader' } }
    expect(due(since, '2026-09-02')).toMatchObject(found)
    expect(due(given(since, joined('ppt')), '2026-09-02')).toBeUndefined()
  })

  it('is waited for in no closed case, and anew from the day one is taken up again', () => {
    const closed = given(openLog(2), { type: 'case.closed', reason: 'moved', summary: null })
    expect(closed.state.unmanned).toEqual({})
    const again = given(closed, at('2026-09-01', { type: 'case.reopened', reason: 'word_r' }))
    expect(again.state.unmanned).toEqual({ ppt: on('2026-09-01') })
  })
})

describe('a level that is for several services and has but its own', () => {
  const gone: Event = { type: 'participant.service-left', service: 'ppt' }
  const closed: Event = { type: 'case.closed', reason: 'moved', summary: null }
  const due = (story: Story, day: Day) => story.due(day).find(({ signal }) => signal === 'no-service')
  const isTold = (story: Story) => story.notices().some((one) => 'line' in one && one.line === 'services-gone')

  it('is due five working days after the last has gone, and the holder’s', () => {
    const story = given(openLog(2), at('2026-08-24', gone), at('2026-08-26', meeting()))
    expect(due(story, '2026-08-27')).toMatchObject({
      day: '2026-08-31',
      since: on('2026-08-24'),
      ball: { role: 'holder' },
    })
    expect(due(given(openLog(2)), '2026-08-27')).toBeUndefined()
    expect(due(given(openLog(1)), '2026-08-27')).toBeUndefined()
  })

  it('is due five working days after the case came to it, where it has been alone for longer', () => {
    const up: Event = {
      ...{ type: 'level.decided', by: people.head.person, proposal: 'proposal_1', approve: true, view: null },
      ...{ meetingDay: null, reason: 'word_r', topic: null, leftOut: ['ppt'], without: null },
      ...{ childTookPart: true, childAsked: true, parentsTookPart: true },
    }
    const story = given(openLog(1), proposed(2, ['ppt']), at('2026-09-01', up))
    expect(story.state).toMatchObject({ level: 2, services: ['skole'], aloneSince: start })
    expect(due(story, '2026-09-02')).toMatchObject({ day: '2026-09-08', since: on('2026-09-01') })
  })

  it('is told once, and not of a case that is closed', () => {
    expect(isTold(given(openLog(2), gone))).toBe(true)
    expect(isTold(given(openLog(2), gone, meeting()))).toBe(false)
    expect(isTold(given(openLog(2), closed, gone))).toBe(false)
  })

  it('is counted from when there is a log, and in no closed case', () => {
    expect(given(registered(), concluded()).state.aloneSince).toBeNull()
    expect(given(openLog(2), gone, closed).state.aloneSince).toBeNull()
    expect(given(openLog(2)).state.aloneSince).toBeNull()
  })
})
