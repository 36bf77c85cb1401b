/** How long the plan of a very long log takes, and a note on it: in the process, from the press to its answer, while nobody else asks. */
import type { CaseId } from '../../src/core/ids.ts'
import { type Figure, type Measured, median, type Options, scaled, timed } from '../figure.ts'
import { openPlace, type Place, type Texts } from '../place.ts'
import { lengthen, openLog, written } from '../told.ts'

const entries = 5000
/** Of each the middle one of so many. */
const times = 5

export const plan: Figure = {
  name: 'plan',
  rows: (options) => {
    const count = scaled(entries, options).toLocaleString('en')
    return [
      { name: 'plan.show', title: `plan of ${count} entries`, unit: 'ms', bar: { most: 20 } },
      { name: 'plan.history', title: `its history, of ${count} entries`, unit: 'ms', bar: { most: 20 } },
      { name: 'plan.note', title: `note on a log of ${count} entries`, unit: 'ms', bar: { most: 5 } },
    ]
  },
  async open(options: Options) {
    const place = await openPlace(options)
    const log = await openLog(place)
    await lengthen(place, log, scaled(entries, options))
    await measureLog(place, log, 1)
    return { round: () => measureLog(place, log, times), close: place.close }
  },
}

/** Its plan, with the overview and with the history whole; and a note on it, which is then there. */
export async function measureLog(place: Place, log: CaseId, times: number): Promise<Measured> {
  const before = await lengthOf(place, log)
  const show = (section: Texts) => () => place.press('ingrid', 'show.plan', Object.assign({ case: log }, section))
  const [plans, histories, notes]: [number[], number[], number[]] = [[], [], []]
  for (let time = 0; time < times; time += 1) {
    plans.push(await timed(show({})))
    histories.push(await timed(show({ section: 'history' })))
    const { data, values } = await place.open('ingrid', 'note.add', { case: log })
    const fields = Object.assign(values, { text: written, topic: 'learning' })
    notes.push(await timed(() => place.press('ingrid', 'note.add', data, fields)))
  }
  const kept = (await lengthOf(place, log)) - before
  if (kept !== times) throw new Error(`${times} notes left ${kept} entries`)
  return { 'plan.show': median(plans), 'plan.history': median(histories), 'plan.note': median(notes) }
}

async function lengthOf(place: Place, log: CaseId): Promise<number> {
  return (await place.read((tx) => tx.cases.entries(log))).length
}
