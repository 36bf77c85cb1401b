/**
 * What somebody of the family says by themselves: a note, what they want corrected, what they think before something is evaluated or a
 * meeting, and that they want the log to end. It decides nothing; the holder sees to it, and says when they have. What one of them says
 * is no other's of the family to read.
 */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import { memberIn } from './family-member.ts'
import { readingOf } from './family-reading.ts'
import type { Instant, MeasureId, MeetingId, PersonId, SayingId, WordId } from './ids.ts'
import { type Notice, told } from './notice.ts'
import { refuse } from './refusal.ts'

export const sayingKinds = ['note', 'correction', 'view', 'end'] as const
export type SayingKind = (typeof sayingKinds)[number]

/** `heardAt`: when the holder said that they have seen to it. */
export type Saying = {
  id: SayingId
  by: PersonId
  kind: SayingKind
  about: MeasureId | MeetingId | null
  text: WordId | null
  at: Instant
  heardAt: Instant | null
}

export type SayingCommand =
  | { type: 'family.write'; saying: SayingId; text: WordId }
  | { type: 'family.ask-correction'; saying: SayingId; text: WordId }
  | { type: 'family.say'; saying: SayingId; about: MeasureId | MeetingId; text: WordId }
  | { type: 'family.ask-end'; saying: SayingId; text: WordId | null }
  | { type: 'family.hear'; saying: SayingId }

export type SayingEvent =
  | {
      type: 'family.said'
      saying: SayingId
      by: PersonId
      kind: SayingKind
      about: MeasureId | MeetingId | null
      text: WordId | null
    }
  | { type: 'family.heard'; saying: SayingId }

/** What they are about must be to come still; the end is asked for once, until somebody has heard it. */
export function decideSaying(state: Case, command: SayingCommand, context: Context): Decision {
  const { actor } = context
  if (command.type === 'family.hear') {
    const saying = state.sayings.find(({ id }) => id === command.saying)
    if (!saying) return refuse('not-found')
    return saying.heardAt ? refuse('already-done') : happened({ type: 'family.heard', saying: saying.id })
  }
  if (actor.kind !== 'family') return refuse('not-permitted', { may: ['guardian'] })
  const { saying, text } = command
  const said = { type: 'family.said', saying, by: actor.person, about: null, text } as const
  switch (command.type) {
    case 'family.write':
      return happened({ ...said, kind: 'note' })
    case 'family.ask-correction':
      return happened({ ...said, kind: 'correction' })
    case 'family.say':
      return isToCome(state, command.about, context)
        ? happened({ ...said, kind: 'view', about: command.about })
        : refuse('already-ended')
    case 'family.ask-end':
      return waitsForEnd(state, actor.person) ? refuse('already-done') : happened({ ...said, kind: 'end' })
  }
}

/** Of what they may know of. */
function isToCome(state: Case, about: MeasureId | MeetingId, context: Context): boolean {
  const member = memberIn(state, context.actor.person)
  const { measures = [], meetings = [] } = (member && readingOf(state, member, today(context), context)) ?? {}
  const isActive = measures.some(({ id, status }) => id === about && status === 'active')
  return isActive || meetings.some(({ id, status }) => id === about && status === 'set')
}

/** A note and a view are read; what is asked for waits until somebody has seen to it. */
export function waitsToBeHeard({ kind, heardAt }: Pick<Saying, 'kind' | 'heardAt'>): boolean {
  return heardAt === null && (kind === 'end' || kind === 'correction')
}

/** Whether somebody has asked for the end and nobody has heard it yet. */
export function waitsForEnd({ sayings }: Pick<Case, 'sayings'>, person: PersonId): boolean {
  return sayings.some(({ by, kind, heardAt }) => by === person && kind === 'end' && heardAt === null)
}

export function evolveSaying(state: Case, event: SayingEvent, at: Instant): Case {
  switch (event.type) {
    case 'family.said': {
      const { type: _, saying: id, ...rest } = event
      return { ...state, sayings: [...state.sayings, { id, ...rest, at, heardAt: null }] }
    }
    case 'family.heard':
      return { ...state, sayings: changed(state.sayings, event.saying, { heardAt: at }) }
  }
}

export function noticesOfSaying(event: SayingEvent): Notice[] {
  switch (event.type) {
    case 'family.said': {
      const line = event.kind === 'end' ? 'family-asked-end' : 'family-wrote'
      return [told({ line, subject: '' }, ['holder', 'deputy'])]
    }
    case 'family.heard':
      return []
  }
}
