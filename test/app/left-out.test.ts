/** A proposal with a service the family refused: the leader sees the no, and approves the rest. Told through the door. */
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import {
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Texts,
  type Town,
  textOf,
  valuesIn,
  whole,
} from '../support/town.ts'
import { askFamily, caseOf, consent, openLog, propose } from './story.ts'

const approval = {
  topic: 'learning',
  reason: 'AGREED',
  meetingDay: '2026-11-02',
  parentsTookPart: 'true',
  childAsked: 'true',
}
const ppt = 'Pedagogisk-psykologisk tjeneste (PPT)'

/** The family is asked about a service, and says no. */
async function refuse(town: Town, id: CaseId, services: string): Promise<void> {
  await askFamily(town, 'ingrid', { case: id }, { services })
  const { consents } = await caseOf(town, id)
  const data = { case: id, consent: consents.at(-1)?.id ?? '' }
  const typed = { signer: 'guardian-1', services, how: 'oral', day: '2026-11-02' }
  await town.submit('ingrid', 'consent.refuse', data, typed)
}

async function proposed(town: Town, services: string, to = '3') {
  const id = await openLog(town)
  const proposal = await propose(town, id, 'ingrid', { to, services })
  return { id, proposal, data: { case: id, proposal } }
}

const shown = async (town: Town, name: 'terje' | 'ingrid', data: Texts) =>
  cardOf(await town.press(name, 'show.proposal', data))

test('it is said that the family said no, never that something is missing, and the rest is approved', async () => {
  const town = await createTown()
  const { id, data } = await proposed(town, 'ppt,bup')
  await consent(town, id, { services: ['bup'] })
  await refuse(town, id, 'ppt')
  await town.run()
  const card = await shown(town, 'terje', data)
  expect(textOf(card)).toContain(`Familien sa nei til p${ppt.slice(1)}. Forslaget kan godkjennes uten.`)
  expect(textOf(card)).not.toContain('mangler')
  const row = card.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  expect(row.map(({ label }) => label)).toEqual(['Godkjenn uten PPT'])
  expect(card.buttons.map(({ label }) => label)).toEqual(['Vis saken', 'Avslå'])
  const form = cardOf(await town.open('terje', 'level.decide', row[0]?.data))
  expect(textOf(form)).toContain(`{"label":"Blir ikke med, familien sa nei","value":"${ppt}"}`)
  await town.press('terje', 'level.decide', dataOf(form, 'level.decide'), { ...valuesIn(form), ...approval })
  const state = await caseOf(town, id)
  expect(state).toMatchObject({ level: 3, services: ['skole', 'bup'] })
  expect(textOf(await shown(town, 'ingrid', data))).toContain(
    `{"label":"Blir ikke med, familien sa nei","value":"${ppt}"}`,
  )
})

test('the message about it, and what is told in the thread and to others, names no service', async () => {
  const town = await createTown()
  await town.press('ingrid', 'show.here', {}, {}, { channel: true })
  const { id, data } = await proposed(town, 'ppt,bup')
  await town.press('ingrid', 'follow.here', { case: id }, {}, { channel: true })
  await consent(town, id, { services: ['bup'] })
  await refuse(town, id, 'ppt')
  await town.run()
  const sent = town.channel.sent().filter(({ to, card }) => to === 'terje' && card.name === 'proposal')
  const standing = sent.flatMap(({ ref }) => town.channel.standing(ref) ?? [])
  expect(standing.length).toBeGreaterThan(0)
  for (const card of standing) {
    expect(textOf(card)).not.toMatch(/PPT|ppt|sa nei/)
    expect(actionsOn(card)).toContain('show.sent')
  }
  expect(textOf(await whole(town, 'terje', standing[0]))).toContain('Godkjenn uten PPT')
  town.channel.tried.length = 0
  await town.submit('terje', 'level.decide', { ...data, approve: 'yes', leftOut: 'ppt' }, approval)
  await town.run()
  const told = town.channel.sent().filter(({ card }) => card.name === 'told' || card.name === 'thread-line')
  expect(told.map(({ to }) => to)).toContain('ingrid')
  expect(textOf(told)).toContain('Ikke alt i forslaget ble med')
  expect(textOf(told.map(({ card }) => card))).not.toMatch(/PPT|ppt|sa nei/)
})

test('while another still has to answer it waits, and can be rejected', async () => {
  const town = await createTown()
  const { id, data } = await proposed(town, 'ppt,bup')
  await refuse(town, id, 'ppt')
  const card = await shown(town, 'terje', data)
  expect(textOf(card)).toContain(`Familien sa nei til p${ppt.slice(1)}.`)
  expect(textOf(card)).toContain('Samtykke mangler for')
  expect(textOf(card)).not.toContain('Godkjenn uten')
  const answer = await town.submit('terje', 'level.decide', { ...data, approve: 'yes', leftOut: 'ppt' }, approval)
  expect(textOf(answer)).toContain('Samtykke mangler for')
  expect((await caseOf(town, id)).level).toBe(1)
})

test('where it was the only one, nobody is left to cooperate with: the card says the way on', async () => {
  const town = await createTown()
  const { id, data } = await proposed(town, 'ppt', '2')
  await refuse(town, id, 'ppt')
  const card = await shown(town, 'terje', data)
  expect(textOf(card)).toContain('da er ingen igjen å samarbeide med på dette nivået. Avslå forslaget')
  expect(card.buttons.map(({ label }) => label)).toEqual(['Vis saken', 'Avslå'])
  const yes = { ...data, approve: 'yes', leftOut: 'ppt' }
  expect(textOf(await town.submit('terje', 'level.decide', yes, approval))).toContain('den eneste tjenesten')
  await town.submit('terje', 'level.decide', { ...data, approve: 'no' }, approval)
  expect((await caseOf(town, id)).proposals[0]?.status).toBe('rejected')
})

test('an answer that changed meanwhile leaves out nobody whom the family has let in', async () => {
  const town = await createTown()
  const { id, data } = await proposed(town, 'ppt,bup')
  await consent(town, id, { services: ['bup'] })
  await refuse(town, id, 'ppt')
  await consent(town, id, { services: ['ppt'] })
  const answer = await town.submit('terje', 'level.decide', { ...data, approve: 'yes', leftOut: 'ppt' }, approval)
  expect(textOf(answer)).toContain('Svaret fra familien er endret')
  expect((await caseOf(town, id)).level).toBe(1)
  await town.submit('terje', 'level.decide', { ...data, approve: 'yes' }, approval)
  expect((await caseOf(town, id)).services).toEqual(['skole', 'ppt', 'bup'])
})
