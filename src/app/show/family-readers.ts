/** Who has read a log and what a family has agreed to, for one of them. Opens the log: checked and written down. */
import type { Card } from '../../../cards/card.ts'
import { type FamilyConsentItem, familyConsents } from '../../../cards/family-consents.ts'
import { familyReaders } from '../../../cards/family-readers.ts'
import type { Case } from '../../core/case.ts'
import { isOfHidden, servicesOfOthers } from '../../core/family-reading.ts'
import type { Day, Instant, PersonId } from '../../core/ids.ts'
import type { AccessEntry } from '../../ports.ts'
import {
  type FamilyViewer,
  nameOfService,
  openForFamily,
  personIn,
  recipientsWithin,
  staffService,
  topicsWithin,
} from '../see/index.ts'
import { questionFor } from './family-form.ts'
import { type FamilyCase, wayTo } from './family-log.ts'

/** Rows that one page shows. */
const most = 100

type Looked = { person: PersonId; day: Day }

export async function showFamilyReaders({ viewer, state }: FamilyCase): Promise<Card | null> {
  const opened = await openForFamily(viewer, state, 'family-readers')
  if (!opened) return null
  const all = await looks(viewer, state)
  const rows = await Promise.all(all.map((one) => rowOf(viewer, state, one)))
  const readers = rows.filter((one) => one !== null)
  const ways = [wayTo('family.log', state), wayTo('family.home')]
  const earlier = Math.max(0, readers.length - most)
  return familyReaders({ ref: state.ref, readers: readers.slice(0, most), earlier, ways }, viewer.say)
}

/** Since there is a log, each person once a day, the latest first. */
async function looks({ reader, calendar }: FamilyViewer, state: Case): Promise<Looked[]> {
  const since = await openedAt({ reader }, state)
  const days = new Map<string, Looked>()
  for (const one of await reader.access.of(state.id)) {
    if (!isOfLog(one) || since === null || one.at < since) continue
    const look = { person: one.person, day: calendar.dayOf(one.at) }
    days.set(`${look.day} ${look.person}`, look)
  }
  return [...days.values()].reverse()
}

/** That somebody had to do with a report is no look at the log, nor is what was asked of a colleague without saying of whom. */
function isOfLog({ verdict, what, roles }: AccessEntry): boolean {
  const isAskedAlone = roles.length > 0 && roles.every((role) => role === 'asked')
  return verdict === 'read' && !what.startsWith('report') && !isAskedAlone
}

async function openedAt({ reader }: Pick<FamilyViewer, 'reader'>, state: Case): Promise<Instant | null> {
  const entries = await reader.cases.entries(state.id)
  return entries.find(({ event }) => event.type === 'case.opened')?.at ?? null
}

/** Null for whoever is no staff, and for who comes, or once came, from a service that somebody else of the family alone has a say about. */
async function rowOf(viewer: FamilyViewer, state: Case, { person: id, day }: Looked) {
  const person = await personIn(viewer, id)
  const service = await staffService(viewer, state, id)
  if (!person || isOfHidden(state, viewer.member, id)) return null
  if (service !== null && servicesOfOthers(state, viewer.member).includes(service)) return null
  return { name: person.name, service: service === null ? '' : nameOfService(viewer, service), day }
}

export async function showFamilyConsents({ viewer, state }: FamilyCase, notice: string | null): Promise<Card | null> {
  const opened = await openForFamily(viewer, state, 'family-consents')
  if (!opened) return null
  const isOpen = state.status === 'open'
  const consents = await Promise.all(
    opened.reading.consents.map(async (one): Promise<FamilyConsentItem> => {
      const question = isOpen ? questionFor({ state }, opened, one.id) : null
      return {
        is: one.is,
        services: await recipientsWithin(viewer, state, one.services),
        topics: topicsWithin(viewer, one.topics),
        until: one.until,
        theirs: one.mine,
        signed: one.signed,
        answer: question ? wayTo('family.answer', state, { consent: one.id }) : null,
      }
    }),
  )
  const canTakeBack = opened.reading.consents.some(({ is, mine }) => is === 'given' && mine)
  const ways = [
    ...(canTakeBack ? [wayTo('family.withdraw', state)] : []),
    wayTo('family.log', state),
    wayTo('family.home'),
  ]
  return familyConsents({ ref: state.ref, notice, consents, ways }, viewer.say)
}
