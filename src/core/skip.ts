/**
 * Jumping: whoever answers for a case can go past the step it is in, with a reason, and take it up again. Nothing else about where a
 * case stands is ever stored. Source: the BTI loop, whose steps are a help and no lock.
 */
import type { Case } from './case.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import type { Instant, PersonId, WordId } from './ids.ts'
import type { Notice } from './notice.ts'
import type { Policy, Step } from './policy.ts'
import { refuse } from './refusal.ts'
import { stepOf } from './steps.ts'

export type Skipped = { step: Step; at: Instant; by: PersonId | 'system'; reason: WordId }

export type StepCommand = { type: 'step.skip'; step: Step; reason: WordId } | { type: 'step.resume'; step: Step }

export type StepEvent = { type: 'step.skipped'; step: Step; reason: WordId } | { type: 'step.resumed'; step: Step }

/** What nobody goes past: the family's yes, and what is decided in the end. */
const needed: Step[] = ['consent', 'conclude', 'decision']

/** The step that can be skipped as the case stands: the one it is in, where that is none that is needed. */
export function skippable(state: Case, context: { policy: Policy; today: string }): Step | null {
  const step = stepOf(state, context.policy, context.today)
  return step && !needed.includes(step) ? step : null
}

/** Refuses a step that is needed, and any but the one the case is in; and to take up again what nobody has skipped. */
export function decideStep(state: Case, command: StepCommand, context: Context): Decision {
  const { step } = command
  const isSkipped = state.skipped.some((one) => one.step === step)
  if (command.type === 'step.resume') {
    return isSkipped ? happened({ type: 'step.resumed', step }) : refuse('already-done')
  }
  if (isSkipped) return refuse('already-done')
  if (needed.includes(step)) return refuse('step-needed')
  if (stepOf(state, context.policy, today(context)) !== step) return refuse('step-over')
  return happened({ type: 'step.skipped', step, reason: command.reason })
}

export function evolveStep(state: Case, event: StepEvent, at: Instant, by: PersonId | 'system'): Case {
  const others = state.skipped.filter(({ step }) => step !== event.step)
  if (event.type === 'step.resumed') return { ...state, skipped: others }
  const { step, reason } = event
  return { ...state, skipped: [...others, { step, at, by, reason }] }
}

/** Where a case stands is read on its card and in its plan: nobody is told. */
export function noticesOfStep(): Notice[] {
  return []
}
