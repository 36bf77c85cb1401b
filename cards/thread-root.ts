/** The card at the top of a case's thread, seen by everybody in the channel: no word about a child, nothing typed, no service. */
import type { NextDate } from '../src/core/step.ts'
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { nextDateText } from './parts/next-date.ts'
import { type Offer, offered } from './parts/offer.ts'

export type ThreadRootArgs = {
  ref: string
  status: 'open' | 'closed'
  level: string
  step: string | null
  holder: string | null
  next: NextDate | null
  /** Name of the colleague, or `role.<role>` where it lies with a role. */
  ball: string | null
  offers: Offer[]
}

export function threadRoot(args: ThreadRootArgs, say: Say): Card {
  const { ref, status, level, step, holder, next, ball } = args
  const { rows, buttons } = offered(args.offers, say)
  const open = status === 'open'
  const facts = [
    { label: say('fact.level'), value: level },
    ...(step ? [{ label: say('fact.step'), value: step }] : []),
    { label: say('fact.holder'), value: holder ?? say('fact.nobody') },
    ...(open ? [{ label: say('fact.next'), value: nextDateText(next, say) }] : []),
    ...(open && ball ? [{ label: say('fact.ball'), value: ball }] : []),
  ]
  return {
    name: 'thread-root',
    lang: say.lang,
    title: say('case.title', { ref }),
    summary: say('thread.summary', { ref }),
    blocks: discreet([
      ...(open ? [] : [{ kind: 'notice', text: say('case.closed'), tone: 'neutral' } as const]),
      { kind: 'facts', facts },
      { kind: 'text', text: say('thread.private'), subtle: true },
      ...rows,
    ]),
    buttons,
  }
}
