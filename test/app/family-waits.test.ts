/** Whatever waits because of somebody in the family has somebody: who is reminded, who is next, and what a late press is told. */
import { expect, test } from 'vitest'
import { recheckAll, takeAway } from '../../src/app/act/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { codeFor, comesIn, type FamilyTown, familyTown, waiting } from '../support/family-town.ts'
import { onPage } from '../support/own-page.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, actionsOn, cardOf, dataOf, textOf } from '../support/town.ts'
import { caseOf, logWithJonas, openLog } from './story.ts'

const arrives = async (town: FamilyTown, id: CaseId) =>
  town.at('mother', 'family.enter', {}, { code: await codeFor(town, id) })

/** Cards and their readers, since it was asked last. */
function sentSince(town: FamilyTown): () => { to: string; text: string; name: string }[] {
  let from = 0
  return () => {
    const all = town.channel.sent()
    const fresh = all.slice(from)
    from = all.length
    return fresh.map(({ to, card }) => ({ to, text: textOf(card), name: card.name }))
  }
}

const asks = 'Familien venter på svar'
const came = 'Noen i familien har logget inn'

test('whoever waits to be known is reminded of, to a new holder too, until somebody has said who it was', async () => {
  const town = await familyTown()
  const id = await logWithJonas(town)
  const fresh = sentSince(town)
  await arrives(town, id)
  await town.run()
  expect(fresh().filter(({ name }) => name === 'family-arrived')).toMatchObject([{ to: 'ingrid' }])
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  await town.press('jonas', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
  await town.until('2026-11-06')
  const told = fresh().filter(({ name, text }) => name === 'family-arrived' || text.includes(came))
  expect(told.map(({ to }) => to)).toContain('jonas')
  await town.press('jonas', 'family.confirm', (await waiting(town, id)).data)
  expect(textOf(await town.press('jonas', 'show.mine', {}))).not.toContain(came)
})

test('nobody says that it was they before it stands who that would be, from whatever list or card they come', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await arrives(town, id)
  const places = [
    await town.press('ingrid', 'show.mine', {}),
    await town.press('ingrid', 'show.case', { case: id }),
    await town.press('ingrid', 'show.menu', { case: id, group: 'people' }),
  ].map(cardOf)
  for (const card of places) {
    expect(actionsOn(card)).not.toContain('family.confirm')
    expect(actionsOn(card)).not.toContain('family.refuse')
    const asked = cardOf(await town.press('ingrid', 'show.sent', dataOf(card, 'show.sent')))
    expect(textOf(asked)).toContain('med koden til: Foresatt')
    expect(actionsOn(asked)).toEqual(['family.confirm', 'family.refuse', 'show.case'])
  }
})

test('what each of the family asked for stands in the case of whoever answers for it, by its name', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  await town.at('mother', 'family.ask-correction', { case: id }, { text: 'It was three' })
  await town.at('mother', 'family.ask-end', { case: id }, { text: 'We have had enough' })
  const history = textOf(await town.press('ingrid', 'show.history', { case: id }))
  expect(history).toContain('Foresatt: ba om retting på familiens side')
  expect(history).toContain('Foresatt: ba om at loggen avsluttes på familiens side')
  const { nav = [], blocks, buttons: below } = await onPage(town, 'ingrid', 'show.case', { case: id })
  const buttons = [...blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : [])), ...below]
  expect(buttons[0]).toMatchObject({ action: 'show.family', style: 'primary' })
  expect(buttons.filter(({ style }) => style === 'primary')).toHaveLength(1)
  expect(actionsOn(await onPage(town, 'mari', 'show.case', { case: id }))).not.toContain('show.family')
  expect(nav.map(({ button: { label } }) => label)).toContain('Familien')
})

test('what the family asks for is brought up to whoever holds the log, and climbs to the leader', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  await town.at('mother', 'family.ask-end', { case: id }, { text: 'We have had enough' })
  await town.run()
  const fresh = sentSince(town)
  fresh()
  await town.until('2026-11-30')
  const told = fresh().filter(({ text }) => text.includes(asks))
  expect(new Set(told.map(({ to }) => to))).toEqual(new Set(['ingrid', 'terje']))
  expect(told.map(({ text }) => text).join()).not.toContain('enough')
  const saying = (await caseOf(town, id)).sayings[0]?.id ?? ''
  await town.press('terje', 'family.hear', { case: id, saying })
  expect((await caseOf(town, id)).sayings[0]?.heardAt).not.toBe(null)
  const late = textOf(await town.press('ingrid', 'family.hear', { case: id, saying }))
  expect(late).toContain('Det familien ba om, ble fulgt opp')
  expect(late).toContain('av Terje Aas')
})

test('of none of it a participant is told, neither that it waits nor what became of it', async () => {
  const town = await familyTown()
  const id = await logWithJonas(town)
  await comesIn(town, id)
  await town.at('mother', 'family.ask-end', { case: id }, { text: '' })
  const [mother] = (await caseOf(town, id)).family
  const seen = async () => [
    await town.press('jonas', 'show.case', { case: id }),
    await town.press('jonas', 'show.mine', {}),
    await town.press('jonas', 'family.confirm', { case: id, member: mother?.id ?? '' }),
    await town.press('jonas', 'family.hear', { case: id, saying: (await caseOf(town, id)).sayings[0]?.id ?? '' }),
  ]
  town.setClock('2026-12-01T09:00:00.000Z')
  const { key } = { key: `family-asks:${(await caseOf(town, id)).sayings[0]?.id}:2026-11-11` }
  const reminder = await town.press('jonas', 'form.cancel', { case: id, back: `reminder|${key}` })
  expect(textOf([...(await seen()), reminder])).not.toMatch(/Familien venter|logget inn|fulgt opp/)
  await town.press('ingrid', 'family.hear', { case: id, saying: (await caseOf(town, id)).sayings[0]?.id ?? '' })
  expect(textOf(await seen())).not.toMatch(/Familien venter|logget inn|fulgt opp/)
})

test('a late press is told what was answered and by whom, and so is the card', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await arrives(town, id)
  await town.run()
  const { data } = await waiting(town, id)
  await town.press('ingrid', 'family.confirm', data)
  const late = textOf(await town.press('terje', 'family.refuse', data))
  expect(late).toContain('Hvem som logget inn, ble bekreftet')
  expect(late).toContain('av Ingrid Lunde')
  const card = cardOf(await town.press('terje', 'family.refuse', { ...data, back: `family-arrived|${data.member}` }))
  expect(textOf(card)).toContain('av Ingrid Lunde')
  await town.run()
  const drawn = town.channel.sent().findLast((one) => one.card.name === 'family-arrived')
  expect(textOf(drawn?.card)).toMatch(/Svart .* av deg/)
})

test('a code that can be used no more is told as that, with what to do: its time is over, or it was tried ten times', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  const code = await codeFor(town, id)
  const shown = async () => textOf(await town.press('ingrid', 'show.family', { case: id }))
  const isOver = 'som ikke virker lenger. Skal de inn, lag en ny kode'
  expect(await shown()).toContain('har ikke logget inn')
  const wrong = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`
  for (let count = 0; count < 10; count += 1) await town.at(`stranger-${count}`, 'family.enter', {}, { code: wrong })
  expect(await shown()).toContain(isOver)
  await codeFor(town, id)
  expect(await shown()).not.toContain(isOver)
  town.setClock('2026-11-10T08:00:00.000Z')
  expect(await shown()).toContain(isOver)
})

test('where no page is any more nothing is let go to anybody, and somebody can be shut out still', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  const offered = async () => actionsOn(cardOf(await town.press('ingrid', 'show.family', { case: id })))
  expect(await offered()).toEqual(expect.arrayContaining(['family.release', 'family.clear', 'family.shut-out']))
  Object.assign(town.app.municipalities.get('fjordvik') ?? {}, { familyPage: false })
  const left = (await offered()).filter((one) => one.startsWith('family.'))
  expect(left).toEqual(['family.shut-out'])
})

test('where neither holder nor leader is left it lies with KE, who knows nobody of the family and lets nobody in, but names who can', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await arrives(town, id)
  await town.run()
  const gone = [
    personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')], active: false }),
    personToImport('Terje Aas', { accounts: [accountOf('terje')], active: false, roles: ['employee', 'leader'] }),
  ]
  await town.store.importPeople(gone, town.app.ids, { after: (tx) => recheckAll(tx, town.app) })
  const fresh = sentSince(town)
  fresh()
  await town.until('2026-11-10')
  expect(
    fresh()
      .filter(({ text }) => text.includes(came))
      .map(({ to }) => to),
  ).toContain('sara')
  const { data } = await waiting(town, id)
  for (const action of ['family.confirm', 'family.refuse']) await town.press('sara', action, data)
  expect(textOf(await town.press('sara', 'show.family', { case: id }))).not.toMatch(/oresatt 1|Kaia/)
  expect((await caseOf(town, id)).family).toMatchObject([{ status: 'arrived' }])
  expect(textOf(await town.homeOf('mother'))).not.toContain('FJ-1001')
  await town.submit('sara', 'baton.name', { case: id }, { person: town.id('mari') })
  await town.press('mari', 'family.confirm', data)
  expect((await caseOf(town, id)).family).toMatchObject([{ status: 'confirmed' }])
  expect(textOf(await town.homeOf('mother'))).toContain('FJ-1001')
})

test('where nobody at all can be reached an administrator is told, of nothing in it, and whoever waits goes on waiting', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await arrives(town, id)
  await town.run()
  const fresh = sentSince(town)
  fresh()
  for (const name of ['terje', 'sara', 'ingrid'] as const) {
    await town.read((tx) => takeAway(tx, town.app, town.id(name), accountOf(name)))
    await town.run()
  }
  await town.until('2026-11-20')
  expect((await caseOf(town, id)).decides).toBe('nobody')
  const told = fresh().filter(({ to }) => to === 'eli')
  expect(told.length).toBeGreaterThan(0)
  expect(textOf(told)).not.toMatch(/amilie|logget inn/)
  expect((await caseOf(town, id)).family).toMatchObject([{ status: 'arrived' }])
  expect(textOf(await town.at('mother', 'family.log', { case: id }))).not.toContain('FJ-1001')
})
