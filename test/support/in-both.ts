/** A card as each channel draws it for the one person it is for, read as a person there reads it. */
import type { Card } from '../../cards/card.ts'
import { renderModal } from '../../src/slack/render.ts'
import { render } from '../../src/teams/render.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { blockKit } from './rendered-blocks.ts'
import { adaptive, type Reader, type RenderedCard } from './rendered-card.ts'

export type InChannel = { channel: 'teams' | 'slack'; read: Reader; drawn: RenderedCard }

/** In Teams as a dialog, in Slack as a modal. */
export function inBoth(card: Card): InChannel[] {
  const phrases = phrasesIn(card.lang)
  return [
    { channel: 'teams', read: adaptive, drawn: { ...render(card, 'dialog', phrases) } },
    { channel: 'slack', read: blockKit, drawn: { ...renderModal(card, phrases, '') } },
  ]
}
