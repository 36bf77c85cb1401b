/**
 * How long a press takes to be answered when people press at a steady rate, whatever the answers take, while the outbox is full and
 * Slack takes its time for every message. The presses come through Teams, or through Slack; what is sent meanwhile goes to Slack.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Outgoing } from '../../src/ports.ts'
import { openStore } from '../../src/store/open.ts'
import { casesIn, databaseOf, importPeople, type Settings, settingsIn, startBot, users } from '../bot.ts'
import { type Figure, type Measured, type Options, scaled, share } from '../figure.ts'
import { type Post, type Rate, steadily } from '../load.ts'
import { keys } from '../place.ts'
import { slackPresses, startSlack, team } from '../slack.ts'
import { startTeams } from '../teams.ts'

const perSecond = 200
const seconds = 7
/** More than can be sent meanwhile. */
const waiting = 10_000
const slackTakesMs = 300

export const answer: Figure = {
  name: 'answer',
  rows: () => [
    { name: 'answer.teams', title: `press to answer at ${perSecond}/s, p99 (Teams)`, unit: 'ms', bar: { most: 40 } },
    { name: 'answer.slack', title: `press to answer at ${perSecond}/s, p99 (Slack)`, unit: 'ms', bar: { most: 60 } },
    { name: 'answer.teams-p50', title: 'the same, p50 (Teams)', unit: 'ms', bar: null },
    { name: 'answer.slack-p50', title: 'the same, p50 (Slack)', unit: 'ms', bar: null },
    { name: 'answer.sent', title: 'sent meanwhile, to 100 chats', unit: '1/s', bar: null },
  ],
  async open(options) {
    return { round: () => round(options), close: async () => undefined }
  },
}

async function round(options: Options): Promise<Measured> {
  const [teams, slack] = [await measure('teams', options), await measure('slack', options)]
  return {
    'answer.teams': share(0.99, teams.times),
    'answer.slack': share(0.99, slack.times),
    'answer.teams-p50': share(0.5, teams.times),
    'answer.slack-p50': share(0.5, slack.times),
    'answer.sent': (teams.sentPerSecond + slack.sentPerSecond) / 2,
  }
}

type Result = { times: number[]; sentPerSecond: number }

/** A bot of its own, so that neither channel finds what the other left behind. */
async function measure(channel: 'teams' | 'slack', options: Options): Promise<Result> {
  const folder = mkdtempSync(join(options.folder, 'stafett-bench-'))
  const [slack, teams] = [await startSlack(slackTakesMs), await startTeams()]
  try {
    const settings = settingsIn({ folder, apiUrl: slack.url, metadataUrl: teams.metadataUrl })
    await importPeople(settings)
    await fill(settings, scaled(waiting, options))
    const next = channel === 'teams' ? teams.presses(users.teams) : slackPresses(users.slack, slack.url)
    return await press(settings, next, () => slack.count('chat.postMessage'), options)
  } finally {
    await slack.close()
    await teams.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function press(settings: Settings, next: () => Post, sent: () => number, options: Options): Promise<Result> {
  const bot = await startBot(settings)
  try {
    const rate: Rate = { perSecond, seconds: Math.max(0.05, seconds * options.scale) }
    await steadily(bot.port, next, { perSecond, seconds: 1 })
    const [before, begun] = [sent(), performance.now()]
    const times = await steadily(bot.port, next, rate)
    const sentPerSecond = ((sent() - before) * 1000) / (performance.now() - begun)
    const [kept, asked] = [casesIn(settings), perSecond + times.length]
    if (kept !== asked) throw new Error(`${asked} presses left ${kept} cases`)
    return { times, sentPerSecond }
  } finally {
    await bot.end()
  }
}

/** Rows that are due: each is drawn for its person when it is sent. */
async function fill(settings: Settings, count: number): Promise<void> {
  const store = await openStore({ path: databaseOf(settings), keys })
  await store.transaction(async (tx) => {
    const ids: Outgoing['person'][] = []
    for (const user of users.waiting) {
      const person = await tx.people.byAccount({ channel: 'slack', tenant: team, user })
      ids.push(person?.id ?? null)
    }
    const rows = Array.from({ length: count }, (_, index): Outgoing => {
      const person = ids[index % ids.length] ?? null
      const card = { card: 'mine', line: null, subject: '' } as const
      const about = { case: null, message: null, origin: null, person, madeAt: new Date().toISOString(), ...card }
      return { id: `out_bench${index}`, verb: 'direct', lane: `person:${person}`, ...about }
    })
    await tx.outbox.put(rows)
  })
  await store.close()
}
