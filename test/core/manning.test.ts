/** Who comes from a service: only its contact says it, of their own unit and for that service; and who is asked in whose place. */
import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/core/case.ts'
import { isBroughtToKe } from '../../src/core/ke.ts'
import type { PresenceCommand } from '../../src/core/presence.ts'
import { given, happens, refused } from '../support/given.ts'
import { joined, openLog, registered } from '../support/history.ts'
import { people, somebody } from '../support/sample.ts'

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
