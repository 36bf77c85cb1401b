/** What an ID token must be to say who somebody is, each point of it by one that is not. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOidc, providerOf } from '../../src/web/oidc.ts'
import { type ForgingProvider, type Signed, startForgingProvider } from '../support/forging-provider.ts'

const redirectUri = 'https://stafett.example/rom/inn/sky/tilbake'
let forging: ForgingProvider
beforeAll(async () => {
  forging = await startForgingProvider('stafett')
})
afterAll(() => forging.close())

/** What becomes of a login whose ID token says this; `nonce` is right where nothing else is said. */
async function told(claims: Record<string, unknown>, signed?: Signed) {
  const oidc = createOidc()
  const provider = providerOf({
    ...{ name: 'sky', title: 'Sky', issuer: forging.issuer, clientId: 'stafett', clientSecret: 'very-secret' },
    ...{ scope: 'openid', userInfo: false, accountOf: async () => ({ kind: 'refused' }) as const },
  })
  const begun = await oidc.begin(provider, redirectUri)
  if ('refused' in begun) throw new Error(begun.code)
  forging.says({ nonce: begun.kept.nonce, ...claims }, signed)
  return oidc.finish(provider, `${redirectUri}?code=x&state=${begun.kept.state}`, begun.kept)
}

it('one that is as it should be is believed', async () => {
  expect(await told({ oid: 'oid-1' })).toMatchObject({ claims: { sub: 'person-1', oid: 'oid-1' } })
})

const hourAgo = Math.floor(Date.now() / 1000) - 3600

it.each<[string, Record<string, unknown>, Signed?]>([
  ['of another issuer', { iss: 'https://issuer.example' }],
  ['for another client', { aud: 'another' }],
  ['whose time is over', { iat: hourAgo, exp: hourAgo + 60 }],
  ['without an end', { exp: undefined }],
  ['of nobody', { sub: undefined }],
  ['with another nonce', { nonce: 'another' }],
  ['without a nonce', { nonce: undefined }],
  ['signed by another key', {}, 'stranger'],
  ['that nobody signed', {}, 'none'],
  ['signed with the public key as a secret', {}, 'confused'],
])('one %s is not', async (_, claims, signed) => {
  expect(await told(claims, signed)).toEqual({ refused: 'invalid', code: expect.any(String) })
})
