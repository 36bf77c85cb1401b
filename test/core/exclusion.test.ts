/** Staff whom the family does not want in the case: obeyed from the first who signs, everywhere, whatever their role. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { isShutOut, rolesIn } from '../../src/core/permission.ts'
import { accessTo } from '../../src/core/reading.ts'
import { given, givenUnder, refused, type Story } from '../support/given.ts'
import {
  allTopics,
  concluded,
  content,
  joined,
  offered,
  openLog,
  registered,
  requested,
  signed,
} from '../support/history.ts'
import { answering, other, type PersonName, people, somebody, standard, startDay, units } from '../support/sample.ts'

const asked = requested('consent_2', { checkpoint: 'renewal', services: ['skole', 'ppt'] })
const level2 = [openLog(2), joined('ppt'), joined('colleague')]

function excluding(...names: PersonName[]) {
  const all = content({ services: ['skole', 'ppt'], excludedStaff: names.map((name) => people[name].person) })
  return {
    ...{
      type: 'consent.record',
      consent: 'consent_2',
      signedBy: ['guardian-1'],
      evidence: 'oral',
      holder: null,
      units,
      excludedShown: [],
      ...all,
    },
  } satisfies Command
}
const without = (...names: PersonName[]) => given(level2, asked).and(excluding(...names))
const standing = ({ state }: Story, name: PersonName) => [
  rolesIn(state, people[name], startDay),
  accessTo(state, people[name], startDay, allTopics),
]
const nothing = [[], null]
const noWords = { reason: null, day: null, written: null, keepReason: null } as const
const insideAlone: Command = { type: 'concern.conclude', outcome: 'level', level: 1, services: [], ...noWords }

describe('who is excluded', () => {
  const known = ({ state }: Story) => state.excluded.map(({ person, tookPart }) => [person, tookPart])
  const yes = (...names: PersonName[]) =>
    signed('consent_2', { services: ['skole', 'ppt'], excludedStaff: names.map((name) => people[name].person) })

  it('is each of those whom one after another has named', () => {
    const both = given(level2, asked, yes('colleague'), yes('nurse'))
    expect(known(both)).toEqual([
      ['person_colleague', true],
      ['person_nurse', false],
    ])
  })

  it('knew of a wondering where it was theirs, and of a log where they have a part in it', () => {
    const wondering = given(registered(), concluded(), asked)
    expect(known(given(wondering, yes('teacher', 'colleague')))).toEqual([
      ['person_teacher', true],
      ['person_colleague', false],
    ])
    const held: Event = {
      ...{ type: 'case.opened', level: 1, mode: 'digital', holder: people.colleague.person },
      ...{ holderService: 'skole', holderUnit: 'bjorkelia' },
    }
    const left: Event = { type: 'participant.removed', person: 'person_teacher' }
    expect(known(given(wondering, held, left, yes('teacher')))).toEqual([['person_teacher', false]])
  })
})

describe('whoever takes part', () => {
  it('leaves at once, and reads nothing', () => {
    const story = without('colleague')
    expect(story.entries.at(-1)?.event).toEqual({ type: 'participant.removed', person: 'person_colleague' })
    expect(standing(story, 'colleague')).toEqual(nothing)
  })

  it('leaves the baton, an offer and a deputy as when their service is let go', () => {
    const { person, service, unit } = somebody('colleague')
    const deputy = { type: 'baton.deputized', person, service, unit, from: startDay, until: '2026-09-01' } as const
    const story = given(level2, offered('secondLeader'), deputy, asked).and(
      excluding('teacher', 'colleague', 'secondLeader'),
    )
    expect(story.entries.slice(-5).map(({ event }) => event)).toEqual([
      { type: 'baton.cancelled', handOver: 'handover_1' },
      { type: 'baton.deputy-ended' },
      { type: 'baton.left', person: 'person_teacher' },
      { type: 'participant.removed', person: 'person_teacher' },
      { type: 'participant.removed', person: 'person_colleague' },
    ])
    const due = story.due(startDay)
    expect(due).toContainEqual(expect.objectContaining({ signal: 'no-holder', ball: { role: 'leader' } }))
    expect(due.filter(({ ball }) => ball.role === 'holder')).toEqual([])
  })

  it('leaves also when others are still to sign', () => {
    const two = requested('consent_2', { services: ['skole', 'ppt'], required: ['guardian-1', 'guardian-2'] })
    const story = given(level2, two).and(excluding('colleague'))
    expect(standing(story, 'colleague')).toEqual(nothing)
    const { state } = story.and({ ...excluding(), signedBy: ['guardian-2'] })
    expect(state.excluded).toEqual([{ person: 'person_colleague', tookPart: true }])
  })

  it('may come back when the family no longer excludes them', () => {
    const again = given(without('colleague').entries, requested('consent_3', { services: ['skole', 'ppt'] }))
    const story = again.and({ ...excluding(), consent: 'consent_3', excludedShown: [people.colleague.person] })
    expect(story.when({ type: 'participant.add', to: somebody('colleague') })).toHaveProperty('events')
  })

  it('stays out where who answered was not shown them, be it by a question that was open before', () => {
    const two = { required: ['guardian-1', 'guardian-2'], guardians: 2 } satisfies Parameters<typeof requested>[1]
    const both = given(level2, requested('consent_2', { ...two, services: ['ppt'] })).and({
      ...excluding(),
      services: ['ppt/ppt'],
    })
    const school = requested('consent_3', { services: ['skole'] })
    const named = given(both.entries, school).and({
      ...excluding('colleague'),
      consent: 'consent_3',
      services: ['skole/bjorkelia'],
    })
    const late: Command = { ...excluding(), signedBy: ['guardian-2'], services: ['ppt/ppt'] }
    const story = named.and(late)
    expect(story.state.consents.find(({ id }) => id === 'consent_2')?.status).toBe('given')
    expect(story.state.excluded.map(({ person }) => person)).toEqual([people.colleague.person])
    expect(story.when({ type: 'participant.add', to: somebody('colleague') })).toMatchObject(refused('person-excluded'))
    const shown = named.and({ ...late, excludedShown: [people.colleague.person] })
    expect(shown.state.excluded).toEqual([])
  })

  it('stays out after a withdrawal and when the consent has run out', () => {
    const whole = { type: 'consent.withdraw', scope: 'whole', service: null, topic: null, reason: null } as const
    const story = without('head').and({ ...whole, signer: 'guardian-1', how: 'oral', day: startDay })
    expect(standing(story, 'head')).toEqual(nothing)
    expect(accessTo(without('head').state, people.head, '2028-01-01', allTopics)).toBeNull()
  })
})

describe('a leader or KE', () => {
  it('has no part by their role', () => {
    const raised = { type: 'level.proposed', proposal: 'proposal_1', by: people.colleague.person, toKe: true } as const
    const open = given(level2, { ...raised, to: 3, services: [], topic: null, reason: 'word_why' }, asked).and(
      excluding('head', 'ke'),
    )
    expect([standing(open, 'head'), standing(open, 'ke')]).toEqual([nothing, nothing])
    expect(rolesIn(open.state, people.secondLeader, startDay)).toEqual(['leader'])
  })

  it('is told why, and whoever never knew of the case is not', () => {
    const story = without('head', 'colleague', 'stranger', 'outsider')
    const note = { type: 'note.add', note: 'note_1', topic: 'learning', text: 'word_n' } as const
    expect([story.when(note, 'head'), story.when(note, 'colleague')]).toEqual([
      refused('excluded'),
      refused('excluded'),
    ])
    expect(story.when(note, 'stranger')).toEqual(refused('not-found'))
    expect(story.when(note, 'nurse')).toEqual(refused('not-found'))
    expect(isShutOut(story.state, people.outsider, startDay)).toBe(false)
    const question = {
      type: 'concern.asked',
      question: 'question_1',
      to: people.stranger.person,
      text: 'word_q',
    } as const
    const asker = given(registered(), question, concluded(), requested('consent_2')).and({
      ...excluding('stranger'),
      services: ['skole/bjorkelia'],
    })
    expect(asker.when({ type: 'concern.answer', question: 'question_1', text: 'word_a' }, 'stranger')).toEqual(
      refused('not-found'),
    )
  })
})

describe('whoever wondered, where no log opens', () => {
  it('neither holds the case nor takes part in it', () => {
    const late = { ...standard, logOpensAtLevel: 2, concernEndsInLevels: [1, 2] }
    const both = requested('consent_2', { required: ['guardian-1', 'guardian-2'], guardians: 2 })
    const wondering = givenUnder(late, registered(), concluded(2), both)
    const answered = wondering.and({ ...excluding('teacher'), services: ['skole/bjorkelia'] })
    const story = answered.and(insideAlone, 'head')
    expect(story.state.level).toBe(1)
    expect(story.state.participants).toEqual([])
    expect(story.state.holderLeft).not.toBeNull()
    expect(standing(story, 'teacher')).toEqual(nothing)
  })
})

describe('nobody', () => {
  const story = without('secondLeader')
  const to = somebody('secondLeader')
  const no = (field: string) => refused('person-excluded', { field })

  it('adds them, gives them the baton or lets them stand in', () => {
    expect(story.when({ type: 'participant.add', to })).toEqual(no('person'))
    expect(story.when({ type: 'baton.offer', handOver: 'handover_1', to })).toEqual(no('person'))
    const deputize = { type: 'baton.deputize', to, from: startDay, until: '2026-09-01' } as const
    expect(story.when(deputize)).toEqual(no('person'))
    const left = given(story, { type: 'baton.left', person: people.teacher.person })
    expect(left.when({ type: 'baton.name', to }, 'head')).toEqual(no('person'))
  })

  it('makes them answer for anything', () => {
    const responsible = answering('secondLeader')
    const measure = {
      type: 'measure.add',
      measure: 'measure_1',
      text: 'word_m',
      topic: 'learning',
      arena: 'school',
    } as const
    const inCase = given(level2, joined('secondLeader'), asked).and(excluding('secondLeader'))
    const forced = given(inCase, joined('secondLeader'))
    expect(forced.when({ ...measure, responsible, evaluationDay: '2026-09-01' })).toEqual(no('responsible'))
  })

  it('opens the log with them, also where they wondered', () => {
    const first = given(registered(), concluded(), requested('consent_2'))
    const owner = { ...excluding('teacher'), services: ['skole/bjorkelia'] }
    expect(first.when(owner, 'head')).toEqual(no('holder'))
    expect(first.when({ ...owner, holder: somebody('teacher') }, 'head')).toEqual(no('holder'))
    const { state } = first.and({ ...owner, holder: somebody('colleague') }, 'head')
    expect(state).toMatchObject({ holder: 'person_colleague', participants: [{ person: 'person_colleague' }] })
  })

  it('is left with a case that is opened without a log, where they wondered', () => {
    const two = requested('consent_2', { required: ['guardian-1', 'guardian-2'] })
    const until = '2027-01-01'
    const half = givenUnder(other, registered(), concluded(2, ['ppt']), two)
    const out = half.and({ ...excluding('teacher'), services: ['skole/bjorkelia'], until }, 'head')
    expect(out.and(insideAlone, 'head').state).toMatchObject({ mode: 'paper', holderLeft: expect.any(String) })
  })

  it('asks them anonymously, or leaves a wondering with them', () => {
    const two = requested('consent_2', { required: ['guardian-1', 'guardian-2'] })
    const half = given(registered(), concluded(), two).and(
      { ...excluding('teacher', 'colleague'), services: ['skole/bjorkelia'] },
      'head',
    )
    const ask = { type: 'concern.ask', question: 'question_1', text: 'word_q', to: somebody('colleague') } as const
    expect(half.when(ask, 'head')).toEqual(no('person'))
    expect(half.due(startDay).map(({ ball }) => ball.role)).toEqual(['leader'])
    expect(standing(half, 'teacher')).toEqual(nothing)
  })
})
