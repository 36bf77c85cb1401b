/** With whom the ball lies, and who answers for what, as the cards call them; and that a line tells of what it is about. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { createTown, type Name, schoolChannel, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, askFamily, caseOf, logWithJonas, openLog, propose, sayYes, worry } from './story.ts'

const cardSeen = async (town: Town, name: Name, id: CaseId) => textOf(await town.press(name, 'show.case', { case: id }))

/** What somebody was sent in a sentence, in order. */
async function sentences(town: Town, name: Name): Promise<string[]> {
  await town.run()
  const sent = town.channel.sent().filter(({ to, card }) => to === name && card.name === 'told')
  return sent.map(({ card }) => textOf(card))
}

test('a wondering lies with the one who wondered, and a measure with whoever answers for it', async () => {
  const town = await createTown()
  expect(await cardSeen(town, 'terje', await worry(town))).toContain('Ballen ligger hos Ingrid Lunde,')
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-02' })
  expect(await cardSeen(town, 'ingrid', id)).toContain('Ballen ligger hos Jonas Berg,')
})

test('a proposal lies with all who can decide it, and never with the one who made it', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  const proposal = await propose(town, id)
  expect(await cardSeen(town, 'ingrid', id)).toMatch(
    /Ballen ligger hos (Terje Aas og Kari Dahl|Kari Dahl og Terje Aas),/,
  )
  await town.press('ingrid', 'level.withdraw', { case: id, proposal })
  await propose(town, id, 'terje')
  expect(await cardSeen(town, 'ingrid', id)).toContain('Ballen ligger hos Kari Dahl,')
})

test('where the directory knows nobody who can decide, it lies with nobody, and not with a leader who can not', async () => {
  const town = await createTown()
  const id = await worry(town, {}, 'per')
  await town.submit('per', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'per', { case: id }, { services: 'skole', born: '2016-03', guardians: '1' })
  const consent = (await caseOf(town, id)).consents[0]?.id ?? ''
  await sayYes(town, 'per', { case: id, consent }, { signedBy: 'guardian-1', childAsked: 'true' })
  await town.submit('per', 'meeting.set', { case: id }, { day: '2026-11-20' })
  await propose(town, id, 'per', { topic: '', reason: '' })
  expect(await cardSeen(town, 'per', id)).toContain('Ballen ligger hos ingen som kan nås,')
})

test('the plan says who answers for each measure: a colleague, a service, or the home', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const answers = { [`person:${town.id('jonas')}`]: 'Jonas Berg', 'service:skole': 'Skole', home: 'Hjemmet' }
  for (const responsible of Object.keys(answers)) await addMeasure(town, id, { responsible })
  const plan = textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'measures', start: '0' }))
  const said = [...plan.matchAll(/Ansvarlig: ([^"]*) · På skolen/g)].map(([, name]) => name)
  expect(said.sort()).toEqual(Object.values(answers).sort())
})

test('a holder whose offer is declined is told who declined', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  const handOver = (await caseOf(town, id)).handOver?.id ?? ''
  await town.submit('jonas', 'baton.decline', { case: id, handOver }, { reason: '' })
  expect((await sentences(town, 'ingrid')).at(-1)).toContain('Jonas Berg kunne ikke ta imot stafettpinnen')
})

test('of two tasks each is told with its own day', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const responsible = `person:${town.id('jonas')}`
  for (const evaluationDay of ['2026-11-16', '2026-11-17']) await addMeasure(town, id, { responsible, evaluationDay })
  for (const day of ['2026-11-18', '2026-11-19'])
    await town.submit('ingrid', 'follow-up.add', { case: id }, { text: 'Call', topic: 'learning', responsible, day })
  const days = (await sentences(town, 'jonas')).flatMap((said) => said.match(/Frist: \w+ (\d+)\. nov/)?.[1] ?? [])
  expect(days).toEqual(['16', '17', '18', '19'])
})

test('of two proposals, meetings and notes the thread tells of each by itself', async () => {
  const town = await createTown({ secondLeader: true })
  await town.open('ingrid', 'concern.register', {}, { channel: true })
  const id = await openLog(town, {}, { origin: schoolChannel.key })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.run()
  town.channel.tried.length = 0
  const first = await propose(town, id, 'ingrid', { to: '2' })
  await town.press('ingrid', 'level.withdraw', { case: id, proposal: first })
  await propose(town, id, 'mari', { to: '3' })
  for (const day of ['2026-11-16', '2026-11-17']) await town.submit('ingrid', 'meeting.set', { case: id }, { day })
  const typed: Texts = { text: 'We talked', topic: 'learning' }
  for (const name of ['ingrid', 'mari'] as const) await town.submit(name, 'note.add', { case: id }, typed)
  const meeting = (await caseOf(town, id)).meetings[1]?.id ?? ''
  await town.submit('ingrid', 'meeting.cancel', { case: id, meeting }, { reason: 'Nobody can come' })
  await town.run()
  const lines = town.channel.sent().filter(({ card }) => card.name === 'thread-line')
  expect(lines.map(({ card }) => card.blocks[0]).map((block) => (block?.kind === 'text' ? block.text : block))).toEqual(
    [
      'Ingrid Lunde har foreslått å flytte saken fra nivå 1 til nivå 2.',
      expect.stringContaining('trukket'),
      'Mari Holm har foreslått å flytte saken fra nivå 1 til nivå 3.',
      expect.stringContaining('16. november 2026'),
      expect.stringContaining('17. november 2026'),
      'Ingrid Lunde har skrevet i stafettloggen.',
      'Mari Holm har skrevet i stafettloggen.',
      expect.stringMatching(/17\. november 2026 er avlyst/),
    ],
  )
})
