/** What something due is called where its case says more than its signal does. Derived, and decides nothing. */
import type { Case } from './case.ts'
import type { Signal } from './policy.ts'
import { recipientOf } from './recipient.ts'
import { saidNo } from './said-no.ts'

/** A signal, or that a wondering's way is chosen and the family is yet to be asked. */
export type Called = Signal | 'consent-unasked'

/**
 * A wondering that is to become a log waits for its owner until the family is asked. Once it has said no to the log, the way is to be
 * chosen anew.
 */
export function calledIn(state: Case, signal: Signal): Called {
  const isChosen = signal === 'concern-undecided' && state.concern.outcome === 'level'
  return isChosen && !saidNo(state, recipientOf(state)) ? 'consent-unasked' : signal
}
