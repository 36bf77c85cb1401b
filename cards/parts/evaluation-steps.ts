/** The steps of an evaluation as rows: what is looked at, who is heard, when it was done, and the way to do it. */
import type { HeardPart } from '../../src/core/evaluation.ts'
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { button, type Offer } from './offer.ts'
import { typed } from './typed.ts'

/** `evaluated`: when, since the last time; `text` is null where the reader may not see it. */
export type EvaluatedItem = { text: string | null; topic: string; evaluated: Day | null; offer: Offer | null }
/** Who is heard, and when they were. */
export type HeardItem = { part: HeardPart; heard: Day | null; offer: Offer | null }

/** Under a heading each, where there are any. */
export function lookedAt(which: 'goals' | 'measures', items: EvaluatedItem[], say: Say): Block[] {
  const blocks = items.flatMap(({ text, topic, evaluated, offer }): Block[] => [
    typed(text, topic, say),
    stepRow(say('evaluation.item', { day: evaluated ? say.day(evaluated) : 'none' }), offer, say),
  ])
  return blocks.length > 0 ? [{ kind: 'heading', text: say(`plan.${which}`) }, ...blocks] : []
}

export function heardRow({ part, heard: day, offer }: HeardItem, say: Say): Block {
  return stepRow(say(`evaluation.heard.${part}`, { day: day ? say.day(day) : 'none' }), offer, say)
}

function stepRow(text: string, offer: Offer | null, say: Say): Block {
  return offer ? { kind: 'row', text, button: button(offer, say) } : { kind: 'text', text, subtle: true }
}
