/** One consent among those of a case: what it is for, whether it stands, who has signed, what may be done with it. */
import type { SignerCalled } from '../../src/core/called.ts'
import type { ConsentState, Evidence } from '../../src/core/consent.ts'
import type { Day } from '../../src/core/ids.ts'
import type { Checkpoint } from '../../src/core/policy.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type Offer, rows } from './offer.ts'
import { fitting, typedIfAny } from './typed.ts'

type SaidHow = { how: Evidence | null; day: Day | null; reason: string | null }

/** Services and topics arrive as names. */
export type ConsentItem = {
  why: Checkpoint
  state: ConsentState
  services: string[]
  topics: string[]
  /** `signed` is null where the signature is still missing. */
  signers: { signer: SignerCalled; signed: Evidence | null }[]
  /** The day of its state: requested, given, withdrawn, run out. */
  day: Day
  from: Day | null
  until: Day | null
  /** Whether it ends then because somebody comes of an age at which others must consent. */
  endsByAge: boolean
  /** What the family has taken out of a consent that otherwise stands: services and topics by name. */
  takenOut: string[]
  /** Who said no, to which services, and why where that may be read. How and when of a time when it was asked. */
  noes: ({ signer: SignerCalled; services: string[] } & SaidHow)[]
  /** Who took it back; `what` is the name of the service or the topic. */
  takenBack: ({ signer: SignerCalled | null; scope: 'whole' | 'service' | 'topic'; what: string } & SaidHow)[]
  /** When it was said that an answer does not count; about whom the family is yet to be asked anew, by name. */
  aside: { day: Day; anew: string[] } | null
  /** What the family has not said yes to before, by name. */
  widens: string[]
  /** Which text was explained, in which language, and who wrote down the newest answer; null where nothing was or may be read. */
  textVersion: string | null
  language: string | null
  registeredBy: string | null
  purpose: string | null
  /** Staff who are not to take part, by name; none where the reader may not know. */
  excludedStaff: string[]
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

/** Staff who are not to take part, whichever consent named them. */
export function notWanted(excluded: string[], say: Say): Block[] {
  if (excluded.length === 0) return []
  return [{ kind: 'facts', facts: [{ label: say('field.excludedStaff'), value: say.list(excluded) }] }]
}

/** One of them, whole. */
export function consentBlocks(item: ConsentItem, say: Say): Block[] {
  const { why, state, services, topics, signers, day, takenOut, offers } = item
  const facts = [
    { label: say('fact.consent-for'), value: say(`checkpoint.${why}`) },
    { label: say('field.services'), value: say.list(services) },
    { label: say('fact.topics'), value: say.list(topics) },
    ...valid(item, say),
    ...(item.widens.length > 0 ? [{ label: say('fact.widens'), value: say.list(item.widens) }] : []),
    ...(takenOut.length > 0 ? [{ label: say('fact.taken-out'), value: say.list(takenOut) }] : []),
    ...(item.excludedStaff.length > 0
      ? [{ label: say('field.excludedStaff'), value: say.list(item.excludedStaff) }]
      : []),
    ...known(item, say),
    ...signers
      .filter((one) => !isAnswered(item, one))
      .map(({ signer, signed }) => ({
        label: say(`signer.${signer}`),
        value: signed ? say('signed.as', { evidence: signed }) : say('signed.not-yet'),
      })),
    ...answers(item, say),
  ]
  return [
    { kind: 'divider' },
    { kind: 'heading', text: say('consent.state', { state: say(`state.consent.${state}`), day: say.day(day) }) },
    { kind: 'facts', facts },
    ...notCounted(item, say),
    ...typedIfAny(item.purpose, say('field.purpose')),
    ...typedIfAny(item.excludedPersons, say('field.excludedPersons')),
    ...typedIfAny(item.childView, say('field.childView')),
    ...[...item.noes, ...item.takenBack].flatMap(({ signer, reason }) => typedIfAny(reason, reasonOf(signer, say))),
    ...rows(offers, say('consent.next'), say),
  ]
}

function notCounted({ aside }: ConsentItem, say: Say): Block[] {
  if (!aside) return []
  const anew = aside.anew.length > 0 ? [say('said.anew', { services: say.list(aside.anew) })] : []
  const texts = [say('said.aside', { day: say.dayInSentence(aside.day) }), ...anew]
  return [{ kind: 'notice', text: texts.join(' '), tone: 'neutral' }]
}

function valid({ from, until, endsByAge }: ConsentItem, say: Say) {
  if (!from || !until) return []
  const days = say('fact.valid.value', { from: say.day(from), until: say.day(until) })
  return [
    { label: say('fact.valid'), value: days },
    ...(endsByAge ? [{ label: say('fact.ends-by-age'), value: say('fact.ends-by-age.value') }] : []),
  ]
}

/** By whom of the family it was said, so that nobody's reason is taken for another's. */
function reasonOf(signer: SignerCalled | null, say: Say): string {
  return signer ? say('said.why', { signer: say(`signer.${signer}`) }) : say('field.family-reason')
}

/** Whoever has said no to all that was asked is not waited for. */
function isAnswered({ state, noes }: ConsentItem, { signer, signed }: ConsentItem['signers'][number]): boolean {
  return state === 'refused' && signed === null && noes.some((no) => no.signer === signer)
}

/** Who said no or took it back, how and on which day. Of a withdrawal from before that was asked, nothing more is known. */
function answers({ noes, takenBack }: ConsentItem, say: Say) {
  const said = ({ how, day }: SaidHow) => ({ how: how ?? 'none', day: day ? say.day(day) : 'none' })
  return [
    ...noes.map((no) => ({
      label: say(`signer.${no.signer}`),
      value: say('said.no', { ...said(no), services: say.list(no.services) }),
    })),
    ...takenBack.flatMap(({ signer, scope, what, ...rest }) =>
      signer ? [{ label: say(`signer.${signer}`), value: say('said.back', { ...said(rest), scope, what }) }] : [],
    ),
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
