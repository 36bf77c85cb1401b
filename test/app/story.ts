/** How a case comes about, told through the door: a worry, a consent, an open log, a plan. */

import type { Card } from '../../cards/card.ts'
import type { Case } from '../../src/core/case.ts'
import type { CaseId, Day } from '../../src/core/ids.ts'
import { cardOf, dataOf, type Name, type Texts, type Town, textOf } from '../support/town.ts'

export const worried: Texts = {
  about: 'Kaia',
  seen: 'Kaia is often alone in the breaks',
  targetGroup: 'child',
  service: 'skole',
}

/** Submits a form that must succeed. */
async function done(town: Town, name: Name, action: string, data: Texts, typed: Texts): Promise<Card> {
  const card = cardOf(await town.submit(name, action, data, typed))
  if (card.name === 'form' || card.name === 'refusal') throw new Error(`${action} was refused: ${textOf(card)}`)
  return card
}

/** Ingrid wonders about Kaia. */
export async function worry(town: Town, data: Texts = {}, by: Name = 'ingrid'): Promise<CaseId> {
  const card = await done(town, by, 'concern.register', data, { ...worried, ...data })
  return caseId(dataOf(card, 'show.menu').case)
}

type Agreed = { services?: string[]; topics?: string[]; level?: number; until?: Day }

/** The family has been asked, and said yes: the log is open, and Ingrid holds the baton. `to` as in `consent`. */
export async function openLog(town: Town, agreed: Agreed = {}, data: Texts = {}, to?: string): Promise<CaseId> {
  const { services = [], level = services.length > 0 ? 2 : 1 } = agreed
  const id = await worry(town, data)
  await done(
    town,
    'ingrid',
    'concern.conclude',
    { case: id },
    { outcome: `level:${level}`, services: services.join(',') },
  )
  await consent(town, id, { ...agreed, services: ['skole', ...services] }, to)
  return id
}

/** What a form of consent asks, and nobody has chosen beforehand: told of a child with one guardian, about everything. */
export const asking: Texts = {
  topics: 'wellbeing,learning,health,family,network,other',
  ...{ born: '2016-03', guardians: '1', care: 'guardians' },
}

/** How the answer was given, and what it was for. */
export const answered: Texts = { evidence: 'written', purpose: 'To help', language: 'Norwegian', textVersion: 'v1' }

/** The only guardian says no to the school, on the same day. */
export const saidNo: Texts = { signer: 'guardian-1', services: 'skole', how: 'oral', day: '2026-11-02' }

/** The only guardian takes it back, on the day the stories begin. */
export const takenBack: Texts = { signer: 'guardian-1', how: 'oral', day: '2026-11-02', reason: '' }

/** Asked for and given, for these services; `to` where others of their units are meant than the nearest. */
export async function consent(
  town: Town,
  id: CaseId,
  { services = [], topics, until }: Agreed,
  to?: string,
): Promise<void> {
  const asked = { ...asking, services: services.join(','), ...(topics ? { topics: topics.join(',') } : {}) }
  await done(town, 'ingrid', 'consent.request', { case: id }, asked)
  const { consents } = await caseOf(town, id)
  const data = { case: id, consent: consents.at(-1)?.id ?? '' }
  const wanted = { signedBy: 'guardian-1', childAsked: 'true', ...(until ? { until } : {}) }
  await done(town, 'ingrid', 'consent.record', data, {
    ...{ ...(await allAsked(town, data)), ...wanted },
    ...(to ? { services: to } : {}),
  })
}

/** The leader of another unit receives the case, on that day: today it comes at once, where the family has let that unit in. */
export async function receivedBy(
  town: Town,
  id: CaseId,
  { unit, leader, day = '2026-11-02', holder = '' }: { unit: string; leader: Name; day?: Day; holder?: string },
): Promise<void> {
  await done(town, 'ingrid', 'transition.plan', { case: id }, { to: `skole/${unit}`, day })
  const transition = (await caseOf(town, id)).transitions.at(-1)?.id ?? ''
  await done(town, leader, 'transition.receive', { case: id, transition }, { person: holder })
}

/** The one unit of each service of the town that has any. */
const units: Record<string, string> = {
  skole: 'skole/fjordvik-skole',
  skolehelsetjeneste: 'skolehelsetjeneste/helsestasjonen',
  ppt: 'ppt/ppt',
  'koordinerende-enhet': 'koordinerende-enhet/ke',
}

/** Services as the family says yes to them in a form: by their units. */
function inUnits(services: string): string {
  return services
    .split(',')
    .map((one) => units[one.trim()] ?? one)
    .join(',')
}

/** A yes to everything that a consent was asked for. */
export async function allAsked(town: Town, data: Texts): Promise<Texts> {
  const { consents } = await caseOf(town, caseId(data.case))
  const { services = [], topics = [] } = consents.find(({ id }) => id === data.consent) ?? {}
  return { ...answered, services: inUnits(services.join(',')), topics: topics.join(',') }
}

/** Submits the form of the question; what is not typed is as in `asking`. */
export function askFamily(town: Town, by: Name, data: Texts, typed: Texts): ReturnType<Town['submit']> {
  return town.submit(by, 'consent.request', data, { ...asking, ...typed })
}

/** Submits the form of the answer; what is not typed is a yes to everything. */
export async function sayYes(town: Town, by: Name, data: Texts, typed: Texts): ReturnType<Town['submit']> {
  const { services, ...rest } = { ...(await allAsked(town, data)), ...typed }
  return town.submit(by, 'consent.record', data, { ...rest, services: inUnits(services ?? '') })
}

/** A log in which Jonas of PPT takes part; the family may have let PPT in about some topics only. */
export async function logWithJonas(town: Town, topics?: string[]): Promise<CaseId> {
  const id = await worry(town)
  await done(town, 'ingrid', 'concern.conclude', { case: id }, { outcome: 'level:2', services: 'ppt' })
  await consent(town, id, { services: ['ppt'], ...(topics ? { topics } : {}) })
  await consent(town, id, { services: ['skole'] })
  await done(town, 'ingrid', 'participant.add', { case: id }, { person: town.id('jonas') })
  return id
}

/** A measure for somebody, to be evaluated on a day. */
export async function addMeasure(town: Town, id: CaseId, typed: Texts): Promise<string> {
  const usual = { text: 'Reading with an adult', topic: 'learning', arena: 'school', evaluationDay: '2026-11-16' }
  await done(town, 'ingrid', 'measure.add', { case: id }, { ...usual, ...typed })
  const { measures } = await caseOf(town, id)
  return measures.at(-1)?.id ?? ''
}

export async function propose(town: Town, id: CaseId, by: Name = 'ingrid', typed: Texts = {}): Promise<string> {
  await done(
    town,
    by,
    'level.propose',
    { case: id },
    { to: '2', services: '', topic: 'learning', reason: 'It takes more than we have', ...typed },
  )
  const { proposals } = await caseOf(town, id)
  return proposals.at(-1)?.id ?? ''
}

/** A proposal as it was sent to Terje, who decides it. */
export async function sentProposal(town: Town, id: CaseId) {
  const proposal = await propose(town, id)
  await town.run()
  const sent = town.channel.sent().find(({ to, card }) => to === 'terje' && card.name === 'proposal')
  if (!sent) throw new Error('no proposal')
  return { ...sent, proposal }
}

export async function caseOf(town: Town, id: CaseId): Promise<Case> {
  const found = await town.read((tx) => tx.cases.get(id))
  if (!found) throw new Error(`there is no ${id}`)
  return found.case
}

function caseId(text: string | undefined): CaseId {
  if (!text?.startsWith('case_')) throw new Error(`not the id of a case: ${text}`)
  return `case_${text.slice(5)}`
}

/** Who was sent a card, by user, in order. */
export function told(town: Town, card: string): string[] {
  return town.channel
    .sent()
    .filter((one) => one.card.name === card && one.verb === 'direct')
    .map(({ to }) => to)
}
