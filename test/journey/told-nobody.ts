/**
 * Nobody falls between people: a lone leader goes on leave, with somebody to lead meanwhile and without; whoever answers for a
 * measure leaves; and two municipalities become one. Told the same in every channel.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recheckAll } from '../../src/app/act/index.ts'
import { createCalendar } from '../../src/calendar.ts'
import { createIds } from '../../src/ids.ts'
import { createLog } from '../../src/log.ts'
import { readModel } from '../../src/model/read.ts'
import type { OpenStore, PersonToImport } from '../../src/store/open.ts'
import type { Chat, Sight } from '../support/chat.ts'
import { reach } from '../support/menu.ts'
import { openCase, openLog, refOf, wantsEach } from '../support/walk.ts'

export type Stage = {
  ingrid: Chat
  terje: Chat
  mari: Chat
  sara: Chat
  store(): OpenStore
  advance(duration: string): Promise<unknown>
  settle(): Promise<void>
  end(): Promise<void>
}

export function tellOfNobody(start: () => Promise<Stage>): void {
  let f: Stage
  let ref: string

  beforeAll(async () => {
    f = await start()
  }, 60_000)
  afterAll(() => f.end())

  test('a lone leader who proposes is told at once that KE can decide', async () => {
    ref = refOf(await openLog(f.ingrid))
    await f.settle()
    const said = await give(f.terje, 'level.propose', { to: '2', topic: 'learning', reason: 'Vi trenger flere' })
    expect(said.text).toContain('sendt til Sara Myhre, som kan avgjøre det')
    await f.settle()
    await f.sara.sees(ref, 'Forslag: FJ-')
    await give(f.terje, 'level.withdraw', {})
  })

  test('on leave, somebody leads meanwhile: gets what the leader gets, and decides', async () => {
    const settings = await f.terje.write('innstillinger', ({ text }) => text.includes('Når jeg kan skrive til deg'))
    const form = await settings.press('show.stand-in')
    const days = { from: '2026-11-02', until: '2026-11-06' }
    expect((await form.press('set.stand-in', { person: 'Mari Holm', ...days })).text).toContain(
      'Mari Holm leder for deg',
    )
    await f.settle()
    await f.mari.sees('Du leier for Terje Aas')
    await give(f.ingrid, 'level.propose', { to: '2', topic: 'learning', reason: 'Vi trenger flere' })
    await f.settle()
    const proposal = await (await f.mari.sees(ref, 'Forslag: FJ-')).whole()
    const decide = await proposal.press('Godkjenn')
    const typed = {
      topic: 'learning',
      meetingDay: '2026-11-02',
      parentsTookPart: 'true',
      childAsked: 'true',
      reason: 'Enige',
    }
    await decide.press('level.decide', typed)
    await f.settle()
    expect((await openCase(f.ingrid, ref)).text).toContain('Nivå 2')
  })

  test('it ends by itself', async () => {
    await f.advance('P7D')
    await f.settle()
    const seen = await f.mari.write(`sak ${ref}`)
    expect(seen.text).not.toContain('Et barn')
  })

  test('whoever answers for a measure leaves: it lies with the holder at once, who gives it to another', async () => {
    await give(f.ingrid, 'participant.add', { person: 'Mari Holm' })
    const measure = { text: 'Lesetid', topic: 'learning', arena: 'school', responsible: 'Mari Holm' }
    await give(f.ingrid, 'measure.add', { ...measure, evaluationDay: '2026-11-20' })
    await wantsEach(f.ingrid)
    await f.settle()
    await changes(f.store(), { active: false }, 'Mari Holm')
    await f.settle()
    const reminder = await (await f.ingrid.sees(ref, 'Et tiltak skal evalueres')).whole()
    expect(reminder.text).toMatch(/Ballen ligger hos\W+(deg|Ingrid Lunde)/)
    const form = await reminder.press('measure.reassign')
    await form.press('measure.reassign', { responsible: 'Ingrid Lunde' })
    const plan = await (await openCase(f.ingrid, ref)).press('show.plan')
    expect(plan.text).not.toContain('Mari Holm')
  })

  test('two municipalities become one, and holder and leader come under the other: KE is told at once, and names another', async () => {
    await changes(f.store(), { municipality: 'solvik' }, 'Ingrid Lunde', 'Terje Aas')
    await f.settle()
    const told = await f.sara.sees(ref, 'Stafettholderen kan ikke følge saken lenger')
    const outline = await told.press('show.case')
    expect(outline.text).not.toMatch(/Et barn|Ingrid|Lesetid/)
    await outline.press('baton.name')
  })

  /** One of the things that can be done in the case. */
  async function give(chat: Chat, action: string, filled: Record<string, string>): Promise<Sight> {
    const asked = await reach(await openCase(chat, ref), action)
    return Object.keys(filled).length > 0 ? asked.press(action, filled) : asked
  }
}

/** As the administrator's import does it. */
async function changes(store: OpenStore, to: { municipality: string } | { active: false }, ...names: string[]) {
  const model = readModel('src/demo/fjordvik.yaml')
  const clock = { now: () => '2026-11-09T08:00:00.000Z' }
  const acting = {
    ...{ clock, ids: createIds(clock), log: createLog('error'), wake: () => undefined, channels: { has: () => true } },
    municipalities: new Map([['fjordvik', { model, calendar: createCalendar(model) }]]),
  }
  const found = (await store.people()).filter(({ name }) => names.includes(name))
  const rows: PersonToImport[] = []
  for (const { id, name, lang, email, posts } of found) {
    const accounts = await store.transaction((tx) => tx.people.accountsOf(id))
    for (const post of posts)
      rows.push({ ...post, name, lang, email, active: true, accounts, line: rows.length + 2, ...to })
  }
  expect(found).toHaveLength(names.length)
  await store.importPeople(rows, acting.ids, { after: (tx) => recheckAll(tx, acting) })
}
