/** Microsoft Teams as a channel: wires the door, the verbs and the credentials. Loaded when it is opened. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Router } from 'express'
import { patient, type Shown } from '../network.ts'
import type { Account, AccountId, Channel, ChannelFault, Handle, PageOf, PhrasesIn, Place } from '../ports.ts'
import { channelOf } from './address.ts'
import { connect } from './connector.ts'
import { appCredentials, type Credentials, noCredentials } from './credentials.ts'
import { channelName, title } from './name.ts'
import { type Report, receive } from './receive.ts'
import { type Verbs, verbs } from './send.ts'
import type { TeamsSettings } from './settings.ts'
import { tabLink } from './tab-link.ts'
import { verifyNothing, verifySigned } from './verify.ts'

/**
 * Milliseconds. A send that is not answered for so long fails as `ambiguous`, and without a token for so long as
 * `unreachable`; a request is put off when the keys have not come for so long. Teams waits 15 seconds for its answer.
 */
export type Timeouts = { sendMs: number; loginMs: number; keysMs: number }
const usual: Timeouts = { sendMs: 10_000, loginMs: 10_000, keysMs: 5_000 }

/** `report` hears of refused requests and of answers that were not sent, in codes and never in words. */
export type Around = { report: Report; phrases: PhrasesIn; pageOf?: PageOf; timeouts?: Partial<Timeouts> }

/** The channel and the router that Teams posts to. */
export function createTeams(
  settings: TeamsSettings,
  { report, phrases, pageOf = () => null, timeouts = {} }: Around,
): { channel: Channel; router: Router } {
  const signed = settings.access === 'signed'
  const { signIn } = settings
  const { sendMs, loginMs, keysMs } = { ...usual, ...timeouts }
  const credentials = signed ? appCredentials(settings, loginMs) : noCredentials
  const send = verbs(connect(credentials, sendMs), phrases)
  let handle: Handle | null = null
  const replies = new Set<Promise<void>>()
  const router = receive({
    verify: signed ? verifySigned(settings, keysMs) : verifyNothing,
    tenant: signed ? settings.tenantId : null,
    handle: () => handle,
    reply: (place, answer) => kept(replies, replyWith(send, place, answer)),
    replace: (message, card) => kept(replies, send.update(message, card)),
    phrases,
    pageOf,
    linkTo: signIn ? (path) => tabLink(signIn, path) : null,
    report,
  })
  const channel: Channel = {
    ...known,
    post: send.post,
    update: send.update,
    direct: send.direct,
    isBack: send.isBack,
    tryCredentials: () => tried(credentials),
    faults: () => refused(credentials.refusedAs()),
    async start(to) {
      handle = to
    },
    async stop() {
      handle = null
      await Promise.allSettled(replies)
    },
  }
  return { channel, router }
}

const known = { name: channelName, title, idsOf, channelOf: ({ key }: Place) => channelOf(key) }

/** Waited for when the channel stops. */
function kept(all: Set<Promise<void>>, sending: Promise<void>): Promise<void> {
  const sent = sending.finally(() => all.delete(sent))
  all.add(sent)
  return sent
}

/** What came of it they tell themselves. */
async function tried(credentials: Credentials): Promise<void> {
  await credentials.token().catch(() => undefined)
}

function refused(code: string | null): ChannelFault[] {
  return code === null ? [] : [{ kind: 'token-refused', what: 'bot', code }]
}

/** The Entra object id, and the tenant. */
function idsOf({ user, tenant }: Account): AccountId[] {
  return [
    { what: 'account', value: user },
    { what: 'organisation', value: tenant },
  ]
}

/** Rejects with a `ChannelError` when the answer was not sent. */
async function replyWith(send: Verbs, place: Place, answer: Shown): Promise<void> {
  if (answer.kind === 'message') await patiently(() => send.tell(place, answer.text))
  if (answer.kind !== 'card' && answer.kind !== 'form') return
  const message = await patiently(() => send.post(place, answer.chat))
  await answer.stands?.(message)
}

const patiently = patient(delay)
