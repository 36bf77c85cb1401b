/** Who may read what of a case: only staff read here; what a family reads is said in `family-reading.ts`. */
import type { Case } from './case.ts'
import { covers } from './consent.ts'
import type { Actor, Staff } from './decision.ts'
import type { Day, TopicCode } from './ids.ts'
import { lately } from './lately.ts'
import { type CaseRole, rolesIn } from './permission.ts'
import { isAtHome, postIn, worksInside } from './post.ts'
import { recipientOf } from './recipient.ts'
import { isSealedFor } from './seal.ts'

export type Access = {
  roles: CaseRole[]
  /** Whose words may be read: all, or those of these topics. */
  topics: 'all' | TopicCode[]
  /** Whether nobody lets them read any words of it now: they know of what there is, by `topics`, without them. */
  sealed: boolean
}

/** Whether somebody sees a case only because it was brought to KE: no consent lets them read anything of it. */
export function seesOutlineAlone({ roles: have, topics }: Access): boolean {
  return have.includes('ke') && have.every((role) => outlined.includes(role)) && topics.length === 0
}

/** Somebody who is asked something, and reads nothing. */
export const askedAlone: CaseRole[] = ['asked', 'offered', 'contact', 'receiver']
const outlined: CaseRole[] = ['ke', ...askedAlone]

/** Whether these roles are a part in the case: to be asked, or to be of KE, is none. */
export function haveAPart(have: CaseRole[]): boolean {
  return have.some((role) => !outlined.includes(role))
}

/** Whether somebody has their part in a case where it has its home: who works there, and sees it as KE, is no nearer than others of KE. */
export function isOfHome(state: Case, actor: Staff, day: Day): boolean {
  return worksInside(state, actor, day) && haveAPart(rolesIn(state, actor, day))
}

/** Whether words of a topic may be read. */
export function opensTopic({ topics }: Access, topic: TopicCode): boolean {
  return topics === 'all' || topics.includes(topic)
}

/**
 * What somebody may read in a case on a day, or null if nothing at all: only staff read. A colleague who was asked anonymously, and
 * somebody offered the baton, read no words of the case.
 */
export function accessTo(state: Case, actor: Actor, day: Day, topics: TopicCode[]): Access | null {
  return actor.kind === 'staff' ? accessOfStaff(state, actor, day, topics) : null
}

const accessOfStaff = lately(staffAccess)

function staffAccess(state: Case, actor: Staff, day: Day, topics: TopicCode[]): Access | null {
  const have = rolesIn(state, actor, day)
  const reading = have.filter((role) => !askedAlone.includes(role))
  if (reading.length === 0) return null
  const post = postIn(state, actor, day)
  if (!post) return null
  // On paper, what was written while the log was digital stays under the family's last word.
  const isOwn = isOfHome(state, actor, day) && (!state.wasDigital || reading.includes('holder'))
  const isWhole = isOwn || reading.includes('owner') || reading.includes('leader')
  const known = topics.filter((topic) => covers(state, recipientOf(post), topic, day))
  // What was written elsewhere is nobody's here until the family says so, be they its leader.
  const all = isWhole && isAtHome(state)
  return { roles: have, topics: all ? 'all' : known, sealed: isSealedFor(state, actor, have, day) }
}
