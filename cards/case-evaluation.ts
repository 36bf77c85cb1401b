/**
 * A case's evaluation, one step after the other: each goal and measure, who is heard, and what comes of it. Each is saved by itself, and
 * says that it is. Drawn only in a personal view, after a logged check of access.
 */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { type EvaluatedItem, type HeardItem, heardRow, lookedAt } from './parts/evaluation-steps.ts'
import { type Offer, offered } from './parts/offer.ts'
import { type Sealed, sealed } from './parts/sealed.ts'

export type CaseEvaluationArgs = {
  ref: string
  sealed: Sealed | null
  /** When it is to be; null where no day is set. */
  day: Day | null
  today: Day
  /** Whether nothing that is said is kept. */
  isPaper: boolean
  goals: EvaluatedItem[]
  measures: EvaluatedItem[]
  parts: HeardItem[]
  /** What must be done before it is concluded. */
  lacks: 'anything' | 'child' | null
  /** Null where that is for others. */
  conclude: Offer | null
  offers: Offer[]
}

export function caseEvaluation(args: CaseEvaluationArgs, say: Say): Card {
  const { ref, day, today, isPaper, goals, measures, parts, lacks, conclude } = args
  const last = lacks === null && conclude ? [{ ...conclude, style: 'primary' as const }] : []
  const { rows, buttons } = offered([...last, ...args.offers], say)
  const when =
    day === null
      ? say('evaluation.no-day')
      : say('evaluation.day', { day: say.dayInSentence(day), past: String(day < today) })
  return {
    name: 'case-evaluation',
    lang: say.lang,
    title: say('evaluation.title', { ref }),
    summary: say('case.summary', { ref }),
    blocks: [
      ...sealed(args.sealed, say),
      { kind: 'text', text: when },
      { kind: 'text', text: say(isPaper ? 'evaluation.lead.paper' : 'evaluation.lead'), subtle: true },
      ...lookedAt('goals', goals, say),
      ...lookedAt('measures', measures, say),
      { kind: 'heading', text: say('evaluation.heard') },
      ...parts.map((one) => heardRow(one, say)),
      { kind: 'heading', text: say('evaluation.decide') },
      { kind: 'text', text: say(conclude ? `evaluation.lacks.${lacks ?? 'nothing'}` : 'evaluation.lacks.others') },
      ...rows,
    ],
    buttons,
  }
}
