/**
 * What somebody of the family answers on their own page is their own answer and nobody else's, given there and then: they sign for no
 * other, write back no day, and change nothing of what others have said of who takes part.
 */
import type { Case } from './case.ts'
import type { ConsentCommand } from './consent-said.ts'
import { type Context, today } from './decision.ts'
import { memberIn, signersOfMember } from './family-member.ts'
import type { Signer } from './policy.ts'
import { refuse } from './refusal.ts'

/** Null where it is theirs to say, and for whoever is none of the family. */
export function whyNotTheirs(state: Case, command: ConsentCommand, context: Context) {
  return context.actor.kind !== 'family' || isOwnAnswer(state, command, context) ? null : refuse('not-your-signature')
}

function isOwnAnswer(state: Case, command: ConsentCommand, context: Context): boolean {
  const member = memberIn(state, context.actor.person)
  const isOwn = (signer: Signer) => member !== null && signersOfMember(member).includes(signer)
  const day = today(context)
  switch (command.type) {
    case 'consent.record': {
      const { signedBy, evidence, from, holder, excludedStaff, excludedShown } = command
      const isQuiet = holder === null && excludedStaff.length === 0 && excludedShown.length === 0
      return signedBy.length === 1 && signedBy.every(isOwn) && evidence === 'digital' && from === day && isQuiet
    }
    case 'consent.refuse':
    case 'consent.withdraw':
      return isOwn(command.signer) && command.how === 'digital' && command.day === day
    case 'consent.request':
    case 'consent.name-signers':
    case 'consent.narrow':
      return false
  }
}
