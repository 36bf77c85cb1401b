/** A colleague's question at level 0: no name of anybody, no case, no service. Only the question, and the answer once given. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { askedFor } from './parts/lateness.ts'
import { type Offer, offered } from './parts/offer.ts'
import { typed } from './parts/typed.ts'

/** `answer` is null until it is given; then there are no buttons. `asked`: when the colleague asked for the answer again. */
export type AnonymousQuestionArgs = {
  question: string | null
  answer: string | null
  asked?: Day | null
  offers: Offer[]
}

export function anonymousQuestion({ question, answer, asked, offers }: AnonymousQuestionArgs, say: Say): Card {
  const { rows, buttons } = offered(answer === null ? offers : [], say)
  return {
    name: 'anonymous-question',
    lang: say.lang,
    title: say('question.title'),
    summary: say('question.summary'),
    blocks: [
      ...(answer === null
        ? again(asked ?? null, say)
        : [{ kind: 'notice', text: say('question.answered'), tone: 'good', discreet: true } as const]),
      typed(question, say('question.label'), say),
      ...(answer === null
        ? [{ kind: 'text', text: say('question.how'), subtle: true, discreet: true } as const]
        : [typed(answer, say('question.answer'), say)]),
      ...discreet(rows),
    ],
    buttons,
  }
}

/** Who asks is named to nobody. */
function again(day: Day | null, say: Say): Block[] {
  const text = day === null ? null : askedFor({ by: null, day }, say)
  return text === null ? [] : [{ kind: 'notice', text, tone: 'attention', discreet: true }]
}
