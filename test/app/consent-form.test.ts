/** The forms and the card of consent: what was written down comes back, and nobody is asked what does not concern them. */
import { expect, test } from 'vitest'
import {
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  type Name,
  type Texts,
  type Town,
  textOf,
  valuesIn,
} from '../support/town.ts'
import { allAsked, askFamily, caseOf, openLog, sayYes, worried, worry } from './story.ts'

async function asked(town: Town, id: string, typed: Record<string, string>, by: Name = 'ingrid'): Promise<string> {
  await town.submit(by, 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, by, { case: id }, { services: 'skole', ...typed })
  return (await caseOf(town, `case_${id.slice(5)}`)).consents.at(-1)?.id ?? ''
}

const told = {
  purpose: 'FIND FRIENDS',
  excludedPersons: 'THE UNCLE',
  childView: 'WANTS TO',
  language: 'Arabisk',
  textVersion: 'v7',
}

test('the second who signs meets what the first was told, and it stands on the card with who wrote it down', async () => {
  const town = await createTown()
  const id = await worry(town)
  const consent = await asked(town, id, { born: '2016-03', guardians: '2' })
  const first = { signedBy: 'guardian-1', childAsked: 'true', evidence: 'oral', until: '2027-05-01' }
  await sayYes(town, 'ingrid', { case: id, consent }, { ...first, ...told })
  const form = cardOf(await town.open('ingrid', 'consent.record', { case: id, consent, unfold: 'yes' }))
  expect(valuesIn(form)).toMatchObject({ ...told, childAsked: 'true', until: '2027-05-01' })
  expect(valuesIn(form).evidence ?? '').toBe('')
  const same = { services: 'skole/fjordvik-skole', topics: 'learning', evidence: 'written' }
  await town.submit('terje', 'consent.record', { case: id, consent }, { ...same, signedBy: 'guardian-2' })
  const card = textOf(await town.press('ingrid', 'show.consents', { case: id }))
  for (const words of Object.values(told)) expect(card).toContain(words)
  expect(card).toContain('{"label":"Registrert av","value":"Terje Aas"}')
})

test('a form begins with what was written down of its own consent, and reads it for nothing else', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  const consents: string[] = []
  for (const services of ['ppt', 'skole']) {
    await askFamily(town, 'ingrid', { case: id }, { services, born: '2016-03', guardians: '2' })
    consents.push((await caseOf(town, id)).consents.at(-1)?.id ?? '')
  }
  const [first = '', second = ''] = consents
  const begins = async (consent: string) =>
    valuesIn(cardOf(await town.open('ingrid', 'consent.record', { case: id, consent, unfold: 'yes' })))
  const looks = async () =>
    (await town.read((tx) => tx.access.of(id))).filter(({ what }) => what === 'consent.record').length
  const usual = { from: '2026-11-02', until: '2027-11-02', childAsked: 'false' }
  expect(await begins(first)).toMatchObject(usual)
  expect(await looks()).toBe(0)
  const typed = { signedBy: 'guardian-1', childAsked: 'true', evidence: 'oral', until: '2027-05-01' }
  await sayYes(town, 'ingrid', { case: id, consent: first }, { ...typed, purpose: 'FOR PPT' })
  expect(await begins(first)).toMatchObject({
    purpose: 'FOR PPT',
    childAsked: 'true',
    until: typed.until,
  })
  expect(await begins(first)).not.toHaveProperty('excludedPersons')
  expect(await begins(second)).toMatchObject(usual)
  await sayYes(town, 'ingrid', { case: id, consent: second }, { ...typed, purpose: 'FOR SCHOOL' })
  expect(await begins(second)).toMatchObject({ purpose: 'FOR SCHOOL' })
  await sayYes(town, 'ingrid', { case: id, consent: first }, { signedBy: 'guardian-2' })
  const before = await looks()
  expect(await begins(first)).toEqual({})
  expect(await looks()).toBe(before)
})

test('what an older consent was for is said again of a new one, by whoever is told it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  expect((await caseOf(town, id)).consents[0]?.purpose).not.toBeNull()
  await askFamily(town, 'ingrid', { case: id }, { services: 'ppt' })
  const consent = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  const form = cardOf(await town.open('ingrid', 'consent.record', { case: id, consent, unfold: 'yes' }))
  expect(valuesIn(form)).not.toHaveProperty('purpose')
})

test('a concern is registered in the name of the own service, whatever a press carries', async () => {
  const town = await createTown()
  const form = cardOf(await town.open('nora', 'concern.register'))
  expect(Object.keys(valuesIn(form))).not.toContain('service')
  const data = dataOf(form, 'concern.register')
  const card = cardOf(
    await town.press('nora', 'concern.register', data, { ...valuesIn(form), ...worried, service: 'ppt' }),
  )
  const id = dataOf(card, 'show.menu').case ?? ''
  expect(await caseOf(town, `case_${id.slice(5)}`)).toMatchObject({
    service: 'skolehelsetjeneste',
    unit: 'helsestasjonen',
  })
})

const fields = (form: ReturnType<typeof cardOf>) => form.blocks.flatMap((block) => ('id' in block ? [block.id] : []))

const about = async (town: Town, targetGroup: string) => {
  const card = cardOf(await town.submit('ingrid', 'concern.register', {}, { ...worried, targetGroup }))
  return dataOf(card, 'show.menu').case ?? ''
}
test.each([
  ['child', { required: true, optional: undefined }],
  ['pregnant', { required: false, optional: true }],
] as const)('the month of birth of a %s says truly whether it may be left empty', async (targetGroup, says) => {
  const town = await createTown()
  const id = await worry(town, { targetGroup })
  const form = cardOf(await town.open('ingrid', 'consent.request', { case: id, checkpoint: 'open' }))
  const born = form.blocks.find((block) => 'id' in block && block.id === 'born')
  expect(born).toMatchObject({ required: says.required })
  expect(born && 'optional' in born ? born.optional : undefined).toBe(says.optional)
})

const nothing = { born: '', guardians: '', care: '' }

test.each([
  ['pregnant', { minor: 'no' }],
  ['parents', {}],
])('%s who are grown up are asked nothing about a child and its guardians', async (targetGroup, grownUp) => {
  const town = await createTown()
  const id = await about(town, targetGroup)
  const consent = await asked(town, id, { ...nothing, ...grownUp })
  expect(consent).not.toBe('')
  const request = cardOf(await town.open('ingrid', 'consent.request', { case: id }))
  expect(fields(request)).toEqual(['services', 'topics'])
  const record = cardOf(await town.open('ingrid', 'consent.record', { case: id, consent, unfold: 'yes' }))
  expect(fields(record)).not.toContain('childAsked')
  expect(fields(record)).not.toContain('childView')
  const [signer] = (await caseOf(town, `case_${id.slice(5)}`)).consents[0]?.required ?? []
  await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: signer ?? '' })
  expect((await caseOf(town, `case_${id.slice(5)}`)).level).toBe(1)
})

test('of whoever is pregnant it is asked whether she is under 18, and then how old, and she signs herself', async () => {
  const town = await createTown()
  const id = await about(town, 'pregnant')
  expect(await asked(town, id, nothing)).toBe('')
  const form = cardOf(await town.open('ingrid', 'consent.request', { case: id }))
  expect(fields(form)).toEqual(['services', 'topics', 'minor', 'born'])
  expect(valuesIn(form)).toEqual({})
  const tried = async (typed: Texts) =>
    textOf(await askFamily(town, 'ingrid', { case: id }, { services: 'skole', ...nothing, ...typed }))
  expect(await tried({})).toContain('Vi må vite om hun er under 18 år')
  expect(await tried({ minor: 'yes' })).toContain('Fødselsmåneden trengs')
  for (const typed of [
    { minor: 'yes', born: '2001-03' },
    { minor: 'no', born: '2010-03' },
  ])
    expect(await tried(typed)).toContain('passer ikke med svaret')
  const consent = await asked(town, id, { ...nothing, minor: 'yes', born: '2010-03' })
  expect(await caseOf(town, `case_${id.slice(5)}`)).toMatchObject({
    minor: true,
    born: '2010-03',
    consents: [{ required: ['self'] }],
  })
  const record = cardOf(await town.open('ingrid', 'consent.record', { case: id, consent, unfold: 'yes' }))
  expect(fields(record)).toContain('childView')
  await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: 'self' })
  const card = textOf(await town.press('ingrid', 'show.case', { case: id }))
  expect(card).toContain('"label":"Er hun under 18 år?","value":"Ja, hun er under 18 år (ført av Ingrid Lunde')
  expect(card).toContain('03.2010')
})

test('a child is asked about', async () => {
  const town = await createTown()
  const id = await worry(town)
  const consent = await asked(town, id, { born: '2016-03', guardians: '1' })
  const record = cardOf(await town.open('ingrid', 'consent.record', { case: id, consent, unfold: 'yes' }))
  expect(fields(record)).toEqual(expect.arrayContaining(['childAsked', 'childView']))
})

test('the reminder that a consent runs out asks the family again, as a renewal', async () => {
  const town = await createTown()
  const id = await openLog(town, { until: '2027-01-20' })
  await town.until('2026-12-22')
  const reminders = town.channel.sent().filter(({ card }) => card.name === 'reminder')
  const asks = reminders.find(({ card }) => actionsOn(card).includes('consent.request'))
  if (!asks) throw new Error('nobody was reminded')
  const data = dataOf(asks.card, 'consent.request')
  expect(data).toMatchObject({ case: id, checkpoint: 'renewal' })
  await askFamily(town, 'ingrid', data, {})
  expect((await caseOf(town, id)).consents.at(-1)).toMatchObject({ checkpoint: 'renewal', status: 'requested' })
})

test('every day that the form offers for its end is one that it takes', async () => {
  const town = await createTown()
  const id = await worry(town)
  const consent = await asked(town, id, { born: '2016-03', guardians: '1' })
  const form = cardOf(await town.open('ingrid', 'consent.record', { case: id, consent, unfold: 'yes' }))
  const until = form.blocks.find((block) => block.kind === 'date' && block.id === 'until')
  if (until?.kind !== 'date' || !until.min) throw new Error('no first day is offered')
  const all = await allAsked(town, { case: id, consent })
  const typed = { ...valuesIn(form), ...all, signedBy: 'guardian-1', childAsked: 'true', until: until.min }
  await town.press('ingrid', 'consent.record', dataOf(form, 'consent.record'), typed)
  expect((await caseOf(town, id)).consents.at(-1)).toMatchObject({ status: 'given', until: '2026-11-03' })
})
