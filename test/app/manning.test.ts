/** A service that joins has somebody: its contact is asked who comes, reads nothing until then, and it climbs until somebody has. */
import { expect, test } from 'vitest'
import { recheckAll } from '../../src/app/act/index.ts'
import type { PersonToImport } from '../../src/store/open.ts'
import { wording } from '../../src/wording/index.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, createTown, type Name, type Town, textOf, whole } from '../support/town.ts'
import { addMeasure, askFamily, caseOf, openLog, propose, sayYes } from './story.ts'

const say = wording('nb')
const ppt = { unit: 'ppt', service: 'ppt' } as const

/** Somebody else of PPT, known by an account of their own. */
const pia = personToImport('Pia Sund', { ...ppt, accounts: [{ channel: 'test', tenant: 'fjordvik', user: 'pia' }] })

async function bring(town: Town, ...people: PersonToImport[]): Promise<void> {
  await town.store.importPeople(people, town.app.ids, { after: (tx) => recheckAll(tx, town.app) })
}

async function withContact(content?: 'dialog'): Promise<Town> {
  const town = await createTown(content ? { content } : {})
  await bring(
    town,
    personToImport('Jonas Berg', { ...ppt, roles: ['employee', 'contact'], accounts: [accountOf('jonas')] }),
    pia,
  )
  return town
}

const sentTo = (town: Town, to: string) => town.channel.sent().filter((one) => one.to === to && one.verb === 'direct')
const idOf = async (town: Town, called: string) =>
  (await town.store.people()).find(({ name }) => name === called)?.id ?? ''

test('the contact is asked by a card that names no service where a notification would show it', async () => {
  const town = await withContact('dialog')
  await openLog(town, { services: ['ppt'] })
  await town.run()
  const asked = sentTo(town, 'jonas').find(({ card }) => card.name === 'who-comes')
  for (const word of ['Kaia', 'PPT', 'Skole', ' skole', 'edagogisk']) expect(textOf(asked?.card)).not.toContain(word)
  expect(textOf(asked?.card)).toContain('FJ-1001')
  const opened = textOf(await whole(town, 'jonas', asked?.card))
  for (const word of ['PPT', 'Skole', 'nivå 2']) expect(opened).toContain(word)
  for (const word of ['Kaia', 'alone in the breaks', 'Ingrid']) expect(opened).not.toContain(word)
})

test.each<Name>(['nora', 'mari', 'sara'])('the card is nobody else’s to open: %s', async (name) => {
  const town = await withContact()
  const id = await openLog(town, { services: ['ppt'] })
  const opened = await town.press(name, 'show.sent', { case: id, back: 'who-comes|service_ppt' })
  for (const word of ['PPT', 'FJ-1001']) expect(textOf(opened)).not.toContain(word)
})

test('until they have said who comes they read nothing, and may do nothing else', async () => {
  const town = await withContact()
  const id = await openLog(town, { services: ['ppt'] })
  await addMeasure(town, id, {})
  const tries = [
    await town.press('jonas', 'show.case', { case: id }),
    await town.press('jonas', 'show.plan', { case: id }),
    await town.press('jonas', 'show.menu', { case: id }),
    await town.press('jonas', 'note.add', { case: id }, { text: 'x', topic: 'learning' }),
    await town.press('jonas', 'participant.add', { case: id }, { person: town.id('jonas') }),
  ]
  for (const one of tries) expect(textOf(one)).not.toMatch(/Kaia|Reading with|Ingrid/)
  expect((await caseOf(town, id)).participants.map(({ person }) => person)).toEqual([town.id('ingrid')])
})

test('they choose a colleague of their own unit and service, who is told and takes part; then they know no more of it', async () => {
  const town = await withContact()
  const id = await openLog(town, { services: ['ppt'] })
  await town.run()
  const data = { case: id, service: 'ppt' }
  const form = textOf(await town.open('jonas', 'service.man', data))
  for (const name of ['Pia Sund', 'Jonas Berg']) expect(form).toContain(name)
  for (const name of ['Ingrid', 'Nora', 'Mari']) expect(form).not.toContain(name)
  const other = await town.press('jonas', 'service.man', data, { person: town.id('mari') })
  expect(textOf(other)).toContain(say('refusal.not-of-unit'))
  await town.submit('jonas', 'service.man', data, { person: await idOf(town, 'Pia Sund') })
  const state = await caseOf(town, id)
  expect(state.participants.at(-1)).toEqual({ person: await idOf(town, 'Pia Sund'), service: 'ppt', unit: 'ppt' })
  expect(state).toMatchObject({ unmanned: {}, contacts: [] })
  await town.run()
  expect(sentTo(town, 'pia').map(({ card }) => card.name)).toEqual(['told'])
  const again = await town.press('jonas', 'service.man', data, { person: town.id('jonas') })
  expect(textOf(again)).not.toContain('Kaia')
  expect((await caseOf(town, id)).participants).toHaveLength(2)
})

test('whoever says that they come themselves is led to the case; one who sent a colleague reads that somebody has come', async () => {
  for (const [who, leads] of [
    ['Jonas Berg', true],
    ['Pia Sund', false],
  ] as const) {
    const town = await withContact()
    const id = await openLog(town, { services: ['ppt'] })
    const data = { case: id, service: 'ppt', back: 'who-comes|service_ppt' }
    const answer = cardOf(await town.submit('jonas', 'service.man', data, { person: await idOf(town, who) }))
    expect(textOf(answer)).toContain(say('who-comes.manned'))
    expect(actionsOn(answer).includes('show.case')).toBe(leads)
  }
})

test('that nobody could be asked stands in no history as a question, and who opened a case is named as its holder', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt'] })
  expect((await caseOf(town, id)).contacts).toEqual([{ service: 'ppt', person: null }])
  const history = async (name: Name) => textOf(await town.press(name, 'show.plan', { case: id, section: 'history' }))
  expect(await history('ingrid')).not.toContain('spurte hvem som kommer')
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  expect(await history('jonas')).toContain('Ingrid Lunde: åpnet saken med Ingrid Lunde som stafettholder')
})

test.each<Name>(['ingrid', 'terje', 'nora'])('nobody but whoever is asked says it: %s', async (name) => {
  const town = await withContact()
  const id = await openLog(town, { services: ['ppt'] })
  await town.press(name, 'service.man', { case: id, service: 'ppt' }, { person: await idOf(town, 'Pia Sund') })
  expect((await caseOf(town, id)).participants).toHaveLength(1)
})

test('whoever is not asked any more reads why: another is, also beside one who is not there, or it waits for the family', async () => {
  const town = await withContact()
  const id = await openLog(town, { services: ['ppt'], until: '2026-11-20' })
  const seen = async () => textOf(await town.press('jonas', 'show.sent', { case: id, back: 'who-comes|service_ppt' }))
  const contact = { ...pia, roles: ['employee', 'contact'] } satisfies PersonToImport
  await bring(town, personToImport('Jonas Berg', { ...ppt, accounts: [accountOf('jonas')] }), contact)
  expect(await seen()).toContain('En annen er nå spurt om hvem som blir med. Du trenger ikke gjøre noe.')
  expect(await seen()).toContain('en annen er nå spurt')
  const part = { person: await idOf(town, 'Jonas Berg') }
  await town.submit('ingrid', 'participant.add', { case: id }, part)
  expect(await seen()).toContain('Noen fra tjenesten din er med nå.')
  await town.submit('ingrid', 'participant.remove', { case: id }, part)
  town.setClock('2026-11-23T09:00:00.000Z')
  expect(await seen()).toContain('Dette venter på samtykke fra familien.')
})

test('it is missing, falls due with them, and climbs to the leader and KE', async () => {
  const town = await withContact()
  const id = await openLog(town, { services: ['ppt'] })
  expect(textOf(await town.press('ingrid', 'show.case', { case: id }))).toContain(say('missing.people'))
  expect(textOf(await town.press('jonas', 'show.mine'))).toContain(say('signal.service-unmanned.title'))
  await town.until('2026-11-20')
  const title = say('signal.service-unmanned.title')
  const about = (to: string) => sentTo(town, to).filter(({ card }) => textOf(card).includes(title))
  // The card that asked asks again, and says how late it is.
  const asked = sentTo(town, 'jonas').filter(({ card }) => card.name === 'who-comes')
  expect(asked.length).toBeGreaterThan(1)
  expect(textOf(asked.at(-1)?.card)).toContain('over fristen')
  for (const to of ['terje', 'sara'])
    expect(
      about(to).map(({ card }) => card.name),
      to,
    ).toContain('breach')
})

test('where it has no contact its leader is asked, and where it has none the case’s own is told', async () => {
  const town = await createTown()
  const led = { ...pia, roles: ['employee', 'leader'] } satisfies PersonToImport
  await bring(town, led)
  await openLog(town, { services: ['ppt'] })
  await town.run()
  expect(sentTo(town, 'pia').map(({ card }) => card.name)).toEqual(['who-comes'])
  const other = await createTown()
  await openLog(other, { services: ['ppt'] })
  await other.run()
  expect(textOf(sentTo(other, 'terje').map(({ card }) => card))).toContain(say('line.service-without-contact'))
})

test('a service that joins by a proposal is asked when it is approved, and not before', async () => {
  const town = await withContact()
  const id = await openLog(town)
  const asked = { services: 'ppt', checkpoint: 'join' }
  await askFamily(town, 'ingrid', { case: id }, asked)
  const consent = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: 'guardian-1', childAsked: 'true' })
  const proposal = await propose(town, id, 'ingrid', { services: 'ppt' })
  await town.run()
  expect(sentTo(town, 'jonas')).toEqual([])
  const yes = {
    topic: 'learning',
    reason: 'Yes',
    view: '',
    meetingDay: '2026-11-02',
    parentsTookPart: 'true',
    childAsked: 'true',
  }
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'yes' }, yes)
  await town.run()
  expect(sentTo(town, 'jonas').map(({ card }) => card.name)).toEqual(['who-comes'])
})

test('a level that has lost its services is told at once and falls due', async () => {
  const town = await withContact()
  const id = await openLog(town, { services: ['ppt'] })
  await town.run()
  const taken = { signer: 'guardian-1', how: 'oral', day: '2026-11-02', reason: '', what: 'service:ppt' }
  await town.submit('terje', 'consent.withdraw', { case: id }, taken)
  await town.run()
  expect(textOf(sentTo(town, 'ingrid').map(({ card }) => card))).toContain(say('line.services-gone'))
  await town.until('2026-11-10')
  const cards = sentTo(town, 'ingrid').map(({ card }) => card)
  expect(cards.some((card) => textOf(card).includes(say('signal.no-service.title')))).toBe(true)
})
