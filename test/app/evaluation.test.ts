/** The case's evaluation, step by step: each is saved by itself and leads back, and what comes of it opens the form of what is next. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { comesIn, familyTown } from '../support/family-town.ts'
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
import { addMeasure, caseOf, openLog, propose, takenBack } from './story.ts'

const asked = {
  askedBy: 'holder',
  askedOn: '2026-11-02',
  topic: 'wellbeing',
  childView: 'I WANT TO PLAY',
  childWhy: '',
}
const notAsked = { askedBy: 'nobody', childWhy: 'Ill this week' }

const steps = async (town: Town, id: CaseId, name: Name = 'ingrid'): Promise<Card> =>
  cardOf(await town.press(name, 'show.evaluation', { case: id }))

const hear = async (town: Town, id: CaseId, part: string, typed: Texts, name: Name = 'ingrid'): Promise<Card> =>
  cardOf(await town.submit(name, `evaluation.hear-${part}`, { case: id, back: 'evaluation' }, typed))

const conclude = (town: Town, id: CaseId, typed: Texts, name: Name = 'ingrid') =>
  town.submit(name, 'evaluation.conclude', { case: id }, typed)

async function withGoalAndMeasure(town: Town): Promise<CaseId> {
  const id = await openLog(town)
  await town.submit('ingrid', 'goal.set', { case: id }, { text: 'READS ALONE', topic: 'learning' })
  await addMeasure(town, id, { responsible: 'home' })
  return id
}

test('it leads from step to step, and back to the next each time', async () => {
  const town = await createTown()
  const id = await withGoalAndMeasure(town)
  const first = await steps(town, id)
  expect(actionsOn(first)).toEqual(
    expect.arrayContaining(['goal.evaluate', 'measure.evaluate', 'evaluation.hear-child', 'evaluation.hear-parents']),
  )
  expect(actionsOn(first)).not.toContain('evaluation.conclude')
  expect(textOf(first)).toContain('Evaluer et mål eller et tiltak')
  // Of several goals, which it is.
  const asks = await town.open('ingrid', 'goal.evaluate', dataOf(first, 'goal.evaluate'))
  expect(textOf(cardOf(asks))).toContain('{"label":"Målet","value":"READS ALONE","typed":true}')
  const goal = await town.submit('ingrid', 'goal.evaluate', dataOf(first, 'goal.evaluate'), {
    effect: 'some',
    outcome: 'continue',
  })
  expect(textOf(cardOf(goal))).toContain('Barnets stemme mangler.')
  const measure = dataOf(first, 'measure.evaluate')
  const evaluated = { effect: 'good', outcome: 'continue', evaluationDay: '2026-12-01' }
  expect(cardOf(await town.submit('ingrid', 'measure.evaluate', measure, evaluated)).name).toBe('case-evaluation')
  const heard = await hear(town, id, 'child', asked)
  expect(heard.name).toBe('case-evaluation')
  for (const text of ['Barnets stemme er lagret.', 'Evaluert man. 2. nov. 2026', 'Barnet: skrevet man. 2. nov. 2026'])
    expect(textOf(heard)).toContain(text)
  expect(actionsOn(heard)).toContain('evaluation.conclude')
})

test('what was written is there to be corrected, and nothing of others takes its place unseen', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const form = cardOf(await town.open('ingrid', 'evaluation.hear-child', { case: id }))
  await hear(town, id, 'child', asked, 'terje')
  const late = cardOf(
    await town.press('ingrid', 'evaluation.hear-child', dataOf(form, 'evaluation.hear-child'), {
      ...asked,
      childView: 'MINE',
    }),
  )
  for (const text of ['I mellomtiden har andre skrevet her', 'MINE']) expect(textOf(late)).toContain(text)
  await town.press('ingrid', 'evaluation.hear-child', dataOf(late, 'evaluation.hear-child'), {
    ...asked,
    childView: 'MINE',
  })
  const again = cardOf(await town.open('ingrid', 'evaluation.hear-child', { case: id }))
  expect(valuesIn(again)).toMatchObject({
    askedBy: 'holder',
    askedOn: '2026-11-02',
    childView: 'MINE',
    topic: 'wellbeing',
  })
  expect((await caseOf(town, id)).evaluations).toHaveLength(1)
})

test('nothing answered, or the child unheard, is refused with what is missing, and the form stays', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const nothing = cardOf(await conclude(town, id, { outcome: 'close' }))
  expect(actionsOn(nothing)).toContain('show.evaluation')
  expect(textOf(nothing)).toContain('Ingenting er evaluert ennå.')
  await hear(town, id, 'parents', { topic: 'family', parentsView: 'Better now' })
  const unheard = cardOf(await conclude(town, id, { outcome: 'close' }))
  expect(textOf(unheard)).toContain('Barnets stemme mangler. Skriv hva barnet sier')
  const why = await hear(town, id, 'child', { askedBy: 'nobody', childWhy: '' })
  expect([why.name, textOf(why)]).toEqual(['form', expect.stringContaining('Skriv hvorfor barnet ikke ble spurt')])
  expect((await caseOf(town, id)).evaluations[0]?.ended).toBe(null)
})

test('what goes on gets its day, which is the next of the case and of what was to be evaluated', async () => {
  const town = await createTown()
  const id = await withGoalAndMeasure(town)
  await hear(town, id, 'child', notAsked)
  const day = cardOf(await conclude(town, id, { outcome: 'continue', nextDay: '' }))
  expect([day.name, textOf(day)]).toEqual(['form', expect.stringContaining('Velg en dag')])
  const done = cardOf(await conclude(town, id, { outcome: 'continue', nextDay: '2026-12-10' }))
  expect(textOf(done)).toContain('Evalueringen er avsluttet. Neste evaluering er torsdag 10. desember 2026.')
  expect(textOf(await steps(town, id))).toContain('Evalueringen er satt til')
  const plan = textOf(cardOf(await town.press('ingrid', 'show.plan', { case: id, section: 'evaluations', start: '0' })))
  for (const text of ['Fortsetter som nå', 'Barnet ble ikke spurt', 'Ill this week']) expect(plan).toContain(text)
  for (const text of ['Hørt: barnet', 'Barnet er spurt av']) expect(plan).not.toContain(text)
})

test.each([
  ['change', 'measure.add', 'Skriv det nye tiltaket her.'],
  ['up', 'level.propose', 'Foreslå det nye nivået her.'],
  ['close', 'case.close', 'Avslutt saken her.'],
])('%s: opens the form of what is next', async (outcome, form, says) => {
  const town = await createTown()
  const id = await openLog(town)
  await hear(town, id, 'child', notAsked)
  const given = await conclude(town, id, { outcome, nextDay: '' })
  const card = cardOf(given)
  expect([card.name, actionsOn(card)]).toEqual(['form', expect.arrayContaining([form])])
  expect(textOf(card)).toContain(says)
  if (outcome === 'up') expect(valuesIn(card)).toMatchObject({ to: '2' })
  // Nothing that was said goes along.
  expect(JSON.stringify(card)).not.toContain('Ill this week')
})

test('a lower level is proposed from the level below, and neither that nor the end where something waits for an answer', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt'] })
  await hear(town, id, 'child', notAsked)
  const offeredIn = async () => {
    const form = cardOf(await town.open('ingrid', 'evaluation.conclude', { case: id }))
    const field = form.blocks.find((block) => 'id' in block && block.id === 'outcome')
    return field && 'choices' in field ? field.choices.map(({ value }) => value) : []
  }
  expect(await offeredIn()).toEqual(['continue', 'change', 'up', 'down', 'close'])
  expect(valuesIn(cardOf(await conclude(town, id, { outcome: 'down', nextDay: '' })))).toMatchObject({ to: '1' })
  const proposal = await propose(town, id, 'ingrid', { to: '3' })
  expect(await offeredIn()).toEqual(['continue', 'change'])
  await town.press('ingrid', 'level.withdraw', { case: id, proposal })
  expect(await offeredIn()).toEqual(['continue', 'change', 'up', 'down', 'close'])
  await town.submit('ingrid', 'baton.offer', { case: id }, { person: town.id('mari') })
  expect((await caseOf(town, id)).handOver).not.toBe(null)
  expect(await offeredIn()).toEqual(['continue', 'change', 'up', 'down'])
})

test('a measure and a goal that are replaced lead to the form of the next, and that back to the evaluation', async () => {
  const town = await createTown()
  const id = await withGoalAndMeasure(town)
  const first = await steps(town, id)
  const goal = cardOf(
    await town.submit('ingrid', 'goal.evaluate', dataOf(first, 'goal.evaluate'), {
      effect: 'none',
      outcome: 'changed',
    }),
  )
  expect([goal.name, textOf(goal)]).toEqual(['form', expect.stringContaining('Skriv det nye målet her.')])
  const set = await town.press('ingrid', 'goal.set', dataOf(goal, 'goal.set'), {
    text: 'READS TOGETHER',
    topic: 'learning',
  })
  expect(cardOf(set).name).toBe('case-evaluation')
  const typed = { effect: 'none', outcome: 'changed', evaluationDay: '' }
  const measure = cardOf(await town.submit('ingrid', 'measure.evaluate', dataOf(first, 'measure.evaluate'), typed))
  expect([measure.name, textOf(measure)]).toEqual(['form', expect.stringContaining('Skriv det nye tiltaket her.')])
  const state = await caseOf(town, id)
  expect([state.goals.map(({ status }) => status), state.measures.map(({ status }) => status)]).toEqual([
    ['dropped', 'open'],
    ['stopped'],
  ])
})

test('whoever takes part hears others too, of the topics that are theirs, and concludes nothing', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt'] })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  await town.submit('ingrid', 'goal.set', { case: id }, { text: 'SLEEPS WELL', topic: 'health' })
  await hear(town, id, 'parents', { topic: 'health', parentsView: 'TIRED AT NIGHT' })
  const whole = await steps(town, id, 'jonas')
  expect(textOf(whole)).toContain('SLEEPS WELL')
  expect(actionsOn(whole)).not.toContain('evaluation.conclude')
  expect(textOf(whole)).toContain('Stafettholderen eller lederen avslutter evalueringen.')
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'topic:health' })
  const plan = async (name: Name) =>
    textOf(cardOf(await town.press(name, 'show.plan', { case: id, section: 'evaluations', start: '0' })))
  expect(await plan('ingrid')).toContain('TIRED AT NIGHT')
  expect(await plan('jonas')).not.toContain('TIRED AT NIGHT')
  expect(textOf(await steps(town, id, 'jonas'))).not.toContain('SLEEPS WELL')
  const form = cardOf(await town.open('jonas', 'evaluation.hear-parents', { case: id }))
  expect(textOf(form)).not.toContain('TIRED AT NIGHT')
  const history = textOf(cardOf(await town.press('jonas', 'show.plan', { case: id, section: 'history', start: '0' })))
  expect(history).not.toContain('TIRED AT NIGHT')
})

test('who has no part in the case, or sees its outline alone, has no evaluation there', async () => {
  const town = await createTown()
  const id = await openLog(town)
  expect((await steps(town, id, 'jonas')).name).toBe('refusal')
  await propose(town, id, 'terje')
  expect((await steps(town, id, 'sara')).name).toBe('refusal')
})

test('on paper only whether the child was asked is noted, and what comes of it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  await town.press('ingrid', 'case.open-on-paper', { case: id })
  const card = await steps(town, id)
  expect(textOf(card)).toContain('Det som blir sagt, skrives på papir.')
  for (const action of ['evaluation.hear-parents', 'evaluation.hear-staff'])
    expect(actionsOn(card)).not.toContain(action)
  const form = cardOf(await town.open('ingrid', 'evaluation.hear-child', { case: id }))
  const fields = form.blocks.flatMap((block) => ('id' in block ? [block.id] : []))
  expect(fields).toEqual(['askedBy', 'askedOn', 'childWhy'])
  await hear(town, id, 'child', { askedBy: 'guardian', askedOn: '2026-11-02' })
  const done = cardOf(await conclude(town, id, { outcome: 'continue', nextDay: '2026-12-10' }))
  expect(textOf(done)).toContain('Neste evaluering er torsdag 10. desember 2026.')
})

test('what the family has written on its page stands beside their view, once, for those who may know it', async () => {
  const town = await familyTown()
  const id = await openLog(town, { services: ['ppt'] })
  const measure = await addMeasure(town, id, { responsible: 'home' })
  await comesIn(town, id)
  await town.at('mother', 'family.say', { case: id, about: measure }, { text: 'IT HELPS AT HOME' })
  const form = async (name: Name) => textOf(cardOf(await town.open(name, 'evaluation.hear-parents', { case: id })))
  expect(await form('ingrid')).toContain('IT HELPS AT HOME')
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  const theirs = await form('jonas')
  expect(theirs).toContain('Hva mener foreldrene?')
  expect(theirs).not.toContain('IT HELPS AT HOME')
  town.setClock('2026-11-03T08:00:00.000Z')
  await hear(town, id, 'child', { ...notAsked })
  await conclude(town, id, { outcome: 'continue', nextDay: '2026-12-10' })
  expect(await form('ingrid')).not.toContain('IT HELPS AT HOME')
  const log = textOf(await town.at('mother', 'family.log', { case: id }))
  for (const text of ['Arbeidet ble vurdert tir. 3. nov. 2026', 'Arbeidet vurderes neste gang tor. 10. des. 2026'])
    expect(log).toContain(text)
  for (const text of ['Ill this week', 'Fortsetter som nå']) expect(log).not.toContain(text)
})

test('once its day has come the case’s own card and its reminders lead there', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const onCard = async () => actionsOn(cardOf(await town.press('ingrid', 'show.case', { case: id, whole: 'yes' })))
  expect(await onCard()).not.toContain('show.evaluation')
  await hear(town, id, 'child', notAsked)
  expect(await onCard()).toContain('show.evaluation')
  await conclude(town, id, { outcome: 'continue', nextDay: '2026-12-10' })
  expect(await onCard()).not.toContain('show.evaluation')
  town.setClock('2026-12-10T09:00:00.000Z')
  expect(await onCard()).toContain('show.evaluation')
})

test('why it was not asked is kept nowhere where somebody asked it', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await hear(town, id, 'child', { ...asked, childWhy: 'WAS ILL' })
  const ids = Array.from({ length: 500 }, (_, index) => `word_${index}` as const)
  const stored = [...(await town.read((tx) => tx.words.read(id, ids))).values()]
  expect(stored).toContain(asked.childView)
  expect(stored).not.toContain('WAS ILL')
})
