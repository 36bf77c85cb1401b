/** `npm start`: reads the settings, starts the bot, and ends it when it is told to. */
import { isForAdministrator, startBot } from './bot.ts'
import { readOwnConfig } from './config.ts'

async function run(): Promise<void> {
  const config = readOwnConfig()
  for (const warning of config.warnings) process.stderr.write(`Warning: ${warning}\n`)
  const bot = await startBot(config)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void bot.stop().then(() => process.exit(0)))
  }
}

if (import.meta.main) {
  await run().catch((error: unknown) => {
    const fault = error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${isForAdministrator(error) ? error.message : fault}\n`)
    process.exit(1)
  })
}
