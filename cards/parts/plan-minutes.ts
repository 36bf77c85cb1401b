/** What a log shows of the minutes of a meeting besides what was said there: who was present, and what became of what was decided. */
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { button, type Offer, rows } from './offer.ts'
import { below, type Drawing } from './plan-drawing.ts'
import { typedIfAny } from './typed.ts'

/** A line that its reader may read, with what they can make of it. */
export type DecisionItem = { words: string; isTaken: boolean; offers: Offer[] }

/** Ready, and those that were put right how often. */
export type MinutesItem = { present: string[]; decisions: DecisionItem[]; corrected: number }

/** Who was there, as a line of its own; nothing where nobody is said to have been. */
export function presentBlocks(present: string[], say: Say): Block[] {
  return present.length > 0
    ? [{ kind: 'text', text: say('plan.present', { who: say.list(present) }), subtle: true }]
    : []
}

/** How much of what was decided has become nothing yet; nothing where all has. */
export function leftOf(decisions: DecisionItem[], say: Say): string[] {
  const count = decisions.filter(({ isTaken }) => !isTaken).length
  return count > 0 ? [say('plan.decided.left', { count })] : []
}

/** What was decided, and that it was put right. `offers`: what can be done with the minutes as a whole. */
export function minutesBlocks(
  { decisions, corrected }: Pick<MinutesItem, 'decisions' | 'corrected'>,
  offers: Offer[],
  drawing: Drawing,
): Block[] {
  const { say } = drawing
  const left = decisions.filter(({ isTaken }) => !isTaken)
  const those = (some: DecisionItem[]) => some.map(({ words }) => words).join('\n')
  return [
    ...left.flatMap((one) => offersOf(one.words, one.offers, say)),
    ...typedIfAny(those(left.filter((one) => one.offers.length === 0)), say('plan.decided')),
    ...typedIfAny(those(decisions.filter(({ isTaken }) => isTaken)), say('plan.decided.taken')),
    ...(corrected > 0
      ? below(offers, say('plan.corrected', { count: corrected }), 'all', drawing)
      : rows(offers, say('plan.as-written'), say)),
  ]
}

/** The line beside the first, and the other below it. */
function offersOf(words: string, offers: Offer[], say: Say): Block[] {
  return offers.map((one, at) =>
    at === 0
      ? { kind: 'row', text: say('plan.decided'), words, button: button(one, say) }
      : { kind: 'row', text: say('plan.decided.measure'), button: button(one, say) },
  )
}
