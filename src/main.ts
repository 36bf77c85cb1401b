/** `npm start`: reads the settings, starts the bot, and ends it when it is told to. */
import { type Bot, isForAdministrator, startBot } from './bot.ts'
import { surveyOwnSettings, wholeConfig } from './config.ts'
import { createLog, type Log } from './log.ts'

async function run(): Promise<void> {
  const config = wholeConfig(surveyOwnSettings())
  for (const warning of config.warnings) process.stderr.write(`Warning: ${warning}\n`)
  const log = createLog(config.logLevel)
  // A terminal that closes, or a reload: the bot goes on. Settings are read at a start alone.
  process.on('SIGHUP', () => log.info('signal.ignored', { kind: 'sighup' }))
  const starting = startBot(config, { log })
  let isStopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Under npm one Ctrl-C arrives twice: what is under way is finished all the same.
      if (!isStopping) void end(starting, log)
      isStopping = true
    })
  }
  await starting
}

/** Also while it starts. A start that fails is told by whoever waits for it. */
async function end(starting: Promise<Bot>, log: Log): Promise<void> {
  const bot = await starting.catch(() => null)
  try {
    await bot?.stop()
    process.exit(bot ? 0 : 1)
  } catch (error) {
    log.error('bot.stop-failed', { error })
    process.exit(1)
  }
}

if (import.meta.main) {
  await run().catch((error: unknown) => {
    const fault = error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${isForAdministrator(error) ? error.message : fault}\n`)
    process.exit(1)
  })
}
