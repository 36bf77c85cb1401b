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

  test('the other school receives it: its head is told and sees that it is there, the old head does not any more', async () => {
    await give(f.ingrid, 'transition.plan', { to: 'skole', day: '2026-11-09' })
    const plan = await (await openCase(f.ingrid, 'FJ-1001')).press('show.plan')
    const form = await plan.press('transition.receive')
    expect(form.text).toContain('Hvilken enhet har tatt imot?')
    await form.press('transition.receive', { home: other })
    await f.settle()
    const told = await f.nora.sees('FJ-1001', 'Saken hører nå til en annen enhet.')
    expect(told.text).not.toContain(typed.goal)
    const seen = await openCase(f.nora, 'FJ-1001')
    expect(seen.text).not.toContain(typed.about)
    expect((await seen.press('show.plan')).text).not.toContain(typed.goal)
    await findsNone(f.terje)
  })

  test('until the family says yes, no teacher there is let in', async () => {
    const form = await reach(await openCase(f.nora, 'FJ-1001'), 'participant.add')
    expect(form.text).not.toContain('Mari Holm')
    const consents = await reach(await openCase(f.nora, 'FJ-1001'), 'show.consents')
    expect(consents.text).toContain('Samtykke mangler for skole – Nes skole')
  })

  test('with their yes the new head reads it and lets her teacher in, and the old school keeps what it was given', async () => {
    const asked = await (await (await openCase(f.nora, 'FJ-1001')).press('consent.request')).press('consent.request', {
      services: ['skole'],
      topics: ['learning'],
    })
    await record(await asked.press('consent.record'), {
      ...answered(),
      topics: ['learning'],
      services: ['skole/fjordvik-skole', other],
    })
    const plan = async (chat: Chat) => (await (await openCase(chat, 'FJ-1001')).press('show.plan')).text
    expect(await plan(f.nora)).toContain(typed.goal)
    await give(f.nora, 'participant.add', { person: 'Mari Holm' })
    expect(await plan(f.mari)).toContain(typed.goal)
    expect(await plan(f.ingrid)).toContain(typed.goal)
    await findsNone(f.terje)
  })

  test('when they take the old school out, nobody of it reads on', async () => {
    const form = await reach(await openCase(f.nora, 'FJ-1001'), 'consent.withdraw')
    const taken = { what: 'service:skole/fjordvik-skole', signer: 'guardian-1', how: 'oral', day: 'i dag', reason: '' }
    await form.press('consent.withdraw', taken)
    await f.settle()
    await findsNone(f.ingrid)
    expect((await (await openCase(f.mari, 'FJ-1001')).press('show.plan')).text).toContain(typed.goal)
  })
}
