/**
 * How long the list of all cases takes that a page shows: of a head with 5,000, first when nothing is remembered of the day, then as
 * they go on to sort and filter it. In the process, from the press to its answer, while nobody else asks.
 */
import { copyCase } from '../copies.ts'
import { type Figure, type Measured, median, type Options, scaled, timed } from '../figure.ts'
import { monday, openPlace, type Place, somebody, staff } from '../place.ts'
import { openLog, worry } from '../told.ts'

const many = 5000
/** Of each the middle one of so many. */
const times = 5
/** Of a head: they lead `own` and have none of their own. */
const [school, own] = ['fjordvik-skole', 'nabo-skole']
const dayMs = 24 * 60 * 60_000

export const list: Figure = {
  name: 'list',
  rows(options) {
    const count = scaled(many, options).toLocaleString('en')
    return [
      { name: 'list.anew', title: `list of ${count} cases, first of the day`, unit: 'ms', bar: null },
      { name: 'list.page', title: `list of ${count} cases`, unit: 'ms', bar: { most: 30 } },
      { name: 'list.sorted', title: `list of ${count} cases, sorted and filtered`, unit: 'ms', bar: { most: 30 } },
    ]
  },
  async open(options) {
    const people = [...staff, somebody('tone', { unit: own, roles: ['employee', 'leader'] })]
    const place = await openPlace({ folder: options.folder, people: [...people, somebody('nils', { unit: own })] })
    await fill(place, options)
    let days = 0
    const round = () => measured(place, () => (days += 1))
    await round()
    return { round, close: place.close }
  },
}

async function fill(place: Place, options: Options): Promise<void> {
  const [concern, log] = [await worry(place), await openLog(place)]
  await place.submit('ingrid', 'measure.add', { case: log }, measure)
  const half = Math.ceil(scaled(many, options) / 2)
  for (const [at, of] of [concern, log].entries())
    copyCase(place.path, {
      of,
      count: half,
      from: at * half,
      slots: [school, place.id('ingrid')],
      fill: () => [own, place.id('nils')],
    })
}

const measure = { text: 'Lese sammen hver dag', topic: 'learning', arena: 'school', evaluationDay: '2026-11-05' }

async function measured(place: Place, nextDay: () => number): Promise<Measured> {
  const taken = async (data: Record<string, string>, before: () => unknown = () => null) => {
    const all: number[] = []
    for (let time = 0; time < times; time += 1) {
      before()
      all.push(await timed(() => place.onPage('tone', 'show.list', data)))
    }
    return median(all)
  }
  const anew = await taken({}, () => place.setClock(new Date(Date.parse(monday) + nextDay() * dayMs).toISOString()))
  const page = await taken({ start: '2500' })
  return {
    'list.anew': anew,
    'list.page': page,
    'list.sorted': await taken({ sort: '-ref', status: 'late', level: '1' }),
  }
}
