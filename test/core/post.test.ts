/** On which post a part rests: unit, service and consent are judged by that one alone, whatever else somebody is. */
import { describe, expect, it } from 'vitest'
import type { Case } from '../../src/core/case.ts'
import { decide } from '../../src/core/decide.ts'
import type { Post, Staff } from '../../src/core/decision.ts'
import { fold } from '../../src/core/evolve.ts'
import type { Day, PersonId, ServiceCode, UnitCode } from '../../src/core/ids.ts'
import { isLeaderOf, ledBy, ledFor, mayLeadFor } from '../../src/core/leading.ts'
import { rolesIn } from '../../src/core/permission.ts'
import { isAt, isInside, lacksHolder, partsOf, postIn, postOf, postsIn, worksInside } from '../../src/core/post.ts'
import { accessTo } from '../../src/core/reading.ts'
import { given } from '../support/given.ts'
import { allTopics, openLog, registered } from '../support/history.ts'
import { calendar, postOf as onlyPost, people, standard, start, startDay } from '../support/sample.ts'

const place = { municipality: 'fjordvik', unit: 'bjorkelia', service: 'skolehelsetjeneste' }
const at = (unit: UnitCode, change: Partial<Post> = {}): Post => ({ ...place, unit, roles: ['employee'], ...change })
const { person } = people.nurse
const nurse = (...posts: Post[]): Staff => ({ kind: 'staff', person, posts })
const three = nurse(at('bjorkelia'), at('strandheim'), at('lia'))

function caseOf(...events: Parameters<typeof told>[0]): Case {
  return told(events)
}

function told(events: ReturnType<typeof openLog>): Case {
  const state = fold(events.map((event) => ({ at: start, by: people.teacher.person, event })))
  if (!state) throw new Error('no case')
  return state
}

const joined = (unit: UnitCode | null, service: ServiceCode = 'skolehelsetjeneste') =>
  ({ type: 'participant.added', person, service, unit }) as const
// The family knows the nurse at two of her schools.
const services = ['skole', 'skolehelsetjeneste/strandheim', 'skolehelsetjeneste/lia']
const log = openLog(2, ['skolehelsetjeneste'], { services })
const inLog = given(log, joined('strandheim'))
const reads = (state: Case, actor: Staff) => accessTo(state, actor, startDay, allTopics)?.topics ?? null

describe('a part', () => {
  it('rests on the one post it was given by', () => {
    const part = { service: 'skolehelsetjeneste', unit: 'strandheim' }
    expect(postOf(inLog.state, three, part)).toEqual(at('strandheim'))
    expect(postOf(inLog.state, nurse(at('bjorkelia'), at('lia')), part)).toBeNull()
    expect(postIn(inLog.state, three, startDay)).toEqual(at('strandheim'))
  })

  it('of a time when the unit was not kept rests on any post of that service', () => {
    expect(postOf(inLog.state, nurse(at('lia')), { service: 'skolehelsetjeneste', unit: null })).toEqual(at('lia'))
    expect(postOf(inLog.state, nurse(at('lia')), { service: 'skole', unit: null })).toBeNull()
  })

  it('is in one municipality: the same unit and service in another are another post', () => {
    const elsewhere = at('strandheim', { municipality: 'solvik' })
    expect(reads(inLog.state, nurse(elsewhere))).toBeNull()
    expect(reads(inLog.state, nurse(elsewhere, at('lia')))).toBeNull()
    expect(postsIn(nurse(elsewhere, at('lia')), 'solvik')).toEqual([elsewhere])
  })
})

describe('reading', () => {
  it('goes by the post on which the part rests, and by no other', () => {
    expect(reads(inLog.state, three)).toEqual(allTopics)
    expect(reads(inLog.state, nurse(at('bjorkelia'), at('lia')))).toBeNull()
    // A post of the case's own house reads nothing for somebody whose part rests on another.
    expect(reads(inLog.state, nurse(onlyPost('teacher'), at('lia')))).toBeNull()
  })

  it('is as narrow as the consent for the service of that post, also beside a post of the case’s own', () => {
    const narrow = openLog(2, ['skolehelsetjeneste'], { services, topics: ['health'] })
    const both = nurse(at('strandheim'), onlyPost('teacher'))
    expect(reads(caseOf(...narrow, joined('strandheim')), both)).toEqual(['health'])
    // Not by the home's post, though no consent covers the other: they are in the case by PPT.
    const ppt = nurse(at('ppt', { service: 'ppt' }), onlyPost('teacher'))
    expect(reads(caseOf(...narrow, joined('ppt', 'ppt')), ppt)).toBeNull()
  })

  it('of a closed case is over for a part that rests elsewhere, also beside a post of its own', () => {
    const both = nurse(at('strandheim'), onlyPost('teacher'))
    const closed: Case = { ...inLog.state, status: 'closed' }
    expect(reads(closed, both)).toBeNull()
    expect(reads(caseOf(...log, joined('bjorkelia', 'skole')), both)).not.toBeNull()
  })

  it('of a wondering is its owner’s by the post in which they wondered', () => {
    const wondering = caseOf(registered())
    const owner = (...posts: Post[]): Staff => ({ kind: 'staff', person: people.teacher.person, posts })
    expect(reads(wondering, owner(at('lia', { service: 'skole' }), onlyPost('teacher')))).toBe('all')
    expect(reads(wondering, owner(at('lia', { service: 'skole' })))).toBeNull()
    expect(reads(wondering, owner(at('bjorkelia')))).toBeNull()
  })
})

describe('a leader', () => {
  const head = (...posts: Post[]): Staff => ({ kind: 'staff', person: people.head.person, posts })
  const led = (unit: UnitCode) => at(unit, { service: 'skole', roles: ['employee', 'leader'] })

  const unitOf = (municipality: string, unit: UnitCode) => ({ municipality, unit, excluded: [], recused: [] })

  it('of two units leads each, and no unit in which they only work', () => {
    const actor = head(led('bjorkelia'), led('strandheim'), at('lia'))
    for (const unit of ['bjorkelia', 'strandheim']) expect(isLeaderOf(unitOf('fjordvik', unit), actor)).toBe(true)
    expect(isLeaderOf(unitOf('fjordvik', 'lia'), actor)).toBe(false)
    expect(isLeaderOf(unitOf('solvik', 'bjorkelia'), actor)).toBe(false)
  })

  it('has nobody lead in their place where they have no part themselves, by the family’s word or their own', () => {
    const standIn = head(at('bjorkelia'), { ...led('bjorkelia'), roles: ['leader'], inPlaceOf: 'person_away' })
    const there = unitOf('fjordvik', 'bjorkelia')
    const away = { person: 'person_away', tookPart: true } as const
    expect(isLeaderOf(there, standIn)).toBe(true)
    expect(isLeaderOf({ ...there, excluded: [away] }, standIn)).toBe(false)
    expect(isLeaderOf({ ...there, recused: ['person_away'] }, standIn)).toBe(false)
    expect(isLeaderOf({ ...there, recused: ['person_away'] }, head(led('bjorkelia'), ...standIn.posts))).toBe(true)
  })

  it('is led for by whoever works with cases in that unit for that service, and by no other', () => {
    const place = { municipality: 'fjordvik', unit: 'bjorkelia', service: 'skole' }
    const own = at('bjorkelia', { service: 'skole' })
    expect(mayLeadFor([at('lia'), own], place)).toBe(true)
    expect(mayLeadFor([{ ...own, municipality: 'solvik' }], place)).toBe(false)
    expect(mayLeadFor([{ ...own, unit: 'lia' }], place)).toBe(false)
    expect(mayLeadFor([at('bjorkelia')], place)).toBe(false)
    expect(mayLeadFor([{ ...own, roles: ['administrator'] }], place)).toBe(false)
  })

  it('reads all of a case of theirs, whatever part they have in it by another post', () => {
    const part = { ...joined('lia'), person: people.head.person }
    const state = caseOf(...log, part)
    expect(reads(state, head(at('lia'), led('bjorkelia')))).toBe('all')
    expect(reads(state, head(at('lia'), led('strandheim')))).toEqual(allTopics)
  })
})

describe('what gives nothing now', () => {
  const on = { service: 'skolehelsetjeneste', unit: 'strandheim' }
  const offered = {
    type: 'baton.offered',
    handOver: 'handover_1',
    to: person,
    by: people.teacher.person,
    ...on,
  } as const
  const deputized = (from: Day, until: Day) => ({ type: 'baton.deputized', person, from, until, ...on }) as const
  const ke = at('ke', { service: 'koordinerende-enhet', roles: ['employee', 'ke'] })
  const brought = (...events: Parameters<typeof told>[0]): Case => ({ ...caseOf(...log, ...events), decides: 'ke' })
  const both = nurse(at('strandheim'), ke)

  it('opens nothing to whoever sees a case by KE: an offer, days that are yet to come, a baton that was left', () => {
    expect(reads(brought(), both)).toEqual([])
    expect(reads(brought(offered), both)).toEqual([])
    const later = brought(deputized('2026-08-18', '2026-08-20'))
    expect(reads(later, both)).toEqual([])
    expect(accessTo(later, both, '2026-08-18', allTopics)?.topics).toEqual(allTopics)
    expect(accessTo(later, both, '2026-08-21', allTopics)?.topics).toEqual([])
    const held = brought({ type: 'baton.named', to: person, ...on })
    expect(reads({ ...held, participants: [] }, both)).toEqual(allTopics)
    expect(reads({ ...held, participants: [], holderLeft: start }, both)).toEqual([])
    expect(reads(brought(joined('strandheim')), both)).toEqual(allTopics)
  })

  it('goes after being KE, and a part of now before leading', () => {
    const led = at('bjorkelia', { service: 'skole', roles: ['leader'] })
    const leading = nurse(led, at('strandheim'))
    expect(postIn(inLog.state, leading, startDay)).toEqual(at('strandheim'))
    expect(postIn(brought(offered), leading, startDay)).toEqual(led)
    expect(postIn(caseOf(...log, deputized(startDay, startDay)), nurse(led, ke, at('strandheim')), startDay)).toEqual(
      at('strandheim'),
    )
    expect(postIn(brought(), nurse(ke, led), startDay)).toEqual(led)
    expect(postIn(brought(), nurse(onlyPost('teacher'), ke), startDay)).toEqual(ke)
  })

  it('is a post in the place of a leader who has no part in the case themselves', () => {
    const instead = at('bjorkelia', { service: 'skole', roles: ['leader'], inPlaceOf: 'person_away' })
    const health = at('lia')
    const lapsed = caseOf(...log, joined('lia'))
    const state = { ...lapsed, participants: [] }
    expect(postIn(state, nurse(health, instead), startDay)).toEqual(instead)
    expect(postIn({ ...state, recused: ['person_away'] }, nurse(ke, instead), startDay)).toEqual(instead)
    expect(postIn({ ...brought(), recused: ['person_away'] }, nurse(ke, instead), startDay)).toEqual(ke)
    const excluded = [{ person: 'person_away', tookPart: true } as const]
    expect(postIn({ ...brought(), excluded }, nurse(ke, instead), startDay)).toEqual(ke)
  })

  it('is what a part rests on all the same, so that nothing falls to it by another post', () => {
    const ppt = nurse(onlyPost('teacher'), at('ppt', { service: 'ppt' }))
    const lapsed = caseOf(...log, joined('ppt', 'ppt'))
    expect(rolesIn(lapsed, ppt, startDay)).toEqual([])
    expect(postIn(lapsed, ppt, startDay)).toEqual(at('ppt', { service: 'ppt' }))
    const led = at('bjorkelia', { service: 'skole', roles: ['leader'] })
    expect(postIn(lapsed, nurse(at('ppt', { service: 'ppt' }), led), startDay)).toEqual(led)
  })

  it('of a case that has come from elsewhere reads who leads there by their part alone', () => {
    const strandheim = at('strandheim', { service: 'skole', roles: ['leader'] })
    const leading = nurse(strandheim, at('lia'))
    const moved: Case = { ...caseOf(...log, joined('lia')), unit: 'strandheim', hasMoved: true }
    expect(reads(moved, leading)).toEqual(allTopics)
    expect(reads({ ...moved, participants: [] }, leading)).toEqual([])
  })
})

describe('participant.leave', () => {
  const context = { actor: people.system, now: start, policy: standard, calendar }
  const leave = (state: Case, who: Staff) => decide(state, { type: 'participant.leave', who }, context)

  it('ends what rests on a post that is left, and nothing else', () => {
    expect(leave(inLog.state, three)).toEqual({ events: [] })
    expect(leave(inLog.state, nurse(at('bjorkelia'), at('lia')))).toEqual({
      events: [{ type: 'participant.removed', person }],
    })
    expect(leave(inLog.state, { kind: 'staff', person: people.ppt.person, posts: [] })).toEqual({ events: [] })
  })

  it('ends the baton, what was offered and the standing in as well, each by its own post', () => {
    const on = { service: 'skolehelsetjeneste', unit: 'strandheim' } as const
    const offered = {
      type: 'baton.offered',
      handOver: 'handover_1',
      to: person,
      by: people.teacher.person,
      ...on,
    } as const
    const deputy = { type: 'baton.deputized', person, from: startDay, until: startDay, ...on, unit: 'lia' } as const
    const state = caseOf(...log, joined('strandheim'), offered, deputy)
    expect(leave(state, nurse(at('lia')))).toEqual({
      events: [
        { type: 'baton.cancelled', handOver: 'handover_1' },
        { type: 'participant.removed', person },
      ],
    })
    const held = caseOf(...log, { type: 'baton.named', to: person, ...on })
    expect(leave(held, nurse(at('lia')))).toEqual({
      events: [
        { type: 'baton.left', person },
        { type: 'participant.removed', person },
      ],
    })
    expect(rolesIn(state, nurse(at('lia')), startDay)).toEqual(['deputy'])
  })
})

describe('the parts somebody has in a case', () => {
  const parts = (state: Case, who: PersonId = person) =>
    partsOf(state, who).map(({ service, unit }) => `${service}/${unit}`)

  it('are those they hold, stand in, take part by or are offered, the one that says most first, and nobody else’s', () => {
    const on = (unit: UnitCode) => ({ service: 'skolehelsetjeneste', unit })
    const deputy = { type: 'baton.deputized', person, from: startDay, until: startDay, ...on('lia') } as const
    const offered = { type: 'baton.offered', handOver: 'handover_1', to: person, by: people.teacher.person } as const
    const state = caseOf(...log, joined('strandheim'), deputy, { ...offered, ...on('bjorkelia') })
    const where = ['lia', 'strandheim', 'bjorkelia'].map((unit) => `skolehelsetjeneste/${unit}`)
    expect(parts(state)).toEqual(where)
    expect(parts(state, people.teacher.person)).toEqual(['skole/bjorkelia', 'skole/bjorkelia'])
    expect(parts(state, people.stranger.person)).toEqual([])
    expect(parts(caseOf(...log))).toEqual([])
    expect(parts(caseOf(...log, { type: 'baton.named', to: person, ...on('lia') }))[0]).toBe('skolehelsetjeneste/lia')
  })
})

describe('somebody without a part in a case', () => {
  it('is there by the post of its home, whichever they were given first, and nowhere without one', () => {
    expect(postIn(caseOf(...log), nurse(at('lia'), onlyPost('teacher')), startDay)).toEqual(onlyPost('teacher'))
    expect(worksInside(caseOf(...log), nurse(at('lia'), onlyPost('teacher')), startDay)).toBe(true)
    expect(worksInside(caseOf(...log), nurse(at('lia', { municipality: 'solvik' })), startDay)).toBe(false)
  })

  it('is at work in a municipality by a post there', () => {
    expect([isAt(people.outsider, 'fjordvik'), isAt(people.outsider, 'solvik')]).toEqual([false, true])
    expect([isAt(people.system, 'fjordvik'), isAt(people.system, 'solvik')]).toEqual([true, false])
  })
})

describe('who holds a log', () => {
  it('is asked of logs alone, and of a time when the unit was not kept goes by the service', () => {
    expect(lacksHolder(caseOf(registered()), startDay)).toBe(false)
    expect(lacksHolder({ ...caseOf(registered()), holder: null, holderLeft: start }, startDay)).toBe(false)
    expect(isInside(caseOf(...log), { service: 'skole', unit: null })).toBe(true)
    expect(isInside(caseOf(...log), { service: 'skole', unit: 'lia' })).toBe(false)
    expect(isInside(caseOf(...log), { service: 'ppt', unit: null })).toBe(false)
  })
})

describe('whoever is to lead for a leader', () => {
  const led = (unit: UnitCode, municipality = 'fjordvik') =>
    at(unit, { service: 'skole', municipality, roles: ['leader'] })
  const works = (unit: UnitCode, municipality = 'fjordvik') =>
    ({ ...led(unit, municipality), roles: ['employee'] }) as Post
  const mine = [led('bjorkelia'), led('strandheim'), works('lia'), led('bjorkelia', 'solvik')]

  it('can in those of the leader’s units where they work, one post in each', () => {
    expect(ledBy(mine)).toEqual([led('bjorkelia'), led('strandheim'), led('bjorkelia', 'solvik')])
    const theirs = [works('bjorkelia'), works('lia'), works('bjorkelia', 'solvik')]
    expect(ledFor(mine, theirs)).toEqual([led('bjorkelia'), led('bjorkelia', 'solvik')])
    const twice = { ...led('bjorkelia'), roles: ['leader', 'employee'] } as Post
    expect(ledFor([twice, ...mine], [works('bjorkelia')])).toHaveLength(1)
    expect(ledFor([led('bjorkelia'), led('strandheim')], [works('bjorkelia'), works('strandheim')])).toHaveLength(2)
  })
})
