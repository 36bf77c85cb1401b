/** Fjordvik in two channels: Ingrid sits at a Playground, and her leader, the nurse and the coordinating unit in Slack. */

import { startPlayground } from '../../src/demo/playground.ts'
import { seatOptions } from '../../src/demo/seats.ts'
import type { Chat } from './chat.ts'
import { channelChat } from './fjordvik.ts'
import { freePort } from './free-port.ts'
import { openPlayground, type PlaygroundClient } from './playground-client.ts'
import { seatChat } from './seat-chat.ts'
import { type SlackTown, startSlackTown } from './slack-town.ts'

export type TwoChannelsTown = SlackTown & {
  teacher: PlaygroundClient
  /** Ingrid's own chat, and the channel of her team, in Teams. */
  ingrid: Chat
  team: Chat
}

export async function startTwoChannelsTown(): Promise<TwoChannelsTown> {
  const town = await startSlackTown({ inSlack: ['terje', 'nora', 'sara'], paged: true })
  const ports = { holder: await freePort(), leader: 0 }
  const around = { headless: true, folder: town.folder, ports }
  const playground = await startPlayground(seatOptions('holder', town.bot, around))
  await playground.install()
  const teacher = await openPlayground(playground.url)
  const ingrid = seatChat(teacher)
  await ingrid.sees('Ny undring')
  return {
    ...{ ...town, teacher, ingrid, team: channelChat(teacher) },
    async settle() {
      await town.settle()
      // What is shown comes in its order: when the answer to this is there, everything before it is.
      await ingrid.write('meldeplikt', ({ text }) => text.includes('116 111'))
    },
    async end() {
      await teacher.close()
      await playground.stop()
      await town.end()
    },
  }
}
