/**
 * Whether the family has said no to somebody: to a question, by leaving them out of an answer, or by taking back a yes. A topic that
 * is left out for somebody is no such no. Decides nothing.
 */
import type { Case } from './case.ts'
import { type Consent, isUnsaid, lastYes, wasGiven } from './consent.ts'
import type { Recipient } from './ids.ts'
import { names, serviceOf } from './recipient.ts'

/** Whether the family's last word about a unit, or all of a service, is a no: it refused it, or took it back. */
export function saidNo(state: Case, recipient: Recipient): boolean {
  if (wasGiven(state, recipient)) return lastYes(state, recipient) === null && !isUnsaid(state, recipient)
  return state.consents.some((consent) => isNoTo(consent, recipient))
}

/** Also a no to some of a service, where nothing else of it is asked about any more. */
function isNoTo({ status, services, noes, takenBack }: Consent, one: Recipient): boolean {
  const back = takenBack.flatMap(({ scope, service }) => (scope === 'service' && service !== null ? service : []))
  const no = [...noes.flatMap((said) => said.services), ...back, ...(status === 'withdrawn' ? services : [])]
  const isOver = status === 'refused' || status === 'withdrawn'
  const isLeft = !isOver && services.some((asked) => serviceOf(asked) === one)
  return names(no, one) || (!isLeft && no.some((said) => serviceOf(said) === one))
}
