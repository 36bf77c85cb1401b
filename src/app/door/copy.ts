/** Copies of a log that somebody of the staff asks for: in no chat, which carries no file, is one made. */
import { copyForms, fileOf } from '../../copy/index.ts'
import type { Case } from '../../core/case.ts'
import { bearers } from '../../core/permission.ts'
import type { Viewer } from '../see/index.ts'
import { makeCopy, showCopy } from '../show/index.ts'
import type { Given } from './given.ts'
import { isPage } from './on-page.ts'
import type { Pressed } from './pressed.ts'
import { answerNotFor } from './refuse.ts'

export type Asking = { viewer: Viewer; request: Pressed; state: Case | null }

/** Whoever takes part, and may make none, is told who may. */
export async function askForCopy({ viewer, request, state }: Asking): Promise<Given> {
  const card = state && (await showCopy(viewer, state, isPage(request)))
  return card ? { kind: 'card', card } : answerNotFor(viewer, request, 'show.copy', bearers, state)
}

export async function giveCopy(asking: Asking): Promise<Given> {
  const { viewer, request, state } = asking
  if (!isPage(request)) return askForCopy(asking)
  const made = state && (await makeCopy(viewer, state, request.fields))
  if (!made) return answerNotFor(viewer, request, 'make.copy', bearers, state)
  const { card, copy } = made
  const form = copyForms.find((one) => one === request.data.file) ?? 'pdf'
  return copy ? { kind: 'file', file: () => fileOf(copy, form), card } : { kind: 'form', card }
}
