/** A press as the door reads it: what an earlier version's button says is read as what it means today. */
import type { CaseId } from '../../core/ids.ts'
import type { Request } from '../../ports.ts'

/** `once` gives a name to a form that is shown for the first time. */
export type Pressed = Extract<Request, { kind: 'press' | 'open' }> & { once(): string }
export type Press = Pressed & { kind: 'press' }

/**
 * Buttons stand in chats for years. Until 0.2 `from` said both from which item a list goes on, and where a button stood, and
 * accounts were linked where they are paired now.
 */
export function asToday<R extends { action: string; data: Record<string, string> }>(request: R): R {
  const action = renamed.get(request.action) ?? request.action
  const { from, ...data } = request.data
  if (from === undefined) return { ...request, action }
  const pages = action === 'show.plan' || action === 'show.mine'
  return { ...request, action, data: { ...data, [pages ? 'start' : 'back']: from } }
}

const renamed = new Map([
  ['account.link', 'account.pair'],
  ['account.unlink', 'account.unpair'],
])

export function isCaseId(id: string | undefined): id is CaseId {
  return id?.startsWith('case_') ?? false
}
