/** `npm start`: reads the settings, starts the bot, and ends it when it is told to. */
import { type Bot, isForAdministrator, startBot } from './bot.ts'
import { ConfigError, surveyOwnSettings, wholeConfig } from './config.ts'
import { createLog, type Log } from './log.ts'
import { ModelError } from './model/read.ts'

async function run(): Promise<void> {
  // What can't be written, on a full disk say, is lost and nothing else.
  process.stderr.on('error', () => undefined)
  const config = wholeConfig(surveyOwnSettings())
  for (const warning of config.warnings) process.stderr.write(`Warning: ${warning}\n`)
  const log = createLog(config.logLevel)
  // A terminal that closes, or a reload: the bot goes on. Settings are read at a start alone.
  process.on('SIGHUP', () => log.info('signal.ignored', { kind: 'sighup' }))
  // Before the start begins, so that it is never cut off in its midst. Under npm one Ctrl-C arrives twice, and is one.
  const told = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => told.resolve())
  const bot = await startBot(config, { log })
  void bot.refused.then((sentences) => {
    for (const sentence of sentences) process.stderr.write(`Warning: ${sentence}\n`)
  })
  const lost = await Promise.race([told.promise, bot.lost])
  if (lost) process.stderr.write(`${lost.message}\n`)
  await stop(bot, log, lost ? wrongConfiguration : 0)
}

async function stop(bot: Bot, log: Log, code: number): Promise<void> {
  try {
    await bot.stop()
    process.exit(code)
  } catch (error) {
    log.error('bot.stop-failed', { error })
    process.exit(1)
  }
}

/** As sysexits.h has it. The unit of `deploy/` does not start the bot again after it. */
const wrongConfiguration = 78

/** A setting or a model is wrong, and a database that was lost is missing, until somebody puts it right; anything else may be well by the next start. */
function exitCodeOf(error: unknown): number {
  return error instanceof ConfigError || error instanceof ModelError ? wrongConfiguration : 1
}

if (import.meta.main) {
  await run().catch((error: unknown) => {
    const fault = error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${isForAdministrator(error) ? error.message : fault}\n`)
    process.exit(exitCodeOf(error))
  })
}
