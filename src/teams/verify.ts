/**
 * Who posted an activity: the Bot Connector's signed token is checked here, and nowhere else. Signature, keys and times
 * are checked by the SDK; only what claims to come from the connector may reach it.
 */
import { Channels, ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { AuthenticationConstants } from 'botframework-connector'
import { z } from 'zod'
import { LateError, within } from './within.ts'

/** What was found out about a request. `unavailable`: the signing keys could not be fetched, so nobody can say. */
export type Verdict = { kind: 'trusted'; serves: (serviceUrl: string) => boolean } | { kind: 'refused' | 'unavailable' }

/** Judges the value of an `Authorization` header. Never throws. */
export type Verify = (authorization: string | undefined) => Promise<Verdict>

/** Who signs tokens: the public cloud, or what a municipality's settings name. */
export type Issuer = { openIdMetadataUrl: string; tokenIssuer: string }

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
const publicCloud: Issuer = {
  openIdMetadataUrl: AuthenticationConstants.ToBotFromChannelOpenIdMetadataUrl,
  tokenIssuer: AuthenticationConstants.ToBotFromChannelTokenIssuer,
}

/** Whose tokens are trusted: those made for the app, by its issuer (null: the public cloud's). */
export type Expected = { appId: string; tenantId: string; issuer: Issuer | null }

/**
 * Trusts each token only for the service URL that stands in it. Keys that have not come after `keysTimeoutMs` are
 * unavailable, and so is the key of a token that names one the issuer does not publish.
 */
export function verifySigned({ appId, tenantId, issuer }: Expected, keysTimeoutMs: number): Verify {
  const { openIdMetadataUrl, tokenIssuer } = issuer ?? publicCloud
  const claimed = claimedSchema(tokenIssuer, tenantId)
  const judge = async (sdk: Sdk, authorization: string): Promise<Judged> => {
    try {
      // Of the SDK's two checks the one that takes no activity: the channel is not for the activity to choose.
      const checked = sdk.authenticateStreamingRequest(authorization, Channels.Msteams)
      const { claimsIdentity } = await within(checked, keysTimeoutMs)
      const serviceUrl = claimsIdentity.getClaimValue(AuthenticationConstants.ServiceUrlClaim)
      // Asked again here, since behind the emulator's door the SDK does not ask whom a token is for.
      const ours = claimsIdentity.getClaimValue(AuthenticationConstants.AudienceClaim) === appId
      if (!ours || typeof serviceUrl !== 'string') return { kind: 'refused' }
      return { kind: 'trusted', serves: (url) => url === serviceUrl && url.startsWith('https:') }
    } catch (error) {
      if (isKeyMissing(error)) return { kind: 'no-key' }
      return { kind: isFetchFailure(error) ? 'unavailable' : 'refused' }
    }
  }
  const judgeAnew = withFreshKeys((name) => sdkFor(appId, `${openIdMetadataUrl}#${name}`, tokenIssuer), judge)
  return async (authorization = '') => {
    return claimed.safeParse(unverified(authorization)).success ? judgeAnew(authorization) : { kind: 'refused' }
  }
}

type Sdk = ConfigurationBotFrameworkAuthentication
/** `no-key`: among the keys that were fetched last, perhaps long ago, there is none for it. */
type Judged = Verdict | { kind: 'no-key' }

function sdkFor(appId: string, metadataUrl: string, tokenIssuer: string): Sdk {
  return new ConfigurationBotFrameworkAuthentication({
    MicrosoftAppId: appId,
    ToBotFromChannelTokenIssuer: tokenIssuer,
    ToBotFromChannelOpenIdMetadataUrl: metadataUrl,
    // The SDK has a door for its emulator too: it gets no other keys.
    ToBotFromEmulatorOpenIdMetadataUrl: metadataUrl,
  })
}

/** Keys are not asked for anew more often than this, whatever a token names. */
const renewalMs = 10_000
/** The SDK itself asks anew after an hour: by then a name may be used again, so that there are never more of them. */
const names = 3_600_000 / renewalMs + 1

/**
 * The SDK keeps what it fetched by its URL, also an answer without keys, and then asks for no others for an hour. Under
 * another name it asks at once. Keys that serve are kept until there are others that do; beside them stands what was
 * fetched last, whose key the token that made it be fetched may not have named.
 */
function withFreshKeys(open: (name: number) => Sdk, judge: (sdk: Sdk, authorization: string) => Promise<Judged>) {
  let current = open(0)
  let latest: Sdk | null = null
  let renewals = 0
  let renewedMs = Number.NEGATIVE_INFINITY
  return async (authorization: string): Promise<Verdict> => {
    const judged = await judge(current, authorization)
    if (judged.kind !== 'no-key') return judged
    const beside = latest
    const known = beside ? await judge(beside, authorization) : judged
    if (beside && known.kind !== 'no-key' && known.kind !== 'unavailable') current = beside
    if (known.kind !== 'no-key') return known
    // A clock that was moved back must not put it off.
    if (Math.abs(Date.now() - renewedMs) < renewalMs) return { kind: 'unavailable' }
    renewedMs = Date.now()
    renewals++
    const renewed = open(renewals % names)
    const again = await judge(renewed, authorization)
    if (again.kind === 'unavailable') return again
    latest = renewed
    if (again.kind === 'no-key') return { kind: 'unavailable' }
    current = renewed
    return again
  }
}

/**
 * What an unchecked token must say to be worth checking. Before it looks at a signature the SDK takes an issuer of Entra
 * as the emulator, and adds issuers for each tenant it has not heard of to a list that never shrinks.
 */
function claimedSchema(tokenIssuer: string, tenantId: string) {
  return z.object({ iss: z.literal(tokenIssuer), tid: z.literal(tenantId).optional() })
}

/** The claims of a bearer token, which anybody may have written; null for anything else. */
function unverified(authorization: string): unknown {
  const [, claims] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization) ?? []
  if (claims === undefined) return null
  try {
    return JSON.parse(Buffer.from(claims, 'base64url').toString())
  } catch {
    return null
  }
}

/** Trusts everybody who answers on this machine. For demonstrations and tests. */
export async function verifyNothing(): Promise<Verdict> {
  return { kind: 'trusted', serves: isLoopback }
}

function isLoopback(serviceUrl: string): boolean {
  const { hostname } = new URL(serviceUrl)
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/** The SDK's own words, which have no code; and what it stumbles over in keys that are none. */
function isKeyMissing(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && /^Signing Key could not/i.test(error.message))
}

/** Keys that did not come: in time, at all (node-fetch's error), with a status that is not 200 (the SDK's own), or as JSON. */
function isFetchFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof LateError || error instanceof SyntaxError) return true
  return error.name === 'FetchError' || ('statusCode' in error && error.statusCode === 500)
}
