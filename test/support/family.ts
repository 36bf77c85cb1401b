/**
 * What the family has agreed to, told from the log alone and in the plainest way: a second opinion on `covers`. For one
 * service the last consent given for it counts; a withdrawal takes away; nothing holds after its last day.
 */
import type { Entry } from '../../src/core/case.ts'
import type { ConsentId, Day, ServiceCode, TopicCode } from '../../src/core/ids.ts'

type Word = { topics: Set<TopicCode>; from: Day; until: Day }

export type Family = {
  hear(entry: Entry): void
  allows(service: ServiceCode, topic: TopicCode | null, day: Day): boolean
}

export function listen(): Family {
  const signed = new Map<ConsentId, Word & { services: ServiceCode[] }>()
  const words = new Map<ServiceCode, Word>()
  return {
    hear({ event }) {
      if (event.type === 'consent.signed') {
        const earlier = signed.get(event.consent)
        const from = earlier && earlier.from > event.from ? earlier.from : event.from
        const until = earlier && earlier.until < event.until ? earlier.until : event.until
        const topics = event.topics.filter((topic) => !earlier || earlier.topics.has(topic))
        const services = event.services.filter((service) => !earlier || earlier.services.includes(service))
        signed.set(event.consent, { services, topics: new Set(topics), from, until })
      }
      if (event.type === 'consent.given') {
        const given = signed.get(event.consent)
        for (const service of given?.services ?? []) {
          if (given) words.set(service, { ...given, topics: new Set(given.topics) })
        }
      }
      if (event.type === 'consent.withdrawn') {
        for (const [service, { topics }] of words) {
          if (event.scope === 'topic' && event.topic) topics.delete(event.topic)
          const named = event.scope === 'service' && event.service === service
          if (event.scope === 'whole' || named || topics.size === 0) words.delete(service)
        }
        for (const one of signed.values()) {
          one.services = one.services.filter(
            (service) => event.scope === 'topic' || (event.scope === 'service' && service !== event.service),
          )
          if (event.scope === 'topic' && event.topic) one.topics.delete(event.topic)
        }
      }
    },
    allows(service, topic, day) {
      const word = words.get(service)
      return !!word && word.from <= day && day <= word.until && (topic === null || word.topics.has(topic))
    },
  }
}
