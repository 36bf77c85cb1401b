/**
 * The demonstration: the fictional municipality Fjordvik on a fresh database, the bot, and two seats of the Microsoft 365
 * Agents Playground from which a contact teacher and a head teacher use it. Nothing here is needed to run the bot.
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
import { type Playground, refuseTakenPort, startPlayground } from './playground.ts'
import { people, seatOptions, seats } from './seats.ts'
import type { DemoSlack } from './slack.ts'

const folder = 'data/demo'
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export type DemoOptions = {
  headless: boolean
  keep: boolean
  folder: string
  /** With `slack` some of the staff use Slack instead, which then listens on that port. */
  ports: { bot: number; holder: number; leader: number; slack?: number }
  /** When its clock begins; the real present where it is not given. */
  startAt?: string
  /** Paths of more municipalities' models, and of the files with their people. */
  models?: string[]
  people?: string[]
}
export type Demo = {
  bot: Bot
  playgrounds: Playground[]
  slack: DemoSlack | null
  ready: string
  stop(): Promise<void>
}

/** Starts everything; what was started is ended again when a part of it can't be. `ready` is the line for stdout. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const started: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of started.splice(0).reverse()) await end()
  }
  try {
    // Before anything is removed: the data may be those of a demonstration that is running.
    for (const port of Object.values(options.ports)) await refuseTakenPort(port)
    const slack = await slackIn(options.ports)
    if (slack) started.push(slack.stop)
    const bot = await startDemoBot(options, slack)
    started.push(bot.stop)
    const playgrounds = await Promise.all(seats.map(({ role }) => startPlayground(seatOptions(role, bot.url, options))))
    for (const playground of playgrounds) started.push(playground.stop)
    // Whoever sits there is greeted, and can be written to from then on, as where an administrator installs the app.
    await Promise.all(playgrounds.map(({ install }) => install()))
    // Nora opens the app once, so that the bot writes to her there.
    await slack?.act({ as: people.nurse.name, home: true })
    const places = seats.map(({ name, role }, index) => ({ person: name, role, url: playgrounds[index]?.url }))
    const workspace = slack ? { slack: { seats: `${bot.url}/demo/slack`, inspector: slack.workspace.url } } : {}
    const ready = JSON.stringify({ ready: true, bot: bot.url, seats: places, ...workspace })
    return { bot, playgrounds, slack, ready, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Loaded only where it is wanted: it takes its time. */
async function slackIn({ slack, bot }: DemoOptions['ports']): Promise<DemoSlack | null> {
  if (slack === undefined) return null
  const { startSlack } = await import('./slack.ts')
  return startSlack(slack, bot)
}

/** The bot alone, with its people and a clock that can be moved. */
export async function startDemoBot(options: DemoOptions, slack: DemoSlack | null = null): Promise<Bot> {
  const config = configIn(options, slack ? { slack: slack.settings } : {})
  for (const file of [here('people.csv'), ...(options.people ?? [])]) {
    const said: string[] = []
    const failed = await runAdmin(['import', file], {
      survey: () => ({ found: config, problems: [] }),
      print: (line) => void said.push(line),
    })
    if (failed) throw new Error(said.join('\n'))
  }
  const clock = createDemoClock(`${options.folder}/clock`, options.startAt)
  return startBot(config, {
    clock,
    log: createLog('warn'),
    routers: ({ store, runOnce }) => [clockRouter(clock, store, runOnce), ...(slack?.routers ?? [])],
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

const firstSteps = `Open the contact teacher's page, choose "Personal Chat", write "hei" and press "Ny undring".
Settle the wondering with level 1 and record the consent: the stafettlogg opens; propose level 2, and decide it as the head teacher on the other page.
Let time pass to be reminded: curl -X POST -H 'content-type: application/json' -d '{"advance":"P15D"}' %BOT%/demo/clock
`

const slackSteps = `Slack: %BOT%/demo/slack is the seat of Nora Vik, Terje Aas or Sara Myhre there: write "mine" or "/stafett ny", press, fill in.
The same from a shell: curl -X POST -H 'content-type: application/json' -d '{"as":"Nora Vik","text":"mine"}' %BOT%/demo/slack
What was sent to Slack stands in %SLACK%
`
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
  const { values } = parseArgs({
    options: { headless: flag, keep: flag, slack: flag },
  })
  requireDevelopment()
  const ports = { bot: 3978, holder: 56150, leader: 56160, ...(values.slack ? { slack: 4003 } : {}) }
  const demo = await startDemo({ ...values, folder, ports })
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void demo.stop().then(() => process.exit(0)))
  print(demo.ready)
  process.stderr.write(firstSteps.replaceAll('%BOT%', demo.bot.url))
  if (demo.slack)
    process.stderr.write(slackSteps.replaceAll('%BOT%', demo.bot.url).replace('%SLACK%', demo.slack.workspace.url))
}

if (import.meta.main) {
  await run().catch((error: unknown) => {
    const isSaid = isForAdministrator(error) || error instanceof Error
    process.stderr.write(`${isSaid ? error.message : String(error)}\n`)
    process.exit(1)
  })
}
