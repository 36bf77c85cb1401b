/** Who must sign for what, who says so, and what ends with an age. */
import { describe, expect, it } from 'vitest'
import type { Command } from '../../src/core/case.ts'
import { covers, stateOf } from '../../src/core/consent.ts'
import { isKnown, isTheirs } from '../../src/core/consent-change.ts'
import type { FamilySaid } from '../../src/core/consent-said.ts'
import type { Day, Month } from '../../src/core/ids.ts'
import type { Policy, Signer } from '../../src/core/policy.ts'
import { type Ages, isForOthers, isMinorOn } from '../../src/core/signers.ts'
import { neededConsent } from '../../src/core/step.ts'
import { at, given, givenUnder, refused, type Story } from '../support/given.ts'
import {
  concluded,
  consented,
  content,
  heldAt,
  joined,
  named,
  offered,
  openLog,
  proposed,
  registered,
  requested,
  signed,
} from '../support/history.ts'
import { calendar, people, standard, startDay, units } from '../support/sample.ts'

const asKnown = { born: null, guardians: null, care: null } as const
const unsaid: FamilySaid = asKnown

function request(services: string[], more: Partial<FamilySaid> = {}): Command {
  return {
    ...{ type: 'consent.request', consent: 'consent_9', checkpoint: 'join', topics: ['learning'] },
    ...{ services, ...unsaid, ...more },
  }
}

function name(more: Partial<FamilySaid>, reason: 'word_why' | null = null): Command {
  return { type: 'consent.name-signers', ...unsaid, ...more, reason }
}

/** A log in which PPT takes part, of somebody who is born then; who has parental responsibility is told with the question. */
const logOf = (born: string, guardians: 1 | 2 = 1) =>
  openLog(2).map((event) =>
    'event' in event || event.type !== 'consent.requested' ? event : { ...event, born, guardians },
  )

describe('a question that waits while somebody comes of an age', () => {
  /** 15 on 1 September 2026, or 16 or 18 on that day; asked in August, of all whom an answer is asked of until it is put anew. */
  const asks = (born: Month, services: string[], required: Signer[], ages: Ages = { from: 0, to: null }) =>
    given(registered('youth'), concluded(), requested('consent_1', { born, services, required, ages, guardians: 2 }))
  const parents: Signer[] = ['guardian-1', 'guardian-2']
  const family: Signer[] = [...parents, 'young-person']
  const isNew = (story: Story, policy: Policy = standard, day: Day = '2026-09-02') => {
    const [question] = story.state.consents
    if (!question) throw new Error('nothing is asked')
    return isForOthers(story.state, question, day, { policy, calendar })
  }

  it('is answered by them as well, and not put anew', () => {
    expect(isNew(asks('2011-09', ['skole'], parents))).toBe(false)
    expect(isNew(asks('2010-09', ['skole'], family))).toBe(false)
  })

  it('is put anew where an answer of before ends with that age, though nobody less must answer it', () => {
    const ending = asks('2011-09', ['skole'], parents, { from: 0, to: 15 })
    expect(isNew(ending, standard, '2026-08-31')).toBe(false)
    expect(isNew(ending)).toBe(true)
  })

  it('is put anew where they answer for themselves, for all of it or for some', () => {
    expect(isNew(asks('2010-09', ['skolehelsetjeneste'], family))).toBe(true)
    expect(isNew(asks('2010-09', ['skole', 'skolehelsetjeneste'], family))).toBe(true)
    expect(isNew(asks('2008-09', ['skole'], family))).toBe(true)
    const signerRules = standard.signerRules.map((one) =>
      one.services ? { ...one, services: standard.services } : one,
    )
    // Asked alone already, by whoever answers alone still.
    const alone = given(
      ...[registered('youth'), concluded()],
      requested('consent_1', { born: '2009-09', required: ['young-person'], alone: true, guardians: 2 }),
    )
    expect(isNew(alone, { ...standard, signerRules })).toBe(false)
    // One of those who were asked must not answer any more, though it is a line for all.
    const forAll = standard.signerRules.map(({ services, ...one }) => one)
    expect(isNew(asks('2010-09', ['skole'], family), { ...standard, signerRules: forAll })).toBe(true)
    // Whoever answers alone about that was asked as one who answers for all.
    const once = asks('2010-09', ['skolehelsetjeneste'], ['young-person'])
    expect(isNew(once)).toBe(true)
  })

  it('stays what it is where nobody has come of an age, though somebody else has care, or no age is known', () => {
    const cared = given(asks('2010-03', ['skole'], family), named({ born: '2010-03', care: 'child-protection' }))
    expect(isNew(cared)).toBe(false)
    const grown = requested('consent_1', { born: null, required: ['self'] })
    expect(isNew(given(registered('parents'), concluded(), grown))).toBe(false)
  })
})

describe('a young person who comes of an age between question and answer', () => {
  // 15 on 1 September 2026.
  const asked = given(registered(), concluded()).and(
    { ...request(['skole'], { born: '2011-09', guardians: 2, care: 'guardians' }), consent: 'consent_1' } as Command,
    'teacher',
  )
  const day = '2026-09-02'
  const yes = (signer: Signer, from = day): Command => ({
    ...{ type: 'consent.record', consent: 'consent_1', signedBy: [signer], evidence: 'oral', holder: null },
    ...{ units, excludedShown: [], ...content({ topics: ['learning'], from, until: '2027-06-01' }) },
  })
  const no: Command = {
    ...{ type: 'consent.refuse', consent: 'consent_1', signer: 'young-person', services: ['skole'] },
    ...{ how: 'oral', day, reason: null },
  }

  it('must sign too: nothing is given, and no log opens, before they have', () => {
    const first = asked.and(yes('guardian-1', '2026-08-20'), 'teacher', '2026-08-20')
    expect(first.when(yes('young-person', '2026-08-20'), 'teacher', '2026-08-20')).toEqual(
      refused('signer-unknown', { field: 'signedBy' }),
    )
    const second = first.and(yes('guardian-2'), 'teacher', day)
    expect(second.state).toMatchObject({ level: 0, consents: [{ status: 'partly-signed' }] })
    expect(second.state.consents[0]?.required).toEqual(['guardian-1', 'guardian-2', 'young-person'])
    const third = second.and(yes('young-person'), 'teacher', day)
    expect(third.state).toMatchObject({ level: 1, mode: 'digital', consents: [{ status: 'given' }] })
    // Those who sign now have: nobody is asked again because of that birthday, and somebody is because of the next.
    expect(third.due(day).find(({ signal }) => signal === 'signer-age')?.day).toBe('2029-09-03')
  })

  it('may say no to it, and not before', () => {
    const early = { ...no, day: '2026-08-31' } as Command
    expect(asked.when(early, 'teacher', '2026-08-31')).toEqual(refused('signer-unknown', { field: 'signer' }))
    expect(asked.and(no, 'teacher', day).state.consents[0]?.status).toBe('refused')
  })

  it('is asked anew where a guardian alone gave it on a day on which they should have signed', () => {
    const old = given(asked, at(day, signed('consent_1', {}, ['guardian-1', 'guardian-2'])))
    const given1 = given(old, at(day, { type: 'consent.given', consent: 'consent_1' }))
    const opened = given(
      given1,
      at(day, { type: 'case.opened', level: 1, mode: 'digital', holder: people.teacher.person, ...heldAt }),
    )
    expect(opened.due(day).find(({ signal }) => signal === 'signer-age')?.day).toBe('2026-09-02')
  })
})

describe('a young person who comes of 16 between question and answer', () => {
  // 16 on 1 December 2026: about health the young person answers alone from then.
  const services = ['skole', 'skolehelsetjeneste']
  const asked = given(registered('youth'), concluded()).and(
    request(services, { born: '2010-12', guardians: 1, care: 'guardians' }),
    'teacher',
    '2026-11-29',
  )
  const [before, day] = ['2026-11-30', '2026-12-02'] as const
  const yes = (on: string): Command => ({
    ...{ type: 'consent.record', consent: 'consent_9', signedBy: ['young-person'], evidence: 'oral', holder: null },
    ...{ units, excludedShown: [], ...content({ services, topics: ['learning'], from: on, until: '2027-06-01' }) },
  })
  const no = (on: string): Command => ({
    ...{ type: 'consent.refuse', consent: 'consent_9', signer: 'guardian-1', services: ['skolehelsetjeneste'] },
    ...{ how: 'oral', day: on, reason: null },
  })
  const back = (on: string): Command => ({
    ...{ type: 'consent.withdraw', scope: 'whole', service: null, topic: null, signer: 'guardian-1' },
    ...{ how: 'oral', day: on, reason: null },
  })

  it('answers no more what was asked of a parent too, who says no to none of it either', () => {
    expect(asked.and(yes(before), 'teacher', before).state.consents[0]?.status).toBe('partly-signed')
    expect(asked.when(yes(day), 'teacher', day)).toEqual(refused('consent-outgrown'))
    expect(asked.and(no(before), 'teacher', before).state.consents[0]?.noes).toHaveLength(1)
    expect(asked.when(no(day), 'teacher', day)).toEqual(refused('consent-outgrown'))
    expect(asked.and(back(before), 'teacher', before).state.consents[0]?.status).toBe('withdrawn')
    expect(asked.when(back(day), 'teacher', day)).toEqual(refused('consent-not-open'))
  })

  it('is asked anew, of health alone, whoever has signed before', () => {
    const signedBefore = asked.and({ ...yes(before), signedBy: ['guardian-1'] } as Command, 'teacher', before)
    const again = { ...request(services), consent: 'consent_10' } as Command
    expect(asked.when(again, 'teacher', before)).toMatchObject({ events: [{ consent: 'consent_10' }] })
    expect(signedBefore.when(again, 'teacher', day)).toMatchObject({
      events: [
        { type: 'consent.cancelled', consent: 'consent_9' },
        { consent: 'consent_10', services: ['skole'], required: ['guardian-1', 'young-person'] },
        { consent: 'consent_10-2', services: ['skolehelsetjeneste'], required: ['young-person'], alone: true },
      ],
    })
  })

  it('is asked anew where more must answer some of it, and not all', () => {
    const line = (fromAge: number, toAge: number, of: string[], signers: Policy['signerRules'][number]['signers']) =>
      ({ groups: ['youth'], fromAge, toAge, care: 'any', services: of, signers, endsOld: false }) as const
    const both = ['bup', 'skolehelsetjeneste']
    const rules = [line(0, 16, both, ['guardians']), line(16, 18, ['bup'], ['guardians', 'young-person'])]
    const lines = [...rules, line(16, 18, ['skolehelsetjeneste'], ['guardians'])]
    const signerRules = [...lines.map((one) => ({ ...one, groups: [...one.groups] })), ...standard.signerRules]
    const story = givenUnder({ ...standard, signerRules }, registered('youth'), concluded()).and(
      request(both, { born: '2010-12', guardians: 1, care: 'guardians' }),
      'teacher',
      '2026-11-29',
    )
    expect(story.state.consents).toMatchObject([{ services: both, alone: true }])
    expect(story.when(no(day), 'teacher', day)).toEqual(refused('consent-outgrown'))
    expect(story.and(no(before), 'teacher', before).state.consents[0]?.noes).toHaveLength(1)
  })

  it('answers still what they were asked about alone, or nobody else need be asked about', () => {
    const school = given(registered('youth'), concluded()).and(
      { ...request(['skole'], { born: '2010-12', guardians: 1, care: 'guardians' }) },
      'teacher',
      '2026-11-29',
    )
    const about = content({ topics: ['learning'], from: day, until: '2027-06-01' })
    expect(school.and({ ...yes(day), ...about } as Command, 'teacher', day).state.consents[0]?.signed).toHaveLength(1)
  })
})

describe('whoever must sign now', () => {
  const back = (signer: Signer, day: string): Command => ({
    ...{ type: 'consent.withdraw', scope: 'whole', service: null, topic: null, reason: null },
    ...{ signer, how: 'oral', day },
  })

  it('takes back what was given before it was theirs to give', () => {
    // 15 on 1 September 2026.
    const story = given(logOf('2011-09'))
    expect(story.when(back('young-person', '2026-08-31'), 'teacher', '2026-08-31')).toEqual(
      refused('signer-unknown', { field: 'signer' }),
    )
    const after = story.and(back('young-person', '2026-09-01'), 'teacher', '2026-09-01')
    expect(after.state.consents[0]?.status).toBe('withdrawn')
  })

  it('does also as a guardian who was named later', () => {
    const story = given(openLog(), named({ guardians: 2 }))
    expect(story.and(back('guardian-2', startDay)).state.consents[0]?.status).toBe('withdrawn')
    expect(given(openLog()).when(back('guardian-2', startDay))).toEqual(refused('signer-unknown', { field: 'signer' }))
  })
})

describe('a question about several services', () => {
  const sixteen = [registered('youth'), concluded(2, ['ppt', 'skolehelsetjeneste'])]
  const all = request(['skole', 'skolehelsetjeneste', 'ppt'], { born: '2010-05', guardians: 2, care: 'guardians' })

  it('is one for all that the same people answer for: a young person of 16 answers alone about health', () => {
    expect(given(sixteen).when(all)).toMatchObject({
      events: [
        { consent: 'consent_9', services: ['skole', 'ppt'], required: ['guardian-1', 'guardian-2', 'young-person'] },
        { consent: 'consent_9-2', services: ['skolehelsetjeneste'], required: ['young-person'], alone: true },
      ],
    })
    const younger = request(['skole', 'skolehelsetjeneste'], { born: '2010-09', guardians: 1, care: 'guardians' })
    expect(given(sixteen).when(younger)).toMatchObject({
      events: [{ services: ['skole', 'skolehelsetjeneste'], required: ['guardian-1', 'young-person'] }],
    })
  })

  it('lets a service in as soon as its own signers have said yes, whatever the others say', () => {
    const health = { services: ['skolehelsetjeneste'], topics: ['learning'] }
    const asked = given(sixteen).and(all)
    const { state } = given(asked, signed('consent_9-2', health, ['young-person']), {
      type: 'consent.given',
      consent: 'consent_9-2',
    })
    expect(covers(state, 'skolehelsetjeneste', null, '2026-08-17')).toBe(true)
    expect(covers(state, 'skole', null, '2026-08-17')).toBe(false)
  })

  it('asked twice about one service is about it once', () => {
    expect(
      given(sixteen).when(request(['skole', 'skole'], { born: '2016-05', guardians: 1, care: 'guardians' })),
    ).toMatchObject({
      events: [{ services: ['skole'] }],
    })
  })

  it('is taken back by those alone who sign it', () => {
    const own = requested('consent_2', { services: ['skolehelsetjeneste'], required: ['young-person'], alone: true })
    const health = { services: ['skolehelsetjeneste'] }
    const story = given(openLog(), own, signed('consent_2', health, ['young-person']), {
      type: 'consent.given',
      consent: 'consent_2',
    })
    const back = { type: 'consent.withdraw', topic: null, reason: null, how: 'oral', day: '2026-08-17' } as const
    const whole = { ...back, scope: 'whole', service: null } as const
    const one = { ...back, scope: 'service', service: 'skolehelsetjeneste' } as const
    const stateAfter = (command: Command) => story.and(command).state
    expect(story.when({ ...one, signer: 'guardian-1' })).toEqual(refused('signer-unknown', { field: 'signer' }))
    const byParent = stateAfter({ ...whole, signer: 'guardian-1' })
    expect(covers(byParent, 'skolehelsetjeneste', null, '2026-08-17')).toBe(true)
    expect(covers(byParent, 'skole', null, '2026-08-17')).toBe(false)
    // Of a time when it was not asked who of the family said so.
    const unsaidBy = { ...whole, type: 'consent.withdrawn', signer: null, how: null, day: null } as const
    expect(covers(given(story, unsaidBy).state, 'skolehelsetjeneste', null, '2026-08-17')).toBe(false)
    const byThem = stateAfter({ ...one, signer: 'young-person' })
    expect(covers(byThem, 'skolehelsetjeneste', null, '2026-08-17')).toBe(false)
    expect(covers(byThem, 'skole', null, '2026-08-17')).toBe(true)
  })
})

describe('what is for the guardians alone to say by a line of its own', () => {
  const own = requested('consent_2', { services: ['bup'], required: ['guardian-1'], alone: true })
  const bup = { services: ['bup'] }
  const one = given(openLog(), own, signed('consent_2', bup), { type: 'consent.given', consent: 'consent_2' })
  const line = {
    groups: ['child'],
    fromAge: 0,
    toAge: 15,
    care: 'any',
    services: ['bup'],
    signers: ['guardians'],
  } as const
  const rule = { ...line, groups: [...line.groups], services: [...line.services], signers: [...line.signers] }
  const policy: Policy = { ...standard, signerRules: [rule, ...standard.signerRules] }
  const back: Command = {
    ...{ type: 'consent.withdraw', scope: 'service', service: 'bup', topic: null, reason: null },
    ...{ signer: 'guardian-2', how: 'oral', day: startDay },
  }

  it('is taken back also by the one who was named after the other gave it, and not before', () => {
    expect(givenUnder(policy, one).when(back)).toEqual(refused('signer-unknown', { field: 'signer' }))
    const both = givenUnder(policy, one, named({ guardians: 2 }))
    expect(covers(both.state, 'bup', null, startDay)).toBe(true)
    expect(covers(both.and(back).state, 'bup', null, startDay)).toBe(false)
    // Nor by one who has no say any more, in all that was given.
    const again = givenUnder(policy, one, named({ guardians: 2 }), named({ guardians: 1 }, 'word_why'))
    expect(again.when(back)).toEqual(refused('signer-unknown', { field: 'signer' }))
    const wide = requested('consent_3', { services: ['ppt'], required: ['guardian-1', 'guardian-2'], guardians: 2 })
    const ppt = [
      signed('consent_3', { services: ['ppt'] }, ['guardian-1', 'guardian-2']),
      { type: 'consent.given', consent: 'consent_3' } as const,
    ]
    const fewer = givenUnder(policy, one, wide, ppt, named({ guardians: 1 }, 'word_why'))
    const { state } = fewer.and({ ...back, scope: 'whole', service: null } as Command)
    expect([covers(state, 'bup', null, startDay), covers(state, 'ppt', null, startDay)]).toEqual([true, false])
  })
})

describe('what a case knows of who must sign', () => {
  const two = given(logOf('2016-03', 2))

  it('is told with the first question, by whom and when, and not asked again', () => {
    expect(given(registered()).state.signersNamed).toBeNull()
    expect(two.state.signersNamed).toEqual({ at: '2026-08-17T07:00:00.000Z', by: 'person_teacher', reason: null })
    expect(two.when(request(['bup']))).toMatchObject({
      events: [{ born: '2016-03', guardians: 2, required: ['guardian-1', 'guardian-2'] }],
    })
    const first = given(registered(), concluded())
    const missing = refused('guardians-missing', { field: 'guardians' })
    expect(first.when(request(['skole'], { born: '2016-03' }))).toEqual(missing)
    expect(first.when(request(['skole'], { born: '2016-03', guardians: 1 }))).toEqual(missing)
    expect(first.when(request(['skole'], { born: '2016-03', care: 'guardians' }))).toEqual(missing)
    expect(first.when(request(['skole'], { born: '2005-03' }))).toMatchObject({ events: [{ required: ['self'] }] })
    expect(first.when(request(['skole'], { born: '2008-08' }))).toMatchObject({ events: [{ required: ['self'] }] })
    const parents = given(
      registered('parents'),
      concluded(),
      requested('consent_1', { born: null, required: ['self'] }),
    )
    expect(parents.state.signersNamed).not.toBeNull()
  })

  it('is not touched by a question that says nothing else', () => {
    const same = { born: '2016-03', guardians: 2, care: 'guardians' } as const
    const later = two.and(request(['bup'], same), 'head', '2026-09-01')
    expect(later.state.signersNamed).toEqual(two.state.signersNamed)
    expect(two.when(name(same))).toEqual(refused('already-done'))
  })

  it('is corrected by whoever holds the log or leads, and says who did', () => {
    const more = name({ guardians: 2 })
    const one = given(logOf('2016-03'))
    const after = one.and(more, 'teacher', '2026-09-01').state
    expect(after).toMatchObject({ guardians: 2, born: '2016-03', signersNamed: { by: 'person_teacher', reason: null } })
    expect(after.signersNamed?.at.slice(0, 10)).toBe('2026-09-01')
    expect(given(logOf('2016-03'), joined('colleague')).when(more, 'colleague')).toMatchObject(refused('not-permitted'))
    expect(one.when(name({ born: '2030-01' }))).toEqual(refused('born-invalid', { field: 'born' }))
  })

  it.each([
    ['one parent instead of two', { guardians: 1 }],
    ['child welfare instead of the parents', { care: 'child-protection' }],
    ['somebody grown up instead of a child', { born: '2008-01' }],
    ['a young person who answers alone about health', { born: '2010-01' }],
  ] as const)('is for the leader to say, with a reason, where fewer sign, or others: %s', (_, less) => {
    expect(two.when(name(less, 'word_why'))).toEqual(refused('signers-fewer', { may: ['leader'] }))
    expect(two.when(name(less), 'head')).toEqual(refused('signers-reason', { field: 'reason' }))
    expect(two.when(name(less, 'word_why'), 'head')).toHaveProperty(
      'events.0',
      expect.objectContaining({ ...less, reason: 'word_why' }),
    )
  })

  it('can not be narrowed by the way, in a question', () => {
    expect(two.when(request(['bup'], { guardians: 1 }))).toEqual(refused('signers-fewer', { may: ['leader'] }))
    expect(two.when(request(['bup'], { guardians: 1 }), 'head')).toEqual(refused('signers-reason', { field: 'reason' }))
    const wider = given(logOf('2016-03')).when(request(['bup'], { guardians: 2 }))
    expect(wider).toMatchObject({
      events: [
        { type: 'consent.signers-named', guardians: 2 },
        { type: 'consent.requested', guardians: 2 },
      ],
    })
  })

  it('ends the questions that others must answer, and no others', () => {
    const asked = given(logOf('2016-03'), requested('consent_2', { services: ['bup'] }))
    expect(asked.when(name({ guardians: 2 }))).toMatchObject({
      events: [{ type: 'consent.signers-named' }, { type: 'consent.cancelled', consent: 'consent_2' }],
    })
    expect(asked.when(name({ born: '2016-04' }))).toMatchObject({ events: [{ type: 'consent.signers-named' }] })
    expect(asked.and(name({ born: '2016-04' })).entries.at(-1)?.event.type).toBe('consent.signers-named')
  })

  it('ends a question about several services where others answer for one of them', () => {
    const both = { services: ['skole', 'skolehelsetjeneste'], required: ['guardian-1', 'young-person'] } as const
    const more = { services: [...both.services], required: [...both.required], born: '2011-05' }
    const asked = given(registered('youth'), concluded(), requested('consent_1', more))
    expect(asked.when(name({ born: '2010-05' }, 'word_why'), 'teacher')).toMatchObject(refused('signers-fewer'))
    const led = given(logOf('2011-05'), requested('consent_2', more))
    expect(led.when(name({ born: '2010-05' }, 'word_why'), 'head')).toMatchObject({
      events: [{ type: 'consent.signers-named' }, { type: 'consent.cancelled', consent: 'consent_2' }],
    })
  })

  it('is nothing for which no line of the table says who signs', () => {
    const gap: Policy = { ...standard, signerRules: standard.signerRules.filter(({ fromAge }) => fromAge < 18) }
    expect(givenUnder(gap, logOf('2016-03')).when(name({ born: '2000-01' }, 'word_why'), 'head')).toEqual(
      refused('signer-unknown', { field: 'born' }),
    )
  })

  it('makes it due to ask those who have not signed, and nobody where fewer sign', () => {
    const one = given(logOf('2016-03'))
    const due = (story: typeof one) => story.due('2026-09-02').find(({ signal }) => signal === 'signer-age')
    expect(due(one.and(name({ guardians: 2 }), 'teacher', '2026-09-01'))).toMatchObject({
      ...{ day: '2026-09-01', subject: 'consent_1', ball: { role: 'holder' } },
    })
    expect(due(two.and(name({ guardians: 1 }, 'word_why'), 'head', '2026-09-01'))?.day).toBe('2031-03-03')
  })
})

describe('at 18', () => {
  // Of age on 1 October 2026.
  const ofAge = given(logOf('2008-10'), joined('ppt'))
  const before = '2026-09-30'
  const day = '2026-10-01'

  it('every consent signed for a child ends on the first day of the month', () => {
    const { state } = ofAge
    expect([covers(state, 'ppt', 'learning', before), covers(state, 'skole', null, before)]).toEqual([true, true])
    expect([covers(state, 'ppt', 'learning', day), covers(state, 'skole', null, day)]).toEqual([false, false])
    expect(state.consents.map((one) => [stateOf(one, before), stateOf(one, day)])).toEqual([['given', 'outgrown']])
    expect(covers(given(logOf('2008-11')).state, 'ppt', null, day)).toBe(true)
  })

  it('holds what they then sign themselves, be it after they came of age', () => {
    const self = { required: ['self'], services: ['ppt'], born: '2008-10', ages: { from: 18, to: null } } as const
    const own = [
      requested('consent_2', { ...self, required: [...self.required], services: [...self.services] }),
      signed('consent_2', { services: ['ppt'], from: day }, ['self']),
      { type: 'consent.given', consent: 'consent_2' } as const,
    ]
    const { state } = given(ofAge, at(day, own))
    expect(covers(state, 'ppt', 'learning', day)).toBe(true)
    expect(covers(state, 'ppt', 'learning', '2027-08-17')).toBe(true)
    expect(covers(state, 'skole', null, day)).toBe(false)
  })

  it('is asked of them alone, at the checkpoint of an age', () => {
    expect(neededConsent(ofAge.state, standard, before)).toBeNull()
    expect(neededConsent(ofAge.state, standard, day)).toEqual({ why: 'age', services: ['skole', 'ppt'] })
    expect(ofAge.when(request(['skole', 'ppt']), 'teacher', day)).toMatchObject({
      events: [{ required: ['self'], services: ['skole', 'ppt'], ages: { from: 18, to: null } }],
    })
  })

  it('no parent answers any more what they were asked before', () => {
    const asked = given(ofAge, requested('consent_2', { services: ['ppt'], born: '2008-10' }))
    const record: Command = {
      ...{ type: 'consent.record', consent: 'consent_2', signedBy: ['guardian-1'], evidence: 'oral', holder: null },
      ...{ units, excludedShown: [], ...content({ services: ['ppt'], from: day }) },
    }
    const no = { signer: 'guardian-1', services: ['ppt'], how: 'oral', day, reason: null } as const
    const refuse: Command = { type: 'consent.refuse', consent: 'consent_2', ...no, services: ['ppt'] }
    expect(asked.when(record, 'teacher', before)).toMatchObject(refused('day-future'))
    expect(asked.when(record, 'teacher', day)).toEqual(refused('consent-outgrown'))
    expect(asked.when(refuse, 'teacher', day)).toEqual(refused('consent-outgrown'))
    const back = { type: 'consent.withdraw', scope: 'whole', service: null, topic: null, ...no } as const
    const { services: _, ...whole } = back
    expect(asked.when(whole, 'teacher', day)).toEqual(refused('consent-not-open'))
    // Asked anew, the old question is over.
    expect(asked.when(request(['ppt']), 'teacher', day)).toMatchObject({
      events: [{ type: 'consent.cancelled', consent: 'consent_2' }, { required: ['self'] }],
    })
    const wider = given(ofAge, requested('consent_2', { services: ['ppt', 'bup'], born: '2008-10' }))
    expect(wider.when(request(['ppt']), 'teacher', day)).toMatchObject({
      events: [{ type: 'consent.cancelled', consent: 'consent_2' }, { required: ['self'] }],
    })
    const due = (on: string) => asked.due(on).map(({ signal }) => signal)
    expect(due(before)).toContain('consent-unanswered')
    expect(due(day)).not.toContain('consent-unanswered')
  })

  it('the holder and the leader are told on that day', () => {
    const told = (on: string) => ofAge.reminders(on).find(({ due }) => due.signal === 'signer-age')
    expect(told('2026-09-28')).toMatchObject({ occurrence: 0, rungs: ['responsible'], due: { day } })
    expect(told(day)).toMatchObject({ occurrence: 1, rungs: ['responsible', 'leader'] })
    // At 15, where the consent goes on, the leader hears of it when nothing has been done for a week.
    const fifteen = given(logOf('2011-10'))
      .reminders(day)
      .find(({ due }) => due.signal === 'signer-age')
    expect(fifteen).toMatchObject({ occurrence: 1, rungs: ['responsible'] })
  })

  it('is counted anew where the month of birth was another', () => {
    const later = ofAge.and(name({ born: '2009-02' }, 'word_why'), 'head', day)
    expect(covers(later.state, 'ppt', null, day)).toBe(true)
    expect(covers(later.state, 'ppt', null, '2027-02-01')).toBe(false)
    const grown = given(logOf('2010-02')).when(name({ born: '2008-02' }, 'word_why'), 'head')
    expect(grown).toMatchObject({
      events: [{ type: 'consent.signers-named' }, { type: 'participant.service-left', service: 'ppt' }],
    })
    const busy = given(logOf('2010-02'), proposed(3, ['bup']), offered('ppt'))
    expect(
      busy
        .and(name({ born: '2008-02' }, 'word_why'), 'head')
        .entries.slice(-3)
        .map(({ event }) => event.type),
    ).toEqual([...['level.cancelled', 'baton.cancelled', 'participant.service-left']])
  })

  it('whoever was asked as grown up, and is not, has not consented', () => {
    const self = requested('consent_1', { required: ['self'], born: '2007-05', services: ['skole'] })
    const story = given(registered('youth'), concluded(), self, signed('consent_1', {}, ['self']), {
      type: 'consent.given',
      consent: 'consent_1',
    })
    expect(covers(story.state, 'skole', null, '2026-08-20')).toBe(true)
    const younger = given(story, named({ born: '2009-05' })).state
    expect(covers(younger, 'skole', null, '2026-08-20')).toBe(false)
    expect(covers(younger, 'skole', null, '2027-05-01')).toBe(true)
  })
})

describe('at 15 and 16', () => {
  it('what was agreed to goes on until it is asked anew, where the municipality says so', () => {
    const { state } = given(logOf('2011-10'))
    expect(covers(state, 'ppt', null, '2026-10-01')).toBe(true)
    const health = given(
      registered('youth'),
      concluded(),
      consented(['skole', 'skolehelsetjeneste']).map((event) => {
        return event.type === 'consent.requested' ? { ...event, born: '2010-10' } : event
      }),
      openLog().slice(-1),
    )
    expect(covers(health.state, 'skolehelsetjeneste', null, '2026-10-01')).toBe(true)
    expect(health.due('2026-10-02').find(({ signal }) => signal === 'signer-age')?.day).toBe('2026-10-01')
    // About school nothing changes before 18.
    expect(
      given(logOf('2010-10'))
        .due('2026-10-02')
        .find(({ signal }) => signal === 'signer-age')?.day,
    ).toBe('2028-10-02')
  })

  it('it ends where the municipality says so', () => {
    const signerRules = standard.signerRules.map((rule) => (rule.fromAge === 15 ? { ...rule, endsOld: true } : rule))
    const strict: Policy = { ...standard, signerRules }
    const asked = givenUnder(strict, registered('youth'), concluded()).when(
      request(['skole'], { born: '2011-10', guardians: 1, care: 'guardians' }),
    )
    expect(asked).toMatchObject({ events: [{ ages: { from: 0, to: 15 } }] })
    const fifteen = givenUnder(strict, registered('youth'), concluded()).when(
      request(['skole'], { born: '2011-08', guardians: 1, care: 'guardians' }),
    )
    expect(fifteen).toMatchObject({ events: [{ ages: { from: 15, to: 18 } }] })
  })
})

describe('whoever is pregnant', () => {
  const asks = (said: Partial<FamilySaid>, policy = standard) =>
    givenUnder(policy, registered('pregnant'), concluded()).when(request(['skole'], said))

  it('says whether she is under 18, and then how old she is', () => {
    expect(asks({})).toEqual(refused('minor-unsaid', { field: 'minor' }))
    expect(asks({ minor: true })).toEqual(refused('born-missing', { field: 'born' }))
    expect(asks({ minor: true, born: '2008-08' })).toEqual(refused('born-contradicts', { field: 'born' }))
    expect(asks({ minor: false, born: '2008-09' })).toEqual(refused('born-contradicts', { field: 'born' }))
    expect(asks({ minor: true, born: '2008-09' })).toMatchObject({
      events: [{ minor: true, born: '2008-09', required: ['self'] }],
    })
    expect(asks({ minor: false, born: '1999-01' })).toMatchObject({ events: [{ minor: false, born: null }] })
    // From a form in which that was not asked yet.
    expect(asks({ born: '2010-01' })).toMatchObject({ events: [{ minor: true, born: '2010-01' }] })
  })

  it('signs herself at 18 as before: her consent goes on', () => {
    const story = given(registered('pregnant'), concluded()).and(request(['skole'], { minor: true, born: '2008-10' }))
    expect(story.state.consents[0]).toMatchObject({ ages: { from: 0, to: null }, holds: { from: null, to: null } })
  })

  it('may have come of age since she said that she had not: that is no news, and contradicts nothing', () => {
    const asked = given(registered('pregnant'), concluded()).and(request(['skole'], { minor: true, born: '2008-10' }))
    const day = '2026-10-02'
    const later = (command: Command, on = day) => asked.when(command, 'teacher', on)
    const known = { minor: true, born: '2008-10' } as const
    for (const unsaidSo of [{}, { minor: null }])
      expect(later(request(['ppt'], unsaidSo))).toMatchObject({ events: [{ type: 'consent.requested', ...known }] })
    expect(later(name({ minor: false }))).toMatchObject({ events: [{ minor: false, born: '2008-10' }] })
    expect(later(name({ born: '2008-09' }))).toEqual(refused('born-contradicts', { field: 'born' }))
    expect([startDay, '2026-09-30', '2026-10-01'].map((on) => isMinorOn(asked.state, on, { calendar }))).toEqual([
      ...[true, true, false],
    ])
  })

  it('may be grown up after all: how old she is goes with it, and nobody else is asked', () => {
    const young = given(registered('pregnant'), concluded()).and(request(['skole'], { minor: true, born: '2009-01' }))
    const grown = young.and(name({ minor: false }))
    expect(grown.state).toMatchObject({ minor: false, born: null })
    expect(isMinorOn(grown.state, startDay, { calendar })).toBe(false)
    const asked = requested('consent_1', { born: null, required: ['self'] })
    const unsaidYet = given(registered('pregnant'), concluded(), asked)
    expect(isMinorOn(unsaidYet.state, startDay, { calendar })).toBeNull()
    const child = given(registered(), requested())
    expect(isMinorOn(child.state, startDay, { calendar })).toBeNull()
    expect(unsaidYet.when(name({ minor: false }))).toMatchObject({ events: [{ minor: false, born: null }] })
  })

  it('signs with her guardians where the municipality has it so', () => {
    const young = { groups: ['pregnant'], fromAge: 0, toAge: 16, care: 'any', signers: ['guardians', 'self'] } as const
    const line = { ...young, groups: [...young.groups], signers: [...young.signers] }
    const strict: Policy = { ...standard, signerRules: [line, ...standard.signerRules] }
    const girl = { minor: true, born: '2011-01' } as const
    expect(asks(girl, strict)).toEqual(refused('guardians-missing', { field: 'guardians' }))
    expect(asks({ ...girl, guardians: 1, care: 'guardians' }, strict)).toMatchObject({
      events: [{ required: ['guardian-1', 'self'] }],
    })
    expect(asks({ minor: false }, strict)).toMatchObject({ events: [{ required: ['self'] }] })
    // Of whom no age is said is grown up, however early the municipality says that a case is not for them any more.
    const until18 = { ...strict, signerRules: [{ ...line, toAge: 18 }, ...standard.signerRules] }
    expect(asks({ minor: false }, { ...until18, ageLimit: 16 })).toMatchObject({ events: [{ required: ['self'] }] })
  })

  it('says who has care of her where a line is for child welfare alone', () => {
    const cared = { groups: ['pregnant'], fromAge: 0, toAge: 16, care: 'child-protection', signers: ['self'] } as const
    const line = { ...cared, groups: [...cared.groups], signers: [...cared.signers] }
    const policy: Policy = { ...standard, signerRules: [line, ...standard.signerRules] }
    expect(asks({ minor: true, born: '2011-01' }, policy)).toEqual(refused('guardians-missing', { field: 'guardians' }))
  })
})

it('what is told of a family is known once somebody has told it, and not as long as it is only what a case begins with', () => {
  const told = { born: null, minor: null, guardians: 2, care: 'guardians' } as const
  const parents = given(registered('parents'), concluded())
  expect(isKnown(parents.state, told)).toBe(false)
  expect(isKnown(given(parents, requested('consent_1', { born: null, guardians: 2 })).state, told)).toBe(true)
})

it('what one guardian signs alone is the other’s as well, and nobody else’s', () => {
  const theirs = (guardians: 1 | 2, signer: Signer | null, alone = true) =>
    isTheirs({ guardians }, { alone, required: ['guardian-1'] }, signer)
  expect([theirs(2, 'guardian-1'), theirs(2, 'guardian-2'), theirs(2, null)]).toEqual([true, true, true])
  expect([theirs(1, 'guardian-2'), theirs(2, 'young-person')]).toEqual([false, false])
  expect(theirs(2, 'young-person', false)).toBe(true)
})
