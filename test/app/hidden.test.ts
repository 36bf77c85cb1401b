/** What is of a topic that the family has not opened to somebody: to them it is as if it were not there. */
import { describe, expect, test } from 'vitest'
import type { Answer } from '../../src/ports.ts'
import { actionsOn, cardOf, createTown, dataOf, type Texts, textOf } from '../support/town.ts'
import { addMeasure, caseOf, logWithJonas, takenBack } from './story.ts'

/** Jonas takes part for `learning` alone; everything there is, is of `health`, and Mari's to do. */
async function hidden() {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  await town.submit('ingrid', 'participant.add', { case: id }, { person: town.id('mari') })
  const responsible = `person:${town.id('mari')}`
  const measure = await addMeasure(town, id, { topic: 'health', responsible })
  const typed = { text: 'Sleep', topic: 'health' }
  await town.submit('ingrid', 'follow-up.add', { case: id }, { ...typed, responsible, day: '2026-11-16' })
  await town.submit('ingrid', 'goal.set', { case: id }, typed)
  await town.submit('ingrid', 'note.add', { case: id }, typed)
  const { followUps, goals, notes } = await caseOf(town, id)
  const [followUp = '', goal = '', note = ''] = [followUps, goals, notes].map(([one]) => one?.id)
  return { town, id, ids: { measure, followUp, goal, note } }
}

const none: Texts = { measure: 'measure_none', followUp: 'followup_none', goal: 'goal_none', note: 'note_none' }

/** What is named, how it is typed, and whether a form asks for it. */
const acts: [string, keyof typeof none & string, Texts, 'form' | 'press'][] = [
  ['measure.evaluate', 'measure', { effect: 'some', outcome: 'done', note: 'It helped' }, 'form'],
  ['measure.postpone', 'measure', { day: '2026-12-01', reason: 'Ill' }, 'form'],
  ['measure.reassign', 'measure', { responsible: 'home' }, 'form'],
  ['measure.reassign', 'measure', { responsible: 'nobody' }, 'form'],
  ['follow-up.done', 'followUp', {}, 'press'],
  ['follow-up.postpone', 'followUp', { day: '2026-12-01', reason: 'Ill' }, 'form'],
  ['follow-up.reassign', 'followUp', { responsible: 'home' }, 'form'],
  ['goal.finish', 'goal', {}, 'press'],
]

/** Without the names that each form and each thing has for itself. */
function shown(answer: Answer, named: string): string {
  return textOf(answer).replaceAll(named, '…')
}

describe('a thing of a topic that is closed to somebody', () => {
  test.each(acts)('%s on a %s of it is answered as on one there is not', async (action, key, typed, how) => {
    const { town, id, ids } = await hidden()
    const before = await caseOf(town, id)
    const data = (named: string) => ({ case: id, reached: 'yes', [key]: named })
    const thing = ids[key as keyof typeof ids]
    const missing = none[key] ?? ''
    const pressed = await town.press('jonas', action, data(thing), typed)
    expect(cardOf(pressed).name).toBe('refusal')
    expect(shown(pressed, thing)).toBe(shown(await town.press('jonas', action, data(missing), typed), missing))
    if (how === 'form') {
      const opened = await town.open('jonas', action, data(thing))
      expect(cardOf(opened).name).toBe('refusal')
      expect(shown(opened, thing)).toBe(shown(await town.open('jonas', action, data(missing)), missing))
      expect(textOf(opened)).not.toContain('Mari')
    }
    expect(await caseOf(town, id)).toEqual(before)
  })

  test.each(['open', 'press'] as const)(
    'named beside one that is open to them (%s), tells nothing of itself',
    async (how) => {
      const { town, id, ids } = await hidden()
      const open = await addMeasure(town, id, { responsible: 'home' })
      const typed: Texts = { text: 'Call', topic: 'learning', responsible: 'home', day: '2026-11-16' }
      await town.submit('ingrid', 'follow-up.add', { case: id }, typed)
      const followUp = (await caseOf(town, id)).followUps.at(-1)?.id ?? ''
      const asked = [
        ['follow-up.reassign', { followUp, measure: ids.measure }],
        ['measure.reassign', { measure: open, goal: ids.measure, note: ids.measure }],
      ] as const
      const answers = async () => {
        const all = []
        for (const [action, data] of asked) {
          const answer = await town[how]('jonas', action, { case: id, ...data, once: 'one' })
          all.push([answer.kind, cardOf(answer).name, /avsluttet allerede|ble evaluert|ble gjort/.test(textOf(answer))])
        }
        return all
      }
      const before = await answers()
      expect(before).toEqual([
        ['form', 'form', false],
        ['form', 'form', false],
      ])
      await town.submit(
        'ingrid',
        'measure.evaluate',
        { case: id, measure: ids.measure },
        { effect: 'some', outcome: 'done' },
      )
      expect(await answers()).toEqual(before)
    },
  )

  test('is looked for in vain, and that is logged', async () => {
    const { town, id, ids } = await hidden()
    await town.open('jonas', 'measure.reassign', { case: id, measure: ids.measure })
    await town.press('jonas', 'follow-up.done', { case: id, followUp: ids.followUp })
    const looks = await town.read((tx) => tx.access.of(id))
    expect(looks.filter(({ verdict }) => verdict === 'refused').map(({ what }) => what)).toEqual([
      ...['measure.reassign', 'follow-up.done'],
    ])
  })

  test('falls due without a word of it to them, and is not theirs to put off', async () => {
    const { town, id, ids } = await hidden()
    await town.until('2026-11-17')
    const key = `measure-due:${ids.measure}:2026-11-16`
    const data = { case: id, key, back: `reminder|${key}` }
    const due = 'Et tiltak skal evalueres'
    expect(textOf(await town.press('ingrid', 'form.cancel', data))).toContain(due)
    expect(textOf(await town.press('ingrid', 'show.case', data))).toContain(due)
    expect(textOf(await town.press('jonas', 'form.cancel', data))).not.toContain(due)
    expect(textOf(await town.press('jonas', 'show.case', data))).not.toContain(due)
    await town.press('jonas', 'reminder.postpone', data, { until: '2026-11-23', reason: 'Later' })
    expect((await caseOf(town, id)).postponed).toEqual({})
    await town.submit('ingrid', 'reminder.postpone', data, { until: '2026-11-23', reason: 'Later' })
    expect((await caseOf(town, id)).postponed).toEqual({ [key]: '2026-11-23' })
  })

  test('stays what it was to whoever may know of it', async () => {
    const { town, id, ids } = await hidden()
    await town.submit(
      'mari',
      'measure.evaluate',
      { case: id, measure: ids.measure },
      { effect: 'good', outcome: 'done' },
    )
    expect((await caseOf(town, id)).measures[0]?.status).toBe('done')
  })
})

describe('what is new', () => {
  const adds: [string, Texts][] = [
    ['note.add', { text: 'Sleep' }],
    ['goal.set', { text: 'Sleep' }],
    ['measure.add', { text: 'Sleep', arena: 'school', responsible: 'home', evaluationDay: '2026-11-16' }],
    ['follow-up.add', { text: 'Sleep', responsible: 'home', day: '2026-11-16' }],
  ]

  test.each(adds)('%s is offered the topics that are open to the writer, and takes no other', async (action, typed) => {
    const { town, id } = await hidden()
    const before = await caseOf(town, id)
    const form = cardOf(await town.open('jonas', action, { case: id }))
    const topic = form.blocks.find((block) => 'id' in block && block.id === 'topic')
    expect(topic).toMatchObject({ choices: [{ value: 'learning' }] })
    const refused = cardOf(await town.press('jonas', action, dataOf(form, action), { ...typed, topic: 'health' }))
    expect(refused.name).toBe('form')
    expect(refused.blocks.find((block) => 'id' in block && block.id === 'topic')).toMatchObject({
      error: expect.stringContaining('PPT'),
    })
    expect(await caseOf(town, id)).toEqual(before)
    await town.press('jonas', action, dataOf(form, action), { ...typed, topic: 'learning' })
    expect(await caseOf(town, id)).not.toEqual(before)
  })
})

test('a task whose topic was closed to the one who has it is followed up by the holder', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning', 'health'])
  const measure = await addMeasure(town, id, { topic: 'health', responsible: `person:${town.id('jonas')}` })
  await town.submit('ingrid', 'consent.withdraw', { case: id }, { ...takenBack, what: 'topic:health' })
  await town.until('2026-11-17')
  const reminders = town.channel.sent().filter(({ card, verb }) => verb === 'direct' && card.name === 'reminder')
  const about = reminders.filter(({ card }) => textOf(card).includes(measure))
  expect(new Set(about.map(({ to }) => to))).toEqual(new Set(['ingrid']))
  expect(actionsOn(about[0]?.card ?? cardOf({ kind: 'none' }))).toContain('measure.evaluate')
})

test('what a deputy may not know of stays with the holder, and the deputy is not reminded of it', async () => {
  const town = await createTown()
  const id = await logWithJonas(town, ['learning'])
  const person = town.id('jonas')
  await town.submit('ingrid', 'baton.deputize', { case: id }, { person, from: '2026-11-02', until: '2026-12-01' })
  const measure = await addMeasure(town, id, { topic: 'health', responsible: 'home' })
  await town.until('2026-11-17')
  const reminders = town.channel.sent().filter(({ card, verb }) => verb === 'direct' && card.name === 'reminder')
  const about = reminders.filter(({ card }) => textOf(card).includes(measure))
  expect(new Set(about.map(({ to }) => to))).toEqual(new Set(['ingrid']))
  expect(actionsOn(about[0]?.card ?? cardOf({ kind: 'none' }))).toEqual([
    'measure.reassign',
    'show.evaluation',
    'show.sent',
    'measure.evaluate',
    'measure.postpone',
    'reminder.postpone',
  ])
  // All else of the case is the deputy's on those days.
  expect(new Set(reminders.filter((one) => !about.includes(one)).map(({ to }) => to))).toEqual(new Set(['jonas']))
})
