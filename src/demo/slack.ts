/** The demonstration's Slack: a workspace on this machine, the settings that bring the bot there, and the seats of its people. */
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Router } from 'express'
import type { SlackConfig } from '../config-channels.ts'
import { type Floor, type Message, messagesIn } from './slack-acts.ts'
import { pageRouter } from './slack-page.ts'
import { createSeats, type Seats } from './slack-seat.ts'
import { createSights, type Sights } from './slack-sight.ts'
import { bot, startWorkspace, type Workspace } from './workspace.ts'

export type DemoSlack = {
  settings: SlackConfig
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
  const secret = randomBytes(16).toString('hex')
  const floor: Floor = { workspace, sights, bot: `http://127.0.0.1:${botPort}`, secret }
  const seats = createSeats(floor)
  return {
    settings: {
      receive: { kind: 'http', signingSecret: secret },
      workspaces: { kind: 'one', botToken: bot.token },
      apiUrl: `${floor.bot}/demo/slack/api/`,
      links: null,
    },
    ...{
      workspace,
      sights,
      routers: [sights.router, seats.router, pageRouter(floor)],
      act: seats.act,
      stop: workspace.stop,
    },
    messages: (channel) => messagesIn(floor, channel),
  }
}
