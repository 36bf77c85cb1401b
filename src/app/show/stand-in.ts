/** Who stands in for a leader: the form with which they choose it, what they typed as it is read, and what the other is told. Keeps nothing. */
import type { Card } from '../../../cards/card.ts'
import { whichDays } from '../../../cards/parts/field.ts'
import { type StandInArgs, standIn } from '../../../cards/stand-in.ts'
import { standInGone } from '../../../cards/stand-in-gone.ts'
import { standingIn } from '../../../cards/standing-in.ts'
import type { Post } from '../../core/decision.ts'
import { ledBy, ledFor } from '../../core/leading.ts'
import { goneIn } from '../../outgoing.ts'
import type { StandIn } from '../../ports.ts'
import { choicesToLead, postNames, readDay, show } from '../actions/index.ts'
import { nameOf, personIn, type Viewer } from '../see/index.ts'

type Typed = Record<string, string>
type Errors = Partial<Record<'person' | 'from' | 'until', string>>
type Shown = { notice?: string; typed?: Typed; errors?: Errors }
export type Days = Pick<StandIn, 'person' | 'from' | 'until'>

/** Whether somebody leads a unit of their own: for days of standing in nobody names another. */
export function leadsItself({ person }: Viewer): boolean {
  return ledBy(person.posts).length > 0
}

/** Null for whoever leads nothing. `typed` is what stood in the fields when they were sent: nothing of it is lost. */
export async function showStandIn(viewer: Viewer, { notice, typed, errors = {} }: Shown = {}): Promise<Card | null> {
  const { reader, person, today, say } = viewer
  if (!leadsItself(viewer)) return null
  const now = await reader.standIns.of(person.id)
  const args = {
    notice: notice ?? null,
    people: await choicesToLead(viewer),
    today,
    errors,
    values: typed ?? daysAway(viewer),
  }
  return standIn({ ...args, ...(await ledNow(viewer, now)), offers: [show('show.settings')] }, say)
}

/** What the fields begin with: the days, from today on, on which they have said that they are away. */
function daysAway({ person: { leave }, today }: Viewer): Typed {
  return leave && leave.until >= today ? { from: leave.from < today ? today : leave.from, until: leave.until } : {}
}

/** Who leads meanwhile, and where of several units nobody does. */
async function ledNow(viewer: Viewer, rows: StandIn[]): Promise<Pick<StandInArgs, 'now' | 'unled'>> {
  const each = new Map(rows.map((one) => [[one.person, one.from, one.until].join(' '), one]))
  const now = [...each.values()].map(async ({ person, from, until }) => {
    const theirs = rows.filter((one) => one.person === person && one.from === from && one.until === until)
    const units = whereLed(viewer, (post) => theirs.some((one) => isIn(post, one)))
    return { name: await nameOf(viewer, person), from, until, where: units }
  })
  return { now: await Promise.all(now), unled: whereLed(viewer, (post) => !rows.some((one) => isIn(post, one))) }
}

/** The units a leader of several leads that are meant, as they are called; none for a leader of one. */
function whereLed(viewer: Viewer, isMeant: (post: Post) => boolean): string[] {
  const led = ledBy(viewer.person.posts)
  const names = postNames(viewer, led).map(({ label }) => label)
  return led.length > 1 ? [...new Set(led.flatMap((post, at) => (isMeant(post) ? (names[at] ?? []) : [])))] : []
}

function isIn({ municipality, unit }: Post, one: StandIn): boolean {
  return one.municipality === municipality && one.unit === unit
}

/** Whom and which days the fields name, or what is wrong with each. */
export async function readStandIn(
  viewer: Viewer,
  typed: Typed,
): Promise<{ days: Days; name: string } | { errors: Errors }> {
  const { person: me, today, calendar, say } = viewer
  const chosen = await personIn(viewer, typed.person ?? null)
  const errors: Errors = {}
  const fits = chosen?.active && chosen.id !== me.id && ledFor(me.posts, chosen.posts).length > 0
  if (!chosen || !fits) errors.person = say('field-error.not-a-person')
  const from = readDay(typed.from ?? '', today, calendar)
  const until = readDay(typed.until ?? '', today, calendar)
  const which = whichDays({ min: today }, say) ?? ''
  const unread = (text: string | undefined) =>
    `${say(text?.trim() ? 'field-error.not-a-day' : 'field-error.no-day')} ${which}`
  if (!from) errors.from = unread(typed.from)
  if (!until) errors.until = unread(typed.until)
  else if (until < today) errors.until = say('refusal.day-past', { which })
  else if (from && until < from) errors.until = say('refusal.days-reversed')
  if (!chosen || !from || !until || Object.keys(errors).length > 0) return { errors }
  return { days: { person: chosen.id, from, until }, name: chosen.name }
}

/** Null once they stand in for nobody. */
export async function showStandingIn(viewer: Viewer): Promise<Card | null> {
  const rows = viewer.person.standsIn ?? []
  if (rows.length === 0) return null
  const each = new Map(rows.map((one) => [[one.leader, one.from, one.until].join(' '), one]))
  const named = [...each.values()].map(async ({ leader, from, until }) => {
    return { leader: await nameOf(viewer, leader), from, until }
  })
  return standingIn({ places: await Promise.all(named), offers: [show('show.mine')] }, viewer.say)
}

/**
 * That somebody leads in the viewer's place no more in the units it is told of, or can't be reached; null where the viewer leads none
 * of them any more, or has named somebody since.
 */
export async function showStandInGone(viewer: Viewer, subject: string): Promise<Card | null> {
  const gone = goneIn(subject)
  const led = ledBy(viewer.person.posts)
  const rows = await viewer.reader.standIns.of(viewer.person.id)
  const isSo = (post: Post) => {
    const row = rows.find((one) => isIn(post, one))
    return gone?.why === 'over' ? row === undefined : row?.person === gone?.person
  }
  const meant = (post: Post) => gone?.units.includes(`${post.municipality}/${post.unit}`) === true && isSo(post)
  if (!gone || !led.some(meant)) return null
  const offers = [show('show.stand-in', {}, 'primary'), show('show.mine')]
  const { person, why } = gone
  return standInGone({ name: await nameOf(viewer, person), why, where: whereLed(viewer, meant), offers }, viewer.say)
}
