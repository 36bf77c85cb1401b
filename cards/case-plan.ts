/**
 * The content of a log: goals, measures, follow-ups, meetings, notes, and all that was done. An overview first; each section can be opened, and
 * there every text stands whole. Drawn only in a personal view, after a logged check of access.
 */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'
import type { Section } from './parts/plan-items.ts'
import { type PlanPage, planOverview, planSection } from './parts/plan-page.ts'
import { type Sealed, sealed } from './parts/sealed.ts'
import { type Stands, standsBlocks } from './parts/step-part.ts'

export type CasePlanArgs = {
  ref: string
  notice: string | null
  /** Null shows the overview. Comes back in the data of `show.plan`. */
  section: Section | null
  sealed: Sealed | null
  /** Where the case stands: above the overview alone. */
  stands: Stands
  offers: Offer[]
} & PlanPage

export function casePlan(args: CasePlanArgs, say: Say): Card {
  const { ref, notice, section } = args
  const title = section
    ? say('plan.title.section', { ref, section: say(`plan.${section}`) })
    : say('plan.title', { ref })
  const { blocks, offers } = section ? planSection(args, section, say) : planOverview(args, say)
  const { rows, buttons } = offered([...offers, ...args.offers], say)
  return {
    name: 'case-plan',
    lang: say.lang,
    title,
    summary: say('case.summary', { ref }),
    blocks: [
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good', discreet: true } as const] : []),
      ...sealed(args.sealed, say),
      ...(section ? [] : standsBlocks(args.stands, say)),
      ...blocks,
      ...discreet(rows),
    ],
    buttons,
  }
}
