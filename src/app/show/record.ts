/** What is written down of a case by itself: its log as a list of its own, and who has opened it. Opens the case: checked and logged. */
import type { Card } from '../../../cards/card.ts'
import { caseHistory } from '../../../cards/case-history.ts'
import { caseReaders, type ReaderRow } from '../../../cards/case-readers.ts'
import { isFamilyAction } from '../../../cards/parts/family-way.ts'
import { pageSize, pageStart } from '../../../cards/parts/paging.ts'
import type { Case } from '../../core/case.ts'
import type { CaseId } from '../../core/ids.ts'
import { caseRolesOf } from '../../core/permission.ts'
import { tellingOfReport } from '../../core/report.ts'
import type { AccessEntry } from '../../ports.ts'
import { capital, type Key } from '../../wording/index.ts'
import { isAction, seeCase } from '../actions/index.ts'
import { doerName, isCopy, openCase, openedCards, openWhole, seesReaders, type Viewer } from '../see/index.ts'
import { historyOf } from './history.ts'
import { sealedIn } from './sealed.ts'

/** From the entry that `from` names on; from the newest where there is none such. */
export async function showHistory(viewer: Viewer, id: CaseId, from: string | undefined): Promise<Card | null> {
  const opened = await openWhole(viewer, id, 'case-history')
  if (!opened) return null
  const page = (start: number) => historyOf(viewer, opened, [start, start + pageSize])
  const asked = pageStart(from)
  const there = await page(asked)
  const isBeyond = there.items.length === 0 && asked > 0
  const { items, count } = isBeyond ? await page(0) : there
  return caseHistory(
    {
      ref: opened.case.ref,
      sealed: await sealedIn(viewer, opened),
      items,
      start: isBeyond ? 0 : asked,
      count,
      data: { case: id },
      offers: [seeCase(opened.case)],
    },
    viewer.say,
  )
}

/**
 * Null for whoever may not know it; `most` rows, from the one that `from` names on. What would tell that a report was made to child
 * welfare is left out, and not counted: of that only some may know, and who has read the case is told to others as well.
 */
export async function showReaders(
  viewer: Viewer,
  state: Case,
  from: string | undefined,
  most: number,
): Promise<Card | null> {
  const opened = seesReaders(viewer, state) ? await openCase(viewer, state, 'case-readers') : null
  if (!opened) return null
  const page = (start: number) => viewer.reader.access.page(state.id, { without: tellingOfReport, start, most })
  const asked = pageStart(from, most)
  const there = await page(asked)
  const isBeyond = there.entries.length === 0
  const { entries, count } = isBeyond ? await page(0) : there
  const rows = await Promise.all(entries.map((one) => rowOf(viewer, state, one)))
  const start = isBeyond ? 0 : asked
  return caseReaders(
    { ref: state.ref, rows, start, count, most, data: { case: state.id }, offers: [seeCase(state)] },
    viewer.say,
  )
}

/** Whoever was asked anonymously, and looked as nothing else, stays unnamed, whatever they opened or tried to. */
async function rowOf(
  viewer: Viewer,
  state: Case,
  { at, person, what, verdict, roles }: AccessEntry,
): Promise<ReaderRow> {
  const { calendar, say } = viewer
  const had = [...caseRolesOf.staff, ...caseRolesOf.family].filter((role) => role !== 'asked' && roles.includes(role))
  const isAsked = had.length === 0 && state.concern.questions.some(({ to }) => to === person)
  return {
    day: calendar.dayOf(at),
    time: calendar.timeOf(at),
    who: isAsked ? say('event.colleague') : await doerName(viewer, state, person),
    was: isAsked || had.length === 0 ? null : capital(say.list(had.map((role) => say(`role.${role}`)))),
    what: openedName(viewer, what),
    refused: verdict === 'refused',
  }
}

/** As what it was opened. A look that was refused names what was pressed. */
function openedName({ say }: Viewer, what: string): string {
  const card = openedCards.find((one) => one === what)
  if (card) return say(`readers.opened.${card}`)
  if (isCopy(what)) return say(`readers.opened.${what}`)
  if (what.startsWith('family-') || isFamilyAction(what)) return say('readers.opened.family')
  return isAction(what)
    ? say('readers.opened.form', { form: say(`action.${what}` satisfies Key) })
    : say('readers.opened.other')
}
