/** What a line tells of a case: whether it is so still, and what its sentence needs to say it. */
import { describe, expect, test } from 'vitest'
import { lineArgs, stillHolds, toReader } from '../../../src/app/see/index.ts'
import type { Event } from '../../../src/core/case.ts'
import type { LineAbout } from '../../../src/core/notice.ts'
import { at, given } from '../../support/given.ts'
import { joined, measure, meeting, noted, onLeave, openLog, proposed, registered } from '../../support/history.ts'
import { looking } from '../../support/looking.ts'
import { type PersonName, people } from '../../support/sample.ts'

type History = Parameters<typeof given>
const log = openLog(2)
const of = (line: LineAbout['line'], subject = '') => ({ line, subject }) as LineAbout
const silent = (name: PersonName) => noted({ away: [{ person: people[name].person, why: 'silent' }] })
const recused = (name: PersonName): Event => ({ type: 'case.recused', person: people[name].person })
const named = (name: PersonName): Event => ({
  ...{ type: 'baton.named', to: people[name].person, service: 'skole', unit: 'bjorkelia' },
})

describe('a line that tells how it stands', () => {
  const holds = (line: LineAbout['line'], ...history: History) => stillHolds(given(...history).state, of(line))

  test('of the holder holds as long as nothing reaches them, or they have left', () => {
    expect([holds('holder-silent', log, silent('teacher')), holds('holder-silent', log, silent('ppt'))]).toEqual([
      true,
      false,
    ])
    const left: Event = { type: 'baton.left', person: people.teacher.person }
    expect([holds('holder-left', log, left), holds('holder-left', log)]).toEqual([true, false])
    expect(holds('holder-left', log, left, named('colleague'))).toBe(false)
  })

  test('of their leave holds for the one who bears it meanwhile, be that nobody', () => {
    const away = (bears: 'holder' | 'deputy' | 'nobody') => noted({ leave: onLeave(bears, 'teacher') })
    const lines = (bears: 'holder' | 'deputy' | 'nobody') =>
      (['holder-on-leave', 'holder-on-leave-alone'] as const).map((line) => holds(line, log, away(bears)))
    expect(lines('deputy')).toEqual([true, false])
    expect(lines('nobody')).toEqual([false, true])
    expect(lines('holder')).toEqual([false, false])
  })

  test('of whoever wondered holds while it is a wondering, and they are gone from it', () => {
    expect(holds('owner-gone', registered(), silent('teacher'))).toBe(true)
    expect(holds('owner-gone', registered(), recused('teacher'))).toBe(true)
    expect(holds('owner-gone', registered())).toBe(false)
    expect(holds('owner-gone', log, silent('teacher'))).toBe(false)
  })

  test('of who decides holds as long as it is they: the unit, KE or nobody', () => {
    const lines = ['back-with-unit', 'falls-to-ke', 'nobody-decides', 'nobody-leads'] as const
    const so = (decides: 'unit' | 'ke' | 'nobody') => lines.filter((line) => holds(line, log, noted({ decides })))
    expect(so('unit')).toEqual(['back-with-unit'])
    expect(so('ke')).toEqual(['falls-to-ke'])
    expect(so('nobody')).toEqual(['back-with-unit', 'nobody-decides', 'nobody-leads'])
  })

  test('that nobody leads the unit that is to receive holds as long as it is asked', () => {
    const to = { type: 'transition.planned', transition: 'transition_1', day: '2026-09-01', to: 'skole' } as const
    const off = { type: 'transition.called-off', transition: 'transition_1', reason: 'word_r' } as const
    const said = { type: 'transition.accepted', transition: 'transition_1', holder: null } as const
    const asked = { ...to, unit: 'strandheim' }
    expect(holds('receiver-unled', openLog(), asked)).toBe(true)
    expect(holds('receiver-unled', openLog(), { ...to, unit: null })).toBe(false)
    expect(holds('receiver-unled', openLog(), asked, off)).toBe(false)
    expect(holds('receiver-unled', openLog(), asked, said)).toBe(false)
    expect(holds('receiver-unled', openLog(), asked, { type: 'case.closed', reason: 'moved', summary: null })).toBe(
      false,
    )
  })

  test('of a proposal that nobody can decide holds of that one', () => {
    const { state } = given(openLog(), proposed(), noted({ stuck: 'proposal_1' }))
    expect(stillHolds(state, of('proposal-stuck', 'proposal_1'))).toBe(true)
    expect(stillHolds(state, of('proposal-stuck', 'proposal_2'))).toBe(false)
  })

  test('that a proposal can be decided holds as long as nobody has', () => {
    const open = given(openLog(), proposed())
    expect(stillHolds(open.state, of('proposal-ready', 'proposal_1'))).toBe(true)
    const over = given(open, { type: 'level.lapsed', proposal: 'proposal_1' })
    expect(stillHolds(over.state, of('proposal-ready', 'proposal_1'))).toBe(false)
  })
})

test('a line that tells what happened holds whatever happens since', () => {
  expect(stillHolds(given(log).state, of('log-opened'))).toBe(true)
})

describe('what the sentence of a line needs', () => {
  /** As it is told to the one named, who is “deg”; to several, where nobody is. */
  async function told(about: LineAbout, to: PersonName | null, ...history: History) {
    const { viewer } = await looking()
    const reader = await viewer(to ?? 'head')
    return lineArgs(reader, given(...history).state, about, { call: toReader(reader), reader: to && people[to].person })
  }

  test('is nothing where it names nobody and no day', async () => {
    expect(await told(of('log-opened'), null, log)).toEqual({ line: 'log-opened' })
  })

  test('is who has the log, or the wondering, from now on, and whether that is its reader', async () => {
    const held = (to: PersonName | null) => told(of('holder-changed'), to, log, named('colleague'))
    expect(await held('teacher')).toEqual({ line: 'holder-changed', holder: 'Colleague', you: false })
    expect(await held('colleague')).toMatchObject({ you: true })
    expect(await held(null)).toMatchObject({ you: false })
    const owned = (to: PersonName | null) =>
      told(of('owner-changed'), to, registered(), {
        type: 'concern.owned',
        owner: people.colleague.person,
        from: people.teacher.person,
      })
    expect(await owned('teacher')).toEqual({ line: 'owner-changed', owner: 'Colleague', you: false })
    expect(await owned('colleague')).toMatchObject({ you: true })
    expect(await owned(null)).toMatchObject({ you: false })
  })

  test('is the deputy with their days, and whether that is its reader; nothing once there is none', async () => {
    const days = { from: '2026-09-01', until: '2026-09-11' }
    const deputized: Event = {
      ...{ type: 'baton.deputized', person: people.colleague.person, service: 'skole', unit: 'bjorkelia', ...days },
    }
    const namedOne = (to: PersonName) => told(of('deputy-named'), to, log, deputized)
    expect(await namedOne('teacher')).toEqual({ line: 'deputy-named', deputy: 'Colleague', you: false, ...days })
    expect(await namedOne('colleague')).toMatchObject({ you: true })
    expect(await told(of('deputy-named'), 'teacher', log)).toBeNull()
    const ended = (to: PersonName) => told(of('deputy-ended', people.colleague.person), to, log)
    expect(await ended('teacher')).toEqual({ line: 'deputy-ended', deputy: 'Colleague', you: false })
    expect(await ended('colleague')).toMatchObject({ you: true })
  })

  test('is who has leave and until when, as long as they have it', async () => {
    const line = 'holder-on-leave'
    const away = noted({ leave: onLeave('deputy', 'teacher') })
    expect(await told(of(line), 'head', log, away)).toEqual({ line, who: 'Teacher', until: '2026-09-30' })
    expect(await told(of(line), 'head', log)).toBeNull()
  })

  test('is the day of a meeting, and the day it was moved to, as long as there is one', async () => {
    const set = [log, meeting('2026-08-24', '1')]
    const cancelled: Event = { type: 'meeting.cancelled', meeting: 'meeting_1', reason: null }
    expect(await told(of('meeting-set', 'meeting_1'), null, set)).toEqual({
      ...{ line: 'meeting-set', day: '2026-08-24', time: null },
    })
    const timed: Event = { type: 'meeting.set', meeting: 'meeting_1', day: '2026-08-24', time: '09:00' }
    expect(await told(of('meeting-soon', 'meeting_1'), null, [log, timed])).toMatchObject({ time: '09:00' })
    expect(await told(of('meeting-set', 'meeting_9'), null, set)).toBeNull()
    const moved = of('meeting-moved', 'meeting_1')
    expect(await told(moved, null, set, cancelled, meeting('2026-08-31', '2'))).toEqual({
      ...{ line: 'meeting-moved', from: '2026-08-24', day: '2026-08-31' },
    })
    expect(await told(moved, null, set, cancelled)).toBeNull()
  })

  test('is the day of what somebody is to do, of a measure or a follow-up', async () => {
    const followUp = {
      ...{ type: 'follow-up.added', followUp: 'followup_1', topic: 'family', text: 'word_t' },
      ...{ responsible: { kind: 'home' }, day: '2026-08-28' },
    } as Event
    const given = (subject: string) => told(of('task-given', subject), 'ppt', log, measure('2026-09-21'), followUp)
    expect(await given('measure_1')).toEqual({ line: 'task-given', day: '2026-09-21' })
    expect(await given('followup_1')).toEqual({ line: 'task-given', day: '2026-08-28' })
    expect(await given('followup_2')).toBeNull()
  })

  test('is who wrote a note, who declined, and who can’t be reached', async () => {
    const note: Event = { type: 'note.added', note: 'note_1', topic: 'learning', text: 'word_n', by: people.ppt.person }
    expect(await told(of('note-added', 'note_1'), 'teacher', log, note)).toEqual({ line: 'note-added', by: 'Ppt' })
    expect(await told(of('note-added', 'note_2'), 'teacher', log, note)).toBeNull()
    const { person } = people.ppt
    expect(await told(of('hand-over-declined', person), 'ppt', log)).toEqual({ line: 'hand-over-declined', by: 'deg' })
    // Of whoever can't be reached others are told: by name.
    for (const line of ['not-reached', 'not-folded'] as const)
      expect(await told(of(line, person), 'ppt', log)).toEqual({ line, who: 'Ppt' })
  })

  test('is the reference, of a thread that is gone', async () => {
    for (const line of ['thread-lost', 'thread-missed'] as const)
      expect(await told(of(line), 'teacher', log)).toEqual({ line, ref: 'FJ-1001' })
  })

  test('is who proposed, and who decided in which meeting; nothing where it is not decided', async () => {
    const levels = { from: 'nivå 1', to: 'nivå 2' }
    const decided = (approve: boolean, meetingDay: string | null): Event => ({
      ...{ type: 'level.decided', proposal: 'proposal_1', approve, by: people.head.person, meetingDay, reason: null },
      ...{ topic: null, leftOut: [], childTookPart: true, parentsTookPart: true, view: null },
      ...{ childAsked: true, without: null },
    })
    const line = (which: LineAbout['line'], ...more: Event[]) =>
      told(of(which, 'proposal_1'), null, openLog(), joined('colleague'), proposed(), at('2026-08-20', more))
    expect(await line('proposal-made')).toEqual({ line: 'proposal-made', by: 'Colleague', ...levels })
    const day = '2026-08-20'
    const approved = ['proposal-approved', 'proposal-approved-partly'] as const
    for (const which of approved) {
      expect(await line(which, decided(true, day))).toEqual({ line: which, by: 'deg', day, ...levels })
      expect(await line(which, decided(true, null))).toBeNull()
      expect(await line(which)).toBeNull()
    }
    expect(await line('proposal-rejected', decided(false, null))).toEqual({
      ...{ line: 'proposal-rejected', by: 'deg', day: null, ...levels },
    })
    expect(await told(of('proposal-made', 'proposal_2'), null, openLog(), proposed())).toBeNull()
  })
})
