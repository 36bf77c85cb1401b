/** What was sent is done, and its sender goes on at once: with the form of what comes next, where that can be done now. */
import type { Case } from '../../core/case.ts'
import { type Action, actions, isFormName, type Leading, possible, showForm } from '../actions/index.ts'
import type { Viewer } from '../see/index.ts'
import type { Given } from './given.ts'
import type { Press } from './pressed.ts'

/** Null where nothing was to come, it can't be done as the case stands now, or others would see it. */
export async function goOn(viewer: Viewer, request: Press, action: Action, state: Case): Promise<Given | null> {
  const { personal, once } = request
  const leading = leadingOf(request, action)
  if (!personal || !leading) return null
  const next = possible(state, viewer).find((one) => one.action === leading.form)
  if (!next || !isFormName(next.action)) return null
  const data = { ...next.data, ...leading.data }
  const card = await showForm(next.action, { viewer, state, data }, once, null)
  const said = { kind: 'notice', text: viewer.say(leading.said), tone: 'good' } as const
  const opens = { ...next, data, kind: 'open' as const }
  return { kind: 'form', card: { ...card, blocks: [said, ...card.blocks] }, opens, isAnother: true }
}

/** By the button that was pressed, or by what was answered. */
function leadingOf({ data, fields }: Press, action: Action): Leading | null {
  const { goesOn, leadsTo } = actions[action].form
  if (goesOn && data.goOn === goesOn.form) return goesOn
  return leadsTo?.({ ...data, ...fields }) ?? null
}
