/**
 * Somebody of a family looking at their own log. It is opened here alone: checked, written down, and with no more of the case than is
 * theirs. Words that are not among those they may read are not to be had, whatever is drawn.
 */
import type { Case } from '../../core/case.ts'
import type { Family } from '../../core/decision.ts'
import { comesIn, type Member, memberIn } from '../../core/family-member.ts'
import { type FamilyReading, readingOf } from '../../core/family-reading.ts'
import type { PersonId, WordId } from '../../core/ids.ts'
import { postsIn } from '../../core/post.ts'
import type { Responsible } from '../../core/responsible.ts'
import { inCaseOf } from './apart.ts'
import { named, personIn, type Setting } from './viewer.ts'

export type FamilyViewer = Setting & { actor: Family; member: Member }

/** What of a case is not its content, and may be said to whoever is in it. */
export type FamilyFacts = Pick<
  Case,
  'id' | 'ref' | 'municipality' | 'level' | 'status' | 'service' | 'holder' | 'erased' | 'shielded'
>

export type FamilyOpened = {
  facts: FamilyFacts
  reading: FamilyReading
  words(ids: (WordId | null)[]): Promise<Map<WordId, string>>
}

/** Null for whoever is not in the case: a look that was refused. `what` is the card or command it is opened for. */
export async function openForFamily(viewer: FamilyViewer, state: Case, what: string): Promise<FamilyOpened | null> {
  const { reader, member, today, now, actor } = viewer
  const reading = readingOf(state, member, today)
  const verdict = reading ? 'read' : 'refused'
  const roles = reading ? [member.as] : []
  await reader.access.log({ at: now, person: actor.person, case: state.id, what, verdict, roles })
  if (!reading) return null
  const words = (ids: (WordId | null)[]) =>
    reader.words.read(
      state.id,
      ids.filter((id) => id !== null).filter((id) => reading.words.has(id)),
    )
  return { facts: state, reading, words }
}

/** What they are in the case, as far as it lets them know that there is one. */
export function standingOf(state: Case, person: PersonId, today: string): 'in' | 'waits' | 'out' {
  const member = memberIn(state, person)
  if (!member) return 'out'
  if (comesIn(state, member, today)) return 'in'
  return member.status === 'arrived' && member.shutOut === null ? 'waits' : 'out'
}

/** Staff by name and service: a unit is a place, and their role nobody asked for. */
export async function staffName(setting: Setting, state: Case, id: PersonId | null): Promise<string | null> {
  const person = await personIn(setting, id)
  if (!person) return null
  const service = await staffService(setting, state, person.id)
  return service === null
    ? person.name
    : setting.say('family.staff', { name: person.name, service: nameOfService(setting, service) })
}

/** By which service somebody is in the case, or was; otherwise where they work. */
export async function staffService(setting: Setting, state: Case, id: PersonId): Promise<string | null> {
  const person = await personIn(setting, id)
  if (!person) return null
  const [one] = inCaseOf(setting, state, [person])
  const part = state.participants.find((other) => other.person === id)
  return part?.service ?? one?.post.service ?? postsIn(person, state.municipality)[0]?.service ?? null
}

export function nameOfService(setting: Setting, service: string): string {
  return named(setting, setting.model.names.services, service)
}

/** Who answers for something, with their service; the family itself as `you`. */
export async function familyResponsible(setting: Setting, state: Case, one: Responsible): Promise<string> {
  const { say } = setting
  if (one.kind === 'home') return say('family.you')
  if (one.kind === 'service') return nameOfService(setting, one.service)
  return (await staffName(setting, state, one.person)) ?? say('family.fact.nobody')
}
