/** An evaluation of a case as its log shows it: when, who was heard, and what came of it. */
import type { Evaluation, HeardPart } from '../../src/core/evaluation.ts'
import type { Day, TopicCode } from '../../src/core/ids.ts'
import type { Block } from '../card.ts'
import { rows } from './offer.ts'
import { type Drawing, type Item, type Nothing, type Offered, topicIn, written } from './plan-drawing.ts'

/** Each part when it was heard; `topic` of the words of each, where it has one. */
export type EvaluationItem = Item<Evaluation, 'id' | 'begunAt' | 'heard' | 'ended'> &
  Offered & {
    begun: Day
    heard: { part: HeardPart; topic: TopicCode | null }[]
    ended: { day: Day; outcome: NonNullable<Evaluation['ended']>['outcome']; nextDay: Day | null } | null
  }

export function evaluationBlocks(item: EvaluationItem, drawing: Drawing): Block[] {
  const { begun, ended, heard, askedBy, askedOn, said, offers, ...rest } = item
  rest satisfies Nothing
  const { say, length } = drawing
  const next = ended?.nextDay ? say.dayInSentence(ended.nextDay) : 'none'
  const state = ended
    ? say('state.evaluation.ended', {
        day: say.day(ended.day),
        outcome: say(`evaluation.outcome.${ended.outcome}`),
        next,
      })
    : say('state.evaluation.open', { day: say.day(begun) })
  const parts = heard.map(({ part, topic }) =>
    say('plan.heard', { part: say(`evaluation.part.${part}`), topic: topic ? topicIn(drawing, topic) : 'none' }),
  )
  const day = askedOn ? say.day(askedOn) : 'none'
  const asked =
    askedBy === 'nobody' ? say('plan.not-asked') : askedBy && say('plan.asked', { who: say(`asker.${askedBy}`), day })
  return [
    { kind: 'text', text: state },
    ...(length === 'whole' ? [...parts, ...(asked ? [asked] : [])] : []).map((text): Block => {
      return { kind: 'text', text, subtle: true }
    }),
    ...written(said, drawing),
    ...(length === 'whole' ? rows(offers, say('plan.evaluation.open'), say) : []),
  ]
}
