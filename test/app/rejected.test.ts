/** A proposal that is rejected: no meeting need be held for it, and what is said of it names none. */
import { expect, test } from 'vitest'
import { wording } from '../../src/wording/index.ts'
import { cardOf, createTown, textOf } from '../support/town.ts'
import { caseOf, openLog, propose } from './story.ts'

const fieldsIn = (card: ReturnType<typeof cardOf>) =>
  Object.fromEntries(card.blocks.flatMap((block) => ('id' in block ? [[block.id, block]] : [])))

test('is rejected in a form that asks of no meeting, and approved with the day of one alone', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  const data = (approve: string) => ({ case: id, proposal, approve })
  const asks = async (approve: string) =>
    Object.keys(fieldsIn(cardOf(await town.open('terje', 'level.decide', data(approve)))))
  expect(await asks('yes')).toEqual(expect.arrayContaining(['meetingDay', 'parentsTookPart', 'childAsked', 'view']))
  expect(await asks('no')).toEqual(['topic', 'reason'])
  const typed = { topic: 'learning', reason: 'Not yet', meetingDay: '', parentsTookPart: 'true', childAsked: 'true' }
  const intro = async (approve: string) =>
    textOf(await town.open('terje', 'level.decide', data(approve))).includes('Du trenger ikke et møte med familien')
  expect([await intro('yes'), await intro('no')]).toEqual([false, true])
  const asked = cardOf(await town.submit('terje', 'level.decide', data('yes'), typed))
  expect(fieldsIn(asked).meetingDay).toMatchObject({ error: expect.stringContaining('Velg dagen dere møttes') })
  await town.submit('terje', 'level.decide', data('no'), typed)
  const outcome = textOf(await town.press('ingrid', 'show.proposal', { case: id, proposal }))
  expect(outcome).toContain('Not yet')
  expect((await caseOf(town, id)).proposals).toMatchObject([
    { status: 'rejected', decision: { meetingDay: null, childAsked: null } },
  ])
  await town.run()
  const told = textOf(town.channel.sent().map(({ card }) => card))
  expect(told).toMatch(/Terje Aas har avslått å flytte saken fra [^"]*\."/)
  expect(told).not.toContain('Møtet var')
  for (const label of ['fact.meeting', 'fact.parents', 'fact.child'] as const)
    expect(outcome).not.toContain(wording('nb')(label))
})

test('the meeting that a form of before asked for is said still', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  const typed = { topic: 'learning', reason: 'Not yet', meetingDay: '2026-11-02', parentsTookPart: 'true' }
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'no' }, typed)
  await town.run()
  const outcome = textOf(await town.press('ingrid', 'show.proposal', { case: id, proposal }))
  expect(outcome).toContain(wording('nb')('fact.parents'))
  expect(textOf(town.channel.sent().map(({ card }) => card))).toMatch(
    /har avslått å flytte saken fra [^"]*\. Møtet var mandag/,
  )
})
