/** What is sent to the family's page without having been offered there: it does nothing, and says nothing of what is another's. */
import { expect, test } from 'vitest'
import type { Consent } from '../../src/core/consent.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { comesIn, type FamilyTown, familyTown } from '../support/family-town.ts'
import { type Texts, textOf } from '../support/town.ts'
import { askFamily, caseOf, openLog, sayYes, worry } from './story.ts'

/** A log of a young person of 16, who alone has let in the health service. */
async function logOfYoung(town: FamilyTown): Promise<CaseId> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'skolehelsetjeneste' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,skolehelsetjeneste', born: '2010-03' })
  for (const { id: consent, required } of (await caseOf(town, id)).consents.toReversed())
    await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: required.join(','), childAsked: 'true' })
  return id
}

test.each([
  ['service:skolehelsetjeneste/helsestasjonen', 'service:ppt/ppt'],
  ['service:skolehelsetjeneste', 'service:ppt'],
])(
  '%s, which is a young person’s alone, is taken back by no guardian, and as little as what nobody has',
  async (own, none) => {
    const town = await familyTown()
    const id = await logOfYoung(town)
    await comesIn(town, id)
    const before = (await caseOf(town, id)).consents
    const answers = await Promise.all(
      [own, none, 'service:', 'nothing'].map(async (what) => {
        return textOf(await town.at('mother', 'family.withdraw', { case: id }, { what }))
      }),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('Velg hva du vil trekke')
    expect((await caseOf(town, id)).consents).toEqual(before)
    await town.at('mother', 'family.withdraw', { case: id }, { what: 'service:skole/fjordvik-skole' })
    expect((await caseOf(town, id)).consents).not.toEqual(before)
  },
)

const yes = { services: 'ppt/ppt', topics: 'learning', childAsked: 'true' }

test.each<Texts>([{}, { answer: 'no' }])(
  'where somebody has a secret address no answer goes through the page: %o',
  async (data) => {
    const town = await familyTown()
    const id = await openLog(town)
    await comesIn(town, id)
    await town.submit('ingrid', 'case.shield', { case: id }, { shielded: 'true' })
    await town.submit('ingrid', 'consent.request', { case: id }, { services: 'ppt', topics: 'learning' })
    const asked = async (): Promise<Consent | undefined> => (await caseOf(town, id)).consents.at(-1)
    const before = await asked()
    const sent = { case: id, consent: before?.id ?? '', ...data }
    const answer = await town.at('mother', 'family.answer', sent, yes)
    expect(answer).toEqual(await town.at('mother', 'family.answer', { ...sent, consent: 'consent_none' }, yes))
    expect(textOf(answer)).toContain('Dette er endret siden du åpnet siden')
    expect(await asked()).toEqual(before)
  },
)

test('a question is answered once by each, and none is that was answered by all', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  const asked = { services: 'ppt', topics: 'learning', born: '2016-03', guardians: '2', care: 'guardians' }
  await town.submit('ingrid', 'consent.request', { case: id }, asked)
  const [given, ppt] = (await caseOf(town, id)).consents
  const form = (consent: string | undefined) =>
    town.at('mother', 'family.answer', { case: id, consent: consent ?? '' }, {}, { kind: 'open' })
  expect((await form(ppt?.id)).name).toBe('family-form')
  expect((await form(given?.id)).name).toBe('family-no')
  await town.at('mother', 'family.answer', { case: id, consent: ppt?.id ?? '' }, yes)
  const signed = (await caseOf(town, id)).consents.at(-1)
  expect(signed).toMatchObject({ status: 'partly-signed', signed: [{ signer: 'guardian-1' }] })
  expect((await form(ppt?.id)).name).toBe('family-no')
  await town.at('mother', 'family.answer', { case: id, consent: ppt?.id ?? '', answer: 'no' })
  expect((await caseOf(town, id)).consents.at(-1)).toEqual(signed)
})

test('a delivery that has done something else makes no code a good one', async () => {
  const town = await familyTown()
  const id = await openLog(town)
  await comesIn(town, id)
  const once = { delivery: 'the same' }
  await town.at('mother', 'family.write', { case: id }, { text: 'He sleeps badly' }, once)
  const entered = await town.at('mother', 'family.enter', {}, { code: 'ZZZZ-ZZZZ-ZZZZ-ZZZZ' }, once)
  expect(textOf(entered)).toContain('Koden virker ikke')
})
