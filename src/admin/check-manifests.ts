/** Whether the manifests of the channels in use are whole, can be filled, and ask for what the settings need. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { filledManifest, idProblems } from '../../manifest/teams-app.ts'
import type { Config } from '../config.ts'
import type { Model } from '../model/schema.ts'
import { emailScopes, scopes } from '../slack/scopes.ts'
import { type Finding, ok, wrong } from './finding.ts'

/** Of the channels that are set up. `models` null: they can't be read, and what they ask for is not known. */
export async function checkManifests(
  { teams, slack, publicUrl }: Partial<Config>,
  models: Model[] | null,
): Promise<Finding[]> {
  const byEmail = models?.some(({ identity }) => identity.emailFrom.length > 0) ?? false
  const appId = teams?.access === 'signed' ? teams.appId : null
  return [
    ...(teams ? checkTeams(appId) : []),
    ...(slack
      ? await checkSlack({ socket: slack.receive.kind === 'socket', address: publicUrl ?? null, email: byEmail })
      : []),
  ]
}

const files = { teams: 'manifest/teams/manifest.json', slack: 'manifest/slack/manifest.json' }
const restore = 'restore it from the version you run'
/** Stands where the municipality's own address will. */
const anyAddress = 'https://stafett.example'

const teamsSchema = z.looseObject({ id: z.string(), bots: z.tuple([z.looseObject({ botId: z.string() })]) })

function checkTeams(appId: string | null): Finding[] {
  const wrongId = appId === null ? [] : idProblems('STAFETT_TEAMS_APP_ID', appId)
  if (wrongId.length > 0) return wrongId.map((text) => wrong(`${text}: Teams takes no app without it`))
  const id = appId ?? '00000000-0000-4000-8000-000000000000'
  const read = attempt(files.teams, () =>
    teamsSchema.parse(JSON.parse(filledManifest({ appId: id, website: anyAddress, privacy: anyAddress }))),
  )
  if ('problem' in read) return [wrong(read.problem)]
  const { id: own, bots } = read.value
  const isBots = own === id && bots[0].botId === id
  return [isBots ? ok(`${files.teams}: whole`) : wrong(`${files.teams}: names another bot: ${restore}`)]
}

const slackSchema = z.looseObject({
  display_information: z.looseObject({}),
  features: z.looseObject({ slash_commands: z.array(z.looseObject({})), unfurl_domains: z.array(z.string()) }),
  oauth_config: z.looseObject({
    redirect_urls: z.array(z.string()),
    scopes: z.looseObject({ bot: z.array(z.string()) }),
  }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({ request_url: z.string(), bot_events: z.array(z.string()) }),
    interactivity: z.looseObject({ request_url: z.string() }),
  }),
})

type Filling = { address: string | null; socket: boolean; email: boolean }

async function checkSlack(asked: Filling): Promise<Finding[]> {
  const raw = attempt(files.slack, () =>
    slackSchema.parse(JSON.parse(readFileSync(new URL(`../../${files.slack}`, import.meta.url), 'utf8'))),
  )
  if ('problem' in raw) return [wrong(raw.problem)]
  // Only now: it can't even be loaded where the file is broken.
  const { slackManifest, slackProblems } = await import('../../manifest/slack-app.ts')
  const filling = { ...asked, address: asked.address ?? (asked.socket ? null : anyAddress) }
  if (slackProblems(filling).length > 0)
    return [wrong('STAFETT_PUBLIC_URL must begin with https:// for Slack: give the address it reaches the bot at')]
  const made = attempt(files.slack, () => slackManifest(filling))
  if ('problem' in made) return [wrong(made.problem)]
  const has: string[] = made.value.oauth_config.scopes.bot
  const needed = [...scopes, ...(filling.email ? emailScopes : [])].filter(
    (scope) => filling.address !== null || !scope.startsWith('links:'),
  )
  const missing = needed.filter((scope) => !has.includes(scope))
  if (missing.length > 0) return [wrong(`${files.slack}: the scopes ${missing.join(', ')} are missing: ${restore}`)]
  return [ok(`${files.slack}: whole, with every scope the bot needs; made by ${madeBy(asked)}`)]
}

function madeBy({ address, socket, email }: Filling): string {
  const where = address ?? (socket ? null : 'https://<your address>')
  const flags = [
    ...(where ? [`--address ${where}`] : []),
    ...(socket ? ['--socket'] : []),
    ...(email ? ['--email'] : []),
  ]
  return ['npm run manifest -- --slack', ...flags].join(' ')
}

/** What `read` gives, or why it can't, as a sentence. */
function attempt<T>(file: string, read: () => T): { value: T } | { problem: string } {
  try {
    return { value: read() }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const why =
      error instanceof SyntaxError ? 'is not JSON' : error instanceof z.ZodError ? 'lacks a part' : plain(error)
    return { problem: `${file}: ${why}: ${restore}` }
  }
}

function plain(error: Error): string {
  return 'code' in error ? `can't be read (${String(error.code)})` : error.message
}
