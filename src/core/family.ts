/** The family in its own log: who of them comes in, what is let go to them, and what they say. Put together from those three. */
import type { Case } from './case.ts'
import type { Context, Decision } from './decision.ts'
import { decideMember, evolveMember, type MemberCommand, type MemberEvent, noticesOfMember } from './family-member.ts'
import { shutOut } from './family-out.ts'
import { decideSaying, evolveSaying, noticesOfSaying, type SayingCommand, type SayingEvent } from './family-saying.ts'
import { decideText, evolveText, type TextCommand, type TextEvent } from './family-text.ts'
import type { Instant, PersonId } from './ids.ts'
import type { Notice } from './notice.ts'

export type FamilyCommand = MemberCommand | TextCommand | SayingCommand
export type FamilyEvent = MemberEvent | TextEvent | SayingEvent

export function decideFamily(state: Case, command: FamilyCommand, context: Context): Decision {
  switch (command.type) {
    case 'family.invite':
    case 'family.arrive':
    case 'family.confirm':
    case 'family.refuse':
    case 'family.let-in':
      return decideMember(state, command, context)
    case 'family.shut-out':
      return shutOut(state, command, context)
    case 'family.release':
    case 'family.clear':
      return decideText(state, command, context)
    case 'family.write':
    case 'family.ask-correction':
    case 'family.say':
    case 'family.ask-end':
    case 'family.hear':
      return decideSaying(state, command, context)
  }
}

/** Of which of the three each event is, each named this once. */
const parts = {
  'family.invited': 'member',
  'family.arrived': 'member',
  'family.confirmed': 'member',
  'family.refused': 'member',
  'family.shut-out': 'member',
  'family.let-in': 'member',
  'family.released': 'text',
  'family.cleared': 'text',
  'family.said': 'saying',
  'family.heard': 'saying',
} as const satisfies Record<MemberEvent['type'], 'member'> &
  Record<TextEvent['type'], 'text'> &
  Record<SayingEvent['type'], 'saying'>

function isOfMember(event: FamilyEvent): event is MemberEvent {
  return parts[event.type] === 'member'
}

function isOfText(event: FamilyEvent): event is TextEvent {
  return parts[event.type] === 'text'
}

export function evolveFamily(state: Case, event: FamilyEvent, at: Instant, by: PersonId | 'system'): Case {
  if (isOfMember(event)) return evolveMember(state, event, at, by)
  return isOfText(event) ? evolveText(state, event) : evolveSaying(state, event, at)
}

/** Of what is let go to somebody nobody is told: they read it. */
export function noticesOfFamily(event: FamilyEvent): Notice[] {
  if (isOfMember(event)) return noticesOfMember(event)
  return isOfText(event) ? [] : noticesOfSaying(event)
}
