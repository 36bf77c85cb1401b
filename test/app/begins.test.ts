/** What forms begin with: what is true, and nothing that says something happened which did not. */
import { expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { actionsOn, cardOf, createTown, dataOf, textOf, valuesIn, wholeMenu } from '../support/town.ts'
import { addMeasure, caseOf, openLog } from './story.ts'

test('minutes begin with the planned day once it has come, and set the next meeting in the same press', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-04' })
  const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
  const begins = async () => valuesIn(cardOf(await town.open('ingrid', 'meeting.hold', { case: id, meeting })))
  // A meeting can have been held before its day: on which, nobody has said.
  expect((await begins()).day ?? '').toBe('')
  town.setClock('2026-11-05T09:00:00.000Z')
  expect(await begins()).toMatchObject({ day: '2026-11-04' })
  expect((await begins()).nextDay ?? '').toBe('')
  const said = { topic: 'learning', minutes: 'THEY AGREED' }
  const wrong = cardOf(
    await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, { ...said, nextDay: '2026-11-04' }),
  )
  expect(wrong.blocks.find((block) => 'id' in block && block.id === 'nextDay')).toHaveProperty('error')
  expect(textOf(wrong)).toContain('THEY AGREED')
  expect((await caseOf(town, id)).meetings).toMatchObject([{ status: 'set' }])
  await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, { ...said, nextDay: '2026-11-20' })
  expect((await caseOf(town, id)).meetings).toMatchObject([
    { status: 'held', day: '2026-11-04' },
    { status: 'set', day: '2026-11-20' },
  ])
})

test('minutes that come long after the planned day begin with none, and say which it was', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-06' })
  const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
  const begins = async (day: string) => {
    town.setClock(`${day}T09:00:00.000Z`)
    return cardOf(await town.open('ingrid', 'meeting.hold', { case: id, meeting }))
  }
  expect(valuesIn(await begins('2026-11-09')).day).toBe('2026-11-06')
  const late = await begins('2026-11-10')
  expect(valuesIn(late).day ?? '').toBe('')
  expect(textOf(late)).toContain('{"label":"Planlagt dag","value":"fre. 6. nov. 2026"}')
})

test('no day is set further ahead than the model lets, and the forms say which can be chosen', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const which = 'fra mandag 2. november 2026 til mandag 1. november 2027'
  const refusedAt = async (action: string, typed: Record<string, string>) => {
    const card = cardOf(await town.submit('ingrid', action, { case: id }, typed))
    return card.blocks.find((block) => 'error' in block && block.error)
  }
  const day = '2027-12-30'
  expect(JSON.stringify(await refusedAt('meeting.set', { day }))).toContain(which)
  expect(JSON.stringify(await refusedAt('follow-up.add', { ...call, day }))).toContain(which)
  expect(await caseOf(town, id)).toMatchObject({ meetings: [], followUps: [] })
})

test('a form that moves a day says which it is', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-06' })
  const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
  const measure = await addMeasure(town, id, { evaluationDay: '2026-11-16' })
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...call, day: '2026-11-10' })
  const followUp = (await caseOf(town, id)).followUps[0]?.id ?? ''
  const says = async (action: string, about: Record<string, string>) =>
    textOf(await town.open('ingrid', action, { case: id, ...about }))
  expect(await says('meeting.postpone', { meeting })).toContain('"value":"fre. 6. nov. 2026"')
  expect(await says('meeting.set', {})).toContain('"value":"fre. 6. nov. 2026"')
  expect(await says('measure.postpone', { measure })).toContain('"value":"man. 16. nov. 2026"')
  expect(await says('follow-up.postpone', { followUp })).toContain('"value":"tir. 10. nov. 2026"')
})

const call = { text: 'Call', topic: 'family', responsible: 'home' }

test('that a meeting was held is offered from its day on; before that in the menu alone, and its list does not call it off', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-04' })
  const onCard = async () => actionsOn(cardOf(await town.press('ingrid', 'show.case', { case: id })))
  const inMenu = async () => actionsOn(await wholeMenu(town, 'ingrid', { case: id }))
  const likely = async () => actionsOn(cardOf(await town.press('ingrid', 'show.menu', { case: id })))
  const inList = async () => actionsOn(cardOf(await town.press('ingrid', 'show.mine')))
  expect([await onCard(), await likely()].flat()).not.toContain('meeting.hold')
  expect(await inMenu()).toContain('meeting.hold')
  for (const early of ['meeting.hold', 'meeting.cancel']) expect(await inList()).not.toContain(early)
  town.setClock('2026-11-04T09:00:00.000Z')
  expect([...(await onCard()), ...(await likely())]).toContain('meeting.hold')
  expect(await inList()).toContain('meeting.hold')
})

test('minutes without a next day say why there is none, and what was typed stays until they do', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
  const meeting = (await caseOf(town, id)).meetings[0]?.id ?? ''
  const typed = { topic: 'learning', minutes: 'THEY AGREED' }
  const again = cardOf(await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, typed))
  expect(again.blocks.find((block) => 'id' in block && block.id === 'nextDay')).toMatchObject({
    error: 'Velg dagen for neste møte, eller skriv hvorfor det ikke blir et nytt møte.',
  })
  expect(textOf(again)).toContain('THEY AGREED')
  expect((await caseOf(town, id)).meetings).toMatchObject([{ status: 'set' }])
  await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, { ...typed, whyNone: 'It is over' })
  expect((await caseOf(town, id)).meetings).toMatchObject([{ status: 'held' }])
})

test('a measure begins with an evaluation as far away as is usual, on a working day', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const begins = async () => valuesIn(cardOf(await town.open('ingrid', 'measure.add', { case: id }))).evaluationDay
  expect(await begins()).toBe('2026-12-14')
  town.setClock('2026-11-14T09:00:00.000Z')
  expect(await begins()).toBe('2026-12-28')
})

/** The fields that a form marks as those that may be left empty. */
function optionalIn({ blocks }: Card): string[] {
  return blocks.flatMap((block) => ('optional' in block && block.optional && 'id' in block ? [block.id] : []))
}

test('what a form of a proposal marks as optional is so: filled in but for that, it is taken at the first try', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposing = cardOf(await town.open('ingrid', 'level.propose', { case: id }))
  expect(optionalIn(proposing)).toEqual(['services'])
  const said = { topic: 'learning', reason: 'It takes more' }
  await town.press('ingrid', 'level.propose', dataOf(proposing, 'level.propose'), { ...valuesIn(proposing), ...said })
  const [proposal] = (await caseOf(town, id)).proposals
  expect(proposal?.status).toBe('open')
  const deciding = { case: id, proposal: proposal?.id ?? '', approve: 'yes' }
  const form = cardOf(await town.open('terje', 'level.decide', deciding))
  expect(optionalIn(form)).toEqual(['without', 'view'])
  const met = { meetingDay: '2026-11-02', parentsTookPart: 'true', childTookPart: 'true', ...said }
  await town.press('terje', 'level.decide', dataOf(form, 'level.decide'), { ...valuesIn(form), ...met })
  expect((await caseOf(town, id)).level).toBe(2)
})

test.each([
  ['2026-11-08', 'Møtet er avtalt søndag 8. november 2026. Merk at det er en søndag.'],
  ['2026-12-25', 'Møtet er avtalt fredag 25. desember 2026. Merk at det er en fridag.'],
  ['2026-11-09', 'Møtet er avtalt mandag 9. november 2026.'],
])('a day off that is chosen is taken, and the answer says that it is one (%s)', async (day, said) => {
  const town = await createTown()
  const id = await openLog(town)
  const answer = textOf(await town.submit('ingrid', 'meeting.set', { case: id }, { day }))
  expect(answer).toContain(said)
  expect(answer.includes('Merk at')).toBe(said.includes('Merk at'))
  expect((await caseOf(town, id)).meetings).toMatchObject([{ day }])
})
