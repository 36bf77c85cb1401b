/** How long the family was asked, whatever the answer was: what a question kept waiting waits from its end. */
import type { Case } from './case.ts'
import { isAsked } from './consent.ts'
import type { Instant, ServiceCode } from './ids.ts'
import { serviceOf } from './recipient.ts'

/** The case after an entry, in which questions may have ended. */
export function withAskedUntil(state: Case, at: Instant): Case {
  const consents = state.consents.map((one) => (isAsked(one) || one.askedUntil ? one : { ...one, askedUntil: at }))
  return { ...state, consents }
}

/** The later of a moment and the end of the last question that came to nothing: about any of these services, or about whichever. */
export function sinceAsked({ consents }: Case, since: Instant, services: ServiceCode[] | null): Instant {
  const ended = consents.flatMap(({ askedUntil, givenAt, services: about }) => {
    const isAbout = services === null || about.some((one) => services.includes(serviceOf(one)))
    return askedUntil !== null && givenAt === null && isAbout ? [askedUntil] : []
  })
  return ended.reduce((latest, one) => (one > latest ? one : latest), since)
}
