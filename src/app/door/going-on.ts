/** What was sent is done, and its sender goes on at once: with the form of what comes next, where that can be done now. */
import type { Case } from '../../core/case.ts'
import { type Action, actions, isFormName, possible, showForm } from '../actions/index.ts'
import type { Viewer } from '../see/index.ts'
import type { Given } from './given.ts'
import type { Press } from './pressed.ts'

/** Null where nothing was to come, it can't be done as the case stands now, or others would see it. */
export async function goOn(viewer: Viewer, request: Press, action: Action, state: Case): Promise<Given | null> {
  const { data, personal, once } = request
  const { goesOn } = actions[action].form
  if (!personal || !goesOn || data.goOn === undefined) return null
  const next = possible(state, viewer).find(({ action }) => action === data.goOn)
  if (!next || !isFormName(next.action)) return null
  const card = await showForm(next.action, { viewer, state, data: next.data }, once, null)
  const said = { kind: 'notice', text: viewer.say(goesOn.said), tone: 'good' } as const
  const opens = { ...next, kind: 'open' as const }
  return { kind: 'form', card: { ...card, blocks: [said, ...card.blocks] }, opens, isAnother: true }
}
