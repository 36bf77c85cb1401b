/**
 * A child changes school: the log is begun at one, and received by the next. Its head has it at once; what was written before
 * is read there when the family says yes, and by nobody it has not said yes to.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenStore } from '../../src/store/open.ts'
import type { Chat, Sight } from '../support/chat.ts'
import { reach } from '../support/menu.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { answered, openCase, openLog, record } from '../support/walk.ts'

export type Stage = {
  ingrid: Chat
  /** Head of the school it begins at. */
  terje: Chat
  /** A teacher of the school it comes to, and its head. */
  mari: Chat
  nora: Chat
  settle(): Promise<void>
  end(): Promise<void>
}

const other = 'skole/nes-skole'
const typed = { about: 'Et barn', goal: 'Sangsvane' }

/** Two of Fjordvik's people work at a second school, one of them as its head. */
export async function withSecondSchool(store: OpenStore): Promise<void> {
  const people = await store.people()
  for (const [name, roles] of [
    ['Mari Holm', ['employee']],
    ['Nora Vik', ['employee', 'leader']],
  ] as const) {
    const found = people.find((one) => one.name === name)
    if (!found) throw new Error(`nobody is called ${name}`)
    const accounts = await store.transaction((tx) => tx.people.accountsOf(found.id))
    const known = accounts.map(({ channel, tenant, user }) => ({ channel, tenant, user }))
    const there = { unit: 'nes-skole', service: 'skole', roles: [...roles], accounts: known }
    await store.importPeople([personToImport(name, there)], countingIds())
  }
}

export function tellSchoolChange(start: () => Promise<Stage>): void {
  let f: Stage
  beforeAll(async () => {
    f = await start()
  }, 60_000)
  afterAll(() => f.end())

  const give = async (chat: Chat, action: string, filled: Record<string, string | string[]>): Promise<Sight> => {
    const form = await reach(await openCase(chat, 'FJ-1001'), action)
    return form.press(action, filled)
  }
  const findsNone = async (chat: Chat) => {
    const answer = await chat.write('sak FJ-1001')
    expect(answer.text).toContain('Jeg finner ikke saken')
  }

  test('the log is opened at the first school with a yes to that alone, and no teacher of the other is let in', async () => {
    await openLog(f.ingrid)
    await give(f.ingrid, 'goal.set', { text: typed.goal, topic: 'learning' })
    const form = await reach(await openCase(f.ingrid, 'FJ-1001'), 'participant.add')
    expect(form.text).not.toContain('Mari Holm')
    await f.settle()
  })

  test('the head of the other school is asked, says who holds it from then on, and sees no more of it before', async () => {
    await give(f.ingrid, 'transition.plan', { to: other, day: '2026-11-02' })
    await f.settle()
    const question = await f.nora.sees('FJ-1001', 'Det er planlagt at saken kommer til enheten din')
    expect(question.text).not.toMatch(new RegExp(`${typed.about}|${typed.goal}`))
    const form = await question.press('transition.receive')
    const answered = await form.press('transition.receive', { person: 'Mari Holm' })
    expect(answered.text).toContain('Du har sagt ja til å ta imot.')
    await findsNone(f.nora)
    await findsNone(f.mari)
    expect((await (await openCase(f.ingrid, 'FJ-1001')).press('show.plan')).text).toContain('Mangler: samtykke')
  })

  test('with the family’s yes it is theirs on the day, and the old school has no part in it any more', async () => {
    const asked = await give(f.ingrid, 'consent.request', { services: ['skole'], topics: ['learning'] })
    await record(await asked.press('consent.record'), {
      ...answered(),
      topics: ['learning'],
      services: ['skole/fjordvik-skole', other],
    })
    await f.settle()
    const told = await f.nora.sees('FJ-1001', 'Saken hører nå til en annen enhet.')
    expect(told.text).not.toContain(typed.goal)
    for (const chat of [f.nora, f.mari])
      expect((await (await openCase(chat, 'FJ-1001')).press('show.plan')).text).toContain(typed.goal)
    for (const chat of [f.ingrid, f.terje]) await findsNone(chat)
  })
}
