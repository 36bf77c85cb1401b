/**
 * How a workspace, or a whole organisation, installs the app: Slack's OAuth by Bolt's own installer. Only those the settings
 * name get in; a token is kept in the vault and stands nowhere else.
 *
 * https://docs.slack.dev/authentication/installing-with-oauth
 */
import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import {
  ExpressReceiver,
  type InstallationStore,
  type Installation as Installing,
  type Logger,
  webApi,
} from '@slack/bolt'
import type { Phrases } from '../ports.ts'
import type { Installation } from './address.ts'
import { type Installations, type Installed, isAllowed } from './installations.ts'
import type { Report } from './receive.ts'
import { emailScopes, scopes } from './scopes.ts'

export type Installer = {
  clientId: string
  clientSecret: string
  allowed: string[]
  publicUrl: string
  apiUrl: string | null
  installations: Installations
  /** Somebody may be known by their mail address, so it must be read. */
  byEmail: boolean
  phrases: Phrases
  logger: Logger
  report: Report
  /** Somebody has just installed it: they are told what it is. */
  greet(by: Installation, user: string): void
}

const redirectPath = '/slack/oauth_redirect'

/** `/slack/install` sends the browser to Slack, which sends it back to `/slack/oauth_redirect`. */
export function installRouter(installer: Installer): ExpressReceiver['router'] {
  const { clientId, clientSecret, publicUrl, apiUrl, byEmail, logger } = installer
  const { router } = new ExpressReceiver({
    // It receives nothing else: what Slack posts is taken by another.
    signingSecret: '',
    signatureVerification: false,
    endpoints: {},
    clientId,
    clientSecret,
    scopes: byEmail ? [...scopes, ...emailScopes] : scopes,
    logger,
    // Whoever is halfway through when the bot is restarted begins again.
    stateSecret: randomBytes(32).toString('hex'),
    redirectUri: publicUrl + redirectPath,
    installationStore: storeOf(installer),
    installerOptions: {
      directInstall: true,
      redirectUriPath: redirectPath,
      clientOptions: clientOptions(installer),
      ...(apiUrl === null ? {} : { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }),
      callbackOptions: callbacks(installer),
    },
  })
  return router
}

function clientOptions({ apiUrl, logger }: Installer): webApi.WebClientOptions {
  const at = apiUrl === null ? {} : { slackApiUrl: apiUrl }
  return { ...at, logger, retryConfig: { retries: 0 }, timeout: 10_000 }
}

/** Of what Bolt asks of a store, it calls but one. */
function storeOf({ installations, greet }: Installer): InstallationStore {
  return {
    async storeInstallation(installing) {
      const installed = installedBy(installing)
      if (installed === null) throw new Error('an installation without a bot')
      await installations.put(installed)
      greet(reachedBy(installed), installing.user.id)
    },
    async fetchInstallation() {
      throw new Error('installations are not read by Bolt')
    },
  }
}

function callbacks({ allowed, phrases, report, ...installer }: Installer) {
  const refuse = (response: ServerResponse, status: number, code: string) => {
    report('install-refused', { code })
    page(response, status, phrases.name, phrases.notInstalled)
  }
  return {
    async afterInstallation(installing: Installing, _options: unknown, _request: unknown, response: ServerResponse) {
      const installed = installedBy(installing)
      if (installed && isAllowed(installed, allowed)) return true
      const token = installing.bot?.token
      if (token !== undefined) await giveBack(token, { allowed, phrases, report, ...installer })
      refuse(response, 403, 'workspace')
      return false
    },
    success: (_installing: Installing, _options: unknown, _request: unknown, response: ServerResponse) =>
      page(response, 200, phrases.name, phrases.installed),
    failure: (error: { code: string }, _options: unknown, _request: unknown, response: ServerResponse) =>
      refuse(response, 400, error.code),
  }
}

function installedBy({ team, enterprise, isEnterpriseInstall, bot }: Installing): Installed | null {
  if (!bot) return null
  const whole = isEnterpriseInstall === true
  const by = { team: whole ? null : (team?.id ?? null), enterprise: enterprise?.id ?? null }
  return by.team === null && by.enterprise === null ? null : { ...by, whole, token: bot.token }
}

function reachedBy({ team, enterprise }: Installed): Installation {
  return { team, enterprise }
}

/** A token nobody asked for is of no use to anybody. */
async function giveBack(token: string, installer: Installer): Promise<void> {
  try {
    await new webApi.WebClient(token, clientOptions(installer)).auth.revoke()
  } catch {
    installer.report('token-not-revoked')
  }
}

function page(response: ServerResponse, status: number, name: string, sentence: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    'referrer-policy': 'no-referrer',
  })
  response.end(
    `<!doctype html><html lang="nb"><meta name="viewport" content="width=device-width"><title>${name}</title><p>${sentence}</p></html>`,
  )
}
