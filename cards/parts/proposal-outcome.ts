/** How a proposal to move a level ended: decided in a meeting, or gone without a decision. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { typed, typedIfAny } from './typed.ts'

/** Typed words are null where the reader may not see them. */
export type ProposalOutcome = Decided | { status: 'withdrawn' | 'lapsed' | 'cancelled' }

type Decided = {
  status: 'approved' | 'rejected'
  by: string
  day: Day
  /** Null where it was rejected without one. */
  meetingDay: Day | null
  parentsTookPart: boolean
  childTookPart: boolean
  /** Null where it was not asked yet. */
  childAsked: boolean | null
  /** Null where the level does not ask. */
  individualPlan: boolean | null
  reason: string | null
  /** Whether one was written: where no words are kept, none is. */
  isWritten: boolean
  view: string | null
  /** Why it was approved without them. */
  without: string | null
  /** The services without which it was approved. */
  leftOut: string[]
}

/** The outcome first, then the meeting it was decided in and the reason, where there was one. */
export function ended(outcome: ProposalOutcome, say: Say): Block[] {
  if (!('by' in outcome))
    return [{ kind: 'notice', text: say(`proposal.${outcome.status}`), tone: 'neutral', discreet: true }]
  const { status, by, day, meetingDay, parentsTookPart, childTookPart, childAsked, individualPlan, reason, view } =
    outcome
  const tookPart = (part: boolean) => say(part ? 'took-part.yes' : 'took-part.no')
  const facts = [
    ...(meetingDay === null
      ? []
      : [
          { label: say('fact.meeting'), value: say.day(meetingDay), discreet: true },
          { label: say('fact.parents'), value: tookPart(parentsTookPart) },
          { label: say('fact.child'), value: tookPart(childTookPart) },
        ]),
    ...(childAsked === null ? [] : [{ label: say('field.childAsked'), value: tookPart(childAsked) }]),
    ...(outcome.leftOut.length > 0 ? [{ label: say('fact.left-out'), value: say.list(outcome.leftOut) }] : []),
    ...(individualPlan === null ? [] : [{ label: say('field.individualPlan'), value: tookPart(individualPlan) }]),
  ]
  const text = say(`proposal.${status}`, { by, day: say.dayInSentence(day) })
  return [
    { kind: 'notice', text, tone: status === 'approved' ? 'good' : 'neutral', discreet: true },
    { kind: 'facts', facts },
    ...(outcome.isWritten ? [typed(reason, say('field.level.decide.reason'), say)] : []),
    ...typedIfAny(view, say('field.view')),
    ...typedIfAny(outcome.without, say('field.without')),
    { kind: 'divider' },
  ]
}
