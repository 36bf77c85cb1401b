/** One consent among those of a case: what it is for, whether it stands, who has signed, what may be done with it. */
import type { ConsentState, Evidence } from '../../src/core/consent.ts'
import type { Day } from '../../src/core/ids.ts'
import type { Checkpoint, Signer } from '../../src/core/policy.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type Offer, rows } from './offer.ts'
import { fitting, typedIfAny } from './typed.ts'

/** Services and topics arrive as names. */
export type ConsentItem = {
  why: Checkpoint
  state: ConsentState
  services: string[]
  topics: string[]
  /** `signed` is null where the signature is still missing. */
  signers: { signer: Signer; signed: Evidence | null }[]
  /** The day of its state: requested, given, withdrawn, run out. */
  day: Day
  from: Day | null
  until: Day | null
  /** What the family has taken out of a consent that otherwise stands: services and topics by name. */
  takenOut: string[]
  /** Which text was explained, in which language, and who wrote down the newest answer; null where nothing was or may be read. */
  textVersion: string | null
  language: string | null
  registeredBy: string | null
  purpose: string | null
  excludedPersons: string | null
  childView: string | null
  offers: Offer[]
}

/** The newest consents, as many as a card holds, and how many older ones there are. */
export function consentItems(consents: ConsentItem[], say: Say): Block[] {
  const { blocks, left } = fitting(
    consents.slice(0, mostConsents).map((consent) => consentBlocks(consent, say)),
    consentBytes,
  )
  const count = left + Math.max(0, consents.length - mostConsents)
  return [
    ...blocks,
    ...(count > 0 ? [{ kind: 'text', text: say('consent.older', { count }), subtle: true } as const] : []),
  ]
}

function consentBlocks(item: ConsentItem, say: Say): Block[] {
  const { why, state, services, topics, signers, day, from, until, takenOut, offers } = item
  const facts = [
    { label: say('fact.consent-for'), value: say(`checkpoint.${why}`) },
    { label: say('field.services'), value: say.list(services) },
    { label: say('fact.topics'), value: say.list(topics) },
    ...(from && until
      ? [{ label: say('fact.valid'), value: say('fact.valid.value', { from: say.day(from), until: say.day(until) }) }]
      : []),
    ...(takenOut.length > 0 ? [{ label: say('fact.taken-out'), value: say.list(takenOut) }] : []),
    ...known(item, say),
    ...signers.map(({ signer, signed }) => ({
      label: say(`signer.${signer}`),
      value: signed ? say('signed.as', { evidence: signed }) : say('signed.not-yet'),
    })),
  ]
  return [
    { kind: 'divider' },
    { kind: 'heading', text: say('consent.state', { state: say(`state.consent.${state}`), day: say.day(day) }) },
    { kind: 'facts', facts },
    ...typedIfAny(item.purpose, say('field.purpose')),
    ...typedIfAny(item.excludedPersons, say('field.excludedPersons')),
    ...typedIfAny(item.childView, say('field.childView')),
    ...rows(offers, say('consent.next'), say),
  ]
}

function known({ textVersion, language, registeredBy }: ConsentItem, say: Say) {
  return [
    ...(language ? [{ label: say('field.language'), value: language, typed: true }] : []),
    ...(textVersion ? [{ label: say('field.textVersion'), value: textVersion, typed: true }] : []),
    ...(registeredBy ? [{ label: say('fact.registered-by'), value: registeredBy }] : []),
  ]
}

const mostConsents = 5
/** Under what a card may be in a channel, with room for its layout and buttons. */
const consentBytes = 11_000
