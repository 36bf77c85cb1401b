/** Follow-ups: something to do by a day. Every follow-up has a day; it is moved with a reason, where reasons are kept. Source: the BTI loop. */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened } from './decision.ts'
import type { Day, DecisionId, FollowUpId, Instant, PersonId, TopicCode, WordId } from './ids.ts'
import { latestMove, whyNotLater, whyNotPlanned } from './later.ts'
import { ofDecision, whyNotTaken, withTaken } from './minutes.ts'
import type { Notice } from './notice.ts'
import { refuse } from './refusal.ts'
import {
  asKept,
  type Giving,
  type NamedResponsible,
  type Responsible,
  taskGiven,
  taskTaken,
  whyNotGiven,
  whyNotResponsible,
} from './responsible.ts'

export type FollowUp = {
  id: FollowUpId
  text: WordId
  topic: TopicCode
  responsible: Responsible
  addedBy: PersonId | 'system'
  day: Day
  /** When that day was set. */
  datedAt: Instant
  status: 'due' | 'done'
}

export type FollowUpCommand =
  | {
      type: 'follow-up.add'
      followUp: FollowUpId
      text: WordId
      topic: TopicCode
      responsible: NamedResponsible
      day: Day
      /** What of the minutes of a meeting it comes of, where it does. */
      decision?: DecisionId | null
    }
  | { type: 'follow-up.done'; followUp: FollowUpId }
  | { type: 'follow-up.postpone'; followUp: FollowUpId; day: Day; reason: WordId | null }
  | ({ type: 'follow-up.reassign'; followUp: FollowUpId } & Giving)

export type FollowUpEvent =
  | {
      type: 'follow-up.added'
      followUp: FollowUpId
      text: WordId
      topic: TopicCode
      responsible: Responsible
      day: Day
      decision?: DecisionId
    }
  | { type: 'follow-up.done'; followUp: FollowUpId }
  | { type: 'follow-up.postponed'; followUp: FollowUpId; day: Day; reason: WordId | null }
  | { type: 'follow-up.reassigned'; followUp: FollowUpId; from: Responsible; to: Responsible }

/** Refuses unknown topics and responsibles, days that are past or further away than it may be moved, and what is done or taken up already. */
export function decideFollowUp(state: Case, command: FollowUpCommand, context: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  switch (command.type) {
    case 'follow-up.add': {
      const { decision, ...added } = command
      const { topic, responsible, day } = added
      if (!context.policy.topics.includes(topic)) return refuse('topic-unknown', { field: 'topic' })
      return (
        whyNotResponsible(state, topic, responsible, context) ??
        whyNotPlanned(day, 'day', context) ??
        whyNotTaken(state, decision, context) ??
        happened({ ...added, ...ofDecision(decision), type: 'follow-up.added', responsible: asKept(responsible) })
      )
    }
    case 'follow-up.done':
    case 'follow-up.postpone':
    case 'follow-up.reassign':
      return touch(state, command, context)
  }
}

function touch(state: Case, command: Exclude<FollowUpCommand, { type: 'follow-up.add' }>, context: Context): Decision {
  const followUp = state.followUps.find(({ id }) => id === command.followUp)
  if (!followUp) return refuse('not-found')
  if (followUp.status === 'done') return refuse(command.type === 'follow-up.done' ? 'already-done' : 'already-ended')
  switch (command.type) {
    case 'follow-up.done':
      return happened({ type: 'follow-up.done', followUp: followUp.id })
    case 'follow-up.postpone':
      return (
        whyNotLater(command.day, latestMove(followUp.day, context), context) ??
        happened({ ...command, type: 'follow-up.postponed' })
      )
    case 'follow-up.reassign':
      return whyNotGiven(state, followUp, command, context) ?? reassigned(followUp, command.to)
  }
}

function reassigned({ id: followUp, responsible: from }: FollowUp, named: NamedResponsible): Decision {
  return happened({ type: 'follow-up.reassigned', followUp, from, to: asKept(named) })
}

export function evolveFollowUp(state: Case, event: FollowUpEvent, at: Instant, by: PersonId | 'system'): Case {
  switch (event.type) {
    case 'follow-up.added': {
      const { type: _, followUp: id, decision, ...rest } = event
      const followUp = { id, ...rest, addedBy: by, datedAt: at, status: 'due' } as const
      return { ...withTaken(state, decision), followUps: [...state.followUps, followUp] }
    }
    case 'follow-up.done':
      return { ...state, followUps: changed(state.followUps, event.followUp, { status: 'done' }) }
    case 'follow-up.postponed':
      return { ...state, followUps: changed(state.followUps, event.followUp, { day: event.day, datedAt: at }) }
    case 'follow-up.reassigned':
      return { ...state, followUps: changed(state.followUps, event.followUp, { responsible: event.to }) }
  }
}

export function noticesOfFollowUp(event: FollowUpEvent): Notice[] {
  switch (event.type) {
    case 'follow-up.added':
      return taskGiven(event.followUp, event.responsible)
    case 'follow-up.reassigned':
      return [...taskGiven(event.followUp, event.to), ...taskTaken(event.followUp, event.from)]
    case 'follow-up.done':
    case 'follow-up.postponed':
      return []
  }
}
