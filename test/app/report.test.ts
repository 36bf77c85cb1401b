/** That a report to child welfare was made: noted, told to the leader, and seen by the case's own service and its leader alone. */
import { expect, test } from 'vitest'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Name,
  type Town,
  textOf,
  valuesIn,
  wholeMenu,
} from '../support/town.ts'
import { caseOf, logWithJonas, openLog, propose, receivedBy, worry } from './story.ts'

const day = '2026-10-30'

/** All that somebody is shown of a case, wherever it can be asked for. */
async function everything(town: Town, name: Name, id: string): Promise<string> {
  const asked = [
    ...(['show.case', 'show.plan', 'show.menu', 'show.consents'] as const).map((one) => [one, {}] as const),
    ['show.plan', { section: 'history' }] as const,
    ['show.plan', { section: 'history', start: '1' }] as const,
    ['show.mine', {}] as const,
  ]
  const seen: string[] = []
  for (const [query, data] of asked) seen.push(textOf(await town.press(name, query, { case: id, ...data })))
  return seen.join('\n')
}

test('another service, KE, lists, counts and pages are the same with a report as without', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await propose(town, id, 'terje', { to: '3' })
  await town.run()
  const before = { jonas: await everything(town, 'jonas', id), sara: await everything(town, 'sara', id) }
  town.setClock('2026-11-03T09:00:00.000Z')
  const later = { jonas: await everything(town, 'jonas', id), sara: await everything(town, 'sara', id) }
  const sent = town.channel.tried.length
  await town.submit('ingrid', 'report.record', { case: id }, { day })
  await town.run()
  expect(await everything(town, 'jonas', id)).toBe(later.jonas)
  expect(await everything(town, 'sara', id)).toBe(later.sara)
  expect(before.jonas.length).toBeGreaterThan(1000)
  const told = town.channel.tried.slice(sent)
  expect(told.map(({ verb, to }) => [verb, to])).toEqual([['direct', 'terje']])
  expect(await everything(town, 'terje', id)).toContain('Melding sendt')
})

test('whoever made it for another service finds no more of it in the case than their colleagues', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const before = await everything(town, 'jonas', id)
  await town.submit('jonas', 'report.record', { case: id }, { day })
  expect((await caseOf(town, id)).reports).toEqual([{ day, by: town.id('jonas') }])
  expect(await everything(town, 'jonas', id)).toBe(before)
  expect(await everything(town, 'ingrid', id)).toContain('noterte at det er meldt')
})

test('somebody of the case’s own unit who sees it as KE alone is told nothing of it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'report.record', { case: id }, { day })
  await propose(town, id, 'terje', { to: '3' })
  const own = { unit: 'fjordvik-skole', service: 'skole', roles: ['employee', 'ke'] as ('employee' | 'ke')[] }
  const accounts = [accountOf('sara')]
  await town.store.importPeople([personToImport('Sara Myhre', { ...own, accounts })], town.app.ids)
  const seen = await everything(town, 'sara', id)
  expect(seen).toContain('Kaia')
  expect(seen).not.toMatch(/Melding sendt|noterte at det er meldt/)
})

test('the leader is told in words that tell nobody else, and finds it in the case', async () => {
  const town = await createTown({ content: 'dialog' })
  const id = await openLog(town)
  await town.run()
  town.channel.tried.length = 0
  const noted = await town.submit('ingrid', 'report.record', { case: id }, { day })
  await town.run()
  const [message] = town.channel.sent()
  expect(message).toMatchObject({ to: 'terje', verb: 'direct', card: { name: 'told' } })
  const inChats = textOf([town.channel.sent(), 'chat' in noted ? noted.chat : null])
  expect(inChats).not.toMatch(/bekymringsmelding|meldt|melding sendt|barnevern/i)
  expect(textOf(await town.press('terje', 'show.case', { case: id }))).toContain('Melding sendt')
  expect(actionsOn(message?.card ?? cardOf({ kind: 'none' }))).toEqual(['show.case'])
})

test('a wondering goes on after it, with its day, and whoever wondered chooses the end', async () => {
  const town = await createTown()
  const id = await worry(town)
  const typed = { outcome: 'report', day, services: '' }
  const noted = cardOf(await town.submit('ingrid', 'concern.conclude', { case: id }, typed))
  expect(textOf(noted)).toContain('Melding sendt')
  expect(await caseOf(town, id)).toMatchObject({ status: 'open', reports: [{ day }], concern: { outcome: null } })
  const form = cardOf(await town.open('ingrid', 'concern.conclude', { case: id }))
  expect(valuesIn(form)).toMatchObject({ written: 'keep' })
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  expect(await caseOf(town, id)).toMatchObject({ concern: { outcome: 'level', level: 1 } })
})

test('after it the family is not who is talked with next, and the wondering ends by what is true', async () => {
  const town = await createTown()
  const id = await worry(town)
  const first = async () => {
    const { blocks } = cardOf(await town.press('ingrid', 'show.case', { case: id }))
    return blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))[0]
  }
  expect(await first()).toMatchObject({ action: 'concern.talk', style: 'primary' })
  await town.submit('ingrid', 'report.record', { case: id }, { day })
  expect(await first()).toMatchObject({ action: 'concern.conclude', style: 'primary' })
  expect(actionsOn(await wholeMenu(town, 'ingrid', { case: id }))).toContain('concern.talk')
  const form = cardOf(await town.open('ingrid', 'concern.conclude', { case: id }))
  expect(textOf(form)).toContain('Avslutt undringen. Det er meldt')
  expect(textOf(form)).not.toMatch(/Ikke grunn til bekymring|barnet og de foresatte/)
  await town.until('2026-11-30')
  const reminded = town.channel.tried.filter(
    ({ card }) => textOf(card).includes('family-talk') || textOf(card).includes('Snakk med'),
  )
  expect(reminded).toEqual([])
  const keeping = { outcome: 'close', services: '', written: 'keep', keepReason: 'It was reported' }
  await town.submit('ingrid', 'concern.conclude', { case: id }, keeping)
  const seen = textOf(await town.press('ingrid', 'show.case', { case: id }))
  expect(seen).toContain('Meldt til barnevernstjenesten')
  expect(seen).not.toContain('Ingen grunn til bekymring')
})

test('its day is typed by nobody but who noted it, and nothing about it is kept', async () => {
  const town = await createTown()
  const id = await worry(town)
  const form = cardOf(await town.open('ingrid', 'report.record', { case: id }))
  expect(valuesIn(form)).toEqual({})
  const conclude = cardOf(await town.open('ingrid', 'concern.conclude', { case: id }))
  const press = (typed: Record<string, string>) =>
    town.press('ingrid', 'concern.conclude', dataOf(conclude, 'concern.conclude'), { ...typed, outcome: 'report' })
  const undated = cardOf(await press({ reason: '' }))
  expect(undated.blocks).toContainEqual(expect.objectContaining({ id: 'day', error: expect.any(String) }))
  const told = cardOf(await press({ day, reason: 'He was hit' }))
  expect(valuesIn(told)).toMatchObject({ reason: 'He was hit' })
  expect(told.blocks).toContainEqual(expect.objectContaining({ id: 'reason', error: expect.any(String) }))
  expect((await caseOf(town, id)).reports).toEqual([])
})

/** Somebody new of the directory, who signs in by their first name in small letters. */
async function comes(town: Town, name: string, unit: string, roles: ('employee' | 'leader')[]): Promise<Name> {
  const user = name.split(' ')[0]?.toLowerCase() ?? ''
  const accounts = [{ channel: 'test', tenant: 'fjordvik', user }]
  await town.store.importPeople([personToImport(name, { unit, roles, accounts })], town.app.ids)
  return user as Name
}

test('another school that receives the case learns nothing of it, be it its leader, also after the family’s yes', async () => {
  const town = await createTown()
  const grete = await comes(town, 'Grete Moen', 'nes', ['employee', 'leader'])
  const id = await openLog(town, {}, {}, 'skole/fjordvik-skole,skole/nes')
  await town.submit('ingrid', 'report.record', { case: id }, { day })
  expect(await everything(town, 'ingrid', id)).toMatch(/Melding sendt|noterte at det er meldt/)
  await receivedBy(town, id, { unit: 'nes', leader: grete })
  const reported = /Melding sendt|noterte at det er meldt/
  const seen = await everything(town, grete, id)
  expect(seen).toContain('Kaia')
  expect(seen).toContain('saken kom til den nye enheten')
  expect(seen).not.toMatch(reported)
  // What is made at the new one is the new one's.
  await town.submit(grete, 'report.record', { case: id }, { day: '2026-11-01' })
  const own = textOf(await town.press(grete, 'show.case', { case: id }))
  expect(own.match(/Melding sendt/g)).toHaveLength(1)
  expect(own).toContain('1. nov.')
})
