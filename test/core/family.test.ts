/** The family's way into its own log: by a code, known in person, for as long as the table of signers names them, unless shut out. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { Family } from '../../src/core/decision.ts'
import { familyRolesIn } from '../../src/core/family-member.ts'
import type { PersonId } from '../../src/core/ids.ts'
import { at, given, happens, refused, type Story } from '../support/given.ts'
import {
  arrived,
  concluded,
  consented,
  heldAt,
  invited,
  known,
  measure,
  meeting,
  named,
  openLog,
  openOnPaper,
  registered,
  requested,
  wrote,
} from '../support/history.ts'
import { calendar, people, standard, startDay } from '../support/sample.ts'

const mother = 'person_mother'
const of = (person: PersonId): Family => ({ kind: 'family', person, municipality: 'fjordvik' })
const shutOut = { type: 'family.shut-out', member: mother, reason: 'word_r' } as const satisfies Event
const letIn: Event = { type: 'family.let-in', member: mother, reason: 'word_r' }
const closed: Event = { type: 'case.closed', reason: 'moved', summary: null }
const roles = (story: Story, person: PersonId = mother, day = startDay) =>
  familyRolesIn(story.state, person, day, { policy: standard, calendar })

/** A log about somebody born in that month, opened by those who could. */
const about = (born: string | null, guardians: 1 | 2 = 1, group: 'child' | 'pregnant' | 'parents' = 'child') =>
  given(
    registered(group),
    concluded(),
    ...[requested('consent_1', { born, guardians, required: [group === 'child' ? 'guardian-1' : 'self'] })],
    ...consented().slice(1),
    { type: 'case.opened', level: 1, mode: 'digital', holder: people.teacher.person, ...heldAt },
  )

const invite = (signer: 'guardian-1' | 'guardian-2' | 'young-person' | 'self' | 'child-protection'): Command => {
  return { type: 'family.invite', member: 'person_new', signer, name: null }
}

describe('family.invite', () => {
  it('is for whom the table names today, with a code that counts for a week', () => {
    const made = { type: 'family.invited', member: 'person_new', name: null, until: '2026-08-24' } as const
    expect(about('2016-03').when(invite('guardian-1'))).toEqual(
      happens({ ...made, as: 'guardian', signer: 'guardian-1' }),
    )
    expect(about('2011-03').when(invite('young-person'))).toEqual(
      happens({ ...made, as: 'young-person', signer: 'young-person' }),
    )
    expect(about('2007-03').when(invite('self'))).toEqual(happens({ ...made, as: 'young-person', signer: 'self' }))
    expect(about(null, 1, 'pregnant').when(invite('self'))).toEqual(
      happens({ ...made, as: 'pregnant', signer: 'self' }),
    )
    expect(about(null, 1, 'parents').when(invite('self'))).toEqual(happens({ ...made, as: 'guardian', signer: 'self' }))
  })

  it.each([
    ['a child of ten', '2016-03', 'young-person'],
    ['a second guardian, where there is one', '2016-03', 'guardian-2'],
    ['the parents of somebody grown up', '2007-03', 'guardian-1'],
    ['child welfare, which is staff', '2016-03', 'child-protection'],
  ] as const)('is not for %s', (_, born, signer) => {
    expect(about(born).when(invite(signer))).toMatchObject(refused('signer-unknown', { field: 'signer' }))
  })

  it('takes the place of a code that nobody has used, and of no other', () => {
    const twice = given(
      about('2016-03', 2),
      invited(mother),
      invited('person_father', 'guardian-2'),
      invited('person_new'),
    )
    expect(twice.state.family.map(({ id, status }) => [id, status])).toEqual([
      [mother, 'replaced'],
      ['person_father', 'invited'],
      ['person_new', 'invited'],
    ])
    expect(twice.when({ type: 'family.arrive', member: mother }, 'system')).toMatchObject(refused('invitation-over'))
  })

  it('is refused while somebody waits to be known, and for whoever is in, or shut out', () => {
    expect(given(openLog(), arrived()).when(invite('guardian-1'))).toMatchObject(refused('family-waits'))
    expect(given(openLog(), known()).when(invite('guardian-1'))).toMatchObject(refused('family-there'))
    expect(given(openLog(), invited(), shutOut).when(invite('guardian-1'))).toMatchObject(refused('family-there'))
  })

  it('is for whom it was meant once somebody who was taken for them, or came by their code, is shut out', () => {
    for (const came of [known(), arrived()]) {
      const out = given(openLog(), came, shutOut)
      expect(out.when(invite('guardian-1'))).toHaveProperty('events')
      const both = given(out, known('person_father', 'guardian-1'))
      expect([roles(both), roles(both, 'person_father')]).toEqual([[], ['guardian']])
      expect(both.when(invite('guardian-1'))).toMatchObject(refused('family-there'))
      const back: Command = { type: 'family.let-in', member: mother, reason: 'word_r' }
      expect(both.when(back)).toMatchObject(refused('family-there'))
      expect(given(out, arrived('person_father', 'guardian-1')).when(back)).toMatchObject(refused('family-there'))
      const again = given(both, { ...shutOut, member: 'person_father' })
      expect(again.when(back)).toEqual(happens(letIn))
      const waiting = given(out, invited('person_father', 'guardian-1'))
      expect(waiting.when(back)).toEqual(happens(letIn))
      expect(given(waiting, letIn).when({ type: 'family.arrive', member: 'person_father' }, 'system')).toMatchObject(
        refused('invitation-over'),
      )
      expect(given(out, letIn).when(invite('guardian-1'))).toMatchObject(
        refused(came.length === 3 ? 'family-there' : 'family-waits'),
      )
    }
    const second = given(about('2016-03', 2), known(), shutOut, known('person_father', 'guardian-2'))
    expect(second.when({ type: 'family.let-in', member: mother, reason: 'word_r' })).toEqual(happens(letIn))
  })

  it('needs a log, be it on paper', () => {
    expect(given(registered(), concluded()).when(invite('guardian-1'), 'head')).toMatchObject(refused('not-a-log'))
    expect(given(openOnPaper(), named()).when(invite('guardian-1'))).toHaveProperty('events')
  })
})

describe('family.arrive', () => {
  const arrive: Command = { type: 'family.arrive', member: mother }

  it('is noted on any day of the code, once, and for nobody who is shut out or unknown', () => {
    const story = given(openLog(), invited())
    expect(story.when(arrive, 'system', '2026-08-24')).toEqual(happens({ type: 'family.arrived', member: mother }))
    expect(story.when(arrive, 'system', '2026-08-25')).toMatchObject(refused('invitation-over'))
    for (const after of [arrived(), known(), [invited(), shutOut]])
      expect(given(openLog(), after).when(arrive, 'system')).toMatchObject(refused('invitation-over'))
    expect(given(openLog(), invited(), shutOut, letIn).when(arrive, 'system')).toHaveProperty('events')
    expect(given(openLog()).when(arrive, 'system')).toMatchObject(refused('not-found'))
    expect(given(openLog(), invited(), closed).when(arrive, 'system')).toMatchObject(refused('case-closed'))
  })

  it('makes nobody anything in the case', () => {
    expect(roles(given(openLog(), arrived()))).toEqual([])
  })
})

describe('family.confirm and family.refuse', () => {
  it('are said once, of somebody who waits', () => {
    const waits = given(openLog(), arrived())
    expect(waits.when({ type: 'family.confirm', member: mother })).toEqual(
      happens({ type: 'family.confirmed', member: mother }),
    )
    expect(waits.when({ type: 'family.refuse', member: mother })).toEqual(
      happens({ type: 'family.refused', member: mother }),
    )
    const over = given(openLog(), known())
    expect(over.when({ type: 'family.confirm', member: mother })).toMatchObject(refused('already-done'))
    expect(over.when({ type: 'family.refuse', member: mother })).toMatchObject(refused('already-ended'))
    expect(given(openLog(), invited()).when({ type: 'family.confirm', member: mother })).toMatchObject(
      refused('already-ended'),
    )
    expect(given(openLog(), arrived(), shutOut).when({ type: 'family.confirm', member: mother })).toMatchObject(
      refused('already-ended'),
    )
  })

  it('let in whoever was known, and nobody who was not', () => {
    expect(roles(given(openLog(), known()))).toEqual(['guardian'])
    expect(roles(given(openLog(), arrived(), { type: 'family.refused', member: mother }))).toEqual([])
  })
})

describe('somebody of the family is in a case', () => {
  it('until they are shut out, and again when they are let in', () => {
    const out = given(openLog(), known(), shutOut)
    expect(roles(out)).toEqual([])
    expect(out.when({ type: 'family.shut-out', member: mother, reason: 'word_r' })).toMatchObject(
      refused('already-done'),
    )
    expect(roles(given(out, letIn))).toEqual(['guardian'])
    expect(given(out, letIn).when({ type: 'family.let-in', member: mother, reason: 'word_r' })).toMatchObject(
      refused('already-done'),
    )
    expect(given(out, closed).when({ type: 'family.let-in', member: mother, reason: 'word_r' })).toHaveProperty(
      'events',
    )
    expect(
      given(openLog(), known(), closed).when({ type: 'family.shut-out', member: mother, reason: 'word_r' }),
    ).toEqual(happens(shutOut))
  })

  it('until the child is grown up; the young person from fifteen on, and then alone', () => {
    const both = given(about('2009-09', 1), known(), known('person_young', 'young-person'))
    expect(roles(both, mother, '2027-08-31')).toEqual(['guardian'])
    expect(roles(both, mother, '2027-09-01')).toEqual([])
    expect(roles(both, 'person_young', '2027-09-01')).toEqual(['young-person'])
  })

  it('not where the child was found to be younger, or older', () => {
    const young = given(about('2011-08'), known('person_young', 'young-person'))
    expect(roles(young, 'person_young')).toEqual(['young-person'])
    expect(roles(given(young, named({ born: '2012-03' })), 'person_young')).toEqual([])
    expect(roles(given(openLog(), known(), named({ born: '2008-03' })))).toEqual([])
  })

  it('not as a guardian while child welfare has the care, nor as the second of one', () => {
    expect(roles(given(openLog(), known(), named({ care: 'child-protection' })))).toEqual([])
    const two = given(about('2016-03', 2), known('person_father', 'guardian-2'))
    expect(roles(two, 'person_father')).toEqual(['guardian'])
    expect(roles(given(two, named({ guardians: 1 })), 'person_father')).toEqual([])
  })

  it('also once it is closed, to read it', () => {
    expect(roles(given(openLog(), known(), closed))).toEqual(['guardian'])
  })

  it('and moves no day by which staff are reminded', () => {
    const log = given(openLog(), known())
    const later = at('2026-08-20', wrote()).map((entry) => ({ ...entry, by: mother as PersonId }))
    expect(given(log, later).state.lastEntryAt).toBe(log.state.lastEntryAt)
  })
})

describe('two guardians who become one', () => {
  const father = 'person_father'
  const both = given(about('2016-03', 2), known(), known(father, 'guardian-2'))
  const one = (left?: PersonId | 'none') =>
    ({ ...named({ guardians: 1 }, 'word_r'), ...(left ? { left } : {}) }) as Event
  const name = (more: object): Command => {
    const facts = { born: null, guardians: 1, care: null, reason: null } as const
    return { type: 'consent.name-signers', ...facts, ...more } as Command
  }

  it('are neither of them in it before somebody has said which is left', () => {
    const shut = given(both, one())
    expect([roles(shut), roles(shut, father)]).toEqual([[], []])
    expect(shut.when({ type: 'family.write', saying: 'saying_1', text: 'word_t' }, of(mother))).toMatchObject(
      refused('not-found'),
    )
    expect(shut.when(invite('guardian-1'))).toMatchObject(refused('guardian-unsaid'))
    // Whoever had signed in by then, and was known later, neither.
    const late = given(about('2016-03', 2), arrived(), one(), { type: 'family.confirmed', member: mother })
    expect(roles(late)).toEqual([])
  })

  it('are then in it as who was said: the second as well, who answers as the one', () => {
    expect([roles(given(both, one(mother))), roles(given(both, one(mother)), father)]).toEqual([['guardian'], []])
    const second = given(both, one(), one(father))
    expect([roles(second), roles(second, father)]).toEqual([[], ['guardian']])
    expect(second.when(invite('guardian-1'))).toMatchObject(refused('family-there'))
    const asked = second.and(
      {
        ...{ type: 'consent.request', consent: 'consent_9', checkpoint: 'renewal', services: ['skole'] },
        ...{ topics: ['learning'], born: null, guardians: null, care: null },
      },
      'teacher',
    )
    const no = (signer: 'guardian-1' | 'guardian-2'): Command => ({
      ...{ type: 'consent.refuse', consent: 'consent_9', services: ['skole'], reason: null },
      ...{ signer, how: 'digital', day: startDay },
    })
    expect(asked.when(no('guardian-1'), of(father))).toHaveProperty('events')
    expect(asked.when(no('guardian-1'), of(mother))).toMatchObject(refused('not-found'))
  })

  it('are told apart in a log that is closed too, which they read still, by whoever could while it was open', () => {
    const over = given(both, one(), closed)
    expect(over.when(name({ left: mother }))).toHaveProperty('events')
    expect(roles(over.and(name({ left: mother })))).toEqual(['guardian'])
    expect(over.when(name({ left: father }), 'colleague')).toMatchObject(refused('not-found'))
    expect(over.when(name({ left: father }), of(father))).toMatchObject(refused('not-found'))
    // Fewer who sign than before stays the leader's to say, with a reason.
    const two = given(both, closed)
    expect(two.when(name({}))).toMatchObject(refused('signers-fewer'))
    expect(two.when(name({ reason: 'word_r' }), 'head')).toHaveProperty('events')
  })

  it('leave room for whoever is left where it was neither of those who came', () => {
    const none = given(both, one('none'))
    expect([roles(none), roles(none, father)]).toEqual([[], []])
    const new_ = given(none, known('person_new'))
    expect(roles(new_, 'person_new')).toEqual(['guardian'])
  })

  it('are over where they were given a code and had not come, or nobody knows yet who came', () => {
    const codes = given(about('2016-03', 2), invited(), invited(father, 'guardian-2'), one())
    expect(codes.state.family.map(({ status }) => status)).toEqual(['replaced', 'replaced'])
    const lost = given(about('2016-03', 2), arrived(), arrived(father, 'guardian-2'), one(father))
    expect(lost.when({ type: 'family.confirm', member: mother })).toMatchObject(refused('already-ended'))
    expect(lost.when({ type: 'family.confirm', member: father })).toHaveProperty('events')
  })

  it('are as before where it was a mistake, but for who was said to have lost it', () => {
    const again = given(both, one(), named({ guardians: 2 }))
    expect([roles(again), roles(again, father)]).toEqual([['guardian'], ['guardian']])
    const said = given(both, one(father), named({ guardians: 2 }))
    expect([roles(said), roles(said, father)]).toEqual([[], ['guardian']])
    expect(said.when(invite('guardian-1'))).toHaveProperty('events')
  })

  it('are told of with the number or after it, and said otherwise by the leader alone, with a reason', () => {
    const event = one(father)
    expect(both.when(name({ left: father, reason: 'word_r' }), 'head')).toEqual(happens(event))
    const shut = given(both, one())
    expect(shut.when(name({ left: father }))).toEqual(happens({ ...named({ guardians: 1 }), left: father } as Event))
    expect(shut.when(name({}))).toMatchObject(refused('already-done'))
    const said = given(shut, one(father))
    expect(said.when(name({ left: father }))).toMatchObject(refused('already-done'))
    expect(said.when(name({ left: mother, reason: 'word_r' }))).toMatchObject(refused('signers-fewer'))
    expect(said.when(name({ left: mother }), 'head')).toMatchObject(refused('signers-reason'))
    expect(said.when(name({ left: 'none', reason: 'word_r' }), 'head')).toHaveProperty('events')
    expect(given(shut, one('none')).when(name({ left: mother, reason: 'word_r' }))).toMatchObject(
      refused('signers-fewer'),
    )
  })

  it('are none but those who came, and not while two have it', () => {
    const no = refused('guardian-not-left', { field: 'left' })
    expect(both.when(name({ guardians: 2, left: father }))).toMatchObject(no)
    expect(given(both, one()).when(name({ left: 'person_new' }))).toMatchObject(no)
    expect(given(about('2016-03', 2), named({ guardians: 1 })).when(name({ left: 'none' }))).toMatchObject(no)
    const out = given(both, shutOut, one())
    expect(out.when(name({ left: mother }))).toMatchObject(no)
  })
})

describe('what the family says', () => {
  const log = given(openLog(), known(), measure(), meeting())
  const say = (command: Command, story: Story = log) => story.when(command, of(mother))

  it('is theirs, of a kind, and about what is to come', () => {
    const said = { type: 'family.said', saying: 'saying_1', by: mother, about: null, text: 'word_t' } as const
    const words = { saying: 'saying_1', text: 'word_t' } as const
    expect(say({ type: 'family.write', ...words })).toEqual(happens({ ...said, kind: 'note' }))
    expect(say({ type: 'family.ask-correction', ...words })).toEqual(happens({ ...said, kind: 'correction' }))
    expect(say({ type: 'family.ask-end', ...words })).toEqual(happens({ ...said, kind: 'end' }))
    for (const about of ['measure_1', 'meeting_1'] as const)
      expect(say({ type: 'family.say', ...words, about })).toEqual(happens({ ...said, kind: 'view', about }))
    for (const about of ['measure_none', 'meeting_none'] as const)
      expect(say({ type: 'family.say', ...words, about })).toMatchObject(refused('already-ended'))
    const over = given(
      log,
      {
        ...{ type: 'measure.evaluated', measure: 'measure_1', effect: 'good', evaluationDay: startDay },
        ...{ outcome: 'done', note: null, childView: null },
      },
      {
        ...{ type: 'meeting.held', meeting: 'meeting_1', day: startDay, topic: 'learning' },
        ...{ minutes: null, childView: null },
      },
    )
    for (const about of ['measure_1', 'meeting_1'] as const)
      expect(say({ type: 'family.say', ...words, about }, over)).toMatchObject(refused('already-ended'))
  })

  it('is said once of the end, until somebody has heard it', () => {
    const asked = given(log, wrote(mother, { kind: 'end' }))
    const again: Command = { type: 'family.ask-end', saying: 'saying_2', text: null }
    expect(say(again, asked)).toMatchObject(refused('already-done'))
    expect(asked.when({ type: 'family.hear', saying: 'saying_1' })).toEqual(
      happens({ type: 'family.heard', saying: 'saying_1' }),
    )
    const heard = given(asked, { type: 'family.heard', saying: 'saying_1' })
    expect(say(again, heard)).toHaveProperty('events')
    expect(heard.when({ type: 'family.hear', saying: 'saying_1' })).toMatchObject(refused('already-done'))
    expect(asked.when({ type: 'family.hear', saying: 'saying_none' })).toMatchObject(refused('not-found'))
  })

  it('ends nothing by itself', () => {
    expect(given(log, wrote(mother, { kind: 'end' })).state.status).toBe('open')
  })

  it('is kept where a log is, and what is wrong or to end can always be said', () => {
    const paper = given(openOnPaper(), named(), known())
    const words = { saying: 'saying_1', text: 'word_t' } as const
    expect(say({ type: 'family.write', ...words }, paper)).toMatchObject(refused('paper-mode'))
    expect(say({ type: 'family.ask-correction', ...words }, paper)).toHaveProperty('events')
    expect(say({ type: 'family.ask-end', ...words }, paper)).toHaveProperty('events')
  })

  it('is refused to whoever is shut out, has not been known yet, or comes to a case that is closed', () => {
    const command: Command = { type: 'family.write', saying: 'saying_1', text: 'word_t' }
    for (const story of [given(openLog(), known(), shutOut), given(openLog(), arrived()), given(openLog())])
      expect(say(command, story)).toMatchObject(refused('not-found'))
    expect(say(command, given(openLog(), known(), closed))).toMatchObject(refused('case-closed'))
  })
})
