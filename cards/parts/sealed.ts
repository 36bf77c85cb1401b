/** That what a case holds is closed for lack of a consent, and who may open it; or until when its reader has opened it. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'

/** `who` are those who may open it, by name; `saidNo`: the family wants it so, and is not to be pressed; `until` is there for whoever has. */
export type Sealed = { who: string[]; saidNo: boolean } | { until: Day }

export function sealed(one: Sealed | null, say: Say): Block[] {
  if (!one) return []
  const text =
    'until' in one
      ? say('case.unsealed', { until: say.day(one.until) })
      : say('case.sealed', { who: one.who.length > 0 ? say.list(one.who) : 'none', no: String(one.saidNo) })
  return [{ kind: 'notice', text, tone: 'attention' }]
}
