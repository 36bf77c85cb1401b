/** What a press has ended: where that was late, its answer also asks why. Changes nothing. */
import { button } from '../../../cards/parts/offer.ts'
import type { Case, Entry } from '../../core/case.ts'
import { offer, toExplain } from '../actions/index.ts'
import type { Viewer } from '../see/index.ts'
import type { Given } from './given.ts'

/** The answer, with a row below for the first breach that ended with these entries, where its reader may say why. */
export function askingWhy(viewer: Viewer, state: Case, entries: Entry[], given: Given): Given {
  if (given.kind !== 'card') return given
  const open = toExplain(state, viewer)
  const ended = entries.flatMap(({ event }) => (event.type === 'breach.ended' ? [event.key] : []))
  const breach = open.find((one) => ended.includes(one))
  if (!breach) return given
  const why = button(offer('breach.explain', { case: state.id, breach }), viewer.say)
  const row = { kind: 'row', text: viewer.say('breach.over'), button: why, discreet: true } as const
  return { ...given, card: { ...given.card, blocks: [...given.card.blocks, row] } }
}
