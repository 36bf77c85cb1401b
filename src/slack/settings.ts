/**
 * The settings of Slack. Half set up, or in two ways at once, is a problem that names every setting and what it is for. Read at
 * every start, also where Slack is not used, so it loads nothing of it.
 */
import { type Given, prefix, readSignInIssuer, readUrl } from '../config-value.ts'
import { staffBackPath } from '../ports.ts'
import type { Receive } from './entrance.ts'

/**
 * How Slack is reached: it posts to us, or we keep a connection to it (Socket Mode). `workspaces`: one, or those that are
 * `allowed` to install the app from `publicUrl`. `apiUrl` is a stand-in for Slack's own. `links` is the address whose
 * `/sak/FJ-1001` is answered where somebody writes it.
 */
export type SlackSettings = {
  receive: Receive
  workspaces:
    | { kind: 'one'; botToken: string }
    | { kind: 'several'; clientId: string; clientSecret: string; allowed: string[]; publicUrl: string }
  apiUrl: string | null
  links: string | null
  /** People sign in to the page by their accounts of it. */
  signIn?: SlackSignIn
}

/** Signing in by the bot's own app. `issuer` is whose tokens are believed, without a slash at the end. */
export type SlackSignIn = { clientId: string; clientSecret: string; issuer: string }

export const plain = [
  'SLACK_CLIENT_ID',
  'SLACK_WORKSPACES',
  'SLACK_API_URL',
  'SLACK_SIGN_IN',
  'SLACK_SIGN_IN_ISSUER',
] as const

/** May come from a file instead. */
export const secret = ['SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_CLIENT_SECRET'] as const

/** Of the ways to set it up the one with the fewest. */
export const needed = ['SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN'] as const

const severalSettings = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_WORKSPACES'] as const
const severalNeeded: Record<(typeof severalSettings)[number], string> = {
  SLACK_CLIENT_ID: 'it names the app where a workspace installs it',
  SLACK_CLIENT_SECRET: 'it proves to Slack who fetches the token of a workspace',
  SLACK_WORKSPACES: 'it lists the workspaces or organisations that may install the app',
}

type Setting = (typeof plain)[number] | (typeof secret)[number]
type Value = Given<Setting>['value']

export const credentials: Record<'bot' | 'app', Setting[]> = {
  bot: ['SLACK_BOT_TOKEN'],
  app: ['SLACK_APP_TOKEN'],
}

/** What it finds wrong is added to `problems`; the answer is of use only when there are none. */
export function readSlack({ value, publicUrl }: Given<Setting>, problems: string[]): SlackSettings | null {
  const ofChannel = [...secret, 'SLACK_WORKSPACES', 'SLACK_CLIENT_ID'] as const
  if (value('SLACK_SIGN_IN') !== undefined && ofChannel.every((name) => value(name) === undefined))
    problems.push(
      `${prefix}SLACK_SIGN_IN needs Slack to be set up as a channel: people sign in to the app that the bot is there`,
    )
  const receive = readReceive(value, problems)
  // Signing in needs the app's id and secret too, also where one workspace has installed it.
  const isOne = value('SLACK_SIGN_IN') !== undefined && value('SLACK_WORKSPACES') === undefined
  const several = isOne ? [] : severalSettings.filter((name) => value(name) !== undefined)
  const workspaces = several.length > 0 ? readSeveral(value, publicUrl, problems) : readOne(value, problems)
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
  const signIn = readSignIn(value, publicUrl, { isOne, problems })
  const settings = receive && workspaces && { receive, workspaces, apiUrl, links: publicUrl }
  return settings && signIn ? { ...settings, signIn } : settings
}

/** https://slack.com/.well-known/openid-configuration */
const slackItself = 'https://slack.com'

/** Null where nobody signs in by it. What several workspaces need too is missed there. */
function readSignIn(
  value: Value,
  publicUrl: string | null,
  { isOne, problems }: { isOne: boolean; problems: string[] },
): SlackSignIn | null {
  const name = `${prefix}SLACK_SIGN_IN`
  const asked = value('SLACK_SIGN_IN')
  const issuer = readSignInIssuer(value, 'SLACK_SIGN_IN_ISSUER', problems)
  if (asked === undefined) {
    if (issuer !== null) problems.push(`${name} is missing: ${name}_ISSUER is of no use without it`)
    return null
  }
  if (asked !== 'yes') problems.push(`${name} must be yes, or not be set at all`)
  const clientId = value('SLACK_CLIENT_ID')
  const clientSecret = value('SLACK_CLIENT_SECRET')
  const needs = {
    SLACK_CLIENT_ID: [clientId, 'it names the app that people sign in to'],
    SLACK_CLIENT_SECRET: [clientSecret, 'it proves to Slack who asks who has signed in'],
    PUBLIC_URL: [publicUrl ?? undefined, 'whoever signs in is sent back to it'],
  }
  const missing = Object.entries(needs).filter(([, [given]]) => given === undefined)
  if (isOne)
    problems.push(...missing.map(([one, [, why]]) => `${prefix}${one} is missing: ${name} needs it, since ${why}`))
  if (clientId === undefined || clientSecret === undefined) return null
  return { clientId, clientSecret, issuer: issuer ?? slackItself }
}

function readReceive(value: Value, problems: string[]): Receive | null {
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

function readOne(value: Value, problems: string[]): SlackSettings['workspaces'] | null {
  const botToken = value('SLACK_BOT_TOKEN')
  if (botToken === undefined) {
    problems.push(`${prefix}SLACK_BOT_TOKEN is missing: it lets the bot write in the workspace`)
    return null
  }
  if (!isToken(botToken, 'xoxb-')) problems.push(`${prefix}SLACK_BOT_TOKEN must be a bot token: xoxb-…`)
  return { kind: 'one', botToken }
}

function readSeveral(value: Value, publicUrl: string | null, problems: string[]): SlackSettings['workspaces'] | null {
  const missing = severalSettings.filter((name) => value(name) === undefined)
  problems.push(...missing.map((name) => `${prefix}${name} is missing: ${severalNeeded[name]}`))
  if (publicUrl === null) {
    problems.push(`${prefix}PUBLIC_URL is missing: a workspace is sent back to it when it has installed the app`)
  }
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

/** What an administrator should know of the settings, though nothing is wrong with them. */
export function remarks({ signIn, links }: SlackSettings): string[] {
  if (!signIn) return []
  return [
    `Slack: people sign in to the page by it; the app must have the redirect URI ${links}${staffBackPath('slack')}`,
  ]
}
