/** Units, as they are met through the door: what the forms offer, what is said of whom the family lets in, a case that comes to another school. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, cardOf, createTown, dataOf, type Texts, type Town, textOf, valuesIn } from '../support/town.ts'
import {
  addMeasure,
  answered,
  askFamily,
  asking,
  caseOf,
  consent,
  logWithJonas,
  openLog,
  receivedBy,
  saidNo,
  takenBack,
  worry,
} from './story.ts'
import { moveToNes, nes, own, townOfTwo } from './two-schools.ts'

/** The choices of a field, as value and label. */
function choicesIn({ blocks }: Card, id: string): [string, string][] {
  const field = blocks.find((block) => 'id' in block && block.id === id)
  return field && 'choices' in field ? field.choices.map(({ value, label }) => [value, label]) : []
}

/** The family is asked, by Ingrid. */
async function asked(town: Town, id: CaseId, services: string): Promise<Texts> {
  await askFamily(town, 'ingrid', { case: id }, { services })
  return { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
}

const signed: Texts = { ...answered, signedBy: 'guardian-1', childAsked: 'true', topics: asking.topics ?? '' }

test('the form of a first yes has each school by its name and chooses none, and a service with one unit by its own', async () => {
  const town = await townOfTwo()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt,bup' })
  const form = cardOf(await town.open('ingrid', 'consent.record', await asked(town, id, 'skole,ppt,bup')))
  expect(choicesIn(form, 'services')).toEqual([
    [own, 'Skole – Fjordvik skole'],
    [nes, 'Skole – Nes skole'],
    ['ppt/ppt', 'Pedagogisk-psykologisk tjeneste (PPT)'],
    ['bup', 'Barne- og ungdomspsykiatrisk poliklinikk (BUP)'],
  ])
  expect(valuesIn(form).services ?? '').toBe('')
})

test('where an administrator alone is registered is no unit of a service', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'koordinerende-enhet' })
  const form = cardOf(await town.open('ingrid', 'consent.record', await asked(town, id, 'koordinerende-enhet')))
  expect(choicesIn(form, 'services').map(([value]) => value)).toEqual(['koordinerende-enhet/ke'])
})

test('a later form begins with the units the family lets in, and says which would be new', async () => {
  const town = await townOfTwo()
  const id = await openLog(town, { services: ['ppt'] })
  const data = await asked(town, id, 'skole,ppt')
  const form = cardOf(await town.open('ingrid', 'consent.record', data))
  expect(valuesIn(form).services).toBe(`${own},ppt/ppt`)
  expect(textOf(form)).toContain('{"label":"Nytt for familien","value":"Skole – Nes skole"}')
  expect(textOf(await town.press('ingrid', 'show.consents', { case: id }))).toContain(
    '{"label":"Nytt for familien","value":"Skole – Nes skole"}',
  )
})

test('a teacher of the other school is not in the choices, and is refused with which consent is missing and the way to it', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  const form = cardOf(await town.open('ingrid', 'participant.add', { case: id }))
  expect(textOf(form)).not.toContain('Mari Holm')
  const no = cardOf(await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') }))
  expect(textOf(no)).toContain('Samtykke mangler for skole – Nes skole')
  expect(textOf(await town.press('mari', 'show.case', { case: id }))).not.toContain('FJ-1001')
  // The own service can be asked about again, for its other units.
  expect(actionsOn(cardOf(await town.press('ingrid', 'show.consents', { case: id })))).toContain('consent.request')
  await consent(town, id, { services: ['skole'] }, `${own},${nes}`)
  const again = cardOf(await town.open('ingrid', 'participant.add', { case: id }))
  expect(choicesIn(again, 'person').map(([value]) => value)).toContain(`${town.id('mari')}@nes-skole/skole`)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  expect(textOf(await town.press('mari', 'show.case', { case: id }))).toContain('FJ-1001')
})

test('a field of words names the schools the family has let in, and no other of the same service', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  const said = async (action: string, data: Texts = {}) => {
    return textOf(cardOf(await town.open('ingrid', action, { case: id, ...data })))
  }
  const first = 'dem som er med i saken fra skole – Fjordvik skole'
  expect(await said('note.add')).toContain(`${first}.`)
  await consent(town, id, { services: ['skole'], topics: ['learning', 'health'] }, `${own},${nes}`)
  const measure = { measure: await addMeasure(town, id, { topic: 'learning' }) }
  const both = `${first} og skole – Nes skole`
  expect(await said('note.add')).toContain(`${both}.`)
  expect(await said('measure.evaluate', measure)).toContain(`${both}.`)
  // The family says no to the other school, when it is asked again.
  const data = await asked(town, id, 'skole')
  await town.submit('ingrid', 'consent.refuse', data, { ...saidNo, services: nes })
  for (const text of [await said('note.add'), await said('measure.evaluate', measure)]) {
    expect(text).toContain(`${first}.`)
    expect(text).not.toMatch(/nes[- ]skole/i)
  }
})

test('a field of words names nobody whose consent is over', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  await consent(town, id, { services: ['ppt'], until: '2026-11-05' })
  const said = async () => textOf(cardOf(await town.open('ingrid', 'note.add', { case: id })))
  expect(await said()).toContain('(PPT)')
  town.setClock('2026-11-06T09:00:00.000Z')
  expect(await said()).toContain('fra skole – Fjordvik skole.')
})

test('one school is taken back by itself, and the service as a whole is all of it', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  await consent(town, id, { services: ['skole'] }, `${own},${nes}`)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  const form = cardOf(await town.open('ingrid', 'consent.withdraw', { case: id }))
  expect(choicesIn(form, 'what').slice(1, 4)).toEqual([
    ['service:skole', 'Bare for skole (alle enhetene)'],
    [`service:${own}`, 'Bare for skole – Fjordvik skole'],
    [`service:${nes}`, 'Bare for skole – Nes skole'],
  ])
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: `service:${nes}` })
  expect(textOf(await town.press('mari', 'show.case', { case: id }))).not.toContain('FJ-1001')
  const card = textOf(await town.press('ingrid', 'show.consents', { case: id }))
  expect(card).toContain('{"label":"Trukket tilbake for","value":"Skole – Nes skole"}')
  expect((await caseOf(town, id)).participants.map(({ person }) => person)).toEqual([town.id('ingrid')])
  const left = cardOf(await town.open('ingrid', 'consent.withdraw', { case: id }))
  expect(choicesIn(left, 'what')[1]).toEqual(['service:skole', 'Bare for skole – Fjordvik skole'])
})

test('one school is refused by itself, and said so', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  const data = await asked(town, id, 'skole')
  const form = cardOf(await town.open('ingrid', 'consent.refuse', data))
  expect(choicesIn(form, 'services').map(([value]) => value)).toEqual(['skole', own, nes])
  await town.submit('ingrid', 'consent.refuse', data, { ...saidNo, services: nes })
  const card = textOf(await town.press('ingrid', 'show.consents', { case: id }))
  expect(card).toContain('Sa nei til skole – Nes skole')
  const answer = cardOf(await town.open('ingrid', 'consent.record', data))
  expect(choicesIn(answer, 'services').map(([value]) => value)).toEqual([own])
  const request = textOf(await town.open('ingrid', 'consent.request', { case: id }))
  expect(request).toContain('{"label":"Familien har sagt nei til","value":"Skole – Nes skole"}')
})

test('a form that names services alone comes back with the units to choose, and nothing typed is lost', async () => {
  const town = await townOfTwo()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  const data = await asked(town, id, 'skole')
  const typed = { ...signed, services: 'skole', purpose: 'TO HELP HER', from: '2026-11-02', until: '2027-11-02' }
  const again = cardOf(await town.press('ingrid', 'consent.record', { ...data, once: 'x' }, typed))
  expect(again.name).toBe('form')
  expect(textOf(again)).toContain('Velg hvilke enheter familien sa ja til.')
  expect(valuesIn(again)).toMatchObject({ purpose: 'TO HELP HER', textVersion: 'v1', until: '2027-11-02' })
  expect(choicesIn(again, 'services').map(([value]) => value)).toEqual([own, nes])
  expect((await caseOf(town, id)).consents[0]?.status).toBe('requested')
})

test('a unit that is added to the directory later is not let in', async () => {
  const town = await createTown({ secondLeader: true })
  const id = await openLog(town)
  await moveToNes(town)
  const no = cardOf(await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') }))
  expect(textOf(no)).toContain('Samtykke mangler for skole – Nes skole')
})

test('where somebody has a secret address no unit is said, but where one is chosen', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  await consent(town, id, { services: ['skole'] }, `${own},${nes}`)
  await town.submit('ingrid', 'case.shield', { case: id }, { shielded: 'true' })
  const card = textOf(await town.press('ingrid', 'show.consents', { case: id }))
  expect(card).not.toMatch(/(nes|fjordvik)[- ]skole/i)
  expect(card).toContain('"value":"Skole"')
  const data = await asked(town, id, 'skole')
  const form = cardOf(await town.open('ingrid', 'consent.record', data))
  expect(choicesIn(form, 'services')).toHaveLength(2)
})

test('in a channel a colleague of another school is not named: it would say which', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  await consent(town, id, { services: ['skole'] }, `${own},${nes}`)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  const handOver = (await caseOf(town, id)).handOver?.id ?? ''
  await town.press('mari', 'baton.accept', { case: id, handOver })
  const { byRole, settingIn } = await import('../../src/app/see/index.ts')
  const state = await caseOf(town, id)
  const named = await town.read((tx) => byRole(settingIn(town.app, tx, 'fjordvik'), state)(state.holder))
  expect(named).toBe('Stafettholderen')
})

test('the head of the school that receives is asked, knows the day and the reference, and has the case with its holder on that day', async () => {
  const town = await townOfTwo()
  const id = await logWithJonas(town)
  await addMeasure(town, id, { text: 'A QUIET CORNER', responsible: 'home' })
  const form = cardOf(await town.open('ingrid', 'transition.plan', { case: id }))
  expect(choicesIn(form, 'to')).toEqual(
    expect.arrayContaining([
      ['skole', 'Skole'],
      [nes, 'Skole – Nes skole'],
    ]),
  )
  expect(choicesIn(form, 'to').map(([value]) => value)).not.toContain(own)
  const planned = { to: nes, day: '2026-11-09' }
  const nowhere = cardOf(
    await town.submit('ingrid', 'transition.plan', { case: id }, { ...planned, to: 'skole/nowhere' }),
  )
  expect([nowhere.name, (await caseOf(town, id)).transitions]).toEqual(['form', []])
  await town.submit('ingrid', 'transition.plan', { case: id }, planned)
  await town.run()
  const asked = town.channel.sent().filter(({ card }) => card.name === 'receiving')
  expect(asked.map(({ to }) => to)).toEqual(['kari'])
  const question = asked[0]?.card
  if (!question) throw new Error('nobody was asked')
  expect(textOf(question)).toContain('FJ-1001')
  expect(textOf(question)).toContain('9. november')
  const seen = async (name: 'terje' | 'kari' | 'ingrid' | 'jonas' | 'mari') =>
    textOf([await town.press(name, 'show.case', { case: id }), await town.press(name, 'show.plan', { case: id })])
  expect(textOf(question) + (await seen('kari'))).not.toMatch(/A QUIET CORNER|Kaia|Ingrid|Fjordvik skole/)
  const data = dataOf(question, 'transition.receive')
  const answer = cardOf(await town.open('kari', 'transition.receive', data))
  expect(choicesIn(answer, 'person').map(([, label]) => label)).toEqual(['Kari Dahl', 'Mari Holm'])
  expect(textOf(answer)).not.toMatch(/A QUIET CORNER|Kaia|Ingrid|Fjordvik skole/)
  const accepted = cardOf(
    await town.submit('kari', 'transition.receive', data, { person: `${town.id('mari')}@nes-skole/skole` }),
  )
  expect(textOf(accepted)).toContain('Du har sagt ja til å ta imot.')
  // Without the family's yes nothing moves, however late it gets.
  town.setClock('2026-11-09T08:00:00.000Z')
  await town.run()
  expect((await caseOf(town, id)).unit).toBe('fjordvik-skole')
  expect(await seen('kari')).not.toContain('FJ-1001')
  await consent(town, id, { services: ['skole', 'ppt'] }, `${own},${nes},ppt/ppt`)
  await town.run()
  expect(await caseOf(town, id)).toMatchObject({ unit: 'nes-skole', holder: town.id('mari') })
  for (const name of ['kari', 'mari', 'jonas'] as const) expect(await seen(name), name).toContain('A QUIET CORNER')
  for (const name of ['ingrid', 'terje'] as const) expect(await seen(name), name).not.toMatch(/A QUIET CORNER|Kaia/)
  const told = (text: string) =>
    town.channel.sent().flatMap(({ card, to }) => (textOf(card).includes(text) ? [to] : []))
  expect(told('Enheten din har ikke lenger del i den.')).toEqual(['terje'])
  expect(told('Lederen der følger den videre.')).toContain('kari')
})

test('whoever is asked to receive and cannot says why, and those who give read it in the plan', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  await town.submit('ingrid', 'transition.plan', { case: id }, { to: nes, day: '2026-11-09' })
  const transition = (await caseOf(town, id)).transitions[0]?.id ?? ''
  const data = { case: id, transition, back: `receiving|${transition}` }
  const silent = cardOf(await town.press('kari', 'transition.decline', data, { reason: '' }))
  expect(silent.name).toBe('form')
  const no = cardOf(await town.submit('kari', 'transition.decline', data, { reason: 'WE HAVE NO ROOM' }))
  expect(textOf(no)).toContain('Du har sagt at dere ikke kan ta imot.')
  const plan = textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'transitions' }))
  expect(plan).toContain('WE HAVE NO ROOM')
  expect(plan).toContain('noen som kan ta imot')
  await town.run()
  const said = town.channel.sent().filter(({ card }) => textOf(card).includes('har sagt at den ikke kan'))
  expect(said.map(({ to }) => to).sort()).toEqual(['ingrid', 'terje'])
  expect(textOf(said.map(({ card }) => card))).not.toContain('WE HAVE NO ROOM')
})

test('called off, the plan says why, and whoever was asked learns that it is off and no more', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  await town.submit('ingrid', 'transition.plan', { case: id }, { to: nes, day: '2026-11-09' })
  await town.run()
  const transition = (await caseOf(town, id)).transitions[0]?.id ?? ''
  const data = { case: id, transition }
  const form = cardOf(await town.press('ingrid', 'transition.call-off', data, { reason: '' }))
  expect(form.name).toBe('form')
  expect(textOf(form)).toMatch(/"label":"Overgang","value":"Til [a-zæøå]/)
  const noOne = textOf(cardOf(await town.press('kari', 'transition.call-off', data, { reason: 'NOT MINE' })))
  expect(noOne).not.toContain('avlyst')
  expect((await caseOf(town, id)).transitions[0]?.status).toBe('planned')
  await town.submit('ingrid', 'transition.call-off', data, { reason: 'THEY STAY' })
  await town.run()
  const plan = textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'transitions' }))
  expect(plan).toContain('THEY STAY')
  expect(plan).toContain('Avlyst')
  expect(textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'history' }))).toContain(
    'avlyste en overgang',
  )
  const asked = town.channel.sent().filter(({ to, card }) => to === 'kari' && card.name === 'receiving')
  const now = textOf(asked[0] && town.channel.standing(asked[0].ref))
  expect(now).toContain('Overgangen er avlyst')
  expect(now).not.toContain('THEY STAY')
  const late = cardOf(await town.press('kari', 'transition.receive', data, { person: '' }))
  expect(textOf(late)).not.toContain('Takk!')
})

test('that an address is secret is no more known to the head of another school than about whom it is', async () => {
  const town = await townOfTwo()
  const id = await openLog(town)
  await town.submit('ingrid', 'case.shield', { case: id }, { shielded: 'true' })
  const history = async (name: 'kari' | 'ingrid') =>
    textOf(await town.press(name, 'show.plan', { case: id, section: 'history' }))
  expect(await history('ingrid')).toContain('skjermet adresse')
  await consent(town, id, { services: ['skole'] }, `${own},${nes}`)
  await receivedBy(town, id, { unit: 'nes-skole', leader: 'kari' })
  expect(await history('kari')).toContain('overgang')
  expect(await history('kari')).not.toContain('skjermet adresse')
})

test('whoever takes part and is let in no longer is not among those who may answer for something', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await consent(town, id, { services: ['ppt'], until: '2026-11-10' })
  const choices = async () =>
    choicesIn(cardOf(await town.open('terje', 'measure.add', { case: id })), 'responsible').map(([value]) => value)
  expect(await choices()).toEqual(expect.arrayContaining([`person:${town.id('ingrid')}`, `person:${town.id('jonas')}`]))
  town.setClock('2026-11-11T08:00:00.000Z')
  expect(await choices()).toContain(`person:${town.id('ingrid')}`)
  expect(await choices()).not.toContain(`person:${town.id('jonas')}`)
})
