/** Whether the manifest of Slack is whole, can be filled, and asks for what the settings and the models need. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { attempt, restore } from '../../manifest/read.ts'
import type { Fitting } from '../declared-channel.ts'
import { type Finding, ok, wrong } from '../finding.ts'
import { emailScopes, scopes, signInScopes } from './scopes.ts'
import type { SlackSettings } from './settings.ts'

const file = 'manifest/slack/manifest.json'
/** Stands where the municipality's own address will. */
const anyAddress = 'https://stafett.example'

const schema = z.looseObject({
  display_information: z.looseObject({}),
  features: z.looseObject({ slash_commands: z.array(z.looseObject({})), unfurl_domains: z.array(z.string()) }),
  oauth_config: z.looseObject({
    redirect_urls: z.array(z.string()),
    scopes: z.looseObject({ user: z.array(z.string()), bot: z.array(z.string()) }),
  }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({ request_url: z.string(), bot_events: z.array(z.string()) }),
    interactivity: z.looseObject({ request_url: z.string() }),
  }),
})

type Filling = { address: string | null; socket: boolean; email: boolean; signIn: boolean }

export async function checkManifest(settings: SlackSettings, { publicUrl, byEmail }: Fitting): Promise<Finding[]> {
  const { receive, signIn } = settings
  const asked: Filling = {
    address: publicUrl,
    socket: receive.kind === 'socket',
    email: byEmail,
    signIn: signIn !== undefined,
  }
  const raw = attempt(file, () =>
    schema.parse(JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'))),
  )
  if ('problem' in raw) return [wrong(raw.problem)]
  // Only now: it can't even be loaded where the file is broken.
  const { slackManifest, slackProblems } = await import('../../manifest/slack-app.ts')
  const filling = { ...asked, address: asked.address ?? (asked.socket ? null : anyAddress) }
  if (slackProblems(filling).length > 0)
    return [wrong('STAFETT_PUBLIC_URL must begin with https:// for Slack: give the address it reaches the bot at')]
  const made = attempt(file, () => slackManifest(filling))
  if ('problem' in made) return [wrong(made.problem)]
  const { bot, user = [] } = made.value.oauth_config.scopes
  const has: string[] = [...bot, ...user]
  const needed = [...scopes, ...(filling.email ? emailScopes : []), ...(filling.signIn ? signInScopes : [])].filter(
    (scope) => filling.address !== null || !scope.startsWith('links:'),
  )
  const missing = needed.filter((scope) => !has.includes(scope))
  if (missing.length > 0) return [wrong(`${file}: the scopes ${missing.join(', ')} are missing: ${restore}`)]
  return [ok(`${file}: whole, with every scope the bot needs; made by ${madeBy(asked)}`)]
}

function madeBy({ address, socket, email, signIn }: Filling): string {
  const where = address ?? (socket ? null : 'https://<your address>')
  const flags = [
    ...(where ? [`--address ${where}`] : []),
    ...(socket ? ['--socket'] : []),
    ...(email ? ['--email'] : []),
    ...(signIn ? ['--sign-in'] : []),
  ]
  return ['npm run manifest -- --slack', ...flags].join(' ')
}
