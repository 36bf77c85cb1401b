/** Who was at a meeting, as its reader may know of it. */

import type { Case } from '../../core/case.ts'
import type { TopicCode } from '../../core/ids.ts'
import { type Attendee, type FamilyThere, isOfFamily, type Minuted } from '../../core/minutes.ts'
import { opensTopic } from '../../core/reading.ts'
import { capital } from '../../wording/index.ts'
import { nameOf } from './apart.ts'
import { takesPart } from './describe.ts'
import { signerName } from './family.ts'
import type { Opened, Setting, Viewer } from './viewer.ts'

/** Who of a family was there, by what they are to the case. */
export function familyCalled(viewer: Pick<Setting, 'say'>, state: Case, one: FamilyThere): string {
  const { targetGroup: group } = state
  if (one === 'child') return viewer.say('present.child', { group })
  return one === 'self' && group === 'pregnant' ? capital(viewer.say('role.pregnant')) : signerName(viewer, state, one)
}

/**
 * Each once, in the order in which they are kept. Nobody is said to whoever has no part in the case, nor where it, or the topic of what was said there, is closed to its
 * reader; and to whoever does not see all of it staff are named only while they take part: otherwise it would tell which service has left.
 */
export async function presentIn(
  viewer: Viewer,
  { case: state, access }: Opened,
  { present = [], topic }: Pick<Minuted, 'present'> & { topic: TopicCode | null },
): Promise<string[]> {
  const isWhole = access.topics === 'all'
  if (topic !== null && !opensTopic(access, topic)) return []
  if (access.sealed || access.roles.length === 0 || (!isWhole && access.topics.length === 0)) return []
  const called = async (one: Attendee) => {
    if (isOfFamily(one)) return familyCalled(viewer, state, one)
    const isNamed = isWhole || (await takesPart(viewer, state, { kind: 'person', person: one }))
    return isNamed ? nameOf(viewer, one) : viewer.say('event.colleague')
  }
  return [...new Set(await Promise.all(present.map(called)))]
}
