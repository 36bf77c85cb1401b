/** Asks the contact of a service that joins who comes from it. Which services they are stands apart from a message; no words of the case. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

export type WhoComesArgs = {
  ref: string
  level: string
  /** The service that asks, and the one that is asked. */
  asking: string
  service: string
  deadline: Day
  /** Somebody has come, another is asked, the family is, or it is over: null while the reader is to say it. */
  settled: 'manned' | 'another' | 'waits' | 'over' | null
  offers: Offer[]
}

export function whoComes(args: WhoComesArgs, say: Say): Card {
  const { ref, settled } = args
  const { rows, buttons } = offered(args.offers, say)
  const isWaited = settled === 'another' || settled === 'waits'
  return {
    name: 'who-comes',
    lang: say.lang,
    title: say('who-comes.title', { ref }),
    summary: say('who-comes.summary', { ref, how: settled ?? 'open' }),
    blocks: settled
      ? discreet([{ kind: 'notice', text: say(`who-comes.${settled}`), tone: isWaited ? 'neutral' : 'good' }, ...rows])
      : [...pending(args, say), ...discreet(rows)],
    buttons,
  }
}

function pending({ level, asking, service, deadline }: WhoComesArgs, say: Say): Block[] {
  const services = [
    { label: say('fact.asking'), value: asking },
    { label: say('fact.asked'), value: service },
  ]
  return [
    { kind: 'text', text: say('who-comes.what', { level }), discreet: true },
    { kind: 'facts', facts: services },
    { kind: 'facts', facts: [{ label: say('fact.answer-by'), value: say.day(deadline) }], discreet: true },
    { kind: 'text', text: say('who-comes.means'), subtle: true, discreet: true },
  ]
}
