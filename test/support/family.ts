/**
 * What the family has agreed to, told from the log alone and in the plainest way: a second opinion on `covers`. For one
 * service the last word counts: a consent that every one of those who must has said yes to since their last no; a no or a
 * withdrawal takes away; nothing holds after its last day. Who must, is counted here anew, and what was said for a child holds for
 * nobody grown up.
 */
import type { Entry, Event } from '../../src/core/case.ts'
import type { ConsentId, Day, Month, PersonId, ServiceCode, TopicCode } from '../../src/core/ids.ts'
import type { Signer } from '../../src/core/policy.ts'
import { calendar } from './sample.ts'

type Word = { topics: Set<TopicCode>; from: Day; until: Day }
type Signed = Word & { services: ServiceCode[]; excluded: PersonId[] }
/** A yes that stands: whether it was asked of somebody grown up, and is the young person's own. */
type Standing = Word & { grownUp: boolean; own: boolean }
type Told = Pick<Extract<Event, { type: 'consent.requested' }>, 'born' | 'guardians' | 'care'>
type Question = Told & { age: number }

/** The health services of the presets, about which a young person of 16 answers alone. */
const health = ['helsestasjon', 'skolehelsetjeneste', 'bup', 'fastlege']

export type Family = {
  hear(entry: Entry): void
  allows(service: ServiceCode, topic: TopicCode | null, day: Day): boolean
  excludes(person: string | null): boolean
  /** Who must sign now, as the log tells it. */
  mustSign(service: ServiceCode, day: Day): Signer[]
  /** How far it came: what was told of the family and what became of it. */
  reached: Set<string>
}

/** `youngFrom`: the age from which a young person signs too, by the municipality. */
export function listen({ youngFrom = 15 }: { youngFrom?: number } = {}): Family {
  const asked = new Map<ConsentId, Question>()
  const signed = new Map<ConsentId, Signed>()
  const words = new Map<ServiceCode, Standing>()
  const willing = new Set<string>()
  const reached = new Set<string>()
  let excluded: PersonId[] = []
  let isYoung = true
  let told: Told = { born: null, guardians: 2, care: 'guardians' }

  const required = ({ age, guardians, care }: Question, service: ServiceCode): Signer[] => {
    if (!isYoung || age >= 18) return ['self']
    if (age >= 16 && health.includes(service)) return ['young-person']
    const parents: Signer[] = guardians === 2 ? ['guardian-1', 'guardian-2'] : ['guardian-1']
    const elders: Signer[] = care === 'guardians' ? parents : ['child-protection']
    return age >= youngFrom ? [...elders, 'young-person'] : elders
  }
  const hearOf = (now: Told) => {
    told = { born: now.born, guardians: now.guardians, care: now.care }
  }
  const sign = (event: Extract<Event, { type: 'consent.signed' }>) => {
    signed.set(event.consent, together(signed.get(event.consent), event))
    excluded = [...excluded, ...event.excludedStaff]
    for (const signer of event.signers) for (const service of event.services) willing.add(`${signer} ${service}`)
  }
  const give = (consent: ConsentId) => {
    const given = signed.get(consent)
    const question = asked.get(consent)
    excluded = given?.excluded ?? []
    for (const service of given?.services ?? []) {
      if (!given || !question) continue
      const by = required(question, service)
      const own = isYoung && String(by) === 'young-person'
      if (own) reached.add('signed alone about health')
      if (by.length > 1) reached.add('signed by several')
      if (!by.every((signer) => willing.has(`${signer} ${service}`))) continue
      words.set(service, { ...given, topics: new Set(given.topics), grownUp: question.age >= 18, own })
    }
  }
  const no = (signer: Signer | null, services: ServiceCode[]) => {
    for (const service of services) {
      words.delete(service)
      willing.delete(`${signer} ${service}`)
    }
    for (const one of signed.values()) one.services = one.services.filter((service) => !services.includes(service))
  }
  /** What is the young person's own, a parent does not take back. */
  const isAnothers = (signer: Signer | null, service: ServiceCode) =>
    words.get(service)?.own === true && signer !== 'young-person'
  const withdraw = ({ scope, service, topic, signer }: Extract<Event, { type: 'consent.withdrawn' }>) => {
    const all = [...words.keys(), ...[...signed.values()].flatMap(({ services }) => services)]
    if (all.some((one) => isAnothers(signer, one))) reached.add('not theirs to take back')
    const theirs = all.filter((one) => !isAnothers(signer, one))
    if (scope !== 'topic')
      return no(
        signer,
        theirs.filter((one) => scope === 'whole' || one === service),
      )
    for (const { topics } of signed.values()) if (topic) topics.delete(topic)
    for (const [one, { topics }] of words) {
      if (isAnothers(signer, one)) continue
      if (topic) topics.delete(topic)
      if (topics.size === 0) words.delete(one)
    }
  }
  return {
    hear({ at, event }) {
      if (event.type === 'concern.registered') isYoung = ['child', 'youth'].includes(event.targetGroup)
      if (event.type === 'consent.requested' || event.type === 'consent.signers-named') hearOf(event)
      if (event.type === 'consent.requested') {
        asked.set(event.consent, { ...told, age: yearsOn(told.born, calendar.dayOf(at)) })
      }
      if (event.type === 'consent.signed') sign(event)
      if (event.type === 'consent.given') give(event.consent)
      if (event.type === 'consent.refused') no(event.signer, event.services)
      if (event.type === 'consent.withdrawn') withdraw(event)
    },
    allows(service, topic, day) {
      const word = words.get(service)
      if (!word || day < word.from || word.until < day) return false
      if (isYoung && yearsOn(told.born, day) >= 18 !== word.grownUp) {
        reached.add('grown up since')
        return false
      }
      return topic === null || word.topics.has(topic)
    },
    excludes: (person) => excluded.some((one) => one === person),
    mustSign: (service, day) => required({ ...told, age: yearsOn(told.born, day) }, service),
    reached,
  }
}

/** Whole years, counted by the month. Of whom no month is known, they are grown up. */
function yearsOn(born: Month | null, day: Day): number {
  if (!born) return 99
  const months = (text: string) => 12 * Number(text.slice(0, 4)) + Number(text.slice(5, 7))
  return Math.floor((months(day) - months(born)) / 12)
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
