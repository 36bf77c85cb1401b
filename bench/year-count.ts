/** Counts the messages of a year: how many came to whom in a week, and in a day. */
import type { Day, PersonId } from '../src/core/ids.ts'
import type { Policy } from '../src/core/policy.ts'
import { isUnasked } from '../src/outgoing.ts'
import type { Message, Town } from './year-town.ts'

/** In what somebody is counted in a week: a leader who also holds cases as a leader. */
export const groups = ['holder', 'holder of 13 to 17 cases', 'leader', 'ke', 'other'] as const
export type Group = (typeof groups)[number]
export type Spread = { weeks: number; median: number; p95: number; most: number }

/** What somebody was in a week, and how many messages came to them. */
type Week = { person: PersonId; groups: Group[]; messages: number }

export type Counts = {
  weeks: Map<string, Week>
  /** Of each card, and of each sentence told, how many were sent. */
  cards: Map<string, number>
  /** The most that came to one person in a day, and the most of those that are bounded. */
  mostADay: number
  mostUnasked: number
  days: Map<string, { all: number; unasked: number }>
}

export function createCounts(): Counts {
  return { weeks: new Map(), cards: new Map(), mostADay: 0, mostUnasked: 0, days: new Map() }
}

/** Begins a week: everybody at work counts in it, be it that nothing comes. */
export function beginWeek({ weeks }: Counts, { people, eye }: Town, monday: Day): void {
  const held = new Map<PersonId, number>()
  for (const { status, level, holder } of eye.cases.values())
    if (status === 'open' && level > 0 && holder) held.set(holder, (held.get(holder) ?? 0) + 1)
  for (const { id: person, posts } of people.values()) {
    const roles = posts.flatMap((one) => one.roles)
    weeks.set(`${person} ${monday}`, { person, groups: groupsOf(roles, held.get(person) ?? 0), messages: 0 })
  }
}

function groupsOf(roles: string[], held: number): Group[] {
  if (roles.includes('ke')) return ['ke']
  if (roles.includes('leader')) return ['leader']
  if (held === 0) return ['other']
  return held >= 13 && held <= 17 ? ['holder', 'holder of 13 to 17 cases'] : ['holder']
}

/** `policy` says which messages are bounded: those that nobody asked for and that need not come by themselves. */
export function count(counts: Counts, { person, about, card }: Message, today: Day, policy: Policy): void {
  const week = counts.weeks.get(`${person} ${mondayOf(today)}`)
  if (week) week.messages += 1
  const name = about.card === 'told' ? `told: ${about.line}` : card.name
  counts.cards.set(name, (counts.cards.get(name) ?? 0) + 1)
  const key = `${person} ${today}`
  const { all, unasked } = counts.days.get(key) ?? { all: 0, unasked: 0 }
  const sent = { all: all + 1, unasked: unasked + (isUnasked(about, policy) ? 1 : 0) }
  counts.days.set(key, sent)
  counts.mostADay = Math.max(counts.mostADay, sent.all)
  counts.mostUnasked = Math.max(counts.mostUnasked, sent.unasked)
}

export function mondayOf(day: Day): Day {
  const date = new Date(day)
  return new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10)
}

export function spreadOf({ weeks }: Counts, group: Group): Spread {
  const sorted = [...weeks.values()].filter((one) => one.groups.includes(group)).map(({ messages }) => messages)
  sorted.sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
  return { weeks: sorted.length, median: at(0.5), p95: at(0.95), most: sorted.at(-1) ?? 0 }
}
