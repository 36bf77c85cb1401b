/** The ladder over weeks: before, on and after the day, holder and deputy, then leader, then KE; never at night or on a holiday. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, createTown, dataOf, type Name, type Town, textOf, whole } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, told, worry } from './story.ts'

/** When something was said about one kind of thing, and how far up. */
async function said(town: Town, id: CaseId, signal: string) {
  const entries = await town.read((tx) => tx.cases.entries(id))
  return entries.flatMap(({ at, event }) =>
    event.type === 'reminder.sent' && event.signal === signal ? [`${at.slice(0, 16)} ${event.rungs.join('+')}`] : [],
  )
}

/** An open log with its next meeting far away, so that nothing else is late. */
async function quietLog(town: Town): Promise<CaseId> {
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  await town.run()
  return id
}

const followUp = { text: 'Call the family', topic: 'family', responsible: 'home', day: '2026-12-23' }

test('over Christmas: on working days at eight, never on a holiday, and one rung higher after a week and after three', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  await town.submit('ingrid', 'follow-up.add', { case: id }, followUp)
  await town.until('2027-01-16')
  expect(await said(town, id, 'follow-up-due')).toEqual([
    '2026-12-18T07:00 responsible',
    '2026-12-23T07:00 responsible',
    '2026-12-28T07:00 responsible',
    '2026-12-30T07:00 responsible',
    '2026-12-31T07:00 responsible+leader',
    '2027-01-06T07:00 responsible+leader',
    '2027-01-08T07:00 responsible+leader',
    '2027-01-12T07:00 responsible+leader',
    '2027-01-14T07:00 responsible+leader',
    '2027-01-15T07:00 responsible+leader+ke',
  ])
  const breaches = town.channel
    .sent()
    .filter(({ card }) => card.name === 'breach' && textOf(card).includes('follow-up-due'))
  expect(new Set(breaches.map(({ to }) => to))).toEqual(new Set(['terje', 'sara']))
  expect(textOf(breaches)).not.toContain('Call the family')
})

test('it stops when it is done, and the cards that asked lose their buttons', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...followUp, day: '2026-11-10' })
  await town.until('2026-11-10')
  const before = await said(town, id, 'follow-up-due')
  const [card] = town.channel.sent().filter((one) => one.card.name === 'reminder')
  if (!card) throw new Error('nobody was reminded')
  await town.press('ingrid', 'follow-up.done', dataOf(card.card, 'follow-up.done'))
  await town.until('2026-11-20')
  expect(await said(town, id, 'follow-up-due')).toEqual(before)
  expect(town.channel.standing(card.ref)?.buttons).toEqual([])
})

test('of reminders missed while the bot was down one is made good, in working hours', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...followUp, day: '2026-11-10' })
  town.setClock('2026-11-28T22:00:00.000Z')
  await town.run()
  expect(told(town, 'reminder')).toEqual([])
  await town.until('2026-11-30T07:00:00.000Z')
  expect(await said(town, id, 'follow-up-due')).toEqual(['2026-11-30T07:00 responsible+leader'])
  expect(town.channel.sent().filter(({ to, card }) => to === 'ingrid' && card.name === 'reminder')).toHaveLength(1)
})

test('missed in working hours, it is made good at once', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...followUp, day: '2026-11-10' })
  town.setClock('2026-11-12T10:30:00.000Z')
  await town.run()
  await town.run()
  expect(await said(town, id, 'follow-up-due')).toEqual(['2026-11-12T10:30 responsible'])
})

test('put off with a reason, it is quiet until that day', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...followUp, day: '2026-11-10' })
  await town.until('2026-11-10')
  const card = town.channel.sent().findLast((one) => one.card.name === 'reminder')?.card
  if (!card) throw new Error('nobody was reminded')
  const data = dataOf(card, 'reminder.postpone')
  expect(
    textOf(await town.submit('ingrid', 'reminder.postpone', data, { until: '2027-06-01', reason: 'Ill' })),
  ).toContain('"error"')
  await town.submit('ingrid', 'reminder.postpone', data, { until: '2026-11-23', reason: 'The family is away' })
  await town.until('2026-11-26')
  expect((await said(town, id, 'follow-up-due')).slice(2)).toEqual([
    '2026-11-23T07:00 responsible+leader',
    '2026-11-25T07:00 responsible+leader',
  ])
})

test('the deputy is reminded on the days of standing in, in place of the holder, and not before', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...followUp, day: '2026-11-10' })
  await town.submit(
    'ingrid',
    'baton.deputize',
    { case: id },
    { person: town.id('mari'), from: '2026-11-09', until: '2026-11-11' },
  )
  await town.until('2026-11-06')
  expect(told(town, 'reminder')).toEqual(['ingrid'])
  await town.until('2026-11-10')
  expect(told(town, 'reminder').sort()).toEqual(['ingrid', 'mari'])
})

test('whoever is named deputy learns of it, also before the first day', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  await town.submit(
    'terje',
    'baton.deputize',
    { case: id },
    { person: town.id('mari'), from: '2026-11-09', until: '2026-11-11' },
  )
  await town.run()
  expect(
    town.channel
      .sent()
      .filter(({ to }) => to === 'mari')
      .map(({ card }) => card.name),
  ).toEqual(['told'])
})

test('whoever has a measure is reminded of it, with its words; the holder is not', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-10' })
  await town.until('2026-11-10')
  const reminders = town.channel.sent().filter(({ card }) => card.name === 'reminder')
  expect(reminders.map(({ to }) => to)).toEqual(['jonas', 'jonas'])
  expect(textOf(reminders[0]?.card)).not.toContain('Reading with an adult')
  expect(textOf(await whole(town, 'jonas', reminders[0]?.card))).toContain('Reading with an adult')
  expect(reminders[0]?.card.summary).not.toContain('Reading')
})

test('a measure that is given to somebody else is asked of them, and the card of the one who had it lets nothing be pressed', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-10' })
  await town.until('2026-11-10')
  const asked = () =>
    town.channel.sent().filter(({ card }) => card.name === 'reminder' && textOf(card).includes('measure.evaluate'))
  const [mine] = asked()
  if (!mine) throw new Error('nobody was reminded')
  const [{ id: measure } = { id: '' }] = (await caseOf(town, id)).measures
  await town.press('ingrid', 'measure.reassign', { case: id, measure }, { responsible: `person:${town.id('ingrid')}` })
  await town.run()
  expect(textOf(town.channel.standing(mine.ref))).not.toContain('measure.')
  await town.until('2026-11-20')
  expect(asked().at(-1)?.to).toBe('ingrid')
}, 20_000)

test('a proposal nobody decides is asked for again, raised, and lapses in the end', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  await propose(town, id)
  const toKe = () => town.channel.sent().filter(({ to, card }) => to === 'sara' && card.name === 'breach')
  await town.until('2026-11-09')
  expect(toKe()).toEqual([])
  await town.until('2026-11-10')
  expect(toKe()).toHaveLength(1)
  await town.until('2026-12-01')
  expect((await caseOf(town, id)).proposals[0]?.status).toBe('lapsed')
  expect((await said(town, id, 'proposal-undecided')).map((one) => one.slice(0, 10))).toEqual([
    '2026-11-06',
    '2026-11-09',
    '2026-11-10',
    '2026-11-13',
    '2026-11-17',
    '2026-11-19',
    '2026-11-23',
    '2026-11-25',
    '2026-11-27',
  ])
  expect(town.channel.sent().findLast(({ to }) => to === 'ingrid')?.card.name).toBe('told')
})

test("a worry nobody decides is its owner's and their leader's alone, however late", async () => {
  const town = await createTown()
  await worry(town)
  await town.until('2027-01-15')
  const messages = town.channel.sent().filter(({ verb }) => verb === 'direct')
  expect(new Set(messages.map(({ to }) => to))).toEqual(new Set(['ingrid', 'terje']))
})

test('a leader who proposed is not reminded to decide: KE is', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  await propose(town, id, 'terje')
  await town.until('2026-11-09')
  const asked = town.channel
    .sent()
    .filter(({ card }) => textOf(card).includes('proposal-undecided') || card.name === 'proposal')
  expect(new Set(asked.map(({ to }) => to))).toEqual(new Set(['sara']))
})

test('a breach says why somebody is told of it: because they lead the unit, or because it was brought to KE', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  const unit = { unit: 'fjordvik-skole', service: 'skole' }
  const account = (name: Name) => ({ accounts: [accountOf(name)] })
  // Whoever leads a unit may belong to KE, and KE may belong to a unit that has a case.
  const terje = personToImport('Terje Aas', { ...account('terje'), ...unit, roles: ['employee', 'leader', 'ke'] })
  const mari = personToImport('Mari Holm', { ...account('mari'), ...unit, roles: ['employee', 'ke'] })
  await town.store.importPeople([terje, mari], town.app.ids)
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...followUp, day: '2026-11-10' })
  await town.until('2026-12-10')
  const breaches = (name: Name) =>
    town.channel.sent().flatMap(({ to, card }) => (to === name && card.name === 'breach' ? [textOf(card.blocks)] : []))
  const [leads, brought] = ['fordi du leder enheten', 'Koordinerende enhet får vite det']
  for (const [name, says, not] of [
    ['terje', leads, brought],
    ['mari', brought, leads],
    ['sara', brought, leads],
  ] as const) {
    expect(breaches(name).length, name).toBeGreaterThan(0)
    for (const text of breaches(name)) expect([text.includes(says), text.includes(not)], name).toEqual([true, false])
  }
})

test('a reminder says how its day stands; what it is about is shown to whoever opens it, and only that is a look at the content', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  const looks = async () => (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === 'reminder')
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...followUp, day: '2026-11-10' })
  await town.until('2026-11-13')
  const reminders = () =>
    town.channel
      .sent()
      .flatMap(({ to, card }) => (to === 'ingrid' && card.name === 'reminder' ? [textOf(card.blocks)] : []))
  expect(reminders()).toEqual([
    expect.stringContaining('Fristen nærmer seg: tirsdag 10. november 2026.'),
    expect.stringContaining('Fristen er tirsdag 10. november 2026.'),
    expect.stringContaining('Fristen var tirsdag 10. november 2026.'),
  ])
  for (const text of reminders()) {
    expect(text).not.toContain('Call the family')
    expect(text).toContain('"label":"Ballen ligger hos","value":"deg"')
  }
  expect(await looks()).toEqual([])
  const sent = town.channel.sent().findLast(({ to, card }) => to === 'ingrid' && card.name === 'reminder')
  expect(textOf(await whole(town, 'ingrid', sent?.card))).toContain('"words":"Call the family"')
  const read = await looks()
  expect(read.length).toBeGreaterThan(0)
  expect(new Set(read.map(({ person, verdict }) => `${person} ${verdict}`))).toEqual(
    new Set([`${town.id('ingrid')} read`]),
  )
  const { followUps } = await caseOf(town, id)
  await town.press('ingrid', 'follow-up.done', { case: id, followUp: followUps[0]?.id ?? '' })
  await town.run()
  const before = await looks()
  await town.until('2027-01-12')
  expect(reminders().at(-1)).toContain('Ingenting er skrevet på en stund')
  expect(await looks()).toEqual(before)
})

test('a breach that was seen to says so, and no longer with whom the ball lies', async () => {
  const town = await createTown()
  const id = await quietLog(town)
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...followUp, day: '2026-11-10' })
  await town.until('2026-11-20')
  const sent = town.channel.sent().findLast(({ to, card }) => to === 'terje' && card.name === 'breach')
  if (!sent) throw new Error('the leader was not told')
  const standing = () => textOf(town.channel.standing(sent.ref))
  expect(standing()).toContain('{"label":"Ballen ligger hos","value":"Ingrid Lunde"}')
  const { followUps } = await caseOf(town, id)
  await town.press('ingrid', 'follow-up.done', { case: id, followUp: followUps[0]?.id ?? '' })
  await town.run()
  expect(standing()).toContain('Dette er ordnet.')
  expect(standing()).toContain('tir. 10. nov. 2026')
  expect(standing()).not.toContain('Ballen ligger hos')
})

test('what is due is shown in its own words, whatever else there is', async () => {
  const town = await createTown()
  const id = await openLog(town)
  for (const [text, evaluationDay] of [
    ['READS TO HER', '2026-11-20'],
    ['WALKS WITH HER', '2026-11-10'],
  ] as const)
    await addMeasure(town, id, { text, evaluationDay, responsible: `person:${town.id('ingrid')}` })
  const due = (await caseOf(town, id)).measures.find(({ evaluationDay }) => evaluationDay === '2026-11-10')
  const key = `measure-due:${due?.id}:2026-11-10`
  const seen = textOf(await town.press('ingrid', 'show.sent', { case: id, back: `reminder|${key}` }))
  expect([seen.includes('WALKS'), seen.includes('READS')]).toEqual([true, false])
})
