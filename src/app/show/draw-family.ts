/** Draws for whoever can say so whether it was they who came with a code: to be answered, or what was. Reads no word of the case. */
import { type FamilyArrivedArgs, familyArrived } from '../../../cards/family-arrived.ts'
import type { Case } from '../../core/case.ts'
import { type Member, memberIn } from '../../core/family-member.ts'
import type { PersonId } from '../../core/ids.ts'
import { may, offer, seeCase } from '../actions/index.ts'
import { mayRead, memberName, type Viewer } from '../see/index.ts'
import { type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'

export async function drawFamilyArrived(viewer: Viewer, state: Case, subject: PersonId): Promise<MaybeDrawn> {
  const member = memberIn(state, subject)
  if (!member || member.status === 'invited' || member.status === 'replaced') return nothingToSay
  if (!may(state, viewer, 'family.confirm')) return noAccess
  const outcome = outcomeOf(member)
  const data = { case: state.id, member: member.id, back: `family-arrived|${subject}` }
  const answers = [offer('family.confirm', data, 'primary'), offer('family.refuse', data, 'danger')]
  const args = {
    ref: state.ref,
    who: memberName(viewer, member),
    day: viewer.calendar.dayOf(member.since),
    outcome,
    offers: outcome === null ? answers : mayRead(viewer, state) ? [seeCase(state)] : [],
  }
  return { card: familyArrived(args, viewer.say), settled: outcome !== null }
}

function outcomeOf({ status, shutOut }: Member): FamilyArrivedArgs['outcome'] {
  if (shutOut) return 'shut-out'
  return status === 'confirmed' || status === 'refused' ? status : null
}
