/** Draws the question whether a unit receives a case, for those who lead it. Reads no words of the case. */
import { type ReceivingArgs, receiving } from '../../../cards/receiving.ts'
import type { Case } from '../../core/case.ts'
import type { TransitionId } from '../../core/ids.ts'
import { leadingPost } from '../../core/post.ts'
import type { Transition } from '../../core/transition.ts'
import { offer, seeCase } from '../actions/index.ts'
import { isOutOf, mayRead, type Viewer } from '../see/index.ts'
import { type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'

/** Whoever leads another unit, as one that was to receive it at first, is shown nothing. */
export function drawReceiving(viewer: Viewer, state: Case, subject: TransitionId): MaybeDrawn {
  const one = state.transitions.find(({ id }) => id === subject)
  if (!one) return nothingToSay
  const isTheirs = one.unit && leadingPost({ ...state, unit: one.unit }, viewer.actor) !== null
  if (!isTheirs || isOutOf(viewer, state)) return noAccess
  const outcome = outcomeOf(state, one)
  const args = { ref: state.ref, day: one.day, outcome, offers: offersOn(viewer, state, one, outcome) }
  return { card: receiving(args, viewer.say), settled: isOver(outcome) }
}

function outcomeOf({ status: ofCase }: Case, { status, answer }: Transition): ReceivingArgs['outcome'] {
  if (status === 'called-off') return 'off'
  if (status === 'received') return status
  return ofCase === 'open' ? (answer?.how ?? null) : 'over'
}

/** Nobody is asked any more. */
function isOver(outcome: ReceivingArgs['outcome']): boolean {
  return outcome === 'over' || outcome === 'received' || outcome === 'off'
}

/** What was answered can be answered otherwise until the day. */
function offersOn(viewer: Viewer, state: Case, { id }: Transition, outcome: ReceivingArgs['outcome']) {
  if (isOver(outcome)) return mayRead(viewer, state) ? [seeCase(state)] : []
  const data = { case: state.id, transition: id, back: `receiving|${id}` }
  return [
    ...(outcome === 'accepted' ? [] : [offer('transition.receive', data, 'primary')]),
    ...(outcome === 'declined' ? [] : [offer('transition.decline', data)]),
  ]
}
