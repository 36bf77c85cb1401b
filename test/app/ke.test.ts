/** A case comes to KE for a reason, is told once, and is theirs no longer than the reason lasts. */
import { expect, test } from 'vitest'
import { recheckAll, recheckOf, takeAway } from '../../src/app/act/index.ts'
import { isBroughtToKe } from '../../src/core/ke.ts'
import type { PersonToImport } from '../../src/store/open.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { accountOf, cardOf, createTown, dataOf, inDigests, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, openLog, propose } from './story.ts'

const over = 'ikke lenger hos koordinerende enhet'
const sentTo = (town: Town, name: Name) =>
  town.channel.sent().filter(({ to, verb }) => to === name && verb === 'direct')

async function imported(town: Town, change: Partial<PersonToImport>) {
  const roles: PersonToImport['roles'] = ['employee', 'leader']
  const row = personToImport('Terje Aas', { roles, accounts: [accountOf('terje')], ...change })
  await town.store.importPeople([row], countingIds(), { after: (tx) => recheckAll(tx, town.app) })
}

test('what the only leader proposes comes to KE as one card', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await propose(town, id, 'terje')
  await town.run()
  expect(sentTo(town, 'sara').map(({ card }) => card.name)).toEqual(['proposal'])
  expect((await caseOf(town, id)).proposals[0]?.toKe).toBe(true)
})

test('where a leader is there again, KE sees it no more, is told so, and a late press says so', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  await imported(town, { active: false })
  await town.run()
  const card = sentTo(town, 'sara').find((one) => one.card.name === 'proposal')
  expect(textOf(await town.press('sara', 'show.case', { case: id }))).toContain('FJ-1001')
  town.channel.tried.length = 0
  await imported(town, {})
  await town.run()
  expect(isBroughtToKe(await caseOf(town, id))).toBe(false)
  expect(textOf(sentTo(town, 'sara').map((one) => one.card))).toContain(over)
  if (!card?.ref) throw new Error('nothing stands there')
  expect(textOf(town.channel.standing(card.ref))).toContain(over)
  const tries = [
    await town.press('sara', 'show.case', { case: id }),
    await town.press('sara', 'show.proposal', { case: id, proposal }),
    await town.open('sara', 'level.decide', { case: id, proposal, approve: 'no' }),
    await town.press('sara', 'level.decide', { case: id, proposal, approve: 'no' }, { reason: 'x' }),
    await town.press('sara', 'case.advise', { case: id }, { text: 'x' }),
  ]
  for (const one of tries) {
    expect(textOf(one)).toContain(over)
    expect(textOf(one)).not.toMatch(/Kaia|Ingrid|Terje|[Nn]ivå \d/)
  }
  expect(textOf(await town.press('sara', 'show.mine'))).not.toContain('FJ-1001')
})

test('what was late is seen until it is done, and the card that told of it says so', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-12-30' })
  const measure = await addMeasure(town, id, { responsible: 'home' })
  await town.until('2026-12-18')
  const breach = sentTo(town, 'sara').findLast(({ card }) => card.name === 'breach')
  expect(isBroughtToKe(await caseOf(town, id))).toBe(true)
  const typed = { day: '2027-01-08', reason: 'Holidays' }
  await town.submit('ingrid', 'measure.postpone', { case: id, measure }, typed)
  await town.run()
  expect(isBroughtToKe(await caseOf(town, id))).toBe(false)
  if (!breach?.ref) throw new Error('nothing stands there')
  expect(textOf(town.channel.standing(breach.ref))).toContain(over)
  expect(textOf(cardOf(await town.press('sara', 'show.case', { case: id })))).toContain(over)
})

test('where KE could not be reached either, it is theirs as soon as they can', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await propose(town, id)
  await town.read((tx) => takeAway(tx, town.app, town.id('sara'), accountOf('sara')))
  await imported(town, { active: false })
  expect(await caseOf(town, id)).toMatchObject({ decides: 'nobody' })
  await town.read(async (tx) => {
    await tx.people.pair(town.id('sara'), accountOf('sara'))
    await recheckOf(tx, town.app, town.id('sara'))
  })
  await town.run()
  expect(await caseOf(town, id)).toMatchObject({ decides: 'ke', proposals: [{ toKe: true }] })
  expect(sentTo(town, 'sara').map(({ card }) => card.name)).toContain('proposal')
})

test('a case that falls to KE is led to from the list that says so, and from the sentence that comes by itself', async () => {
  const fallen = async (reminders?: typeof inDigests) => {
    const town = await createTown(reminders ? { reminders } : {})
    const id = await openLog(town)
    await town.until('2026-11-03T08:30:00.000Z')
    await town.press('terje', 'set.leave', {}, { from: '2026-11-03', until: '2026-11-20' })
    await town.until('2026-11-04')
    const card = town.channel.sent().findLast(({ to, verb }) => to === 'sara' && verb === 'direct')?.card
    if (!card) throw new Error('KE was not told')
    expect(dataOf(card, 'show.case')).toMatchObject({ case: id })
    expect(cardOf(await town.press('sara', 'show.case', dataOf(card, 'show.case'))).name).toBe('case-outline')
    return textOf(card)
  }
  const list = await fallen(inDigests)
  expect(list).toContain('Ingen leder kan avgjøre noe i denne saken nå')
  expect(list).not.toContain('Åpne saken')
  expect(await fallen()).toContain('Åpne saken og se om noe venter.')
})

test('KE that decides too late is told that it is decided, and not how; of another proposal that the case is back', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const early = await propose(town, id)
  const no = { topic: 'learning', reason: 'Not yet', view: '' }
  await town.submit('terje', 'level.decide', { case: id, proposal: early, approve: 'no' }, no)
  const proposal = await propose(town, id)
  await town.until('2026-11-12')
  const data = { case: id, proposal, approve: 'no' }
  expect(cardOf(await town.open('sara', 'level.decide', data)).name).toBe('form')
  await town.submit('terje', 'level.decide', { ...data, approve: 'no' }, no)
  for (const late of [
    await town.press('sara', 'level.decide', data, { ...no, reason: 'MINE' }),
    await town.open('sara', 'level.decide', data),
  ]) {
    expect(textOf(late)).toContain('Forslaget er avgjort')
    expect(textOf(late)).not.toMatch(/avsl|godkjen|Terje|Kaia/i)
  }
  const other = textOf(await town.press('sara', 'level.decide', { ...data, proposal: early }, no))
  expect(other).toContain('Saken ligger ikke lenger hos koordinerende enhet')
  expect(other).not.toContain('avgjort')
  expect(textOf(await town.press('jonas', 'level.decide', data, no))).not.toContain('avgjort')
})
