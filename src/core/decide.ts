/**
 * `decide`: what a command leads to in a case, or why not, put together from the topics. Reads no clock, makes no id,
 * changes nothing.
 */
import { decideBaton } from './baton.ts'
import { decideBreach } from './breach.ts'
import type { Case, Command } from './case.ts'
import { decideConcern, registerConcern } from './concern.ts'
import { isWritable } from './consent.ts'
import { decideConsent } from './consent-asking.ts'
import { writesContent } from './content.ts'
import { type Context, type Decision, today } from './decision.ts'
import { decideEvaluation } from './evaluation.ts'
import { decideFamily } from './family.ts'
import { whyNotTheirs } from './family-answer.ts'
import { decideFollowUp } from './follow-up.ts'
import { decideGoal } from './goal.ts'
import { decideLevel } from './level.ts'
import { decideLifecycle } from './lifecycle.ts'
import { decideManning } from './manning.ts'
import { decideMeasure, goesOn } from './measure.ts'
import { decideMeeting } from './meeting.ts'
import { decideNote } from './note.ts'
import { decideNudge } from './nudge.ts'
import { mayCommand, rolesIn } from './permission.ts'
import { isAt, postIn } from './post.ts'
import { decidePresence } from './presence.ts'
import { recipientOf } from './recipient.ts'
import { refuse } from './refusal.ts'
import { decideReminder } from './reminder.ts'
import { decideStep } from './skip.ts'
import { isMaking, isReminded, isTelling, mayKnow, topicOf } from './thing.ts'
import { isOf, never } from './topic.ts'
import { decideTransition } from './transition.ts'

type InCase = Exclude<Command, { type: 'concern.register' }>

const openAnyway = new Set<Command['type']>([
  'case.reopen',
  'case.shield',
  'case.recuse',
  'case.unseal',
  'report.record',
  'participant.leave',
  'consent.withdraw',
  'consent.narrow',
  // Who has responsibility is who may read the log, closed or not.
  'consent.name-signers',
  'breach.note',
  'breach.explain',
  'family.shut-out',
  'family.let-in',
])

/** Whether a command can be given in a case that is closed. */
export function goesOnClosed(type: Command['type']): boolean {
  return openAnyway.has(type)
}

const erasedAnyway = new Set<Command['type']>([
  'case.shield',
  'report.record',
  'case.recuse',
  'breach.note',
  'breach.explain',
])

/** Whether a command can be given in a case whose words were erased: it writes none. */
export function goesOnErased(type: Command['type']): boolean {
  return erasedAnyway.has(type)
}

/**
 * Decides a command. Refuses with `not-found` without a case, `not-permitted` with who may, `case-closed` or
 * `case-open`, `paper-mode` for content without a digital log, and with the reasons of each topic.
 */
export function decide(state: Case | null, command: Command, context: Context): Decision {
  if (command.type === 'concern.register') return state ? refuse('already-done') : registerConcern(command, context)
  if (!state || !isAt(context.actor, state.municipality)) return refuse('not-found')
  const permitted = mayCommand(state, command, context)
  if (permitted !== true) return permitted
  if (state.status === 'closed' && !goesOnClosed(command.type)) return refuse('case-closed')
  if (state.status === 'open' && command.type === 'case.reopen') return refuse('case-open')
  // What would write words in it again would make it look as if there were any.
  if (state.erased && !goesOnErased(command.type)) return refuse('erased')
  const isAllContent = contentIn(command) === 'all'
  return (
    (isAllContent ? whyUnwritable(state, context) : null) ??
    whyUnknown(state, command, context) ??
    (isAllContent ? whyTakenOut(state, command, context) : null) ??
    decideWords(state, command, context)
  )
}

/** What of a command is content: all of it, words that could be left out, or nothing. */
function contentIn(command: InCase): 'all' | 'words' | 'none' {
  const content: boolean | Record<string, boolean> = writesContent[command.type]
  if (content === true || goesOn(command)) return 'all'
  const isWritten = content && Object.entries(command).some(([field, value]) => isThere(value) && content[field])
  return isWritten ? 'words' : 'none'
}

function isThere(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)
}

/** What is done is judged first, and then the words that could be left out. */
function decideWords(state: Case, command: InCase, context: Context): Decision {
  const decision = decideTopic(state, command, context)
  if ('refusal' in decision || contentIn(command) !== 'words') return decision
  return (
    whyUnwritable(state, context) ??
    whyNoTopic(state, command, context) ??
    whyTakenOut(state, command, context) ??
    decision
  )
}

/** Nothing is written into a log that is not kept here, nor without a consent in force for it. */
function whyUnwritable(state: Case, context: Context) {
  if (state.level === 0 || isWritable(state, today(context))) return null
  return state.mode === 'digital' ? refuse('consent-missing', { services: [recipientOf(state)] }) : refuse('paper-mode')
}

/**
 * What is told of a meeting or a decision has a topic, so that it is read by those alone to whom that is open; but for where a meeting
 * is. KE, which reads none, names none, and tells nothing of what the family said.
 */
function whyNoTopic(state: Case, command: InCase, { actor, policy, ...times }: Context) {
  if (!isTelling(command) || (isThere(command.topic) && policy.topics.includes(command.topic ?? ''))) return null
  if ('place' in command && !isThere(command.purpose) && !isThere(command.points)) return null
  const isForeign =
    command.type === 'level.decide' && command.view === null && !rolesIn(state, actor, today(times)).includes('leader')
  return isForeign && command.topic === null ? null : refuse('topic-missing', { field: 'topic' })
}

/** Of a topic that the family has not opened to somebody they make nothing, and what there is of it is not there for them. */
function whyUnknown(state: Case, command: InCase, { actor, policy: { topics }, ...times }: Context) {
  if (actor.kind !== 'staff') return null
  const topic = topicOf(state, command)
  const day = today(times)
  if (topic === null || mayKnow(state, topic, actor, day, topics)) return null
  // What the municipality does not tell apart is nobody's, and said to be unknown.
  if (isMaking(command) || isTelling(command))
    return topics.includes(topic)
      ? refuse('consent-missing', { field: 'topic', services: [recipientOf(postIn(state, actor, day) ?? state)] })
      : null
  if (!ofReminded.includes(command.type)) return refuse('not-found')
  return isReminded(state, actor, day) ? null : refuse('already-done')
}

/** What is done about something due, by whoever is told of all of it. */
const ofReminded: InCase['type'][] = ['reminder.postpone', 'nudge.send', 'breach.explain']

/** Nothing is written about a topic that the family has taken out. */
function whyTakenOut(state: Case, command: InCase, context: Context) {
  const topic = topicOf(state, command)
  if (state.level === 0 || isWritable(state, today(context), topic)) return null
  if (!isMaking(command) && !isTelling(command)) return refuse('consent-missing')
  return topic !== null && context.policy.topics.includes(topic) ? refuse('consent-missing', { field: 'topic' }) : null
}

function decideTopic(state: Case, command: InCase, context: Context): Decision {
  if (isOf('concern', command)) return decideConcern(state, command, context)
  if (isOf('consent', command)) return whyNotTheirs(state, command, context) ?? decideConsent(state, command, context)
  if (isOf('level', command)) return decideLevel(state, command, context)
  if (isOf('baton', command)) return decideBaton(state, command, context)
  if (isOf('goal', command)) return decideGoal(state, command, context)
  if (isOf('measure', command)) return decideMeasure(state, command, context)
  if (isOf('follow-up', command)) return decideFollowUp(state, command, context)
  if (isOf('meeting', command)) return decideMeeting(state, command, context)
  if (isOf('note', command)) return decideNote(state, command, context)
  if (isOf('evaluation', command)) return decideEvaluation(state, command, context)
  if (isOf('transition', command)) return decideTransition(state, command, context)
  if (isOf('lifecycle', command)) return decideLifecycle(state, command, context)
  if (isOf('presence', command)) return decidePresence(state, command, context)
  if (isOf('manning', command)) return decideManning(state, command, context)
  if (isOf('reminder', command)) return decideReminder(state, command, context)
  if (isOf('breach', command)) return decideBreach(state, command, context)
  if (isOf('nudge', command)) return decideNudge(state, command, context)
  if (isOf('step', command)) return decideStep(state, command, context)
  if (isOf('family', command)) return decideFamily(state, command, context)
  return never(command)
}
