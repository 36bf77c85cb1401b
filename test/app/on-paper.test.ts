/** A case on paper: what its forms leave out, and how what was planned before the family said no is ended. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, cardOf, createTown, type Town, textOf, wholeMenu } from '../support/town.ts'
import { addMeasure, askFamily, caseOf, openLog, propose, saidNo, sayYes, takenBack, worry } from './story.ts'

/** A log with a measure in it, from which the family has taken its consent back: a case on paper, or not yet. */
async function withdrawn(town: Town, onPaper = true): Promise<{ id: CaseId; measure: string }> {
  const id = await openLog(town)
  const measure = await addMeasure(town, id, { responsible: 'home' })
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  if (onPaper) await town.press('ingrid', 'case.open-on-paper', { case: id })
  return { id, measure }
}

async function fieldsOf(town: Town, name: 'ingrid' | 'terje', form: string, data: Record<string, string>) {
  const card = cardOf(await town.open(name, form, data))
  return card.blocks.flatMap((block) => ('id' in block ? [block.id] : []))
}

test('its forms have no fields for what is not kept', async () => {
  const town = await createTown()
  const { id, measure } = await withdrawn(town)
  expect(await fieldsOf(town, 'ingrid', 'case.close', { case: id })).toEqual(['reason', 'thanked'])
  expect(await fieldsOf(town, 'ingrid', 'measure.evaluate', { case: id, measure })).toEqual(['effect', 'outcome'])
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
  const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
  expect(await fieldsOf(town, 'ingrid', 'meeting.hold', { case: id, meeting })).toEqual(['day', 'nextDay', 'whyNone'])
  const proposal = await propose(town, id, 'ingrid', { services: 'ppt', topic: '', reason: '' })
  expect(await fieldsOf(town, 'terje', 'level.decide', { case: id, proposal, approve: 'no' })).toEqual([])
  const decide = await fieldsOf(town, 'terje', 'level.decide', { case: id, proposal, approve: 'yes' })
  for (const field of ['topic', 'view', 'reason']) expect(decide).not.toContain(field)
  expect(decide).toContain('meetingDay')
  await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, { day: '2026-11-02', nextDay: '2026-11-16' })
  expect((await caseOf(town, id)).meetings).toMatchObject([
    { status: 'held', minutes: null },
    { status: 'set', day: '2026-11-16' },
  ])
})

test('it becomes a log when the family says yes after all', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  const asked = async () => {
    await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
    return { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  }
  await town.submit('ingrid', 'consent.refuse', await asked(), saidNo)
  await town.press('ingrid', 'case.open-on-paper', { case: id })
  expect(await caseOf(town, id)).toMatchObject({ mode: 'paper', level: 1 })
  await sayYes(town, 'ingrid', await asked(), { signedBy: 'guardian-1', childAsked: 'true' })
  expect(await caseOf(town, id)).toMatchObject({ mode: 'digital', consents: [{}, { checkpoint: 'open' }] })
  await town.submit('ingrid', 'note.add', { case: id }, { text: 'She counts to ten', topic: 'learning' })
  expect((await caseOf(town, id)).notes).toHaveLength(1)
})

test('a digital log has them all', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const measure = await addMeasure(town, id, { responsible: 'home' })
  expect(await fieldsOf(town, 'ingrid', 'case.close', { case: id })).toEqual([
    'reason',
    'summary',
    'familyView',
    'thanked',
  ])
  const card = cardOf(await town.open('ingrid', 'measure.evaluate', { case: id, measure }))
  expect(textOf(card)).toContain('continue')
  expect(await fieldsOf(town, 'ingrid', 'measure.evaluate', { case: id, measure })).toContain('note')
})

test.each([true, false])('a measure can be ended, and only that (on paper: %s)', async (onPaper) => {
  const town = await createTown()
  const { id, measure } = await withdrawn(town, onPaper)
  const card = cardOf(await town.open('ingrid', 'measure.evaluate', { case: id, measure }))
  const outcome = card.blocks.find((block) => 'id' in block && block.id === 'outcome')
  expect(outcome).toMatchObject({ choices: [{ value: 'done' }, { value: 'stopped' }] })
  await town.submit('ingrid', 'measure.evaluate', { case: id, measure }, { effect: 'some', outcome: 'done' })
  expect((await caseOf(town, id)).measures[0]?.status).toBe('done')
})

test('a holder who has been quiet is asked to plan a meeting, not to write', async () => {
  const town = await createTown()
  const { id } = await withdrawn(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  await town.until('2027-01-05')
  const quiet = town.channel
    .sent()
    .filter(({ to, card }) => to === 'ingrid' && card.name === 'reminder' && textOf(card).includes('holder-inactive'))
  expect(quiet.length).toBeGreaterThan(0)
  for (const { card } of quiet) {
    expect(actionsOn(card)).toContain('meeting.set')
    expect(actionsOn(card)).not.toContain('note.add')
  }
})

test('a wondering that waits for the family can be concluded anew, from its menu', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  expect(actionsOn(await wholeMenu(town, 'ingrid', { case: id }))).toContain('concern.conclude')
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  expect((await caseOf(town, id)).concern).toMatchObject({ level: 1, services: [] })
})
