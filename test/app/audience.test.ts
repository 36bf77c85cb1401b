/** Whom an audience means on a day: found in the directory, never among those who have no part in the case. */
import { describe, expect, test } from 'vitest'
import { deciders, everyLeader, leaders, leadersOrKe, peopleOf, seersOf } from '../../src/app/audience.ts'
import type { Event } from '../../src/core/case.ts'
import type { Day, PersonId } from '../../src/core/ids.ts'
import type { Audience } from '../../src/core/notice.ts'
import type { PresenceEvent } from '../../src/core/presence.ts'
import type { Person, Tx } from '../../src/ports.ts'
import { given, type Story } from '../support/given.ts'
import { joined, noted, onLeave, openLog, proposed, registered } from '../support/history.ts'
import { looking } from '../support/looking.ts'
import { personToImport } from '../support/people.ts'
import { type PersonName, people, start, startDay } from '../support/sample.ts'

const named = (ids: (PersonId | Person)[]) =>
  ids.map((one) => (typeof one === 'string' ? one : one.id).replace('person_', '')).sort()

const meant = async (tx: Tx, { state }: Story, audience: Audience, day: Day = startDay) =>
  named(await peopleOf(tx, state, audience, day))

const silent = (...names: PersonName[]) =>
  names.map((name) => ({ person: people[name].person, why: 'silent' }) as const)
const recused = (name: PersonName): Event => ({ type: 'case.recused', person: people[name].person })
const left: Event = { type: 'baton.left', person: people.teacher.person }
const school = { service: 'skole', unit: 'bjorkelia' }
const days = { from: '2026-09-01', until: '2026-09-11' }
const deputized: Event = { type: 'baton.deputized', person: people.colleague.person, ...school, ...days }
const log = [openLog(2), joined('ppt')]

/** The colleague leads Bjørkelia for the head on these days. */
function standIn(tx: Tx) {
  const [leader, person] = [people.head.person, people.colleague.person]
  return tx.standIns.put({ municipality: 'fjordvik', ...school, leader, person, ...days }, { at: start, by: leader })
}

describe('an audience', () => {
  test('is those who are that in the case, each by their own part', async () => {
    const { tx } = await looking()
    const story = given(log, { type: 'baton.named', to: people.stranger.person, ...school }, deputized)
    expect(await meant(tx, story, { person: people.nurse.person })).toEqual(['nurse'])
    expect(await meant(tx, story, 'owner')).toEqual(['teacher'])
    expect(await meant(tx, story, 'holder')).toEqual(['stranger'])
    expect(await meant(tx, story, 'participants')).toEqual(['ppt', 'stranger', 'teacher'])
    expect(await meant(tx, story, 'leaders')).toEqual(['head', 'second-leader'])
    expect(await meant(tx, story, 'ke')).toEqual(['ke'])
    expect(await meant(tx, story, 'deciders')).toEqual(['head', 'second-leader'])
  })

  test('has the deputy in it on the days of standing in, the first and the last among them', async () => {
    const { tx } = await looking()
    const on = (day: Day) => meant(tx, given(log, deputized), 'deputy', day)
    expect(await on('2026-08-31')).toEqual([])
    expect(await on('2026-09-01')).toEqual(['colleague'])
    expect(await on('2026-09-11')).toEqual(['colleague'])
    expect(await on('2026-09-12')).toEqual([])
  })

  test('of the holder is the leaders where nobody holds the log any more, and nobody of a wondering', async () => {
    const { tx } = await looking()
    expect(await meant(tx, given(log, left), 'holder')).toEqual(['head', 'second-leader'])
    expect(await meant(tx, given(registered()), 'holder')).toEqual([])
  })

  test('of who finds a leader for a unit is nobody where it has one, then KE, then whoever runs the model', async () => {
    const { tx } = await looking({ stranger: { roles: ['employee', 'coordinator'] } })
    const unled = (decides: PresenceEvent['decides']) => meant(tx, given(log, noted({ decides })), 'ke-unled')
    expect(await unled('unit')).toEqual([])
    expect(await unled('ke')).toEqual(['ke'])
    expect(await unled('nobody')).toEqual(['stranger'])
    expect(await meant(tx, given(log), 'keepers')).toEqual(['stranger'])
  })

  test('of a unit that nobody leads is who waits for it and who runs the model, and nobody of one that somebody leads', async () => {
    const { tx } = await looking({ stranger: { roles: ['employee', 'coordinator'] } })
    const waiting = (unit: string, ...more: Event[]) => meant(tx, given(log, ...more), { unledOf: unit })
    expect(await waiting('nowhere')).toEqual(['stranger', 'teacher'])
    expect(await waiting('nowhere', left)).toEqual(['head', 'second-leader', 'stranger'])
    expect(await waiting('bjorkelia')).toEqual([])
    expect(await waiting('bjorkelia', recused('head'), recused('secondLeader'))).toEqual(['stranger', 'teacher'])
  })

  test('of who keeps the model is the administrator where nobody runs it', async () => {
    const { tx } = await looking()
    expect(await meant(tx, given(log), 'keepers')).toEqual(['administrator'])
  })
})

test('whoever decides is found anew in a list that somebody has changed', async () => {
  const { tx } = await looking()
  const { state } = given(log)
  const staff = [...(await tx.people.ofUnit('fjordvik', 'bjorkelia'))]
  const reader = { ...tx, people: { ...tx.people, ofUnit: async () => staff } }
  expect(named(await deciders(reader, state, startDay))).toEqual(['head', 'second-leader'])
  staff.splice(
    staff.findIndex(({ id }) => id === people.head.person),
    1,
  )
  expect(named(await deciders(reader, state, startDay))).toEqual(['second-leader'])
})

describe('leaders', () => {
  test('are none who have no part in the case', async () => {
    const { tx } = await looking()
    const { state } = given(log, recused('head'))
    expect(named(await leaders(tx, state, startDay))).toEqual(['second-leader'])
    expect(named(await everyLeader(tx, state, startDay))).toEqual(['head', 'second-leader'])
  })

  test('are with whoever leads in the place of one, on those days and in that unit alone', async () => {
    const { tx } = await looking()
    await standIn(tx)
    const on = (day: Day) => meant(tx, given(log), 'leaders', day)
    expect(await on('2026-08-31')).toEqual(['head', 'second-leader'])
    expect(await on('2026-09-01')).toEqual(['colleague', 'head', 'second-leader'])
    expect(await on('2026-09-11')).toEqual(['colleague', 'head', 'second-leader'])
    expect(await on('2026-09-12')).toEqual(['head', 'second-leader'])
    const elsewhere = given({ ...registered(), unit: 'strandheim' } as Event)
    expect(await meant(tx, elsewhere, 'leaders', '2026-09-01')).toEqual(['other-head'])
  })

  test('are none who stood in and works there no more', async () => {
    const { tx } = await looking({ colleague: { active: false } })
    await standIn(tx)
    expect(await meant(tx, given(log), 'leaders', '2026-09-01')).toEqual(['head', 'second-leader'])
  })
})

describe('whoever decides', () => {
  const byHead = proposed(2, ['ppt'], people.head.person)

  test('is no leader who made the proposal', async () => {
    const { tx } = await looking()
    expect(await meant(tx, given(openLog(1), byHead), 'deciders')).toEqual(['second-leader'])
    const over = given(openLog(1), byHead, { type: 'level.withdrawn', proposal: 'proposal_1' })
    expect(await meant(tx, over, 'deciders')).toEqual(['head', 'second-leader'])
  })

  test('is KE where no leader is left to do it: they made it, can’t be reached, or have no part in the case', async () => {
    const { tx } = await looking({ secondLeader: { roles: ['employee'] } })
    for (const alone of [byHead, noted({ away: silent('head') }), recused('head')]) {
      expect(await meant(tx, given(openLog(1), alone), 'deciders')).toEqual(['ke'])
    }
  })

  test('is a leader on leave still, with KE beside as long as no other leader is there', async () => {
    const { tx } = await looking()
    const away = (...names: PersonName[]) =>
      meant(tx, given(openLog(1), noted({ leave: onLeave('holder', ...names) })), 'deciders')
    expect(await away('head')).toEqual(['head', 'second-leader'])
    expect(await away('head', 'secondLeader')).toEqual(['head', 'ke', 'second-leader'])
  })

  test('is named once who leads and is of KE', async () => {
    const { tx } = await looking({ head: { roles: ['leader', 'ke'] }, secondLeader: { roles: ['employee'] } })
    const { state } = given(openLog(1), noted({ leave: onLeave('holder', 'head') }))
    expect(named(await deciders(tx, state, startDay))).toEqual(['head', 'ke'])
  })

  test('is nobody of KE who has to do with the family', async () => {
    const { tx } = await looking()
    expect(await meant(tx, given(log, recused('ke')), 'ke')).toEqual([])
  })
})

test('of a unit its leaders must know, those of another unit or municipality not, and KE there only where it has none', async () => {
  const { tx } = await looking()
  const all = (await Promise.all(Object.values(people).map(({ person }) => tx.people.get(person as PersonId)))).filter(
    (one) => one !== null,
  )
  const know = (unit: string, municipality = 'fjordvik') => {
    const found = leadersOrKe(all, { municipality, unit }, startDay)
    return { leaders: named(found.leaders), ke: named(found.ke) }
  }
  expect(know('bjorkelia')).toEqual({ leaders: ['head', 'second-leader'], ke: [] })
  expect(know('strandheim')).toEqual({ leaders: ['other-head'], ke: [] })
  expect(know('helse')).toEqual({ leaders: [], ke: ['ke'] })
  expect(know('helse', 'solvik')).toEqual({ leaders: [], ke: ['outsider'] })
})

describe('that somebody opened sealed content', () => {
  const seen = async (tx: Tx, { state }: Story, opener: PersonName) =>
    named(await seersOf(tx, state, people[opener].person, 'ke', startDay))

  test('is seen by the leaders and the holder of the case’s own service, but for the one who did', async () => {
    const { tx } = await looking()
    expect(await seen(tx, given(log), 'teacher')).toEqual(['head', 'second-leader'])
    expect(await seen(tx, given(log), 'head')).toEqual(['second-leader', 'teacher'])
  })

  test('is seen by no holder who left it, who works elsewhere, or who works no more', async () => {
    const { tx } = await looking()
    expect(await seen(tx, given(log, left), 'head')).toEqual(['second-leader'])
    const atPpt = given(log, { type: 'baton.named', to: people.ppt.person, service: 'ppt', unit: 'ppt' })
    expect(await seen(tx, atPpt, 'head')).toEqual(['second-leader'])
  })

  test('is seen by no holder who has left the municipality', async () => {
    const { tx } = await looking({ teacher: { active: false } })
    expect(await seen(tx, given(log), 'head')).toEqual(['second-leader'])
  })

  test('is seen once by a holder who leads, and by nobody who has to do with the family', async () => {
    const { tx } = await looking()
    const led = given(log, { type: 'baton.named', to: people.head.person, ...school })
    expect(await seersOf(tx, led.state, people.secondLeader.person, 'ke', startDay)).toEqual([people.head.person])
    expect(await seen(tx, given(log, recused('secondLeader')), 'head')).toEqual(['teacher'])
  })

  test('is seen by those whom the model names where there is no other', async () => {
    const { tx } = await looking({ secondLeader: { roles: ['employee'] } }, [
      personToImport('Another of KE', { unit: 'ke', service: 'koordinerende-enhet', roles: ['ke'] }),
    ])
    expect(await seen(tx, given(log, left), 'head')).toEqual(['ke', 'other-1'])
    expect(await seen(tx, given(log, left, recused('ke')), 'head')).toEqual(['other-1'])
  })
})
