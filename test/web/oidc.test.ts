/** Signing in by OpenID Connect, against a provider nobody here wrote: the whole of it, and each way in which it must not work. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Begun, createOidc, isKept, type Kept, type NotSignedIn, providerOf } from '../../src/web/oidc.ts'
import { browse, type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'

const redirectUri = 'https://stafett.example/rom/inn/sky/tilbake'
const person = { sub: 'person-1', claims: { oid: 'oid-1', tid: 'tid-1' } }

let identity: IdentityProvider
beforeAll(async () => {
  identity = await startIdentityProvider({ id: 'stafett', secret: 'very-secret', redirectUri })
})
afterAll(() => identity.close())
beforeEach(() => {
  identity.fails(null)
  identity.sits(person)
})

const provider = (more: { issuer?: string; clientSecret?: string; userInfo?: boolean } = {}) =>
  providerOf({
    ...{ name: 'sky', title: 'Sky', issuer: identity.issuer, clientId: 'stafett', clientSecret: 'very-secret' },
    ...{ scope: 'openid', userInfo: false, accountOf: async () => ({ kind: 'refused' }) as const, ...more },
  })
const oidc = () => createOidc({ timeoutMs: 2000 })

function begun(value: Begun | NotSignedIn): Begun {
  if ('refused' in value) throw new Error(`not begun: ${value.code}`)
  return value
}

/** As far as the way back. */
async function visited(at = oidc(), of = provider()) {
  const { url, kept } = begun(await at.begin(of, redirectUri))
  return { at, of, url, kept, back: await browse(url) }
}
const changed = (address: string, name: string, value: string | null) => {
  const url = new URL(address)
  if (value === null) url.searchParams.delete(name)
  else url.searchParams.set(name, value)
  return url.href
}
const invalid = { refused: 'invalid', code: expect.any(String) }

describe('signing in', () => {
  it('ends with what the provider says of whoever signed in', async () => {
    const { at, of, kept, back } = await visited()
    expect(await at.finish(of, back, kept)).toMatchObject({
      claims: { iss: identity.issuer, aud: 'stafett', sub: 'person-1', oid: 'oid-1', tid: 'tid-1' },
    })
  })

  it('asks with PKCE, state and nonce, each new', async () => {
    const at = oidc()
    const [one, other] = [
      begun(await at.begin(provider(), redirectUri)),
      begun(await at.begin(provider(), redirectUri)),
    ]
    const asked = new URL(one.url).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ response_type: 'code', client_id: 'stafett', redirect_uri: redirectUri, scope: 'openid' },
      ...{ code_challenge_method: 'S256', state: one.kept.state, nonce: one.kept.nonce },
    })
    expect(asked.get('code_challenge')).not.toBe(one.kept.verifier)
    for (const part of ['verifier', 'state', 'nonce'] as const) expect(one.kept[part]).not.toBe(other.kept[part])
  })

  it('keeps plain data that survives a cookie, and nothing else is taken for it', async () => {
    const { at, of, kept, back } = await visited()
    const read: unknown = JSON.parse(JSON.stringify(kept))
    expect(isKept(read)).toBe(true)
    if (isKept(read)) expect(await at.finish(of, back, read)).toHaveProperty('claims')
    expect([null, 'x', {}, { ...kept, nonce: undefined }].map(isKept)).toEqual([false, false, false, false])
  })

  it('takes from the browser what it brings back, and not where it says that it is', async () => {
    const { at, of, kept, back } = await visited()
    const behindProxy = `http://127.0.0.1:3978/rom/inn/sky/tilbake${new URL(back).search}`
    expect(await at.finish(of, behindProxy, kept)).toHaveProperty('claims')
  })

  it('asks the provider again where the ID token does not say all', async () => {
    const { at, of, kept, back } = await visited(oidc(), provider({ userInfo: true }))
    identity.asked.length = 0
    expect(await at.finish(of, back, kept)).toMatchObject({ claims: { sub: 'person-1', nonce: kept.nonce } })
    expect(identity.asked).toContain('/me')
  })

  it('has the provider describe itself once, and once more after an hour', async () => {
    let nowMs = 0
    const at = createOidc({ now: () => nowMs })
    const before = identity.described()
    const { kept, back } = await visited(at)
    await at.finish(provider(), back, kept)
    expect(identity.described() - before).toBe(1)
    nowMs += 3_600_001
    await at.begin(provider(), redirectUri)
    expect(identity.described() - before).toBe(2)
  })
})

describe('nobody is signed in', () => {
  it.each<[string, Partial<Kept>]>([
    ['state', { state: 'another' }],
    ['nonce', { nonce: 'another' }],
    ['verifier', { verifier: 'another'.repeat(7) }],
    ['address to come back to', { redirectUri: 'https://stafett.example/rom/inn/annen/tilbake' }],
  ])('with another %s than it began with', async (_, other) => {
    const { at, of, kept, back } = await visited()
    expect(await at.finish(of, back, { ...kept, ...other })).toEqual(invalid)
  })

  it.each<[string, string, string | null]>([
    ['a state of somebody else’s', 'state', 'another'],
    ['no state', 'state', null],
    ['no code', 'code', null],
    ['a code nobody gave', 'code', 'another'],
    ['an issuer that is another', 'iss', 'https://issuer.example'],
  ])('by %s', async (_, name, value) => {
    const { at, of, kept, back } = await visited()
    expect(await at.finish(of, changed(back, name, value), kept)).toEqual(invalid)
  })

  it('by what is no address, or an empty one', async () => {
    const { at, of, kept } = await visited()
    for (const address of ['', 'http://[', '?code=x&code=y'])
      expect(await at.finish(of, address, kept)).toEqual(invalid)
  })

  it('by a code that was used before', async () => {
    const { at, of, kept, back } = await visited()
    expect(await at.finish(of, back, kept)).toHaveProperty('claims')
    expect(await at.finish(of, back, kept)).toEqual({ refused: 'invalid', code: 'invalid_grant' })
  })

  it('who says no', async () => {
    identity.sits('denies')
    const { at, of, kept, back } = await visited()
    expect(await at.finish(of, back, kept)).toEqual({ refused: 'denied', code: 'access_denied' })
  })

  it('by a no that is none of ours', async () => {
    identity.sits('denies')
    const { at, of, kept, back } = await visited()
    expect(await at.finish(of, changed(back, 'state', 'another'), kept)).toEqual(invalid)
  })

  it.each(['server_error', 'temporarily_unavailable'])('for now where the provider says %s', async (error) => {
    const { at, of, kept } = await visited()
    const back = changed(changed(changed(redirectUri, 'state', kept.state), 'error', error), 'iss', identity.issuer)
    expect(await at.finish(of, back, kept)).toEqual({ refused: 'unreachable', code: error })
  })

  it('where the provider does not know us by our secret', async () => {
    const { at, of, kept, back } = await visited(oidc(), provider({ clientSecret: 'another' }))
    expect(await at.finish(of, back, kept)).toEqual({ refused: 'invalid', code: 'invalid_client' })
  })
})

describe('a provider that is down', () => {
  it('can be asked again: before it has described itself', async () => {
    const at = oidc()
    identity.fails(503)
    expect(await at.begin(provider(), redirectUri)).toEqual({ refused: 'unreachable', code: 'http-503' })
    identity.fails(null)
    expect(await at.begin(provider(), redirectUri)).toHaveProperty('url')
  })

  it('can be asked again: while somebody was there', async () => {
    const { at, of, kept, back } = await visited()
    identity.fails(500)
    expect(await at.finish(of, back, kept)).toEqual({ refused: 'unreachable', code: 'http-500' })
    identity.fails(null)
    expect(await at.finish(of, back, kept)).toHaveProperty('claims')
  })

  it('is not waited for longer than is left to wait', async () => {
    identity.fails('silent')
    const asked = await createOidc({ timeoutMs: 50 }).begin(provider(), redirectUri)
    expect(asked).toEqual({ refused: 'unreachable', code: 'network' })
  })

  it('or is not there at all', async () => {
    const of = provider({ issuer: 'http://127.0.0.1:1' })
    expect(await oidc().begin(of, redirectUri)).toEqual({ refused: 'unreachable', code: 'network' })
  })
})
