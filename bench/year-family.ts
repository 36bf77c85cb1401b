/** What a family is asked, and what it answers: most say yes, some let others wait, and some say no or take it back. */
import { type Consent, servicesLeft, unsigned } from '../src/core/consent.ts'
import type { Month, Recipient, ServiceCode } from '../src/core/ids.ts'
import type { Checkpoint } from '../src/core/policy.ts'
import { recipientOf, servicesOf, unitOf } from '../src/core/recipient.ts'
import type { Doer } from './year-doer.ts'

const yes = 0.93
/** Most say yes for as long as may be, some for half a year or less. */
const forShort = 0.15

/** The family is asked about these services; of the child it is told what says who signs. */
export async function ask(doer: Doer, services: ServiceCode[], checkpoint: Checkpoint): Promise<boolean> {
  const { state, dice, model } = doer
  const isKnown = state().signersNamed !== null || state().born !== null
  const said = isKnown
    ? { born: null, minor: null, guardians: null, care: null }
    : {
        born: bornIn(doer),
        minor: null,
        guardians: dice.isLucky(0.7) ? (2 as const) : (1 as const),
        care: 'guardians' as const,
      }
  const consent = doer.ids.next('consent')
  return doer.does({ type: 'consent.request', consent, checkpoint, services, topics: model.policy.topics, ...said })
}

/** The age that children have in the service. */
function bornIn({ state, dice, today }: Doer): Month {
  const [from, to] = state().service === 'skole' ? [6, 15] : [0, 5]
  const year = Number(today.slice(0, 4)) - dice.between(from, to) - 1
  return `${year}-${String(dice.between(1, 12)).padStart(2, '0')}`
}

/** What the family says when it is asked. A yes to somebody who is to join makes the move a proposal. */
export async function answer(doer: Doer, consent: Consent): Promise<void> {
  const { dice, today, does } = doer
  if (dice.isLucky(yes)) {
    await agree(doer, consent)
    return
  }
  const [signer] = unsigned(consent)
  if (signer)
    await does({
      type: 'consent.refuse',
      consent: consent.id,
      services: servicesLeft(consent),
      signer,
      how: 'oral',
      day: today,
      reason: null,
    })
}

/** The family says yes to all of it, for a year mostly. */
export async function agree(doer: Doer, consent: Consent): Promise<boolean> {
  const { dice, today, calendar, does, words, state } = doer
  const months = dice.isLucky(forShort) ? dice.between(3, 6) : 12
  const units = unitsKnown(doer, servicesOf(consent.services))
  const chosen = servicesLeft(consent).flatMap((one) => (consent.signed.length > 0 ? [one] : unitFor(doer, one, units)))
  return does({
    type: 'consent.record',
    consent: consent.id,
    signedBy: unsigned(consent),
    evidence: 'oral',
    language: 'nb',
    textVersion: '1',
    topics: consent.topics,
    services: chosen,
    units,
    purpose: words(),
    excludedStaff: [],
    excludedShown: state().excluded.map(({ person }) => person),
    excludedPersons: null,
    from: today,
    until: calendar.addMonths(today, months),
    childAsked: true,
    childView: null,
    holder: null,
  })
}

/** Every unit there is of these services. */
function unitsKnown({ people }: Doer, services: ServiceCode[]): Recipient[] {
  const posts = [...people.values()].flatMap((one) => (one.active ? one.posts : []))
  return [...new Set(posts.filter(({ service }) => services.includes(service)).map(recipientOf))]
}

/** The case's own unit of its own service; of another, the one that is near. */
function unitFor({ state, dice }: Doer, one: Recipient, units: Recipient[]): Recipient[] {
  if (unitOf(one) !== null) return [one]
  const own = recipientOf(state())
  if (own.startsWith(`${one}/`)) return [own]
  return [dice.one(units.filter((unit) => unit.startsWith(`${one}/`))) ?? one]
}

/** One of those who signed takes all of it back. */
export async function takeBack(doer: Doer): Promise<void> {
  const { state, does, today } = doer
  const signer = state().consents.findLast(({ status }) => status === 'given')?.signed[0]?.signer
  if (!signer) return
  const all = { scope: 'whole', service: null, topic: null } as const
  await does({ ...all, type: 'consent.withdraw', reason: null, signer, how: 'oral', day: today })
}
