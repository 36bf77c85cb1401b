/** Closing a case: what stays open is named before, and how it ended is read afterwards by those who may. */
import { expect, test } from 'vitest'
import { actionsOn, cardOf, createTown, type Name, type Town, textOf } from '../support/town.ts'
import { addMeasure, openLog } from './story.ts'

const fieldsOf = async (town: Town, id: string) => {
  const card = cardOf(await town.open('ingrid', 'case.close', { case: id }))
  return { text: textOf(card), fields: card.blocks.flatMap((block) => ('id' in block ? [block.id] : [])) }
}

test('what stays open is named, and goals are asked of where some were set', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const first = await fieldsOf(town, id)
  expect(first.fields).toEqual(['reason', 'summary', 'familyView', 'thanked'])
  expect(first.text).not.toContain('Står fortsatt åpent')
  await town.submit('ingrid', 'goal.set', { case: id }, { text: 'READS ALONE', topic: 'learning' })
  await addMeasure(town, id, { responsible: 'home' })
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  const then = await fieldsOf(town, id)
  expect(then.fields).toEqual(['reason', 'goals', 'summary', 'familyView', 'thanked'])
  expect(then.text).toContain('1 mål, 1 tiltak og 1 møte')
})

test('how it ended stands on its card and in its history, and the family’s view with those who read the whole', async () => {
  const town = await createTown()
  const id = await openLog(town, { services: ['ppt'] })
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  await town.submit('ingrid', 'goal.set', { case: id }, { text: 'READS ALONE', topic: 'learning' })
  const typed = { reason: 'goal-reached', goals: 'all', familyView: 'GLAD OF THE HELP', thanked: 'family,ppt' }
  await town.submit('ingrid', 'case.close', { case: id }, typed)
  const cardFor = async (name: Name) => textOf(cardOf(await town.press(name, 'show.case', { case: id, whole: 'yes' })))
  for (const text of ['Ja, alle', 'Familien og', 'GLAD OF THE HELP']) expect(await cardFor('terje')).toContain(text)
  expect(await cardFor('jonas')).not.toContain('GLAD OF THE HELP')
  const history = textOf(cardOf(await town.press('terje', 'show.plan', { case: id, section: 'history', start: '0' })))
  for (const text of ['Ja, alle', 'GLAD OF THE HELP']) expect(history).toContain(text)
})

test('where the model says that a leader closes, nobody else is offered it, and an evaluation tells the leader', async () => {
  const town = await createTown()
  for (const [code, { model, calendar }] of [...town.app.municipalities]) {
    const policy = { ...model.policy, closedBy: 'leader' as const }
    town.app.municipalities.set(code, { model: { ...model, policy }, calendar })
  }
  const id = await openLog(town)
  await town.submit('ingrid', 'evaluation.hear-child', { case: id }, { askedBy: 'nobody', childWhy: 'Ill this week' })
  const done = await town.submit('ingrid', 'evaluation.conclude', { case: id }, { outcome: 'close' })
  expect(textOf(cardOf(done))).toContain('Lederen har fått beskjed og avslutter saken.')
  const menu = async (name: Name) => actionsOn(cardOf(await town.press(name, 'show.menu', { case: id, group: 'case' })))
  expect(await menu('ingrid')).not.toContain('case.close')
  expect(await menu('terje')).toContain('case.close')
  await town.run()
  expect(JSON.stringify(town.channel.sent())).toMatch(/Det gjør du som leder\.[\s\S]*case\.close/)
})
