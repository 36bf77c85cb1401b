/**
 * Says what has fallen due. A reminder is an ordinary command with an id derived from what is due, so that saying it
 * twice is impossible; when the next one comes stands in the case's row, never in memory.
 */
import type { Case } from '../../core/case.ts'
import type { CaseId, Instant } from '../../core/ids.ts'
import { agenda, type SystemCommand } from '../../core/reminder.ts'
import type { Tx } from '../../ports.ts'
import { type App, municipalityOf, systemIn } from '../app.ts'
import { committed } from '../committed.ts'
import { execute } from './execute.ts'

/** Cases taken at once, which share a commit: a press that comes meanwhile waits for no more. */
const batch = 10
/** How long a case that can't be reminded of waits, so that it keeps nobody else waiting: milliseconds. */
const faultPauseMs = 60 * 60_000

/** Carries out everything that stands at or before now, in all cases; gives back how many commands that were. */
export async function remindOnce(app: App): Promise<number> {
  let done = 0
  for (;;) {
    const waiting = await app.store.transaction((tx) => tx.cases.waiting(app.clock.now(), batch))
    if (waiting.length === 0) return done
    for (const count of await Promise.all(waiting.map((id) => remindOf(app, id)))) done += count
  }
}

/** Each case in a transaction of its own: presses come in between, and a fault in one case stays in it. */
async function remindOf(app: App, id: CaseId): Promise<number> {
  try {
    return await committed(app, async (tx, within) => {
      const stored = await tx.cases.get(id)
      return stored ? remind(tx, within, stored.case) : 0
    })
  } catch (error) {
    app.log.error('reminder.failed', { case: id, error })
    const later = new Date(Date.parse(app.clock.now()) + faultPauseMs).toISOString()
    await app.store.transaction((tx) => tx.cases.schedule(id, later))
    return 0
  }
}

async function remind(tx: Tx, app: App, state: Case): Promise<number> {
  const { model, calendar } = municipalityOf(app, state.municipality)
  const times = { policy: model.policy, calendar }
  const now = app.clock.now()
  const come = agenda(state, now, times).filter(({ at }) => at <= now)
  for (const { command } of come) {
    const id = nameOf(command, now)
    const wish = { case: state.id, command, words: new Map() }
    const outcome = await execute(tx, app, systemIn(state.municipality), wish, id)
    if ('refusal' in outcome) throw new Error(`the bot was refused: ${outcome.refusal.code}`)
  }
  // What was due when this was scheduled may have been acted on since: then only the next moment is written.
  if (come.length === 0) await tx.cases.schedule(state.id, agenda(state, now, times)[0]?.at ?? null)
  return come.length
}

/** Derived from what is to be done. */
function nameOf(command: SystemCommand, now: Instant): string {
  switch (command.type) {
    case 'reminder.send':
      return `${command.key}:${command.occurrence}`
    case 'level.lapse':
      return command.proposal
    case 'breach.note':
      return `breach:${now}`
  }
}
