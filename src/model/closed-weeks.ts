/**
 * The weeks in which people are not at work though it is no holiday: summer, school holidays, for everybody or for some
 * services. Says which days lie in them; what is wrong with a list of them says `closed-findings.ts`. Source: schools and
 * barnehager close for weeks, and nobody is late with what fell due meanwhile.
 */
import type { Day, ServiceCode } from '../core/ids.ts'

/**
 * From a day to a day, both in it: `MM-DD` for every year, where it may go over New Year, or full days for one. For these
 * services alone; for everybody where none are named.
 */
export type Closed = { from: string; to: string; services?: ServiceCode[] }

/** The weeks that are a service's, everybody's among them; null: everybody's alone. */
export function closedFor(closed: Closed[], service: ServiceCode | null): Closed[] {
  return closed.filter(({ services }) => !services || (service !== null && services.includes(service)))
}

/** Whether a service has weeks beside everybody's. */
export function hasOwn(closed: Closed[], service: ServiceCode): boolean {
  return closed.some(({ services }) => services?.includes(service))
}

export function isClosed(weeks: Closed[], day: Day): boolean {
  return weeks.some(({ from, to }) => {
    const on = isYearly(from) ? day.slice(5) : day
    return from <= to ? from <= on && on <= to : from <= on || on <= to
  })
}

/** Whether it is a day of every year. */
export function isYearly(text: string): boolean {
  return text.length === 'MM-DD'.length
}
