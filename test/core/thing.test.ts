/** What is of a topic closed to somebody is not there for them, whatever they command; nor do they make any. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { PersonId } from '../../src/core/ids.ts'
import { mayKnow } from '../../src/core/thing.ts'
import { by, given, refused } from '../support/given.ts'
import { allTopics, consented, joined, offered, openLog, said } from '../support/history.ts'
import { add, evaluate, followUp, goal } from '../support/plan.ts'
import { people, startDay } from '../support/sample.ts'

const health = { topic: 'health', text: 'word_t' } as const
const toSchool = { kind: 'service', service: 'skole' } as const
function plan(person: PersonId = people.colleague.person): Event[] {
  const responsible = { kind: 'person', person } as const
  return [
    { type: 'goal.set', goal: 'goal_1', ...health },
    {
      ...{ type: 'measure.added', measure: 'measure_1', arena: 'school', ...health },
      ...{ responsible, evaluationDay: '2026-09-21' },
    },
    { type: 'follow-up.added', followUp: 'followup_1', ...health, responsible, day: '2026-08-28' },
  ]
}
const written = by('ppt', { type: 'note.added', note: 'note_1', ...health, by: people.ppt.person })
const open = given(openLog(2, ['ppt']), joined('ppt'), joined('colleague'), plan(), written)
/** The family lets PPT go on with something else alone. */
const narrower = consented(['ppt'], 'consent_2', { topics: ['learning'] })
const closed = given(open, narrower)

const named: Command[] = [
  { type: 'goal.finish', goal: 'goal_1', reached: true },
  evaluate({ outcome: 'done', evaluationDay: null, note: null, childView: null }),
  evaluate({ evaluationDay: '2026-09-22' }),
  { type: 'measure.postpone', measure: 'measure_1', day: '2026-09-22', reason: 'word_r' },
  { type: 'measure.reassign', measure: 'measure_1', to: toSchool, had: null },
  { type: 'follow-up.postpone', followUp: 'followup_1', day: '2026-09-22', reason: 'word_r' },
  { type: 'follow-up.reassign', followUp: 'followup_1', to: toSchool, had: null },
  { type: 'follow-up.done', followUp: 'followup_1' },
  { type: 'note.correct', note: 'note_1', text: 'word_n' },
]

describe('what there is of a closed topic', () => {
  it.each(named.map((one) => [one.type, one] as const))('%s finds nothing', (_, command) => {
    expect(open.when(command, 'ppt')).toHaveProperty('events')
    expect(closed.when(command, 'ppt')).toEqual(refused('not-found'))
    if (command.type !== 'note.correct') expect(closed.when(command, 'head')).toHaveProperty('events')
  })

  it('puts off no reminder of it, but whoever is reminded of all that falls due does', () => {
    const due = closed.due('2026-09-22').find((one) => one.subject === 'measure_1')
    if (!due) throw new Error('no measure is due')
    const later = { type: 'reminder.postpone', key: due.key, until: '2026-09-25', reason: 'word_r' } as const
    expect(closed.when(later, 'ppt', '2026-09-22')).toEqual(refused('already-done'))
    const handed = given(closed, offered('ppt'), { type: 'baton.accepted', handOver: 'handover_1', from: null })
    const raised: Event = {
      ...{ type: 'reminder.sent', key: due.key, signal: due.signal, occurrence: 9 },
      ...{ day: due.day, rungs: ['responsible', 'leader', 'ke'], ball: due.ball },
    }
    for (const [story, name] of [
      [closed, 'head'],
      [handed, 'ppt'],
      [given(closed, raised), 'ke'],
    ] as const)
      expect(story.when(later, name, '2026-09-22'), name).toHaveProperty('events')
  })
})

describe('what would be new of a closed topic', () => {
  const made: Command[] = [
    ...[{ ...goal, goal: 'goal_2', topic: 'health' } as const, add({ measure: 'measure_2', topic: 'health' })],
    ...[followUp({ followUp: 'followup_2', topic: 'health' })],
    { type: 'note.add', note: 'note_2', ...health },
  ]

  it.each(made.map((one) => [one.type, one] as const))('%s is refused at the topic', (_, command) => {
    expect(open.when(command, 'ppt')).toHaveProperty('events')
    expect(closed.when(command, 'ppt')).toEqual(refused('consent-missing', { field: 'topic', services: ['ppt/ppt'] }))
    expect(closed.when({ ...command, topic: 'weather' } as Command, 'ppt')).toEqual(
      refused('topic-unknown', { field: 'topic' }),
    )
    expect(closed.when(command, 'head')).toHaveProperty('events')
  })

  it('may be taken back by whoever stands in, though they may not read of it', () => {
    const withdraw = {
      type: 'consent.withdraw',
      scope: 'topic',
      service: null,
      topic: 'health',
      reason: null,
      ...said,
    } as const
    expect(closed.when(withdraw, 'ppt')).toMatchObject(refused('not-permitted'))
    const deputy = { type: 'baton.deputized', person: people.ppt.person, service: 'ppt', unit: 'ppt' } as const
    const standingIn = given(closed, { ...deputy, from: startDay, until: '2026-12-01' })
    expect(standingIn.when(withdraw, 'ppt')).toHaveProperty('events')
  })
})

it('is nothing that somebody without a part in the case may know of', () => {
  const known = (name: 'colleague' | 'nurse') => mayKnow(open.state, 'health', people[name], startDay, allTopics)
  expect([known('colleague'), known('nurse')]).toEqual([true, false])
})

describe('who follows up what somebody may no longer know of', () => {
  const balls = (story: typeof open) =>
    story.due('2026-09-22').flatMap(({ subject, ball }) => (/measure|followup/.test(subject ?? '') ? [ball] : []))

  it('is the holder, until it is open to them again', () => {
    const theirs = given(openLog(2, ['ppt']), joined('ppt'), plan(people.ppt.person))
    const mine = { role: 'person', person: people.ppt.person }
    expect(balls(theirs)).toEqual([mine, mine])
    const shut = given(theirs, narrower)
    expect(balls(shut)).toEqual([{ role: 'holder' }, { role: 'holder' }])
    expect(balls(given(shut, consented(['ppt'], 'consent_3')))).toEqual([mine, mine])
  })

  it('is the holder on paper too, as long as the family lets nobody know of it', () => {
    const withdrawn = {
      type: 'consent.withdrawn',
      scope: 'whole',
      service: null,
      topic: null,
      reason: null,
      ...said,
    } as const
    const paper = given(open, withdrawn, { type: 'log.closed' })
    expect(balls(paper)).toEqual([{ role: 'holder' }, { role: 'holder' }])
    const theirs = { role: 'person', person: people.colleague.person }
    expect(balls(given(paper, consented(['skole'], 'consent_4')))).toEqual([theirs, theirs])
  })
})
