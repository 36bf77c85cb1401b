/**
 * The consents of a case: which is needed now and why, who must sign and who has, what is in force. Shows services and
 * topics, so it is drawn only in a personal view, after a logged check of access.
 */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type ConsentItem, consentItems, notWanted } from './parts/consent-item.ts'
import { type ConsentStanding, standing } from './parts/consent-standing.ts'
import { type Offer, offered } from './parts/offer.ts'

/** Services and topics arrive as names. */
export type ConsentCheckpointArgs = {
  ref: string
  notice: string | null
  /** Newest first. */
  consents: ConsentItem[]
  /** Whether the family's last answer was a no. */
  afterNo: boolean
  /** Staff whom the family does not want in the case, by name, for those who may know. */
  excluded: string[]
  offers: Offer[]
} & ConsentStanding

export function consentCheckpoint(args: ConsentCheckpointArgs, say: Say): Card {
  const { ref, notice, needed, consents, afterNo, excluded } = args
  const { rows, buttons } = offered(needed ? args.offers.map(standingOut(afterNo)) : args.offers, say)
  return {
    name: 'consent-checkpoint',
    lang: say.lang,
    title: say('consent.title', { ref }),
    summary: say('case.summary', { ref }),
    blocks: [
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good', discreet: true } as const] : []),
      ...standing(args, say),
      ...notWanted(excluded, say),
      ...consentItems(consents, say),
      { kind: 'text', text: say('consent.voluntary'), subtle: true },
      ...discreet(rows),
    ],
    buttons,
  }
}

/** What brings the consent nearer stands out, as long as one is missing; but not to ask again after a no. */
const standingOut =
  (afterNo: boolean) =>
  (offer: Offer, index: number): Offer => {
    const nearer = offer.action === 'consent.record' || (offer.action === 'consent.request' && !afterNo)
    return index === 0 && nearer ? { ...offer, style: 'primary' } : offer
  }
