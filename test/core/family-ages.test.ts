/**
 * What one of a family is, reads, signs and writes is judged as of the day they come, by the table of signers as it is then: at 15, 16
 * and 18, the day before and the day, and where the table, or what is known of the family, is another than when they were invited.
 */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { Family } from '../../src/core/decision.ts'
import { comesIn } from '../../src/core/family-member.ts'
import { type FamilyReading, readingOf } from '../../src/core/family-reading.ts'
import type { Day, Month, PersonId } from '../../src/core/ids.ts'
import type { Policy, SignerRule } from '../../src/core/policy.ts'
import { given, happens, refused, type Story } from '../support/given.ts'
import { concluded, consented, heldAt, known, named, openOnPaper, registered, requested } from '../support/history.ts'
import { calendar, people, standard, startDay } from '../support/sample.ts'

const mother = 'person_mother'
const young = 'person_young'
const eve: Day = '2026-09-30'
const theDay: Day = '2026-10-01'
/** Who is of that age on the day. */
const turning = (age: number): Month => `${2026 - age}-10`

const of = (person: PersonId): Family => ({ kind: 'family', person, municipality: 'fjordvik' })

/** A log that the guardian has said yes to, in which both of them were known. */
const log = (born: Month, ...more: Event[][]) =>
  given(
    registered(),
    concluded(),
    requested('consent_1', { born }),
    ...consented().slice(1),
    { type: 'case.opened', level: 1, mode: 'digital', holder: people.teacher.person, ...heldAt },
    known(mother),
    known(young, 'young-person'),
    ...more,
  )

function reading(story: Story, person: PersonId, day: Day, policy: Policy = standard): FamilyReading | null {
  const member = story.state.family.find(({ id }) => id === person)
  return member ? readingOf(story.state, member, day, { policy, calendar }) : null
}

function isIn(story: Story, person: PersonId, day: Day, policy: Policy = standard): boolean {
  const member = story.state.family.find(({ id }) => id === person)
  return member !== undefined && comesIn(story.state, member, day, { policy, calendar })
}

const childRule: SignerRule = { groups: ['child'], fromAge: 0, toAge: 150, care: 'any', signers: ['guardians'] }

const write: Command = { type: 'family.write', saying: 'saying_1', text: 'word_t' }

describe('on the day somebody turns', () => {
  it.each([
    [15, mother, true, true],
    [15, young, false, true],
    [16, mother, true, true],
    [16, young, true, true],
    [18, mother, true, false],
    [18, young, true, true],
  ] as const)('%i, %s is in the day before: %s, and that day: %s', (age, person, before, then) => {
    const story = log(turning(age))
    for (const [day, is] of [
      [eve, before],
      [theDay, then],
    ] as const) {
      expect([day, isIn(story, person, day)]).toEqual([day, is])
      expect([day, reading(story, person, day) !== null]).toEqual([day, is])
    }
  })

  it.each([
    [15, young, 'not-found', null],
    // The log is the young person's alone from then on, and nothing is kept until they have been asked.
    [18, young, null, 'consent-missing'],
    [18, mother, null, 'not-found'],
    [16, mother, null, null],
    [16, young, null, null],
  ] as const)(
    '%i, what %s writes is refused the day before with %s, and that day with %s',
    (age, person, before, then) => {
      const story = log(turning(age))
      for (const [day, why] of [
        [eve, before],
        [theDay, then],
      ] as const) {
        const written = story.when(write, of(person), day)
        if (why === null) expect(written).toHaveProperty('events')
        else expect(written).toMatchObject(refused(why))
      }
    },
  )
})

describe('a young person who has turned fifteen', () => {
  const born = turning(15)
  const asked = requested('consent_2', { services: ['ppt'], born })
  const own = (day: Day) => ({ signer: 'young-person', how: 'digital', day, reason: null }) as const

  it('answers for themselves what their guardian alone was asked', () => {
    const story = log(born, [asked])
    expect(reading(story, young, theDay)?.consents).toMatchObject([
      { id: 'consent_1', is: 'given', mine: true, signed: false },
      { id: 'consent_2', is: 'asked', mine: true, signed: false },
    ])
    const no: Command = { type: 'consent.refuse', consent: 'consent_2', services: ['ppt'], ...own(theDay) }
    expect(story.when(no, of(young), theDay)).toHaveProperty('events')
    expect(story.when({ ...no, ...own(eve) }, of(young), eve)).toMatchObject(refused('not-found'))
  })

  it('takes back what their guardian has given', () => {
    const back = { type: 'consent.withdraw', scope: 'whole', service: null, topic: null } as const
    expect(log(born).when({ ...back, ...own(theDay) }, of(young), theDay)).toHaveProperty('events')
    expect(log(born).when({ ...back, ...own(eve) }, of(young), eve)).toMatchObject(refused('not-found'))
  })
})

describe('a guardian whose child has turned sixteen', () => {
  const health = requested('consent_2', {
    services: ['skolehelsetjeneste'],
    required: ['guardian-1', 'young-person'],
    born: turning(16),
  })

  it('is not asked any more what the young person answers alone from then on, nor is it shown that it was', () => {
    const story = log(turning(16), [health])
    expect(reading(story, mother, eve)?.consents.map(({ id }) => id)).toEqual(['consent_1', 'consent_2'])
    expect(reading(story, mother, theDay)?.consents.map(({ id }) => id)).toEqual(['consent_1'])
    const no = (day: Day): Command => ({
      ...{ type: 'consent.refuse', consent: 'consent_2', services: ['skolehelsetjeneste'], reason: null },
      ...{ signer: 'guardian-1', how: 'digital', day },
    })
    expect(story.when(no(eve), of(mother), eve)).toHaveProperty('events')
    expect(story.when(no(theDay), of(mother), theDay)).toMatchObject(refused('consent-outgrown'))
  })
})

describe('whoever is pregnant', () => {
  const pregnant = (born: Month | null) =>
    given(
      registered('pregnant'),
      concluded(),
      requested('consent_1', { born, required: ['self'], ages: { from: 0, to: null } }),
      ...consented().slice(1),
      { type: 'case.opened', level: 1, mode: 'digital', holder: people.teacher.person, ...heldAt },
      known(mother, 'self', { as: 'pregnant' }),
    )

  it.each([null, turning(15), turning(18)])(
    'is in her own log on any day, also once her child is born (born %s)',
    (born) => {
      for (const day of [eve, theDay, '2027-05-01']) {
        expect(isIn(pregnant(born), mother, day)).toBe(true)
        expect(pregnant(born).when(write, of(mother), day)).toHaveProperty('events')
      }
    },
  )

  it('is the only one of the family who can be let into it, whenever that is', () => {
    for (const signer of ['guardian-1', 'guardian-2', 'young-person'] as const)
      for (const day of [startDay, '2027-05-01'])
        expect(
          pregnant(null).when({ type: 'family.invite', member: 'person_new', signer, name: null }, 'teacher', day),
        ).toMatchObject(refused('signer-unknown'))
  })
})

describe('what was known when somebody was invited counts no more once it is known otherwise', () => {
  const youngFrom = (age: number): Policy => ({
    ...standard,
    signerRules: standard.signerRules.map((one): SignerRule => {
      if (one.toAge === 15) return { ...one, toAge: age }
      return one.fromAge === 15 ? { ...one, fromAge: age } : one
    }),
  })

  it('by the model: where young people sign from sixteen now, one of fifteen is out until then', () => {
    const story = log(turning(16))
    expect(isIn(story, young, eve)).toBe(true)
    expect([eve, theDay].map((day) => isIn(story, young, day, youngFrom(16)))).toEqual([false, true])
    expect(reading(story, young, eve, youngFrom(16))).toBe(null)
  })

  it('by who has care: also where a model lets guardians sign while child welfare has it, they see nothing', () => {
    const anyCare: Policy = { ...standard, signerRules: [childRule] }
    const cared = log(turning(10), [named({ born: turning(10), care: 'child-protection' })])
    expect(isIn(log(turning(10)), mother, theDay, anyCare)).toBe(true)
    expect(isIn(cared, mother, theDay, anyCare)).toBe(false)
  })

  it('by their age: of whom nobody had said how old they were, until somebody did', () => {
    const paper = given(openOnPaper(), known(young, 'self'))
    expect(isIn(paper, young, startDay)).toBe(true)
    expect(isIn(given(paper, named({ born: turning(10) })), young, theDay)).toBe(false)
    expect(isIn(given(paper, named({ born: turning(15) })), young, eve)).toBe(false)
    expect(isIn(given(paper, named({ born: turning(15) })), young, theDay)).toBe(true)
  })

  it('by who signs: a code is made for whoever the table names that day', () => {
    const invite = (signer: 'guardian-1' | 'young-person'): Command => {
      return { type: 'family.invite', member: 'person_new', signer, name: null }
    }
    const empty = (age: number) =>
      given(registered(), concluded(), requested('consent_1', { born: turning(age) }), ...consented().slice(1), {
        type: 'case.opened',
        level: 1,
        mode: 'digital',
        holder: people.teacher.person,
        ...heldAt,
      })
    const made = { type: 'family.invited', member: 'person_new', name: null } as const
    expect(empty(15).when(invite('young-person'), 'teacher', eve)).toMatchObject(refused('signer-unknown'))
    expect(empty(15).when(invite('young-person'), 'teacher', theDay)).toEqual(
      happens({ ...made, as: 'young-person', signer: 'young-person', until: '2026-10-08' }),
    )
    expect(empty(18).when(invite('guardian-1'), 'teacher', eve)).toHaveProperty('events')
    expect(empty(18).when(invite('guardian-1'), 'teacher', theDay)).toMatchObject(refused('signer-unknown'))
  })
})
