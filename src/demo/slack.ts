/** The demonstration's Slack: a workspace on this machine, the settings that bring the bot there, and the seats of its people. */
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import express, { type Router } from 'express'
import type { SlackSettings } from '../slack/settings.ts'
import { listen } from '../web/index.ts'
import { type Floor, type Message, messagesIn } from './slack-acts.ts'
import { pageRouter } from './slack-page.ts'
import { createSeats, type Seats } from './slack-seat.ts'
import { createSights, type Sights } from './slack-sight.ts'
import { botToken, startWorkspace, type Workspace } from './workspace.ts'

export type DemoSlack = {
  settings: SlackSettings
  workspace: Workspace
  sights: Sights
  routers: Router[]
  /** Lets somebody of the workspace do something. */
  act: Seats['act']
  /** Everything that stands in a conversation. */
  messages(channel: string): Promise<Message[]>
  stop(): Promise<void>
}

/** `port` is that of the workspace, `botPort` the one on which the bot will listen. */
export async function startSlack(port: number, botPort: number): Promise<DemoSlack> {
  const workspace = await startWorkspace(port, fileURLToPath(new URL('people.csv', import.meta.url)))
  const sights = createSights(workspace)
  // Not on the bot's own server: what the bot says last it says when that is closed.
  const app = express()
  const gate = await listen(app, '127.0.0.1', 0)
  const [bot, secret] = [`http://127.0.0.1:${botPort}`, randomBytes(16).toString('hex')]
  const floor: Floor = { workspace, sights, bot, gate: `http://127.0.0.1:${gate.port}`, secret }
  const seats = createSeats(floor)
  app.use(sights.router, seats.replied)
  return {
    settings: {
      receive: { kind: 'http', signingSecret: secret },
      workspaces: { kind: 'one', botToken },
      apiUrl: `${floor.gate}/api/`,
      links: null,
    },
    workspace,
    sights,
    routers: [seats.router, pageRouter(floor)],
    act: seats.act,
    messages: (channel) => messagesIn(floor, channel),
    async stop() {
      await gate.close()
      await workspace.stop()
    },
  }
}
