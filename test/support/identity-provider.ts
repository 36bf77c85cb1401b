/**
 * An identity provider on this machine that nobody here wrote (`oidc-provider`), and a browser that goes through it: what a whole
 * login looks like, and what becomes of one that somebody meddles with.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Provider, { type Configuration, type JWK } from 'oidc-provider'
import { keyPair } from './key-pair.ts'

/** Who sits at the provider: whoever signs in, or says no. */
export type AtProvider = { sub: string; acr?: string; claims?: Record<string, unknown> } | 'denies'

export type IdentityProvider = {
  issuer: string
  /** What the browser is, from now on. */
  sits(who: AtProvider): void
  /** How often it was asked to describe itself. */
  described(): number
  /** From now on it answers nothing but this status, or nothing at all; `null`: as it does. */
  fails(with_: number | 'silent' | null): void
  /** What was sent to the paths of the provider, without what follows the question mark. */
  asked: string[]
  /** The parameters of the request that somebody signed in by last, however they came. */
  request(): Record<string, unknown>
  close(): Promise<void>
}

type Client = { id: string; redirectUri: string } & ({ secret: string } | { key: JWK })

/** `pushed`: it takes no request but a pushed one, and hands out `pid`, as ID-porten does; `ends`: it says where its own session is ended. */
export async function startIdentityProvider(
  client: Client,
  { pushed = false, ends = true } = {},
): Promise<IdentityProvider> {
  let who: AtProvider = { sub: 'nobody' }
  let failing: number | 'silent' | null = null
  const asked: string[] = []
  let parameters: Record<string, unknown> = {}
  let serve: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  const server = createServer((request, response) => {
    asked.push((request.url ?? '').split('?')[0] ?? '')
    if (failing === 'silent') return
    if (failing !== null) return void response.writeHead(failing).end()
    serve(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const provider = new Provider(
    issuer,
    configurationOf(client, { pushed, ends }, () => who),
  )
  const callback = provider.callback()
  serve = async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response)
    parameters = (await provider.interactionDetails(request, response)).params
    const result =
      who === 'denies'
        ? { error: 'access_denied', error_description: 'no' }
        : { login: { accountId: who.sub, ...(who.acr === undefined ? {} : { acr: who.acr }) } }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  }
  return {
    issuer,
    asked,
    request: () => parameters,
    sits: (now) => {
      who = now
    },
    described: () => asked.filter((path) => path === '/.well-known/openid-configuration').length,
    fails: (how) => {
      failing = how
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function configurationOf(
  client: Client,
  { pushed, ends }: { pushed: boolean; ends: boolean },
  who: () => AtProvider,
): Configuration {
  const proof =
    'secret' in client
      ? { client_secret: client.secret, token_endpoint_auth_method: 'client_secret_post' as const }
      : { token_endpoint_auth_method: 'private_key_jwt' as const, jwks: { keys: [client.key] } }
  const more = () => {
    const now = who()
    return now === 'denies' ? {} : (now.claims ?? {})
  }
  return {
    clients: [{ client_id: client.id, redirect_uris: [client.redirectUri], application_type: 'web', ...proof }],
    acrValues: ['idporten-loa-substantial', 'idporten-loa-high'],
    claims: { openid: ['sub', 'acr', 'pid', 'tid', 'oid'], acr: null },
    conformIdTokenClaims: false,
    cookies: { keys: ['test'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: ends },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: pushed },
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [keyPair('provider').private] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ sub, ...more() }) }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: client.id, accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  }
}

/**
 * Goes where it is sent, with the cookies it was given, until it would leave the provider: the address it would go to then. `cookies`:
 * those of an earlier visit.
 */
export async function browse(url: string, cookies = new Map<string, string>()): Promise<string> {
  const { origin } = new URL(url)
  let at = url
  for (let hops = 0; hops < 10; hops++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const one of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`the provider shows a page: ${response.status} ${await response.text()}`)
    at = new URL(location, at).href
    if (new URL(at).origin !== origin) return at
  }
  throw new Error('the provider sends the browser round and round')
}
