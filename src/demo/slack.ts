/** The demonstration's Slack: a workspace on this machine, the settings that bring the bot there, and the seats of its people. */
import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { Router } from 'express'
import type { Floor } from './slack-acts.ts'
import { pageRouter } from './slack-page.ts'
import { createSeats, type Seats } from './slack-seat.ts'
import { createSights } from './slack-sight.ts'
import { bot, startWorkspace, type Workspace } from './workspace.ts'

export type DemoSlack = {
  settings: {
    receive: { kind: 'http'; signingSecret: string }
    workspaces: { kind: 'one'; botToken: string }
    apiUrl: string
    links: string | null
  }
  workspace: Workspace
  routers: Router[]
  /** Lets somebody of the workspace do something. */
  act: Seats['act']
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
    ...{ workspace, routers: [sights.router, seats.router, pageRouter(floor)], act: seats.act, stop: workspace.stop },
  }
}
