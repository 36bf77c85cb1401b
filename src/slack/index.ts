/** Slack as a channel: wires the door, the verbs and the tokens. Loaded when it is opened. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Router } from 'express'
import { patient, shown } from '../network.ts'
import type { Account, AccountId, Channel, ChannelFault, Handle, PageOf, PhrasesIn, SignIn, Vault } from '../ports.ts'
import { channelOf, type Installation, personalPlace, tenantOf } from './address.ts'
import { createChats } from './chats.ts'
import { type Client, createClient } from './client.ts'
import { entranceOf } from './entrance.ts'
import { refusesToken } from './failure.ts'
import { installRouter } from './install.ts'
import { installationsIn, oneInstallation } from './installations.ts'
import { channelName, title } from './name.ts'
import { createPace } from './pace.ts'
import { quiet } from './quiet.ts'
import { type Door, type Report, show } from './receive.ts'
import type { Received } from './received.ts'
import { createRunning } from './running.ts'
import { verbs } from './send.ts'
import type { SlackSettings } from './settings.ts'
import { createSignIn } from './sign-in.ts'

/**
 * `report` hears of what was refused and of answers that were not shown, in codes and never in words. A send fails as
 * `ambiguous` when it is not answered within `sendTimeoutMs`. `byEmail`: somebody may be known by their mail address.
 */
export type Around = {
  report: Report
  vault: Vault
  phrases: PhrasesIn
  pageOf?: PageOf
  byEmail?: boolean
  sendTimeoutMs?: number
  now?: () => number
  delay?: (ms: number) => Promise<unknown>
}

/** What it takes Slack to show what it was answered; seldom needed. */
const pauseMs = 500

type Slack = { channel: Channel; router: Router | null; signIn?: SignIn }

/** The channel, the router Slack posts to and installs from (null where it needs none), and how people sign in where they do. */
export async function createSlack(settings: SlackSettings, around: Around): Promise<Slack> {
  const { report, vault, phrases, pageOf = () => null, byEmail = false } = around
  const { sendTimeoutMs = 10_000, now = Date.now, delay = sleep } = around
  const { receive, workspaces, apiUrl, links } = settings
  const several = workspaces.kind === 'several' ? workspaces : null
  const kept = installationsIn(vault, several?.allowed ?? [])
  const { tokenOf, forget } = workspaces.kind === 'one' ? oneInstallation(workspaces.botToken) : kept
  const own = workspaces.kind === 'one' ? createCredentials() : null
  const client = createClient({ tokenOf, apiUrl, timeoutMs: sendTimeoutMs, ...(own ? { heard: own.heard } : {}) })
  const running = createRunning()
  let handle: Handle | null = null
  const patience = { patiently: patient(delay), pause: () => delay(pauseMs), background: running.run }
  const installed = { knows: async (by: Installation) => (await tokenOf(by)) !== null, forget }
  const speaking = { client, phrases, pageOf, chats: createChats(), links, bots: new Set<string>(), report }
  const door: Door = { handle: () => handle, ...speaking, ...installed, ...patience }
  const entrance = entranceOf(receive, door, { apiUrl, timeoutMs: sendTimeoutMs })
  const greet = (by: Installation, user: string) => running.run(() => welcome(door, by, user, now()))
  const words = { phrases: phrases('nb'), logger: quiet(report), report, byEmail }
  const doors = several
    ? [...entrance.routers, installRouter({ ...several, apiUrl, installations: kept, ...words, greet })]
    : entrance.routers
  const channel: Channel = {
    ...known,
    ...verbs({ client, pace: createPace({ now, delay }), phrases }),
    // Those of several workspaces came from Slack itself, and it says when one is no more.
    tryCredentials: () => Promise.all([own ? learnOwnId(door).catch(() => null) : null, entrance.tried]),
    faults: () => [...(own?.faults() ?? []), ...faultsOf(entrance.closedBy())],
    async start(to) {
      handle = to
      await entrance.start()
    },
    async stop() {
      await entrance.stop()
      handle = null
      await running.settled()
    },
  }
  return { channel, router: routerOf(doors), ...signInOf(settings, several ? kept.all : onlyOne(client)) }
}

function routerOf(doors: Router[]): Router | null {
  return doors.length === 0 ? null : Router().use(...doors)
}

function signInOf({ signIn }: SlackSettings, installed: () => Promise<Installation[]>): { signIn?: SignIn } {
  return signIn ? { signIn: createSignIn(signIn, installed) } : {}
}

/** Where the one token there is belongs, asked once. */
function onlyOne(client: Client): () => Promise<Installation[]> {
  let known: Promise<Installation[]> | null = null
  return () => {
    known ??= client
      .ownInstallation(anywhere)
      .then((one) => [one])
      .catch((error: unknown) => {
        known = null
        throw error
      })
    return known
  }
}

const known = { name: channelName, title, idsOf, channelOf }

/** The one token there is belongs to no workspace we know of before it is asked. */
const anywhere: Installation = { team: null, enterprise: null }

/** Whether Slack takes the token of the settings, by its newest answer. */
function createCredentials() {
  let refusal: string | null = null
  return {
    heard: (code: string | null): void => {
      refusal = code !== null && refusesToken(code) ? code : null
    },
    faults: (): ChannelFault[] => (refusal === null ? [] : [{ kind: 'token-refused', what: 'bot', code: refusal }]),
  }
}

/** Of the socket: a token that is refused keeps it closed too. */
function faultsOf(closedBy: string | null): ChannelFault[] {
  if (closedBy === null) return []
  return [{ kind: refusesToken(closedBy) ? 'token-refused' : 'socket-closed', what: 'app', code: closedBy }]
}

/** The user, and the workspace or organisation they belong to. */
function idsOf({ user, tenant }: Account): AccountId[] {
  return [
    { what: 'account', value: user },
    { what: 'organisation', value: tenant },
  ]
}

/** By which what is picked from a conversation names us. */
async function learnOwnId({ client, bots }: Door): Promise<void> {
  const id = await client.authTest(anywhere)
  if (id !== null) bots.add(id)
}

/** Whoever installed it is told in their own chat what it is. */
async function welcome(door: Door, by: Installation, user: string, at: number): Promise<void> {
  const handle = door.handle()
  if (handle === null) return
  const account = { channel: channelName, tenant: tenantOf(by), user }
  try {
    const chat = await door.patiently(() => door.client.openConversation(by, user))
    const place = personalPlace(by, chat, account)
    const received: Received = {
      by,
      request: {
        from: 'place',
        delivery: `installed ${account.tenant} ${user} ${at}`,
        account,
        place,
        personal: true,
        kind: 'arrived',
      },
      way: { kind: 'said' },
    }
    await show(door, handle, received, shown(await handle(received.request)))
  } catch {
    door.report('answer-not-sent', { code: 'greeting' })
  }
}
