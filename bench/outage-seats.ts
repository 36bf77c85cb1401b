/** The two channels as the outages meet them: their real adapters, each against a stand-in for its service behind a door. */
import type { Account, Channel, Place } from '../src/ports.ts'
import { placeOf } from '../src/slack/address.ts'
import { createSlack } from '../src/slack/index.ts'
import { readMetadata } from '../src/slack/metadata.ts'
import { place } from '../src/teams/address.ts'
import { createTeams } from '../src/teams/index.ts'
import { phrasesIn } from '../src/wording/phrases.ts'
import { startConnector } from '../test/support/connector.ts'
import { startSlackApi } from '../test/support/slack-api.ts'
import { type Door, openDoor } from './outage-door.ts'

export const names = ['ingrid', 'terje', 'kari', 'mari'] as const
export type Name = (typeof names)[number]

/** `message` is the same for every copy; `to` is a conversation, `text` all that stands in it. */
export type Seen = { message: string; to: string; text: string }

export type Seat = {
  channel: Channel
  door: Door
  account(name: Name): Account
  /** Somebody's own chat, and the channel in which the case is followed. */
  chat(name: Name): Place
  shared: Place
  /** The messages people would see that were not there at the last call. */
  seen(): Seen[]
  close(): Promise<void>
}

/** Milliseconds after which an answer is not waited for: where none can come, and on a machine with much else to do. */
const short = 40
const long = 10_000

/** While there is no answer from the service the channel that waits little is in use, so that a night takes no night. */
function patientBut(door: Door, patient: Channel, impatient: Channel): Channel {
  const inUse = () => (door.fault === 'no answer' ? impatient : patient)
  const { find, isBack } = patient
  return {
    ...patient,
    post: (...given) => inUse().post(...given),
    update: (...given) => inUse().update(...given),
    direct: (...given) => inUse().direct(...given),
    ...(find ? { find: async (...given) => (await inUse().find?.(...given)) ?? null } : {}),
    ...(isBack ? { isBack: async (...given) => (await inUse().isBack?.(...given)) ?? false } : {}),
  }
}

const around = { report: () => undefined, phrases: phrasesIn }

export async function teamsSeat(): Promise<Seat> {
  const connector = await startConnector()
  const door = await openDoor('connector', new URL(connector.url).origin)
  const waiting = (sendMs: number) => createTeams({ access: 'unsigned' }, { ...around, timeouts: { sendMs } }).channel
  const channel = patientBut(door, waiting(long), waiting(short))
  const [tenant, bot] = ['fjordvik', '28:stafett']
  const at = { serviceUrl: door.url('/connector'), bot }
  let looked = 0
  return {
    channel,
    door,
    account: (user) => ({ channel: channel.name, tenant, user }),
    chat: (user) => place('personal', tenant, { ...at, conversation: `a:${user}`, user }),
    shared: place('channel', tenant, { ...at, conversation: '19:skolen@thread.tacv2' }),
    seen() {
      const fresh = connector.received.slice(looked)
      looked = connector.received.length
      // The stand-in behind the door takes whatever gets as far as that.
      const sent = fresh.filter(({ kind, body }) => kind === 'send' || (kind === 'create' && body.activity))
      return sent.map(({ conversation: to, body }) => {
        const text = JSON.stringify(body)
        return { message: `${to} ${text}`, to, text }
      })
    },
    async close() {
      await door.close()
      await connector.close()
    },
  }
}

export async function slackSeat(now: () => number): Promise<Seat> {
  const slack = await startSlackApi({ users: [...names], channels: ['skolen'] })
  const door = await openDoor('slack', new URL(slack.url).origin)
  const waiting = slackBehind(door, slack.bot.token, now)
  const channel = patientBut(door, await waiting(long), await waiting(short))
  const account = (name: Name): Account => ({ channel: 'slack', tenant: slack.team, user: slack.users[name] ?? name })
  const installation = { team: slack.team, enterprise: null }
  const chats = new Map<Name, Place>()
  for (const name of names) {
    const opened = await slack.ask('conversations.open', { users: account(name).user }, slack.bot.token)
    chats.set(name, placeOf({ installation, channel: idOf(opened), account: account(name) }))
  }
  let looked = slack.received.length
  return {
    channel,
    door,
    account,
    chat: (name) => chats.get(name) ?? never(),
    shared: placeOf({ installation, channel: slack.channels.skolen ?? '', account: account('ingrid') }),
    seen() {
      const fresh = slack.received.slice(looked)
      looked = slack.received.length
      const sent = fresh.filter(({ method, delivered }) => method === 'chat.postMessage' && delivered)
      return sent.map(({ args }) => {
        const message = readMetadata(args.metadata)?.id ?? never()
        return { message, to: String(args.channel), text: JSON.stringify(args) }
      })
    },
    async close() {
      await door.close()
      await slack.close()
    },
  }
}

/** Slack with this much patience, by the clock that is set by hand. */
function slackBehind(door: Door, botToken: string, now: () => number) {
  const settings = {
    receive: { kind: 'http', signingSecret: 'a-secret-of-this-test' },
    workspaces: { kind: 'one', botToken },
    apiUrl: door.url('/api/'),
    links: null,
  } as const
  const nothing = async () => undefined
  const vault = { names: async () => [], get: async () => null, put: nothing, forget: nothing }
  return async (sendTimeoutMs: number): Promise<Channel> =>
    (await createSlack(settings, { ...around, now, delay: nothing, vault, sendTimeoutMs })).channel
}

function idOf(answer: Record<string, unknown>): string {
  const { channel } = answer
  return typeof channel === 'object' && channel !== null && 'id' in channel ? String(channel.id) : never()
}

function never(): never {
  throw new Error('the stand-in of Slack answers otherwise than before')
}
