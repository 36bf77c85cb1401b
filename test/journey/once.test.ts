/**
 * Whatever is delivered, pressed or decided twice has one effect, and everybody who pressed sees what happened: also
 * after a restart, on an old card, and where somebody else decides.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Event } from '../../src/core/case.ts'
import { people, tenantId } from '../../src/demo/seats.ts'
import type { Chat, Sight } from '../support/chat.ts'
import { type Fjordvik, startFjordvik } from '../support/fjordvik.ts'
import { reach } from '../support/menu.ts'
import { pressAs } from '../support/seat-chat.ts'
import { begin, openCase, openLog, refOf } from '../support/walk.ts'

const head = people.head.aadObjectId
const secondHead = people.colleague.aadObjectId
/** Fjordvik skole with a second leader. */
const leaders = `municipality;unit;service;name;roles;entra_tenant;entra_object_id
fjordvik;fjordvik-skole;skole;Mari Holm;employee,leader;${tenantId};${secondHead}
`

let f: Fjordvik
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leaders-'))
  const file = join(folder, 'people.csv')
  writeFileSync(file, leaders)
  f = await startFjordvik({ people: [file] })
})
afterAll(async () => {
  await f.end()
  rmSync(folder, { recursive: true })
})

describe('what is delivered twice', () => {
  test('is answered once when it is a message', async () => {
    const message = { ...(await f.teacher.activity(f.teacher.conversations.personal)), type: 'message', text: 'mine' }
    const same = { ...message, id: 'message-1' }
    const answers = await Promise.all([f.teacher.raw(same), f.teacher.raw(same)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    await f.settle()
    expect(f.ingrid.all('Du er ikke med i noen sak nå.')).toHaveLength(1)
  })

  test('is carried out once when it is a press, and both are answered', async () => {
    const sight = await begin(f.ingrid)
    const fields = { ...sight.fields, about: 'En jente', targetGroup: 'child', seen: 'Er trøtt.' }
    const conversation = f.teacher.conversations.personal
    const press = () => pressAs(f.teacher, { sight, button: 'Skriv ned', fields, conversation, id: 'press-1' })
    const [first, second] = await Promise.all([press(), press()])
    expect([first?.text, second?.text].join()).toContain('Undringen er lagret.')
    expect([first?.text, second?.text].join()).toContain('Dette har jeg fått før.')
    expect((await f.store().verifyAll()).cases).toBe(1)
  })

  test('is carried out once when a form is sent again under another id', async () => {
    const form = await begin(f.ingrid)
    const filled = { about: 'En gutt', targetGroup: 'child', seen: 'Er stille.' }
    expect((await form.press('Skriv ned', filled)).text).toContain('Undringen er lagret.')
    const again = await form.press('Skriv ned', filled)
    expect(again.text).toContain('Dette har jeg fått før.')
    expect(again.text).toContain('FJ-1002')
    expect((await f.store().verifyAll()).cases).toBe(2)
  })
})

describe('a decision', () => {
  let ref: string
  let mine: Sight
  const held = { topic: 'learning', meetingDay: '2026-11-02', parentsTookPart: 'true', childAsked: 'true' }
  const caseOf = (chat: Chat) => openCase(chat, ref)
  const proposals = () => Promise.all([f.terje, second()].map(({ sees }) => sees('Forslag: FJ-', ref)))

  test('that two leaders take at once is taken once, and the later sees by whom', async () => {
    mine = await propose(await openLog(f.ingrid), 'Nivå 3')
    ref = refOf(mine)
    const [one, other] = await proposals()
    const forms = await Promise.all([one?.press('Godkjenn'), other?.press('Godkjenn')].map(chosen))
    const answers = await Promise.all(
      forms.map((form, n) => form.press('level.decide', { ...held, reason: `Grunn ${n}` })),
    )
    expect(answers.map(({ text }) => text).join()).toMatch(/Godkjent av|Godkjend av/)
    const decided = (await events(ref)).filter(({ type }) => type === 'level.decided')
    expect(decided).toHaveLength(1)
    const late = answers.find(({ text }) => text.includes('Dette skrev du') || text.includes('Dette skreiv du'))
    expect(late?.text).toMatch(/Godkj.* av (Terje Aas|Mari Holm)/)
    expect(late?.text).toMatch(/Grunn [01]/)
    await f.settle()
    const cards = [...f.terje.all('Forslag: FJ-', ref), ...second().all('Forslag: FJ-', ref)]
    expect(cards.map(({ buttons }) => buttons)).toEqual([['Vis hele'], ['Vis hele']])
    expect(f.ingrid.all(ref, 'har godkjent')).toHaveLength(1)
  })

  test('shown on an old card is the outcome, without a form', async () => {
    const [old] = f.terje.all('Forslag: FJ-', ref)
    const again = await old?.now().press('show.case').catch(String)
    expect(again).toContain('0 buttons "show.case"')
    mine = await propose(await caseOf(f.ingrid), 'Nivå 2')
    const before = await f.terje.sees('Forslag: FJ-', ref, 'til nivå 2')
    const form = await before.press('Avslå')
    await form.press('Avslå', { topic: 'learning', reason: 'Ikke ennå' })
    const late = await before.press('Godkjenn')
    expect(late.text).toContain('Avslått av deg')
    expect(late.fields).toEqual({})
    expect((await events(ref)).filter(({ type }) => type === 'level.decided')).toHaveLength(2)
  })

  test('is not for the wrong person, who is told by name who may', async () => {
    await propose(await caseOf(f.terje), 'Nivå 1')
    const offered = await second().sees('Forslag: FJ-', ref, 'til nivå 1')
    const form = await offered.press('Godkjenn')
    const button = 'level.decide'
    const fields = { ...form.fields, ...held, reason: 'Jeg vil' }
    const press = (from: string) => pressAs(f.teacher, { sight: form, button, fields, from })
    expect((await press(people.teacher.aadObjectId)).text).toBe(
      'Dette kan gjøres av enhetsleder (Mari Holm og Terje Aas) og koordinerende enhet (KE).',
    )
    expect((await press(head)).text).toBe(
      'Du har foreslått dette, derfor er det enhetsleder (Mari Holm) og koordinerende enhet (KE) som avgjør.',
    )
    expect((await press(people.adviser.aadObjectId)).text).toMatch(/^Jeg finner ikke dette, eller du har ikke tilgang/)
    expect((await events(ref)).filter(({ type }) => type === 'level.decided')).toHaveLength(2)
    expect((await form.press('level.decide', { ...held, reason: 'Ja' })).text).toMatch(/Godkj.* av deg/)
  })
})

describe('after a restart', () => {
  test('a press on what stood there before counts, once', async () => {
    const log = await openLog(f.ingrid)
    const ref = refOf(log)
    const form = await log.press('Nytt notat')
    await f.restart()
    const text = 'Skrevet før omstarten'
    expect((await form.press('Lagre', { topic: 'wellbeing', text })).text).toContain(
      'Notatet er lagret i stafettloggen.',
    )
    await f.restart()
    expect((await form.press('Lagre', { topic: 'wellbeing', text })).text).toContain('Dette har jeg fått før.')
    expect((await events(ref)).filter(({ type }) => type === 'note.added')).toHaveLength(1)
    expect((await f.store().verifyAll()).faults).toEqual([])
  })
})

/** The second leader, who sits nowhere. */
function second(): Chat {
  return f.chatOf(secondHead)
}

/** Proposes a level at which no other service joins, from the card of the case. */
async function propose(seen: Sight, level: string): Promise<Sight> {
  const form = await reach(seen, 'level.propose')
  return form.press('level.propose', { to: level, topic: 'learning', reason: `Derfor ${level}` })
}

async function chosen(form: Promise<Sight> | undefined): Promise<Sight> {
  if (!form) throw new Error('there is no such card')
  return form
}

async function events(ref: string): Promise<Event[]> {
  const entries = await f.store().transaction(async (tx) => {
    const found = await tx.cases.byRef('fjordvik', ref)
    return found ? tx.cases.entries(found.case.id) : []
  })
  return entries.map(({ event }) => event)
}
