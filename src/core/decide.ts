/**
 * `decide`: what a command leads to in a case, or why not, put together from the topics. Reads no clock, makes no id,
 * changes nothing.
 */
import { decideBaton } from './baton.ts'
import type { Case, Command } from './case.ts'
import { decideConcern, registerConcern } from './concern.ts'
import { covers } from './consent.ts'
import { decideConsent } from './consent-change.ts'
import { type Context, type Decision, today } from './decision.ts'
import type { Day } from './ids.ts'
import { decideLevel } from './level.ts'
import { decideLifecycle } from './lifecycle.ts'
import { decideMeeting } from './meeting.ts'
import { decideNote } from './note.ts'
import { mayCommand } from './permission.ts'
import { decidePlan } from './plan.ts'
import { refuse } from './refusal.ts'
import { decideReminder } from './reminder.ts'
import { decideTransition } from './transition.ts'

/** What a paper case never keeps: its content. */
const contentCommands = new Set<Command['type']>([
  'goal.set',
  'measure.add',
  'measure.evaluate',
  'follow-up.add',
  'note.add',
  'note.correct',
])
const openAnyway = new Set<Command['type']>(['case.reopen', 'report.record', 'consent.withdraw'])

/**
 * Decides a command. Refuses with `not-found` without a case, `not-permitted` with who may, `case-closed` or
 * `case-open`, `paper-mode` for content without a digital log, and with the reasons of each topic.
 */
export function decide(state: Case | null, command: Command, context: Context): Decision {
  if (command.type === 'concern.register') return state ? refuse('already-done') : registerConcern(command, context)
  if (!state || state.municipality !== context.actor.municipality) return refuse('not-found')
  const permitted = mayCommand(state, command, context)
  if (permitted !== true) return permitted
  if (state.status === 'closed' && !openAnyway.has(command.type)) return refuse('case-closed')
  if (state.status === 'open' && command.type === 'case.reopen') return refuse('case-open')
  if (state.mode !== 'digital' && state.level > 0 && isContent(command)) return refuse('paper-mode')
  return whyUnwritable(state, command, context) ?? decideTopic(state, command, context)
}

/** Whether content may be written: the log is digital and a consent in force lets the case's own service keep it. */
export function isWritable(state: Case, day: Day): boolean {
  return state.mode === 'digital' && covers(state, state.service, null, day)
}

/** A measure can always be ended: that it is over says nothing, as long as no words come with it. */
function isContent(command: Command): boolean {
  if (command.type !== 'measure.evaluate') return contentCommands.has(command.type)
  return command.outcome === 'continue' || command.note !== null || command.childView !== null
}

/** Nothing is written into a log without a consent in force for it, nor about a topic the family has taken out. */
function whyUnwritable(state: Case, command: Command, context: Context) {
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
  switch (command.type) {
    case 'concern.talk':
    case 'concern.ask':
    case 'concern.answer':
    case 'concern.conclude':
      return decideConcern(state, command, context)
    case 'consent.request':
    case 'consent.record':
    case 'consent.refuse':
    case 'consent.withdraw':
      return decideConsent(state, command, context)
    case 'level.propose':
    case 'level.withdraw':
    case 'level.decide':
    case 'level.lapse':
      return decideLevel(state, command, context)
    case 'baton.offer':
    case 'baton.accept':
    case 'baton.decline':
    case 'baton.withdraw':
    case 'baton.name':
    case 'baton.deputize':
    case 'baton.end-deputy':
    case 'baton.leave':
      return decideBaton(state, command, context)
    case 'goal.set':
    case 'goal.finish':
    case 'measure.add':
    case 'measure.evaluate':
    case 'measure.postpone':
    case 'follow-up.add':
    case 'follow-up.done':
    case 'follow-up.postpone':
      return decidePlan(state, command, context)
    case 'meeting.set':
    case 'meeting.hold':
    case 'meeting.cancel':
      return decideMeeting(state, command, context)
    case 'note.add':
    case 'note.correct':
      return decideNote(state, command, context)
    case 'transition.plan':
    case 'transition.receive':
      return decideTransition(state, command, context)
    case 'case.open-on-paper':
    case 'case.close':
    case 'case.reopen':
    case 'participant.add':
    case 'participant.remove':
    case 'report.record':
      return decideLifecycle(state, command, context)
    case 'reminder.send':
    case 'reminder.postpone':
      return decideReminder(state, command, context)
    default:
      return never(command)
  }
}

function never(value: never): never {
  throw new Error(`not handled: ${JSON.stringify(value)}`)
}
