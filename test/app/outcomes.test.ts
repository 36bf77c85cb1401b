/** The history says what came of things: to whoever may read of them, and of what the family answered, to those it is for. */
import { expect, test } from 'vitest'
import type { Case } from '../../src/core/case.ts'
import { cardOf, createTown, type Name, type Town } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog, propose, saidNo, takenBack } from './story.ts'

/** Each entry of all pages as its sentence, without who and when, with the facts under it. */
async function outcomes(town: Town, name: Name, id: string): Promise<[string, Record<string, string>][]> {
  const seen: [string, Record<string, string>][] = []
  let start: string | undefined = '0'
  while (start !== undefined) {
    const card = cardOf(await town.press(name, 'show.plan', { case: id, section: 'history', start }))
    for (const block of card.blocks) {
      if (block.kind === 'text' && block.text.includes(': '))
        seen.push([block.text.split(': ').slice(1).join(': '), {}])
      const last = seen.at(-1)
      if (block.kind === 'facts' && last) for (const { label, value } of block.facts) last[1][label] = value
    }
    start = card.buttons.find(({ data }) => data.section === 'history')?.data.start
  }
  return seen
}

const of = (all: [string, Record<string, string>][], sentence: string) =>
  all.filter(([said]) => said === sentence).map(([, facts]) => facts)

/** In `topic`: a measure that was evaluated, a meeting, a goal that was reached, and one that was not. */
async function worked(town: Town, id: Case['id'], topic: string): Promise<void> {
  const measure = await addMeasure(town, id, { topic, responsible: 'home' })
  const went = { effect: 'some', outcome: 'continue', evaluationDay: '2026-11-30', note: '' }
  await town.submit('ingrid', 'measure.evaluate', { case: id, measure }, went)
  for (const reached of ['yes', 'no']) {
    await town.submit('ingrid', 'goal.set', { case: id }, { topic, text: 'A goal' })
    const goal = (await caseOf(town, id)).goals.at(-1)?.id ?? ''
    await town.press('ingrid', 'goal.finish', { case: id, goal, reached })
  }
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
  const meeting = (await caseOf(town, id)).meetings.at(-1)?.id ?? ''
  await town.submit('ingrid', 'meeting.hold', { case: id, meeting }, { day: '2026-11-02', whyNone: 'It is over' })
}

test('with which effect a measure was evaluated, whether a goal was reached, and on which day a meeting was', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await worked(town, id, 'learning')
  const seen = await outcomes(town, 'terje', id)
  expect(of(seen, 'evaluerte et tiltak')).toEqual([
    { Virkning: 'Det virker noe', Videre: 'Fortsett med tiltaket', Evaluering: 'man. 30. nov. 2026' },
  ])
  expect(of(seen, 'noterte at et mål er nådd')).toHaveLength(1)
  expect(of(seen, 'avsluttet et mål uten at det er nådd')).toHaveLength(1)
  expect(of(seen, 'avtalte et møte')).toEqual([{ Møtet: 'man. 2. nov. 2026' }])
  expect(of(seen, 'skrev referat fra møtet')).toEqual([{ Møtet: 'man. 2. nov. 2026' }])
})

test('whether a proposal was approved or rejected, from where to where, and after which meeting', async () => {
  const town = await createTown()
  const id = await openLog(town)
  const why = {
    reason: 'Not yet',
    topic: 'learning',
    meetingDay: '2026-11-02',
    parentsTookPart: 'true',
    childAsked: 'true',
  }
  const first = await propose(town, id)
  await town.submit('terje', 'level.decide', { case: id, proposal: first, approve: 'no' }, why)
  const levels = { Nivå: 'Fra nivå 1 til nivå 2' }
  const seen = await outcomes(town, 'terje', id)
  expect(of(seen, 'foreslo et nytt nivå')).toEqual([levels])
  expect(of(seen, 'avslo forslaget om nytt nivå')).toHaveLength(1)
  expect(of(seen, 'avslo forslaget om nytt nivå')[0]).toMatchObject(levels)
  const again = await propose(town, id)
  await town.submit('terje', 'level.decide', { case: id, proposal: again, approve: 'yes' }, why)
  expect(of(await outcomes(town, 'terje', id), 'godkjente forslaget om nytt nivå')).toEqual([
    { ...levels, 'Møte med familien': 'man. 2. nov. 2026' },
  ])
})

const families = ['Foresatt', 'Temaer', 'Foreldreansvar']

test('who of the family answered what, for what; to whoever reads some topics only, nothing of it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  const seen = await outcomes(town, 'ingrid', id)
  expect(of(seen, 'registrerte et svar om samtykke').at(-1)).toMatchObject({
    Foresatt: 'Samtykket skriftlig',
    Tjenester: 'Pedagogisk-psykologisk tjeneste (PPT)',
    Temaer: 'Læring og utvikling',
  })
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'topic:learning' })
  const [back] = of(await outcomes(town, 'ingrid', id), 'registrerte at samtykket ble trukket tilbake')
  expect(back?.Foresatt).toContain('Trakk tilbake samtykket til å dele om')
  const other = await createTown()
  const shared = await logWithJonas(other, ['learning'])
  const part = await outcomes(other, 'jonas', shared)
  expect(part.length).toBeGreaterThan(3)
  for (const [, facts] of part) for (const label of families) expect(Object.keys(facts)).not.toContain(label)
})

test('that it said no, and to whom, is for the case’s own unit', async () => {
  const town = await createTown()
  const id = await logWithJonas(town)
  await town.submit(
    'ingrid',
    'consent.request',
    { case: id },
    {
      ...{ services: 'skole', topics: 'learning', born: '2016-03', guardians: '1', care: 'guardians' },
    },
  )
  const consent = (await caseOf(town, id)).consents.at(-1)?.id ?? ''
  await town.submit('ingrid', 'consent.refuse', { case: id, consent }, { ...saidNo, reason: '' })
  const [no] = of(await outcomes(town, 'ingrid', id), 'registrerte at familien sa nei')
  expect(no?.Foresatt).toContain('Sa nei til skole')
  expect(JSON.stringify(await outcomes(town, 'jonas', id))).not.toContain('Sa nei til')
})

test('of a topic that is closed to the reader, nothing of what came of it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await worked(town, id, 'health')
  const hidden = JSON.stringify(await outcomes(town, 'jonas', id))
  expect(hidden).not.toContain('Det virker noe')
  expect(hidden).not.toContain('et mål')
  await worked(town, id, 'learning')
  expect(of(await outcomes(town, 'jonas', id), 'evaluerte et tiltak')).toHaveLength(1)
})

test('of what is sealed, no effect', async () => {
  const town = await createTown()
  const id = await openLog(town)
  await worked(town, id, 'learning')
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'whole' })
  const seen = await outcomes(town, 'ingrid', id)
  expect(of(seen, 'evaluerte et tiltak')).toEqual([{}])
})
