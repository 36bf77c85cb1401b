/** That what a case holds is closed for lack of a consent, and who may open it; or until when its reader has opened it. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'

/** `who` are those who may open it, by name; `saidNo`: the family wants it so, and is not to be pressed; `mayAsk`: its reader may ask it; `until` is there for whoever has. */
export type Sealed = { who: string[]; saidNo: boolean; mayAsk: boolean } | { until: Day }

export function sealed(one: Sealed | null, say: Say): Block[] {
  if (!one) return []
  return [
    {
      kind: 'notice',
      text: 'until' in one ? say('case.unsealed', { until: say.dayInSentence(one.until) }) : closed(one, say),
      tone: 'attention',
    },
  ]
}

function closed({ who, saidNo, mayAsk }: Exclude<Sealed, { until: Day }>, say: Say): string {
  const names = who.length > 0 ? say.list(who) : 'none'
  return say('case.sealed', { who: names, no: String(saidNo), ask: String(mayAsk) })
}
