/** The card of a case: where it stands, what of it is for whose eyes, and what comes first of what may be done. */
import { expect, test } from 'vitest'
import type { Button, Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  type Name,
  type Texts,
  type Town,
  textOf,
  wholeMenu,
} from '../support/town.ts'
import {
  addMeasure,
  askFamily,
  caseOf,
  logWithJonas,
  openLog,
  propose,
  sayYes,
  takenBack,
  worried,
  worry,
} from './story.ts'

const seen = async (town: Town, name: Name, id: string) => cardOf(await town.press(name, 'show.case', { case: id }))

function factsOf({ blocks }: Card): Texts {
  const all = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))
  return Object.fromEntries(all.map(({ label, value }) => [label, value]))
}

function pressable({ blocks, buttons }: Card): Button[] {
  return [...blocks.flatMap((block) => (block.kind === 'row' ? [block.button] : [])), ...buttons]
}

/** Whatever it says beside its facts and its ways on, in order: what is late says so beside its own way. */
function linesOf({ blocks }: Card): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'list') return block.items.map(({ text, subtle }) => [text, subtle].filter(Boolean).join(' · '))
    if (block.kind === 'words') return [`${block.label}: «${block.words}»`]
    if (block.kind === 'row')
      return block.button.action === 'reminder.postpone' ? [`${block.text} · ${block.subtle}`] : []
    return 'text' in block ? [block.text] : []
  })
}

async function ask(town: Town, id: CaseId, name: Name): Promise<string> {
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id(name), text: 'What would you do?' })
  return (await caseOf(town, id)).concern.questions.at(-1)?.id ?? ''
}

test('a wondering: who wonders, what was seen, what colleagues answered, the newest first, and by when its way is chosen', async () => {
  const town = await createTown()
  const id = await worry(town)
  const question = await ask(town, id, 'nora')
  town.setClock('2026-11-03T09:00:00.000Z')
  await ask(town, id, 'mari')
  await town.submit('nora', 'concern.answer', { case: id, question }, { text: 'PLAY FRIENDS' })
  for (const name of ['ingrid', 'terje'] as const) {
    const card = await seen(town, name, id)
    expect(factsOf(card)).toEqual({
      'Det gjelder': 'Kaia',
      'Den som undrer seg': name === 'ingrid' ? 'Ingrid Lunde (deg)' : 'Ingrid Lunde',
      'Skrevet ned': 'man. 2. nov. 2026',
      Målgruppe: 'Barn',
      Tjeneste: 'Skole',
      'Samtale med familien': 'Ikke ennå',
      'Avgjøres innen': 'man. 16. nov. 2026',
    })
    expect(linesOf(card)).toEqual([
      expect.stringContaining('Nivå 0: Undring'),
      'Steg 3 av 4: Samtale. Snakk med familien, men se meldeplikten først ved mistanke om vold eller overgrep.',
      `Ballen ligger hos ${name === 'ingrid' ? 'deg' : 'Ingrid Lunde'}, med frist mandag 16. november 2026. Velg vei videre for undringen.`,
      'Hva som er sett: «Kaia is often alone in the breaks»',
      'Svar fra kollegaer',
      'Spurt tirsdag 3. november 2026, ikke noe svar ennå.',
      'Svar på spørsmål fra mandag 2. november 2026: «PLAY FRIENDS»',
    ])
  }
})

test('by when its way is chosen is another day than that of the talk with the family', async () => {
  const town = await createTown()
  await town.submit('ingrid', 'concern.register', {}, { ...worried, environment: 'true' })
  const card = cardOf(await town.say('ingrid', 'FJ-1001'))
  expect(linesOf(card)[2]).toContain('frist mandag 9. november 2026.')
  expect(factsOf(card)).toMatchObject({ 'Avgjøres innen': 'man. 16. nov. 2026' })
})

test('a wondering whose way is chosen says which level waits for the family, and no longer by when to choose', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.talk', { case: id }, { day: '2026-11-02' })
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  const card = await seen(town, 'ingrid', id)
  expect(factsOf(card)).toMatchObject({ 'Samtale med familien': 'man. 2. nov. 2026' })
  expect(Object.keys(factsOf(card))).not.toContain('Avgjøres innen')
  expect(linesOf(card).at(-1)).toBe('Dere har valgt nivå 2. Når familien har samtykket, åpner stafettloggen.')
})

test('a log: its step, who holds it and stands in, who takes part, what was reported, what is missing, and what is late', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  const days = { from: '2026-11-09', until: '2026-11-13' }
  await town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('mari'), ...days })
  await town.submit('terje', 'report.record', { case: id }, { day: '2026-11-02' })
  for (const evaluationDay of ['2026-11-05', '2026-11-20'])
    await addMeasure(town, id, { responsible: 'home', evaluationDay })
  const facts = {
    'Det gjelder': 'Kaia',
    Stafettholder: 'Ingrid Lunde',
    Stedfortreder: 'Mari Holm, man. 9. nov. 2026 – fre. 13. nov. 2026',
    'Tjenester som er med': 'Skole og Pedagogisk-psykologisk tjeneste (PPT)',
    Deltakere: 'Ingrid Lunde og Jonas Berg',
    'Neste dato': 'tor. 5. nov. 2026',
    'Melding sendt': 'man. 2. nov. 2026, notert av Terje Aas',
    Foreldreansvar: 'Én har foreldreansvar, og de foresatte har omsorgen (ført av Ingrid Lunde man. 2. nov. 2026)',
    Fødselsmåned: '03.2016',
    'Rollen din': 'stafettholder og deltaker',
  }
  const level = 'Nivå 2: Samarbeid med én eller to hjelpetjenester.'
  const step = 'Steg 2 av 7: Felles forståelse. Finn ut sammen med familien hva dette handler om, gjerne i et møte.'
  const ball = (who: string, due = ', med frist') =>
    `Ballen ligger hos ${who}${due} torsdag 5. november 2026. Et tiltak skal evalueres.`
  const missing = ['Dette mangler', 'Et mål']
  expect(factsOf(await seen(town, 'ingrid', id))).toEqual({
    ...facts,
    Stafettholder: 'Ingrid Lunde (deg)',
    Deltakere: 'Ingrid Lunde (deg) og Jonas Berg',
  })
  const first = 'Den første bekymringen: «Kaia is often alone in the breaks»'
  expect(linesOf(await seen(town, 'ingrid', id))).toEqual([level, step, ball('deg'), ...missing, first])
  town.setClock('2026-11-18T09:00:00.000Z')
  const card = await seen(town, 'jonas', id)
  // Another service is not told that a report was made, nor of the family more than it was let in for.
  const { 'Melding sendt': _, Foreldreansvar: __, Fødselsmåned: ___, ...known } = facts
  // The days of the deputy are over.
  const { Stedfortreder: ____, ...told } = known
  expect(factsOf(card)).toEqual({
    ...told,
    'Neste dato': 'fre. 20. nov. 2026 (tor. 5. nov. 2026 er over fristen)',
    'Rollen din': 'deltaker',
    Deltakere: 'Ingrid Lunde og Jonas Berg (deg)',
  })
  const late = [
    'Et tiltak skal evalueres · Fristen var tor. 5. nov. 2026',
    'Kall inn til det første møtet · Fristen var man. 16. nov. 2026',
  ]
  expect(linesOf(card)).toEqual([
    level,
    step,
    ball('Ingrid Lunde', '. Fristen var'),
    'Over fristen',
    ...late,
    ...missing,
  ])
})

test('of what is late a single thing stands there too, and beside the next date, until it is done', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const typed = { text: 'Call home', topic: 'family', responsible: 'home' }
  for (const day of ['2026-11-05', '2026-11-20'])
    await town.submit('ingrid', 'follow-up.add', { case: id }, { ...typed, day })
  const next = async () => factsOf(await seen(town, 'ingrid', id))['Neste dato']
  town.setClock('2026-11-05T09:00:00.000Z')
  expect(await next()).toBe('tor. 5. nov. 2026')
  expect(linesOf(await seen(town, 'ingrid', id))).not.toContain('Over fristen')
  town.setClock('2026-11-06T09:00:00.000Z')
  expect(await next()).toBe('fre. 20. nov. 2026 (tor. 5. nov. 2026 er over fristen)')
  const lines = linesOf(await seen(town, 'ingrid', id))
  expect(lines[lines.indexOf('Over fristen') + 1]).toContain('Fristen var tor. 5. nov. 2026')
  const followUp = (await caseOf(town, id)).followUps[0]?.id ?? ''
  await town.press('ingrid', 'follow-up.done', { case: id, followUp })
  expect(await next()).toBe('fre. 20. nov. 2026')
})

test('a log whose holder has left is held by nobody', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'level:1', services: '' })
  await askFamily(town, 'ingrid', { case: id }, { services: 'skole', born: '2016-03', guardians: '1' })
  const gone = personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')], active: false })
  await town.store.importPeople([gone], town.app.ids)
  const data = { case: id, consent: (await caseOf(town, id)).consents[0]?.id ?? '' }
  await sayYes(town, 'terje', data, { signedBy: 'guardian-1', childAsked: 'true', holder: '' })
  const { holder, holderLeft } = await caseOf(town, id)
  expect([holder, holderLeft === null]).toEqual([town.id('ingrid'), false])
  expect(factsOf(await seen(town, 'terje', id))).toMatchObject({ Stafettholder: 'Ingen ennå' })
})

test('a case on paper says so', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  await town.press('ingrid', 'case.open-on-paper', { case: id })
  expect(factsOf(await seen(town, 'ingrid', id))).toHaveProperty('Føres')
})

const closing = { reason: 'goal-reached', summary: 'IT WENT WELL' }

test('a closed case says why, by whom and when; what was summed up is for whoever reads all of it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await addMeasure(town, id, { responsible: 'home', evaluationDay: '2026-11-05' })
  town.setClock('2026-11-18T09:00:00.000Z')
  await town.submit('ingrid', 'case.close', { case: id }, closing)
  const why = (by: string) => `Avsluttet onsdag 18. november 2026 av ${by}: Målet er nådd`
  for (const [name, by] of [
    ['ingrid', 'deg'],
    ['terje', 'Ingrid Lunde'],
  ] as const)
    expect(linesOf(await seen(town, name, id)).slice(0, 2)).toEqual([why(by), 'Oppsummering: «IT WENT WELL»'])
  const card = await seen(town, 'mari', id)
  expect(linesOf(card)[0]).toContain('Ingrid Lunde')
  expect(textOf(card)).not.toContain('IT WENT WELL')
})

test('whoever summed it up goes on reading it, though they read some topics only', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('mari'), until: '2026-11-20' })
  await town.submit('mari', 'case.close', { case: id }, closing)
  expect(textOf(await seen(town, 'mari', id))).toContain('IT WENT WELL')
  expect(textOf(await seen(town, 'terje', id))).toContain('IT WENT WELL')
})

test('a wondering that ended says so, and what became of what was written', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'close' })
  const lines = linesOf(await seen(town, 'ingrid', id))
  expect(lines[0]).toContain('Avsluttet mandag 2. november 2026 av deg: Ingen grunn til bekymring nå')
  expect(lines).toContain('Det som var skrevet i undringen, er slettet og kan ikke leses av noen.')
})

test('the menu has all that may be done, and ways to the consents, the case and where to report', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  const menu = async (name: Name) => actionsOn(await wholeMenu(town, name, { case: id }))
  for (const name of ['ingrid', 'jonas'] as const) {
    for (const action of ['measure.add', 'show.consents', 'show.case', 'show.report-help'])
      expect(await menu(name)).toContain(action)
  }
  expect(await menu('ingrid')).toContain('participant.add')
  expect(await menu('jonas')).not.toContain('participant.add')
})

test('a proposal stands out before whoever decides it, and before nobody else or while the family has not answered', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const standsOut = async (name: Name) =>
    pressable(await seen(town, name, id)).flatMap(({ action, style }) => (style === 'primary' ? [action] : []))
  expect(await standsOut('terje')).not.toContain('show.proposal')
  await propose(town, id, 'ingrid', { services: 'ppt' })
  expect(await standsOut('terje')).not.toContain('show.proposal')
  const proposal = (await caseOf(town, id)).proposals.at(-1)?.id ?? ''
  await town.press('ingrid', 'level.withdraw', { case: id, proposal })

  await propose(town, id, 'ingrid', { services: '' })
  expect(await standsOut('terje')).toEqual(['show.proposal'])
  expect(await standsOut('ingrid')).not.toContain('show.proposal')
})
