/** How one comes to a case and back: a message of its own in a chat, the same place in a window, and from its card to the list. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { Request } from '../../src/ports.ts'
import { wording } from '../../src/wording/index.ts'
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
} from '../support/town.ts'
import { addMeasure, openLog, propose } from './story.ts'

const say = wording('nb')

let count = 0

/** A press on a message of somebody's own chat. */
function onMessage(name: Name, action: string, data: Texts, message = 'pressed'): Request {
  count += 1
  const place = chatOf(name)
  const base = { account: accountOf(name), place, from: 'place', personal: true, message: { place, message } } as const
  return { ...base, kind: 'press', action, data, fields: {}, delivery: `ways ${count}` }
}

const inWindow = (request: Request): Request => ({ ...request, inWindow: true })
const summaries = (town: Town) => town.channel.sent().filter(({ card }) => card.name === 'case-summary')

test('in a chat that may hold content the case comes in a message of its own, without any, and is unfolded in that', async () => {
  const town = await createTown({ content: 'chat' })
  const id = await openLog(town)
  const press = onMessage('ingrid', 'show.case', { case: id })
  const answer = await town.ask(press)
  expect(answer).toMatchObject({ kind: 'message', text: 'Saken kommer nederst i chatten.' })
  await town.ask(press)
  await town.run()
  const [sent, ...more] = summaries(town)
  expect(more).toEqual([])
  expect(sent?.to).toBe('ingrid')
  expect(textOf(sent?.card)).toContain('FJ-1001')
  expect(textOf(sent?.card)).not.toContain('Kaia')
  const [opens] = sent?.card.buttons ?? []
  expect(opens).toMatchObject({ label: 'Vis hele', action: 'show.case' })
  const whole = await town.ask(onMessage('ingrid', 'show.case', opens?.data ?? {}, sent?.ref.message))
  expect('chat' in whole && textOf(whole.chat)).toContain('Kaia')
  await town.run()
  expect(summaries(town)).toHaveLength(1)
})

test('whoever may not read it gets no message, and the answer there is for what does not exist', async () => {
  const town = await createTown({ content: 'chat' })
  const id = await openLog(town)
  const answer = cardOf(await town.ask(onMessage('mari', 'show.case', { case: id })))
  expect(answer).toEqual(cardOf(await town.ask(onMessage('mari', 'show.case', { case: 'case_none' }))))
  await town.run()
  expect(summaries(town)).toEqual([])
})

/** The row that leads back from the card of a case. */
function wayBack(card: Card) {
  const rows = card.blocks.flatMap((block) => (block.kind === 'row' ? [block] : []))
  const last = rows.at(-1)
  return [last?.text, last?.button.label, last?.button.action]
}

test('in a window it takes the place of what it was opened from, and leads back there', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const list = cardOf(await town.ask(inWindow(onMessage('terje', 'show.mine', {}))))
  const fromList = cardOf(await town.ask(inWindow(onMessage('terje', 'show.case', dataOf(list, 'show.case')))))
  expect(wayBack(fromList)).toEqual(['Der du kom fra', 'Tilbake', 'show.mine'])
  const proposal = await propose(town, id)
  const asked = cardOf(await town.ask(inWindow(onMessage('terje', 'show.proposal', { case: id, proposal }))))
  const fromProposal = cardOf(await town.ask(inWindow(onMessage('terje', 'show.case', dataOf(asked, 'show.case')))))
  expect(wayBack(fromProposal)).toEqual(['Der du kom fra', 'Tilbake', 'show.sent'])
  const again = await town.ask(inWindow(onMessage('terje', 'show.sent', dataOf(fromProposal, 'show.sent'))))
  expect(cardOf(again).name).toBe('proposal')
})

test('from anywhere else its card leads to the list, for KE that sees its outline alone as well', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const plain = ['Alt som venter på deg', 'Mine saker', 'show.mine']
  expect(wayBack(cardOf(await town.press('ingrid', 'show.case', { case: id })))).toEqual(plain)
  expect(wayBack(cardOf(await town.press('ingrid', 'show.case', { case: id, back: 'mine' })))).toEqual(plain)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-03' })
  await town.until('2026-12-15')
  expect(wayBack(cardOf(await town.press('sara', 'show.case', { case: id })))).toEqual(plain)
})

test('a card that asked whether to follow a case shrinks to a line for everybody, once it is followed', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const press = (delivery: string): Request => ({
    ...{ account: accountOf('ingrid'), place: schoolChannel, from: 'place', personal: false, delivery },
    ...{ kind: 'press', action: 'follow.here', data: { case: id }, fields: {} },
  })
  for (const [delivery, said] of [
    ['first', 'følges nå'],
    ['again', 'allerede en tråd'],
  ] as const) {
    const answer = await town.ask(press(delivery))
    expect(answer).toMatchObject({ kind: 'card', forAll: true })
    expect(actionsOn(cardOf(answer))).toEqual([])
    expect(textOf(cardOf(answer))).toContain(said)
    await town.run()
  }
})

const notices = ({ blocks }: Card) => blocks.flatMap((block) => (block.kind === 'notice' ? [block.text] : []))

test('a save answers what was saved with its day, and what comes next with the button that does it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const typed = {
    text: 'Reading',
    topic: 'learning',
    arena: 'school',
    responsible: 'home',
    evaluationDay: '2026-11-30',
  }
  const back = { case: id, back: 'plan' }
  const card = cardOf(await town.submit('ingrid', 'measure.add', back, typed))
  expect(card.name).toBe('case-plan')
  const [saved, next] = notices(card)
  expect(saved).toBe(`Tiltaket er lagret. Det skal evalueres ${say.dayInSentence('2026-11-30')}.`)
  expect(next).toContain('Ballen ligger hos deg, med frist ')
  const plain = cardOf(await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-10' }))
  expect(notices(plain)[0]).toBe(`Møtet er avtalt ${say.dayInSentence('2026-11-10')}.`)
  expect(notices(plain)[1]).toContain('Ballen ligger hos')
})

test('whoever reads nothing of the case is told nothing of what comes next', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await addMeasure(town, id, {})
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  const offered = town.channel.sent().length
  await town.run()
  expect(town.channel.sent().length).toBeGreaterThan(offered - 1)
  const { handOver } = (await town.read((tx) => tx.cases.get(id)))?.case ?? {}
  const data = { case: id, handOver: handOver?.id ?? '', back: `hand-over|${handOver?.id}` }
  const answer = textOf(await town.submit('mari', 'baton.decline', data, { reason: '' }))
  expect(answer).not.toContain('Ballen ligger hos')
})
