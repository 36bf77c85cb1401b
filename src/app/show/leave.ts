/** Somebody's own leave: the form in which they say it, and what they typed, read. Keeps nothing, and asks nobody why. */
import type { Card } from '../../../cards/card.ts'
import { leave } from '../../../cards/leave.ts'
import { whichDays } from '../../../cards/parts/field.ts'
import { lyingWith } from '../../core/ball.ts'
import type { Case } from '../../core/case.ts'
import type { Day } from '../../core/ids.ts'
import type { Leave } from '../../ports.ts'
import { readDay, show } from '../actions/index.ts'
import { leaveWithin, lookingAt, type Viewer } from '../see/index.ts'
import { leadsItself } from './stand-in.ts'

type Typed = Record<string, string>
type Errors = Partial<Record<'from' | 'until', string>>
type Days = Pick<Leave, 'from' | 'until'>
type Shown = { notice?: string; typed?: Typed; errors?: Errors }

/** `typed` is what stood in the fields when they were sent: nothing of it is lost. */
export async function showLeave(viewer: Viewer, { notice, typed, errors = {} }: Shown = {}): Promise<Card> {
  const { person, say } = viewer
  const now = person.leave ?? null
  const leads = leadsItself(viewer)
  return leave(
    {
      notice: notice ?? null,
      now,
      alone: now ? await withoutDeputy(viewer, now) : [],
      unled: leads && now !== null && (await viewer.reader.standIns.of(person.id)).length === 0,
      values: typed ?? { ...(now ? { from: now.from, until: now.until } : {}) },
      errors,
      choosable: { from: firstDays(viewer), until: lastDays(viewer, null) },
      offers: [...(leads ? [show('show.stand-in')] : []), show('show.settings')],
    },
    say,
  )
}

/** The references of the logs they hold that have no deputy on each of those days. */
async function withoutDeputy(viewer: Viewer, days: Days): Promise<string[]> {
  const alone: string[] = []
  for (const one of await held(viewer)) if (!(await isCovered(viewer.reader, one, days))) alone.push(one.ref)
  return alone
}

async function held({ reader, person, municipalities }: Viewer): Promise<Case[]> {
  const cases = (await reader.cases.of(person.id)).map((stored) => stored.case)
  return cases.filter(
    ({ status, level, holder, municipality }) =>
      status === 'open' && level > 0 && holder === person.id && municipalities.has(municipality),
  )
}

/** That what is theirs stays with a deputy, be they back, for as long as that was agreed: in which logs; nothing where in none. */
export async function stillLent(viewer: Viewer): Promise<string[]> {
  const lent: string[] = []
  for (const state of await held(viewer)) {
    const there = lookingAt(viewer, state)
    const { ball, instead } = lyingWith(state, { ball: { role: 'holder' } }, there.today)
    if (ball.role === 'person' && instead?.why === 'deputy') lent.push(state.ref)
  }
  return lent.length > 0 ? [viewer.say('leave.lent', { refs: viewer.say.list(lent) })] : []
}

/** A deputy who is away on some of those days covers them no more than nobody. */
async function isCovered(reader: Viewer['reader'], { deputy }: Case, days: Days): Promise<boolean> {
  if (!deputy || deputy.from > days.from || days.until > deputy.until) return false
  return !(await leaveWithin(reader, deputy.person, days))
}

type Bounds = { min: Day; max: Day }

/** The first day of one that has begun can stay. */
function firstDays({ today, calendar, policy, person: { leave } }: Viewer): Bounds {
  const min = leave && leave.from < today ? leave.from : today
  return { min, max: calendar.addDays(today, policy.deadlines.leaveAheadDays) }
}

/** Of leave that begins on a day; on any that can be chosen, where none is. */
function lastDays(viewer: Viewer, from: Day | null): Bounds {
  const { today, calendar, policy } = viewer
  const min = from && from > today ? from : today
  const latest = from ?? firstDays(viewer).max
  return { min, max: calendar.addDays(latest, policy.deadlines.leaveMaxDays - 1) }
}

/** The days that the fields name, or what is wrong with each, and which days can be chosen. */
export function readLeave(viewer: Viewer, typed: Typed): { days: Days } | { errors: Errors } {
  const { today, calendar } = viewer
  const from = readDay(typed.from ?? '', today, calendar)
  const until = readDay(typed.until ?? '', today, calendar)
  const wrong = {
    from: whyNot(viewer, typed.from, from, firstDays(viewer)),
    until: whyNot(viewer, typed.until, until, lastDays(viewer, from)),
  }
  if (from && until && !wrong.from && !wrong.until) return { days: { from, until } }
  return { errors: { ...(wrong.from ? { from: wrong.from } : {}), ...(wrong.until ? { until: wrong.until } : {}) } }
}

function whyNot({ say, today }: Viewer, text: string | undefined, day: Day | null, days: Bounds): string | null {
  const which = whichDays(days, say) ?? ''
  if (!day) return `${say(text?.trim() ? 'field-error.not-a-day' : 'field-error.no-day')} ${which}`
  if (day < today && day !== days.min) return say('refusal.day-past', { which })
  if (day < days.min) return `${say('refusal.days-reversed')} ${which}`
  return day > days.max ? say('refusal.day-too-far', { which, day: 'none' }) : null
}
