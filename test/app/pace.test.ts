/** How often somebody is reminded, chosen in the settings: what is to come next follows it, and what was asked for comes whatever it is. */
import { expect, test } from 'vitest'
import { digestOnce, remindOnce } from '../../src/app/act/index.ts'
import { cardOf, createTown, dataOf, inDigests, type Name, type Town, textOf } from '../support/town.ts'
import { came, daysOf, dueOn } from './due.ts'
import { addMeasure, caseOf, logWithJonas, openLog } from './story.ts'

async function choose(town: Town, name: Name, digest: string): Promise<void> {
  const card = cardOf(await town.press(name, 'set.hours', {}, { from: 'usual', to: 'usual', digest }))
  expect(textOf(card)).toContain('Valgene er lagret')
}

test('what was to come at another pace comes at the one that was chosen', async () => {
  const town = await createTown({ reminders: inDigests })
  await dueOn(town, '2026-11-10')
  await town.until('2026-11-05')
  expect(daysOf(town, 'ingrid')).toEqual(['5. november'])
  await choose(town, 'ingrid', 'daily')
  await town.until('2026-11-10')
  expect(daysOf(town, 'ingrid')).toEqual(['5. november', '6. november', '9. november', '10. november'])
  await choose(town, 'ingrid', 'monday')
  await town.until('2026-11-16')
  expect(daysOf(town, 'ingrid').slice(4)).toEqual(['16. november'])
})

test('whoever chooses each by itself gets no list any more, and whoever chooses the list again gets one', async () => {
  const town = await createTown({ reminders: inDigests })
  await dueOn(town, '2026-11-10')
  await town.until('2026-11-05')
  await choose(town, 'ingrid', 'each')
  await town.until('2026-11-13')
  expect(daysOf(town, 'ingrid')).toEqual(['5. november'])
  expect(came(town, 'ingrid', 'reminder')).toHaveLength(2)
  await choose(town, 'ingrid', 'usual')
  await town.until('2026-11-16')
  expect(daysOf(town, 'ingrid')).toEqual(['5. november', '16. november'])
  expect(came(town, 'ingrid', 'reminder')).toHaveLength(2)
})

test('a list that waits for its reader’s hours does not come to whoever has chosen each by itself meanwhile', async () => {
  const town = await createTown({ reminders: inDigests })
  await dueOn(town, '2026-11-10')
  await town.read((tx) => tx.people.setHours(town.id('ingrid'), { from: '08:00', to: '16:00' }))
  await town.until('2026-11-05T06:59:00.000Z')
  town.setClock('2026-11-05T07:00:00.000Z')
  await remindOnce(town.app)
  await digestOnce(town.app)
  await choose(town, 'ingrid', 'each')
  await town.until('2026-11-06')
  expect(came(town, 'ingrid', 'digest')).toEqual([])
})

test('a reminder that waits for its reader’s hours stands in the list for whoever has chosen that meanwhile', async () => {
  const town = await createTown({ reminders: inDigests })
  const id = await dueOn(town, '2026-11-10')
  await town.read(async (tx) => {
    await tx.people.setDigest(town.id('ingrid'), 'each')
    await tx.people.setHours(town.id('ingrid'), { from: '10:00', to: '15:00' })
  })
  await town.until('2026-11-05T08:00:00.000Z')
  await choose(town, 'ingrid', 'monday')
  await town.until('2026-11-09')
  expect(came(town, 'ingrid', 'reminder')).toEqual([])
  expect(daysOf(town, 'ingrid')).toEqual(['9. november'])
  expect(textOf(came(town, 'ingrid', 'digest'))).toContain((await caseOf(town, id)).ref)
})

test('of what has no room by itself a list comes, says why, and tells nothing that came by itself', async () => {
  const town = await createTown({ reminders: { mostADay: 1 } })
  await choose(town, 'ingrid', 'each')
  const ids = [await dueOn(town, '2026-11-10'), await dueOn(town, '2026-11-10')]
  await town.until('2026-11-05')
  expect([came(town, 'ingrid', 'reminder').length, daysOf(town, 'ingrid')]).toEqual([1, []])
  await town.until('2026-11-06')
  const [digest, ...more] = came(town, 'ingrid', 'digest')
  expect(more).toEqual([])
  expect(textOf(digest)).toContain(
    'jeg sender ikke mer enn én melding om dagen av meg selv. Denne gangen fikk ikke alle plass.',
  )
  const alone = textOf(came(town, 'ingrid', 'reminder'))
  for (const id of ids) {
    const { ref } = await caseOf(town, id)
    expect(textOf(digest).includes(ref)).toBe(!alone.includes(ref))
  }
  await town.until('2026-11-09')
  expect(daysOf(town, 'ingrid')).toEqual(['6. november'])
})

test('on a day on which a list comes anyway, what is due stands in it, and comes by itself no more that day', async () => {
  const town = await createTown({ reminders: { mostADay: 2 } })
  await choose(town, 'ingrid', 'each')
  for (const day of ['2026-11-10', '2026-11-10', '2026-11-10', '2026-11-11'] as const) await dueOn(town, day)
  await town.until('2026-11-06')
  expect(came(town, 'ingrid', 'reminder')).toHaveLength(2)
  const [digest, ...more] = came(town, 'ingrid', 'digest')
  expect(more).toEqual([])
  expect(digest?.blocks.filter(({ kind }) => kind === 'row')).toHaveLength(2)
  await town.until('2026-11-09')
  expect(daysOf(town, 'ingrid')).toEqual(['6. november'])
})

test('nobody else is told why their list comes', async () => {
  const town = await createTown({ reminders: inDigests })
  await dueOn(town, '2026-11-10')
  await town.until('2026-11-05')
  expect(textOf(came(town, 'ingrid', 'digest'))).not.toContain('hver for seg')
})

test('that somebody asked for a reminder to be sent, it is: it takes no room, and what has none does not hold it back', async () => {
  const town = await createTown({ reminders: { mostADay: 1 } })
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}`, evaluationDay: '2026-11-05' })
  await town.until('2026-11-09')
  const told = (await town.read((tx) => tx.digests.of(town.id('jonas')))).told
  expect(told).toEqual({ day: '2026-11-09', times: 1 })
  expect(came(town, 'jonas', 'reminder')).toEqual([])
  const data = dataOf(cardOf(await town.say('ingrid', 'mine')), 'nudge.send')
  expect(textOf(await town.press('ingrid', 'nudge.send', data))).toContain('Påminnelsen er sendt.')
  await town.run()
  expect(came(town, 'jonas', 'reminder')).toHaveLength(1)
  expect((await town.read((tx) => tx.digests.of(town.id('jonas')))).told).toEqual(told)
})

test('a ladder that begins weeks before the day says so from its beginning', async () => {
  const town = await createTown()
  const { model } = town.app.municipalities.get('fjordvik') ?? {}
  if (!model) throw new Error('no model')
  const ladder = { ...model.policy.reminders.standard, beforeWorkingDays: 15 }
  const held = await createTown({ reminders: { ...inDigests, standard: ladder } })
  const id = await openLog(held)
  await held.submit('ingrid', 'meeting.set', { case: id }, { day: '2027-03-01' })
  await held.submit(
    'ingrid',
    'follow-up.add',
    { case: id },
    { text: 'Call', topic: 'family', responsible: 'home', day: '2026-12-01' },
  )
  await held.until('2026-11-10')
  expect(daysOf(held, 'ingrid')).toEqual(['10. november'])
  expect(textOf(came(held, 'ingrid', 'digest'))).toContain((await caseOf(held, id)).ref)
})
