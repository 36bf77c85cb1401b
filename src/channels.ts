/**
 * Every channel there is, a line each: what the file of people calls its accounts, and how it is opened. Beside the settings
 * the only file that names them. A channel's own code is loaded only where it is set up.
 */
import type { Router } from 'express'
import type { Config } from './config.ts'
import type { AccountColumns, Channel, PhrasesIn, Vault } from './ports.ts'
import { slackColumns } from './slack/people-columns.ts'
import { teamsColumns } from './teams/people-columns.ts'

/** What a channel brings. */
export type Opened = { channel: Channel; router: Router | null }

/**
 * What channels are opened with. `report` hears in codes and never in words; `byEmail`: somebody may be known by their mail
 * address; `delay` resolves when so many milliseconds of the clock have passed.
 */
export type AroundChannels = {
  report(event: string, fields?: { code?: string }): void
  phrases: PhrasesIn
  /** Each channel is given its own. */
  vault(channel: string): Vault
  byEmail: boolean
  now(): number
  delay?: (ms: number) => Promise<unknown>
}

/** The order is that in which an administrator is told of them. */
export const accountColumns: AccountColumns[] = [teamsColumns, slackColumns]

/** Those that are set up, in that order. */
export async function openChannels({ teams, slack }: Config, { vault, ...around }: AroundChannels): Promise<Opened[]> {
  const own = ({ channel }: AccountColumns) => ({ ...around, vault: vault(channel) })
  const opened = await Promise.all([
    teams && import('./teams/index.ts').then(({ createTeams }) => createTeams(teams, own(teamsColumns))),
    slack && import('./slack/index.ts').then(({ createSlack }) => createSlack(slack, own(slackColumns))),
  ])
  return opened.filter((one) => one !== null)
}
