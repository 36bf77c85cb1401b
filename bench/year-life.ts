/** What comes over a municipality in a year by itself: new wonderings, leave, people who leave, families who take back a yes. */
import type { Day } from '../src/core/ids.ts'
import type { PersonToImport } from '../src/store/open.ts'
import { colleaguesIn, doerIn, type Refusals } from './year-doer.ts'
import { takeBack } from './year-family.ts'
import { goAway, type Leave, type Leaves, leavesOf } from './year-leave.ts'
import { addressOf, municipality, type Size, type Unit } from './year-staff.ts'
import type { Town } from './year-town.ts'

export type Life = { begins: Map<Day, number>; leaves: Leave[]; leavers: Map<Day, PersonToImport[]> }

/** The first and the last day of school: what begins in summer waits for it. */
const schoolYear = { first: '2026-08-17', last: '2027-06-18' } as const
/** So many of a year's cases begin in its first weeks: those of the year before that go on. */
const early = { share: 0.4, days: 28 } as const
const leaving = 0.025
/** Of the open cases, those whose family takes it back on a day. */
const takenBackADay = 0.0002

export function lifeOf(town: Town, size: Size, staff: PersonToImport[]): Life {
  const { dice, calendar } = town
  const { first, last } = schoolYear
  const someDay = (from: Day, days: number) => calendar.workingDayFrom(calendar.addDays(from, dice.below(days)))
  const length = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000)
  const begins: Life['begins'] = new Map()
  for (let count = 0; count < size.cases; count += 1) {
    const day = someDay(first, dice.isLucky(early.share) ? early.days : length)
    begins.set(day, (begins.get(day) ?? 0) + 1)
  }
  const leaves = leavesOf(town, calendar.addDays(first, 14), length - 40)
  const leavers: Life['leavers'] = new Map()
  for (const one of staff.filter(({ roles }) => roles.includes('employee') && dice.isLucky(leaving))) {
    const month = `${dice.one(['2026-10', '2026-12', '2027-01', '2027-03', '2027-05'])}-01`
    const day = calendar.workingDayFrom(month)
    leavers.set(day, [...(leavers.get(day) ?? []), { ...one, active: false }])
  }
  return { begins, leaves, leavers }
}

type Around = { town: Town; units: Unit[]; life: Life; leaves: Leaves; refusals: Refusals; today: Day }

/** What begins today. */
export async function live(around: Around): Promise<void> {
  const { town, life, today } = around
  for (let left = life.begins.get(today) ?? 0; left > 0; left -= 1) await wonder(around)
  const gone = life.leavers.get(today)
  if (gone) await town.import(gone)
  await goAway(around)
  const open = [...town.eye.cases.values()].filter(
    ({ status, level, mode }) => status === 'open' && level > 0 && mode === 'digital',
  )
  for (const { id, holder } of open)
    if (holder && town.dice.isLucky(takenBackADay)) await takeBack(doerIn(town, id, holder, around.refusals))
}

/** Those who wonder most in a unit are few: whoever is there every day, or has it as their task. */
const wondering = [20, 4, 1]

async function wonder({ town, units, today, refusals }: Around): Promise<void> {
  const { dice, ids, calendar } = town
  const atWork = units.filter((one) => one.weight > 0 && calendar.in(one.service).isWorkingDay(today))
  if (atWork.length === 0) return
  const { code: unit, service } = dice.weighed(atWork.map((one) => [one, one.weight] as const))
  const staff = colleaguesIn(town, unit, []).filter(({ roles }) => !roles.includes('leader'))
  const who = staff.length > 0 ? dice.weighed(staff.map((one, place) => [one, wondering[place] ?? 0.5] as const)) : null
  if (!who) return
  const of = ids.next('case')
  const [about, seen] = [ids.next('word'), ids.next('word')]
  const number = await town.read((tx) => tx.cases.nextNumber(municipality))
  const rest = {
    targetGroup: 'child',
    environment: dice.isLucky(0.2),
    children: null,
    shielded: dice.isLucky(0.02),
  } as const
  const named = { case: of, ref: `FJ-${number}`, municipality, unit, service, about, seen }
  const origin = dice.isLucky(0.4) ? addressOf(unit) : undefined
  const command = { type: 'concern.register', ...named, ...rest } as const
  const refused = await town.act({ person: who.person, case: of, command, words: [about, seen], origin })
  if (refused) refusals.set(`concern.register: ${refused} ${today}`, 1)
}
