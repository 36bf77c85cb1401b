/**
 * What waits for somebody, as it comes to them by itself: their own list under the day it comes, and in a sentence each what there
 * was no room to tell them of before. References and neutral words; who may know what is checked as it is drawn.
 */

import type { Card } from '../../../cards/card.ts'
import { digest, digestHead, digestPage } from '../../../cards/digest.ts'
import { newer } from '../../../cards/newer.ts'
import { isQuiet } from '../../../cards/parts/mine-item.ts'
import type { Case } from '../../core/case.ts'
import { knownRoles, lookingAt, paceOf, type Viewer } from '../see/index.ts'
import { drawTold } from './draw-told.ts'
import type { MaybeDrawn } from './drawn.ts'
import { readMine, showMine } from './mine.ts'

/** Whether anything does that nobody has put off. */
export async function waitsFor(viewer: Viewer): Promise<boolean> {
  const { lists } = await readMine(viewer, 'open')
  return lists.waiting.some((row) => !isQuiet(row))
}

/** `settled` where nothing waits any more, so that there is nothing to send. */
export async function drawDigest(viewer: Viewer): Promise<MaybeDrawn> {
  const { say, today: day, person, policy } = viewer
  const happened = await happenedOf(viewer)
  const read = await readMine(viewer, 'open')
  const { waiting } = read.lists
  const quiet = waiting.filter(isQuiet).length
  const most = paceOf(person, policy) === 'each' ? policy.reminders.mostADay : null
  const list = await showMine(viewer, { head: digestHead({ day, quiet, most }, say), page: digestPage, read })
  return { card: digest({ list, happened }, say), settled: happened.length === 0 && waiting.length === quiet }
}

async function happenedOf(viewer: Viewer): Promise<string[]> {
  const { reader, person } = viewer
  const said: string[] = []
  for (const { case: id, about } of await reader.digests.lines(person.id)) {
    const state = (await reader.cases.get(id))?.case
    const drawn = state && (await drawTold(lookingAt(viewer, state), state, about))
    if (drawn && 'card' in drawn) said.push(drawn.card.summary)
  }
  return said
}

/** The line that is left of what a newer message says: by the reference alone, and that to whoever may know of the case. */
export function drawNewer(viewer: Viewer, state: Case | null): Card {
  const isKnown = state !== null && knownRoles(viewer, state).length > 0
  return newer({ of: isKnown ? state.ref : null, isList: state === null }, viewer.say)
}
