/** How long a proposal waits: until when it is decided in time, when KE may decide it as well, and when it lapses. */
import type { Case } from './case.ts'
import { type Context, today } from './decision.ts'
import type { Day, Instant } from './ids.ts'
import type { Proposal } from './level.ts'
import { serviceOf } from './recipient.ts'

type Home = Pick<Case, 'service' | 'consents'>
type Made = Pick<Proposal, 'at' | 'services'>
type Times = Pick<Context, 'policy' | 'calendar'>

/** Since when it can be decided: what the family was asked on its account was answered since it was made, or it was made. */
export function decidableSince({ consents }: Home, { at, services }: Made): Instant {
  const answered = consents.flatMap(({ askedUntil, services: about }) =>
    askedUntil !== null && about.some((one) => services.includes(serviceOf(one))) ? [askedUntil] : [],
  )
  return answered.reduce((latest, one) => (one > latest ? one : latest), at)
}

/** The last day on which a proposal is decided in time, as days count in its case. */
export function decideBy(home: Home, proposal: Made, { policy, calendar }: Times): Day {
  const since = calendar.dayOf(decidableSince(home, proposal))
  return calendar.in(home.service).addWorkingDays(since, policy.deadlines.proposalDecisionWorkingDays)
}

/** The day on which one that nobody has decided lapses, and must be made again. */
export function lapsesOn(home: Home, proposal: Made, { policy, calendar }: Times): Day {
  const since = calendar.dayOf(decidableSince(home, proposal))
  return calendar.in(home.service).addWorkingDays(since, policy.deadlines.proposalLapseWorkingDays)
}

/** Whether KE may decide it as well: what was brought to them when it was made, and what the unit let stand past its time. */
export function isForKe(
  home: Home,
  proposal: Made & Pick<Proposal, 'toKe'>,
  context: Pick<Context, 'policy' | 'calendar' | 'now'>,
): boolean {
  return proposal.toKe || today(context) > decideBy(home, proposal, context)
}
