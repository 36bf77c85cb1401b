/**
 * What the family said last, as the forms of consent begin with it and say it: what it lets in, without what it refused or
 * took back; and what would be wider. A family that has never given a consent has everything chosen for the first time.
 */
import type { Case } from '../../core/case.ts'
import { type Consent, hasGiven, lastYes, saidNo, stateOf, topicsSaid, widened } from '../../core/consent.ts'
import type { Day, ServiceCode, TopicCode } from '../../core/ids.ts'
import { serviceNames, topicNames, type Viewer } from '../see/index.ts'
import type { At } from './field.ts'

/** Those of the services that the family lets in, as a form carries them: nothing of what others said who no longer sign. */
export function servicesBegun({ state, viewer }: Pick<At, 'state' | 'viewer'>, among: ServiceCode[]): string {
  return state ? among.filter((service) => hasSaidYes(state, service, viewer.today)).join(',') : ''
}

function hasSaidYes(state: Case, service: ServiceCode, today: Day): boolean {
  const word = lastYes(state, service)
  return word !== null && stateOf(word, today) !== 'outgrown'
}

/** Those of the topics that each of these services may be told. */
export function topicsBegun(at: Pick<At, 'state' | 'viewer'>, services: ServiceCode[], among: TopicCode[]): string {
  const { state, viewer } = at
  const isTheirs = state && viewer.policy.services.some((service) => hasSaidYes(state, service, viewer.today))
  const said = isTheirs ? topicsSaid(state, services) : []
  return among.filter((topic) => said.includes(topic)).join(',')
}

/** What the family has said until now, where it has said anything, and that the rest is new to it. */
export function factsOfLastWord({ viewer, state }: At): { label: string; value: string }[] {
  const { say, policy } = viewer
  if (!state) return []
  const refused = policy.services.filter((service) => saidNo(state, service))
  const no = refused.length > 0 ? [{ label: say('fact.said-no'), value: say.list(serviceNames(viewer, refused)) }] : []
  if (!hasGiven(state)) return no
  const services = policy.services.filter((service) => hasSaidYes(state, service, viewer.today))
  const topics = services.length > 0 ? topicsSaid(state, services) : []
  const yes = [...serviceNames(viewer, services), ...topicNames(viewer, topics)]
  return [
    { label: say('fact.said-yes'), value: yes.length > 0 ? say.list(yes) : say('fact.nothing-now') },
    ...no,
    { label: say('fact.widens'), value: say('fact.widens.rest') },
  ]
}

/** What of a question or an answer the family has not said yes to before; none where it is the first of those who now sign. */
export function widenedNames(viewer: Viewer, state: Case, asked: Pick<Consent, 'services' | 'topics'>): string[] {
  const isFirst = (service: ServiceCode) => lastYes(state, service) && !hasSaidYes(state, service, viewer.today)
  if (asked.services.some(isFirst)) return []
  const { services, topics } = widened(state, asked)
  return [...serviceNames(viewer, services), ...topicNames(viewer, topics)]
}
