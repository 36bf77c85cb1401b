/**
 * Consents of a time when services alone were named: a start says for which units each counts, tells whoever holds the case
 * once, and lets nobody in whose unit had nobody in it.
 */
import { expect, test } from 'vitest'
import { narrowConsents } from '../../src/app/act/index.ts'
import type { Event } from '../../src/core/case.ts'
import { evolve } from '../../src/core/evolve.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, createTown, type Town, textOf } from '../support/town.ts'
import { caseOf, logWithJonas, openLog, told } from './story.ts'

/** Fjordvik with a second school and a second office of PPT, where nobody takes part yet. */
async function townOfTwo(): Promise<Town> {
  const town = await createTown()
  const account = (user: string) => ({ accounts: [{ channel: 'test', tenant: 'fjordvik', user }] })
  await town.store.importPeople(
    [
      personToImport('Siv Nes', { unit: 'nes-skole', ...account('siv') }),
      personToImport('Pia Nord', { unit: 'ppt-nord', service: 'ppt', ...account('pia') }),
    ],
    town.app.ids,
  )
  return town
}

/** As if the consents of the case had been written down before units were named: the same log, of an earlier version. */
async function asBefore(town: Town, id: CaseId): Promise<void> {
  const serviceOf = (one: string) => one.split('/')[0] ?? one
  await town.read(async (tx) => {
    const stored = await tx.cases.get(id)
    if (!stored) throw new Error(`there is no ${id}`)
    const earlier = (event: Event): Event =>
      event.type === 'consent.signed'
        ? { ...event, services: [...new Set(event.services.map(serviceOf))], namesNoUnits: true }
        : event
    const entries = (await tx.cases.entries(id)).map((entry) => ({ ...entry, event: earlier(entry.event) }))
    const state = entries.reduce<Parameters<typeof evolve>[0]>(evolve, null)
    if (!state) throw new Error('no state')
    await tx.cases.save({ case: state, version: stored.version, entries: [], command: 'x', nextAt: null })
  })
}

const recipients = async (town: Town, id: CaseId) => (await caseOf(town, id)).consents.map(({ services }) => services)
const sees = async (town: Town, name: 'jonas' | 'ingrid' | 'terje', id: CaseId) =>
  textOf(await town.press(name, 'show.case', { case: id })).includes('FJ-1001')

test('each counts for the units whose people take part that day, and the holder is told once', async () => {
  const town = await townOfTwo()
  const id = await logWithJonas(town)
  await asBefore(town, id)
  expect(await sees(town, 'jonas', id)).toBe(false)
  await town.run()
  const before = told(town, 'told').length
  await narrowConsents(town.app)
  expect(await recipients(town, id)).toEqual([['ppt/ppt'], ['skole/fjordvik-skole']])
  expect(await sees(town, 'jonas', id)).toBe(true)
  const no = textOf(
    await town.submit('ingrid', 'participant.add', { case: id }, { person: (await idOf(town, 'Pia Nord')) ?? '' }),
  )
  expect(no).toContain('Samtykke mangler for pedagogisk-psykologisk tjeneste (PPT) – Ppt nord')
  await narrowConsents(town.app)
  await town.run()
  const said = town.channel.sent().filter(({ card }) => textOf(card).includes('sa ikke hvilke enheter'))
  expect(said.map(({ to }) => to)).toEqual(['ingrid'])
  expect(told(town, 'told')).toHaveLength(before + 1)
  const entries = await town.read((tx) => tx.cases.entries(id))
  expect(entries.filter(({ event }) => event.type === 'consent.narrowed').map(({ by }) => by)).toEqual([
    ...['system', 'system'],
  ])
})

test('the case’s own unit is among them always, and one that could mean no other is nobody’s news', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt', 'bup'] })
  await town.store.importPeople(
    [personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')], active: false })],
    town.app.ids,
  )
  await asBefore(town, id)
  await narrowConsents(town.app)
  expect(await recipients(town, id)).toEqual([['skole/fjordvik-skole', 'ppt/ppt', 'bup']])
  await town.run()
  expect(town.channel.sent().filter(({ card }) => textOf(card).includes('sa ikke hvilke enheter'))).toEqual([])
})

test('nobody who has left counts, and the own unit does with nobody left in it', async () => {
  const town = await townOfTwo()
  const id = await logWithJonas(town)
  const gone = { active: false }
  await town.store.importPeople(
    [
      personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')], ...gone }),
      personToImport('Jonas Berg', { unit: 'ppt', service: 'ppt', accounts: [accountOf('jonas')], ...gone }),
      personToImport('Pia Berg', { unit: 'ppt', service: 'ppt', accounts: [] }),
    ],
    town.app.ids,
  )
  await asBefore(town, id)
  await narrowConsents(town.app)
  expect(await recipients(town, id)).toEqual([[], ['skole/fjordvik-skole']])
  expect((await caseOf(town, id)).consents.map(({ status }) => status)).toEqual(['replaced', 'given'])
})

test('the leader is told where nobody holds the case', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  await town.submit('ingrid', 'case.recuse', { case: id }, { sure: 'true' })
  await asBefore(town, id)
  await narrowConsents(town.app)
  await town.run()
  const said = town.channel.sent().filter(({ card }) => textOf(card).includes('sa ikke hvilke enheter'))
  expect(said.map(({ to }) => to)).toEqual(['terje'])
})

test('a closed case is narrowed without a word, and is as it was when it is taken up again', async () => {
  const town = await townOfTwo()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
  await asBefore(town, id)
  await town.run()
  const before = town.channel.sent().length
  await narrowConsents(town.app)
  await town.run()
  expect(town.channel.sent().slice(before)).toEqual([])
  await town.submit('terje', 'case.reopen', { case: id }, { reason: 'It is not over' })
  expect(await sees(town, 'jonas', id)).toBe(true)
})

test('what was taken back is left as it was', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  const how = { signer: 'guardian-1', how: 'oral', day: '2026-11-02', reason: '' }
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { what: 'whole', ...how })
  await asBefore(town, id)
  await narrowConsents(town.app)
  expect(await recipients(town, id)).toEqual([['skole']])
  expect((await caseOf(town, id)).consents[0]).toMatchObject({ status: 'withdrawn' })
})

async function idOf(town: Town, name: string): Promise<string | undefined> {
  return (await town.store.people()).find((one) => one.name === name)?.id
}
