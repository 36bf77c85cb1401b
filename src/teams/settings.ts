/**
 * The settings of Teams. Half set up, or in two ways at once, is a problem that names every setting. Read at every start, also
 * where Teams is not used, so it loads nothing of it.
 */
import { type Given, isLoopback, isTrustedUrl, prefix, readSignInIssuer, untrusted } from '../config-value.ts'
import { staffBackPath } from '../ports.ts'
import { guid } from './guid.ts'
import type { Issuer } from './verify.ts'

/**
 * How Teams is reached. `unsigned` believes whoever can reach the port, of any tenant, and sends to this machine only:
 * for demonstrations and tests. `signIn`: people sign in to the page by their accounts of it.
 */
export type TeamsSettings = (
  | { access: 'signed'; appId: string; appPassword: string; tenantId: string; issuer: Issuer | null }
  | { access: 'unsigned' }
) & { signIn?: TeamsSignIn }

/**
 * Signing in by the bot's own registration in Entra. `issuer` is whose tokens are believed, without a slash at the end; `address`
 * where the page is reached from outside.
 */
export type TeamsSignIn = { appId: string; appPassword: string; tenantId: string; issuer: string; address: string }

export const plain = [
  'TEAMS_APP_ID',
  'TEAMS_TENANT_ID',
  'TEAMS_OPENID_METADATA_URL',
  'TEAMS_TOKEN_ISSUER',
  'TEAMS_SIGN_IN',
  'TEAMS_SIGN_IN_ISSUER',
  'DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS',
] as const

/** May come from a file instead. */
export const secret = ['TEAMS_APP_PASSWORD'] as const

export const needed = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'] as const

type Setting = (typeof plain)[number] | (typeof secret)[number]
type Value = Given<Setting>['value']

export const credentials: Record<'bot' | 'app', Setting[]> = {
  bot: ['TEAMS_APP_PASSWORD', 'TEAMS_APP_ID', 'TEAMS_TENANT_ID'],
  app: [],
}

/** What it finds wrong is added to `problems`; the answer is of use only when there are none. */
export function readTeams({ value, host, publicUrl }: Given<Setting>, problems: string[]): TeamsSettings | null {
  const issuer = readIssuer(value, problems)
  if (value('DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS') !== undefined) {
    const signedToo = [...plain, ...secret].some(
      (name) => name !== 'DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS' && value(name) !== undefined,
    )
    return readUnsigned(value, host, signedToo, problems)
  }
  const asked = readSignIn(value, publicUrl, problems)
  const missing = needed.filter((name) => value(name) === undefined)
  problems.push(...missing.map((name) => `${prefix}${name} is missing: Teams needs it beside what is set`))
  for (const name of ['TEAMS_APP_ID', 'TEAMS_TENANT_ID'] as const) {
    const id = value(name)
    if (id !== undefined && !guid.test(id))
      problems.push(`${prefix}${name} must be an id from Entra, such as 00000000-0000-4000-8000-000000000001`)
  }
  const [appId, appPassword, tenantId] = needed.map(value)
  if (appId === undefined || appPassword === undefined || tenantId === undefined) return null
  // Microsoft writes them in small letters, and people as they like.
  const app = { appId: appId.toLowerCase(), appPassword, tenantId: tenantId.toLowerCase() }
  if (asked === null) return { access: 'signed', ...app, issuer }
  const { address, issuer: own = `${entra}/${app.tenantId}/v2.0` } = asked
  return { access: 'signed', ...app, issuer, signIn: { ...app, issuer: own, address } }
}

/** Of the public cloud: https://learn.microsoft.com/entra/identity-platform/v2-protocols-oidc */
const entra = 'https://login.microsoftonline.com'

/** Null where nobody signs in by it. */
function readSignIn(
  value: Value,
  publicUrl: string | null,
  problems: string[],
): { address: string; issuer?: string } | null {
  const name = `${prefix}TEAMS_SIGN_IN`
  const asked = value('TEAMS_SIGN_IN')
  const issuer = readSignInIssuer(value, 'TEAMS_SIGN_IN_ISSUER', problems)
  if (asked === undefined) {
    if (issuer !== null) problems.push(`${name} is missing: ${name}_ISSUER is of no use without it`)
    return null
  }
  if (asked !== 'yes') problems.push(`${name} must be yes, or not be set at all`)
  if (publicUrl === null) {
    problems.push(`${prefix}PUBLIC_URL is missing: ${name} needs it, since whoever signs in is sent back to it`)
    return null
  }
  return issuer === null ? { address: publicUrl } : { address: publicUrl, issuer }
}

/** What an administrator should know of the settings, though nothing is wrong with them. */
export function remarks({ access, signIn }: TeamsSettings): string[] {
  const open = 'Teams: requests need no signature, and anybody on this machine can be any person: for a demonstration'
  return [...(access === 'unsigned' ? [open] : []), ...(signIn ? [remarkOn(signIn)] : [])]
}

/** What must stand in Entra, which can't be looked at from here. */
function remarkOn(signIn: TeamsSignIn): string {
  return (
    `Teams: people sign in to the page by it; the app registration must have the redirect URI ${signIn.address}${staffBackPath('teams')} and ` +
    `the application ID URI ${resourceOf(signIn)}, with the scope ${scopeInTab}`
  )
}

/** The scope that Teams' own client asks for, for its tab. */
export const scopeInTab = 'access_as_user'

/** The bot's registration as what Teams' own client asks a token for: `api://<domain>/<app id>`. */
export function resourceOf({ address, appId }: Pick<TeamsSignIn, 'address' | 'appId'>): string {
  return `api://${URL.parse(address)?.host ?? ''}/${appId}`
}

function readUnsigned(value: Value, host: string, signedToo: boolean, problems: string[]): TeamsSettings {
  const name = `${prefix}DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS`
  if (value('DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS') !== 'yes') problems.push(`${name} must be yes, or not be set at all`)
  if (!isLoopback(host)) {
    problems.push(`${name} is allowed only with a ${prefix}HOST that this machine alone can reach, such as 127.0.0.1`)
  }
  if (signedToo) problems.push(`${name} can't be combined with other ${prefix}TEAMS_ settings: remove it or them`)
  return { access: 'unsigned' }
}

function readIssuer(value: Value, problems: string[]): Issuer | null {
  const openIdMetadataUrl = value('TEAMS_OPENID_METADATA_URL')
  const tokenIssuer = value('TEAMS_TOKEN_ISSUER')
  if (openIdMetadataUrl === undefined && tokenIssuer === undefined) return null
  if (openIdMetadataUrl === undefined) {
    problems.push(`${prefix}TEAMS_OPENID_METADATA_URL is missing: the issuer needs it`)
  } else if (!isTrustedUrl(openIdMetadataUrl)) problems.push(untrusted('TEAMS_OPENID_METADATA_URL'))
  if (tokenIssuer === undefined) problems.push(`${prefix}TEAMS_TOKEN_ISSUER is missing: the metadata address needs it`)
  return { openIdMetadataUrl: openIdMetadataUrl ?? '', tokenIssuer: tokenIssuer ?? '' }
}
