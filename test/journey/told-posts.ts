/**
 * A nurse at three schools: one person, with a case at each. What she is let into at one school shows her nothing of another, she
 * says at which she wonders, and when she leaves one the others go on.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenStore, PersonToImport } from '../../src/store/open.ts'
import type { Chat, Sight } from '../support/chat.ts'
import { reach } from '../support/menu.ts'
import { answered, asking, begin, openCase, record, refOf, wonder } from '../support/walk.ts'

export type Stage = {
  ingrid: Chat
  mari: Chat
  nora: Chat
  store(): OpenStore
  settle(): Promise<void>
  end(): Promise<void>
}

const schools = ['fjordvik-skole', 'solbakken', 'nes']
/** As people read them. */
const named = ['Fjordvik skole', 'Solbakken', 'Nes']
const service = 'skolehelsetjeneste'

export function tellPosts(start: () => Promise<Stage>): void {
  let f: Stage
  /** Of the case at her first school, and of that in which she has no part. */
  let first = ''
  let others = ''

  beforeAll(async () => {
    f = await start()
    await works(schools)
  }, 60_000)
  afterAll(() => f.end())

  test('she is chosen at one school, and comes in by that', async () => {
    first = refOf(await openLogWith(f.ingrid, schools))
    const form = await reach(await openCase(f.ingrid, first), 'participant.add')
    for (const school of named) expect(JSON.stringify(form.card)).toContain(`Nora Vik (${school}, Skolehelse`)
    await form.press('participant.add', { person: 'Nora Vik (Fjordvik skole' })
    await f.settle()
    expect((await openCase(f.nora, first)).text).toContain(first)
  })

  test('that a family lets her service in at one school shows her no other case', async () => {
    others = refOf(await openLogWith(f.mari, schools.slice(0, 1)))
    await f.settle()
    await findsNone(others)
    expect(await mine()).not.toContain(others)
  })

  test('she says at which school she wonders', async () => {
    const form = await begin(f.nora)
    expect(form.fields.post ?? '').toBe('')
    for (const school of named) expect(JSON.stringify(form.card)).toContain(`Skolehelsetjenesten (${school})`)
    const written = { about: 'Jente på 2. trinn', targetGroup: 'child', seen: 'Er mye sliten.' }
    const second = await form.press('concern.register', { ...written, post: 'Skolehelsetjenesten (Solbakken' })
    expect(second.text).toContain('Undringen er lagret.')
    const third = await wonder(f.nora, { post: 'Skolehelsetjenesten (Nes' })
    await f.settle()
    const list = await mine()
    for (const ref of [first, refOf(second), refOf(third)]) expect(list).toContain(ref)
  })

  test('when she leaves one school its case is closed to her, and the others go on', async () => {
    await works(schools.slice(1))
    await findsNone(first)
    const list = await mine()
    expect(list).not.toContain(first)
    for (const ref of ['FJ-1003', 'FJ-1004']) {
      expect(list).toContain(ref)
      expect((await openCase(f.nora, ref)).text).toContain(ref)
    }
  })

  /** The directory says that these are her schools. */
  async function works(units: string[]): Promise<void> {
    const store = f.store()
    const nora = (await store.people()).find(({ name }) => name === 'Nora Vik')
    if (!nora) throw new Error('there is no Nora')
    const accounts = await store.transaction((tx) => tx.people.accountsOf(nora.id))
    const rows = units.map((unit, at): PersonToImport => {
      const post = { municipality: 'fjordvik', unit, service, roles: ['employee' as const] }
      return { ...post, name: nora.name, lang: 'nb', active: true, email: null, accounts, line: at + 2 }
    })
    await store.importPeople(rows, { next: (kind) => `${kind}_none` })
  }

  async function mine(): Promise<string> {
    const list = await f.nora.write('mine', ({ buttons }) => buttons.length > 0)
    return list.text
  }

  /** As of a case there is not. */
  async function findsNone(ref: string): Promise<void> {
    await f.nora.write(`sak ${ref}`, ({ text }) => text.includes('Jeg finner ikke saken'))
  }
}

/** A log at level 2, in which the family has let the school health service in at these schools. */
async function openLogWith(chat: Chat, at: string[]): Promise<Sight> {
  const concern = await wonder(chat)
  const wanted = { outcome: 'level:2', services: [service] }
  const concluded = await (await concern.press('concern.conclude')).press('concern.conclude', wanted)
  const asked = await (await concluded.press('consent.request')).press('consent.request', asking('skole', service))
  return record(await asked.press('consent.record'), answered('skole', ...at.map((unit) => `${service}/${unit}`)))
}
