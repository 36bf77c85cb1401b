/** An expected "no": why, what to do instead, and what had been typed. Blames nobody. */
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'
import { type Refused, refusalSentence } from './parts/refused.ts'
import { fitting, typedIfAny } from './parts/typed.ts'

export type RefusalArgs = {
  ref: string | null
  refused: Refused
  /** What was typed, under the labels of its fields. */
  kept: { label: string; words: string }[]
  offers: Offer[]
}
/** What was typed and is of no use any more, to be used again elsewhere. */
export function keptBlocks(kept: RefusalArgs['kept'], say: Say): Block[] {
  const { blocks } = fitting(
    kept.map(({ label, words }) => typedIfAny(words, label)),
    keptBytes,
  )
  return blocks.length > 0 ? [{ kind: 'heading', text: say('refusal.kept') }, ...blocks] : []
}

export function refusal({ ref, refused, kept, offers }: RefusalArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  const title = ref === null ? say('refusal.title') : say('refusal.title.case', { ref })
  return {
    name: 'refusal',
    lang: say.lang,
    title,
    summary: say('refusal.summary'),
    blocks: [sentence(refused, say), ...keptBlocks(kept, say), ...discreet(rows)],
    buttons,
  }
}

/** What names a service, or whoever answers for something, is for a window; who reminded others is not. */
function sentence(refused: Refused, say: Say): Block {
  const names = refused.who && refused.code !== 'nudged-lately'
  const isDiscreet = refused.told?.discreet ?? (refused.services.length === 0 && !names)
  return { kind: 'notice', text: refusalSentence(refused, say), tone: 'attention', discreet: isDiscreet }
}

/** Under what a card may be in a channel. */
const keptBytes = 10_000
