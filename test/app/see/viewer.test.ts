/** What opens a case to somebody, what is logged of it, and what else of it they may know. */
import { describe, expect, test } from 'vitest'
import {
  endedForThem,
  isOutOf,
  knownRoles,
  knowsWhom,
  lookingAt,
  mayKnowOfDue,
  mayRead,
  open,
  openCase,
  openWhole,
  personIn,
  seesExcluded,
  seesOutline,
  seesShield,
  unitName,
  type Viewer,
} from '../../../src/app/see/index.ts'
import type { Case, Event } from '../../../src/core/case.ts'
import type { Day } from '../../../src/core/ids.ts'
import { given } from '../../support/given.ts'
import { consented, joined, measure, noted, openLog, registered, takenBack } from '../../support/history.ts'
import { type Looking, looking } from '../../support/looking.ts'
import { type PersonName, people } from '../../support/sample.ts'

const log = [openLog(2), joined('ppt')]
const toKe = noted({ decides: 'ke' })
const closed: Event = { type: 'case.closed', reason: 'goal-reached', summary: null }
const asked: Event = { type: 'concern.asked', question: 'question_1', to: people.stranger.person, text: 'word_q' }
const excluding = (name: PersonName) =>
  consented(['skole', 'ppt'], 'consent_1', { excludedStaff: [people[name].person] })

/** For whom of these it is so. */
async function those({ viewer }: Looking, is: (viewer: Viewer) => boolean, day?: Day): Promise<PersonName[]> {
  const names = ['teacher', 'colleague', 'head', 'ppt', 'nurse', 'ke', 'stranger', 'administrator', 'outsider'] as const
  const all = await Promise.all(names.map(async (name) => (is(await viewer(name, day)) ? [name] : [])))
  return all.flat()
}

describe('a case', () => {
  const logged = async ({ tx }: Looking) =>
    (await tx.access.of('case_1')).map(({ person, what, verdict, roles }) => [person, what, verdict, roles])

  test('is opened to whoever has a part in it, and is not there for others: both are logged', async () => {
    const town = await looking()
    await town.keep(given(log))
    const opened = await open(await town.viewer('teacher'), 'case_1', 'case-summary')
    expect(opened?.access.topics).toBe('all')
    expect(await opened?.words(['word_seen', null, 'word_unknown'])).toEqual(new Map([['word_seen', '«seen»']]))
    expect(await open(await town.viewer('stranger'), 'case_1', 'case-plan')).toBeNull()
    expect(await logged(town)).toEqual([
      ['person_teacher', 'case-summary', 'read', ['holder', 'participant']],
      ['person_stranger', 'case-plan', 'refused', []],
    ])
  })

  test('that there is not is not there, and nothing is logged', async () => {
    const town = await looking()
    const teacher = await town.viewer('teacher')
    expect(await open(teacher, 'case_1', 'case-plan')).toBeNull()
    expect(await openWhole(teacher, 'case_1', 'case-plan')).toBeNull()
    expect(await logged(town)).toEqual([])
  })

  test('whose content is sealed is a look refused, which reads nothing but why the family said so', async () => {
    const town = await looking()
    const story = given(log, takenBack())
    await town.keep(story)
    const opened = await openCase(await town.viewer('teacher'), story.state, 'case-plan')
    expect(await opened?.words(['word_about', 'word_seen', 'word_no'])).toEqual(new Map([['word_no', '«no»']]))
    expect(await logged(town)).toEqual([['person_teacher', 'case-plan', 'refused', ['holder', 'participant']]])
  })

  test('is opened as a whole to nobody who knows no more than that it was brought to KE', async () => {
    const town = await looking()
    await town.keep(given(log, toKe))
    expect(await openWhole(await town.viewer('ke'), 'case_1', 'case-plan')).toBeNull()
    expect((await openWhole(await town.viewer('ppt'), 'case_1', 'case-plan'))?.access.topics).not.toBe('all')
    expect(await logged(town)).toEqual([
      ['person_ke', 'case-plan', 'refused', ['ke']],
      ['person_ppt', 'case-plan', 'read', ['participant']],
    ])
  })
})

describe('who may know', () => {
  test('that a case is there: those who may read of it, and KE once it was brought to them', async () => {
    const town = await looking()
    const may = (state: Case) => those(town, (viewer) => mayRead(viewer, state))
    expect(await may(given(log).state)).toEqual(['teacher', 'head', 'ppt'])
    expect(await may(given(log, toKe).state)).toEqual(['teacher', 'head', 'ppt', 'ke'])
    expect(await those(town, (viewer) => seesOutline(viewer, given(log, toKe).state))).toEqual(['ke'])
    expect(await those(town, (viewer) => seesOutline(viewer, given(log).state))).toEqual([])
  })

  test('what they are in it: nobody who was asked anonymously learns that it was this one', async () => {
    const { viewer } = await looking()
    const { state } = given(registered(), asked)
    expect(knownRoles(await viewer('teacher'), state)).toEqual(['owner'])
    expect(knownRoles(await viewer('stranger'), state)).toEqual([])
  })

  test('that their part in it ended when it was closed', async () => {
    const town = await looking()
    expect(await those(town, (viewer) => endedForThem(viewer, given(log, closed).state))).toEqual(['ppt'])
    expect(await those(town, (viewer) => endedForThem(viewer, given(log).state))).toEqual([])
  })

  test('whom the family does not want in it: its own unit and its leader, and where it has moved nobody before they are let in', async () => {
    const town = await looking()
    const see = (state: Case) => those(town, (viewer) => seesExcluded(viewer, state))
    expect(await see(given(log).state)).toEqual(['teacher', 'head'])
    expect(await see({ ...given(log).state, unit: 'strandheim', hasMoved: true })).toEqual([])
  })

  test('that they have no part in it, whatever they were told of it before', async () => {
    const town = await looking()
    const { state } = given(log, excluding('ppt'), { type: 'case.recused', person: people.head.person })
    expect(await those(town, (viewer) => isOutOf(viewer, state))).toEqual(['head', 'ppt'])
  })

  test('about whom it is, and that their address is secret: whom the family has let in, and of a wondering its own alone', async () => {
    const town = await looking()
    const shielded = given(log, toKe, { type: 'case.shielded' }).state
    expect(await those(town, (viewer) => seesShield(viewer, shielded))).toEqual(['teacher', 'head', 'ppt'])
    expect(await those(town, (viewer) => seesShield(viewer, given(log).state))).toEqual([])
    const access = { roles: [], sealed: false }
    expect(knowsWhom({ ...shielded, level: 0 }, { ...access, topics: 'all' })).toBe(true)
    expect(knowsWhom({ ...shielded, level: 0 }, { ...access, topics: ['learning'] })).toBe(false)
    expect(knowsWhom({ ...shielded, level: 1 }, { ...access, topics: ['learning'] })).toBe(true)
    expect(knowsWhom({ ...shielded, level: 1 }, { ...access, topics: [] })).toBe(false)
  })

  test('that something of a topic is due: who reads of that, and those to whom everything climbs', async () => {
    const town = await looking()
    const state = given(
      [openLog(2, ['ppt'], { topics: ['family'] }), joined('ppt'), joined('colleague')],
      measure(),
      toKe,
    ).state
    const know = (key: string) => those(town, (viewer) => mayKnowOfDue(viewer, state, key))
    expect(await know('first-meeting::2026-09-21')).toHaveLength(9)
    // Neither PPT, nor a colleague, whom the family lets know of the family alone.
    expect(await know('measure-due:measure_1:2026-09-21')).toEqual(['teacher', 'head', 'ke'])
  })
})

describe('a viewer', () => {
  test('looks at what is elsewhere with that municipality’s model, and in their own language', async () => {
    const { viewer } = await looking()
    const teacher = await viewer('teacher')
    expect(lookingAt(teacher, { municipality: 'fjordvik' })).toBe(teacher)
    const there = lookingAt(teacher, { municipality: 'solvik' })
    expect([there.municipality, there.model.municipality.name, there.say.lang]).toEqual([
      'solvik',
      'Solvik kommune',
      'nb',
    ])
    expect([there.person, there.now, there.today]).toEqual([teacher.person, teacher.now, teacher.today])
  })

  test('finds somebody of the directory, and nobody for the bot, for nobody, and for whoever it does not know', async () => {
    const { viewer } = await looking()
    const teacher = await viewer('teacher')
    const name = async (id: string | null) => (await personIn(teacher, id))?.name ?? null
    expect(await name(people.nurse.person)).toBe('Nurse')
    for (const id of [null, '', 'system', 'person_nobody']) expect(await name(id)).toBeNull()
  })

  test('calls a unit as the model does, or by its code in words', async () => {
    const { viewer } = await looking()
    const teacher = await viewer('teacher')
    expect([unitName(teacher, 'fjordvik-skole'), unitName(teacher, 'nord-for-elva')]).toEqual([
      'Fjordvik skole',
      'Nord for elva',
    ])
  })
})
