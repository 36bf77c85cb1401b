/** How a family signs in, against a provider nobody here wrote that stands in for ID-porten. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createFamilySignIn, familyWay } from '../../src/web/idporten.ts'
import { createOidc } from '../../src/web/oidc.ts'
import { browse, type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts'
import { keyPair } from '../support/key-pair.ts'

const redirectUri = 'https://stafett.example/familie/inn/tilbake'
const [ours, another] = [keyPair('ours'), keyPair('ours')]
const number = '01017000027'
const high = { sub: 'pseudonym-1', acr: 'idporten-loa-high', claims: { pid: number } }

let identity: IdentityProvider
beforeAll(async () => {
  identity = await startIdentityProvider({ id: 'kommunen', key: ours.public, redirectUri }, { pushed: true })
})
afterAll(() => identity.close())
beforeEach(() => {
  identity.sits(high)
  identity.asked.length = 0
})

const family = (key = ours.private) =>
  createFamilySignIn({ issuer: identity.issuer, clientId: 'kommunen', key }, createOidc())

async function signedIn(at = family(), cookies = new Map<string, string>()) {
  const begun = await at.begin(redirectUri, 'nn')
  if ('refused' in begun) return begun
  return at.finish(await browse(begun.url, cookies), begun.kept)
}

describe('a family', () => {
  it('has an account by which the pseudonym is not to be had, the same each time and another for another provider', async () => {
    const account = async (issuer: string) => {
      const way = familyWay(family(), issuer)
      const begun = await way.begin(redirectUri, 'nn')
      if ('refused' in begun) return begun
      return way.finish(await browse(begun.url, new Map()), begun.kept)
    }
    const found = await account('https://id.example')
    expect(found).toMatchObject({
      kind: 'account',
      account: { channel: 'family', tenant: 'https://id.example', user: expect.stringMatching(/^[\w-]{43}$/) },
    })
    expect(JSON.stringify(found)).not.toContain('pseudonym')
    expect(await account('https://id.example')).toEqual(found)
    const other = await account('https://other.example')
    expect(other).not.toMatchObject({ account: { user: 'account' in found ? found.account.user : '' } })
  })

  it('signs in, and is known by nothing but a pseudonym', async () => {
    expect(await signedIn()).toEqual({ subject: 'pseudonym-1' })
  })

  it('sends nothing of what is asked through the browser', async () => {
    const begun = await family().begin(redirectUri, 'nb')
    const url = new URL('url' in begun ? begun.url : '')
    expect([...url.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri'])
    expect(identity.asked).toContain('/request')
  })

  it('is asked for the highest level, in its language', async () => {
    await signedIn()
    expect(identity.request()).toMatchObject({ acr_values: 'idporten-loa-high', ui_locales: 'nn', scope: 'openid' })
  })

  it('signs in anew, whoever sat at the machine before', async () => {
    const machine = new Map<string, string>()
    for (const times of [1, 2]) {
      expect(await signedIn(family(), machine)).toEqual({ subject: 'pseudonym-1' })
      expect(identity.asked.filter((path) => path.startsWith('/interaction/'))).toHaveLength(times)
    }
  })

  it.each([['idporten-loa-substantial'], ['idporten-loa-low'], [undefined]])(
    'with the level %s is not signed in',
    async (acr) => {
      identity.sits(acr === undefined ? { sub: 'pseudonym-1' } : { sub: 'pseudonym-1', acr })
      expect(await signedIn()).toEqual({ refused: 'invalid', code: 'level' })
    },
  )

  it('is not known by a national identity number, whatever it is handed out as', async () => {
    identity.sits({ ...high, sub: number })
    expect(await signedIn()).toEqual({ refused: 'invalid', code: 'subject' })
  })

  it('is signed out where ID-porten ends its own session, by its cookie alone: no token is kept that would name them', async () => {
    const machine = new Map<string, string>()
    await signedIn(family(), machine)
    const url = await family().leave()
    expect(url).toBe(`${identity.issuer}/session/end?client_id=kommunen`)
    const cookie = [...machine].map(([name, value]) => `${name}=${value}`).join('; ')
    const shown = await fetch(url ?? '', { headers: { cookie } })
    expect([shown.status, (await shown.text()).includes('/session/end/confirm')]).toEqual([200, true])
  })

  it('is told so where it can not be signed out there', async () => {
    const silent = await startIdentityProvider({ id: 'kommunen', key: ours.public, redirectUri }, { ends: false })
    const client = { issuer: silent.issuer, clientId: 'kommunen', key: ours.private }
    expect(await createFamilySignIn(client, createOidc()).leave()).toBe(null)
    silent.fails(503)
    expect(await createFamilySignIn(client, createOidc()).leave()).toBe(null)
    await silent.close()
  })

  it('that says no is not signed in', async () => {
    identity.sits('denies')
    expect(await signedIn()).toEqual({ refused: 'denied', code: 'access_denied' })
  })
})

it('we are known to it by our key alone', async () => {
  expect(await signedIn(family(another.private))).toEqual({ refused: 'invalid', code: 'invalid_client' })
})

it('while it is down a family can try again', async () => {
  identity.fails(503)
  expect(await signedIn()).toEqual({ refused: 'unreachable', code: 'http-503' })
  identity.fails(null)
  expect(await signedIn()).toEqual({ subject: 'pseudonym-1' })
})
