/** Who is signed in to the page: by a cookie nobody can make or change, and for no longer than the server lets them. */
import express from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listen } from '../../src/web/index.ts'
import { createSealer } from '../../src/web/seal.ts'
import { createSessions, type Where } from '../../src/web/session.ts'
import { temporaryStore, testKeys } from '../support/temporary-store.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const minute = 60_000
const account = { channel: 'test', tenant: 'fjordvik', user: 'somebody-of-fjordvik' }
const said = z.object({ account: z.unknown(), csrf: z.string().optional(), isFrom: z.boolean().optional() })

/** A browser at a server that signs anybody in who asks. */
async function open(keys = testKeys, isSecure = true) {
  const { store } = await temporaryStore()
  let now = Date.parse('2026-11-02T08:00:00.000Z')
  const clock = { now: () => new Date(now).toISOString() }
  const sessions = createSessions({ store, sealer: createSealer(keys, clock), clock, isSecure })
  const app = express()
  const where = (text: unknown): Where => z.enum(['browser', 'frame', 'family']).parse(text)
  app.get('/in/:where', async (request, response) => {
    await sessions.begin(request, response, where(request.params.where), account)
    response.end()
  })
  app.get('/who/:where', async (request, response) => {
    const found = await sessions.of(request, where(request.params.where))
    const isFrom = found ? sessions.isFrom(found, request.query.csrf) : false
    response.json({ account: found?.account ?? null, csrf: found?.csrf, isFrom })
  })
  app.get('/out/:where', async (request, response) => {
    await sessions.end(request, response, where(request.params.where))
    response.end()
  })
  const server = await listen(app, '127.0.0.1', 0)
  stops.push(server.close)
  const get = (path: string, cookie = '') => fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { cookie } })
  const enter = async (at: Where, cookie = '') => (await get(`/in/${at}`, cookie)).headers.get('set-cookie') ?? ''
  const who = async (at: Where, cookie: string, csrf = '') =>
    said.parse(await (await get(`/who/${at}?csrf=${csrf}`, cookie)).json())
  return {
    ...{ get, enter, who, store },
    pass: (ms: number) => {
      now += ms
    },
  }
}

const pair = (set: string) => set.slice(0, set.indexOf(';'))

describe('a session', () => {
  it('is kept by a browser for this host alone, out of the reach of scripts', async () => {
    const { enter } = await open()
    const [browser, frame] = [await enter('browser'), await enter('frame')]
    expect(browser).toMatch(/^__Host-stafett=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect(frame).toMatch(/^__Host-stafett-fane=[^;]+; Path=\/; HttpOnly; Secure; Partitioned; SameSite=None$/i)
    const kept = decodeURIComponent(pair(browser))
    const parts = kept.split(/[=.]/).map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    expect([kept, ...parts].join('\n')).not.toContain(account.user)
    const plain = await open(testKeys, false)
    expect(await plain.enter('frame')).toMatch(/^stafett-fane=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it('says whose it is, and nobody’s where it was changed or made elsewhere', async () => {
    const { enter, who } = await open()
    const cookie = pair(await enter('browser'))
    expect((await who('browser', cookie)).account).toEqual(account)
    const [name = '', value = ''] = cookie.split('=')
    const turned = value.slice(0, -2) + (value.at(-2) === 'A' ? 'B' : 'A') + value.at(-1)
    for (const other of [`${name}=${turned}`, `${name}=`, `${name}=%E0%A4%A`, `x${cookie}`, ''])
      expect((await who('browser', other)).account).toBeNull()
    const elsewhere = await open([{ version: 1, key: Buffer.alloc(32, 9) }])
    expect((await elsewhere.who('browser', cookie)).account).toBeNull()
  })

  it('is of the place where it was begun: a family’s cookie opens nothing of the staff’s', async () => {
    const { enter, who } = await open()
    const [, value] = pair(await enter('family')).split('=')
    expect((await who('family', `__Host-stafett-familie=${value}`)).account).toEqual(account)
    expect((await who('browser', `__Host-stafett=${value}`)).account).toBeNull()
  })

  it('ends when nothing was asked for in an hour, and after ten whatever was', async () => {
    const { enter, who, pass } = await open()
    const idle = pair(await enter('browser'))
    pass(60 * minute)
    expect((await who('browser', idle)).account).toBeNull()
    const busy = pair(await enter('browser'))
    for (let hour = 0; hour < 11; hour += 1) {
      pass(54 * minute)
      expect((await who('browser', busy)).account).toEqual(account)
    }
    pass(6 * minute)
    expect((await who('browser', busy)).account).toBeNull()
  })

  it('is ended by the server: the cookie that was kept is nobody’s from then on', async () => {
    const { enter, who, get } = await open()
    const [first, second] = [pair(await enter('browser')), pair(await enter('browser'))]
    expect((await get('/out/browser', first)).headers.get('set-cookie')).toContain('__Host-stafett=;')
    expect((await who('browser', first)).account).toBeNull()
    expect((await who('browser', second)).account).toEqual(account)
    await get('/out/browser', second)
    expect((await who('browser', second)).account).toBeNull()
  })

  it('begun anew ends the one before in that browser', async () => {
    const { enter, who } = await open()
    const before = pair(await enter('browser'))
    const after = pair(await enter('browser', before))
    expect((await who('browser', before)).account).toBeNull()
    expect((await who('browser', after)).account).toEqual(account)
  })

  it('knows its own forms by a mark that another session’s is not', async () => {
    const { enter, who } = await open()
    const [mine, theirs] = [pair(await enter('browser')), pair(await enter('browser'))]
    const { csrf = '' } = await who('browser', mine)
    expect((await who('browser', mine, csrf)).isFrom).toBe(true)
    for (const other of ['', 'x', csrf.slice(1), `${csrf}x`, (await who('browser', theirs)).csrf ?? ''])
      expect((await who('browser', mine, other)).isFrom).toBe(false)
  })
})

describe('what is sealed', () => {
  const clock = { now: () => '2026-11-02T08:00:00.000Z' }
  const soon = Date.parse(clock.now()) + minute

  it('opens for its purpose alone, until its time is over', async () => {
    const sealer = createSealer(testKeys, clock)
    const text = await sealer.seal('session', { id: 'a' }, soon)
    expect(await sealer.open('session', text)).toEqual({ id: 'a' })
    expect(await sealer.open('sign-in', text)).toBeNull()
    const later = createSealer(testKeys, { now: () => '2026-11-02T08:01:00.000Z' })
    expect(await later.open('session', text)).toBeNull()
  })

  it('opens under a newer key, as long as the older one is there', async () => {
    const [first, second] = [
      { version: 1, key: Buffer.alloc(32, 1) },
      { version: 2, key: Buffer.alloc(32, 2) },
    ]
    const text = await createSealer([first], clock).seal('session', { id: 'a' }, soon)
    expect(await createSealer([first, second], clock).open('session', text)).toEqual({ id: 'a' })
    expect(await createSealer([second], clock).open('session', text)).toBeNull()
  })
})
