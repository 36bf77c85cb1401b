/** Meetings as the plan shows them: how each is called, its minutes for whoever may read them, and what each decision can become. */
import type { Offer } from '../../../cards/parts/offer.ts'
import type { Said } from '../../../cards/parts/plan-drawing.ts'
import type { PlanItems } from '../../../cards/parts/plan-items.ts'
import type { DecisionItem } from '../../../cards/parts/plan-minutes.ts'
import type { WordId } from '../../core/ids.ts'
import { type Meeting, movedTo } from '../../core/meeting.ts'
import { type Access, opensTopic } from '../../core/reading.ts'
import { possible, possibleOn, show } from '../actions/index.ts'
import { calledIn, type Opened, presentIn, type Viewer, wordsIn } from '../see/index.ts'
import { isForCalendar } from './calendar.ts'

/**
 * Minutes of a time when no topic was asked: whoever the family let in may read what the meeting they were called to agreed. Why no
 * other was agreed, where nothing else was written, is read with the whole.
 */
export function minutesWords({ decisions = [], ...one }: Meeting, access: Access): WordId[] {
  const isWhole = access.topics === 'all'
  const readsSome = isWhole || access.topics.length > 0
  const isOpen = one.topic === null ? readsSome : opensTopic(access, one.topic)
  if (!isOpen) return []
  const own = wordsIn(one).filter(([field]) => field !== 'whyNone' || isWhole || one.topic !== null)
  return [...own.map(([, id]) => id), ...decisions.map(({ text }) => text)]
}

/** So many decisions of all that are drawn have buttons at a time, the newest meetings' first: a channel draws some twenty in a card. */
const mostOffered = 5

type Shown = {
  viewer: Viewer
  opened: Opened
  /** Whether a file can be given where it is asked for. */
  isPage: boolean
  words: Map<string, string>
  said<T extends object>(thing: T): Said<T>
}

/** In the order in which they are drawn. */
export async function meetingsOf(
  { viewer, opened, isPage, words, said }: Shown,
  meetings: Meeting[],
): Promise<PlanItems['meetings']> {
  const minutes = await minutesOf(viewer, opened, meetings, words)
  return Promise.all(
    minutes.map(async ({ of: one, ...minuted }) => {
      const { invitation, calledBy: _, changes: __, reminded: ___, replaced: ____, ...meeting } = one
      const data = { case: opened.case.id, meeting: one.id }
      const calendar = isPage && isForCalendar(opened.case, one, viewer) ? [show('show.calendar', data)] : []
      const moved = movedTo(opened.case, meeting)?.day ?? null
      return {
        ...meeting,
        moved,
        called: invitation && !moved ? await calledIn(viewer, opened, invitation) : null,
        ...minuted,
        said: said(meeting),
        offers: [...possibleOn(opened.case, viewer, 'meeting', one), ...calendar],
      }
    }),
  )
}

/** What their reader may read of what was written of each. */
function minutesOf(viewer: Viewer, opened: Opened, meetings: Meeting[], words: Map<string, string>) {
  const adds = possible(opened.case, viewer).filter(({ action }) => becomes.some((one) => one === action))
  const ways = adds.toSorted((a, b) => becomes.indexOf(a.action) - becomes.indexOf(b.action))
  let room = ways.length > 0 ? mostOffered : 0
  const each = meetings.map((of) => {
    const decisions = (of.decisions ?? []).flatMap(({ id, text, isTaken = false }): DecisionItem[] => {
      const said = words.get(text)
      if (said === undefined) return []
      const isOffered = !isTaken && room > 0
      if (isOffered) room -= 1
      const data = { decision: id, back: 'meetings' }
      return [{ words: said, isTaken, offers: isOffered ? ways.map((way) => withData(way, data)) : [] }]
    })
    return { of, decisions, corrected: of.corrected ?? 0 }
  })
  return Promise.all(each.map(async (one) => ({ ...one, present: await presentIn(viewer, opened, one.of) })))
}

/** What a decision can become, in the order in which that is offered. */
const becomes: Offer['action'][] = ['follow-up.add', 'measure.add']

function withData(way: Offer, data: Offer['data']): Offer {
  return { ...way, data: { ...way.data, ...data } }
}
