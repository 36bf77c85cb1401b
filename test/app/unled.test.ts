/** A wondering in a unit that has no leader: what is late is told to whoever is next, who sees no more of it than that, and said to be. */
import { expect, test } from 'vitest'
import { recheckAll } from '../../src/app/act/index.ts'
import type { Role } from '../../src/core/permission.ts'
import { wording } from '../../src/wording/index.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, createTown, inDigests, type Name, type Town, textOf } from '../support/town.ts'
import { came } from './due.ts'
import { caseOf, openLog, told, worry } from './story.ts'

async function imported(town: Town, who: Name, called: string, post: Partial<Parameters<typeof personToImport>[1]>) {
  const row = personToImport(called, { ...post, accounts: [accountOf(who)] })
  await town.store.importPeople([row], town.app.ids, { after: (tx) => recheckAll(tx, town.app) })
}

const ledBy = (town: Town, roles: Role[]) => imported(town, 'terje', 'Terje Aas', { roles })

const waits = wording('nb')('signal.concern-undecided.title')

/** The newest card that asks Ingrid to decide. */
function asked(town: Town): string {
  const cards = town.channel.sent().filter(({ to, card }) => to === 'ingrid' && card.name === 'reminder')
  return textOf(cards.findLast(({ card }) => textOf(card).includes(waits))?.card)
}

test('KE is told in the place of the leader, and the card says so', async () => {
  const town = await createTown()
  const id = await worry(town)
  await ledBy(town, ['employee'])
  const { ref, decides } = await caseOf(town, id)
  expect(decides).toBe('ke')
  await town.until('2026-12-08')
  expect(told(town, 'breach')).toContain('sara')
  expect(told(town, 'breach')).not.toContain('terje')
  const list = textOf(await town.press('sara', 'show.mine'))
  for (const text of [ref, waits]) expect(list).toContain(text)
  const seen = textOf(town.channel.sent().filter(({ to }) => to === 'sara')) + list
  for (const text of ['Kaia', 'often alone', 'Ingrid']) expect(seen).not.toContain(text)
  expect(asked(town)).toContain('Ingen leder ved enheten kan se på dette nå.')
  expect(asked(town)).toContain('KE (koordinerende enhet) har fått vite det.')
  expect(asked(town)).not.toContain('Enhetslederen')
  // With a leader it is the unit's alone again.
  await ledBy(town, ['leader'])
  expect(textOf(await town.press('sara', 'show.mine'))).not.toContain(ref)
  await town.until('2026-12-14')
  expect(told(town, 'breach')).toContain('terje')
})

test('that many cases fall to KE, and come back, is told of all of them in one list each time', async () => {
  const town = await createTown({ reminders: inDigests })
  const refs: string[] = []
  for (let count = 0; count < 5; count += 1) refs.push((await caseOf(town, await openLog(town))).ref)
  await town.run()
  town.channel.tried.length = 0
  for (const roles of [['employee'], ['leader']] as const) {
    await ledBy(town, [...roles])
    await town.until(roles[0] === 'leader' ? '2026-11-04' : '2026-11-03')
  }
  for (const name of ['sara', 'ingrid'] as const) expect(came(town, name, 'told'), name).toEqual([])
  const lists = came(town, 'sara', 'digest').map((card) => textOf(card))
  expect(lists).toHaveLength(2)
  for (const ref of refs) for (const list of lists) expect(list).toContain(ref)
  expect(textOf(came(town, 'ingrid', 'digest'))).toContain(refs.at(-1))
})

test('where nobody is KE either, whoever runs the model is told by the reference, and the card says so', async () => {
  const town = await createTown()
  const id = await worry(town)
  await ledBy(town, ['employee'])
  await imported(town, 'sara', 'Sara Myhre', { unit: 'ke', service: 'koordinerende-enhet', roles: ['employee'] })
  expect((await caseOf(town, id)).decides).toBe('nobody')
  await town.run()
  town.channel.tried.length = 0
  await town.until('2026-12-08')
  const keepers = town.channel.sent().filter(({ to, card }) => card.name === 'told' && to !== 'ingrid')
  expect(keepers.length).toBeGreaterThan(0)
  expect(textOf(keepers)).not.toContain('Kaia')
  expect(asked(town)).toContain('har fått vite at den mangler leder.')
  expect(asked(town)).not.toContain('Enhetslederen')
})
