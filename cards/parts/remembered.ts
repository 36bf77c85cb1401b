/** What the summary of a log keeps in sight of what came before: the last decision, the last the child said, the first concern. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { beginning, typedIfAny } from './typed.ts'

/** Typed words are null where the reader may not see them, and where there are none. */
export type Remembered = {
  seen: string | null
  decision: { approved: boolean; from: string; to: string; by: string; day: Day; reason: string | null } | null
  view: { day: Day; words: string } | null
}

export function remembered({ seen, decision, view }: Remembered, say: Say): Block[] {
  return [
    ...(decision ? decided(decision, say) : []),
    ...(view ? typedIfAny(view.words, say('remembered.view', { day: say.day(view.day) })) : []),
    ...(seen ? first(seen, say) : []),
  ]
}

/** As much as has room beside the rest of a case; where that is not all, it says where all of it stands. */
function first(seen: string, say: Say): Block[] {
  const words = beginning(seen, most)
  const more: Block[] = words === seen ? [] : [{ kind: 'text', text: say('remembered.more'), subtle: true }]
  return [...typedIfAny(words, say('remembered.seen')), ...more]
}

/** Characters: what the other texts here are at most. */
const most = 1000

function decided({ approved, from, to, by, day, reason }: NonNullable<Remembered['decision']>, say: Say): Block[] {
  const how = approved ? 'approved' : 'rejected'
  const value = say('remembered.decision.value', { how, from, to, by, day: say.day(day) })
  return [
    { kind: 'facts', facts: [{ label: say('remembered.decision'), value }] },
    ...typedIfAny(reason, say('field.level.decide.reason')),
  ]
}
