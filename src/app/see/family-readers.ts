/**
 * Who of the staff has looked at a log, as one of the family may know it: each once a day, the latest first, a page at a time. Whoever
 * comes from a service that is kept from them is neither among them nor counted, nor is what would tell that a report was made.
 */
import type { Case } from '../../core/case.ts'
import type { Member } from '../../core/family-member.ts'
import { isOfHidden, servicesOfOthers } from '../../core/family-reading.ts'
import type { Day, Instant, PersonId } from '../../core/ids.ts'
import { tellingOfReport } from '../../core/report.ts'
import type { Looked } from '../../ports.ts'
import { isCopy, keeper, openedCards } from './opened-for.ts'
import { nameOfService, staffService } from './staff-of.ts'
import { personIn, type Setting } from './viewer.ts'

type FamilyReader = { name: string; service: string; day: Day }
/** A page of them, and how many there are in all. */
export type FamilyReaders = { rows: FamilyReader[]; count: number }

/** As what they looked, where a copy tells it: at the log, at consents, at a form in it, or to make a copy. */
export type FamilyLook = { day: Day; name: string; service: string; what: 'log' | 'consents' | 'form' | 'copy' }

type Looking = Setting & { member: Member }
type Look = { person: PersonId; day: Day; at: Instant }

/** From when there is a log: what was wondered about before that is nobody's to read here. */
export async function readersFor(viewer: Looking, state: Case, start: number, most: number): Promise<FamilyReaders> {
  const { reader, calendar } = viewer
  if (state.logSince === null) return { rows: [], count: 0 }
  const looked = await reader.access.looked(state.id, { since: state.logSince, without: tellingOfReport })
  const people = new Map<PersonId, Omit<FamilyReader, 'day'>>()
  for (const id of new Set(looked.map(({ person }) => person))) {
    const known = await readerOf(viewer, state, id)
    if (known) people.set(id, known)
  }
  const all = onceADay(looked, (at) => calendar.dayOf(at))
  const told = all.flatMap(({ person, day }) => {
    const known = people.get(person)
    return known ? [{ ...known, day }] : []
  })
  return { rows: told.slice(start, start + most), count: told.length }
}

/** In the order of their last looks. The first and the last of somebody between two midnights of UTC are of at most two days here. */
function onceADay(looked: Looked[], dayOf: (at: Instant) => Day): Look[] {
  const looks = looked
    .flatMap(({ person, first, last }) => [first, last].map((at): Look => ({ person, at, day: dayOf(at) })))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
  return [...new Map(looks.map((one) => [`${one.day} ${one.person}`, one])).values()]
}

/** Null for whoever is no staff, and for who comes, or once came, from a service that somebody else of the family alone has a say about. */
async function readerOf(viewer: Looking, state: Case, id: PersonId): Promise<Omit<FamilyReader, 'day'> | null> {
  const person = await personIn(viewer, id)
  const service = await staffService(viewer, state, id)
  if (!person || isOfHidden(state, viewer.member, id)) return null
  if (service !== null && servicesOfOthers(state, viewer.member).includes(service)) return null
  return { name: person.name, service: service === null ? '' : nameOfService(viewer, service) }
}

/** Each person once a day for each way of looking, the latest first. What would tell of a report is in none of it, as above. */
export async function looksFor(viewer: Looking, state: Case): Promise<FamilyLook[]> {
  const { reader, calendar } = viewer
  const since = state.logSince
  if (since === null) return []
  const entries = await reader.access.told(state.id, tellingOfReport)
  const looks = new Map<string, FamilyLook>()
  for (const { at, person, verdict, roles, what } of entries) {
    if (verdict !== 'read' || at < since || isAskedAlone(roles)) continue
    const known = await lookerOf(viewer, state, person)
    const look = known && { ...known, day: calendar.dayOf(at), what: whatOf(what) }
    if (look) looks.set(JSON.stringify(look), look)
  }
  return [...looks.values()]
}

/** By name, or where the municipality has it so only for which service they looked. */
async function lookerOf(viewer: Looking, state: Case, person: PersonId): Promise<Omit<FamilyReader, 'day'> | null> {
  const { say, model } = viewer
  if (person === keeper) return { name: say('family.copy.keeper'), service: '' }
  const known = await readerOf(viewer, state, person)
  return known && model.copies.readers === 'service' ? { ...known, name: say('family.copy.somebody') } : known
}

/** Whoever was asked anonymously stays unnamed. */
function isAskedAlone(roles: string[]): boolean {
  return roles.length === 1 && roles[0] === 'asked'
}

function whatOf(what: string): FamilyLook['what'] {
  if (isCopy(what)) return 'copy'
  if (what === 'consent-checkpoint' || what.startsWith('consent.')) return 'consents'
  return openedCards.some((one) => one === what) ? 'log' : 'form'
}
