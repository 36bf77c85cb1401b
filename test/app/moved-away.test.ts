/** Staff who come under another municipality: each case they leave is told to somebody who can see to it, and to nobody else. */
import { expect, test } from 'vitest'
import { movedBy } from '../../src/admin/import-doubts.ts'
import { recheckAll, recheckAtStart } from '../../src/app/act/index.ts'
import type { Entry } from '../../src/core/case.ts'
import { evolve } from '../../src/core/evolve.ts'
import type { PersonToImport } from '../../src/store/open.ts'
import { wording } from '../../src/wording/index.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import { caseOf, logWithJonas, openLog, worry } from './story.ts'

const say = wording('nb')

/** They come under Solvik, as the import does it. */
async function move(town: Town, ...people: [Name, string][]) {
  const moved = people.map(([name, called]) =>
    personToImport(called, { municipality: 'solvik', accounts: [accountOf(name)], line: 2 }),
  )
  await town.run()
  town.channel.tried.length = 0
  await town.store.importPeople(moved, countingIds(), {
    after: (tx) => recheckAll(tx, town.app),
  })
  await town.run()
  return town.channel.sent().filter(({ verb, card }) => verb === 'direct' && card.name === 'told')
}

test('of a participant who goes the leader is told, with a way to the case', async () => {
  const town = await createTown()
  await logWithJonas(town)
  const sent = await move(town, ['jonas', 'Jonas Berg'])
  // And that nobody is left of his service.
  expect(sent.map(({ to, card }) => [to, textOf(card).includes(say('line.staff-left'))])).toEqual([
    ['terje', true],
    ['terje', false],
  ])
  expect(textOf(sent[1]?.card)).toContain(say('line.service-without-contact'))
})

test('of whoever wondered the leader is told', async () => {
  const town = await createTown()
  await worry(town)
  const sent = await move(town, ['ingrid', 'Ingrid Lunde'])
  expect(sent.map(({ to, card }) => [to, textOf(card).includes(say('line.owner-gone'))])).toEqual([['terje', true]])
})

test('of a holder who goes the leader is told once, also where the unit there is called the same', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const sent = await move(town, ['ingrid', 'Ingrid Lunde'])
  expect((await caseOf(town, id)).holderLeft).not.toBeNull()
  expect(sent.map(({ to, card }) => [to, textOf(card).includes(say('line.holder-left'))])).toEqual([['terje', true]])
})

test('where the leader goes too KE is told, which names another, and sees no more of it; and nobody else', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const sent = await move(town, ['ingrid', 'Ingrid Lunde'], ['terje', 'Terje Aas'])
  expect(sent.map(({ to }) => to)).toEqual(['sara'])
  const [card] = sent.map((one) => one.card)
  const { ref } = await caseOf(town, id)
  expect(textOf(card)).toContain(ref)
  expect(textOf(card)).toContain(say('line.holder-left'))
  const shown = cardOf(await town.press('sara', 'show.case', { case: id }))
  expect(shown.name).toBe('case-outline')
  expect(actionsOn(shown)).toContain('baton.name')
  for (const word of ['Kaia', 'Ingrid', 'Jonas', 'PPT'])
    for (const one of [card, shown]) expect(JSON.stringify(one)).not.toContain(word)
})

test('where nothing waits for a leader, KE and the holder are told that it has none, and of who goes later', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  const sent = await move(town, ['mari', 'Mari Holm'], ['terje', 'Terje Aas'])
  expect(sent.map(({ to }) => to).sort()).toEqual(['ingrid', 'sara'])
  for (const { card } of sent) expect(textOf(card)).toContain(say('line.falls-to-ke'))
  for (const word of ['Kaia', 'Ingrid', 'Mari']) expect(textOf(sent)).not.toContain(word)
  const later = (await move(town, ['jonas', 'Jonas Berg'])).filter(({ to }) => to === 'sara')
  expect(textOf(later)).toContain(say('line.staff-left-no-leader'))
  for (const word of ['Kaia', 'Ingrid', 'Jonas']) expect(textOf(later)).not.toContain(word)
})

test('whoever is not KE any more when it is sent is told nothing', async () => {
  const town = await createTown()
  await openLog(town)
  await town.run()
  town.channel.tried.length = 0
  const gone = (name: Name, called: string, municipality = 'solvik') =>
    personToImport(called, { municipality, accounts: [accountOf(name)] })
  await town.store.importPeople([gone('ingrid', 'Ingrid Lunde'), gone('terje', 'Terje Aas')], countingIds(), {
    after: (tx) => recheckAll(tx, town.app),
  })
  await town.store.importPeople([gone('sara', 'Sara Myhre', 'fjordvik')], countingIds())
  await town.run()
  expect(town.channel.sent().filter(({ to }) => to === 'sara')).toEqual([])
})

/** As the import does it. */
async function imported(town: Town, name: Name, called: string, change: Partial<PersonToImport>) {
  const row = personToImport(called, { accounts: [accountOf(name)], ...change })
  await town.store.importPeople([row], countingIds(), {
    after: (tx, plan) => recheckAll(tx, town.app, [], movedBy(plan)),
  })
}

test.each([
  ['leaves', { active: false }],
  ['comes under another municipality', { municipality: 'solvik' }],
  ['sees no cases any more', { roles: ['administrator'] }],
] as [string, Partial<PersonToImport>][])(
  'whoever %s has no part any more, and none when they are back',
  async (_, change) => {
    const town = await createTown()
    const id = await openLog(town)
    const mari = { person: town.id('mari') }
    await town.submit('ingrid', 'participant.add', { case: id }, mari)
    await town.submit('ingrid', 'baton.deputize', { case: id }, { ...mari, from: '2026-11-02', until: '2026-11-20' })
    await town.submit('ingrid', 'baton.offer', { case: id }, mari)
    expect(actionsOn(cardOf(await town.press('mari', 'show.case', { case: id })))).toContain('meeting.set')
    await imported(town, 'mari', 'Mari Holm', change)
    const over = { deputy: null, handOver: null, away: [] }
    const isIn = async () => (await caseOf(town, id)).participants.some(({ person }) => person === mari.person)
    expect(await caseOf(town, id)).toMatchObject(over)
    expect(await isIn()).toBe(false)
    // That they are gone is said once: not again that nothing waits for them any more.
    const entries = await town.read((tx) => tx.cases.entries(id))
    expect(entries.filter(({ event }) => event.type === 'presence.noted')).toHaveLength(1)
    await imported(town, 'mari', 'Mari Holm', {})
    expect(await caseOf(town, id)).toMatchObject(over)
    expect(textOf(await town.press('mari', 'show.case', { case: id }))).not.toContain('FJ-1001')
    await town.submit('ingrid', 'participant.add', { case: id }, mari)
    expect(textOf(await town.press('mari', 'show.case', { case: id }))).toContain('FJ-1001')
  },
)

test('a holder who leaves has left, and is neither holder nor participant when they are back', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await imported(town, 'ingrid', 'Ingrid Lunde', { active: false })
  await imported(town, 'ingrid', 'Ingrid Lunde', {})
  expect(await caseOf(town, id)).toMatchObject({ participants: [], holderLeft: expect.any(String), away: [] })
  expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).not.toContain('FJ-1001')
})

test('whoever left while that ended nothing has no part once the bot has started', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  const gone = personToImport('Mari Holm', { accounts: [accountOf('mari')], active: false })
  await town.store.importPeople([gone], countingIds())
  const away: Entry['event'] = {
    ...{ type: 'presence.noted', away: [{ person: town.id('mari'), why: 'left' }], decides: 'unit' },
    ...{ proposal: null, back: null, stuck: null, settled: [] },
  }
  await town.read(async (tx) => {
    const stored = await tx.cases.get(id)
    if (!stored) throw new Error('no case')
    const entry: Entry = { at: town.app.clock.now(), by: 'system', event: away }
    const { case: before, version } = stored
    const save = { case: evolve(before, entry), version, entries: [entry], command: 'presence_x', nextAt: null }
    await tx.cases.save(save)
  })
  expect(await caseOf(town, id)).toMatchObject({ away: [{ why: 'left' }] })
  await recheckAtStart(town.app)
  expect(await caseOf(town, id)).toMatchObject({ participants: [{ person: town.id('ingrid') }], away: [] })
})

test('an offer to whoever leaves is over, and the holder is told', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  const sent = await move(town, ['jonas', 'Jonas Berg'])
  expect((await caseOf(town, id)).handOver).toBeNull()
  const told = sent.filter(({ card }) => textOf(card).includes(say('line.hand-over-withdrawn')))
  expect(told.map(({ to }) => to)).toEqual(['ingrid'])
})

test('where nobody is left to decide, whoever keeps the directory learns of the reference alone', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const sent = await move(town, ['ingrid', 'Ingrid Lunde'], ['terje', 'Terje Aas'], ['sara', 'Sara Myhre'])
  expect(sent.map(({ to }) => to)).toEqual(['eli'])
  const [card] = sent.map((one) => one.card)
  expect(textOf(card)).toContain((await caseOf(town, id)).ref)
  for (const word of ['Kaia', 'Ingrid', id]) expect(JSON.stringify(card)).not.toContain(word)
})

test('and nobody else who was to be told so, once they keep it no more', async () => {
  const town = await createTown()
  await openLog(town)
  await town.run()
  town.channel.tried.length = 0
  const row = (name: Name, called: string, change: object) =>
    personToImport(called, { accounts: [accountOf(name)], ...change })
  const away = { municipality: 'solvik' }
  const gone = [row('ingrid', 'Ingrid Lunde', away), row('terje', 'Terje Aas', away), row('sara', 'Sara Myhre', away)]
  await town.store.importPeople(gone, countingIds(), { after: (tx) => recheckAll(tx, town.app) })
  await town.store.importPeople([row('eli', 'Eli Strand', { unit: 'digital' })], countingIds())
  await town.run()
  expect(town.channel.sent().filter(({ to }) => to === 'eli')).toEqual([])
})

test('whoever leaves while a case is closed, and comes back, has no part in it: not as it is, nor when it is taken up again', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const other = await openLog(town)
  await town.submit('terje', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.submit('terje', 'case.close', { case: id }, { reason: 'goal-reached' })
  await town.run()
  const read = async () => textOf(await town.press('mari', 'show.case', { case: id }))
  expect(await read()).toContain('FJ-1001')
  const sent = town.channel.sent().length
  for (const [name, called] of [
    ['mari', 'Mari Holm'],
    ['ingrid', 'Ingrid Lunde'],
  ] as const) {
    await imported(town, name, called, { active: false })
    await imported(town, name, called, { active: true })
  }
  expect((await caseOf(town, id)).participants).toEqual([])
  expect(await read()).not.toContain('FJ-1001')
  const said = town.channel.sent().slice(sent)
  expect(textOf(said)).not.toContain('FJ-1001')
  await town.submit('terje', 'case.reopen', { case: id }, { reason: 'AGAIN' })
  expect((await caseOf(town, id)).holderLeft).not.toBeNull()
  expect((await caseOf(town, other)).holderLeft).not.toBeNull()
  expect(await read()).not.toContain('FJ-1001')
})

test('a part in a closed case stays with whoever keeps the post on which it rests, and ends with that', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('terje', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.submit('terje', 'case.close', { case: id }, { reason: 'goal-reached' })
  await town.run()
  await imported(town, 'mari', 'Mari Holm', { roles: ['employee', 'contact'] })
  expect((await caseOf(town, id)).participants.map(({ person }) => person)).toContain(town.id('mari'))
  await imported(town, 'mari', 'Mari Holm', { unit: 'havn-skole' })
  await imported(town, 'mari', 'Mari Holm', { unit: 'fjordvik-skole' })
  expect((await caseOf(town, id)).participants.map(({ person }) => person)).not.toContain(town.id('mari'))
})
