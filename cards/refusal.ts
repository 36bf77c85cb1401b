/** An expected "no": why, what to do instead, and what had been typed. Blames nobody. */
import type { Day } from '../src/core/ids.ts'
import type { RefusalCode } from '../src/core/refusal.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'
import { fitting, typedIfAny } from './parts/typed.ts'

export type RefusalArgs = {
  ref: string | null
  refused: Refused
  /** What was typed, under the labels of its fields. */
  kept: { label: string; words: string }[]
  offers: Offer[]
}
/**
 * `may`: names of colleagues or `role.<role>`; `services`: names. Both empty where the refusal names none. `which`: which days can
 * be chosen, as a sentence. `told`: what has happened meanwhile, ready, which then stands for the reason.
 */
export type Refused = {
  code: RefusalCode
  may: string[]
  services: string[]
  day: Day | null
  who?: Who | null
  which?: string | null
  told?: Told | null
}
/** What the family answered is for a window. */
export type Told = { text: string; discreet: boolean }
/** Who answers for it now, and whether that is the reader. */
type Who = { name: string; you: boolean }

/** The sentence alone, as a form or a short answer needs it. */
export function refusalSentence({ code, may, services, day, who, which, told }: Refused, say: Say): string {
  if (told) return told.text
  return say(`refusal.${code}`, {
    may: may.length > 0 ? say.list(may) : 'none',
    services: services.length > 0 ? say.list(services) : 'none',
    day: day ? say.dayInSentence(day) : 'none',
    who: who?.name ?? 'none',
    you: String(who?.you ?? false),
    which: which ?? 'none',
  })
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

/** What names a service, or whoever answers for something, is for a window. */
function sentence(refused: Refused, say: Say): Block {
  const isDiscreet = refused.told?.discreet ?? (refused.services.length === 0 && !refused.who)
  return { kind: 'notice', text: refusalSentence(refused, say), tone: 'attention', discreet: isDiscreet }
}

/** Under what a card may be in a channel. */
const keptBytes = 10_000
