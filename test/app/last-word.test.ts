/** The family's last word, at its forms and on its card: nothing is chosen for them, and a no is shown as what it is. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, cardOf, createTown, type Texts, type Town, textOf, valuesIn, wholeMenu } from '../support/town.ts'
import { askFamily, caseOf, consent, logWithJonas, openLog, sayYes, takenBack, told, worry } from './story.ts'

/** Ingrid asks the family again; gives what names the question. */
async function askedAgain(town: Town, id: CaseId, services: string): Promise<Texts> {
  await askFamily(town, 'ingrid', { case: id }, { services })
  return { case: id, consent: (await caseOf(town, id)).consents.at(-1)?.id ?? '' }
}

const no: Texts = { signer: 'guardian-1', how: 'oral', day: '2026-11-02', reason: 'NOT ANY MORE' }

const consents = async (town: Town, id: CaseId, by: 'ingrid' | 'jonas' = 'ingrid') =>
  cardOf(await town.press(by, 'show.consents', { case: id }))
const facts = ({ blocks }: Card): string[] =>
  blocks.flatMap((block) => (block.kind === 'facts' ? block.facts.map(({ label, value }) => `${label}: ${value}`) : []))
const primary = ({ blocks, buttons }: Card) => {
  const all = [...blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : [])), ...buttons]
  return all.flatMap(({ action, style }) => (style === 'primary' ? [action] : []))
}

describe('a no', () => {
  test('to a renewal ends the older yes, is shown with who, when, how and why, and is not followed by a question', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    await town.run()
    await town.submit('ingrid', 'consent.refuse', await askedAgain(town, id, 'skole,ppt'), {
      ...no,
      services: 'skole,ppt',
    })
    await town.run()
    const card = await consents(town, id)
    expect(textOf(card)).toContain('Familien sa nei (man. 2. nov. 2026)')
    expect(facts(card)).toContain(
      'Foresatt: Sa nei til skole og pedagogisk-psykologisk tjeneste (PPT) muntlig man. 2. nov. 2026',
    )
    expect(textOf(card)).toContain('NOT ANY MORE')
    expect(textOf(card)).toContain('Familien har sagt nei for skole.')
    expect(textOf(card)).not.toContain('Samtykke mangler')
    expect([actionsOn(card).includes('consent.request'), primary(card)]).toEqual([true, []])
    const seen = cardOf(await town.press('ingrid', 'show.case', { case: id }))
    expect(primary(seen)).not.toContain('consent.request')
    expect(textOf(await town.press('jonas', 'show.case', { case: id }))).not.toContain('FJ-1001')
    expect(told(town, 'consent-withdrawn').sort()).toEqual(['jonas', 'terje'])
  })

  test('to the first question is not followed by a primary one either, and can be asked again', async () => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
    await town.submit('ingrid', 'consent.refuse', await askedAgain(town, id, 'skole'), { ...no, services: 'skole' })
    const seen = cardOf(await town.press('ingrid', 'show.case', { case: id }))
    expect(primary(seen)).toEqual(['case.open-on-paper'])
    const card = await consents(town, id)
    expect([actionsOn(card).includes('consent.request'), primary(card)]).toEqual([true, []])
    const data = await askedAgain(town, id, 'skole')
    await sayYes(town, 'ingrid', data, { signedBy: 'guardian-1', childAsked: 'true' })
    expect(await caseOf(town, id)).toMatchObject({ level: 1, mode: 'digital' })
  })

  test('must name who, what, how and when, and none of it is chosen beforehand', async () => {
    const town = await createTown()
    const id = await openLog(town)
    const data = await askedAgain(town, id, 'skole')
    const form = cardOf(await town.open('ingrid', 'consent.refuse', data))
    expect(Object.values(valuesIn(form)).filter((value) => value !== '')).toEqual([])
    const answer = await town.submit('ingrid', 'consent.refuse', data, {})
    expect(textOf(answer).match(/"error":/g)).toHaveLength(3)
    const future = await town.submit('ingrid', 'consent.refuse', data, { ...no, services: 'skole', day: '2026-11-03' })
    expect(textOf(future)).toContain('Dagen er ikke kommet ennå.')
    expect((await caseOf(town, id)).consents.at(-1)?.status).toBe('requested')
  })

  test('is a service that is asked for and left unticked, as the form says', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const data = await askedAgain(town, id, 'skole,ppt')
    expect(textOf(await town.open('ingrid', 'consent.record', data))).toContain('En tjeneste uten kryss er et nei.')
    const typed = { signedBy: 'guardian-1', childAsked: 'true', services: 'skole' }
    await sayYes(town, 'ingrid', data, typed)
    expect(textOf(await town.press('jonas', 'show.case', { case: id }))).not.toContain('FJ-1001')
    expect(facts(await consents(town, id))).toContain(
      'Foresatt: Sa nei til pedagogisk-psykologisk tjeneste (PPT) skriftlig man. 2. nov. 2026',
    )
  })

  test('of which the words may not be read is shown without them, and one to another service not at all', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    await town.submit('ingrid', 'consent.refuse', await askedAgain(town, id, 'skole'), { ...no, services: 'skole' })
    expect(textOf(await consents(town, id, 'jonas'))).not.toMatch(/Sa nei til skole|NOT ANY MORE/)
    await town.submit('ingrid', 'consent.refuse', await askedAgain(town, id, 'ppt'), { ...no, services: 'ppt' })
    await consent(town, id, { services: ['ppt'], topics: ['learning'] })
    await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
    const card = await consents(town, id, 'jonas')
    expect(facts(card)).toContain(
      'Foresatt: Sa nei til pedagogisk-psykologisk tjeneste (PPT) muntlig man. 2. nov. 2026',
    )
    expect(textOf(card)).not.toContain('NOT ANY MORE')
  })
})

describe('the forms', () => {
  test('of a first consent choose nothing', async () => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
    const request = cardOf(await town.open('ingrid', 'consent.request', { case: id }))
    expect(Object.values(valuesIn(request)).filter((value) => value !== '')).toEqual([])
    expect(facts(request)).toEqual(['Samtykke mangler for: Skole'])
    const nothing = cardOf(
      await town.submit(
        'ingrid',
        'consent.request',
        { case: id },
        { services: 'skole', topics: 'learning', born: '2016-03' },
      ),
    )
    expect(textOf(nothing).match(/"error":"Velg hvor mange[^"]*omsorgen/g)).toHaveLength(1)
    const data = await askedAgain(town, id, 'skole')
    const filled = Object.entries(
      valuesIn(cardOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' }))),
    )
    const claims = filled.filter(([, value]) => value !== '' && value !== 'false').map(([field]) => field)
    expect(claims).toEqual(['from', 'until', 'holder'])
  })

  test('of a later one begin with what the family lets in, without what it took out, and say what is wider', async () => {
    const town = await createTown()
    const id = await openLog(town, { services: ['ppt'] })
    for (const what of ['topic:health', 'service:ppt'])
      await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what })
    const request = cardOf(await town.open('ingrid', 'consent.request', { case: id }))
    const left = 'wellbeing,learning,family,network,other'
    expect(valuesIn(request)).toEqual({ services: 'skole', topics: left })
    expect(facts(request)).toEqual([
      expect.stringMatching(/^Familien har sagt ja til: Skole, Trivsel/),
      'Familien har sagt nei til: Pedagogisk-psykologisk tjeneste (PPT)',
      'Nytt for familien: Alt du velger ut over dette, er mer enn familien har sagt ja til.',
      expect.stringMatching(/^Foreldreansvar: Én har foreldreansvar, .* \(ført av Ingrid Lunde man. 2. nov. 2026\)$/),
      'Fødselsmåned: 03.2016',
    ])
    const data = await askedAgain(town, id, 'skole,ppt')
    const record = cardOf(await town.open('ingrid', 'consent.record', { ...data, unfold: 'yes' }))
    expect(valuesIn(record)).toMatchObject({
      services: 'skole/fjordvik-skole',
      topics: left,
      language: 'Norwegian',
    })
    expect(valuesIn(record).purpose ?? '').toBe('')
    expect(valuesIn(record).evidence ?? '').toBe('')
    expect(valuesIn(record).textVersion ?? '').toBe('')
    const wider = 'Nytt for familien: Pedagogisk-psykologisk tjeneste (PPT) og Helse'
    expect(facts(record)).toContain(wider)
    expect(facts(await consents(town, id))).toContain(wider)
    const typed = {
      ...valuesIn(record),
      signedBy: 'guardian-1',
      purpose: 'To help',
      childAsked: 'true',
      evidence: 'oral',
      textVersion: '2',
    }
    await town.submit('ingrid', 'consent.record', data, typed)
    expect((await caseOf(town, id)).consents.at(-1)).toMatchObject({
      ...{ services: ['skole/fjordvik-skole'], topics: left.split(',') },
    })
  })

  test('of a second guardian choose no service and no topic by what the first said', async () => {
    const town = await createTown()
    const id = await worry(town)
    await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
    await askFamily(town, 'ingrid', { case: id }, { services: 'skole', guardians: '2' })
    const data = { case: id, consent: (await caseOf(town, id)).consents[0]?.id ?? '' }
    await sayYes(town, 'ingrid', data, { signedBy: 'guardian-1', childAsked: 'true' })
    const begun = valuesIn(cardOf(await town.open('ingrid', 'consent.record', data)))
    for (const field of ['services', 'topics', 'evidence']) expect(begun[field] ?? '').toBe('')
  })
})

describe('a withdrawal', () => {
  test('names who, how and on which day, and is shown so', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    const data = { case: id }
    const empty = await town.submit('ingrid', 'consent.withdraw', data, { what: 'service:ppt' })
    expect(textOf(empty).match(/"error":/g)).toHaveLength(3)
    const late = await town.submit('ingrid', 'consent.withdraw', data, {
      ...takenBack,
      what: 'whole',
      day: '2026-11-03',
    })
    expect(textOf(late)).toContain('Dagen er ikke kommet ennå.')
    await town.submit('ingrid', 'consent.withdraw', data, { ...takenBack, what: 'service:ppt' })
    const said = 'Foresatt: Trakk tilbake samtykket for pedagogisk-psykologisk tjeneste (PPT) muntlig man. 2. nov. 2026'
    expect(facts(await consents(town, id))).toContain(said)
  })

  test('is recorded by nobody who only takes part', async () => {
    const town = await createTown()
    const id = await logWithJonas(town)
    expect(actionsOn(await consents(town, id, 'jonas'))).not.toContain('consent.withdraw')
    const form = cardOf(await town.open('ingrid', 'consent.withdraw', { case: id }))
    expect(form.name).toBe('form')
    await town.press('jonas', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    expect((await caseOf(town, id)).consents.map(({ status }) => status)).toEqual(['given', 'given'])
  })

  test.each(['withdrawn', 'refused', 'expired'])('after which all that is offered can be done (%s)', async (how) => {
    const town = await createTown()
    const id = await openLog(town, { services: ['ppt'], until: '2026-11-20' })
    if (how === 'withdrawn')
      await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
    if (how === 'refused') {
      const data = await askedAgain(town, id, 'skole,ppt')
      await town.submit('ingrid', 'consent.refuse', data, { ...no, services: 'skole,ppt' })
    }
    if (how === 'expired') town.setClock('2026-11-23T09:00:00.000Z')
    for (const name of ['ingrid', 'terje'] as const) {
      const menu = await wholeMenu(town, name, { case: id })
      const offered = actionsOn(menu)
      for (const action of ['goal.set', 'measure.add', 'follow-up.add', 'note.add'])
        expect(offered).not.toContain(action)
      // What has run out is the family's yes still.
      expect(offered.includes('consent.withdraw')).toBe(how === 'expired')
      for (const action of [
        'baton.offer',
        'consent.request',
        'report.record',
        'case.open-on-paper',
        'case.close',
        'meeting.set',
      ])
        expect(offered).toContain(action)
    }
    const done = async (action: string, typed: Texts) =>
      cardOf(await town.submit('ingrid', action, { case: id }, typed)).name
    expect(await done('meeting.set', { day: '2026-12-01' })).not.toMatch(/refusal|form/)
    expect(await done('report.record', { day: '2026-11-02' })).not.toMatch(/refusal|form/)
    expect(await done('baton.offer', { person: town.id('mari') })).not.toMatch(/refusal|form/)
    await town.press('mari', 'baton.accept', { case: id, handOver: (await caseOf(town, id)).handOver?.id ?? '' })
    expect((await caseOf(town, id)).holder).toBe(town.id('mari'))
    await town.press('mari', 'case.open-on-paper', { case: id })
    expect((await caseOf(town, id)).mode).toBe('paper')
    await town.submit('mari', 'case.close', { case: id }, { reason: 'goal-reached' })
    expect((await caseOf(town, id)).status).toBe('closed')
  })
})

test('a service that is let in again is no longer one the family said no to', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'consent.refuse', await askedAgain(town, id, 'ppt'), { ...no, services: 'ppt' })
  await consent(town, id, { services: ['ppt'] })
  expect(textOf(await consents(town, id))).toContain('Alle tjenestene som er med, er dekket av et samtykke.')
})
