/**
 * The app as Slack is told of it: `manifest/slack/manifest.json` with the municipality's own address filled in, and without
 * what a municipality does not use.
 */
import app from './slack/manifest.json' with { type: 'json' }

/**
 * `address` is where Slack reaches the bot and where links to cases begin. In Socket Mode Slack needs none; without one no
 * links are shown. `email`: the municipality lets people be known by their mail address. `signIn`: they sign in to the page by Slack.
 */
export type SlackFilling = { address: string | null; socket: boolean; email: boolean; signIn?: boolean }

/** What is wrong with the address; empty when it can be used. Slack takes https alone, and unfurls a domain without port. */
export function slackProblems({ address, socket, signIn }: SlackFilling): string[] {
  if (address === null && signIn) return ['--sign-in needs --address: whoever signs in is sent back to it']
  if (address === null)
    return socket ? [] : ['--address is missing: Slack must know where the bot is (or use --socket)']
  const url = URL.parse(address)
  const isPlain = url?.protocol === 'https:' && url.search === '' && url.hash === ''
  return isPlain ? [] : [`"${address}" must be an address that begins with https://`]
}

/** The manifest as Slack takes it, as an object that is JSON. Throws when a placeholder is left. */
export function slackManifest({ address, socket, email, signIn = false }: SlackFilling) {
  const { features, oauth_config, settings, ...rest } = filled(address)
  const events = settings.event_subscriptions
  const links = address !== null
  return {
    ...rest,
    features: {
      ...features,
      slash_commands: features.slash_commands.map(({ url, ...command }) => ({
        ...command,
        ...(socket ? {} : { url }),
      })),
      unfurl_domains: links ? features.unfurl_domains : undefined,
    },
    oauth_config: {
      redirect_urls: redirectsOf(oauth_config.redirect_urls, { socket, signIn }),
      scopes: {
        user: signIn ? oauth_config.scopes.user : undefined,
        bot: [
          ...oauth_config.scopes.bot.filter((scope) => links || !scope.startsWith('links:')),
          ...(email ? emailScopes : []),
        ],
      },
    },
    settings: {
      ...settings,
      event_subscriptions: {
        request_url: socket ? undefined : events.request_url,
        bot_events: events.bot_events.filter((event) => links || event !== 'link_shared'),
      },
      interactivity: {
        ...settings.interactivity,
        request_url: socket ? undefined : settings.interactivity.request_url,
      },
      socket_mode_enabled: socket,
    },
  }
}

/** To install the app, which nobody does in Socket Mode, and to sign in. */
function redirectsOf([install = '', back = '']: string[], { socket, signIn }: { socket: boolean; signIn: boolean }) {
  const urls = [...(socket ? [] : [install]), ...(signIn ? [back] : [])]
  return urls.length === 0 ? undefined : urls
}

/** Asked for only where the municipality's model says `identity.emailFrom`: `users.info` with the address in it. */
export const emailScopes = ['users:read', 'users:read.email']

/** Without an address the placeholders stay in the parts that are then left out. */
function filled(address: string | null): typeof app {
  if (address === null) return app
  const values: Record<string, string> = { ADDRESS: address.replace(/\/+$/, ''), DOMAIN: new URL(address).hostname }
  return JSON.parse(
    JSON.stringify(app).replace(/\$\{\{(\w+)\}\}/g, (placeholder, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`nothing fills ${placeholder}`)
      return JSON.stringify(value).slice(1, -1)
    }),
  )
}
