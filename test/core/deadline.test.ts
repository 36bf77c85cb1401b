/** Every signal of an open log: when it appears, its day, with whom the ball lies, and that it goes when somebody acts. */
import { describe, expect, it } from 'vitest'
import type { Case, Event } from '../../src/core/case.ts'
import { type Due, due, dutyOf, overdue, waitsForLeader } from '../../src/core/deadline.ts'
import type { Day } from '../../src/core/ids.ts'
import type { Signal, TargetGroup } from '../../src/core/policy.ts'
import { at, by, given, givenUnder, type Story } from '../support/given.ts'
import {
  concluded,
  consented,
  joined,
  measure,
  meeting,
  named,
  offered,
  openLog,
  openOnPaper,
  proposed,
  registered,
  requested,
  said,
} from '../support/history.ts'
import { calendar, on, other, people, standard, startDay } from '../support/sample.ts'

/** The one obligation of that signal, or undefined. */
function found(story: Story, signal: Signal, day: Day = startDay): Due | undefined {
  return story.due(day).find((one) => one.signal === signal)
}

const log = openLog()
const holder = { role: 'holder' }
const leader = { role: 'leader' }

describe('level 0', () => {
  it('is to be decided within fourteen days, however often it was looked at', () => {
    const due = found(given(registered()), 'concern-undecided')
    expect(due).toMatchObject({ day: '2026-08-31', ball: { role: 'owner' }, subject: null })
    expect(found(givenUnder(other, registered()), 'concern-undecided')?.day).toBe('2026-09-07')
    expect(found(given(registered(), concluded(), requested()), 'concern-undecided')).toBeUndefined()
  })

  it('is watched on after the outcome until the family has been asked', () => {
    expect(found(given(registered(), concluded()), 'concern-undecided')?.day).toBe('2026-08-31')
  })

  it('comes back when the family said no and nobody has gone on without a log', () => {
    const no: Event = { type: 'consent.refused', consent: 'consent_1', services: ['skole'], reason: null, ...said }
    const story = given(registered(), concluded(), requested(), no)
    expect(story.due(startDay).map(({ signal }) => signal)).toEqual(['concern-undecided'])
    expect(found(story.and({ type: 'case.open-on-paper', holder: null }), 'concern-undecided')).toBeUndefined()
  })

  it('begins with a talk with the family, sooner when it is about the environment', () => {
    expect(found(given(registered()), 'family-talk')).toMatchObject({ day: '2026-08-31', ball: { role: 'owner' } })
    expect(found(given(registered('child', true)), 'family-talk')?.day).toBe('2026-08-24')
    expect(found(givenUnder(other, registered('child', true)), 'family-talk')?.day).toBe('2026-08-24')
    expect(
      found(given(registered(), { type: 'concern.talked', day: startDay, way: 'meeting' }), 'family-talk'),
    ).toBeUndefined()
    expect(found(given(registered(), concluded()), 'family-talk')).toBeUndefined()
    const report: Event = { type: 'report.recorded', day: startDay, by: people.teacher.person }
    expect(found(given(registered(), report), 'family-talk')).toBeUndefined()
  })

  it('is to be decided anew when it is reopened, whatever the family was asked before', () => {
    const over: Event[] = [
      { type: 'case.closed', reason: 'moved', summary: null },
      { type: 'case.reopened', reason: 'word_r' },
    ]
    const story = given(registered(), concluded(), requested(), over)
    expect(found(story, 'concern-undecided')).toBeDefined()
  })

  it('starts again when a closed concern is reopened', () => {
    const closed = given(registered()).and({
      type: 'concern.conclude',
      outcome: 'close',
      level: null,
      services: [],
      reason: null,
      day: null,
      written: 'keep',
      keepReason: 'word_k',
    })
    expect(closed.due('2026-09-01')).toEqual([])
    const again = closed.and({ type: 'case.reopen', reason: 'word_r' }, 'head', '2026-10-01')
    expect(found(again, 'concern-undecided', '2026-10-01')?.day).toBe('2026-10-15')
  })
})

describe('a case that is taken up again', () => {
  const over: Event = { type: 'case.closed', reason: 'moved', summary: null }
  const again = (day: Day) => [at('2026-09-01', over), at(day, { type: 'case.reopened', reason: 'word_r' })]

  it('has as much time for what waited as a new one has until its first meeting, be it a wondering', () => {
    const asked = given(registered(), concluded(), requested(), again('2026-10-01'))
    expect(found(asked, 'consent-unanswered', '2026-10-01')?.day).toBe('2026-10-15')
  })

  it('has what is planned from then on due on its day, be it the same one', () => {
    const same = given(log, again('2026-10-01'), at(on('2026-10-01', '10:00'), meeting('2026-10-01')))
    expect(found(same, 'meeting-due', '2026-10-01')?.day).toBe('2026-10-01')
  })

  it('has a day for naming a holder, where whoever held it has no part in it since', () => {
    const recused: Event = { type: 'case.recused', person: people.teacher.person }
    const closed = given(log, at('2026-09-01', over), at('2026-09-02', recused))
    const reopened = given(closed.entries).and({ type: 'case.reopen', reason: 'word_r' }, 'head', '2026-10-01')
    expect(found(reopened, 'no-holder', '2026-10-01')?.day).toBe('2026-10-02')
  })
})

describe('an obligation that was said before', () => {
  const wondering = given(registered(), requested())
  const now = (key: string, story: Story = wondering, day: Day = startDay) =>
    dutyOf(story.due(day), key, { policy: standard, calendar })?.key

  it('is the same where its day is reckoned otherwise since, as when the model has other deadlines', () => {
    const concern = 'concern-undecided::2026-08-31'
    expect(now(concern)).toBe(concern)
    expect(now('concern-undecided::2026-09-07')).toBe(concern)
    expect(now('consent-unanswered:consent_1:2026-08-31')).toBe('consent-unanswered:consent_1:2026-08-24')
    expect(now('concern-undecided::2026-08-17')).toBe(concern)
  })

  it('is over where nothing of its kind is due, or about another thing, or since a later day', () => {
    expect(now('no-holder::2026-08-31')).toBeUndefined()
    expect(now('consent-unanswered:consent_2:2026-08-24')).toBeUndefined()
    expect(now('concern-undecided::2026-08-14')).toBeUndefined()
  })

  it('is over where people chose another day, and where something was done since', () => {
    const open = given(log, measure(), meeting('2026-09-03'))
    expect(now('measure-due:measure_1:2026-09-21', open)).toBe('measure-due:measure_1:2026-09-21')
    expect(now('measure-due:measure_1:2026-09-14', open)).toBeUndefined()
    expect(now('meeting-due:meeting_1:2026-09-01', open)).toBeUndefined()
    expect(found(open, 'holder-inactive')).toBeDefined()
    expect(now('holder-inactive::2026-09-01', open)).toBeUndefined()
  })
})

describe('consent', () => {
  it('that was asked for is answered within seven days, whoever asked', () => {
    const story = given(registered(), concluded(), at('2026-08-19', requested()))
    expect(found(story, 'consent-unanswered')).toMatchObject({
      subject: 'consent_1',
      day: '2026-08-26',
      ball: { role: 'owner' },
    })
    const later = given(log, at('2026-09-01', requested('consent_2', { services: ['ppt'] })))
    expect(found(later, 'consent-unanswered', '2026-09-01')).toMatchObject({ subject: 'consent_2', ball: holder })
    expect(found(given(log), 'consent-unanswered')).toBeUndefined()
  })

  it('is to be renewed thirty days before it runs out, until the family has been asked', () => {
    const story = given(log)
    expect(found(story, 'consent-expiring')).toMatchObject({ day: '2027-07-19', subject: 'consent_1', ball: holder })
    expect(found(given(log, requested('consent_2')), 'consent-expiring')).toBeUndefined()
    const renewed = given(
      log,
      at('2027-07-20', consented(['skole'], 'consent_2', { from: '2027-07-20', until: '2028-07-20' })),
    )
    expect(found(renewed, 'consent-expiring', '2027-07-20')).toMatchObject({ day: '2028-06-20', subject: 'consent_2' })
  })

  it('has run out on the day after its last', () => {
    expect(found(given(log), 'consent-expired', '2027-08-17')).toBeUndefined()
    const due = found(given(log), 'consent-expired', '2027-08-18')
    expect(due).toMatchObject({ day: '2027-08-18', since: '2027-08-17T22:00:00.000Z', ball: holder })
    expect(found(given(log), 'consent-expiring', '2027-08-18')).toBeUndefined()
  })

  it('that was withdrawn is to be decided on that day, until the case goes on without a log or is closed', () => {
    const whole = {
      type: 'consent.withdrawn',
      scope: 'whole',
      service: null,
      topic: null,
      reason: null,
      ...said,
    } as const
    const story = given(log, at('2026-09-02', whole))
    expect(found(story, 'consent-withdrawn', '2026-09-05')).toMatchObject({ day: '2026-09-02', ball: holder })
    expect(
      found(story.and({ type: 'case.open-on-paper', holder: null }), 'consent-withdrawn', '2026-09-05'),
    ).toBeUndefined()
  })

  it('is asked for again when the young person reaches an age at which others sign', () => {
    const aged = (born: string) =>
      given(registered('youth'), concluded(), requested('consent_1', { born }), consented().slice(1), log.slice(-1))
    expect(found(aged('2012-02'), 'signer-age')).toMatchObject({
      day: '2027-02-01',
      subject: 'consent_1',
      ball: holder,
    })
    expect(found(aged('2009-01'), 'signer-age')?.day).toBe('2027-01-04')
    expect(
      aged('2006-01')
        .due(startDay)
        .map(({ signal }) => signal),
    ).toEqual([...['first-meeting', 'holder-inactive', 'consent-expiring', 'past-age-limit']])
  })

  it('of parents, who need not say when they were born, is asked for again at no age', () => {
    const asked = requested('consent_1', { born: null })
    const story = given(registered('parents'), concluded(), asked, consented().slice(1), log.slice(-1))
    expect(story.due(startDay).map(({ signal }) => signal)).toEqual([
      ...['first-meeting', 'holder-inactive', 'consent-expiring'],
    ])
  })

  it('is asked for again also when the birthday came between the question and the answer', () => {
    const asked = requested('consent_1', { born: '2011-09' })
    const story = given(
      registered('youth'),
      concluded(),
      at('2026-08-28', asked),
      at('2026-09-03', consented().slice(1), log.slice(-1)),
    )
    expect(found(story, 'signer-age', '2026-09-03')).toMatchObject({ day: '2026-09-03' })
  })

  it('is asked for again at the next age, and only where it changes who signs', () => {
    const ages = { from: 0, to: null }
    const asked = (group: TargetGroup, born: string) =>
      given(
        registered(group),
        concluded(),
        requested('consent_1', { born, ...(group === 'pregnant' ? { ages } : {}) }),
        consented().slice(1),
        log.slice(-1),
      )
    expect(found(asked('youth', '2011-08'), 'signer-age')?.day).toBe('2029-08-01')
    expect(
      asked('pregnant', '2012-02')
        .due(startDay)
        .map(({ signal }) => signal),
    ).toEqual([...['first-meeting', 'holder-inactive', 'consent-expiring']])
  })

  it('is not renewed while any of its services is being asked for', () => {
    const story = given(openLog(2), requested('consent_2', { services: ['skole', 'bup'] }))
    expect(found(story, 'consent-expiring')).toBeUndefined()
  })

  it('that a service was taken out of is watched as long as the service takes part without another', () => {
    const out = {
      type: 'consent.withdrawn',
      scope: 'service',
      service: 'ppt',
      topic: null,
      reason: null,
      ...said,
    } as const
    expect(found(given(openLog(2), out), 'consent-withdrawn')).toBeDefined()
    const left = { type: 'participant.service-left', service: 'ppt' } as const
    expect(found(given(openLog(2), out, left), 'consent-withdrawn')).toBeUndefined()
    expect(found(given(openLog(2), out, consented(['ppt'], 'consent_2')), 'consent-withdrawn')).toBeUndefined()
  })

  it('is not watched where there is no log', () => {
    expect(
      given(openOnPaper())
        .due(startDay)
        .filter(({ signal }) => signal.startsWith('consent')),
    ).toEqual([])
  })
})

describe('the baton', () => {
  it('without a holder lies with the leader, from that day until one is named', () => {
    const story = given(log, at('2026-09-02', by('system', { type: 'baton.left', person: people.teacher.person })))
    expect(found(story, 'no-holder', '2026-09-05')).toMatchObject({ day: '2026-09-02', ball: leader })
    const named = given(
      story.entries,
      by('head', { type: 'baton.named', to: people.colleague.person, service: 'skole', unit: 'bjorkelia' }),
    )
    expect(found(named, 'no-holder')).toBeUndefined()
  })

  it('that was offered is answered within five working days, by the one it was offered to', () => {
    const story = given(log, offered('colleague'))
    expect(found(story, 'handover-unanswered')).toMatchObject({
      ...{ day: '2026-08-24', subject: 'handover_1', ball: { role: 'person', person: 'person_colleague' } },
    })
    const easter = given(log, at('2027-03-22', offered('colleague')))
    expect(found(easter, 'handover-unanswered', '2027-03-22')?.day).toBe('2027-04-01')
    expect(found(story.and({ type: 'baton.withdraw', handOver: 'handover_1' }), 'handover-unanswered')).toBeUndefined()
  })

  it('is held by somebody who gives a sign of life within eight weeks', () => {
    expect(found(given(log), 'holder-inactive')).toMatchObject({ day: '2026-10-12', ball: holder })
    const active = given(log, at('2026-09-01', meeting()))
    expect(found(active, 'holder-inactive')?.day).toBe('2026-10-27')
  })
})

describe('a proposal', () => {
  it('is decided within five working days by a leader', () => {
    const story = given(log, proposed(2, []))
    expect(found(story, 'proposal-undecided')).toMatchObject({ day: '2026-08-24', subject: 'proposal_1', ball: leader })
    expect(found(givenUnder(other, log, proposed(2, [])), 'proposal-undecided')?.day).toBe('2026-08-31')
    const withdrawn = given(log, proposed(2, []), { type: 'level.withdrawn', proposal: 'proposal_1' })
    expect(found(withdrawn, 'proposal-undecided')).toBeUndefined()
  })
})

describe('meetings', () => {
  it('are called within fourteen days of a move up', () => {
    expect(found(given(log), 'first-meeting')).toMatchObject({ day: '2026-08-31', ball: holder })
    expect(found(given(log, meeting()), 'first-meeting')).toBeUndefined()
    const cancelled = given(log, meeting(), { type: 'meeting.cancelled', meeting: 'meeting_1', reason: 'word_r' })
    expect(found(cancelled, 'first-meeting')?.day).toBe('2026-08-31')
  })

  it('are called anew after the next move up, and not after a move down', () => {
    const decide = {
      type: 'level.decided',
      by: people.head.person,
      proposal: 'proposal_1',
      approve: true,
      meetingDay: startDay,
    } as const
    const decided = {
      ...decide,
      reason: 'word_r',
      ...{ topic: null, leftOut: [] as string[] },
      childTookPart: true,
      childAsked: true,
      without: null,
      parentsTookPart: true,
      view: null,
    } as const
    const up = given(log, meeting(), proposed(2, []), at('2026-09-01', decided))
    expect(found(up, 'first-meeting', '2026-09-01')?.day).toBe('2026-09-15')
    const down = given(openLog(3), proposed(1, []), at('2026-09-01', decided))
    expect(found(down, 'first-meeting', '2026-09-01')).toBeUndefined()
    // Not even where it was taken up again before that.
    const over: Event = { type: 'case.closed', reason: 'moved', summary: null }
    const again = [at('2026-08-20', over), at('2026-08-24', { type: 'case.reopened', reason: 'word_r' })]
    expect(found(given(openLog(3), again), 'first-meeting', '2026-08-24')?.day).toBe('2026-09-07')
    const downAfter = given(openLog(3), again, at('2026-08-25', proposed(1, [])), at('2026-09-01', decided))
    expect(found(downAfter, 'first-meeting', '2026-09-01')).toBeUndefined()
    // One that was held before, and is minuted after, is none after it; nor does it keep anybody waiting.
    const late = given(log, meeting('2026-08-31'), proposed(2, []), at('2026-09-01', decided))
    const minuted = given(
      late.entries,
      at('2026-09-03', {
        ...{ type: 'meeting.held', meeting: 'meeting_1', day: '2026-08-31', topic: null, minutes: null },
        childView: null,
      }),
    )
    expect(found(minuted, 'first-meeting', '2026-09-03')).toMatchObject({ day: '2026-09-15', since: on('2026-09-01') })
  })

  it('that are called off are to be called anew since the last was, and since the move where that came later', () => {
    const off = (day: Day, id: '1' | '2') => [
      at(day, meeting('2026-09-10', id)),
      at(day, { type: 'meeting.cancelled', meeting: `meeting_${id}`, reason: 'word_r' }),
    ]
    const twice = given(log, off('2026-08-18', '1'), off('2026-08-20', '2'))
    expect(found(twice, 'first-meeting')?.since).toBe(on('2026-08-20'))
    const [first, ...rest] = log
    if (!first) throw new Error('no history')
    const before = given(first, off('2026-08-18', '1'), at('2026-08-24', rest))
    expect(found(before, 'first-meeting')?.since).toBe(on('2026-08-24'))
  })

  it('are due on their day', () => {
    const story = given(log, meeting('2026-09-03'))
    expect(found(story, 'meeting-due')).toMatchObject({ day: '2026-09-03', subject: 'meeting_1', ball: holder })
    const held = story.and(
      {
        type: 'meeting.hold',
        meeting: 'meeting_1',
        day: '2026-09-03',
        topic: 'learning',
        minutes: 'word_m',
        childView: null,
        whyNone: 'word_w',
      },
      'teacher',
      '2026-09-03',
    )
    expect(found(held, 'meeting-due')).toBeUndefined()
    expect(found(held, 'nothing-planned', '2026-09-03')).toMatchObject({ day: '2026-09-03', ball: holder })
  })

  it('are missed after a move down as well, where nothing is planned', () => {
    const down: Event = {
      ...{ type: 'level.decided', by: people.head.person, proposal: 'proposal_1', approve: true, view: null },
      ...{
        meetingDay: startDay,
        reason: 'word_r',
        topic: null,
        leftOut: [],
        childTookPart: true,
        childAsked: true,
        without: null,
        parentsTookPart: true,
      },
    }
    expect(found(given(openLog(2), proposed(1, []), down), 'nothing-planned')).toBeDefined()
  })

  it('or an evaluation are always set', () => {
    const held = given(
      log,
      meeting('2026-08-20'),
      at('2026-08-20', {
        type: 'meeting.held',
        topic: null,
        meeting: 'meeting_1',
        day: '2026-08-20',
        minutes: 'word_m',
        childView: null,
      }),
    )
    expect(found(held, 'nothing-planned', '2026-08-20')).toMatchObject({
      day: '2026-08-20',
      since: '2026-08-20T07:00:00.000Z',
    })
    expect(found(given(held, measure()), 'nothing-planned')).toBeUndefined()
    expect(found(given(held, meeting('2026-09-20', '2')), 'nothing-planned')).toBeUndefined()
  })
})

describe('the plan', () => {
  const mine = { kind: 'person', person: people.colleague.person } as const
  const followUp = {
    type: 'follow-up.added',
    followUp: 'followup_1',
    text: 'word_t',
    topic: 'family',
    day: '2026-08-28',
  } as const

  it('has measures that are evaluated on their day by whoever answers for them', () => {
    expect(found(given(log, measure()), 'measure-due')).toMatchObject({
      day: '2026-09-21',
      subject: 'measure_1',
      ball: holder,
    })
    const theirs = measure('2026-09-21', '1', mine)
    expect(found(given(log, joined('colleague'), theirs), 'measure-due')?.ball).toEqual({
      role: 'person',
      person: 'person_colleague',
    })
    expect(found(given(log, theirs), 'measure-due')?.ball).toEqual(holder)
  })

  it('makes a new obligation of a measure that was given a new day', () => {
    const story = given(log, measure())
    const moved = given(story, {
      type: 'measure.postponed',
      measure: 'measure_1',
      day: '2026-10-05',
      reason: 'word_r',
    })
    expect(found(moved, 'measure-due')?.key).toBe('measure-due:measure_1:2026-10-05')
    expect(found(story, 'measure-due')?.key).toBe('measure-due:measure_1:2026-09-21')
  })

  it('has follow-ups that are done on their day', () => {
    const story = given(log, joined('colleague'), { ...followUp, responsible: mine })
    expect(found(story, 'follow-up-due')).toMatchObject({ day: '2026-08-28', ball: { person: 'person_colleague' } })
    expect(
      found(given(log, { ...followUp, responsible: { kind: 'service', service: 'skole' } }), 'follow-up-due')?.ball,
    ).toEqual(holder)
    expect(found(given(story, { type: 'follow-up.done', followUp: 'followup_1' }), 'follow-up-due')).toBeUndefined()
  })

  it('has transitions that somebody receives, sixty days ahead', () => {
    const planned = { type: 'transition.planned', transition: 'transition_1', day: '2027-08-16', to: 'skole' } as const
    expect(found(given(log, planned), 'transition-unreceived')).toMatchObject({ day: '2027-06-17', ball: holder })
    const received = given(log, planned, { type: 'transition.received', transition: 'transition_1', unit: null })
    expect(found(received, 'transition-unreceived')).toBeUndefined()
  })
})

describe('whoever stands in at home', () => {
  const standIn: Event = {
    ...{ type: 'baton.deputized', person: people.colleague.person, service: 'skole', unit: 'bjorkelia' },
    ...{ from: startDay, until: '2027-12-31' },
  }
  const ballOn = (signal: Signal, day: Day) => found(given(log, standIn, measure('2026-09-21')), signal, day)?.ball
  const theirs = { role: 'person', person: people.colleague.person }

  it('has what is about the case also once the consent has run out, and what has a topic only until then', () => {
    expect(ballOn('holder-inactive', '2027-08-17')).toEqual(theirs)
    expect(ballOn('measure-due', '2027-08-17')).toEqual(theirs)
    expect(ballOn('holder-inactive', '2027-08-18')).toEqual(theirs)
    expect(ballOn('measure-due', '2027-08-18')).toEqual(holder)
  })
})

describe('the age limit', () => {
  const aged = (born: string, group: TargetGroup = 'youth') =>
    given(
      registered(group),
      concluded(),
      requested('consent_1', { born, required: ['self'] }),
      consented().slice(1),
      log.slice(-1),
    )

  it("is the leader's to act on, from the first working day of the month in which it is passed", () => {
    expect(found(aged('2004-05'), 'past-age-limit')).toMatchObject({ day: '2027-05-03', ball: leader })
  })

  it('is due since it was told how old somebody is, be it long after the log was opened', () => {
    const told = given(aged('2016-05').entries, at('2026-09-10', named({ born: '1985-05' })))
    expect(found(told, 'past-age-limit', '2026-09-10')).toMatchObject({ day: '2026-09-10', since: on('2026-09-10') })
  })

  it('does not count back to before the case, and is not for parents nor a pregnant woman', () => {
    expect(found(aged('1985-05', 'pregnant'), 'past-age-limit')).toBeUndefined()
    expect(found(aged('1985-05'), 'past-age-limit')?.day).toBe(startDay)
    expect(found(aged('1985-05', 'parents'), 'past-age-limit')).toBeUndefined()
  })
})

describe('what waits for a leader', () => {
  const waits = (story: Story, day: Day) => waitsForLeader(story.state, on(day), { policy: standard, calendar })

  it('is what lies with them now, whenever its day is, among whatever lies with others', () => {
    expect(waits(given(log, meeting()), startDay)).toBe(false)
    expect(waits(given(log, meeting(), proposed(2, [])), startDay)).toBe(true)
    expect(waits(given(log, { type: 'baton.left', person: people.teacher.person }), '2026-09-05')).toBe(true)
  })

  it('is of somebody who grows too old for the log what has come to its day', () => {
    const born = requested('consent_1', { born: '2004-05', required: ['self'] })
    const story = given(registered('youth'), concluded(), born, consented().slice(1), log.slice(-1))
    const days: Day[] = ['2027-05-01', '2027-05-03', '2027-05-04']
    expect(days.map((day) => waits(story, day))).toEqual([false, true, true])
  })
})

describe('what is due', () => {
  it('comes soonest first, each under its own key, and is overdue from the day after', () => {
    const list = given(log, measure('2026-09-21', '1'), measure('2026-09-01', '2'), meeting()).due(startDay)
    expect(list.map(({ day }) => day)).toEqual(list.map(({ day }) => day).sort())
    expect(new Set(list.map(({ key }) => key)).size).toBe(list.length)
    expect(overdue(list, '2026-08-24')).toEqual([])
    expect(overdue(list, '2026-08-25').map(({ signal }) => signal)).toEqual(['meeting-due'])
  })
})

describe('asked again of a case that is the same', () => {
  const state = () => given(log, measure()).state
  const ask = (of: Case, day: Day, policy = standard) => due(of, on(day), { policy, calendar })

  it('it says the same, and nobody can change it for others', () => {
    const of = state()
    const first = ask(of, startDay)
    expect(ask(of, startDay)).toEqual(first)
    first.length = 0
    expect(ask(of, startDay)).not.toEqual([])
  })

  it('it is reckoned anew on another day, and by another model', () => {
    const of = state()
    const quiet = (list: Due[]) => list.find(({ signal }) => signal === 'holder-inactive')
    const shorter = { ...standard, deadlines: { ...standard.deadlines, holderInactiveWeeks: 1 } }
    expect(quiet(ask(of, startDay, shorter))?.day).not.toBe(quiet(ask(of, startDay))?.day)
    const signals = (day: Day) => ask(of, day).map(({ signal }) => signal)
    expect(signals(startDay)).not.toContain('consent-expired')
    expect(signals('2028-01-03')).toContain('consent-expired')
    expect(signals(startDay)).not.toContain('consent-expired')
  })
})
