/**
 * Fjordvik in Slack: the bot on a free port, a workspace with the staff at their seats, and a clock that is moved by hand.
 * Ends what it started.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runAdmin } from '../../src/admin.ts'
import { startBot } from '../../src/bot.ts'
import type { Config } from '../../src/config.ts'
import { clockRouter, createDemoClock } from '../../src/demo/clock.ts'
import { type DemoPage, startPage } from '../../src/demo/page.ts'
import { createLog } from '../../src/log.ts'
import type { OpenStore } from '../../src/store/open.ts'
import { monday, moveClock } from './fjordvik.ts'
import { freePort } from './free-port.ts'
import { type Received, type SlackApi, startSlackApi, tokenOf } from './slack-api.ts'
import { type SlackClient, slackClient } from './slack-client.ts'
import { type SlackSeat, slackSeat } from './slack-seat.ts'
import { createSights, type Sights } from './slack-sight.ts'

/** By first name, as `emulate` knows them. */
export const staff = ['ingrid', 'terje', 'mari', 'nora', 'jonas', 'sara'] as const
export type Name = (typeof staff)[number]

export type SlackWorkspace = {
  api: SlackApi
  client: SlackClient
  sights: Sights
  seats: Record<Name, SlackSeat>
  /** A seat of somebody else in the workspace, by the name `emulate` knows them by. */
  seatOf(name: string): Promise<SlackSeat>
  /** The channel everybody is in. */
  channel: string
  /** Ingrid adds the bot to a channel, and sees what it says of itself there. */
  inviteTo(channel: string): Promise<void>
  settings: NonNullable<Config['channels']['slack']>
  /** With which Slack signs what it posts. */
  secret: string
  /** The directory of Fjordvik, with these at home in Slack, and these leaders beside the one there is. */
  people(names: readonly string[], leaders: readonly string[]): string
}

const secret = 'the signing secret'

/** The workspace, for a bot that will listen on that port. */
export async function startWorkspace(port: number): Promise<SlackWorkspace> {
  const api = await startSlackApi({ users: [...staff, 'stranger', 'stranger2'], channels: ['trinnteam', 'ledere'] })
  const client = slackClient({ url: `http://127.0.0.1:${port}`, secret, team: api.team, bot: api.bot.user })
  const sights = createSights(api)
  const seatOf = (name: string) => slackSeat({ api, client, sights }, name)
  const [ingrid, terje, mari, nora, jonas, sara] = await Promise.all([
    ...[seatOf('ingrid'), seatOf('terje'), seatOf('mari'), seatOf('nora'), seatOf('jonas'), seatOf('sara')],
  ])
  if (!ingrid || !terje || !mari || !nora || !jonas || !sara) throw new Error('six seats were expected')
  return {
    seatOf,
    secret,
    ...{
      api,
      client,
      sights,
      seats: { ingrid, terje, mari, nora, jonas, sara },
      channel: api.channels.trinnteam ?? '',
    },
    async inviteTo(channel) {
      const before = api.received.length
      await api.ask('conversations.invite', { channel, users: api.bot.user }, tokenOf('ingrid'))
      const joined = { type: 'member_joined_channel', user: api.bot.user, channel, channel_type: 'C', team: api.team }
      await client.event({ ...joined, inviter: ingrid.member.user })
      const isGreeting = ({ method, args }: Received) => method === 'chat.postEphemeral' && args.channel === channel
      await sights.until(() => api.received.slice(before).some(isGreeting), `a greeting in ${channel}`)
    },
    settings: {
      receive: { kind: 'http', signingSecret: secret },
      workspaces: { kind: 'one', botToken: api.bot.token },
      ...{ apiUrl: api.url, links: 'https://stafett.fjordvik.example' },
    },
    people: (names, leaders) => peopleIn(api, names, leaders),
  }
}

/** The demonstration's file, with the accounts these have in Slack and nowhere else. */
function peopleIn(api: SlackApi, names: readonly string[], leaders: readonly string[]): string {
  const file = readFileSync(fileURLToPath(new URL('../../src/demo/people.csv', import.meta.url)), 'utf8')
  const [header = '', ...rows] = file.trim().split('\n')
  const columns = header.split(';')
  const put = (row: string) => {
    const cells = row.split(';')
    const name = (cells[columns.indexOf('name')] ?? '').split(' ')[0]?.toLowerCase() ?? ''
    const own = names.includes(name)
    const account: Record<string, string> = {
      slack_team: own ? api.team : '',
      slack_user: own ? (api.users[name] ?? '') : '',
    }
    if (own) Object.assign(account, { entra_tenant: '', entra_object_id: '' })
    if (leaders.includes(name)) account.roles = 'employee,leader'
    return columns.map((column, index) => account[column] ?? cells[index]).join(';')
  }
  return [header, ...rows.map(put)].join('\n')
}

export type SlackTown = SlackWorkspace & {
  /** Where the bot listens. */
  bot: string
  /** For what else belongs to this town. */
  folder: string
  store(): OpenStore
  /** Lets time pass, and everything due in it happen. */
  advance(duration: string): Promise<void>
  /** Waits until all that was to be sent has been, and is seen. */
  settle(): Promise<void>
  restart(): Promise<void>
  end(): Promise<void>
}

/** Everybody in Slack and no other channel; or only these, the others in Teams by an unsigned door. */
export async function startSlackTown({
  inSlack = staff,
  leaders = [],
  content = 'chat',
  paged = false,
}: {
  inSlack?: readonly Name[]
  leaders?: readonly Name[]
  content?: 'dialog' | 'chat'
  /** Whether there is the page too, to which those in Teams sign in. */
  paged?: boolean
} = {}): Promise<SlackTown> {
  const folder = mkdtempSync(join(tmpdir(), 'fjordvik-slack-'))
  const port = await freePort()
  const workspace = await startWorkspace(port)
  const alone = inSlack.length === staff.length
  const config = configIn(folder, port, {
    slack: workspace.settings,
    ...(alone ? {} : { teams: { access: 'unsigned' } }),
  })
  const file = join(folder, 'people.csv')
  writeFileSync(file, workspace.people(inSlack, leaders))
  const said: string[] = []
  const failed = await runAdmin(['import', file], {
    survey: () => ({ found: config, problems: [] }),
    print: (line) => void said.push(line),
  })
  if (failed) throw new Error(said.join('\n'))
  const page = paged ? await startPage(`http://127.0.0.1:${port}`) : null
  const startFrom = (start: string) => startAt(folder, config, { start, content, page })
  let bot = await startFrom(monday)
  const advance = async (duration: string) => {
    const now = await moveClock(bot.url, duration)
    await workspace.sights.look()
    return now
  }
  return {
    ...{ ...workspace, bot: bot.url, folder, store: () => bot.store },
    advance: async (duration) => void (await advance(duration)),
    async settle() {
      // A channel takes one message a second, so a few of them take their time.
      while ((await bot.store.transaction((tx) => tx.outbox.waiting())) > 0) await advance('PT10S')
      await workspace.sights.look()
    },
    async restart() {
      const now = await advance('PT1S')
      await bot.stop()
      bot = await startFrom(now)
    },
    async end() {
      await bot.stop()
      await page?.stop()
      await workspace.api.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

type Begun = { start: string; content: 'dialog' | 'chat'; page: DemoPage | null }

function startAt(folder: string, config: Config, { start, content, page }: Begun) {
  const clock = createDemoClock(`${folder}/clock`, start)
  return startBot(config, {
    ...{ content, clock, log: createLog('error'), delay: async () => undefined },
    ...(page ? { page } : {}),
    routers: ({ store, runOnce }) => [clockRouter(clock, store, runOnce)],
  })
}

function configIn(folder: string, port: number, channels: Config['channels']): Config {
  mkdirSync(folder, { recursive: true })
  return {
    ...{ host: '127.0.0.1', port, database: join(folder, 'stafett.sqlite'), logLevel: 'error', keepDays: 90 },
    models: [fileURLToPath(new URL('../../src/demo/fjordvik.yaml', import.meta.url))],
    masterKeys: [{ version: 1, key: Buffer.alloc(32, 1) }],
    ...{ channels, publicUrl: null, warnings: [] },
  }
}
