/**
 * Says what has fallen due. A reminder is an ordinary command with an id derived from what is due, so that saying it
 * twice is impossible; when the next one comes stands in the case's row, never in memory.
 */
import type { Case } from '../core/case.ts'
import { agenda } from '../core/reminder.ts'
import type { Tx } from '../ports.ts'
import { type App, municipalityOf, systemIn } from './app.ts'
import { execute } from './execute.ts'

/** Cases looked at in one transaction: enough to be quick, few enough to let a press in between. */
const batch = 20

/** Carries out everything that stands at or before now, in all cases; gives back how many commands that were. */
export async function remindOnce(app: App): Promise<number> {
  let done = 0
  for (;;) {
    const count = await app.store.transaction(async (tx) => {
      const waiting = await tx.cases.waiting(app.clock.now(), batch)
      for (const { case: state } of waiting) done += await remind(tx, app, state)
      return waiting.length
    })
    if (count === 0) return done
  }
}

async function remind(tx: Tx, app: App, state: Case): Promise<number> {
  const { model, calendar } = municipalityOf(app, state.municipality)
  const times = { policy: model.policy, calendar }
  const now = app.clock.now()
  const come = agenda(state, now, times).filter(({ at }) => at <= now)
  for (const { command } of come) {
    const id = command.type === 'reminder.send' ? `${command.key}:${command.occurrence}` : command.proposal
    await execute(tx, app, systemIn(state.municipality), { case: state.id, command, words: new Map() }, id)
  }
  // What was due when this was scheduled may have been acted on since: then only the next moment is written.
  if (come.length === 0) await tx.cases.schedule(state.id, agenda(state, now, times)[0]?.at ?? null)
  return come.length
}
