/**
 * Presses answered each second when people press as fast as they are answered, all of them found saved; beside a bot that does nothing
 * but answer, made with the bare SDK of the channel. Both get the same requests over HTTP, as processes of their own, and take turns.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  casesIn,
  importPeople,
  type Process,
  type Settings,
  settingsIn,
  startBot,
  startProcess,
  users,
} from '../bot.ts'
import { type Figure, type Measured, type Options, scaled } from '../figure.ts'
import { type Post, saturate } from '../load.ts'
import { slackPresses, startSlack } from '../slack.ts'
import { startTeams } from '../teams.ts'

const turns = 3
const turnMs = 1500

export const echo: Figure = {
  name: 'echo',
  rows: () => [
    { name: 'echo.teams', title: 'presses saved ÷ bare botbuilder echo (Teams)', unit: 'ratio', bar: { least: 0.3 } },
    { name: 'echo.slack', title: 'presses saved ÷ bare bolt echo (Slack)', unit: 'ratio', bar: { least: 0.1 } },
    { name: 'echo.teams-bot', title: 'presses saved (Teams)', unit: '1/s', bar: null },
    { name: 'echo.slack-bot', title: 'presses saved (Slack)', unit: '1/s', bar: null },
    { name: 'echo.teams-bare', title: 'bare botbuilder echo', unit: '1/s', bar: null },
    { name: 'echo.slack-bare', title: 'bare bolt echo', unit: '1/s', bar: null },
  ],
  async open(options) {
    const folder = mkdtempSync(join(options.folder, 'stafett-bench-'))
    const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
    const close = async () => {
      for (const end of closing.toReversed()) await end()
    }
    try {
      return { round: await begin(folder, options, closing), close }
    } catch (error) {
      await close()
      throw error
    }
  },
}

/** One channel: the requests, and the bare bot that gets them too. */
type Side = { next: () => Post; bare: Process }

async function begin(folder: string, options: Options, closing: (() => unknown)[]) {
  const [slack, teams] = [await startSlack(0), await startTeams()]
  closing.push(slack.close, teams.close)
  const settings = settingsIn({ folder, apiUrl: slack.url, metadataUrl: teams.metadataUrl })
  await importPeople(settings)
  const bot = await startBot(settings)
  closing.push(bot.end)
  const bareOf = async (...args: string[]) => {
    const bare = await startProcess(['--disable-warning=DEP0040', 'bench/echo.ts', ...args], {})
    closing.push(bare.end)
    return bare
  }
  const sides: Record<string, Side> = {
    teams: { next: teams.presses(users.teams), bare: await bareOf('teams', teams.metadataUrl) },
    slack: { next: slackPresses(users.slack, slack.url), bare: await bareOf('slack') },
  }
  const round = async (ms: number) => {
    const measured: Measured = {}
    for (const [name, side] of Object.entries(sides)) {
      const { own, bare } = await compare(settings, bot, side, ms)
      Object.assign(measured, { [`echo.${name}`]: own / bare, [`echo.${name}-bot`]: own, [`echo.${name}-bare`]: bare })
    }
    return measured
  }
  const ms = scaled(turnMs, options)
  await round(ms / 2)
  return () => round(ms)
}

/** In presses a second. */
async function compare(settings: Settings, bot: Process, { next, bare }: Side, ms: number) {
  const [own, other] = [
    { count: 0, ms: 0 },
    { count: 0, ms: 0 },
  ]
  const before = casesIn(settings)
  for (let turn = 0; turn < turns; turn += 1) {
    add(own, await saturate(bot.port, next, ms))
    add(other, await saturate(bare.port, next, ms))
  }
  const kept = casesIn(settings) - before
  if (kept !== own.count) throw new Error(`${own.count} presses left ${kept} cases`)
  return { own: (own.count * 1000) / own.ms, bare: (other.count * 1000) / other.ms }
}

type Answered = Awaited<ReturnType<typeof saturate>>

function add(sum: Answered, { count, ms }: Answered): void {
  sum.count += count
  sum.ms += ms
}
