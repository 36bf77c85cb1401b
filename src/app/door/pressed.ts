/** A press as the door reads it: what an earlier version's button says is read as what it means today. */
import type { CaseId } from '../../core/ids.ts'
import type { Request } from '../../ports.ts'

/** `once` gives a name to a form that is shown for the first time. */
export type Pressed = Extract<Request, { kind: 'press' | 'open' }> & { once(): string }
export type Press = Pressed & { kind: 'press' }

/** Buttons stand in chats for years. Until 0.2 `from` said both from which item a list goes on, and where a button stood. */
export function asToday<R extends { action: string; data: Record<string, string> }>(request: R): R {
  const { from, ...data } = request.data
  if (from === undefined) return request
  const pages = request.action === 'show.plan' || request.action === 'show.mine'
  return { ...request, data: { ...data, [pages ? 'start' : 'back']: from } }
}

export function isCaseId(id: string | undefined): id is CaseId {
  return id?.startsWith('case_') ?? false
}
