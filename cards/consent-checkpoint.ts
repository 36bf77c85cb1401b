/**
 * The consents of a case: which is needed now and why, who must sign and who has, what is in force. Shows services and
 * topics, so it is drawn only in a personal view, after a logged check of access.
 */
import type { Checkpoint } from '../src/core/policy.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type ConsentItem, consentItems } from './parts/consent-item.ts'
import { type Offer, offered } from './parts/offer.ts'

/** Services and topics arrive as names. */
export type ConsentCheckpointArgs = {
  ref: string
  notice: string | null
  /** The services without a consent in force, and why it is asked now; null where none is missing, `unsaid` to who may not know whose. */
  needed: { why: Checkpoint; services: string[] } | 'unsaid' | null
  /** Of those that take part or are to, the ones the family has said no to. */
  refused: string[]
  /** Newest first. */
  consents: ConsentItem[]
  offers: Offer[]
}

export function consentCheckpoint(args: ConsentCheckpointArgs, say: Say): Card {
  const { ref, notice, needed, consents } = args
  const { rows, buttons } = offered(needed ? args.offers.map(standingOut) : args.offers, say)
  return {
    name: 'consent-checkpoint',
    lang: say.lang,
    title: say('consent.title', { ref }),
    summary: say('case.summary', { ref }),
    blocks: [
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good', discreet: true } as const] : []),
      ...[...(needed && needed !== 'unsaid' ? missing(needed, say) : []), ...standing(args, say)],
      ...consentItems(consents, say),
      { kind: 'text', text: say('consent.voluntary'), subtle: true },
      ...discreet(rows),
    ],
    buttons,
  }
}

/** A no is said as what it is, and nothing is lacking where everything is covered. */
function standing({ needed, refused }: ConsentCheckpointArgs, say: Say): Block[] {
  const text = say('consent.said-no', { services: say.list(refused) })
  if (refused.length > 0) return [{ kind: 'notice', text, tone: 'attention' }]
  return needed ? [] : [{ kind: 'text', text: say('consent.none-needed'), discreet: true }]
}

/** What brings the consent nearer stands out, as long as one is missing. */
function standingOut(offer: Offer, index: number): Offer {
  const nearer = offer.action === 'consent.request' || offer.action === 'consent.record'
  return index === 0 && nearer ? { ...offer, style: 'primary' } : offer
}

function missing({ why, services }: Exclude<ConsentCheckpointArgs['needed'], string | null>, say: Say): Block[] {
  return [
    { kind: 'notice', text: say('consent.needed', { services: say.list(services) }), tone: 'attention' },
    { kind: 'text', text: say(`consent.why.${why}`) },
  ]
}
