/** Opens the form of an action, or says why it can't be: who may, what is over, what is closed. */
import type { Case } from '../../core/case.ts'
import { goesOnClosed, goesOnErased } from '../../core/decide.ts'
import type { Tx } from '../../ports.ts'
import { actions, type FormName, isFormName, isThere, may, showForm, whyOver } from '../actions/index.ts'
import type { App } from '../app.ts'
import type { Viewer } from '../see/index.ts'
import { sentCard } from './back.ts'
import { draftOf } from './drafts.ts'
import type { Given } from './given.ts'
import { isCaseId, type Pressed } from './pressed.ts'
import { ask } from './query.ts'
import { answerNotPermitted, answerNotThere, answerRefusal } from './refuse.ts'

/** A form for one person. Among others it is sent to their own chat; for what is over, its outcome is shown instead. */
export async function openForm(tx: Tx, app: App, viewer: Viewer, request: Pressed): Promise<Given> {
  const { action, data } = request
  if (!request.personal) return ask(tx, app, viewer, request, 'show.here')
  if (!isFormName(action)) return answerRefusal(viewer, request, { code: 'not-found' }, null)
  if (actions[action].form.beginsCase) return begun(tx, viewer, request, action, null)
  const state = isCaseId(data.case) ? ((await tx.cases.get(data.case))?.case ?? null) : null
  // A note begins in no case where a message of the chat is to become one.
  if (data.case === undefined && data.draft !== undefined && action === 'note.add')
    return begun(tx, viewer, request, action, null)
  if (!state || !may(state, viewer, action)) return answerNotPermitted(viewer, request, action, state)
  const sent = await sentCard(viewer, state, data.back)
  if (sent?.settled) return { kind: 'card', card: sent.card }
  if (state.status === 'closed' && !goesOnClosed(action)) {
    return answerRefusal(viewer, request, { code: 'case-closed' }, state)
  }
  if (state.erased && !goesOnErased(action)) return answerRefusal(viewer, request, { code: 'erased' }, state)
  if (!isThere(state, viewer, action, data)) return answerNotThere(viewer, request, action, state)
  const over = whyOver(state, action, data)
  if (over) return answerRefusal(viewer, request, { code: over }, state)
  return begun(tx, viewer, request, action, state)
}

/** With what was typed for it before, where something was. */
async function begun(tx: Tx, viewer: Viewer, request: Pressed, form: FormName, state: Case | null): Promise<Given> {
  const { data, once } = request
  const { prefill, cut, ...kept } = await draftOf(tx, viewer, data.draft)
  const typed = { ...kept, ...(request.kind === 'press' ? request.fields : {}) }
  const more = { ...(prefill === undefined ? {} : { prefill }), ...(cut === undefined ? {} : { cut }) }
  const filled = Object.keys(typed).length > 0 ? { values: typed, errors: {} } : null
  return { kind: 'form', card: await showForm(form, { viewer, state, data: { ...data, ...more } }, once, filled) }
}
