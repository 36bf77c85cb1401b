/**
 * A case on one card, for somebody who may read it: where it stands, what is missing, with whom the ball lies. Drawn
 * only in a personal view, after a logged check of access.
 */
import type { Day } from '../src/core/ids.ts'
import type { Signal } from '../src/core/policy.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { type ConcernStage, concernPart } from './concern-part.ts'
import { type LogStage, logPart } from './log-part.ts'
import { type Offer, offered } from './offer.ts'
import { typed, typedIfAny } from './typed.ts'

/** Typed words are null where the reader may not see them. Names, levels, steps, services and reasons to close arrive ready. */
export type CaseSummaryArgs = {
  ref: string
  about: string | null
  /** What was just done (`done.<command>`), ready. */
  notice: string | null
  level: { name: string; meaning: string }
  /** The case's own service. */
  service: string
  closed: Closed | null
  stage: ConcernStage | LogStage
  ball: Ball | null
  overdue: { signal: Signal; day: Day }[]
  offers: Offer[]
}

/** `by` is null where the bot closed it. */
type Closed = { reason: string; by: string | null; day: Day; summary: string | null }

/** `who` is a colleague's name, or `role.<role>`. */
type Ball = { who: string; signal: Signal; day: Day }

export function caseSummary(args: CaseSummaryArgs, say: Say): Card {
  const { ref, notice, stage, closed, level } = args
  const { rows, buttons } = offered(args.offers, say)
  return {
    ...{
      name: 'case-summary',
      lang: say.lang,
      title: say('case.title', { ref }),
      summary: say('case.summary', { ref }),
    },
    blocks: [
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
      ...(closed ? closing(closed, say) : []),
      about(args, say),
      { kind: 'text', text: say('case.level', { level: level.name, meaning: level.meaning }) },
      ...(closed ? [] : pressing(args, say)),
      ...(stage.kind === 'concern' ? concernPart(stage, args.service, say) : logPart(stage, !closed, say)),
      ...rows,
    ],
    buttons,
  }
}

/** Who it is about is short, and stands as a fact. */
function about({ about: value }: CaseSummaryArgs, say: Say): Block {
  const label = say('fact.about')
  return value === null ? typed(null, label, say) : { kind: 'facts', facts: [{ label, value, typed: true }] }
}

function closing({ reason, by, day, summary }: Closed, say: Say): Block[] {
  const text = by
    ? say('case.closed-by', { day: say.day(day), by, reason })
    : say('case.closed-on', { day: say.day(day), reason })
  return [{ kind: 'notice', text, tone: 'neutral' }, ...typedIfAny(summary, say('fact.summary'))]
}

function pressing({ ball, overdue }: CaseSummaryArgs, say: Say): Block[] {
  const items = overdue.map(({ signal, day }) => ({
    text: say(`signal.${signal}.title`),
    subtle: say('overdue.since', { day: say.day(day) }),
    tone: 'warning' as const,
  }))
  return [
    ...(ball
      ? [{ kind: 'notice', text: ballText(ball, say), tone: overdue.length > 0 ? 'warning' : 'attention' } as const]
      : []),
    ...(items.length > 1
      ? [{ kind: 'heading', text: say('overdue.heading') } as const, { kind: 'list', items } as const]
      : []),
  ]
}

function ballText({ who, signal, day }: Ball, say: Say): string {
  return say('ball.lies-with', { who, what: say(`signal.${signal}.title`), day: say.day(day) })
}
