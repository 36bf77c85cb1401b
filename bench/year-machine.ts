/** The machine of a simulated year: the app on a real store, and a clock that is set by hand. It can be off for a night. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foldAtStart, narrowConsents, recheckAtStart } from '../src/app/act/index.ts'
import { createAfterwards } from '../src/app/afterwards.ts'
import type { App, Municipality } from '../src/app/app.ts'
import { createDispatcher, type Dispatcher } from '../src/app/send/index.ts'
import type { Instant } from '../src/core/ids.ts'
import type { LogFields } from '../src/log.ts'
import type { Ids } from '../src/ports.ts'
import { type OpenStore, openStore } from '../src/store/open.ts'
import type { YearChannel } from './year-channel.ts'
import type { Dice } from './year-dice.ts'
import type { Eye } from './year-eye.ts'
import { municipality } from './year-staff.ts'

type Running = { store: OpenStore; app: App; dispatcher: Dispatcher }

export type Machine = {
  now(): Instant
  /** What runs. Throws while it is off. */
  on(): Running
  /** Lets time pass, stopping at every moment at which something happens. While it is off nothing does. */
  until(moment: Instant): Promise<void>
  /** The clock goes on at once: all that was missed is made good. */
  jump(moment: Instant): Promise<void>
  turnOff(): Promise<void>
  turnOn(): Promise<void>
  end(): Promise<void>
}

export type Parts = Municipality & {
  eye: Eye
  dice: Dice
  ids: Ids
  channels: YearChannel[]
  /** How often the log of the process has warned or complained of what. */
  complaints: Map<string, number>
}

/** What is kept is of no use afterwards, and a disk takes its time for every commit. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const keys = [{ version: 1, key: Buffer.alloc(32, 1) }]
/** Moments less far apart than this are gone through as one: milliseconds. */
const together = 10 * 60_000

export async function createMachine(parts: Parts, start: Instant): Promise<Machine> {
  const folder = mkdtempSync(join(memory, 'stafett-year-'))
  const clock = { now: start }
  const open = async (): Promise<Running> => {
    const store = await openStore({ path: join(folder, 'year.sqlite'), keys })
    const app = appOf(parts, parts.eye.over(store), clock)
    return { store, app, dispatcher: createDispatcher(app) }
  }
  let running: Running | null = await open()
  const on = () => running ?? off()
  return {
    now: () => clock.now,
    on,
    until: (moment) => passTime(clock, running, moment),
    async jump(moment) {
      clock.now = moment
      await on().dispatcher.runOnce()
    },
    async turnOff() {
      await on().app.afterwards.settled()
      await on().store.close()
      running = null
    },
    async turnOn() {
      running = await open()
      for (const begin of [narrowConsents, recheckAtStart, foldAtStart]) await begin(running.app)
    },
    async end() {
      await running?.store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function off(): never {
  throw new Error('the machine is off')
}

type Clock = { now: Instant }

/** What stands in the store says when something happens; what comes with a day alone is looked at as it begins and at its target. */
async function passTime(clock: Clock, running: Running | null, target: Instant): Promise<void> {
  const isNewDay = target.slice(0, 10) > clock.now.slice(0, 10)
  if (isNewDay) await runAt(clock, running, `${target.slice(0, 10)}T00:00:00.000Z`)
  let soonest = clock.now
  for (let next = await nextMoment(running); next && next <= target; next = await nextMoment(running)) {
    await runAt(clock, running, next > soonest ? next : soonest)
    // Also a moment that nothing comes of must not keep the year from going on.
    soonest = new Date(Date.parse(clock.now) + together).toISOString()
    if (soonest > target) break
  }
  if (isNewDay) await runAt(clock, running, target)
  clock.now = target
}

async function runAt(clock: Clock, running: Running | null, moment: Instant): Promise<void> {
  if (moment > clock.now) clock.now = moment
  await running?.dispatcher.runOnce()
}

async function nextMoment(running: Running | null): Promise<Instant | null> {
  if (!running) return null
  return running.app.store.transaction(async (tx) => {
    const { cases, digests, outbox } = tx
    const moments = await Promise.all([cases, digests, outbox].map((waits) => waits.nextAt()))
    return moments.filter((at) => at !== null).sort()[0] ?? null
  })
}

function appOf({ model, calendar, ids, dice, channels, complaints }: Parts, store: App['store'], clock: Clock): App {
  const quiet = () => undefined
  const complain = (event: string, { kind }: LogFields = {}) => {
    const what = kind ? `${event} ${kind}` : event
    complaints.set(what, (complaints.get(what) ?? 0) + 1)
  }
  const log = { error: complain, warn: complain, info: quiet, debug: quiet }
  return {
    store,
    ids,
    log,
    keepDays: 90,
    wake: quiet,
    random: dice.next,
    unguessable: dice.below,
    clock: { now: () => clock.now },
    municipalities: new Map([[municipality, { model, calendar }]]),
    channels: new Map(channels.map((one) => [one.name, one])),
    afterwards: createAfterwards(log),
  }
}
