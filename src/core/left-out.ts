/**
 * A proposal with services that the family said no to: it can go on without them, and nothing else is left out. A no is not a lack
 * of an answer.
 */
import type { Case } from './case.ts'
import type { ServiceCode } from './ids.ts'
import type { Proposal } from './level.ts'
import type { Policy } from './policy.ts'
import { meantIn } from './recipient.ts'
import { refuse } from './refusal.ts'
import { saidNo } from './said-no.ts'

type Proposed = Pick<Proposal, 'to' | 'services'>

/** Those of the proposed services that the family's last word about is a no. */
export function refusedIn(state: Case, { services }: Pick<Proposal, 'services'>): ServiceCode[] {
  return services.filter((service) => saidNo(state, service))
}

/** Whether nobody would be left to cooperate with, at a level that is for cooperation, once these are left out. */
export function leavesNobody(state: Case, { to, services }: Proposed, leftOut: ServiceCode[], policy: Policy): boolean {
  const isTogether = policy.levels.some(({ number, maxHelpServices }) => number === to && maxHelpServices !== 0)
  const isAlone = state.services.every((service) => service === state.service)
  return leftOut.length > 0 && isTogether && isAlone && services.every((service) => leftOut.includes(service))
}

/** Refuses for those whose consent is missing, and says of which of them the family said no. */
export function whyLacking(state: Case, missing: ServiceCode[]) {
  const meant = missing.map((service) => meantIn(state, service))
  const refused = meant.filter((one) => saidNo(state, one))
  if (refused.length > 0) return refuse('family-refused', { services: refused })
  return meant.length > 0 ? refuse('consent-missing', { services: meant }) : null
}

/** Refuses to leave out what the family has not said no to, and where nobody is left to cooperate with. */
export function whyNotLeftOut(state: Case, proposal: Proposed, leftOut: ServiceCode[], policy: Policy) {
  const refused = refusedIn(state, proposal)
  const others = leftOut.filter((service) => !refused.includes(service))
  if (others.length > 0) return refuse('not-refused', { services: others })
  return leavesNobody(state, proposal, leftOut, policy) ? refuse('nobody-joins') : null
}
