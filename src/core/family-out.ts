/**
 * Somebody of the family is shut out of the log. Where they have answered what the family was asked, it is said whether that still counts:
 * it may have been somebody else who came by their code, and was taken for them.
 */
import type { Case, Event } from './case.ts'
import { evolveConsent } from './consent-change.ts'
import type { ConsentEvent } from './consent-said.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import { type MemberCommand, memberIn, whyNoMember } from './family-member.ts'
import { refuse } from './refusal.ts'
import { answersOf } from './set-aside.ts'
import { partsOver } from './withdrawal.ts'

/** Of somebody who is out already it can be said later that what they answered does not count. */
export function shutOut(
  state: Case,
  { stands = null, ...command }: Extract<MemberCommand, { type: 'family.shut-out' }>,
  context: Context,
): Decision {
  const member = memberIn(state, command.member)
  if (!member) return refuse('not-found')
  const why = whyNoMember(member)
  if (why) return why
  const answered = answersOf(state, member.id, today(context), context)
  const isSetAside = stands === false && answered.length > 0
  if (member.shutOut && !isSetAside) return refuse('already-done')
  if (!member.shutOut && answered.length > 0 && stands === null) return refuse('answers-unsaid', { field: 'stands' })
  const out: Event[] = member.shutOut ? [] : [command]
  if (!isSetAside) return happened(...out)
  const said: ConsentEvent = { type: 'consent.set-aside', member: member.id, consents: answered }
  const after = evolveConsent(state, said, context.now, context.actor.person)
  return happened(...out, said, ...partsOver(state, after, today(context)))
}
