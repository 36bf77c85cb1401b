/** Where a case is among the steps of its level, what that step asks for, and what somebody went past, with why. */
import type { Day } from '../../src/core/ids.ts'
import type { Missing } from '../../src/core/step.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type About, type Ball, ballNotice } from './case-standing.ts'
import { button, type Offer } from './offer.ts'
import { shortLength } from './plan-drawing.ts'
import { beginning, typedIfAny } from './typed.ts'

/** By the municipality's names, ready: the step is the `number`th of so many. */
export type StepNow = { number: number; count: number; name: string; asks: string }

/** `reason`, of which the beginning stands here and the whole in the history, is null for whoever may not read it, `resume` for whoever may not take it up again. */
export type SkippedStep = { name: string; day: Day; by: string; reason: string | null; resume: Offer | null }

/** Whom a case is about, and where it stands: `step` is null where none is left, and when it is closed; `skipped` by name. */
export type Standing = About & { level: { name: string; meaning: string }; step: StepNow | null; skipped: string[] }

/** As it stands in a list. */
export function stepLine({ number, count, name }: StepNow, say: Say): string {
  return say('step.line', { number, count, name })
}

/** Level and step, what the step asks for, and which were skipped: neutral words of the municipality alone. */
export function standing({ level, step, skipped }: Pick<Standing, 'level' | 'step' | 'skipped'>, say: Say): Block[] {
  return [
    { kind: 'text', text: say('case.level', { level: level.name, meaning: level.meaning }), discreet: true },
    ...stepNow(step, say),
    ...(skipped.length > 0
      ? [
          {
            kind: 'text',
            text: say('step.skipped', { names: say.list(skipped) }),
            subtle: true,
            discreet: true,
          } as const,
        ]
      : []),
  ]
}

function stepNow(step: StepNow | null, say: Say): Block[] {
  return step ? [{ kind: 'text', text: say('step.now', step), discreet: true }] : []
}

/** What the case should have and does not. */
export function missingBlocks(missing: Missing[], say: Say): Block[] {
  if (missing.length === 0) return []
  const items = missing.map((one) => ({ text: say(`missing.${one}`) }))
  return [
    { kind: 'heading', text: say('missing.heading') },
    { kind: 'list', items },
  ]
}

/** Where the log stands that is read below: its step, whom it waits for, what is missing, and what was skipped. */
export type Stands = { step: StepNow | null; ball: Ball | null; missing: Missing[]; skipped: SkippedStep[] }

export function standsBlocks({ step, ball, missing, skipped }: Stands, say: Say): Block[] {
  return [
    ...stepNow(step, say),
    ...(ball ? [ballNotice(ball, 'attention', say)] : []),
    ...missingBlocks(missing, say),
    ...(skipped.length > 0 ? [{ kind: 'heading', text: say('fact.skipped') } as const] : []),
    ...skipped.flatMap((one) => skippedBlocks(one, say)),
  ]
}

function skippedBlocks({ name, day, by, reason, resume }: SkippedStep, say: Say): Block[] {
  const subtle = say('step.skipped.by', { day: say.day(day), by })
  return [
    resume
      ? { kind: 'row', text: name, subtle, button: button(resume, say) }
      : { kind: 'list', items: [{ text: name, subtle }] },
    ...typedIfAny(reason && beginning(reason, shortLength), say('field.reason')),
  ]
}
