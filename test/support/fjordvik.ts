/** The demonstration on free ports, with a client in each seat: Fjordvik as its people see it. Ends what it started. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { type DemoOptions, startDemo, startDemoBot } from '../../src/demo/index.ts'
import { people } from '../../src/demo/seats.ts'
import type { OpenStore } from '../../src/store/open.ts'
import { type Chat, openChat, type Sight } from './chat.ts'
import { freePort } from './free-port.ts'
import { openPlayground, type PlaygroundClient } from './playground-client.ts'
import { farChat, seatChat, standing } from './seat-chat.ts'

export type Fjordvik = {
  bot: string
  /** What the running bot has stored. */
  store(): OpenStore
  /** The folder with its database. */
  folder: string
  /** Where the two who sit at a Playground see it in a browser. */
  pages: { teacher: string; head: string }
  /** The two who sit at a Playground. */
  teacher: PlaygroundClient
  head: PlaygroundClient
  /** The same two by name, and those who sit nowhere, each in their own chat. */
  ingrid: Chat
  terje: Chat
  mari: Chat
  nora: Chat
  jonas: Chat
  sara: Chat
  /** The chat of somebody else, by their Entra object id. */
  chatOf(person: string): Chat
  /** Lets time pass, and everything due in it happen; answers the new present. */
  advance(duration: string): Promise<string>
  /** Waits until all that was to be sent has been, and both who sit there see it. */
  settle(): Promise<void>
  /** Stops the bot and starts it again on what it has stored; the Playgrounds stay as they are. */
  restart(): Promise<void>
  end(): Promise<void>
}

/** A Monday morning in the school year, well before a holiday. */
export const monday = '2026-11-02T08:00:00.000Z'

type Options = Partial<Pick<DemoOptions, 'startAt' | 'models' | 'people'>>

export async function startFjordvik(options: Options = {}): Promise<Fjordvik> {
  const folder = mkdtempSync(join(tmpdir(), 'fjordvik-'))
  const ports = { bot: await freePort(), holder: await freePort(), leader: await freePort() }
  const all: DemoOptions = {
    headless: true,
    keep: false,
    content: 'chat',
    folder,
    ports,
    paged: false,
    startAt: monday,
    ...options,
  }
  const { playgrounds, ...demo } = await startDemo(all)
  let { bot } = demo
  const [atTeacher, atHead] = playgrounds
  if (!atTeacher || !atHead) throw new Error('two seats were expected')
  const pages = { teacher: atTeacher.url, head: atHead.url }
  const [teacher, head] = await Promise.all([openPlayground(pages.teacher), openPlayground(pages.head)])
  const advance = (duration: string) => moveClock(bot.url, duration)
  const [ingrid, terje] = [seatChat(teacher), seatChat(head)]
  // The bot writes to those who sit nowhere by the first address it knows: the teacher's.
  const chatOf = (person: string) => farChat(teacher, person)
  await Promise.all([ingrid.sees('Ny undring'), terje.sees('Ny undring')])
  return {
    ...{ bot: bot.url, store: () => bot.store, folder, pages, teacher, head, ingrid, terje, chatOf, advance },
    ...{ mari: chatOf(people.colleague.aadObjectId), nora: chatOf(people.nurse.aadObjectId) },
    ...{ jonas: chatOf(people.adviser.aadObjectId), sara: chatOf(people.coordinator.aadObjectId) },
    async settle() {
      await advance('PT1S')
      // What is shown comes in its order: when the answer to this is there, everything before it is.
      await Promise.all([ingrid, terje].map(({ write }) => write('meldeplikt', ({ text }) => text.includes('116 111'))))
    },
    async restart() {
      const startAt = await advance('PT1S')
      await bot.stop()
      bot = await startDemoBot({ ...all, keep: true, startAt })
    },
    async end() {
      await Promise.all([teacher.close(), head.close()])
      for (const playground of playgrounds) await playground.stop()
      await bot.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const moved = z.object({ now: z.string() })

export async function moveClock(bot: string, duration: string): Promise<string> {
  const answer = await fetch(`${bot}/demo/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance: duration }),
  })
  return moved.parse(await answer.json()).now
}

/** The newest card of a channel, in whichever thread, that says all this; as its people see it, who press through `client`. */
export function inChannel(client: PlaygroundClient, ...words: string[]): Promise<Sight> {
  return channelChat(client).sees(...words)
}

/** The channel, in all its threads. */
export function channelChat(client: PlaygroundClient): Chat {
  const { channel } = client.conversations
  return openChat({
    standing: () => client.messages(channel).flatMap(standing),
    write: async (text) => void (await client.say(channel, text)),
    press: ({ message, ...pressed }) => {
      const conversation = client.messages(channel).find(({ id }) => id === message)?.conversation ?? channel
      return client.press({ conversation, replyToId: message, ...pressed })
    },
    until: client.until,
  })
}
