/** Wiring, start and stop of the bot: the only file that knows everything. The demonstration starts it too. */
import { randomInt } from 'node:crypto'
import type { Router } from 'express'
import { type App, systemIn } from './app/app.ts'
import { createBackground } from './app/background.ts'
import { createDispatcher } from './app/dispatch.ts'
import { execute } from './app/execute.ts'
import { createHandle } from './app/handle.ts'
import { isHolderGone } from './app/holder-gone.ts'
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

/**
 * Starts the bot. Throws `ConfigError`, `ModelError`, `StoreRefused` or `PortTaken`, whose messages are for the
 * administrator.
 */
export async function startBot(config: Config, around: Around = {}): Promise<Bot> {
  const { clock = createClock(), log = createLog(config.logLevel) } = around
  const models = readModels(config.models)
  const store = await openStore({ path: config.database, keys: config.masterKeys })
  const report = (event: string, { code }: { code?: string } = {}) => log.warn(event, code ? { kind: code } : {})
  const teams = createTeams(config.teams, report)
  const channels: Channel[] = [teams.channel]
  const app: App = {
    ...{ store, clock, log, ids: createIds(clock), random: Math.random, wake: () => dispatcher.wake() },
    ...{ unguessable: (below) => randomInt(below), background: createBackground(log) },
    municipalities: new Map(
      models.map((one) => [one.municipality.code, { model: one, calendar: createCalendar(one) }]),
    ),
    channels: new Map(channels.map((channel) => [channel.name, channel])),
  }
  const dispatcher = createDispatcher(app)
  await tellOfThoseWhoLeft(app, store)
  for (const channel of channels) await channel.start(createHandle(app))
  const extra = around.routers?.({ store, runOnce: dispatcher.runOnce }) ?? []
  const healthy = () => store.transaction(async () => true)
  const listening = await listenOr(store, createWeb({ routers: [teams.router, ...extra], healthy, report }), config)
  await dispatcher.start()
  log.info('bot.started', { port: listening.port, count: models.length })
  return {
    ...{ url: `http://${config.host}:${listening.port}`, store, runOnce: dispatcher.runOnce },
    async stop() {
      await listening.close()
      await dispatcher.stop()
      for (const channel of channels) await channel.stop()
      await app.background.settled()
      await store.close()
      log.info('bot.stopped')
    },
  }
}

/** The port is somebody else's: most often a bot that is running already. */
class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is taken: another program listens there. Stop it, or choose another port with STAFETT_PORT.`)
  }
}

async function listenOr(store: OpenStore, web: Parameters<typeof listen>[0], { host, port }: Config) {
  try {
    return await listen(web, host, port)
  } catch (error) {
    await store.close()
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw isTaken ? new PortTaken(port) : error
  }
}

/** Whoever the directory says has left, or moved to where no family let them in, holds no baton: their leader names another. */
async function tellOfThoseWhoLeft(app: App, store: OpenStore): Promise<void> {
  for (const { case: id, person } of await store.heldInDoubt()) {
    await store.transaction(async (tx) => {
      const found = await tx.cases.get(id)
      if (!found || !(await isHolderGone(tx, app, found.case))) return
      const wish = { case: id, command: { type: 'baton.leave' }, words: new Map() } as const
      await execute(tx, app, systemIn(found.case.municipality), wish, `left:${person}`)
    })
  }
}

/** Whether an error's message is a sentence for the administrator rather than a fault of ours. */
export function isForAdministrator(error: unknown): error is Error {
  return [ConfigError, ModelError, StoreRefused, PortTaken].some((kind) => error instanceof kind)
}
