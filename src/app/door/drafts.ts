/**
 * What was typed where it must not go on standing, on its way into a form: kept sealed for its writer alone, for some days, so
 * that no button of a message carries it.
 */
import type { CaseId } from '../../core/ids.ts'
import type { Tx } from '../../ports.ts'
import { draftMs } from '../act/index.ts'
import { hasPersonalNumber } from '../actions/index.ts'
import type { App } from '../app.ts'
import type { Viewer } from '../see/index.ts'

/**
 * By field; `prefill` and `cut` as `carried` gives them, and the case they were typed for, where there is one. What holds a
 * national identity number is not kept. Gives the draft's id.
 */
export async function keepDraft(
  tx: Tx,
  app: App,
  { person, now }: Viewer,
  typed: Record<string, string>,
  of: CaseId | null = null,
) {
  const id = app.ids.next('draft')
  const kept = Object.fromEntries(Object.entries(typed).filter(([, text]) => !hasPersonalNumber(text)))
  await tx.drafts.put(id, { person: person.id, of, typed: kept }, new Date(Date.parse(now) + draftMs).toISOString())
  return id
}

/** The data of a button without what was typed: the name of a draft in its place. */
export async function withoutWords(
  tx: Tx,
  app: App,
  viewer: Viewer,
  { prefill, cut, ...data }: Record<string, string>,
): Promise<Record<string, string>> {
  if (prefill === undefined) return data
  return { ...data, draft: await keepDraft(tx, app, viewer, cut === undefined ? { prefill } : { prefill, cut }) }
}

/** Nothing where there is none, it is somebody else's, or its time is over. */
export async function draftOf(
  tx: Tx,
  { person, now }: Viewer,
  id: string | undefined,
): Promise<Record<string, string>> {
  return id ? ((await tx.drafts.read(id, person.id, now)) ?? {}) : {}
}
