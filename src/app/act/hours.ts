/** When somebody may be written to unasked: in the hours they have chosen, on a working day of their municipality. */
import type { Instant } from '../../core/ids.ts'
import { comesAtOnce, type Letter } from '../../outgoing.ts'
import type { Person } from '../../ports.ts'
import { type App, municipalityOf } from '../app.ts'

/** What comes at once waits behind nothing that does not. */
export function laneOfPerson(person: Person['id'], card: Letter['card']): string {
  return comesAtOnce(card) ? `at-once:${person}` : `person:${person}`
}

/** From when a card may be sent to somebody, or null where that is now. Without hours of their own it is always now. */
export function waitsUntil(app: App, { hours, municipality }: Person, card: Letter['card']): Instant | null {
  if (!hours || comesAtOnce(card)) return null
  const { calendar } = municipalityOf(app, municipality)
  const now = app.clock.now()
  const today = calendar.dayOf(now)
  const isOver = !calendar.isWorkingDay(today) || now >= calendar.at(today, hours.to)
  const from = calendar.at(isOver ? calendar.addWorkingDays(today, 1) : today, hours.from)
  return from > now ? from : null
}
