/** Who has read a log and what a family has agreed to, for one of them. Opens the log: checked and written down. */
import type { Card } from '../../../cards/card.ts'
import { familyConsents } from '../../../cards/family-consents.ts'
import { familyReaders } from '../../../cards/family-readers.ts'
import type { FamilyConsentItem } from '../../../cards/parts/family-agreed.ts'
import type { FamilyWay } from '../../../cards/parts/family-way.ts'
import { pageSize, pageStart } from '../../../cards/parts/paging.ts'
import { topicsWithin } from '../see/index.ts'
import { type FamilySight, type FamilyView, wayTo } from './family-view.ts'

/** A page of them, from the one that `from` names on: whoever is not told to this one of the family is in none, and counted in none. */
export async function showFamilyReaders(view: FamilyView, from: string | undefined): Promise<Card | null> {
  const opened = await view.open('family-readers')
  if (!opened) return null
  const asked = pageStart(from)
  const there = await opened.readers(asked, pageSize)
  const isBeyond = there.rows.length === 0 && asked > 0
  const { rows, count } = isBeyond ? await opened.readers(0, pageSize) : there
  const start = isBeyond ? 0 : asked
  const page = (label: 'older' | 'newer', at: number) => {
    return { ...wayTo('family.readers', view, at === 0 ? {} : { start: String(at) }), label }
  }
  const pages = [
    ...(start + pageSize < count ? [page('older', start + pageSize)] : []),
    ...(start > 0 ? [page('newer', Math.max(0, start - pageSize))] : []),
  ]
  const ways = [...pages, backTo(view), wayTo('family.home')]
  return familyReaders({ ref: opened.facts.ref, readers: rows, start, count, ways }, view.viewer.say)
}

/** To the log that they are in. */
function backTo(view: FamilyView): FamilyWay {
  return { ...wayTo('family.log', view), label: 'back' }
}

/** What they have said yes to, and are asked; `answer` is the way to answer, where there is one. */
export function agreedIn(
  { viewer }: FamilyView,
  { reading, recipients }: FamilySight,
  answer: (consent: string) => FamilyConsentItem['answer'],
): Promise<FamilyConsentItem[]> {
  return Promise.all(
    reading.consents.map(async (one) => ({
      is: one.is,
      services: await recipients(one.services),
      topics: topicsWithin(viewer, one.topics),
      until: one.until,
      theirs: one.mine,
      signed: one.signed,
      answer: answer(one.id),
      aside: one.aside ? await recipients(one.is === 'asked' ? one.services : one.aside.anew) : [],
    })),
  )
}

export async function showFamilyConsents(view: FamilyView, notice: string | null): Promise<Card | null> {
  const opened = await view.open('family-consents')
  if (!opened) return null
  const { viewer } = view
  const isOpen = opened.facts.status === 'open'
  const consents = await agreedIn(view, opened, (consent) =>
    isOpen && opened.isAsked(consent) ? wayTo('family.answer', view, { consent }) : null,
  )
  const canTakeBack = opened.reading.consents.some(({ is, mine }) => is === 'given' && mine)
  const ways = [...(canTakeBack ? [wayTo('family.withdraw', view)] : []), backTo(view), wayTo('family.home')]
  return familyConsents({ ref: opened.facts.ref, notice, consents, ways }, viewer.say)
}
