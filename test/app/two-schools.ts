/** Fjordvik with a second school. */
import { personToImport } from '../support/people.ts'
import { accountOf, createTown, type inDigests, type Town } from '../support/town.ts'

export const own = 'skole/fjordvik-skole'
export const nes = 'skole/nes-skole'

/** Fjordvik with a second school: Mari teaches there, and Kari is its head. */
export async function townOfTwo(content: 'chat' | 'dialog' = 'chat', reminders?: typeof inDigests): Promise<Town> {
  const town = await createTown(
    reminders ? { secondLeader: true, content, reminders } : { secondLeader: true, content },
  )
  await moveToNes(town)
  return town
}

export async function moveToNes(town: Town): Promise<void> {
  const there = { unit: 'nes-skole', service: 'skole' }
  await town.store.importPeople(
    [
      personToImport('Mari Holm', { ...there, accounts: [accountOf('mari')] }),
      personToImport('Kari Dahl', { ...there, accounts: [accountOf('kari')], roles: ['employee', 'leader'] }),
    ],
    town.app.ids,
  )
}
