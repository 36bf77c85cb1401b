/** Slack as the benchmark plays it: a Web API that takes everything, and people who press at a steady rate, signed. */
import { createHmac } from 'node:crypto'
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

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
    await delay(afterMs)
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

export type Presses = { port: number; apiUrl: string; seconds: number; perSecond: number; people: number }

let pressed = 0

/** Presses at a steady rate, whatever the answers take; gives back how long each took, in milliseconds. */
export async function press({ port, apiUrl, seconds, perSecond, people }: Presses): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 })
  const begun = performance.now()
  const times: Promise<number>[] = []
  for (let index = 0; index < seconds * perSecond; index += 1) {
    await delay(Math.max(0, begun + (index * 1000) / perSecond - performance.now()))
    const taken = pressOnce(port, agent, bodyOf(pressed++, people, apiUrl))
    // One that fails is told below, when whoever measures can still end what was started.
    taken.catch(() => undefined)
    times.push(taken)
  }
  return Promise.all(times).finally(() => agent.destroy())
}

/** Somebody registers a concern: a new case, its words sealed under a key of its own, and an answer. */
function bodyOf(index: number, people: number, apiUrl: string): string {
  const user = `U0PRESS${index % people}`
  const values = {
    about: { line: { value: `Elev ${index}` } },
    seen: { lines: { value: 'Har vært mye borte de siste ukene.' } },
    targetGroup: { choice: { selected_option: { value: 'child' } } },
  }
  const value = JSON.stringify({ do: 'press', action: 'concern.register', data: {} })
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
    actions: [{ type: 'button', value, action_ts: `3.${index}` }],
  }
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
}

function pressOnce(port: number, agent: Agent, body: string): Promise<number> {
  const at = String(Math.floor(Date.now() / 1000))
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': at,
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex')}`,
  }
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const asked = request({ host: '127.0.0.1', port, path: '/slack/events', method: 'POST', agent, headers })
    asked.on('response', (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - begun)
        else reject(new Error(`a press was answered with ${response.statusCode}`))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
