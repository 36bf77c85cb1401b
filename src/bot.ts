/** Wiring, start and stop of the bot: the only file that knows everything. The demonstration starts it too. */
import { randomInt } from 'node:crypto'
import type { Router } from 'express'
import { foldAtStart, narrowConsents, recheckAtStart } from './app/act/index.ts'
import { createAfterwards } from './app/afterwards.ts'
import type { App } from './app/app.ts'
import { createFamilyHandle, createFamilyWho, createHandle, createWho } from './app/door/index.ts'
import { createDispatcher, type Dispatcher } from './app/send/index.ts'
import { createCalendar, createClock } from './calendar.ts'
import { type AroundChannels, channelNames, explain, namesOf, openChannels, previewsOf } from './channels.ts'
import { type Config, ConfigError } from './config.ts'
import type { Opened } from './declared-channel.ts'
import { createIds } from './ids.ts'
import { createLog, type Log } from './log.ts'
import { ModelError, readModels } from './model/read.ts'
import type { Model } from './model/schema.ts'
import { withoutModel } from './model/without.ts'
import type { Channel, Clock, Frame, Handle, SignIn, Store, Vault } from './ports.ts'
import { type OpenStore, openStore, StoreRefused } from './store/open.ts'
import { casePage } from './web/case-page.ts'
import { createWeb, listen } from './web/index.ts'
import { noPage, pagesAt } from './web/page-of.ts'
import { pages } from './web/pages.ts'
import { wording } from './wording/index.ts'
import { phrasesIn } from './wording/phrases.ts'

export type Bot = {
  url: string
  store: OpenStore
  /** Says and sends everything that is due now. */
  runOnce(): Promise<void>
  /** Resolves when the database was removed or replaced: then nothing works any more, and the bot is to be stopped. */
  lost: Promise<Error>
  /** The credentials that a channel has refused at the start, each as a sentence for the administrator. */
  refused: Promise<string[]>
  stop(): Promise<void>
}

type Beside = {
  signIns: SignIn[]
  frames: Frame[]
  family: Config['family'] | null
  publicUrl: string
  inDialogs?: boolean
}

/**
 * `routers` are added beside the channels' own: the demonstration's clock, which also waits in its own way. `delay` resolves
 * when so many milliseconds of the clock have passed. `content` is where content stands, whatever the models say of it: the
 * demonstration plays either. `page`: how people sign in to the page besides, where a browser reaches it, and whether dialogs show it.
 */
type Around = {
  page?: Beside
  content?: Model['content']['stands']
  clock?: Clock
  delay?: (ms: number) => Promise<unknown>
  log?: Log
  routers?: (bot: Pick<Bot, 'store' | 'runOnce'>) => Router[]
}

/**
 * Starts the bot. Throws `ConfigError`, `ModelError`, `StoreRefused` or `CannotListen`, whose messages are for the
 * administrator.
 */
export async function startBot(config: Config, around: Around = {}): Promise<Bot> {
  const { clock = createClock(), log = createLog(config.logLevel), delay, content } = around
  const models = readModels(config.models).map((model) => contentAs(model, content))
  const store = await openStore({ path: config.database, keys: config.masterKeys })
  await refuseWithoutModel(store, models)
  const report: Report = (event, { code } = {}) => log.warn(event, code ? { kind: code } : {})
  const pageOf = pagesFor(config, around, models)
  const opened = await openChannels(config.channels, aroundChannels({ report, models, store, clock, delay, pageOf }))
  const channels = opened.map(({ channel }) => channel)
  const familyPage = familyClient(config, around) !== null
  const app = appOf(config, { models, familyPage, store, clock, log, channels, wake: () => dispatcher.wake() })
  const dispatcher = createDispatcher({ ...app, store: givingWay(store) })
  for (const atStart of [narrowConsents, recheckAtStart, foldAtStart]) await atStart(app)
  const handle = createHandle(app)
  for (const channel of channels) await channel.start(handle)
  const room = roomIn(config, { opened, around, app, handle, report })
  const extra = around.routers?.({ store, runOnce: dispatcher.runOnce }) ?? []
  const doors = opened.flatMap(({ router }) => router ?? [])
  const routers = [...doors, ...room.routers, ...casePages(room.leadsToCases, config, channels, models), ...extra]
  const faults = () => faultsOf({ store, dispatcher, channels })
  const listening = await listenOr(store, createWeb({ routers, faults, report }), config)
  await dispatcher.start()
  const refused = tryCredentials(app, channels)
  log.info('bot.started', { port: listening.port, count: models.length })
  return {
    url: `http://${config.host}:${listening.port}`,
    store,
    runOnce: dispatcher.runOnce,
    lost: store.lost,
    refused,
    async stop() {
      await listening.close()
      await dispatcher.stop()
      for (const channel of channels) await channel.stop()
      await app.afterwards.settled()
      await store.close()
      log.info('bot.stopped')
    },
  }
}

/** Nobody waits for what is sent, and for what falls due, as somebody does who has pressed a button. */
function givingWay(store: Store): Store {
  return { ...store, transaction: (work) => store.transaction(work, true) }
}

/** Its cases could be neither read nor reminded of, and nobody of it be answered. */
async function refuseWithoutModel(store: OpenStore, models: Model[]): Promise<void> {
  const problems = withoutModel(await store.municipalities(models.map(({ municipality }) => municipality.code)), models)
  if (problems.length === 0) return
  await store.close()
  throw new ConfigError(problems)
}

function contentAs(model: Model, stands = model.content.stands): Model {
  return { ...model, content: { ...model.content, stands } }
}

type Watched = { store: OpenStore; dispatcher: Pick<Dispatcher, 'isFailing'>; channels: Channel[] }

/** What keeps the bot from its work until somebody sees to it, as codes. A channel that is only down comes back by itself. */
async function faultsOf({ store, dispatcher, channels }: Watched): Promise<string[]> {
  const canWrite = await store.tryWriting().then(
    () => true,
    () => false,
  )
  const own = { database: !canWrite, 'disk-full': canWrite && !store.hasRoom(), sending: dispatcher.isFailing() }
  const ofChannels = channels.flatMap(({ name, faults }) => (faults?.() ?? []).map(({ kind }) => `${name}:${kind}`))
  return [...Object.entries(own).flatMap(([code, is]) => (is ? [code] : [])), ...new Set(ofChannels)]
}

/** A refused credential keeps no channel from starting: it is told of, and what waits is kept. */
async function tryCredentials({ afterwards, log }: App, channels: Channel[]): Promise<string[]> {
  const tried = channels.map((channel) => {
    const { promise, resolve } = Promise.withResolvers<string[]>()
    afterwards.run('channel.credentials-not-tried', async () => {
      await channel.tryCredentials?.()
      const faults = (channel.faults?.() ?? []).filter(({ kind }) => kind === 'token-refused')
      for (const { kind, code } of faults)
        log.error('channel.refused', { channel: channel.name, kind, ...(code === null ? {} : { code }) })
      resolve(faults.flatMap((fault) => explain(channel, fault) ?? []))
    })
    return promise
  })
  return (await Promise.all(tried)).flat()
}

type Parts = Pick<App, 'store' | 'clock' | 'log' | 'wake'> & {
  models: Model[]
  familyPage: boolean
  channels: Channel[]
}

function appOf({ keepDays }: Config, { models, familyPage, channels, ...parts }: Parts): App {
  return {
    ...parts,
    ids: createIds(parts.clock),
    random: Math.random,
    unguessable: (below) => randomInt(below),
    afterwards: createAfterwards(parts.log),
    keepDays,
    municipalities: new Map(
      models.map((one) => [one.municipality.code, { model: one, calendar: createCalendar(one), familyPage }]),
    ),
    channels: new Map(channels.map((channel) => [channel.name, channel])),
  }
}

type Report = Parameters<typeof createWeb>[0]['report']

/** Where the bot is to listen it can't: most often because one is running already. */
class CannotListen extends Error {}

const reasons: Record<string, (at: Pick<Config, 'host' | 'port'>) => string> = {
  EADDRINUSE: ({ port }) =>
    `Port ${port} is taken: another program listens there. Stop it, or choose another port with STAFETT_PORT.`,
  EACCES: ({ port }) => `Port ${port} is not for this user to listen on: choose one above 1023 with STAFETT_PORT.`,
  EADDRNOTAVAIL: ({ host }) =>
    `${host} is no address of this machine: set STAFETT_HOST to one that is, or to 127.0.0.1.`,
  ENOTFOUND: noAddress,
  // Nobody could be asked.
  EAI_AGAIN: noAddress,
}

function noAddress({ host }: Pick<Config, 'host'>): string {
  return `${host} is no address: set STAFETT_HOST to one of this machine's, or to 127.0.0.1.`
}

async function listenOr(store: OpenStore, web: Parameters<typeof listen>[0], at: Config) {
  try {
    return await listen(web, at.host, at.port)
  } catch (error) {
    await store.close()
    const explain = error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined
    throw explain ? new CannotListen(explain(at)) : error
  }
}

type Surroundings = Pick<AroundChannels, 'report' | 'pageOf'> & {
  models: Model[]
  store: OpenStore
  clock: Clock
  delay: Around['delay']
}

function aroundChannels({ report, models, store, clock, delay, pageOf }: Surroundings): AroundChannels {
  const byEmail = models.some(({ identity }) => identity.emailFrom.length > 0)
  const around = { report, byEmail, pageOf, phrases: phrasesIn, vault: (channel: string) => vaultIn(store, channel) }
  const now = () => Date.parse(clock.now())
  return delay ? { ...around, now, delay } : { ...around, now }
}

/** What a channel keeps sealed in the store. */
function vaultIn(store: OpenStore, channel: string): Vault {
  return {
    names: () => store.transaction((tx) => tx.secrets.names(channel)),
    get: (name) => store.transaction((tx) => tx.secrets.get(channel, name)),
    put: (name, text) => store.transaction((tx) => tx.secrets.put(channel, name, text)),
    forget: (name) => store.transaction((tx) => tx.secrets.forget(channel, name)),
  }
}

/** What is read in dialogs is a page there too, where content stands in dialogs. */
function pagesFor({ publicUrl }: Config, { page }: Around, models: Model[]): AroundChannels['pageOf'] {
  const inDialogs = models.some(({ content }) => content.stands === 'dialog')
  return (channel, signsIn) => {
    if (signsIn && publicUrl !== null) return pagesAt(publicUrl, inDialogs)
    const isBeside = page && [...page.signIns, ...page.frames].some(({ name }) => name === channel)
    return isBeside ? pagesAt(page.publicUrl, inDialogs && page.inDialogs === true) : noPage
  }
}

type InRoom = { opened: Opened[]; around: Around; app: App; handle: Handle; report: Report }

/** The page of one's own, where anybody can sign in to it. */
function roomIn(config: Config, { opened, around, app, handle, report }: InRoom): ReturnType<typeof pages> {
  const { masterKeys, publicUrl, channels } = config
  const client = familyClient(config, around)
  const own = opened.map(({ signIn, frame }) => ({ signIns: signIn ? [signIn] : [], frames: frame ? [frame] : [] }))
  const all = [...own, ...(around.page ? [around.page] : [])]
  return pages({
    store: app.store,
    clock: app.clock,
    keys: masterKeys,
    staff: {
      handle,
      who: createWho(app),
      signIns: all.flatMap(({ signIns }) => signIns),
      frames: all.flatMap(({ frames }) => frames),
      // The demonstration shows what there is.
      previews: () => previewsOf(around.page ? channelNames : namesOf(channels)),
    },
    family: client ? { handle: createFamilyHandle(app), who: createFamilyWho(app), client } : null,
    publicUrl: around.page?.publicUrl ?? publicUrl ?? '',
    report,
  })
}

/** By which families sign in, where they do. */
function familyClient({ family }: Config, { page }: Around): Config['family'] | null {
  return page?.family ?? family ?? null
}

/** Where links to cases lead, if any are given out, and cases are not read in the room. */
function casePages(leadsToCases: boolean, { publicUrl }: Config, opened: Channel[], models: Model[]): Router[] {
  if (publicUrl === null || leadsToCases) return []
  const lang = models[0]?.lang ?? 'nb'
  const say = wording(lang)
  const channels = say.list(opened.map(({ title }) => title))
  const lines = [say('web.case.where', { channels }), say('web.case.who')]
  return [casePage({ lang, title: say('web.case.title'), lines })]
}

/** Whether an error's message is a sentence for the administrator rather than a fault of ours. */
export function isForAdministrator(error: unknown): error is Error {
  return [ConfigError, ModelError, StoreRefused, CannotListen].some((kind) => error instanceof kind)
}
