/**
 * Who may let the reminders of something due wait: those it waits for, and those above them on the ladder whom it has reached. Nobody
 * quietens what lies with somebody above them. Decides nothing.
 */
import type { Case } from './case.ts'
import type { Due } from './deadline.ts'
import type { Actor } from './decision.ts'
import type { Day } from './ids.ts'
import { openProposal } from './level.ts'
import { type CaseRole, permissions, rolesIn } from './permission.ts'

/** The roles of whom one is enough, whoever it waits for by name. */
export function puttingOff(state: Case, { key, signal, ball }: Due): CaseRole[] {
  const isKes = ball.role === 'leader' && (state.decides === 'ke' || (signal === asked && openProposal(state)?.toKe))
  const above: CaseRole[] = ['leader', ...(isKes || state.raised.includes(key) ? (['ke'] as const) : [])]
  switch (ball.role) {
    case 'owner':
      return ['owner', ...above]
    case 'holder':
    case 'person':
      return ['holder', 'deputy', ...above]
    case 'leader':
      return above
  }
}

const asked: Due['signal'] = 'proposal-undecided'

/** Whether somebody may: with one of those roles, or since it waits for them. */
export function mayPutOff(state: Case, one: Due, actor: Actor, day: Day): boolean {
  const have = rolesIn(state, actor, day)
  if (puttingOff(state, one).some((role) => have.includes(role))) return true
  const isTheirs = one.ball.role === 'person' && one.ball.person === actor.person
  return isTheirs && have.some((role) => permissions['reminder.postpone'].includes(role))
}
