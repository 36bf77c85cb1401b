/** What a start and a press cost, by how many cases there are: all of them over, as most cases of a municipality are. */
import { databaseOf, startBot } from '../bot.ts'
import { openMany } from '../figures/start.ts'
import { each, type Growth, registered } from '../growth.ts'
import { openPlace } from '../place.ts'
import { openLog } from '../told.ts'

export const cases: Growth = {
  name: 'cases',
  size: 'cases',
  sizes: [1000, 10_000, 100_000, 1_000_000],
  columns: { start: 'start', concern: 'concern', look: 'look', mine: 'own list' },
  async measure(size, options) {
    const many = await openMany(options, 'closed', size)
    try {
      for (let time = 0; time < 2; time += 1) await (await startBot(many.settings)).end()
      const bot = await startBot(many.settings)
      await bot.end()
      const place = await openPlace({ folder: options.folder, people: [], path: databaseOf(many.settings) })
      try {
        const log = await openLog(place)
        const look = () => place.press('ingrid', 'show.case', { case: log })
        const mine = () => place.press('ingrid', 'show.mine')
        return Object.assign({ start: bot.readyMs }, await each({ concern: () => registered(place), look, mine }))
      } finally {
        await place.close()
      }
    } finally {
      await many.close()
    }
  },
}
