/** Whose token is believed inside Teams, proved against an issuer on this machine, each point of it by one that is not. */
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createFrame } from '../../src/teams/frame.ts'
import type { TeamsSignIn } from '../../src/teams/settings.ts'
import { type Claims, garbledManners, type Issuer, startIssuer } from '../support/issuer.ts'

const appId = '5a3b0c1d-0000-4000-8000-000000000b07'
const tenantId = '6f0a3c1e-0000-4000-8000-00000000f10d'
const user = '6f0a3c1e-0000-4000-8000-0000000000a1'
const address = 'https://Stafett.Fjordvik.example'

let issuer: Issuer
let origin: string
beforeAll(async () => {
  issuer = await startIssuer()
  origin = new URL(issuer.metadataUrl).origin
})
afterAll(() => issuer.close())
beforeEach(() => issuer.become('published'))

const signIn = (): TeamsSignIn => ({ appId, appPassword: 'very-secret', tenantId, issuer: origin, address })
const frame = (keysMs?: number) => createFrame(signIn(), keysMs)
const hour = 3600

/** What Entra puts into a token for a tab: https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference */
function claims(changes: Claims = {}): Claims {
  const now = Math.floor(Date.now() / 1000)
  const said = {
    iss: origin,
    aud: appId,
    oid: user,
    tid: tenantId,
    scp: 'access_as_user',
    nbf: now - 60,
    exp: now + hour,
  }
  return { ...said, name: 'Kari', preferred_username: 'kari@fjordvik.example', ...changes }
}
const account = { kind: 'account', account: { channel: 'teams', tenant: tenantId, user } }

it('opens a page of ours as its tab, which a browser finds too, by nothing but its address', () => {
  const path = '/rom/vis/show.case?case=case_1&back=a|b'
  const link = new URL(frame().linkTo(path))
  expect([link.origin, link.pathname]).toEqual(['https://teams.microsoft.com', `/l/entity/${appId}/rom`])
  expect(Object.fromEntries(link.searchParams)).toEqual({
    ...{ webUrl: address + path, context: JSON.stringify({ subEntityId: path }) },
  })
})

describe('a token of Teams', () => {
  it('says whose account it is, as the bot is told of them, and nothing else', async () => {
    expect(await frame().verify(issuer.token(claims()))).toEqual(account)
  })

  it.each<[string, Claims]>([
    [
      'of the older form',
      { iss: `https://sts.windows.net/${tenantId}/`, aud: `api://stafett.fjordvik.example/${appId}` },
    ],
    ['with more scopes than one', { scp: 'profile access_as_user' }],
    ['with ids in capital letters', { oid: user.toUpperCase(), tid: tenantId.toUpperCase() }],
  ])('%s is as good', async (_, changes) => {
    expect(await frame().verify(issuer.token(claims(changes)))).toEqual(account)
  })

  const past = Math.floor(Date.now() / 1000) - 2 * hour
  it.each<[string, Claims]>([
    ['of another tenant', { tid: '6f0a3c1e-0000-4000-8000-00000000a44e' }],
    ['for another app', { aud: '5a3b0c1d-0000-4000-8000-00000000a44e' }],
    ['for another domain', { aud: `api://annen.example/${appId}` }],
    ['of another issuer', { iss: 'https://login.microsoftonline.com/common/v2.0' }],
    ['of the older form and another tenant', { iss: 'https://sts.windows.net/6f0a3c1e-0000-4000-8000-00000000a44e/' }],
    ['whose time is over', { nbf: past, exp: past + hour }],
    ['whose time has not come', { nbf: Math.floor(Date.now() / 1000) + hour }],
    ['without an end', { exp: undefined }],
    ['without a person', { oid: undefined }],
    ['of a person that is none of Entra’s', { oid: 'kari@fjordvik.example' }],
    ['without a tenant', { tid: undefined }],
    ['without a scope', { scp: undefined }],
    ['with another scope', { scp: 'access_as_user_too profile' }],
    ['with the scope of an app', { scp: undefined, roles: ['access_as_user'] }],
  ])('%s is refused', async (_, changes) => {
    expect(await frame().verify(issuer.token(claims(changes)))).toEqual({ kind: 'refused' })
  })

  it.each<[string, (of: Issuer) => string]>([
    ['signed by another key', (of) => of.forged(claims())],
    ['that names a key nobody published', (of) => of.stray(claims())],
    ['that nobody signed', (of) => of.unsigned(claims())],
    ['signed with the public key as a secret', (of) => of.confused(claims())],
    ['that is none', () => 'token'],
    ['that is empty', () => ''],
  ])('%s is refused', async (_, token) => {
    expect(await frame().verify(token(issuer))).toEqual({ kind: 'refused' })
  })

  it('whose signature is for other claims is refused', async () => {
    const [head = '', , signature = ''] = issuer.token(claims()).split('.')
    const body = Buffer.from(JSON.stringify(claims({ oid: tenantId }))).toString('base64url')
    expect(await frame().verify([head, body, signature].join('.'))).toEqual({ kind: 'refused' })
  })
})

describe('where the keys do not come', () => {
  it.each(['broken', ...garbledManners.filter((one) => one !== 'metadata-endless')] as const)(
    'nobody can say, and can the next time: %s',
    async (manner) => {
      const one = frame()
      issuer.become(manner)
      const { kind } = await one.verify(issuer.token(claims()))
      // A list of keys without ours is an answer, after which they are asked for anew in half a minute.
      expect(kind).toBe(manner === 'keys-none' ? 'refused' : 'unreachable')
      issuer.become('published')
      if (kind === 'unreachable') expect(await one.verify(issuer.token(claims()))).toEqual(account)
    },
  )

  it('they are not waited for longer than is left to wait', async () => {
    issuer.become('silent')
    expect(await frame(50).verify(issuer.token(claims()))).toEqual({ kind: 'unreachable' })
  })

  it('they are asked for once, and not for what is no token', async () => {
    const one = frame()
    const before = issuer.asked()
    await one.verify('token')
    await one.verify(issuer.unsigned(claims()))
    expect(issuer.asked() - before).toBe(0)
    for (const _ of [1, 2, 3]) await one.verify(issuer.token(claims()))
    expect(issuer.asked() - before).toBe(2)
  })
})

it('Teams and Microsoft 365 may frame the page, each by https, and nobody else', () => {
  const { ancestors } = frame()
  expect(ancestors).toEqual(
    expect.arrayContaining([
      'https://teams.microsoft.com',
      'https://*.teams.microsoft.com',
      'https://*.cloud.microsoft',
    ]),
  )
  const theirs =
    /^https:\/\/(\*\.|outlook\.|teams\.)*(teams\.microsoft\.com|microsoft\.com|cloud\.microsoft|microsoft365\.com|office\.com|office365\.com)$/
  expect(ancestors.filter((one) => !theirs.test(one))).toEqual([])
})

it('what the page loads there stands where it says', () => {
  const { script, library } = frame()
  expect([script, library].map((url) => existsSync(url))).toEqual([true, true])
})
