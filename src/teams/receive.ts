/**
 * The door Teams knocks at: one activity in, one `Request` to the app, one answer out. Makes no request of its own
 * before it has answered, and never says more about a refusal than a status.
 */
import type { InvokeResponse } from 'botbuilder'
import express, { type Request as HttpRequest, type Response, type Router } from 'express'
import type { ChatCard } from '../../cards/card.ts'
import { codeOf, type Shown, shown } from '../network.ts'
import type { Handle, MessageRef, PageOf, PhrasesIn, Place, PlaceRequest } from '../ports.ts'
import { placeOf } from './address.ts'
import { answerByPage, answerInDialog, answerOnCard, type InDialog, type OnCard } from './answer.ts'
import { answerLacking, placeOfLacking } from './lacking.ts'
import { channelName } from './name.ts'
import { type Act, type Received, readActivity } from './payload.ts'
import { surfaceOf } from './send.ts'
import type { Verify } from './verify.ts'

export type Report = (event: string, fields?: { code?: string }) => void

export type Door = {
  verify: Verify
  /** The only tenant that is served; null serves every one. */
  tenant: string | null
  /** The app; null before the start and after the stop. */
  handle(): Handle | null
  /** Sends what answers something said; called after Teams has its answer. */
  reply(place: Place, answer: Shown): Promise<void>
  /** Changes a message for everybody who sees it; called after Teams has its answer. */
  replace(message: MessageRef, card: ChatCard): Promise<void>
  phrases: PhrasesIn
  /** Where a dialog shows a page of ours. */
  pageOf: PageOf
  /** By which Teams opens a page as its tab; null where it has none. */
  linkTo: ((path: string) => string) | null
  report: Report
}

/** The path Teams is told to post to. */
const path = '/api/messages'
const largestBody = '256kb'

export function receive(door: Door): Router {
  const router = express.Router()
  router.post(path, express.json({ limit: largestBody }), async (request, response) => {
    await admit(door, request, response)
  })
  return router
}

async function admit(door: Door, http: HttpRequest, response: Response): Promise<void> {
  const verdict = await door.verify(http.headers.authorization)
  if (verdict.kind !== 'trusted') return refuse(door, response, verdict.kind === 'refused' ? 401 : 503, verdict.kind)
  const activity = readActivity(http.body)
  if (activity === null) return answerMalformed(door, http.body, verdict.serves, response)
  if (!verdict.serves(activity.serviceUrl)) return refuse(door, response, 403, 'service-url')
  if (door.tenant !== null && activity.tenant !== door.tenant) return refuse(door, response, 403, 'tenant')
  const handle = door.handle()
  if (handle === null) return refuse(door, response, 503, 'not-started')
  // An empty answer ends the dialog.
  if (activity.act?.kind === 'closed') return void response.status(200).end()
  const request = requestOf(activity)
  if (request === null || activity.act === null) return answerUnused(door, activity, http.body, response)
  const page = pageFor(door, activity.act, request.place)
  if (page !== null) return void response.status(200).json(page)
  const answer = await answerOf(door, handle, request)
  if (answer === null) return void response.status(500).end()
  respond(door, response, activity.act, request, answer)
  if (activity.act.kind === 'write' || activity.act.kind === 'arrived') await reply(door, request.place, answer)
  await replaceForAll(door, activity.act, request.place, answer)
}

/** The page that a new dialog shows, where there is one. What was filled in would not come along to it. */
function pageFor({ pageOf, linkTo, phrases }: Door, act: Act, place: Place): InDialog | null {
  if (act.kind !== 'button' || act.shownIn !== 'dialog' || !act.opens) return null
  const linked = Object.keys(act.pressed.fields).length > 0 ? null : pageOf(act.pressed, place)
  if (!linked?.frame) return null
  return answerByPage(linked.frame, linked.asks, linkTo?.(linked.path) ?? linked.page, phrases)
}

/** The answer to a press changes the card for whoever pressed alone. */
async function replaceForAll(door: Door, act: Act, place: Place, answer: Shown): Promise<void> {
  const message = act.kind === 'button' && act.shownIn === 'card' ? act.message : null
  if (answer.kind !== 'card' || !answer.forAll || message === null) return
  try {
    await door.replace({ place, message }, answer.chat)
  } catch (error) {
    door.report('answer-not-sent', { code: codeOf(error) })
  }
}

/** What is no activity as the bot knows them: whoever pressed or wrote sees that, where it can still be said. */
async function answerMalformed(door: Door, body: unknown, serves: Serves, response: Response): Promise<void> {
  const answer = answerLacking(body, door.phrases)
  const lacking = placeOfLacking(body)
  if (answer === null && lacking === null) return refuse(door, response, 400, 'malformed')
  door.report('request-refused', { code: 'malformed' })
  response.status(200)
  if (answer !== null) return void response.json(answer)
  response.end()
  if (lacking) await replyLacking(door, lacking, serves)
}

/** What the bot has no use for, or by somebody Teams does not name. */
async function answerUnused(
  door: Door,
  { user, act, ...activity }: Received,
  body: unknown,
  response: Response,
): Promise<void> {
  const answer = answerLacking(body, door.phrases)
  response.status(200)
  if (answer !== null) return void response.json(answer)
  response.end()
  const lacking = act?.kind === 'write' && user === null ? placeOfLacking(body) : null
  if (lacking) await replyLacking(door, lacking, (url) => url === activity.serviceUrl)
}

type Serves = (serviceUrl: string) => boolean

async function replyLacking(door: Door, lacking: NonNullable<ReturnType<typeof placeOfLacking>>, serves: Serves) {
  const { place, serviceUrl, tenant } = lacking
  if (!serves(serviceUrl) || (door.tenant !== null && tenant !== null && tenant !== door.tenant)) return
  await reply(door, place, { kind: 'message', text: door.phrases('nb').incomplete })
}

/** Null when the app failed, which it logs itself: it knows what may be logged. */
async function answerOf(door: Door, handle: Handle, request: PlaceRequest): Promise<Shown | null> {
  try {
    return shown(await handle(request))
  } catch (error) {
    door.report('request-failed', { code: error instanceof Error ? error.name : 'unknown' })
    return null
  }
}

function refuse(door: Door, response: Response, status: number, code: string): void {
  door.report('request-refused', { code })
  response.status(status).end()
}

function respond({ phrases }: Door, response: Response, act: Act, request: PlaceRequest, answer: Shown): void {
  const body = bodyOf(act, request, answer, phrases)
  const sent: InvokeResponse<OnCard | InDialog> = { status: 200, body }
  if (body === undefined) response.status(sent.status).end()
  else response.status(sent.status).json(sent.body)
}

function bodyOf(act: Act, request: PlaceRequest, answer: Shown, phrases: PhrasesIn): OnCard | InDialog | undefined {
  switch (act.kind) {
    case 'button':
      return act.shownIn === 'card'
        ? answerOnCard(answer, surfaceOf(request.place), phrases)
        : answerInDialog(answer, phrases)
    case 'collect':
      return answerInDialog(answer, phrases)
    default:
      return undefined
  }
}

async function reply(door: Door, place: Place, answer: Shown): Promise<void> {
  try {
    await door.reply(place, answer)
  } catch (error) {
    door.report('answer-not-sent', { code: codeOf(error) })
  }
}

/** Message ids are unique within a conversation only. */
function requestOf(activity: Received): PlaceRequest | null {
  const { act, user, tenant, conversation, id } = activity
  if (act === null || act.kind === 'closed' || user === null) return null
  const base = {
    from: 'place' as const,
    delivery: `${conversation.id} ${id}`,
    account: { channel: channelName, tenant, user },
    place: placeOf(activity),
    personal: conversation.kind === 'personal' || isInWindow(act),
    inWindow: isInWindow(act),
  }
  if (act.kind === 'collect') {
    const { user: writer, ...more } = act.source
    const by = writer === null ? null : { channel: channelName, tenant, user: writer }
    return { ...base, kind: act.kind, text: act.text, source: { by, ...more } }
  }
  if (act.kind !== 'button') return { ...base, ...act }
  const message = base.place.kind === 'personal' && act.shownIn === 'card' ? act.message : null
  const request = { ...base, ...act.pressed }
  return message === null ? request : { ...request, message: { place: base.place, message } }
}

/** A dialog, also that of the message action. */
function isInWindow(act: Act): boolean {
  return act.kind === 'collect' || (act.kind === 'button' && act.shownIn === 'dialog')
}
