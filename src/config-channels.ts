/**
 * The settings of the channels: which are used, and how each is reached. A channel that is half set up, or in two ways at
 * once, is a problem that names every setting and what it is for. Reads no environment itself.
 */

import { guid } from './teams/guid.ts'

/** How Teams is reached. `unsigned` takes requests from anybody on this machine: demonstrations and tests only. */
export type TeamsConfig =
  | { access: 'signed'; appId: string; appPassword: string; tenantId: string; issuer: TokenIssuer | null }
  | { access: 'unsigned' }

/** Who signs Teams' tokens where it is not the public cloud. */
export type TokenIssuer = { openIdMetadataUrl: string; tokenIssuer: string }

/**
 * How Slack is reached: it posts to us, or we keep a connection to it (Socket Mode); with the token of one workspace, or
 * installed by several that are allowed. `links` is where links to cases begin.
 */
export type SlackConfig = {
  receive: { kind: 'http'; signingSecret: string } | { kind: 'socket'; appToken: string }
  workspaces:
    | { kind: 'one'; botToken: string }
    | { kind: 'several'; clientId: string; clientSecret: string; allowed: string[]; publicUrl: string }
  /** Null: Slack's own. */
  apiUrl: string | null
  links: string | null
}

export const prefix = 'STAFETT_'

export const channelSettings = [
  'PUBLIC_URL',
  'TEAMS_APP_ID',
  'TEAMS_TENANT_ID',
  'TEAMS_OPENID_METADATA_URL',
  'TEAMS_TOKEN_ISSUER',
  'DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS',
  'SLACK_CLIENT_ID',
  'SLACK_WORKSPACES',
  'SLACK_API_URL',
] as const

/** May come from a file instead. */
export const channelSecrets = [
  'TEAMS_APP_PASSWORD',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_CLIENT_SECRET',
] as const

type Setting = (typeof channelSettings)[number] | (typeof channelSecrets)[number]
type Value = (name: Setting) => string | undefined

export type Channels = {
  /** Where the bot is reached from outside, without a slash at the end. Null: no links are given out. */
  publicUrl: string | null
  /** Null: the channel is not used. At least one is. */
  teams: TeamsConfig | null
  slack: SlackConfig | null
}

/** What it finds wrong is added to `problems`; the answer is of use only when there are none. */
export function readChannels(value: Value, host: string, problems: string[]): Channels {
  const isSet = (name: Setting) => value(name) !== undefined
  const publicUrl = readUrl(value, 'PUBLIC_URL', problems)
  const usesTeams = [...teamsSettings, 'DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS' as const].some(isSet)
  const usesSlack = slackSettings.some(isSet)
  if (!usesTeams && !usesSlack) {
    const teams = teamsNeeded.map((name) => prefix + name).join(', ')
    const slack = `${prefix}SLACK_SIGNING_SECRET, ${prefix}SLACK_BOT_TOKEN`
    problems.push(`no channel is set up: set ${teams} for Teams, or ${slack} for Slack`)
  }
  return {
    publicUrl,
    teams: usesTeams ? readTeams(value, host, problems) : null,
    slack: usesSlack ? readSlack(value, publicUrl, problems) : null,
  }
}

const teamsNeeded = ['TEAMS_APP_ID', 'TEAMS_APP_PASSWORD', 'TEAMS_TENANT_ID'] as const
const teamsSettings = [...teamsNeeded, 'TEAMS_OPENID_METADATA_URL', 'TEAMS_TOKEN_ISSUER'] as const

function readTeams(value: Value, host: string, problems: string[]): TeamsConfig | null {
  const issuer = readIssuer(value, problems)
  if (value('DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS') !== undefined) {
    const signedToo = teamsSettings.some((name) => value(name) !== undefined)
    return readUnsigned(value, host, signedToo, problems)
  }
  const missing = teamsNeeded.filter((name) => value(name) === undefined)
  problems.push(...missing.map((name) => `${prefix}${name} is missing: Teams needs it beside what is set`))
  for (const name of ['TEAMS_APP_ID', 'TEAMS_TENANT_ID'] as const) {
    const id = value(name)
    if (id !== undefined && !guid.test(id))
      problems.push(`${prefix}${name} must be an id from Entra, such as 00000000-0000-4000-8000-000000000001`)
  }
  const [appId, appPassword, tenantId] = teamsNeeded.map(value)
  if (appId === undefined || appPassword === undefined || tenantId === undefined) return null
  return { access: 'signed', appId, appPassword, tenantId, issuer }
}

function readUnsigned(value: Value, host: string, signedToo: boolean, problems: string[]): TeamsConfig {
  const name = `${prefix}DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS`
  if (value('DANGEROUSLY_ACCEPT_UNSIGNED_TEAMS') !== 'yes') problems.push(`${name} must be yes, or not be set at all`)
  if (!isLoopback(host)) {
    problems.push(`${name} is allowed only with a ${prefix}HOST that this machine alone can reach, such as 127.0.0.1`)
  }
  if (signedToo) problems.push(`${name} can't be combined with other ${prefix}TEAMS_ settings: remove it or them`)
  return { access: 'unsigned' }
}

function readIssuer(value: Value, problems: string[]): TokenIssuer | null {
  const openIdMetadataUrl = value('TEAMS_OPENID_METADATA_URL')
  const tokenIssuer = value('TEAMS_TOKEN_ISSUER')
  if (openIdMetadataUrl === undefined && tokenIssuer === undefined) return null
  if (openIdMetadataUrl === undefined) {
    problems.push(`${prefix}TEAMS_OPENID_METADATA_URL is missing: the issuer needs it`)
  } else if (!isTrustedUrl(openIdMetadataUrl)) problems.push(untrusted('TEAMS_OPENID_METADATA_URL'))
  if (tokenIssuer === undefined) problems.push(`${prefix}TEAMS_TOKEN_ISSUER is missing: the metadata address needs it`)
  return { openIdMetadataUrl: openIdMetadataUrl ?? '', tokenIssuer: tokenIssuer ?? '' }
}

const severalSettings = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_WORKSPACES'] as const
const severalNeeded: [Setting, string][] = [
  ['SLACK_CLIENT_ID', 'it names the app where a workspace installs it'],
  ['SLACK_CLIENT_SECRET', 'it proves to Slack who fetches the token of a workspace'],
  ['SLACK_WORKSPACES', 'it lists the workspaces or organisations that may install the app'],
  ['PUBLIC_URL', 'a workspace is sent back to it when it has installed the app'],
]
const slackSettings = [
  ...severalSettings,
  ...(['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_API_URL'] as const),
]

function readSlack(value: Value, links: string | null, problems: string[]): SlackConfig | null {
  const receive = readReceive(value, problems)
  const several = severalSettings.filter((name) => value(name) !== undefined)
  const workspaces = several.length > 0 ? readSeveral(value, links, problems) : readOne(value, problems)
  if (several.length > 0 && value('SLACK_BOT_TOKEN') !== undefined) {
    const others = several.map((name) => prefix + name).join(', ')
    problems.push(
      `${prefix}SLACK_BOT_TOKEN can't be combined with ${others}: the token is for one workspace, they are for ` +
        'several that install the app. Remove it or them',
    )
  }
  if (several.length > 0 && value('SLACK_APP_TOKEN') !== undefined) {
    problems.push(
      `${prefix}SLACK_APP_TOKEN can't be combined with several workspaces: they install the app over HTTP. ` +
        `Set ${prefix}SLACK_SIGNING_SECRET instead`,
    )
  }
  const apiUrl = readUrl(value, 'SLACK_API_URL', problems)
  return receive && workspaces && { receive, workspaces, apiUrl, links }
}

function readReceive(value: Value, problems: string[]): SlackConfig['receive'] | null {
  const signingSecret = value('SLACK_SIGNING_SECRET')
  const appToken = value('SLACK_APP_TOKEN')
  if (signingSecret !== undefined && appToken !== undefined) {
    problems.push(
      `${prefix}SLACK_APP_TOKEN can't be combined with ${prefix}SLACK_SIGNING_SECRET: with the token the bot connects to ` +
        'Slack (Socket Mode), with the secret Slack posts to the bot. Remove one',
    )
  }
  if (appToken !== undefined) {
    if (!isToken(appToken, 'xapp-')) problems.push(`${prefix}SLACK_APP_TOKEN must be an app-level token: xapp-…`)
    return { kind: 'socket', appToken }
  }
  if (signingSecret !== undefined) return { kind: 'http', signingSecret }
  problems.push(
    `${prefix}SLACK_SIGNING_SECRET is missing: it shows that a request comes from Slack. ` +
      `Where the bot has no address that Slack can reach, set ${prefix}SLACK_APP_TOKEN instead`,
  )
  return null
}

function readOne(value: Value, problems: string[]): SlackConfig['workspaces'] | null {
  const botToken = value('SLACK_BOT_TOKEN')
  if (botToken === undefined) {
    problems.push(`${prefix}SLACK_BOT_TOKEN is missing: it lets the bot write in the workspace`)
    return null
  }
  if (!isToken(botToken, 'xoxb-')) problems.push(`${prefix}SLACK_BOT_TOKEN must be a bot token: xoxb-…`)
  return { kind: 'one', botToken }
}

function readSeveral(value: Value, publicUrl: string | null, problems: string[]): SlackConfig['workspaces'] | null {
  const missing = severalNeeded.filter(([name]) => value(name) === undefined)
  problems.push(...missing.map(([name, why]) => `${prefix}${name} is missing: ${why}`))
  const [clientId, clientSecret, list] = severalSettings.map(value)
  const allowed = list?.split(',').map((id) => id.trim()) ?? []
  if (!allowed.every((id) => /^[TE][A-Z0-9]+$/.test(id))) {
    problems.push(`${prefix}SLACK_WORKSPACES must be ids of workspaces or organisations, such as T012AB3CD,E012AB3CD`)
  }
  if (clientId === undefined || clientSecret === undefined || publicUrl === null) return null
  return { kind: 'several', clientId, clientSecret, allowed, publicUrl }
}

/** A secret whose file can't be read is empty, and its own problem. */
function isToken(text: string, kind: string): boolean {
  return text === '' || text.startsWith(kind)
}

/** An address that more is added to. */
function readUrl(value: Value, name: Setting, problems: string[]): string | null {
  const text = value(name)
  if (text === undefined) return null
  if (!isTrustedUrl(text)) problems.push(untrusted(name))
  else if (/[?#]/.test(text)) problems.push(`${prefix}${name} must end with its path: nothing after a ? or #`)
  return text.replace(/\/+$/, '')
}

function untrusted(name: Setting): string {
  return `${prefix}${name} must be an https address (http only on this machine)`
}

function isTrustedUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)))
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}
