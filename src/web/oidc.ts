/**
 * Signing in by OpenID Connect, whoever the provider is: authorisation code with PKCE, state and nonce, all of it the library's.
 * What a person or the network did is a value; nothing of what a token holds is logged here.
 */
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildAuthorizationUrlWithPAR,
  buildEndSessionUrl,
  type ClientAuth,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import type { IdClaims, SignIn } from '../ports.ts'

/** One provider, as one client of it. */
export type Provider = {
  issuer: string
  clientId: string
  /** How we prove to it who we are. */
  proof: () => Promise<ClientAuth>
  scope: string
  userInfo: boolean
  /** Whether the request itself goes to it from us, so that the browser carries nothing but its number. */
  pushed: boolean
}

/** What must still be known when the browser comes back. The caller seals it; it is of use once, for some minutes. */
export type Kept = { verifier: string; state: string; nonce: string; redirectUri: string }

/**
 * `denied`: the person said no. `unreachable`: the provider did not answer, or not as itself, and may soon. `invalid`: it is none of our
 * answers, was used before, or proves nothing. `code` is for the log.
 */
export type NotSignedIn = { refused: 'denied' | 'unreachable' | 'invalid'; code: string }
export type Begun = { url: string; kept: Kept }

export type Oidc = {
  /** Where the browser goes. `more` are further parameters of the request. */
  begin(provider: Provider, redirectUri: string, more?: Record<string, string>): Promise<Begun | NotSignedIn>
  /** `callbackUrl`: as the browser came back, of which its query counts. */
  finish(provider: Provider, callbackUrl: string, kept: Kept): Promise<{ claims: IdClaims } | NotSignedIn>
  /**
   * Where the browser goes to be signed out of the provider too; null where it announces no such place, or does not answer. No token is
   * kept that would say who it is, so that the provider knows them by its own cookie, and sends nobody back.
   * https://openid.net/specs/openid-connect-rpinitiated-1_0.html
   */
  leave(provider: Provider): Promise<string | null>
}

/** Milliseconds, and a clock in them. */
type Around = { timeoutMs?: number; now?: () => number }

/** How long what a provider says of itself is kept. */
const describedMs = 3_600_000

/** Each request is given up after `timeoutMs`. */
export function createOidc({ timeoutMs = 10_000, now = Date.now }: Around = {}): Oidc {
  const described = new Map<string, { config: Configuration; atMs: number }>()
  const configOf = async (provider: Provider): Promise<Configuration> => {
    const name = `${provider.issuer} ${provider.clientId}`
    const known = described.get(name)
    if (known && Math.abs(now() - known.atMs) < describedMs) return known.config
    const config = await describe(provider, timeoutMs)
    described.set(name, { config, atMs: now() })
    return config
  }
  return {
    begin: (provider, redirectUri, more = {}) =>
      asValue(async () => {
        const kept = { verifier: randomPKCECodeVerifier(), state: randomState(), nonce: randomNonce(), redirectUri }
        const asked = { ...more, ...(await requestOf(provider, kept)) }
        const config = await configOf(provider)
        const url = provider.pushed
          ? await buildAuthorizationUrlWithPAR(config, asked)
          : buildAuthorizationUrl(config, asked)
        return { url: url.href, kept }
      }),
    finish: (provider, callbackUrl, kept) =>
      asValue(async () => claimsOf(provider, await configOf(provider), callbackUrl, kept)),
    async leave(provider) {
      const found = await asValue(async () => {
        const config = await configOf(provider)
        return { url: config.serverMetadata().end_session_endpoint ? buildEndSessionUrl(config).href : null }
      })
      return 'url' in found ? found.url : null
    },
  }
}

/** The provider that a channel's own people sign in by. */
export function providerOf({ issuer, clientId, clientSecret, scope, userInfo }: SignIn): Provider {
  return { issuer, clientId, proof: async () => ClientSecretPost(clientSecret), scope, userInfo, pushed: false }
}

export function isKept(value: unknown): value is Kept {
  const parts = Object(value)
  return [parts.verifier, parts.state, parts.nonce, parts.redirectUri].every((part) => typeof part === 'string')
}

async function requestOf({ scope }: Provider, { verifier, state, nonce, redirectUri }: Kept) {
  return {
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }
}

async function describe({ issuer, clientId, proof }: Provider, timeoutMs: number): Promise<Configuration> {
  const server = new URL(issuer)
  // The settings let no other address be without TLS than one on this machine.
  const plain = server.protocol === 'http:' ? [allowInsecureRequests] : []
  return discovery(server, clientId, {}, await proof(), {
    [customFetch]: fetchWhole,
    timeout: timeoutMs / 1000,
    // Without it the library trusts the connection alone, and looks at no signature.
    execute: [enableNonRepudiationChecks, ...plain],
  })
}

async function claimsOf(
  { userInfo }: Provider,
  config: Configuration,
  callbackUrl: string,
  { verifier, state, nonce, redirectUri }: Kept,
): Promise<{ claims: IdClaims }> {
  const answered = new URL(redirectUri)
  answered.search = new URL(callbackUrl, redirectUri).search
  const tokens = await authorizationCodeGrant(config, answered, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (claims === undefined) throw new Error('an answer without an ID token')
  if (!userInfo) return { claims }
  return { claims: { ...(await fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims } }
}

/** The provider did not answer, or says that it can't now. */
class UnreachableError extends Error {}

/** The answer with all of its body, so that one that breaks off is none. */
async function fetchWhole(url: string, options: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, options)
    const body = await response.arrayBuffer()
    if (response.status >= 500 || response.status === 429) throw new UnreachableError(`http-${response.status}`)
    return new Response(body.byteLength === 0 ? null : body, response)
  } catch (error) {
    throw error instanceof UnreachableError ? error : new UnreachableError('network', { cause: error })
  }
}

async function asValue<T>(work: () => Promise<T>): Promise<T | NotSignedIn> {
  try {
    return await work()
  } catch (error) {
    return refusalOf(error)
  }
}

/** https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 */
const notNow = ['server_error', 'temporarily_unavailable']

function refusalOf(error: unknown): NotSignedIn {
  const unreachable = causesOf(error).find((one) => one instanceof UnreachableError)
  if (unreachable) return { refused: 'unreachable', code: unreachable.message }
  if (error instanceof AuthorizationResponseError) {
    if (error.error === 'access_denied') return { refused: 'denied', code: error.error }
    if (notNow.includes(error.error)) return { refused: 'unreachable', code: error.error }
  }
  return { refused: 'invalid', code: codeOf(error) }
}

function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : []
}

/** What the provider itself answered us, or the library's own code; what came by the browser may be anything. */
function codeOf(error: unknown): string {
  if (error instanceof ResponseBodyError && /^[a-z_]{1,40}$/.test(error.error)) return error.error
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
