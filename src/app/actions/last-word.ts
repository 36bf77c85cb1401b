/**
 * What the family said last, as the forms of consent begin with it and say it: what it lets in, without what it refused or
 * took back; and what would be wider. A family that has never given a consent has everything chosen for the first time.
 */
import type { Case } from '../../core/case.ts'
import { type Consent, hasGiven, isYesOutgrown, lastYes, standingYes, uncovered } from '../../core/consent.ts'
import type { Recipient, ServiceCode, TopicCode } from '../../core/ids.ts'
import { meantIn, serviceOf, unitOf, withoutParts } from '../../core/recipient.ts'
import { saidNo } from '../../core/said-no.ts'
import { neededConsent } from '../../core/step.ts'
import { lackingIn, receiverOf } from '../../core/transition.ts'
import { topicsSaid, widened } from '../../core/widening.ts'
import { recipientNames, topicNames, unitsOf, type Viewer } from '../see/index.ts'
import type { Facts } from './action.ts'
import type { At } from './field.ts'

/** Those of the services that the family lets in, as a form carries them: nothing of what others said who no longer sign. */
function servicesBegun({ state, viewer }: Pick<At, 'state' | 'viewer'>, among: ServiceCode[]): string {
  return state ? among.filter((one) => standingYes(state, one, viewer.today).length > 0).join(',') : ''
}

/** Whoever is to receive the case, and the family neither lets in nor has said no to. */
export function toReceive(state: Case, { today, policy }: Pick<Viewer, 'today' | 'policy'>): Recipient[] {
  const coming = state.transitions.filter((one) => lackingIn(state, one, today, policy).includes('consent'))
  return coming.map((one) => receiverOf(one) ?? one.to).filter((one) => !saidNo(state, one))
}

/**
 * What a question is for: the services whose consent is missing, be it that the button named them, and who is to receive the case. To
 * whom the family said no, nothing is missing; nor where what it lets in is asked for again.
 */
function servicesMissing({ state, viewer, data: { checkpoint, lacking } }: At): ServiceCode[] {
  if (!state || checkpoint === 'renewal') return []
  const { policy, today } = viewer
  const coming = checkpoint === 'transition' ? toReceive(state, viewer).map(serviceOf) : []
  const missing = uncovered(state, codesIn(lacking), today)
  const meant = [...(neededConsent(state, policy, today)?.services ?? []), ...missing]
  const isNo = (one: ServiceCode) => !coming.includes(one) && saidNo(state, meantIn(state, one))
  return policy.services.filter((one) => [...meant, ...coming].includes(one) && !isNo(one))
}

/**
 * The services a question begins with: those whose consent is missing; where none is, those that the family lets in. The first question,
 * by whose answer the log opens, chooses none; nor does what was said before, where others must sign than those who did.
 */
export function servicesAsked(at: At): string {
  const { state, viewer, data } = at
  if (!state || state.level === 0) return ''
  const { policy, today } = viewer
  const isOfAge = data.checkpoint === 'age' || neededConsent(state, policy, today)?.why === 'age'
  const missing = isOfAge ? [] : servicesMissing(at)
  return missing.length > 0 ? missing.join(',') : servicesBegun(at, policy.services)
}

/** Codes as a button carries them, with commas between. */
export function codesIn(text = ''): ServiceCode[] {
  return text.split(',').filter((code) => code !== '')
}

/** By name, whose consent is missing, where it is known before the family is asked. */
export async function factsOfMissing(at: At): Promise<Facts> {
  const { viewer, state } = at
  const missing = servicesMissing(at)
  if (!state || missing.length === 0) return []
  const coming = at.data.checkpoint === 'transition' ? toReceive(state, viewer) : []
  const others = missing.filter((one) => !coming.some((to) => serviceOf(to) === one))
  const names = await recipientNames(viewer, state, [...coming, ...others.map((one) => meantIn(state, one))])
  return [{ label: viewer.say('fact.missing-consent'), value: viewer.say.list(names) }]
}

/** Those of what is asked about that the family lets in, each unit by itself, as a form carries them. */
export function recipientsBegun({ state, viewer }: Pick<At, 'state' | 'viewer'>, among: Recipient[]): string {
  return state ? [...new Set(among.flatMap((one) => standingYes(state, one, viewer.today)))].join(',') : ''
}

/** Those of the topics that each of these services may be told. */
export function topicsBegun(at: Pick<At, 'state' | 'viewer'>, services: Recipient[], among: TopicCode[]): string {
  const { state, viewer } = at
  const isTheirs = state && viewer.policy.services.some((one) => standingYes(state, one, viewer.today).length > 0)
  const said = isTheirs ? topicsSaid(state, services) : []
  return among.filter((topic) => said.includes(topic)).join(',')
}

/** What the family has said until now, where it has said anything, and that the rest is new to it. */
export async function factsOfLastWord({ viewer, state }: At): Promise<Facts> {
  const { say, policy } = viewer
  if (!state) return []
  const no = await saidNoFacts(viewer, state)
  if (!hasGiven(state)) return no
  const letIn = policy.services.flatMap((service) => standingYes(state, service, viewer.today))
  const topics = letIn.length > 0 ? topicsSaid(state, letIn) : []
  const yes = [...(await recipientNames(viewer, state, letIn)), ...topicNames(viewer, topics)]
  return [
    { label: say('fact.said-yes'), value: yes.length > 0 ? say.list(yes) : say('fact.nothing-now') },
    ...no,
    { label: say('fact.widens'), value: say('fact.widens.rest') },
  ]
}

/** Whom the family has said no to; nothing where there is nobody. */
export async function saidNoFacts(viewer: Viewer, state: Case): Promise<Facts> {
  const refused = await recipientNames(viewer, state, refusedBy(state, viewer.policy.services))
  return refused.length > 0 ? [{ label: viewer.say('fact.said-no'), value: viewer.say.list(refused) }] : []
}

/** What of a question or an answer the family has not said yes to before; none where it is the first of those who now sign. */
export async function widenedNames(
  viewer: Viewer,
  state: Case,
  { services: asked, topics: told }: Pick<Consent, 'services' | 'topics'>,
): Promise<string[]> {
  if (asked.some((one) => isYesOutgrown(state, one, viewer.today))) return []
  const { services, topics } = widened(state, { services: await apart(viewer, state, asked), topics: told })
  return [...(await recipientNames(viewer, state, services)), ...topicNames(viewer, topics)]
}

/** Of a service of which some are let in, each unit by itself: the others would be new. */
async function apart({ reader }: Viewer, state: Case, asked: Recipient[]): Promise<Recipient[]> {
  const inPart = asked.filter((one) => unitOf(one) === null && lastYes(state, one))
  const units = inPart.length > 0 ? await unitsOf(reader, state.municipality, inPart) : []
  return asked.flatMap((one) => {
    const own = inPart.includes(one) ? units.filter((unit) => serviceOf(unit) === one) : []
    return own.length > 0 ? own : [one]
  })
}

/** Services the family has said no to, and single units of others. */
function refusedBy(state: Case, services: ServiceCode[]): Recipient[] {
  const units = state.consents
    .flatMap((one) => [...one.services, ...one.noes.flatMap((no) => no.services)])
    .filter((one) => unitOf(one) !== null && services.includes(serviceOf(one)))
  return withoutParts([...services, ...units].filter((one) => saidNo(state, one)))
}
