/** A consent that has run out, and who stands in a case by it: what lies with them goes on, and a no ends their part all the same. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { ConsentCommand } from '../../src/core/consent-said.ts'
import type { ConsentId, Day, Recipient } from '../../src/core/ids.ts'
import { rolesIn } from '../../src/core/permission.ts'
import { missingIn } from '../../src/core/step.ts'
import { at, given, happens, refused, type Story } from '../support/given.ts'
import { consented, content, joined, measure, offered, openLog, proposed, requested, said } from '../support/history.ts'
import { type PersonName, people, somebody, startDay, units } from '../support/sample.ts'

const lastDay = '2026-09-11'
/** A Saturday, on which it has run out. */
const over = '2026-09-12'

/** PPT is let in until a day, the school for a year; so is whoever is helped for as long as they are under age. */
const letIn = [openLog(), consented(['ppt'], 'consent_2', { until: lastDay }), joined('ppt')]
const held = given(letIn, offered('ppt'), { type: 'baton.accepted', handOver: 'handover_1', from: 'person_teacher' })
const deputy = (name: PersonName): Event => {
  return { type: 'baton.deputized', ...partOf(name), from: startDay, until: '2026-12-31' }
}
function partOf(name: PersonName) {
  const { person, service, unit } = somebody(name)
  return { person, service, unit }
}

const balls = (story: Story, day: Day) =>
  Object.fromEntries(
    story.due(day).map(({ signal, ball }) => [signal, ball.role === 'person' ? ball.person : ball.role]),
  )
const events = (story: Story, command: Command, day: Day, by: PersonName = 'head') => {
  const decision = story.when(command, by, day)
  return 'events' in decision ? decision.events.slice(1) : decision
}
const no = (consent: ConsentId, services: Recipient[], day: Day): ConsentCommand => {
  return { type: 'consent.refuse', consent, services, reason: null, ...said, day }
}
const askedAnew = (story: Story, services = ['ppt']) =>
  given(story.entries, at(over, requested('consent_3', { services, checkpoint: 'renewal' })))
const yes = (consent: ConsentId, services: Recipient[], more: Partial<Command> = {}) =>
  ({
    type: 'consent.record',
    consent,
    signedBy: ['guardian-1'],
    evidence: 'oral',
    holder: null,
    units,
    ...content({ from: over, until: '2027-06-30' }),
    services,
    ...more,
  }) as Command

describe('a yes that has run out', () => {
  const back = (scope: 'whole' | 'service', service: Recipient | null): Command => {
    return { type: 'consent.withdraw', scope, service, topic: null, reason: null, ...said, day: over }
  }

  it('can be taken back, be it the only one: whoever is in the case by it goes', () => {
    const alone = given(openLog(2, ['ppt'], { until: lastDay }), joined('ppt'))
    for (const command of [back('whole', null), back('service', 'ppt')])
      expect(events(alone, command, over)).toContainEqual({ type: 'participant.service-left', service: 'ppt' })
    expect(alone.and(back('whole', null), 'teacher', over).state.consents[0]?.status).toBe('withdrawn')
  })

  it('is taken back beside one in force, for its own service', () => {
    expect(events(held, back('service', 'ppt'), over)).toContainEqual({ type: 'baton.left', person: people.ppt.person })
    expect(held.when(back('service', 'bup'), 'head', over)).toMatchObject(refused('service-unknown'))
  })

  it('that is taken back can not be again', () => {
    const alone = given(openLog(2, ['ppt'], { until: lastDay })).and(back('whole', null), 'teacher', over)
    expect(alone.when(back('whole', null), 'teacher', over)).toEqual(refused('consent-not-open'))
  })
})

describe('a holder whose consent has run out', () => {
  it('holds nothing of what waits from that day: the leader has it, and is told at once', () => {
    expect(balls(held, lastDay)['first-meeting'] ?? balls(held, lastDay)['nothing-planned']).toBe('holder')
    expect(new Set(Object.values(balls(held, over)))).toEqual(new Set(['leader']))
    const [monday] = held.reminders(over).filter(({ due: { signal } }) => signal === 'no-holder')
    expect(monday).toMatchObject({
      at: expect.stringContaining('2026-09-14'),
      due: { day: '2026-09-14', since: '2026-09-11T22:00:00.000Z' },
      rungs: ['responsible', 'leader'],
    })
  })

  it('is told of to the leader also while the family is asked anew', () => {
    const asked = askedAnew(held)
    expect(balls(asked, over)).toMatchObject({ 'no-holder': 'leader', 'consent-unanswered': 'leader' })
    expect(missingIn(asked.state, over)).toContain('holder')
    expect(missingIn(asked.state, lastDay)).not.toContain('holder')
  })

  it('is replaced by the leader, who names another; before that day they are not', () => {
    const name: Command = { type: 'baton.name', to: somebody('colleague') }
    expect(held.when(name, 'head', lastDay)).toEqual(refused('already-held'))
    expect(held.and(name, 'head', over).state).toMatchObject({ holder: 'person_colleague', holderLeft: null })
  })

  it('holds it again once the family has said yes again', () => {
    const renewed = askedAnew(held).and(yes('consent_3', ['ppt/ppt']), 'head', over)
    expect(rolesIn(renewed.state, people.ppt, over)).toContain('holder')
    expect(balls(renewed, over)).not.toHaveProperty('no-holder')
  })

  it('hands what waits to a deputy who is let in, and to none who is not', () => {
    const withDeputy = (name: PersonName) => given(held.entries, deputy(name))
    expect(balls(withDeputy('colleague'), over)).toMatchObject({
      'consent-expired': 'person_colleague',
      'no-holder': 'leader',
    })
    const left = at(over, { type: 'baton.left', person: 'person_teacher' })
    expect(balls(given(letIn, deputy('ppt'), left), over)['consent-expired']).toBe('leader')
    expect(balls(given(letIn, deputy('ppt'), left), lastDay)['consent-expiring']).toBe('person_ppt')
  })
})

describe('what waits for somebody else whose consent has run out', () => {
  it('is the offer of the baton: the holder has it, who can withdraw it', () => {
    const offer = given(letIn, at('2026-09-10', offered('ppt')))
    expect(balls(offer, lastDay)['handover-unanswered']).toBe('person_ppt')
    expect(balls(offer, over)['handover-unanswered']).toBe('holder')
  })

  it('is a measure, be it that the log is on paper', () => {
    const theirs = measure('2026-10-21', '1', { kind: 'person', person: people.ppt.person })
    expect(balls(given(letIn, theirs), lastDay)['measure-due']).toBe('person_ppt')
    expect(balls(given(letIn, theirs, { type: 'log.closed' }), over)['measure-due']).toBe('holder')
  })
})

describe('a no after it has run out', () => {
  const left = [{ type: 'participant.service-left', service: 'ppt' }]

  it('ends the part of a holder, and the leader is told', () => {
    const refusal = no('consent_3', ['ppt'], over)
    expect(events(askedAnew(held), refusal, over)).toEqual([{ type: 'baton.left', person: 'person_ppt' }, ...left])
    const after = askedAnew(held).and(refusal, 'head', over)
    expect(after.state).toMatchObject({ holderLeft: expect.any(String), services: ['skole'] })
    const again = given(after.entries, at(over, consented(['ppt'], 'consent_4')))
    expect(rolesIn(again.state, people.ppt, over)).toEqual([])
  })

  it('leaves the log without a holder since the same day: who was told of that goes on seeing to it', () => {
    const later = '2026-10-05'
    const lacking = (story: Story) => story.due(later).find(({ signal }) => signal === 'no-holder')
    const asked = askedAnew(held)
    const { key } = lacking(asked) ?? {}
    // It ran out on a Saturday.
    expect(key).toBe('no-holder::2026-09-14')
    const refusal = asked.and(no('consent_3', ['ppt'], later), 'head', later)
    expect(lacking(refusal)?.key).toBe(key)
    expect(lacking(given(refusal.entries, at(later, consented(['ppt'], 'consent_4'))))?.key).toBe(key)
    const gone = at(later, { type: 'baton.left', person: 'person_ppt' })
    expect(lacking(given(held.entries, gone))?.key).toBe(key)
    // Whoever was let in when they left, or works where nobody need let them in, held it until then.
    const inForce = given(held.entries, at('2026-09-07', { type: 'baton.left', person: 'person_ppt' }))
    expect(lacking(inForce)?.day).toBe('2026-09-07')
    const own = given(openLog(1, [], { until: lastDay }), at(later, { type: 'baton.left', person: 'person_teacher' }))
    expect(lacking(own)?.day).toBe(later)
  })

  it('is told once to the leader, be it that the yes was in force: that nobody holds it says what waits', () => {
    const taken = {
      type: 'consent.withdrawn',
      scope: 'service',
      service: 'ppt/ppt',
      topic: null,
      reason: null,
    } as const
    const story = given(held.entries, { ...taken, ...said })
    expect(JSON.stringify(story.notices())).not.toContain('duty-moved')
    expect(given(story.entries, { type: 'baton.left', person: 'person_ppt' }).notices()).toContainEqual(
      expect.objectContaining({ line: 'holder-left' }),
    )
  })

  it('ends the part of a deputy, of who was offered it, and what was proposed', () => {
    const refusal = no('consent_3', ['ppt'], over)
    expect(events(askedAnew(given(letIn, deputy('ppt'), offered('ppt'), proposed())), refusal, over)).toEqual([
      { type: 'level.cancelled', proposal: 'proposal_1' },
      { type: 'baton.cancelled', handOver: 'handover_1' },
      { type: 'baton.deputy-ended' },
      ...left,
    ])
  })

  it('is also what of a question is answered without them', () => {
    const both = askedAnew(held, ['skole', 'ppt'])
    expect(both.and(yes('consent_3', ['skole/bjorkelia']), 'head', over).state).toMatchObject({
      holderLeft: expect.any(String),
      participants: [{ person: 'person_teacher' }],
    })
  })

  it('ends the part of one unit, and leaves that of another', () => {
    const schools = given(
      openLog(),
      consented(['skole/bjorkelia', 'skole/strandheim'], 'consent_2', { until: lastDay }),
      joined('otherTeacher'),
    )
    const asked = askedAnew(schools, ['skole'])
    const left = { type: 'participant.removed', person: people.otherTeacher.person }
    expect(events(asked, no('consent_3', ['skole/strandheim'], over), over)).toEqual([left])
    expect(events(asked, no('consent_3', ['skole/bjorkelia'], over), over)).toEqual([])
  })

  it('ends what was proposed with a service, be it that the yes to another of its units can be renewed', () => {
    const both = given(openLog(2), consented(['ppt/nord'], 'consent_2', { until: lastDay }), proposed(3, ['ppt']))
    const back = { type: 'consent.withdraw', scope: 'service', service: 'ppt/ppt', topic: null, reason: null } as const
    expect(both.and({ ...back, ...said }, 'teacher', over).state.proposals).toMatchObject([{ status: 'cancelled' }])
  })

  it('to somebody else ends nothing of theirs: it can be renewed', () => {
    const asked = given(held.entries, at(over, requested('consent_3', { services: ['bup'], checkpoint: 'join' })))
    expect(events(asked, no('consent_3', ['bup'], over), over)).toEqual([])
  })
})

describe('whoever comes of age', () => {
  const grown = '2026-10-01'
  const young = { services: ['skole', 'ppt'], required: ['guardian-1', 'young-person'], born: '2008-10' } as const
  const before = given(
    openLog(),
    requested('consent_2', { ...young, services: [...young.services], required: [...young.required] }),
    {
      type: 'consent.signed',
      consent: 'consent_2',
      signers: ['guardian-1', 'young-person'],
      evidence: 'oral',
      ...content({ services: ['skole', 'ppt'] }),
    },
    { type: 'consent.given', consent: 'consent_2' },
    joined('ppt'),
    offered('ppt'),
    { type: 'baton.accepted', handOver: 'handover_1', from: 'person_teacher' },
  )
  const ask = (services: string[], consent: ConsentId = 'consent_3') =>
    at(grown, requested(consent, { services, required: ['self'], born: '2008-10', ages: { from: 18, to: null } }))
  const own = { signedBy: ['self'], childAsked: false } as Partial<Command>

  it('ends what a holder is let in by: the leader is told that day', () => {
    expect(balls(before, '2026-09-30')).not.toHaveProperty('no-holder')
    expect(balls(before, grown)['no-holder']).toBe('leader')
    expect(before.due(grown).find(({ signal }) => signal === 'no-holder')?.day).toBe(grown)
  })

  it('lets go with their own first answer of those it leaves out, and who are not asked about', () => {
    const alone = given(before.entries, ask(['skole']))
    expect(alone.and(yes('consent_3', ['skole/bjorkelia'], own), 'head', grown).state).toMatchObject({
      holderLeft: expect.any(String),
      services: ['skole'],
    })
    const beside = given(alone.entries, ask(['ppt'], 'consent_4'))
    expect(beside.and(yes('consent_3', ['skole/bjorkelia'], own), 'head', grown).state.holderLeft).toBe(null)
  })
})

describe('participant.remove', () => {
  const person = people.colleague.person
  const remove: Command = { type: 'participant.remove', person }

  it('ends all that is theirs: standing in, and what was offered them', () => {
    const story = given(openLog(), joined('colleague'), deputy('colleague'), offered('colleague'))
    expect(story.when(remove)).toEqual(
      happens(
        { type: 'baton.cancelled', handOver: 'handover_1' },
        { type: 'baton.deputy-ended' },
        { type: 'participant.removed', person },
      ),
    )
    expect(rolesIn(story.and(remove).state, people.colleague, startDay)).toEqual([])
  })

  it('leaves what is of others, and the holder', () => {
    const story = given(letIn, joined('colleague'), deputy('ppt'), offered('ppt'))
    expect(story.when(remove)).toEqual(happens({ type: 'participant.removed', person }))
    expect(story.when({ ...remove, person: people.teacher.person }, 'head')).toEqual(refused('already-held'))
  })
})
