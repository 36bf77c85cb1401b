/** Moving between levels: somebody proposes, somebody else decides, and only with the family's consent. */
import { describe, expect, it } from 'vitest'
import type { Case, Command, Event } from '../../src/core/case.ts'
import { leavesNobody, refusedIn } from '../../src/core/left-out.ts'
import {
  asksForIndividualPlan,
  hasRoomFor,
  type LevelCommand,
  levelAlone,
  missingConsent,
} from '../../src/core/level.ts'
import type { Policy, TargetGroup } from '../../src/core/policy.ts'
import { at, by, given, givenUnder, happens, refused } from '../support/given.ts'
import {
  consented,
  joined,
  offered,
  openLog,
  openOnPaper,
  proposed,
  registered,
  requested,
  said,
} from '../support/history.ts'
import { other, people, somebody, standard, startDay } from '../support/sample.ts'

type Of<T extends LevelCommand['type']> = Extract<LevelCommand, { type: T }>

function propose(more: Partial<Of<'level.propose'>> = {}): Command {
  return {
    type: 'level.propose',
    proposal: 'proposal_1',
    to: 2,
    services: ['ppt'],
    topic: 'learning',
    reason: 'word_why',
    ...more,
  }
}

const raised: Event = {
  ...{ type: 'reminder.sent', key: 'no-holder::2026-08-17', signal: 'no-holder', occurrence: 9, day: startDay },
  ...{ rungs: ['responsible', 'leader', 'ke'], ball: { role: 'leader' } },
}
const approve: Of<'level.decide'> = {
  ...{ type: 'level.decide', proposal: 'proposal_1', approve: true, meetingDay: '2026-08-14', reason: 'word_because' },
  ...{ topic: 'learning', leftOut: [], childTookPart: true, childAsked: true, without: null, parentsTookPart: true },
  view: 'word_view',
}
const reject = { ...approve, approve: false }
/** Where no words are kept. */
const wordless = { ...approve, topic: null, reason: null, view: null }
/** KE reads no topic, and names none. */
const byKe = { ...approve, topic: null, view: null }

const pptLetIn = consented(['ppt'], 'consent_2')
const ready = [openLog(), joined('colleague'), pptLetIn]

describe('a proposal with a service the family said no to', () => {
  const no: Event = { type: 'consent.refused', consent: 'consent_3', services: ['bup'], reason: null, ...said }
  const asked = [requested('consent_3', { services: ['bup'], checkpoint: 'join' }), no]
  const both = given(ready, proposed(3, ['ppt', 'bup']), asked)
  const alone = given(openLog(), joined('colleague'), proposed(2, ['bup']), asked)
  const leftOut = ['bup']

  it('is said to be so, and goes on without it, which the log says', () => {
    expect(refusedIn(both.state, { services: ['ppt', 'bup'] })).toEqual(['bup'])
    expect(both.when(approve, 'head')).toEqual(refused('family-refused', { services: ['bup'] }))
    const story = both.and({ ...approve, leftOut }, 'head')
    expect(story.state).toMatchObject({ level: 3, services: ['skole', 'ppt'] })
    expect(story.state.proposals[0]).toMatchObject({ status: 'approved', decision: { leftOut } })
    expect(story.entries.at(-1)?.event).toMatchObject({ type: 'level.decided', leftOut })
  })

  it('leaves out nothing the family has not refused, nor what lacks an answer', () => {
    expect(both.when({ ...approve, leftOut: ['bup', 'ppt'] }, 'head')).toEqual(
      refused('not-refused', { services: ['ppt'] }),
    )
    expect(both.when({ ...approve, leftOut: ['bup', 'skole'] }, 'head')).toEqual(
      refused('not-refused', { services: ['skole'] }),
    )
    const yes = given(both, consented(['bup'], 'consent_4'))
    expect(yes.when({ ...approve, leftOut }, 'head')).toEqual(refused('not-refused', { services: ['bup'] }))
    expect(yes.and(approve, 'head').state.services).toEqual(['skole', 'ppt', 'bup'])
    const lacking = given(openLog(), joined('colleague'), proposed(3, ['ppt', 'bup']), asked)
    expect(lacking.when({ ...approve, leftOut }, 'head')).toEqual(refused('consent-missing', { services: ['ppt'] }))
  })

  it('does not go on to a level of cooperation with nobody, unless somebody takes part already', () => {
    expect(leavesNobody(alone.state, { to: 2, services: ['bup'] }, leftOut, standard)).toBe(true)
    expect(alone.when({ ...approve, leftOut }, 'head')).toEqual(refused('nobody-joins'))
    const others = given(openLog(2), joined('colleague'), proposed(3, ['bup']), asked)
    expect(others.and({ ...approve, leftOut }, 'head').state).toMatchObject({ level: 3, services: ['skole', 'ppt'] })
    expect(leavesNobody(alone.state, { to: 1, services: ['bup'] }, leftOut, standard)).toBe(false)
    const down = given(openLog(2), joined('colleague'), proposed(1, []))
    expect(leavesNobody(down.state, { to: 1, services: [] }, [], standard)).toBe(false)
  })

  it('that is rejected leaves out nothing', () => {
    expect(both.and({ ...reject, leftOut }, 'head').entries.at(-1)?.event).toMatchObject({ leftOut: [] })
  })
})

describe('of what topic something is said or decided', () => {
  it('is chosen by whoever writes it, among those the family has opened', () => {
    const narrow = given(openLog(1, [], { topics: ['learning'] }), joined('colleague'))
    for (const topic of [null, 'gossip']) {
      expect(given(ready).when(propose({ topic }), 'colleague')).toEqual(refused('topic-missing', { field: 'topic' }))
      expect(given(ready, proposed()).when({ ...approve, topic }, 'head')).toEqual(
        refused('topic-missing', { field: 'topic' }),
      )
    }
    expect(narrow.when(propose({ topic: 'health' }), 'head')).toEqual(refused('consent-missing', { field: 'topic' }))
    expect(narrow.when(propose({ topic: 'health' }), 'colleague')).toMatchObject(
      refused('consent-missing', { field: 'topic' }),
    )
    expect(narrow.when(propose({ topic: 'learning' }), 'colleague')).toHaveProperty('events')
  })

  it('stands with it', () => {
    const story = given(ready)
      .and(propose({ topic: 'health' }), 'colleague')
      .and({ ...approve, topic: 'family' }, 'head')
    expect(story.state.proposals[0]).toMatchObject({ topic: 'health', decision: { topic: 'family' } })
  })
})

describe('level.propose', () => {
  it('is done by anybody in the case, up or down, one step or several', () => {
    const colleague = given(ready).when(propose(), 'colleague')
    expect(colleague).toEqual(happens(proposed()))
    expect(given(ready).when(propose({ to: 3 }))).toMatchObject({ events: [{ to: 3, by: 'person_teacher' }] })
    expect(given(openLog(3), pptLetIn).when(propose({ to: 1, services: [] }))).toMatchObject({ events: [{ to: 1 }] })
  })

  it('leaves the case where it is until somebody has decided', () => {
    expect(given(ready).and(propose()).state).toMatchObject({
      level: 1,
      services: ['skole'],
      proposals: [{ from: 1, to: 2, status: 'open' }],
    })
  })

  it('names the joining services once, and not the own', () => {
    expect(given(ready).when(propose({ services: ['ppt', 'skole', 'ppt'] }))).toMatchObject({
      events: [{ services: ['ppt'] }],
    })
  })

  it('is one at a time', () => {
    expect(given(ready, proposed()).when(propose({ proposal: 'proposal_2' }))).toEqual(refused('already-open'))
    expect(
      given(ready, proposed())
        .and(reject, 'head')
        .when(propose({ proposal: 'proposal_2' })),
    ).toHaveProperty('events')
  })

  it('is refused for levels that do not exist or are the same, and for services there are none of or no room for', () => {
    const story = given(ready)
    expect(story.when(propose({ to: 0 }))).toEqual(refused('unknown-level', { field: 'to' }))
    expect(story.when(propose({ to: 7 }))).toEqual(refused('unknown-level', { field: 'to' }))
    expect(story.when(propose({ to: 1 }))).toEqual(refused('unchanged-level', { field: 'to' }))
    expect(story.when(propose({ services: ['zoo'] }))).toEqual(
      refused('service-unknown', { field: 'services', services: ['zoo'] }),
    )
    const full = refused('too-many-services', { field: 'services' })
    expect(story.when(propose({ services: ['ppt', 'bup', 'nav'] }))).toEqual(full)
    expect(story.when(propose({ to: 3, services: ['ppt', 'bup', 'nav'] }))).toHaveProperty('events')
    expect(given(openLog(3, ['ppt', 'bup', 'nav'])).when(propose({ to: 2, services: ['ppt', 'bup'] }))).toHaveProperty(
      'events',
    )
  })

  it('belongs to an open log, and never to the bot itself', () => {
    expect(given(registered()).when(propose(), 'head')).toEqual(refused('not-a-log'))
    expect(given(registered()).when(propose())).toMatchObject(refused('not-permitted'))
    expect(given(registered()).when(approve, 'head')).toEqual(refused('not-a-log'))
    expect(given(ready).when(propose(), 'system')).toMatchObject(refused('not-permitted'))
  })
})

/** The standard preset with other limits for help services; by level, null for none. */
const limited = (...limits: (number | null)[]): Policy => ({
  ...standard,
  levels: limits.map((maxHelpServices, number) => ({ number, maxHelpServices })),
})

describe('the levels of the model', () => {
  it('say where the right to an individual plan is asked for, on the way up alone', () => {
    const asks = (from: number, to: number) => asksForIndividualPlan(standard, { from, to })
    expect([asks(1, 3), asks(2, 3)]).toEqual([true, true])
    expect([asks(1, 2), asks(3, 2), asks(3, 3)]).toEqual([false, false, false])
  })

  it('say how far a service goes alone', () => {
    const alone = (...limits: number[]) => [1, 2, 3].map((most) => levelAlone(limited(...limits), most))
    expect(alone(0, 0, 2, 4)).toEqual([1, 1, 1])
    expect(alone(0, 0, 0, 2)).toEqual([1, 2, 2])
    expect(alone(2, 1, 2, 2)).toEqual([1, 1, 1])
  })

  it('bind nobody at a level that the model no longer has', () => {
    const gone = { ...standard, levels: standard.levels.filter(({ number }) => number !== 2) }
    const story = givenUnder(gone, openLog(2, ['ppt', 'bup']))
    expect(hasRoomFor(story.state, 'nav', gone)).toBe(true)
    expect(hasRoomFor(story.state, 'nav', standard)).toBe(false)
    const down = givenUnder(gone, openLog(3, ['ppt', 'bup']), proposed(2, []))
    expect(down.when(approve, 'head')).toMatchObject({ events: [{ type: 'level.decided' }] })
  })

  it('count those who take part together with those who join on the way up, and only those named on the way down', () => {
    const story = givenUnder(limited(0, 1, 2, 2), openLog(2, ['ppt', 'bup']))
    expect(story.when(propose({ to: 3, services: ['nav'] }))).toEqual(
      refused('too-many-services', { field: 'services' }),
    )
    expect(story.when(propose({ to: 1, services: ['nav'] }))).toHaveProperty('events')
  })
})

describe('what a proposal needs consent for', () => {
  const missing = (state: Case, to: number, services: string[], policy = standard) =>
    missingConsent(state, { to, services }, policy, startDay)

  it('is nothing below the level at which the log opens', () => {
    const { state } = given(openOnPaper())
    const late = { ...standard, logOpensAtLevel: 2 }
    expect([missing(state, 1, ['ppt'], late), missing(state, 2, ['ppt'], late)]).toEqual([[], ['ppt']])
  })

  it('is on paper that of the services that join, and never of the own', () => {
    expect(missing(given(openOnPaper()).state, 2, ['skole', 'ppt'])).toEqual(['ppt'])
  })
})

describe('level.decide', () => {
  const open = [ready, proposed()]

  it('lets nobody go on the way up, nor where there is no limit; and on the way down no deputy of those who stay', () => {
    const events = (policy: Policy, ...history: Parameters<typeof given>) =>
      givenUnder(policy, ...history)
        .and(approve, 'head')
        .entries.map(({ event }) => event.type)
        .filter((type) => type === 'participant.service-left' || type === 'baton.deputy-ended')
    const two = [openLog(2, ['ppt']), consented(['bup'], 'consent_2')]
    expect(events(limited(0, 0, 1, 2), two, proposed(3, ['bup']))).toEqual([])
    expect(events(limited(0, null, 1, 2), two, proposed(1, []))).toEqual([])
    const { person, service, unit } = somebody('colleague')
    const deputy = { type: 'baton.deputized', person, service, unit, from: startDay, until: '2026-09-01' } as const
    expect(events(standard, two, joined('colleague'), deputy, proposed(1, [], person))).toEqual([
      'participant.service-left',
    ])
  })

  it('opens no log below the level at which the municipality opens one', () => {
    const late = { ...standard, logOpensAtLevel: 3 }
    const paper = givenUnder(late, openOnPaper(), consented(['skole']), joined('colleague'), proposed(2, []))
    expect(paper.and(wordless, 'head').state).toMatchObject({ level: 2, mode: 'paper' })
  })

  it('moves the case where that proposal says, not an earlier one', () => {
    const earlier = [proposed(), { type: 'level.lapsed', proposal: 'proposal_1' } as const]
    const later = { ...proposed(3, ['ppt'], people.teacher.person), proposal: 'proposal_2' } as Event
    const story = given(ready, earlier, later).and({ ...approve, proposal: 'proposal_2' }, 'head')
    expect(story.state.level).toBe(3)
    expect(story.notices()).toContainEqual({
      ...{ kind: 'tell', card: 'told', line: 'proposal-approved', subject: 'proposal_2' },
      audience: ['holder', 'deputy', { person: 'person_teacher' }, 'leaders'],
    })
  })

  it('moves the case up when a leader approves, and says when the first meeting must be called from', () => {
    const story = given(open).and(approve, 'head', '2026-08-20')
    expect(story.entries.at(-1)?.event).toMatchObject({ type: 'level.decided', by: 'person_head', view: 'word_view' })
    expect(story.state).toMatchObject({
      level: 2,
      services: ['skole', 'ppt'],
      movedUpAt: '2026-08-20T07:00:00.000Z',
      levelSince: '2026-08-20T07:00:00.000Z',
    })
    expect(story.state.proposals[0]).toMatchObject({
      status: 'approved',
      decision: { by: 'person_head', meetingDay: '2026-08-14' },
    })
  })

  it('leaves the case where it is when the leader rejects, with the reason', () => {
    const { state } = given(open).and(reject, 'head')
    expect(state).toMatchObject({
      level: 1,
      services: ['skole'],
      proposals: [{ status: 'rejected', decision: { reason: 'word_because' } }],
    })
  })

  it('is never done by the proposer, though they lead the unit', () => {
    const own = [ready, by('head', proposed(2, ['ppt'], people.head.person))]
    expect(given(own).when(approve, 'head')).toEqual(refused('own-proposal', { may: ['leader', 'ke'] }))
    expect(given(own).when(reject, 'head')).toEqual(refused('own-proposal', { may: ['leader', 'ke'] }))
    expect(given(own).when(approve, 'secondLeader')).toHaveProperty('events')
  })

  it('is done by KE where there is no other leader, and by nobody else', () => {
    const look: Command = {
      ...{ type: 'presence.note', away: [], contacts: [], leaders: [people.head.person], ke: [people.ke.person] },
    }
    const own = given(ready).and(propose(), 'head')
    expect(own.when(byKe, 'ke')).toEqual(refused('not-found'))
    const toKe = own.and(look, 'system')
    expect(toKe.when(byKe, 'ke')).toHaveProperty('events')
    // What the family meant is told under a topic, by whoever may read that.
    const told = toKe.when({ ...byKe, view: 'word_view' }, 'ke')
    expect(told).toEqual(refused('topic-missing', { field: 'topic' }))
    expect(toKe.when({ ...byKe, topic: 'gossip' }, 'ke')).toEqual(refused('topic-missing', { field: 'topic' }))
    expect(given(open).when(approve, 'ke')).toEqual(refused('not-found'))
    for (const name of ['teacher', 'colleague'] as const) {
      expect(given(open).when(approve, name), name).toEqual(refused('not-permitted', { may: ['leader', 'ke'] }))
    }
    for (const name of ['otherHead', 'outsider', 'administrator', 'stranger'] as const) {
      expect(given(open).when(approve, name), name).toEqual(refused('not-found'))
    }
  })

  it('is not done by KE because something else was brought to them, until the unit has let its time run out', () => {
    const known = given(open, at('2026-08-18', raised))
    const leaders = refused('not-permitted', { may: ['leader'] })
    expect(known.when(approve, 'ke', '2026-08-24')).toEqual(leaders)
    expect(known.when(reject, 'ke', '2026-08-24')).toEqual(leaders)
    expect(known.when(byKe, 'ke', '2026-08-25')).toHaveProperty('events')
    expect(known.and(reject, 'head').when(byKe, 'ke')).toEqual(refused('already-decided'))
    expect(givenUnder(other, known.entries).when(reject, 'ke', '2026-08-31')).toEqual(leaders)
  })

  it('brings help from other services to a case on paper, and opens no log that the family does not want', () => {
    const paper = [openOnPaper(), proposed()]
    const noView = wordless
    expect(given(paper).when(noView, 'head')).toEqual(refused('consent-missing', { services: ['ppt'] }))
    const story = given(paper, pptLetIn)
    expect(missingConsent(story.state, { to: 2, services: ['ppt'] }, standard, startDay)).toEqual([])
    expect(story.and(noView, 'head').state).toMatchObject({ mode: 'paper', level: 2, services: ['skole', 'ppt'] })
    const again = given(paper, consented(['skole', 'ppt'], 'consent_2')).and(noView, 'head')
    expect(again.state).toMatchObject({ mode: 'digital', level: 2 })
  })

  it('keeps no view of the child on paper', () => {
    const story = given(openOnPaper(), pptLetIn, proposed())
    expect(story.when(approve, 'head')).toEqual(refused('paper-mode'))
  })

  it('happens once, whoever comes second', () => {
    const done = given(open).and(approve, 'head')
    expect(done.when(reject, 'secondLeader')).toEqual(refused('already-decided'))
    expect(done.when(approve, 'head')).toEqual(refused('already-decided'))
    expect(done.when({ ...approve, proposal: 'proposal_9' }, 'head')).toEqual(refused('not-found'))
  })

  it.each<[string, TargetGroup, Partial<Of<'level.decide'>>, boolean]>([
    ['the parents and the child took part', 'child', { childAsked: false }, true],
    ['the child was asked apart from it', 'child', { childTookPart: false }, true],
    ['the child was not heard', 'child', { childTookPart: false, childAsked: false }, false],
    ['whether the child was asked is not said', 'child', { childTookPart: false, childAsked: null }, false],
    ['the young person was not heard', 'youth', { childTookPart: false, childAsked: false }, false],
    ['the parents did not take part', 'child', { parentsTookPart: false }, false],
    ['the parents themselves did', 'parents', { childTookPart: false, childAsked: false }, true],
    ['whoever is pregnant did', 'pregnant', { childTookPart: false, childAsked: null }, true],
    ['nobody did who is helped as a parent', 'parents', { parentsTookPart: false, childTookPart: false }, false],
  ])('is approved with the family, and with the child heard, or for a reason: %s', (_, group, decided, goes) => {
    const story = given([registered(group), ...openLog().slice(1)], joined('colleague'), pptLetIn, proposed())
    const decide = (more: Partial<Of<'level.decide'>>) => story.when({ ...approve, ...decided, ...more }, 'head')
    if (goes) expect(decide({})).toHaveProperty('events')
    else expect(decide({})).toEqual(refused('without-missing', { field: 'without' }))
    expect(decide({ without: 'word_without' })).toHaveProperty('events')
    expect(decide({ approve: false })).toHaveProperty('events')
  })

  it('refers to a meeting that has been, and is rejected without one', () => {
    expect(given(open).when({ ...approve, meetingDay: null }, 'head')).toEqual(
      refused('meeting-day-missing', { field: 'meetingDay' }),
    )
    expect(given(open).when({ ...reject, meetingDay: '2026-08-18' }, 'head')).toEqual(
      refused('day-future', { field: 'meetingDay' }),
    )
    expect(given(open).when({ ...reject, meetingDay: null }, 'head')).toMatchObject({
      events: [{ type: 'level.decided', approve: false, meetingDay: null }],
    })
    expect(given(open).when({ ...approve, meetingDay: '2026-08-18' }, 'head')).toEqual(
      refused('day-future', { field: 'meetingDay' }),
    )
    expect(given(open).when({ ...approve, meetingDay: '2026-08-17' }, 'head')).toHaveProperty('events')
  })

  it('is not approved while a service it brings in has no consent in force, but can be rejected', () => {
    const without = given(openLog(), joined('colleague'), proposed())
    expect(without.when(approve, 'head')).toEqual(refused('consent-missing', { services: ['ppt'] }))
    expect(without.when(reject, 'head')).toHaveProperty('events')
    expect(missingConsent(without.state, { to: 2, services: ['ppt'] }, standard, startDay)).toEqual(['ppt'])
    const expired = given(open).when(approve, 'head', '2027-08-18')
    expect(expired).toEqual(refused('consent-missing', { services: ['skole/bjorkelia', 'ppt'] }))
  })

  it('needs no consent below the level at which the log opens, and opens it there', () => {
    const paper = givenUnder(other, openOnPaper())
    expect(missingConsent(paper.state, { to: 1, services: [] }, other, startDay)).toEqual([])
    const up = givenUnder(other, openOnPaper(), consented(['skole', 'ppt'], 'consent_2'), proposed())
    expect(up.and(wordless, 'head').state).toMatchObject({ mode: 'digital', level: 2 })
  })
})

describe('a move down', () => {
  const down = [openLog(3, ['ppt', 'bup', 'skolehelsetjeneste']), joined('ppt'), joined('nurse')]

  it('ends the part of the services it does not name', () => {
    const { state } = given(down, proposed(2, ['ppt'])).and(approve, 'head')
    expect(state).toMatchObject({ level: 2, services: ['skole', 'ppt'], movedUpAt: null })
    expect(state.participants.map(({ person }) => person)).toEqual(['person_teacher', 'person_ppt'])
  })

  it('keeps the service that holds the baton', () => {
    const held = given(down, offered('nurse')).and({ type: 'baton.accept', handOver: 'handover_1' }, 'nurse')
    const { state } = given(held, proposed(1, [])).and(approve, 'head')
    expect(state).toMatchObject({ level: 1, holder: 'person_nurse', services: ['skole', 'skolehelsetjeneste'] })
  })

  it('withdraws the baton and the deputyship from a service that leaves', () => {
    const deputy = {
      type: 'baton.deputized',
      person: people.ppt.person,
      service: 'ppt',
      unit: 'ppt',
      from: startDay,
      until: '2026-09-30',
    } as const
    const story = given(down, offered('nurse'), deputy, proposed(1, [])).and(approve, 'head')
    expect(story.state).toMatchObject({ handOver: null, deputy: null, services: ['skole'] })
  })
})

describe('level.withdraw', () => {
  const withdraw = { type: 'level.withdraw', proposal: 'proposal_1' } as const

  it('is for the proposer', () => {
    expect(given(ready, proposed()).when(withdraw, 'colleague')).toEqual(
      happens({ type: 'level.withdrawn', proposal: 'proposal_1' }),
    )
    expect(given(ready, proposed()).when(withdraw)).toEqual(refused('not-permitted', { may: ['proposer'] }))
    expect(given(ready, proposed()).when(withdraw, 'head')).toEqual(refused('not-permitted', { may: ['proposer'] }))
  })

  it('comes too late after the decision', () => {
    const done = given(ready, proposed())
      .and(reject, 'head')
      .and(propose({ proposal: 'proposal_2' }), 'colleague')
    expect(done.when(withdraw, 'colleague')).toEqual(refused('already-decided'))
    expect(done.and({ ...withdraw, proposal: 'proposal_2' }, 'colleague').state.proposals[1]?.status).toBe('withdrawn')
  })
})

describe('level.lapse', () => {
  it('comes twenty working days after the proposal, and only from the bot', () => {
    const lapse = { type: 'level.lapse', proposal: 'proposal_1' } as const
    const story = given(ready, proposed())
    expect(story.agenda(startDay)).toContainEqual({ at: '2026-09-14T06:00:00.000Z', command: lapse })
    expect(story.and(lapse, 'system', '2026-09-14').state.proposals[0]?.status).toBe('lapsed')
    expect(story.when(lapse, 'head')).toEqual(refused('not-permitted', { may: [] }))
    const decided = given(story, at('2026-09-10')).and(reject, 'head', '2026-09-10')
    expect(decided.agenda('2026-09-10').map(({ command }) => command.type)).not.toContain('level.lapse')
  })
})
