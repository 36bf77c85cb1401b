/** Two ways to have more time: the day of the thing is moved, or the day stands and reminders of it wait. Both say why. */
import { describe, expect, test } from 'vitest'
import type { Card } from '../../cards/card.ts'
import { wording } from '../../src/wording/index.ts'
import { cardOf, createTown, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, openLog } from './story.ts'

const say = wording('nb')

const fieldIn = ({ blocks }: Card, id: string) => blocks.find((block) => 'id' in block && block.id === id)
const factsIn = ({ blocks }: Card) => blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []))

type Kind = 'measure' | 'follow-up' | 'meeting'

/** A log with one thing on 16 November, and what its button carries. */
async function given(kind: Kind) {
  const town = await createTown()
  const id = await openLog(town)
  const day = '2026-11-16'
  if (kind === 'measure') await addMeasure(town, id, { responsible: 'home', evaluationDay: day })
  if (kind === 'meeting') await town.submit('ingrid', 'meeting.set', { case: id }, { day })
  const typed = { text: 'Call', topic: 'family', responsible: 'home', day }
  if (kind === 'follow-up') await town.submit('ingrid', 'follow-up.add', { case: id }, typed)
  const { measures, followUps, meetings } = await caseOf(town, id)
  const named: Record<Kind, Texts> = {
    measure: { measure: measures[0]?.id ?? '' },
    'follow-up': { followUp: followUps[0]?.id ?? '' },
    meeting: { meeting: meetings[0]?.id ?? '' },
  }
  return { town, id, data: { case: id, ...named[kind] } }
}

const dayOf = async (town: Town, id: `case_${string}`) => {
  const { measures, followUps, meetings } = await caseOf(town, id)
  return measures[0]?.evaluationDay ?? followUps[0]?.day ?? meetings.find(({ status }) => status === 'set')?.day
}

describe.each(['measure', 'follow-up', 'meeting'] as const)('moving the day of a %s', (kind) => {
  const action = `${kind}.postpone`

  test('says what it does, until when, and that a reason is needed', async () => {
    const { town, data } = await given(kind)
    const form = cardOf(await town.open('ingrid', action, data))
    expect(textOf(form)).toContain(say(`intro.${kind}.postpone`))
    const which = 'Velg en dag fra mandag 2. november 2026 til mandag 14. desember 2026.'
    expect(fieldIn(form, 'day')).toMatchObject({ min: '2026-11-02', max: '2026-12-14', hint: which })
    expect(fieldIn(form, 'day')).toMatchObject({ missing: `«Ny dag»: ${which}` })
    expect(fieldIn(form, 'reason')).toMatchObject({ required: true, missing: 'Fyll ut «Hvorfor?».' })
  })

  test('needs a reason, and a day within the limit, which is said at the field', async () => {
    const { town, id, data } = await given(kind)
    const unsaid = cardOf(await town.submit('ingrid', action, data, { day: '2026-11-23', reason: '' }))
    expect(fieldIn(unsaid, 'reason')).toMatchObject({ error: say('field-error.required') })
    for (const [day, why] of [
      ['2026-12-15', 'Dagen er for langt fram. Velg en dag fra mandag 2. november 2026 til mandag 14. desember 2026.'],
      [
        '2026-11-01',
        'Dagen mangler, eller er passert. Velg en dag fra mandag 2. november 2026 til mandag 14. desember 2026.',
      ],
      [
        '',
        'Dagen mangler. Skriv for eksempel 27.11.2026. Velg en dag fra mandag 2. november 2026 til mandag 14. desember 2026.',
      ],
    ]) {
      const no = cardOf(await town.submit('ingrid', action, data, { day: day ?? '', reason: 'THEY ARE ILL' }))
      expect(fieldIn(no, 'day'), day).toMatchObject({ error: why })
      expect(fieldIn(no, 'reason')).toMatchObject({ value: 'THEY ARE ILL' })
    }
    expect(await dayOf(town, id)).toBe('2026-11-16')
  })

  test('moves it, and the history says who and why', async () => {
    const { town, id, data } = await given(kind)
    await town.submit('ingrid', action, data, { day: '2026-11-23', reason: 'THEY ARE ILL' })
    expect(await dayOf(town, id)).toBe('2026-11-23')
    const history = textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'history', start: '0' }))
    expect(history).toContain('THEY ARE ILL')
    // What it no longer is due on is reminded of no more.
    await town.until('2026-11-18')
    const { reminded } = await caseOf(town, id)
    expect(Object.keys(reminded).filter((key) => key.startsWith(`${kind}-due`) && key.endsWith('16'))).toEqual([])
  })
})

describe('letting reminders wait', () => {
  const key = (data: Texts) => `measure-due:${data.measure}:2026-11-16`

  test('says that the day stands, when the leader is told, and until when it can wait', async () => {
    const { town, data } = await given('measure')
    await town.until('2026-11-17')
    const form = cardOf(await town.open('ingrid', 'reminder.postpone', { ...data, key: key(data) }))
    expect(textOf(form)).toContain(say('intro.reminder.postpone'))
    expect(factsIn(form)).toContainEqual({ label: 'Frist', value: 'mandag 16. november 2026' })
    expect(factsIn(form).find(({ label }) => label === 'Lederen får vite det')?.value).toMatch(
      /^Tidligst \w+ \d+\. november 2026, og ikke før dagen du velger/,
    )
    expect(fieldIn(form, 'until')).toMatchObject({
      hint: 'Velg en dag fra onsdag 18. november 2026 til tirsdag 15. desember 2026.',
      label: 'Ikke minn om det før',
    })
  })

  test('needs a reason, and a day within the limit; then the day stands, and it is quiet until the other', async () => {
    const { town, id, data } = await given('measure')
    await town.until('2026-11-17')
    const about = { ...data, key: key(data) }
    const far = cardOf(await town.submit('ingrid', 'reminder.postpone', about, { until: '2026-12-16', reason: 'ILL' }))
    expect(fieldIn(far, 'until')).toMatchObject({
      error: 'Dagen er for langt fram. Velg en dag fra onsdag 18. november 2026 til tirsdag 15. desember 2026.',
    })
    const unsaid = cardOf(await town.submit('ingrid', 'reminder.postpone', about, { until: '2026-11-30', reason: '' }))
    expect(fieldIn(unsaid, 'reason')).toMatchObject({ error: say('field-error.required') })
    await town.submit('ingrid', 'reminder.postpone', about, { until: '2026-11-30', reason: 'THEY ARE ILL' })
    expect(await dayOf(town, id)).toBe('2026-11-16')
    const before = Object.keys((await caseOf(town, id)).reminded)
    await town.until('2026-11-27')
    const quiet = (await caseOf(town, id)).reminded[key(data)]
    await town.until('2026-12-01')
    expect((await caseOf(town, id)).reminded[key(data)]).not.toEqual(quiet)
    expect(before).toContain(key(data))
    const history = textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'history', start: '0' }))
    expect(history).toContain('THEY ARE ILL')
    expect(history).toContain(say('event.reminder.postponed'))
  })

  test('says nothing of a day to whom the thing is closed', async () => {
    const town = await createTown()
    const id = await logWithJonas(town, ['learning'])
    const measure = await addMeasure(town, id, { topic: 'health', responsible: 'home' })
    await town.until('2026-11-17')
    const about = { case: id, key: `measure-due:${measure}:2026-11-16` }
    expect(factsIn(cardOf(await town.open('ingrid', 'reminder.postpone', about)))).not.toEqual([])
    expect(textOf(await town.open('jonas', 'reminder.postpone', about))).not.toContain('november 2026"')
  })
})
