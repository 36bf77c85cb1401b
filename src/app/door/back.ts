/** Where a button stood, as its data `back` says, so that the answer leads back there. Changes nothing. */
import type { Card } from '../../../cards/card.ts'
import type { Case } from '../../core/case.ts'
import { isAsking, readLetter } from '../../outgoing.ts'
import type { Viewer } from '../see/index.ts'
import { type Drawn, drawSent, type Spot, showEvaluation, showMine, showPlan } from '../show/index.ts'

/** `tells`: it says by itself how it ended, so that nobody says so once more. */
type Stood = { card: Card; tells: boolean }

/** What was pressed as it stands now: a card that was sent, the plan, the evaluation, or their own list. Null where the button stood elsewhere. */
export async function whereItStood(
  viewer: Viewer,
  state: Case,
  back: string | undefined,
  spot: Spot,
): Promise<Stood | null> {
  const plain = await plainIn(viewer, state, back, spot)
  if (plain) return { card: plain, tells: false }
  const sent = await sentCard(viewer, state, back)
  return sent && { card: sent.card, tells: sent.settled && !onlySettled.includes(sent.card.name) }
}

/** What is no card that was sent: their own list, the plan or its meetings, or the evaluation. */
async function plainIn(viewer: Viewer, state: Case, back: string | undefined, spot: Spot): Promise<Card | null> {
  if (back === 'mine') return showMine(viewer, { spot })
  if (back === 'evaluation') return showEvaluation(viewer, state.id)
  if (back === 'meetings') return showPlan(viewer, state.id, 'meetings', undefined, null)
  return back === 'plan' ? showPlan(viewer, state.id, undefined, undefined, null) : null
}

/** Of which no more is said than that it is settled. */
const onlySettled = ['reminder', 'breach']

/** The card that was sent and pressed, as it stands now: `back` is its name and what it is about. */
export async function sentCard(viewer: Viewer, state: Case, back: string | undefined): Promise<Drawn | null> {
  const [name = '', subject = ''] = back?.split('|') ?? []
  const letter = readLetter(name, null, subject)
  if (!letter || !isAsking(letter)) return null
  const drawn = await drawSent(viewer, letter, state)
  return 'drop' in drawn ? null : drawn
}
