/** A colleague's question at level 0: no name of anybody, no case, no service. Only the question, and the answer once given. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'
import { typed } from './parts/typed.ts'

/** `answer` is null until it is given; then there are no buttons. */
export type AnonymousQuestionArgs = { question: string | null; answer: string | null; offers: Offer[] }

export function anonymousQuestion({ question, answer, offers }: AnonymousQuestionArgs, say: Say): Card {
  const { rows, buttons } = offered(answer === null ? offers : [], say)
  return {
    name: 'anonymous-question',
    lang: say.lang,
    title: say('question.title'),
    summary: say('question.summary'),
    blocks: [
      ...(answer === null
        ? []
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
