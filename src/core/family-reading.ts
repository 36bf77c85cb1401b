/**
 * What somebody of the family may read of a case: the words they may see are listed one by one, and whatever is not listed is not
 * theirs, be it drawn or not. Never that a report was made, nor anything of it; never what another of the family said or answered.
 */
import type { Case } from './case.ts'
import { type Consent, servicesLeft, stateOf, topicsLeft } from './consent.ts'
import { comesIn, type FamilyText, type Member, signersOfMember, type Times } from './family-member.ts'
import { isMinuted, isOpenText } from './family-text.ts'
import type { FollowUp } from './follow-up.ts'
import type { Goal } from './goal.ts'
import type { ConsentId, Day, Instant, NoteId, PersonId, Recipient, ServiceCode, TopicCode, WordId } from './ids.ts'
import type { Invitation } from './invitation.ts'
import type { Measure } from './measure.ts'
import type { Meeting } from './meeting.ts'
import { isOfFamily } from './minutes.ts'
import type { Note } from './note.ts'
import { lacksHolder } from './post.ts'
import { serviceOf } from './recipient.ts'
import type { Responsible } from './responsible.ts'
import { isSealed } from './seal.ts'
import { toAskAnew } from './set-aside.ts'
import { ageOf, isStillAsked, questionsFor, signersOf } from './signers.ts'
import type { Skipped } from './skip.ts'
import { skippedIn } from './steps.ts'
import { type Lack, lackingIn, receiverOf, type Transition } from './transition.ts'

/** A consent as any of the family may know of it: who else has answered it, and how, is theirs who did. */
export type ConsentRead = {
  id: ConsentId
  is: 'given' | 'asked' | 'anew'
  services: Recipient[]
  topics: TopicCode[]
  from: Day | null
  until: Day | null
  /** Whether whoever reads is one of those who answer for it that day, and has said yes. */
  mine: boolean
  signed: boolean
  /** Where an answer does not count, and that is not over: about whom they are yet to be asked anew, `anew` being all that it is. */
  aside: { at: Instant; anew: Recipient[] } | null
}

type GoalRead = Pick<Goal, 'id' | 'text' | 'status'>
type MeasureRead = Pick<Measure, 'id' | 'text' | 'responsible' | 'evaluationDay' | 'status'>
type FollowUpRead = Pick<FollowUp, 'id' | 'text' | 'responsible' | 'day' | 'status'>
/** `minutes` and who wrote them are null where they are not theirs; how it is called where a day was all that was said, or it is over. */
type MeetingRead = Pick<Meeting, 'id' | 'day' | 'status' | 'isOff' | 'minutes' | 'minutedBy'> & {
  called: Called | null
  /** Of what was decided each line, and of who was there the staff: who of a family was there, it knows itself. */
  decisions: WordId[]
  present: PersonId[]
}
/** Nothing of it names a topic: all that is theirs to read of their own log is. */
type Called = Pick<Invitation, 'time' | 'place' | 'purpose' | 'points' | 'agenda'>
/** That there was one, or is to be: never what anybody said in it, nor what came of it. */
type EvaluationRead = { day: Day; status: 'set' | 'held' }
/** Who is to receive the log, and what is missing until then: never why somebody said no, nor who met. */
type TransitionRead = Pick<Transition, 'day' | 'status'> & { to: Recipient | ServiceCode; lacking: Lack[] }
/** As it stands now. */
type NoteRead = { id: NoteId; by: PersonId; text: WordId; at: Instant; bright: boolean }

/** What is agreed and written, field by field: what a goal or a meeting is given besides is nobody's of the family until it is named here. */
type Plan = {
  goals: GoalRead[]
  measures: MeasureRead[]
  followUps: FollowUpRead[]
  meetings: MeetingRead[]
  notes: NoteRead[]
  evaluations: EvaluationRead[]
  transitions: TransitionRead[]
  /** Which steps were gone past, and when: never why. */
  skipped: Pick<Skipped, 'step' | 'at'>[]
  /** What was wondered about before the log, where it is let go to them. */
  wondering: { by: PersonId; at: Instant; text: WordId } | null
  /** Whether notes or minutes there are that they may know of are kept from them, since they may say something of others. */
  heldBack: boolean
}

/** Where a log stands. Each is null where it would tell of a service that is kept from whoever reads. */
type Standing = { level: number | null; service: ServiceCode | null; holder: PersonId | null }

/** The things of a case that are theirs to know of, and the words of them that they may read. */
export type FamilyReading = Plan &
  Standing & {
    consents: ConsentRead[]
    sayings: Case['sayings']
    /** Whether the content is closed to everybody now, since no consent keeps it. */
    sealed: boolean
    words: Set<WordId>
  }

/** Null for whoever is not in the case that day. What they said themselves stays theirs also where the rest is closed. */
export function readingOf(state: Case, member: Member, day: Day, times: Times): FamilyReading | null {
  if (state.level === 0 || !comesIn(state, member, day, times)) return null
  const sealed = state.erased || isSealed(state, day)
  const sayings = state.sayings.filter(({ by }) => by === member.id)
  const plan = sealed ? nothing : planFor(state, member, day, times)
  const words = [member.name, ...sayings.map(({ text }) => text), ...wordsOf(plan)]
  return {
    ...plan,
    ...standingFor(state, member, day, times),
    sayings,
    consents: consentsFor(state, member, day, times),
    sealed,
    words: new Set(words.filter((word) => word !== null)),
  }
}

const nothing: Plan = {
  goals: [],
  measures: [],
  followUps: [],
  meetings: [],
  notes: [],
  evaluations: [],
  transitions: [],
  skipped: [],
  wondering: null,
  heldBack: false,
}

/** Of a meeting whose minutes are not theirs they know that it was. Of a log that is a young person's alone their guardians know no more. */
function planFor(state: Case, member: Member, day: Day, times: Times): Plan {
  if (servicesOfOthers(state, member).includes(state.service)) return nothing
  const isTheirs = (...by: (PersonId | 'system' | null)[]) => !by.some((one) => isOfHidden(state, member, one))
  const isOpen = (id: FamilyText, ...by: (PersonId | 'system' | null)[]) =>
    isOpenText(state, member, id) && isTheirs(...by)
  const isAgreed = (one: Measure | FollowUp) => isTheirs(one.addedBy) && !isHiddenFrom(state, member, one)
  const agreed = {
    goals: state.goals.filter(({ setBy }) => isTheirs(setBy)).map(({ id, text, status }) => ({ id, text, status })),
    measures: state.measures
      .filter(isAgreed)
      .map(({ id, text, responsible, evaluationDay, status }) => ({ id, text, responsible, evaluationDay, status })),
    followUps: state.followUps
      .filter(isAgreed)
      .map(({ id, text, responsible, day, status }) => ({ id, text, responsible, day, status })),
  }
  const known = Object.values(agreed).flatMap((list) => list.map(({ id }): string => id))
  return {
    ...agreed,
    meetings: state.meetings.map((one) => {
      const { id, day, status, isOff, minutedBy, setBy, invitation, calledBy = [] } = one
      const said = isOpen(id, setBy, minutedBy) ? minutesFor(one, isTheirs) : unsaid
      const isCalled = invitation && status === 'set' && isTheirs(setBy, ...calledBy)
      return { id, day, status, isOff, ...said, called: isCalled ? calledFor(state, invitation, known) : null }
    }),
    notes: state.notes.filter(({ id, by }) => isOpen(id, by)).flatMap(newestOf),
    evaluations: evaluationsFor(state, isTheirs, times),
    transitions: transitionsFor(state, member, day, times),
    skipped: skippedIn(state, day).flatMap(({ step, at, by }) => (isTheirs(by) ? [{ step, at }] : [])),
    wondering: isOpen('concern', state.owner)
      ? { by: state.owner, at: state.openedAt, text: state.concern.seen }
      : null,
    heldBack: [
      ...state.notes.filter(({ by }) => isTheirs(by)),
      ...state.meetings.filter((one) => isMinuted(one) && isTheirs(one.setBy, one.minutedBy)),
    ].some(({ id }) => !isOpenText(state, member, id)),
  }
}

function newestOf({ id, by, texts, bright }: Note): NoteRead[] {
  return texts.slice(-1).map(({ text, at }) => ({ id, by, text, at, bright: bright === true }))
}

const unsaid = { minutes: null, minutedBy: null, decisions: [], present: [] }

function minutesFor(
  { minutes, minutedBy, decisions = [], present = [] }: Meeting,
  isTheirs: (by: PersonId) => boolean,
): typeof unsaid | Pick<MeetingRead, keyof typeof unsaid> {
  const staff = present.filter((one) => !isOfFamily(one))
  return { minutes, minutedBy, decisions: decisions.map(({ text }) => text), present: staff.filter(isTheirs) }
}

/** Held, newest last, and the day that is agreed for the next. */
function evaluationsFor(
  { evaluations, status: is }: Case,
  isTheirs: (by: PersonId | 'system') => boolean,
  { calendar }: Times,
): EvaluationRead[] {
  const ended = evaluations.flatMap(({ ended }) => (ended && isTheirs(ended.by) ? [ended] : []))
  const next = is === 'open' ? (ended.at(-1)?.nextDay ?? null) : null
  return [
    ...ended.map(({ at }): EvaluationRead => ({ day: calendar.dayOf(at), status: 'held' })),
    ...(next === null ? [] : [{ day: next, status: 'set' } as const]),
  ]
}

/** Those to a service that they may know of, also where nobody was asked about it yet, in the order in which they were planned; of a closed log those that have come. */
function transitionsFor(state: Case, member: Member, day: Day, times: Times): TransitionRead[] {
  const { policy } = times
  const hidden = servicesOfOthers(state, member)
  const age = ageOf(state.born, day, times)
  const wouldBe = (to: ServiceCode) =>
    (questionsFor(policy, state, age, [to]) ?? []).some((one) => isOfOthers(one, member))
  return state.transitions
    .filter(({ to }) => !hidden.includes(to) && !wouldBe(to))
    .filter(({ status }) => state.status === 'open' || status === 'received')
    .map((one) => {
      const to = receiverOf(one) ?? one.to
      return { day: one.day, status: one.status, to, lacking: lackingIn(state, one, day, policy) }
    })
}

/** What is said of others is not theirs, nor what nobody has looked at; to be talked about is what they know of. */
function calledFor({ shielded }: Case, invitation: Invitation, known: string[]): Called {
  const { time, place, purpose, points, aboutOthers, agenda } = invitation
  const isOpen = aboutOthers === false
  return {
    time,
    place: shielded ? null : place,
    purpose: isOpen ? purpose : null,
    points: isOpen ? points : null,
    agenda: agenda.filter((id) => known.includes(id)),
  }
}

/** What the child said by itself, how a measure was found to work, and why something was done, is in none of these. */
function wordsOf({ goals, measures, followUps, meetings, notes, wondering }: Plan): (WordId | null)[] {
  return [
    ...[...goals, ...measures, ...followUps, ...notes].map(({ text }) => text),
    ...meetings.flatMap(({ minutes, decisions }) => [minutes, ...decisions]),
    ...meetings.flatMap(({ called }) => (called ? [called.place, called.purpose, called.points] : [])),
    ...(wondering ? [wondering.text] : []),
  ]
}

function standingFor(state: Case, member: Member, day: Day, times: Times): Standing {
  const hidden = servicesOfOthers(state, member)
  const isTheirs = !hidden.includes(state.service)
  const isHeld = isTheirs && !lacksHolder(state, day) && !isOfHidden(state, member, state.holder)
  return {
    level: isLevelTold(state, hidden, times) ? state.level : null,
    service: isTheirs ? state.service : null,
    holder: isHeld ? state.holder : null,
  }
}

/** A level at which others help tells that somebody does: where those whom they may know of do not, it would tell of the one they may not. */
function isLevelTold({ level, service, services }: Case, hidden: ServiceCode[], { policy }: Times): boolean {
  const isAlone = policy.levels.find(({ number }) => number === level)?.maxHelpServices === 0
  return hidden.length === 0 || isAlone || services.some((one) => one !== service && !hidden.includes(one))
}

/**
 * What a young person alone has let a service do is not their guardians' to know of: whatever such a service, or somebody of it,
 * answers for.
 */
function isHiddenFrom(state: Case, member: Member, { responsible }: { responsible: Responsible }): boolean {
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

function isOfOthers({ alone, required }: Pick<Consent, 'alone' | 'required'>, member: Member): boolean {
  return alone && !required.some((signer) => signersOfMember(member).includes(signer))
}

/** Those in force, and those that wait for an answer of those who are asked that day; what is over is for the copy of the log. */
function consentsFor(state: Case, member: Member, day: Day, times: Times): ConsentRead[] {
  return state.consents
    .filter(
      (one) =>
        stateOf(one, day) === 'given' || isStillAsked(state, one, day, times) || toAskAnew(state, one).length > 0,
    )
    .filter((one) => !isOfOthers(one, member))
    .map((one) => consentRead(state, one, member, day, times))
}

function consentRead(state: Case, one: Consent, member: Member, day: Day, times: Times): ConsentRead {
  const own = signersOfMember(member)
  const anew = toAskAnew(state, one)
  const is = isStillAsked(state, one, day, times) ? 'asked' : stateOf(one, day) === 'given' ? 'given' : 'anew'
  return {
    id: one.id,
    is,
    services: is === 'anew' ? anew : servicesLeft(one),
    topics: topicsLeft(one),
    from: one.from,
    until: one.until,
    mine: signersOf(state, one, day, times).some((signer) => own.includes(signer)),
    signed: one.signed.some(({ signer }) => own.includes(signer)),
    aside: one.aside && (is === 'asked' || anew.length > 0) ? { at: one.aside.at, anew } : null,
  }
}
