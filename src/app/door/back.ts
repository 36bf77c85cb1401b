/** Where a button stood, as its data `back` says, so that the answer leads back there. Changes nothing. */
import type { Card } from '../../../cards/card.ts'
import type { Case } from '../../core/case.ts'
import { isAsking, readLetter } from '../../outgoing.ts'
import type { Viewer } from '../see/index.ts'
import { type Drawn, drawSent, type Spot, showMine, showPlan } from '../show/index.ts'

/** `tells`: it says by itself how it ended, so that nobody says so once more. */
type Stood = { card: Card; tells: boolean }

/** What was pressed as it stands now: a card that was sent, the plan, or their own list. Null where the button stood elsewhere. */
export async function whereItStood(
  viewer: Viewer,
  state: Case,
  back: string | undefined,
  spot: Spot,
): Promise<Stood | null> {
  const plain =
    back === 'mine' ? await showMine(viewer, { spot }) : back === 'plan' ? await planOf(viewer, state) : null
  if (plain) return { card: plain, tells: false }
  const sent = await sentCard(viewer, state, back)
  return sent && { card: sent.card, tells: sent.settled && !onlySettled.includes(sent.card.name) }
}

/** Of which no more is said than that it is settled. */
const onlySettled = ['reminder', 'breach']

function planOf(viewer: Viewer, state: Case): Promise<Card | null> {
  return showPlan(viewer, state.id, undefined, undefined, null)
}

/** The card that was sent and pressed, as it stands now: `back` is its name and what it is about. */
export async function sentCard(viewer: Viewer, state: Case, back: string | undefined): Promise<Drawn | null> {
  const [name = '', subject = ''] = back?.split('|') ?? []
  const letter = readLetter(name, null, subject)
  if (!letter || !isAsking(letter)) return null
  const drawn = await drawSent(viewer, letter, state)
  return 'drop' in drawn ? null : drawn
}
