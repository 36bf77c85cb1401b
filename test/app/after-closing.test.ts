/** A case that is closed: whoever is from outside learns that it is, and reads no more of it, whatever consent goes on. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import type { MessageRef } from '../../src/ports.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  chatOf,
  createTown,
  dataOf,
  type Name,
  type Town,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, takenBack, worry } from './story.ts'

const closed = 'Saken er avsluttet. Den kan gjenåpnes'

async function close(town: Town, id: CaseId, by: Name = 'ingrid') {
  return town.submit(by, 'case.close', { case: id }, { reason: 'goal-reached', summary: 'IT WENT WELL' })
}

const reopen = (town: Town, id: CaseId, by: Name) =>
  town.submit(by, 'case.reopen', { case: id }, { reason: 'Alone again' })

function last(town: Town, to: Name): Card {
  const found = town.channel.sent().findLast((one) => one.to === to && one.verb === 'direct')
  if (!found) throw new Error(`nothing was sent to ${to}`)
  return found.card
}

/** Everything of the case that can be asked for. */
async function looks(town: Town, name: Name, id: CaseId): Promise<string[]> {
  const data = { case: id }
  const proposal = (await caseOf(town, id)).proposals[0]?.id ?? ''
  const asked = [
    ...(['show.case', 'show.plan', 'show.menu', 'show.consents'] as const).map((query) =>
      town.press(name, query, data),
    ),
    town.press(name, 'show.proposal', { ...data, proposal }),
    town.press(name, 'show.sent', { ...data, back: `proposal|${proposal}` }),
    town.press(name, 'show.sent', { ...data, back: 'told|' }),
    town.press(name, 'form.cancel', { ...data, back: 'plan' }),
    town.say(name, 'FJ-1001'),
    town.open(name, 'show.case', data),
  ]
  return (await Promise.all(asked)).map(textOf)
}

async function decided(content: 'dialog' | 'chat' = 'chat') {
  const town = await createTown({ content })
  const id = await logWithJonas(town)
  const proposal = await propose(town, id, 'ingrid', { to: '3' })
  await town.submit(
    'terje',
    'level.decide',
    { case: id, proposal, approve: 'no' },
    { reason: 'Not yet', topic: 'learning', meetingDay: '2026-11-02' },
  )
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.run()
  return { town, id }
}

describe.each(['dialog', 'chat'] as const)('where content stands in %s', (content) => {
  test('somebody of another service, whose consent goes on, reads nothing of it once it is closed', async () => {
    const { town, id } = await decided(content)
    expect((await looks(town, 'jonas', id)).slice(0, 6).every((shown) => shown.includes('FJ-1001'))).toBe(true)
    await close(town, id)
    for (const shown of await looks(town, 'jonas', id)) {
      expect(shown).not.toMatch(/Kaia|It takes more|Reading with|IT WENT WELL|Ingrid/)
      expect(shown).not.toContain(`"case":"${id}"`)
    }
    const { kind, ...answer } = await town.press('jonas', 'show.case', { case: id })
    expect([kind, textOf(answer)]).toEqual(['card', expect.stringContaining(closed)])
  })

  test('of a form that was open meanwhile nothing is kept, and its writer learns why and has the words back', async () => {
    const { town, id } = await decided(content)
    const form = cardOf(await town.open('jonas', 'note.add', { case: id }))
    const typed = { ...valuesIn(form), topic: 'learning', text: 'WRITTEN IN GOOD FAITH' }
    await close(town, id)
    const answer = await town.press('jonas', 'note.add', dataOf(form, 'note.add'), typed)
    expect(textOf(answer)).toContain(closed)
    expect(textOf(answer)).toContain('WRITTEN IN GOOD FAITH')
    expect((await caseOf(town, id)).notes).toEqual([])
    expect(textOf(await town.open('jonas', 'note.add', { case: id }))).toContain(closed)
  })
})

test('a look at it is written down as one that was refused, and among others it is answered as to them alone', async () => {
  const { town, id } = await decided()
  await close(town, id)
  const looked = () => town.read((tx) => tx.access.of(id))
  const before = (await looked()).length
  await town.press('jonas', 'show.case', { case: id })
  const answer = await town.press('jonas', 'show.case', { case: id }, {}, { channel: true })
  expect(answer).toMatchObject({ kind: 'message', text: expect.stringContaining(closed) })
  expect((await looked()).slice(before).map(({ verdict }) => verdict)).toEqual(['refused', 'refused'])
})

test('its own leader, whoever held it and the colleagues who took part go on reading it', async () => {
  const { town, id } = await decided()
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await close(town, id)
  for (const name of ['ingrid', 'terje', 'mari'] as const)
    expect(textOf(await town.press(name, 'show.case', { case: id }))).toContain('Kaia')
  // Whom it names has not gone because it was closed.
  const plan = textOf(await town.press('terje', 'show.plan', { case: id }))
  expect(plan).toContain('Jonas Berg')
  expect(plan).not.toContain('deltar ikke lenger')
})

test('they are told that it is closed, by its reference, with no way to it', async () => {
  const { town, id } = await decided()
  await close(town, id)
  await town.run()
  const card = last(town, 'jonas')
  expect(card).toMatchObject({ name: 'told', summary: 'Sak FJ-1001: Saken er avsluttet. Takk for innsatsen.' })
  expect([card.blocks.length, actionsOn(card)]).toEqual([1, []])
  expect(actionsOn(last(town, 'terje'))).toContain('show.case')
})

test.each([
  ['whose service the family had let go of', 'consent.withdraw', { ...takenBack, what: 'service:ppt' }],
  ['who had been taken out', 'participant.remove', {}],
] as const)('somebody %s is not told, and it does not exist for them', async (_, action, typed) => {
  const { town, id } = await decided()
  await town.submit('ingrid', action, { case: id }, { person: town.id('jonas'), ...typed })
  await town.run()
  const before = town.channel.sent().length
  await close(town, id)
  await town.run()
  expect(
    town.channel
      .sent()
      .slice(before)
      .map(({ to }) => to),
  ).not.toContain('jonas')
  expect(textOf(await town.press('jonas', 'show.case', { case: id }))).not.toContain('avsluttet')
  expect(textOf(await town.press('jonas', 'note.add', { case: id }, { text: 'x', topic: 'learning' }))).not.toContain(
    'avsluttet',
  )
})

test('somebody whose consent had run out before is not told', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt'], until: '2026-12-01' })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  await town.until('2026-12-02')
  const before = town.channel.sent().length
  await town.submit('terje', 'case.close', { case: id }, { reason: 'goal-reached' })
  await town.until('2026-12-03')
  const told = town.channel
    .sent()
    .slice(before)
    .filter(({ verb }) => verb === 'direct')
  expect(told.map(({ to, card }) => `${to} ${card.summary}`)).toEqual([
    'ingrid Sak FJ-1001: Saken er avsluttet. Takk for innsatsen.',
  ])
})

test('it stands in their list no more, and does again when it is taken up: then what the family said counts', async () => {
  const { town, id } = await decided()
  const list = async () => textOf(await town.press('jonas', 'show.mine'))
  expect(await list()).toContain('FJ-1001')
  await close(town, id)
  expect(await list()).not.toContain('FJ-1001')
  await reopen(town, id, 'terje')
  await town.run()
  expect(await list()).toContain('FJ-1001')
  expect(textOf(await town.press('jonas', 'show.case', { case: id }))).toContain('Kaia')
  expect(last(town, 'jonas')).toMatchObject({ summary: expect.stringContaining('gjenåpnet') })
  expect(actionsOn(last(town, 'jonas'))).toContain('show.case')
  await town.submit('terje', 'consent.withdraw', { case: id }, { ...takenBack, what: 'service:ppt' })
  expect(textOf(await town.press('jonas', 'show.case', { case: id }))).not.toContain('Kaia')
})

test('a holder from outside who closes it reads it no more, and the leader takes it up again', async () => {
  const { town, id } = await decided()
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  await town.press('jonas', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
  const left = cardOf(await close(town, id, 'jonas'))
  expect([left.name, textOf(left)]).toEqual(['mine', expect.stringContaining('avsluttet')])
  expect(textOf(left)).not.toMatch(/FJ-1001|Kaia|IT WENT WELL/)
  expect(textOf(await town.press('jonas', 'show.case', { case: id }))).not.toContain('Kaia')
  const pressed = await town.press('jonas', 'case.reopen', { case: id }, { reason: 'A mistake' })
  expect(textOf(pressed)).toContain(closed)
  expect((await caseOf(town, id)).status).toBe('closed')
  await reopen(town, id, 'terje')
  expect(await caseOf(town, id)).toMatchObject({ status: 'open', holder: town.id('jonas') })
  expect(textOf(await town.press('jonas', 'show.case', { case: id }))).toContain('Kaia')
})

test('what stands unfolded in their chat is folded, without its reference and with no way to it', async () => {
  const { town, id } = await decided()
  const ref: MessageRef = { place: chatOf('jonas'), message: 'm-looked' }
  const at = { account: accountOf('jonas'), place: ref.place, from: 'place', personal: true, message: ref } as const
  const data = { case: id, whole: 'yes' }
  const looked = { kind: 'press', action: 'show.case', data, fields: {}, delivery: 'look' } as const
  const answer = await town.ask({ ...at, ...looked })
  expect('chat' in answer && textOf(answer.chat)).toContain('Kaia')
  await close(town, id)
  await town.run()
  const card = town.channel.standing(ref)
  expect(card).toMatchObject({ name: 'folded' })
  expect(textOf(card)).not.toMatch(/Kaia|FJ-1001/)
  expect(card && actionsOn(card)).toEqual([])
})

test('a reminder that stands with them says that the case is closed, and offers nothing', async () => {
  const { town, id } = await decided()
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-05' })
  await town.until('2026-11-05')
  const reminder = town.channel.sent().find(({ to, card }) => to === 'jonas' && card.name === 'reminder')
  if (!reminder) throw new Error('nobody was reminded')
  await close(town, id)
  await town.run()
  const card = town.channel.standing(reminder.ref)
  expect(card).toMatchObject({ name: 'told', summary: expect.stringContaining('Saken er avsluttet') })
  expect(card && actionsOn(card)).toEqual([])
})

test('what waited to be sent to them when it was closed is not sent', async () => {
  const { town, id } = await decided()
  town.channel.fail({ kind: 'unreachable', verb: 'direct', to: 'jonas', times: 3 })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-30' })
  await town.run()
  const before = town.channel.sent().length
  await close(town, id)
  await town.until('2026-11-03')
  const sent = town.channel.sent().slice(before)
  expect(sent.filter(({ to }) => to === 'jonas').map(({ card }) => card.summary)).toEqual([
    'Sak FJ-1001: Saken er avsluttet. Takk for innsatsen.',
  ])
})

test('a withdrawal is recorded by its own, and by nobody from outside', async () => {
  const { town, id } = await decided()
  await close(town, id)
  expect(textOf(await town.open('jonas', 'consent.withdraw', { case: id }))).toContain(closed)
  await town.submit('terje', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  expect((await caseOf(town, id)).consents.every(({ status }) => status === 'withdrawn')).toBe(true)
  expect(textOf(await town.press('jonas', 'show.case', { case: id }))).not.toContain('avsluttet')
})

test('a colleague who was asked anonymously learns nothing of a wondering that ended', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'Have you seen this?' })
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'close' })
  expect(textOf(await town.press('nora', 'show.case', { case: id }))).not.toContain('avsluttet')
})
