/** Slack as the figures play it: a Web API that takes everything, after a while, and people who press, signed. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { signed } from '../test/support/slack-signature.ts'
import type { Post } from './load.ts'

export const secret = 'bench-signing-secret'
export const team = 'T0BENCH'

/** Takes everything, and answers after a while. */
export async function startSlack(afterMs: number) {
  const counts = new Map<string, number>()
  async function answer(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = asked.url?.split('/').at(-1) ?? ''
    const count = (counts.get(method) ?? 0) + 1
    counts.set(method, count)
    const parts: Buffer[] = []
    for await (const part of asked) parts.push(part)
    const channel = new URLSearchParams(String(Buffer.concat(parts))).get('users') ?? 'C1'
    if (afterMs > 0) await delay(afterMs)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ok: true, channel: chatAnswer(method, channel), ts: `1.${count}` }))
  }
  // The bot is ended in the middle of whatever it asks for.
  const server: Server = createServer((asked, response) => void answer(asked, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/api`,
    count: (method: string) => counts.get(method) ?? 0,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function chatAnswer(method: string, user: string) {
  return method === 'conversations.open' ? { id: `D0${user}` } : user
}

/** The presses of these people in turn. What is to be shown to them is sent to `apiUrl`. */
export function slackPresses(users: string[], apiUrl: string): () => Post {
  let pressed = 0
  return () => {
    const body = bodyOf(pressed, users[pressed % users.length] ?? '', apiUrl)
    pressed += 1
    return { path: '/slack/events', headers: signed(body, secret), body }
  }
}

/** Somebody registers a concern: a new case, its words sealed under a key of its own, and an answer. */
function bodyOf(index: number, user: string, apiUrl: string): string {
  const values = {
    about: { line: { value: `Elev ${index}` } },
    seen: { lines: { value: 'Har vært mye borte de siste ukene.' } },
    targetGroup: { choice: { selected_option: { value: 'child' } } },
  }
  const value = JSON.stringify({ do: 'press', action: 'concern.register', data: {} })
  const named = { action_id: 'press:concern.register:0', block_id: 'buttons', action_ts: `3.${index}` }
  const payload = {
    type: 'block_actions',
    user: { id: user, team_id: team },
    team: { id: team },
    trigger_id: `1.${index}`,
    response_url: `${new URL(apiUrl).origin}/actions/${index}`,
    container: { type: 'message' },
    channel: { id: `D0${user}`, name: 'directmessage' },
    message: { ts: `2.${index}` },
    state: { values },
    actions: [{ type: 'button', value, ...named }],
  }
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
}
