/** Wiring, start and stop of the bot: the only file that knows everything. The demonstration starts it too. */
import type { Router } from 'express'
import { type App, systemIn } from './app/app.ts'
import { createDispatcher } from './app/dispatch.ts'
import { execute } from './app/execute.ts'
import { createHandle } from './app/handle.ts'
import { createCalendar, createClock } from './calendar.ts'
import { type Config, ConfigError } from './config.ts'
import { createIds } from './ids.ts'
import { createLog, type Log } from './log.ts'
import { ModelError, readModels } from './model/read.ts'
import type { Channel, Clock } from './ports.ts'
import { type OpenStore, openStore, StoreRefused } from './store/open.ts'
import { createTeams } from './teams/index.ts'
import { createWeb, listen } from './web/index.ts'

export type Bot = {
  url: string
  store: OpenStore
  /** Says and sends everything that is due now. */
  runOnce(): Promise<void>
  stop(): Promise<void>
}

/** `routers` are added beside the channels' own: the demonstration's clock. */
type Around = { clock?: Clock; log?: Log; routers?: (bot: Pick<Bot, 'store' | 'runOnce'>) => Router[] }

/** Starts the bot. Throws `ConfigError`, `ModelError` or `StoreRefused`, whose messages are for the administrator. */
export async function startBot(config: Config, around: Around = {}): Promise<Bot> {
  const { clock = createClock(), log = createLog(config.logLevel) } = around
  const models = readModels(config.models)
  const store = await openStore({ path: config.database, keys: config.masterKeys })
  const heard = (event: string, fields: { code?: string } = {}) =>
    log.warn(event, fields.code ? { kind: fields.code } : {})
  const teams = createTeams(config.teams, heard)
  const channels: Channel[] = [teams.channel]
  const app: App = {
    ...{ store, clock, log, ids: createIds(clock), random: Math.random, wake: () => dispatcher.wake() },
    municipalities: new Map(
      models.map((model) => [model.municipality.code, { model, calendar: createCalendar(model) }]),
    ),
    channels: new Map(channels.map((channel) => [channel.name, channel])),
  }
  const dispatcher = createDispatcher(app)
  const handle = createHandle(app)
  await tellOfThoseWhoLeft(app, store)
  for (const channel of channels) await channel.start(handle)
  const extra = around.routers?.({ store, runOnce: dispatcher.runOnce }) ?? []
  const web = createWeb({
    routers: [teams.router, ...extra],
    healthy: () => store.transaction(async () => true),
    report: heard,
  })
  const listening = await listen(web, config.host, config.port).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  await dispatcher.start()
  log.info('bot.started', { port: listening.port, count: models.length })
  return {
    ...{ url: `http://${config.host}:${listening.port}`, store, runOnce: dispatcher.runOnce },
    async stop() {
      await listening.close()
      for (const channel of channels) await channel.stop()
      await dispatcher.stop()
      await store.close()
      log.info('bot.stopped')
    },
  }
}

/** Whoever the directory says has left holds no baton any more: their leader is told and names another. */
async function tellOfThoseWhoLeft(app: App, store: OpenStore): Promise<void> {
  for (const { case: id, person } of await store.heldByInactive()) {
    await store.transaction(async (tx) => {
      const municipality = (await tx.people.get(person))?.municipality ?? ''
      await execute(
        tx,
        app,
        systemIn(municipality),
        { case: id, command: { type: 'baton.leave' }, words: new Map() },
        `left:${person}`,
      )
    })
  }
}

/** Whether an error's message is a sentence for the administrator rather than a fault of ours. */
export function isForAdministrator(error: unknown): error is Error {
  return (
    error instanceof ConfigError ||
    error instanceof ModelError ||
    error instanceof StoreRefused ||
    (error instanceof Error && 'syscall' in error)
  )
}
