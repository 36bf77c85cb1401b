/** Nobody but the Bot Connector gets in, proved against a token issuer on this machine. */
import { randomUUID } from 'node:crypto'
import {
  MicrosoftAppCredentials,
  ToBotFromBotOrEmulatorTokenValidationParameters as toBotFromEmulator,
} from 'botframework-connector'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Request } from '../../src/ports.ts'
import { createTeams, type Timeouts } from '../../src/teams/index.ts'
import { createWeb, type Listening, listen } from '../../src/web/index.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { startConnector } from '../support/connector.ts'
import { type Claims, garbledManners, type Issuer, startIssuer } from '../support/issuer.ts'
import { recording } from '../support/teams-client.ts'

const appId = '5a3b0c1d-0000-4000-8000-000000000b07'
const tenantId = '6f0a3c1e-0000-4000-8000-00000000f10d'
const serviceUrl = 'https://smba.trafficmanager.net/emea/6f0a3c1e-0000-4000-8000-00000000f10d/'
const tokenIssuer = 'https://api.botframework.example'
const hour = 3600

/** What the Bot Connector puts into its tokens, https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
function claims(changes: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1000)
  return { iss: tokenIssuer, aud: appId, serviceurl: serviceUrl, nbf: now - 60, exp: now + hour, ...changes }
}

describe('a request to the bot', () => {
  let issuer: Issuer
  let web: Listening
  let handled: Request[]
  let reports: string[]
  /** Resolves when what was still to be said has been said, or could not be. */
  let stop: () => Promise<void>

  beforeAll(async () => {
    issuer = await startIssuer()
    // The SDK writes what it thinks of a bad token to the console.
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
  })
  afterAll(async () => {
    await issuer.close()
    vi.restoreAllMocks()
  })
  const open = async (
    openIdMetadataUrl: string,
    { iss = tokenIssuer, timeouts = {} }: { iss?: string; timeouts?: Partial<Timeouts> } = {},
  ) => {
    const report = (event: string, fields?: { code?: string }) => void reports.push(`${event} ${fields?.code}`)
    const settings = { access: 'signed', appId, appPassword: 'secret', tenantId } as const
    const trusted = { openIdMetadataUrl, tokenIssuer: iss }
    const around = { report, phrases: phrasesIn, timeouts }
    const { channel, router } = createTeams({ ...settings, issuer: trusted }, around)
    await channel.start(async (request) => {
      handled.push(request)
      return { kind: 'none' }
    })
    stop = () => channel.stop()
    return listen(createWeb({ routers: [router], faults: () => [], report }), '127.0.0.1', 0)
  }
  beforeEach(async () => {
    handled = []
    reports = []
    web = await open(issuer.metadataUrl)
  })
  afterEach(async () => {
    await web.close()
  })
  const post = async (authorization: string | null, changes: Record<string, unknown> = {}, port = web.port) => {
    const headers = { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) }
    const body = JSON.stringify(recording('teams-message-channel', changes))
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', headers, body })
    return { status: response.status, text: await response.text() }
  }
  const bearer = (token: string) => `Bearer ${token}`

  it('with a good token is handled', async () => {
    expect(await post(bearer(issuer.token(claims())))).toEqual({ status: 200, text: '' })
    expect(handled).toHaveLength(1)
    expect(reports).toEqual([])
  })

  const now = () => Math.floor(Date.now() / 1000)
  it.each<[string, () => string | null]>([
    ['no token', () => null],
    ['an empty header', () => ''],
    ['another scheme', () => `Basic ${issuer.token(claims())}`],
    ['no token after the scheme', () => 'Bearer '],
    ['something that is no token', () => bearer('a.b.c')],
    ['an expired token', () => bearer(issuer.token(claims({ exp: now() - hour })))],
    ['a token not valid yet', () => bearer(issuer.token(claims({ nbf: now() + hour })))],
    ['a token for another app', () => bearer(issuer.token(claims({ aud: 'f00d0000-0000-4000-8000-000000000000' })))],
    ['a token for nobody', () => bearer(issuer.token(claims({ aud: undefined })))],
    ['a token of another issuer', () => bearer(issuer.token(claims({ iss: 'https://sts.evil.example/' })))],
    ['a token without a service URL', () => bearer(issuer.token(claims({ serviceurl: undefined })))],
    ['a token signed by a stranger', () => bearer(issuer.forged(claims()))],
    ['an unsigned token', () => bearer(issuer.unsigned(claims()))],
    ['a token signed with the public key as a secret', () => bearer(issuer.confused(claims()))],
    ['a changed token', () => bearer(issuer.token(claims()).replace(/\.[^.]+\./, `.${payload(claims({ x: 1 }))}.`))],
  ])('with %s gets 401 and is not handled', async (_what, authorization) => {
    expect(await post(authorization())).toEqual({ status: 401, text: '' })
    expect(handled).toEqual([])
    expect(reports).toEqual(['request-refused refused'])
  })

  it.each([
    ['another service than the token names', { serviceUrl: 'https://evil.example/' }, {}],
    ['another tenant', { channelData: { tenant: { id: 'another' } } }, {}],
    ['a guest of another tenant', { from: { tenantId: 'another' } }, {}],
    ['a service without encryption', { serviceUrl: 'http://smba.example/' }, { serviceurl: 'http://smba.example/' }],
  ])('with a good token but from %s is not handled', async (_what, changes, token) => {
    expect(await post(bearer(issuer.token(claims(token))), changes)).toEqual({ status: 403, text: '' })
    expect(handled).toEqual([])
  })

  describe('that lacks its id', () => {
    // Nothing listens there, and nothing asks for it.
    const own = 'https://127.0.0.1:9/'
    const foreign = { tenant: { id: 'another' } }
    it.each([
      ['is answered where its token says', {}, 1],
      ['is not answered at another service than its token names', { serviceUrl: 'elsewhere' }, 0],
      ['is not answered in another tenant', { channelData: foreign }, 0],
    ])('%s', async (_what, changes, answers) => {
      const elsewhere = await startConnector()
      const login = vi.spyOn(MicrosoftAppCredentials.prototype, 'getToken').mockResolvedValue('token')
      onTestFinished(async () => {
        login.mockRestore()
        await elsewhere.close()
      })
      const serviceUrl = 'serviceUrl' in changes ? elsewhere.url : own
      const lacking = { ...changes, id: undefined, serviceUrl }
      expect(await post(bearer(issuer.token(claims({ serviceurl: own }))), lacking)).toMatchObject({ status: 200 })
      await stop()
      expect(login).toHaveBeenCalledTimes(answers)
      expect(elsewhere.received).toEqual([])
      expect(handled).toEqual([])
    })
  })

  it('is put off, not refused, while the keys cannot be fetched', async () => {
    const gone = await startIssuer()
    const other = await open(gone.metadataUrl)
    const token = gone.token(claims())
    await gone.close()
    expect(await post(bearer(token), {}, other.port)).toEqual({ status: 503, text: '' })
    expect(handled).toEqual([])
    await other.close()
  })

  it.each([
    ['answers that it is broken', 'broken', {}],
    ['never answers', 'silent', { keysMs: 20 }],
  ] as const)('is put off, not refused, while the server of the keys %s', async (_what, keys, timeouts) => {
    const faulty = await startIssuer({ keys })
    const other = await open(faulty.metadataUrl, { timeouts })
    expect(await post(bearer(faulty.token(claims())), {}, other.port)).toEqual({ status: 503, text: '' })
    expect(reports).toEqual(['request-refused unavailable'])
    expect(handled).toEqual([])
    await other.close()
    await faulty.close()
  })

  describe('after an answer of the server of the keys that holds none', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
    afterEach(() => void vi.useRealTimers())
    const pass = (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1000)

    it.each(garbledManners)('is put off (%s), and handled soon after it is mended', async (keys) => {
      const faulty = await startIssuer({ keys })
      const other = await open(faulty.metadataUrl)
      const good = () => bearer(faulty.token(claims()))
      expect(await post(good(), {}, other.port)).toEqual({ status: 503, text: '' })
      expect(await post(good(), {}, other.port)).toEqual({ status: 503, text: '' })
      faulty.become('published')
      pass(10)
      expect(await post(good(), {}, other.port)).toEqual({ status: 200, text: '' })
      expect(new Set(reports)).toEqual(new Set(['request-refused unavailable']))
      await other.close()
      await faulty.close()
    })

    it.each(garbledManners)('is put off where it had keys before (%s), and handled soon after', async (keys) => {
      const faulty = await startIssuer()
      const other = await open(faulty.metadataUrl)
      const good = () => bearer(faulty.token(claims()))
      expect(await post(good(), {}, other.port)).toEqual({ status: 200, text: '' })
      pass(25 * hour)
      faulty.become(keys)
      expect(await post(good(), {}, other.port)).toEqual({ status: 503, text: '' })
      faulty.become('published')
      pass(10)
      expect(await post(good(), {}, other.port)).toEqual({ status: 200, text: '' })
      await other.close()
      await faulty.close()
    })
  })

  it('that names a key nobody has makes the bot ask for the keys once, and takes none away', async () => {
    const own = await startIssuer()
    const other = await open(own.metadataUrl)
    expect(await post(bearer(own.token(claims())), {}, other.port)).toMatchObject({ status: 200 })
    const before = own.asked()
    for (let round = 0; round < 5; round += 1)
      expect(await post(bearer(own.stray(claims())), {}, other.port)).toEqual({ status: 503, text: '' })
    expect(own.asked()).toBe(before + 2)
    own.become('keys-none')
    expect(await post(bearer(own.token(claims())), {}, other.port)).toMatchObject({ status: 200 })
    expect(own.asked()).toBe(before + 2)
    await other.close()
    await own.close()
  })

  it('signed with a new key is handled, whatever names a key nobody has meanwhile', async () => {
    const own = await startIssuer()
    const other = await open(own.metadataUrl)
    expect(await post(bearer(own.token(claims())), {}, other.port)).toMatchObject({ status: 200 })
    own.rotate()
    expect(await post(bearer(own.stray(claims())), {}, other.port)).toEqual({ status: 503, text: '' })
    const asked = own.asked()
    for (let round = 0; round < 3; round += 1) {
      expect(await post(bearer(own.token(claims())), {}, other.port)).toMatchObject({ status: 200 })
      expect(await post(bearer(own.stray(claims())), {}, other.port)).toEqual({ status: 503, text: '' })
    }
    expect(own.asked()).toBe(asked)
    await other.close()
    await own.close()
  })

  it('signed with a new key is handled once an answer has it, though one without keys came before', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const own = await startIssuer()
    const other = await open(own.metadataUrl)
    expect(await post(bearer(own.token(claims())), {}, other.port)).toMatchObject({ status: 200 })
    const old = own.token(claims())
    own.rotate()
    for (const keys of ['keys-none', 'broken', 'published'] as const) {
      own.become(keys)
      expect(await post(bearer(own.stray(claims())), {}, other.port)).toEqual({ status: 503, text: '' })
      // What served before still does, as long as nothing new has.
      expect(await post(bearer(old), {}, other.port)).toMatchObject({ status: 200 })
      vi.setSystemTime(Date.now() + 10_000)
    }
    own.become('keys-none')
    for (let round = 0; round < 2; round += 1) {
      expect(await post(bearer(own.token(claims())), {}, other.port)).toMatchObject({ status: 200 })
      expect(await post(bearer(own.stray(claims())), {}, other.port)).toEqual({ status: 503, text: '' })
    }
    await other.close()
    await own.close()
  })

  it('signed with a key of another channel is not handled', async () => {
    const webchat = await startIssuer({ endorsements: ['webchat'] })
    const other = await open(webchat.metadataUrl)
    for (const channelId of ['msteams', 'webchat', 'AseChannel']) {
      expect(await post(bearer(webchat.token(claims())), { channelId }, other.port)).toEqual({ status: 401, text: '' })
    }
    expect(handled).toEqual([])
    await other.close()
    await webchat.close()
  })

  it.each(['webchat', 'emulator', 'AseChannel'])('with a good token, of the channel %s, is not handled', async (id) => {
    expect(await post(bearer(issuer.token(claims())), { channelId: id })).toEqual({ status: 400, text: '' })
    expect(handled).toEqual([])
  })

  it('whose token names our own tenant is handled', async () => {
    expect(await post(bearer(issuer.token(claims({ tid: tenantId }))))).toEqual({ status: 200, text: '' })
    expect(handled).toHaveLength(1)
  })

  const entra = (tenant: string) => `https://login.microsoftonline.com/${tenant}/v2.0`
  const microsoft = 'd6d49420-f39b-4df7-a1dc-d59a935871db'
  it.each<[string, Claims]>([
    ["Microsoft's own tenant", { iss: entra(microsoft), ver: '2.0', azp: appId }],
    ["Microsoft's own tenant, the old way", { iss: `https://sts.windows.net/${microsoft}/`, ver: '1.0', appid: appId }],
    ['our own tenant', { iss: entra(tenantId), tid: tenantId, ver: '2.0', azp: appId }],
  ])("does not come in by the emulator's door with an issuer of %s", async (_whose, changes) => {
    expect(await post(bearer(issuer.token(claims(changes))))).toEqual({ status: 401, text: '' })
    expect(handled).toEqual([])
  })

  it("is for this app even where the settings name an issuer that opens the emulator's door", async () => {
    const other = await open(issuer.metadataUrl, { iss: entra(microsoft) })
    const ours = { iss: entra(microsoft), ver: '2.0', azp: appId }
    const token = issuer.token(claims({ ...ours, aud: 'https://api.botframework.com' }))
    expect(await post(bearer(token), {}, other.port)).toEqual({ status: 401, text: '' })
    expect(await post(bearer(issuer.token(claims(ours))), {}, other.port)).toEqual({ status: 200, text: '' })
    expect(handled).toHaveLength(1)
    await other.close()
  })

  it.each<[string, (tenant: string) => Claims]>([
    ['issuers nobody knows', (tenant) => ({ iss: entra(tenant), tid: tenant })],
    ['our issuer and tenants nobody knows', (tenant) => ({ tid: tenant })],
  ])('leaves nothing behind when a thousand junk tokens name %s', async (_what, junk) => {
    const known = [...(toBotFromEmulator.issuer ?? [])]
    const asked = issuer.asked()
    const one = async () => (await post(bearer(issuer.unsigned(claims(junk(randomUUID())))))).status
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all(Array.from({ length: 50 }, one))
      expect([...new Set(answers)]).toEqual([401])
    }
    expect([...(toBotFromEmulator.issuer ?? [])]).toEqual(known)
    expect(issuer.asked()).toBe(asked)
    expect(handled).toEqual([])
  })

  it('does not make the bot fetch the keys again for every bad token', async () => {
    await post(bearer(issuer.token(claims())))
    const before = issuer.asked()
    await post(bearer(issuer.forged(claims())))
    await post(bearer(issuer.token(claims({ exp: 1 }))))
    expect(issuer.asked()).toBe(before)
  })
})

function payload(changed: Claims): string {
  return Buffer.from(JSON.stringify(changed)).toString('base64url')
}
