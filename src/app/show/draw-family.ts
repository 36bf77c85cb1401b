/** Draws for whoever can say so whether it was they who came with a code: to be answered, or what was. Reads no word of the case. */
import { type FamilyArrivedArgs, familyArrived } from '../../../cards/family-arrived.ts'
import type { Case, Entry, Event } from '../../core/case.ts'
import { type Member, memberIn } from '../../core/family-member.ts'
import type { PersonId } from '../../core/ids.ts'
import { may, offer, seeCase } from '../actions/index.ts'
import { mayRead, memberName, nameOf, type Viewer } from '../see/index.ts'
import { type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'

export async function drawFamilyArrived(viewer: Viewer, state: Case, subject: PersonId): Promise<MaybeDrawn> {
  const member = memberIn(state, subject)
  if (!member || member.status === 'invited' || member.status === 'replaced') return nothingToSay
  if (!may(state, viewer, 'family.confirm')) return noAccess
  const outcome = outcomeOf(member)
  const data = { case: state.id, member: member.id, back: `family-arrived|${subject}` }
  const answers = [offer('family.confirm', data, 'primary'), offer('family.refuse', data, 'danger')]
  const entries = await viewer.reader.cases.entries(state.id)
  const came = entries.find(({ event }) => event.type === 'family.arrived' && event.member === subject)
  const args = {
    ref: state.ref,
    who: memberName(viewer, state, member),
    day: viewer.calendar.dayOf(came?.at ?? member.since),
    outcome,
    answered: outcome ? await answeredBy(viewer, entries, { subject, outcome }) : null,
    // Whoever has to ask them first goes on from here, and comes back.
    offers: [...(outcome === null ? answers : []), ...(mayRead(viewer, state) ? [seeCase(state)] : [])],
  }
  return { card: familyArrived(args, viewer.say), settled: outcome !== null }
}

type Answer = { subject: PersonId; outcome: NonNullable<FamilyArrivedArgs['outcome']> }

/** Who said so last, by the history; null where it is not there. */
async function answeredBy(
  viewer: Viewer,
  entries: Entry[],
  { subject, outcome }: Answer,
): Promise<FamilyArrivedArgs['answered']> {
  const said = entries.findLast(({ event }) => endsIt(event, outcome) && event.member === subject)
  if (!said) return null
  const by = said.by === 'system' ? 'none' : await nameOf(viewer, said.by)
  return { by, isYou: said.by === viewer.person.id, day: viewer.calendar.dayOf(said.at) }
}

type Ending = Extract<Event, { type: `family.${Answer['outcome']}` }>

function endsIt(event: Event, outcome: Answer['outcome']): event is Ending {
  return event.type === `family.${outcome}`
}

function outcomeOf({ status, shutOut }: Member): FamilyArrivedArgs['outcome'] {
  if (shutOut) return 'shut-out'
  return status === 'confirmed' || status === 'refused' ? status : null
}
