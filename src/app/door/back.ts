/** Where a button stood, as its data `back` says, so that the answer leads back there. Changes nothing. */
import type { Card } from '../../../cards/card.ts'
import type { Case } from '../../core/case.ts'
import { isAsking, readLetter } from '../../outgoing.ts'
import type { Viewer } from '../see/index.ts'
import { type Drawn, drawSent, showMine, showPlan } from '../show/index.ts'

/**
 * What was pressed as it stands now: a card that was sent, the plan, or their own list. Null where the button stood elsewhere. `notice` is
 * what was just done, which a card that is settled says by itself.
 */
export async function whereItStood(
  viewer: Viewer,
  state: Case,
  back: string | undefined,
  notice: string | null,
): Promise<Card | null> {
  if (back === 'mine') return showMine(viewer, { notice })
  if (back === 'plan') return showPlan(viewer, state.id, undefined, undefined, notice)
  const sent = await sentCard(viewer, state, back)
  if (!sent || sent.settled || notice === null) return sent?.card ?? null
  return { ...sent.card, blocks: [{ kind: 'notice', text: notice, tone: 'good' }, ...sent.card.blocks] }
}

/** The card that was sent and pressed, as it stands now: `back` is its name and what it is about. */
export async function sentCard(viewer: Viewer, state: Case, back: string | undefined): Promise<Drawn | null> {
  const [name = '', subject = ''] = back?.split('|') ?? []
  const letter = readLetter(name, null, subject)
  if (!letter || !isAsking(letter)) return null
  const drawn = await drawSent(viewer, letter, state)
  return 'drop' in drawn ? null : drawn
}
