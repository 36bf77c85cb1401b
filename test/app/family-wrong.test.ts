/** Somebody was taken for one of the family and has answered for them: what of it ends, who is told, and what is said to whom. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import type { CaseId } from '../../src/core/ids.ts'
import { comesIn, type FamilyTown, familyTown, type Subject } from '../support/family-town.ts'
import { accountOf, cardOf, type Texts, textOf } from '../support/town.ts'
import { asking, caseOf, openLog, told, worry } from './story.ts'

const uncounted = 'Et svar teller ikke, siden det ikke ble gitt av den som ble spurt'
const ppt = 'Pedagogisk-psykologisk tjeneste (PPT)'
const yes: Texts = { services: 'ppt/ppt', topics: 'learning', childAsked: 'true' }

/** A log of two guardians, who have both come to their page and are asked about PPT; where they cooperate, be it anew. */
async function bothAsked(town: FamilyTown, isTogether = false): Promise<{ id: CaseId; asked: string }> {
  const id = await worry(town)
  await town.submit(
    'ingrid',
    'concern.conclude',
    { case: id },
    isTogether ? { outcome: 'level:2', services: 'ppt' } : { outcome: 'level:1', services: '' },
  )
  const services = isTogether ? 'skole,ppt' : 'skole'
  await town.submit('ingrid', 'consent.request', { case: id }, { ...asking, services, guardians: '2' })
  const said = { evidence: 'written', purpose: 'To help', language: 'Norwegian', textVersion: 'v1', childAsked: 'true' }
  const first = { case: id, consent: (await caseOf(town, id)).consents[0]?.id ?? '' }
  const units = isTogether ? 'skole/fjordvik-skole,ppt/ppt' : 'skole/fjordvik-skole'
  const about = { services: units, topics: asking.topics ?? '', signedBy: 'guardian-1,guardian-2' }
  await town.submit('ingrid', 'consent.record', first, { ...said, ...about })
  await comesIn(town, id)
  await comesIn(town, id, 'father', 'guardian-2')
  await town.submit('ingrid', 'consent.request', { case: id }, { services: 'ppt', topics: 'learning' })
  return { id, asked: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
}

const answers = (town: FamilyTown, who: Subject, id: CaseId, asked: string, fields: Texts = yes) =>
  town.at(who, 'family.answer', { case: id, consent: asked, ...(fields === yes ? {} : { answer: 'no' }) }, fields)

/** The one taken for the mother, as she is chosen in the form. */
async function motherIn(town: FamilyTown, id: CaseId): Promise<string> {
  return (await caseOf(town, id)).family.find(({ signer }) => signer === 'guardian-1')?.id ?? ''
}

async function shutOut(town: FamilyTown, id: CaseId, stands: string): Promise<string> {
  const typed = { member: await motherIn(town, id), reason: 'It was her sister', stands }
  return textOf(await town.submit('ingrid', 'family.shut-out', { case: id }, typed))
}

const page = async (town: FamilyTown, who: Subject, id: CaseId) =>
  textOf(await town.at(who, 'family.consents', { case: id }))

const fieldsOf = async (town: FamilyTown, id: CaseId) =>
  cardOf(await town.open('ingrid', 'family.shut-out', { case: id })).blocks.flatMap((one) =>
    'id' in one ? [one.id] : [],
  )

test('it is asked whether what they answered counts, where one of them has answered, and of whom', async () => {
  const town = await familyTown()
  const { id, asked } = await bothAsked(town)
  expect(await fieldsOf(town, id)).toEqual(['member', 'reason'])
  await answers(town, 'mother', id, asked)
  expect(await fieldsOf(town, id)).toEqual(['member', 'stands', 'reason'])
  const form = textOf(await town.open('ingrid', 'family.shut-out', { case: id }))
  expect(form).toMatch(/"label":"Har svart på spørsmål om samtykke","value":"Foresatt 1"/)
  expect(form).not.toContain('"value":"Foresatt 1 og Foresatt 2"')
  const unsaid = await shutOut(town, id, '')
  expect(unsaid).toContain('Personen har svart på spørsmål om samtykke. Si om svarene fortsatt skal gjelde.')
  expect((await caseOf(town, id)).family[0]?.shutOut).toBe(null)
  // Of whoever has answered nothing nothing need be said.
  const father = (await caseOf(town, id)).family[1]?.id ?? ''
  await town.submit('ingrid', 'family.shut-out', { case: id }, { member: father, reason: 'A court', stands: '' })
  expect((await caseOf(town, id)).family[1]?.shutOut).not.toBe(null)
})

test('it counts where it was they', async () => {
  const town = await familyTown()
  const { id, asked } = await bothAsked(town)
  await answers(town, 'father', id, asked)
  await answers(town, 'mother', id, asked)
  await shutOut(town, id, 'yes')
  expect((await caseOf(town, id)).consents.find((one) => one.id === asked)).toMatchObject({ status: 'given' })
  expect(await page(town, 'father', id)).not.toContain(uncounted)
})

test('a consent that rests on it is out of force, for everybody who knew by it, and told to all but her', async () => {
  const town = await familyTown()
  const { id, asked } = await bothAsked(town, true)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  await answers(town, 'father', id, asked)
  await answers(town, 'mother', id, asked)
  await town.run()
  expect(textOf(await town.press('jonas', 'show.plan', { case: id }))).toContain('FJ-1001')
  await shutOut(town, id, 'no')
  await town.run()
  expect((await caseOf(town, id)).consents.find((one) => one.id === asked)).toMatchObject({
    ...{ status: 'partly-signed', signed: [{ signer: 'guardian-2' }] },
  })
  // Whoever knew by it is out, and told without content.
  expect((await caseOf(town, id)).participants.map(({ service }) => service)).not.toContain('ppt')
  expect(told(town, 'consent-withdrawn')).toContain('jonas')
  expect(textOf(await town.press('jonas', 'show.plan', { case: id }))).not.toContain(uncounted)
  // The holder reads what does not count, and that it is asked anew, in the consents and in the log.
  const consents = textOf(await town.press('ingrid', 'show.consents', { case: id }))
  expect(consents).toContain(`${uncounted} (mandag 2. november 2026).`)
  expect(consents).toContain('"label":"Foresatt 1","value":"Ikke ennå"')
  // Whoever answered by themselves is named as what they are to the case.
  expect(consents).toContain('"label":"Registrert av","value":"Foresatt 1"')
  const plan = textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'history' }))
  expect(plan).toContain('registrerte at et svar ikke teller, siden det ikke ble gitt av den som ble spurt')
  // The other reads it on his page; she who is out nothing.
  const fathers = await page(town, 'father', id)
  expect(fathers).toContain(`${uncounted}. Det gjelder: `)
  expect(fathers).toContain('Den som ble spurt, kan svare på nytt')
  expect(await page(town, 'mother', id)).not.toContain(uncounted)
  expect(textOf(await town.homeOf('mother'))).not.toContain('FJ-1001')
})

test('whoever leads shuts them out, and the holder is told to ask again', async () => {
  const town = await familyTown()
  const { id, asked } = await bothAsked(town)
  await answers(town, 'mother', id, asked, {})
  const typed = { member: await motherIn(town, id), reason: 'It was her sister', stands: 'no' }
  await town.submit('terje', 'family.shut-out', { case: id }, typed)
  await town.run()
  const lines = town.channel.sent().filter(({ card }) => textOf(card).includes('Et svar om samtykke teller ikke'))
  expect(lines.map(({ to }) => to)).toEqual(['ingrid'])
  expect(textOf(await town.press('ingrid', 'show.mine', {}))).toContain('Spør familien om samtykke på nytt')
  // It is no no: whoever asks is not told that the family has refused.
  expect(textOf(await town.press('ingrid', 'show.consents', { case: id }))).not.toContain('Sa nei')
  expect(await page(town, 'father', id)).toContain('Dere blir spurt på nytt')
})

test('the right one comes by a code of her own, and answers what was asked of her', async () => {
  const town = await familyTown()
  const { id, asked } = await bothAsked(town)
  await answers(town, 'father', id, asked)
  await answers(town, 'mother', id, asked)
  await shutOut(town, id, 'no')
  await comesIn(town, id, 'stranger')
  expect(textOf(await town.homeOf('stranger'))).toContain('Du er spurt om samtykke')
  expect(textOf(await answers(town, 'stranger', id, asked))).toContain('Takk, svaret ditt gjelder fra nå')
  expect((await caseOf(town, id)).consents.find((one) => one.id === asked)).toMatchObject({ status: 'given' })
  expect(await page(town, 'father', id)).not.toContain(uncounted)
})

test('the copies say it as the pages do', async () => {
  const town = await familyTown()
  const { id, asked } = await bothAsked(town)
  await answers(town, 'mother', id, asked, {})
  await shutOut(town, id, 'no')
  const own = await town.copyOf('father', id, 'json')
  if (own.kind !== 'file') throw new Error(textOf(own))
  const data = JSON.parse(new TextDecoder().decode(own.file.bytes))
  const isValid = new Ajv2020({ allErrors: true }).compile(
    JSON.parse(readFileSync('docs/stafettlogg.schema.json', 'utf8')),
  )
  expect(isValid(data), JSON.stringify(isValid.errors)).toBe(true)
  expect(data.consents).toContainEqual(expect.objectContaining({ state: 'anew', services: [ppt], notCounted: [ppt] }))
  const archive = await town.ask({
    ...{ from: 'window', place: null, personal: true, account: accountOf('ingrid'), delivery: 'archive' },
    ...{
      kind: 'press',
      action: 'make.copy',
      data: { case: id, file: 'json' },
      fields: { recipient: 'archive', lang: 'nb' },
    },
  })
  if (archive.kind !== 'file') throw new Error(textOf(archive))
  const kept = JSON.parse(new TextDecoder().decode(archive.file.bytes))
  expect(isValid(kept), JSON.stringify(isValid.errors)).toBe(true)
  expect(kept.consents).toContainEqual(
    expect.objectContaining({
      state: 'set-aside',
      notCounted: { day: '2026-11-02', askAnew: ['pedagogisk-psykologisk tjeneste (PPT)'] },
    }),
  )
})

test('whoever takes part reads of it only where it was to them too', async () => {
  const town = await familyTown()
  const id = await openLog(town, { services: ['ppt'] })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  await comesIn(town, id)
  const ask = async (services: string) => {
    await town.submit('ingrid', 'consent.request', { case: id }, { services, topics: 'learning' })
    return (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  }
  await answers(town, 'mother', id, await ask('bup'), {})
  await shutOut(town, id, 'no')
  const jonas = textOf(await town.press('jonas', 'show.plan', { case: id, section: 'history' }))
  expect(jonas).toContain('spurte familien om samtykke')
  expect(jonas).not.toContain('ikke teller')
  expect(textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'history' }))).toContain('ikke teller')
})

test('a yes of the first of two is saved, and said to count when the other has said theirs', async () => {
  const town = await familyTown()
  const { id, asked } = await bothAsked(town)
  const first = textOf(await answers(town, 'mother', id, asked))
  expect(first).toContain('Samtykket gjelder når alle som skal svare, har sagt ja')
  expect(first).not.toContain('gjelder fra nå')
  expect(textOf(await answers(town, 'father', id, asked))).toContain('Takk, svaret ditt gjelder fra nå')
})
