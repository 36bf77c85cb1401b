/**
 * Who posted an activity: the Bot Connector's signed token is checked here, and nowhere else. The check itself is
 * Microsoft's own.
 */
// The file itself, not the package's index: the index leaves the extractor out, and loading the whole SDK takes half a
// second and 25 MB more.
import { JwtTokenExtractor } from 'botframework-connector/lib/auth/jwtTokenExtractor.js'

/** What was found out about a request. `unavailable`: the signing keys could not be fetched, so nobody can say. */
export type Verdict = { kind: 'trusted'; serves: (serviceUrl: string) => boolean } | { kind: 'refused' | 'unavailable' }

/** Judges the value of an `Authorization` header. Never throws. */
export type Verify = (authorization: string | undefined) => Promise<Verdict>

/** Who signs tokens: the public cloud, or what a municipality's settings name. */
export type Issuer = { openIdMetadataUrl: string; tokenIssuer: string }

/** https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
const publicCloud: Issuer = {
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokenIssuer: 'https://api.botframework.com',
}
const clockToleranceSeconds = 300

/** Trusts tokens made for `appId` by the issuer, and for each only the service URL that stands in it. */
export function verifySigned(appId: string, issuer: Issuer | null): Verify {
  const { openIdMetadataUrl, tokenIssuer } = issuer ?? publicCloud
  const rules = { issuer: tokenIssuer, audience: appId, clockTolerance: clockToleranceSeconds, ignoreExpiration: false }
  const extractor = new JwtTokenExtractor(rules, openIdMetadataUrl, ['RS256', 'RS384', 'RS512'])
  return async (authorization) => {
    if (authorization === undefined) return { kind: 'refused' }
    try {
      const identity = await extractor.getIdentityFromAuthHeader(authorization, 'msteams', [])
      const serviceUrl = identity?.getClaimValue('serviceurl')
      if (!identity?.isAuthenticated || typeof serviceUrl !== 'string') return { kind: 'refused' }
      return { kind: 'trusted', serves: (url) => url === serviceUrl && url.startsWith('https:') }
    } catch (error) {
      return { kind: isFetchFailure(error) ? 'unavailable' : 'refused' }
    }
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

/** The SDK's own errors for keys it could not fetch: node-fetch's, and its own for a status that is not 200. */
function isFetchFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error.name === 'FetchError' || ('statusCode' in error && error.statusCode === 500)
}
