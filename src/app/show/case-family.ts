/** What the family has seen and said on their own page, for whoever answers for the log. Opens the case: checked and logged. */
import type { Card } from '../../../cards/card.ts'
import { caseFamily, type FamilyMemberItem, type FamilySaid } from '../../../cards/case-family.ts'
import type { Case } from '../../core/case.ts'
import { comesIn, type Member, mostTries, waitsForAnswer, waitsToBeKnown } from '../../core/family-member.ts'
import { type Saying, waitsToBeHeard } from '../../core/family-saying.ts'
import type { CaseId, Day } from '../../core/ids.ts'
import type { Looked } from '../../ports.ts'
import { askingWho, may, offer, possible, seeCase } from '../actions/index.ts'
import { doerName, memberName, openCase, seesFamily, type Viewer } from '../see/index.ts'

/** Null for whoever may not know of it. */
export async function showFamily(viewer: Viewer, id: CaseId): Promise<Card | null> {
  const stored = await viewer.reader.cases.get(id)
  if (!stored || !seesFamily(viewer, stored.case)) return null
  const opened = await openCase(viewer, stored.case, 'case-family')
  if (!opened) return null
  const { case: state } = opened
  const seen = await seenBy(viewer, state)
  const newest = [...state.sayings].reverse()
  const words = await opened.words(newest.map(({ text }) => text))
  const said = newest.map(async (one): Promise<FamilySaid> => {
    const { by, kind, at, text, heardAt } = one
    return {
      who: await doerName(viewer, state, by),
      kind,
      day: viewer.calendar.dayOf(at),
      words: text ? (words.get(text) ?? null) : null,
      isWritten: text !== null,
      heard: heardAt ? viewer.calendar.dayOf(heardAt) : null,
      hear: hearing(viewer, state, one),
    }
  })
  const offers = askingWho(possible(state, viewer).filter(({ action }) => action.startsWith('family.')))
  const members = state.family
    .filter(({ status }) => status !== 'replaced')
    .map(async (one) => itemOf(viewer, state, one, seen.get(one.id) ?? null))
  return caseFamily(
    {
      ref: state.ref,
      members: await Promise.all(members),
      said: await Promise.all(said),
      offers: [...offers, seeCase(state)],
    },
    viewer.say,
  )
}

function hearing(viewer: Viewer, state: Case, one: Saying): FamilySaid['hear'] {
  return waitsToBeHeard(one) && state.status === 'open' && may(state, viewer, 'family.hear')
    ? offer('family.hear', { case: state.id, saying: one.id })
    : null
}

async function itemOf(viewer: Viewer, state: Case, member: Member, seen: Day | null): Promise<FamilyMemberItem> {
  const { calendar } = viewer
  const { since, shutOut } = member
  const is = await standingOf(viewer, state, member)
  return { who: memberName(viewer, state, member), is, since: calendar.dayOf(shutOut?.at ?? since), seen }
}

async function standingOf(viewer: Viewer, state: Case, member: Member): Promise<FamilyMemberItem['is']> {
  const { id, status, shutOut } = member
  if (shutOut) return 'out'
  if (waitsToBeKnown(member)) return 'arrived'
  if (waitsForAnswer(state, member, viewer.today, viewer)) return 'unsaid'
  if (status !== 'invited') return comesIn(state, member, viewer.today, viewer) ? 'in' : 'over'
  return (await viewer.reader.family.isOpenTo(id, viewer.now, mostTries)) ? status : 'unused'
}

/** When each of them last read, by the access log. */
async function seenBy({ reader, calendar }: Viewer, { id, family, openedAt }: Case): Promise<Map<string, Day>> {
  const looked = await reader.access.looked(id, { since: openedAt, without: [] })
  const theirs = looked.filter(({ person }) => family.some((one) => one.id === person))
  return new Map(theirs.sort(byLast).map(({ person, last }) => [person, calendar.dayOf(last)]))
}

const byLast = (a: Looked, b: Looked) => (a.last < b.last ? -1 : 1)
