/**
 * Whose consent a proposal waits for: as long as one is missing nobody can approve, so that it waits for the family, or for those who
 * are to ask it. A no of the family is none that is waited for. Derived, and decides nothing.
 */
import type { Case } from './case.ts'
import { asksAbout, isOpen } from './consent.ts'
import type { Day, ServiceCode } from './ids.ts'
import { missingConsent, type Proposal } from './level.ts'
import type { Policy } from './policy.ts'
import { meantIn } from './recipient.ts'
import { saidNo } from './said-no.ts'

type Proposed = Pick<Proposal, 'to' | 'services'>

/** The services without whose consent it can't be approved, and which the family may still let in. */
export function lackingFor(state: Case, proposal: Proposed, policy: Policy, day: Day): ServiceCode[] {
  const missing = missingConsent(state, proposal, policy, day)
  return missing.filter((service) => !saidNo(state, meantIn(state, service)))
}

/** Those of them that are to join and that the family has not been asked about: of the case's own the consents say it. */
export function unaskedFor(state: Case, proposal: Proposed, policy: Policy, day: Day): ServiceCode[] {
  const open = state.consents.filter((one) => isOpen(one, day))
  return lackingFor(state, proposal, policy, day).filter(
    (service) => service !== state.service && !open.some((one) => asksAbout(one, service)),
  )
}
