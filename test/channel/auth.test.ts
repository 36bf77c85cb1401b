/** Nobody but the Bot Connector gets in, proved against a token issuer on this machine. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Request } from '../../src/ports.ts'
import { createTeams } from '../../src/teams/index.ts'
import { createWeb, type Listening, listen } from '../../src/web/index.ts'
import { phrasesIn } from '../../src/wording/phrases.ts'
import { type Claims, type Issuer, startIssuer } from '../support/issuer.ts'
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

  beforeAll(async () => {
    issuer = await startIssuer()
    // The SDK writes what it thinks of a bad token to the console.
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
  })
  afterAll(async () => {
    await issuer.close()
    vi.restoreAllMocks()
  })
  const open = async (openIdMetadataUrl: string) => {
    const report = (event: string, fields?: { code?: string }) => void reports.push(`${event} ${fields?.code}`)
    const settings = { access: 'signed', appId, appPassword: 'secret', tenantId } as const
    const around = { report, phrases: phrasesIn }
    const { channel, router } = createTeams({ ...settings, issuer: { openIdMetadataUrl, tokenIssuer } }, around)
    await channel.start(async (request) => {
      handled.push(request)
      return { kind: 'none' }
    })
    return listen(createWeb({ routers: [router], healthy: () => true, report }), '127.0.0.1', 0)
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

  it('is put off, not refused, while the keys cannot be fetched', async () => {
    const gone = await startIssuer()
    const other = await open(gone.metadataUrl)
    const token = gone.token(claims())
    await gone.close()
    expect(await post(bearer(token), {}, other.port)).toEqual({ status: 503, text: '' })
    expect(handled).toEqual([])
    await other.close()
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
