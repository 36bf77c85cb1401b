/** Draws what stands where somebody may no longer read what was there: that they do not, and why, as far as they may know. */
import { seenNoMore, told } from '../../../cards/told.ts'
import type { Case, Event } from '../../core/case.ts'
import type { PersonId } from '../../core/ids.ts'
import { isBackFromKe } from '../../core/permission.ts'
import { endedForThem, nameOf, type Viewer } from '../see/index.ts'
import type { Drawn } from './drawn.ts'

export async function drawClosed(viewer: Viewer, state: Case): Promise<Drawn> {
  const line = await whyClosed(viewer, state)
  const { ref } = state
  const card =
    line === null
      ? seenNoMore({ ref, ledFor: await ledFor(viewer, state) }, viewer.say)
      : told({ ref, role: null, asks: null, offers: [], line }, viewer.say)
  return { card, settled: true }
}

/** Null to whoever never had a part of their own in it. */
async function whyClosed(viewer: Viewer, state: Case) {
  const { reader, person, actor } = viewer
  if (endedForThem(viewer, state)) return 'case-closed'
  if (isBackFromKe(state, actor)) return 'back-with-unit'
  const entries = await reader.cases.entries(state.id)
  return entries.some(({ event }) => givesPart(event, person.id)) ? 'participant-removed' : null
}

/** Whether it names somebody as one of the case, and not as asked, offered something or kept out. */
function givesPart(event: Event, person: PersonId): boolean {
  return !givingNone.includes(event.type) && Object.values(event).includes(person)
}

const givingNone: Event['type'][] = [
  'service.asked',
  'concern.asked',
  'baton.offered',
  'case.recused',
  'presence.noted',
]

/** In whose place they led its unit, by name; null where they never did. */
async function ledFor(viewer: Viewer, { municipality, unit }: Case): Promise<string | null> {
  const log = await viewer.reader.standIns.log(viewer.person.id)
  const last = log.findLast((one) => one.municipality === municipality && one.unit === unit)
  return last ? nameOf(viewer, last.leader) : null
}
