/**
 * How many messages a second are delivered where the channel takes its time for each, and a hundred chats have as many waiting. The
 * limit of every channel is kept: no chat ever has two on their way.
 */
import { createDispatcher } from '../../src/app/send/index.ts'
import type { Outgoing } from '../../src/ports.ts'
import { createChannel } from '../channel.ts'
import { type Figure, type Measured, type Options, scaled, timed } from '../figure.ts'
import { monday, openPlace, type Place, somebody, staff } from '../place.ts'

const takesMs = 300
const chats = 100
const messages = 1000

export const deliver: Figure = {
  name: 'deliver',
  rows: () => [
    {
      name: 'deliver',
      title: `delivered to a channel that takes ${takesMs} ms, ${chats} chats`,
      unit: '1/s',
      bar: { least: 250 },
    },
  ],
  async open(options) {
    return { round: () => round(options), close: async () => undefined }
  },
}

async function round(options: Options): Promise<Measured> {
  const channel = createChannel(options.scale < 1 ? takesMs * options.scale : takesMs)
  const users = Array.from({ length: chats }, (_, index) => `leser${index}`)
  const people = [...staff, ...users.map((user) => somebody(user))]
  const place = await openPlace({ folder: options.folder, people, channel })
  try {
    const count = scaled(messages, options)
    const rows = Array.from({ length: count }, (_, index) => rowFor(place, users[index % chats] ?? ''))
    await place.read((tx) => tx.outbox.put(rows))
    const took = await timed(createDispatcher(place.app).runOnce)
    if (channel.taken() !== count) throw new Error(`of ${count} messages ${channel.taken()} were delivered`)
    if (channel.mostInOneChat() !== 1) throw new Error(`a chat had ${channel.mostInOneChat()} on their way at once`)
    return { deliver: (count * 1000) / took }
  } finally {
    await place.close()
  }
}

/** Somebody's own list, drawn when it is sent. */
function rowFor({ app: { ids }, id }: Place, user: string): Outgoing {
  const person = id(user)
  const card = { card: 'mine', line: null, subject: '' } as const
  const about = { case: null, message: null, origin: null, person, madeAt: monday, ...card }
  return { id: ids.next('out'), verb: 'direct', lane: `person:${person}`, ...about }
}
