/**
 * Says what has fallen due. A reminder is an ordinary command with an id derived from what is due, so that saying it
 * twice is impossible; when the next one comes stands in the case's row, never in memory.
 */
import type { Case } from '../../core/case.ts'
import type { CaseId, Instant } from '../../core/ids.ts'
import { agenda, nextMoment, type SystemCommand } from '../../core/reminder.ts'
import type { Tx } from '../../ports.ts'
import { type App, municipalityOf, systemIn } from '../app.ts'
import { eachDue } from './each-due.ts'
import { execute } from './execute.ts'

/** Carries out everything that stands at or before now, in all cases; gives back how many commands that were. */
export function remindOnce(app: App): Promise<number> {
  return eachDue<CaseId>(app, {
    come: (tx, most) => tx.cases.waiting(app.clock.now(), most),
    carryOut: async (tx, within, id) => {
      const stored = await tx.cases.get(id)
      return stored ? remind(tx, within, stored.case) : 0
    },
    tell: (id, error) => app.log.error('reminder.failed', { case: id, error }),
    putOff: (tx, id, until) => tx.cases.schedule(id, until),
  })
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
  if (come.length === 0) await tx.cases.schedule(state.id, nextMoment(state, now, times))
  return come.length
}

/** Derived from what is to be done. */
function nameOf(command: SystemCommand, now: Instant): string {
  switch (command.type) {
    case 'reminder.send':
      return `${command.key}:${command.occurrence}`
    case 'level.lapse':
      return command.proposal
    case 'transition.move':
      return `${command.transition}:${now}`
    case 'meeting.remind':
      return `${command.meeting}:soon`
    case 'breach.note':
      return `breach:${now}`
  }
}
