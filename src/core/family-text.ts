/**
 * Texts that may say something of others than the child and whoever reads: whoever writes one says whether it does, and of what was
 * written before that was asked nobody knows until somebody has looked. Such a text is let go to one of the family at a time, with a
 * reason. Source: the duty of confidentiality, which is owed to everybody a text tells of.
 */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import { comesIn, type FamilyText, type Member, memberIn } from './family-member.ts'
import type { PersonId, TopicCode, WordId } from './ids.ts'
import type { Meeting } from './meeting.ts'
import { accessTo, opensTopic } from './reading.ts'
import { refuse } from './refusal.ts'

export type TextCommand =
  | { type: 'family.release'; text: FamilyText; member: PersonId; reason: WordId }
  /** Somebody has looked: it says nothing of others. */
  | { type: 'family.clear'; text: FamilyText }

export type TextEvent =
  | { type: 'family.released'; text: FamilyText; member: PersonId; reason: WordId }
  | { type: 'family.cleared'; text: FamilyText }

/** `topic` is null where nobody said what it is of, and `aboutOthers` where nobody has looked. */
type Text = { topic: TopicCode | null; aboutOthers: boolean | null }

/** What is known of a text; null where there is none. What was wondered about is let go to one at a time alone. */
export function textIn({ notes, meetings, erased }: Case, text: FamilyText): Text | null {
  if (text === 'concern') return erased ? null : { topic: null, aboutOthers: true }
  const note = notes.find(({ id }) => id === text)
  if (note) return { topic: note.topic, aboutOthers: note.aboutOthers }
  const meeting = meetings.find(({ id }) => id === text)
  return meeting && isMinuted(meeting) ? { topic: meeting.topic, aboutOthers: meeting.aboutOthers } : null
}

/** Whether the minutes of a meeting say anything that may be let go to a family. */
export function isMinuted({ minutes, decisions = [] }: Pick<Meeting, 'minutes' | 'decisions'>): boolean {
  return minutes !== null || decisions.length > 0
}

/** Whether somebody of the family who is in the case may read it. */
export function isOpenText(state: Case, { released }: Pick<Member, 'released'>, text: FamilyText): boolean {
  const found = textIn(state, text)
  return found !== null && (found.aboutOthers === false || released.includes(text))
}

/** Nobody lets go what they may not read themselves. */
export function decideText(state: Case, command: TextCommand, context: Context): Decision {
  const text = textIn(state, command.text)
  if (!text || !mayReadText(state, text, context)) return refuse('not-found')
  if (command.type === 'family.clear') {
    if (text.aboutOthers === null) return happened({ type: 'family.cleared', text: command.text })
    return refuse(text.aboutOthers ? 'family-marked' : 'already-done')
  }
  const member = memberIn(state, command.member)
  if (!member || !comesIn(state, member, today(context), context)) return refuse('not-found')
  if (isOpenText(state, member, command.text)) return refuse('already-done')
  return happened({ ...command, type: 'family.released' })
}

function mayReadText(state: Case, { topic }: Text, { actor, policy, ...times }: Context): boolean {
  const access = accessTo(state, actor, today(times), policy.topics)
  if (!access || access.sealed) return false
  return topic === null ? access.topics === 'all' : opensTopic(access, topic)
}

export function evolveText(state: Case, event: TextEvent): Case {
  const { text } = event
  switch (event.type) {
    case 'family.released': {
      const released = [...(memberIn(state, event.member)?.released ?? []), text]
      return { ...state, family: changed(state.family, event.member, { released }) }
    }
    case 'family.cleared': {
      const looked = { aboutOthers: false }
      return { ...state, notes: changed(state.notes, text, looked), meetings: changed(state.meetings, text, looked) }
    }
  }
}
