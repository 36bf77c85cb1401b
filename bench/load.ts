/** Requests over HTTP on loopback: as many as are answered, or so many a second whatever the answers take. Each must be a 200. */
import { Agent, type OutgoingHttpHeaders, request } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'

export type Post = { path: string; headers: OutgoingHttpHeaders; body: string }

/** Connections over which people press when the process is asked for all it can do. */
const connections = 20

/** Gives back how many were answered in a second. Each connection asks again when it is answered. */
export async function saturate(port: number, next: () => Post, forMs: number): Promise<{ count: number; ms: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const begun = performance.now()
  let count = 0
  const one = async () => {
    while (performance.now() - begun < forMs) {
      await post(port, agent, next())
      count += 1
    }
  }
  try {
    await Promise.all(Array.from({ length: connections }, one))
    return { count, ms: performance.now() - begun }
  } finally {
    agent.destroy()
  }
}

export type Rate = { perSecond: number; seconds: number }

/** Gives back how long each took, in milliseconds, counted from when it was to be sent. */
export async function steadily(port: number, next: () => Post, { perSecond, seconds }: Rate): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 })
  const begun = performance.now()
  const times: Promise<number>[] = []
  for (let index = 0; index < seconds * perSecond; index += 1) {
    const due = begun + (index * 1000) / perSecond
    const early = due - performance.now()
    if (early > 0) await delay(early)
    const taken = post(port, agent, next()).then(() => performance.now() - Math.max(due, begun))
    // One that fails is told below, when whoever measures can still end what was started.
    taken.catch(() => undefined)
    times.push(taken)
  }
  return Promise.all(times).finally(() => agent.destroy())
}

function post(port: number, agent: Agent, { path, headers, body }: Post): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers })
    asked.on('response', (response) => {
      response.resume()
      response.on('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`a press was answered with ${response.statusCode}`))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
