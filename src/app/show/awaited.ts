/** The row of what somebody waits for from others in a case, in their list: who has it, for how long, and a nudge where that can be given. */
import type { AwaitedRow } from '../../../cards/parts/mine-item.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { due } from '../../core/deadline.ts'
import type { Day } from '../../core/ids.ts'
import { type Alike, type Awaited, awayUntil, nextToNudge, nudgeableFrom } from '../../core/nudge.ts'
import { daysBetween } from '../../core/step.ts'
import { may, offer, seeCase } from '../actions/index.ts'
import { ballName, toReader, type Viewer } from '../see/index.ts'
import type { AwaitedListing } from './mine-listing.ts'
import { offerFor } from './mine-row.ts'

/** `viewer` looks where the case is. Of what is alike the row says how much there is, and reminds of one at a time. */
export async function awaitedRowOf(viewer: Viewer, { state, day, awaited }: AwaitedListing): Promise<AwaitedRow> {
  const { today } = viewer
  const one = nextToNudge(state, awaited, today, viewer)
  const { what, ball } = one
  const call = toReader(viewer)
  const last = lastNudge(state, awaited)
  const from = nudgeableFrom(state, one, viewer)
  const away = awayUntil(state, one)
  return {
    ref: state.ref,
    awaited: what,
    // Whom a question was asked stays between the two, also in what others see over a shoulder.
    who: ball && what !== 'question' ? await ballName(viewer, state, ball, call) : null,
    count: awaited.length,
    days: daysBetween(day, today),
    nudged: last ? { by: await call(last.by), day: last.day } : null,
    away,
    from: ball && !away && from > today ? from : null,
    offer: (await wayOn(viewer, state, one, { away, from })) ?? seeCase(state),
  }
}

function lastNudge({ nudged }: Case, alike: Alike): Case['nudged'][string] | undefined {
  const all = alike.flatMap(({ key }) => nudged[key] ?? [])
  return all.toSorted((a, b) => (a.day < b.day ? 1 : -1))[0]
}

type Until = { away: Day | null; from: Day }

async function wayOn(viewer: Viewer, state: Case, one: Awaited, { away, from }: Until): Promise<Offer | null> {
  if (one.ball === null) return answerTo(viewer, state, one)
  return away ? withdrawalOf(viewer, state, one) : nudgeOf(viewer, state, one, from)
}

/** Of what the family is asked its answer can be recorded. */
async function answerTo(viewer: Viewer, state: Case, { key }: Awaited): Promise<Offer | null> {
  const { now, policy, calendar } = viewer
  const asked = due(state, now, { policy, calendar }).find((one) => one.key === key)
  return asked ? offerFor(viewer, state, asked, 'mine') : null
}

/** Nothing that would be refused is offered. */
function nudgeOf(viewer: Viewer, state: Case, { ball, key }: Awaited, from: Day): Offer | null {
  const isOpen = ball !== null && from <= viewer.today && may(state, viewer, 'nudge.send')
  return isOpen ? offer('nudge.send', { case: state.id, key, back: 'mine' }) : null
}

/** What waits until somebody is back can be offered to another meanwhile. */
function withdrawalOf(viewer: Viewer, state: Case, { what }: Awaited): Offer | null {
  const { handOver } = state
  const isOpen = what === 'hand-over' && handOver !== null && may(state, viewer, 'baton.withdraw')
  return isOpen ? offer('baton.withdraw', { case: state.id, handOver: handOver.id, back: 'mine' }) : null
}
