/** Pieces of a case's history, as events: a concern, a consent in force, an open log, a plan. */
import type { Event } from '../../src/core/case.ts'
import type { ConsentContent, FamilyTold } from '../../src/core/consent-said.ts'
import type { ConsentId, Day, Month, PersonId, ProposalId, Recipient, ServiceCode, WordId } from '../../src/core/ids.ts'
import type { Bearer, OnLeave } from '../../src/core/leave.ts'
import type { Checkpoint, Signer, TargetGroup } from '../../src/core/policy.ts'
import type { PresenceEvent } from '../../src/core/presence.ts'
import type { Responsible } from '../../src/core/responsible.ts'
import type { Ages } from '../../src/core/signers.ts'
import { type PersonName, people, postOf, startDay } from './sample.ts'

/** The post of the first holder. */
export const heldAt = { holderService: 'skole', holderUnit: 'bjorkelia' } as const

export const allTopics = ['wellbeing', 'learning', 'health', 'family', 'network', 'other']

export function registered(targetGroup: TargetGroup = 'child', environment = false): Event {
  return {
    ...{ type: 'concern.registered', case: 'case_1', ref: 'FJ-1001', unit: 'bjorkelia', service: 'skole' },
    ...{ about: 'word_about', seen: 'word_seen', targetGroup, environment },
    ...{ owner: people.teacher.person, municipality: 'fjordvik' },
  }
}

/** The concern has the outcome that it goes on to a level. */
export function concluded(level = 1, services: ServiceCode[] = []): Event {
  return { type: 'concern.concluded', outcome: 'level', level, services, reason: null }
}

type Asked = {
  services?: ServiceCode[]
  topics?: string[]
  required?: Signer[]
  checkpoint?: Checkpoint
  born?: Month | null
  guardians?: 1 | 2
  alone?: true
  ages?: Ages
}

/** Of a child, or of somebody grown up when the stories begin. */
function agesOf(born: Month | null): Ages {
  if (!born) return { from: 0, to: null }
  return born <= '2008-08' ? { from: 18, to: null } : { from: 0, to: 18 }
}

export function requested(consent: ConsentId = 'consent_1', asked: Asked = {}): Event {
  const { services = ['skole'], topics = allTopics, required = ['guardian-1'], checkpoint = 'open' } = asked
  const { born = '2016-03', guardians = 1, alone } = asked
  const { ages = agesOf(born) } = asked
  const event = {
    type: 'consent.requested',
    consent,
    checkpoint,
    services,
    topics,
    required,
    ages,
    born,
    minor: null,
    guardians,
    care: 'guardians',
  } as const
  return alone ? { ...event, alone } : event
}

/** Somebody corrects what says who must sign. */
export function named(told: Partial<FamilyTold> = {}, reason: WordId | null = null): Event {
  const known = { born: '2016-03', minor: null, guardians: 1, care: 'guardians' } as const
  return { type: 'consent.signers-named', ...known, ...told, reason }
}

/** Who of the family said it, how and when. */
export const said = { signer: 'guardian-1', how: 'oral', day: startDay } as const

/** Which unit of a service is meant in a story where nothing else is said. */
const nearest: Record<ServiceCode, Recipient> = {
  skole: 'skole/bjorkelia',
  ppt: 'ppt/ppt',
  skolehelsetjeneste: 'skolehelsetjeneste/helse',
  'koordinerende-enhet': 'koordinerende-enhet/ke',
}

/** The same, and of a service named alone the unit that is meant. */
export function inUnits(services: Recipient[]): Recipient[] {
  return services.map((one) => nearest[one] ?? one)
}

/** What a family agreed to, in force for a year from the first day; of a service named alone, the unit nearest to the case. */
export function content(more: Partial<ConsentContent> = {}): ConsentContent {
  const { services = ['skole'] } = more
  return {
    ...{ topics: allTopics, excludedPersons: null, purpose: 'word_purpose' },
    excludedStaff: [],
    ...{ from: '2026-08-17', until: '2027-08-17', textVersion: '2026-1', language: 'nb', childAsked: true },
    ...{ childView: null, ...more, services: inUnits(services) },
  }
}

export function signed(
  consent: ConsentId = 'consent_1',
  more: Partial<ConsentContent> = {},
  signers: Signer[] = ['guardian-1'],
): Event {
  return { type: 'consent.signed', consent, signers, evidence: 'written', ...content(more) }
}

/** Asked for, signed by the only guardian and given: in force. */
export function consented(
  services: ServiceCode[] = ['skole'],
  consent: ConsentId = 'consent_1',
  more: Partial<ConsentContent> = {},
): Event[] {
  const topics = more.topics ?? allTopics
  return [
    requested(consent, { services, topics, checkpoint: consent === 'consent_1' ? 'open' : 'join' }),
    signed(consent, { services, ...more }),
    { type: 'consent.given', consent },
  ]
}

/** A digital log held by the teacher. At level 2 or 3 the help services take part, covered by the same consent. */
export function openLog(
  level = 1,
  helpers: ServiceCode[] = level > 1 ? ['ppt'] : [],
  more: Partial<ConsentContent> = {},
): Event[] {
  return [
    registered(),
    concluded(level, helpers),
    ...consented(['skole', ...helpers], 'consent_1', more),
    { type: 'case.opened', level, mode: 'digital', holder: people.teacher.person, ...heldAt },
  ]
}

/** A case without a digital log, held by the teacher. */
export function openOnPaper(): Event[] {
  return [
    registered(),
    concluded(),
    { type: 'case.opened', level: 1, mode: 'paper', holder: people.teacher.person, ...heldAt },
  ]
}

/** Somebody takes part. */
export function joined(name: PersonName): Event {
  const { service, unit } = postOf(name)
  return { type: 'participant.added', person: people[name].person, service, unit }
}

export function proposed(to = 2, services: ServiceCode[] = ['ppt'], by: PersonId = people.colleague.person): Event {
  const proposal: ProposalId = 'proposal_1'
  return { type: 'level.proposed', proposal, by, to, services, topic: 'learning', reason: 'word_why' }
}

export function offered(name: PersonName, service: ServiceCode = postOf(name).service): Event {
  const { unit } = postOf(name)
  const to = people[name].person
  return { type: 'baton.offered', handOver: 'handover_1', to, service, unit, by: people.teacher.person }
}

export function measure(
  evaluationDay: Day = '2026-09-21',
  id = '1',
  responsible: Responsible = { kind: 'home' },
): Event {
  return {
    ...{ type: 'measure.added', measure: `measure_${id}`, text: 'word_measure', topic: 'learning', arena: 'school' },
    ...{ responsible, evaluationDay },
  }
}

export function meeting(day: Day = '2026-08-24', id = '1'): Event {
  return { type: 'meeting.set', meeting: `meeting_${id}`, day }
}

/** What the directory says of those in the case, as it is looked at. */
export function noted(more: Partial<PresenceEvent> = {}): Event {
  const nothing = { proposal: null, back: null, stuck: null, settled: [] }
  return { type: 'presence.noted', away: [], decides: 'unit', ...nothing, ...more }
}

/** These have leave, and somebody bears what is the holder's meanwhile. */
export function onLeave(bears: Bearer, ...names: PersonName[]): OnLeave {
  return { people: names.map((name) => ({ person: people[name].person, until: '2026-09-30' })), bears }
}

/** The family takes back all of what it said yes to, one service or one topic of it. */
export function takenBack(what: { service?: Recipient; topic?: string } = {}): Event {
  const { service = null, topic = null } = what
  const scope = service ? 'service' : topic ? 'topic' : 'whole'
  return { type: 'consent.withdrawn', scope, service, topic, reason: 'word_no', ...said }
}

/** Somebody of the family is given a code: the one who answers as that signer. */
export function invited(member: PersonId = 'person_mother', signer: Signer = 'guardian-1', more: object = {}): Event {
  const isGuardian = signer === 'guardian-1' || signer === 'guardian-2'
  return {
    ...{ type: 'family.invited', member, as: isGuardian ? 'guardian' : 'young-person', signer },
    ...{ name: null, until: '2026-08-24' },
    ...more,
  }
}

/** They have signed in with it. */
export function arrived(member: PersonId = 'person_mother', signer: Signer = 'guardian-1', more: object = {}): Event[] {
  return [invited(member, signer, more), { type: 'family.arrived', member }]
}

/** And somebody has known them: they are in the case. */
export function known(member: PersonId = 'person_mother', signer: Signer = 'guardian-1', more: object = {}): Event[] {
  return [...arrived(member, signer, more), { type: 'family.confirmed', member }]
}

/** What somebody of the family says by themselves. */
export function wrote(by: PersonId = 'person_mother', more: object = {}): Event {
  const said = { saying: 'saying_1', by, kind: 'note', about: null, text: 'word_own' } as const
  return { type: 'family.said', ...said, ...more }
}
