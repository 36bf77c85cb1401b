/** What goes on in a case whose content is sealed, and for whom: every command, in a table of its own. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { isAnswerable } from '../../src/core/concern.ts'
import type { Family } from '../../src/core/decision.ts'
import { accessTo } from '../../src/core/reading.ts'
import { isSealed, neverSealed } from '../../src/core/seal.ts'
import { everything } from '../support/core-commands.ts'
import { at, by, given, refused, type Story } from '../support/given.ts'
import {
  allTopics,
  arrived,
  consented,
  content,
  invited,
  joined,
  known,
  measure,
  meeting,
  offered,
  openLog,
  openOnPaper,
  proposed,
  requested,
  said,
  signed,
  wrote,
} from '../support/history.ts'
import { add, evaluate, followUp, goal } from '../support/plan.ts'
import { type PersonName, people, postOf, somebody, startDay, units, withPost } from '../support/sample.ts'

const withdrawn: Event = {
  type: 'consent.withdrawn',
  scope: 'whole',
  service: null,
  topic: null,
  reason: null,
  ...said,
}
const question = { type: 'concern.asked', question: 'question_1', to: people.stranger.person, text: 'word_q' } as const
const home = { kind: 'home' } as const
const planned: Event[] = [
  { type: 'goal.set', goal: 'goal_9', text: 'word_g', topic: 'learning' },
  measure('2026-09-21', '9'),
  {
    type: 'follow-up.added',
    followUp: 'followup_9',
    topic: 'learning',
    text: 'word_t',
    responsible: home,
    day: '2026-08-28',
  },
  { type: 'transition.planned', transition: 'transition_9', day: '2026-12-01', to: 'skole' },
  meeting(startDay, '9'),
]
const note: Event = { type: 'note.added', note: 'note_9', topic: 'learning', text: 'word_n', by: people.teacher.person }
const heard = {
  ...({ evaluation: 'evaluation_9', askedBy: 'holder', askedOn: startDay, topic: 'learning', childWhy: null } as const),
}
const deputized: Event = {
  ...{
    type: 'baton.deputized',
    person: people.colleague.person,
    service: 'skole',
    unit: 'bjorkelia',
    from: startDay,
    until: '2026-09-01',
  },
}
const log = given(openLog(1), question, joined('colleague'), planned, by('teacher', note))
const minuted: Event = {
  ...{
    type: 'meeting.held',
    meeting: 'meeting_8',
    day: startDay,
    topic: 'learning',
    minutes: 'word_m',
    childView: null,
  },
}
const sealed = given(log, withdrawn)
const asked = given(sealed, requested('consent_2', { checkpoint: 'renewal' }))
const proposing = given(sealed, proposed(2, ['ppt']))
const offering = given(sealed, offered('colleague'))
const left = given(sealed, { type: 'baton.left', person: people.teacher.person })
const receiving = given(sealed, {
  ...{ type: 'transition.planned', transition: 'transition_8', day: '2026-12-01', to: 'skole', unit: 'strandheim' },
})
const closed = given(sealed, { type: 'case.closed', reason: 'moved', summary: null })
const raised = given(sealed, {
  ...{ type: 'reminder.sent', key: 'consent-withdrawn::2026-08-17', signal: 'consent-withdrawn', occurrence: 9 },
  ...{ day: startDay, rungs: ['responsible', 'leader', 'ke'], ball: { role: 'holder' } },
} as Event)

const member = 'person_mother'
const mother: Family = { kind: 'family', person: member, municipality: 'fjordvik' }
const own = { saying: 'saying_1', text: 'word_x' } as const
const within = given(sealed, known())
const shutOut: Event = { type: 'family.shut-out', member, reason: 'word_r' }

const unsealing: Extract<Command, { type: 'case.unseal' }> = {
  ...{ type: 'case.unseal', opening: 'opening_1', reason: 'word_x', seenBy: [people.head.person] },
}
const ended = { outcome: 'done', evaluationDay: null, note: null, childView: null } as const
const decided: Extract<Command, { type: 'level.decide' }> = {
  ...{ type: 'level.decide', proposal: 'proposal_1', approve: false, meetingDay: startDay, childTookPart: true },
  ...{ childAsked: true, parentsTookPart: true, view: null, without: null, topic: null, leftOut: [], reason: null },
}
const key = 'measure-due:measure_9:2026-09-21'
const missing = 'consent-missing'
const wasLate = given(
  sealed,
  { type: 'breach.began', key, ball: { role: 'holder' } },
  { type: 'breach.ended', key, day: '2026-09-30' },
)

/** The command, and what it comes to: it goes on, or why not. By the holder, in the sealed case, where nothing else is said. */
type Row = { command: Command; is: 'goes on' | string; by?: PersonName | 'system' | Family; in?: Story; on?: string }
const rows: Row[] = [
  { command: { type: 'concern.take-over' }, is: 'not-a-concern', by: 'head' },
  { command: { type: 'concern.name', to: somebody('colleague') }, is: 'not-a-concern', by: 'head' },
  {
    command: { type: 'presence.note', away: [], leaders: [people.head.person], ke: [], contacts: [] },
    is: 'goes on',
    by: 'system',
  },
  { command: { type: 'service.man', service: 'ppt', to: somebody('ppt') }, is: 'not-permitted' },
  { command: { type: 'concern.talk', day: startDay, way: 'meeting' }, is: 'goes on' },
  {
    command: { type: 'participant.leave', who: withPost('colleague', { unit: 'strandheim' }) },
    is: 'goes on',
    by: 'system',
  },
  {
    command: { type: 'concern.ask', question: 'question_2', to: somebody('stranger'), text: 'word_x' },
    is: 'not-permitted',
  },
  { command: { type: 'concern.answer', question: 'question_1', text: 'word_x' }, is: 'question-over', by: 'stranger' },
  {
    command: {
      ...{ type: 'concern.conclude', outcome: 'close', level: null, services: [], reason: null, day: null },
      ...{ written: 'erase', keepReason: null },
    },
    is: 'not-a-concern',
    by: 'head',
  },
  {
    command: {
      ...{
        type: 'consent.request',
        consent: 'consent_3',
        checkpoint: 'renewal',
        services: ['skole'],
        topics: allTopics,
      },
      ...{ born: null, guardians: 1, care: 'guardians' },
    },
    is: 'goes on',
  },
  {
    command: { type: 'participant.leave', who: withPost('colleague', { unit: 'strandheim' }) },
    is: 'goes on',
    by: 'system',
  },
  { command: { type: 'consent.narrow', consents: [] }, is: 'goes on', by: 'system' },
  {
    command: {
      ...{ type: 'consent.record', consent: 'consent_2', signedBy: ['guardian-1'], evidence: 'oral', holder: null },
      ...{ units, excludedShown: [], ...content() },
    },
    is: 'goes on',
    in: asked,
  },
  {
    command: { type: 'consent.refuse', consent: 'consent_2', services: ['skole'], reason: 'word_x', ...said },
    is: 'goes on',
    in: asked,
  },
  {
    command: {
      type: 'consent.name-signers',
      born: '2016-03',
      minor: null,
      guardians: 2,
      care: 'guardians',
      reason: null,
    },
    is: 'goes on',
  },
  {
    command: { type: 'consent.withdraw', scope: 'whole', service: null, topic: null, reason: 'word_x', ...said },
    is: 'goes on',
    in: asked,
  },
  {
    command: {
      ...{ type: 'level.propose', proposal: 'proposal_2', to: 2, services: ['ppt'], toKe: false },
      ...{ topic: null, reason: null },
    },
    is: 'goes on',
  },
  {
    command: {
      ...{ type: 'level.propose', proposal: 'proposal_2', to: 2, services: ['ppt'], toKe: false },
      ...{ topic: 'learning', reason: 'word_x' },
    },
    is: missing,
  },
  { command: decided, is: 'goes on', by: 'head', in: proposing },
  { command: { ...decided, without: 'word_x' }, is: 'goes on', by: 'head', in: proposing },
  { command: { ...decided, topic: 'learning', reason: 'word_x' }, is: missing, by: 'head', in: proposing },
  { command: { ...decided, topic: 'learning', view: 'word_x' }, is: missing, by: 'head', in: proposing },
  { command: { type: 'level.withdraw', proposal: 'proposal_1' }, is: 'goes on', by: 'colleague', in: proposing },
  { command: { type: 'level.lapse', proposal: 'proposal_1' }, is: 'goes on', by: 'system', in: proposing },
  { command: { type: 'baton.offer', handOver: 'handover_2', to: somebody('colleague') }, is: 'goes on' },
  { command: { type: 'baton.accept', handOver: 'handover_1' }, is: 'goes on', by: 'colleague', in: offering },
  {
    command: { type: 'baton.decline', handOver: 'handover_1', reason: 'word_x' },
    is: 'goes on',
    by: 'colleague',
    in: offering,
  },
  { command: { type: 'baton.withdraw', handOver: 'handover_1' }, is: 'goes on', in: offering },
  { command: { type: 'baton.name', to: somebody('colleague') }, is: 'goes on', by: 'head', in: left },
  {
    command: { type: 'baton.deputize', to: somebody('colleague'), from: startDay, until: '2026-09-01' },
    is: 'goes on',
  },
  { command: { type: 'baton.end-deputy' }, is: 'goes on', in: given(sealed, deputized) },
  { command: goal, is: missing },
  { command: { type: 'goal.finish', goal: 'goal_9', reached: true }, is: 'goes on' },
  { command: add(), is: missing },
  { command: evaluate({ measure: 'measure_9' }), is: missing },
  { command: evaluate({ measure: 'measure_9', ...ended, note: 'word_x' }), is: missing },
  { command: evaluate({ measure: 'measure_9', ...ended }), is: 'goes on' },
  { command: { type: 'measure.postpone', measure: 'measure_9', day: '2026-09-28', reason: 'word_x' }, is: 'goes on' },
  { command: { type: 'measure.reassign', measure: 'measure_9', to: home, had: null }, is: missing },
  { command: followUp(), is: missing },
  { command: { type: 'follow-up.done', followUp: 'followup_9' }, is: 'goes on' },
  {
    command: { type: 'follow-up.postpone', followUp: 'followup_9', day: '2026-09-25', reason: 'word_x' },
    is: 'goes on',
  },
  { command: { type: 'follow-up.reassign', followUp: 'followup_9', to: home, had: null }, is: missing },
  { command: { type: 'meeting.set', meeting: 'meeting_2', day: '2026-09-01' }, is: 'goes on' },
  {
    command: { type: 'meeting.set', meeting: 'meeting_2', day: '2026-09-01', topic: 'learning', purpose: 'word_x' },
    is: missing,
  },
  { command: { type: 'meeting.change', meeting: 'meeting_9', time: '09:00' }, is: 'goes on' },
  { command: { type: 'meeting.change', meeting: 'meeting_9', place: 'word_x' }, is: missing },
  { command: { type: 'meeting.remind', meeting: 'meeting_9' }, is: 'goes on', by: 'system' },
  {
    command: {
      ...{ type: 'meeting.hold', meeting: 'meeting_9', day: startDay, topic: null, minutes: null, childView: null },
      whyNone: 'word_x',
    },
    is: 'goes on',
  },
  {
    command: {
      ...{ type: 'meeting.hold', meeting: 'meeting_9', day: startDay, topic: null, minutes: null, childView: null },
      ...{ decisions: [{ id: 'decision_1', text: 'word_x' }], whyNone: 'word_x' },
    },
    is: missing,
  },
  {
    command: {
      type: 'meeting.hold',
      meeting: 'meeting_9',
      day: startDay,
      topic: null,
      minutes: 'word_x',
      childView: null,
      whyNone: 'word_x',
    },
    is: missing,
  },
  {
    command: {
      type: 'meeting.hold',
      meeting: 'meeting_9',
      day: startDay,
      topic: null,
      minutes: null,
      childView: 'word_x',
      whyNone: 'word_x',
    },
    is: missing,
  },
  {
    command: { type: 'meeting.correct', meeting: 'meeting_8', topic: null, minutes: 'word_x', childView: null },
    is: missing,
    in: given(sealed, meeting(startDay, '8'), minuted),
  },
  { command: { type: 'meeting.cancel', meeting: 'meeting_9', reason: null }, is: 'goes on' },
  { command: { type: 'meeting.cancel', meeting: 'meeting_9', reason: 'word_x' }, is: 'goes on' },
  {
    command: { type: 'meeting.postpone', meeting: 'meeting_9', next: 'meeting_2', day: '2026-09-01', reason: 'word_x' },
    is: 'goes on',
  },
  { command: { type: 'note.add', note: 'note_2', topic: 'learning', text: 'word_x' }, is: missing },
  { command: { type: 'note.correct', note: 'note_9', text: 'word_x' }, is: missing },
  { command: { type: 'goal.evaluate', goal: 'goal_9', effect: 'some', outcome: 'continue' }, is: missing },
  { command: { type: 'evaluation.hear-child', ...heard, childView: null }, is: 'goes on' },
  { command: { type: 'evaluation.hear-child', ...heard, childView: 'word_x' }, is: missing },
  {
    command: { type: 'evaluation.hear-parents', evaluation: 'evaluation_9', topic: 'learning', parentsView: 'word_x' },
    is: missing,
  },
  {
    command: {
      ...{ type: 'evaluation.hear-staff', evaluation: 'evaluation_9', topic: 'learning' },
      ...{ staffView: 'word_x', reflection: null },
    },
    is: missing,
  },
  {
    command: { type: 'evaluation.conclude', evaluation: 'evaluation_9', outcome: 'close', nextDay: null },
    is: 'goes on',
    in: given(sealed, { type: 'evaluation.child-heard', ...heard, childView: null }),
  },
  { command: { type: 'transition.plan', transition: 'transition_2', day: '2026-12-01', to: 'skole' }, is: 'goes on' },
  {
    ...{ command: { type: 'transition.receive', transition: 'transition_8', holder: null }, by: 'otherHead' },
    ...{ is: 'goes on', in: receiving },
  },
  {
    ...{ command: { type: 'transition.decline', transition: 'transition_8', reason: 'word_x' }, by: 'otherHead' },
    ...{ is: 'goes on', in: receiving },
  },
  {
    ...{ command: { type: 'transition.meet', transition: 'transition_9', day: '2026-08-17', tookPart: 'word_x' } },
    is: 'goes on',
  },
  { command: { type: 'transition.call-off', transition: 'transition_9', reason: 'word_x' }, is: 'goes on' },
  { command: { type: 'transition.move', transition: 'transition_9' }, is: 'goes on', by: 'system' },
  { command: { type: 'case.open-on-paper', holder: null }, is: 'goes on' },
  { command: { type: 'case.close', reason: 'moved', summary: null }, is: 'goes on' },
  { command: { type: 'case.close', reason: 'moved', summary: 'word_x' }, is: missing },
  { command: { type: 'case.reopen', reason: 'word_x' }, is: 'goes on', in: closed },
  { command: { type: 'case.shield', shielded: true }, is: 'goes on' },
  { command: { type: 'case.advise', text: 'word_x' }, is: 'goes on', by: 'ke', in: raised },
  { command: { type: 'case.recuse' }, is: 'goes on' },
  {
    command: { type: 'case.unseal', opening: 'opening_1', reason: 'word_x', seenBy: [people.head.person] },
    is: 'goes on',
  },
  {
    command: { type: 'case.unseal', opening: 'opening_1', reason: 'word_x', seenBy: [people.head.person] },
    is: 'goes on',
    in: closed,
  },
  { command: { type: 'participant.add', to: somebody('secondLeader') }, is: 'goes on' },
  { command: { type: 'participant.add', to: somebody('ppt') }, is: missing },
  { command: { type: 'participant.remove', person: people.colleague.person }, is: 'goes on' },
  { command: { type: 'report.record', day: startDay }, is: 'goes on' },
  {
    command: { type: 'reminder.postpone', key, until: '2026-10-05', reason: 'word_x' },
    is: 'goes on',
    on: '2026-09-30',
  },
  { command: { type: 'breach.explain', key, cause: 'absence', remedy: 'done' }, is: 'goes on', in: wasLate },
  {
    command: { type: 'nudge.send', key: 'handover-unanswered:handover_1:2026-08-24' },
    is: 'goes on',
    in: offering,
    on: '2026-08-24',
  },
  { command: { type: 'step.skip', step: 'goals', reason: 'word_x' }, is: 'step-over' },
  {
    command: { type: 'step.resume', step: 'goals' },
    is: 'goes on',
    in: given(sealed, { type: 'step.skipped', step: 'goals', reason: 'word_x' }),
  },
  { command: { type: 'family.invite', member: 'person_m', signer: 'guardian-1', name: null }, is: 'goes on' },
  { command: { type: 'family.arrive', member }, is: 'goes on', in: given(sealed, invited()), by: 'system' },
  { command: { type: 'family.confirm', member }, is: 'goes on', in: given(sealed, arrived()) },
  { command: { type: 'family.refuse', member }, is: 'goes on', in: given(sealed, arrived()) },
  { command: { type: 'family.shut-out', member, reason: 'word_x' }, is: 'goes on', in: within },
  { command: { type: 'family.let-in', member, reason: 'word_x' }, is: 'goes on', in: given(within, shutOut) },
  { command: { type: 'family.release', text: 'note_9', member, reason: 'word_x' }, is: 'not-found', in: within },
  { command: { type: 'family.clear', text: 'note_9' }, is: 'not-found', in: within },
  { command: { type: 'family.write', ...own }, is: 'consent-missing', in: within, by: mother },
  { command: { type: 'family.say', about: 'meeting_9', ...own }, is: 'consent-missing', in: within, by: mother },
  { command: { type: 'family.ask-correction', ...own }, is: 'goes on', in: within, by: mother },
  { command: { type: 'family.ask-end', ...own }, is: 'goes on', in: within, by: mother },
  {
    command: { type: 'family.hear', saying: 'saying_1' },
    is: 'goes on',
    in: given(within, wrote(member, { kind: 'end' })),
  },
]

describe('in a sealed case', () => {
  it.each(rows.map((row) => [row.command.type, row.is, row] as const))('%s: %s', (_, is, row) => {
    const decision = (row.in ?? sealed).when(row.command, row.by ?? 'teacher', row.on ?? startDay)
    if (is === 'goes on') expect(decision).toHaveProperty('events')
    else expect(decision).toMatchObject(refused(is as Parameters<typeof refused>[0]))
  })

  it('every command is tried', () => {
    expect(new Set(rows.map(({ command }) => command.type))).toEqual(new Set(everything))
  })
})

describe('content', () => {
  const access = (story: Story, name: PersonName, day = startDay) => accessTo(story.state, people[name], day, allTopics)

  it('is sealed by a withdrawal, a refusal or the end of the consent of the own service, and by nothing else', () => {
    const day = '2026-09-01'
    // Of a time when a yes that was asked for later left it on paper.
    const paperAgain = given(openOnPaper(), consented(['skole'], 'consent_2', { until: '2026-08-31' }))
    const cases: [string, Story, boolean][] = [
      ['a consent in force', log, false],
      ['a withdrawal', sealed, true],
      ['a withdrawal, and paper since', given(sealed, { type: 'log.closed' }), true],
      ['a withdrawal, and closed since', closed, true],
      ['paper from the beginning', given(openOnPaper()), false],
      ['paper with a consent for others', given(openOnPaper(), consented(['ppt'])), false],
      ['paper with a consent for itself that has ended', paperAgain, false],
      ['paper, a log of its own since, and an end', given(paperAgain.entries, { type: 'log.opened' }), true],
      ['a wondering', given(openLog(1)[0] ?? []), false],
      [
        'another service that was let go',
        given(openLog(2), { ...withdrawn, scope: 'service', service: 'ppt' } as Event),
        false,
      ],
      ['a new consent', given(sealed, consented(['skole'], 'consent_2')), false],
      ['an end', given(openLog(1, [], { until: '2026-08-31' })), true],
      ['a last day', given(openLog(1, [], { until: day })), false],
    ]
    for (const [name, story, is] of cases) expect(isSealed(story.state, day), name).toBe(is)
  })

  it('is sealed for another service too, though a consent of its own goes on', () => {
    const both = given(openLog(1, [], { until: '2026-08-31' }), consented(['ppt'], 'consent_2'), joined('ppt'))
    expect(access(both, 'ppt', '2026-08-31')).toMatchObject({ topics: allTopics, sealed: false })
    expect(access(both, 'ppt', '2026-09-01')).toMatchObject({ topics: allTopics, sealed: true })
  })

  it('is open to whoever opened it, as long as they hold the case in its own service or lead it', () => {
    const opening = unsealing
    const opened = sealed.and(opening)
    expect(access(opened, 'teacher')?.sealed).toBe(false)
    for (const name of ['head', 'colleague'] as const) expect(access(opened, name)?.sealed).toBe(true)
    expect(access(opened, 'teacher', '2026-08-18')?.sealed).toBe(true)
    const handed = given(opened, offered('colleague'), {
      type: 'baton.accepted',
      handOver: 'handover_1',
      from: null,
    })
    expect(access(handed, 'teacher')?.sealed).toBe(true)
    const moved = withPost('teacher', { unit: postOf('otherTeacher').unit })
    expect(accessTo(opened.state, moved, startDay, allTopics)?.sealed ?? true).toBe(true)
  })

  it('is opened by nobody from another service, though they hold it', () => {
    const outside = given(openLog(1, [], { until: '2026-08-31' }), consented(['ppt'], 'consent_2'), {
      type: 'baton.named',
      to: people.ppt.person,
      service: 'ppt',
      unit: 'ppt',
    } as Event)
    expect(outside.when(unsealing, 'ppt', '2026-09-01')).toEqual(refused('not-permitted', { may: ['leader'] }))
    const forged = given(
      outside.entries,
      at('2026-09-01', by('ppt', { ...unsealing, type: 'case.unsealed', until: '2026-09-30' })),
    )
    expect(access(forged, 'ppt', '2026-09-01')?.sealed).toBe(true)
  })

  it('is opened where somebody else sees it, be it not who opens it nor whom the family excluded', () => {
    const open = (seenBy: `person_${string}`[]) =>
      given(sealed, { type: 'case.recused', person: people.nurse.person, toKe: false }).when({
        ...{ type: 'case.unseal', opening: 'opening_1', reason: 'word_x', seenBy },
      } as Command)
    for (const list of [[], [people.teacher.person], [people.nurse.person]])
      expect(open(list)).toEqual(refused('nobody-sees'))
    expect(open([people.teacher.person, people.head.person])).toMatchObject({
      events: [{ seenBy: [people.head.person], until: startDay }],
    })
  })

  it('of an opening, of advice and of a question to the family is read all the same', () => {
    const story = given(
      log.entries,
      { type: 'case.advised', text: 'word_advice' },
      {
        type: 'case.unsealed',
        opening: 'opening_1',
        until: startDay,
        reason: 'word_why',
        seenBy: [people.head.person],
      },
      { ...withdrawn, reason: 'word_back' } as Event,
      requested('consent_2', { required: ['guardian-1', 'guardian-2'] }),
      signed('consent_2', { purpose: 'word_new', excludedPersons: 'word_out', childView: 'word_view' }),
    )
    expect([...neverSealed(story.state, people.head.person)].sort()).toEqual([
      'word_advice',
      'word_back',
      'word_new',
      'word_out',
      'word_why',
    ])
    expect([...neverSealed(story.state, people.colleague.person)].sort()).toEqual([
      'word_advice',
      'word_back',
      'word_new',
      'word_out',
    ])
  })

  it('of an opening is read by whoever opened it, and a question that nobody has signed has no words', () => {
    const opened = given(sealed.and(unsealing).entries, requested('consent_2', { checkpoint: 'renewal' }))
    expect([...neverSealed(opened.state, people.teacher.person)]).toEqual(['word_x'])
    expect([...neverSealed(opened.state, people.colleague.person)]).toEqual([])
  })

  it('is opened once on a day by each', () => {
    const opened = sealed.and(unsealing)
    expect(opened.when({ ...unsealing, opening: 'opening_2' })).toEqual(refused('already-done'))
    expect(opened.when({ ...unsealing, opening: 'opening_2', seenBy: [people.teacher.person] }, 'head')).toHaveProperty(
      'events',
    )
  })

  it.each<[string, Event[]]>([
    ['a yes to somebody else', consented(['ppt'], 'consent_2').slice(-1)],
    ['a no', [{ type: 'consent.refused', consent: 'consent_2', services: ['ppt'], reason: null, ...said }]],
    ['what it takes back', [{ ...withdrawn, scope: 'service', service: 'ppt' } as Event]],
  ])('is sealed anew by what the family says, and by nothing else: %s', (_, word) => {
    const question = consented(['ppt'], 'consent_2').slice(0, 2)
    const opened = given(sealed.entries, question).and(unsealing)
    // Neither a meeting nor a question is a word of theirs.
    const going = given(opened.entries, meeting('2026-09-01', '2'), requested('consent_3', { services: ['bup'] }))
    expect(access(going, 'teacher')?.sealed).toBe(false)
    const anew = given(going.entries, word)
    expect(access(anew, 'teacher')?.sealed).toBe(true)
    const again = anew.and({ ...unsealing, opening: 'opening_2' })
    expect(access(again, 'teacher')?.sealed).toBe(false)
    expect(access(given(again.entries, word), 'teacher')?.sealed).toBe(true)
  })

  it('an answer that was asked for before belongs to it', () => {
    expect([log, sealed, given(openOnPaper())].map(({ state }) => isAnswerable(state, startDay))).toEqual([
      true,
      false,
      false,
    ])
  })
})
