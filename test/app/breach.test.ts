/** The register of breaches through the door: it fills by itself, and whoever ends one is asked why. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { Case } from '../../src/core/case.ts'
import { actionsOn, cardOf, createTown, dataOf, type Name, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, worry } from './story.ts'

function ofMeasures({ breaches }: Case) {
  return breaches.filter(({ signal }) => signal === 'measure-due').map(({ since, until }) => ({ since, until }))
}

/** A log whose measure, Ingrid's, is late. */
async function late(town: Town): Promise<{ id: Case['id']; measure: string }> {
  const id = await openLog(town)
  const measure = await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}` })
  await town.until('2026-11-19')
  return { id, measure }
}

const evaluated: Texts = { effect: 'good', outcome: 'done', note: '', childView: '' }

/** Done at last, on 19 November: the answer. */
async function done(town: Town, by: Name = 'ingrid') {
  const { id, measure } = await late(town)
  return { id, card: cardOf(await town.submit(by, 'measure.evaluate', { case: id, measure }, evaluated)) }
}

test('a duty whose day has passed is in the register from the next working day, without anybody doing anything', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}`, evaluationDay: '2026-11-13' })
  await town.until('2026-11-15')
  expect(ofMeasures(await caseOf(town, id))).toEqual([])
  await town.until('2026-11-16')
  expect(ofMeasures(await caseOf(town, id))).toEqual([{ since: '2026-11-13', until: null }])
})

test('what is settled before the bot has looked was a breach all the same', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const measure = await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}` })
  town.setClock('2026-11-17T05:30:00.000Z')
  await town.submit('ingrid', 'measure.evaluate', { case: id, measure }, evaluated)
  expect(ofMeasures(await caseOf(town, id))).toEqual([{ since: '2026-11-16', until: '2026-11-17' }])
})

test('the answer to what ends a breach asks why, and the answer to that is kept and stands in the history', async () => {
  const town = await createTown()
  const { id, card } = await done(town)
  expect(textOf(card)).toContain('Dette var forsinket, og er i orden nå.')
  const asked = dataOf(card, 'breach.explain')
  const form = cardOf(await town.open('ingrid', 'breach.explain', asked))
  expect(textOf(form)).toContain(
    'Et tiltak skal evalueres. Fristen var mandag 16. november 2026. I orden torsdag 19. november 2026.',
  )
  await town.submit('ingrid', 'breach.explain', asked, { cause: 'absence', remedy: 'done' })
  expect((await caseOf(town, id)).breaches).toContainEqual(
    expect.objectContaining({ signal: 'measure-due', cause: 'absence', remedy: 'done' }),
  )
  const history = textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'history', start: '0' }))
  expect(history).toContain('Fristen var mandag 16. november 2026')
  expect(history).toContain('"label":"Årsak","value":"Fravær"')
})

test('it is asked once on the answer, and not of whoever has just written why', async () => {
  const town = await createTown()
  const { id, card } = await done(town)
  expect(actionsOn(card).filter((one) => one === 'breach.explain')).toEqual(['breach.explain'])
  const closed = cardOf(
    await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached', summary: '' }),
  )
  expect(actionsOn(closed).filter((one) => one === 'breach.explain').length).toBeLessThanOrEqual(1)
  const elsewhere = await createTown()
  const other = await late(elsewhere)
  const moved = { day: '2026-12-01', reason: 'He was ill' }
  const answer = cardOf(
    await elsewhere.submit('ingrid', 'measure.postpone', { case: other.id, measure: other.measure }, moved),
  )
  expect(ofMeasures(await caseOf(elsewhere, other.id))).toEqual([{ since: '2026-11-16', until: '2026-11-19' }])
  expect(actionsOn(answer)).not.toContain('breach.explain')
})

test('it stands in the menu until it is told, and after the case is closed', async () => {
  const town = await createTown()
  const { id } = await done(town)
  const menu = async (name: Name) => actionsOn(cardOf(await town.press(name, 'show.menu', { case: id, group: 'plan' })))
  expect(await menu('ingrid')).toContain('breach.explain')
  expect(await menu('terje')).toContain('breach.explain')
  await town.submit('ingrid', 'case.close', { case: id }, { reason: 'goal-reached', summary: '' })
  const card = cardOf(await town.press('terje', 'show.menu', { case: id, group: 'plan' }))
  const asked = dataOf(card, 'breach.explain')
  for (const _ of (await caseOf(town, id)).breaches.filter(({ cause }) => cause === null)) {
    const one = cardOf(await town.press('terje', 'show.menu', { case: id, group: 'plan' }))
    await town.submit('terje', 'breach.explain', dataOf(one, 'breach.explain'), { cause: 'capacity', remedy: 'closed' })
  }
  expect(await menu('terje')).not.toContain('breach.explain')
  expect(
    textOf(await town.press('terje', 'breach.explain', asked, { cause: 'capacity', remedy: 'done' })),
  ).not.toContain('Takk.')
})

test('only what the model names can be said', async () => {
  const town = await createTown()
  const { id, card } = await done(town)
  const asked = dataOf(card, 'breach.explain')
  const answer = cardOf(await town.press('ingrid', 'breach.explain', asked, { cause: 'laziness', remedy: 'done' }))
  expect(answer.name).toBe('form')
  expect((await caseOf(town, id)).breaches.every(({ cause }) => cause === null)).toBe(true)
})

test('of a breach about a topic that is closed to somebody nothing is said to them', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['health'])
  const measure = await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}`, topic: 'learning' })
  await town.until('2026-11-19')
  await town.submit('ingrid', 'measure.evaluate', { case: id, measure }, evaluated)
  const history = async (name: Name) =>
    textOf(await town.press(name, 'show.plan', { case: id, section: 'history', start: '0' }))
  expect(await history('ingrid')).toContain('Et tiltak skal evalueres. Fristen var')
  expect(await history('jonas')).not.toContain('Et tiltak skal evalueres. Fristen var')
  const key = (await caseOf(town, id)).breaches.find(({ signal }) => signal === 'measure-due')?.key ?? ''
  const tried = await town.press(
    'jonas',
    'breach.explain',
    { case: id, breach: key },
    { cause: 'absence', remedy: 'done' },
  )
  expect(textOf(tried)).not.toContain('Takk.')
  expect((await caseOf(town, id)).breaches.every(({ cause }) => cause === null)).toBe(true)
})

test('a breach shows its reader to nobody else: whoever has no part learns nothing', async () => {
  const town = await createTown()
  const { id, card } = await done(town)
  const asked = dataOf(card, 'breach.explain')
  for (const name of ['mari', 'nora', 'sara', 'eli', 'per'] as const) {
    const answer = await town.press(name, 'breach.explain', asked, { cause: 'absence', remedy: 'done' })
    expect(textOf(answer)).not.toContain('Takk.')
  }
  expect((await caseOf(town, id)).breaches.every(({ cause }) => cause === null)).toBe(true)
})

test('a wondering that waits too long is a breach of whoever wondered, told to nobody by it', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.until('2026-11-18')
  const found = (await caseOf(town, id)).breaches
  expect(found.map(({ signal, ball }) => [signal, ball.role]).sort()).toEqual([
    ['concern-undecided', 'owner'],
    ['family-talk', 'owner'],
  ])
})

test('a meeting written down late is late no more only where it was held in time, and the answer says so', async () => {
  const minuted = async (day: string) => {
    const town = await createTown()
    const id = await openLog(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-06' })
    const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
    town.setClock('2026-12-02T09:00:00.000Z')
    await town.run()
    const answer = textOf(
      await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, { day, whyNone: 'It is over' }),
    )
    const { breaches } = await caseOf(town, id)
    return { answer, breaches: breaches.filter(({ signal }) => signal === 'meeting-due') }
  }
  const told = 'Det ble gjort innen fristen'
  const late = await minuted('2026-12-01')
  expect(late.breaches).toMatchObject([{ since: '2026-11-06', until: '2026-12-02' }])
  expect(late.answer).not.toContain(told)
  const inTime = await minuted('2026-11-06')
  expect(inTime.breaches).toEqual([])
  expect(inTime.answer).toContain(told)
})

test('what fell away undecided is not called done, in the history nor where the cause is asked, and what fits it is offered', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const lapsed = await propose(town, id)
  await town.until('2026-12-02')
  const of = async (proposal: string) => (await caseOf(town, id)).breaches.find(({ key }) => key.includes(proposal))
  expect((await caseOf(town, id)).proposals[0]?.status).toBe('lapsed')
  const breach = (await of(lapsed))?.key ?? ''
  const form = cardOf(await town.open('terje', 'breach.explain', { case: id, breach }))
  const fell = 'Fristen var mandag 9. november 2026. Falt bort mandag 30. november 2026 uten å være avgjort.'
  expect(textOf(form)).toContain(fell)
  expect(offeredIn(form, 'remedy')).toEqual(['proposed-again', 'without', 'plan-changed', 'closed'])
  expect(offeredIn(form, 'cause')).not.toContain('not-noted')
  await town.submit('terje', 'breach.explain', { case: id, breach }, { cause: 'capacity', remedy: 'proposed-again' })
  const history = textOf(await town.press('terje', 'show.plan', { case: id, section: 'history', start: '0' }))
  expect(history).toContain(fell)
  expect(history).toContain('"label":"Løsning","value":"Det er foreslått på nytt"')
  expect(history).not.toContain('I orden mandag 30. november')

  // What is withdrawn late fell away as well.
  const withdrawn = await propose(town, id)
  await town.until('2026-12-11')
  const answer = cardOf(await town.press('ingrid', 'level.withdraw', { case: id, proposal: withdrawn }))
  expect(textOf(answer)).toContain('falt bort uten å være avgjort')
})

test('what was decided late is in order', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  await town.until('2026-11-12')
  const no = { topic: 'learning', reason: 'Not yet', view: '' }
  const answer = cardOf(await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'no' }, no))
  expect(textOf(answer)).toContain('er i orden nå')
  const form = cardOf(await town.open('terje', 'breach.explain', dataOf(answer, 'breach.explain')))
  expect(textOf(form)).toContain('I orden torsdag 12. november 2026.')
  expect(offeredIn(form, 'remedy')).toEqual(['done', 'new-day', 'handed-on', 'plan-changed', 'closed'])
})

function offeredIn({ blocks }: Card, field: string): string[] {
  return blocks
    .flatMap((block) => ('id' in block && block.id === field && 'choices' in block ? block.choices : []))
    .map(({ value }) => value)
}
