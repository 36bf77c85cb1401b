/** When somebody may be written to unasked: in the hours they have chosen, on a working day of their municipality. */
import type { Instant } from '../../core/ids.ts'
import type { Letter } from '../../outgoing.ts'
import type { Person } from '../../ports.ts'
import { type App, municipalityOf } from '../app.ts'

/** What somebody asked for, or must know without delay: it comes at once. */
const atOnce: readonly Letter['card'][] = [
  'form',
  'mine',
  'case-summary',
  'consent-withdrawn',
  'settings',
  'pairing',
  'greeting',
  'paired',
]

/** What comes at once waits behind nothing that does not. */
export function laneOfPerson(person: Person['id'], card: Letter['card']): string {
  return atOnce.includes(card) ? `at-once:${person}` : `person:${person}`
}

/** From when a card may be sent to somebody, or null where that is now. Without hours of their own it is always now. */
export function waitsUntil(app: App, { hours, municipality }: Person, card: Letter['card']): Instant | null {
  if (!hours || atOnce.includes(card)) return null
  const { calendar } = municipalityOf(app, municipality)
  const now = app.clock.now()
  const today = calendar.dayOf(now)
  const isOver = !calendar.isWorkingDay(today) || now >= calendar.at(today, hours.to)
  const from = calendar.at(isOver ? calendar.addWorkingDays(today, 1) : today, hours.from)
  return from > now ? from : null
}
