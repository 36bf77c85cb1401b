/**
 * What of a card may stand in a message, as the municipality has decided it. Every card about a case that leaves for a chat
 * passes here.
 */
import type { Card, ChatCard } from '../../../cards/card.ts'
import { unveiled, veiled } from '../../../cards/parts/chat.ts'
import { button, type Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { type Consent, servicesLeft, stateOf } from '../../core/consent.ts'
import type { Instant } from '../../core/ids.ts'
import { postIn } from '../../core/post.ts'
import { accessTo } from '../../core/reading.ts'
import { recipientOf } from '../../core/recipient.ts'
import type { Setting, Viewer } from './viewer.ts'

/**
 * `own`: only its reader's own chat with us. `unfolds`: it takes the place of the message that its reader has pressed, and
 * that is known, so that it can be folded again. A new message would show it in a notification.
 */
type Spot = { own: boolean; unfolds: boolean }

/**
 * All of the card, where content may stand; else what is discreet, with a button by which `opens` leads to the rest. Source:
 * `content` of the municipality's model.
 */
export function forChat(
  { model, say }: Pick<Setting, 'model' | 'say'>,
  card: Card,
  { own, unfolds }: Spot,
  opens: Offer | null,
): ChatCard {
  const mayStand = own && model.content.stands === 'chat'
  if (mayStand && unfolds) return unveiled(card)
  return veiled(card, opens && button(opens, say), mayStand ? 'place' : 'window')
}

const hourMs = 60 * 60_000

/** How long the answer to a press may be on its way, by what channels give it: milliseconds. */
export const answerMs = 30_000

/** When what its viewer unfolds now is folded again: after the model's hours, or before the day on which they may read less. */
export function foldedAt(viewer: Viewer, state: Case | null): Instant {
  const { model, calendar, today, now } = viewer
  const after = new Date(Date.parse(now) + model.content.foldedAfterHours * hourMs).toISOString()
  const days = Array.from({ length: daysUntil(viewer, after) }, (_, index) => calendar.addDays(today, index + 1))
  const last = days.find((day) => readBy({ ...viewer, today: day }, state) !== readBy(viewer, state))
  return last ? calendar.at(last, '00:00') : after
}

/** Who reads, and when. */
export type Reading = Pick<Viewer, 'actor' | 'today' | 'now' | 'policy' | 'calendar'>

/**
 * What somebody may read of a case on a day, in short, to be compared; the same for all that is no case. Whoever reads some of
 * it only reads beside their topics the words of the consents by which they are let in.
 */
export function readBy(reading: Reading, state: Case | null): string {
  const access = state && accessTo(state, reading.actor, reading.today, reading.policy.topics)
  if (access?.sealed) return JSON.stringify(['sealed', access.topics])
  if (!state || !access || access.topics === 'all') return JSON.stringify(access?.topics ?? null)
  const consents = state.consents.filter((one) => letsIn(reading, state, one)).map(({ id }) => id)
  return JSON.stringify([access.topics, consents])
}

/** Whether the reader's own unit is let in by that consent. */
export function letsIn({ actor, today }: Pick<Reading, 'actor' | 'today'>, state: Case, consent: Consent): boolean {
  const post = postIn(state, actor, today)
  return post !== null && servicesLeft(consent).includes(recipientOf(post)) && stateOf(consent, today) === 'given'
}

function daysUntil({ calendar, today }: Viewer, moment: Instant): number {
  const end = calendar.dayOf(moment)
  let count = 0
  for (let day = today; day < end; day = calendar.addDays(day, 1)) count += 1
  return count
}
