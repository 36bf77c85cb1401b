/** How a no of the family is shown, and what is offered after it; who is excluded, and which question an answer is to. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import {
  actionsOn,
  cardOf,
  createTown,
  type Name,
  type Texts,
  type Town,
  textOf,
  valuesIn,
  wholeMenu,
} from '../support/town.ts'
import { askFamily, caseOf, consent, logWithJonas, openLog, sayYes, takenBack, worry } from './story.ts'

const primary = ({ blocks, buttons }: Card) => {
  const all = [...blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : [])), ...buttons]
  return all.flatMap(({ action, style }) => (style === 'primary' ? [action] : []))
}
const shown = async (town: Town, id: CaseId, action: string, by: Name = 'ingrid') =>
  cardOf(await town.press(by, action, { case: id }))

/** A wondering that is to become a log with PPT; the family is asked about these. */
async function waiting(town: Town, services: string, guardians = '1'): Promise<{ id: CaseId; asked: Texts }> {
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  await askFamily(town, 'ingrid', { case: id }, { services, guardians })
  return { id, asked: { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' } }
}

const no = { signer: 'guardian-1', how: 'oral', day: '2026-11-02', reason: '' }

test('after a no to one service, or a question taken back, asking for the rest does not stand out anywhere', async () => {
  for (const how of ['refused', 'taken back']) {
    const town = await createTown()
    const { id, asked } = await waiting(town, 'ppt')
    const typed = how === 'refused' ? { ...no, services: 'ppt' } : { ...takenBack, what: 'whole' }
    const action = how === 'refused' ? 'consent.refuse' : 'consent.withdraw'
    const answer = cardOf(await town.submit('ingrid', action, asked, typed))
    expect([primary(answer), actionsOn(answer).includes('consent.request')], how).toEqual([[], true])
    const card = await shown(town, id, 'show.case')
    expect([primary(card), actionsOn(card).includes('consent.request')], how).toEqual([[], true])
    expect(textOf(card), how).toContain('Familien har sagt nei for pedagogisk-psykologisk tjeneste (PPT).')
    expect(textOf(card), how).not.toContain('Når familien har samtykket, åpner')
    await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
    expect(primary(await shown(town, id, 'show.case')), how).toEqual(['consent.record'])
  }
})

test('after a no to the log itself paper is offered, also while another service of the question has not answered', async () => {
  const town = await createTown()
  const { id, asked } = await waiting(town, 'skole,ppt')
  const paper = async () => actionsOn(await wholeMenu(town, 'ingrid', { case: id })).includes('case.open-on-paper')
  expect(await paper()).toBe(false)
  await town.submit('ingrid', 'consent.refuse', asked, { ...no, services: 'skole' })
  expect((await caseOf(town, id)).consents.at(-1)?.status).toBe('requested')
  expect(await paper()).toBe(true)
  expect(actionsOn(await shown(town, id, 'show.consents'))).toContain('case.open-on-paper')
  await town.submit('ingrid', 'case.open-on-paper', { case: id }, {})
  expect(await caseOf(town, id)).toMatchObject({ level: 1, mode: 'paper' })
})

test('a no to the log itself stands on the card of the case, and in no message', async () => {
  const town = await createTown()
  const { id, asked } = await waiting(town, 'skole')
  await town.submit('ingrid', 'consent.refuse', asked, { ...no, services: 'skole' })
  expect(textOf(await shown(town, id, 'show.case'))).toContain('Da åpnes ingen stafettlogg.')
  const { blocks } = await shown(town, id, 'show.case')
  const said = blocks.find((block) => block.kind === 'notice' && block.text.includes('sagt nei'))
  expect(said).not.toHaveProperty('discreet', true)
})

test('what is taken back is said to be shared no more only where it was', async () => {
  const town = await createTown()
  const { id, asked } = await waiting(town, 'skole')
  const back = { ...takenBack, what: 'whole' }
  expect(textOf(await town.submit('ingrid', 'consent.withdraw', asked, back))).not.toContain('delingen er stanset')
  await consent(town, id, { services: ['skole'] })
  expect(textOf(await town.submit('ingrid', 'consent.withdraw', { case: id }, back))).toContain('delingen er stanset')
})

test('each reason stands by whose it is', async () => {
  const town = await createTown()
  const { id, asked } = await waiting(town, 'skole,ppt', '2')
  const second = { ...no, signer: 'guardian-2', services: 'ppt', reason: 'NOT NOW' }
  await town.submit('ingrid', 'consent.refuse', asked, second)
  await town.submit('ingrid', 'consent.refuse', asked, { ...no, services: 'skole' })
  const { blocks } = await shown(town, id, 'show.consents')
  const at = textOf(blocks).indexOf('NOT NOW')
  expect(textOf(blocks).slice(0, at)).toContain('Foresatt 2 sa')
  expect(textOf(blocks)).not.toMatch(/Foresatt( 1)? sa/)
})

test("staff who are excluded stand on the card of the consents for the case's own service and its leader alone", async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole' })
  const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const typed = { signedBy: 'guardian-1', childAsked: 'true', excludedStaff: town.id('mari') }
  await sayYes(town, 'ingrid', data, typed)
  for (const name of ['ingrid', 'terje'] as const) {
    const text = textOf(await shown(town, id, 'show.consents', name))
    expect(text, name).toContain('{"label":"Ansatte som ikke skal være med","value":"Mari Holm"}')
    expect(text.match(/Mari Holm/g), name).toHaveLength(1)
  }
  const others = textOf(await shown(town, id, 'show.consents', 'jonas'))
  expect([others.includes('FJ-1001'), others.includes('Mari Holm')]).toEqual([true, false])
  expect(textOf(await town.press('mari', 'show.consents', { case: id }))).not.toContain('Mari Holm')
})

test('of several questions none is answered by a button that does not say which', async () => {
  const town = await createTown()
  const { id } = await waiting(town, 'skole')
  await askFamily(town, 'ingrid', { case: id }, { services: 'ppt' })
  const card = await shown(town, id, 'show.consents')
  expect(card.buttons.map(({ action }) => action)).not.toContain('consent.record')
  const rows = card.blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : []))
  expect(rows.map(({ action }) => action)).toEqual(Array(2).fill(['consent.record', 'consent.refuse']).flat())
  const ppt = textOf(await town.open('ingrid', 'consent.record', rows[0]?.data ?? {}))
  expect(ppt).toContain('{"label":"Familien er spurt om","value":"Pedagogisk-psykologisk tjeneste (PPT)"}')
})

test('a question about more than before is called no renewal, and one about the same is', async () => {
  const town = await createTown()
  const id = await openLog(town, { topics: ['learning'] })
  const asked = async (topics: string) => {
    await askFamily(town, 'ingrid', { case: id }, { services: 'skole', topics })
    return (await caseOf(town, id)).consents.at(-1)?.checkpoint
  }
  expect([await asked('learning'), await asked('learning,health')]).toEqual(['renewal', 'wider'])
  expect(textOf(await shown(town, id, 'show.consents'))).toContain('Nytt samtykke, til mer enn før')
})

test('a consent that ends with an age says so where it is written down and where it stands', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2009-03' })
  const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  const form = cardOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' }))
  expect(valuesIn(form).until).toBe('2027-02-28')
  expect(textOf(form)).toContain('søndag 28. februar 2027. Etter den dagen er det ikke de samme som må samtykke')
  await sayYes(town, 'ingrid', data, { signedBy: 'guardian-1,young-person', childAsked: 'true', until: '2027-11-02' })
  const card = textOf(await shown(town, id, 'show.consents'))
  expect(card).toContain('søn. 28. feb. 2027')
  expect(card).toContain('"label":"Grunnen til sluttdagen"')
})

test('after a whole withdrawal nothing is pressed that the family does not want, or that nobody can write', async () => {
  const town = await createTown()
  const id = await openLog(town)
  expect(textOf(await shown(town, id, 'show.case'))).toContain('Et mål')
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  const card = await shown(town, id, 'show.case')
  expect([primary(card), actionsOn(card).includes('case.unseal')]).toEqual([[], true])
  for (const words of ['Et mål', 'Et tiltak', 'Be familien om et nytt samtykke'])
    expect(textOf(card)).not.toContain(words)
  expect(textOf(card)).toContain('Innholdet er lukket, fordi familien har sagt nei.')
  expect(valuesIn(cardOf(await town.open('ingrid', 'level.propose', { case: id }))).to ?? '').toBe('')
})

test('whoever proposes is told whom the family said no to, where they may know it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await askFamily(town, 'ingrid', { case: id }, { services: 'skolehelsetjeneste' })
  const data: Texts = { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
  await town.submit('ingrid', 'consent.refuse', data, { ...no, services: 'skolehelsetjeneste' })
  const form = async (name: Name) => textOf(await town.open(name, 'level.propose', { case: id }))
  expect(await form('ingrid')).toContain('{"label":"Familien har sagt nei til","value":"Skolehelsetjenesten"}')
  expect(await form('jonas')).not.toContain('Familien har sagt nei til')
})

test('nothing is chosen of whom a wondering is about, and a day that is not written is said to be missing', async () => {
  const town = await createTown()
  expect(valuesIn(cardOf(await town.open('ingrid', 'concern.register'))).targetGroup ?? '').toBe('')
  const id = await worry(town)
  const empty = textOf(await town.submit('ingrid', 'concern.talk', { case: id }, { day: '', way: 'meeting' }))
  expect(empty).toContain('"error":"Dagen mangler.')
  const away = textOf(await town.press('terje', 'set.stand-in', {}, { person: '', from: '', until: 'soon' }))
  expect([away.includes('Dagen mangler.'), away.includes('Dette forsto jeg ikke som en dag.')]).toEqual([true, true])
})
