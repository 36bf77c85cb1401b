/** What was done and written stays readable, by those who may read it. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { actionsOn, cardOf, createTown, dataOf, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, worry } from './story.ts'

/** Every page of the history, as its texts and words in order. */
async function history(town: Town, name: Name, id: string): Promise<string[]> {
  const seen: string[] = []
  let start: string | undefined = '0'
  while (start !== undefined) {
    const card = cardOf(await town.press(name, 'show.plan', { case: id, section: 'history', start }))
    seen.push(...card.blocks.flatMap(lineOf))
    start = card.buttons.find(({ data }) => data.section === 'history')?.data.start
  }
  return seen
}

function lineOf(block: Card['blocks'][number]): string[] {
  if (block.kind === 'words') return [`«${block.words}»`]
  return block.kind === 'text' && block.text.includes(': ') ? [block.text] : []
}

async function evaluated(town: Town, id: string, measure: string, note: string) {
  const typed = { effect: 'some', outcome: 'continue', evaluationDay: '2026-11-30', note }
  await town.submit('ingrid', 'measure.evaluate', { case: id, measure }, typed)
}

test('older words can still be read: what was seen, earlier evaluations, a corrected note, why a date was moved', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const measure = await addMeasure(town, id, {})
  await evaluated(town, id, measure, 'FIRST EVALUATION')
  await evaluated(town, id, measure, 'SECOND EVALUATION')
  await town.submit('ingrid', 'measure.postpone', { case: id, measure }, { day: '2026-12-07', reason: 'WHY LATER' })
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: 'FIRST TEXT' })
  const note = (await caseOf(town, id)).notes[0]?.id ?? ''
  await town.submit('ingrid', 'note.correct', { case: id, note }, { text: 'SECOND TEXT' })
  const seen = await history(town, 'terje', id)
  for (const words of ['FIRST EVALUATION', 'SECOND EVALUATION', 'WHY LATER', 'FIRST TEXT', 'SECOND TEXT'])
    expect(seen).toContain(`«${words}»`)
  expect(seen).toContain('«Kaia is often alone in the breaks»')
  expect(seen[0]).toBe('man. 2. nov. 2026 · Ingrid Lunde: rettet et notat')
  expect(seen.at(-2)).toBe('man. 2. nov. 2026 · Ingrid Lunde: skrev ned undringen')
})

test('a colleague who answered anonymously stays unnamed', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'WHAT HELPS' })
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  await town.submit('nora', 'concern.answer', { case: id, question }, { text: 'PLAY FRIENDS' })
  const seen = (await history(town, 'terje', id)).join('\n')
  expect(seen).toContain('en kollega: svarte på spørsmålet')
  expect(seen).toContain('«PLAY FRIENDS»')
  expect(seen).not.toContain('Nora')
})

test('a service let in for some topics reads the words of those, and of nothing that has no topic', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'learning', text: 'ABOUT READING' })
  await town.submit('ingrid', 'note.add', { case: id }, { topic: 'health', text: 'ABOUT HEALTH' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
  const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
  await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, { minutes: 'MINUTES' })
  const seen = await history(town, 'jonas', id)
  expect(seen).toContain('«ABOUT READING»')
  expect(seen.join('\n')).toContain('skrev referat fra møtet')
  expect(seen.filter((one) => one.includes('skrev et notat'))).toHaveLength(1)
  for (const words of ['ABOUT HEALTH', 'MINUTES', 'Kaia', 'PURPOSE']) expect(seen.join('\n')).not.toContain(words)
})

test('the history is logged as a look at the content, and shown to nobody without a part in the case', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const data = { case: id, section: 'history', start: '0' }
  await town.press('terje', 'show.plan', data)
  expect(cardOf(await town.press('mari', 'show.plan', data)).name).toBe('refusal')
  const looks = (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === 'case-plan')
  expect(looks.map(({ person, verdict }) => [person, verdict])).toEqual([
    [town.id('terje'), 'read'],
    [town.id('mari'), 'refused'],
  ])
})

test('a planned transition stands in the plan until somebody notes that it was received', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'transition.plan', { case: id }, { to: 'helsestasjon', day: '2027-08-16' })
  const plan = cardOf(await town.press('ingrid', 'show.plan', { case: id }))
  expect(textOf(plan)).toContain('Helsestasjon')
  await town.press('ingrid', 'transition.receive', dataOf(plan, 'transition.receive'))
  const after = cardOf(await town.press('ingrid', 'show.plan', { case: id }))
  expect(textOf(after)).toContain('Tatt imot')
  expect(actionsOn(after)).not.toContain('transition.receive')
})

test('who sees some topics only is not told that there is nothing', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await town.submit('ingrid', 'goal.set', { case: id }, { text: 'Sleep better', topic: 'health' })
  expect(textOf(await town.press('jonas', 'show.plan', { case: id }))).toContain('Ingen mål du har tilgang til')
  expect(textOf(await town.press('ingrid', 'show.plan', { case: id }))).toContain('Ingen tiltak ennå')
})
