/** KE, to whom a case is brought, where no consent lets them read: what has stopped and for how long, what falls to them, no more. */

import { expect, test } from 'vitest'
import { isBroughtToKe } from '../../src/core/ke.ts'
import { actionsOn, cardOf, createTown, dataOf, type Town, textOf, valuesIn } from '../support/town.ts'
import { addMeasure, caseOf, consent, logWithJonas, openLog, propose } from './story.ts'

const secrets = /Kaia|Ingrid|Jonas|Terje|Mari|Skole|PPT|It takes more|Reading with|Samtykke mangler for/

/** A case that has stood for so long that it came to KE. */
async function stood(town: Town) {
  const id = await logWithJonas(town)
  await addMeasure(town, id, { responsible: `person:${town.id('jonas')}` })
  await town.submit('terje', 'report.record', { case: id }, { day: '2026-10-30' })
  await town.until('2026-12-10')
  expect(isBroughtToKe(await caseOf(town, id))).toBe(true)
  return id
}

test('its card says the level, what has stopped and for how long, and offers advice', async () => {
  const town = await createTown()
  const id = await stood(town)
  const card = cardOf(await town.press('sara', 'show.case', { case: id }))
  expect(card.name).toBe('case-outline')
  expect(card.blocks).toContainEqual({ kind: 'facts', facts: [{ label: 'Nivå', value: 'Nivå 2' }], discreet: true })
  expect(textOf(card)).toContain('Fristen var mandag 16. november 2026, for 24 dager siden')
  const ways = ['show.mine', 'case.advise', 'case.recuse', 'show.report-help']
  expect(actionsOn(card).filter((action) => action !== 'reminder.postpone')).toEqual(ways)
  expect(textOf(card)).not.toMatch(secrets)
})

test('of each thing that has stopped its reminders can wait, and until when stands beside it', async () => {
  const town = await createTown()
  const id = await stood(town)
  const card = cardOf(await town.press('sara', 'show.case', { case: id }))
  const data = dataOf(card, 'reminder.postpone')
  const form = cardOf(await town.open('sara', 'reminder.postpone', data))
  expect(textOf(form)).not.toMatch(secrets)
  await town.submit('sara', 'reminder.postpone', data, { until: '2026-12-21', reason: 'They meet on Friday' })
  expect((await caseOf(town, id)).postponed[data.key ?? '']).toBe('2026-12-21')
  const seen = textOf(await town.press('sara', 'show.case', { case: id }))
  expect(seen).toContain('minnes om igjen man. 21. des. 2026')
  expect(seen).not.toMatch(secrets)
})

test('nothing that can be asked for by any button shows more, and each look is written down', async () => {
  const town = await createTown()
  const id = await stood(town)
  const proposal = await propose(town, id, 'ingrid', { to: '3' })
  const key = Object.keys((await caseOf(town, id)).reminded)[0] ?? ''
  const asked = [
    await town.press('sara', 'show.plan', { case: id }),
    await town.press('sara', 'show.plan', { case: id, section: 'history' }),
    await town.press('sara', 'show.menu', { case: id }),
    await town.press('sara', 'show.consents', { case: id }),
    await town.press('sara', 'show.proposal', { case: id, proposal }),
    await town.press('sara', 'show.sent', { case: id, back: `proposal|${proposal}` }),
    await town.press('sara', 'show.sent', { case: id, back: `breach|${key}` }),
    await town.press('sara', 'consent.request', { case: id }),
    await town.open('sara', 'participant.add', { case: id }),
    await town.open('sara', 'reminder.postpone', { case: id, key }),
    await town.press('sara', 'show.mine'),
    await town.say('sara', 'FJ-1001'),
  ]
  for (const one of asked) expect(textOf(one)).not.toMatch(secrets)
  const looks = (await town.read((tx) => tx.access.of(id))).filter(({ person }) => person === town.id('sara'))
  for (const what of ['case-plan', 'case-menu', 'consent-checkpoint'])
    expect(looks).toContainEqual(expect.objectContaining({ what, verdict: 'refused' }))
})

test('what is sent to them names nobody, and their list says no day of the plan', async () => {
  const town = await createTown()
  const id = await stood(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-12-30' })
  const sent = town.channel.sent().filter(({ to, card }) => to === 'sara' && card.name === 'breach')
  expect(sent.length).toBeGreaterThan(0)
  expect(textOf(sent)).not.toMatch(secrets)
  expect(textOf(await town.press('sara', 'show.mine'))).not.toContain('30. des')
})

test('a proposal that falls to them shows the levels, the day of the meeting and whether its conditions hold', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-20' })
  const proposal = await propose(town, id, 'terje', { to: '2', services: 'ppt' })
  const seen = async () => textOf(await town.press('sara', 'show.proposal', { case: id, proposal }))
  for (const said of ['nivå 1', 'nivå 2', 'fre. 20. nov. 2026', 'Vilkårene er ikke oppfylt'])
    expect(await seen()).toContain(said)
  expect(await seen()).not.toMatch(secrets)
  const refused = await town.press(
    'sara',
    'level.decide',
    { case: id, proposal, approve: 'yes' },
    {
      ...{ meetingDay: '2026-11-02', reason: 'Yes', parentsTookPart: 'true', childAsked: 'true' },
    },
  )
  expect(textOf(refused)).not.toMatch(secrets)
  await consent(town, id, { services: ['ppt'] })
  expect(await seen()).toContain('Vilkårene er oppfylt')
  const form = cardOf(await town.open('sara', 'level.decide', { case: id, proposal, approve: 'yes' }))
  expect(textOf(form)).not.toMatch(secrets)
  const yes = { meetingDay: '2026-11-02', reason: 'Yes', parentsTookPart: 'true', childAsked: 'true' }
  const answer = await town.press('sara', 'level.decide', dataOf(form, 'level.decide'), { ...valuesIn(form), ...yes })
  expect((await caseOf(town, id)).level).toBe(2)
  expect(textOf(answer)).not.toMatch(secrets)
})

test('where they decide they are asked nothing of the family’s view, and read no more of it afterwards', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const proposal = await propose(town, id, 'terje', { to: '2', services: '' })
  const data = { case: id, proposal, approve: 'no' }
  const form = cardOf(await town.open('sara', 'level.decide', data))
  const fields = form.blocks.flatMap((block) => ('id' in block ? [block.id] : []))
  expect(fields).toContain('reason')
  expect(fields).not.toContain('view')
  expect(fields).not.toContain('topic')
  expect(textOf(form)).toContain('Kan leses av lederen og dem som er med i saken, og av deg så lenge')
  expect(textOf(form).match(/Skriv ikke noe som beskriver barnet/g)).toHaveLength(1)
  const typed = { meetingDay: '2026-11-02', reason: 'NO ROOM YET' }
  const forged = await town.press('sara', 'level.decide', dataOf(form, 'level.decide'), {
    ...typed,
    view: 'They agree',
  })
  expect((await caseOf(town, id)).proposals[0]?.status).toBe('open')
  expect(textOf(forged)).not.toMatch(secrets)
  await town.press('sara', 'level.decide', dataOf(form, 'level.decide'), typed)
  expect((await caseOf(town, id)).proposals[0]?.status).toBe('rejected')
  // With what they decided the case is back with its unit.
  const seen = textOf(await town.press('sara', 'show.proposal', { case: id, proposal }))
  expect(seen).toContain('ikke lenger hos koordinerende enhet')
  expect(seen).not.toMatch(secrets)
  expect(textOf(await town.press('terje', 'show.proposal', { case: id, proposal }))).toContain('NO ROOM YET')
})

test('of one that the unit let stand they see neither who can decide nor who has', async () => {
  const town = await createTown()
  const id = await stood(town)
  const proposal = await propose(town, id, 'ingrid', { to: '3' })
  await town.until('2026-12-22')
  const seen = async () => textOf(await town.press('sara', 'show.proposal', { case: id, proposal }))
  expect(await seen()).toContain('level.decide')
  expect(await seen()).not.toMatch(secrets)
  const no = { topic: 'learning', meetingDay: '2026-12-21', reason: 'NOT YET' }
  await town.submit('terje', 'level.decide', { case: id, proposal, approve: 'no' }, no)
  expect(await seen()).toContain('Avslått av enhetsleder')
  expect(await seen()).not.toMatch(secrets)
  expect(await seen()).not.toContain('NOT YET')
})

test('their advice comes to those who have the case, and is read there', async () => {
  const town = await createTown()
  const id = await stood(town)
  town.channel.tried.length = 0
  const form = textOf(await town.open('sara', 'case.advise', { case: id }))
  expect(form).toContain('Kan leses av stafettholderen og lederen.')
  expect(form.match(/Skriv ikke noe som beskriver/g)).toHaveLength(1)
  await town.submit('sara', 'case.advise', { case: id }, { text: 'MEET ONCE MORE' })
  await town.run()
  const told = town.channel.sent().filter(({ card }) => card.name === 'told')
  expect(told.map(({ to }) => to).sort()).toEqual(['ingrid', 'terje'])
  expect(textOf(told)).not.toContain('MEET ONCE MORE')
  for (const name of ['ingrid', 'terje'] as const)
    expect(textOf(await town.press(name, 'show.case', { case: id }))).toContain('MEET ONCE MORE')
  expect(textOf(await town.press('jonas', 'show.case', { case: id }))).not.toContain('MEET ONCE MORE')
  expect(textOf(await town.press('sara', 'show.case', { case: id }))).not.toContain('MEET ONCE MORE')
})

test('where nobody else can name a holder, they choose among the unit’s own and see nobody of a service', async () => {
  const town = await createTown()
  const id = await stood(town)
  await town.submit('ingrid', 'case.recuse', { case: id }, { sure: 'true' })
  const form = textOf(await town.open('sara', 'baton.name', { case: id }))
  expect(form).toContain('Mari Holm')
  expect(form).not.toMatch(/Jonas|Ingrid|PPT|Skole|(til|fra|for) skole/)
})

test('with a consent that covers them they read what it lets them', async () => {
  const town = await createTown()
  const id = await stood(town)
  await consent(town, id, { services: ['koordinerende-enhet'], topics: ['learning'] })
  const card = cardOf(await town.press('sara', 'show.case', { case: id }))
  expect(card.name).toBe('case-summary')
  expect(textOf(card)).toContain('Kaia')
  expect(textOf(card)).not.toContain('Melding sendt')
})
