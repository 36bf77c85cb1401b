/** The log as one of the family reads it: who holds it, what waits for them, what was agreed, and what they have said themselves. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { type FamilyPlan, familyPlan } from './parts/family-plan.ts'
import { type FamilyAsk, type FamilyWay, familyButton, familyRow, saved } from './parts/family-way.ts'

export type FamilyLogArgs = {
  ref: string
  notice: string | null
  name: string | null
  /** Ready; null where it is not theirs to know. */
  level: { name: string; meaning: string } | null
  holder: string | null
  status: 'open' | 'closed' | 'sealed' | 'erased'
  /** Until when the next meeting is; null where none is set. */
  meeting: Day | null
  /** Whether they have been asked about consent and have not answered. */
  asked: FamilyWay | null
  plan: FamilyPlan
  /** What they may do besides, each in a row. */
  ways: FamilyAsk[]
  buttons: FamilyWay[]
}

export function familyLog(args: FamilyLogArgs, say: Say): Card {
  const { ref, notice, name, status, asked, ways } = args
  return {
    name: 'family-log',
    lang: say.lang,
    tag: say.tag,
    title: say('family.log.title', { ref }),
    summary: say('family.log.title', { ref }),
    blocks: [
      ...saved(notice),
      ...(status === 'open' ? [] : [{ kind: 'notice', text: say(`family.log.${status}`), tone: 'neutral' } as const]),
      ...(asked ? [familyRow(asked, say('family.log.asked'), {}, say)] : []),
      ...(name ? [{ kind: 'words', label: say('family.log.name'), words: name, lang: say.lang } as const] : []),
      standing(args, say),
      ...familyPlan(args.plan, say),
      ...(ways.length > 0 ? [{ kind: 'heading', text: say('family.section.ways') } as const] : []),
      ...ways.map((way) => familyRow(way, say(`family.occasion.${way.action}`), {}, say)),
    ],
    buttons: args.buttons.map((way) => familyButton(way, say)),
  }
}

function standing({ level, holder, meeting, status }: FamilyLogArgs, say: Say): Block {
  return {
    kind: 'facts',
    facts: [
      { label: say('family.fact.holder'), value: holder ?? say('family.fact.unsaid') },
      ...(level ? [{ label: level.name, value: level.meaning }] : []),
      ...(meeting || status === 'open'
        ? [{ label: say('family.fact.meeting'), value: meeting ? say.day(meeting) : say('family.fact.no-meeting') }]
        : []),
    ],
  }
}
