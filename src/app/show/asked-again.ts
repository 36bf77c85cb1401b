/** Who asked that somebody be reminded of what a card asks for, as long as the bot has not reminded them of it itself since. */
import type { Asked } from '../../../cards/parts/lateness.ts'
import type { Case } from '../../core/case.ts'
import { mayRead, nameOf, seesOutline, type Viewer } from '../see/index.ts'

/** By name to whoever reads the case. Null where nobody did, and to whoever did it themselves. */
export async function askedAgain(viewer: Viewer, state: Case, key: string): Promise<Asked | null> {
  const nudged = state.nudged[key]
  if (!nudged || nudged.by === viewer.person.id) return null
  const entries = await viewer.reader.cases.entries(state.id)
  const last = entries.findLast(
    ({ event }) => (event.type === 'nudge.sent' || event.type === 'reminder.sent') && event.key === key,
  )
  if (last?.event.type !== 'nudge.sent') return null
  const isNamed = mayRead(viewer, state) && !seesOutline(viewer, state)
  return { by: isNamed ? await nameOf(viewer, nudged.by) : null, day: nudged.day }
}
