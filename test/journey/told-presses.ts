/**
 * How many presses the ten commonest tasks take, from the person's own chat. What they write is no press, nor what they choose
 * or type in a field; each button is one, and so is opening the case. The shortest way by the buttons counts.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Chat, Filled, Sight } from '../support/chat.ts'
import { answered, asking } from '../support/walk.ts'

export type Counted = {
  ingrid: Chat
  terje: Chat
  advance(duration: string): Promise<unknown>
  end(): Promise<void>
}

/**
 * The tasks with their presses: `before` as they were counted in the same way when counting began, `own` where content may
 * stand in the own chat, and `dialog` where it is read and written in dialogs alone.
 */
const tasks = {
  'write down a wondering': { before: 2, own: 2, dialog: 2 },
  'note the talk with the family': { before: 2, own: 2, dialog: 2 },
  'open level 1 with the consent of both guardians': { before: 6, own: 5, dialog: 5 },
  'read what was seen at first': { before: 2, own: 1, dialog: 1 },
  'add a measure': { before: 2, own: 2, dialog: 2 },
  'write minutes and set the next meeting': { before: 4, own: 2, dialog: 2 },
  'add a participant': { before: 4, own: 3, dialog: 3 },
  'see what waits and do the first': { before: 3, own: 2, dialog: 2 },
  'offer the baton': { before: 4, own: 3, dialog: 3 },
  'decide about a proposal': { before: 2, own: 2, dialog: 2 },
} as const
type Task = keyof typeof tasks

let f: Counted
let presses = 0

/** Plays each task at that seat and counts, in the order in which they come in a case. */
export function countPresses(start: () => Promise<Counted>, mode: 'own' | 'dialog'): void {
  beforeAll(async () => {
    f = await start()
  })
  afterAll(() => f.end())
  for (const [task, play] of plays)
    test(`to ${task}`, async () => {
      presses = 0
      await play()
      expect(presses).toBe(tasks[task][mode])
    })
}

const ref = 'FJ-1001'
const plays: [Task, () => Promise<unknown>][] = [
  ['write down a wondering', concern],
  ['note the talk with the family', talk],
  ['open level 1 with the consent of both guardians', log],
  ['read what was seen at first', readConcern],
  ['add a measure', measure],
  ['write minutes and set the next meeting', minutes],
  ['add a participant', participant],
  ['see what waits and do the first', first],
  ['offer the baton', baton],
  ['decide about a proposal', decision],
]

async function concern(): Promise<void> {
  const message = await f.ingrid.write('ny', ({ card }) => JSON.stringify(card).includes('concern.register'))
  const form = await whole(message)
  const written = { about: 'Gutt på 3. trinn', targetGroup: 'child', seen: 'Er mye alene i friminuttene.' }
  expect((await press(form, 'concern.register', written)).text).toContain('Undringen er lagret.')
}

async function talk(): Promise<void> {
  const form = await formOf('concern.talk')
  expect((await press(form, 'concern.talk', { day: '2026-11-02', way: 'meeting' })).text).toContain(
    'Samtalen er notert.',
  )
}

async function log(): Promise<void> {
  const question = await press(await formOf('concern.conclude'), 'Velg, og be om samtykke', { outcome: 'Nivå 1' })
  const form = await press(question, 'Familien svarer nå', asking('skole'))
  const said = Object.entries(answered('skole'))
  const more = await press(form, 'Videre', Object.fromEntries(said.filter(([id]) => id in form.fields)))
  const opened = await press(more, 'Lagre', Object.fromEntries(said.filter(([id]) => !(id in form.fields))))
  await f.advance('PT1S')
  expect(opened.now().text).toContain('Nivå 1: Innsats i egen tjeneste.')
}

async function readConcern(): Promise<void> {
  expect((await whole(await message())).text).toContain('Er mye alene i friminuttene.')
}

async function measure(): Promise<void> {
  const what = { text: 'En voksen begynner leken', topic: 'Trivsel', arena: 'På skolen', responsible: 'Ingrid Lunde' }
  const form = await formOf('measure.add')
  expect((await press(form, 'measure.add', { ...what, evaluationDay: '2026-12-14' })).text).toContain('Tiltaket er')
}

async function minutes(): Promise<void> {
  await setMeeting('2026-11-02')
  presses = 0
  const form = await formOf('meeting.hold')
  const said = { topic: 'Trivsel', minutes: 'Alle er enige.', nextDay: '2026-11-16' }
  expect((await press(form, 'meeting.hold', said)).text).toContain('16. nov. 2026')
}

async function participant(): Promise<void> {
  const form = await formOf('participant.add')
  expect((await press(form, 'participant.add', { person: 'Mari Holm' })).text).toContain('Mari Holm')
}

async function first(): Promise<void> {
  await f.advance('P14D')
  presses = 0
  const list = await f.ingrid.write('mine', ({ text }) => text.includes(ref))
  const shown = await press(list.row('Et møte skal holdes'), list.row('Et møte skal holdes').buttons[0] ?? '')
  const form = 'minutes' in shown.fields ? shown : await press(shown, 'meeting.hold')
  expect(
    (await press(form, 'meeting.hold', { topic: 'Trivsel', minutes: 'Det går bedre.', whyNone: 'Vi er i mål.' })).text,
  ).toContain('Referatet')
}

async function baton(): Promise<void> {
  const form = await formOf('baton.offer')
  expect((await press(form, 'baton.offer', { person: 'Mari Holm' })).text).toContain('Mari Holm')
}

async function decision(): Promise<void> {
  const wanted = { to: 'Nivå 2', services: [], topic: 'Trivsel', reason: 'Trenger råd' }
  await press(await formOf('level.propose'), 'level.propose', wanted)
  await f.advance('PT1S')
  presses = 0
  const proposal = await f.terje.sees('Forslag', ref)
  const answer = {
    meetingDay: '2026-11-16',
    parentsTookPart: 'true',
    childAsked: 'true',
    topic: 'Trivsel',
    reason: 'Ja',
  }
  const decided = await press(await press(proposal, 'Godkjenn'), 'Godkjenn', answer)
  expect(decided.text).toContain('Godkjent av deg')
}

async function setMeeting(day: string): Promise<void> {
  await press(await formOf('meeting.set'), 'meeting.set', { day })
}

async function press(sight: Sight, button: string, filled: Filled = {}): Promise<Sight> {
  const after = await sight.press(button, filled)
  presses += 1
  return after
}

async function whole(sight: Sight): Promise<Sight> {
  presses += 1
  return sight.whole()
}

/** The message that names the case when its reference is written. */
function message(): Promise<Sight> {
  return f.ingrid.write(`sak ${ref}`, ({ text, buttons }) => text.includes(ref) && buttons.length > 0)
}

/** The form of an action, by the shortest way: from that message, from the card, or from everything that can be done. */
async function formOf(action: string): Promise<Sight> {
  const start = await message()
  if (offers(start, action)) return press(start, action)
  const card = offers(start, 'show.menu') ? start : await whole(start)
  if (offers(card, action)) return press(card, action)
  const menu = await press(card, 'show.menu')
  if (offers(menu, action)) return press(menu, action)
  throw new Error(`no way to ${action}`)
}

function offers({ card }: Sight, action: string): boolean {
  return JSON.stringify(card).includes(action)
}
