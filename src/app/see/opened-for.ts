/** What a case is opened for, as the log of who has read it keeps it, and tells it to whoever may know. */
import type { FamilyFormName } from '../../../cards/parts/family-way.ts'
import type { Command } from '../../core/case.ts'
import type { PersonId } from '../../core/ids.ts'

/** The cards that are drawn from it. */
export const openedCards = [
  'case-summary',
  'case-plan',
  'case-evaluation',
  'case-menu',
  'case-history',
  'case-readers',
  'case-family',
  'case-copy',
  'case-list',
  'case-here',
  'consent-checkpoint',
  'proposal',
  'reminder',
  'mine',
  'anonymous-question',
  'content-opened',
] as const

export type OpenedCard = (typeof openedCards)[number]

/** Whom copies are for. */
const copyKinds = ['family', 'referral', 'colleague', 'archive'] as const
type CopyKind = (typeof copyKinds)[number]

/** That a copy was made, and for whom. */
export type CopyMade = `copy-${CopyKind}`

/** Whoever makes a copy at the machine itself, as the log of who has read a case knows them: nobody of the directory. */
export const keeper: PersonId = 'person_keeper'

export function isCopy(what: string): what is CopyMade {
  return copyKinds.some((kind) => what === `copy-${kind}`)
}

/** A card, the form of a command, or a copy. */
export type OpenedFor = OpenedCard | CopyMade | Command['type']

/** What one of a family opens their log for: a card of their own page, a form of it, or a copy. Staff are told of all but the last alike. */
export type OpenedByFamily =
  | 'family-home'
  | 'family-log'
  | 'family-readers'
  | 'family-consents'
  | 'family-copy'
  | 'copy-family'
  | FamilyFormName
