/** What drawing gives: a card with whether it can still change, or why there is none. */
import type { Card } from '../../../cards/card.ts'
import type { Dropped } from '../../outgoing.ts'

/** `settled`: nothing on the card can change any more, so that it need not be drawn again. */
export type Drawn = { card: Card; settled: boolean }

/** A card, or why nothing is drawn. */
export type MaybeDrawn = Drawn | { drop: Dropped }

/** For whoever may not have it, or not any more. */
export const noAccess = { drop: 'no-access' } as const satisfies MaybeDrawn

/** For what is no more in the case. */
export const nothingToSay = { drop: 'nothing-to-say' } as const satisfies MaybeDrawn
