/** What a view must not show: words the family let somebody else have, references that are not one's own, who helps. */
import { expect, test } from 'vitest'
import { settingIn } from '../../src/app/see/viewer.ts'
import { drawShared } from '../../src/app/show/draw.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { type Letter, readLetter } from '../../src/outgoing.ts'
import { cardOf, createTown, dataOf, type Name, type Town, textOf } from '../support/town.ts'
import { askFamily, caseOf, consent, logWithJonas, openLog, propose, sayYes, worry } from './story.ts'

const typed = { purpose: 'PURPOSE', excludedPersons: 'UNCLE', childView: 'VOICE' }

async function consentFor(town: Town, id: CaseId, services: string) {
  await askFamily(town, 'ingrid', { case: id }, { services, born: '2016-03', guardians: '1' })
  const consent = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: 'guardian-1', childAsked: 'true', ...typed })
}

const consents = async (town: Town, name: Name, id: CaseId) =>
  textOf(await town.press(name, 'show.consents', { case: id }))

test('a service let in for some topics reads the words of its own consent, and of no other service', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await consentFor(town, id, 'skolehelsetjeneste')
  const seen = await consents(town, 'jonas', id)
  expect(seen).toContain('Skolehelsetjenesten')
  for (const words of Object.values(typed)) expect(seen).not.toContain(words)
  for (const words of Object.values(typed)) expect(await consents(town, 'ingrid', id)).toContain(words)
  await consentFor(town, id, 'ppt')
  for (const words of Object.values(typed)) expect(await consents(town, 'jonas', id)).toContain(words)
})

test('KE reads nothing of the consents in a case that was raised to it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await consentFor(town, id, 'skole')
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-03' })
  await town.until('2026-12-10')
  const seen = await consents(town, 'sara', id)
  expect(seen).not.toContain('consent-checkpoint')
  for (const words of [...Object.values(typed), 'Skole', ' skole']) expect(seen).not.toContain(words)
})

const reason = 'WHY IT TAKES MORE'
const proposalSeen = async (town: Town, name: Name, id: CaseId, proposal: string) =>
  textOf(await town.press(name, 'show.proposal', { case: id, proposal }))

test('KE sees the levels of a move that is theirs to decide and not why, and nothing of one that a leader can', async () => {
  const town = await createTown()
  const theirs = await openLog(town)
  const byLeader = await propose(town, theirs, 'terje', { reason })
  const falls = await proposalSeen(town, 'sara', theirs, byLeader)
  expect(falls).toContain('nivå 2')
  for (const secret of [reason, 'Terje', 'PPT', 'Skole', ' skole', 'edagogisk']) expect(falls).not.toContain(secret)

  const raised = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: raised }, { day: '2026-11-03' })
  await town.until('2026-12-10')
  const byHolder = await propose(town, raised, 'ingrid', { reason })
  const seen = await proposalSeen(town, 'sara', raised, byHolder)
  expect(seen).not.toMatch(/"name":"proposal"|[Nn]ivå \d/)
  expect(seen).not.toContain(reason)
})

test('whoever was only asked, or offered the baton, learns no reference by guessing near it', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What helps?' })
  expect(textOf(await town.say('nora', 'sak FJ-1010'))).not.toContain('FJ-1001')
  expect(textOf(await town.say('ingrid', 'sak FJ-1010'))).toContain('FJ-1001')
})

const root: Letter = { card: 'thread-root', line: null, subject: '' }
const shared = async (town: Town, id: CaseId, letter: Letter | null) => {
  if (!letter) throw new Error('no such letter')
  const state = await caseOf(town, id)
  return textOf(await town.read((tx) => drawShared(settingIn(town.app, tx, state.municipality), letter, state)))
}

test('a channel sees names of the case’s own service, and everybody else by what they are in the case', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  expect(await shared(town, id, root)).toContain('Ingrid Lunde')
  const proposal = await propose(town, id, 'jonas', { to: '3' })
  const made = await shared(town, id, readLetter('thread-line', 'proposal-made', proposal))
  expect(made).not.toContain('Jonas')
  expect(made).toContain('En deltaker har foreslått')

  await town.press('jonas', 'level.withdraw', { case: id, proposal })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  const offer = cardOf(await town.press('jonas', 'show.case', { case: id }))
  await town.press('jonas', 'baton.accept', dataOf(offer, 'baton.accept'))
  await town.submit('jonas', 'meeting.set', { case: id }, { day: '2026-11-20' })
  expect((await caseOf(town, id)).holder).toBe(town.id('jonas'))
  const changed = await shared(town, id, { card: 'thread-line', line: 'holder-changed', subject: '' })
  const thread = await shared(town, id, root)
  for (const text of [changed, thread]) expect(text).not.toMatch(/Jonas|Berg|PPT/)
  expect(changed).toContain('En deltaker er ny stafettholder')
  // The new holder is told of as a newcomer; the ball lies with the holder.
  for (const called of ['"value":"En deltaker"', '"value":"Stafettholderen"']) expect(thread).toContain(called)
})

const madeBy = async (town: Town, id: CaseId, proposal: string) =>
  shared(town, id, readLetter('thread-line', 'proposal-made', proposal))

test('a channel is told what somebody of another service is in the case now: holder, deputy, one who takes part or did', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const proposal = await propose(town, id, 'jonas', { to: '3' })
  const days = { from: '2026-11-02', until: '2026-11-06' }
  await town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('jonas'), ...days })
  expect(await madeBy(town, id, proposal)).toContain('Stedfortrederen har foreslått')
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  await town.press('jonas', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
  expect(await madeBy(town, id, proposal)).toContain('Stafettholderen har foreslått')
  await town.submit('jonas', 'baton.offer', { case: id }, { person: town.id('ingrid') })
  await town.press('ingrid', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  expect(await madeBy(town, id, proposal)).toContain('En deltaker har foreslått')
})

test('KE is called KE in a channel where it decides, and one who takes part where it does', async () => {
  const town = await createTown()
  const decided = await openLog(town)
  const proposal = await propose(town, decided, 'terje', { to: '3' })
  const typed = { reason: 'Yes', meetingDay: '2026-11-02', parentsTookPart: 'true', childAsked: 'true' }
  await town.submit('sara', 'level.decide', { case: decided, proposal, approve: 'yes' }, typed)
  const approved = await shared(town, decided, readLetter('thread-line', 'proposal-approved', proposal))
  expect(approved).toContain('Koordinerende enhet (KE) har godkjent')
  const joined = await logWithJonas(town)
  await consent(town, joined, { services: ['koordinerende-enhet'] })
  await town.submit('ingrid', 'participant.add', { case: joined }, { person: town.id('sara') })
  const own = await propose(town, joined, 'sara', { to: '3' })
  expect(await madeBy(town, joined, own)).toContain('En deltaker har foreslått')
})
