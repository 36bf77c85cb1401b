/**
 * What the family has agreed to, told from the log alone and in the plainest way: a second opinion on `covers`. For one
 * recipient, a unit of a service or a service without units, the last word counts: a consent that every one of those who must
 * has said yes to since their last no; a no or a withdrawal takes away, of a whole service all its units; nothing holds after
 * its last day. Who must, is counted here anew, and what was said for a child holds for nobody grown up. A yes from when no unit
 * could be named is nobody's, until it is said whose.
 */
import type { Entry, Event } from '../../src/core/case.ts'
import type { ConsentId, Day, Month, PersonId, Recipient, ServiceCode, TopicCode } from '../../src/core/ids.ts'
import type { Signer } from '../../src/core/policy.ts'
import { calendar } from './sample.ts'

type Word = { topics: Set<TopicCode>; from: Day; until: Day }
/** What one of them has left out for somebody in a later answer, be it that the others have not answered; `by`: on their own page. */
type Out = { to: Recipient; topic: TopicCode; by: PersonId | null }
type Signed = Word & { recipients: Recipient[]; excluded: PersonId[]; by: Signer[]; out: Out[] }
/** A yes that stands: whether it was asked of somebody grown up, and is the young person's own. */
type Standing = Word & { consent: ConsentId; grownUp: boolean; own: boolean; out: Out[] }
type Told = Pick<Extract<Event, { type: 'consent.requested' }>, 'born' | 'guardians' | 'care'>
type Question = Told & { age: number; topics: TopicCode[] }

/** The health services of the presets, about which a young person of 16 answers alone. */
const health = ['helsestasjon', 'skolehelsetjeneste', 'bup', 'fastlege']

export type Family = {
  hear(entry: Entry): void
  /** `to` a service: whether anybody of it is let in. */
  allows(to: Recipient, topic: TopicCode | null, day: Day): boolean
  /** Whether its last word lets them in, be it that it has run out, or that others must be asked now. */
  invites(one: Recipient): boolean
  /** Whether it has ever given a consent for them. */
  hasLet(one: Recipient): boolean
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
  const words = new Map<Recipient, Standing>()
  const willing = new Set<string>()
  const reached = new Set<string>()
  const everGiven = new Set<ConsentId>()
  /** Those who came to the family's page, what they signed there, and whom a consent was for before they said no. */
  const members = new Set<string>()
  const byThemselves: { consent: ConsentId; member: PersonId; signers: Signer[] }[] = []
  const beforeNo = new Map<ConsentId, Recipient[]>()
  /** Consents that were asked anew of one of those who had signed. */
  const anew = new Set<ConsentId>()
  const everLet = new Set<Recipient>()
  let excluded: PersonId[] = []
  let isYoung = true
  let told: Told = { born: null, guardians: 2, care: 'guardians' }

  const required = ({ age, guardians, care }: Omit<Question, 'topics'>, to: Recipient): Signer[] => {
    if (!isYoung || age >= 18) return ['self']
    if (age >= 16 && health.some((service) => isIn(to, service))) return ['young-person']
    const parents: Signer[] = guardians === 2 ? ['guardian-1', 'guardian-2'] : ['guardian-1']
    const elders: Signer[] = care === 'guardians' ? parents : ['child-protection']
    return age >= youngFrom ? [...elders, 'young-person'] : elders
  }
  const hearOf = (now: Told) => {
    told = { born: now.born, guardians: now.guardians, care: now.care }
  }
  const sign = (event: Extract<Event, { type: 'consent.signed' }>, by: PersonId | null) => {
    if (by !== null) byThemselves.push({ consent: event.consent, member: by, signers: event.signers })
    // Nobody leaves out what they were not asked about, be it that another had left it out.
    const about = signed.get(event.consent)?.topics ?? new Set(asked.get(event.consent)?.topics)
    signed.set(event.consent, together(signed.get(event.consent), event))
    excluded = [...excluded, ...event.excludedStaff]
    for (const signer of event.signers) for (const one of event.services) willing.add(`${signer} ${one}`)
    leaveOut(event, about, by)
  }
  const leaveOut = (
    { consent, signers, services, topics }: Extract<Event, { type: 'consent.signed' }>,
    about: Set<TopicCode>,
    by: PersonId | null,
  ) => {
    const outOf = (one: Recipient, word: Word): Out[] =>
      services.some((to) => isIn(one, to))
        ? [...word.topics]
            .filter((topic) => about.has(topic) && !topics.includes(topic))
            .map((topic) => ({ to: one, topic, by }))
        : []
    for (const [id, other] of signed) {
      if (id === consent || !other.by.some((signer) => signers.includes(signer))) continue
      other.out.push(...other.recipients.flatMap((one) => outOf(one, other)))
    }
    for (const [one, word] of words) {
      const out = outOf(one, word)
      if (out.length > 0) reached.add('a topic is left out by the first who signs')
      word.out.push(...out)
    }
  }
  const give = (consent: ConsentId, day: Day) => {
    const given = signed.get(consent)
    const question = asked.get(consent)
    excluded = given?.excluded ?? []
    everGiven.add(consent)
    for (const one of given?.recipients ?? []) {
      everLet.add(one)
      if (!given || !question) continue
      const by = required(question, one)
      const own = isYoung && String(by) === 'young-person'
      if (own) reached.add('signed alone about health')
      if (by.length > 1) reached.add('signed by several')
      // Whoever must on the day it is given, be it that they have come of an age since they were asked.
      const then = required({ ...question, age: yearsOn(told.born, day) }, one)
      if (then.some((signer) => !by.includes(signer))) reached.add('of an age since it was asked')
      if (![...by, ...then].every((signer) => willing.has(`${signer} ${one}`))) continue
      if (anew.has(consent) && ![...by, ...then].every((signer) => given.by.includes(signer))) continue
      // A service as a whole speaks of its units too, and lets none of them in.
      for (const other of [...words.keys()]) if (isIn(other, one)) words.delete(other)
      const out = given.out.filter(({ to }) => isIn(one, to))
      words.set(one, { ...given, consent, topics: new Set(given.topics), grownUp: question.age >= 18, own, out })
    }
  }
  const no = (signer: Signer | null, hit: (one: Recipient) => boolean) => {
    for (const one of [...words.keys()].filter(hit)) words.delete(one)
    for (const one of [...willing])
      if (one.startsWith(`${signer} `) && hit(one.slice(`${signer} `.length))) willing.delete(one)
    for (const one of signed.values()) one.recipients = one.recipients.filter((recipient) => !hit(recipient))
  }
  /** What is the young person's own, a parent does not take back. */
  const isAnothers = (signer: Signer | null, one: Recipient) =>
    words.get(one)?.own === true && signer !== 'young-person'
  const withdraw = ({ scope, service, topic, signer }: Extract<Event, { type: 'consent.withdrawn' }>) => {
    const all = [...words.keys(), ...[...signed.values()].flatMap(({ recipients }) => recipients)]
    if (all.some((one) => isAnothers(signer, one))) reached.add('not theirs to take back')
    const isSaid = (one: Recipient) => scope === 'whole' || (service !== null && isIn(one, service))
    if (scope !== 'topic') return no(signer, (one) => isSaid(one) && !isAnothers(signer, one))
    for (const { topics } of signed.values()) if (topic) topics.delete(topic)
    for (const [one, { topics }] of words) {
      if (isAnothers(signer, one)) continue
      if (topic) topics.delete(topic)
      if (topics.size === 0) words.delete(one)
    }
  }
  const setAside = ({ member, consents }: Extract<Event, { type: 'consent.set-aside' }>) => {
    for (const { consent, becomes } of consents) {
      if (becomes === 'stands') continue
      for (const [one, word] of [...words]) if (word.consent === consent) words.delete(one)
      const was = signed.get(consent)
      if (becomes === 'over' || !was) continue
      reached.add('an answer is asked for anew beside that of another')
      const theirs = byThemselves.filter((one) => one.member === member && one.consent === consent)
      was.by = was.by.filter((signer) => !theirs.some(({ signers }) => signers.includes(signer)))
      was.out = was.out.filter(({ by }) => by !== member)
      if (was.recipients.length === 0) was.recipients = beforeNo.get(consent) ?? []
      anew.add(consent)
    }
  }
  const narrow = ({ consent, recipients }: Extract<Event, { type: 'consent.narrowed' }>) => {
    const before = signed.get(consent)
    if (everGiven.has(consent)) for (const unit of recipients) everLet.add(unit)
    for (const [one, word] of [...words].filter(([, { consent: by }]) => by === consent)) {
      words.delete(one)
      for (const unit of recipients) if (isIn(unit, one)) words.set(unit, { ...word, out: [...word.out] })
    }
    const question = asked.get(consent)
    if (!before || !question) return
    for (const unit of recipients)
      for (const signer of required(question, unit))
        if (before.recipients.some((one) => isIn(unit, one) && willing.has(`${signer} ${one}`)))
          willing.add(`${signer} ${unit}`)
    before.recipients = recipients.filter((unit) => before.recipients.some((one) => isIn(unit, one)))
  }
  return {
    hear({ at, by, event }) {
      if (event.type === 'family.invited') members.add(event.member)
      const own = by !== 'system' && members.has(by) ? by : null
      if (event.type === 'consent.refused' && own)
        beforeNo.set(event.consent, signed.get(event.consent)?.recipients ?? [])
      if (event.type === 'consent.set-aside') setAside(event)
      if (event.type === 'concern.registered') isYoung = ['child', 'youth'].includes(event.targetGroup)
      if (event.type === 'consent.requested' || event.type === 'consent.signers-named') hearOf(event)
      if (event.type === 'consent.requested') {
        const { topics } = event
        asked.set(event.consent, { ...told, topics, age: yearsOn(told.born, calendar.dayOf(at)) })
      }
      if (event.type === 'consent.signed') sign(event, own)
      if (event.type === 'consent.given') give(event.consent, calendar.dayOf(at))
      if (event.type === 'consent.refused') no(event.signer, (one) => event.services.some((other) => isIn(one, other)))
      if (event.type === 'consent.withdrawn') withdraw(event)
      if (event.type === 'consent.narrowed') narrow(event)
    },
    allows(to, topic, day) {
      const isGrownUp = isYoung && yearsOn(told.born, day) >= 18
      const holds = ({ from, until, topics, grownUp, out }: Standing) => {
        if (day < from || until < day) return false
        if (isYoung && isGrownUp !== grownUp) {
          reached.add('grown up since')
          return false
        }
        return topic === null || (topics.has(topic) && !out.some((left) => left.topic === topic))
      }
      return [...words].some(([one, word]) => (one === to || (!to.includes('/') && isIn(one, to))) && holds(word))
    },
    invites: (one) => words.has(one),
    hasLet: (one) => everLet.has(one),
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

/** Whether one is a unit of the other, or the same. */
function isIn(one: Recipient, whole: Recipient): boolean {
  return one === whole || one.startsWith(`${whole}/`)
}

/** What each who signs has said yes to, and whom any of them excludes. */
function together(earlier: Signed | undefined, event: Extract<Event, { type: 'consent.signed' }>): Signed {
  return {
    from: earlier && earlier.from > event.from ? earlier.from : event.from,
    until: earlier && earlier.until < event.until ? earlier.until : event.until,
    topics: new Set(event.topics.filter((topic) => !earlier || earlier.topics.has(topic))),
    recipients: event.services.filter((one) => !earlier || earlier.recipients.some((other) => isIn(one, other))),
    excluded: [...(earlier?.excluded ?? []), ...event.excludedStaff],
    by: [...(earlier?.by ?? []), ...event.signers],
    out: earlier?.out ?? [],
  }
}
