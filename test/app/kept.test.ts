/** Words about what the family took out: no form asks for them, none are kept, and what is to be done is done without. */
import { describe, expect, test } from 'vitest'
import type { Case } from '../../src/core/case.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { actionsOn, cardOf, createTown, type Texts, type Town, textOf } from '../support/town.ts'
import { addMeasure, caseOf, openLog, propose, takenBack, worry } from './story.ts'

type Log = { town: Town; id: CaseId; data: Record<string, Texts> }

/** A log with everything in it, of `health`. */
async function log(): Promise<Log> {
  const town = await createTown()
  const id = await openLog(town)
  const typed = { text: 'Sleep', topic: 'health' }
  const measure = await addMeasure(town, id, { topic: 'health', responsible: 'home' })
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...typed, responsible: 'home', day: '2026-11-16' })
  await town.submit('ingrid', 'note.add', { case: id }, typed)
  await town.submit('ingrid', 'meeting.set', { case: id }, { day: '2026-11-02' })
  const state = await caseOf(town, id)
  const of = (data: Texts) => ({ case: id, ...data })
  const data = {
    measure: of({ measure }),
    followUp: of({ followUp: state.followUps[0]?.id ?? '' }),
    note: of({ note: state.notes[0]?.id ?? '' }),
    meeting: of({ meeting: state.meetings[0]?.id ?? '' }),
    reminder: of({ key: `measure-due:${measure}:2026-11-16` }),
    case: of({}),
  }
  return { town, id, data }
}

function takeOut({ town, id }: Log, what: string) {
  return town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what })
}

async function fieldsOf({ town, data }: Log, form: string, of: string): Promise<string[]> {
  const card = cardOf(await town.open('ingrid', form, data[of]))
  return card.blocks.flatMap((block) => ('id' in block ? [block.id] : []))
}

/** What is done, what it is about, what must be typed, the words that go with it, and what tells that it was done. */
type Row = [string, string, Texts, Texts, 'topic' | 'case', (state: Case) => unknown]
const done: Row[] = [
  [
    ...(['measure.evaluate', 'measure', { effect: 'some', outcome: 'done' }, { note: 'W', childView: 'W' }] as const),
    ...(['topic', (state: Case) => state.measures[0]?.status === 'done'] as const),
  ],
  [
    ...([
      'meeting.hold',
      'meeting',
      { day: '2026-11-02', nextDay: '2026-11-20' },
      { topic: 'health', minutes: 'W', childView: 'W', decisions: 'W' },
      'case',
    ] as const),
    (state) => state.meetings[0]?.status === 'held',
  ],
  [
    ...(['case.close', 'case', { reason: 'goal-reached' }, { summary: 'W' }, 'case'] as const),
    (state) => state.status === 'closed',
  ],
]

describe.each(done)('%s', (action, of, typed, words, about, isDone) => {
  const ways = [...(about === 'topic' ? ['topic:health'] : []), 'whole']

  test.each(ways)('is done without words when the family took back %s', async (what) => {
    const one = await log()
    expect(await fieldsOf(one, action, of)).toEqual(expect.arrayContaining(Object.keys(words)))
    await takeOut(one, what)
    const fields = await fieldsOf(one, action, of)
    for (const word of Object.keys(words)) expect(fields).not.toContain(word)
    // From a form that was opened before.
    const old = cardOf(await one.town.press('ingrid', action, one.data[of], { ...typed, ...words }))
    expect(isDone(await caseOf(one.town, one.id))).toBe(false)
    expect(old.name).toBe('refusal')
    expect(textOf(old)).toContain('"W"')
    await one.town.submit('ingrid', action, one.data[of] ?? {}, typed)
    expect(isDone(await caseOf(one.town, one.id))).toBe(true)
  })
})

const later: Row[] = [
  [
    ...(['measure.postpone', 'measure', { day: '2026-12-01' }, { reason: 'W' }, 'topic'] as const),
    (state) => state.measures[0]?.evaluationDay === '2026-12-01',
  ],
  [
    ...(['follow-up.postpone', 'followUp', { day: '2026-12-01' }, { reason: 'W' }, 'topic'] as const),
    (state) => state.followUps[0]?.day === '2026-12-01',
  ],
  [
    ...(['reminder.postpone', 'reminder', { until: '2026-11-20' }, { reason: 'W' }, 'topic'] as const),
    (state) => Object.values(state.postponed).includes('2026-11-20'),
  ],
]

describe.each(later)('%s', (action, of, typed, words, _, isDone) => {
  test.each(['nothing', 'topic:health', 'whole'])(
    'says why, whatever is kept, when the family took back %s',
    async (what) => {
      const one = await log()
      if (what !== 'nothing') await takeOut(one, what)
      const { town, id, data } = one
      const again = cardOf(await town.submit('ingrid', action, data[of] ?? {}, { ...typed, reason: '' }))
      expect(again.blocks.find((block) => 'id' in block && block.id === 'reason')).toMatchObject({
        error: 'Fyll ut dette feltet.',
        hint: expect.stringContaining('Skriv ikke noe som beskriver barnet eller familien.'),
      })
      await town.submit('ingrid', action, data[of] ?? {}, { ...typed, ...words })
      expect(isDone(await caseOf(town, id))).toBe(true)
    },
  )
})

test.each([false, true])(
  'meeting.cancel asks why, as every reason can be said (without a consent: %s)',
  async (isOut) => {
    const one = await log()
    if (isOut) await takeOut(one, 'whole')
    const again = cardOf(await one.town.submit('ingrid', 'meeting.cancel', one.data.meeting ?? {}, { reason: '' }))
    expect(again.name).toBe('form')
    expect(again.blocks.find((block) => 'id' in block && block.id === 'reason')).toHaveProperty('error')
    expect(textOf(again)).toContain('Fyll ut dette feltet')
  },
)

test('before there is a log it is asked why a reminder is put off, and kept', async () => {
  const town = await createTown()
  const id = await worry(town)
  await town.until('2026-11-16')
  const [key = ''] = Object.keys((await caseOf(town, id)).reminded)
  const later = { until: '2026-11-20' }
  const again = cardOf(await town.submit('ingrid', 'reminder.postpone', { case: id, key }, { ...later, reason: '' }))
  expect(again.blocks.find((block) => 'id' in block && block.id === 'reason')).toHaveProperty('error')
  await town.submit('ingrid', 'reminder.postpone', { case: id, key }, { ...later, reason: 'THEY ARE ILL' })
  expect(textOf(await town.press('ingrid', 'show.plan', { case: id, section: 'history' }))).toContain('THEY ARE ILL')
})

test('a measure of what was taken out can only be ended, and goes to nobody else; a note of it stays as it is', async () => {
  const one = await log()
  await takeOut(one, 'topic:health')
  const { town, id, data } = one
  const form = cardOf(await town.open('ingrid', 'measure.evaluate', data.measure))
  expect(form.blocks.find((block) => 'id' in block && block.id === 'outcome')).toMatchObject({
    choices: [{ value: 'done' }, { value: 'stopped' }],
  })
  const plan = async (section: string) =>
    actionsOn(cardOf(await town.press('ingrid', 'show.plan', { case: id, section, start: '0' })))
  expect(await plan('measures')).not.toContain('measure.reassign')
  expect(await plan('follow-ups')).not.toContain('follow-up.reassign')
  expect(await plan('notes')).not.toContain('note.correct')
  await town.press('ingrid', 'note.correct', data.note, { text: 'Sleep again' })
  expect((await caseOf(town, id)).notes[0]?.texts).toHaveLength(1)
})

test('a leader says no to a proposal without the view of the family, and without why', async () => {
  const one = await log()
  await takeOut(one, 'whole')
  const { town, id } = one
  const proposal = await propose(town, id, 'ingrid', { services: 'ppt', topic: '', reason: '' })
  const data = { case: id, proposal, approve: 'no' }
  const card = cardOf(await town.open('terje', 'level.decide', data))
  const fields = card.blocks.flatMap((block) => ('id' in block ? [block.id] : []))
  for (const field of ['topic', 'reason', 'view']) expect(fields).not.toContain(field)
  const old = {
    topic: 'learning',
    meetingDay: '2026-11-02',
    parentsTookPart: 'true',
    childAsked: 'true',
    reason: 'Not yet',
    view: 'W',
  }
  await town.press('terje', 'level.decide', data, old)
  expect((await caseOf(town, id)).proposals[0]?.status).toBe('open')
  await town.submit('terje', 'level.decide', data, { meetingDay: '2026-11-02' })
  expect((await caseOf(town, id)).proposals[0]?.status).toBe('rejected')
})
