/**
 * What somebody's list was a moment ago is not what they may see now: what is kept of the same case, which nobody has changed, is
 * never told to whoever is something else by then.
 */
import { expect, test } from 'vitest'
import type { PersonToImport } from '../../src/store/open.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, cardOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import { openLog, propose } from './story.ts'

const mine = async (town: Town, name: Name) => textOf(cardOf(await town.say(name, 'mine')))
/** In whose lists the one case is, each looked at twice: what is kept is there by then. */
async function listedTo(town: Town, ...names: Name[]): Promise<Name[]> {
  const lists = await Promise.all([...names, ...names].map(async (name) => [name, await mine(town, name)] as const))
  return [...new Set(lists.filter(([, text]) => text.includes('FJ-1001')).map(([name]) => name))]
}

const called = { terje: 'Terje Aas', mari: 'Mari Holm', sara: 'Sara Myhre' } as const
/** The directory alone: no case is looked at again. */
const imported = (town: Town, name: keyof typeof called, change: Partial<PersonToImport>) =>
  town.store.importPeople([personToImport(called[name], { accounts: [accountOf(name)], ...change })], town.app.ids)

test('a leader who is one no longer has none of the unit’s cases, and whoever is one now has all', async () => {
  const town = await createTown()
  await openLog(town)
  expect(await listedTo(town, 'ingrid', 'terje', 'mari')).toEqual(['ingrid', 'terje'])
  await imported(town, 'terje', { roles: ['employee'] })
  expect(await listedTo(town, 'ingrid', 'terje', 'mari')).toEqual(['ingrid'])
  await imported(town, 'mari', { roles: ['employee', 'leader'] })
  expect(await listedTo(town, 'ingrid', 'terje', 'mari')).toEqual(['ingrid', 'mari'])
  await imported(town, 'mari', { roles: ['employee', 'leader'], unit: 'nes-skole' })
  expect(await listedTo(town, 'ingrid', 'terje', 'mari')).toEqual(['ingrid'])
})

test('whoever leads in somebody’s place does on those days, and not on the next', async () => {
  const town = await createTown()
  await openLog(town)
  const days = { from: '2026-11-03', until: '2026-11-04' }
  await town.press('terje', 'set.stand-in', {}, { person: town.id('mari'), ...days })
  const seen: Record<string, Name[]> = {}
  for (const day of ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05']) {
    town.setClock(`${day}T09:00:00.000Z`)
    seen[day] = await listedTo(town, 'mari')
  }
  expect(Object.values(seen)).toEqual([[], ['mari'], ['mari'], []])
})

test('what lies with KE, as nobody else decides, is KE’s no longer once somebody leads the unit, and is again after that', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await propose(town, id, 'terje')
  const asks = async () => {
    const before = await mine(town, 'sara')
    expect(await mine(town, 'sara')).toBe(before)
    return before
  }
  const decides = await asks()
  await imported(town, 'mari', { roles: ['employee', 'leader'] })
  expect(await asks()).not.toBe(decides)
  await imported(town, 'mari', { roles: ['employee'] })
  expect(await asks()).toBe(decides)
})

test('whoever is taken out of KE has none of its cases', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await propose(town, id, 'terje')
  expect(await listedTo(town, 'sara')).toEqual(['sara'])
  await imported(town, 'sara', { unit: 'ke', service: 'koordinerende-enhet', roles: ['employee'] })
  expect(await listedTo(town, 'sara')).toEqual([])
})

/** Under which heading the one case stands in somebody's list. */
async function placeOf(town: Town, name: Name): Promise<string> {
  const { blocks } = cardOf(await town.say(name, 'mine'))
  const at = blocks.findIndex((block) => block.kind === 'row' && block.text.startsWith('FJ-1001'))
  const heading = blocks.slice(0, at).findLast((block) => block.kind === 'heading')
  return heading?.kind === 'heading' ? heading.text : ''
}

test('of a case that nobody touches, each has their own, and another once its day has come', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  const places = async () => Promise.all((['ingrid', 'mari', 'terje'] as const).map((name) => placeOf(town, name)))
  expect(await places()).toEqual(['Venter på deg', 'Du deltek i', 'I enheten du leder'])
  town.setClock('2027-01-11T09:00:00.000Z')
  expect(await places()).toEqual(['Venter på deg', 'Du deltek i', 'Venter på deg'])
})

test('whoever is in a case, and of KE no longer, has nothing of what was brought to KE', async () => {
  const town = await createTown()
  await imported(town, 'mari', { roles: ['employee', 'ke'] })
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.until('2027-02-01')
  expect(await placeOf(town, 'mari')).toBe('Venter på deg')
  await imported(town, 'mari', { roles: ['employee'] })
  expect(await placeOf(town, 'mari')).toBe('Du deltar i')
})
