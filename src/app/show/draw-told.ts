/** Draws one sentence to one person about something that happened in a case, and what it asks of them. Reads no human word. */
import { sentence } from '../../../cards/parts/line.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import { type ToldArgs, told } from '../../../cards/told.ts'
import type { Case } from '../../core/case.ts'
import type { Line, LineAbout } from '../../core/notice.ts'
import { isBackFromKe } from '../../core/permission.ts'
import { isKeIn, postsIn } from '../../core/post.ts'
import type { Dropped } from '../../outgoing.ts'
import { may, offer, seeCase, show } from '../actions/index.ts'
import {
  endedForThem,
  knownRoles,
  lineArgs,
  mayRead,
  nameOf,
  seesFamily,
  seesOutline,
  stillHolds,
  type Viewer,
} from '../see/index.ts'
import { type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'

/** Who can see to it that a unit has a leader. */
function isKeeper({ actor, municipality }: Viewer): boolean {
  const roles = postsIn(actor, municipality).flatMap((post) => post.roles)
  return roles.some((role) => role === 'coordinator' || role === 'administrator')
}

const isOfFamily = (line: Line) => line === 'family-wrote' || line === 'family-asked-end'

export async function drawTold(viewer: Viewer, state: Case, about: LineAbout): Promise<MaybeDrawn> {
  const args = await argsOfTold(viewer, state, about)
  // Its buttons go with what its reader may do.
  return 'drop' in args ? args : { card: told(args, viewer.say), settled: args.offers.length === 0 }
}

/** The sentence alone; null for whoever may not know it, and for what is no more in the case. */
export async function toldIn(viewer: Viewer, state: Case, about: LineAbout): Promise<string | null> {
  const args = await argsOfTold(viewer, state, about)
  return 'drop' in args ? null : sentence(args, viewer.say)
}

/** How the next meeting is called, which no message says. */
function seeCall({ id }: Case): Offer {
  const there = show('show.plan', { case: id, section: 'meetings', start: '0' }, 'primary')
  return { ...there, label: 'told.meeting' }
}

async function argsOfTold(viewer: Viewer, state: Case, about: LineAbout): Promise<ToldArgs | { drop: Dropped }> {
  const { line } = about
  const roles = knownRoles(viewer, state)
  // These are for somebody who has no part in the case any more, or not yet.
  const isApart =
    line === 'participant-removed' ||
    line === 'case-moved-on' ||
    (line === 'case-closed' && endedForThem(viewer, state)) ||
    // By its reference alone: nobody nearer is there to be told.
    (line === 'staff-left-no-leader' && isKeIn(viewer.actor, viewer.municipality)) ||
    (line === 'back-with-unit' && isBackFromKe(state, viewer.actor)) ||
    ((line === 'nobody-leads' || line === 'receiver-unled') && isKeeper(viewer)) ||
    (line === 'deputy-named' && state.deputy?.person === viewer.person.id) ||
    (line === 'deputy-ended' && about.subject === viewer.person.id)
  if (roles.length === 0 && !isApart) return noAccess
  if (!stillHolds(state, about)) return nothingToSay
  const said = await lineArgs(viewer, state, about, { call: (id) => nameOf(viewer, id), reader: viewer.person.id })
  if (!said) return nothingToSay
  // To those who see no more than that it has stopped nobody is named.
  const isUnnamed = said.line === 'holder-on-leave-alone' && seesOutline(viewer, state)
  const args = isUnnamed ? { ...said, who: null } : said
  // At each change of level it is asked again who should hold the baton.
  const newest = state.proposals.findLast(({ status }) => status === 'approved')
  const isNewLevel =
    (line === 'proposal-approved' || line === 'proposal-approved-partly') &&
    about.subject === newest?.id &&
    state.status === 'open' &&
    may(state, viewer, 'baton.offer')
  const isKes = line === 'falls-to-ke' && roles.includes('ke')
  const asks = isNewLevel ? viewer.say('told.holder-again') : isKes ? viewer.say('told.look') : null
  const offers = offersOf(viewer, state, line, isNewLevel)
  return { ref: state.ref, role: roles[0] ?? null, asks, offers, ...args }
}

function offersOf(viewer: Viewer, state: Case, line: Line, isNewLevel: boolean): Offer[] {
  const isCall = line === 'meeting-set' || line === 'meeting-changed' || line === 'meeting-soon'
  return [
    ...(isCall && mayRead(viewer, state) ? [seeCall(state)] : []),
    ...(mayRead(viewer, state) ? [seeCase(state)] : []),
    ...(isOfFamily(line) && seesFamily(viewer, state) ? [show('show.family', { case: state.id }, 'primary')] : []),
    ...(isNewLevel ? [offer('baton.offer', { case: state.id })] : []),
    ...(line === 'closing-awaits' && may(state, viewer, 'case.close')
      ? [offer('case.close', { case: state.id }, 'primary')]
      : []),
    ...(line === 'holder-on-leave-alone' && may(state, viewer, 'baton.deputize')
      ? [offer('baton.deputize', { case: state.id })]
      : []),
  ]
}
