/** Presses that only show something, and the few that settle how the bot speaks with somebody. */
import { type Card, languages } from '../../cards/card.ts'
import { dutyToReport } from '../../cards/duty-to-report.ts'
import { help } from '../../cards/help.ts'
import type { Query } from '../../cards/parts/offer.ts'
import type { Case } from '../core/case.ts'
import type { Answer, Mark, Request } from '../ports.ts'
import { undoLink } from './accounts.ts'
import { drawProposal } from './draw-proposal.ts'
import { openThread, sendTo } from './enqueue.ts'
import { isFollowedFrom } from './followed.ts'
import { giveCode } from './link.ts'
import { may } from './offers.ts'
import { isCaseId } from './press.ts'
import { answerNotPermitted, answerRefusal, sentCard } from './refused.ts'
import { sharedPlace } from './shared-place.ts'
import { showCase, showMenu } from './show-case.ts'
import { showConsents } from './show-consents.ts'
import { showMine } from './show-mine.ts'
import { showPlan } from './show-plan.ts'
import { setHours, showSettings } from './show-settings.ts'
import { mayRead, type Viewer, viewerFor } from './viewer.ts'

type Pressed = Extract<Request, { kind: 'press' | 'open' }>

const queries: Record<Query, true> = {
  'show.mine': true,
  'show.case': true,
  'show.plan': true,
  'show.menu': true,
  'show.consents': true,
  'show.help': true,
  'show.report-help': true,
  'show.proposal': true,
  'show.here': true,
  'follow.here': true,
  'set.lang': true,
  'show.settings': true,
  'set.hours': true,
  'account.link': true,
  'account.unlink': true,
  'form.cancel': true,
}

export function isQuery(action: string): action is Query {
  return Object.hasOwn(queries, action)
}

/** Answers a query. What is content is shown to the person alone: asked for among others, it is sent to their own chat. */
export async function ask(viewer: Viewer, request: Pressed, query: Query): Promise<Answer> {
  const { tx } = viewer
  const { data } = request
  const state = isCaseId(data.case) ? ((await tx.cases.get(data.case))?.case ?? null) : null
  if (query === 'set.lang') return setLang(viewer, request)
  if (query === 'show.report-help') return { kind: 'card', card: reportHelp(viewer) }
  if (query === 'show.help') return { kind: 'card', card: greet(viewer) }
  if (query === 'follow.here') return follow(viewer, request, state)
  if (!request.personal) return elsewhere(viewer, request, query, state)
  if (query === 'set.hours') return setHours(viewer, request.fields)
  const card = await cardFor(viewer, request, query, state)
  return card ? { kind: 'card', card } : answerRefusal(viewer, request, { code: 'not-found' }, null)
}

async function cardFor(
  viewer: Viewer,
  { account, data }: Pressed,
  query: Query,
  state: Case | null,
): Promise<Card | null> {
  switch (query) {
    case 'show.mine':
      return showMine(viewer, null, data.from)
    case 'show.plan':
      return state && showPlan(viewer, state.id, data.section, data.from, null)
    case 'show.menu':
      return state && showMenu(viewer, state.id)
    case 'show.consents':
      return state && showConsents(viewer, state.id, null)
    case 'show.proposal':
      return state && ((await drawProposal(viewer, state, data.proposal ?? ''))?.card ?? null)
    case 'form.cancel':
      return cancelled(viewer, data, state)
    case 'show.settings':
      return showSettings(viewer)
    case 'account.link':
      return giveCode(viewer)
    case 'account.unlink':
      return undoLink(viewer, account, data)
    default:
      return data.case === undefined ? showMine(viewer, null) : state && showCase(viewer, state.id, null)
  }
}

/** Back to where the form was opened from. */
async function cancelled(viewer: Viewer, data: Record<string, string>, state: Case | null): Promise<Card | null> {
  if (!state) return greet(viewer)
  const sent = await sentCard(viewer, state, data.from)
  if (sent) return sent.card
  return data.from === 'plan'
    ? showPlan(viewer, state.id, undefined, undefined, null)
    : ((await showCase(viewer, state.id, null)) ?? greet(viewer))
}

/** Content never stands where others read along: it goes to the person's own chat, once, if they may read it. */
async function elsewhere(viewer: Viewer, request: Pressed, query: Query, state: Case | null): Promise<Answer> {
  const { tx, app, person, say } = viewer
  const { place, data } = request
  const answer: Answer = { kind: 'message', text: say('message.continued') }
  if (await wentElsewhere(viewer, request)) return answer
  const begins = query === 'show.here' && data.case === undefined
  if (begins) await sendTo(tx, app, null, person.id, 'form', place.key)
  else if (state && mayRead(viewer, state)) await sendTo(tx, app, state, person.id, 'case-summary', '')
  else if (data.case !== undefined) return answerNotRead(viewer, request, query, state)
  else await sendTo(tx, app, null, person.id, ownChat[query] ?? 'mine', '')
  return answer
}

/** Far longer than any channel goes on to deliver the same again. */
const redeliveredForMs = 7 * 24 * 60 * 60_000

/** Whether the same delivery has been answered so before. */
async function wentElsewhere({ tx, now }: Viewer, { account, delivery }: Pressed): Promise<boolean> {
  const { channel, tenant } = account
  const mark: Mark = { purpose: 'elsewhere', channel, tenant, key: delivery }
  if ((await tx.marks.times(mark, now)) > 0) return true
  await tx.marks.set(mark, new Date(Date.parse(now) + redeliveredForMs).toISOString())
  return false
}

/** The card in which what was asked for among others goes on, where it is not the person's list. */
const ownChat: Partial<Record<Query, string>> = {
  'show.settings': 'settings',
  'set.hours': 'settings',
  'account.link': 'link-code',
}

async function answerNotRead(viewer: Viewer, request: Pressed, what: Query, state: Case | null): Promise<Answer> {
  const { tx, person, now } = viewer
  if (state) await tx.access.log({ at: now, person: person.id, case: state.id, what, verdict: 'refused', roles: [] })
  return answerRefusal(viewer, request, { code: 'not-found' }, null)
}

async function follow(viewer: Viewer, request: Pressed, state: Case | null): Promise<Answer> {
  const { tx, app, say } = viewer
  const place = await sharedPlace(tx, request)
  if (!state || !place) return answerRefusal(viewer, request, { code: 'not-found' }, null)
  if (!may(state, viewer, 'participant.add')) return answerNotPermitted(viewer, request, 'participant.add', state)
  // A wondering is private: no channel is to know of it.
  if (state.level === 0) return answerRefusal(viewer, request, { code: 'not-a-log' }, state)
  if (await isFollowedFrom(tx, app, state.id, place)) return { kind: 'message', text: say('message.followed-already') }
  await tx.places.follow(state.id, place)
  await openThread(tx, app, state, place.key)
  return { kind: 'message', text: say('message.follows') }
}

async function setLang(viewer: Viewer, { data, fields, personal }: Pressed): Promise<Answer> {
  const { tx, app, person } = viewer
  const lang = languages.find((one) => one === data.lang)
  if (lang) await tx.people.setLang(person.id, lang)
  const after = lang ? viewerFor(app, tx, { ...person, lang }) : viewer
  const stays = personal && data.from === 'settings'
  return { kind: 'card', card: stays ? showSettings(after, { typed: fields }) : greet(after) }
}

/** `notice` is what was just done, ready. */
export function greet({ person, say }: Viewer, notice: string | null = null): Card {
  return help({ known: true, name: person.name, notice }, say)
}

/** The same for everybody, from the municipality's model; that it was opened is written nowhere. */
export function reportHelp({ model, say }: Pick<Viewer, 'model' | 'say'>): Card {
  const { where, phone, law } = model.reportHelp
  const phones = phone.map(({ number, label }) => ({ number, label: label[say.lang] }))
  return dutyToReport({ where: where[say.lang], phones, law: law[say.lang] }, say)
}
