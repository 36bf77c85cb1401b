/**
 * What waits for somebody, as it comes to them by itself: their own list under the day it comes, and in a sentence each what there
 * was no room to tell them of before. References and neutral words; who may know what is checked as it is drawn.
 */

import type { Card } from '../../../cards/card.ts'
import { digest, digestHead, digestPage, withRoom } from '../../../cards/digest.ts'
import { newer } from '../../../cards/newer.ts'
import { type Happened, sameTogether } from '../../../cards/parts/happened.ts'
import type { Case } from '../../core/case.ts'
import type { DigestLine, KeptLine } from '../../ports.ts'
import { seeCase } from '../actions/index.ts'
import { knownRoles, lookingAt, mayRead, type Viewer } from '../see/index.ts'
import { toldBy } from './by-itself.ts'
import { toldIn } from './draw-told.ts'
import type { MaybeDrawn } from './drawn.ts'
import { readMine, showMine } from './mine.ts'

/** Whether anything does that nobody has put off. */
export async function waitsFor(viewer: Viewer): Promise<boolean> {
  const { tells } = await toldBy(viewer)
  const { waiting } = await readMine(viewer, 'open', tells)
  return waiting.some(({ putOff }) => !putOff)
}

/** `settled` where nothing waits any more, so that there is nothing to send. */
export async function drawDigest(viewer: Viewer): Promise<MaybeDrawn> {
  const { say, today: day, person, policy } = viewer
  const { tells, hadNoRoom } = await toldBy(viewer)
  const happened = await happenedIn(viewer, await viewer.reader.digests.lines(person.id))
  const read = await readMine(viewer, 'open', tells)
  const { waiting } = read
  const own = waiting.filter(({ putOff }) => putOff).length
  const quiet = own + read.quiet
  const most = hadNoRoom ? policy.reminders.mostADay : null
  const left = quiet > 0 ? 'quiet' : 'nothing'
  const holds = waiting.length > own ? 'waiting' : happened.length > 0 ? 'news' : left
  const page = digestPage(happened)
  const list = await showMine(viewer, { head: digestHead({ holds, day, quiet, most }, say), page, read })
  return { card: digest({ list, holds, happened }, say), settled: holds === left }
}

/** Of what was kept for the next, the lines for which it has no room: the newest. */
export async function withoutRoom(viewer: Viewer): Promise<KeptLine[]> {
  const { reader, person } = viewer
  const happened = await happenedIn(viewer, await reader.digests.kept(person.id))
  const all = sameTogether(happened)
  const told = withRoom(all)
  return all.flatMap((same) => (told.includes(same) ? [] : same.map(({ of }) => of)))
}

/** What these lines say to somebody who may know it. */
async function happenedIn<T extends DigestLine>(viewer: Viewer, lines: T[]): Promise<(Happened & { of: T })[]> {
  const happened: (Happened & { of: T })[] = []
  for (const of of lines) {
    const state = (await viewer.reader.cases.get(of.case))?.case
    const what = state && (await toldIn(lookingAt(viewer, state), state, of.about))
    if (!what) continue
    const isRead = mayRead(lookingAt(viewer, state), state)
    happened.push({ ref: state.ref, what, of, ...(isRead ? { offer: seeCase(state) } : {}) })
  }
  return happened
}

/** The line that is left of what a newer message says: by the reference alone, and that to whoever may know of the case. */
export function drawNewer(viewer: Viewer, state: Case | null): Card {
  const isKnown = state !== null && knownRoles(viewer, state).length > 0
  return newer({ of: isKnown ? state.ref : null, isList: state === null }, viewer.say)
}
