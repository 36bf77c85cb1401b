/**
 * The page inside Teams, as a tab or a dialog: who may frame it, and whose token its client handed out. The token is made for the
 * bot's own registration, and is checked here and nowhere else.
 *
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-overview
 */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Frame, Proof } from '../ports.ts'
import { channelName, title } from './name.ts'
import { resourceOf, scopeInTab, type TeamsSignIn } from './settings.ts'
import { proofOf } from './sign-in.ts'
import { tabLink } from './tab-link.ts'

/** https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements */
const ancestors = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
]

/** Keys that have not come after `keysMs` milliseconds are unreachable. */
export function createFrame(signIn: TeamsSignIn, keysMs = 5_000): Frame {
  const getKey = keysOf(signIn.issuer, keysMs)
  return {
    name: channelName,
    title,
    ancestors,
    linkTo: (path) => tabLink(signIn, path),
    verify: (token) => verify(token, signIn, getKey),
    script: new URL('browser/tab.ts', import.meta.url),
    library: new URL(import.meta.resolve('@microsoft/teams-js')),
  }
}

async function verify(token: string, signIn: TeamsSignIn, getKey: JWTVerifyGetKey): Promise<Proof> {
  try {
    const { payload } = await jwtVerify(token, getKey, {
      // By the older and the newer form of tokens, of which Entra hands out the one that the registration names.
      issuer: [signIn.issuer, `https://sts.windows.net/${signIn.tenantId}/`],
      audience: [signIn.appId, resourceOf(signIn)],
      algorithms: ['RS256'],
      requiredClaims: ['oid', 'tid', 'exp'],
      clockTolerance: 60,
    })
    return isOfTab(payload) ? proofOf(payload, signIn.tenantId) : { kind: 'refused' }
  } catch (error) {
    return { kind: error instanceof NoKeysError ? 'unreachable' : 'refused' }
  }
}

/** An ID token of the same registration has no scope, and was made for nobody's client. */
function isOfTab({ scp }: JWTPayload): boolean {
  return typeof scp === 'string' && scp.split(' ').includes(scopeInTab)
}

/** The keys did not come, so that nobody can say. */
class NoKeysError extends Error {}

/** An hour: a key that is not among them is asked for at once, at most twice a minute. */
const keptMs = 3_600_000

const describedSchema = z.looseObject({ jwks_uri: z.url({ protocol: /^https?$/ }) })

/** The issuer's keys by its own description; what did not come, or is of no use, is fetched anew with the next token. */
function keysOf(issuer: string, timeoutMs: number): JWTVerifyGetKey {
  let known: Promise<JWTVerifyGetKey> | null = null
  return async (header, token) => {
    try {
      known ??= describe(issuer, timeoutMs)
      return await (await known)(header, token)
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error
      known = null
      throw new NoKeysError('the keys did not come', { cause: error })
    }
  }
}

async function describe(issuer: string, timeoutMs: number): Promise<JWTVerifyGetKey> {
  const signal = AbortSignal.timeout(timeoutMs)
  const response = await fetch(`${issuer}/.well-known/openid-configuration`, { signal, redirect: 'error' })
  if (!response.ok) throw new Error(`http-${response.status}`)
  const { jwks_uri } = describedSchema.parse(await response.json())
  return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: timeoutMs, cacheMaxAge: keptMs })
}
