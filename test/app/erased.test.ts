/** A wondering that ends without a log: what was written is erased there and then, or it is said why it is kept. */
import { expect, test } from 'vitest'
import {
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Name,
  type Town,
  textOf,
  valuesIn,
  wholeMenu,
} from '../support/town.ts'
import { unfold } from '../support/unfolding.ts'
import { caseOf, openLog, worry } from './story.ts'

const typed = /Kaia|often alone|WHAT HELPS|GO OUT|IT PASSED/
const keep = { outcome: 'close', written: 'keep', keepReason: 'A SISTER MAY COME' }

/** A wondering in which a colleague was asked, and has answered. */
async function wondering(town: Town) {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('mari'), text: 'WHAT HELPS?' })
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  const data = { case: id, question, back: `anonymous-question|${question}` }
  await town.press('mari', 'concern.answer', data, { text: 'GO OUT' })
  return { id, question, data }
}

const end = (town: Town, id: string, more: Record<string, string> = {}) =>
  town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'close', reason: 'IT PASSED', ...more })

async function everything(town: Town, name: Name, id: string, data: Record<string, string>): Promise<string> {
  const asked = [
    await town.press(name, 'show.case', { case: id }),
    await town.press(name, 'show.plan', { case: id, section: 'history' }),
    await town.press(name, 'show.sent', data),
  ]
  return textOf(asked)
}

test('erasing is what is offered, and nobody can read any of it again: its chain stays whole', async () => {
  const town = await createTown()
  const { id, data } = await wondering(town)
  expect(await everything(town, 'ingrid', id, data)).toMatch(typed)
  expect(valuesIn(cardOf(await town.open('ingrid', 'concern.conclude', { case: id })))).toMatchObject({
    written: 'erase',
  })
  const ended = cardOf(await end(town, id))
  expect(textOf(ended)).toContain('slettet')
  for (const name of ['ingrid', 'terje', 'mari'] as const)
    expect(await everything(town, name, id, data)).not.toMatch(typed)
  const history = textOf(await town.press('terje', 'show.plan', { case: id, section: 'history' }))
  expect(history).toContain('slettet det som var skrevet i undringen')
  expect(await town.store.verifyAll()).toEqual({ cases: 1, faults: [] })
})

test('of other cases everything can be read as before', async () => {
  const town = await createTown()
  const { id } = await wondering(town)
  const other = await worry(town)
  await end(town, id)
  const { about } = await caseOf(town, id)
  expect(await town.read((tx) => tx.words.read(id, [about]))).toEqual(new Map())
  const { about: others } = await caseOf(town, other)
  expect([...(await town.read((tx) => tx.words.read(other, [others]))).values()]).toEqual(['Kaia'])
})

test('what was typed for it and waits in a form goes as well, and nothing else', async () => {
  const town = await createTown()
  const { id } = await wondering(town)
  const other = await worry(town)
  await town.read(async (tx) => {
    const until = '2026-11-05T08:00:00.000Z'
    const draft = (of: typeof id | null) => ({ person: town.id('ingrid'), of, typed: { reason: 'HALF' } })
    await tx.drafts.put('draft_a', draft(id), until)
    await tx.drafts.put('draft_b', draft(other), until)
    await tx.drafts.put('draft_c', draft(null), until)
  })
  await end(town, id)
  const now = town.app.clock.now()
  const left = await town.read(async (tx) =>
    Promise.all(['draft_a', 'draft_b', 'draft_c'].map((one) => tx.drafts.read(one, town.id('ingrid'), now))),
  )
  expect(left).toEqual([null, { reason: 'HALF' }, { reason: 'HALF' }])
})

test('a draft that a form leaves behind belongs to its case', async () => {
  const town = await createTown({ content: 'dialog' })
  const { id } = await wondering(town)
  const form = cardOf(await town.open('ingrid', 'concern.ask', { case: id }))
  const half = { person: '', text: 'WHAT HELPS MORE?' }
  const answer = await town.press('ingrid', 'concern.ask', dataOf(form, 'concern.ask'), half)
  const draft = ('chat' in answer ? dataOf(answer.chat, 'concern.ask') : {}).draft ?? ''
  const now = town.app.clock.now()
  const read = () => town.read((tx) => tx.drafts.read(draft, town.id('ingrid'), now))
  expect(await read()).toMatchObject({ text: 'WHAT HELPS MORE?' })
  await end(town, id)
  expect(await read()).toBeNull()
})

test('what stands of it in chats is folded, and shows nothing when it is pressed again', async () => {
  const town = await createTown()
  const { id, data } = await wondering(town)
  const mine = await unfold(town, 'ingrid', 'show.case', { case: id })
  const asked = await unfold(town, 'mari', 'show.sent', data)
  for (const { ref } of [mine, asked]) expect(textOf(town.channel.standing(ref))).toMatch(typed)
  await end(town, id)
  await town.until('2026-11-02T09:00:00.000Z')
  for (const { ref } of [mine, asked]) expect(textOf(town.channel.standing(ref))).not.toMatch(typed)
  expect(cardOf(await town.press('mari', 'show.sent', data)).name).toBe('refusal')
})

test('it is kept for a reason alone, which stands in its history, and is then taken up again as before', async () => {
  const town = await createTown()
  const { id, data } = await wondering(town)
  const why = cardOf(await end(town, id, { ...keep, keepReason: '' }))
  expect(why.blocks).toContainEqual(expect.objectContaining({ id: 'keepReason', error: expect.any(String) }))
  expect(valuesIn(why)).toMatchObject({ reason: 'IT PASSED', written: 'keep' })
  expect((await caseOf(town, id)).status).toBe('open')
  await end(town, id, keep)
  expect(await everything(town, 'terje', id, data)).toMatch(/A SISTER MAY COME/)
  await town.submit('ingrid', 'case.reopen', { case: id }, { reason: 'It is back' })
  expect(await caseOf(town, id)).toMatchObject({ status: 'open', concern: { outcome: null } })
})

test('one that was erased is not taken up again: nothing offers it, and an old button says why', async () => {
  const town = await createTown()
  const { id } = await wondering(town)
  await end(town, id)
  const menu = actionsOn(await wholeMenu(town, 'ingrid', { case: id }))
  // Nor is anything asked of a family of whom nothing is left.
  for (const action of ['case.reopen', 'case.recuse', 'case.shield']) expect(menu).not.toContain(action)
  for (const how of ['open', 'press'] as const) {
    const answer = textOf(await town[how]('ingrid', 'case.reopen', { case: id }, { reason: 'It is back' }))
    expect(answer).toContain('er slettet, så den kan ikke tas opp igjen')
  }
  expect((await caseOf(town, id)).status).toBe('closed')
})

test('a wondering that became a log is ended as a log is, and a button of another way ends none', async () => {
  const town = await createTown()
  const wonders = await worry(town)
  await town.press('terje', 'case.close', { case: wonders }, { reason: 'goal-reached', summary: '' })
  expect((await caseOf(town, wonders)).status).toBe('open')
  const log = await openLog(town)
  await town.submit('ingrid', 'case.close', { case: log }, { reason: 'goal-reached', summary: 'IT PASSED' })
  expect(textOf(await town.press('ingrid', 'show.case', { case: log }))).toContain('Kaia')
})
