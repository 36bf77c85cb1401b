/** Where an answer is shown, by which a list in it says whom the cases are about, or not. */
import type { Viewer } from '../see/index.ts'
import type { Spot } from '../show/index.ts'
import { isInWindow } from './given.ts'
import type { Pressed } from './pressed.ts'

/** What takes the place of a message in somebody's own chat may hold content where the model says so. */
export function spotOf({ model }: Viewer, request: Pressed): Spot {
  const { kind, message, place } = request
  const isWindow = isInWindow(request)
  if (model.content.stands === 'dialog') return isWindow || kind === 'open' ? 'window' : 'message'
  const isOwn = place === null || place.kind === 'personal'
  return isWindow || (isOwn && message !== undefined) ? 'chat' : 'message'
}
