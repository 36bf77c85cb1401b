/**
 * What of a family's consents is or will be late: questions unanswered, consents that run out, are outgrown or taken back. Derived.
 * Source: the municipality's model (duration, table of signers).
 */
import { sinceAsked } from './asked-until.ts'
import type { Case } from './case.ts'
import { type Consent, isOpen, lastWord, servicesLeft, stateOf, yesTo } from './consent.ts'
import type { Ball, Found, Times } from './deadline.ts'
import type { Day, Instant, ServiceCode } from './ids.ts'
import { isAtHome, isInside } from './post.ts'
import { names, type Place, recipientOf, serviceOf, servicesOf } from './recipient.ts'
import { toAskAnew } from './set-aside.ts'
import { questionsFor, signersOf, turns } from './signers.ts'

const owner: Ball = { role: 'owner' }
const holder: Ball = { role: 'holder' }

/** Each question that waits for an answer. */
export function consentAsked(state: Case, now: Instant, { policy: { deadlines }, calendar }: Times): Found[] {
  const today = calendar.dayOf(now)
  const open = state.consents.filter((one) => isOpen(one, today))
  return open.map(({ id, requestedAt }) => ({
    signal: 'consent-unanswered',
    subject: id,
    since: requestedAt,
    ball: state.level === 0 ? owner : holder,
    day: calendar.addDays(calendar.dayOf(requestedAt), deadlines.consentAnswerDays),
  }))
}

/** Each answer that does not count, as long as nobody has asked for another. */
export function consentAnew(state: Case, { calendar }: Pick<Times, 'calendar'>): Found[] {
  return state.consents.flatMap((one): Found[] => {
    const { id: subject, aside } = one
    if (!aside || toAskAnew(state, one).length === 0) return []
    return [{ signal: 'consent-anew', subject, day: calendar.dayOf(aside.at), since: aside.at, ball: holder }]
  })
}

/** The consents that now decide for the units that take part: each yes, and of a service that has none the newest word. */
function decisive(state: Case): Consent[] {
  const own = lastWord(state, recipientOf(state))
  const others = state.services.flatMap((service) => {
    const yes = yesTo(state, service).flatMap((one) => lastWord(state, one) ?? [])
    return yes.length > 0 || service === state.service ? yes : (newestOf(state, service) ?? [])
  })
  return [...new Set([...(own ? [own] : []), ...others])]
}

function newestOf(state: Case, service: ServiceCode): Consent | undefined {
  return state.consents.findLast((one) => one.givenAt !== null && one.services.some((to) => serviceOf(to) === service))
}

/** Each consent that must be renewed, or asked for of others. */
export function consentDue(state: Case, now: Instant, times: Times): Found[] {
  if (state.mode !== 'digital') return []
  const { calendar } = times
  const today = calendar.dayOf(now)
  return decisive(state).flatMap((consent): Found[] => {
    const { id: subject, until, givenAt } = consent
    if (!until || !givenAt) return []
    const services = servicesOf(consent.services)
    // A renewal that has been asked for is watched as an unanswered request.
    const asked = state.consents.some(
      (one) => isOpen(one, today) && one.services.some((to) => services.includes(serviceOf(to))),
    )
    // So is an answer that does not count.
    if (asked || toAskAnew(state, consent).length > 0) return []
    const since = (at: Instant) => sinceAsked(state, at, services)
    const standing = stateOf(consent, today)
    if (standing === 'withdrawn' || standing === 'replaced' || isTakenBack(state, consent)) {
      const [over = givenAt] = [consent.withdrawnAt, consent.refusedAt]
        .filter((at) => at !== null)
        .sort()
        .reverse()
      return [{ signal: 'consent-withdrawn', subject, day: calendar.dayOf(over), since: since(over), ball: holder }]
    }
    if (standing === 'outgrown') return otherSigners(state, consent, times)
    if (standing === 'expired') {
      const day = calendar.addDays(until, 1)
      const over = calendar.at(day, '00:00')
      return [{ signal: 'consent-expired', subject, day, since: since(over), ball: holder }]
    }
    const day = renewBy(until, calendar.dayOf(givenAt), times)
    return [
      { signal: 'consent-expiring', subject, day, since: since(givenAt), ball: holder },
      ...otherSigners(state, consent, times),
    ]
  })
}

/** So many days before it runs out; of one that is given for less than that, as long after it was given as an answer may take. */
function renewBy(until: Day, given: Day, { policy: { deadlines }, calendar }: Times): Day {
  const before = calendar.addDays(until, -deadlines.consentRenewalDaysBefore)
  if (before > given) return before
  const soon = calendar.addDays(given, deadlines.consentAnswerDays)
  return soon < until ? soon : until
}

/**
 * Since when nobody has held it: whoever has left may have been let in no more before that, which is when it began. Where they work
 * at home, nobody need let them in.
 */
export function notHeldSince(state: Case, part: Place, times: Times): Instant {
  const { holderLeft: left } = state
  if (left === null) return notLetInSince(state, part, times)
  if (isInside(state, part) && isAtHome(state)) return left
  const isMeant = ({ givenAt, services }: Consent) =>
    givenAt !== null && givenAt < left && names(services, recipientOf(part))
  const word = state.consents.findLast(isMeant)
  const over = word ? overOn(word, times) : null
  return over !== null && over < left ? over : left
}

/** Since when somebody has not been let in whom the family's last word lets in, or let in before it was a no. */
function notLetInSince(state: Case, place: Place, times: Times): Instant {
  const to = recipientOf(place)
  const [one = to] = yesTo(state, to)
  const word = lastWord(state, one)
  const over = word && servicesLeft(word).includes(one) ? overOn(word, times) : null
  return over ?? word?.refusedAt ?? word?.withdrawnAt ?? state.levelSince
}

/** When it runs out, or others must give it; null where neither is known. */
function overOn({ until, holds }: Consent, { calendar }: Times): Instant | null {
  const [day] = [until && calendar.addDays(until, 1), holds.to].filter((on) => on !== null).sort()
  return day ? calendar.at(day, '00:00') : null
}

/** Whether those who still take part, such as the case's own unit, have been taken out of their consent, or said no to since. */
function isTakenBack(state: Case, consent: Consent): boolean {
  const own = recipientOf(state)
  const left = servicesLeft(consent)
  const out = consent.services.filter((one) => !left.includes(one) && lastWord(state, one)?.id === consent.id)
  return out.some((one) => {
    if (serviceOf(one) === state.service) return names([one], own)
    return state.services.includes(serviceOf(one)) && yesTo(state, serviceOf(one)).length === 0
  })
}

/** From when other people must sign than those who did. */
function otherSigners(state: Case, consent: Consent, times: Times): Found[] {
  const { givenAt, holds, id: subject } = consent
  const named = namedSince(state, consent, times)
  const by = [namedDay(named, times), birthday(state, consent, times), holds.to].filter((day) => day !== null)
  const [day] = by.sort()
  if (day === undefined || !givenAt) return []
  const told = named !== null && day === namedDay(named, times) ? named : givenAt
  const since = sinceAsked(state, told, servicesOf(consent.services))
  return [{ signal: 'signer-age', subject, day, since, ball: holder }]
}

/** When it was told that more people must sign than those who did, or others; null where it was not, since they were asked. */
function namedSince(state: Case, { required, requestedAt, services }: Consent, { policy, calendar }: Times) {
  const { signersNamed: named, born } = state
  if (!named || !born || named.at <= requestedAt) return null
  const now = questionsFor(policy, state, calendar.ageOn(born, calendar.dayOf(requestedAt)), servicesOf(services)) ?? []
  const isMore = now.some((one) => one.required.some((signer) => !required.includes(signer)))
  return isMore ? named.at : null
}

function namedDay(named: Instant | null, { calendar }: Times): Day | null {
  return named && calendar.dayOf(named)
}

/** The first birthday on which others must sign for some of it, after those had who must on the day they did. */
function birthday(state: Case, consent: Consent, { policy, calendar }: Times): Day | null {
  const { born } = state
  if (!born) return null
  const { requestedAt, givenAt, services, required } = consent
  const given = givenAt ? calendar.dayOf(givenAt) : null
  const isOfDay = given !== null && signersOf(state, consent, given, { policy, calendar }).length === required.length
  const asked = calendar.ageOn(born, isOfDay ? given : calendar.dayOf(requestedAt))
  const asks = servicesOf(services)
  const signersAt = (age: number) =>
    JSON.stringify(questionsFor(policy, state, age, asks)?.map((one) => [one.services, one.required]) ?? null)
  const before = signersAt(asked)
  const age = policy.signerAges.find((one) => one > asked && signersAt(one) !== before)
  return age === undefined ? null : turns(born, age)
}
