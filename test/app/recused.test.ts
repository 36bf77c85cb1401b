/** Whoever has to do with the family says so by a button: access ends at once, and somebody else goes on. */

import { expect, test } from 'vitest'
import { isBroughtToKe } from '../../src/core/ke.ts'
import { actionsOn, cardOf, createTown, type Name, type Town, textOf, valuesIn, wholeMenu } from '../support/town.ts'
import { unfold } from '../support/unfolding.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, worry } from './story.ts'

const recuse = (town: Town, name: Name, id: string) => town.submit(name, 'case.recuse', { case: id }, { sure: 'true' })
const told = (town: Town, line: string) =>
  town.channel.sent().flatMap(({ to, verb, card }) => (verb === 'direct' && textOf(card).includes(line) ? [to] : []))
const said = 'er inhabil og har ikke tilgang lenger'

test('the menu of everybody with a role has it, and its form asks for no reason but that they mean it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  for (const name of ['ingrid', 'jonas', 'terje'] as const)
    expect(actionsOn(await wholeMenu(town, name, { case: id }))).toContain('case.recuse')
  const wonders = await worry(town)
  for (const name of ['ingrid', 'terje'] as const)
    expect(actionsOn(await wholeMenu(town, name, { case: wonders }))).toContain('case.recuse')
  const form = cardOf(await town.open('jonas', 'case.recuse', { case: id }))
  expect(valuesIn(form)).toEqual({ sure: 'false' })
  expect(textOf(form)).toContain('Du trenger ikke si hvorfor')
  const unsure = cardOf(await town.submit('jonas', 'case.recuse', { case: id }, {}))
  expect(unsure.blocks).toContainEqual(expect.objectContaining({ id: 'sure', error: expect.any(String) }))
  expect((await caseOf(town, id)).recused).toEqual([])
})

test('access ends at once, in the list and in what stands in chats too, and an old button says why', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const { ref } = await unfold(town, 'jonas', 'show.case', { case: id })
  const answer = textOf(await recuse(town, 'jonas', id))
  expect(answer).toContain('Det er notert at du er inhabil')
  expect(answer).not.toContain('FJ-1001')
  await town.until('2026-11-02T09:00:00.000Z')
  expect(textOf(town.channel.standing(ref))).not.toMatch(/Kaia|Ingrid/)
  const tries = [
    await town.press('jonas', 'show.case', { case: id }),
    await town.press('jonas', 'show.plan', { case: id, section: 'history' }),
    await town.open('jonas', 'note.add', { case: id }),
    await town.press('jonas', 'note.add', { case: id }, { text: 'x', topic: 'learning' }),
    await town.open('jonas', 'case.recuse', { case: id }),
  ]
  for (const one of tries) {
    expect(textOf(one)).toContain('Du har sagt fra om at du er inhabil')
    expect(textOf(one)).not.toMatch(/Kaia|Ingrid/)
  }
  expect(textOf(await town.press('jonas', 'show.mine'))).not.toContain('FJ-1001')
  // To somebody who never had a part in it there is still no such case.
  expect(textOf(await town.press('nora', 'show.case', { case: id }))).not.toContain('inhabil')
})

test('a holder leaves the baton, which the leader is told, and names another', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.run()
  await recuse(town, 'ingrid', id)
  await town.run()
  expect(told(town, 'Pek ut en ny')).toEqual(['terje'])
  expect(told(town, said)).toEqual(['terje'])
  expect((await caseOf(town, id)).holderLeft).not.toBeNull()
  const form = cardOf(await town.open('terje', 'baton.name', { case: id }))
  expect(textOf(form)).toContain('Jonas Berg')
  expect(textOf(form)).not.toContain('Ingrid')
  const data = { case: id }
  const refused = await town.press('terje', 'baton.name', data, { person: town.id('ingrid') })
  expect(textOf(refused)).toContain('Ingrid Lunde har sagt fra om inhabilitet')
  await town.submit('terje', 'baton.name', data, { person: town.id('jonas') })
  expect(await caseOf(town, id)).toMatchObject({ holder: town.id('jonas'), holderLeft: null })
})

test('nobody can choose them: they stand in no list, and an old form is told why', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await addMeasure(town, id, { responsible: `person:${town.id('mari')}` })
  await recuse(town, 'mari', id)
  const forms = ['participant.add', 'baton.offer', 'baton.deputize', 'follow-up.add'] as const
  for (const form of forms) expect(textOf(await town.open('ingrid', form, { case: id }))).not.toContain('Mari')
  const mari = { person: town.id('mari') }
  const tries: [string, Record<string, string>][] = [
    ['participant.add', mari],
    ['baton.offer', mari],
    ['baton.deputize', { ...mari, from: '2026-11-02', until: '2026-11-20' }],
    ['follow-up.add', { text: 'x', topic: 'learning', responsible: `person:${mari.person}`, day: '2026-11-20' }],
  ]
  for (const [action, typed] of tries)
    expect(textOf(await town.press('ingrid', action, { case: id }, typed)), action).toContain('Mari Holm har sagt fra')
  await town.until('2026-11-17')
  const reminded = town.channel
    .sent()
    .filter(({ card }) => card.name === 'reminder' && textOf(card).includes('evalueres'))
  expect(new Set(reminded.map(({ to }) => to))).toEqual(new Set(['ingrid']))
  const wonders = await worry(town)
  await recuse(town, 'terje', wonders)
  const ask = { person: town.id('terje'), text: 'What helps?' }
  expect(textOf(await town.open('ingrid', 'concern.ask', { case: wonders }))).not.toContain('Terje')
  expect(textOf(await town.press('ingrid', 'concern.ask', { case: wonders }, ask))).toContain('Terje Aas har sagt fra')
})

test('a leader’s decisions fall to another leader of the unit, who is told', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await openLog(town)
  const proposal = await propose(town, id)
  await town.run()
  town.channel.tried.length = 0
  await recuse(town, 'terje', id)
  await town.run()
  expect(told(town, said).sort()).toEqual(['ingrid', 'kari'])
  expect(isBroughtToKe(await caseOf(town, id))).toBe(false)
  const seen = textOf(await town.press('kari', 'show.proposal', { case: id, proposal }))
  expect(seen).toContain('level.decide')
  expect(seen).not.toContain('Terje')
  expect(textOf(await town.open('terje', 'level.decide', { case: id, proposal, approve: 'yes' }))).toContain('inhabil')
})

test('and to KE where there is none: they are told, and decide', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  await town.run()
  town.channel.tried.length = 0
  await recuse(town, 'terje', id)
  await town.run()
  // Why it comes to them is nothing to KE: what waits is.
  expect(told(town, said)).toEqual(['ingrid'])
  expect(town.channel.sent().filter(({ card, to }) => card.name === 'proposal' && to === 'sara')).toHaveLength(1)
  const yes = { meetingDay: '2026-11-02', reason: 'Yes', parentsTookPart: 'true', childAsked: 'true' }
  await town.submit('sara', 'level.decide', { case: id, proposal, approve: 'yes' }, yes)
  expect((await caseOf(town, id)).level).toBe(2)
  // What is proposed from now on comes to them at once.
  const next = await propose(town, id, 'ingrid', { to: '3' })
  expect((await caseOf(town, id)).proposals.find(({ id: one }) => one === next)?.toKe).toBe(true)
})

test('a wondering whose owner is recused is the leader’s to take on', async () => {
  const town = await createTown()
  const id = await worry(town)
  await recuse(town, 'ingrid', id)
  await town.until('2026-11-17')
  const reminded = town.channel.sent().filter(({ card }) => card.name === 'reminder')
  expect(new Set(reminded.map(({ to }) => to))).toEqual(new Set(['terje']))
  await town.submit('terje', 'concern.conclude', { case: id }, { outcome: 'close' })
  expect((await caseOf(town, id)).status).toBe('closed')
})

test('what they were offered shows them nothing of the case any more', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  const data = { case: id, back: `hand-over|${(await caseOf(town, id)).handOver?.id ?? ''}` }
  expect(textOf(await town.press('mari', 'show.sent', data))).toContain('FJ-1001')
  await town.press('mari', 'case.recuse', { case: id }, { sure: 'true' })
  expect((await caseOf(town, id)).handOver).toBeNull()
  expect(textOf(await town.press('mari', 'show.sent', data))).not.toMatch(/FJ-1001|[Nn]ivå|Ingrid/)
})

test('a question they were asked tells them nothing of why it is gone', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('terje'), text: 'WHAT HELPS?' })
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  await recuse(town, 'terje', id)
  const back = `anonymous-question|${question}`
  const seen = textOf([
    await town.press('terje', 'show.sent', { case: id, back }),
    await town.press('terje', 'concern.answer', { case: id, question, back }, { text: 'Walk' }),
    await town.press('terje', 'show.mine'),
  ])
  expect(seen).not.toMatch(/WHAT HELPS|inhabil|FJ-1001/)
})
