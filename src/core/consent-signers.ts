/**
 * What a case knows of who must sign: told when the family is first asked, and corrected by a command of its own. Fewer signers
 * than before, or others, need the leader and a reason. Decides nothing about a consent but which questions are over.
 */
import type { Case, Event } from './case.ts'
import { isAsked, isOutgrown } from './consent.ts'
import { evolveConsent, isKnown } from './consent-change.ts'
import type { ConsentCommand, FamilySaid, FamilyTold } from './consent-said.ts'
import { type Context, type Decision, happened, today } from './decision.ts'
import { type GuardianLeft, guardianLeft, guardiansCome } from './guardian-left.ts'
import type { WordId } from './ids.ts'
import { rolesIn } from './permission.ts'
import { servicesOf } from './recipient.ts'
import { type Refusal, refuse } from './refusal.ts'
import { ageOf, asksAge, asksGuardians, grownUp, noLongerSigning, questionsFor, signersFor } from './signers.ts'
import { partsOver } from './withdrawal.ts'

/** Refuses when nothing would change, and as `whyNotNamed` does. */
export function nameSigners(
  state: Case,
  { reason, left = null, ...said }: Extract<ConsentCommand, { type: 'consent.name-signers' }>,
  context: Context,
): Decision {
  const read = familyTold(state, said, context)
  if ('refusal' in read) return read
  const isNews = left !== null && left !== guardianLeft(state)
  if (isKnown(state, read.told) && !isNews) return refuse('already-done')
  const { told } = read
  const why = whyNotNamed(state, told, reason, context) ?? whyNotLeft(state, told, left, reason, context)
  return why ?? happened(...named(state, told, reason, context, left))
}

/** What the case knows once this is said too; a refusal that names the field where something is missing or can't be so. */
export function familyTold(
  state: Case,
  said: FamilySaid,
  context: Context,
): { told: FamilyTold } | { refusal: Refusal } {
  const { policy } = context
  const { targetGroup } = state
  const age = bornTold(state, said, context)
  if ('refusal' in age) return age
  const { born, minor } = age
  const facts = { guardians: said.guardians ?? knownOf(state, 'guardians'), care: said.care ?? knownOf(state, 'care') }
  const { guardians = 1, care = 'guardians' } = facts
  const isUnsaid = facts.guardians === undefined || facts.care === undefined
  const years = ageOf(born, today(context), context)
  if (isUnsaid && years < grownUp && asksGuardians(policy, targetGroup)) {
    return refuse('guardians-missing', { field: 'guardians' })
  }
  if (!signersFor(policy, { targetGroup, guardians, care }, years, null))
    return refuse('signer-unknown', { field: 'born' })
  return { told: { born, minor, guardians, care } }
}

function knownOf<F extends 'guardians' | 'care'>(state: Case, fact: F): Case[F] | undefined {
  return state.signersNamed ? state[fact] : undefined
}

function bornTold(
  state: Case,
  said: FamilySaid,
  context: Context,
): Pick<FamilyTold, 'born' | 'minor'> | { refusal: Refusal } {
  const day = today(context)
  const asks = asksAge(state.targetGroup)
  const born = said.born ?? state.born
  if (born && born > day.slice(0, 7)) return refuse('born-invalid', { field: 'born' })
  if (asks === 'never') return { born, minor: null }
  if (asks === 'always') return born ? { born, minor: null } : refuse('born-missing', { field: 'born' })
  const isYoung = born !== null && context.calendar.ageOn(born, day) < grownUp
  // That somebody has come of age since it was told contradicts nothing, is no news, and ends by her age what was to end by it.
  const hasGrown = state.minor === true && born !== null && !isYoung
  const isAsTold = (said.minor ?? null) === null && said.born === null
  if (isAsTold && hasGrown) return { born, minor: state.minor }
  const minor = said.minor ?? state.minor ?? (born ? isYoung : null)
  if (minor === null) return refuse('minor-unsaid', { field: 'minor' })
  if (minor && !born) return refuse('born-missing', { field: 'born' })
  if (minor ? !isYoung : said.born !== null && isYoung) return refuse('born-contradicts', { field: 'born' })
  return { born: minor || hasGrown ? born : null, minor }
}

/** Why somebody may not say so: fewer would sign than by what was known, or others. */
export function whyNotNamed(state: Case, told: FamilyTold, reason: WordId | null, context: Context) {
  if (!state.signersNamed) return null
  const day = today(context)
  const after = { ...told, targetGroup: state.targetGroup }
  const ages: [number, number] = [ageOf(state.born, day, context), ageOf(told.born, day, context)]
  if (noLongerSigning(context.policy, state, after, ages).length === 0) return null
  if (!rolesIn(state, context.actor, day).includes('leader')) return refuse('signers-fewer', { may: ['leader'] })
  return reason === null ? refuse('signers-reason', { field: 'reason' }) : null
}

/** Why that can't be said of them: nobody is left of two, it is nobody who came, or it was said before that it is another. */
function whyNotLeft(
  state: Case,
  told: FamilyTold,
  left: GuardianLeft | null,
  reason: WordId | null,
  context: Context,
): { refusal: Refusal } | null {
  if (left === null) return null
  const come = guardiansCome(state)
  const isThere = left === 'none' ? come.length > 0 : come.some(({ id }) => id === left)
  if (told.guardians !== 1 || !isThere) return refuse('guardian-not-left', { field: 'left' })
  const before = guardianLeft(state)
  if (before === null || before === left) return null
  if (!rolesIn(state, context.actor, today(context)).includes('leader'))
    return refuse('signers-fewer', { may: ['leader'] })
  return reason === null ? refuse('signers-reason', { field: 'reason' }) : null
}

/** It is said, questions to others than those who now sign are over, and so is what rested on a consent that no longer holds. */
export function named(
  state: Case,
  told: FamilyTold,
  reason: WordId | null,
  context: Context,
  left: GuardianLeft | null = null,
): Event[] {
  const { born, minor, guardians, care } = told
  const facts = { type: 'consent.signers-named', born, minor, guardians, care, reason } as const
  const said = left === null ? facts : { ...facts, left }
  const after = evolveConsent(state, said, context.now, context.actor.person)
  const over = partsOver(state, after, today(context))
  return [said, ...questionsOver(after, context), ...over]
}

/** Questions that wait for others than those who would be asked today, or for some of them alone. */
function questionsOver(state: Case, context: Context): Event[] {
  const day = today(context)
  const age = ageOf(state.born, day, context)
  return state.consents.filter(isAsked).flatMap((one): Event[] => {
    const today = questionsFor(context.policy, state, age, servicesOf(one.services))
    const isSame = today?.every(({ required }) => String(required) === String(one.required))
    return isSame && !isOutgrown(one, day) ? [] : [{ type: 'consent.cancelled', consent: one.id }]
  })
}
