/** The list of channels: what each is given where it is opened. */
import { expect, test, vi } from 'vitest'
import { explain, openChannels } from '../src/channels.ts'
import { phrasesIn } from '../src/wording/phrases.ts'
import { memoryVault } from './support/slack-door.ts'
import { createTown } from './support/town.ts'

test('each keeps what it must remember under the name its people are known by', async () => {
  const asked: string[] = []
  const vault = (channel: string) => {
    asked.push(channel)
    return memoryVault()
  }
  const receive = { kind: 'http', signingSecret: 'signing-secret' } as const
  const workspaces = { kind: 'one', botToken: 'xoxb-1' } as const
  const used = { teams: { access: 'unsigned' } as const, slack: { receive, workspaces, apiUrl: null, links: null } }
  const around = { report: vi.fn(), byEmail: false, pageOf: () => () => null, phrases: phrasesIn, now: () => 0, vault }
  const opened = await openChannels(used, around)
  expect(opened.map(({ channel }) => channel.name)).toEqual(['teams', 'slack'])
  // Where an earlier version kept it: an installation would be lost under any other.
  expect(asked).toEqual(['teams', 'slack'])
})

test('a refused credential is named by every setting that may be wrong, and what is no credential is not', async () => {
  const { channel } = await createTown()
  const teams = { ...channel, name: 'teams', title: 'Teams' }
  expect(explain(teams, { kind: 'token-refused', what: 'bot', code: 'invalid_client' })).toBe(
    'Teams refuses STAFETT_TEAMS_APP_PASSWORD or STAFETT_TEAMS_APP_ID or STAFETT_TEAMS_TENANT_ID (invalid_client): put in the right one and start again. What is to be sent there waits.',
  )
  const slack = { ...channel, name: 'slack', title: 'Slack' }
  expect(explain(slack, { kind: 'token-refused', what: 'app', code: null })).toContain(
    'Slack refuses STAFETT_SLACK_APP_TOKEN (no code)',
  )
  expect(explain(slack, { kind: 'socket-closed', what: 'app', code: 'econnrefused' })).toBeNull()
})
