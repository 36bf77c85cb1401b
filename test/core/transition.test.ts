/** Transitions: planned by those who give, answered by the leader who receives, and on the day all of it moves together. */
import { describe, expect, it } from 'vitest'
import type { Command, Event } from '../../src/core/case.ts'
import { rolesIn } from '../../src/core/permission.ts'
import { accessTo } from '../../src/core/reading.ts'
import { lackingIn } from '../../src/core/transition.ts'
import { given, happens, refused } from '../support/given.ts'
import { allTopics, consented, joined, offered, openLog, registered, takenBack } from '../support/history.ts'
import { type PersonName, people, somebody, standard, startDay } from '../support/sample.ts'

const own = 'skole/bjorkelia'
const other = 'skole/strandheim'
const day = '2026-12-01'
const plan = {
  ...{ type: 'transition.plan', transition: 'transition_1', day, to: 'skole', unit: 'strandheim' },
} as const satisfies Command
const planned: Event = { ...plan, type: 'transition.planned' }
const receive = (name: PersonName | null = 'otherTeacher'): Command => ({
  ...{ type: 'transition.receive', transition: 'transition_1', holder: name && somebody(name) },
})
const decline = { type: 'transition.decline', transition: 'transition_1', reason: 'word_no' } as const
const move = { type: 'transition.move', transition: 'transition_1' } as const
const log = given(openLog(2), joined('ppt'), joined('colleague'))
const asked = given(log, planned)
const yes = consented([own, other], 'consent_2')
const met: Event = { type: 'transition.met', transition: 'transition_1', day: startDay, tookPart: 'word_both' }
const ready = given(asked, met, yes).and(receive(), 'otherHead')
const there = ready.and(move, 'system', day)
const deputy: Event = {
  ...{ type: 'baton.deputized', person: people.colleague.person, service: 'skole', unit: 'bjorkelia' },
  ...{ from: startDay, until: '2026-12-31' },
}
const reads = ({ state }: typeof log, name: PersonName, on = day) =>
  accessTo(state, people[name], on, allTopics)?.topics ?? null
const lacking = ({ state }: typeof log, on = startDay) =>
  state.transitions.map((one) => lackingIn(state, one, on, standard))

describe('transition.plan', () => {
  it('has a day ahead and a service, of which the unit may come to be known later', () => {
    expect(log.when(plan)).toEqual(happens(planned))
    const unknown = { ...plan, unit: null } as const
    expect(lacking(log.and(unknown))).toEqual([['unit', 'consent', 'acceptance', 'meeting']])
    expect(lacking(asked)).toEqual([['consent', 'acceptance', 'meeting']])
    const twice = asked.and({ ...plan, transition: 'transition_2', to: 'ppt', unit: 'nord' })
    expect(twice.state.transitions.map(({ to, status }) => [to, status])).toEqual([
      ['skole', 'planned'],
      ['ppt', 'planned'],
    ])
  })

  it('is refused for a day past or beyond the age limit, a service there is none of, its own unit, and a wondering', () => {
    expect(log.when({ ...plan, day: '2026-08-16' })).toEqual(refused('day-past', { field: 'day' }))
    expect(log.when({ ...plan, to: 'zoo' })).toEqual(refused('service-unknown', { field: 'to' }))
    expect(log.when({ ...plan, unit: 'bjorkelia' })).toEqual(refused('service-unknown', { field: 'to' }))
    expect(given(registered()).when(plan, 'head')).toEqual(refused('not-a-log'))
    const { born } = log.state
    const grown = `${Number(born?.slice(0, 4)) + 40}-01-01`
    expect(log.when({ ...plan, day: grown })).toMatchObject(refused('day-too-far', { field: 'day' }))
    const closed = given(log, { type: 'case.closed', reason: 'moved', summary: null })
    expect(closed.when(plan)).toEqual(refused('case-closed'))
  })

  it('asks the leaders of the unit, and nobody where that is not known', () => {
    const question = {
      kind: 'tell',
      card: 'receiving',
      subject: 'transition_1',
      audience: [{ leadersOf: 'strandheim' }],
    }
    expect(asked.notices()).toContainEqual(question)
    expect(JSON.stringify(log.and({ ...plan, unit: null }).notices())).not.toContain('receiving')
  })

  it('makes them nothing but whoever is asked: they read nothing, whatever the family says', () => {
    for (const story of [asked, given(asked, yes)]) {
      expect(rolesIn(story.state, people.otherHead, startDay)).toEqual(['receiver'])
      expect(reads(story, 'otherHead', startDay)).toBe(null)
    }
    expect(rolesIn(asked.state, people.otherTeacher, startDay)).toEqual([])
    const closed = given(asked, { type: 'case.closed', reason: 'moved', summary: null })
    expect(rolesIn(closed.state, people.otherHead, startDay)).toEqual([])
  })
})

describe('transition.receive and transition.decline', () => {
  it('is for a leader of the unit that receives, and nobody who gives', () => {
    const no = refused('not-permitted', { may: ['receiver'] })
    for (const name of ['teacher', 'head', 'ppt'] as const) {
      expect(asked.when(receive(), name)).toEqual(no)
      expect(asked.when(decline, name)).toEqual(no)
    }
    expect(asked.when(receive(), 'otherTeacher')).toEqual(refused('not-found'))
    // Who receives one transition answers for no other.
    const both = given(asked, { ...planned, transition: 'transition_2', to: 'ppt', unit: 'nord' })
    expect(both.when({ ...decline, transition: 'transition_2' }, 'otherHead')).toEqual(no)
    expect(asked.when({ ...decline, transition: 'transition_9' }, 'otherHead')).toEqual(refused('not-found'))
  })

  it('says who holds the log from then on, of that unit, or that it is said later', () => {
    const accepted = { type: 'transition.accepted', transition: 'transition_1' } as const
    expect(asked.when(receive(), 'otherHead')).toEqual(happens({ ...accepted, holder: people.otherTeacher.person }))
    expect(asked.when(receive(null), 'otherHead')).toEqual(happens({ ...accepted, holder: null }))
    expect(asked.when(receive('colleague'), 'otherHead')).toEqual(refused('not-of-unit', { field: 'person' }))
    const out = given(asked, consented([own], 'consent_2', { excludedStaff: [people.otherTeacher.person] }))
    expect(out.when(receive(), 'otherHead')).toEqual(refused('person-excluded', { field: 'person' }))
  })

  it('can be said otherwise until the day, and is told to those who give', () => {
    const no = asked.and(decline, 'otherHead')
    expect(no.state.transitions[0]).toMatchObject({ answer: { how: 'declined' }, declined: 'word_no' })
    expect(no.notices()).toContainEqual(expect.objectContaining({ line: 'transition-declined' }))
    expect(no.when(decline, 'otherHead')).toEqual(refused('already-done'))
    const after = no.and(receive(), 'otherHead')
    expect(after.state.transitions[0]).toMatchObject({ answer: { how: 'accepted' }, declined: null })
    expect(after.notices()).toContainEqual(expect.objectContaining({ line: 'transition-accepted' }))
    expect(after.when(receive(), 'otherHead')).toEqual(refused('already-done'))
    expect(after.when(decline, 'otherHead')).toHaveProperty('events')
    expect(there.when(decline, 'otherHead')).toEqual(refused('not-permitted', { may: ['receiver'] }))
  })
})

describe('transition.meet', () => {
  const meet = { type: 'transition.meet', transition: 'transition_1', day: startDay, tookPart: 'word_both' } as const
  const alone = given(asked, yes).and(receive(), 'otherHead')

  it('is said by those who give, once, of a day that has been', () => {
    expect(asked.when(meet)).toEqual(happens(met))
    expect(asked.when(meet, 'head')).toEqual(happens(met))
    for (const who of ['otherHead', 'colleague', 'ppt'] as const)
      expect(asked.when(meet, who), who).toMatchObject(
        refused('not-permitted', { may: ['holder', 'deputy', 'leader'] }),
      )
    expect(asked.when({ ...meet, day })).toEqual(refused('day-future', { field: 'day' }))
    expect(given(asked, met).when(meet)).toEqual(refused('already-done'))
    expect(there.when(meet, 'otherHead')).toEqual(refused('already-done'))
  })

  it('is missing until then, by its day alone, and not where the model asks for none', () => {
    expect(lacking(alone)).toEqual([['meeting']])
    const due = alone.due(startDay).filter(({ signal }) => signal === 'transition-unreceived')
    expect(due).toMatchObject([{ day, ball: { role: 'holder' } }])
    expect(lacking(given(alone, met))).toEqual([[]])
    const [one] = alone.state.transitions
    if (!one) throw new Error('nothing is planned')
    expect(lackingIn(alone.state, one, startDay, { transitionMeeting: false })).toEqual([])
  })

  it('keeps nobody where they are no more: what lacks it alone moves on its day', () => {
    expect(alone.and(move, 'system', day).state).toMatchObject({ unit: 'strandheim' })
  })
})

describe('transition.call-off', () => {
  const callOff = { type: 'transition.call-off', transition: 'transition_1', reason: 'word_stays' } as const
  const off = ready.and(callOff, 'head')

  it('is for those who answer for the case, with a reason, as long as the case has not come', () => {
    const called = { type: 'transition.called-off', transition: 'transition_1', reason: 'word_stays' }
    for (const name of ['teacher', 'head'] as const) expect(asked.when(callOff, name)).toEqual(happens(called as Event))
    for (const name of ['ppt', 'otherHead'] as const)
      expect(asked.when(callOff, name)).toEqual(refused('not-permitted', { may: ['holder', 'deputy', 'leader'] }))
    expect(off.when(callOff)).toEqual(refused('already-done'))
    expect(there.when(callOff, 'otherHead', day)).toEqual(refused('already-done'))
    expect(asked.when({ ...callOff, transition: 'transition_9' })).toEqual(refused('not-found'))
  })

  it('moves nothing, asks nobody and reminds of nothing any more, and another can be planned', () => {
    expect(off.state.transitions).toMatchObject([{ status: 'called-off', calledOff: 'word_stays' }])
    expect(off.when(move, 'system', day)).toEqual(happens())
    expect(off.agenda(day).filter(({ command }) => command.type === 'transition.move')).toEqual([])
    expect(lacking(off)).toEqual([[]])
    expect(rolesIn(off.state, people.otherHead, startDay)).toEqual([])
    expect(off.when(decline, 'otherHead')).toEqual(refused('not-found'))
    const again = off.and({ ...plan, transition: 'transition_2', day: '2026-12-10' })
    expect(again.state.transitions.map(({ status }) => status)).toEqual(['called-off', 'planned'])
  })
})

describe('on the day', () => {
  const moves = (story: typeof log, on: string) =>
    story.agenda(on).flatMap(({ at, command }) => (command.type === 'transition.move' ? [at] : []))

  it('unit, leader and holder move together, and those of the unit it comes from keep nothing', () => {
    expect(there.state).toMatchObject({ unit: 'strandheim', service: 'skole', hasMoved: true })
    expect(there.state).toMatchObject({
      holder: people.otherTeacher.person,
      holderUnit: 'strandheim',
      holderLeft: null,
    })
    expect(there.state.participants.map(({ person }) => person)).toEqual(['person_ppt', people.otherTeacher.person])
    expect(there.state.transitions[0]?.status).toBe('received')
    expect([reads(there, 'otherTeacher'), reads(there, 'otherHead'), reads(there, 'ppt')]).toEqual([
      ...['all', 'all', allTopics],
    ])
    for (const name of ['teacher', 'colleague', 'head'] as const) {
      expect(reads(there, name), name).toBe(null)
      expect(rolesIn(there.state, people[name], day), name).toEqual([])
    }
  })

  it('comes by itself with the day, and before it nothing moves', () => {
    expect(moves(ready, startDay)).toEqual([`${day.slice(0, 8)}01T00:00:00.000Z`].map(() => expect.any(String)))
    expect(ready.when(move, 'system', '2026-11-30')).toEqual(happens())
    expect(there.when(move, 'system', day)).toEqual(happens())
    expect(moves(there, day)).toEqual([])
    expect(ready.when(move, 'head', day)).toEqual(refused('not-permitted', { may: [] }))
  })

  it.each([
    ['nobody has received it', given(asked, yes)],
    ['the receiver has said no', given(asked, yes).and(decline, 'otherHead')],
    ['the family has not let that unit in', asked.and(receive(), 'otherHead')],
    ['it has taken that back', given(ready, takenBack({ service: other }))],
    ['the case is closed', given(ready, { type: 'case.closed', reason: 'moved', summary: null })],
  ])('nothing moves where %s', (_, story) => {
    expect(moves(story, day)).toEqual([])
    const { state } = story
    if (state.status === 'open') expect(story.when(move, 'system', day)).toEqual(happens())
  })

  it('waits for what is missing, and moves at once when the last of it comes', () => {
    const late = given(asked, yes)
    const after = late.and(receive(), 'otherHead', '2026-12-03')
    expect(after.state).toMatchObject({ unit: 'strandheim', holder: people.otherTeacher.person })
    const unasked = asked.and(receive(), 'otherHead')
    expect(moves(given(unasked, yes), '2026-12-03')).toHaveLength(1)
    const signals = (story: typeof log, on: string) =>
      story.due(on).filter(({ signal }) => signal === 'transition-unreceived')
    expect(signals(late, startDay)).toMatchObject([{ ball: { role: 'holder' } }])
    expect(signals(late, day)).toMatchObject([{ ball: { role: 'leader' } }])
    expect(signals(ready, startDay)).toEqual([])
  })

  it('asks the receiver once more as often as those who give are reminded', () => {
    const [due] = asked.due(startDay).filter(({ signal }) => signal === 'transition-unreceived')
    if (!due) throw new Error('nothing is due')
    const sent: Event = {
      ...{ type: 'reminder.sent', key: due.key, signal: 'transition-unreceived', occurrence: 0 },
      ...{ rungs: ['responsible'], day: due.day, ball: due.ball },
    }
    const again = (story: typeof log) =>
      given(story, sent)
        .notices()
        .filter((one) => 'card' in one && one.card === 'receiving')
    expect(again(asked)).toHaveLength(1)
    expect(again(asked.and(decline, 'otherHead'))).toEqual([])
  })

  it('ends what was offered and who stood in, and names nobody where nobody was named', () => {
    const busy = given(asked, yes, offered('colleague'), deputy)
    const after = busy.and(receive(null), 'otherHead').and(move, 'system', day)
    expect(after.state).toMatchObject({ handOver: null, deputy: null, holderLeft: expect.any(String) })
    expect(after.due(day)).toContainEqual(expect.objectContaining({ signal: 'no-holder', ball: { role: 'leader' } }))
    expect(reads(after, 'teacher')).toBe(null)
  })

  it('gives it to nobody whom the family has excluded since', () => {
    const out = given(ready, consented([own, other], 'consent_3', { excludedStaff: [people.otherTeacher.person] }))
    const { state } = out.and(move, 'system', day)
    expect(state).toMatchObject({ unit: 'strandheim', holder: 'person_teacher', holderLeft: expect.any(String) })
  })

  it('takes the service it comes from with it, where that is another and nobody else of it takes part', () => {
    const toPpt = { ...plan, to: 'ppt', unit: 'nord' } as const
    const story = given(
      log,
      { ...toPpt, type: 'transition.planned' },
      consented([own, 'ppt/nord', 'ppt/ppt'], 'consent_2'),
    )
    const accepted: Event = { type: 'transition.accepted', transition: 'transition_1', holder: null }
    const after = given(story, accepted).and(move, 'system', day)
    expect(after.state).toMatchObject({ service: 'ppt', unit: 'nord', services: ['ppt'] })
    expect(after.state.participants.map(({ person }) => person)).toEqual(['person_ppt'])
  })

  it('is told on both sides, without a word of the case', () => {
    const [received, ...rest] = there.entries.slice(ready.entries.length)
    if (!received) throw new Error('nothing has moved')
    const notices = given(ready, received).notices()
    expect(rest.length).toBeGreaterThan(0)
    expect(notices).toContainEqual({
      ...{ kind: 'tell', card: 'told', line: 'case-moved', subject: '', audience: ['leaders', 'holder', 'deputy'] },
    })
    expect(notices).toContainEqual({
      ...{ kind: 'tell', card: 'told', line: 'case-moved-on', subject: '', audience: [{ leadersOf: 'bjorkelia' }] },
    })
  })
})
