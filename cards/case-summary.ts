/**
 * A case on one card, for somebody who may read it: where it stands, what is missing, with whom the ball lies. Drawn
 * only in a personal view, after a logged check of access.
 */
import type { Say } from '../src/wording/index.ts'
import type { Card, Fact } from './card.ts'
import { type Advice, advised } from './parts/advice.ts'
import { type Ball, type Closed, caseAbout, caseClosing, casePressing, type Overdue } from './parts/case-standing.ts'
import { discreet } from './parts/chat.ts'
import { type ConcernStage, concernPart } from './parts/concern-part.ts'
import { type LogStage, logPart } from './parts/log-part.ts'
import { type Offer, offeredApart, wayBack } from './parts/offer.ts'
import { type Standing, standing } from './parts/step-part.ts'

/** Typed words are null where the reader may not see them. Names, levels, steps, services and reasons to close arrive ready. */
export type CaseSummaryArgs = Standing & {
  ref: string
  /** What was just done (`done.<command>`), ready. */
  notice: string | null
  /** The case's own service. */
  service: string
  closed: Closed | null
  /** What is known of who must sign, ready; none where it is not, or not for the reader. */
  custody?: Fact[]
  stage: ConcernStage | LogStage
  ball: Ball | null
  overdue: Overdue[]
  advice: Advice
  offers: Offer[]
  back: Offer // To where its reader came from, or else to their list.
}

export function caseSummary(args: CaseSummaryArgs, say: Say): Card {
  const { ref, service, isErased, notice, stage, closed, ball, overdue, custody = [] } = args
  const { next, rows, buttons } = offeredApart(args.offers, say)
  return {
    name: 'case-summary',
    lang: say.lang,
    title: say('case.title', { ref }),
    summary: say('case.summary', { ref }),
    blocks: [
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good', discreet: true } as const] : []),
      ...(closed ? caseClosing(closed, say) : []),
      ...caseAbout(args, say),
      ...standing(args, say),
      ...discreet(closed ? next : casePressing({ ball, overdue, next }, say)),
      ...(custody.length > 0 ? [{ kind: 'facts', facts: custody } as const] : []),
      ...(stage.kind === 'concern' ? concernPart(stage, service, isErased, say) : logPart(stage, !closed, say)),
      ...advised(args.advice, say),
      ...discreet([...rows, wayBack(args.back, say)]),
    ],
    buttons,
  }
}
