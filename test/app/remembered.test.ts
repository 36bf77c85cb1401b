/** What stays on the card of a log: the last decision, the last the child said, the first concern; each to whoever may read it. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { cardOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, takenBack } from './story.ts'

async function seen(town: Town, name: Name, id: CaseId) {
  const { blocks } = cardOf(await town.press(name, 'show.case', { case: id }))
  const words = blocks.flatMap((block) => (block.kind === 'words' ? [[block.label ?? '', block.words] as const] : []))
  const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
  const decision = facts.find(({ label }) => label === 'Siste avgjørelse')?.value ?? null
  return { words: Object.fromEntries(words), decision }
}

const concern = 'Kaia is often alone in the breaks'

/** Terje decides in a meeting; what it was for is of `topic`. */
async function decide(town: Town, id: CaseId, topic: string, reason: string, approve = 'no') {
  const { level } = await caseOf(town, id)
  const proposal = await propose(town, id, 'ingrid', { topic, to: level === 1 ? '2' : '1' })
  const typed = { reason, topic, meetingDay: '2026-11-02', parentsTookPart: 'true', childAsked: 'true' }
  await town.submit('terje', 'level.decide', { case: id, proposal, approve }, typed)
}

async function evaluate(town: Town, id: CaseId, topic: string, childView: string) {
  const measure = await addMeasure(town, id, { topic, responsible: 'home' })
  const typed = { effect: 'some', outcome: 'done', evaluationDay: '', note: '', childView }
  await town.submit('ingrid', 'measure.evaluate', { case: id, measure }, typed)
}

test('the first concern, the last decision with its reason, and the last the child said stand on the card', async () => {
  const town = await createTown()
  const id = await openLog(town)
  expect(await seen(town, 'terje', id)).toEqual({ decision: null, words: { 'Den første bekymringen': concern } })
  await decide(town, id, 'learning', 'NOT YET')
  await evaluate(town, id, 'learning', 'I LIKE TO READ')
  town.setClock('2026-11-03T09:00:00.000Z')
  await evaluate(town, id, 'learning', 'I WANT A FRIEND')
  for (const name of ['ingrid', 'terje'] as const)
    expect(await seen(town, name, id)).toEqual({
      decision: 'Avslått: fra nivå 1 til nivå 2 (Terje Aas, man. 2. nov. 2026)',
      words: {
        'Begrunnelse for avgjørelsen': 'NOT YET',
        'Barnets stemme tir. 3. nov. 2026': 'I WANT A FRIEND',
        'Den første bekymringen': concern,
      },
    })
})

test('what the child said in a meeting, and with a consent, counts as well', async () => {
  const town = await createTown()
  const id = await openLog(town)
  town.setClock('2026-11-04T09:00:00.000Z')
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-04' })
  const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
  const typed = {
    day: '2026-11-04',
    topic: 'learning',
    minutes: '',
    childView: 'IN THE MEETING',
    whyNone: 'It is over',
  }
  await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, typed)
  expect((await seen(town, 'terje', id)).words).toMatchObject({ 'Barnets stemme ons. 4. nov. 2026': 'IN THE MEETING' })
})

test('whoever was let in for some topics reads of those alone, and never the first concern', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await decide(town, id, 'health', 'ABOUT HEALTH', 'no')
  await evaluate(town, id, 'health', 'IT HURTS')
  const closed = await town.press('jonas', 'show.case', { case: id })
  for (const words of ['ABOUT HEALTH', 'IT HURTS', concern]) expect(textOf(closed)).not.toContain(words)
  expect((await seen(town, 'jonas', id)).words).toEqual({})
  expect((await seen(town, 'jonas', id)).decision).toContain('Avslått')
  await evaluate(town, id, 'learning', 'I LIKE TO READ')
  await evaluate(town, id, 'health', 'AND AGAIN')
  expect(Object.values((await seen(town, 'jonas', id)).words)).toEqual(['I LIKE TO READ'])
  await decide(town, id, 'learning', 'ABOUT READING', 'no')
  expect(Object.values((await seen(town, 'jonas', id)).words)).toEqual(['ABOUT READING', 'I LIKE TO READ'])
})

test('none of it where the content is sealed, and to nobody without a part in the case', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await decide(town, id, 'learning', 'NOT YET')
  await evaluate(town, id, 'learning', 'I WANT A FRIEND')
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  for (const name of ['ingrid', 'terje', 'mari'] as const) {
    const card = textOf(await town.press(name, 'show.case', { case: id }))
    for (const words of ['NOT YET', 'I WANT A FRIEND', concern]) expect(card).not.toContain(words)
  }
})

test('a message says none of it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await decide(town, id, 'learning', 'NOT YET')
  await evaluate(town, id, 'learning', 'I WANT A FRIEND')
  const answer = await town.say('ingrid', 'sak FJ-1001')
  const chat = textOf('chat' in answer ? answer.chat : null)
  expect(chat).toContain('FJ-1001')
  for (const words of ['NOT YET', 'I WANT A FRIEND', concern]) expect(chat).not.toContain(words)
})
