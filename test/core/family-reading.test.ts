/** What somebody of the family may read: nothing before they were known, and never what is of others, theirs or anybody's. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Case, Command, Entry, Event } from '../../src/core/case.ts'
import { decide } from '../../src/core/decide.ts'
import type { Actor } from '../../src/core/decision.ts'
import { evolve } from '../../src/core/evolve.ts'
import { type FamilyReading, readingOf } from '../../src/core/family-reading.ts'
import type { ConsentId, Day, PersonId } from '../../src/core/ids.ts'
import { commandOf, type Dice } from '../support/core-commands.ts'
import { by, given, happens, refused, type Story } from '../support/given.ts'
import {
  concluded,
  consented,
  heldAt,
  joined,
  known,
  measure,
  meeting,
  named,
  openLog,
  registered,
  requested,
  signed,
  takenBack,
  wrote,
} from '../support/history.ts'
import { calendar, people, standard, start, startDay } from '../support/sample.ts'

const mother = 'person_mother'
const father = 'person_father'
const of = (person: PersonId): Actor => ({ kind: 'family', person, municipality: 'fjordvik' })

function reading(story: Story, person: PersonId = mother, day: Day = startDay): FamilyReading | null {
  const member = story.state.family.find(({ id }) => id === person)
  return member ? readingOf(story.state, member, day, { policy: standard, calendar }) : null
}
const wordsOf = (...args: Parameters<typeof reading>) => [...(reading(...args)?.words ?? [])].sort()

const note = (aboutOthers?: boolean): Event => ({
  ...{ type: 'note.added', note: 'note_1', topic: 'learning', text: 'word_note', by: people.teacher.person },
  ...(aboutOthers === undefined ? {} : { aboutOthers }),
})
const held = (aboutOthers?: boolean): Event => ({
  ...{ type: 'meeting.held', meeting: 'meeting_1', day: startDay, topic: 'learning' },
  ...{ minutes: 'word_minutes', childView: 'word_voice' },
  ...(aboutOthers === undefined ? {} : { aboutOthers }),
})
const released = (text: 'note_1' | 'meeting_1' | 'concern', member: PersonId = mother): Event => {
  return { type: 'family.released', text, member, reason: 'word_r' }
}
const goal: Event = { type: 'goal.set', goal: 'goal_1', text: 'word_goal', topic: 'learning' }
const plan = [goal, measure(), meeting()]
/** All that they know of the meeting that was held, but what was said there. */
const held1 = { id: 'meeting_1', day: startDay, status: 'held', isOff: false, called: null, decisions: [], present: [] }

describe('whoever is in the case', () => {
  it('reads what was agreed: goals, measures and what is to be followed up', () => {
    expect(wordsOf(given(openLog(), known(), plan))).toEqual(['word_goal', 'word_measure'])
  })

  it('reads notes and minutes that say nothing of others, the newest of each, and of the rest that there was a meeting', () => {
    expect(wordsOf(given(openLog(), known(), meeting(), note(false), held(false)))).toEqual([
      'word_minutes',
      'word_note',
    ])
    const marked = given(openLog(), known(), meeting(), note(true), held(true))
    expect(wordsOf(marked)).toEqual([])
    expect(reading(marked)?.notes).toEqual([])
    expect(reading(marked)?.meetings).toEqual([{ ...held1, minutes: null, minutedBy: null }])
  })

  it('reads how a meeting to come is called: when and where, what they know of, and what says nothing of others', () => {
    const agenda = ['goal_1', 'measure_1'] as const
    const said2 = { topic: 'health', purpose: 'word_purpose2', points: 'word_points' } as const
    const calls = (aboutOthers: boolean | null): Event => ({
      ...{ type: 'meeting.set', meeting: 'meeting_1', day: '2026-08-24', time: '13:30', place: 'word_place' },
      ...{ ...said2, aboutOthers, agenda: [...agenda, 'followup_9'] },
    })
    const story = (aboutOthers: boolean | null) => given(openLog(), known(), goal, measure(), calls(aboutOthers))
    const all = { time: '13:30', place: 'word_place', purpose: 'word_purpose2', points: 'word_points', agenda }
    expect(reading(story(false))?.meetings).toMatchObject([{ called: all }])
    expect(wordsOf(story(false))).toEqual([
      ...['word_goal', 'word_measure', 'word_place', 'word_points', 'word_purpose2'],
    ])
    for (const closed of [story(true), story(null)]) {
      expect(reading(closed)?.meetings).toMatchObject([{ called: { ...all, purpose: null, points: null } }])
      expect(wordsOf(closed)).toEqual(['word_goal', 'word_measure', 'word_place'])
    }
    const shielded = given(story(false), { type: 'case.shielded' })
    expect(reading(shielded)?.meetings).toMatchObject([{ called: { ...all, place: null } }])
    expect(wordsOf(shielded)).not.toContain('word_place')
    expect(reading(given(story(false), held(false)))?.meetings).toMatchObject([{ called: null }])
  })

  it('reads where the log goes on and what is missing until then, and of a closed log what has come', () => {
    const moves: Event[] = [
      { type: 'transition.planned', transition: 'transition_1', day: '2026-09-01', to: 'skole', unit: 'b' },
      { type: 'transition.declined', transition: 'transition_1', reason: 'word_no' },
      { type: 'transition.met', transition: 'transition_1', day: startDay, tookPart: 'word_met' },
    ]
    const story = given(openLog(), known(), moves)
    expect(reading(story)?.transitions).toEqual([
      { day: '2026-09-01', status: 'planned', to: 'skole/b', lacking: ['consent', 'acceptance'] },
    ])
    expect(wordsOf(story)).toEqual([])
    const closed: Event = { type: 'case.closed', reason: 'goal-reached', summary: null }
    expect(reading(given(story, closed))?.transitions).toEqual([])
    const over = given(story, { type: 'transition.received', transition: 'transition_1', unit: 'b' }, closed)
    expect(reading(over)?.transitions).toMatchObject([{ status: 'received', lacking: [] }])
  })

  it('reads which of the notes are bright spots', () => {
    const bright = given(openLog(), known(), { ...note(false), bright: true } as Event)
    expect(reading(bright)?.notes).toMatchObject([{ text: 'word_note', bright: true }])
    expect(reading(given(openLog(), known(), note(false)))?.notes).toMatchObject([{ bright: false }])
  })

  it('reads of a meeting no word that the child said by itself, whatever is let go of it', () => {
    const open = reading(given(openLog(), known(), meeting(), held(false)))
    expect(open?.meetings).toEqual([{ ...held1, minutes: 'word_minutes', minutedBy: people.teacher.person }])
  })

  it('reads nothing that was written before anybody was asked, until somebody has looked', () => {
    const older = given(openLog(), known(), meeting(), note(), held())
    expect(wordsOf(older)).toEqual([])
    const looked = given(
      older,
      { type: 'family.cleared', text: 'note_1' },
      { type: 'family.cleared', text: 'meeting_1' },
    )
    expect(wordsOf(looked)).toEqual(['word_minutes', 'word_note'])
  })

  it('reads what was let go to them, and nobody else does', () => {
    const both = given(
      openLog(),
      named({ guardians: 2 }),
      known(),
      known(father, 'guardian-2'),
      meeting(),
      note(true),
      held(),
    )
    const story = given(both, released('note_1'), released('meeting_1'), released('concern'))
    expect(wordsOf(story)).toEqual(['word_minutes', 'word_note', 'word_seen'])
    expect(wordsOf(story, father)).toEqual([])
  })

  it('reads what stands in a text since it was corrected once somebody has said of that too', () => {
    const corrected = (aboutOthers?: boolean): Event => ({
      ...{ type: 'note.corrected', note: 'note_1', text: 'word_new' },
      ...(aboutOthers === undefined ? {} : { aboutOthers }),
    })
    expect(wordsOf(given(openLog(), known(), note(false), corrected()))).toEqual([])
    expect(wordsOf(given(openLog(), known(), note(true), released('note_1'), corrected()))).toEqual([])
    expect(wordsOf(given(openLog(), known(), note(true), corrected(false)))).toEqual(['word_new'])
  })

  it('never reads what the child said, whom it is called, why something was done, or anything of a report', () => {
    const evaluated: Event = {
      ...{ type: 'measure.evaluated', measure: 'measure_1', effect: 'good', evaluationDay: startDay },
      ...{ outcome: 'done', note: 'word_effect', childView: 'word_voice' },
    }
    const report: Event = { type: 'report.recorded', day: startDay, by: people.teacher.person }
    const story = given(openLog(), known(), plan, held(false), evaluated, report)
    expect(wordsOf(story)).toEqual(['word_goal', 'word_measure', 'word_minutes'])
    expect(JSON.stringify(reading(story))).not.toContain('report')
    expect(reading(given(openLog(), known(), report))).toEqual(reading(given(openLog(), known())))
  })

  it('reads their own words, and none of another of the family', () => {
    const story = given(
      openLog(),
      named({ guardians: 2 }),
      known(),
      known(father, 'guardian-2'),
      wrote(),
      wrote(father, { saying: 'saying_2', text: 'word_his' }),
    )
    expect(wordsOf(story)).toEqual(['word_own'])
    expect(wordsOf(story, father)).toEqual(['word_his'])
  })

  it('knows of a consent what is in force or asked, and not who else answered, or why', () => {
    const no: Event = {
      ...{ type: 'consent.refused', consent: 'consent_2', services: ['ppt'], signer: 'guardian-2' },
      ...{ how: 'oral', day: startDay, reason: 'word_no' },
    }
    const asked = requested('consent_2', {
      services: ['ppt', 'bup'],
      required: ['guardian-1', 'guardian-2'],
      guardians: 2,
    })
    const story = given(openLog(), known(), asked, no)
    expect(reading(story)?.consents).toEqual([
      {
        ...{ id: 'consent_1', is: 'given', services: ['skole/bjorkelia'], from: '2026-08-17', until: '2027-08-17' },
        ...{ topics: expect.any(Array), mine: true, signed: true, aside: null },
      },
      {
        ...{ id: 'consent_2', is: 'asked', services: ['bup'], from: null, until: null },
        ...{ topics: expect.any(Array), mine: true, signed: false, aside: null },
      },
    ])
    expect(wordsOf(story)).toEqual([])
  })

  it('reads nothing where there is no log, and of one that was erased nothing but that it was', () => {
    const { state } = given(openLog(), known(), plan, wrote())
    const [member] = state.family
    const read = (one: Case) => member && readingOf(one, member, startDay, { policy: standard, calendar })
    expect(read({ ...state, level: 0 })).toBe(null)
    expect(read({ ...state, erased: true })).toMatchObject({ sealed: true, goals: [], measures: [], meetings: [] })
  })

  it('reads nothing of the log once no consent keeps it, but what they said themselves', () => {
    const story = given(openLog(), known(), plan, note(false), wrote(), takenBack())
    expect(reading(story)).toMatchObject({ sealed: true, goals: [], measures: [], meetings: [], notes: [] })
    expect(wordsOf(story)).toEqual(['word_own'])
  })
})

describe('a young person of sixteen', () => {
  const health = { services: ['skolehelsetjeneste'], required: ['young-person'], alone: true } as const
  const alone = (service: 'skolehelsetjeneste' | 'skole'): Event[] => [
    requested('consent_2', { ...health, services: [service], required: ['young-person'], born: '2010-03' }),
    signed('consent_2', { services: [service] }, ['young-person']),
    { type: 'consent.given', consent: 'consent_2' },
  ]
  const service = { kind: 'service', service: 'skolehelsetjeneste' } as const
  const nurse = { kind: 'person', person: people.nurse.person } as const
  const nurses: Event = {
    ...{ type: 'note.added', note: 'note_1', topic: 'health', text: 'word_note', by: people.nurse.person },
    aboutOthers: false,
  }
  const both = [openLog(), known(), known('person_young', 'young-person')]

  it('that somebody of such a service went past a step is not the guardians’ to know of either', () => {
    const skipped: Event = { type: 'step.skipped', step: 'goals', reason: 'word_why' }
    const story = (who: 'teacher' | 'nurse') =>
      given(both, alone('skolehelsetjeneste'), joined('nurse'), by(who, skipped))
    expect(reading(story('teacher'))?.skipped.map(({ step }) => step)).toEqual(['goals'])
    expect(reading(story('nurse'))?.skipped).toEqual([])
    expect(reading(story('nurse'), 'person_young')?.skipped.map(({ step }) => step)).toEqual(['goals'])
    expect(wordsOf(story('teacher'))).not.toContain('word_why')
  })

  it('lets a service in alone, and what it answers for is not the guardians’ to know of', () => {
    const theirs = [measure('2026-09-21', '1', service), measure('2026-09-21', '2', nurse), by('nurse', nurses)]
    const story = given(both, alone('skolehelsetjeneste'), joined('nurse'), theirs, measure('2026-09-21', '3'))
    expect(reading(story)?.measures.map(({ id }) => id)).toEqual(['measure_3'])
    expect(wordsOf(story)).toEqual(['word_measure'])
    expect(reading(story)?.consents.map(({ id }) => id)).toEqual(['consent_1'])
    expect(reading(story, 'person_young')?.measures).toHaveLength(3)
    expect(wordsOf(story, 'person_young')).toEqual(['word_measure', 'word_note'])
    const command: Command = { type: 'family.say', saying: 'saying_1', about: 'measure_1', text: 'word_t' }
    expect(story.when(command, of(mother))).toMatchObject(refused('already-ended'))
    expect(story.when({ ...command, about: 'measure_3' }, of(mother))).toHaveProperty('events')
  })

  it.each([
    ['its service leaves', [{ type: 'participant.service-left', service: 'skolehelsetjeneste' }]],
    ['whoever came from it is removed', [{ type: 'participant.removed', person: people.nurse.person }]],
  ] satisfies [string, Event[]][])('keeps what it answered for from the guardians also after %s', (_, left) => {
    const theirs = [measure('2026-09-21', '1', service), measure('2026-09-21', '2', nurse), by('nurse', nurses)]
    const there = given(both, alone('skolehelsetjeneste'), joined('nurse'), theirs, by('nurse', goal))
    const gone = given(there, left)
    expect(gone.state.participants.map(({ person }) => person)).not.toContain(people.nurse.person)
    for (const story of [there, gone]) {
      expect(reading(story)).toMatchObject({ goals: [], measures: [], notes: [] })
      expect(wordsOf(story)).toEqual([])
      expect(wordsOf(story, 'person_young')).toEqual(['word_goal', 'word_measure', 'word_note'])
    }
  })

  it('keeps it so of whoever only stood in, or held it, for the service', () => {
    const place = { service: 'skolehelsetjeneste', unit: 'helse' } as const
    const { person } = people.nurse
    const stoodIn: Event[] = [
      { type: 'baton.deputized', person, ...place, from: startDay, until: startDay },
      { type: 'baton.deputy-ended' },
    ]
    const held: Event[] = [
      { type: 'baton.named', to: person, ...place },
      { type: 'baton.left', person },
      { type: 'participant.removed', person },
    ]
    for (const part of [stoodIn, held]) {
      const story = given(both, alone('skolehelsetjeneste'), part.slice(0, 1), by('nurse', goal), part.slice(1))
      expect(wordsOf(story)).toEqual([])
      expect(wordsOf(story, 'person_young')).toEqual(['word_goal'])
    }
  })

  it('keeps from the guardians what was wondered about, though it was let go to them, by somebody who came from it since', () => {
    const place = { service: 'skolehelsetjeneste', unit: 'helse', from: startDay, until: startDay } as const
    const cameFrom: Event = { type: 'baton.deputized', person: people.teacher.person, ...place }
    const open = given(both, alone('skolehelsetjeneste'), released('concern'), released('concern', 'person_young'))
    expect(wordsOf(open)).toEqual(['word_seen'])
    expect(reading(given(open, cameFrom))?.wondering).toBe(null)
    expect(wordsOf(given(open, cameFrom), 'person_young')).toEqual(['word_seen'])
  })

  it('keeps from the guardians how a meeting is called that somebody of it calls', () => {
    const calls: Event = {
      ...{ type: 'meeting.set', meeting: 'meeting_1', day: '2026-08-24', time: '13:30', place: 'word_place' },
      ...{ topic: 'health', purpose: 'word_purpose2', aboutOthers: false },
    }
    const story = given(both, alone('skolehelsetjeneste'), joined('nurse'), by('nurse', calls))
    expect(reading(story)?.meetings).toMatchObject([{ day: '2026-08-24', called: null }])
    expect(wordsOf(story)).toEqual([])
    expect(wordsOf(story, 'person_young')).toEqual(['word_place', 'word_purpose2'])
  })

  it('keeps it from them also where another moves that meeting, or either changes how the other calls it', () => {
    const day = '2026-08-24'
    const words = { topic: 'health', purpose: 'word_purpose2', points: null, aboutOthers: false } as const
    const calls: Event = { type: 'meeting.set', meeting: 'meeting_1', day, place: 'word_place', ...words }
    const moved: Event[] = [
      { type: 'meeting.cancelled', meeting: 'meeting_1', reason: null },
      { type: 'meeting.set', meeting: 'meeting_2', day: '2026-08-31', reason: 'word_r' },
    ]
    const timed: Event = { type: 'meeting.changed', meeting: 'meeting_1', time: '09:00' }
    const nurses2: Event = { type: 'meeting.changed', meeting: 'meeting_1', ...words }
    const with2 = [...both, alone('skolehelsetjeneste'), joined('nurse')]
    const teachers: Event = { type: 'meeting.set', meeting: 'meeting_1', day, place: 'word_place' }
    for (const story of [
      given(with2, by('nurse', calls), by('teacher', ...moved)),
      given(with2, by('nurse', calls), by('teacher', timed)),
      given(with2, by('teacher', teachers), by('nurse', nurses2)),
      given(with2, by('teacher', teachers), by('nurse', nurses2), by('teacher', ...moved)),
    ]) {
      expect(reading(story)?.meetings.at(-1)).toMatchObject({ status: 'set', called: null })
      expect(wordsOf(story)).toEqual([])
      expect(wordsOf(story, 'person_young')).toEqual(['word_place', 'word_purpose2'])
    }
    const own = given(with2, by('teacher', calls), by('teacher', ...moved))
    expect(wordsOf(own)).toEqual(['word_place', 'word_purpose2'])
  })

  it('keeps from the guardians a transition to a service that it alone is asked about, before and after it is', () => {
    const planned = (to: 'skole' | 'skolehelsetjeneste', at: 1 | 2): Event => {
      return { type: 'transition.planned', transition: `transition_${at}`, day: '2026-12-01', to }
    }
    const unasked = given(both, named({ born: '2010-03' }), planned('skolehelsetjeneste', 1), planned('skole', 2))
    const answered = given(both, alone('skolehelsetjeneste'), planned('skolehelsetjeneste', 1), planned('skole', 2))
    for (const story of [unasked, answered]) {
      expect(reading(story)?.transitions).toMatchObject([{ to: 'skole' }])
      expect(reading(story, 'person_young')?.transitions).toMatchObject([{ to: 'skolehelsetjeneste' }, { to: 'skole' }])
    }
    // Nor where the municipality's table says since that it is for the guardians to answer: nobody has asked them yet.
    const [member] = answered.state.family.filter(({ id }) => id === mother)
    const signerRules = standard.signerRules.filter(({ services }) => services === undefined)
    const times = { policy: { ...standard, signerRules }, calendar }
    expect(member && readingOf(answered.state, member, startDay, times)?.transitions).toMatchObject([{ to: 'skole' }])
  })

  it('keeps minutes from the guardians that somebody of it wrote, or of a meeting that they set', () => {
    const with2 = [...both, alone('skolehelsetjeneste'), joined('nurse')]
    for (const [set, wrote] of [
      ['teacher', 'nurse'],
      ['nurse', 'teacher'],
    ] as const) {
      const story = given(with2, by(set, meeting()), by(wrote, held(false)))
      expect(reading(story)?.meetings).toEqual([{ ...held1, minutes: null, minutedBy: null }])
      expect(wordsOf(story)).toEqual([])
      expect(wordsOf(story, 'person_young')).toEqual(['word_minutes'])
    }
    expect(wordsOf(given(with2, by('teacher', meeting()), by('teacher', held(false))))).toEqual(['word_minutes'])
  })

  it('keeps from the guardians that somebody of it was at a meeting', () => {
    const { teacher, nurse } = people
    const there = { ...held(false), present: ['child', teacher.person, nurse.person] } as Event
    const story = given([...both, alone('skolehelsetjeneste'), joined('nurse')], by('teacher', meeting(), there))
    expect(reading(story)?.meetings).toMatchObject([{ present: [teacher.person] }])
    expect(reading(story, 'person_young')?.meetings).toMatchObject([{ present: [teacher.person, nurse.person] }])
  })

  describe('keeps from the guardians what somebody of that service added, whoever answers for it', () => {
    const followUp: Event = {
      ...{ type: 'follow-up.added', followUp: 'followup_1', text: 'word_follow', topic: 'health' },
      ...{ responsible: { kind: 'home' }, day: '2026-09-01' },
    }
    const gone: Event = { type: 'participant.removed', person: people.nurse.person }
    it.each([
      ['a measure', measure('2026-09-21', '1'), 'word_measure'],
      ['a measure of the school', measure('2026-09-21', '1', { kind: 'service', service: 'skole' }), 'word_measure'],
      ['a follow-up', followUp, 'word_follow'],
      ['a goal', goal, 'word_goal'],
    ] as const)('%s', (_, event, word) => {
      const by2 = (who: 'nurse' | 'teacher', ...more: Event[]) =>
        given(both, alone('skolehelsetjeneste'), joined('nurse'), by(who, event), more)
      for (const story of [by2('nurse'), by2('nurse', gone)]) {
        expect(reading(story)).toMatchObject({ goals: [], measures: [], followUps: [] })
        expect(wordsOf(story)).toEqual([])
        expect(wordsOf(story, 'person_young')).toEqual([word])
      }
      expect(wordsOf(by2('teacher'))).toEqual([word])
    })

    it('so that they say nothing about it either', () => {
      const story = given(both, alone('skolehelsetjeneste'), joined('nurse'), by('nurse', measure()))
      const command: Command = { type: 'family.say', saying: 'saying_1', about: 'measure_1', text: 'word_t' }
      expect(story.when(command, of(mother))).toMatchObject(refused('already-ended'))
      expect(story.when(command, of('person_young'))).toHaveProperty('events')
    })
  })

  it('keeps from the guardians at which level it is, where that tells of a service they know nothing of', () => {
    const raised = given(
      registered(),
      concluded(2, ['skolehelsetjeneste']),
      consented(),
      alone('skolehelsetjeneste'),
      { type: 'case.opened', level: 2, mode: 'digital', holder: people.teacher.person, ...heldAt },
      known(),
      known('person_young', 'young-person'),
    )
    expect(raised.state).toMatchObject({ level: 2, services: ['skole', 'skolehelsetjeneste'] })
    expect([reading(raised)?.level, reading(raised, 'person_young')?.level]).toEqual([null, 2])
    const withOthers = given(raised, consented(['ppt'], 'consent_3'), joined('ppt'))
    expect(reading(withOthers)?.level).toBe(2)
    expect(reading(given(both, alone('skolehelsetjeneste')))?.level).toBe(1)
    // Where nobody is kept from them it is told, be it that those who helped have left.
    const left: Event = { type: 'participant.service-left', service: 'ppt' }
    expect(reading(given(openLog(2), known(), left))).toMatchObject({ level: 2 })
  })

  it('keeps from the guardians a holder who comes from it, and the service of a log that is theirs alone', () => {
    const held: Event = { type: 'baton.named', to: people.nurse.person, service: 'skolehelsetjeneste', unit: 'helse' }
    const nurses = given(both, alone('skolehelsetjeneste'), held)
    expect([reading(nurses)?.holder, reading(nurses, 'person_young')?.holder]).toEqual([null, people.nurse.person])
    expect(reading(nurses)?.service).toBe('skole')
    const own = given(both, alone('skole'))
    expect(reading(own)).toMatchObject({ holder: null, service: null })
    // Whoever holds what is another's alone is not theirs to know of either, from whichever service.
    const ppts: Event = { type: 'baton.named', to: people.ppt.person, service: 'ppt', unit: 'ppt' }
    expect(reading(given(own, consented(['ppt'], 'consent_3'), joined('ppt'), ppts))?.holder).toBe(null)
    expect(reading(own, 'person_young')).toMatchObject({ holder: people.teacher.person, service: 'skole' })
    expect(reading(given(both))).toMatchObject({ holder: people.teacher.person, service: 'skole', level: 1 })
    expect(reading(given(both, { type: 'baton.left', person: people.teacher.person }))?.holder).toBe(null)
  })

  it('has a log of their own, of which the guardians read nothing', () => {
    expect(wordsOf(given(both, plan, alone('skole')))).toEqual([])
    expect(reading(given(both, plan, alone('skole')))).toMatchObject({ goals: [], measures: [], meetings: [] })
    const told = given(both, plan, alone('skole'))
    expect(
      told.when({ type: 'family.say', saying: 'saying_1', about: 'measure_1', text: 'word_t' }, of(mother)),
    ).toEqual(told.when({ type: 'family.say', saying: 'saying_1', about: 'measure_none', text: 'word_t' }, of(mother)))
    expect(wordsOf(given(both, plan, alone('skole')), 'person_young')).toEqual(['word_goal', 'word_measure'])
  })
})

it('of everything there is in a plan no more is read than is named, field by field', () => {
  const followUp: Event = {
    ...{ type: 'follow-up.added', followUp: 'followup_1', text: 'word_follow', topic: 'learning' },
    ...{ responsible: { kind: 'home' }, day: '2026-09-01' },
  }
  const evaluated: Event[] = [
    {
      ...{ type: 'evaluation.child-heard', evaluation: 'evaluation_1', askedBy: 'holder', askedOn: startDay },
      ...{ topic: 'learning', childView: 'word_child', childWhy: null },
    },
    { type: 'evaluation.concluded', evaluation: 'evaluation_1', outcome: 'continue', nextDay: '2026-09-21' },
  ]
  const planned: Event = { type: 'transition.planned', transition: 'transition_1', day: '2026-12-01', to: 'skole' }
  const skipped: Event = { type: 'step.skipped', step: 'carry-out', reason: 'word_why' }
  const told = [note(false), held(false), released('concern'), wrote(), evaluated, skipped, planned]
  const story = given(openLog(), known(), plan, followUp, told)
  const found = reading(story)
  const fields = (list: object[] = []) => list.map((one) => Object.keys(one).sort().join(' '))
  expect(Object.keys(found ?? {}).sort()).toEqual([
    ...[
      'consents',
      'evaluations',
      'followUps',
      'goals',
      'heldBack',
      'holder',
      'level',
      'measures',
      'meetings',
      'notes',
      'sayings',
      'sealed',
    ],
    ...['service', 'skipped', 'transitions', 'wondering', 'words'],
  ])
  expect(fields(found?.goals)).toEqual(['id status text'])
  expect(fields(found?.measures)).toEqual(['evaluationDay id responsible status text'])
  expect(fields(found?.followUps)).toEqual(['day id responsible status text'])
  expect(fields(found?.meetings)).toEqual(['called day decisions id isOff minutedBy minutes present status'])
  expect(fields(found?.notes)).toEqual(['at bright by id text'])
  expect(fields(found?.evaluations)).toEqual(['day status', 'day status'])
  expect(fields(found?.transitions)).toEqual(['day lacking status to'])
  expect(fields(found?.skipped)).toEqual(['at step'])
  expect(fields(found?.wondering ? [found.wondering] : [])).toEqual(['at by text'])
  expect(fields(found?.consents)).toEqual(['aside from id is mine services signed topics until'])
  expect(fields(found?.sayings)).toEqual(['about at by heardAt id kind text'])
})

describe('nobody reads anything', () => {
  it.each([
    ['who was invited alone', known().slice(0, 1)],
    ['who waits to be known', known().slice(0, 2)],
    ['who was turned away', [...known().slice(0, 2), { type: 'family.refused', member: mother }]],
    ['who is shut out', [...known(), { type: 'family.shut-out', member: mother, reason: 'word_r' }]],
  ] satisfies [string, Event[]][])('%s', (_, events) => {
    expect(reading(given(openLog(), plan, note(false), events, wrote()))).toBe(null)
  })
})

describe('family.release and family.clear', () => {
  const log = given(openLog(2), known(), meeting(), note(true), held(), joined('ppt'))
  const release: Command = { type: 'family.release', text: 'note_1', member: mother, reason: 'word_r' }

  it('let one text go to one of them, once, by whoever may read it', () => {
    expect(log.when(release)).toEqual(happens(released('note_1')))
    expect(log.when({ ...release, text: 'concern' }, 'head')).toEqual(happens(released('concern')))
    expect(given(log, released('note_1')).when(release)).toMatchObject(refused('already-done'))
    for (const wrong of [{ text: 'note_none' }, { text: 'meeting_none' }, { member: father }] as const)
      expect(log.when({ ...release, ...wrong })).toMatchObject(refused('not-found'))
    const waiting = given(openLog(), known().slice(0, 2), note(true))
    expect(waiting.when(release)).toMatchObject(refused('not-found'))
  })

  it('clear what nobody has looked at, and never what its writer marked', () => {
    expect(log.when({ type: 'family.clear', text: 'meeting_1' })).toEqual(
      happens({ type: 'family.cleared', text: 'meeting_1' }),
    )
    expect(log.when({ type: 'family.clear', text: 'note_1' })).toMatchObject(refused('family-marked'))
    expect(log.when({ type: 'family.clear', text: 'concern' })).toMatchObject(refused('family-marked'))
    const open = given(log, { type: 'family.cleared', text: 'meeting_1' })
    expect(open.when({ type: 'family.clear', text: 'meeting_1' })).toMatchObject(refused('already-done'))
  })

  it('are not for a holder to whom the topic is closed, nor while the content is', () => {
    const held: Event = { type: 'baton.named', to: people.ppt.person, service: 'ppt', unit: 'ppt' }
    const some = consented(['ppt'], 'consent_2', { services: ['ppt'], topics: ['health'] })
    const story = given(openLog(2), known(), note(), some, joined('ppt'), held)
    for (const command of [release, { type: 'family.clear', text: 'note_1' }, { ...release, text: 'concern' }] as const)
      expect(story.when(command, 'ppt')).toMatchObject(refused('not-found'))
    expect(given(log, takenBack()).when(release)).toMatchObject(refused('not-found'))
  })
})

describe('an answer of the family’s own', () => {
  const asked = requested('consent_2', { services: ['ppt'], required: ['guardian-1', 'guardian-2'], guardians: 2 })
  const log = given(openLog(), known(), known(father, 'guardian-2'), asked)
  const own = { signer: 'guardian-1', how: 'digital', day: startDay } as const
  const no: Extract<Command, { type: 'consent.refuse' }> = {
    ...{ type: 'consent.refuse', consent: 'consent_2', services: ['ppt'], reason: null, ...own },
  }
  const yes = (consent: ConsentId = 'consent_2'): Extract<Command, { type: 'consent.record' }> => ({
    ...{ type: 'consent.record', consent, signedBy: ['guardian-1'], evidence: 'digital', services: ['ppt/ppt'] },
    ...{ units: ['ppt/ppt'], topics: ['learning'], excludedStaff: [], excludedShown: [], excludedPersons: null },
    ...{ purpose: null, from: startDay, until: '2027-01-01', textVersion: 'word_v', language: 'word_l' },
    ...{ childAsked: true, childView: null, holder: null },
  })

  const record = yes()

  it('is a yes, a no, or a yes taken back, of theirs', () => {
    expect(log.when(yes(), of(mother))).toHaveProperty('events')
    expect(log.when(no, of(mother))).toHaveProperty('events')
    expect(
      log.when(
        { type: 'consent.withdraw', scope: 'whole', service: null, topic: null, reason: null, ...own },
        of(mother),
      ),
    ).toHaveProperty('events')
  })

  it.each([
    ['for another', { signedBy: ['guardian-2'] }],
    ['for both', { signedBy: ['guardian-1', 'guardian-2'] }],
    ['on paper', { evidence: 'written' }],
    ['of another day', { from: '2026-08-16' }],
    ['with a holder', { holder: { person: people.ppt.person, service: 'ppt', unit: 'ppt', active: true, roles: [] } }],
    ['that says whom of the staff to leave out', { excludedStaff: [people.ppt.person] }],
    ['that lifts somebody', { excludedShown: [people.ppt.person] }],
  ] satisfies [string, Partial<typeof record>][])('is no yes %s', (_, more) => {
    expect(log.when({ ...yes(), ...more }, of(mother))).toMatchObject(refused('not-your-signature'))
  })

  it.each([
    ['for another', { signer: 'guardian-2' }],
    ['by word of mouth', { how: 'oral' }],
    ['of another day', { day: '2026-08-16' }],
  ] as const)('is no no %s, and takes nothing back so', (_, more) => {
    expect(log.when({ ...no, ...more }, of(mother))).toMatchObject(refused('not-your-signature'))
    const all = { type: 'consent.withdraw', scope: 'whole', service: null, topic: null, reason: null } as const
    expect(log.when({ ...all, ...own, ...more }, of(mother))).toMatchObject(refused('not-your-signature'))
  })
})

/** Everything that changes what one of a family may read, by anybody. */
const moves = [
  ...([
    'family.invite',
    'family.arrive',
    'family.arrive',
    'family.confirm',
    'family.confirm',
    'family.refuse',
  ] as const),
  ...([
    'family.shut-out',
    'family.let-in',
    'family.release',
    'family.release',
    'family.clear',
    'family.write',
  ] as const),
  ...(['family.ask-correction', 'note.add', 'note.add', 'note.correct', 'meeting.set', 'meeting.hold'] as const),
  ...(['meeting.hold', 'meeting.correct'] as const),
  ...(['report.record', 'measure.add', 'goal.set', 'measure.evaluate', 'consent.refuse', 'case.close'] as const),
] as const

type Seen = { words: string[]; mark: boolean | null; to: Set<string> }

/** What the log says of each text, told apart from how the core keeps it. */
function textsIn(entries: Entry[]): Map<string, Seen> {
  const texts = new Map<string, Seen>([['concern', { words: ['word_seen'], mark: true, to: new Set() }]])
  for (const { event } of entries) {
    const mark = 'aboutOthers' in event ? (event.aboutOthers ?? null) : null
    if (event.type === 'note.added' || event.type === 'note.corrected')
      texts.set(event.note, { words: [event.text], mark, to: new Set() })
    if (event.type === 'meeting.held' || event.type === 'meeting.corrected') {
      const { meeting, minutes, decisions = [] } = event
      const words = [...(minutes ? [minutes] : []), ...decisions.map(({ text }) => text)]
      texts.set(meeting, { words, mark, to: new Set() })
    }
    if (event.type === 'meeting.set' || event.type === 'meeting.changed')
      for (const word of [event.purpose, event.points])
        if (word) texts.set(word, { words: [word], mark, to: new Set() })
    if (event.type === 'family.released') texts.get(event.text)?.to.add(event.member)
    const cleared = event.type === 'family.cleared' ? texts.get(event.text) : undefined
    if (cleared) cleared.mark = false
  }
  return texts
}

function check(state: Case, entries: Entry[]): number {
  let read = 0
  const texts = [...textsIn(entries).values()]
  const last = (id: string) =>
    entries.findLast(({ event }) => 'member' in event && event.member === id && event.type !== 'family.released')
  for (const member of state.family) {
    const found = readingOf(state, member, startDay, { policy: standard, calendar })
    const type = last(member.id)?.event.type
    if (type !== 'family.confirmed' && type !== 'family.let-in') {
      expect(found).toBe(null)
      continue
    }
    if (!found) continue
    read += found.words.size
    const closed = texts.filter(({ mark, to }) => mark !== false && !to.has(member.id))
    for (const word of closed.flatMap(({ words }) => words)) expect([...found.words]).not.toContain(word)
    const others = entries.flatMap(({ event }) =>
      event.type === 'family.said' && event.by !== member.id ? [event.text] : [],
    )
    for (const word of others) expect([...found.words]).not.toContain(word)
    const said = JSON.stringify([found, [...found.words]])
    for (const secret of ['report', 'childView":"', 'word_about']) expect(said).not.toContain(secret)
  }
  return read
}

it('through any sequence nobody reads a closed text, another’s words, a report, or anything before they were known', () => {
  const attempt = fc.array(fc.nat(9_999), { minLength: 14, maxLength: 14 })
  let read = 0
  fc.assert(
    fc.property(fc.array(attempt, { minLength: 30, maxLength: 60, size: 'max' }), (attempts) => {
      const story = given(openLog(), named({ guardians: 2 }), known(), known(father, 'guardian-2'), meeting())
      let { state } = story
      const entries = [...story.entries]
      let count = 0
      for (const numbers of attempts) {
        const dice = diceOf(numbers)
        const fresh = <K extends string>(kind: K): `${K}_${string}` => {
          count += 1
          return `${kind}_${count}`
        }
        const family = state.family.map(({ id }) => of(id))
        const actor = dice.one([people.teacher, people.head, people.teacher, people.system, ...family])
        const context = { actor, now: start, policy: standard, calendar }
        const type = dice.one(moves)
        const decision = decide(state, commandOf(type, { state, dice, fresh, context, day: startDay }), context)
        if ('refusal' in decision) continue
        for (const event of decision.events) {
          const entry = { at: start, by: actor.person, event }
          entries.push(entry)
          state = evolve(state, entry)
        }
        read += check(state, entries)
      }
    }),
    { numRuns: 150 },
  )
  expect(read).toBeGreaterThan(1000)
})

function diceOf(numbers: number[]): Dice {
  let at = 0
  const below = (sides: number) => {
    const number = numbers[at % numbers.length] ?? 0
    at += 1
    return sides > 0 ? number % sides : 0
  }
  return { below, one: (list) => list[below(list.length)] ?? list[0], oneIn: (sides) => below(sides) === 0 }
}
