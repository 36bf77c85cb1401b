/** Which commands write content, told without the table: none of them is kept on paper, nor without the family's consent. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { isWritable } from '../../src/core/consent.ts'
import { writesContent } from '../../src/core/content.ts'

import { given, refused } from '../support/given.ts'
import { consented, joined, measure, meeting, openLog, openOnPaper, proposed, said } from '../support/history.ts'
import { add, evaluate, followUp, goal } from '../support/plan.ts'
import { type PersonName, people, startDay } from '../support/sample.ts'

const home = { kind: 'home' } as const
const content: Command[] = [
  goal,
  { type: 'goal.evaluate', goal: 'goal_9', effect: 'some', outcome: 'continue' },
  { type: 'evaluation.hear-parents', evaluation: 'evaluation_1', topic: 'family', parentsView: 'word_n' },
  {
    ...{ type: 'evaluation.hear-staff', evaluation: 'evaluation_1', topic: 'family' },
    ...{ staffView: 'word_n', reflection: null },
  },
  add(),
  evaluate(),
  { type: 'measure.reassign', measure: 'measure_1', to: home, had: null },
  followUp(),
  { type: 'follow-up.reassign', followUp: 'followup_1', to: home, had: null },
  { type: 'note.add', note: 'note_1', topic: 'family', text: 'word_n' },
  { type: 'note.correct', note: 'note_2', text: 'word_n' },
  {
    ...{ type: 'meeting.correct', meeting: 'meeting_8', topic: null, minutes: 'word_n', childView: null },
    decisions: [{ id: 'decision_9', text: 'word_n' }],
  },
]
const set: Event = { type: 'goal.set', goal: 'goal_9', text: 'word_g', topic: 'learning' }
const held: Event = {
  ...{ type: 'meeting.held', meeting: 'meeting_8', day: startDay, topic: 'family', minutes: 'word_n', childView: null },
}
const log = given(openLog(2), measure(), set, meeting(startDay, '8'), held, {
  ...{ type: 'note.added', note: 'note_2', topic: 'family', text: 'word_n', by: people.teacher.person },
})
const withdrawn = log.and({
  type: 'consent.withdraw',
  scope: 'whole',
  service: null,
  topic: null,
  reason: null,
  ...said,
})
const paper = withdrawn.and({ type: 'case.open-on-paper', holder: null })

it.each(content.map((one) => [one.type, one] as const))('%s is content', (_, command) => {
  expect(withdrawn.when(command)).toEqual(refused('consent-missing', { services: ['skole/bjorkelia'] }))
  expect(paper.when(command)).toEqual(refused('paper-mode'))
})

it('may be written where the log is digital and the family agrees, and nowhere else', () => {
  const agreed = given(openOnPaper(), consented())
  expect([log, withdrawn, paper, agreed].map(({ state }) => isWritable(state, startDay))).toEqual([
    ...[true, false, false, false],
  ])
})

it('no other command is content as a whole', () => {
  const said = Object.entries(writesContent).flatMap(([type, is]) => (is === true ? [type] : []))
  // What somebody of the family says by themselves is tried with the rest that the family does.
  const ofFamily = ['family.write', 'family.say']
  const known = [...content.map(({ type }) => type), ...ofFamily]
  expect(new Set([...said, 'measure.evaluate'])).toEqual(new Set(known))
})

const ended = { outcome: 'done', evaluationDay: null, note: null, childView: null } as const

/** Why something was asked, refused, put off, skipped, taken up or opened, and what a consent itself says: can be given whatever the family agreed to. */
const kept = [
  ...['concern.ask text', 'concern.answer text', 'concern.conclude reason'],
  ...['consent.record excludedPersons', 'consent.record purpose', 'consent.record childView'],
  ...['consent.name-signers reason', 'consent.refuse reason', 'consent.withdraw reason'],
  ...['measure.postpone reason', 'follow-up.postpone reason', 'meeting.postpone reason', 'reminder.postpone reason'],
  'meeting.hold whyNone',
  ...['baton.decline reason', 'meeting.cancel reason', 'case.reopen reason', 'case.advise text', 'step.skip reason'],
  ...['concern.conclude keepReason', 'level.decide without', 'case.unseal reason'],
  ...['family.invite name', 'family.shut-out reason', 'family.let-in reason', 'family.release reason'],
  ...['family.ask-correction text', 'family.ask-end text'],
  ...['transition.decline reason', 'transition.meet tookPart', 'transition.call-off reason'],
  'evaluation.hear-child childWhy',
]

const about = { topic: 'learning' } as const
const deciding: Extract<Command, { type: 'level.decide' }> = {
  ...{ type: 'level.decide', proposal: 'proposal_1', approve: false, meetingDay: '2026-08-17', ...about },
  ...{ leftOut: [], reason: null, view: null, without: null },
  ...{ childTookPart: true, childAsked: true, parentsTookPart: true },
}

/** A meeting, called with a word of each kind. */
function calls(type: 'meeting.set' | 'meeting.change'): [Command, 'told'][] {
  const command: Command =
    type === 'meeting.set'
      ? { type, meeting: 'meeting_2', day: '2026-08-24', ...about }
      : { type, meeting: 'meeting_1', ...about }
  return (['place', 'purpose', 'points'] as const).map((field) => [{ ...command, [field]: 'word_n' }, 'told'])
}

const holds: Extract<Command, { type: 'meeting.hold' }> = {
  ...{ type: 'meeting.hold', meeting: 'meeting_1', day: '2026-08-17', ...about },
  ...{ minutes: null, childView: null, next: { meeting: 'meeting_2', day: '2026-08-24' } },
}

/** What can be done without the words that go with it, each with one of them, and with what they are about. */
const wordy: [Command, 'measure' | 'case' | 'told', PersonName?][] = [
  [evaluate({ ...ended, note: 'word_n' }), 'measure'],
  [evaluate({ ...ended, childView: 'word_n' }), 'measure'],
  [{ ...holds, minutes: 'word_n' }, 'told'],
  [{ ...holds, childView: 'word_n' }, 'told'],
  [{ ...holds, decisions: [{ id: 'decision_1', text: 'word_n' }] }, 'told'],
  [
    {
      ...{
        type: 'evaluation.hear-child',
        evaluation: 'evaluation_1',
        askedBy: 'holder',
        askedOn: '2026-08-17',
        ...about,
      },
      ...{ childView: 'word_n', childWhy: null },
    },
    'told',
  ],
  ...calls('meeting.set'),
  ...calls('meeting.change'),
  [{ type: 'case.close', reason: 'goal-reached', summary: 'word_n' }, 'case'],
  [{ type: 'case.close', reason: 'goal-reached', summary: null, familyView: 'word_n' }, 'case'],
  [{ ...deciding, view: 'word_n' }, 'told', 'head'],
  [{ ...deciding, reason: 'word_n' }, 'told', 'head'],
  [
    {
      ...{ type: 'level.propose', proposal: 'proposal_2', to: 3, services: [], toKe: false, ...about },
      reason: 'word_n',
    },
    'told',
  ],
]

/** Be it one text, or a list of them. */
function isWord(value: unknown): boolean {
  return value === 'word_n' || (Array.isArray(value) && value.some((one) => one?.text === 'word_n'))
}

function without(command: Command): Command {
  const rest = Object.entries(command).map(([field, value]) => [field, isWord(value) ? null : value])
  return Object.fromEntries(rest)
}

describe('words that something can be done without', () => {
  const planned: Event[] = [
    meeting('2026-08-17'),
    {
      ...{ type: 'follow-up.added', followUp: 'followup_2', topic: 'learning', text: 'word_t' },
      ...{ responsible: home, day: '2026-08-28' },
    },
  ]
  /** A proposal stands open where one is decided: a case with one is not closed, and taking back a consent ends it. */
  const ready = (story: typeof log, { type }: Command) =>
    type === 'level.decide' ? given(story, joined('colleague'), proposed()) : story
  const withdraw = { type: 'consent.withdraw', service: null, reason: null, ...said } as const

  it.each(wordy.map(([one, of, by = 'teacher']) => [one.type, one, of, by] as const))(
    '%s: are kept with a consent in force alone, and not when it is done without them',
    (_, command, of, by) => {
      const story = given(log, planned)
      const on = '2026-08-17'
      expect(ready(story, command).when(command, by, on)).toHaveProperty('events')
      const gone = story.and({ ...withdraw, scope: 'whole', topic: null })
      expect(ready(gone, command).when(command, by, on)).toEqual(
        refused('consent-missing', { services: ['skole/bjorkelia'] }),
      )
      expect(ready(gone, command).when(without(command), by, on)).toHaveProperty('events')
      const paper = gone.and({ type: 'case.open-on-paper', holder: null })
      expect(ready(paper, command).when(command, by, on)).toEqual(refused('paper-mode'))
      expect(ready(paper, command).when(without(command), by, on)).toHaveProperty('events')
      const out = story.and({ ...withdraw, scope: 'topic', topic: 'learning' })
      if (of === 'told')
        return expect(ready(out, command).when(command, by, on)).toEqual(refused('consent-missing', { field: 'topic' }))
      if (of === 'case') return expect(ready(out, command).when(command, by, on)).toHaveProperty('events')
      expect(out.when(command, by, on)).toEqual(refused('consent-missing'))
      expect(out.when(without(command), by, on)).toHaveProperty('events')
    },
  )

  it('are all there are, but for those that are kept with what is done', () => {
    const said = Object.entries(writesContent).flatMap(([type, words]) =>
      typeof words === 'boolean' ? [] : Object.entries(words).map(([field, is]) => [`${type} ${field}`, is] as const),
    )
    const tried = wordy.flatMap(([command]) =>
      Object.entries(command).flatMap(([field, value]) => (isWord(value) ? [`${command.type} ${field}`] : [])),
    )
    expect(new Set(said.flatMap(([name, is]) => (is ? [name] : [])))).toEqual(new Set(tried))
    expect(new Set(said.flatMap(([name, is]) => (is ? [] : [name])))).toEqual(new Set(kept))
  })
})

it.each(content.flatMap((one) => ('topic' in one ? [] : [[one.type, one] as const])))(
  '%s is no more about a topic that was taken out',
  (_, command) => {
    const out = given(log, followUpOf('learning')).and({
      ...{ type: 'consent.withdraw', scope: 'topic', service: null, topic: 'learning', reason: null, ...said },
    })
    const family = out.and({
      type: 'consent.withdraw',
      scope: 'topic',
      service: null,
      topic: 'family',
      reason: null,
      ...said,
    })
    expect(family.when(command)).toEqual(refused('consent-missing'))
  },
)

function followUpOf(topic: string): Event {
  const responsible = { kind: 'person', person: people.teacher.person } as const
  return { type: 'follow-up.added', followUp: 'followup_1', topic, text: 'word_t', responsible, day: '2026-08-28' }
}
