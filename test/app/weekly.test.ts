/** The overview that comes by itself every week: to whoever asked, or as numbers in a place; once, and not for ever. */
import { expect, test } from 'vitest'
import { createDispatcher } from '../../src/app/send/dispatch.ts'
import type { PersonToImport } from '../../src/person-rows.ts'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Name,
  schoolChannel,
  type Town,
  textOf,
} from '../support/town.ts'
import { openLog, worry } from './story.ts'

type Post = Pick<PersonToImport, 'unit' | 'service' | 'roles'>

async function works(town: Town, name: Name, called: string, post: Post): Promise<void> {
  await town.store.importPeople([personToImport(called, { accounts: [accountOf(name)], ...post })], town.app.ids)
}

/** Each overview that was sent, to whom or where, with what it says. */
function sentOverviews(town: Town) {
  return town.channel
    .sent()
    .filter(({ card, verb }) => card.name === 'overview' && verb !== 'update')
    .map(({ to, verb, card }) => ({ to, verb, said: textOf(card) }))
}

test('whoever wants it gets it on Mondays at the start of their hours, and no more when they end it', async () => {
  const town = await createTown()
  await worry(town)
  const card = cardOf(await town.press('terje', 'show.overview'))
  const begun = cardOf(await town.press('terje', 'set.weekly', dataOf(card, 'set.weekly')))
  expect(textOf(begun)).toContain('Oversikten kommer til deg hver uke, første gang mandag 9. november 2026.')
  expect(dataOf(begun, 'set.weekly')).toEqual({ weekly: 'no' })
  await town.until('2026-11-09T06:59:00.000Z')
  expect(sentOverviews(town)).toEqual([])
  await town.until('2026-11-09T07:00:00.000Z')
  expect(sentOverviews(town)).toMatchObject([{ to: 'terje', verb: 'direct' }])
  await town.until('2026-11-20')
  expect(sentOverviews(town)).toHaveLength(2)
  await town.say('terje', 'oversikt stopp')
  await town.until('2026-12-01')
  expect(sentOverviews(town)).toHaveLength(2)
})

test('on a Monday off it comes on the first working day', async () => {
  const town = await createTown()
  town.setClock('2027-03-24T08:00:00.000Z')
  await town.say('terje', 'oversikt hver uke')
  // Easter Monday is 29 March.
  await town.until('2027-03-29')
  expect(sentOverviews(town)).toEqual([])
  await town.until('2027-03-30')
  expect(sentOverviews(town)).toHaveLength(1)
})

test('in the hours that somebody has chosen', async () => {
  const town = await createTown()
  await town.press('terje', 'set.hours', {}, { from: '10:00', to: '14:00' })
  await town.say('terje', 'oversikt hver uke')
  // It is Monday, an hour before them.
  await town.until('2026-11-02T08:59:00.000Z')
  expect(sentOverviews(town)).toEqual([])
  await town.until('2026-11-02T09:00:00.000Z')
  expect(sentOverviews(town)).toHaveLength(1)
})

test('the numbers of the municipality come to a coordinator who is of KE too, and are ended where they are seen', async () => {
  const town = await createTown()
  await works(town, 'sara', 'Sara Myhre', {
    unit: 'ke',
    service: 'koordinerende-enhet',
    roles: ['employee', 'ke', 'coordinator'],
  })
  const atKe = cardOf(await town.say('sara', 'oversikt'))
  expect(actionsOn(atKe)).not.toContain('set.weekly')
  const numbers = cardOf(await town.press('sara', 'show.overview', dataOf(atKe, 'show.overview')))
  const begun = cardOf(await town.press('sara', 'set.weekly', dataOf(numbers, 'set.weekly')))
  for (const card of [numbers, begun]) expect(textOf(card)).toContain('Tallene er omtrentlige')
  expect(dataOf(cardOf(await town.say('sara', 'innstillinger')), 'set.weekly')).toEqual({ weekly: 'no' })
  await town.until('2026-11-10')
  expect(sentOverviews(town)).toMatchObject([{ to: 'sara', said: expect.stringContaining('Tallene er omtrentlige') }])
  const sent = town.channel.sent().find(({ card }) => card.name === 'overview')?.card
  expect(sent && dataOf(sent, 'set.weekly')).toEqual({ weekly: 'no' })
  await town.press('sara', 'set.weekly', { weekly: 'no' })
  expect(dataOf(cardOf(await town.say('sara', 'innstillinger')), 'set.weekly')).toEqual({ weekly: 'yes' })
})

test('it is in the settings of whoever has an overview, and of nobody else', async () => {
  const town = await createTown()
  expect(actionsOn(cardOf(await town.say('terje', 'innstillinger')))).toContain('set.weekly')
  expect(actionsOn(cardOf(await town.say('ingrid', 'innstillinger')))).not.toContain('set.weekly')
  await town.press('ingrid', 'set.weekly', { weekly: 'yes' })
  await town.until('2026-11-10')
  expect(sentOverviews(town)).toEqual([])
})

test('once, also over a restart between what is stored and what is sent', async () => {
  const town = await createTown()
  await town.say('terje', 'oversikt hver uke')
  town.setClock('2026-11-09T07:00:00.000Z')
  town.channel.fail({ kind: 'unreachable', verb: 'direct', times: 1 })
  await town.run()
  expect(sentOverviews(town)).toEqual([])
  const again = createDispatcher(town.app)
  town.setClock('2026-11-09T07:10:00.000Z')
  await again.runOnce()
  town.setClock('2026-11-09T07:30:00.000Z')
  await again.runOnce()
  expect(sentOverviews(town)).toHaveLength(1)
})

test('after weeks of standing still it comes once', async () => {
  const town = await createTown()
  await town.say('terje', 'oversikt hver uke')
  town.setClock('2026-12-02T09:00:00.000Z')
  await town.run()
  expect(sentOverviews(town)).toHaveLength(1)
  await town.until('2026-12-07')
  expect(sentOverviews(town)).toHaveLength(2)
})

test('a leader lets the numbers of their unit come in a channel: in steps, with no case and no name', async () => {
  const town = await createTown()
  for (let count = 0; count < 6; count += 1) await worry(town)
  await openLog(town)
  const answer = await town.say('terje', 'oversikt hver uke', { channel: true })
  expect(textOf(answer)).toContain('Tallene i oversikten kommer her hver uke, første gang mandag 9. november 2026.')
  await town.until('2026-11-09')
  const [one, ...others] = sentOverviews(town)
  expect(others).toEqual([])
  expect(one).toMatchObject({ to: schoolChannel.key, verb: 'post' })
  expect(one?.said).toContain('{"label":"Nivå 0","value":"5–9"}')
  expect(one?.said).toContain('{"label":"Nivå 1","value":"færre enn 5"}')
  expect(one?.said).not.toMatch(/FJ-|case_|Ingrid|Kaia/)
})

test('the coordinator lets those of the whole municipality come, and anybody who may ask ends it there', async () => {
  const town = await createTown()
  await works(town, 'nora', 'Nora Vik', { unit: 'bti', service: 'koordinerende-enhet', roles: ['coordinator'] })
  await town.say('nora', 'oversikt hver uke', { channel: true })
  await town.until('2026-11-09')
  expect(sentOverviews(town)).toMatchObject([{ to: schoolChannel.key, said: expect.stringContaining('Fjordvik') }])
  expect(textOf(await town.say('terje', 'oversikt stopp', { channel: true }))).toContain('kommer ikke her lenger')
  await town.until('2026-11-24')
  expect(sentOverviews(town)).toHaveLength(1)
})

test.each(['ingrid', 'sara', 'eli', 'jonas'] as const)(
  '%s lets none come in a channel, nor ends one there',
  async (name) => {
    const town = await createTown()
    await town.say('terje', 'oversikt hver uke', { channel: true })
    for (const text of ['oversikt hver uke', 'oversikt stopp'])
      expect(textOf(await town.say(name, text, { channel: true }))).toContain(
        'Ledere og BTI-koordinatoren kan be om tall',
      )
    await town.until('2026-11-09')
    expect(sentOverviews(town)).toHaveLength(1)
  },
)

test('who leads no more has it come nowhere any more, be it on its way, and is told so once', async () => {
  const town = await createTown({ secondLeader: true })
  await town.say('terje', 'oversikt hver uke', { channel: true })
  await town.say('terje', 'oversikt hver uke')
  await town.until('2026-11-09T06:59:00.000Z')
  await works(town, 'terje', 'Terje Aas', { unit: 'fjordvik-skole', service: 'skole', roles: ['employee'] })
  await town.until('2026-11-24')
  expect(sentOverviews(town)).toMatchObject([
    { to: 'terje', verb: 'direct', said: expect.stringContaining('kommer ikke lenger, fordi rollen din er en annen') },
  ])
  expect(sentOverviews(town)[0]?.said).not.toMatch(/nivå/i)
  expect(await town.read((tx) => tx.weeklies.nextAt())).toBeNull()
})

test('who leads no more when it is on its way to a channel is told so, and it comes to nobody there', async () => {
  const town = await createTown({ secondLeader: true })
  await town.say('terje', 'oversikt hver uke', { channel: true })
  town.setClock('2026-11-09T07:00:00.000Z')
  town.channel.fail({ kind: 'unreachable', verb: 'post', times: 1 })
  await town.run()
  await works(town, 'terje', 'Terje Aas', { unit: 'fjordvik-skole', service: 'skole', roles: ['employee'] })
  await town.until('2026-11-09')
  expect(sentOverviews(town)).toMatchObject([
    { to: 'terje', verb: 'direct', said: expect.stringContaining('kommer ikke lenger, fordi rollen din er en annen') },
  ])
  expect(await town.read((tx) => tx.weeklies.nextAt())).toBeNull()
})

test('who may ask for numbers in a channel no more, and has an overview still, gets that and is told', async () => {
  const town = await createTown({ secondLeader: true })
  const ke = { unit: 'ke', service: 'koordinerende-enhet' }
  await works(town, 'sara', 'Sara Myhre', { ...ke, roles: ['employee', 'ke', 'coordinator'] })
  await town.say('sara', 'oversikt hver uke', { channel: true })
  await works(town, 'sara', 'Sara Myhre', { ...ke, roles: ['employee', 'ke'] })
  await town.until('2026-11-09')
  expect(sentOverviews(town)).toMatchObject([{ to: 'sara', verb: 'direct' }])
  for (const words of ['fordi rollen din er en annen', 'Åpne saker som er kommet til koordinerende enhet.'])
    expect(sentOverviews(town)[0]?.said).toContain(words)
})

test('where the bot may not write any more it ends, and whoever asked for it is told', async () => {
  const town = await createTown()
  await town.say('terje', 'oversikt hver uke', { channel: true })
  town.channel.fail({ kind: 'forbidden', verb: 'post', times: 1 })
  await town.until('2026-11-09')
  expect(sentOverviews(town)).toMatchObject([
    { to: 'terje', verb: 'direct', said: expect.stringContaining('Jeg kan ikke lenger skrive i kanalen') },
  ])
  await town.until('2026-11-24')
  expect(sentOverviews(town)).toHaveLength(1)
})

test('where the bot was removed meanwhile it ends, and whoever asked for it is told', async () => {
  const town = await createTown()
  await town.say('terje', 'oversikt hver uke', { channel: true })
  await town.ask({
    ...{ kind: 'left', delivery: 'left-1', account: accountOf('stranger'), from: 'place', personal: false },
    place: schoolChannel,
  })
  await town.until('2026-11-24')
  expect(sentOverviews(town)).toMatchObject([
    { to: 'terje', verb: 'direct', said: expect.stringContaining('Jeg kan ikke lenger skrive i kanalen') },
  ])
})

test('where it was removed while one was on its way, whoever asked for it is told', async () => {
  const town = await createTown()
  await town.say('terje', 'oversikt hver uke', { channel: true })
  town.setClock('2026-11-09T07:00:00.000Z')
  town.channel.fail({ kind: 'unreachable', verb: 'post', times: 1 })
  await town.run()
  await town.read((tx) => tx.places.markDead(schoolChannel.key, '2026-11-09T07:00:00.000Z'))
  await town.until('2026-11-24')
  expect(sentOverviews(town)).toMatchObject([
    { to: 'terje', verb: 'direct', said: expect.stringContaining('Jeg kan ikke lenger skrive i kanalen') },
  ])
})

test('where nobody knows whether it arrived whoever asked for it gets it themselves, and it comes there the week after', async () => {
  const town = await createTown()
  await town.say('terje', 'oversikt hver uke', { channel: true })
  expect(textOf(await town.say('terje', 'oversikt hver uke', { channel: true }))).toContain('sier jeg fra til deg')
  town.channel.fail({ kind: 'ambiguous', verb: 'post', times: 2 })
  await town.until('2026-11-17')
  expect(sentOverviews(town)).toMatchObject([
    { to: 'terje', verb: 'direct', said: expect.stringContaining('Jeg vet ikke om oversikten kom fram') },
    { to: schoolChannel.key, verb: 'post' },
  ])
})

test('a fault in one keeps no other from coming, is in the log without words, and is tried again', async () => {
  let breaks = true
  const town = await createTown({
    secondLeader: true,
    store: (store) => ({
      ...store,
      transaction: (work) =>
        store.transaction((tx) => {
          const put: typeof tx.weeklies.put = async (one, nextAt) => {
            if (breaks && one.person === town.id('terje') && nextAt > '2026-11-10') throw new Error('what Kaia wrote')
            await tx.weeklies.put(one, nextAt)
          }
          return work({ ...tx, weeklies: { ...tx.weeklies, put } })
        }),
    }),
  })
  breaks = false
  for (const name of ['terje', 'kari'] as const) await town.say(name, 'oversikt hver uke')
  await worry(town)
  breaks = true
  await town.until('2026-11-09T07:30:00.000Z')
  expect(sentOverviews(town)).toMatchObject([{ to: 'kari' }])
  expect(town.log.filter(({ event }) => event === 'overview.failed')).toMatchObject([{ level: 'error' }])
  breaks = false
  await town.until('2026-11-09T08:00:00.000Z')
  expect(sentOverviews(town).map(({ to }) => to)).toEqual(['kari', 'terje'])
  await town.until('2026-11-15')
  expect(sentOverviews(town)).toHaveLength(2)
})

test('one that somebody ends while another is being put together does not come back by a fault', async () => {
  const town = await createTown({
    store: (store) => ({
      ...store,
      transaction: (work) =>
        store.transaction((tx) => {
          const waiting: typeof tx.weeklies.waiting = async (...given) => {
            const found = await tx.weeklies.waiting(...given)
            for (const one of found) await tx.weeklies.end(one)
            return found
          }
          return work({ ...tx, weeklies: { ...tx.weeklies, waiting } })
        }),
    }),
  })
  await town.say('terje', 'oversikt hver uke')
  await town.until('2026-11-10')
  expect(sentOverviews(town)).toEqual([])
  expect(await town.read((tx) => tx.weeklies.nextAt())).toBeNull()
})

test('in weeks in which all of somebody’s services are closed none comes, nor in a channel, and the week after it does', async () => {
  const town = await createTown({ closed: [{ from: '2026-11-09', to: '2026-11-20', services: ['skole'] }] })
  const said = cardOf(await town.press('terje', 'set.weekly', { weekly: 'yes' }))
  expect(textOf(said)).toContain('første gang mandag 23. november 2026')
  expect(textOf(await town.say('terje', 'oversikt hver uke', { channel: true }))).toContain('mandag 23. november 2026')
  await town.until('2026-11-22')
  expect(sentOverviews(town)).toEqual([])
  await town.until('2026-11-23')
  expect(sentOverviews(town).map(({ verb }) => verb)).toEqual(['direct', 'post'])
})

test('on the first day of a week on which any of their services is open', async () => {
  const town = await createTown({ closed: [{ from: '2026-11-09', to: '2026-11-10', services: ['skole'] }] })
  await town.say('terje', 'oversikt hver uke')
  await town.until('2026-11-10')
  expect(sentOverviews(town)).toEqual([])
  await town.until('2026-11-11')
  expect(sentOverviews(town)).toHaveLength(1)
})

test('what stood still over the weekend does not come on a day off, nor in weeks that were closed since', async () => {
  const town = await createTown()
  await town.say('terje', 'oversikt hver uke')
  town.setClock('2026-11-14T09:00:00.000Z')
  await town.run()
  expect(sentOverviews(town)).toEqual([])
  await town.until('2026-11-16')
  expect(sentOverviews(town)).toHaveLength(1)
})

test('what is asked for twice comes once', async () => {
  const town = await createTown()
  for (const _ of [1, 2]) await town.say('terje', 'oversikt hver uke', { channel: true })
  await town.until('2026-11-09')
  expect(sentOverviews(town)).toHaveLength(1)
})
