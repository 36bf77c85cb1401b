/** Who must sign, as people meet it: what is known of it and by whom, who may correct it, and what ends with an age. */
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
  wholeMenu,
} from '../support/town.ts'
import { addMeasure, askFamily, caseOf, openLog, sayYes, takenBack, told, worried, worry } from './story.ts'

/** A log in which Jonas of PPT takes part, of somebody whose two parents have said yes. */
async function logOf(town: Town, born: string, services = 'skole,ppt'): Promise<CaseId> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  await askFamily(town, 'ingrid', { case: id }, { services, born, guardians: '2' })
  for (const { id: consent, required } of (await caseOf(town, id)).consents)
    await sayYes(town, 'ingrid', { case: id, consent }, { signedBy: required.join(','), childAsked: 'true' })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  return id
}

const seen = async (town: Town, who: 'ingrid' | 'terje' | 'jonas', action: string, id: CaseId, more: Texts = {}) =>
  textOf(await town.press(who, action, { case: id, ...more }))

test('what is known stands in the case and its history with who told it, for those who see all of it', async () => {
  const town = await createTown()
  const id = await logOf(town, '2016-03')
  const two = 'To har foreldreansvar, og de foresatte har omsorgen'
  expect(await seen(town, 'terje', 'show.case', id)).toContain(`${two} (ført av Ingrid Lunde man. 2. nov. 2026)`)
  expect(await seen(town, 'jonas', 'show.case', id)).not.toContain('foreldreansvar')
  town.setClock('2026-11-03T09:00:00.000Z')
  const form = cardOf(await town.open('terje', 'consent.name-signers', { case: id }))
  expect(valuesIn(form)).toEqual({ born: '03.2016', guardians: '2', care: 'guardians' })
  expect(textOf(form)).toContain('ført av Ingrid Lunde')
  const one = { ...valuesIn(form), guardians: '1', reason: 'WHY ONLY ONE' }
  expect(textOf(await town.submit('ingrid', 'consent.name-signers', { case: id }, one))).toContain(
    'Be lederen om å føre det',
  )
  const unsaid = textOf(await town.submit('terje', 'consent.name-signers', { case: id }, { ...one, reason: '' }))
  expect(unsaid).toContain('"error":"Færre eller andre skal samtykke enn før. Skriv hvorfor')
  await town.submit('terje', 'consent.name-signers', { case: id }, one)
  const alone = 'Én har foreldreansvar, og de foresatte har omsorgen'
  expect(await seen(town, 'ingrid', 'show.case', id)).toContain(`${alone} (ført av Terje Aas tir. 3. nov. 2026)`)
  const history = await seen(town, 'ingrid', 'show.plan', id, { section: 'history', start: '0' })
  expect(history).toContain('Terje Aas: førte hvem som har foreldreansvar')
  for (const words of [two, alone, 'WHY ONLY ONE']) expect(history).toContain(words)
  const other = await seen(town, 'jonas', 'show.plan', id, { section: 'history', start: '0' })
  expect(other).toContain('førte hvem som har foreldreansvar')
  for (const words of [two, alone, 'WHY ONLY ONE', '2016-03']) expect(other).not.toContain(words)
})

test('a question about school and health of a young person of 16 is two, each answered where it stands', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,skolehelsetjeneste', born: '2010-03' })
  const [first, second] = (await caseOf(town, id)).consents
  expect([first?.required, second?.required]).toEqual([['guardian-1', 'young-person'], ['young-person']])
  const card = cardOf(await town.press('ingrid', 'show.consents', { case: id }))
  const rows = card.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  expect(rows.map(({ action, data }) => [action, data.consent])).toEqual([
    ['consent.record', second?.id],
    ['consent.refuse', second?.id],
    ['consent.record', first?.id],
    ['consent.refuse', first?.id],
  ])
  // Below them both it would not say which it answers.
  expect(card.buttons.map(({ action }) => action)).not.toContain('consent.record')
  const yes = { case: id, consent: second?.id ?? '' }
  await sayYes(town, 'ingrid', yes, { signedBy: 'young-person', childAsked: 'true' })
  expect((await caseOf(town, id)).consents.map(({ status }) => status)).toEqual(['requested', 'given'])
  const left = cardOf(await town.press('ingrid', 'show.consents', { case: id }))
  const beside = left.blocks.flatMap((block) => (block.kind === 'row' ? [block.button.action] : []))
  expect(beside.filter((action) => action === 'consent.record' || action === 'consent.refuse')).toEqual([])
  expect(actionsOn(left)).toContain('consent.record')
})

test('whoever has come of an age since the family was asked, answers too, and the form says so', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2011-12' })
  const data = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const form = async (action: string) => textOf(await town.open('ingrid', action, data))
  expect(await form('consent.record')).not.toContain('Den unge selv')
  await town.until('2026-12-02')
  for (const action of ['consent.record', 'consent.refuse', 'consent.withdraw'])
    expect(await form(action), action).toContain('{"value":"young-person","label":"Den unge selv"}')
  expect(await form('consent.record')).toContain('Må nå også samtykke: den unge selv')
  expect(await seen(town, 'ingrid', 'show.consents', id)).toContain('{"label":"Den unge selv","value":"Ikke ennå"}')
  const first = textOf(await sayYes(town, 'ingrid', data, { signedBy: 'guardian-1', childAsked: 'true' }))
  expect(first).toContain('Svaret er registrert. Vi venter på den unge selv.')
  expect(await caseOf(town, id)).toMatchObject({ level: 0 })
  await sayYes(town, 'ingrid', data, { signedBy: 'young-person', childAsked: 'true' })
  expect(await caseOf(town, id)).toMatchObject({ level: 1, consents: [{ status: 'given' }] })
  expect(await seen(town, 'ingrid', 'show.case', id)).not.toContain('Andre skal samtykke')
})

test('whoever has come of an age at which they answer alone about health is asked anew, and the card and the forms say why', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  town.setClock('2026-11-29T09:00:00.000Z')
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,skolehelsetjeneste', born: '2010-12' })
  const data = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  await town.until('2026-12-08')
  const reminders = town.channel.sent().filter(({ to, card }) => to === 'ingrid' && card.name === 'reminder')
  const offered = reminders.slice(-1).flatMap(({ card }) => actionsOn(card))
  expect(offered).toEqual(expect.arrayContaining(['consent.request', 'show.consents']))
  expect(offered).not.toContain('consent.record')
  const why = 'Andre skal samtykke nå enn de som ble spurt om skole og skolehelsetjenesten.'
  expect(textOf(await town.open('ingrid', 'consent.record', data))).toContain(why)
  const typed = { signedBy: 'young-person', services: 'skolehelsetjeneste' }
  expect(textOf(await sayYes(town, 'ingrid', data, typed))).toContain('Be om samtykke på nytt')
  const card = await seen(town, 'ingrid', 'show.consents', id)
  expect(card).toContain('Gjelder ikke lenger, fordi andre skal samtykke (søn. 29. nov. 2026)')
  expect(card).not.toContain('consent.record')
  expect(card).toContain('consent.request')
  expect(textOf(await town.open('ingrid', 'consent.request', { case: id }))).toContain(why)
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole,skolehelsetjeneste', born: '' })
  const [old, school, health] = (await caseOf(town, id)).consents
  expect([old?.status, school?.services, health?.required]).toEqual(['cancelled', ['skole'], ['young-person']])
  await sayYes(
    town,
    'ingrid',
    { case: id, consent: health?.id ?? '' },
    { signedBy: 'young-person', childAsked: 'true' },
  )
  expect((await caseOf(town, id)).consents.map(({ status }) => status)).toEqual(['cancelled', 'requested', 'given'])
})

test('a guardian who was named later can take back what the first gave', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'consent.name-signers', { case: id }, { guardians: '2' })
  const form = textOf(await town.open('ingrid', 'consent.withdraw', { case: id }))
  expect(form).toContain('{"value":"guardian-2","label":"Foresatt 2"}')
  const typed = { ...takenBack, what: 'whole', signer: 'guardian-2' }
  await town.submit('ingrid', 'consent.withdraw', { case: id }, typed)
  expect((await caseOf(town, id)).consents[0]?.status).toBe('withdrawn')
})

test('on the first of the month in which somebody is 18, nobody reads by what was signed for a child', async () => {
  const town = await createTown({ content: 'chat' })
  const id = await logOf(town, '2008-12')
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, text: 'READ TOGETHER' })
  town.setClock('2026-11-30T22:00:00.000Z')
  expect(await seen(town, 'jonas', 'show.plan', id)).toContain('READ TOGETHER')
  town.setClock('2026-12-01T08:00:00.000Z')
  for (const action of ['show.case', 'show.plan', 'show.consents'])
    expect(await seen(town, 'jonas', action, id)).not.toContain('FJ-1001')
  const note = { text: 'x', topic: 'learning' }
  expect(textOf(await town.submit('jonas', 'note.add', { case: id }, note).catch(String))).not.toContain('FJ-1001')
  const before = town.channel.sent().length
  await town.run()
  const sent = town.channel.sent().slice(before)
  expect(textOf(sent.filter(({ to }) => to === 'jonas'))).not.toContain('READ TOGETHER')
  expect([...new Set(told(town, 'breach'))]).toEqual(['terje'])
  expect(textOf(sent.filter(({ to }) => to === 'terje'))).toContain('Andre skal samtykke enn før')
  expect(textOf(sent.filter(({ to, card }) => to === 'ingrid' && card.name === 'reminder'))).toContain(
    'Andre skal samtykke',
  )
})

test('then the menu first offers to ask them, about nothing that others chose; what they say holds', async () => {
  const town = await createTown()
  const id = await logOf(town, '2008-12')
  // Asked of the parents on the last day, and never answered.
  town.setClock('2026-11-30T09:00:00.000Z')
  await askFamily(town, 'ingrid', { case: id }, { services: 'bup', guardians: '', care: '', born: '' })
  town.setClock('2026-12-01T09:00:00.000Z')
  const card = cardOf(await town.press('ingrid', 'show.case', { case: id }))
  expect(actionsOn(card)[0]).toBe('consent.request')
  expect(await seen(town, 'ingrid', 'show.consents', id)).toContain(
    'Gjelder ikke lenger, fordi andre skal samtykke (tir. 1. des. 2026)',
  )
  expect(await seen(town, 'ingrid', 'show.consents', id)).toContain('man. 2. nov. 2026 – man. 30. nov. 2026')
  const form = cardOf(await town.open('ingrid', 'consent.request', { case: id }))
  expect(valuesIn(form)).toEqual({})
  expect(textOf(form)).toContain('{"label":"Familien har sagt ja til","value":"Ingenting nå"}')
  const typed = { services: 'skole,ppt,bup', topics: 'learning', guardians: '', care: '', born: '' }
  await askFamily(town, 'ingrid', { case: id }, typed)
  const { consents } = await caseOf(town, id)
  const consent = consents.at(-1)
  expect(consent).toMatchObject({ checkpoint: 'age', required: ['self'], services: ['skole', 'ppt', 'bup'] })
  expect(consents.at(-2)).toMatchObject({ status: 'cancelled', services: ['bup'] })
  expect(await seen(town, 'ingrid', 'show.consents', id)).not.toContain('Nytt for familien')
  const data = { case: id, consent: consent?.id ?? '' }
  expect(valuesIn(cardOf(await town.open('ingrid', 'consent.record', data))).services ?? '').toBe('')
  await sayYes(town, 'ingrid', data, { signedBy: 'self' })
  expect(await seen(town, 'jonas', 'show.case', id)).toContain('FJ-1001')
})

test('who has parental responsibility is corrected from the menu alone, where the case knows it and it says who signs', async () => {
  const town = await createTown()
  const id = await worry(town)
  const menu = async () => actionsOn(await wholeMenu(town, 'ingrid', { case: id }))
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  expect(await menu()).not.toContain('consent.name-signers')
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
  expect(await menu()).toContain('consent.name-signers')
  expect(actionsOn(cardOf(await town.press('ingrid', 'show.case', { case: id })))).not.toContain('consent.name-signers')
})

test('whoever was pregnant before 18 is asked on after it, and signs as somebody grown up', async () => {
  const town = await createTown()
  const card = cardOf(await town.submit('ingrid', 'concern.register', {}, { ...worried, targetGroup: 'pregnant' }))
  const id: CaseId = `case_${(dataOf(card, 'show.menu').case ?? '').slice(5)}`
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  const nobody = { born: '', guardians: '', care: '' }
  await askFamily(town, 'ingrid', { case: id }, { ...nobody, services: 'skole', minor: 'yes', born: '2008-12' })
  const first = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  expect(textOf(await town.open('ingrid', 'consent.record', { ...first, unfold: 'yes' }))).toContain('childAsked')
  await sayYes(town, 'ingrid', first, { signedBy: 'self' })
  await town.until('2026-12-02')
  await askFamily(town, 'ingrid', { case: id }, { ...nobody, services: 'ppt' })
  const now = await caseOf(town, id)
  expect(now.consents.map(({ status }) => status)).toEqual(['given', 'requested'])
  // It was not told anew: she has come of age.
  expect(now).toMatchObject({ minor: true, born: '2008-12' })
  const data = { case: id, consent: now.consents.at(-1)?.id ?? '' }
  expect(textOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' }))).not.toContain('childAsked')
  expect(await seen(town, 'ingrid', 'show.case', id)).toContain('"value":"Nei, hun er 18 år eller eldre')
  const form = cardOf(await town.open('ingrid', 'consent.name-signers', { case: id }))
  expect(valuesIn(form)).toMatchObject({ minor: 'no', born: '12.2008' })
  await town.submit('ingrid', 'consent.name-signers', { case: id }, valuesIn(form))
  expect(await caseOf(town, id)).toMatchObject({ minor: false, born: '2008-12' })
})
