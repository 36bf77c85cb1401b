/** How long a proposal waits: until when it is decided in time, when KE may decide it as well, and when it lapses. */
import type { Case } from './case.ts'
import { type Context, today } from './decision.ts'
import type { Day } from './ids.ts'
import type { Proposal } from './level.ts'

type Home = Pick<Case, 'service'>
type Times = Pick<Context, 'policy' | 'calendar'>

/** The last day on which a proposal is decided in time, as days count in its case. */
export function decideBy({ service }: Home, { at }: Pick<Proposal, 'at'>, { policy, calendar }: Times): Day {
  return calendar.in(service).addWorkingDays(calendar.dayOf(at), policy.deadlines.proposalDecisionWorkingDays)
}

/** The day on which one that nobody has decided lapses, and must be made again. */
export function lapsesOn({ service }: Home, { at }: Pick<Proposal, 'at'>, { policy, calendar }: Times): Day {
  return calendar.in(service).addWorkingDays(calendar.dayOf(at), policy.deadlines.proposalLapseWorkingDays)
}

/** Whether KE may decide it as well: what was brought to them when it was made, and what the unit let stand past its time. */
export function isForKe(
  home: Home,
  proposal: Pick<Proposal, 'at' | 'toKe'>,
  context: Pick<Context, 'policy' | 'calendar' | 'now'>,
): boolean {
  return proposal.toKe || today(context) > decideBy(home, proposal, context)
}
