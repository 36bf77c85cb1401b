/** Asks whoever gave out a code whether it was they who signed in with it; and says what was answered. Nothing is shown before that. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

export type FamilyArrivedArgs = {
  ref: string
  /** What they are to the case. */
  who: string
  day: Day
  outcome: 'confirmed' | 'refused' | 'shut-out' | null
  /** Who answered, and when; null where nobody has. */
  answered: { by: string; isYou: boolean; day: Day } | null
  offers: Offer[]
}

export function familyArrived({ ref, who, day, outcome, answered, offers }: FamilyArrivedArgs, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  const asking: Block[] = [
    { kind: 'text', text: say('family.arrived.ask') },
    { kind: 'notice', text: say('family.arrived.sure'), tone: 'attention' },
  ]
  return {
    name: 'family-arrived',
    lang: say.lang,
    title: say('case.title', { ref }),
    summary: say('told.summary', { ref, what: say('family.arrived.summary') }),
    blocks: discreet([
      ...(outcome ? [ended(outcome, say)] : []),
      { kind: 'text', text: say('family.arrived.what', { who, day: say.dayInSentence(day) }) },
      ...(answered ? [{ kind: 'text', text: saidBy(answered, say), subtle: true } as const] : []),
      ...(outcome ? [] : asking),
      ...rows,
    ]),
    buttons,
  }
}

function saidBy({ by, isYou, day }: NonNullable<FamilyArrivedArgs['answered']>, say: Say): string {
  return say('family.arrived.by', { day: say.dayInSentence(day), by: say('late.by', { by, you: String(isYou) }) })
}

function ended(outcome: NonNullable<FamilyArrivedArgs['outcome']>, say: Say): Block {
  return { kind: 'notice', text: say(`family.arrived.${outcome}`), tone: outcome === 'confirmed' ? 'good' : 'neutral' }
}
