/** The list of channels: what each is given where it is opened. */
import { expect, test, vi } from 'vitest'
import { openChannels } from '../src/channels.ts'
import { phrasesIn } from '../src/wording/phrases.ts'
import { memoryVault } from './support/slack-door.ts'

test('each keeps what it must remember under the name its people are known by', async () => {
  const asked: string[] = []
  const vault = (channel: string) => {
    asked.push(channel)
    return memoryVault()
  }
  const receive = { kind: 'http', signingSecret: 'signing-secret' } as const
  const workspaces = { kind: 'one', botToken: 'xoxb-1' } as const
  const used = { teams: { access: 'unsigned' } as const, slack: { receive, workspaces, apiUrl: null, links: null } }
  const around = { report: vi.fn(), byEmail: false, phrases: phrasesIn, now: () => 0, vault }
  const opened = await openChannels(used, around)
  expect(opened.map(({ channel }) => channel.name)).toEqual(['teams', 'slack'])
  // Where an earlier version kept it: an installation would be lost under any other.
  expect(asked).toEqual(['teams', 'slack'])
})
