/** What a case is opened for, as the log of who has read it keeps it, and tells it to whoever may know. */
import type { FamilyFormName } from '../../../cards/parts/family-way.ts'
import type { Command } from '../../core/case.ts'

/** The cards that are drawn from it. */
export const openedCards = [
  'case-summary',
  'case-plan',
  'case-menu',
  'case-history',
  'case-readers',
  'case-family',
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

/** A card, or the form of a command. */
export type OpenedFor = OpenedCard | Command['type']

/** What one of a family opens their log for: a card of their own page, or a form of it. Staff are told of all of them alike. */
export type OpenedByFamily = 'family-home' | 'family-log' | 'family-readers' | 'family-consents' | FamilyFormName
