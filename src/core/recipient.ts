/**
 * Whom the family lets in: a service or, where it has units in the municipality, one of its units. School A is not school B.
 * Decides nothing.
 */

import type { Case } from './case.ts'
import type { Consent } from './consent.ts'
import type { Recipient, ServiceCode, UnitCode } from './ids.ts'

/** Where somebody works; `unit` is null where only the service is known. */
export type Place = { service: ServiceCode; unit: UnitCode | null }

export function recipientOf({ service, unit }: Place): Recipient {
  return unit === null ? service : `${service}/${unit}`
}

export function serviceOf(recipient: Recipient): ServiceCode {
  const end = recipient.indexOf('/')
  return end < 0 ? recipient : recipient.slice(0, end)
}

/** Each service once. */
export function servicesOf(recipients: Recipient[]): ServiceCode[] {
  return [...new Set(recipients.map(serviceOf))]
}

/** Null for a whole service. */
export function unitOf(recipient: Recipient): UnitCode | null {
  const end = recipient.indexOf('/')
  return end < 0 ? null : recipient.slice(end + 1)
}

/** Whether a list names a recipient: by itself, or by its whole service. */
export function names(list: Recipient[], one: Recipient): boolean {
  return list.length > 0 && (list.includes(one) || list.includes(serviceOf(one)))
}

/** What a service stands for in a case: of the case's own, its own unit. */
export function meantIn(state: Pick<Case, 'service' | 'unit'>, service: ServiceCode): Recipient {
  return service === state.service ? recipientOf(state) : service
}

/** Each once, and no unit whose whole service stands there. */
export function withoutParts(list: Recipient[]): Recipient[] {
  return [...new Set(list)].filter((one) => unitOf(one) === null || !list.includes(serviceOf(one)))
}

/** Whether a consent counts that could name no units: for whom, is to be said once. */
export function isToNarrow({ namesNoUnits, status }: Pick<Consent, 'namesNoUnits' | 'status'>): boolean {
  return namesNoUnits && (status === 'given' || status === 'partly-signed')
}
