/**
 * How long the bot takes to start on a database with a million cases, all of them over, and on one with as many open as a municipality
 * has; and how much memory it keeps while people press steadily. The cases are one, copied with other ids: keys, words and hashes are
 * copied as they stand, since nobody reads them here.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { CaseId } from '../../src/core/ids.ts'
import { casesIn, databaseOf, importPeople, type Settings, settingsIn, startBot, users } from '../bot.ts'
import { copyCase } from '../copies.ts'
import { type Figure, type Measured, type Options, scaled } from '../figure.ts'
import { type Post, type Rate, steadily } from '../load.ts'
import { openPlace, type Place, somebody } from '../place.ts'
import { slackPresses, startSlack } from '../slack.ts'
import { startTeams } from '../teams.ts'
import { openLog, worry } from '../told.ts'

const closed = 1_000_000
const open = 2000
/** Those whose cases they are, each as many as another. */
const owners = 500
const load: Rate = { perSecond: 50, seconds: 20 }
const everyMs = 500

export const start: Figure = {
  name: 'start',
  rows(options) {
    const count = (of: number) => scaled(of, options).toLocaleString('en')
    const memory = `memory at ${load.perSecond} presses/s, the most`
    return [
      { name: 'start', title: `start with ${count(closed)} cases that are over`, unit: 's', bar: { most: 1 } },
      { name: 'start.open', title: `start with ${count(open)} open cases`, unit: 's', bar: null },
      { name: 'start.memory', title: memory, unit: 'MiB', bar: { most: 220 } },
    ]
  },
  async open(options) {
    const many = await openMany(options, 'closed', scaled(closed, options))
    const few = await openMany(options, 'open', scaled(open, options))
    // Once for the compiled files, and for what is seen to only once.
    for (const one of [many, few]) await secondsToStart(one)
    const round = async () => Object.assign(await underLoad(many, options), { 'start.open': await secondsToStart(few) })
    const close = async () => {
      for (const one of [many, few]) await one.close()
    }
    return { round, close }
  },
}

/** `next`: what somebody presses, never the same twice. */
export type Many = { settings: Settings; next: () => Post; close(): Promise<void> }

/** A folder with so many cases, and everybody who presses. */
export async function openMany({ folder: parent }: Options, what: 'closed' | 'open', count: number): Promise<Many> {
  const folder = mkdtempSync(join(parent, 'start-'))
  const [slack, teams] = [await startSlack(0), await startTeams()]
  const settings = settingsIn({ folder, apiUrl: slack.url, metadataUrl: teams.metadataUrl })
  const path = databaseOf(settings)
  const all = Array.from({ length: owners }, (_, index) => `eier${index}`)
  // First, so that the unit has its head from the beginning.
  await importPeople(settings)
  const place = await openPlace({ folder, path, people: ['ingrid', ...all].map((user) => somebody(user)) })
  const of = what === 'closed' ? await over(place) : await goingOn(place)
  const ids = all.map(place.id)
  const fill = (index: number) => [ids[index % ids.length] ?? '']
  copyCase(path, { of, count: count - 1, from: 0, slots: [place.id('ingrid')], fill, whole: false })
  await place.close()
  const close = async () => {
    await slack.close()
    await teams.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { settings, next: slackPresses(users.slack, slack.url), close }
}

/** A wondering that came to nothing, and whose words are kept. */
async function over(place: Place): Promise<CaseId> {
  const id = await worry(place)
  const kept = { written: 'keep', keepReason: 'Familien har bedt om det.' }
  const end = Object.assign({ outcome: 'close', services: '', reason: 'Det gikk over.' }, kept)
  await place.submit('ingrid', 'concern.conclude', { case: id }, end)
  return id
}

/** A log that has nothing to say in the time this takes. */
async function goingOn(place: Place): Promise<CaseId> {
  const id = await openLog(place)
  await place.read((tx) => tx.cases.schedule(id, '2099-01-01T08:00:00.000Z'))
  return id
}

async function secondsToStart({ settings }: Many): Promise<number> {
  const bot = await startBot(settings)
  await bot.end()
  return bot.readyMs / 1000
}

async function underLoad({ settings, next }: Many, { scale }: Options): Promise<Measured> {
  const bot = await startBot(settings)
  try {
    const before = casesIn(settings)
    const pressed = steadily(bot.port, next, { perSecond: load.perSecond, seconds: load.seconds * scale })
    let [most, isOver] = [bot.rss(), false]
    const over = pressed.finally(() => {
      isOver = true
    })
    while (!isOver) {
      await Promise.race([over, delay(everyMs)])
      most = Math.max(most, bot.rss())
    }
    const asked = (await pressed).length
    const kept = casesIn(settings) - before
    if (kept !== asked) throw new Error(`${asked} presses left ${kept} cases`)
    return { start: bot.readyMs / 1000, 'start.memory': most }
  } finally {
    await bot.end()
  }
}
