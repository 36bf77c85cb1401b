/** Who may know that a report was made to child welfare: where the case had its home then, and who leads there. */
import { describe, expect, test } from 'vitest'
import { homesThen, reportsSeen, seesReport } from '../../../src/app/see/index.ts'
import type { Event } from '../../../src/core/case.ts'
import type { Day } from '../../../src/core/ids.ts'
import { given, type Story } from '../../support/given.ts'
import { consented, joined, noted, openLog } from '../../support/history.ts'
import { type Looking, looking } from '../../support/looking.ts'
import { type PersonName, people } from '../../support/sample.ts'

const reported = (day: Day): Event => ({ type: 'report.recorded', day, by: people.teacher.person })
const planned: Event = { type: 'transition.planned', transition: 'transition_1', day: '2027-08-16', to: 'skole' }
const received = (unit: string | null): Event => ({ type: 'transition.received', transition: 'transition_1', unit })
const school = { service: 'skole', unit: 'bjorkelia' }
const log = [openLog(2), joined('ppt'), joined('colleague')]

async function seen(town: Looking, name: PersonName): Promise<Day[]> {
  const stored = await town.tx.cases.get('case_1')
  return stored ? (await reportsSeen(await town.viewer(name), stored.case)).map(({ day }) => day) : []
}

/** A town in which that is the only case. */
async function with1(story: Story): Promise<Looking> {
  const town = await looking()
  await town.keep(story)
  return town
}

describe('a report', () => {
  test('is known to those of the case’s own unit who have a part in it, and to its leaders: to no other service, KE or colleague', async () => {
    const town = await with1(given(log, noted({ decides: 'ke' }), reported('2026-08-17'), reported('2026-08-14')))
    for (const name of ['teacher', 'colleague', 'head'] as const)
      expect([name, await seen(town, name)]).toEqual([name, ['2026-08-17', '2026-08-14']])
    for (const name of ['ppt', 'ke', 'stranger', 'otherHead', 'administrator'] as const)
      expect([name, await seen(town, name)]).toEqual([name, []])
  })

  test('is known to nobody where there was none', async () => {
    expect(await seen(await with1(given(log)), 'teacher')).toEqual([])
  })

  test('is not known where the case has come since: there they know of their own alone', async () => {
    const to = consented(['skole'], 'consent_2', { services: ['skole/strandheim'] })
    const story = given(log, to, reported('2026-08-14'), planned, received('strandheim'), reported('2026-08-17'))
    const town = await with1(story)
    expect(await seen(town, 'otherHead')).toEqual(['2026-08-17'])
    // Who led where it was made leads nothing there now.
    expect(await seen(town, 'head')).toEqual([])
  })

  test('is nothing to somebody of the municipality’s other than in the case, or of another municipality', async () => {
    const { viewer } = await looking()
    const { state } = given(log)
    expect(seesReport(await viewer('teacher'), state, school)).toBe(true)
    expect(seesReport(await viewer('teacher'), state, { ...school, unit: 'strandheim' })).toBe(false)
    expect(seesReport(await viewer('outsider'), state, school)).toBe(false)
  })
})

describe('the home of a case when something happened', () => {
  const homes = (...story: Event[]) => [...homesThen(given(openLog(), ...story).entries).values()]

  test('is where it began until another unit has received it, of the service it was planned for', () => {
    const toHealth: Event = { ...planned, to: 'skolehelsetjeneste' } as Event
    const all = homes(toHealth, received('helse'), reported('2026-08-17'))
    expect(all.slice(0, -1).every(({ unit, service }) => unit === 'bjorkelia' && service === 'skole')).toBe(true)
    expect(all.at(-1)).toEqual({ service: 'skolehelsetjeneste', unit: 'helse' })
  })

  test('stays where it was that came to nowhere', () => {
    expect(homes(planned, received(null), reported('2026-08-17')).at(-1)).toEqual(school)
  })
})
