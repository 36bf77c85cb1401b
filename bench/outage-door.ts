/**
 * A door in front of a stand-in for a channel's service, reached by name and by TLS as the real one is: while it is out of
 * order it fails in one of the ways that services do. For the table of outages.
 */
import dns from 'node:dns'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { createServer } from 'node:net'
import { buffer } from 'node:stream/consumers'
import tls from 'node:tls'

/** How a service fails. `reset after`: what was sent has arrived, and nobody is told so. */
export const faults = [
  '429',
  '500',
  '502',
  '503',
  'reset before',
  'reset after',
  'no answer',
  'no name',
  'no TLS',
] as const
export type Fault = (typeof faults)[number]

export type Door = {
  /** Where the service is reached instead of at its own address. */
  url(path: string): string
  /** Out of order from now on, until it is null. */
  fault: Fault | null
  close(): Promise<void>
}

const domain = '.fjordvik.test'
const pem = (name: string) => readFileSync(new URL(`../test/fixtures/tls/${name}.pem`, import.meta.url), 'utf8')
const withoutName = new Set<string>()

/** Names under the domain lead to this machine, and its certificate counts, in this process alone. */
function settle(): void {
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), pem('cert')])
  const real = dns.lookup
  const own = (name: string, options: dns.LookupAllOptions, done: (...answer: unknown[]) => void): void => {
    if (!name.endsWith(domain)) return void real(name, options, done)
    if (withoutName.has(name)) return void done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }))
    const [address, family] = ['127.0.0.1', 4]
    if (options.all) done(null, [{ address, family }])
    else done(null, address, family)
  }
  Object.assign(dns, { lookup: own })
}
let isSettled = false

/** `origin` is where the stand-in listens. */
export async function openDoor(name: string, origin: string): Promise<Door> {
  if (!isSettled) settle()
  isSettled = true
  const host = `${name}${domain}`
  let fault: Fault | null = null
  const secure = createSecure({ key: pem('key'), cert: pem('cert') }, (request, response) => {
    void serve(request, response, origin, fault)
  })
  const server = createServer((socket) => {
    if (fault === 'no TLS') socket.end('HTTP/1.1 400 Bad Request\r\n\r\n', () => socket.destroy())
    else secure.emit('connection', socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: (path) => `https://${host}:${port}${path}`,
    get fault() {
      return fault
    },
    set fault(next) {
      fault = next
      if (next === 'no name') withoutName.add(host)
      else withoutName.delete(host)
    },
    async close() {
      secure.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Every request comes over a connection of its own, so that a name and TLS are asked for each time. */
async function serve(request: IncomingMessage, response: ServerResponse, origin: string, fault: Fault | null) {
  response.setHeader('connection', 'close')
  const body = await buffer(request)
  if (fault === 'no answer') return
  if (fault === 'reset before') return request.socket.destroy()
  if (fault !== null && /^\d/.test(fault)) return response.writeHead(Number(fault), { 'retry-after': '30' }).end()
  const { authorization, 'content-type': type } = request.headers
  const headers = { ...(authorization ? { authorization } : {}), ...(type ? { 'content-type': type } : {}) }
  const method = request.method ?? 'GET'
  const answer = await fetch(`${origin}${request.url}`, { method, headers, ...(method === 'GET' ? {} : { body }) })
  const text = await answer.text()
  if (fault === 'reset after') return request.socket.destroy()
  return response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text)
}
