/**
 * What somebody of the family answered who was not the one it was asked of does not count. What they said yes to ends at that moment as
 * when it is taken back; what they refused or took back does not come back by itself: the family is asked anew. Others' answers stand.
 * Decides nothing.
 */
import type { Case } from './case.ts'
import { type Consent, isAsked, isOutgrown, servicesLeft, stateOf, topicsLeft } from './consent.ts'
import type { Answered, ConsentEvent } from './consent-said.ts'
import type { Times } from './family-member.ts'
import type { Day, Instant, PersonId, Recipient } from './ids.ts'
import type { Signer } from './policy.ts'
import { names, serviceOf, servicesOf } from './recipient.ts'
import { saidNo } from './said-no.ts'
import { ageOf, isForOthers, isStillAsked, questionsFor } from './signers.ts'

type SetAside = Extract<ConsentEvent, { type: 'consent.set-aside' }>

/** What becomes of each consent once what somebody answered on their page counts no more; none where none of it counts by then. */
export function answersOf(state: Case, member: PersonId, day: Day, times: Times): Answered[] {
  return state.consents.flatMap((one) => {
    const becomes = signed(state, one, member, day, times) ?? saidOtherwise(state, one, member, day, times)
    return becomes === null ? [] : [{ consent: one.id, becomes }]
  })
}

type Becomes = Answered['becomes']

/** Of a yes that counts, be it that it has run out, or that others are yet to give it. */
function signed(state: Case, one: Consent, member: PersonId, day: Day, times: Times): Becomes | null {
  const isGiven = one.status === 'given' && !isOutgrown(one, day)
  const theirs = one.signed.filter(({ by }) => by === member).map(({ signer }) => signer)
  if (theirs.length === 0 || !(isGiven || isStillAsked(state, one, day, times))) return null
  if (isGiven && isSignedByOthers(one, member) && !isNeeded()) return 'stands'
  return again(state, one, member, day, times)

  function isNeeded(): boolean {
    const asked = questionsFor(times.policy, state, ageOf(state.born, day, times), servicesOf(servicesLeft(one)))
    return asked === null || asked.some(({ required }) => required.some((signer) => theirs.includes(signer)))
  }
}

/** Of a no or a yes that they took back, where that is what the family said last. */
function saidOtherwise(state: Case, one: Consent, member: PersonId, day: Day, times: Times): Becomes | null {
  const isUndone = spokenOf(one, member).some((recipient) => saidNo(state, recipient))
  const isLess = one.status === 'given' && one.takenBack.some(({ by, topic }) => by === member && topic !== null)
  if (!isUndone && !isLess) return null
  if (one.status === 'withdrawn') return 'over'
  return one.status === 'refused' ? again(state, one, member, day, times) : 'stands'
}

/** Others who have signed are asked nothing anew, where the same people would be asked the same. */
function again(state: Case, one: Consent, member: PersonId, day: Day, times: Times): 'asked' | 'over' {
  const isSame = !isForOthers(state, one, day, times) && stateOf(one, day) !== 'expired' && servicesLeft(one).length > 0
  return isSame && isSignedByOthers(one, member) ? 'asked' : 'over'
}

function isSignedByOthers(one: Consent, member: PersonId): boolean {
  return one.signed.some(({ by }) => by !== member)
}

/** To whom they said no, or took back the yes. */
function spokenOf(one: Consent, member: PersonId): Recipient[] {
  const back = one.takenBack
    .filter(({ by, scope }) => by === member && scope !== 'topic')
    .flatMap(({ service }) => (service === null ? one.services : [service]))
  return [...one.noes.filter(({ by }) => by === member).flatMap(({ services }) => services), ...back]
}

/** The consents without what they answered. What others of the family have refused as well stays refused. */
export function withoutAnswers({ consents }: Case, { member, consents: answered }: SetAside, at: Instant): Consent[] {
  const becomes = new Map(answered.map((one) => [one.consent, one.becomes]))
  const undone = consents.filter(({ id }) => becomes.has(id)).flatMap((one) => spokenOf(one, member))
  const refused = consents.flatMap(({ noes }) => noes.filter(({ by }) => by !== member).flatMap((no) => no.services))
  return consents.map((one) => {
    const then = becomes.get(one.id)
    const ended = [...one.refusedServices, ...one.withdrawnServices].filter((recipient) => names(undone, recipient))
    const own = then === undefined ? [] : [...touched(one, member, then), ...spokenOf(one, member)]
    const anew = [...own, ...ended].filter((recipient) => !names(refused, recipient))
    if (then === undefined && anew.length === 0) return one
    const left = then === undefined ? one : answerless(one, member, then, at)
    return { ...left, aside: { at, services: [...new Set([...(one.aside?.services ?? []), ...anew])] } }
  })
}

/** Of whom a yes is over, or less than it was by what they took out of it. */
function touched(one: Consent, member: PersonId, becomes: Becomes): Recipient[] {
  const isLess = one.takenBack.some(({ by, topic }) => by === member && topic !== null)
  return becomes !== 'stands' || isLess ? servicesLeft(one) : []
}

function answerless(before: Consent, member: PersonId, becomes: Becomes, at: Instant): Consent {
  const signed = before.signed.filter(({ by }) => by !== member)
  const noes = before.noes.filter(({ by }) => by !== member)
  const takenBack = before.takenBack.filter(({ by }) => by !== member)
  const one = { ...before, signed, noes, takenBack }
  switch (becomes) {
    case 'over':
      return { ...one, status: 'set-aside' }
    case 'asked': {
      const left = { services: servicesLeft(before), topics: topicsLeft(before), withdrawnTopics: [] }
      return { ...one, ...left, status: 'partly-signed', requestedAt: at, askedUntil: null }
    }
    case 'stands': {
      const isTheirs = (signer: Signer) => before.signed.some((one) => one.by === member && one.signer === signer)
      const required = before.required.filter((signer) => !isTheirs(signer))
      return { ...one, required, takenBack: before.takenBack.flatMap((out) => (out.by === member ? unsaid(out) : out)) }
    }
  }
}

/** What they took out of a yes that stands stays out, said by nobody. */
function unsaid({ by: _, ...out }: Consent['takenBack'][number]): Consent['takenBack'] {
  return out.topic === null ? [] : [{ ...out, signer: null, how: null, day: null, reason: null }]
}

/** About whom the family is yet to be asked anew, since an answer does not count. */
export function toAskAnew({ consents }: Pick<Case, 'consents'>, { aside }: Consent): Recipient[] {
  if (!aside) return []
  // What others have signed and what they are to sign was asked anew at that moment.
  const isAgain = (one: Consent) => isAsked(one) && one.aside?.at === aside.at
  const isSince = (one: Consent) => (one.requestedAt > aside.at || isAgain(one)) && one.status !== 'cancelled'
  const asked = consents.filter(isSince).flatMap(({ services }) => servicesOf(services))
  return aside.services.filter((one) => !asked.includes(serviceOf(one)))
}

/** A consent once the family has said anew what it wants of these. */
export function saidAnew(one: Consent, isSaid: (recipient: Recipient) => boolean): Consent {
  if (!one.aside?.services.some(isSaid)) return one
  return { ...one, aside: { ...one.aside, services: one.aside.services.filter((recipient) => !isSaid(recipient)) } }
}
