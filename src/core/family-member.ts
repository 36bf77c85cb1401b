/**
 * The family's own way in: whoever is invited, has signed in with the code they were given, and was known by the holder in person.
 * Until that nothing is theirs; nor is it when the table of signers names them no more, or somebody has decided that they are shut
 * out. Who they are stands nowhere: a case knows them as what they are to it.
 */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened, today } from './decision.ts'
import { waitsForGuardian } from './guardian-left.ts'
import type { Day, Instant, PersonId, WordId } from './ids.ts'
import { type Notice, refresh, tell } from './notice.ts'
import type { Calendar, Policy, Signer, TargetGroup } from './policy.ts'
import { refuse } from './refusal.ts'
import { ageOf, type FamilyFacts, signersFor } from './signers.ts'

export const familyRoles = ['guardian', 'young-person', 'pregnant'] as const
export type FamilyRole = (typeof familyRoles)[number]

/** Days for which a code counts, the one on which it was made not among them. */
const invitationDays = 7

/** Wrong codes after which an invitation counts no more, and as many after which somebody waits before the next. */
export const mostTries = 10

/** What of a case is a text that may say something of others: a note, the minutes of a meeting, or what was wondered about. */
export type FamilyText = `note_${string}` | `meeting_${string}` | 'concern'

export type Member = {
  id: PersonId
  as: FamilyRole
  /** As whom they answer. */
  signer: Signer
  /** What the log is called on their page; null where nobody said. */
  name: WordId | null
  /** The last day of the code. */
  until: Day
  /** `replaced`: another code was made for the same person before they came. */
  status: 'invited' | 'replaced' | 'arrived' | 'refused' | 'confirmed'
  since: Instant
  shutOut: { at: Instant; by: PersonId | 'system'; reason: WordId } | null
  /** What somebody has let them read though it says something of others. */
  released: FamilyText[]
  /** Of two guardians of whom one is left: whether it is they; `unsaid` until somebody has said who. */
  alone?: 'yes' | 'no' | 'unsaid'
}

export type MemberCommand =
  /** `member` is who they are in this case from then on. */
  | { type: 'family.invite'; member: PersonId; signer: Signer; name: WordId | null }
  /** By the bot: somebody has signed in with the code. */
  | { type: 'family.arrive'; member: PersonId }
  /** By whoever has met them: it was they. */
  | { type: 'family.confirm'; member: PersonId }
  | { type: 'family.refuse'; member: PersonId }
  /** `stands`: whether what they answered still counts; null where that was not asked. */
  | { type: 'family.shut-out'; member: PersonId; reason: WordId; stands?: boolean | null }
  | { type: 'family.let-in'; member: PersonId; reason: WordId }

export type MemberEvent =
  | {
      type: 'family.invited'
      member: PersonId
      as: FamilyRole
      signer: Signer
      name: WordId | null
      until: Day
    }
  | { type: 'family.arrived'; member: PersonId }
  | { type: 'family.confirmed'; member: PersonId }
  | { type: 'family.refused'; member: PersonId }
  | { type: 'family.shut-out'; member: PersonId; reason: WordId }
  | { type: 'family.let-in'; member: PersonId; reason: WordId }

/** Somebody of the family as the case knows them, be they in it or not. */
export function memberIn({ family }: Pick<Case, 'family'>, person: string | null): Member | null {
  return family.find(({ id }) => id === person) ?? null
}

/** What a day is judged by: the table of signers as it is then, and how old somebody is. */
export type Times = { policy: Policy; calendar: Calendar }

/** Whether somebody is in the case on a day: known in person, not shut out, and named by the table of signers that day. */
export function comesIn(state: Case, member: Member, day: Day, times: Times): boolean {
  return member.status === 'confirmed' && member.shutOut === null && isNamed(state, member, day, times)
}

/** Nobody of a family is anything in a case before somebody has known them, nor once they are in it no more. */
export function familyRolesIn(state: Case, person: PersonId, day: Day, times: Times): FamilyRole[] {
  const member = memberIn(state, person)
  return member && comesIn(state, member, day, times) ? [member.as] : []
}

/**
 * As the table names them for anything on that day, whatever it said when they were invited. Guardians whose child is in the care of
 * child welfare see nothing here, whatever else they have a right to: that is for people to judge.
 */
function isNamed(state: Case, member: Member, day: Day, times: Times): boolean {
  return (member.alone ?? 'yes') === 'yes' && isOfTable(state, member, day, times)
}

/** Whether somebody was known, and would be in the case if it were they who have responsibility now: nobody has said who has. */
export function waitsForAnswer(state: Case, member: Member, day: Day, times: Times): boolean {
  const { status, shutOut, alone } = member
  const isOne = status === 'confirmed' && shutOut === null && alone === 'unsaid'
  return isOne && isOfTable(state, { ...member, alone: 'yes' }, day, times)
}

function isOfTable(state: Case, member: Member, day: Day, times: Times): boolean {
  if (member.as === 'guardian' && member.signer !== 'self' && state.care !== 'guardians') return false
  const theirs = signersOfMember(member)
  return named(times.policy, state, ageOf(state.born, day, times)).some((one) => theirs.includes(one))
}

/** As whom somebody answers: a young person by themselves alone, once they are grown up; who is left of two guardians, as the one. */
export function signersOfMember({ as, signer, alone }: Pick<Member, 'as' | 'signer' | 'alone'>): Signer[] {
  if (as === 'young-person') return ['young-person', 'self']
  return [alone === 'yes' ? 'guardian-1' : signer]
}

/** Those who can be given a code today: whom the table names of the family for anything. */
export function invitable(state: Case, context: Pick<Context, 'policy' | 'calendar' | 'now'>): Signer[] {
  const age = ageOf(state.born, today(context), context)
  return named(context.policy, state, age).filter((one) => one !== 'child-protection')
}

function named(policy: Policy, facts: FamilyFacts, age: number): Signer[] {
  const all = [null, ...policy.services].flatMap((service) => signersFor(policy, facts, age, service) ?? [])
  return [...new Set(all)]
}

/** What somebody who answers so is to the case. */
export function roleOf(signer: Signer, group: TargetGroup): FamilyRole {
  if (signer === 'guardian-1' || signer === 'guardian-2') return 'guardian'
  if (group === 'pregnant') return 'pregnant'
  return group === 'parents' ? 'guardian' : 'young-person'
}

export function decideMember(
  state: Case,
  command: Exclude<MemberCommand, { type: 'family.shut-out' }>,
  context: Context,
): Decision {
  if (command.type === 'family.invite') return invite(state, command, context)
  const member = memberIn(state, command.member)
  if (!member) return refuse('not-found')
  const { id } = member
  switch (command.type) {
    case 'family.arrive':
      return isOpenTo(member, today(context))
        ? happened({ ...command, type: 'family.arrived' })
        : refuse('invitation-over')
    case 'family.confirm':
      return whyNotWaiting(member, 'confirmed') ?? happened({ type: 'family.confirmed', member: id })
    case 'family.refuse':
      return whyNotWaiting(member, 'refused') ?? happened({ type: 'family.refused', member: id })
    case 'family.let-in':
      return whyNoMember(member) ?? whyNotLetIn(state, member) ?? happened(command)
  }
}

/**
 * Refuses whom the table does not name, and who is there already; a code that nobody has used is over with the next. Whoever came and
 * was shut out, as when somebody else was taken for them, leaves room for whom it was meant: they themselves come by no other code.
 */
function invite(
  state: Case,
  { member, signer, name }: Extract<MemberCommand, { type: 'family.invite' }>,
  context: Context,
): Decision {
  if (state.level === 0) return refuse('not-a-log')
  if (!invitable(state, context).includes(signer)) return refuse('signer-unknown', { field: 'signer' })
  const as = roleOf(signer, state.targetGroup)
  if (as === 'guardian' && waitsForGuardian(state)) return refuse('guardian-unsaid', { field: 'signer' })
  const there = state.family.filter((one) => isInPlace(one, { as, signer }))
  if (there.some(waitsToBeKnown)) return refuse('family-waits', { field: 'signer' })
  if (there.some(isThere) || there.some(({ status, shutOut }) => status === 'invited' && shutOut))
    return refuse('family-there', { field: 'signer' })
  const until = context.calendar.addDays(today(context), invitationDays)
  return happened({ type: 'family.invited', member, as, signer, name, until })
}

/** Whether a code that was made for them can be used on a day. */
function isOpenTo({ status, until, shutOut }: Member, day: Day): boolean {
  return status === 'invited' && shutOut === null && day <= until
}

/** Whether somebody has signed in with a code, and nobody has said yet whether it was they. */
export function waitsToBeKnown({ status, shutOut, alone }: Pick<Member, 'status' | 'shutOut' | 'alone'>): boolean {
  return status === 'arrived' && shutOut === null && alone !== 'no'
}

function whyNotWaiting(member: Member, wanted: 'confirmed' | 'refused') {
  if (waitsToBeKnown(member)) return null
  if (member.status === wanted) return refuse('already-done')
  return refuse('already-ended')
}

/** Whether somebody who is shut out can be let in again. */
export function canComeBack(state: Case, member: Member): boolean {
  return (whyNoMember(member) ?? whyNotLetIn(state, member)) === null
}

/** Nobody comes back in the place of somebody who has come since. */
function whyNotLetIn({ family }: Case, member: Member) {
  if (!member.shutOut) return refuse('already-done')
  const others = family.filter((one) => one.id !== member.id && isInPlace(one, member))
  return others.some((one) => isThere(one) || waitsToBeKnown(one)) ? refuse('family-there') : null
}

function isThere({ status, shutOut, alone }: Member): boolean {
  return status === 'confirmed' && shutOut === null && alone !== 'no'
}

/** Whether they are to the case what that one is. */
function isInPlace(one: Member, place: Pick<Member, 'as' | 'signer' | 'alone'>): boolean {
  return (
    one.as === place.as && (one.as !== 'guardian' || String(signersOfMember(one)) === String(signersOfMember(place)))
  )
}

export function whyNoMember({ status }: Member) {
  return status === 'replaced' || status === 'refused' ? refuse('already-ended') : null
}

export function evolveMember(state: Case, event: MemberEvent, at: Instant, by: PersonId | 'system'): Case {
  const after = (change: Partial<Member>): Case => ({ ...state, family: changed(state.family, event.member, change) })
  switch (event.type) {
    case 'family.invited': {
      const { type: _, member: id, ...rest } = event
      const invited: Member = { id, ...rest, status: 'invited', since: at, shutOut: null, released: [] }
      return { ...state, family: [...withoutCode(state.family, event), invited] }
    }
    case 'family.arrived':
      return after({ status: 'arrived', since: at })
    case 'family.confirmed':
      return after({ status: 'confirmed', since: at })
    case 'family.refused':
      return after({ status: 'refused', since: at })
    case 'family.shut-out':
      return after({ shutOut: { at, by, reason: event.reason } })
    case 'family.let-in':
      return letIn(state, event.member)
  }
}

/** A code that nobody has used is over once another of the same place has one, or is back. */
function withoutCode(family: Member[], place: Pick<Member, 'as' | 'signer'>): Member[] {
  const isOver = (one: Member) => one.status === 'invited' && isInPlace(one, place)
  return family.map((one) => (isOver(one) ? { ...one, status: 'replaced' as const } : one))
}

function letIn(state: Case, id: PersonId): Case {
  const back = memberIn(state, id)
  // Their own code, which nobody has used, counts again.
  const others = back && back.status !== 'invited' ? withoutCode(state.family, back) : state.family
  return { ...state, family: changed(others, id, { shutOut: null }) }
}

/** The holder says who it was that came; where that is said the card is drawn again. */
export function noticesOfMember({ type, member: subject }: MemberEvent): Notice[] {
  switch (type) {
    case 'family.arrived':
      return [tell({ card: 'family-arrived', subject }, ['holder', 'deputy'])]
    case 'family.confirmed':
    case 'family.refused':
    case 'family.shut-out':
    case 'family.let-in':
      return [refresh({ card: 'family-arrived', subject })]
    case 'family.invited':
      return []
  }
}

/** The family as it is once a text was written anew: of what stands there since nothing was let go to anybody. */
export function heldBack(family: Member[], text: FamilyText): Member[] {
  return family.map((one) =>
    one.released.includes(text) ? { ...one, released: one.released.filter((other) => other !== text) } : one,
  )
}
