/** A meeting that got another day was moved, and nowhere is it said that it was called off; one that was called off was. */
import { expect, test } from 'vitest'
import { createTown, dataOf, type Name, type Town, textOf } from '../support/town.ts'
import { caseOf, openLog } from './story.ts'

const plan = async (town: Town, id: string, section?: string, name: Name = 'ingrid') =>
  textOf(await town.press(name, 'show.plan', { case: id, ...(section ? { section, start: '0' } : {}) }))

/** A log with a meeting on 12 November, of which Ingrid has been reminded on the day. */
async function reminded(town: Town) {
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id, moves: 'none' }, { day: '2026-11-12' })
  await town.until('2026-11-12')
  const sent = town.channel.sent().findLast(({ to, card }) => {
    return to === 'ingrid' && card.name === 'reminder' && textOf(card).includes('meeting.postpone')
  })
  if (!sent) throw new Error('nobody was reminded')
  const meeting = (await caseOf(town, id)).meetings.at(-1)?.id ?? ''
  return { id, sent, meeting }
}

test('its reminder, the plan and the history say to which day', async () => {
  const town = await createTown()
  const { id, sent } = await reminded(town)
  await town.submit('ingrid', 'meeting.postpone', dataOf(sent.card, 'meeting.postpone'), {
    day: '2026-11-24',
    reason: 'The mother is ill',
  })
  await town.run()
  const card = textOf(town.channel.standing(sent.ref)?.blocks)
  expect(card).toContain('Dette er ordnet. Møtet er flyttet til tirsdag 24. november 2026.')
  expect(card).not.toContain('avlyst')
  expect(await plan(town, id)).toContain('Møte tor. 12. nov. 2026 ble flyttet til tir. 24. nov. 2026')
  const history = await plan(town, id, 'history')
  expect(history).toContain('flyttet et møte')
  expect(history).toContain('"label":"Flyttet til","value":"tir. 24. nov. 2026"')
  for (const said of [await plan(town, id), history]) expect(said).not.toContain('avlyst')
})

test('one that was called off is said to have been, also where another is set at the same moment', async () => {
  const town = await createTown()
  const { id, sent, meeting } = await reminded(town)
  await town.submit('ingrid', 'meeting.cancel', { case: id, meeting }, { reason: 'Nobody could come' })
  await town.submit('ingrid', 'meeting.set', { case: id, moves: 'none' }, { day: '2026-11-26' })
  await town.run()
  expect(textOf(town.channel.standing(sent.ref)?.blocks)).toContain('Dette er ordnet. Møtet er avlyst.')
  expect(await plan(town, id)).toContain('Møte tor. 12. nov. 2026 ble avlyst')
  expect(await plan(town, id, 'history')).toContain('avlyste et møte')
})

test('one that ends with its case was not moved', async () => {
  const town = await createTown()
  const { id, sent } = await reminded(town)
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached', summary: '' })
  await town.run()
  expect(textOf(town.channel.standing(sent.ref)?.blocks)).toContain('Dette er ordnet. Saken er avsluttet.')
  expect(await plan(town, id)).toContain('Møte tor. 12. nov. 2026 ble avlyst')
})
