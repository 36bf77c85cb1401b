/** What is written down of a case by itself: its log as a list of its own, and who has opened it. Opens the case: checked and logged. */
import type { Card } from '../../../cards/card.ts'
import { caseHistory } from '../../../cards/case-history.ts'
import { caseReaders } from '../../../cards/case-readers.ts'
import { isFamilyAction } from '../../../cards/parts/family-way.ts'
import { pageSize, pageStart } from '../../../cards/parts/paging.ts'
import type { ReaderRow } from '../../../cards/parts/reader-row.ts'
import type { Case } from '../../core/case.ts'
import type { CaseId } from '../../core/ids.ts'
import { caseRolesOf } from '../../core/permission.ts'
import { tellingOfReport } from '../../core/report.ts'
import type { AccessEntry } from '../../ports.ts'
import { capital, type Key } from '../../wording/index.ts'
import { isAction, seeCase } from '../actions/index.ts'
import {
  doerName,
  isCopy,
  keeper,
  lasting,
  markedToReader,
  openCase,
  openedCards,
  openWhole,
  seesReaders,
  type Viewer,
} from '../see/index.ts'
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
  const sittings = sittingsIn(viewer, await viewer.reader.access.told(state.id, tellingOfReport))
  const asked = pageStart(from, most)
  const start = asked < sittings.length ? asked : 0
  const rows = await Promise.all(sittings.slice(start, start + most).map((one) => rowOf(viewer, state, one)))
  return caseReaders(
    { ref: state.ref, rows, start, count: sittings.length, most, data: { case: state.id }, offers: [seeCase(state)] },
    viewer.say,
  )
}

/** Each look by itself, the oldest first: read or refused. What would tell of a report to child welfare is left out here too. */
export async function looksIn(viewer: Viewer, state: Case): Promise<ReaderRow[]> {
  const looks = await viewer.reader.access.told(state.id, tellingOfReport)
  return Promise.all(looks.reverse().map((one) => rowOf(viewer, state, [one])))
}

/** What one and the same opened within some minutes, or was refused, the newest first. */
export type Sitting = [AccessEntry, ...AccessEntry[]]

/** Minutes from the first look of a sitting to the last. */
const longest = 30

/** Each look is written down by itself; together they are told as what somebody did. The newest of each says where it stands. */
export function sittingsIn({ calendar }: Viewer, newestFirst: AccessEntry[]): Sitting[] {
  const all: Sitting[] = []
  const open = new Map<string, Sitting>()
  for (const entry of newestFirst) {
    const key = [entry.person, entry.verdict, entry.roles.join(), calendar.dayOf(entry.at)].join(' ')
    const sitting = open.get(key)
    const isNear = sitting && Date.parse(sitting[0].at) - Date.parse(entry.at) <= longest * 60_000
    if (isNear) sitting.push(entry)
    else {
      const begun: Sitting = [entry]
      open.set(key, begun)
      all.push(begun)
    }
  }
  return all
}

/** Whoever was asked anonymously, and looked as nothing else, stays unnamed, whatever they opened or tried to. */
export async function rowOf(viewer: Viewer, state: Case, sitting: Sitting): Promise<ReaderRow> {
  const { calendar, say } = viewer
  const [{ at, person, verdict, roles }] = sitting
  const had = [...caseRolesOf.staff, ...caseRolesOf.family].filter((role) => role !== 'asked' && roles.includes(role))
  const isAsked = had.length === 0 && state.concern.questions.some(({ to }) => to === person)
  const name = isAsked ? say('event.colleague') : await readerName(viewer, state, person)
  return {
    day: calendar.dayOf(at),
    from: calendar.timeOf(sitting.at(-1)?.at ?? at),
    to: calendar.timeOf(at),
    who: markedToReader(viewer, person, name),
    was: isAsked || had.length === 0 ? null : capital(say.list(lasting(had).map((role) => say(`role.${role}`)))),
    what: [...new Set(sitting.map(({ what }) => openedName(viewer, what)))].reverse(),
    count: sitting.length,
    refused: verdict === 'refused',
  }
}

/** Whoever keeps the machine is nobody of the directory. */
function readerName(viewer: Viewer, state: Case, person: string): Promise<string> | string {
  return person === keeper ? viewer.say('copy.keeper') : doerName(viewer, state, person)
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
