/** Everybody's own list: what waits for whom, and the cases they stand in. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { viewerFor } from '../../src/app/see/index.ts'
import { listedFor } from '../../src/app/show/mine.ts'
import { personToImport } from '../support/people.ts'
import {
  accountOf,
  actionsOn,
  cardOf,
  createTown,
  dataOf,
  inDigests,
  type Name,
  type Texts,
  type Town,
  textOf,
} from '../support/town.ts'
import { dueOn } from './due.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, worry } from './story.ts'

const mine = async (town: Town, name: Name) => cardOf(await town.say(name, 'mine'))

const headings: Record<string, string> = {
  ...{
    'Venter på deg': 'waiting',
    'Ventar på deg': 'waiting',
    'Du har ansvaret for': 'held',
    'Du deltar i': 'part',
    'Du deltek i': 'part',
  },
  'I enheten du leder': 'led',
  'Andre saker du følger': 'followed',
  'Nylig avsluttet': 'closed',
}

/** The references under each heading that has any. */
function sectionsOf({ blocks }: Card): Record<string, string[]> {
  let section = ''
  const found: Record<string, string[]> = {}
  for (const block of blocks) {
    if (block.kind === 'heading') section = headings[block.text] ?? block.text
    if (block.kind === 'row' && block.text.startsWith('FJ-'))
      found[section] = [...(found[section] ?? []), block.text.slice(0, 7)]
  }
  return found
}

test('whoever stands in nothing is told how to begin', async () => {
  const town = await createTown()
  expect(actionsOn(await mine(town, 'eli'))).toEqual(['concern.register', 'show.help'])
})

test('the owner sees the worry and what waits; the leader sees it too; others see nothing', async () => {
  const town = await createTown()
  await worry(town)
  town.setClock('2026-11-10T09:00:00.000Z')
  expect(sectionsOf(await mine(town, 'ingrid'))).toEqual({ waiting: ['FJ-1001'] })
  expect(sectionsOf(await mine(town, 'terje'))).toEqual({ led: ['FJ-1001'] })
  for (const name of ['mari', 'jonas', 'sara', 'eli', 'per'] as const)
    expect(textOf(await mine(town, name))).not.toContain('FJ-1001')
})

test('it holds no word that anybody typed', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-03' })
  const seen = textOf([await mine(town, 'jonas'), await mine(town, 'ingrid')])
  expect(seen).toContain('Et tiltak skal evalueres')
  for (const word of ['Kaia', 'Reading']) expect(seen).not.toContain(word)
})

test('what is late stands first', async () => {
  const town = await createTown()
  const id = await openLog(town)
  for (const day of ['2026-11-20', '2026-11-04'])
    await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}`, evaluationDay: day })
  town.setClock('2026-11-10T09:00:00.000Z')
  const rows = (await mine(town, 'ingrid')).blocks.filter(({ kind }) => kind === 'row')
  expect(rows[0]).toMatchObject({
    subtle:
      '6 dager over fristen · Nivå 1 · Steg 2 av 7: Felles forståelse · hos deg · også «Kall inn til det første møtet» · én frist til',
    tone: 'warning',
  })
})

test("the holder's deputy sees what waits for the holder, on the days of standing in", async () => {
  const town = await createTown()
  const id = await openLog(town)
  await addMeasure(town, id, { responsible: 'home', evaluationDay: '2026-11-10' })
  await town.submit(
    'ingrid',
    'baton.deputize',
    { case: id },
    { person: town.id('mari'), from: '2026-11-09', until: '2026-11-11' },
  )
  expect(textOf(await mine(town, 'mari'))).not.toContain('FJ-1001')
  town.setClock('2026-11-09T09:00:00.000Z')
  expect(textOf(await mine(town, 'mari'))).toContain('FJ-1001 · Eit tiltak skal evaluerast')
})

test('who will stand in later is not told of what waits for the holder now, also where they take part', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  await addMeasure(town, id, { responsible: 'home', evaluationDay: '2026-11-03' })
  const days = { from: '2026-11-09', until: '2026-11-11' }
  await town.submit('ingrid', 'baton.deputize', { case: id }, { person: town.id('mari'), ...days })
  const waits = async () => 'waiting' in sectionsOf(await mine(town, 'mari'))
  town.setClock('2026-11-04T09:00:00.000Z')
  expect(await waits()).toBe(false)
  town.setClock('2026-11-09T09:00:00.000Z')
  expect(await waits()).toBe(true)
})

test('a button for a case that names none leads to the list', async () => {
  const town = await createTown()
  expect(cardOf(await town.press('ingrid', 'show.case')).name).toBe('mine')
})

test('a proposal waits for the leader who decides, with a way to it, and not for the one who made it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  const card = await mine(town, 'terje')
  expect(dataOf(card, 'show.proposal')).toMatchObject({ case: id, proposal })
  expect(cardOf(await town.press('terje', 'show.proposal', dataOf(card, 'show.proposal'))).name).toBe('proposal')
  expect(actionsOn(await mine(town, 'ingrid'))).not.toContain('show.proposal')
})

test('where the only leader proposed, it waits for KE, who can decide it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id, 'terje', { to: '3' })
  expect(actionsOn(await mine(town, 'terje'))).not.toContain('show.proposal')
  const seen = cardOf(await town.press('sara', 'show.proposal', dataOf(await mine(town, 'sara'), 'show.proposal')))
  expect(textOf(seen)).toContain('Vilkårene er oppfylt')
  expect(textOf(seen)).not.toContain('It takes more than we have')
  await town.submit(
    'sara',
    'level.decide',
    { case: id, proposal, approve: 'yes' },
    { reason: 'Yes', meetingDay: '2026-11-02', parentsTookPart: 'true', childAsked: 'true' },
  )
  expect((await caseOf(town, id)).level).toBe(3)
})

test('a proposal waits for each of those who can decide it', async () => {
  const town = await createTown({ secondLeader: true })
  await propose(town, await openLog(town))
  for (const name of ['terje', 'kari'] as const) expect(actionsOn(await mine(town, name))).toContain('show.proposal')
})

test('what reads the same counts once, and each measure by itself', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  for (const text of ['Reading', 'Breaks'])
    await addMeasure(town, id, { text, responsible: `person:${town.id('ingrid')}`, evaluationDay: '2026-11-10' })
  const times = async (words: string) => textOf(await mine(town, 'ingrid')).split(words).length - 1
  const [first] = (await mine(town, 'ingrid')).blocks.filter(({ kind }) => kind === 'row')
  expect(first).toMatchObject({
    subtle:
      'Om 8 dager · Nivå 2 · Steg 2 av 7: Felles forståelse · hos deg · også «Kall inn til det første møtet» · én frist til',
  })
  // Both consents run out on one day.
  town.setClock('2027-10-01T09:00:00.000Z')
  expect((await caseOf(town, id)).consents.map(({ until }) => until)).toEqual(['2027-11-02', '2027-11-02'])
  expect(await times('Samtykket går snart ut')).toBe(0)
  const waiting = await town.read(async (tx) => {
    const person = await tx.people.get(town.id('ingrid'))
    return person ? ((await listedFor(viewerFor(town.app, tx, person))).rows.waiting ?? []) : []
  })
  const also = waiting.flatMap((row) => ('also' in row ? row.also : []))
  expect(also.filter(({ what }) => what === 'consent-expiring')).toHaveLength(1)
})

test('a holder who moved to where the family has let nobody in sees nothing that waits', async () => {
  const town = await createTown()
  await openLog(town)
  expect(textOf(await mine(town, 'ingrid'))).toContain('FJ-1001 · ')
  const nav = personToImport('Ingrid Lunde', { accounts: [accountOf('ingrid')], unit: 'nav', service: 'nav' })
  await town.store.importPeople([nav], town.app.ids)
  expect(textOf(await mine(town, 'ingrid'))).not.toContain('FJ-1001')
})

test("a leader's own case that is closed stands apart from those of the unit that are open", async () => {
  const town = await createTown()
  const own = await worry(town, {}, 'terje')
  await town.submit('terje', 'concern.conclude', { case: own }, { outcome: 'close' })
  await worry(town)
  expect(sectionsOf(await mine(town, 'terje'))).toEqual({ led: ['FJ-1002'], closed: ['FJ-1001'] })
})

test('an asked colleague sees a question, without a reference, until it is answered', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What would you do?' })
  const card = await mine(town, 'nora')
  expect(textOf(card)).toContain('Et spørsmål fra en kollega')
  expect(textOf(card)).not.toContain('FJ-1001')
  await town.submit('nora', 'concern.answer', dataOf(card, 'concern.answer'), { text: 'Ask her' })
  expect(textOf(await mine(town, 'nora'))).not.toContain('Et spørsmål fra en kollega')
})

test('whoever is offered the baton sees that it waits', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('jonas') })
  expect(textOf(await mine(town, 'jonas'))).toContain('FJ-1001 · Svar på tilbudet')
})

test('whoever is offered the baton and has no other part in the case answers from there', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  const row = dataOf(await mine(town, 'mari'), 'show.sent')
  expect(textOf(await town.press('mari', 'show.case', { case: id }))).not.toContain('Kaia')
  const offered = cardOf(await town.press('mari', 'show.sent', row))
  expect(offered.name).toBe('hand-over')
  expect(actionsOn(offered)).toEqual(['baton.accept', 'baton.decline'])
  expect(textOf(await town.press('jonas', 'show.sent', row))).not.toContain('FJ-1001')
  await town.press('mari', 'baton.accept', dataOf(offered, 'baton.accept'))
  expect((await caseOf(town, id)).holder).toBe(town.id('mari'))
  expect(actionsOn(await mine(town, 'mari'))).not.toContain('show.sent')
})

test("an administrator, who sees no case, has an empty list even in the leader's own unit", async () => {
  const town = await createTown()
  await openLog(town)
  expect(textOf(await mine(town, 'eli'))).not.toContain('FJ-1001')
})

test('whoever has more cases than a card holds pages through one section, and the others stay where they are', async () => {
  const town = await createTown()
  for (let count = 0; count < 19; count += 1) await worry(town)
  const [own] = (await town.read((tx) => tx.cases.ofUnit('fjordvik', 'fjordvik-skole'))).map(({ case: { id } }) => id)
  await town.submit('ingrid', 'concern.conclude', { case: own ?? '' }, { outcome: 'close' })
  const seen: string[] = []
  let card = await mine(town, 'terje')
  expect(Object.keys(sectionsOf(card))).toEqual(['led', 'closed'])
  for (let data: Texts | undefined = {}; data; ) {
    card = cardOf(await town.press('terje', 'show.mine', data))
    seen.push(...(sectionsOf(card).led ?? []))
    data = card.blocks.flatMap((block) =>
      block.kind === 'row' && block.button.action === 'show.mine' ? [block.button.data] : [],
    )[0]
  }
  expect(seen).toHaveLength(18)
  expect(new Set(seen).size).toBe(18)
  expect(Object.keys(sectionsOf(card))).toEqual(['led'])
  const top = card.buttons.find(({ action }) => action === 'show.mine')
  expect(sectionsOf(cardOf(await town.press('terje', 'show.mine', top?.data)))).toEqual(
    sectionsOf(await mine(town, 'terje')),
  )
})

/** What waits, as rows: what for, when, and how it stands out. */
function waits({ blocks }: Card): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'row' && block.tone !== undefined ? [`${block.text} · ${block.subtle} · ${block.tone}`] : [],
  )
}

test('what comes within two weeks waits, the soonest first, and what comes later does not yet', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  const responsible = `person:${town.id('ingrid')}`
  for (const evaluationDay of ['2026-11-20', '2026-11-03', '2026-11-19', '2026-11-05', '2026-11-06'])
    await addMeasure(town, id, { responsible, evaluationDay })
  town.setClock('2026-11-05T09:00:00.000Z')
  expect(waits(await mine(town, 'ingrid'))).toEqual([
    'FJ-1001 · Et tiltak skal evalueres · 2 dager over fristen · Nivå 1 · Steg 2 av 7: Felles forståelse · hos deg · 3 frister til · warning',
  ])
})

test('what is a leader’s own stands before what has come to them from others, in a list and in a case', async () => {
  const town = await createTown({ reminders: inDigests })
  const others = await dueOn(town, '2026-11-05')
  const both = await dueOn(town, '2026-11-04')
  town.setClock('2026-11-16T09:00:00.000Z')
  await propose(town, both)
  await town.until('2026-11-16')
  const own = 'Ta stilling til et forslag om nytt nivå · Om 7 dager · Nivå 1 · Steg 2 av 7: Felles forståelse · hos deg'
  const climbed =
    'En oppfølging skal gjøres · 11 dager over fristen · Nivå 1 · Steg 2 av 7: Felles forståelse · hos Ingrid Lunde · spør hva som trengs'
  expect(waits(await mine(town, 'terje'))).toEqual([
    `${(await caseOf(town, both)).ref} · ${own} · også «En oppfølging skal gjøres» hos Ingrid Lunde · neutral`,
    `${(await caseOf(town, others)).ref} · ${climbed} · warning`,
  ])
})

test('of several cases, what comes first stands first', async () => {
  const town = await createTown()
  const responsible = `person:${town.id('ingrid')}`
  for (const days of [
    ['2026-11-06', '2026-11-10'],
    ['2026-11-04', '2026-11-09'],
  ]) {
    const id = await openLog(town)
    await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
    for (const evaluationDay of days) await addMeasure(town, id, { responsible, evaluationDay })
  }
  expect(waits(await mine(town, 'ingrid'))).toEqual([
    'FJ-1002 · Et tiltak skal evalueres · Om 2 dager · Nivå 1 · Steg 2 av 7: Felles forståelse · hos deg · én frist til · neutral',
    'FJ-1001 · Et tiltak skal evalueres · Om 4 dager · Nivå 1 · Steg 2 av 7: Felles forståelse · hos deg · én frist til · neutral',
  ])
})

test('whoever is only offered the baton sees that it waits, and no case of theirs', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  const card = await mine(town, 'mari')
  expect(waits(card)).toEqual(['FJ-1001 · Svar på tilbodet om stafettpinnen · Om 7 dagar · Nivå 1 · hos deg · neutral'])
  expect(sectionsOf(card)).toEqual({ waiting: ['FJ-1001'] })
})

test('a question a colleague asks waits from its day, is never late, and ends with the wondering', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.submit('ingrid', 'concern.ask', { case: id }, { person: town.id('nora'), text: 'What would you do?' })
  const question = (await caseOf(town, id)).concern.questions[0]?.id ?? ''
  town.setClock('2026-11-05T09:00:00.000Z')
  const card = await mine(town, 'nora')
  expect(waits(card)).toEqual(['Et spørsmål fra en kollega · Har ventet i 3 dager · neutral'])
  const back = `anonymous-question|${question}`
  expect(dataOf(card, 'concern.answer')).toEqual({ question, back })
  expect(actionsOn(card)).not.toContain('show.case')
  expect(waits(await mine(town, 'ingrid')).join()).not.toContain('spørsmål')
  await town.submit('ingrid', 'concern.conclude', { case: id }, { outcome: 'close' })
  expect(waits(await mine(town, 'nora'))).toEqual([])
})

test('a case stands there with what comes next, its level, who has the ball and what somebody is in it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-19' })
  const next = (who: string, role: string) => [
    `FJ-1001 · Et møte skal holdes · Om 17 dager · Nivå 1 · Steg 2 av 7: Felles forståelse · hos ${who} · ${role} · neutral`,
  ]
  expect(waits(await mine(town, 'ingrid'))).toEqual(next('deg', 'stafettholder'))
  expect(waits(await mine(town, 'terje'))).toEqual(next('Ingrid Lunde', 'enhetsleder'))
})

test('a closed case stands apart for as long as the model says, the one closed last first', async () => {
  const town = await createTown()
  const ids = [await openLog(town), await openLog(town)]
  for (const [id, day] of [
    [ids[1], '2026-11-03'],
    [ids[0], '2026-11-04'],
  ] as const) {
    town.setClock(`${day}T09:00:00.000Z`)
    await town.submit('ingrid', 'case.close', { case: id ?? '' }, { reason: 'goal-reached' })
  }
  for (const name of ['ingrid', 'terje'] as const)
    expect(sectionsOf(await mine(town, name))).toEqual({ closed: ['FJ-1001', 'FJ-1002'] })
  expect(textOf(await mine(town, 'ingrid'))).toContain('FJ-1002 · Avsluttet tir. 3. nov. 2026')
  town.setClock('2026-12-04T09:00:00.000Z')
  expect(sectionsOf(await mine(town, 'ingrid'))).toEqual({ closed: ['FJ-1001'] })
})

test('the button does what waits, and the answer is the list with what was done', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const measure = await addMeasure(town, id, {
    responsible: `person:${town.id('ingrid')}`,
    evaluationDay: '2026-11-03',
  })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-12-10' })
  town.setClock('2026-11-10T09:00:00.000Z')
  const data = dataOf(await mine(town, 'ingrid'), 'measure.evaluate')
  expect(data).toEqual({ case: id, measure, back: 'mine' })
  expect(cardOf(await town.press('ingrid', 'form.cancel', { ...data, form: 'measure.evaluate' })).name).toBe('mine')
  const after = cardOf(await town.submit('ingrid', 'measure.evaluate', data, { effect: 'good', outcome: 'done' }))
  expect([after.name, after.blocks[0]?.kind, sectionsOf(after)]).toEqual(['mine', 'notice', { held: ['FJ-1001'] }])
})

test('whoever may not do what comes next sees the case instead', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await addMeasure(town, id, { responsible: `person:${town.id('ingrid')}`, evaluationDay: '2026-11-03' })
  expect(actionsOn(await mine(town, 'terje'))).not.toContain('measure.evaluate')
  expect(dataOf(await mine(town, 'terje'), 'show.case')).toEqual({ case: id, back: 'mine' })
})

test('what nobody did for so long that it has climbed waits for the leader, and then for KE, until it is put off', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await addMeasure(town, id, { responsible: 'home', evaluationDay: '2026-11-03' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  await town.until('2026-11-09')
  expect(sectionsOf(await mine(town, 'terje'))).toEqual({ led: ['FJ-1001'] })
  await town.until('2026-11-10')
  expect(waits(await mine(town, 'terje'))).toEqual([
    'FJ-1001 · Et tiltak skal evalueres · 7 dager over fristen · Nivå 1 · Steg 2 av 7: Felles forståelse · hos Ingrid Lunde · spør hva som trengs · warning',
  ])
  expect(sectionsOf(await mine(town, 'terje'))).toEqual({ waiting: ['FJ-1001'] })
  expect(sectionsOf(await mine(town, 'sara'))).toEqual({})
  await town.until('2026-11-25')
  // Nobody's name, no day of the plan: KE sees the reference, the level, what has stopped and for how long.
  const raised =
    'FJ-1001 · Et tiltak skal evalueres · 22 dager over fristen · Nivå 1 · hos stafettholder · spør hva som trengs · warning'
  expect(waits(await mine(town, 'sara'))).toEqual([raised])
  const [key = ''] = (await caseOf(town, id)).raised
  await town.submit('ingrid', 'reminder.postpone', { case: id, key }, { until: '2026-12-10', reason: 'They are away' })
  expect(sectionsOf(await mine(town, 'terje'))).toEqual({ led: ['FJ-1001'] })
})

test('a proposal that the unit let stand is KE’s to decide from their list, as it is the leader’s', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id)
  await town.until('2026-11-12')
  const list = await mine(town, 'sara')
  expect(waits(list)).toEqual([expect.stringContaining('hos enhetsleder · du kan avgjøre det')])
  expect(dataOf(list, 'show.proposal')).toMatchObject({ case: id, proposal })
  const shown = cardOf(await town.press('sara', 'show.proposal', dataOf(list, 'show.proposal')))
  expect(actionsOn(shown)).toContain('level.decide')
  const key = Object.keys((await caseOf(town, id)).reminded).find((one) => one.startsWith('proposal')) ?? ''
  await town.submit('terje', 'reminder.postpone', { case: id, key }, { until: '2026-11-20', reason: 'They meet' })
  expect(dataOf(await mine(town, 'sara'), 'show.proposal')).toMatchObject({ proposal })
})

test('what lies with somebody else while its leader is away does not wait for the leader, nor does it press them', async () => {
  const town = await createTown()
  const [id, late] = [await openLog(town), await dueOn(town, '2026-11-10')]
  await propose(town, id)
  await town.until('2026-11-23')
  expect(sectionsOf(await mine(town, 'terje')).waiting).toHaveLength(2)
  for (const who of ['terje', 'ingrid'] as const)
    await town.press(who, 'set.leave', {}, { from: '2026-11-23', until: '2026-11-27' })
  await town.run()
  expect((await caseOf(town, late)).decides).toBe('ke')
  const list = await mine(town, 'terje')
  expect(sectionsOf(list).waiting).toBeUndefined()
  expect(textOf(list)).toContain('hos Sara Myhre')
  expect(textOf(list)).not.toContain('borte til og med')
  await town.press('terje', 'end.leave')
  expect(sectionsOf(await mine(town, 'terje')).waiting).toHaveLength(2)
})

test('what else waits in a case is told with whom it lies, unless that is whoever has what stands first', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await propose(town, id)
  await addMeasure(town, id, { responsible: 'home', evaluationDay: '2026-11-03' })
  await town.until('2026-11-23')
  const [row] = waits(await mine(town, 'terje'))
  expect(row).toContain('Ta stilling til et forslag')
  expect(row).toContain('hos deg · også «Et tiltak skal evalueres» hos Ingrid Lunde')
  const [own] = waits(await mine(town, 'ingrid'))
  expect(own).toMatch(/Et tiltak skal evalueres .* hos deg · også «[^»]+» · /)
})

test('of a case of which something was brought to KE, nothing else waits for them', async () => {
  const town = await createTown()
  const id = await openLog(town)
  for (const evaluationDay of ['2026-11-03', '2026-11-26'])
    await addMeasure(town, id, { responsible: 'home', evaluationDay })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-27' })
  await town.until('2026-11-25')
  expect((await caseOf(town, id)).raised).toHaveLength(1)
  expect(waits(await mine(town, 'sara'))).toEqual([
    'FJ-1001 · Et tiltak skal evalueres · 22 dager over fristen · Nivå 1 · hos stafettholder · spør hva som trengs · warning',
  ])
})

test('to KE, with which a case is by itself, comes nothing of its plan next', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  const gone = personToImport('Terje Aas', { accounts: [accountOf('terje')], active: false })
  await town.store.importPeople([gone], town.app.ids)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-23' })
  expect((await caseOf(town, id)).decides).toBe('ke')
  const card = await mine(town, 'sara')
  expect(sectionsOf(card)).toEqual({ followed: ['FJ-1001'] })
  expect(textOf(card)).not.toMatch(/Møte|Om \d+ dager|Ingrid/)
  // What is planned is not theirs to know of: so it is not said either that nothing is.
  for (const seen of [card, cardOf(await town.press('sara', 'show.list', {}))].map(textOf)) {
    expect(seen).toContain('Ingenting er over fristen')
    expect(seen).not.toContain('Ingen dato er avtalt')
  }
})

test('what is of a topic that is closed to somebody comes next in no list of theirs', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await addMeasure(town, id, { topic: 'wellbeing', responsible: 'home', evaluationDay: '2026-11-05' })
  expect(textOf(await mine(town, 'ingrid'))).toContain('Et tiltak skal evalueres')
  expect(sectionsOf(await mine(town, 'jonas'))).toEqual({ part: ['FJ-1001'] })
  expect(textOf(await mine(town, 'jonas'))).not.toContain('Et tiltak skal evalueres')
})

test('a list that is asked for from a place it does not have begins at its beginning', async () => {
  const town = await createTown()
  await worry(town)
  const asked: Texts[] = [
    { start: '8' },
    { section: 'nowhere' },
    { section: 'waiting', start: 'x' },
    { section: 'waiting', start: '-8' },
  ]
  for (const data of asked)
    expect(sectionsOf(cardOf(await town.press('ingrid', 'show.mine', data)))).toEqual({ waiting: ['FJ-1001'] })
})

test('a day off that is over says for how many days it is, on the next working day and after, though it is late only then', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-08' })
  const says = async (day: string) => {
    town.setClock(`${day}T09:00:00.000Z`)
    const row = (await mine(town, 'ingrid')).blocks.find((block) => block.kind === 'row' && block.text.includes('møte'))
    return row?.kind === 'row' ? [row.subtle?.split(' · ')[0], row.tone] : []
  }
  expect(await says('2026-11-08')).toEqual(['I dag', 'neutral'])
  expect(await says('2026-11-09')).toEqual(['1 dag over fristen', 'neutral'])
  expect(await says('2026-11-10')).toEqual(['2 dager over fristen', 'warning'])
  expect(await says('2026-11-11')).toEqual(['3 dager over fristen', 'warning'])
})
