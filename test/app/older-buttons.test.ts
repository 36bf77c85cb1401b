/** Buttons and forms of version 0.1.0, which stand in chats for years: pressed today, they lead where they led. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import {
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Name,
  type Texts,
  type Town,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { addMeasure, allAsked, askFamily, caseOf, logWithJonas, openLog, propose, worry } from './story.ts'

/** A button of today as it was drawn then: one key for from where a list goes on, and for where the button stood. */
function older({ back, start, ...data }: Texts): Texts {
  const from = back ?? start
  if (from === undefined) throw new Error('nothing of this button is called otherwise now')
  return { ...data, from }
}

/** Opens a form by an older button and fills in what must be typed; `typed` as it then stands in the older form. */
async function submit(town: Town, name: Name, action: string, data: Texts, typed: Texts): Promise<Card> {
  const form = cardOf(await town.open(name, action, older(data)))
  const button = dataOf(form, action)
  expect(button).toMatchObject({ back: data.back })
  expect(Object.keys(button)).not.toContain('from')
  const fields = { ...valuesIn(form), ...typed }
  // A form that was open while the version changed is sent with what it was drawn with.
  return cardOf(await town.press(name, action, older(button), fields))
}

/** The card of that name that was sent to somebody last. */
function sent(town: Town, name: Name, card: string): Card {
  const found = town.channel.sent().findLast((one) => one.to === name && one.card.name === card)
  if (!found) throw new Error(`${name} was sent no ${card}`)
  return found.card
}

test('the plan goes on from the item it went on from', async () => {
  const town = await createTown()
  const id = await openLog(town)
  for (let count = 1; count <= 12; count += 1)
    await addMeasure(town, id, { text: `Measure ${count}`, responsible: 'home' })
  const first = cardOf(await town.press('ingrid', 'show.plan', { case: id, section: 'measures', start: '0' }))
  const next = dataOf(first, 'show.plan')
  expect(next).toMatchObject({ section: 'measures' })
  const page = await town.press('ingrid', 'show.plan', next)
  expect(page).not.toEqual({ kind: 'card', card: first })
  expect(await town.press('ingrid', 'show.plan', older(next))).toEqual(page)
})

test("a section of one's own list goes on from the item it went on from, and an older list leads to its beginning", async () => {
  const town = await createTown()
  for (let count = 0; count < 20; count += 1) await worry(town)
  const first = cardOf(await town.press('ingrid', 'show.mine'))
  const [next = {}] = first.blocks.flatMap((block) =>
    block.kind === 'row' && block.button.action === 'show.mine' ? [block.button.data] : [],
  )
  const page = await town.press('ingrid', 'show.mine', next)
  expect(page).not.toEqual({ kind: 'card', card: first })
  expect(await town.press('ingrid', 'show.mine', older(next))).toEqual(page)
  // Until 0.2 both of its lists went on together.
  expect(cardOf(await town.press('ingrid', 'show.mine', { from: '8' }))).toEqual(first)
})

test('what was pressed or filled in from the plan comes back to the plan, also when it is given up', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'goal.set', { case: id }, { topic: 'learning', text: 'A goal' })
  await addMeasure(town, id, { responsible: 'home' })
  const plan = cardOf(await town.press('ingrid', 'show.plan', { case: id }))
  const goals = cardOf(await town.press('ingrid', 'show.plan', { case: id, section: 'goals', start: '0' }))
  const finish = dataOf(goals, 'goal.finish')
  expect(finish.back).toBe('plan')
  expect(cardOf(await town.press('ingrid', 'goal.finish', older(finish))).name).toBe('case-plan')
  const evaluate = dataOf(plan, 'measure.evaluate')
  const form = cardOf(await town.open('ingrid', 'measure.evaluate', older(evaluate)))
  const cancel = dataOf(form, 'form.cancel')
  expect(cardOf(await town.press('ingrid', 'form.cancel', older(cancel))).name).toBe('case-plan')
  const done = await submit(town, 'ingrid', 'measure.evaluate', evaluate, { effect: 'some', outcome: 'done' })
  expect(done.name).toBe('case-plan')
  expect((await caseOf(town, id)).measures[0]?.status).toBe('done')
})

test('a language chosen in the settings comes back to the settings', async () => {
  const town = await createTown()
  const settings = cardOf(await town.press('ingrid', 'show.settings'))
  const english = dataOf(settings, 'set.lang')
  const card = cardOf(await town.press('ingrid', 'set.lang', older({ ...english, lang: 'en' })))
  expect(card).toMatchObject({ name: 'settings', lang: 'en' })
})

test('the hours of the settings are those of the fields, whatever the button carries', async () => {
  const town = await createTown()
  const hours = { from: '09:00', to: '14:00' }
  await town.press('ingrid', 'set.hours', { from: 'settings' }, hours)
  expect((await town.read((tx) => tx.people.get(town.id('ingrid'))))?.hours).toEqual(hours)
  await town.press('ingrid', 'set.hours', {}, { from: '10:00', to: '14:00' })
  expect((await town.read((tx) => tx.people.get(town.id('ingrid'))))?.hours).toEqual({ ...hours, from: '10:00' })
})

test('a reminder shows what became of it, pressed or filled in', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  const mine = { responsible: `person:${town.id('ingrid')}` }
  const followUp = { ...mine, text: 'Ask at home', topic: 'learning', day: '2026-11-10' }
  await town.submit('ingrid', 'follow-up.add', { case: id }, followUp)
  await town.until('2026-11-10')
  const pressed = dataOf(sent(town, 'ingrid', 'reminder'), 'follow-up.done')
  const card = cardOf(await town.press('ingrid', 'follow-up.done', older(pressed)))
  expect(card.name).toBe('reminder')
  expect(actionsOn(card)).not.toContain('follow-up.done')
  await addMeasure(town, id, { ...mine, evaluationDay: '2026-11-18' })
  await town.until('2026-11-18')
  const opened = dataOf(sent(town, 'ingrid', 'reminder'), 'measure.evaluate')
  const after = await submit(town, 'ingrid', 'measure.evaluate', opened, { effect: 'some', outcome: 'done' })
  expect(after.name).toBe('reminder')
  expect(actionsOn(after)).not.toContain('measure.evaluate')
})

test('a consent recorded from its reminder keeps the day from which the family says it holds', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2016-03', guardians: '1' })
  await town.until('2026-11-23')
  const record = dataOf(sent(town, 'ingrid', 'reminder'), 'consent.record')
  const said = { ...(await allAsked(town, record)), signedBy: 'guardian-1', childAsked: 'true' }
  const typed = { ...said, from: '2026-11-20', until: '2027-05-20' }
  const card = await submit(town, 'ingrid', 'consent.record', { ...record, unfold: 'yes' }, typed)
  expect(card.name).toBe('reminder')
  expect((await caseOf(town, id)).consents[0]).toMatchObject({ status: 'given', from: '2026-11-20' })
})

test('a deputy stands in from the day that was typed', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const typed = { person: town.id('mari'), from: '2026-11-09', until: '2026-11-13' }
  const card = await submit(town, 'ingrid', 'baton.deputize', { case: id, back: 'plan' }, typed)
  expect(card.name).toBe('case-plan')
  expect((await caseOf(town, id)).deputy).toMatchObject({ from: '2026-11-09', until: '2026-11-13' })
})

test('the offer of the baton shows how it was answered', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  await town.run()
  const offered = sent(town, 'jonas', 'hand-over')
  const declined = dataOf(offered, 'baton.decline')
  const form = cardOf(await town.open('jonas', 'baton.decline', older(declined)))
  const kept = cardOf(await town.press('jonas', 'form.cancel', older(dataOf(form, 'form.cancel'))))
  expect(actionsOn(kept)).toEqual(['baton.accept', 'baton.decline'])
  const card = cardOf(await town.press('jonas', 'baton.accept', older(dataOf(offered, 'baton.accept'))))
  expect(card.name).toBe('hand-over')
  expect(actionsOn(card)).not.toContain('baton.accept')
  expect((await caseOf(town, id)).holder).toBe(town.id('jonas'))
})

test('a proposal shows how it was decided', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  await town.run()
  const decide = dataOf(sent(town, 'terje', 'proposal'), 'level.decide')
  const typed = {
    reason: 'Not yet',
    topic: 'learning',
    meetingDay: '2026-11-02',
    parentsTookPart: 'true',
    childAsked: 'true',
  }
  const card = await submit(town, 'terje', 'level.decide', { ...decide, approve: 'no' }, typed)
  expect(card.name).toBe('proposal')
  expect(textOf(card)).toContain('Not yet')
  expect((await caseOf(town, id)).proposals).toMatchObject([{ id: proposal, status: 'rejected' }])
})

test('an anonymous question shows its answer', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('jonas'), text: 'How do you ask?' })
  await town.run()
  const answer = dataOf(sent(town, 'jonas', 'anonymous-question'), 'concern.answer')
  const card = await submit(town, 'jonas', 'concern.answer', answer, { text: 'Go for a walk' })
  expect(card.name).toBe('anonymous-question')
  expect(textOf(card)).toContain('Go for a walk')
})

test('a button whose answer was lost is offered again as today draws it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const measure = await addMeasure(town, id, { responsible: 'home' })
  const place = { channel: 'test', tenant: 'fjordvik', kind: 'personal', key: 'p', address: 'a' } as const
  const account = { channel: 'test', tenant: 'fjordvik', user: 'ingrid' }
  const data = { case: id, measure, from: 'plan' }
  const request = {
    delivery: 'd1',
    account,
    from: 'place',
    place,
    personal: true,
    kind: 'missed',
    action: 'measure.evaluate',
  } as const
  const card = cardOf(await town.ask({ ...request, data }))
  expect(dataOf(card, 'measure.evaluate')).toEqual({ case: id, measure, back: 'plan' })
})
