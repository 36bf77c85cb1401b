/** Somebody in a case has a secret address: no place or unit stands in anything shown or sent of it, and writers are told. */

import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { isBroughtToKe } from '../../src/core/ke.ts'
import type { Answer } from '../../src/ports.ts'
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
import { addMeasure, caseOf, consent, logWithJonas, openLog, propose, worried, worry } from './story.ts'

const hint = 'Skjermet adresse: Skriv ikke hvor noen bor'
/** The arena of the measure, and the units of the town. */
const places = ['På skolen', 'fjordvik-skole', 'Fjordvik skole', 'helsestasjonen', 'Helsestasjonen']
const measure = { text: 'Play', topic: 'learning', responsible: 'home', evaluationDay: '2026-11-16' }
const sections = ['goals', 'measures', 'follow-ups', 'meetings', 'notes', 'transitions', 'history']

function shield(town: Town, id: CaseId, shielded = true): Promise<Answer> {
  return town.submit('ingrid', 'case.shield', { case: id }, { shielded: String(shielded) })
}

/** Whatever can be looked at in the case. */
async function looked(town: Town, name: Name, id: CaseId): Promise<string> {
  const asked = ['show.case', 'show.plan', 'show.menu', 'show.consents', 'show.mine'].map((action) => ({ action }))
  const shown = [...asked, ...sections.map((section) => ({ action: 'show.plan', section, start: '0' }))]
  const seen: string[] = []
  for (const { action, ...data } of shown) seen.push(textOf(await town.press(name, action, { case: id, ...data })))
  return seen.join('\n')
}

test.each(['dialog', 'chat'] as const)('no place or unit stands in what is shown or sent (%s)', async (content) => {
  const town = await createTown({ content })
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  expect(await looked(town, 'jonas', id)).toContain('På skolen')
  await shield(town, id)
  await propose(town, id, 'jonas', { to: '3' })
  await town.until('2026-12-01')
  const seen = await Promise.all((['ingrid', 'terje', 'jonas'] as const).map((name) => looked(town, name, id)))
  const said = [...seen, textOf(town.channel.tried.map(({ card }) => card))].join('\n')
  expect(said).toContain('Reading with an adult')
  for (const place of places) expect(said).not.toContain(place)
})

test('no place is asked for, and one of a form that stood open is left out', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const before = cardOf(await town.open('ingrid', 'measure.add', { case: id }))
  const data = dataOf(before, 'measure.add')
  const missing = cardOf(await town.press('ingrid', 'measure.add', data, measure))
  expect(missing.blocks).toContainEqual(expect.objectContaining({ id: 'arena', error: expect.any(String) }))
  await shield(town, id)
  await town.press('ingrid', 'measure.add', data, { ...measure, arena: 'school' })
  const form = cardOf(await town.open('ingrid', 'measure.add', { case: id }))
  expect(form.blocks.flatMap((block) => ('id' in block ? [block.id] : []))).not.toContain('arena')
  await town.press('ingrid', 'measure.add', dataOf(form, 'measure.add'), measure)
  expect((await caseOf(town, id)).measures.map(({ arena }) => arena)).toEqual([null, null])
  await shield(town, id, false)
  expect(await looked(town, 'ingrid', id)).not.toContain('På skolen')
})

test('it is said and taken back in a form of the menu, with who and when in the history, and places come back', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await addMeasure(town, id, {})
  const form = async () => {
    const menu = await wholeMenu(town, 'ingrid', { case: id })
    return valuesIn(cardOf(await town.open('ingrid', 'case.shield', dataOf(menu, 'case.shield')))).shielded
  }
  expect(await form()).toBe('false')
  expect(actionsOn(cardOf(await shield(town, id)))).not.toContain('case.shield')
  expect(await form()).toBe('true')
  expect(textOf(await shield(town, id))).toContain('Dette er gjort allerede')
  await shield(town, id, false)
  const seen = await looked(town, 'terje', id)
  expect(seen).toContain('man. 2. nov. 2026 · Ingrid Lunde: merket saken med skjermet adresse')
  expect(seen).toContain('Ingrid Lunde: tok bort merket for skjermet adresse')
  expect(seen).toContain('På skolen')
  expect(seen).not.toContain(hint)
})

test('a case that is closed can be marked, and stands there without places', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await addMeasure(town, id, {})
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached' })
  await shield(town, id)
  expect(await looked(town, 'ingrid', id)).not.toContain('På skolen')
  await shield(town, id, false)
  expect(await looked(town, 'ingrid', id)).toContain('På skolen')
})

test('it can be said when the wondering is written down, and is said of none', async () => {
  const town = await createTown()
  const form = cardOf(await town.open('ingrid', 'concern.register'))
  expect(valuesIn(form).shielded).toBe('false')
  await town.submit('ingrid', 'concern.register', {}, { ...worried, shielded: 'true' })
  const [marked] = await town.read((tx) => tx.cases.of(town.id('ingrid')))
  expect(marked?.case.shielded).toBe(true)
  expect((await caseOf(town, await worry(town))).shielded).toBeUndefined()
})

test('the card and every form in which something is typed say so, and no other', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const shown = async (action: string) => {
    const asked =
      action === 'show.case' ? town.press('ingrid', action, { case: id }) : town.open('ingrid', action, { case: id })
    return textOf(await asked).includes(hint)
  }
  const writing = [
    'show.case',
    'note.add',
    'measure.add',
    'goal.set',
    'follow-up.add',
    'level.propose',
    'case.close',
    'meeting.set',
  ]
  const choosing = ['participant.add', 'baton.offer', 'report.record']
  for (const action of [...writing, ...choosing]) expect([action, await shown(action)]).toEqual([action, false])
  await shield(town, id)
  for (const action of writing) expect([action, await shown(action)]).toEqual([action, true])
  for (const action of choosing) expect([action, await shown(action)]).toEqual([action, false])
})

test('whoever may know nothing of the family is not told', async () => {
  const town = await createTown()
  const id = await worry(town)
  await shield(town, id)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('terje'), text: 'WHAT HELPS' })
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  // The leader may read the case, but is not to learn from the question which one it is.
  expect(textOf(await town.open('terje', 'concern.answer', { case: id, question }))).not.toContain(hint)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await consent(town, id, { services: ['skole'] })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  const { handOver } = await caseOf(town, id)
  const declining = await town.open('mari', 'baton.decline', { case: id, handOver: handOver?.id ?? '' })
  expect(cardOf(declining).name).toBe('form')
  expect(textOf(declining)).not.toMatch(/[Ss]kjerm/)
})

test('KE, to whom a case was brought without a consent, is told nowhere', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await shield(town, id)
  await shield(town, id, false)
  await shield(town, id)
  town.setClock('2027-03-01T12:00:00.000Z')
  await town.run()
  expect(isBroughtToKe(await caseOf(town, id))).toBe(true)
  const seen = await looked(town, 'sara', id)
  expect(seen).toContain('Dette har stoppet opp')
  expect(seen).not.toMatch(/skjermet adresse|Kaia/i)
  const key = Object.keys((await caseOf(town, id)).reminded)[0] ?? ''
  const form = cardOf(await town.open('sara', 'reminder.postpone', { case: id, key }))
  expect(form.blocks).toContainEqual(expect.objectContaining({ id: 'until' }))
  expect(textOf(form)).not.toContain(hint)
})

test('no message says whether an address is secret, neither one that is sent nor the answer to a press', async () => {
  const town = await createTown({ content: 'dialog' })
  const id = await logWithJonas(town)
  const inChat = (answer: Answer) => ('chat' in answer ? textOf(answer.chat) : 'nothing')
  const stands = async () => {
    const seen: string[] = []
    for (const action of ['show.case', 'show.menu', 'show.plan'])
      seen.push(inChat(await town.press('ingrid', action, { case: id })))
    return seen
  }
  const before = await stands()
  const said = inChat(await shield(town, id))
  expect(await stands()).toEqual(before)
  expect(before.join()).toContain('FJ-1001')
  expect(inChat(await shield(town, id, false))).toBe(said)
  await shield(town, id)
  await propose(town, id, 'jonas', { to: '3' })
  await town.until('2026-12-01')
  expect(textOf(town.channel.tried.map(({ card }) => card))).not.toMatch(/skjermet adresse/i)
})
