/** The plan of a log: what it offers to whom, and how what stands in it is told of. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { actionsOn, cardOf, createTown, type Name, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, openLog, propose, takenBack } from './story.ts'

const plan = async (town: Town, name: Name, id: string, more: Texts = {}): Promise<Card> =>
  cardOf(await town.press(name, 'show.plan', { case: id, ...more }))

const adds = ['goal.set', 'measure.add', 'follow-up.add', 'note.add']
/** Below the plan, and above that as a row what there is no room for. */
async function offersToAdd(town: Town, name: Name, id: string): Promise<string[]> {
  const card = await plan(town, name, id)
  const below = card.buttons.map(({ action }) => action)
  const beside = actionsOn(card).slice(0, -below.length)
  return [...below, ...beside].filter((action) => adds.includes(action))
}

test('it offers to add, in the order of its sections, to whoever may', async () => {
  const town = await createTown()
  const id = await openLog(town)
  for (const name of ['ingrid', 'terje'] as const) expect(await offersToAdd(town, name, id)).toEqual(adds)
  expect(actionsOn(await plan(town, 'ingrid', id)).at(-1)).toBe('show.case')
  // The unit's only leader proposes, so that KE decides: it adds nothing, and sees no plan.
  await propose(town, id, 'terje')
  expect((await plan(town, 'sara', id)).name).toBe('refusal')
})

test('nothing is added on paper, or once the case is closed', async () => {
  const town = await createTown()
  const closed = await openLog(town)
  await town.submit('ingrid', 'case.close', { case: closed }, { reason: 'goal-reached' })
  expect((await plan(town, 'ingrid', closed)).name).toBe('case-plan')
  expect(await offersToAdd(town, 'ingrid', closed)).toEqual([])
  const onPaper = await openLog(town)
  await town.submit('ingrid', 'consent.withdraw', { case: onPaper }, { ...takenBack, what: 'whole' })
  await town.press('ingrid', 'case.open-on-paper', { case: onPaper })
  expect((await plan(town, 'ingrid', onPaper)).name).toBe('case-plan')
  expect(await offersToAdd(town, 'ingrid', onPaper)).toEqual([])
})

test('what is to come and what was written last stand first, however much came before', async () => {
  const town = await createTown()
  const id = await openLog(town)
  for (const text of ['The first', 'The second', 'The third', 'The fourth'])
    await town.submit('ingrid', 'note.add', { case: id }, { text, topic: 'learning', aboutOthers: 'no' })
  for (const day of ['2026-11-03', '2026-11-04', '2026-11-05']) {
    await town.submit('ingrid', 'meeting.set', { case: id }, { day })
    const meeting = (await caseOf(town, id)).meetings.at(-1)?.id ?? ''
    await town.submit('ingrid', 'meeting.cancel', { case: id, meeting }, { reason: 'Ill' })
  }
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  const seen = textOf(await plan(town, 'ingrid', id))
  expect(['The first', 'The second', 'The third', 'The fourth'].filter((text) => seen.includes(text))).toEqual([
    ...['The second', 'The third', 'The fourth'],
  ])
  expect(seen.indexOf('The fourth')).toBeLessThan(seen.indexOf('The second'))
  expect(seen).toContain('20. nov. 2026')
})

test('a measure and a follow-up are late from the day after theirs, until they are done', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const measure = await addMeasure(town, id, { responsible: 'home', evaluationDay: '2026-11-10' })
  const typed = { text: 'Call home', topic: 'family', responsible: 'home', day: '2026-11-10' }
  await town.submit('ingrid', 'follow-up.add', { case: id }, typed)
  const seen = async () => textOf(await plan(town, 'ingrid', id))
  town.setClock('2026-11-10T09:00:00.000Z')
  for (const said of ['Evalueres tir. 10. nov. 2026', 'Frist tir. 10. nov. 2026']) expect(await seen()).toContain(said)
  const late = ['Skulle vært evaluert tir. 10. nov. 2026', 'Fristen var tir. 10. nov. 2026']
  for (const said of late) expect(await seen()).not.toContain(said)
  town.setClock('2026-11-11T09:00:00.000Z')
  for (const said of late) expect(await seen()).toContain(said)
  await town.submit('ingrid', 'measure.evaluate', { case: id, measure }, { effect: 'good', outcome: 'done' })
  const followUp = (await caseOf(town, id)).followUps[0]?.id ?? ''
  await town.press('ingrid', 'follow-up.done', { case: id, followUp })
  for (const said of late) expect(await seen()).not.toContain(said)
})

test('of several evaluations the newest stands with its measure, with its day', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const measure = await addMeasure(town, id, { responsible: 'home' })
  const measures = async () => textOf(await plan(town, 'ingrid', id, { section: 'measures' }))
  expect(await measures()).not.toContain('Evaluert')
  for (const [day, effect, note] of [
    ['2026-11-04', 'none', 'FIRST LOOK'],
    ['2026-11-05', 'some', 'SECOND LOOK'],
    ['2026-11-06', 'good', 'THIRD LOOK'],
  ] as const) {
    town.setClock(`${day}T09:00:00.000Z`)
    const typed = { effect, outcome: 'continue', evaluationDay: '2026-11-30', note }
    await town.submit('ingrid', 'measure.evaluate', { case: id, measure }, typed)
    expect(await measures()).toContain(note)
  }
  expect(await measures()).toContain('Evaluert fre. 6. nov. 2026')
  for (const older of ['FIRST LOOK', 'SECOND LOOK']) expect(await measures()).not.toContain(older)
})

test('a note stands with the day it was first written and how often it was corrected', async () => {
  const town = await createTown()
  const id = await openLog(town)
  town.setClock('2026-11-04T09:00:00.000Z')
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: 'AS FIRST WRITTEN' })
  const notes = async () => textOf(await plan(town, 'ingrid', id, { section: 'notes' }))
  expect(await notes()).toContain('Slik det ble skrevet')
  town.setClock('2026-11-05T09:00:00.000Z')
  const note = (await caseOf(town, id)).notes[0]?.id ?? ''
  await town.submit('ingrid', 'note.correct', { case: id, note }, { text: 'AS CORRECTED' })
  expect(await notes()).toContain('Rettet 1 gang.')
  expect(await notes()).toContain('Ingrid Lunde, ons. 4. nov. 2026')
  expect(await notes()).toContain('AS CORRECTED')
  expect(await notes()).not.toContain('AS FIRST WRITTEN')
})

test('no more is read than is drawn, however long the log: the first of each section, and of one that is open a page', async () => {
  let read = 0
  const town = await createTown({
    store: (store) => ({
      ...store,
      transaction: (work) =>
        store.transaction((tx) => {
          const counted: typeof tx.words.read = (of, ids) => {
            read += ids.length
            return tx.words.read(of, ids)
          }
          return work({ ...tx, words: { ...tx.words, read: counted } })
        }),
    }),
  })
  const id = await openLog(town)
  for (let count = 1; count <= 12; count += 1)
    await town.submit('ingrid', 'note.add', { case: id }, { text: `Notat ${count}`, topic: 'learning' })
  const readBy = async (more: Texts) => {
    read = 0
    const text = textOf(await plan(town, 'ingrid', id, more))
    return { read, notes: text.match(/Notat \d+/g)?.length }
  }
  expect(await readBy({})).toEqual({ read: 3, notes: 3 })
  expect(await readBy({ section: 'notes', start: '0' })).toEqual({ read: 8, notes: 8 })
  expect(await readBy({ section: 'notes', start: '8' })).toEqual({ read: 4, notes: 4 })
  expect(await readBy({ section: 'measures', start: '0' })).toMatchObject({ read: 0 })
  expect(textOf(await plan(town, 'ingrid', id))).toContain('12')
})
