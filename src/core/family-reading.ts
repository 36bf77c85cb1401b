/**
 * What somebody of the family may read of a case: the words they may see are listed one by one, and whatever is not listed is not
 * theirs, be it drawn or not. Never that a report was made, nor anything of it; never what another of the family said or answered.
 */
import type { Case } from './case.ts'
import { type Consent, isAsked, isOutgrown, servicesLeft, stateOf, topicsLeft } from './consent.ts'
import { comesIn, type FamilyText, type Member, signersOfMember } from './family-member.ts'
import { isOpenText } from './family-text.ts'
import type { ConsentId, Day, PersonId, Recipient, ServiceCode, TopicCode, WordId } from './ids.ts'
import { serviceOf } from './recipient.ts'
import type { Responsible } from './responsible.ts'
import { isSealed } from './seal.ts'

/** A consent as any of the family may know of it: who else has answered it, and how, is theirs who did. */
export type ConsentRead = {
  id: ConsentId
  is: 'given' | 'asked'
  services: Recipient[]
  topics: TopicCode[]
  from: Day | null
  until: Day | null
  /** Whether whoever reads is one of those who answer for it, and has said yes. */
  mine: boolean
  signed: boolean
}

/** The things of a case that are theirs to know of, and the words of them that they may read. */
export type FamilyReading = Plan & {
  consents: ConsentRead[]
  sayings: Case['sayings']
  /** Whether the content is closed to everybody now, since no consent keeps it. */
  sealed: boolean
  words: Set<WordId>
}

/** Null for whoever is not in the case. What they said themselves stays theirs also where the rest is closed. */
export function readingOf(state: Case, member: Member, day: Day): FamilyReading | null {
  if (state.level === 0 || !comesIn(state, member, day)) return null
  const sealed = state.erased || isSealed(state, day)
  const sayings = state.sayings.filter(({ by }) => by === member.id)
  const consents = state.consents.filter((one) => isToBeKnown(one, member, day)).map((one) => consentRead(one, member))
  const plan = sealed ? nothing : planFor(state, member)
  const words = [
    member.name,
    ...sayings.map(({ text }) => text),
    ...wordsOf(plan),
    ...(plan.wondering ? [state.concern.seen] : []),
  ]
  return { ...plan, sayings, consents, sealed, words: new Set(words.filter((word) => word !== null)) }
}

type Plan = Pick<Case, 'goals' | 'measures' | 'followUps' | 'meetings' | 'notes'> & {
  /** Whether what was wondered about before the log is among it. */
  wondering: boolean
}

const nothing: Plan = { goals: [], measures: [], followUps: [], meetings: [], notes: [], wondering: false }

/** Of a meeting whose minutes are not theirs they know that it was. Of a log that is a young person's alone their guardians know no more. */
function planFor(state: Case, member: Member): Plan {
  if (servicesOfOthers(state, member).includes(state.service)) return nothing
  const isTheirs = (one: { responsible: Responsible }) => !isHiddenFrom(state, member, one)
  const isOpen = (id: FamilyText, ...by: (PersonId | 'system' | null)[]) =>
    isOpenText(state, member, id) && !by.some((one) => isOfHidden(state, member, one))
  return {
    goals: state.goals.filter(({ setBy }) => !isOfHidden(state, member, setBy)),
    measures: state.measures.filter(isTheirs),
    followUps: state.followUps.filter(isTheirs),
    meetings: state.meetings.map((one) =>
      isOpen(one.id, one.setBy, one.minutedBy)
        ? { ...one, childView: null }
        : { ...one, minutes: null, childView: null },
    ),
    notes: state.notes.filter(({ id, by }) => isOpen(id, by)),
    wondering: isOpen('concern', state.owner),
  }
}

/** What the child said by itself, how a measure was found to work, and why something was done, is in none of these. */
function wordsOf({ goals, measures, followUps, meetings, notes }: Plan): (WordId | null)[] {
  return [
    ...[...goals, ...measures, ...followUps].map(({ text }) => text),
    ...meetings.map(({ minutes }) => minutes),
    ...notes.flatMap(({ texts }) => texts.slice(-1)).map(({ text }) => text),
  ]
}

/**
 * What a young person alone has let a service do is not their guardians' to know of: whatever such a service, or somebody of it,
 * answers for.
 */
export function isHiddenFrom(state: Case, member: Member, { responsible }: { responsible: Responsible }): boolean {
  const own = servicesOfOthers(state, member)
  if (own.length === 0 || responsible.kind === 'home') return false
  if (responsible.kind === 'service') return own.includes(responsible.service)
  return isOfHidden(state, member, responsible.person)
}

/** Whether somebody has, or had, a part in the case by a service that another of the family alone has a say about. */
export function isOfHidden(state: Case, member: Member, person: PersonId | 'system' | null): boolean {
  const own = servicesOfOthers(state, member)
  return state.partsEver.some((one) => one.person === person && own.includes(one.service))
}

/** Services that somebody else of the family alone has a say about. */
export function servicesOfOthers({ consents }: Case, member: Member): ServiceCode[] {
  const others = consents.filter((one) => isOfOthers(one, member))
  return [...new Set(others.flatMap(({ services }) => services.map(serviceOf)))]
}

function isOfOthers({ alone, required }: Consent, member: Member): boolean {
  return alone && !required.some((signer) => signersOfMember(member).includes(signer))
}

/** Those in force, and those that wait for an answer; what is over is for the copy of the log. */
function isToBeKnown(one: Consent, member: Member, day: Day): boolean {
  const isNow = stateOf(one, day) === 'given' || (isAsked(one) && !isOutgrown(one, day))
  return isNow && !isOfOthers(one, member)
}

function consentRead(one: Consent, member: Member): ConsentRead {
  const own = signersOfMember(member)
  return {
    id: one.id,
    is: isAsked(one) ? 'asked' : 'given',
    services: servicesLeft(one),
    topics: topicsLeft(one),
    from: one.from,
    until: one.until,
    mine: one.required.some((signer) => own.includes(signer)),
    signed: one.signed.some(({ signer }) => own.includes(signer)),
  }
}
