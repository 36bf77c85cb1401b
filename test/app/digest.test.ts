/**
 * The list in which what waits for somebody comes to them: once a working day at most, at the start of their hours, on Mondays and
 * on days with something new, or as they have chosen; and how much anybody is told unasked on one day.
 */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { digestOnce, remindOnce } from '../../src/app/act/index.ts'
import { createDispatcher } from '../../src/app/send/dispatch.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { createFakeChannel } from '../support/fake-channel.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, actionsOn, createTown, dataOf, inDigests, type Name, type Town, textOf } from '../support/town.ts'
import { came, daysOf, dueOn } from './due.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, worry } from './story.ts'

/** What was to be done in it is done; nothing is sent yet. */
async function done(town: Town, id: CaseId): Promise<void> {
  const [followUp] = (await caseOf(town, id)).followUps
  await town.press('ingrid', 'follow-up.done', { case: id, followUp: followUp?.id ?? '' })
}

/** What the rows of the lists say. */
function rowsOf(cards: Card[]): string[] {
  return cards.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'row' ? [`${block.text} ${block.subtle}`] : [])),
  )
}

function standsOf(town: Town, name: Name): Card[] {
  const refs = town.channel
    .sent()
    .filter(({ verb, to, card }) => verb === 'direct' && to === name && card.name === 'digest')
  return refs.flatMap(({ ref }) => town.channel.standing(ref) ?? [])
}

test('what waits in many cases comes in one list at the start of the day, with the button that leads to each', async () => {
  const town = await createTown({ reminders: inDigests })
  const ids = [await dueOn(town, '2026-11-10'), await dueOn(town, '2026-11-10')]
  await town.until('2026-11-05')
  expect([came(town, 'ingrid', 'digest').length, came(town, 'ingrid', 'reminder').length]).toEqual([1, 0])
  const [card] = came(town, 'ingrid', 'digest')
  expect(card?.title).toBe('Dette venter på deg')
  expect(textOf(card)).not.toContain('Call the family')
  for (const id of ids) expect(textOf(card)).toContain((await caseOf(town, id)).ref)
  const [sent] = town.channel.sent().filter((one) => one.card.name === 'digest')
  expect(sent?.card.blocks[0]).toMatchObject({ text: expect.stringContaining('torsdag 5. november 2026') })
})

test('it comes on Mondays and on days with something new: three days before, and when the day has passed', async () => {
  const town = await createTown({ reminders: inDigests })
  await dueOn(town, '2026-11-10')
  await town.until('2026-11-25')
  expect(daysOf(town, 'ingrid')).toEqual(['5. november', '9. november', '12. november', '16. november', '23. november'])
  // It has climbed to the leader a week after.
  expect(daysOf(town, 'terje')).toEqual(['17. november', '23. november'])
})

test.each([
  ['a duty that nobody has put off', null],
  ['one that somebody has', '2026-11-19'],
])('a leader hears of %s on the day that its card names, and not before', async (_, until) => {
  const town = await createTown({ reminders: inDigests })
  const id = await dueOn(town, '2026-11-10')
  await town.read((tx) => tx.people.setDigest(town.id('ingrid'), 'each'))
  await town.read((tx) => tx.people.setDigest(town.id('terje'), 'daily'))
  await town.until('2026-11-12')
  const [followUp] = (await caseOf(town, id)).followUps
  const data = { case: id, key: `follow-up-due:${followUp?.id}:2026-11-10` }
  if (until) await town.submit('ingrid', 'reminder.postpone', data, { until, reason: 'They are away' })
  await town.run()
  const sent = town.channel.sent().findLast(({ to, card }) => to === 'ingrid' && card.name === 'reminder')
  const stands = textOf(sent && town.channel.standing(sent.ref))
  const [, day] = /Enhetslederen får vite det tidligst [a-zø]+ (\d+\. november) 2026/.exec(stands) ?? []
  expect(day).toBe(until ? '19. november' : '17. november')
  await town.until('2026-11-23')
  expect(daysOf(town, 'terje')[0]).toBe(day)
})

test('where the model brings a duty to the leader on its day, it stands in their list on that day', async () => {
  const standard = { beforeWorkingDays: 3, everyWorkingDays: 2, leaderAfterWorkingDays: 0, keAfterWorkingDays: 15 }
  const town = await createTown({ reminders: { ...inDigests, standard } })
  await dueOn(town, '2026-11-10')
  await town.until('2026-11-10')
  expect(daysOf(town, 'terje')).toEqual(['10. november'])
})

test('the one before it is left as one line, since many may stand in a row', async () => {
  const town = await createTown({ reminders: inDigests })
  await dueOn(town, '2026-11-10')
  await town.until('2026-11-12')
  const [first, second, third] = standsOf(town, 'ingrid')
  for (const one of [first, second]) {
    expect(one?.name).toBe('newer')
    expect(one).toMatchObject({ title: 'Nyere liste nedenfor', blocks: [], buttons: [] })
    expect(one?.summary).toBe('Det er kommet en nyere oversikt over det som venter på deg.')
  }
  expect(third?.name).toBe('digest')
})

test('one that an update waits for when the next comes shrinks all the same: two never stand', async () => {
  const town = await createTown({ reminders: inDigests })
  const [one] = [await dueOn(town, '2026-11-10'), await dueOn(town, '2026-11-10')]
  await town.until('2026-11-05')
  town.channel.fail({ kind: 'rate-limited', verb: 'update', retryAfterMs: 4 * 24 * 60 * 60_000 })
  await done(town, one)
  await town.run()
  expect(standsOf(town, 'ingrid').map(({ name }) => name)).toEqual(['digest'])
  await town.until('2026-11-10')
  expect(standsOf(town, 'ingrid').map(({ name }) => name)).toEqual(['newer', 'digest'])
})

test('one that arrives after the next was put into the outbox shrinks when that arrives', async () => {
  const town = await createTown({ reminders: inDigests })
  await town.read((tx) => tx.people.setDigest(town.id('ingrid'), 'daily'))
  await dueOn(town, '2026-11-06')
  await town.until('2026-11-03T06:00:00.000Z')
  const sending = town.channel.hold()
  town.setClock('2026-11-03T07:00:00.000Z')
  const round = town.run()
  await sending.arrived
  town.setClock('2026-11-04T07:00:00.000Z')
  await digestOnce(town.app)
  sending.letGo()
  await round
  await town.run()
  expect(standsOf(town, 'ingrid').map(({ name }) => name)).toEqual(['newer', 'digest'])
  await town.until('2026-11-05')
  const [, ...later] = standsOf(town, 'ingrid').map(({ name }) => name)
  expect(later).toEqual(['newer', 'digest'])
})

test('what is settled while it is on its way does not go on standing in it as waiting', async () => {
  const town = await createTown({ reminders: inDigests })
  const [one, other] = [await dueOn(town, '2026-11-10'), await dueOn(town, '2026-11-10')]
  await town.until('2026-11-05T06:59:59.999Z')
  const sending = town.channel.hold()
  town.setClock('2026-11-05T07:00:00.000Z')
  const round = town.run()
  await sending.arrived
  await done(town, one)
  sending.letGo()
  await round
  const rows = rowsOf(standsOf(town, 'ingrid')).join()
  expect(rows).not.toContain((await caseOf(town, one)).ref)
  expect(rows).toContain((await caseOf(town, other)).ref)
})

test('what is settled before anybody knows that it arrived does not go on standing in it either', async () => {
  const town = await createTown({ reminders: inDigests })
  const channel = createFakeChannel('test', { canTell: true })
  const told = { ...town, app: { ...town.app, channels: new Map([['test', channel]]) }, channel }
  const dispatcher = createDispatcher(told.app)
  const [one, other] = [await dueOn(town, '2026-11-10'), await dueOn(town, '2026-11-10')]
  channel.fail({ kind: 'ambiguous', verb: 'direct', to: 'ingrid', arrives: true })
  town.setClock('2026-11-05T07:00:00.000Z')
  await dispatcher.runOnce()
  await done(town, one)
  town.setClock('2026-11-05T08:00:00.000Z')
  await dispatcher.runOnce()
  expect(came(told, 'ingrid', 'digest')).toEqual([])
  const [sent] = channel.tried.filter(({ verb, card }) => verb === 'direct' && card.name === 'digest')
  const rows = rowsOf(sent ? [channel.standing(sent.ref) ?? sent.card] : []).join()
  expect(rows).not.toContain((await caseOf(town, one)).ref)
  expect(rows).toContain((await caseOf(town, other)).ref)
})

test('where nothing happened while it was on its way it is not drawn once more', async () => {
  const town = await createTown({ reminders: inDigests })
  await dueOn(town, '2026-11-10')
  await town.until('2026-11-05')
  const drawn = town.channel.sent().filter(({ card }) => card.name === 'digest')
  expect(drawn.map(({ verb }) => verb)).toEqual(['direct'])
})

test('what a list that somebody asked for says is settled while it is on its way is drawn again too', async () => {
  const town = await createTown()
  const id = await dueOn(town, '2026-11-10')
  await town.run()
  await town.press('ingrid', 'show.mine', {}, {}, { channel: true })
  const sending = town.channel.hold()
  const round = town.run()
  await sending.arrived
  await done(town, id)
  sending.letGo()
  await round
  const sent = town.channel.sent().findLast(({ verb, card }) => verb === 'direct' && card.name === 'mine')
  const stands = sent && town.channel.standing(sent.ref)
  expect(stands?.name).toBe('mine')
  expect(rowsOf(stands ? [stands] : []).join()).not.toContain('En oppfølging skal gjøres')
})

test('it is drawn again when something of it is done, and says so when nothing waits any more', async () => {
  const town = await createTown({ reminders: inDigests })
  const [one, other] = [await dueOn(town, '2026-11-10'), await dueOn(town, '2026-11-10')]
  await town.until('2026-11-05')
  for (const id of [one, other]) {
    const state = await caseOf(town, id)
    expect(rowsOf(standsOf(town, 'ingrid')).some((row) => row.includes(state.ref))).toBe(true)
    await town.press('ingrid', 'follow-up.done', { case: id, followUp: state.followUps[0]?.id ?? '' })
    await town.run()
    expect(rowsOf(standsOf(town, 'ingrid')).some((row) => row.includes(state.ref))).toBe(false)
  }
  const [stands] = standsOf(town, 'ingrid')
  expect([stands?.title, stands?.summary]).toEqual(Array(2).fill('Ingenting venter nå'))
  expect(textOf(stands)).not.toContain('det viktigste først')
  await town.until('2026-12-01')
  expect(came(town, 'ingrid', 'digest')).toHaveLength(1)
})

test('what was done meanwhile is not asked for: where nothing is left, nothing is sent, and the log says why', async () => {
  const town = await createTown({ reminders: inDigests })
  const id = await dueOn(town, '2026-11-10')
  await town.read((tx) => tx.people.setHours(town.id('ingrid'), { from: '10:00', to: '15:00' }))
  await town.until('2026-11-05T09:00:00.000Z')
  await town.read((tx) => tx.people.setHours(town.id('ingrid'), { from: '12:00', to: '15:00' }))
  town.channel.tried.length = 0
  await digestOnce(town.app)
  const [followUp] = (await caseOf(town, id)).followUps
  await town.press('ingrid', 'follow-up.done', { case: id, followUp: followUp?.id ?? '' })
  await town.until('2026-11-05T14:00:00.000Z')
  expect(came(town, 'ingrid', 'digest')).toEqual([])
})

test('one in which there was nothing to say takes no other’s day: what is new comes as if it had never been', async () => {
  const town = await createTown({ reminders: { apart: { holder: 3, leader: 3, ke: 3 } } })
  const id = await dueOn(town, '2026-11-10')
  await town.until('2026-11-05T06:59:00.000Z')
  town.setClock('2026-11-05T07:00:00.000Z')
  await remindOnce(town.app)
  await digestOnce(town.app)
  await town.press('ingrid', 'follow-up.done', { case: id, followUp: (await caseOf(town, id)).followUps[0]?.id ?? '' })
  await town.until('2026-11-05')
  expect(daysOf(town, 'ingrid')).toEqual([])
  await dueOn(town, '2026-11-11')
  await town.until('2026-11-06')
  expect(daysOf(town, 'ingrid')).toEqual(['6. november'])
})

test('one that could not be sent to anybody is made good the next day, with what was kept for it', async () => {
  const town = await createTown({ reminders: { mostADay: 1 } })
  const ids = [await openLog(town), await openLog(town)]
  await town.run()
  for (const id of ids) await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.run()
  town.channel.fail({ kind: 'forbidden', verb: 'direct', to: 'mari' })
  await town.until('2026-11-03')
  expect(came(town, 'mari', 'digest')).toEqual([])
  const next = { newest: null, at: '2026-11-04T07:00:00.000Z' }
  expect(await town.read((tx) => tx.digests.of(town.id('mari')))).toMatchObject(next)
  await town.say('mari', 'hei')
  await town.until('2026-11-04')
  expect(textOf(came(town, 'mari', 'digest'))).toContain(
    `${(await caseOf(town, ids[1] ?? 'case_x')).ref}: Du er lagd til`,
  )
})

test('what its reader may not know any more keeps nothing from them that they may', async () => {
  const town = await createTown({ reminders: inDigests })
  const [closed, open] = [await openLog(town), await openLog(town)]
  await town.submit('ingrid', 'participant.add', { case: open }, { person: town.id('mari') })
  await town.run()
  town.channel.tried.length = 0
  const about = { line: 'case-closed', subject: '' } as const
  await town.read(async (tx) => {
    for (let kept = 0; kept < 30; kept += 1) await tx.digests.keep(town.id('mari'), { case: closed, about })
    await tx.digests.keep(town.id('mari'), { case: open, about: { line: 'participant-added', subject: '' } })
    await tx.digests.schedule(town.id('mari'), '2026-11-03T07:00:00.000Z')
  })
  await town.until('2026-11-03')
  expect(textOf(came(town, 'mari', 'digest'))).toContain(`${(await caseOf(town, open)).ref}: Du er lagd til`)
  expect(textOf(came(town, 'mari', 'digest'))).not.toContain((await caseOf(town, closed)).ref)
})

test('it waits for the hours its reader has chosen', async () => {
  const town = await createTown({ reminders: inDigests })
  await dueOn(town, '2026-11-10')
  await town.read((tx) => tx.people.setHours(town.id('ingrid'), { from: '10:00', to: '14:30' }))
  await town.until('2026-11-05T08:59:59.999Z')
  expect(came(town, 'ingrid', 'digest')).toEqual([])
  await town.until('2026-11-05T09:00:00.000Z')
  expect(came(town, 'ingrid', 'digest')).toHaveLength(1)
})

test.each([
  [
    'daily',
    ['5. november', '6. november', '9. november', '10. november', '11. november', '12. november', '13. november'],
  ],
  ['monday', ['9. november']],
] as const)('somebody who has chosen %s gets it then, and nobody else does', async (pace, days) => {
  const town = await createTown({ reminders: inDigests })
  await dueOn(town, '2026-11-10')
  await town.read((tx) => tx.people.setDigest(town.id('ingrid'), pace))
  await town.until('2026-11-13')
  expect(daysOf(town, 'ingrid')).toEqual(days)
})

test('for whoever wants each by itself a reminder is a card, which says how late it is, and of one duty only the newest asks', async () => {
  const town = await createTown({ reminders: inDigests })
  await dueOn(town, '2026-11-10')
  await town.read((tx) => tx.people.setDigest(town.id('ingrid'), 'each'))
  await town.until('2026-11-12')
  expect(came(town, 'ingrid', 'digest')).toEqual([])
  const refs = town.channel.sent().filter(({ verb, card }) => verb === 'direct' && card.name === 'reminder')
  const [first, second, third] = refs.map(({ ref }) => town.channel.standing(ref))
  for (const one of [first, second]) {
    expect(textOf(one?.blocks)).toContain('Det er kommet en nyere melding om dette i sak FJ-1001.')
    expect(one?.buttons).toEqual([])
  }
  expect(textOf(third?.blocks)).toContain('2 dager over fristen. Tredje påminnelse.')
  expect(textOf(third?.blocks)).toContain('Enhetslederen får vite det tidligst tirsdag 17. november 2026')
  expect(third && actionsOn(third)).toContain('follow-up.done')
})

test('the line that is left names no case to somebody who has no part in it by then', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-10' })
  await town.until('2026-11-09')
  const first = town.channel.sent().find(({ to, card }) => to === 'jonas' && card.name === 'reminder')
  if (!first) throw new Error('nobody was reminded')
  town.channel.fail({ kind: 'rate-limited', verb: 'update', times: 50, retryAfterMs: 60_000 })
  await town.until('2026-11-10T07:00:00.000Z')
  expect(came(town, 'jonas', 'reminder')).toHaveLength(2)
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('jonas') })
  await town.until('2026-11-10')
  expect(textOf(town.channel.standing(first.ref)?.blocks)).toContain('Det er kommet en nyere melding om dette.')
  expect(textOf(town.channel.standing(first.ref))).not.toContain('FJ-')
})

test.each(['dialog', 'chat'] as const)(
  'a proposal stands in one card, which says how late it is: %s',
  async (content) => {
    const town = await createTown({ reminders: inDigests, content })
    const id = await openLog(town)
    await propose(town, id)
    await town.until('2026-11-11')
    const refs = town.channel
      .sent()
      .filter(({ verb, to, card }) => verb === 'direct' && to === 'terje' && card.name === 'proposal')
    expect(refs.length).toBeGreaterThan(2)
    const standing = () => refs.flatMap(({ ref }) => town.channel.standing(ref) ?? [])
    expect(standing().map(({ name }) => name)).toEqual([...refs.slice(1).map(() => 'newer'), 'proposal'])
    const newest = standing().at(-1)
    expect(textOf(newest?.blocks)).toMatch(/Én dag over fristen\. Tredje påminnelse\./)
    expect(textOf(newest?.blocks)).toContain('KE (koordinerende enhet) har fått vite det.')
    expect(textOf(newest)).not.toContain('Needs help')
    await town.press('ingrid', 'level.withdraw', {
      case: id,
      proposal: (await caseOf(town, id)).proposals[0]?.id ?? '',
    })
    await town.run()
    const settled = standing().at(-1)
    expect(textOf(settled?.blocks)).not.toContain('over fristen')
    expect(settled && actionsOn(settled)).not.toContain('level.decide')
  },
)

test('what was due and is done says what was done and what comes next, and leads on to the case', async () => {
  const town = await createTown()
  await dueOn(town, '2026-11-10')
  await town.until('2026-11-10')
  const sent = town.channel.sent().findLast(({ to, card }) => to === 'ingrid' && card.name === 'reminder')
  if (!sent) throw new Error('nobody was reminded')
  await town.press('ingrid', 'follow-up.done', dataOf(sent.card, 'follow-up.done'))
  await town.run()
  const card = town.channel.standing(sent.ref)
  expect(textOf(card?.blocks)).toContain('Dette er ordnet. Oppfølgingen er gjort.')
  expect(textOf(card?.blocks)).toContain(
    'Neste frist i saken per tirsdag 10. november 2026 er mandag 1. mars 2027. Et møte skal holdes.',
  )
  expect(card && actionsOn(card)).toEqual(['show.case'])
})

test('nobody is told more in a day than the model says; what has no room is said in the next, and none of it is lost', async () => {
  const town = await createTown({ reminders: { mostADay: 2 } })
  const ids: CaseId[] = []
  for (let index = 0; index < 4; index += 1) ids.push(await openLog(town))
  await town.run()
  town.channel.tried.length = 0
  for (const id of ids) await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.run()
  expect(came(town, 'mari', 'told')).toHaveLength(2)
  await town.until('2026-11-03')
  expect(came(town, 'mari', 'told')).toHaveLength(2)
  const [digest, ...more] = came(town, 'mari', 'digest')
  expect(more).toEqual([])
  const said = [...came(town, 'mari', 'told'), ...(digest ? [digest] : [])].map((card) => textOf(card)).join()
  const [first, second, ...left] = await Promise.all(ids.map(async (id) => (await caseOf(town, id)).ref))
  for (const ref of [first, second]) expect(said).toContain(`Sak ${ref}: Du er lagd til`)
  expect(said).toContain(`For kvar av sakene ${left.join(' og ')}: Du er lagd til`)
  // It stands there as long as the list does, and in no other.
  await town.until('2026-11-20')
  expect(came(town, 'mari', 'digest').filter((card) => textOf(card).includes('Du er lagd til'))).toHaveLength(1)
})

/** What Mari of the school's health service is told that was kept for her list, as often as that was. */
async function keptFor(town: Town, ids: CaseId[]): Promise<Card | undefined> {
  const about = { line: 'participant-added', subject: '' } as const
  await town.read(async (tx) => {
    for (const id of ids) await tx.digests.keep(town.id('mari'), { case: id, about })
    await tx.digests.schedule(town.id('mari'), '2026-11-03T07:00:00.000Z')
  })
  await town.until('2026-11-03')
  return came(town, 'mari', 'digest')[0]
}

const withMari = async (town: Town) => {
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.run()
  return id
}

test('one with news alone says so in its title, its notification and its first sentence', async () => {
  const town = await createTown()
  const card = await keptFor(town, [await withMari(town)])
  expect([card?.title, card?.summary]).toEqual(['Nytt frå sakene', 'Nytt frå sakene'])
  const [lead, ...news] = card?.blocks ?? []
  const first = 'Her er nytt frå sakene. Ingenting ventar på deg tysdag 3. november 2026.'
  expect(lead && 'text' in lead && lead.text.startsWith(first)).toBe(true)
  expect(news.map((block) => block.kind)).toEqual(['row'])
})

test('what is told more than once stands once, with how often, and what several cases say alike as well', async () => {
  const town = await createTown()
  const ids = [await withMari(town), await withMari(town)]
  const card = await keptFor(town, [...ids, ...ids.slice(1)])
  const sentences = card?.blocks.slice(1).map((block) => 'text' in block && block.text)
  expect(sentences).toEqual(['For kvar av sakene FJ-1001 og FJ-1002 (2 gonger): Du er lagd til som deltakar i saka.'])
})

test('what says the same takes the room of one sentence, however much it is', async () => {
  const town = await createTown()
  const id = await withMari(town)
  const card = await keptFor(town, Array<CaseId>(30).fill(id))
  expect(textOf(card)).toContain('Sak FJ-1001 (30 gonger): Du er lagd til')
  expect(await town.read((tx) => tx.digests.hasKept(town.id('mari')))).toBe(false)
})

test('what there was no room to tell is told to whoever may know it when it is: not to somebody who has left the case since', async () => {
  const town = await createTown({ reminders: { mostADay: 1 } })
  const [one, other] = [await openLog(town), await openLog(town)]
  await town.run()
  for (const id of [one, other])
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.run()
  const kept = (await caseOf(town, other)).ref
  expect(textOf(came(town, 'mari', 'told'))).not.toContain(kept)
  await town.submit('ingrid', 'participant.remove', { case: other }, { person: town.id('mari') })
  await town.until('2026-11-03')
  expect(textOf(came(town, 'mari', 'digest'))).not.toContain(`${kept}: Du er lagd til`)
})

test('what there was no room to tell is told to nobody who works in another municipality alone by then', async () => {
  const town = await createTown({ reminders: { mostADay: 1 } })
  const id = await logWithJonas(town)
  await town.run()
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.run()
  expect(await town.read((tx) => tx.digests.hasKept(town.id('jonas')))).toBe(true)
  const moved = personToImport('Jonas Berg', {
    ...{ municipality: 'solvik', unit: 'solvik-skole', service: 'skole', accounts: [accountOf('jonas')] },
  })
  await town.store.importPeople([moved], town.app.ids)
  await town.until('2026-11-04')
  expect(textOf(came(town, 'jonas', 'digest'))).not.toContain((await caseOf(town, id)).ref)
})

test('that their part is over somebody is told however much else they were told that day', async () => {
  const town = await createTown({ reminders: { mostADay: 1 } })
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.run()
  await addMeasure(town, id, { responsible: `person:${town.id('mari')}` })
  await town.run()
  await town.submit('ingrid', 'participant.remove', { case: id }, { person: town.id('mari') })
  await town.run()
  const said = came(town, 'mari', 'told').map(({ summary }) => summary)
  expect(said).toEqual([expect.stringContaining('Du er lagd til'), expect.stringContaining('ikkje lenger')])
})

test('in weeks in which somebody’s services are closed no list comes to them, and on the first day back one with everything', async () => {
  const town = await createTown({
    reminders: inDigests,
    closed: [{ from: '2026-11-09', to: '2026-11-20', services: ['skole'] }],
  })
  const ids = [await dueOn(town, '2026-11-06'), await dueOn(town, '2026-11-24')]
  await town.read((tx) => tx.people.setDigest(town.id('ingrid'), 'daily'))
  await town.until('2026-11-22')
  expect(daysOf(town, 'ingrid')).toEqual(['3. november', '4. november', '5. november', '6. november'])
  await town.until('2026-11-23')
  expect(daysOf(town, 'ingrid').slice(4)).toEqual(['23. november'])
  const last = textOf(came(town, 'ingrid', 'digest').at(-1))
  for (const id of ids) expect(last).toContain((await caseOf(town, id)).ref)
})

test('a digest is put into the outbox and noted in one transaction: whoever dies in between sends it once', async () => {
  let dies = true
  const town = await createTown({
    reminders: inDigests,
    store: (store) => ({
      ...store,
      transaction: (work) =>
        store.transaction(async (tx) => {
          const begin: typeof tx.digests.begin = async (...given) => {
            const answer = await tx.digests.begin(...given)
            if (dies) throw new Error('the process dies')
            return answer
          }
          return work({ ...tx, digests: { ...tx.digests, begin } })
        }),
    }),
  })
  await dueOn(town, '2026-11-10')
  await town.until('2026-11-05T08:00:00.000Z')
  expect(came(town, 'ingrid', 'digest')).toEqual([])
  dies = false
  await town.until('2026-11-05')
  expect(came(town, 'ingrid', 'digest')).toHaveLength(1)
})

test('fifteen neglected cases for thirty days: a list now and then for the holder and her leader, and everything due in one', async () => {
  const town = await createTown({ reminders: inDigests })
  const ids: CaseId[] = []
  for (let index = 0; index < 15; index += 1) ids.push(await worry(town))
  await town.run()
  town.channel.tried.length = 0
  await town.until('2026-12-02')
  const to = (name: Name) => town.channel.sent().filter((one) => one.verb === 'direct' && one.to === name)
  expect(to('ingrid').length).toBeLessThanOrEqual(30)
  expect(to('terje').length).toBeLessThanOrEqual(10)
  for (const name of ['ingrid', 'terje'] as const) {
    const rows = rowsOf(came(town, name, 'digest').slice(-1))
    // Of each case what is most pressing, and that there is more.
    for (const id of ids) {
      const { ref } = await caseOf(town, id)
      expect(
        rows.filter((row) => row.includes(ref) && row.includes('én frist til')),
        `${name} ${ref}`,
      ).toHaveLength(1)
    }
  }
}, 120_000)

test('where there is room, what is due second in a case stands there by its name', async () => {
  const town = await createTown({ reminders: inDigests })
  const id = await dueOn(town, '2026-11-10')
  await addMeasure(town, id, { responsible: 'home', evaluationDay: '2026-11-12' })
  await town.until('2026-11-05')
  expect(rowsOf(came(town, 'ingrid', 'digest'))).toEqual([
    'FJ-1001 · En oppfølging skal gjøres Om 5 dager · Nivå 1 · Steg 2 av 7: Felles forståelse · hos deg · også «Et tiltak skal evalueres»',
  ])
})

test('when the clock jumps thirty days, everything comes in one list', async () => {
  const town = await createTown({ reminders: inDigests })
  for (let index = 0; index < 5; index += 1) await worry(town)
  await town.run()
  town.channel.tried.length = 0
  town.setClock('2026-12-02T12:00:00.000Z')
  await town.run()
  const messages = town.channel.sent().filter(({ verb }) => verb === 'direct')
  expect(messages.map(({ to, card }) => [to, card.name]).sort()).toEqual([
    ['ingrid', 'digest'],
    ['terje', 'digest'],
  ])
})
