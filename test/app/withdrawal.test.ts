/** After a withdrawal: nothing more is read, what waits is not sent, and what stands is taken down. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, createTown, type Town, textOf, whole } from '../support/town.ts'
import { addMeasure, caseOf, consent, logWithJonas, openLog, propose, takenBack, told } from './story.ts'

const withdraw = (town: Town, id: CaseId, what: string) =>
  town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what })

/** What stands in somebody's chat now. */
function chat(town: Town, user: string) {
  const refs = town.channel.sent().filter(({ verb, to }) => verb === 'direct' && to === user)
  return refs.map(({ ref }) => town.channel.standing(ref))
}

test('whoever was let out reads nothing, finds nothing and may do nothing', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  expect(textOf(await town.press('jonas', 'show.case', { case: id }))).toContain('Kaia')
  await withdraw(town, id, 'service:ppt')
  for (const action of ['show.case', 'show.plan', 'show.consents', 'note.add']) {
    expect(textOf(await town.press('jonas', action, { case: id }, { text: 'x', topic: 'learning' }))).not.toContain(
      'FJ-1001',
    )
  }
  expect(textOf(await town.say('jonas', 'mine'))).not.toContain('FJ-1001')
})

test('a message that waited when the consent was withdrawn is not sent', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.run()
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, text: 'Read with Kaia' })
  await town.press('jonas', 'show.here', { case: id }, {}, { channel: true })
  await withdraw(town, id, 'service:ppt')
  const before = town.channel.sent().length
  await town.run()
  const later = town.channel
    .sent()
    .slice(before)
    .filter(({ to }) => to === 'jonas')
  expect(later.map(({ card }) => card.name)).toEqual(['consent-withdrawn'])
  expect(textOf(later)).toContain('Du er ikke lenger med i saken.')
  expect(textOf(later)).not.toContain('Kaia')
})

test.each([
  ['removed', 'told', 'Du er ikke lenger deltaker i saken.'],
  ['let out by the family', 'consent-withdrawn', 'Du er ikke lenger med i saken.'],
])('a deputy who takes part and is %s is told once', async (how, name, text) => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const days = { from: '2026-11-02', until: '2026-12-31' }
  await town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('jonas'), ...days })
  await town.run()
  const before = town.channel.sent().length
  if (how === 'removed') await town.submit('terje', 'participant.remove', { case: id }, { person: town.id('jonas') })
  else await withdraw(town, id, 'service:ppt')
  await town.run()
  expect((await caseOf(town, id)).deputy).toBeNull()
  const sent = town.channel.sent().slice(before)
  const direct = (user: string) => sent.filter(({ verb, to }) => verb === 'direct' && to === user)
  expect(direct('jonas').map(({ card }) => card.name)).toEqual([name])
  expect(textOf(direct('jonas'))).toContain(text)
  if (how === 'removed') expect(textOf(direct('ingrid'))).toContain('Jonas Berg er ikke lenger stedfortreder')
  expect(textOf(direct('terje'))).not.toContain('ikke lenger med i saken')
})

test('of several withdrawals the last alone stands with anybody: also with whoever is out by it, and before any was sent', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await withdraw(town, id, 'topic:learning')
  await town.run()
  await withdraw(town, id, 'service:ppt')
  await town.run()
  const goodbyes = (name: string) => chat(town, name).filter((one) => one?.name === 'consent-withdrawn')
  expect([goodbyes('jonas'), goodbyes('terje')].map(({ length }) => length)).toEqual([1, 1])
  expect(textOf(chat(town, 'jonas')).match(/Du er ikke lenger med i saken/g)).toHaveLength(1)
  // What waits to be sent says the same as what comes after it.
  const other = await logWithJonas(town)
  const before = town.channel.sent().length
  await withdraw(town, other, 'topic:learning')
  await withdraw(town, other, 'service:ppt')
  await town.run()
  const sent = town.channel
    .sent()
    .slice(before)
    .filter(({ verb }) => verb === 'direct')
  const cards = sent.flatMap(({ to, card }) => (card.name === 'consent-withdrawn' ? [to] : []))
  expect(cards.sort()).toEqual(['jonas', 'terje'])
})

test('those concerned are told, without content', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('terje', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.run()
  await withdraw(town, id, 'service:ppt')
  await town.run()
  expect(told(town, 'consent-withdrawn').sort()).toEqual(['jonas', 'mari', 'terje'])
  expect(textOf(town.channel.sent().filter(({ card }) => card.name === 'consent-withdrawn'))).not.toContain('PPT')
})

test('a reminder with words in the chat of whoever was let out is taken down', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, text: 'Read with Kaia' })
  await town.until('2026-11-16')
  const reminder = chat(town, 'jonas').find((one) => one?.name === 'reminder')
  expect(textOf(await whole(town, 'jonas', reminder))).toContain('Read with Kaia')
  await withdraw(town, id, 'service:ppt')
  await town.run()
  expect(textOf(chat(town, 'jonas'))).not.toContain('Read with Kaia')
  const reminders = chat(town, 'jonas')
    .flatMap((card) => (card ? actionsOn(card) : []))
    .filter((action) => action.startsWith('measure.'))
  expect(reminders).toEqual([])
})

test('a topic that was taken out goes from the reminder that showed it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, text: 'Read with Kaia' })
  await town.until('2026-11-16')
  await withdraw(town, id, 'topic:learning')
  await town.run()
  expect(textOf(chat(town, 'jonas'))).not.toContain('Read with Kaia')
  expect((await caseOf(town, id)).participants).toHaveLength(2)
})

test('whoever is removed from the case is told, and what they were shown is taken down', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, text: 'Read with Kaia' })
  await town.until('2026-11-16')
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  await town.run()
  expect(textOf(chat(town, 'jonas'))).not.toContain('Read with Kaia')
  expect(textOf(chat(town, 'jonas').at(-1))).toContain('ikke lenger deltaker')
})

test('an open proposal that would disclose is cancelled, and its card says so', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await propose(town, id, 'ingrid', { services: 'ppt' })
  await consent(town, id, { services: ['ppt'] })
  await town.run()
  await withdraw(town, id, 'service:ppt')
  await town.run()
  const card = chat(town, 'terje').find((one) => one?.name === 'proposal')
  expect(card && actionsOn(card)).toEqual(['show.sent'])
  expect((await caseOf(town, id)).proposals[0]?.status).toBe('cancelled')
})

test("an offered baton is taken back, and the card in the other's chat says so", async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  await town.run()
  await withdraw(town, id, 'service:ppt')
  await town.run()
  const card = chat(town, 'jonas').find((one) => one?.name === 'hand-over')
  expect(card && actionsOn(card)).toEqual([])
})
