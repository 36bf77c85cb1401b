/** The family in its own log: who of them comes in, what is let go to them, and what they say. Put together from those three. */
import type { Case } from './case.ts'
import type { Context, Decision } from './decision.ts'
import { decideMember, evolveMember, type MemberCommand, type MemberEvent, noticesOfMember } from './family-member.ts'
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
    case 'family.shut-out':
    case 'family.let-in':
      return decideMember(state, command, context)
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

export function evolveFamily(state: Case, event: FamilyEvent, at: Instant, by: PersonId | 'system'): Case {
  switch (event.type) {
    case 'family.invited':
    case 'family.arrived':
    case 'family.confirmed':
    case 'family.refused':
    case 'family.shut-out':
    case 'family.let-in':
      return evolveMember(state, event, at, by)
    case 'family.released':
    case 'family.cleared':
      return evolveText(state, event)
    case 'family.said':
    case 'family.heard':
      return evolveSaying(state, event, at)
  }
}

export function noticesOfFamily(event: FamilyEvent): Notice[] {
  switch (event.type) {
    case 'family.invited':
    case 'family.arrived':
    case 'family.confirmed':
    case 'family.refused':
    case 'family.shut-out':
    case 'family.let-in':
      return noticesOfMember(event)
    case 'family.released':
    case 'family.cleared':
      return []
    case 'family.said':
    case 'family.heard':
      return noticesOfSaying(event)
  }
}
