/** A card as the answer to something that was done: above it what that was and what comes next, below it the way there. */
import type { Block, Button, Card } from '../card.ts'
import { buttonsIn, withButtons } from './block-buttons.ts'
import { isMore, mostBelow } from './offer.ts'

/** `saved` is null where the card says it by itself; `waits`: whether something waits for somebody. */
export type Answer = { saved: string | null; next: { sentence: string; waits: boolean } | null; ways: Button[] }

/** The ways are added as far as there is room, where the card has none of the kind: what it offers itself comes first. */
export function answered(card: Card, { saved, next, ways }: Answer): Card {
  const said: Block[] = saved === null ? [] : [{ kind: 'notice', text: saved, tone: 'good', discreet: true }]
  const tone = next?.waits ? 'attention' : 'neutral'
  const then: Block[] = next ? [{ kind: 'notice', text: next.sentence, tone, discreet: true }] : []
  return { ...card, blocks: [...said, ...then, ...card.blocks], buttons: withWays(card, ways) }
}

function withWays({ blocks, buttons }: Card, ways: Button[]): Button[] {
  const there = [...buttons, ...blocks.flatMap(buttonsIn)]
  const others = buttons.filter((one) => !isMore(one))
  const room = Math.max(0, mostBelow - others.length)
  const added = ways.filter((way) => !there.some((one) => one.action === way.action)).slice(0, room)
  return [...others, ...added, ...buttons.filter(isMore)]
}

/** The same card, from whose ways to its case one comes back to it: `back` is what that says of it. */
export function ledBackTo(card: Card, back: string): Card {
  const led = (one: Button) => (one.action === 'show.case' ? { ...one, data: { ...one.data, back } } : one)
  return { ...card, blocks: card.blocks.map((block) => withButtons(block, led)), buttons: card.buttons.map(led) }
}
