/** What is brought to KE is theirs as long as the reason for it lasts: who says so is the directory and the ladder, nobody else. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import type { PersonId } from '../../src/core/ids.ts'
import { isForKeOnceThere } from '../../src/core/ke.ts'
import { endedAtClosing, isBackFromKe, rolesIn, whyBack } from '../../src/core/permission.ts'
import { accessTo, seesOutlineAlone } from '../../src/core/reading.ts'
import { by, given, happens, refused, type Story } from '../support/given.ts'
import { allTopics, concluded, joined, openLog, openOnPaper, proposed, registered } from '../support/history.ts'
import { calendar, people, standard, startDay, withPost } from '../support/sample.ts'

const look = (leaders: PersonId[], ke: PersonId[] = [people.ke.person]): Command => ({
  ...{ type: 'presence.note', away: [], contacts: [], leaders, ke },
})
const { head, secondLeader } = people
const isSeen = ({ state }: Story) => rolesIn(state, people.ke, startDay).includes('ke')
const log = given(openLog(), joined('colleague'))
const open = given(log, proposed())
const left: Event = { type: 'baton.left', person: people.teacher.person }
const advise: Command = { type: 'case.advise', text: 'word_a' }

describe('a proposal', () => {
  const own = given(log, by('head', proposed(2, ['ppt'], head.person)))

  it('of the only leader is KE’s until it is decided, and that of another is the unit’s', () => {
    expect(open.when(look([head.person]), 'system')).toEqual(happens())
    const theirs = own.and(look([head.person]), 'system')
    expect([isSeen(own), isSeen(theirs)]).toEqual([false, true])
    expect(theirs.when(look([head.person]), 'system')).toEqual(happens())
    const gone = given(theirs, { type: 'level.withdrawn', proposal: 'proposal_1' })
    expect(isSeen(gone)).toBe(false)
    expect(gone.when(advise, 'ke')).toEqual(refused('back-with-unit'))
    expect(own.when(advise, 'ke')).toEqual(refused('not-found'))
  })

  it('goes back to the unit once somebody there can decide it, and to KE again when they can not', () => {
    const theirs = own.and(look([head.person]), 'system')
    const back = theirs.and(look([head.person, secondLeader.person]), 'system')
    expect(back.state).toMatchObject({ decides: 'unit', proposals: [{ toKe: false, status: 'open' }] })
    expect(isSeen(back)).toBe(false)
    expect(back.notices()).toContainEqual({ kind: 'refresh', card: 'proposal', subject: 'proposal_1' })
    expect(isSeen(back.and(look([head.person]), 'system'))).toBe(true)
  })
})

describe('what waits for a leader', () => {
  const waits = given(log, left)

  it('is KE’s while the unit has none, and no longer; both are told', () => {
    const theirs = waits.and(look([]), 'system')
    expect(isSeen(theirs)).toBe(true)
    const back = theirs.and(look([head.person]), 'system')
    expect(isSeen(back)).toBe(false)
    expect(back.notices()).toContainEqual(expect.objectContaining({ line: 'back-with-unit', audience: ['ke'] }))
    expect(back.when(advise, 'ke')).toEqual(refused('back-with-unit'))
  })

  it('is nobody’s where KE has nobody either, and theirs once it has', () => {
    const nobody = waits.and(look([], []), 'system')
    expect([isSeen(nobody), isForKeOnceThere(nobody.state)]).toEqual([false, true])
    const stuck = open.and(look([], []), 'system')
    expect([isSeen(stuck), isForKeOnceThere(stuck.state)]).toEqual([false, true])
    const alone = given(log, by('head', proposed(2, ['ppt'], head.person))).and(look([head.person], []), 'system')
    expect([isSeen(alone), alone.state.decides, isForKeOnceThere(alone.state)]).toEqual([false, 'unit', true])
    expect(isSeen(nobody.and(look([]), 'system'))).toBe(true)
    expect(isForKeOnceThere(waits.state)).toBe(false)
  })

  it('is the unit’s to begin with when a case is taken up again, whatever was when it was closed', () => {
    const theirs = waits.and(look([]), 'system')
    const closed = given(theirs, { type: 'case.closed', reason: 'moved', summary: null })
    const again = given(closed, { type: 'case.reopened', reason: 'word_r' })
    expect([isSeen(closed), isSeen(again), again.state.decides]).toEqual([false, false, 'unit'])
    expect(again.when(look([head.person]), 'system')).toEqual(happens())
    expect(isSeen(again.and(look([]), 'system'))).toBe(true)
  })
})

it('as a proposal and a recusal said it themselves until the sixth version, it is told as it was', () => {
  const said = given(log, { ...proposed(2, ['ppt'], head.person), toKe: true } as Event)
  expect(isSeen(said)).toBe(true)
  const recused = given(open, { type: 'case.recused', person: head.person, toKe: true })
  expect(recused.state).toMatchObject({ decides: 'ke', proposals: [{ toKe: true }] })
  // Of a case that was closed they saw nothing until it was taken up again.
  const closed = given(log, { type: 'case.closed', reason: 'moved', summary: null })
  const since = given(closed, { type: 'case.recused', person: head.person, toKe: true })
  expect(isSeen(since)).toBe(false)
  expect(isSeen(given(since, { type: 'case.reopened', reason: 'word_r' }))).toBe(true)
})

describe('somebody of KE who works where the case has its home', () => {
  const near = withPost('stranger', { roles: ['employee', 'ke'] })
  const paper = given(openOnPaper(), joined('colleague'))

  it.each([
    ['a wondering', given(registered(), concluded())],
    ['a log on paper', paper],
  ])('reads of %s no more than the rest of KE', (_, story) => {
    const brought = { ...story.state, decides: 'ke' } as const
    const access = accessTo(brought, near, startDay, allTopics)
    expect(access).toEqual(accessTo(brought, people.ke, startDay, allTopics))
    expect(access && seesOutlineAlone(access)).toBe(true)
  })

  it('reads all of it once they have a part in it', () => {
    const part = { ...joined('stranger') }
    const state = { ...given(paper, part).state, decides: 'ke' } as const
    expect(accessTo(state, near, startDay, allTopics)?.topics).toBe('all')
  })
})

describe('a case that is closed', () => {
  const theirs = given(log, left).and(look([]), 'system')
  const closed = given(theirs, { type: 'case.closed', reason: 'moved', summary: null })

  it('is closed to KE who saw it, and not back with its unit', () => {
    expect([isBackFromKe(closed.state, people.ke), endedAtClosing(closed.state, people.ke, startDay)]).toEqual([
      ...[false, true],
    ])
    expect(closed.when(advise, 'ke')).toEqual(refused('case-closed'))
    const again = given(closed, { type: 'case.reopened', reason: 'word_r' })
    expect(again.when(advise, 'ke')).toEqual(refused('back-with-unit'))
  })

  it('is none to KE who never saw it', () => {
    const never = given(log, { type: 'case.closed', reason: 'moved', summary: null })
    expect(never.when(advise, 'ke')).toEqual(refused('not-found'))
    expect(closed.when(advise, 'nurse')).toEqual(refused('not-found'))
  })
})

it('a proposal that was KE’s and is decided is told of as that, be it decided by the unit; one that never was theirs is not', () => {
  const decide: Command = {
    ...{ type: 'level.decide', proposal: 'proposal_1', approve: false, meetingDay: null, reason: 'word_because' },
    ...{ topic: 'learning', leftOut: [], childTookPart: true, childAsked: true, without: null, parentsTookPart: true },
    view: 'word_view',
  }
  const own = given(log, by('head', proposed(2, ['ppt'], head.person))).and(look([head.person]), 'system')
  const theirs = own.and(decide, 'secondLeader')
  expect(theirs.when(decide, 'ke')).toEqual(refused('decided-with-unit'))
  expect(theirs.when(advise, 'ke')).toEqual(refused('back-with-unit'))
  const never = { ...open.and(decide, 'head').state, knownToKe: true }
  expect(whyBack(never, 'proposal_1', { policy: standard, calendar })).toBe('back-with-unit')
})
