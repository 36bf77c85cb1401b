/**
 * `decide`: what a command leads to in a case, or why not, put together from the topics. Reads no clock, makes no id,
 * changes nothing.
 */
import { decideBaton } from './baton.ts'
import type { Case, Command } from './case.ts'
import { decideConcern, registerConcern } from './concern.ts'
import { covers } from './consent.ts'
import { decideConsent } from './consent-asking.ts'
import { type Context, type Decision, today } from './decision.ts'
import { decideFollowUp } from './follow-up.ts'
import { decideGoal } from './goal.ts'
import type { Day } from './ids.ts'
import { decideLevel } from './level.ts'
import { decideLifecycle } from './lifecycle.ts'
import { decideMeasure, endsInSilence } from './measure.ts'
import { decideMeeting } from './meeting.ts'
import { decideNote } from './note.ts'
import { mayCommand, writesContent } from './permission.ts'
import { refuse } from './refusal.ts'
import { decideReminder } from './reminder.ts'
import { isOf, never } from './topic.ts'
import { decideTransition } from './transition.ts'

const openAnyway = new Set<Command['type']>(['case.reopen', 'report.record', 'consent.withdraw'])

/** Whether a command can be given in a case that is closed. */
export function goesOnClosed(type: Command['type']): boolean {
  return openAnyway.has(type)
}

/**
 * Decides a command. Refuses with `not-found` without a case, `not-permitted` with who may, `case-closed` or
 * `case-open`, `paper-mode` for content without a digital log, and with the reasons of each topic.
 */
export function decide(state: Case | null, command: Command, context: Context): Decision {
  if (command.type === 'concern.register') return state ? refuse('already-done') : registerConcern(command, context)
  if (!state || state.municipality !== context.actor.municipality) return refuse('not-found')
  const permitted = mayCommand(state, command, context)
  if (permitted !== true) return permitted
  if (state.status === 'closed' && !goesOnClosed(command.type)) return refuse('case-closed')
  if (state.status === 'open' && command.type === 'case.reopen') return refuse('case-open')
  if (state.mode !== 'digital' && state.level > 0 && isContent(command)) return refuse('paper-mode')
  return whyUnwritable(state, command, context) ?? decideTopic(state, command, context)
}

/** Whether content may be written: the log is digital and a consent in force lets the case's own service keep it. */
export function isWritable(state: Case, day: Day): boolean {
  return state.mode === 'digital' && covers(state, state.service, null, day)
}

function isContent(command: Exclude<Command, { type: 'concern.register' }>): boolean {
  return writesContent[command.type] && !endsInSilence(command)
}

/** Nothing is written into a log without a consent in force for it, nor about a topic the family has taken out. */
function whyUnwritable(state: Case, command: Exclude<Command, { type: 'concern.register' }>, context: Context) {
  if (state.mode !== 'digital' || !isContent(command)) return null
  const topic = 'topic' in command ? command.topic : null
  if (isWritable(state, today(context))) {
    const isOut =
      topic !== null && context.policy.topics.includes(topic) && !covers(state, state.service, topic, today(context))
    return isOut ? refuse('consent-missing', { field: 'topic' }) : null
  }
  return refuse('consent-missing', { services: [state.service] })
}

function decideTopic(state: Case, command: Exclude<Command, { type: 'concern.register' }>, context: Context): Decision {
  if (isOf('concern', command)) return decideConcern(state, command, context)
  if (isOf('consent', command)) return decideConsent(state, command, context)
  if (isOf('level', command)) return decideLevel(state, command, context)
  if (isOf('baton', command)) return decideBaton(state, command, context)
  if (isOf('goal', command)) return decideGoal(state, command, context)
  if (isOf('measure', command)) return decideMeasure(state, command, context)
  if (isOf('follow-up', command)) return decideFollowUp(state, command, context)
  if (isOf('meeting', command)) return decideMeeting(state, command, context)
  if (isOf('note', command)) return decideNote(state, command, context)
  if (isOf('transition', command)) return decideTransition(state, command, context)
  if (isOf('lifecycle', command)) return decideLifecycle(state, command, context)
  if (isOf('reminder', command)) return decideReminder(state, command, context)
  return never(command)
}
