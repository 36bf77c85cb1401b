/**
 * Two guardians become one. Who of those that came to the family's page is left, no table says: until whoever answers for the case
 * has, none of them is in it. Consents they have signed stand as the table of signers lets them.
 */
import type { Case } from './case.ts'
import type { Member } from './family-member.ts'
import type { PersonId } from './ids.ts'

/** Who alone has parental responsibility now, of those who came as a guardian; none of them. */
export type GuardianLeft = PersonId | 'none'

/** Those who have come to the page as one of the guardians, and are not shut out: whom it is asked about. */
export function guardiansCome({ family }: Pick<Case, 'family'>): Member[] {
  return family.filter(hasCome)
}

function hasCome(one: Member): boolean {
  const { status, shutOut } = one
  return isGuardian(one) && shutOut === null && (status === 'arrived' || status === 'confirmed')
}

function isGuardian({ as, signer }: Member): boolean {
  return as === 'guardian' && (signer === 'guardian-1' || signer === 'guardian-2')
}

/** Whether somebody of them waits for it to be said. */
export function waitsForGuardian(state: Pick<Case, 'family'>): boolean {
  return guardiansCome(state).some(({ alone }) => alone === 'unsaid')
}

/** Who it was said to be; null where it is not said, or was never asked. */
export function guardianLeft(state: Pick<Case, 'family'>): GuardianLeft | null {
  const come = guardiansCome(state)
  const left = come.find(({ alone }) => alone === 'yes')
  if (left) return left.id
  return come.length > 0 && come.every(({ alone }) => alone === 'no') ? 'none' : null
}

/**
 * The family once so many have responsibility. Of two that become one, those who came are asked about, and a code that was not used is
 * over; whoever was said to have lost it is not let in by the number being two again.
 */
export function withGuardians(state: Case, guardians: 1 | 2, left: GuardianLeft | undefined): Member[] {
  const { family } = state
  if (guardians === 2) return family.map((one) => (one.alone === 'no' ? one : withoutAlone(one)))
  const isFewer = state.guardians === 2 && state.signersNamed !== null
  if (!isFewer && left === undefined) return family
  return family.map((one) => {
    if (isFewer && one.status === 'invited' && isGuardian(one)) return { ...one, status: 'replaced' }
    if (!hasCome(one)) return one
    if (left !== undefined) return { ...one, alone: one.id === left ? 'yes' : 'no' }
    return one.alone === 'no' ? one : { ...one, alone: 'unsaid' }
  })
}

function withoutAlone({ alone: _, ...one }: Member): Member {
  return one
}
