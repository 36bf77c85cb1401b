/** When something is said, and to whom: before, on and after the day, up the ladder, in working hours, until somebody acts. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { Staff } from '../../src/core/decision.ts'
import type { DueKey } from '../../src/core/due-key.ts'
import type { Day, Month } from '../../src/core/ids.ts'
import { rolesIn } from '../../src/core/permission.ts'
import { cardsOf } from '../../src/core/reminder.ts'
import { at, given, givenUnder, happens, refused, type Story } from '../support/given.ts'
import {
  concluded,
  consented,
  joined,
  measure,
  meeting,
  offered,
  openLog,
  proposed,
  registered,
  requested,
  signed,
} from '../support/history.ts'
import { calendar, on, other, people, standard, startDay } from '../support/sample.ts'

const measureKey = 'measure-due:measure_1:2026-09-21'

/** Everything the bot says about one obligation until a day, in order: when, and who besides the one responsible. */
function said(story: Story, key: string, until: Day): string[] {
  const told: string[] = []
  let now = story
  let moment = now.entries.at(-1)?.at ?? on(startDay)
  while (told.length < 50) {
    const next = now.reminders(moment).find((one) => one.due.key === key)
    if (!next || next.at > on(until, '23:00')) return told
    moment = next.at
    told.push([next.at.slice(0, 16), ...next.rungs.slice(1)].join(' '))
    now = now.and({ type: 'reminder.send', key, occurrence: next.occurrence }, 'system', moment)
  }
  return told
}

describe('the ladder of the standard preset', () => {
  it('says it three working days before, on the day and every second after; then leader, then KE, each on their day', () => {
    expect(said(given(openLog(), measure()), measureKey, '2026-10-15')).toEqual([
      ...['2026-09-16T06:00', '2026-09-21T06:00', '2026-09-23T06:00', '2026-09-25T06:00'],
      ...['2026-09-28T06:00 leader', '2026-10-01T06:00 leader', '2026-10-05T06:00 leader', '2026-10-07T06:00 leader'],
      ...['2026-10-09T06:00 leader', '2026-10-12T06:00 leader ke', '2026-10-15T06:00 leader ke'],
    ])
  })

  it('skips days off: before Easter, over it, and after', () => {
    const key = 'meeting-due:meeting_1:2027-03-25'
    expect(said(given(openLog(), meeting('2027-03-25')), key, '2027-04-05')).toEqual([
      ...['2027-03-22T07:00', '2027-03-30T06:00', '2027-04-01T06:00', '2027-04-05T06:00'],
    ])
  })

  it('keeps local working hours when the clock is changed', () => {
    const key = 'meeting-due:meeting_1:2026-10-26'
    const times = said(given(openLog(), meeting('2026-10-26')), key, '2026-10-28')
    expect(times).toEqual(['2026-10-21T06:00', '2026-10-26T07:00', '2026-10-28T07:00'])
  })

  it('goes to the leader at once, and early to KE, when nobody holds the baton', () => {
    const story = given(openLog(), { type: 'baton.left', person: people.teacher.person })
    expect(said(story, `no-holder::${startDay}`, '2026-08-25')).toEqual([
      ...['2026-08-19T06:00 leader', '2026-08-21T06:00 leader', '2026-08-24T06:00 leader ke'],
    ])
  })

  it('tells the leader of an unanswered request for consent when the municipality says so', () => {
    const story = given(registered(), concluded(), requested())
    const ladder = said(story, 'consent-unanswered:consent_1:2026-08-24', '2026-09-02')
    expect(ladder.map((one) => one.slice(5))).toEqual([
      ...['08-19T06:00', '08-24T06:00', '08-26T06:00', '08-28T06:00', '08-31T06:00 leader'],
    ])
    const patient = { ...standard, deadlines: { ...standard.deadlines, consentLeaderAfterDays: 40 } }
    const late = said(
      givenUnder(patient, registered(), concluded(), requested()),
      'consent-unanswered:consent_1:2026-08-24',
      '2026-09-23',
    )
    expect(late.filter((one) => one.includes('leader'))).toEqual([])
  })

  it('reaches KE on the day the municipality says', () => {
    const { standard: ladder } = standard.reminders
    const early = { ...standard.reminders, standard: { ...ladder, keAfterWorkingDays: 2 } }
    const story = givenUnder({ ...standard, reminders: early }, openLog(), measure())
    expect(said(story, measureKey, '2026-09-24')).toEqual([
      ...['2026-09-16T06:00', '2026-09-21T06:00', '2026-09-23T06:00 ke'],
    ])
  })

  it('reaches each on their day, be it between two reminders or on one, and is no sooner for whom it does not reach', () => {
    const { standard: ladder } = standard.reminders
    const seldom = (keAfterWorkingDays: number) => {
      const own = { ...ladder, everyWorkingDays: 10, leaderAfterWorkingDays: 5, keAfterWorkingDays }
      const deadlines = { ...standard.deadlines, consentLeaderAfterDays: 18 }
      return { ...standard, deadlines, reminders: { ...standard.reminders, standard: own } }
    }
    const ofMeasure = (ke: number) => said(givenUnder(seldom(ke), openLog(), measure()), measureKey, '2026-10-19')
    const first = ['2026-09-16T06:00', '2026-09-21T06:00', '2026-09-28T06:00 leader']
    expect(ofMeasure(8)).toEqual([...first, '2026-10-01T06:00 leader ke', '2026-10-19T06:00 leader ke'])
    expect(ofMeasure(10)).toEqual([...first, '2026-10-05T06:00 leader ke', '2026-10-19T06:00 leader ke'])
    const wondering = said(givenUnder(seldom(8), registered()), 'concern-undecided::2026-08-31', '2026-09-28')
    expect(wondering.slice(1)).toEqual(['2026-08-31T06:00', '2026-09-07T06:00 leader', '2026-09-28T06:00 leader'])
    // The limit of a family that has not answered is its own: here KE hears of it first.
    const asked = givenUnder(seldom(8), openLog(), requested('consent_2', { services: ['ppt'], checkpoint: 'join' }))
    expect(said(asked, 'consent-unanswered:consent_2:2026-08-24', '2026-09-07').slice(1)).toEqual([
      ...['2026-08-24T06:00', '2026-09-03T06:00 ke', '2026-09-04T06:00 leader ke'],
    ])
  })

  it("is the municipality's own", () => {
    expect(said(givenUnder(other, openLog(), measure()), measureKey, '2026-10-02')).toEqual([
      ...[
        '2026-09-14T05:30',
        '2026-09-21T05:30',
        '2026-09-24T05:30',
        '2026-09-29T05:30 leader',
        '2026-10-02T05:30 leader',
      ],
    ])
  })
})

describe('the first reminder', () => {
  it('never comes at the moment the obligation arose, nor for a time before', () => {
    const story = given(openLog(), measure('2026-08-18'))
    expect(story.reminders(startDay).find(({ due }) => due.signal === 'measure-due')).toMatchObject({
      ...{ occurrence: 1, at: '2026-08-18T06:00:00.000Z' },
    })
    const atEight = given(openLog(), at(on('2026-08-24', '08:00'), meeting('2026-08-24')))
    const first = atEight.reminders(on('2026-08-24', '08:00')).find(({ due }) => due.signal === 'meeting-due')
    expect(first?.at).toBe(on('2026-08-26', '08:00'))
    const today = given(openLog(), meeting(startDay))
      .reminders(startDay)
      .find(({ due }) => due.signal === 'meeting-due')
    expect(today).toMatchObject({ occurrence: 2, at: '2026-08-19T06:00:00.000Z' })
  })
})

describe('what was missed', () => {
  const story = given(openLog(), measure())

  it('is said once, as the newest, when the bot is back within working hours', () => {
    const next = story.reminders(on('2026-09-28', '11:15')).find(({ due }) => due.key === measureKey)
    expect(next).toMatchObject({ occurrence: 4, at: on('2026-09-28', '11:15') })
    const after = story.and(
      { type: 'reminder.send', key: measureKey, occurrence: 4 },
      'system',
      on('2026-09-28', '11:15'),
    )
    expect(after.reminders(on('2026-09-28', '11:15')).find(({ due }) => due.key === measureKey)?.at).toBe(
      '2026-10-01T06:00:00.000Z',
    )
  })

  it.each([
    ['early in the morning', '2026-09-28', '06:30', '2026-09-28'],
    ['at the end of the working day', '2026-09-28', '16:00', '2026-09-29'],
    ['on a Saturday', '2026-09-26', '11:00', '2026-09-28'],
  ])('waits for working hours %s', (_, day, time, expected) => {
    const next = story.reminders(on(day, time)).find(({ due }) => due.key === measureKey)
    expect(next?.at).toBe(on(expected, '08:00'))
  })

  it('waits over the Christmas holidays', () => {
    const christmas = given(openLog(), meeting('2026-12-24'))
      .reminders(on('2026-12-25', '12:00'))
      .find(({ due }) => due.signal === 'meeting-due')
    expect(christmas?.at).toBe(on('2026-12-28', '08:00'))
  })
})

describe('reminder.send', () => {
  const send = (occurrence: number): Command => ({ type: 'reminder.send', key: measureKey, occurrence })
  const story = given(openLog(), measure())

  it('is recorded with its rungs and with whom the ball lies', () => {
    expect(story.when(send(0), 'system', on('2026-09-16', '08:00'))).toEqual(
      happens({
        ...{ type: 'reminder.sent', key: measureKey, signal: 'measure-due', occurrence: 0, rungs: ['responsible'] },
        ...{ day: '2026-09-21', ball: { role: 'holder' } },
      }),
    )
  })

  it('is the newest of those that have come, from its very moment on', () => {
    const [first, second] = ['07:59', '08:00'].map((time) =>
      story.reminders(on('2026-09-21', time)).find(({ due }) => due.key === measureKey),
    )
    expect([first?.occurrence, second?.occurrence]).toEqual([0, 1])
    expect(second?.at).toBe(on('2026-09-21', '08:00'))
    expect(story.when(send(1), 'system', '2026-09-23')).toEqual(happens())
  })

  it('says nothing too early, twice, or of what has been done', () => {
    expect(story.when(send(0), 'system', on('2026-09-15'))).toEqual(happens())
    const once = story.and(send(0), 'system', '2026-09-16')
    expect(once.when(send(0), 'system', '2026-09-16')).toEqual(happens())
    const moved = story.and({ type: 'measure.postpone', measure: 'measure_1', day: '2026-10-05', reason: 'word_r' })
    expect(moved.when(send(1), 'system', '2026-09-21')).toEqual(happens())
  })

  it("is the bot's alone", () => {
    expect(story.when(send(0), 'head', '2026-09-16')).toMatchObject(refused('not-permitted'))
  })

  it('brings the case to KE when the ladder reaches them, until what was late is done', () => {
    const isSeen = ({ state }: Story) => rolesIn(state, people.ke, '2026-10-13').includes('ke')
    expect(isSeen(story.and(send(0), 'system', '2026-09-16'))).toBe(false)
    const late = story.and(send(9), 'system', '2026-10-13')
    expect(late.state.raised).toEqual([measureKey])
    expect(isSeen(late)).toBe(true)
    const look: Command = { type: 'presence.note', away: [], leaders: [people.head.person], ke: [], contacts: [] }
    expect(late.when(look, 'system', '2026-10-13')).toEqual(happens())
    const put = late.and(
      { type: 'measure.postpone', measure: 'measure_1', day: '2026-11-02', reason: 'word_r' },
      'teacher',
      '2026-10-13',
    )
    const done = put.and(look, 'system', '2026-10-13')
    expect([isSeen(done), done.state.raised, done.state.knownToKe]).toEqual([false, [], true])
    expect(done.when({ type: 'case.advise', text: 'word_a' }, 'ke')).toEqual(refused('back-with-unit'))
    expect(story.when({ type: 'case.advise', text: 'word_a' }, 'ke')).toEqual(refused('not-found'))
  })
})

describe('reminder.postpone', () => {
  const postpone = (until: Day): Command => ({ type: 'reminder.postpone', key: measureKey, until, reason: 'word_ill' })
  const reminded = given(openLog(), measure()).and(
    { type: 'reminder.send', key: measureKey, occurrence: 1 },
    'system',
    '2026-09-21',
  )

  it('is quiet until that day, and then begins again while the ladder goes on', () => {
    const later = reminded.and(postpone('2026-09-30'), 'teacher', '2026-09-22')
    expect(later.entries.at(-1)?.event).toMatchObject({
      type: 'reminder.postponed',
      until: '2026-09-30',
      reason: 'word_ill',
    })
    expect(said(later, measureKey, '2026-10-05')).toEqual(['2026-09-30T06:00 leader', '2026-10-02T06:00 leader'])
  })

  it('can be done again', () => {
    const twice = reminded
      .and(postpone('2026-09-30'), 'teacher', '2026-09-22')
      .and(postpone('2026-10-02'), 'teacher', '2026-09-30')
    expect(said(twice, measureKey, '2026-10-03')).toEqual(['2026-10-02T06:00 leader'])
  })

  it('never makes a reminder come before its day', () => {
    const early = given(openLog(), measure()).and(postpone('2026-08-19'))
    expect(said(early, measureKey, '2026-09-22')).toEqual(['2026-09-21T06:00'])
  })

  it('is for a day ahead, within the days the municipality allows', () => {
    expect(reminded.when(postpone('2026-09-21'))).toEqual(refused('day-past', { field: 'until' }))
    expect(reminded.when(postpone('2026-10-19'))).toHaveProperty('events')
    expect(reminded.when(postpone('2026-10-20'))).toEqual(refused('day-too-far', { field: 'until', day: '2026-10-19' }))
  })

  it('has nothing to put off when the thing is done, or never was', () => {
    const done = {
      type: 'measure.evaluate',
      measure: 'measure_1',
      effect: 'good',
      outcome: 'done',
      evaluationDay: null,
      note: null,
      childView: null,
    } as const
    expect(reminded.and(done).when(postpone('2026-09-30'))).toEqual(refused('already-done'))
    expect(
      reminded.when({ type: 'reminder.postpone', key: 'no:such:key', until: '2026-09-30', reason: 'word_r' }),
    ).toEqual(refused('already-done'))
  })
})

describe('the cards of a duty', () => {
  it('are the one that asks for it, its reminder and that it is late: every card in which somebody is told of it', () => {
    const cards = (key: DueKey) => cardsOf(key).map(({ card, subject }) => [card, subject])
    const common = (key: DueKey) => ['reminder', 'breach'].map((card) => [card, key])
    expect(cards(measureKey)).toEqual(common(measureKey))
    const asked = [
      ['proposal-undecided:proposal_1:2026-08-24', 'proposal', 'proposal_1'],
      ['handover-unanswered:handover_1:2026-08-24', 'hand-over', 'handover_1'],
      ['service-unmanned:ppt:2026-08-24', 'who-comes', 'service_ppt'],
    ] as const
    for (const [key, card, subject] of asked) expect(cards(key)).toEqual([...common(key), [card, subject]])
  })
})

describe('the agenda', () => {
  it('is soonest first, and what has come is done with once it has been said', () => {
    const story = given(
      openLog(3, ['ppt']),
      joined('colleague'),
      measure(),
      meeting(),
      offered('colleague'),
      consented(['bup'], 'consent_2'),
    )
    const moment = on('2026-10-20', '10:00')
    const come = story.agenda(moment).filter(({ at }) => at <= moment)
    expect(come.length).toBeGreaterThan(3)
    expect(come.map(({ at }) => at)).toEqual(come.map(({ at }) => at).sort())
    const after = come.reduce((one, { command }) => one.and(command, 'system', moment), story)
    expect(after.agenda(moment).filter(({ at }) => at <= moment)).toEqual([])
    expect(after.agenda(moment).every(({ at }) => calendar.isWorkingDay(calendar.dayOf(at)))).toBe(true)
  })
})

describe('what comes with a day of a consent', () => {
  const keys = (story: Story, day: Day) =>
    story.agenda(day).flatMap(({ at, command }) => (command.type === 'reminder.send' ? [[command.key, at]] : []))
  const about = (story: Story, day: Day, signal: string) => keys(story, day).filter(([key]) => key?.startsWith(signal))
  const expired = ['consent-expired:consent_1:2027-08-18', on('2027-08-18', '08:00')]
  const aged = (born: Month, until: Day) => {
    const [, yes, is] = consented(['skole', 'ppt'], 'consent_1', { until })
    return given(
      registered('youth'),
      concluded(2, ['ppt']),
      requested('consent_1', { born, services: ['skole', 'ppt'] }),
      yes ?? [],
      is ?? [],
      openLog(2).slice(-1),
    )
  }

  it('is on the agenda before, that it has run out and nothing else of it twice', () => {
    const story = given(openLog())
    expect(about(story, startDay, 'consent-expired')).toEqual([expired])
    const all = keys(story, startDay).map(([key]) => key)
    expect(new Set(all).size).toBe(all.length)
    expect(about(story, '2027-08-17', 'consent-expired')).toEqual([expired])
  })

  it('is counted of consents that are in force, and of days that are yet to come', () => {
    const half = [
      requested('consent_2', { services: ['ppt'], required: ['guardian-1', 'guardian-2'], guardians: 2 }),
      signed('consent_2', { services: ['ppt'], until: '2027-12-01' }),
    ]
    expect(about(given(openLog(), half), startDay, 'consent-expired')).toEqual([expired])
    const later = consented(['ppt'], 'consent_2', { until: '2027-10-17' })
    const both = given(openLog(2), later)
    expect(about(both, '2027-11-01', 'consent-expiring')).toEqual([])
  })

  it('is the first of its two: that it runs out, or that others must give it', () => {
    const named: Event = { type: 'baton.named', to: people.ppt.person, service: 'ppt', unit: 'ppt' }
    const lost = (until: Day) => about(given(aged('2008-12', until), named), startDay, 'no-holder')
    expect(lost('2027-08-17')).toEqual([['no-holder::2026-12-01', on('2026-12-01', '08:00')]])
    expect(lost('2026-11-16')).toEqual([['no-holder::2026-11-17', on('2026-11-17', '08:00')]])
  })

  it('is the leader’s on that day where access ends with an age, and for that consent alone', () => {
    const ages = (to: number) => ({ services: ['ppt'], born: '2011-10', ages: { from: 0, to } }) as const
    const [, ...yes] = consented(['ppt'], 'consent_2')
    const both = given(aged('2011-10', '2027-08-17'), requested('consent_2', { ...ages(15), services: ['ppt'] }), yes)
    const rungs = both.reminders('2026-10-01').flatMap(({ due: { signal, subject }, rungs: to }) => {
      return signal === 'signer-age' ? [[subject, to.includes('leader')]] : []
    })
    expect(rungs).toEqual([
      ['consent_1', false],
      ['consent_2', true],
    ])
    const key = 'consent-expiring:consent_1:2027-04-01'
    const first: Command = { type: 'reminder.send', key, occurrence: 0 }
    const renewed = aged('2009-04', '2027-05-01').and(first, 'system', '2027-03-31')
    expect(renewed.reminders('2027-03-31').find(({ due }) => due.signal === 'consent-expiring')).toMatchObject({
      ...{ at: on('2027-04-01', '08:00'), rungs: ['responsible'] },
    })
  })
})

describe('a proposal on the agenda', () => {
  it('lapses in its place among the reminders, and not in a closed case', () => {
    const story = given(openLog(2), joined('colleague'), measure('2026-10-05'), proposed())
    const times = story.agenda(startDay).map(({ at }) => at)
    expect(times).toEqual([...times].sort())
    expect(story.agenda(startDay).at(-1)?.command.type).toBe('reminder.send')
    expect(given(story, { type: 'case.closed', reason: 'moved', summary: null }).agenda(startDay)).toEqual([])
  })
})

describe('a wondering at level 0', () => {
  it('is brought to the leader when it stays undecided, and never to KE: it is not theirs', () => {
    const months = given(registered()).reminders('2027-03-01')
    const undecided = months.find(({ due }) => due.signal === 'concern-undecided')
    expect(undecided?.rungs).toEqual(['responsible', 'leader'])
  })

  it('is brought to KE in the place of a leader whom the unit does not have, and only until it has one', () => {
    const { ke, head } = people
    const look = (leaders: Staff[], of: Staff[]): Command => ({
      ...{ type: 'presence.note', away: [], contacts: [] },
      ...{ leaders: leaders.map(({ person }) => person), ke: of.map(({ person }) => person) },
    })
    const rungsOf = (story: Story) =>
      story.reminders('2027-03-01').find(({ due }) => due.signal === 'concern-undecided')?.rungs
    const unled = given(registered()).and(look([], [ke]), 'system', startDay)
    expect(rungsOf(unled)).toEqual(['responsible', 'ke'])
    expect(rungsOf(given(registered()).and(look([], []), 'system', startDay))).toEqual(['responsible', 'keepers'])
    const [one] = unled.reminders('2027-03-01').filter(({ due }) => due.signal === 'concern-undecided')
    const send: Command = { type: 'reminder.send', key: one?.due.key ?? '', occurrence: one?.occurrence ?? 0 }
    const raised = unled.and(send, 'system', '2027-03-01')
    expect(raised.state.raised).toEqual([one?.due.key])
    expect(raised.when(look([], [ke]), 'system', '2027-03-02')).toEqual(happens())
    const led = raised.and(look([head], [ke]), 'system', '2027-03-02')
    expect([led.state.raised, rolesIn(led.state, ke, '2027-03-02')]).toEqual([[], []])
  })
})
