/** Opening on paper, taking part, reports of concern, closing and reopening. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { noticesOfLifecycle } from '../../src/core/lifecycle.ts'
import { by, given, happens, refused } from '../support/given.ts'
import {
  concluded,
  consented,
  joined,
  measure,
  meeting,
  offered,
  openLog,
  openOnPaper,
  proposed,
  registered,
  requested,
  said,
} from '../support/history.ts'
import { type PersonName, people, somebody, startDay } from '../support/sample.ts'

const onPaper = { type: 'case.open-on-paper', holder: null } as const
const close = { type: 'case.close', reason: 'goal-reached', summary: 'word_sum' } as const
const reopen = { type: 'case.reopen', reason: 'word_again' } as const
const add = (who: PersonName, active = true): Command => ({ type: 'participant.add', to: somebody(who, active) })
const log = openLog()
const raised: Event = {
  ...{ type: 'reminder.sent', key: 'no-holder::2026-08-17', signal: 'no-holder', occurrence: 9, day: startDay },
  ...{ rungs: ['responsible', 'leader', 'ke'], ball: { role: 'leader' } },
}

describe('case.shield', () => {
  const say = (shielded: boolean) => ({ type: 'case.shield', shielded }) as const
  const already = refused('already-done', { field: 'shielded' })
  const shielded = { type: 'case.shielded' } as const

  it('marks the case, once, and can be taken back, once', () => {
    const story = given(log)
    expect(story.when(say(false))).toEqual(already)
    const marked = story.and(say(true))
    expect(marked.entries.at(-1)).toMatchObject({ by: 'person_teacher', event: shielded })
    expect(marked.state.shielded).toBe(true)
    expect(marked.when(say(true))).toEqual(already)
    const plain = marked.and(say(false))
    expect(plain.state.shielded).toBe(false)
    expect(plain.when(say(false))).toEqual(already)
    expect(plain.and(say(true)).state.shielded).toBe(true)
  })

  it.each([
    ['on paper', [openOnPaper()].flat()],
    ['that is closed', [...log, { type: 'case.closed', reason: 'goal-reached', summary: null } as const]],
    ['at level 0', [registered()]],
  ])('can be said and taken back in a case %s', (_, events: Event[]) => {
    const story = given(events)
    expect(story.when(say(true))).toEqual(happens(shielded))
    expect(given(events, shielded).when(say(false))).toEqual(happens({ type: 'case.unshielded' }))
  })

  it.each([shielded, { type: 'case.unshielded' } as const])('tells nobody ($type)', (event) => {
    expect(noticesOfLifecycle(event, given(log).state, given(log, event).state)).toEqual([])
  })
})

describe('case.open-on-paper', () => {
  it('goes on inside the one service when the family wants no log', () => {
    const no: Event = { type: 'consent.refused', consent: 'consent_1', services: ['skole'], reason: null, ...said }
    const story = given(registered(), concluded(2, ['ppt']), requested(), no).and(onPaper)
    expect(story.state).toMatchObject({ level: 1, mode: 'paper', holder: 'person_teacher', services: ['skole'] })
  })

  it('goes on without a log after the consent was withdrawn or ran out, and not while it holds', () => {
    expect(given(log).when(onPaper)).toEqual(refused('already-done'))
    expect(given(log).when(onPaper, 'teacher', '2027-08-18')).toEqual(happens({ type: 'log.closed' }))
    const withdrawn = given(log).and({
      type: 'consent.withdraw',
      ...said,
      scope: 'whole',
      service: null,
      topic: null,
      reason: null,
    })
    const paper = withdrawn.and(onPaper)
    expect(paper.state.mode).toBe('paper')
    expect(paper.when(onPaper)).toEqual(refused('already-done'))
    expect(paper.due(startDay).map(({ signal }) => signal)).not.toContain('consent-withdrawn')
  })

  it('opens with whoever is named to hold it, of the own unit alone', () => {
    const story = given(registered(), concluded(2, ['ppt']), consented(['ppt']))
    const held = (who: PersonName, active = true): Command => ({ ...onPaper, holder: somebody(who, active) })
    expect(story.when(held('colleague'))).toEqual(
      happens({
        type: 'case.opened',
        level: 1,
        mode: 'paper',
        holder: 'person_colleague',
        holderService: 'skole',
        holderUnit: 'bjorkelia',
      }),
    )
    expect(story.and(held('colleague')).state).toMatchObject({
      ...{ holder: 'person_colleague', holderService: 'skole', holderUnit: 'bjorkelia', services: ['skole'] },
      participants: [{ person: 'person_colleague' }, { person: 'person_teacher' }],
    })
    expect(story.when(held('colleague', false))).toEqual(refused('person-inactive', { field: 'holder' }))
    expect(story.when(held('ppt'))).toEqual(refused('consent-missing', { field: 'holder', services: ['ppt/ppt'] }))
    expect(story.when(held('otherTeacher'))).toEqual(
      refused('consent-missing', { field: 'holder', services: ['skole/strandheim'] }),
    )
  })

  it('has no other service in it, whatever the outcome named', () => {
    const opened = {
      type: 'case.opened',
      level: 2,
      mode: 'paper',
      holderService: 'skole',
      holderUnit: 'bjorkelia',
    } as const
    const story = given(registered(), concluded(2, ['ppt']), { ...opened, holder: people.teacher.person })
    expect(story.state.services).toEqual(['skole'])
  })

  it('needs an outcome first', () => {
    expect(given(registered()).when(onPaper)).toEqual(refused('not-a-log'))
  })
})

describe('participant.add', () => {
  it('lets in the own unit without further ado, and a service that the family has let in', () => {
    expect(given(log).when(add('colleague'))).toEqual(happens(joined('colleague')))
    const { state } = given(openLog(3, []), consented(['ppt'], 'consent_2')).and(add('ppt'))
    expect(state).toMatchObject({
      services: ['skole', 'ppt'],
      participants: [{}, { person: 'person_ppt', service: 'ppt' }],
    })
  })

  it('lets nobody in without the family: neither a service nor another unit of the same service', () => {
    expect(given(log).when(add('ppt'))).toEqual(refused('consent-missing', { field: 'person', services: ['ppt/ppt'] }))
    expect(given(openLog(3, ['ppt'])).when(add('nurse'))).toMatchObject(refused('consent-missing'))
    expect(given(openOnPaper()).when(add('otherTeacher'))).toMatchObject(refused('consent-missing'))
    expect(given(openLog(2)).when(add('ppt'), 'teacher', '2027-08-18')).toMatchObject(refused('consent-missing'))
  })

  it('lets in no more services than the level has room for', () => {
    const full = refused('no-room', { field: 'person' })
    expect(given(log, consented(['ppt'], 'consent_2')).when(add('ppt'))).toEqual(full)
    const two = [openLog(2, ['bup', 'nav']), consented(['ppt'], 'consent_2')]
    expect(given(two).when(add('ppt'))).toEqual(full)
    expect(given(openLog(2, ['ppt', 'nav'])).when(add('ppt'))).toHaveProperty('events')
  })

  it('is refused for people who have left or take part already, and at level 0', () => {
    expect(given(log).when(add('colleague', false))).toEqual(refused('person-inactive', { field: 'person' }))
    expect(given(log).when(add('teacher'))).toEqual(refused('already-done', { field: 'person' }))
    expect(given(log, joined('stranger'), joined('colleague')).when(add('colleague'))).toEqual(
      refused('already-done', { field: 'person' }),
    )
    expect(given(registered(), concluded()).when(add('colleague'), 'head')).toEqual(refused('not-a-log'))
  })
})

describe('participant.remove', () => {
  const remove = (who: PersonName): Command => ({ type: 'participant.remove', person: people[who].person })

  it('ends the part of one person, and their access with it', () => {
    const story = given(log, joined('colleague')).and(remove('colleague'))
    expect(story.state.participants.map(({ person }) => person)).toEqual(['person_teacher'])
    expect(story.when({ type: 'meeting.set', meeting: 'meeting_1', day: startDay }, 'colleague')).toEqual(
      refused('not-found'),
    )
  })

  it('hands what they answered for to the holder', () => {
    const task = measure('2026-09-21', '1', { kind: 'person', person: people.colleague.person })
    const story = given(log, joined('colleague'), task)
    const ball = (of: typeof story) => of.due(startDay).find(({ signal }) => signal === 'measure-due')?.ball
    expect(ball(story)).toEqual({ role: 'person', person: 'person_colleague' })
    expect(ball(story.and(remove('colleague')))).toEqual({ role: 'holder' })
  })

  it('never takes out the holder, nor somebody who is not there', () => {
    expect(given(log).when(remove('teacher'))).toEqual(refused('already-held'))
    expect(given(log).when(remove('colleague'))).toEqual(refused('already-done'))
  })
})

describe('report.record', () => {
  const report = { type: 'report.record', day: '2026-08-14' } as const

  it('says that a report was made, when and by whom, at every level and after the end', () => {
    expect(given(registered()).when(report)).toEqual(
      happens({ type: 'report.recorded', day: '2026-08-14', by: 'person_teacher' }),
    )
    expect(given(log).and(report, 'head').state.reports).toEqual([{ day: '2026-08-14', by: 'person_head' }])
    expect(given(openOnPaper()).when(report)).toHaveProperty('events')
    expect(given(log).and(close).when(report)).toHaveProperty('events')
  })

  it('is about a day that has been', () => {
    expect(given(log).when({ ...report, day: startDay })).toHaveProperty('events')
    expect(given(log).when({ ...report, day: '2026-08-18' })).toEqual(refused('day-future', { field: 'day' }))
    expect(given(log).when(report, 'system')).toMatchObject(refused('not-permitted'))
  })
})

describe('case.close', () => {
  it('ends the case with a reason, whatever its level', () => {
    const { state } = given(openLog(3)).and(close)
    expect(state).toMatchObject({
      status: 'closed',
      level: 3,
      closed: { by: 'person_teacher', reason: 'goal-reached', summary: 'word_sum' },
    })
  })

  it('keeps no summary of a case on paper', () => {
    const story = given(openOnPaper())
    expect(story.when(close)).toEqual(refused('paper-mode'))
    expect(story.and({ ...close, summary: null }).state).toMatchObject({ status: 'closed', closed: { summary: null } })
  })

  it('calls off the meeting that was set, and ends the part of KE', () => {
    const { state } = given(log, meeting(), raised).and(close)
    expect(state).toMatchObject({ meetings: [{ status: 'cancelled' }], raised: [], knownToKe: true })
    const held = {
      type: 'meeting.held',
      meeting: 'meeting_1',
      day: startDay,
      topic: null,
      minutes: null,
      childView: null,
    } as const
    expect(given(log, meeting(), held).when(close)).toMatchObject({ events: [{ type: 'case.closed' }] })
  })

  it('waits for what somebody else still has to answer', () => {
    expect(given(log, joined('colleague'), by('colleague', proposed())).when(close)).toEqual(refused('open-business'))
    expect(given(log, offered('colleague')).when(close)).toEqual(refused('open-business'))
  })

  it('leaves nothing due and nothing to be done but to reopen, report or withdraw', () => {
    const story = given(log, measure()).and(close)
    expect(story.due('2027-01-01')).toEqual([])
    expect(story.agenda('2027-01-01')).toEqual([])
    expect(story.when(close)).toEqual(refused('case-closed'))
    expect(story.when({ type: 'meeting.set', meeting: 'meeting_1', day: startDay })).toEqual(refused('case-closed'))
  })
})

describe('case.reopen', () => {
  it('goes on where it ended, with its holder, and asks for a plan', () => {
    const story = given(log).and(close).and(reopen, 'head', '2026-12-01')
    expect(story.state).toMatchObject({
      status: 'open',
      closed: null,
      level: 1,
      holder: 'person_teacher',
      unplannedSince: '2026-12-01T08:00:00.000Z',
    })
    expect(given(log).when(reopen)).toEqual(refused('case-open'))
  })

  it('keeps the outcome of the wondering once there was a log, and decides anew where there was none', () => {
    const story = given(openLog(2)).and(close).and(reopen, 'head', '2026-12-01')
    expect(story.state.concern).toMatchObject({ outcome: 'level', level: 2, services: ['ppt'] })
    const ended: Event = { type: 'concern.concluded', outcome: 'close', level: null, services: [], reason: null }
    const closed = { type: 'case.closed', reason: 'no-concern', summary: null } as const
    const again = given(registered(), concluded(2, ['ppt']), ended, closed).and(reopen, 'head', '2026-12-01')
    expect(again.state.concern).toMatchObject({ outcome: null, level: null, services: [] })
  })

  it('gives everything that is late as much time again as a new case has', () => {
    const late = given(log, meeting(), measure('2026-09-21')).and(close, 'teacher', '2026-09-22')
    const story = late.and(reopen, 'head', '2026-12-01')
    expect(story.due('2026-12-01').filter(({ day, since }) => day < '2026-12-15' || since < '2026-12-01')).toEqual([])
    const said = story.reminders('2026-12-01').find(({ due }) => due.signal === 'measure-due')
    expect(said).toMatchObject({ rungs: ['responsible'], at: '2026-12-10T07:00:00.000Z', due: { day: '2026-12-15' } })
  })

  it('is for the holder and the leader', () => {
    const story = given(log, joined('colleague')).and(close)
    expect(story.when(reopen, 'colleague')).toEqual(refused('not-permitted', { may: ['owner', 'holder', 'leader'] }))
    expect(story.when(reopen)).toHaveProperty('events')
  })
})

it('a wondering is not closed as a log is, and begins with nobody out of it', () => {
  const wondering = given(registered())
  expect(wondering.when({ type: 'case.close', reason: 'moved', summary: null }, 'head')).toEqual(refused('not-a-log'))
  expect(wondering.state).toMatchObject({ excluded: [], recused: [], away: [], contacts: [] })
})

it('what KE advises in a wondering is told to whoever wonders', () => {
  const advised = given(registered(), by('ke', { type: 'case.advised', text: 'word_a' }))
  const told = { kind: 'tell', line: 'advice-given', audience: ['leaders', 'deputy', 'owner'] }
  expect(advised.notices()).toContainEqual(expect.objectContaining(told))
})
