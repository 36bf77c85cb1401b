/** Somebody's own leave: the form in which they say it, and what they typed, read. Keeps nothing, and asks nobody why. */
import type { Card } from '../../../cards/card.ts'
import { leave } from '../../../cards/leave.ts'
import { whichDays } from '../../../cards/parts/field.ts'
import type { Case } from '../../core/case.ts'
import type { Leave } from '../../ports.ts'
import { readDay, show } from '../actions/index.ts'
import type { Viewer } from '../see/index.ts'
import { leadsItself } from './stand-in.ts'

type Typed = Record<string, string>
type Errors = Partial<Record<'from' | 'until', string>>
type Days = Pick<Leave, 'from' | 'until'>
type Shown = { notice?: string; typed?: Typed; errors?: Errors }

/** `typed` is what stood in the fields when they were sent: nothing of it is lost. */
export async function showLeave(viewer: Viewer, { notice, typed, errors = {} }: Shown = {}): Promise<Card> {
  const { person, today, say } = viewer
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
      today,
      offers: [...(leads ? [show('show.stand-in')] : []), show('show.settings')],
    },
    say,
  )
}

/** The references of the logs they hold that have no deputy on each of those days. */
async function withoutDeputy({ reader, person, municipalities }: Viewer, days: Days): Promise<string[]> {
  const held = (await reader.cases.of(person.id))
    .map((stored) => stored.case)
    .filter(({ status, level, holder }) => status === 'open' && level > 0 && holder === person.id)
  return held.filter((one) => municipalities.has(one.municipality) && !isCovered(one, days)).map(({ ref }) => ref)
}

function isCovered({ deputy }: Case, { from, until }: Days): boolean {
  return deputy !== null && deputy.from <= from && until <= deputy.until
}

/** The days that the fields name, or what is wrong with each, and which days can be chosen. */
export function readLeave({ today, calendar, policy, say }: Viewer, typed: Typed): { days: Days } | { errors: Errors } {
  const from = readDay(typed.from ?? '', today, calendar)
  const until = readDay(typed.until ?? '', today, calendar)
  const min = from && from > today ? from : today
  const max = calendar.addDays(min, policy.deadlines.leaveMaxDays - 1)
  const fromNow = whichDays({ min: today }, say) ?? ''
  const which = whichDays({ min, max }, say) ?? ''
  const errors: Errors = {}
  const unread = (text: string | undefined, days: string) =>
    `${say(text?.trim() ? 'field-error.not-a-day' : 'field-error.no-day')} ${days}`
  if (!from) errors.from = unread(typed.from, fromNow)
  else if (from < today) errors.from = say('refusal.day-past', { which: fromNow })
  if (!until) errors.until = unread(typed.until, which)
  else if (until < today) errors.until = say('refusal.day-past', { which })
  else if (until < min) errors.until = `${say('refusal.days-reversed')} ${which}`
  else if (until > max) errors.until = say('refusal.day-too-far', { which, day: 'none' })
  if (!from || !until || Object.keys(errors).length > 0) return { errors }
  return { days: { from, until } }
}
