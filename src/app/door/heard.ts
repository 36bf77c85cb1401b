/** Somebody who has said something, and what every answer to that can begin with. */
import type { Query } from '../../../cards/parts/offer.ts'
import type { Request, Tx } from '../../ports.ts'
import { sendTo } from '../act/index.ts'
import type { App } from '../app.ts'
import type { Viewer } from '../see/index.ts'
import type { Given } from './given.ts'
import { ask } from './query.ts'

export type Said = Extract<Request, { kind: 'write' }>
/** With what an answer may change. */
export type Heard = { tx: Tx; app: App; viewer: Viewer; request: Said }

/** As if a button had been pressed. */
export async function pressed(
  { tx, app, viewer, request }: Heard,
  query: Query,
  data: Record<string, string> = {},
): Promise<Given> {
  const once = () => app.ids.next('once')
  const given = await ask(tx, app, viewer, { ...request, kind: 'press', action: query, data, fields: {}, once }, query)
  return given.kind === 'card' && !given.opens ? { ...given, again: { kind: 'press', action: query, data } } : given
}

/** Nothing is said of what was written where others read; its writer is told in their own chat. */
export async function amongOthers({ tx, app, viewer }: Heard): Promise<Given> {
  await sendTo(tx, app, null, viewer.person.id, { card: 'delete-yours', line: null, subject: '' })
  return { kind: 'message', text: viewer.say('message.continued') }
}
