/** What something due is called where its case says more than its signal does. Derived, and decides nothing. */
import type { Case } from './case.ts'
import type { Due } from './deadline.ts'
import type { Signal, Signer } from './policy.ts'
import { recipientOf } from './recipient.ts'
import { saidNo } from './said-no.ts'

/** A signal, that a wondering's way is chosen and the family is yet to be asked, or that an offer of the baton can't be answered. */
export type Called = Signal | 'consent-unasked' | 'handover-stuck'

/**
 * A wondering that is to become a log waits for its owner until the family is asked. Once it has said no to the log, the way is to be
 * chosen anew. An offer that lies with anybody but the one it is made to is theirs to take back.
 */
export function calledIn(state: Case, { signal, ball }: Pick<Due, 'signal' | 'ball'>): Called {
  if (signal === 'handover-unanswered') return isOfferedTo(state, ball) ? signal : 'handover-stuck'
  const isChosen = signal === 'concern-undecided' && state.concern.outcome === 'level'
  return isChosen && !saidNo(state, recipientOf(state)) ? 'consent-unasked' : signal
}

/** Whether it lies with the one whom the baton is offered to. */
export function isOfferedTo({ handOver }: Pick<Case, 'handOver'>, ball: Due['ball']): boolean {
  return ball.role === 'person' && ball.person === handOver?.to
}

/** One of two guardians by number, and the only one as what they are. */
export type SignerCalled = Signer | 'guardian'

/** Whoever was the first of two stays so where the second has a part in what is told. */
export function signerCalled(
  { guardians, consents }: Pick<Case, 'guardians' | 'consents'>,
  signer: Signer,
): SignerCalled {
  const isOnly = guardians === 1 && !consents.some(({ required }) => required.includes('guardian-2'))
  return isOnly && signer === 'guardian-1' ? 'guardian' : signer
}
