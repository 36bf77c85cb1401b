/** What is done with a log, by how many entries it has. */

import { measureLog } from '../figures/plan.ts'
import { each, type Growth } from '../growth.ts'
import { openPlace } from '../place.ts'
import { lengthen, openLog } from '../told.ts'

const times = 5

export const entries: Growth = {
  name: 'entries',
  size: 'entries of a log',
  sizes: [10, 100, 1000, 5000],
  columns: { 'plan.show': 'plan', 'plan.history': 'its history', 'plan.note': 'note', look: 'look' },
  async measure(size, options) {
    const place = await openPlace(options)
    try {
      const log = await openLog(place)
      await lengthen(place, log, size)
      await measureLog(place, log, 1)
      const measured = await measureLog(place, log, times)
      return Object.assign(measured, await each({ look: () => place.press('ingrid', 'show.case', { case: log }) }))
    } finally {
      await place.close()
    }
  },
}
