/**
 * Who may do what, as one table. A role in the municipality (leader, KE) counts only where it
 * meets the case; an administrator sees no case. Source: the BTI model's roles, and the confidentiality it rests on.
 */
import type { Case, Command } from './case.ts'
import { type Actor, type Context, type Staff, today } from './decision.ts'
import { isOut, isRecused } from './exclusion.ts'
import { familyRoles, familyRolesIn } from './family-member.ts'
import type { Day, PersonId } from './ids.ts'
import { isBroughtToKe } from './ke.ts'
import { lately } from './lately.ts'
import { isLeaderOf, isReceiver } from './leading.ts'
import type { Proposal } from './level.ts'
import { isContact } from './manning.ts'
import { isAt, isKeIn, partsNow, postOf, worksInside } from './post.ts'
import { isForKe } from './proposal-time.ts'
import { type Refusal, refuse } from './refusal.ts'

export const roles = ['employee', 'leader', 'contact', 'coordinator', 'ke', 'administrator'] as const
/** What somebody is in the municipality, whatever the case. */
export type Role = (typeof roles)[number]

/** What staff, a family and the bot itself can each be in one case: nobody is anything else. */
export const caseRolesOf = {
  staff: [
    'owner',
    'holder',
    'deputy',
    'participant',
    'leader',
    'ke',
    'proposer',
    'offered',
    'contact',
    'receiver',
    'asked',
    'writer',
  ],
  family: familyRoles,
  system: ['system'],
} as const satisfies Record<Actor['kind'], readonly string[]>

export type CaseRole<K extends Actor['kind'] = Actor['kind']> = (typeof caseRolesOf)[K][number]

export const caseRoles: CaseRole[] = Object.values(caseRolesOf).flat()

const level0: CaseRole[] = ['owner', 'leader']
/** Whoever answers for the whole case. */
export const bearers: CaseRole[] = ['holder', 'deputy', 'leader']
const team: CaseRole[] = ['holder', 'deputy', 'participant', 'leader']

export type CommandType = Exclude<Command['type'], 'concern.register'>

/** role × command: whoever has one of the roles may. The case's state is judged by each topic, not here. */
export const permissions: Record<CommandType, CaseRole[]> = {
  'concern.talk': [...level0, 'holder', 'deputy'],
  'concern.ask': level0,
  'concern.answer': ['asked'],
  'concern.take-over': ['leader'],
  'concern.name': ['leader', 'ke'],
  'concern.conclude': level0,
  'consent.request': [...level0, 'holder', 'deputy'],
  'consent.name-signers': [...level0, 'holder', 'deputy'],
  'consent.record': [...level0, 'holder', 'deputy', ...familyRoles],
  'consent.refuse': [...level0, 'holder', 'deputy', ...familyRoles],
  'consent.withdraw': [...level0, 'holder', 'deputy', ...familyRoles],
  'consent.narrow': ['system'],
  'level.propose': team,
  'level.withdraw': ['proposer'],
  'level.decide': ['leader', 'ke'],
  'level.lapse': ['system'],
  'baton.offer': bearers,
  'baton.accept': ['offered'],
  'baton.decline': ['offered'],
  'baton.withdraw': bearers,
  'baton.name': ['leader', 'ke'],
  'baton.deputize': ['holder', 'leader'],
  'baton.end-deputy': bearers,
  'goal.set': team,
  'goal.finish': team,
  'goal.evaluate': team,
  'measure.add': team,
  'measure.evaluate': team,
  'measure.postpone': team,
  'measure.reassign': team,
  'follow-up.add': team,
  'follow-up.done': team,
  'follow-up.postpone': team,
  'follow-up.reassign': team,
  'meeting.set': team,
  'meeting.change': team,
  'meeting.remind': ['system'],
  'meeting.postpone': team,
  'meeting.hold': team,
  'meeting.correct': ['writer'],
  'meeting.cancel': team,
  'note.add': team,
  'note.correct': ['writer'],
  'evaluation.hear-child': team,
  'evaluation.hear-parents': team,
  'evaluation.hear-staff': team,
  'evaluation.conclude': bearers,
  'transition.plan': bearers,
  'transition.receive': ['receiver'],
  'transition.decline': ['receiver'],
  'transition.meet': bearers,
  'transition.call-off': bearers,
  'transition.move': ['system'],
  'case.open-on-paper': [...level0, 'holder', 'deputy'],
  'case.close': bearers,
  'case.reopen': ['owner', 'holder', 'leader'],
  'case.shield': ['owner', ...bearers],
  'case.advise': ['ke'],
  'case.recuse': ['owner', ...team, 'ke', 'offered', 'contact', 'receiver'],
  'case.unseal': ['holder', 'leader'],
  'participant.add': bearers,
  'participant.remove': bearers,
  'participant.leave': ['system'],
  'presence.note': ['system'],
  'service.man': ['contact'],
  'report.record': ['owner', ...team],
  'reminder.send': ['system'],
  'reminder.postpone': ['owner', ...team, 'ke'],
  'breach.note': ['system'],
  'breach.explain': ['owner', ...team],
  'nudge.send': ['owner', ...bearers, 'proposer'],
  'step.skip': ['owner', ...bearers],
  'step.resume': ['owner', ...bearers],
  'family.invite': bearers,
  'family.arrive': ['system'],
  'family.confirm': bearers,
  'family.refuse': bearers,
  'family.shut-out': ['holder', 'leader'],
  'family.let-in': ['holder', 'leader'],
  'family.release': ['holder', 'leader'],
  'family.clear': ['holder', 'leader'],
  'family.write': [...familyRoles],
  'family.ask-correction': [...familyRoles],
  'family.say': [...familyRoles],
  'family.ask-end': [...familyRoles],
  'family.hear': bearers,
}

/** Every role that whoever acts has in a case: of the family, by the table of signers as it is that day. */
function rolesOf(state: Case, context: Context): CaseRole[] {
  const { actor } = context
  const day = today(context)
  return actor.kind === 'family' ? familyRolesIn(state, actor.person, day, context) : rolesIn(state, actor, day)
}

/** Every role somebody has in a case on a day. No table is asked here, without which nobody of a family is anything. */
export function rolesIn(state: Case, actor: Actor, day: Day): CaseRole[] {
  if (actor.kind === 'staff') return [...rolesOfStaff(state, actor, day)]
  return actor.kind === 'system' ? ['system'] : []
}

/** Of a case that is drawn the same reader asks many times. */
const rolesOfStaff = lately(staffRoles)

/** None that depends on a service the family has let go of; nor, in a closed case, any of who is from outside: that part is over. */
function staffRoles(state: Case, actor: Staff, day: Day): CaseRole<'staff'>[] {
  if (!isAt(actor, state.municipality) || isOut(state, actor.person)) return []
  const found: CaseRole<'staff'>[] = []
  const { person } = actor
  const isOver = state.status === 'closed' && !worksInside(state, actor, day)
  const now = partsNow(state, actor, day).map(({ role }) => role)
  if (now.includes('owner')) found.push('owner')
  if (isLeaderOf(state, actor)) found.push('leader')
  if (isKeIn(actor, state.municipality) && isBroughtToKe(state)) found.push('ke')
  if (state.concern.questions.some(({ to }) => to === person)) found.push('asked')
  if (state.handOver?.to === person && postOf(state, actor, state.handOver)) found.push('offered')
  if (isContact(state, person)) found.push('contact')
  if (state.transitions.some((one) => isReceiver(state, actor, one))) found.push('receiver')
  if (state.level === 0 || isOver) return found
  found.push(...new Set(now))
  // Having written something keeps nobody in the case after their part in it has ended.
  if (!found.some((role) => team.includes(role))) return found
  if (state.proposals.some(({ by, status }) => by === person && status === 'open')) found.push('proposer')
  if (isWriter(state, person)) found.push('writer')
  return found
}

/** Of a note, or of minutes. */
function isWriter({ notes, meetings }: Case, person: PersonId): boolean {
  return notes.some(({ by }) => by === person) || meetings.some(({ minutedBy }) => minutedBy === person)
}

/** Whether the family does not want somebody in a case that they knew of: that it is so, is all they may know of it. */
export function isShutOut(state: Case, actor: Actor, day: Day): boolean {
  const one = state.excluded.find(({ person }) => person === actor.person)
  if (!one || !isAt(actor, state.municipality)) return false
  return one.tookPart || rolesIn({ ...state, excluded: [] }, actor, day).some((role) => role !== 'asked')
}

/** A closed case as if it were open: for who had a part in it until then. */
export function asOpen(state: Case): Case {
  return { ...state, status: 'open' }
}

/** Whether somebody's part in a case ended when it was closed, or KE once saw it: that it is, is all they may know of it. */
export function endedAtClosing(state: Case, actor: Actor, day: Day): boolean {
  const isKnownTo = (one: Case) => rolesIn(one, actor, day).some((role) => role !== 'asked')
  const wasKnown = isKnownTo(asOpen(state)) || (state.status === 'closed' && wasKnownToKe(state, actor))
  return !isKnownTo(state) && wasKnown
}

/** Whether somebody of KE once saw an open case, so that they may know that it is theirs no more. */
export function isBackFromKe(state: Case, actor: Actor): boolean {
  return state.status === 'open' && wasKnownToKe(state, actor) && !isBroughtToKe(state)
}

function wasKnownToKe(state: Case, actor: Actor): boolean {
  return state.knownToKe && actor.kind === 'staff' && isKeIn(actor, state.municipality)
}

/**
 * True, or a refusal that names who may. To somebody with no part in the case, the case does not exist; whose part ended when it
 * was closed is told that it is, whoever is recused that they are, and KE that it is back with its unit.
 */
export function mayCommand(
  state: Case,
  command: Exclude<Command, { type: 'concern.register' }>,
  context: Context,
): true | { refusal: Refusal } {
  const have = rolesOf(state, context)
  const may = permissions[command.type]
  const proposal = command.type === 'level.decide' ? state.proposals.find(({ id }) => id === command.proposal) : null
  if (have.includes('ke') && proposal?.status === 'open' && !mayDecide(state, proposal, context)) {
    return refuse('not-permitted', { may: ['leader'] })
  }
  if (have.some((role) => may.includes(role))) return true
  if (have.length > 0) return refuse('not-permitted', { may: may.filter((role) => role !== 'system') })
  if (isRecused(state, context.actor.person)) return refuse('recused')
  if (isShutOut(state, context.actor, today(context))) return refuse('excluded')
  if (endedAtClosing(state, context.actor, today(context))) return refuse('case-closed')
  const about = 'proposal' in command ? command.proposal : undefined
  return refuse(isBackFromKe(state, context.actor) ? whyBack(state, about, context) : 'not-found')
}

/** What KE learns of a case that is theirs no more: of a proposal that was theirs to decide, that others have, and not how. */
export function whyBack(
  state: Case,
  about: string | undefined,
  context: Pick<Context, 'policy' | 'calendar'>,
): 'decided-with-unit' | 'back-with-unit' {
  const proposal = state.proposals.find(({ id }) => id === about)
  const at = proposal?.decision?.at
  const wasTheirs = proposal && at && isForKe(state, proposal, { ...context, now: at })
  return wasTheirs ? 'decided-with-unit' : 'back-with-unit'
}

/** A leader of the unit decides; KE does where the unit has nobody who can, or has not decided in time. */
export function mayDecide(state: Case, proposal: Proposal, context: Context): boolean {
  const have = rolesIn(state, context.actor, today(context))
  return have.includes('leader') || (have.includes('ke') && isForKe(state, proposal, context))
}
