/** The baton: never without a holder, handed over by offer and acceptance, with a deputy for absence. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { due } from '../../src/core/deadline.ts'
import type { Day } from '../../src/core/ids.ts'
import type { Role } from '../../src/core/permission.ts'
import { deputyOn } from '../../src/core/post.ts'
import { given, happens, refused, type Story } from '../support/given.ts'
import { consented, joined, measure, offered, openLog, openOnPaper, registered, said } from '../support/history.ts'
import {
  calendar,
  on,
  type PersonName,
  people,
  postOf,
  somebody,
  standard,
  startDay,
  withPost,
} from '../support/sample.ts'

const offer = (name: PersonName, active = true): Command => ({
  type: 'baton.offer',
  handOver: 'handover_1',
  to: somebody(name, active),
})
const accept = { type: 'baton.accept', handOver: 'handover_1' } as const
const decline = { type: 'baton.decline', handOver: 'handover_1', reason: 'word_no' } as const
const takeBack = { type: 'baton.withdraw', handOver: 'handover_1' } as const
const name = (who: PersonName, active = true): Command => ({ type: 'baton.name', to: somebody(who, active) })
const left = { type: 'baton.left', person: people.teacher.person } as const

describe('baton.offer', () => {
  it('asks somebody of the own unit, or of a service the family has let in', () => {
    expect(given(openLog()).when(offer('colleague'))).toEqual(happens(offered('colleague')))
    expect(given(openLog(2)).when(offer('ppt'), 'head')).toMatchObject({
      events: [{ to: 'person_ppt', by: 'person_head' }],
    })
  })

  it('changes nothing until it is accepted', () => {
    expect(given(openLog()).and(offer('colleague')).state).toMatchObject({
      holder: 'person_teacher',
      handOver: { to: 'person_colleague' },
    })
  })

  it('is refused for those who can not take it', () => {
    const story = given(openLog())
    expect(story.when(offer('teacher'))).toEqual(refused('same-person', { field: 'person' }))
    expect(story.when(offer('colleague', false))).toEqual(refused('person-inactive', { field: 'person' }))
    expect(story.when(offer('ppt'))).toEqual(refused('consent-missing', { field: 'person', services: ['ppt/ppt'] }))
    const closed = given(openLog(1, [], { until: '2026-08-31' })).when(offer('otherTeacher'), 'teacher', '2026-09-01')
    expect(closed).toEqual(refused('consent-missing', { field: 'person', services: ['skole/strandheim'] }))
    const outside = given(openLog(), consented(['ppt'], 'consent_2')).when(offer('ppt'))
    expect(outside).toEqual(refused('no-room', { field: 'person' }))
  })

  it('lets nobody in by the house alone, nor by the service alone', () => {
    const none = (service: string) => refused('consent-missing', { field: 'person', services: [service] })
    const story = given(openOnPaper())
    const { unit } = postOf('teacher')
    const housed = withPost('ppt', { unit })
    const to = { ...somebody('ppt'), unit }
    const standing = { type: 'baton.offered', handOver: 'handover_1', to: to.person, service: 'ppt' } as const
    expect(story.when({ type: 'baton.offer', handOver: 'handover_1', to })).toEqual(none('ppt/bjorkelia'))
    expect(story.when(offer('otherTeacher'))).toEqual(none('skole/strandheim'))
    const missing = (service: string) => refused('consent-missing', { services: [service] })
    expect(given(openOnPaper(), offered('otherTeacher')).when(accept, 'otherTeacher')).toEqual(
      missing('skole/strandheim'),
    )
    const before: Event = { ...standing, unit, by: people.teacher.person }
    expect(given(openOnPaper(), before).when(accept, housed)).toEqual(missing('ppt/bjorkelia'))
  })

  it('is not taken by whoever has become an administrator alone, who sees no case', () => {
    const become = (...roles: Role[]) =>
      given(openLog(), offered('colleague')).when(accept, withPost('colleague', { roles }))
    expect(become('administrator')).toEqual(refused('not-found'))
    expect(become('administrator', 'employee')).toHaveProperty('events')
  })

  it('is one at a time, and belongs to an open log', () => {
    expect(given(openLog(), offered('colleague')).when(offer('stranger'))).toEqual(refused('already-open'))
    expect(given(registered()).when({ type: 'baton.end-deputy' }, 'head')).toEqual(refused('not-a-log'))
    expect(given(openLog()).when(offer('colleague'), 'system')).toMatchObject(refused('not-permitted'))
  })
})

describe('baton.accept', () => {
  it('moves the baton, keeps the earlier holder in the case and lets the service of the new one take part', () => {
    const { state } = given(openLog(3, []), consented(['ppt'], 'consent_2'), offered('ppt')).and(accept, 'ppt')
    expect(state).toMatchObject({
      holder: 'person_ppt',
      holderService: 'ppt',
      holderUnit: 'ppt',
      handOver: null,
      services: ['skole', 'ppt'],
    })
    expect(state.participants.map(({ person }) => person)).toEqual(['person_teacher', 'person_ppt'])
  })

  it('is for the one who was offered it', () => {
    const story = given(openLog(), offered('colleague'))
    expect(story.when(accept, 'head')).toEqual(refused('not-permitted', { may: ['offered'] }))
    expect(story.when(accept, 'stranger')).toEqual(refused('not-found'))
  })

  it('is refused when the offer is no longer there', () => {
    const story = given(openLog(), offered('colleague'))
    expect(story.when({ ...accept, handOver: 'handover_9' }, 'colleague')).toEqual(refused('already-answered'))
    const again = story
      .and(accept, 'colleague')
      .and({ ...offer('teacher'), type: 'baton.offer', handOver: 'handover_2', to: somebody('teacher') }, 'colleague')
    expect(again.when(accept, 'teacher')).toEqual(refused('already-answered'))
  })

  it('asks the family again: a consent that ran out meanwhile closes the door', () => {
    const until = { until: '2026-08-31' }
    const toPpt = given(openLog(2, ['ppt'], until), offered('ppt')).when(accept, 'ppt', '2026-09-01')
    expect(toPpt).toEqual(refused('consent-missing', { services: ['ppt/ppt'] }))
    const toOtherSchool = given(openLog(1, [], until), offered('otherTeacher')).when(
      accept,
      'otherTeacher',
      '2026-09-01',
    )
    expect(toOtherSchool).toEqual(refused('consent-missing', { services: ['skole/strandheim'] }))
    expect(given(openLog(1, [], until), offered('colleague')).when(accept, 'colleague', '2026-09-01')).toHaveProperty(
      'events',
    )
  })

  it('is refused when the level has no room for the service any more', () => {
    const story = given(openLog(), consented(['ppt'], 'consent_2'), offered('ppt'))
    expect(story.when(accept, 'ppt')).toEqual(refused('no-room', { field: 'person' }))
  })

  it('counts somebody who took part already once', () => {
    const { state } = given(openLog(), joined('colleague'), offered('colleague')).and(accept, 'colleague')
    expect(state.participants.map(({ person }) => person)).toEqual(['person_teacher', 'person_colleague'])
  })

  it('ends the deputyship of the one before', () => {
    const deputy = {
      type: 'baton.deputized',
      person: people.head.person,
      service: 'skole',
      unit: 'bjorkelia',
      from: startDay,
      until: '2026-12-01',
    } as const
    expect(given(openLog(), deputy, offered('colleague')).and(accept, 'colleague').state.deputy).toBe(null)
  })
})

describe('baton.decline and baton.withdraw', () => {
  const story = given(openLog(), offered('colleague'))

  it('leave the baton where it is, with the reason', () => {
    expect(story.when(decline, 'colleague')).toEqual(
      happens({ type: 'baton.declined', handOver: 'handover_1', by: 'person_colleague', reason: 'word_no' }),
    )
    expect(story.and(decline, 'colleague').state).toMatchObject({ holder: 'person_teacher', handOver: null })
    expect(story.and(takeBack).state).toMatchObject({ holder: 'person_teacher', handOver: null })
  })

  it('are for the one asked, and for those who may offer', () => {
    expect(story.when(decline)).toEqual(refused('not-permitted', { may: ['offered'] }))
    expect(story.when(takeBack, 'colleague')).toEqual(refused('not-permitted', { may: ['holder', 'deputy', 'leader'] }))
    expect(story.and(takeBack).when(takeBack)).toEqual(refused('already-answered'))
  })
})

describe('baton.name', () => {
  it('is until when the holder who left stays on record', () => {
    const story = given(openLog(), left)
    expect(story.state).toMatchObject({ holder: 'person_teacher', holderLeft: expect.any(String) })
    const named = story.and(name('colleague'), 'head')
    expect(named.state).toMatchObject({ holder: 'person_colleague', holderLeft: null })
  })

  it('is for the leader or KE', () => {
    expect(given(openLog(), joined('colleague'), left).when(name('colleague'), 'colleague')).toEqual(
      refused('not-permitted', { may: ['leader', 'ke'] }),
    )
  })

  it('names nobody while there is a holder, and nobody who can not take it', () => {
    expect(given(openLog()).when(name('colleague'), 'head')).toEqual(refused('already-held'))
    const story = given(openLog(), left)
    expect(story.when(name('colleague', false), 'head')).toEqual(refused('person-inactive', { field: 'person' }))
    expect(story.when(name('ppt'), 'head')).toEqual(
      refused('consent-missing', { field: 'person', services: ['ppt/ppt'] }),
    )
    expect(given(openLog(), consented(['ppt'], 'consent_2'), left).when(name('ppt'), 'head')).toEqual(
      refused('no-room', { field: 'person' }),
    )
  })

  it('may name the one who left, when they are back', () => {
    expect(given(openLog(), left).and(name('teacher'), 'head').state).toMatchObject({
      holder: 'person_teacher',
      holderLeft: null,
    })
  })

  it('ends an offer that was still open, so that its card is answered', () => {
    expect(given(openLog(), offered('stranger'), left).when(name('colleague'), 'head')).toEqual(
      happens(
        { type: 'baton.cancelled', handOver: 'handover_1' },
        { type: 'baton.named', to: 'person_colleague', service: 'skole', unit: 'bjorkelia' },
      ),
    )
  })
})

describe('baton.deputize and baton.end-deputy', () => {
  const deputize = (who: PersonName, from = '2026-08-20', until = '2026-08-27'): Command => {
    return { type: 'baton.deputize', to: somebody(who), from, until }
  }

  it('lets somebody act in place of the holder on those days, and on no other', () => {
    const story = given(openLog()).and(deputize('colleague'))
    expect(['2026-08-19', '2026-08-20', '2026-08-27', '2026-08-28'].map((day) => deputyOn(story.state, day))).toEqual([
      ...[null, 'person_colleague', 'person_colleague', null],
    ])
    const meeting = { type: 'meeting.set', meeting: 'meeting_1', day: '2026-09-01' } as const
    expect(story.when(meeting, 'colleague', '2026-08-19')).toEqual(refused('not-found'))
    expect(story.when(meeting, 'colleague', '2026-08-27')).toHaveProperty('events')
    expect(story.when(meeting, 'colleague', '2026-08-28')).toEqual(refused('not-found'))
  })

  it('may be for one day, and that today', () => {
    expect(given(openLog()).when(deputize('colleague', startDay, startDay))).toHaveProperty('events')
  })

  it('is refused for days that are past or reversed, and for people who can not stand in', () => {
    const story = given(openLog())
    expect(story.when(deputize('colleague', '2026-08-20', '2026-08-19'))).toEqual(
      refused('days-reversed', { field: 'until' }),
    )
    expect(story.when(deputize('colleague', '2026-08-10', '2026-08-14'))).toEqual(
      refused('day-past', { field: 'until' }),
    )
    expect(story.when(deputize('teacher'))).toEqual(refused('same-person', { field: 'person' }))
    expect(story.when(deputize('ppt'))).toEqual(refused('consent-missing', { field: 'person', services: ['ppt/ppt'] }))
  })

  it('ends when somebody says so, once', () => {
    const story = given(openLog()).and(deputize('colleague'))
    expect(story.when({ type: 'baton.end-deputy' })).toEqual(happens({ type: 'baton.deputy-ended' }))
    expect(given(openLog()).when({ type: 'baton.end-deputy' })).toEqual(refused('already-done'))
  })
})

describe('what lies with the holder', () => {
  const days = { from: '2026-08-20', until: '2026-08-27' } as const
  const deputy = () => given(openLog(), measure()).and({ type: 'baton.deputize', to: somebody('colleague'), ...days })
  const lies = (story: Story, day: Day) => {
    const { ball, instead } = story.due(day).find(({ signal }) => signal === 'measure-due') ?? {}
    return { ball, instead }
  }
  const theirs = { ball: { role: 'holder' }, instead: null }
  const standsIn = {
    ball: { role: 'person', person: people.colleague.person },
    instead: { of: people.teacher.person, until: '2026-08-27', why: 'deputy' },
  }

  it('lies with the deputy alone on the days of standing in, and with the holder again after them', () => {
    const asked: Day[] = ['2026-08-19', '2026-08-20', '2026-08-27', '2026-08-28']
    expect(asked.map((day) => lies(deputy(), day))).toEqual([theirs, standsIn, standsIn, theirs])
  })

  it('is the holder’s, where the family lets the deputy in no longer, or nothing reaches them', () => {
    const { state } = deputy()
    const out = { ...state, excluded: [{ person: people.colleague.person, tookPart: true }] }
    const silent = { ...state, away: [{ person: people.colleague.person, why: 'silent' as const }] }
    for (const one of [out, silent]) {
      const found = due(one, on('2026-08-21'), { policy: standard, calendar })
      expect(found.filter(({ ball }) => ball.role === 'holder').length).toBeGreaterThan(0)
      expect(found.filter(({ ball }) => ball.role === 'person')).toEqual([])
    }
  })

  it('is the holder’s, where the family has closed its topic to the deputy', () => {
    const takenBack = { scope: 'topic', service: null, reason: null, ...said } as const
    const closed = (topic: 'learning' | 'health') =>
      given(openLog(), measure(), { type: 'consent.withdrawn', topic, ...takenBack })
    const lent = (story: Story) => story.and({ type: 'baton.deputize', to: somebody('colleague'), ...days })
    expect(lies(lent(closed('learning')), '2026-08-21')).toEqual(theirs)
    expect(lies(lent(closed('health')), '2026-08-21')).toEqual(standsIn)
  })

  it('is reminded of to the deputy alone on those days', () => {
    const story = given(openLog(), measure('2026-08-24')).and({
      type: 'baton.deputize',
      to: somebody('colleague'),
      ...days,
    })
    const key = 'measure-due:measure_1:2026-08-24'
    const said = story.and({ type: 'reminder.send', key, occurrence: 1 }, 'system', '2026-08-24')
    const audiences = said.notices().flatMap((one) => ('audience' in one ? one.audience : []))
    expect(audiences).toEqual([{ person: people.colleague.person }])
  })

  it('is told to nobody a second time when the holder is back', () => {
    const back = deputy().and({ type: 'baton.end-deputy' }, 'head', '2026-08-24')
    const told = back
      .notices()
      .flatMap((one) => (one.kind === 'tell' ? [[one.card, 'line' in one ? one.line : null]] : []))
    expect(told).toEqual([['told', 'deputy-ended']])
  })
})

it('whoever takes part already has the baton by the post it was given them for, and nobody else’s part changes', () => {
  const named: Event = { type: 'baton.named', to: people.colleague.person, service: 'ppt', unit: 'ppt' }
  const { participants } = given(openLog(2), joined('colleague'), joined('nurse'), named).state
  expect(participants).toContainEqual({ person: people.colleague.person, service: 'ppt', unit: 'ppt' })
  expect(participants.filter(({ service }) => service === 'ppt')).toHaveLength(1)
})

it('that nobody holds a case that is closed is told to nobody', () => {
  const left: Event = { type: 'baton.left', person: people.teacher.person }
  const closed: Event = { type: 'case.closed', reason: 'moved', summary: null }
  const tells = (...history: Event[]) =>
    given(openLog(), history)
      .notices()
      .filter(({ kind }) => kind !== 'refresh')
  expect(tells(left)).toMatchObject([{ line: 'holder-left', audience: ['leaders', 'deciders'] }])
  expect(tells(closed, left)).toEqual([])
})
