/** The family's first talk: that it was held, on which day and how. Never what was said. Source: the BTI model's level 0. */
import type { Concern, ConcernCommand, ConcernEvent } from './concern.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import { refuse } from './refusal.ts'

/** How it was held. */
export const talkWays = ['meeting', 'telephone', 'writing', 'other'] as const
export type TalkWay = (typeof talkWays)[number]

export function talk({ day, way }: Extract<ConcernCommand, { type: 'concern.talk' }>, context: Context): Decision {
  if (day > today(context)) return refuse('day-future', { field: 'day' })
  return happened({ type: 'concern.talked', day, way })
}

/** The way of an earlier talk is not that of a later one. */
export function talked(
  { talkWay: _, ...concern }: Concern,
  { day, way }: Extract<ConcernEvent, { type: 'concern.talked' }>,
): Concern {
  return { ...concern, talkHeld: day, ...(way ? { talkWay: way } : {}) }
}
