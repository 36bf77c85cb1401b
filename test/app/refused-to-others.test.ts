/** That the family said no to a service is shown to the case's own unit and its leader; other services learn of their own alone. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { personToImport } from '../support/people.ts'
import { accountOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import { askFamily, caseOf, consent, logWithJonas, propose, sayYes, takenBack } from './story.ts'

/** The family is asked about services, and says no to some of them. */
async function refuse(town: Town, id: CaseId, asked: string, services: string, reason = 'NOT THEM') {
  await askFamily(town, 'ingrid', { case: id }, { services: asked })
  const data = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  await town.submit('ingrid', 'consent.refuse', data, { ...takenBack, services, reason })
  expect((await caseOf(town, id)).consents.at(-1)).toMatchObject({ noes: [{}] })
}

/** Everything of the case by which somebody could learn of it. */
async function everything(town: Town, name: Name, id: CaseId, proposal = '') {
  const queries = ['show.case', 'show.plan', 'show.menu', 'show.consents', 'show.mine'] as const
  const seen = await Promise.all(queries.map((query) => town.press(name, query, { case: id })))
  for (const start of ['0', '1'])
    seen.push(await town.press(name, 'show.plan', { case: id, section: 'history', start }))
  if (proposal) seen.push(await town.press(name, 'show.proposal', { case: id, proposal }))
  return textOf(seen)
}

const health = /skolehelsetjenesten/i

test('a no to one service is the same to another as no answer, wherever it can be looked for', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await refuse(town, id, 'skolehelsetjeneste', 'skolehelsetjeneste')
  const after = await everything(town, 'jonas', id)
  expect(after).not.toMatch(/[Ss]kolehelsetjenesten|sagt nei|sa nei|NOT THEM/)
  const history = textOf(await town.press('jonas', 'show.plan', { case: id, section: 'history' }))
  expect(history).toContain('spurte familien om samtykke')
  for (const name of ['ingrid', 'terje'] as const) {
    const seen = await everything(town, name, id)
    expect(seen).toMatch(health)
    expect(seen).toContain('NOT THEM')
  }
})

test('one that was let in and taken out again is told to nobody but those and the case’s own', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await consent(town, id, { services: ['ppt', 'skolehelsetjeneste'] })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('nora') })
  expect(await everything(town, 'jonas', id)).toMatch(health)
  const typed = { ...takenBack, what: 'service:skolehelsetjeneste', reason: 'NOT THEM' }
  await town.submit('ingrid', 'consent.withdraw', { case: id }, typed)
  expect((await caseOf(town, id)).consents.at(-1)).toMatchObject({ takenBack: [{}] })
  const history = textOf(await town.press('jonas', 'show.plan', { case: id, section: 'history' }))
  expect(textOf(await town.press('jonas', 'show.consents', { case: id }))).not.toMatch(
    /[Ss]kolehelsetjenesten|Trakk|NOT THEM/,
  )
  expect(history).not.toContain('NOT THEM')
})

test('who was refused themselves, for a part of what was asked, sees that, and of the others nothing', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await refuse(town, id, 'ppt,skolehelsetjeneste', 'skolehelsetjeneste')
  const seen = textOf(await town.press('jonas', 'show.consents', { case: id }))
  expect(seen).toContain('Pedagogisk-psykologisk tjeneste')
  expect(seen).not.toMatch(/[Ss]kolehelsetjenesten|NOT THEM/)
})

test('of a proposal others see what is lacking, and whoever decides that the family said no', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const consents = async () => textOf(await town.press('jonas', 'show.consents', { case: id }))
  const asks = await propose(town, id, 'ingrid', { to: '3', services: 'skolehelsetjeneste' })
  // Nor is it said of whom it is missing, so that nothing goes away with the no.
  const unasked = await consents()
  expect(unasked).not.toMatch(/[Ss]kolehelsetjenesten|er dekket av et samtykke/)
  await refuse(town, id, 'skolehelsetjeneste', 'skolehelsetjeneste')
  expect(await consents()).toBe(unasked)
  await town.press('ingrid', 'level.withdraw', { case: id, proposal: asks })
  const proposal = await propose(town, id, 'ingrid', { to: '3', services: 'skolehelsetjeneste' })
  const seen = async (name: Name) => textOf(await town.press(name, 'show.proposal', { case: id, proposal }))
  expect(await seen('jonas')).not.toMatch(/sa nei|Godkjenn uten/)
  expect(await seen('terje')).toContain('Godkjenn uten')
  const yes = {
    topic: 'learning',
    meetingDay: '2026-11-02',
    reason: 'Yes',
    parentsTookPart: 'true',
    childAsked: 'true',
  }
  const data = { case: id, proposal, approve: 'yes', leftOut: 'skolehelsetjeneste' }
  await town.submit('terje', 'level.decide', data, yes)
  expect((await caseOf(town, id)).level).toBe(3)
  expect(await seen('terje')).toMatch(health)
  expect(await seen('jonas')).not.toMatch(health)
})

test('that all was taken back before somebody was let in stands nowhere for them, and for whom it ended it does', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  town.setClock('2026-11-03T09:00:00.000Z')
  await consent(town, id, { services: ['skole', 'ppt', 'skolehelsetjeneste'] })
  for (const name of ['jonas', 'nora'] as const)
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id(name) })
  const history = async (name: Name) =>
    textOf(await town.press(name, 'show.plan', { case: id, section: 'history', start: '0' }))
  const back = 'registrerte at samtykket ble trukket tilbake'
  expect([(await history('ingrid')).includes(back), (await history('jonas')).includes(back)]).toEqual([true, true])
  expect(await history('nora')).toContain('spurte familien om samtykke')
  expect(await history('nora')).not.toContain(back)
  expect(textOf(await town.press('nora', 'show.consents', { case: id }))).not.toContain('Trakk')
})

test('whoever is of KE and works where the case has its home learns no more of either than the rest of KE', async () => {
  const town = await createTown()
  const accounts = [accountOf('sara')]
  const row = personToImport('Sara Myhre', { roles: ['employee', 'ke'], accounts })
  const id = await logWithJonas(town)
  await refuse(town, id, 'skolehelsetjeneste', 'skolehelsetjeneste')
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
  const data = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const typed = { signedBy: 'guardian-1', childAsked: 'true', excludedStaff: town.id('mari') }
  await sayYes(town, 'ingrid', data, typed)
  await town.store.importPeople([row], town.app.ids)
  await propose(town, id, 'terje', { to: '3' })
  const seen = textOf(await town.press('sara', 'show.consents', { case: id }))
  expect(seen).toContain('FJ-1001')
  expect(seen).not.toMatch(/Mari Holm|[Ss]kolehelsetjenesten|sa nei|NOT THEM/)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('sara') })
  const inside = textOf(await town.press('sara', 'show.consents', { case: id }))
  for (const words of [/Mari Holm/, health, /Sa nei/]) expect(inside).toMatch(words)
})
