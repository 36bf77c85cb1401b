/**
 * The door Slack knocks at, by HTTP or through a socket: one payload in, one `Request` to the app, its commit, one answer
 * out, and only then whatever has to be sent. Bolt's own dispatch is not used: it answers events before anything was done.
 */
import type { ReceiverEvent } from '@slack/bolt'
import { codeOf, type Shown, shown } from '../network.ts'
import { ChannelError, type Handle, type PageOf, type PhrasesIn } from '../ports.ts'
import type { Installation } from './address.ts'
import { type AtOnce, answerAtOnce, isOpening, showAnswer } from './answer.ts'
import type { Chats } from './chats.ts'
import type { Client } from './client.ts'
import type { Modal } from './limits.ts'
import { isLinked, showLinks } from './links.ts'
import { tellMissed } from './missed.ts'
import { readPayload } from './payload.ts'
import { ownIdIn } from './payload-event.ts'
import type { Received } from './received.ts'

export type Report = (event: string, fields?: { code?: string }) => void

export type Door = {
  /** The app; null before the start and after the stop. */
  handle(): Handle | null
  /** Whether an installation is one of ours. Asks no network. */
  knows(by: Installation): Promise<boolean>
  /** An installation is gone: true when its tenant has no other. */
  forget(by: Installation): Promise<boolean>
  client: Client
  phrases: PhrasesIn
  /** Where modals lead to a page of ours. */
  pageOf: PageOf
  chats: Chats
  /** Whose links to cases are answered. */
  links: string | null
  /** Our own ids, as Slack has told them: what was picked from a conversation names us by one. */
  bots: Set<string>
  /** Runs what is not waited for; the stop waits for it. */
  background(work: () => Promise<void>): void
  /** Lets Slack take an answer before what follows it. */
  pause(): Promise<unknown>
  /** Does it again, once and soon, when Slack says there are too many. */
  patiently<T>(send: () => Promise<T>): Promise<T>
  report: Report
}

/** Why a payload is not taken, and the status that says so. Its message is a code. */
export class RefusedError extends Error {
  readonly status: number
  constructor(code: string, status: number) {
    super(code)
    this.status = status
  }
}

/** Acknowledges when all of it is done; rejects with `RefusedError`, or with what the app threw. */
export async function take(door: Door, event: Pick<ReceiverEvent, 'body' | 'ack'>): Promise<void> {
  const own = ownIdIn(event.body)
  if (own !== null) door.bots.add(own)
  const received = readPayload(event.body, door.links, door.bots)
  if (received === null) throw new RefusedError('malformed', 400)
  const handle = door.handle()
  if (handle === null) throw new RefusedError('not-started', 503)
  const done: { received: Received; answer: Shown }[] = []
  for (const one of received) {
    const placed = door.chats.place(one)
    done.push({ received: placed, answer: await answerOf(door, handle, placed) })
  }
  const [first] = done
  const { body, rest }: AtOnce = first ? answerAtOnce(first.received, first.answer, door) : {}
  await event.ack(body)
  for (const { received, answer } of done) door.background(() => show(door, handle, received, answer, rest))
  const linked = done.filter(isLinked)
  if (linked.length > 0) door.background(() => reported(door, () => door.patiently(() => showLinks(linked, door))))
}

async function answerOf(door: Door, handle: Handle, { by, request }: Received): Promise<Shown> {
  if (request.kind === 'left') {
    if (request.everywhere && !(await door.forget(by))) return { kind: 'none' }
    return shown(await handle(request))
  }
  if (!(await door.knows(by))) throw new RefusedError('installation', 401)
  return shown(await handle(request))
}

/** Shows an answer, or what is said in its place; never throws. `rest` is what the answer at once had no room for. */
export function show(door: Door, handle: Handle, received: Received, answer: Shown, rest?: Modal): Promise<void> {
  return reported(door, async () => {
    // A modal remembers where it was opened: what is begun in it is then talked of in the person's own chat.
    const placed =
      answer.kind === 'none' ? received : await door.patiently(() => door.chats.find(received, door.client))
    await showOrTell(door, handle, placed, answer, rest)
    if (isDoneAtHome(placed)) await showHome(door, handle, placed)
  })
}

async function reported(door: Door, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    door.report('answer-not-sent', { code: codeOf(error) })
  }
}

async function showOrTell(door: Door, handle: Handle, received: Received, answer: Shown, rest?: Modal) {
  try {
    await door.patiently(() => showAnswer(received, answer, door, rest))
  } catch (error) {
    if (!(error instanceof ChannelError) || !isOpening(received, answer)) throw error
    door.report('answer-missed', { code: codeOf(error) })
    await door.patiently(() => tellMissed(received, answer, handle, door))
  }
}

/** What was done from Home shows there too. */
function isDoneAtHome({ way, request }: Received): boolean {
  if (request.kind !== 'press') return false
  return way.kind === 'home' || ((way.kind === 'submit' || way.kind === 'modal') && way.opened.from.kind === 'home')
}

async function showHome(door: Door, handle: Handle, { by, request }: Received): Promise<void> {
  const { account, place } = request
  const home: Received = {
    by,
    request: {
      from: 'place',
      delivery: `${request.delivery} home`,
      account,
      place,
      personal: true,
      kind: 'home',
    },
    way: { kind: 'tab' },
  }
  const answer = shown(await handle(home.request))
  await door.patiently(() => showAnswer(home, answer, door))
}
