/** The choices of whom a family says yes or no to: the services it is or was asked about, and their units. */
import type { Choice } from '../../../cards/card.ts'
import type { Case } from '../../core/case.ts'
import { asksAbout, type Consent, servicesLeft } from '../../core/consent.ts'
import type { Recipient, ServiceCode } from '../../core/ids.ts'
import { recipientOf, serviceOf, unitOf } from '../../core/recipient.ts'
import { capital } from '../../wording/index.ts'
import { namedWithin, recipientLabels, type Setting, unitsOf } from '../see/index.ts'

/**
 * Whom somebody can say yes to: the units that there are of what is asked about, and a service that has none by itself. After
 * somebody has signed, whom they said yes to.
 */
export async function answerable(viewer: Setting, state: Case, consent: Consent | undefined): Promise<Recipient[]> {
  if (!consent) return []
  const left = servicesLeft(consent)
  if (consent.signed.length > 0) return left
  const units = await unitsOf(viewer.reader, state.municipality, left.map(serviceOf))
  const without = left.filter((one) => !units.some((unit) => serviceOf(unit) === serviceOf(one)))
  const asked = units.filter((one) => asksAbout(consent, one))
  return inOrder(state, [...asked, ...without])
}

/** Each with its service's name, and its own where there are several. */
export async function recipientChoices(viewer: Setting, state: Case, list: Recipient[]): Promise<Choice[]> {
  const label = await recipientLabels(viewer, state, list)
  return list.map((value) => ({ value, label: capital(label(value)) }))
}

/** As somebody says no to them: a service as a whole, and of one that has several units each by itself too. */
export async function withWhole(viewer: Setting, state: Case, list: Recipient[]): Promise<Choice[]> {
  const choices = await wholeWithin(viewer, state, list)
  return choices.map(({ value, label }) => ({ value, label: capital(label) }))
}

/** The same, each called as inside a sentence. */
export async function wholeWithin(viewer: Setting, state: Case, list: Recipient[]): Promise<Choice[]> {
  const label = await recipientLabels(viewer, state, list)
  const groups = Map.groupBy(inOrder(state, [...new Set(list)]), serviceOf)
  return [...groups].flatMap(([service, ones]): Choice[] => {
    const [only] = ones
    if (ones.length < 2) return [{ value: service, label: label(only ?? service) }]
    const name = namedWithin(viewer, viewer.model.names.services, service)
    const units = ones.filter((one) => unitOf(one) !== null).map((value) => ({ value, label: label(value) }))
    return [{ value: service, label: viewer.say('recipient.all', { service: name }) }, ...units]
  })
}

/** As the services come, the unit in which the case is before others of the same. */
function inOrder(state: Case, list: Recipient[]): Recipient[] {
  const own = recipientOf(state)
  const services: ServiceCode[] = [...new Set(list.map(serviceOf))]
  return services.flatMap((service) => {
    const ones = list.filter((one) => serviceOf(one) === service)
    return [...ones.filter((one) => one === own), ...ones.filter((one) => one !== own)]
  })
}
