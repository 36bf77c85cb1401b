/** Level 0: a concern is registered, looked into, and gets its outcome. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { ConcernCommand } from '../../src/core/concern.ts'
import { decide } from '../../src/core/decide.ts'
import { at, by, given, givenUnder, happens, refused } from '../support/given.ts'
import { concluded, consented, joined, openLog, openOnPaper, registered, requested, said } from '../support/history.ts'
import { calendar, other, people, somebody, standard, start, startDay, withPost } from '../support/sample.ts'

const register: Extract<ConcernCommand, { type: 'concern.register' }> = {
  ...{ type: 'concern.register', case: 'case_1', ref: 'FJ-1001' },
  ...{ municipality: 'fjordvik', unit: 'bjorkelia', service: 'skole' },
  ...{ about: 'word_about', seen: 'word_seen', targetGroup: 'child', environment: false },
  shielded: false,
}
const context = { policy: standard, calendar, now: start }

function conclude(more: Partial<Extract<ConcernCommand, { type: 'concern.conclude' }>> = {}): Command {
  const none = { day: null, written: null, keepReason: null } as const
  return { type: 'concern.conclude', outcome: 'level', level: 1, services: [], reason: null, ...none, ...more }
}

describe('concern.register', () => {
  it('begins a case at level 0 that belongs to the one who wonders', () => {
    expect(decide(null, register, { ...context, actor: people.teacher })).toEqual(happens(registered()))
    const { state } = given(registered())
    expect(state).toMatchObject({ level: 0, status: 'open', mode: 'none', owner: 'person_teacher', holder: null })
    expect(state.services).toEqual(['skole'])
  })

  it('is refused for a service the municipality does not have, and for the bot itself', () => {
    const elsewhere = { ...register, service: 'zoo' }
    expect(decide(null, elsewhere, { ...context, actor: people.teacher })).toMatchObject(refused('service-unknown'))
    expect(decide(null, register, { ...context, actor: people.system })).toEqual(refused('not-permitted'))
  })

  it('can say at once that an address is secret', () => {
    const shielded = decide(null, { ...register, shielded: true }, { ...context, actor: people.teacher })
    expect(shielded).toEqual(happens(registered(), { type: 'case.shielded' }))
    expect(given(registered(), { type: 'case.shielded' }).state).toMatchObject({ level: 0, shielded: true })
  })

  it('is the first of a case, which then has nothing but it', () => {
    expect(given(registered()).state).toMatchObject({
      ...{ level: 0, mode: 'none', status: 'open', services: ['skole'], participants: [], consents: [], goals: [] },
      ...{ measures: [], followUps: [], notes: [], meetings: [], transitions: [], proposals: [], reports: [] },
      ...{ openedAt: start, levelSince: start, lastEntryAt: start, concern: { since: start, services: [] } },
      ...{ care: 'guardians', guardians: 2, holder: null, deputy: null, handOver: null, unplannedSince: null },
    })
    expect(() => given({ type: 'log.opened' })).toThrow("can't be log.opened")
  })

  it('is told to the leaders, as any news', () => {
    expect(given(registered()).notices()).toEqual([
      { kind: 'tell', card: 'told', line: 'leader-look', subject: '', audience: ['leaders'] },
    ])
  })

  it('is of a post that whoever writes it down has, and of no other', () => {
    const isRefused = (other: Partial<typeof register>) =>
      expect(decide(null, { ...register, ...other }, { ...context, actor: people.teacher })).toEqual(
        refused('not-permitted'),
      )
    isRefused({ unit: 'strandheim' })
    isRefused({ service: 'ppt' })
    isRefused({ municipality: 'solvik' })
  })

  it('says whether there are children where the service is one for adults', () => {
    const context0 = { ...context, actor: withPost('teacher', { service: 'nav' }) }
    const nav = { ...register, service: 'nav' }
    expect(decide(null, nav, context0)).toEqual(refused('children-unsaid', { field: 'children' }))
    expect(decide(null, { ...nav, children: 'unknown' }, context0)).toMatchObject({ events: [{ children: 'unknown' }] })
    const { state } = given({ ...registered(), children: 'yes' } as Event)
    expect(state.concern.children).toBe('yes')
  })

  it('happens once for a case', () => {
    expect(given(registered()).when(register)).toEqual(refused('already-done'))
  })
})

describe('a command without a case', () => {
  it('finds nothing', () => {
    expect(decide(null, conclude(), { ...context, actor: people.teacher })).toEqual(refused('not-found'))
  })
})

describe('concern.talk', () => {
  it('is held today or before', () => {
    const talk = { type: 'concern.talk', day: '2026-08-17', way: 'telephone' } as const
    expect(given(registered()).when(talk)).toEqual(happens({ ...talk, type: 'concern.talked' }))
    expect(given(registered()).when({ ...talk, day: '2026-08-18' })).toEqual(refused('day-future', { field: 'day' }))
    const talked = { type: 'concern.talked', day: '2026-08-14', way: 'writing' } as const
    const story = given(registered(), talked)
    expect(story.state.concern).toMatchObject({ talkHeld: '2026-08-14', talkWay: 'writing' })
    expect(given(registered(), talked, { ...talked, way: null }).state.concern).not.toHaveProperty('talkWay')
  })

  it('may be written down after the log was opened, by whoever has the case', () => {
    const talk = { type: 'concern.talk', day: '2026-08-14', way: 'meeting' } as const
    for (const who of ['teacher', 'head'] as const) {
      const story = given(openLog()).and(talk, who)
      expect(story.state).toMatchObject({ level: 1, concern: { talkHeld: '2026-08-14', talkWay: 'meeting' } })
    }
    expect(given(openLog(), joined('colleague')).when(talk, 'colleague')).toMatchObject(refused('not-permitted'))
  })
})

describe('concern.ask and concern.answer', () => {
  const ask = { type: 'concern.ask', question: 'question_1', to: somebody('ppt'), text: 'word_q' } as const
  const asked = { type: 'concern.asked', question: 'question_1', to: people.ppt.person, text: 'word_q' } as const
  const answer = { type: 'concern.answer', question: 'question_1', text: 'word_a' } as const

  it('asks a colleague of any service, without consent', () => {
    expect(given(registered()).when(ask)).toEqual(happens(asked))
  })

  it('asks neither oneself nor somebody who has left', () => {
    const story = given(registered())
    expect(story.when({ ...ask, to: somebody('teacher') })).toEqual(refused('same-person', { field: 'person' }))
    expect(story.when({ ...ask, to: somebody('ppt', false) })).toEqual(refused('person-inactive', { field: 'person' }))
  })

  it('is answered by the one who was asked, once', () => {
    const story = given(registered(), asked)
    expect(story.when(answer, 'ppt')).toEqual(happens({ ...answer, type: 'concern.answered' }))
    expect(story.when(answer, 'stranger')).toEqual(refused('not-found'))
    expect(story.when(answer, 'teacher')).toEqual(refused('not-permitted', { may: ['asked'] }))
    expect(story.and(answer, 'ppt').when(answer, 'ppt')).toEqual(refused('already-answered'))
  })

  it('is not answered in place of somebody else who was asked', () => {
    const nurse = { ...asked, question: 'question_2', to: people.nurse.person } as const
    expect(given(registered(), asked, nurse).when(answer, 'nurse')).toEqual(refused('not-found'))
    const second = { ...answer, question: 'question_2' } as const
    expect(given(registered(), asked, nurse).when(second, 'nurse')).toHaveProperty('events')
  })

  it('may be answered after the concern got its outcome', () => {
    const story = given(registered(), asked, openLog().slice(1))
    expect(story.when(answer, 'ppt')).toEqual(happens({ ...answer, type: 'concern.answered' }))
    expect(story.and(answer, 'ppt').state.concern.questions[0]).toMatchObject({ answer: 'word_a' })
  })

  it('is answered no more where a case goes on on paper, also once it is at home where the family lets it be read', () => {
    const planned = { type: 'transition.planned', transition: 'transition_1', day: '2026-09-01', to: 'ppt' } as const
    const received = { type: 'transition.received', transition: 'transition_1', unit: 'ppt' } as const
    const before = given(registered(), asked, openOnPaper().slice(1), consented(['ppt'], 'consent_1'))
    const moved = given(before, planned, received)
    expect(moved.state).toMatchObject({ mode: 'paper', service: 'ppt', unit: 'ppt' })
    expect(moved.when(answer, 'ppt')).toEqual(refused('question-over'))
  })
})

describe('concern.conclude', () => {
  it('closes the case when there is no reason for concern, and erases what was written or says why not', () => {
    const closing = conclude({ outcome: 'close', level: null, reason: 'word_r', written: 'erase' })
    expect(given(registered()).when(closing)).toEqual(
      happens(
        { type: 'concern.concluded', outcome: 'close', level: null, services: [], reason: 'word_r' },
        { type: 'case.closed', reason: 'no-concern', summary: 'word_r' },
        { type: 'concern.erased' },
      ),
    )
    const keeping = conclude({ outcome: 'close', level: null, written: 'keep', keepReason: 'word_k' })
    expect(given(registered()).when(keeping)).toMatchObject({
      events: [{}, { type: 'case.closed' }, { type: 'concern.kept', reason: 'word_k' }],
    })
    expect(given(registered()).and(keeping).state.erased).toBe(false)
    expect(given(registered()).and(closing).state).toMatchObject({ status: 'closed', erased: true })
  })

  it('needs to be told what becomes of the words, and why they are kept', () => {
    const story = given(registered())
    const unsaid = conclude({ outcome: 'close', level: null })
    expect(story.when(unsaid)).toEqual(refused('written-unchosen', { field: 'written' }))
    const why = conclude({ outcome: 'close', level: null, written: 'keep' })
    expect(story.when(why)).toEqual(refused('reason-missing', { field: 'keepReason' }))
  })

  it('records a report of concern and ends nothing by it', () => {
    const report = conclude({ outcome: 'report', level: null, day: '2026-08-14' })
    const recorded = { type: 'report.recorded', day: '2026-08-14', by: 'person_teacher' } as const
    expect(given(registered()).when(report)).toEqual(happens(recorded))
    const story = given(registered()).and(report)
    expect(story.state).toMatchObject({ status: 'open', level: 0, concern: { outcome: null }, reports: [{}] })
    expect(story.when(conclude({ level: 2, services: ['ppt'] }))).toEqual(happens(concluded(2, ['ppt'])))
    const words = { ...report, reason: 'word_r' } as const
    expect(given(registered()).when(words)).toEqual(refused('report-words', { field: 'reason' }))
    const undated = conclude({ outcome: 'report', level: null })
    expect(given(registered()).when(undated)).toEqual(refused('day-missing', { field: 'day' }))
  })

  it('closes a wondering that was reported by saying so, and not that there is no reason for concern', () => {
    const story = given(registered(), { type: 'report.recorded', day: '2026-08-14', by: 'person_teacher' })
    expect(
      story.when(conclude({ outcome: 'close', level: null, written: 'keep', keepReason: 'word_k' })),
    ).toMatchObject({
      events: [{ outcome: 'close' }, { type: 'case.closed', reason: 'reported' }, { type: 'concern.kept' }],
    })
  })

  it('closed the case with a report until it was told apart, and an old log still says so', () => {
    const before: Event = { type: 'concern.concluded', outcome: 'report', level: null, services: [], reason: null }
    const { state } = given(registered(), before, { type: 'case.closed', reason: 'reported', summary: null })
    expect(state).toMatchObject({ status: 'closed', closed: { reason: 'reported' }, concern: { outcome: 'report' } })
    expect(state.erased).toBe(false)
  })

  it('leaves nothing to be taken up again where the words were erased, and nothing to be written', () => {
    const erased = given(registered()).and(conclude({ outcome: 'close', level: null, written: 'erase' }))
    expect(erased.when({ type: 'case.reopen', reason: 'word_r' })).toEqual(refused('erased'))
    const withdrawn = { scope: 'whole', service: null, topic: null, reason: 'word_r', ...said } as const
    expect(erased.when({ type: 'consent.withdraw', ...withdrawn })).toEqual(refused('erased'))
    expect(erased.when({ type: 'report.record', day: '2026-08-14' })).toHaveProperty('events')
  })

  it('waits for consent where the level has a log, and names the services that are to be asked', () => {
    const decision = given(registered()).when(conclude({ level: 2, services: ['skole', 'ppt'] }))
    expect(decision).toEqual(happens(concluded(2, ['ppt'])))
    expect(given(registered(), concluded(2, ['ppt'])).state).toMatchObject({
      level: 0,
      holder: null,
      services: ['skole'],
    })
  })

  it('opens at once, on paper, below the level at which the log opens', () => {
    const story = givenUnder(other, registered()).and(conclude())
    expect(story.state).toMatchObject({ level: 1, mode: 'paper', holder: 'person_teacher', services: ['skole'] })
    expect(givenUnder(other, registered()).and(conclude({ level: 2 })).state.level).toBe(0)
  })

  it('ends in the levels the municipality says, and in no other', () => {
    const broader = refused('unknown-level', { field: 'outcome' })
    expect(given(registered()).when(conclude({ level: 3, services: ['ppt'] }))).toEqual(broader)
    const one = givenUnder({ ...standard, concernEndsInLevels: [1] }, registered())
    expect(one.when(conclude({ level: 2, services: ['ppt'] }))).toEqual(broader)
    expect(one.when(conclude({ level: 1 }))).toEqual(happens(concluded(1)))
    // Level 0 is none to end in, whatever the municipality's file says.
    const none = givenUnder({ ...standard, concernEndsInLevels: [0] }, registered())
    expect(none.when(conclude({ level: 0 }))).toEqual(broader)
  })

  it('is refused for levels and services that do not exist, and for more services than the level has room for', () => {
    const story = given(registered())
    expect(story.when(conclude({ level: 0 }))).toEqual(refused('unknown-level', { field: 'outcome' }))
    expect(story.when(conclude({ level: 9 }))).toEqual(refused('unknown-level', { field: 'outcome' }))
    expect(story.when(conclude({ level: null }))).toEqual(refused('unknown-level', { field: 'outcome' }))
    expect(story.when(conclude({ level: 2, services: ['zoo'] }))).toEqual(
      refused('service-unknown', { field: 'services', services: ['zoo'] }),
    )
    const full = refused('too-many-services', { field: 'services' })
    expect(story.when(conclude({ level: 1, services: ['ppt'] }))).toEqual(full)
    expect(story.when(conclude({ level: 2, services: ['ppt', 'bup', 'nav'] }))).toEqual(full)
    const broad = givenUnder({ ...standard, concernEndsInLevels: [1, 2, 3] }, registered())
    expect(broad.when(conclude({ level: 3, services: ['ppt', 'bup', 'nav'] }))).toMatchObject({
      events: [{ level: 3 }],
    })
  })

  it('can be chosen anew until the log opens, and what was asked of the family for it is then asked no more', () => {
    const asked = given(registered(), concluded(2, ['ppt']), requested('consent_1', { services: ['skole', 'ppt'] }))
    const cancelled = { type: 'consent.cancelled', consent: 'consent_1' } as const
    expect(asked.when(conclude({ level: 2, services: ['ppt'] }))).toEqual(refused('already-concluded'))
    expect(asked.when(conclude())).toEqual(happens(cancelled, concluded()))
    const alone = asked.and(conclude())
    expect(alone.state).toMatchObject({ concern: { level: 1, services: [] }, consents: [{ status: 'cancelled' }] })
    expect(alone.due(startDay).map(({ signal }) => signal)).not.toContain('consent-unanswered')
    const closing = conclude({ outcome: 'close', level: null, written: 'erase' })
    expect(asked.and(closing).state).toMatchObject({ status: 'closed', consents: [{ status: 'cancelled' }] })
    const report = conclude({ outcome: 'report', level: null, day: '2026-08-14' })
    expect(asked.and(report, 'head').state.consents).toMatchObject([{ status: 'requested' }])
  })

  it('is another outcome with another level, or with more, fewer or other services', () => {
    const story = given(registered(), concluded(2, ['ppt']))
    const others = [conclude({ level: 2 }), conclude({ level: 2, services: ['bup'] }), conclude()]
    for (const command of [...others, conclude({ level: 2, services: ['ppt', 'bup'] })])
      expect(story.when(command)).toHaveProperty('events')
    expect(given(registered(), concluded(2)).when(conclude({ level: 1 }))).toHaveProperty('events')
    expect(given(registered(), concluded(2)).when(conclude({ level: 2 }))).toEqual(refused('already-concluded'))
  })

  it('takes back no question that was answered', () => {
    const no: Event = { type: 'consent.refused', consent: 'consent_1', services: ['skole'], reason: null, ...said }
    const story = given(registered(), concluded(2, ['ppt']), requested(), no, requested('consent_2'))
    expect(story.when(conclude())).toEqual(happens({ type: 'consent.cancelled', consent: 'consent_2' }, concluded()))
  })

  it('happens once, until the case is reopened', () => {
    expect(given(openLog()).when(conclude(), 'head')).toEqual(refused('not-a-concern'))
    const kept = { written: 'keep', keepReason: 'word_k' } as const
    const closed = given(registered()).and(conclude({ outcome: 'close', level: null, ...kept }))
    expect(closed.when(conclude())).toEqual(refused('case-closed'))
    const again = closed.and({ type: 'case.reopen', reason: 'word_r' }, 'teacher', '2026-10-01')
    expect(again.state.concern).toMatchObject({ outcome: null, since: again.entries.at(-1)?.at })
    expect(again.when(conclude())).toMatchObject({ events: [{ type: 'concern.concluded' }] })
  })
})

describe('a concern at level 0', () => {
  it('does not exist for anybody but its owner and their leader', () => {
    const story = given(registered(), concluded(2, ['ppt']), requested('consent_1', { services: ['skole', 'ppt'] }))
    for (const name of ['colleague', 'ppt', 'ke', 'otherHead', 'administrator', 'outsider'] as const) {
      expect(story.when({ type: 'case.open-on-paper', holder: null }, name), name).toEqual(refused('not-found'))
    }
    expect(story.when({ type: 'case.open-on-paper', holder: null }, 'head')).toMatchObject({
      events: [{ type: 'case.opened' }],
    })
  })

  it('keeps every entry apart by who made it and when', () => {
    const talked = { type: 'concern.talked', day: '2026-08-18', way: 'meeting' } as const
    const story = given(registered(), at('2026-08-18', by('head', talked)))
    expect(story.entries.map((entry) => entry.by)).toEqual(['person_teacher', 'person_head'])
    expect(story.state.lastEntryAt).toBe('2026-08-18T07:00:00.000Z')
  })
})
