/** The log of a case as each of its readers sees it: what stands there, who and whom it names, and which words. */
import { describe, expect, test } from 'vitest'
import type { HistoryItem } from '../../../cards/parts/plan-items.ts'
import { openCase } from '../../../src/app/see/index.ts'
import { historyOf } from '../../../src/app/show/history.ts'
import type { Event } from '../../../src/core/case.ts'
import type { Day, TopicCode } from '../../../src/core/ids.ts'
import type { Responsible } from '../../../src/core/responsible.ts'
import { at, by, given, type Story } from '../../support/given.ts'
import {
  consented,
  joined,
  measure,
  meeting,
  noted,
  openLog,
  proposed,
  registered,
  takenBack,
} from '../../support/history.ts'
import { type Looking, looking } from '../../support/looking.ts'
import { on, type PersonName, people, start } from '../../support/sample.ts'

type Steps = Parameters<typeof given>
/** PPT is let in for learning alone; the school for all. */
const log: Steps = [openLog(1), consented(['ppt'], 'consent_2', { topics: ['learning'] }), joined('ppt')]

/** What somebody sees of the log, the newest first; of a case that is kept in a town of its own. */
async function seen(name: PersonName, story: Story, town?: Looking, page: [number, number] = [0, 99]) {
  const where = town ?? (await looking())
  await where.keep(story)
  return lookAgain(where, name, story, page)
}

async function lookAgain({ viewer }: Looking, name: PersonName, { state }: Story, page: [number, number] = [0, 99]) {
  const reader = await viewer(name)
  const opened = await openCase(reader, state, 'case-plan')
  if (!opened) throw new Error(`${name} may not open it`)
  return historyOf(reader, opened, page)
}

/** The newest that somebody sees: who did what, to whom, with which words. */
const newest = async (name: PersonName, ...story: Steps) => line((await seen(name, given(log, story))).items[0])
const line = (item: HistoryItem | undefined) => item && [item.by, item.what, said(item)]
const said = ({ words }: HistoryItem) => words.map(({ words }) => words)
const kinds = async (name: PersonName, ...story: Steps) =>
  (await seen(name, given(log, story))).items.map(({ what }) => what)

const note = (topic: TopicCode): Event => ({
  ...{ type: 'note.added', note: 'note_1', topic, text: 'word_note', by: people.teacher.person },
})
const late = { key: 'measure-due:measure_1:2026-09-21', ball: { role: 'holder' } } as const

describe('the log', () => {
  test('is told the newest first, a page of it at a time, with how many there are in all', async () => {
    const town = await looking()
    const story = given(registered(), at('2026-08-18', { type: 'concern.talked', day: '2026-08-18', way: null }))
    const { items, count } = await seen('teacher', story, town)
    expect(items.map(({ day, by, what }) => [day, by, what])).toEqual([
      ['2026-08-18', 'Teacher', 'concern.talked'],
      ['2026-08-17', 'Teacher', 'concern.registered'],
    ])
    expect(count).toBe(2)
    const second = await lookAgain(town, 'teacher', story, [1, 2])
    expect([second.items.map(({ what }) => what), second.count]).toEqual([['concern.registered'], 2])
    expect(await lookAgain(town, 'teacher', story, [0, 0])).toEqual({ items: [], count: 0 })
  })

  test('does not tell that somebody was reminded or nudged, what the directory said, or that a duty began to be late', async () => {
    const ball = { role: 'holder' } as const
    const quiet: Steps = [
      {
        type: 'reminder.sent',
        key: late.key,
        signal: 'measure-due',
        occurrence: 0,
        rungs: [],
        day: '2026-08-17',
        ball,
      },
      { type: 'nudge.sent', key: late.key, ball, by: people.teacher.person, day: '2026-08-17' },
      noted(),
      { type: 'breach.began', ...late },
    ]
    const without = await kinds('teacher', measure())
    expect(await kinds('teacher', measure(), ...quiet)).toEqual(without)
  })

  test('tells of a late duty once it is over, unless it turned out to have been done in time', async () => {
    const began: Event = { type: 'breach.began', ...late }
    const ended: Event = { type: 'breach.ended', key: late.key, day: '2026-09-25' }
    expect((await kinds('teacher', measure(), began, ended))[0]).toBe('breach.ended')
    expect((await kinds('teacher', measure(), began, { ...ended, inTime: true }))[0]).toBe('measure.added')
  })

  test('tells that a service was asked who comes, where there was somebody to ask', async () => {
    const asked = (person: 'person_nurse' | null): Event => ({ type: 'service.asked', service: 'ppt', person })
    expect((await kinds('teacher', asked('person_nurse')))[0]).toBe('service.asked')
    expect((await kinds('teacher', asked(null)))[0]).toBe('participant.added')
  })
})

describe('an entry of a topic', () => {
  test('stands with its words for whoever reads of it, and not at all for others', async () => {
    expect(await newest('teacher', note('family'))).toEqual(['Teacher', 'note.added', ['«note»']])
    expect(await newest('ppt', note('learning'))).toEqual(['Teacher', 'note.added', ['«note»']])
    expect(await kinds('ppt', note('family'))).not.toContain('note.added')
  })

  test('is that of the thing it names: also of one that was late', async () => {
    const family = { ...measure(), topic: 'family' } as Event
    const ended: Event = { type: 'breach.ended', key: late.key, day: '2026-09-25' }
    const why: Event = { type: 'breach.explained', key: late.key, cause: 'capacity', remedy: 'done' }
    const steps: Steps = [{ type: 'breach.began', ...late }, ended, why]
    const of = async (name: PersonName, one: Event) =>
      (await kinds(name, one, ...steps)).filter((what) => what.startsWith('breach'))
    expect(await of('teacher', family)).toEqual(['breach.explained', 'breach.ended'])
    expect(await of('ppt', measure())).toEqual(['breach.explained', 'breach.ended'])
    expect(await of('ppt', family)).toEqual([])
  })

  test('that only changes something says what that is called', async () => {
    const postponed: Event = {
      type: 'measure.postponed',
      measure: 'measure_1',
      day: '2026-10-01',
      reason: 'word_later',
    } as Event
    expect(await newest('teacher', measure(), measure('2026-09-21', '2'), postponed)).toEqual([
      ...['Teacher', 'measure.postponed', ['«measure»', '«later»']],
    ])
    const set: Event = { type: 'goal.set', goal: 'goal_1', text: 'word_goal', topic: 'learning' }
    expect(await newest('ppt', set, { type: 'goal.finished', goal: 'goal_1', reached: true })).toEqual([
      ...['Teacher', 'goal.finished', ['«goal»']],
    ])
    const done: Steps = [
      {
        ...{ type: 'follow-up.added', followUp: 'followup_1', topic: 'learning', text: 'word_call' },
        ...{ responsible: { kind: 'home' }, day: '2026-08-28' },
      },
      { type: 'follow-up.done', followUp: 'followup_1' },
    ]
    expect(await newest('ppt', ...done)).toEqual(['Teacher', 'follow-up.done', ['«call»']])
    expect(await newest('teacher', set)).toEqual(['Teacher', 'goal.set', ['«goal»']])
  })
})

describe('an entry of no topic', () => {
  test('stands without its words for whoever does not see all of the case', async () => {
    const closed: Event = {
      type: 'baton.declined',
      handOver: 'handover_1',
      by: people.colleague.person,
      reason: 'word_busy',
    }
    expect(await newest('teacher', closed)).toEqual(['Teacher', 'baton.declined', ['«busy»']])
    expect(await newest('ppt', closed)).toEqual(['Teacher', 'baton.declined', []])
    // Why the family took a topic back, too: of that topic is what was shared, not what was said.
    const back: Steps = [takenBack({ topic: 'learning' }), consented(['ppt'], 'consent_3', { topics: ['learning'] })]
    const { items } = await seen('ppt', given(log, back))
    expect(items.filter(({ what }) => what === 'consent.withdrawn').map(said)).toEqual([[]])
  })

  test('has its words where what was said or decided in it is of a topic that they read of', async () => {
    const held = (topic: TopicCode | null): Steps => [
      meeting('2026-08-17'),
      {
        type: 'meeting.held',
        meeting: 'meeting_1',
        day: '2026-08-17',
        topic,
        minutes: 'word_minutes',
        childView: null,
      },
    ]
    const decided = (topic: TopicCode): Steps => [
      proposed(),
      {
        ...{ type: 'level.decided', proposal: 'proposal_1', approve: false, by: people.head.person, meetingDay: null },
        ...{ reason: 'word_no', topic, leftOut: [], childTookPart: true, parentsTookPart: true, view: null },
        ...{ childAsked: true, without: null },
      },
    ]
    const raised = (topic: TopicCode): Steps => [{ ...proposed(), topic } as Event]
    for (const [steps, word] of [
      [held, '«minutes»'],
      [decided, '«no»'],
      [raised, '«why»'],
    ] as const) {
      expect((await newest('ppt', steps('learning')))?.[2]).toEqual([word])
      expect((await newest('ppt', steps('family')))?.[2]).toEqual([])
      expect((await newest('teacher', steps('family')))?.[2]).toEqual([word])
    }
    // Of a time when no topic was asked.
    expect((await newest('ppt', held(null)))?.[2]).toEqual([])
  })

  test('about a secret address stands for whom the family has let in, and of a wondering its own alone', async () => {
    const shielded: Steps = [{ type: 'case.shielded' }, { type: 'case.unshielded' }]
    expect((await kinds('teacher', ...shielded)).slice(0, 2)).toEqual(['case.unshielded', 'case.shielded'])
    expect((await kinds('ppt', ...shielded)).slice(0, 2)).toEqual(['case.unshielded', 'case.shielded'])
    const ke = await kinds('ke', ...shielded, noted({ decides: 'ke' }))
    expect(ke).toContain('participant.added')
    expect(ke.filter((what) => what.includes('shielded'))).toEqual([])
  })

  test('stands for nobody who may not know of it: a report, an answer to others, a question to the reader', async () => {
    const reported: Event = { type: 'report.recorded', day: '2026-08-17', by: people.teacher.person }
    expect((await kinds('teacher', reported))[0]).toBe('report.recorded')
    expect(await kinds('ppt', reported)).not.toContain('report.recorded')
    const back: Steps = [consented(['bup'], 'consent_3'), takenBack({ service: 'bup' })]
    expect((await kinds('teacher', ...back))[0]).toBe('consent.withdrawn')
    expect(await kinds('ppt', ...back)).not.toContain('consent.withdrawn')
    const asked: Event = { type: 'concern.asked', question: 'question_1', to: people.head.person, text: 'word_q' }
    expect((await kinds('teacher', asked))[0]).toBe('concern.asked')
    expect(await kinds('head', asked)).not.toContain('concern.asked')
  })
})

describe('whoever did it', () => {
  test('is named, but for a colleague who was asked anonymously, and the bot itself', async () => {
    const asked: Event = { type: 'concern.asked', question: 'question_1', to: people.stranger.person, text: 'word_q' }
    const answered = by('stranger', { type: 'concern.answered', question: 'question_1', text: 'word_answer' })
    expect(await newest('teacher', asked, answered)).toEqual(['en kollega', 'concern.answered', ['«answer»']])
    const lapsed = { at: start, by: 'system', event: { type: 'level.lapsed', proposal: 'proposal_1' } } as const
    expect((await newest('teacher', proposed(), lapsed))?.[0]).toBe('Stafett')
  })

  test('is named with the leader in whose place they stood then, where the case was at home then', async () => {
    const town = await looking()
    const [leader, person] = [people.head.person, people.colleague.person]
    await town.tx.standIns.put(
      {
        ...{ municipality: 'fjordvik', unit: 'bjorkelia', service: 'skole', leader, person },
        from: '2026-08-17',
        until: '2026-08-20',
      },
      { at: start, by: leader },
    )
    const named: Event = { type: 'baton.named', to: people.teacher.person, service: 'skole', unit: 'bjorkelia' }
    const planned: Event = { type: 'transition.planned', transition: 'transition_1', day: '2027-08-16', to: 'skole' }
    const received: Event = { type: 'transition.received', transition: 'transition_1', unit: 'strandheim' }
    const home = consented(['skole'], 'consent_3', { services: ['skole/strandheim'] })
    const story = given(log, home, { at: on('2026-08-18'), by: person, event: named }, planned, received)
    const { items } = await seen('otherHead', story, town)
    expect(items.find(({ what }) => what === 'baton.named')?.by).toBe('Colleague (stedfortreder for Head)')
  })
})

describe('whom it went to', () => {
  const whom = async (name: PersonName, ...story: Steps) => (await seen(name, given(log, story))).items[0]?.names

  test('is named to whoever sees all of the case; to others with the words alone, and while they take part', async () => {
    const added = joined('nurse')
    expect(await whom('teacher', added)).toEqual({ to: 'Nurse', from: '' })
    expect(await whom('ppt', added)).toEqual({ to: 'en kollega', from: '' })
    // Whoever did it stands there by name already.
    expect(await whom('ppt', by('colleague', { type: 'case.recused', person: people.colleague.person }))).toEqual({
      ...{ to: 'Colleague', from: '' },
    })
    const reassigned = (to: Responsible, from: Responsible): Steps => [
      measure('2026-09-21', '1', from),
      { type: 'measure.reassigned', measure: 'measure_1', to, from },
    ]
    const colleague: Responsible = { kind: 'person', person: people.colleague.person }
    const teacher: Responsible = { kind: 'person', person: people.teacher.person }
    // The colleague takes no part.
    expect(await whom('ppt', ...reassigned(colleague, teacher))).toEqual({ to: 'en kollega', from: 'Teacher' })
    expect(await whom('teacher', ...reassigned(colleague, teacher))).toEqual({ to: 'Colleague', from: 'Teacher' })
    const head: Responsible = { kind: 'person', person: people.head.person }
    expect(await whom('ppt', ...reassigned(head, { kind: 'home' }))).toEqual({ to: 'Head', from: 'hjemmet' })
    const service: Responsible = { kind: 'service', service: 'bup' }
    expect(await whom('ppt', ...reassigned(service, { kind: 'home' }))).toEqual({ to: 'en tjeneste', from: 'hjemmet' })
  })

  test('is the service that was asked, or that has left; and whoever holds the log, or owns the wondering', async () => {
    const PPT = 'Pedagogisk-psykologisk tjeneste (PPT)'
    expect(await whom('teacher', { type: 'service.asked', service: 'ppt', person: 'person_nurse' })).toEqual({
      to: PPT,
      from: '',
    })
    expect(await whom('teacher', { type: 'participant.service-left', service: 'ppt' })).toEqual({ to: PPT, from: '' })
    const owned = given(registered(), {
      ...{ type: 'concern.owned', owner: people.head.person, from: people.teacher.person },
    })
    expect((await seen('head', owned)).items[0]?.names).toEqual({ to: 'Head', from: '' })
    const { items } = await seen('head', given(log))
    expect(items.find(({ what }) => what === 'case.opened')?.names).toEqual({ to: 'Teacher', from: '' })
    expect(items.find(({ what }) => what === 'consent.given')?.names).toEqual({ to: '', from: '' })
  })

  test('is whoever it was offered to, stands in, was let in or let go', async () => {
    const school = { service: 'skole', unit: 'bjorkelia' }
    const { person } = people.colleague
    const to: Steps = [
      { type: 'baton.offered', handOver: 'handover_1', to: person, by: people.teacher.person, ...school },
      { type: 'baton.named', to: person, ...school },
      { type: 'baton.deputized', person, ...school, from: '2026-09-01' as Day, until: '2026-09-02' as Day },
      { type: 'participant.added', person, ...school },
      { type: 'participant.removed', person } as Event,
      { type: 'case.recused', person },
    ]
    for (const one of to) expect([one, await whom('head', one)]).toEqual([one, { to: 'Colleague', from: '' }])
  })
})

test('what was typed stands under the label of its field, but for what the case’s own card says', async () => {
  const labels = async (...story: Steps) =>
    (await seen('head', given(...story))).items[0]?.words.map(({ label }) => label)
  expect(await labels(registered())).toEqual(['fact.seen'])
  expect(await labels(registered(), { type: 'case.advised', text: 'word_advice' } as Event)).toEqual(['fact.advice'])
  expect(await labels(openLog(), note('learning'))).toEqual(['field.text'])
})
