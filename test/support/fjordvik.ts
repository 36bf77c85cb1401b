/** The demonstration on free ports, with a client in each seat: Fjordvik as its people see it. Ends what it started. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../../src/demo/index.ts'
import { freePort } from './free-port.ts'
import { openPlayground, type PlaygroundClient } from './playground-client.ts'

export type Fjordvik = {
  bot: string
  teacher: PlaygroundClient
  head: PlaygroundClient
  /** Lets time pass, and everything due in it happen; answers the new present. */
  advance(duration: string): Promise<string>
  end(): Promise<void>
}

/** A Monday morning in the school year, well before a holiday. */
export const monday = '2026-11-02T08:00:00.000Z'

export async function startFjordvik(startAt = monday): Promise<Fjordvik> {
  const folder = mkdtempSync(join(tmpdir(), 'fjordvik-'))
  const ports = { bot: await freePort(), holder: await freePort(), leader: await freePort() }
  const demo = await startDemo({ headless: true, keep: false, folder, ports, startAt })
  const [teacher, head] = await Promise.all(demo.playgrounds.map(({ url }) => openPlayground(url)))
  if (!teacher || !head) throw new Error('two seats were expected')
  return {
    ...{ bot: demo.bot.url, teacher, head },
    async advance(duration) {
      const answer = await fetch(`${demo.bot.url}/demo/clock`, {
        ...{
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ advance: duration }),
        },
      })
      const { now } = (await answer.json()) as { now: string }
      return now
    },
    async end() {
      await Promise.all([teacher.close(), head.close()])
      await demo.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
