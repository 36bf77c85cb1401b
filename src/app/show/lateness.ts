/** How late what a card asks for is, and what became of it: facts of the case in neutral words. Reads no human word. */
import type { Lateness } from '../../../cards/parts/lateness.ts'
import { latenessBlocks } from '../../../cards/parts/lateness.ts'
import type { Case } from '../../core/case.ts'
import { climbOf } from '../../core/climb.ts'
import { type Due, due } from '../../core/deadline.ts'
import { quietUntil } from '../../core/ladder.ts'
import type { Signal } from '../../core/policy.ts'
import type { Viewer } from '../see/index.ts'
import type { MaybeDrawn } from './drawn.ts'

export function latenessOf({ now, today, policy, calendar }: Viewer, state: Case, one: Due): Lateness {
  const climb = { ...climbOf(state, one, now, { policy, calendar }), unled: state.decides !== 'unit' }
  const again = quietUntil(state, one, today, { policy, calendar })
  return again === null ? climb : { ...climb, again }
}

/** A card that asks for what has a deadline, with how late it is above it. */
export function withLateness(
  viewer: Viewer,
  state: Case,
  about: { signal: Signal; subject: string },
  drawn: MaybeDrawn,
): MaybeDrawn {
  if ('drop' in drawn || drawn.settled) return drawn
  const { now, policy, calendar, say } = viewer
  const list = due(state, now, { policy, calendar })
  const found = list.find(({ signal, subject }) => signal === about.signal && subject === about.subject)
  if (!found) return drawn
  const blocks = [...latenessBlocks(latenessOf(viewer, state, found), say), ...drawn.card.blocks]
  return { ...drawn, card: { ...drawn.card, blocks } }
}
