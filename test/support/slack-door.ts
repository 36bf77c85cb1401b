/** Slack as a channel on this machine, with an app that answers what it is told to, and a stand-in for Slack's own API. */
import type { Answer, Channel, Handle, PageOf, Request, Vault } from '../../src/ports.ts'
import { createSlack } from '../../src/slack/index.ts'
import type { SlackSettings } from '../../src/slack/settings.ts'
import { createWeb, listen } from '../../src/web/index.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { postedBody, recorded } from './slack-recorded.ts'
import { signed } from './slack-signature.ts'

export const signingSecret = 'a-secret-of-this-test'

export type Door = {
  url: string
  channel: Channel
  /** What the app was asked, in order. */
  asked: Request[]
  /** What was reported, as `event code`. */
  reported: string[]
  /** How the app answers from now on. */
  answers(handle: (request: Request) => Answer | Promise<Answer>): void
  /** Posts a recorded payload as Slack does. */
  post(name: string, ids?: Record<string, string>): Promise<{ status: number; body: string; headers: Headers }>
  postBody(body: string, headers: Record<string, string>): Promise<{ status: number; body: string; headers: Headers }>
  /** Resolves when everything that follows the answers is done. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export function memoryVault(kept = new Map<string, string>()): Vault {
  return {
    names: async () => [...kept.keys()],
    get: async (name) => kept.get(name) ?? null,
    put: async (name, text) => void kept.set(name, text),
    forget: async (name) => void kept.delete(name),
  }
}

type Options = Partial<SlackSettings> & {
  vault?: Vault
  start?: boolean
  port?: number
  sendTimeoutMs?: number
  pageOf?: PageOf
}

export async function openDoor({
  vault = memoryVault(),
  start = true,
  port = 0,
  sendTimeoutMs = 5000,
  pageOf = () => null,
  ...settings
}: Options = {}): Promise<Door> {
  const asked: Request[] = []
  const reported: string[] = []
  let answer: (request: Request) => Answer | Promise<Answer> = () => ({ kind: 'none' })
  const handle: Handle = async (request) => {
    asked.push(request)
    return answer(request)
  }
  const report = (event: string, { code }: { code?: string } = {}) =>
    void reported.push(code ? `${event} ${code}` : event)
  const around = { report, vault, phrases: phrasesIn, pageOf, sendTimeoutMs, delay: async () => undefined }
  const { channel, router } = await createSlack({ ...usual, ...settings }, around)
  const web = createWeb({ routers: router ? [router] : [], faults: () => [], report })
  const listening = await listen(web, '127.0.0.1', port)
  if (start) await channel.start(handle)
  const url = `http://127.0.0.1:${listening.port}`
  const postBody = async (body: string, headers: Record<string, string>) => {
    const response = await fetch(`${url}/slack/events`, { method: 'POST', headers, body })
    return { status: response.status, body: await response.text(), headers: response.headers }
  }
  return {
    ...{ url, channel, asked, reported, postBody },
    answers: (next) => {
      answer = next
    },
    post: (name, ids) => {
      const body = postedBody(recorded(name, ids))
      return postBody(body, signed(body, signingSecret))
    },
    async settled() {
      await channel.stop()
      await channel.start(handle)
    },
    async stop() {
      await listening.close()
      await channel.stop()
    },
  }
}

const usual: SlackSettings = {
  receive: { kind: 'http', signingSecret },
  workspaces: { kind: 'one', botToken: 'xoxb-1-test' },
  apiUrl: null,
  links: 'https://stafett.fjordvik.example',
}
