/** The demonstration's Teams: a connector on this machine, and the seats of its people. */
import express, { type Router } from 'express'
import { listen } from '../web/index.ts'
import type { Floor } from './teams-acts.ts'
import { type Connector, createConnector } from './teams-connector.ts'
import { teamsPageRouter } from './teams-page.ts'
import { createTeamsSeats, type TeamsSeats } from './teams-seat.ts'

export type DemoTeams = {
  connector: Connector
  dialogs: Floor['dialogs']
  /** What the bot's own server shows beside its doors. */
  routers: Router[]
  /** Lets somebody there do something. */
  act: TeamsSeats['act']
  stop(): Promise<void>
}

/** `botPort` is the one on which the bot will listen, `content` where the page says that content stands. */
export async function startTeams(botPort: number, content: 'dialog' | 'chat'): Promise<DemoTeams> {
  const connector = createConnector()
  // Not on the bot's own server: what the bot says last it says when that is closed.
  const gate = await listen(express().use(connector.router), '127.0.0.1', 0)
  const [bot, serviceUrl] = [`http://127.0.0.1:${botPort}`, `http://127.0.0.1:${gate.port}`]
  const floor: Floor = { connector, dialogs: new Map(), bot, serviceUrl }
  const seats = createTeamsSeats(floor)
  return {
    connector,
    dialogs: floor.dialogs,
    routers: [seats.router, teamsPageRouter(floor, content)],
    act: seats.act,
    stop: gate.close,
  }
}
