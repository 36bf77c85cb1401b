/**
 * Somebody of a family looking at their own log. It is opened here alone: checked, written down, and with no more of the case than is
 * theirs. Words that are not among those they may read are not to be had, whatever is drawn.
 */
import type { Case } from '../../core/case.ts'
import { isWritable } from '../../core/consent.ts'
import type { Family } from '../../core/decision.ts'
import { comesIn, type Member, memberIn, waitsForAnswer, waitsToBeKnown } from '../../core/family-member.ts'
import { type FamilyReading, isOfHidden, readingOf } from '../../core/family-reading.ts'
import { waitsForEnd } from '../../core/family-saying.ts'
import type { PersonId, Recipient, WordId } from '../../core/ids.ts'
import type { Responsible } from '../../core/responsible.ts'
import { type FamilyLook, type FamilyReaders, looksFor, readersFor } from './family-readers.ts'
import type { OpenedByFamily } from './opened-for.ts'
import { recipientsWithin } from './recipients.ts'
import { nameOfService, staffService } from './staff-of.ts'
import { type Opened, personIn, type Setting } from './viewer.ts'

export type FamilyViewer = Setting & { actor: Family; member: Member }

/** What of a case is not its content, and may be said to whoever is in it. */
type FamilyFacts = Pick<Case, 'id' | 'ref' | 'municipality' | 'status' | 'erased' | 'shielded'>

/** All that may be drawn of a case for one of the family. The case itself is not among it. */
export type FamilyOpened = {
  facts: FamilyFacts
  reading: FamilyReading
  /** Whether what they write is kept now. */
  mayWrite: boolean
  /** Whether they have asked for the end, and nobody has heard it yet. */
  asksForEnd: boolean
  words(ids: (WordId | null)[]): Promise<Map<WordId, string>>
  /** Staff by name and service; null for nobody, and for whoever comes from a service that is kept from them. */
  staff(id: PersonId | 'system' | null): Promise<string | null>
  responsible(one: Responsible): Promise<string>
  recipients(list: Recipient[]): Promise<string[]>
  readers(start: number, most: number): Promise<FamilyReaders>
  /** All of them with what they looked at, as a copy tells it. */
  looks(): Promise<FamilyLook[]>
}

/** Null for whoever is not in the case: a look that was refused. `what` is the card or command it is opened for. */
export async function openForFamily(
  viewer: FamilyViewer,
  state: Case,
  what: OpenedByFamily,
): Promise<FamilyOpened | null> {
  const { reader, member, today, now, actor } = viewer
  const reading = readingOf(state, member, today, viewer)
  const verdict = reading ? 'read' : 'refused'
  const roles = reading ? [member.as] : []
  await reader.access.log({ at: now, person: actor.person, case: state.id, what, verdict, roles })
  return reading && openedAs(viewer, state, reading)
}

/** The same for a copy that somebody else makes for one of the family, `opened` as whoever may read all of it: what they may read, no more. */
export function openForCopy(opened: Opened, viewer: FamilyViewer): FamilyOpened | null {
  const reading = readingOf(opened.case, viewer.member, viewer.today, viewer)
  return reading && openedAs(viewer, opened.case, reading)
}

function openedAs(viewer: FamilyViewer, state: Case, reading: FamilyReading): FamilyOpened {
  const { reader, member, today } = viewer
  const { id, ref, municipality, status, erased, shielded } = state
  const words = (ids: (WordId | null)[]) =>
    reader.words.read(
      id,
      ids.filter((one) => one !== null).filter((one) => reading.words.has(one)),
    )
  return {
    facts: { id, ref, municipality, status, erased, ...(shielded === undefined ? {} : { shielded }) },
    reading,
    mayWrite: status === 'open' && isWritable(state, today),
    asksForEnd: waitsForEnd(state, member.id),
    words,
    staff: async (one) => (one === 'system' || isOfHidden(state, member, one) ? null : staffName(viewer, state, one)),
    responsible: (one) => familyResponsible(viewer, state, one),
    recipients: (list) => recipientsWithin(viewer, state, list),
    readers: (start, most) => readersFor(viewer, state, start, most),
    looks: () => looksFor(viewer, state),
  }
}

/** What they are in the case, as far as it lets them know that there is one. */
export function standingOf(
  state: Case,
  person: PersonId,
  { today, ...times }: Pick<Setting, 'today' | 'policy' | 'calendar'>,
): 'in' | 'waits' | 'unsaid' | 'out' {
  const member = memberIn(state, person)
  if (!member) return 'out'
  if (comesIn(state, member, today, times)) return 'in'
  if (waitsForAnswer(state, member, today, times)) return 'unsaid'
  return waitsToBeKnown(member) ? 'waits' : 'out'
}

/** Staff by name and service: a unit is a place, and their role nobody asked for. */
async function staffName(setting: Setting, state: Case, id: PersonId | null): Promise<string | null> {
  const person = await personIn(setting, id)
  if (!person) return null
  const { say } = setting
  const service = await staffService(setting, state, person.id)
  const name = say.named(person.name)
  return service === null ? name : say('family.staff', { name, service: nameOfService(setting, service) })
}

/** Who answers for something, with their service; the family itself as `you`. */
async function familyResponsible(setting: Setting, state: Case, one: Responsible): Promise<string> {
  const { say } = setting
  if (one.kind === 'home') return say('family.you')
  if (one.kind === 'service') return nameOfService(setting, one.service)
  return (await staffName(setting, state, one.person)) ?? say('family.fact.nobody')
}
