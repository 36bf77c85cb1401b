/** What a simulated year came to, as lines to read. */
import { signals } from '../src/core/policy.ts'
import { groups, spreadOf } from './year-count.ts'
import type { Ended } from './year-duties.ts'
import type { Year } from './year-run.ts'

export function tablesOf(year: Year): string[] {
  const { size, cases, messages, judged, duties, leaves } = year
  const { cases: many, units, staff } = size
  return [
    `${many} cases, ${units} units, ${staff} staff: ${cases.begun} begun, ${cases.open} still open, ${cases.events} events`,
    `leave said: ${leaves.said}; what was a holder's lay with a deputy for it ${leaves.deputy} times, with a leader ${leaves.alone}; messages to somebody away: ${leaves.disturbed}`,
    `messages: ${messages.direct} to people, ${messages.post} in threads, ${messages.update} drawn again`,
    '',
    ...dutiesOf(year),
    '',
    row(['messages a week', 'weeks', 'median', '95 %', 'most']),
    ...groups.map((group) => {
      const { weeks, median, p95, most } = spreadOf(year.counts, group)
      return row([group, weeks, median, p95, most])
    }),
    `the most that came to one person in a day: ${year.counts.mostADay}, of those that are bounded: ${year.counts.mostUnasked} of ${year.bound}`,
    '',
    ...listed('sent', year.counts.cards),
    ...listed('refused', year.refusals),
    ...listed('complaints of the process', year.complaints),
    `could not be sent: ${judged.dead}; faults in what is kept: ${judged.faults.length}`,
    ...judged.faults.slice(0, 5),
    `duties that nobody was told of: ${duties.untold.size}`,
    ...[...duties.untold.values()]
      .slice(0, 20)
      .map(({ ref, signal, day, ball, on }) => `  ${ref} ${signal} ${day} with ${ball}, on ${on}`),
  ]
}

function dutiesOf({ duties }: Year): string[] {
  const open = [...duties.open.values()].flatMap((one) => [...one.values()])
  const late = open.filter(({ due: { lateFrom } }) => lateFrom <= '2027-07-31')
  const all = [...signals, null].map((signal) => {
    const of = duties.ended.filter(({ due }) => signal === null || due.signal === signal)
    const done = of.filter((one) => one.done)
    const isLate = ({ endedOn, due: { lateFrom } }: Ended) => endedOn >= lateFrom
    const [leader, ke] = (['leader', 'ke'] as const).map((to) => of.filter(({ climbed }) => climbed === to).length)
    const left = late.filter(({ due }) => signal === null || due.signal === signal).length
    const inTime = done.filter((one) => !isLate(one)).length
    return row([signal ?? 'all', inTime, done.length - inTime, of.length - done.length, left, leader ?? 0, ke ?? 0])
  })
  return [row(['duty', 'in time', 'late', 'moot', 'open', 'to leader', 'to KE']), ...all]
}

function row(cells: (string | number)[]): string {
  return cells
    .map((cell, index) => (index === 0 ? String(cell).padEnd(28) : String(cell).padStart(10)))
    .join('')
    .trimEnd()
}

function listed(title: string, counted: Map<string, number>): string[] {
  const sorted = [...counted].sort(([, a], [, b]) => b - a)
  return [`${title}:`, ...sorted.map(([what, times]) => `  ${String(times).padStart(7)}  ${what}`), '']
}
