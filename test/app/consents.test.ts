/** The consents of a case on one card: which is missing, how each stands and since when, and what may be done about it. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, cardOf, createTown, type Name, type Texts, type Town, textOf } from '../support/town.ts'
import { askFamily, caseOf, consent, logWithJonas, openLog, sayYes, takenBack, worry } from './story.ts'

const consents = async (town: Town, name: Name, id: string) =>
  cardOf(await town.press(name, 'show.consents', { case: id }))

function offersOn({ buttons }: Card): string[] {
  return buttons.map(({ action, style }) => [action, style].filter(Boolean).join(' '))
}

/** How each stands, newest first. */
function headings({ blocks }: Card): string[] {
  return blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
}

/** What stands of each, in the same order. */
function facts({ blocks }: Card): Texts[] {
  return blocks.flatMap((block) =>
    block.kind === 'facts' ? [Object.fromEntries(block.facts.map(({ label, value }) => [label, value]))] : [],
  )
}

const at = (town: Town, day: string) => town.setClock(`${day}T09:00:00.000Z`)

async function asked(town: Town, id: CaseId): Promise<string> {
  const typed = { services: 'skole,ppt', topics: 'learning,health', born: '2016-03', guardians: '2' }
  await askFamily(town, 'ingrid', { case: id }, typed)
  return (await caseOf(town, id)).consents[0]?.id ?? ''
}

test('from the question to the withdrawal: what is missing, who has signed, since when it stands so, and what comes next', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  const seen = () => consents(town, 'ingrid', id)
  const missing = 'Samtykke mangler for skole og pedagogisk-psykologisk tjeneste (PPT).'
  expect(textOf(await seen())).toContain(missing)
  expect(offersOn(await seen())).toEqual(['consent.request primary', 'show.case'])

  const first = await asked(town, id)
  // Nobody has said yes to it, so that there is nothing to take back.
  expect(actionsOn(await seen())).not.toContain('consent.withdraw')
  at(town, '2026-11-03')
  const data = { case: id, consent: first }
  await sayYes(town, 'ingrid', data, { signedBy: 'guardian-1', childAsked: 'true' })
  expect(textOf(await seen())).toContain(missing)
  expect(headings(await seen())).toEqual(['Venter på flere svar (man. 2. nov. 2026)'])
  expect(facts(await seen())).toMatchObject([
    { 'Registrert av': 'Ingrid Lunde', 'Foresatt 1': 'Samtykket skriftlig', 'Foresatt 2': 'Ikke ennå' },
  ])
  const answers = [...['consent.record primary', 'consent.refuse', 'consent.withdraw', 'show.case']]
  expect(offersOn(await seen())).toEqual(answers)
  // For which there is no room below.
  expect(actionsOn(await seen())).toContain('consent.name-signers')

  at(town, '2026-11-04')
  await sayYes(town, 'terje', data, { signedBy: 'guardian-2', evidence: 'oral' })
  expect(textOf(await seen())).toContain('Alle tjenestene som er med, er dekket av et samtykke.')
  expect(headings(await seen())).toEqual(['Gitt (ons. 4. nov. 2026)'])
  expect(facts(await seen())).toMatchObject([
    {
      Tjenester: 'Skole og Pedagogisk-psykologisk tjeneste (PPT)',
      Temaer: 'Læring og utvikling og Helse',
      Gyldig: 'tir. 3. nov. 2026 – ons. 3. nov. 2027',
      'Registrert av': 'Terje Aas',
      'Foresatt 2': 'Samtykket muntlig, notert',
    },
  ])
  expect(Object.keys(facts(await seen())[0] ?? {})).not.toContain('Trukket tilbake for')

  at(town, '2026-11-05')
  for (const what of ['topic:health', 'service:ppt'])
    await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what })
  expect(headings(await seen())).toEqual(['Gitt (ons. 4. nov. 2026)'])
  const out = { 'Trukket tilbake for': 'Pedagogisk-psykologisk tjeneste (PPT) og Helse' }
  expect(facts(await seen())).toMatchObject([out])

  at(town, '2026-11-06')
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  expect(textOf(await seen())).toContain('Familien har sagt nei for skole.')
  expect(headings(await seen())).toEqual(['Trukket tilbake (fre. 6. nov. 2026)'])
  expect(offersOn(await seen())).toEqual([
    ...['case.open-on-paper', 'consent.request', 'consent.name-signers', 'show.case'],
  ])

  at(town, '2026-11-09')
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', guardians: '2' })
  const both = ['Familien er spurt (man. 9. nov. 2026)', 'Trukket tilbake (fre. 6. nov. 2026)']
  expect(headings(await seen())).toEqual(both)
  expect(Object.keys(facts(await seen())[0] ?? {})).not.toContain('Registrert av')
})

test('one that ran out says since when', async () => {
  const town = await createTown()
  const id = await openLog(town, { until: '2026-11-20' })
  at(town, '2026-11-23')
  expect(headings(await consents(town, 'ingrid', id))).toEqual(['Utløpt (fre. 20. nov. 2026)'])
})

test('each tells who wrote down its own newest answer', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await askFamily(town, 'terje', { case: id }, { services: 'ppt', born: '2016-03', guardians: '1' })
  const second = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  const typed = { signedBy: 'guardian-1', childAsked: 'true' }
  await sayYes(town, 'terje', { case: id, consent: second }, typed)
  const seen = facts(await consents(town, 'ingrid', id)).map((one) => [one.Tjenester, one['Registrert av']])
  expect(seen).toEqual([
    ['Pedagogisk-psykologisk tjeneste (PPT)', 'Terje Aas'],
    ['Skole', 'Ingrid Lunde'],
  ])
})

test('whoever only takes part is offered to write down nothing of it, and no question', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  expect(offersOn(await consents(town, 'jonas', id))).toEqual(['show.case'])
  await consent(town, id, { services: ['skolehelsetjeneste'] })
  expect(offersOn(await consents(town, 'ingrid', id))).toEqual([
    ...['consent.withdraw', 'consent.request', 'consent.name-signers', 'show.case'],
  ])
})
