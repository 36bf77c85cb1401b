/**
 * Carries out one command in a transaction: decide, evolve, notify, and save the case with its log, its words and its
 * notices as one whole. A refusal is an outcome; nothing is changed by it.
 */
import type { Case, Command, Entry } from '../../core/case.ts'
import { decide } from '../../core/decide.ts'
import type { Actor } from '../../core/decision.ts'
import { evolve } from '../../core/evolve.ts'
import type { CaseId, Instant, WordId } from '../../core/ids.ts'
import type { Notice } from '../../core/notice.ts'
import { notify } from '../../core/notify.ts'
import type { Calendar, Policy } from '../../core/policy.ts'
import type { Refusal } from '../../core/refusal.ts'
import { nextMoment } from '../../core/reminder.ts'
import type { Tx } from '../../ports.ts'
import { type Acting, municipalityOf, systemIn } from '../app.ts'
import { enqueueAll } from './enqueue.ts'
import { foldEnded } from './fold.ts'
import { presenceIn } from './presence.ts'
import { asItStood } from './same-words.ts'
import { redrawStale } from './stale.ts'

/** What somebody asks for: a command, and the words it refers to by id. */
export type Wish = { case: CaseId; command: Command; words: Map<WordId, string> }

export type Executed = { case: Case; entries: Entry[] } | { refusal: Refusal; case: Case | null }

/** `delivery` names the command in the log: one delivery, one command. */
export async function execute(tx: Tx, app: Acting, actor: Actor, wish: Wish, delivery: string): Promise<Executed> {
  const stored = await tx.cases.get(wish.case)
  const before = stored?.case ?? null
  const place = before ?? (wish.command.type === 'concern.register' ? wish.command : null)
  if (!place) return { refusal: { code: 'not-found' }, case: null }
  const { model, calendar } = municipalityOf(app, place.municipality)
  const times = { policy: model.policy, calendar }
  const now = app.clock.now()
  // What was late until now was a breach, though it is settled with this.
  const late = before ? breachesNoted(before, now, times) : []
  const begun = tellingOf(before, late, times)
  const command = before ? await asItStood(tx, before, wish) : wish.command
  const decision = decide(begun.after, command, { actor, now, ...times })
  if ('refusal' in decision) return { refusal: decision.refusal, case: before }

  const decided = decision.events.map((event): Entry => ({ at: now, by: actor.person, event }))
  const told = tellingOf(begun.after, decided, times)
  // The case as the command leaves it knows its people as they were.
  const others = told.after ? await noted(tx, app, told.after, times, now) : []
  const more = tellingOf(told.after, others, times)
  const over = more.after ? breachesNoted(more.after, now, times) : []
  const entries = [...late, ...decided, ...others, ...over]
  const { after } = tellingOf(more.after, over, times)
  if (!after) return { refusal: { code: 'not-found' }, case: null }
  const nextAt = nextMoment(after, now, times)
  const change = { case: after, version: stored?.version ?? null, entries, command: delivery, nextAt }
  if (!(await isSaved(tx, change, wish.words))) return { case: after, entries }
  if (after.erased && !before?.erased) await erase(tx, after.id)
  for (const { event } of decided) if (event.type === 'family.refused') await tx.family.forget(event.member)
  await enqueueAll(tx, app, after, [
    { before, notices: told.notices, except: actor.person },
    // Of a wondering that has just been written down the answer says how it stands.
    { before: told.after, notices: more.notices, except: before ? 'system' : actor.person },
  ])
  await foldEnded(tx, app, before, after)
  await redrawStale(tx, app, after)
  return { case: after, entries }
}

/** False where nothing happened: then only its next moment is written. Words that no event names are not kept: nothing would show them. */
async function isSaved(tx: Tx, change: Parameters<Tx['cases']['save']>[0], words: Wish['words']): Promise<boolean> {
  const { case: after, entries, nextAt } = change
  if (entries.length === 0) {
    await tx.cases.schedule(after.id, nextAt)
    return false
  }
  const said = JSON.stringify(entries.map(({ event }) => event))
  for (const [id, text] of words) if (said.includes(`"${id}"`)) await tx.words.put(after.id, id, text)
  await tx.cases.save(change)
  return true
}

type Times = { policy: Policy; calendar: Calendar }

/** The case after these entries, and who is told what of them. */
function tellingOf(before: Case | null, entries: Entry[], times: Times): { after: Case | null; notices: Notice[] } {
  const notices: Notice[] = []
  let after = before
  for (const entry of entries) {
    const next = evolve(after, entry)
    notices.push(...notify(after, next, entry, times))
    after = next
  }
  return { after, notices }
}

/** Which breaches have begun or ended by now: derived from what is due, so that no command can forget it. */
function breachesNoted(state: Case, now: Instant, times: Times): Entry[] {
  const actor = systemIn(state.municipality)
  const decision = decide(state, { type: 'breach.note' }, { actor, now, ...times })
  return 'refusal' in decision ? [] : decision.events.map((event) => ({ at: now, by: actor.person, event }))
}

/** What was typed in the case, and what was typed for it and waits in a form. What stands of it in chats is folded with its end. */
async function erase(tx: Tx, id: CaseId): Promise<void> {
  await tx.words.erase(id)
  await tx.drafts.forgetOf(id)
}

/**
 * What has become of those who stand in it, by the directory as it is now. Whoever wondered becomes the holder when the family
 * says yes, weeks later: if they have left by then, the case is opened all the same and asks for another. Of a closed one it is refused.
 */
async function noted(tx: Tx, app: Acting, after: Case, times: Times, now: Instant): Promise<Entry[]> {
  const actor = systemIn(after.municipality)
  const decision = decide(after, await presenceIn(tx, app, after), { actor, now, ...times })
  return 'refusal' in decision ? [] : decision.events.map((event) => ({ at: now, by: actor.person, event }))
}
