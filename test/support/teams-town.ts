/** The demonstration as it starts by itself, on a free port: its people at their seats in Teams, where content is in dialogs. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo } from '../../src/demo/index.ts'
import { people } from '../../src/demo/seats.ts'
import type { OpenStore } from '../../src/store/open.ts'
import { monday, moveClock } from './fjordvik.ts'
import { freePort } from './free-port.ts'
import { type TeamsSeat, teamsSeat } from './teams-seat.ts'

export type TeamsTown = Record<'ingrid' | 'terje' | 'mari' | 'nora' | 'jonas' | 'sara', TeamsSeat> & {
  /** The bot's own address. */
  url: string
  /** The page of somebody's seat. */
  page(name: string): string
  store(): OpenStore
  /** Lets time pass, and everything due in it happen and be seen. */
  advance(duration: string): Promise<string>
  /** Everything that ever stood in a message, from whoever it came and whoever saw it. */
  stood(): string
  end(): Promise<void>
}

/** `pages`: there is the page of one's own, and dialogs show it instead of cards. */
export async function startTeamsTown({ pages = false } = {}): Promise<TeamsTown> {
  const folder = mkdtempSync(join(tmpdir(), 'fjordvik-teams-'))
  const ports = { bot: await freePort(), holder: 0, leader: 0 }
  const how = { headless: true, keep: false, content: 'dialog', pages, paged: pages, startAt: monday } as const
  const demo = await startDemo({ ...how, folder, ports })
  const { teacher, head, colleague, nurse, adviser, coordinator } = people
  const seat = (person: (typeof people)['teacher']) => teamsSeat(demo.teams, person)
  const seats = { ingrid: seat(teacher), terje: seat(head), mari: seat(colleague) }
  const town = { ...seats, nora: seat(nurse), jonas: seat(adviser), sara: seat(coordinator) }
  await Promise.all([town.ingrid, town.terje, town.jonas].map(({ sees }) => sees('Ny undring')))
  return {
    ...town,
    url: demo.bot.url,
    page: (name) => `${demo.seats[0]?.url}?as=${encodeURIComponent(name)}`,
    store: () => demo.bot.store,
    advance: (duration) => moveClock(demo.bot.url, duration),
    stood: () => JSON.stringify(demo.teams.connector.sent).replaceAll('\u2060', ''),
    async end() {
      await demo.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
