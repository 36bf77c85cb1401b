/**
 * Whatever people type: it is refused or made harmless, with a sentence that says what to do; what was typed is not lost;
 * a national identity number is stored nowhere; and the bot lives on.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { tenantId } from '../../src/demo/seats.ts'
import type { Sight } from '../support/chat.ts'
import { type Fjordvik, startFjordvik } from '../support/fjordvik.ts'
import { reach } from '../support/menu.ts'
import { isObject, type RenderedCard } from '../support/rendered-card.ts'
import { strangerChat } from '../support/seat-chat.ts'
import { syntheticNumber } from '../support/synthetic-number.ts'
import { asking, begin, openCase, openLog, refOf, takenBack, wonder } from '../support/walk.ts'

const neighbour = '00000000-0000-4000-8000-000000000021'
const stranger = '00000000-0000-4000-8000-000000000099'
const number = syntheticNumber('010190', '101')

let f: Fjordvik
let folder: string
/** A stafettlogg of Ingrid's. */
let ref: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'solvik-'))
  const file = join(folder, 'people.csv')
  writeFileSync(
    file,
    `municipality;unit;service;name;roles;lang;entra_tenant;entra_object_id
solvik;solvik-skole;skole;Odd Nes;employee,leader;nb;${tenantId};${neighbour}
`,
  )
  const models = [fileURLToPath(new URL('../fixtures/model-b.yaml', import.meta.url))]
  f = await startFjordvik({ models, people: [file] })
  ref = refOf(await openLog(f.ingrid))
})
afterAll(async () => {
  await f.end()
  rmSync(folder, { recursive: true })
})

afterEach(async () => {
  expect((await fetch(`${f.bot}/healthz`)).status).toBe(200)
})

describe('a message', () => {
  test.each([
    ['hjlep', 'Hjelp'],
    ['nyy', 'Ny undring'],
    ['meldepikt', 'Meldeplikt'],
    ['sak FJ-1010', 'Sak FJ-1001'],
    ['fj1011', 'Sak FJ-1001'],
  ])('that is mistyped suggests the nearest: %s', async (typed, suggested) => {
    const answer = await f.ingrid.write(typed)
    expect(answer.text).toContain('Mente du kanskje:')
    expect(answer.buttons).toContain(suggested)
    expect((await answer.press(suggested)).text).not.toContain('Det gikk ikke nå')
    // A case comes in a message of its own.
    await f.settle()
  })

  test.each([
    'qwertyuiop',
    '👍',
    '‮ynn',
    '<b>ny</b>',
    '[lenke](https://x.example)',
    '{{DATE(2026-01-01T00:00:00Z)}}',
    '#',
  ])('that means nothing is not said again, and answered with what can be written: %s', async (typed) => {
    const answer = await f.ingrid.write(typed)
    expect(answer.text).not.toContain(typed.replace('‮', ''))
    expect(answer.text).toContain('Dette kan du skrive til meg i chatten')
    expect(markdown(answer.card)).not.toContain(typed)
  })

  test.each(['', '   ', '\n\n'])('without words is greeted: %j', async (typed) => {
    const message = { ...(await f.teacher.activity(f.teacher.conversations.personal)), type: 'message', text: typed }
    const before = f.ingrid.all('Hei, Ingrid Lunde').length
    await f.teacher.raw(message)
    await f.settle()
    expect(f.ingrid.all('Hei, Ingrid Lunde')).toHaveLength(before + 1)
  })

  test('of prose can become a wondering, with the words already in the form', async () => {
    const answer = await f.ingrid.write('Jeg er bekymret for en gutt som er mye alene')
    const form = await answer.press('Ny undring')
    expect(form.fields.seen).toBe('Jeg er bekymret for en gutt som er mye alene')
  })

  test.each([`sak FJ-4242`, `sak ${'9'.repeat(60)}`, 'sak 1001 1001', 'sak ; drop table'])(
    'about a case that does not exist says so: %s',
    async (typed) => {
      const answer = await f.terje.write(typed)
      expect(answer.text).toContain('Jeg finner ingen sak med det nummeret som du har tilgang til.')
    },
  )
})

describe('somebody else', () => {
  test('of another municipality learns nothing of the case, not even that it exists', async () => {
    const chat = strangerChat(f.teacher, neighbour)
    const none = await chat.write('sak FJ-4242')
    const there = await chat.write(`sak ${ref}`)
    expect(there.text.replaceAll(ref, 'FJ-4242')).toBe(none.text)
    const mine = await caseCard()
    expect((await pressOn(chat, mine, 'Nytt notat')).text).toContain(
      'Jeg finner ikke dette, eller du har ikke tilgang.',
    )
    expect((await pressOn(chat, mine, 'Mer')).text).not.toContain(ref)
  })

  test('whom nobody knows is told what to give to whom, and gets help where a child is in danger', async () => {
    const chat = strangerChat(f.teacher, stranger)
    const answer = await chat.write('mine')
    expect(answer.text).toContain('Hvem er du?')
    expect(answer.text).toContain(stranger)
    expect((await answer.press('Meldeplikt')).text).toContain('116 111')
    expect((await pressOn(chat, await caseCard(), 'Nytt notat')).text).toContain('Hvem er du?')
  })
})

describe('a form', () => {
  test('that lacks what is required says so at the field, and keeps the rest', async () => {
    const form = await begin(f.ingrid)
    const again = await form.force('Skriv ned', { ...form.fields, about: 'En jente', seen: '   ' })
    expect(again.text).toContain('Fyll ut dette feltet.')
    expect(again.fields.about).toBe('En jente')
  })

  test('holds no more than fits, and what is too long stands there to be shortened', async () => {
    const form = await (await caseCard()).press('Nytt notat')
    const long = 'æ'.repeat(10_000)
    const again = await form.force('Lagre', { ...form.fields, topic: 'wellbeing', text: long })
    expect(again.text).toContain('Teksten er for lang. Bruk høyst 3000 tegn.')
    expect(again.fields.text).toBe(long)
    expect((await again.press('Lagre', { text: long.slice(0, 3000) })).text).toContain('Notatet er lagret')
  })

  test.each([
    ['i morgen', 'tir. 3. nov. 2026'],
    ['I MORGEN', 'tir. 3. nov. 2026'],
    ['15.3.', 'man. 15. mars 2027'],
    ['24.11.26', 'tir. 24. nov. 2026'],
    ['2/12', 'ons. 2. des. 2026'],
  ])('understands a day as people write it: %s', async (typed, day) => {
    expect((await setMeeting(typed)).text).toContain(`Neste dato\n${day}`)
  })

  test.each([
    [
      '2026-11-01',
      'Dagen mangler, eller er passert. Velg en dag fra mandag 2. november 2026 til mandag 1. november 2027.',
    ],
    ['i går', 'Dette forsto jeg ikke som en dag. Skriv for eksempel 27.11.2026.'],
    ['32.13.2026', 'Dette forsto jeg ikke som en dag.'],
    ['29.2.2027', 'Dette forsto jeg ikke som en dag.'],
    ['<b>snart</b>', 'Dette forsto jeg ikke som en dag.'],
    ['', 'Dagen mangler.'],
  ])('says which day it needs: %s', async (typed, sentence) => {
    const again = await setMeeting(typed)
    expect(again.text).toContain(sentence)
    expect(again.fields.day).toBe(typed)
  })

  test('takes no choice that was not offered', async () => {
    const form = await begin(f.ingrid)
    const forged = { about: 'En gutt', seen: 'Er stille', targetGroup: 'dragon', service: 'skole' }
    const again = await form.force('Skriv ned', forged)
    expect(again.text).toContain('Velg en av mulighetene.')
    expect(again.fields).toMatchObject({ about: 'En gutt', seen: 'Er stille' })
  })

  test('shows what was written to the letter, and reads none of it', async () => {
    const hostile = [
      '<b>fet</b> <script>alert(1)</script> &amp; <at>Stafett</at>',
      '[lenke](https://x.example) **fet** _skrå_ # tittel',
      '{{DATE(2026-01-01T00:00:00Z,SHORT)}} {"type":"Action.Execute"}',
      '👩‍👩‍👧 ñ ש שלום 漢字',
    ].join('\n')
    const form = await (await caseCard()).press('Nytt notat')
    await form.press('Lagre', { topic: 'wellbeing', text: `${hostile} \u202egnuD\u202c` })
    const overview = await (await caseCard()).press('Mål, tiltak og notater')
    const plan = await overview.row('Alt som er skrevet').press('Vis hele')
    expect(plan.text).toContain(`${hostile} gnuD`)
    for (const words of ['lenke', 'alert', 'DATE(', 'שלום']) expect(markdown(plan.card)).not.toContain(words)
    expect(JSON.stringify(plan.card)).not.toMatch(/\{\{(DATE|TIME)\(|\u202e/)
  })
})

describe('a national identity number', () => {
  const written = [number, `${number.slice(0, 6)} ${number.slice(6)}`, `nr.${number}!`]

  test.each([...written, `sak ${number}`, `ny ${number}`])('in a message is not taken: %s', async (typed) => {
    const answer = await f.ingrid.write(typed)
    expect(answer.text).toContain('Teksten inneholder et fødselsnummer, så jeg har ikke tatt vare på den.')
    expect(answer.text).toContain('Ta bort nummeret og send teksten på nytt.')
    expect(answer.text).not.toContain(number)
    expect(stored(number)).toEqual([])
  })

  test('in any field of any form is refused there, and stands there to be taken out', async () => {
    const refused = 'Her står et fødselsnummer. Ta det bort og send på nytt.'
    const forms: [Sight, string, string[]][] = [
      [await begin(f.ingrid), 'concern.register', ['about', 'seen']],
      [await (await caseCard()).press('Nytt notat'), 'note.add', ['text']],
      [await (await caseCard()).press('Nytt tiltak'), 'measure.add', ['text']],
      [await reach(await caseCard(), 'level.propose'), 'level.propose', ['reason']],
      [await menu('case.close'), 'case.close', ['summary']],
      [await menu('consent.withdraw'), 'consent.withdraw', ['reason']],
    ]
    for (const [form, button, fields] of forms) {
      for (const field of fields) {
        const choices = Object.fromEntries(
          Object.keys(form.fields).map((id) => [id, usual[id] ?? form.fields[id] ?? 'x']),
        )
        const again = await form.force(button, { ...choices, [field]: `Født ${number}.` })
        expect(again.text, `${button} ${field}`).toContain(refused)
        expect(again.fields[field]).toBe(`Født ${number}.`)
      }
    }
    expect(stored(number)).toEqual([])
  })

  test('in the fields of a consent is refused as well', async () => {
    const concern = await wonder(f.ingrid)
    const concluded = await (await concern.press('concern.conclude')).press('concern.conclude', { outcome: 'level:1' })
    const form = await concluded.press('consent.request')
    const born = await form.force('consent.request', { ...form.fields, born: number })
    expect(born.text).toContain('Her står et fødselsnummer. Ta det bort og send på nytt.')
    expect(born.fields.born).toBe(number)
    const asked = await form.press('consent.request', asking('skole'))
    const first = { signedBy: 'guardian-1', services: 'skole/fjordvik-skole', topics: 'learning', evidence: 'oral' }
    const record = await (await asked.press('consent.record')).press('Videre', { ...first, purpose: 'Få venner' })
    for (const field of ['purpose', 'excludedPersons', 'language', 'textVersion', 'childView', 'from', 'signedBy']) {
      const told = {
        evidence: 'oral',
        services: 'skole/fjordvik-skole',
        topics: 'learning',
        language: 'norsk',
        textVersion: '1',
      }
      const signed = { ...told, purpose: 'Få venner', signedBy: 'guardian-1', childAsked: 'true' }
      const values = { ...record.fields, ...signed, [field]: number }
      const again = await record.force('consent.record', values)
      expect(again.text, field).not.toContain('Svaret er registrert')
    }
    expect(stored(number)).toEqual([])
  })

  test('in a message of the chat does not become a note', async () => {
    const { body } = await collect(`<p>Barnet, ${number}, var ute</p>`)
    expect(JSON.stringify(body)).toContain('Teksten inneholder et fødselsnummer')
    expect(JSON.stringify(body)).not.toContain(number)
    expect(stored(number)).toEqual([])
  })
})

describe('a message of the chat', () => {
  test('becomes a note in the log that is chosen', async () => {
    const { body } = await collect('<p>Lekte <b>godt</b> med de andre<br>i dag &lt;3</p>')
    const form = JSON.stringify(body)
    expect(form).toContain('Lekte godt med de andre\\ni dag <3')
    const id = new RegExp(`"title":"${ref}","value":"(case_[^"]+)"`).exec(form)?.[1]
    const once = /"once":"(once_[^"]+)"/.exec(form)?.[1]
    const data = {
      stafett: { do: 'press', action: 'note.add', data: { once } },
      case: id,
      topic: 'other',
      text: 'Lekte godt',
    }
    const value = { commandId: 'collect', commandContext: 'message', data }
    const conversation = f.teacher.conversations.channel
    const answer = await f.teacher.invoke({ conversation, name: 'composeExtension/submitAction', value })
    expect(JSON.stringify(answer.body)).toContain('Notatet er lagret i stafettloggen.')
    expect((await (await caseCard()).press('Mål, tiltak og notater')).text).toContain('Lekte godt')
  })
})

describe('a form that is too late', () => {
  test('gives back what was typed when the family has withdrawn, and when the case is closed', async () => {
    const log = refOf(await openLog(f.ingrid))
    const [first, second] = [
      await (await caseCard(log)).press('note.add'),
      await (await caseCard(log)).press('note.add'),
    ]
    await (await menu('consent.withdraw', log)).press('consent.withdraw', { ...takenBack, what: 'Hele samtykket' })
    const withdrawn = await first.press('Lagre', { topic: 'wellbeing', text: 'Skrevet i god tro' })
    expect(withdrawn.text).toMatch(/Samtykke mangler for skole.*Dette skrev du.*Skrevet i god tro/s)
    await (await menu('case.close', log)).press('case.close', { reason: 'Familien ønsker det' })
    const closed = await second.press('Lagre', { topic: 'wellbeing', text: 'Også skrevet i god tro' })
    expect(closed.text).toMatch(/Saken ble avsluttet.*Dette skrev du.*Også skrevet i god tro/s)
    expect(closed.buttons).toContain('Vis saken')
  })
})

test('no case number is used up by what was refused', async () => {
  const first = refOf(await wonder(f.ingrid))
  const form = await begin(f.ingrid)
  await form.force('Skriv ned', { ...form.fields, about: '', seen: number })
  expect(refOf(await wonder(f.ingrid))).toBe(`FJ-${Number(first.slice(3)) + 1}`)
})

/** What a field must hold for the others to be read. */
const usual: Record<string, string> = {
  ...{ about: 'x', seen: 'x', text: 'x', topic: 'other', arena: 'school', responsible: 'home', to: '2', reason: 'x' },
  ...{ evaluationDay: '2026-11-20', what: 'whole' },
}

async function caseCard(which = ref): Promise<Sight> {
  return openCase(f.ingrid, which)
}

async function menu(action: string, which = ref): Promise<Sight> {
  return reach(await caseCard(which), action)
}

/** In a log of its own: a meeting that is set already is moved, and not further than the model lets it. */
async function setMeeting(day: string): Promise<Sight> {
  return (await menu('meeting.set', refOf(await openLog(f.ingrid)))).force('Lagre', { day })
}

/** Presses what somebody else has before them. */
async function pressOn(chat: ReturnType<typeof strangerChat>, { card }: Sight, button: string): Promise<Sight> {
  const [own] = chat.all()
  if (!own) throw new Error('nothing stands in the chat')
  return own.on(card).press(button)
}

async function collect(content: string) {
  const messagePayload = { body: { contentType: 'html', content } }
  const value = { commandId: 'collect', commandContext: 'message', messagePayload }
  const conversation = f.teacher.conversations.channel
  return f.teacher.invoke({ conversation, name: 'composeExtension/fetchTask', value })
}

/** All text of a card that a client reads as markdown. */
function markdown(card: RenderedCard): string {
  const texts = (part: unknown): string[] => {
    if (Array.isArray(part)) return part.flatMap(texts)
    if (!isObject(part)) return []
    const own = part.type === 'TextBlock' ? [String(part.text)] : []
    return [...own, ...Object.values(part).flatMap(texts)]
  }
  return texts(card).join('\n')
}

/** The files of the database in whose bytes the words stand. */
function stored(words: string): string[] {
  const files = readdirSync(f.folder).filter((name) => name.startsWith('stafett.sqlite'))
  expect(files.length).toBeGreaterThan(0)
  return files.filter((name) => readFileSync(join(f.folder, name)).includes(words))
}
