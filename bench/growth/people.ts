/** What a press costs, by how many people there are: forty to a school, one of whom leads it. */
import { each, type Growth, registered } from '../growth.ts'
import { openPlace, somebody, staff } from '../place.ts'
import { openLog, worry } from '../told.ts'

const inSchool = 40

export const people: Growth = {
  name: 'people',
  size: 'people',
  sizes: [100, 1000, 5000, 20_000],
  columns: { concern: 'concern', look: 'look', mine: 'own list', choose: 'form that asks for a colleague' },
  async measure(size, options) {
    const others = Array.from({ length: Math.max(0, size - staff.length) }, (_, index) => {
      const unit = `skole-${Math.floor(index / inSchool)}`
      return somebody(`lærer${index}`, index % inSchool === 0 ? { unit, roles: ['employee', 'leader'] } : { unit })
    })
    const place = await openPlace({ folder: options.folder, people: [...staff, ...others] })
    try {
      const [concern, log] = [{ case: await worry(place) }, { case: await openLog(place) }]
      const look = () => place.press('ingrid', 'show.case', log)
      const choose = () => place.open('ingrid', 'concern.ask', concern)
      const mine = () => place.press('ingrid', 'show.mine')
      return await each({ concern: () => registered(place), look, mine, choose })
    } finally {
      await place.close()
    }
  },
}
