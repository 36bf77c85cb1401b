/** Who stands in for a leader: the form with which they choose it, what they typed as it is read, and what the other is told. Keeps nothing. */
import type { Card, Choice } from '../../../cards/card.ts'
import { standIn } from '../../../cards/stand-in.ts'
import { standingIn } from '../../../cards/standing-in.ts'
import type { StandIn } from '../../ports.ts'
import { choicesOfColleagues, readDay, show } from '../actions/index.ts'
import { nameOf, personIn, type Viewer } from '../see/index.ts'

type Typed = Record<string, string>
type Errors = Partial<Record<'person' | 'from' | 'until', string>>
type Shown = { notice?: string; typed?: Typed; errors?: Errors }
export type Days = Pick<StandIn, 'person' | 'from' | 'until'>

/** Whether somebody leads a unit of their own: for days of standing in nobody names another. */
export function leadsItself({ person }: Viewer): boolean {
  return person.posts.some(({ roles }) => roles.includes('leader'))
}

/** Null for whoever leads nothing. `typed` is what stood in the fields when they were sent: nothing of it is lost. */
export async function showStandIn(
  viewer: Viewer,
  { notice, typed = {}, errors = {} }: Shown = {},
): Promise<Card | null> {
  const { reader, person, today, say } = viewer
  if (!leadsItself(viewer)) return null
  const [now] = await reader.standIns.of(person.id)
  const named = now && { name: await nameOf(viewer, now.person), from: now.from, until: now.until }
  const args = { notice: notice ?? null, now: named ?? null, people: await others(viewer), today, errors }
  return standIn({ ...args, values: typed, offers: [show('show.settings')] }, say)
}

function others(viewer: Viewer): Promise<Choice[]> {
  return choicesOfColleagues(viewer)
}

/** Whom and which days the fields name, or what is wrong with each. */
export async function readStandIn(
  viewer: Viewer,
  typed: Typed,
): Promise<{ days: Days; name: string } | { errors: Errors }> {
  const { person: me, today, calendar, say } = viewer
  const chosen = await personIn(viewer, typed.person ?? null)
  const errors: Errors = {}
  const fits = chosen?.active && chosen.municipality === me.municipality && chosen.id !== me.id
  if (!chosen || !fits) errors.person = say('field-error.not-a-person')
  const from = readDay(typed.from ?? '', today, calendar)
  const until = readDay(typed.until ?? '', today, calendar)
  if (!from) errors.from = say('field-error.not-a-day')
  if (!until) errors.until = say('field-error.not-a-day')
  else if (until < today) errors.until = say('refusal.day-past')
  else if (from && until < from) errors.until = say('refusal.days-reversed')
  if (!chosen || !from || !until || Object.keys(errors).length > 0) return { errors }
  return { days: { person: chosen.id, from, until }, name: chosen.name }
}

/** Null once they stand in for nobody. */
export async function showStandingIn(viewer: Viewer): Promise<Card | null> {
  const [one] = viewer.person.standsIn ?? []
  if (!one) return null
  const { leader, from, until } = one
  return standingIn({ leader: await nameOf(viewer, leader), from, until, offers: [show('show.mine')] }, viewer.say)
}
