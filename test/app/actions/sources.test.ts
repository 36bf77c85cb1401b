/** What drop-downs choose among: only what could be chosen, and of a case nobody whom the family has not let in. */
import { describe, expect, test } from 'vitest'
import {
  allServices,
  allTopics,
  bearers,
  deputies,
  fromOwnUnit,
  hasRoomAtFirst,
  inCase,
  letIn,
  openTopics,
  ownNames,
  responsibles,
} from '../../../src/app/actions/sources.ts'
import type { Event } from '../../../src/core/case.ts'
import { given } from '../../support/given.ts'
import { concluded, consented, joined, measure, noted, openLog, registered, requested } from '../../support/history.ts'
import { looking } from '../../support/looking.ts'
import { type PersonName, people } from '../../support/sample.ts'

type Steps = Parameters<typeof given>
type Source = typeof openTopics
type Asked = { by?: PersonName; data?: Record<string, string>; find?: string }

const log: Steps = [openLog(2), joined('ppt')]
/** Everybody of Bjørkelia's school, the holder among them, or without. */
const school = ['Administrator', 'Colleague', 'Head', 'Second leader', 'Stranger', 'Teacher']
const others = school.slice(0, -1)
const ALL = ['Trivsel', 'Læring og utvikling', 'Helse', 'Familie og hjem', 'Venner, fritid og nettverk', 'Annet']

/** What can be chosen, by the words that are read. */
async function labels(source: Source, story: Steps | null, { by = 'teacher', data = {}, find = '' }: Asked = {}) {
  if ('fixed' in source) return []
  const { viewer } = await looking()
  const at = { viewer: await viewer(by), state: story && given(...story).state, data }
  return (await source.found(at, find)).choices.map(({ label }) => label)
}
/** The names alone, without the service of each. */
const names = async (...of: Parameters<typeof labels>) =>
  (await labels(...of)).map((one) => one.replace(/ \(.*/, '')).sort()

test('of the municipality’s own every service and topic can be chosen, by name', async () => {
  const { viewer } = await looking()
  const { policy, say } = await viewer('teacher')
  expect(await labels(allServices, null)).toHaveLength(policy.services.length)
  expect(await labels(allServices, null)).toContain('Skolehelsetjenesten')
  expect(await labels(allTopics, null)).toEqual(ALL)
  expect(say.lang).toBe('nb')
  expect(ownNames(await viewer('teacher'), { a: { nb: 'én', nn: 'ein', en: 'one' } })).toEqual([
    { value: 'a', label: 'én' },
  ])
})

test('of topics those can be chosen that are read and may be kept; in no case yet all', async () => {
  expect(await labels(openTopics, null)).toEqual(ALL)
  expect(await labels(openTopics, log)).toEqual(ALL)
  const few: Steps = [openLog(1), consented(['ppt'], 'consent_2', { topics: ['learning', 'health'] }), joined('ppt')]
  expect(await labels(openTopics, few, { by: 'ppt' })).toEqual(['Læring og utvikling', 'Helse'])
  expect(await labels(openTopics, few, { by: 'stranger' })).toEqual([])
  const kept: Steps = [openLog(1, [], { topics: ['family'] })]
  expect(await labels(openTopics, kept)).toEqual(['Familie og hjem'])
})

describe('of those the family has let in', () => {
  const anybody = letIn(() => true)

  test('those of the case’s own unit can be chosen, and of the units that a consent covers', async () => {
    expect(await names(anybody, log)).toEqual([...school, 'Ppt'].toSorted())
    expect(await names(anybody, [openLog(1)])).not.toContain('Ppt')
    expect(await names(anybody, [log, { type: 'case.recused', person: people.head.person }])).not.toContain('Head')
    expect(await labels(anybody, null)).toEqual([])
  })

  test('by a part of their name, typed in the form or carried by it; where nobody has it, all', async () => {
    expect(await names(anybody, log, { find: 'strang' })).toEqual(['Stranger'])
    expect(await names(anybody, log, { data: { find: 'strang' } })).toEqual(['Stranger'])
    expect(await names(anybody, log, { find: 'coll', data: { find: 'strang' } })).toEqual(['Colleague'])
    expect(await names(anybody, log, { find: 'nobody' })).toHaveLength(7)
  })

  test('also those who join by the answer that is written down, until somebody said no to them', async () => {
    const joining = letIn(
      () => true,
      (state, { consent }) => state.consents.find(({ id }) => id === consent),
    )
    const question = requested('consent_2', { services: ['skolehelsetjeneste', 'ppt'], checkpoint: 'join' })
    const data = { consent: 'consent_2' }
    expect(await names(joining, [openLog(1), question], { data })).toEqual(
      [...school, 'Nurse', 'Other ppt', 'Ppt'].toSorted(),
    )
    expect(await names(joining, [openLog(1), question])).not.toContain('Nurse')
    const no: Event = {
      ...{ type: 'consent.refused', consent: 'consent_2', services: ['ppt'], reason: null },
      ...{ signer: 'guardian-1', how: 'oral', day: '2026-08-17' },
    }
    expect(await names(joining, [openLog(1), question, no], { data })).not.toContain('Ppt')
    expect(await names(joining, [openLog(1), question, no], { data })).toContain('Nurse')
  })

  test('KE, which sees no more than that the case is there, chooses among its own unit, without their services', async () => {
    const brought: Steps = [log, noted({ decides: 'ke' })]
    const found = await labels(anybody, brought, { by: 'ke' })
    expect(found.toSorted()).toEqual(school)
    expect(await labels(anybody, brought, { by: 'ke', find: 'coll' })).toEqual(['Colleague'])
    expect(await labels(anybody, brought, { by: 'ke', data: { find: 'coll' } })).toEqual(['Colleague'])
    const none = letIn(() => false)
    expect(await labels(none, brought, { by: 'ke' })).toEqual([])
  })

  test('a deputy is anybody but the holder', async () => {
    expect(await names(deputies, log)).toEqual([...others, 'Ppt'].toSorted())
  })

  test('the next holder is of a service that the level has room for', async () => {
    expect(await names(bearers, log)).toEqual([...others, 'Ppt'].toSorted())
    const full: Steps = [openLog(2, ['bup', 'barnevern']), consented(['ppt'], 'consent_2')]
    expect(await names(bearers, full)).toEqual(others)
  })

  test('there is room at first for whom the level of the outcome has room for, with all that is asked about', async () => {
    const { viewer } = await looking()
    const nurse = await viewer('nurse')
    const [post] = nurse.person.posts
    if (!post) throw new Error('the nurse has a post')
    const room = (...story: Steps) =>
      hasRoomAtFirst({ person: nurse.person, post }, given(...story).state, nurse.policy)
    expect(room(registered(), concluded(1))).toBe(false)
    expect(room(registered(), concluded(2, ['ppt']))).toBe(true)
    expect(room(registered(), concluded(2, ['ppt', 'bup']))).toBe(false)
    expect(room(registered(), concluded(2, ['ppt', 'skolehelsetjeneste']))).toBe(true)
    // Of a time when it had no outcome with a level: as it is.
    expect(room(registered())).toBe(false)
  })
})

describe('of the case’s own unit', () => {
  const own = fromOwnUnit(({ person }, { owner }) => person.id !== owner)

  test('those of its own service can be chosen whom the form has room for, without their services', async () => {
    expect((await labels(own, log)).toSorted()).toEqual(others)
    expect(await labels(own, log, { find: 'coll' })).toEqual(['Colleague'])
    expect(await labels(own, log, { data: { find: 'coll' } })).toEqual(['Colleague'])
    expect(await labels(own, null)).toEqual([])
  })
})

describe('who may answer for something', () => {
  test('is whoever is in the case and not away, its services and the home', async () => {
    expect(await labels(responsibles, log)).toEqual([
      ...['Teacher', 'Ppt', 'Skole', 'Pedagogisk-psykologisk tjeneste (PPT)', 'Hjemmet'],
    ])
    const away = noted({ away: [{ person: people.ppt.person, why: 'silent' }] })
    expect(await labels(responsibles, [log, away])).not.toContain('Ppt')
    expect(await labels(responsibles, null)).toEqual([])
  })

  test('is of a thing that is there already whoever may know of its topic', async () => {
    const few: Steps = [openLog(1), consented(['ppt'], 'consent_2', { topics: ['learning'] }), joined('ppt')]
    const family = { ...measure(), topic: 'family' } as Event
    const of = (one: Event) => labels(responsibles, [few, one], { data: { measure: 'measure_1' } })
    expect(await of(measure())).toContain('Ppt')
    expect(await of(family)).not.toContain('Ppt')
    expect(await of(family)).toContain('Teacher')
    expect(await labels(responsibles, [few, family])).toContain('Ppt')
    // PPT takes part, and is let in for learning alone.
    const helped: Steps = [openLog(2, ['ppt'], { topics: ['learning'] }), consented(['skole'], 'consent_2')]
    const services = (one: Event) => labels(responsibles, [helped, one], { data: { measure: 'measure_1' } })
    expect(await services(measure())).toContain('Pedagogisk-psykologisk tjeneste (PPT)')
    expect((await services(family)).filter((one) => one !== 'Teacher')).toEqual(['Skole', 'Hjemmet'])
  })

  test('is told apart from whoever is called the same', async () => {
    const { viewer } = await looking({ nurse: { name: 'Ppt' } })
    const { state } = given(openLog(2, ['ppt', 'skolehelsetjeneste']), joined('ppt'), joined('nurse'))
    const { choices } = await responsibles.found({ viewer: await viewer('teacher'), state, data: {} }, '')
    expect(choices.map(({ label }) => label).slice(0, 3)).toEqual(['Teacher', 'Ppt (PPT)', 'Ppt (Helse)'])
  })
})

test('what is chosen in a case is nothing where there is none', async () => {
  const source = inCase('empty.services', () => [{ value: 'a', label: 'A' }])
  expect(await labels(source, null)).toEqual([])
  expect(await labels(source, log)).toEqual(['A'])
})
