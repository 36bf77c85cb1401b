/** Where content is read in dialogs alone, no message holds any of it, and everything can still be done. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { Request } from '../../src/ports.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  chatOf,
  createTown,
  dataOf,
  type Name,
  schoolChannel,
  type Texts,
  type Town,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { addMeasure, logWithJonas, openLog, propose, takenBack } from './story.ts'

/** Everything that stands in a message: what was sent, and what answered somewhere else than in a window. */
async function watched(): Promise<{ town: Town; stands(): string; ask: Town['ask'] }> {
  const town = await createTown({ content: 'dialog' })
  const answered: Card[] = []
  const ask: Town['ask'] = async (request) => {
    const answer = await town.ask(request)
    if ('chat' in answer && !isInWindow(request)) answered.push(answer.chat)
    return answer
  }
  return { town, ask, stands: () => textOf([...town.channel.tried.map(({ card }) => card), ...answered]) }
}

function isInWindow(request: Request): boolean {
  return request.from === 'window' || request.inWindow === true
}

let count = 0
function from(name: Name, done: Written | Pressing): Request {
  count += 1
  const base = { account: accountOf(name), place: chatOf(name), from: 'place', personal: true } as const
  return { ...base, delivery: `content ${count}`, ...done }
}
type Written = { kind: 'write' | 'collect'; text: string; inWindow?: true }
type Pressing = { kind: 'press' | 'open' | 'missed'; action: string; data: Texts; fields: Texts; inWindow?: true }

/** What was typed in the stories, and what names a child, a service that joins, a topic or a place. */
const content = [
  'Kaia',
  'alone in the breaks',
  'Reading with',
  'takes more than',
  'PPT',
  'Læring',
  'Trivsel',
  'På skolen',
]

function expectDiscreet(said: string) {
  for (const words of content) expect(said).not.toContain(words)
}

test('a whole story leaves no word of it in any message, and tells everybody what is wanted', async () => {
  const { town, stands, ask } = await watched()
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.submit('ingrid', 'note.add', { case: id }, { text: 'Kaia said so', topic: 'learning' })
  await propose(town, id, 'jonas', { to: '3' })
  await town.run()
  for (const name of ['ingrid', 'terje', 'jonas'] as const) {
    for (const text of ['sak FJ-1001', 'mine', 'hei', 'noe helt annet om Kaia'])
      await ask(from(name, { kind: 'write', text }))
    for (const action of ['show.case', 'show.plan', 'show.consents', 'show.menu'])
      await ask(from(name, { kind: 'press', action, data: { case: id }, fields: {} }))
  }
  await town.until('2026-12-01')
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  await town.until('2026-12-03')
  expectDiscreet(stands())
  expect(stands()).toContain('FJ-1001')
  const sent = new Set(town.channel.sent().map(({ card }) => card.name))
  for (const card of ['told', 'proposal', 'reminder', 'breach']) expect(sent).toContain(card)
})

test('what was sent leads to all of it in a window, and to nobody else', async () => {
  const { town, ask } = await watched()
  const id = await openLog(town)
  await propose(town, id)
  await town.run()
  const sent = town.channel.sent().find(({ to, card }) => to === 'terje' && card.name === 'proposal')?.card
  if (!sent) throw new Error('no proposal was sent')
  expect(actionsOn(sent).slice(0, 2)).toEqual(['show.sent', 'level.decide'])
  const asked = {
    kind: 'open',
    action: 'show.sent',
    data: dataOf(sent, 'show.sent'),
    fields: {},
    inWindow: true,
  } as const
  expect(textOf(cardOf(await ask(from('terje', asked))))).toContain('It takes more than we have')
  expect(textOf(await ask(from('nora', asked)))).not.toContain('It takes more than we have')
})

test('in the own chat a form is opened by a button, with what was typed after the command in it and not on the button', async () => {
  const { town, ask, stands } = await watched()
  const answer = await ask(from('ingrid', { kind: 'write', text: 'ny Kaia is alone in the breaks' }))
  if (!('chat' in answer)) throw new Error('no form')
  expect(answer.chat.opensIn).toBe('window')
  expect(actionsOn(answer.chat)).toEqual(['concern.register'])
  const data = dataOf(answer.chat, 'concern.register')
  const opening = { kind: 'open', action: 'concern.register', data, fields: {}, inWindow: true } as const
  expect(valuesIn(cardOf(await ask(from('ingrid', opening)))).seen).toBe('Kaia is alone in the breaks')
  expect(valuesIn(cardOf(await ask(from('terje', opening)))).seen ?? '').toBe('')
  town.setClock('2026-11-05T08:00:00.001Z')
  expect(valuesIn(cardOf(await ask(from('ingrid', opening)))).seen ?? '').toBe('')
  expectDiscreet(stands())
})

test('what was typed is kept until its form is done, for nobody else to end', async () => {
  const { town, ask } = await watched()
  const answer = await ask(from('ingrid', { kind: 'write', text: 'ny Kaia is alone in the breaks' }))
  const { draft = '' } = 'chat' in answer ? dataOf(answer.chat, 'concern.register') : {}
  const kept = () => town.read((tx) => tx.drafts.read(draft, town.id('ingrid'), '2026-11-02T08:00:00.000Z'))
  const typed = { about: 'Kaia', targetGroup: 'child' }
  await town.submit('terje', 'concern.register', { draft }, { ...typed, seen: 'something of his own' })
  await town.submit('ingrid', 'concern.register', { draft }, { ...typed, about: '' })
  expect(await kept()).toEqual({ prefill: 'Kaia is alone in the breaks' })
  const done = await town.submit('ingrid', 'concern.register', { draft }, typed)
  expect('chat' in done && textOf(done.chat)).toContain('FJ-1002')
  expect(await kept()).toBeNull()
})

test('a form that stood in a chat already answers, and what was wrong with it is mended in a window', async () => {
  const { ask, stands } = await watched()
  const typed = { about: 'Kaia', seen: 'alone in the breaks', targetGroup: 'child', service: 'skole' }
  const wrong = { kind: 'press', action: 'concern.register', data: {}, fields: { ...typed, about: '' } } as const
  const answer = await ask(from('ingrid', wrong))
  if (!('chat' in answer)) throw new Error('no form')
  const data = dataOf(answer.chat, 'concern.register')
  const opening = { kind: 'open', action: 'concern.register', data, fields: {}, inWindow: true } as const
  expect(valuesIn(cardOf(await ask(from('ingrid', opening))))).toMatchObject({ seen: 'alone in the breaks' })
  const done = await ask(from('ingrid', { ...wrong, fields: typed }))
  expect('chat' in done && textOf(done.chat)).toContain('FJ-1001')
  expectDiscreet(stands())
})

test('where others read, nothing is shown of it whatever the municipality has decided', async () => {
  const town = await createTown({ content: 'chat' })
  await openLog(town)
  for (const text of ['sak FJ-1001', 'Kaia is alone in the breaks', 'ny Kaia is alone in the breaks']) {
    const answer = await town.say('ingrid', text, { place: schoolChannel, personal: false })
    expectDiscreet('chat' in answer ? textOf(answer.chat) : textOf(answer))
  }
})

test.each(['dialog', 'chat'] as const)(
  'whoever writes anything but a command where others read is told alone to take it away (%s)',
  async (stands) => {
    const town = await createTown({ content: stands })
    for (const text of ['Kaia is alone in the breaks', 'saker', 'sak'])
      await town.say('ingrid', text, { place: schoolChannel, personal: false })
    await town.run()
    const sent = town.channel.sent().map(({ to, card }) => [to, card.name])
    // What was asked for has no order.
    expect(sent.sort()).toEqual([
      ['ingrid', 'delete-yours'],
      ['ingrid', 'delete-yours'],
      ['ingrid', 'mine'],
    ])
    const [asked] = town.channel.sent().filter(({ card }) => card.name === 'delete-yours')
    expect(asked && actionsOn(asked.card)).toEqual(['concern.register', 'show.help'])
    expectDiscreet(textOf(town.channel.tried))
  },
)

test('what was written after a command where others read waits in the form for its writer alone', async () => {
  const { town, ask } = await watched()
  const answer = await town.say('ingrid', 'ny Kaia is alone in the breaks', { place: schoolChannel, personal: false })
  if (!('chat' in answer)) throw new Error('no card')
  expectDiscreet(textOf(answer.chat))
  const data = dataOf(answer.chat, 'concern.register')
  const opening = { kind: 'open', action: 'concern.register', data, fields: {}, inWindow: true } as const
  expect(valuesIn(cardOf(await ask(from('ingrid', opening)))).seen).toBe('Kaia is alone in the breaks')
  expect(valuesIn(cardOf(await ask(from('terje', opening)))).seen ?? '').toBe('')
  await town.run()
  expect(town.channel.sent().map(({ to, card }) => [to, card.name])).toEqual([['ingrid', 'delete-yours']])
})

test('what was written for a window that may not open is on no button of what stands in its place', async () => {
  const { town, ask } = await watched()
  const id = await openLog(town)
  const text = 'ny Kaia is alone in the breaks'
  const written = await ask(from('ingrid', { kind: 'write', text, inWindow: true }))
  const collected = await ask(from('ingrid', { kind: 'collect', text: 'Kaia is alone', inWindow: true }))
  const missed = { kind: 'missed', action: 'concern.register', data: { prefill: 'Kaia is alone' }, fields: {} } as const
  const older = await ask(from('ingrid', missed))
  for (const [answer, action] of [
    [written, 'concern.register'],
    [collected, 'note.add'],
    [older, 'concern.register'],
  ] as const) {
    if (!('chat' in answer)) throw new Error('nothing is shown')
    expectDiscreet(textOf(answer.chat))
    const opening = { kind: 'open', action, data: dataOf(answer.chat, action), fields: {}, inWindow: true } as const
    expect(textOf(await ask(from('ingrid', opening)))).toContain('Kaia is alone')
  }
  expect(id).toContain('case_')
})

test('what was written in the own chat is asked to be taken away, where it would go on standing', async () => {
  const { ask } = await watched()
  for (const text of ['ny Kaia is alone', 'Kaia is alone in the breaks']) {
    const asked = from('ingrid', { kind: 'write', text })
    expect(textOf(await ask(asked))).toContain('Slett meldingen din')
    expect(textOf(await ask({ ...asked, delivery: `${text} once more`, inWindow: true }))).not.toContain('Slett')
  }
  expect(textOf(await ask(from('ingrid', { kind: 'write', text: 'ny' })))).not.toContain('Slett')
  const town = await createTown({ content: 'chat' })
  expect(textOf(await town.say('ingrid', 'ny Kaia is alone'))).not.toContain('Slett')
})

test.each([
  ['chat', 'place'],
  ['dialog', 'window'],
] as const)(
  'the rest opens in the message where content may stand, and never in a channel (%s)',
  async (content, own) => {
    const town = await createTown({ content })
    await town.open('ingrid', 'concern.register', {}, { channel: true })
    await town.run()
    const id = await openLog(town, {}, { origin: schoolChannel.key })
    const proposal = await propose(town, id)
    await town.run()
    const decided = {
      topic: 'learning',
      meetingDay: '2026-11-02',
      parentsTookPart: 'true',
      childAsked: 'true',
      reason: 'They need more',
    }
    await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'yes' }, decided)
    await town.run()
    // Nothing stands there before it is opened, not even a sign for what was written.
    expect(textOf(town.channel.sent())).not.toContain('"…"')
    const opens = (card: Card) => ('opensIn' in card ? card.opensIn : 'nowhere')
    const sent = town.channel.sent().map(({ verb, ref, card }) => `${verb} ${ref.place.kind} ${opens(card)}`)
    expect(new Set(sent)).toEqual(
      new Set([`direct personal ${own}`, `update personal ${own}`, 'post thread window', 'update thread window']),
    )
  },
)
