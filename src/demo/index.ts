/**
 * The demonstration: the fictional municipality Fjordvik on a fresh database, the bot, and the seats from which its people use
 * it: a page of Teams with dialogs, or the Microsoft 365 Agents Playground, which has none. Nothing here is needed to run the
 * bot.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { runAdmin } from '../admin.ts'
import { type Bot, isForAdministrator, startBot } from '../bot.ts'
import type { Config } from '../config.ts'
import { createLog } from '../log.ts'
import { print } from '../terminal.ts'
import { clockRouter, createDemoClock } from './clock.ts'
import { firstSteps } from './first-steps.ts'
import { openBrowser } from './open-browser.ts'
import type { DemoPage } from './page.ts'
import { type Playground, refuseTakenPort, startPlayground } from './playground.ts'
import { people, seatOptions, seats } from './seats.ts'
import type { DemoSlack } from './slack.ts'
import { type DemoTeams, startTeams } from './teams.ts'

const folder = 'data/demo'
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Where content stands, and so which seats there are: the Playground has no dialogs. */
export type Content = 'dialog' | 'chat'

export type DemoOptions = {
  headless: boolean
  keep: boolean
  folder: string
  content: Content
  /**
   * Those of the Playgrounds are used with `chat` alone. With `slack` some of the staff use Slack instead, which then listens on
   * that port.
   */
  ports: { bot: number; holder: number; leader: number; slack?: number }
  /** Whether dialogs show the page of one's own, where content is in dialogs; otherwise cards. */
  pages?: boolean
  /** Whether there is the page of one's own; not where it is false. */
  paged?: boolean
  /** When its clock begins; the real present where it is not given. */
  startAt?: string
  /** Paths of more municipalities' models, and of the files with their people. */
  models?: string[]
  people?: string[]
}
export type Demo = {
  bot: Bot
  playgrounds: Playground[]
  teams: DemoTeams
  slack: DemoSlack | null
  /** Where somebody can sit, and as whom. */
  seats: DemoSeat[]
  /** The line for stdout. */
  ready: string
  stop(): Promise<void>
}
export type DemoSeat = { seat: 'Teams' | 'Playground' | 'Slack'; plays: Content; url: string; people: string[] }

/** Starts everything; what was started is ended again when a part of it can't be. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const started: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of started.splice(0).reverse()) await end()
  }
  const { content, ports } = options
  try {
    const { holder, leader, ...others } = ports
    // Before anything is removed: the data may be those of a demonstration that is running.
    for (const port of Object.values(content === 'chat' ? ports : others)) await refuseTakenPort(port)
    const slack = await slackIn(ports)
    if (slack) started.push(slack.stop)
    const teams = await startTeams(ports.bot, content)
    started.push(teams.stop)
    const page = await pageFor(options, slack)
    if (page) started.push(page.stop)
    const bot = await startDemoBot(options, page ? { slack, teams, page } : { slack, teams })
    started.push(bot.stop)
    const playgrounds = content === 'chat' ? await startPlaygrounds(options, bot.url) : []
    for (const playground of playgrounds) started.push(playground.stop)
    await greet({ content, playgrounds, teams, slack })
    const demo = { bot, playgrounds, teams, slack, seats: seatsOf(content, { bot, playgrounds, slack }), stop }
    const inspector = slack ? { inspector: slack.workspace.url } : {}
    const ready = { ready: true, bot: bot.url, content, seats: demo.seats, ...inspector }
    return { ...demo, ready: JSON.stringify(ready) }
  } catch (error) {
    await stop()
    throw error
  }
}

function startPlaygrounds(options: DemoOptions, bot: string): Promise<Playground[]> {
  return Promise.all(seats.map(({ role }) => startPlayground(seatOptions(role, bot, options))))
}

/**
 * Whoever sits there is greeted, and can be written to from then on, as where an administrator installs the app. Those who have
 * Slack are written to there until they say something in Teams.
 */
async function greet({
  content,
  playgrounds,
  teams,
  slack,
}: Pick<Demo, 'playgrounds' | 'teams' | 'slack'> & { content: Content }) {
  await Promise.all(playgrounds.map(({ install }) => install()))
  // Nora opens the app once, so that the bot writes to her there.
  await slack?.act({ as: people.nurse.name, home: true })
  // Beside Playgrounds everybody begins where they first say something.
  if (content === 'chat') return
  const inSlack = slack?.workspace.members.map(({ name }) => name) ?? []
  for (const { name } of Object.values(people))
    if (!inSlack.includes(name)) await teams.act({ as: name, install: true })
}

function seatsOf(plays: Content, { bot, playgrounds, slack }: Pick<Demo, 'bot' | 'playgrounds' | 'slack'>): DemoSeat[] {
  const teams = { seat: 'Teams' as const, plays, url: `${bot.url}/demo/teams` }
  const atPlaygrounds = playgrounds.map(({ url }, index) => {
    return { seat: 'Playground' as const, plays, url, people: seats.slice(index, index + 1).map(({ name }) => name) }
  })
  const members = slack?.workspace.members.map(({ name }) => name) ?? []
  const inSlack = slack ? [{ seat: 'Slack' as const, plays, url: `${bot.url}/demo/slack`, people: members }] : []
  return [{ ...teams, people: Object.values(people).map(({ name }) => name) }, ...atPlaygrounds, ...inSlack]
}

/** Loaded only where it is wanted: what it stands on is left out where the bot alone was installed. */
async function pageFor({ paged = true, ports }: DemoOptions, slack: DemoSlack | null): Promise<DemoPage | null> {
  if (!paged) return null
  const { startPage } = await import('./page.ts')
  return startPage(`http://127.0.0.1:${ports.bot}`, slack?.workspace)
}

/** Loaded only where it is wanted: it takes its time. */
async function slackIn({ slack, bot }: DemoOptions['ports']): Promise<DemoSlack | null> {
  if (slack === undefined) return null
  const { startSlack } = await import('./slack.ts')
  return startSlack(slack, bot)
}

type Around = { slack?: DemoSlack | null; teams?: DemoTeams; page?: DemoPage }

/** The bot alone, with its people and a clock that can be moved. */
export async function startDemoBot(options: DemoOptions, { slack = null, teams, page }: Around = {}): Promise<Bot> {
  const config = configIn(options, slack ? { slack: slack.settings } : {})
  for (const file of [here('people.csv'), ...(options.people ?? [])]) {
    const said: string[] = []
    const failed = await runAdmin(['import', file, '--confirm'], {
      survey: () => ({ found: config, problems: [] }),
      print: (line) => void said.push(line),
    })
    if (failed) throw new Error(said.join('\n'))
  }
  const clock = createDemoClock(`${options.folder}/clock`, options.startAt)
  const beside = [...(teams?.routers ?? []), ...(slack?.routers ?? []), ...(page?.routers ?? [])]
  return startBot(config, {
    content: options.content,
    clock,
    log: createLog('warn'),
    ...(page ? { page: { ...page, inDialogs: options.pages ?? false } } : {}),
    routers: ({ store, runOnce }) => [clockRouter(clock, store, runOnce), ...beside],
  })
}

function configIn({ folder: data, keep, ports, models = [] }: DemoOptions, others: Config['channels']): Config {
  if (!keep) rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true })
  const keyFile = `${data}/master.key`
  if (!existsSync(keyFile)) writeFileSync(keyFile, randomBytes(32).toString('base64'), { mode: 0o600 })
  return {
    host: '127.0.0.1',
    port: ports.bot,
    database: `${data}/stafett.sqlite`,
    models: [here('fjordvik.yaml'), ...models],
    logLevel: 'warn',
    keepDays: 90,
    masterKeys: [{ version: 1, key: Buffer.from(readFileSync(keyFile, 'utf8'), 'base64') }],
    publicUrl: null,
    channels: { teams: { access: 'unsigned' }, ...others },
    warnings: [],
  }
}

const flag = { type: 'boolean', default: false } as const

/** Throws a sentence where the bot alone was installed. */
function requireDevelopment(): void {
  try {
    import.meta.resolve('@microsoft/m365agentsplayground/cli.js')
  } catch (cause) {
    throw new Error('The demonstration needs what "npm ci --omit=dev" leaves out: run "npm ci", and try again.', {
      cause,
    })
  }
}

async function run(): Promise<void> {
  const { values } = parseArgs({ options: { headless: flag, keep: flag, chat: flag, cards: flag, slack: flag } })
  requireDevelopment()
  const ports = { bot: 3978, holder: 56150, leader: 56160, ...(values.slack ? { slack: 4003 } : {}) }
  const content = values.chat ? 'chat' : 'dialog'
  const demo = await startDemo({ ...values, pages: !values.cards, content, folder, ports })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void demo.stop().then(() => process.exit(0)))
  print(demo.ready)
  process.stderr.write(firstSteps(content, demo))
  const [first] = demo.seats
  if (first && content === 'dialog' && !values.headless) openBrowser(first.url)
}

if (import.meta.main) {
  await run().catch((error: unknown) => {
    const isSaid = isForAdministrator(error) || error instanceof Error
    process.stderr.write(`${isSaid ? error.message : String(error)}\n`)
    process.exit(1)
  })
}
