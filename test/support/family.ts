/**
 * What the family has agreed to, told from the log alone and in the plainest way: a second opinion on `covers`. For one
 * service the last word counts: a consent that every one of those who must has said yes to since their last no; a no or a
 * withdrawal takes away; nothing holds after its last day.
 */
import type { Entry, Event } from '../../src/core/case.ts'
import type { ConsentId, Day, PersonId, ServiceCode, TopicCode } from '../../src/core/ids.ts'
import type { Signer } from '../../src/core/policy.ts'

type Word = { topics: Set<TopicCode>; from: Day; until: Day }
type Signed = Word & { services: ServiceCode[]; excluded: PersonId[] }

export type Family = {
  hear(entry: Entry): void
  allows(service: ServiceCode, topic: TopicCode | null, day: Day): boolean
  excludes(person: string | null): boolean
}

export function listen(): Family {
  const required = new Map<ConsentId, Signer[]>()
  const signed = new Map<ConsentId, Signed>()
  const words = new Map<ServiceCode, Word>()
  const willing = new Set<string>()
  let excluded: PersonId[] = []

  const sign = (event: Extract<Event, { type: 'consent.signed' }>) => {
    signed.set(event.consent, together(signed.get(event.consent), event))
    excluded = [...excluded, ...event.excludedStaff]
    for (const signer of event.signers) for (const service of event.services) willing.add(`${signer} ${service}`)
  }
  const give = (consent: ConsentId) => {
    const given = signed.get(consent)
    excluded = given?.excluded ?? []
    for (const service of given?.services ?? []) {
      const agree = required.get(consent)?.every((signer) => willing.has(`${signer} ${service}`))
      if (given && agree) words.set(service, { ...given, topics: new Set(given.topics) })
    }
  }
  const no = (signer: Signer | null, services: ServiceCode[]) => {
    for (const service of services) {
      words.delete(service)
      willing.delete(`${signer} ${service}`)
    }
    for (const one of signed.values()) one.services = one.services.filter((service) => !services.includes(service))
  }
  const withdraw = ({ scope, service, topic, signer }: Extract<Event, { type: 'consent.withdrawn' }>) => {
    const all = [...words.keys(), ...[...signed.values()].flatMap(({ services }) => services)]
    if (scope !== 'topic')
      return no(
        signer,
        all.filter((one) => scope === 'whole' || one === service),
      )
    for (const { topics } of [...words.values(), ...signed.values()]) if (topic) topics.delete(topic)
    for (const [one, { topics }] of words) if (topics.size === 0) words.delete(one)
  }
  return {
    hear({ event }) {
      if (event.type === 'consent.requested') required.set(event.consent, event.required)
      if (event.type === 'consent.signed') sign(event)
      if (event.type === 'consent.given') give(event.consent)
      if (event.type === 'consent.refused') no(event.signer, event.services)
      if (event.type === 'consent.withdrawn') withdraw(event)
    },
    allows(service, topic, day) {
      const word = words.get(service)
      return !!word && word.from <= day && day <= word.until && (topic === null || word.topics.has(topic))
    },
    excludes: (person) => excluded.some((one) => one === person),
  }
}

/** What each who signs has said yes to, and whom any of them excludes. */
function together(earlier: Signed | undefined, event: Extract<Event, { type: 'consent.signed' }>): Signed {
  return {
    from: earlier && earlier.from > event.from ? earlier.from : event.from,
    until: earlier && earlier.until < event.until ? earlier.until : event.until,
    topics: new Set(event.topics.filter((topic) => !earlier || earlier.topics.has(topic))),
    services: event.services.filter((service) => !earlier || earlier.services.includes(service)),
    excluded: [...(earlier?.excluded ?? []), ...event.excludedStaff],
  }
}
