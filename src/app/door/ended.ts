/** What a press has ended: where that was late, its answer also asks why. Changes nothing. */
import { button } from '../../../cards/parts/offer.ts'
import { fellAway } from '../../core/breach.ts'
import type { Case, Entry, Event } from '../../core/case.ts'
import { offer, toExplain } from '../actions/index.ts'
import type { Viewer } from '../see/index.ts'
import type { Given } from './given.ts'

/**
 * The answer, with a row below for the first breach that ended with these entries, where its reader may say why. Whoever has just
 * written why, as when a day is moved, is not asked again: it stands in the history beside.
 */
export function askingWhy(viewer: Viewer, state: Case, entries: Entry[], given: Given): Given {
  if (given.kind !== 'card' || entries.some(({ event }) => isReasoned(event))) return given
  const open = toExplain(state, viewer)
  const ended = entries.flatMap(({ event }) => (event.type === 'breach.ended' ? [event.key] : []))
  const breach = open.find((one) => ended.includes(one))
  if (!breach) return given
  const why = button(offer('breach.explain', { case: state.id, breach }), viewer.say)
  const fell = state.breaches.some((one) => one.key === breach && fellAway(state, one))
  const row = {
    kind: 'row',
    text: viewer.say(fell ? 'breach.fell' : 'breach.over'),
    button: why,
    discreet: true,
  } as const
  return { ...given, card: { ...given.card, blocks: [...given.card.blocks, row] } }
}

/** Whether a day was moved, or a meeting called off, with a reason. */
function isReasoned(event: Event): boolean {
  switch (event.type) {
    case 'measure.postponed':
    case 'follow-up.postponed':
    case 'meeting.set':
    case 'meeting.cancelled':
      return (event.reason ?? null) !== null
    default:
      return false
  }
}
