/**
 * Carries out one command in a transaction: decide, evolve, notify, and save the case with its log, its words and its
 * notices as one whole. A refusal is an outcome; nothing is changed by it.
 */
import type { Case, Command, Entry } from '../../core/case.ts'
import { decide } from '../../core/decide.ts'
import type { Actor } from '../../core/decision.ts'
import { evolve } from '../../core/evolve.ts'
import type { CaseId, WordId } from '../../core/ids.ts'
import type { Notice } from '../../core/notice.ts'
import { notify } from '../../core/notify.ts'
import type { Refusal } from '../../core/refusal.ts'
import { agenda } from '../../core/reminder.ts'
import type { Tx } from '../../ports.ts'
import { type App, municipalityOf, systemIn } from '../app.ts'
import { enqueue } from './enqueue.ts'
import { foldEnded } from './fold.ts'
import { isHolderGone } from './holder-gone.ts'
import { redrawStale } from './stale.ts'

/** What somebody asks for: a command, and the words it refers to by id. */
export type Wish = { case: CaseId; command: Command; words: Map<WordId, string> }

export type Outcome = { case: Case; entries: Entry[] } | { refusal: Refusal; case: Case | null }

/** `delivery` names the command in the log: one delivery, one command. */
export async function execute(tx: Tx, app: App, actor: Actor, wish: Wish, delivery: string): Promise<Outcome> {
  const stored = await tx.cases.get(wish.case)
  const before = stored?.case ?? null
  const place = before ?? (wish.command.type === 'concern.register' ? wish.command : null)
  if (!place) return { refusal: { code: 'not-found' }, case: null }
  const { model, calendar } = municipalityOf(app, place.municipality)
  const times = { policy: model.policy, calendar }
  const now = app.clock.now()
  const decision = decide(before, wish.command, { actor, now, ...times })
  if ('refusal' in decision) return { refusal: decision.refusal, case: before }

  const decided = decision.events.map((event): Entry => ({ at: now, by: actor.person, event }))
  const entries = [...decided, ...(await holderGone(tx, app, before, decided))]
  const notices: Notice[] = []
  let after = before
  for (const entry of entries) {
    const next = evolve(after, entry)
    notices.push(...notify(after, next, entry, times))
    after = next
  }
  if (!after) return { refusal: { code: 'not-found' }, case: null }
  const nextAt = agenda(after, now, times)[0]?.at ?? null
  if (entries.length === 0) {
    await tx.cases.schedule(after.id, nextAt)
    return { case: after, entries }
  }
  for (const [id, text] of wish.words) await tx.words.put(after.id, id, text)
  await tx.cases.save({ case: after, version: stored?.version ?? null, entries, command: delivery, nextAt })
  if (after.erased && !before?.erased) await erase(tx, after.id)
  await enqueue(tx, app, { before, after }, notices, actor.person)
  await foldEnded(tx, app, before, after)
  await redrawStale(tx, app, after)
  return { case: after, entries }
}

/** What was typed in the case, and what was typed for it and waits in a form. What stands of it in chats is folded with its end. */
async function erase(tx: Tx, id: CaseId): Promise<void> {
  await tx.words.erase(id)
  await tx.drafts.forgetOf(id)
}

/**
 * Whoever wondered becomes the holder when the family says yes, weeks later. If the directory says by then that they have
 * left, or the family has not let in where they now work, the case is opened all the same and asks for another holder.
 */
async function holderGone(tx: Tx, app: App, before: Case | null, decided: Entry[]): Promise<Entry[]> {
  const opened = decided.find(({ event }) => event.type === 'case.opened')
  const after = opened ? decided.reduce<Case | null>(evolve, before) : null
  if (!opened || !after) return []
  if (!(await isHolderGone(tx, app, after))) return []
  const { model, calendar } = municipalityOf(app, after.municipality)
  const system = systemIn(after.municipality)
  const context = { actor: system, now: opened.at, policy: model.policy, calendar }
  const decision = decide(after, { type: 'baton.leave' }, context)
  return 'refusal' in decision ? [] : decision.events.map((event) => ({ at: opened.at, by: system.person, event }))
}
