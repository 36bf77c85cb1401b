/**
 * The units of services, as the directory knows them, and whom a family lets in as people call it: a service and, where the
 * municipality has several units of it, which. Changes nothing.
 */

import type { Case } from '../../core/case.ts'
import type { MunicipalityCode, Recipient, ServiceCode } from '../../core/ids.ts'
import { worksWithCases } from '../../core/post.ts'
import { recipientOf, serviceOf, unitOf } from '../../core/recipient.ts'
import type { Reader } from '../../ports.ts'
import { capital } from '../../wording/index.ts'
import { namedWithin, type Setting, unitName } from './viewer.ts'

/** Every unit in which somebody works for one of the services, by its code; in the order of the services. */
export async function unitsOf(
  { people }: Pick<Reader, 'people'>,
  municipality: MunicipalityCode,
  services: ServiceCode[],
): Promise<Recipient[]> {
  const staff = await people.ofServices(municipality, services)
  const posts = staff
    .flatMap((one) => one.posts)
    .filter((post) => post.municipality === municipality && worksWithCases(post))
  const all = [...new Set(posts.map(recipientOf))].sort()
  return services.flatMap((service) => all.filter((one) => serviceOf(one) === service))
}

/** By name, as they stand by themselves; otherwise as `recipientsWithin`. */
export async function recipientNames(...of: Parameters<typeof recipientsWithin>): Promise<string[]> {
  return (await recipientsWithin(...of)).map(capital)
}

/**
 * By name, as they stand inside a sentence, each once. Where somebody has a secret address no more than the service is said: a unit
 * is a place.
 */
export async function recipientsWithin(
  setting: Setting,
  state: Pick<Case, 'municipality' | 'shielded'>,
  recipients: Recipient[],
): Promise<string[]> {
  const shown = state.shielded ? recipients.map(serviceOf) : recipients
  const labels = await recipientLabels(setting, state, shown)
  return [...new Set(shown.map((one) => labels(one)))]
}

/** What to call each, as inside a sentence, where somebody chooses among them, whatever is secret: a choice must be told from the next. */
export async function recipientLabels(
  { reader, model, say }: Setting,
  { municipality }: Pick<Case, 'municipality'>,
  recipients: Recipient[],
): Promise<(one: Recipient) => string> {
  const services = [...new Set(recipients.filter((one) => unitOf(one) !== null).map(serviceOf))]
  const known = services.length > 0 ? await unitsOf(reader, municipality, services) : []
  return (one) => {
    const service = namedWithin({ say }, model.names.services, serviceOf(one))
    const others = known.filter((other) => other !== one && serviceOf(other) === serviceOf(one))
    const unit = unitOf(one)
    return unit === null || others.length === 0
      ? service
      : say('recipient.unit', { service, unit: say.named(unitName({ model }, unit)) })
  }
}
