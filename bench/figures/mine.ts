/**
 * How long somebody's own list takes: of a teacher, of a head with a whole school's cases, of KE with what was brought to them. In the
 * process, from the press to its answer, while nobody else asks.
 */
import { remindOnce } from '../../src/app/act/index.ts'
import type { CaseId } from '../../src/core/ids.ts'
import { copyCase } from '../copies.ts'
import { type Figure, type Measured, median, type Options, scaled, timed } from '../figure.ts'
import { monday, openPlace, type Place, somebody, staff } from '../place.ts'
import { caseOf, openLog, worry } from '../told.ts'

/** Who looks, and in how many cases they stand. */
const lists = { ingrid: 200, tone: 500, sara: 2000 } as const
/** Of each the middle one of so many. */
const times = 5
/** Of a head: they lead `own` and have none of their own. */
const [school, own] = ['fjordvik-skole', 'nabo-skole']
/** A school morning so long before that what nobody does has been brought to KE by now. */
const longBefore = '2026-08-31T07:00:00.000Z'
const day = 24 * 60 * 60_000

export const mine: Figure = {
  name: 'mine',
  rows(options) {
    const count = (who: keyof typeof lists) => scaled(lists[who], options).toLocaleString('en')
    return [
      { name: 'mine.person', title: `own list, ${count('ingrid')} cases`, unit: 'ms', bar: { most: 5 } },
      { name: 'mine.leader', title: `own list of a leader, ${count('tone')} cases`, unit: 'ms', bar: { most: 8 } },
      { name: 'mine.ke', title: `own list of KE, ${count('sara')} cases`, unit: 'ms', bar: { most: 10 } },
    ]
  },
  async open(options) {
    const people = [...staff, somebody('tone', { unit: own, roles: ['employee', 'leader'] })]
    const place = await openPlace({ folder: options.folder, people: [...people, somebody('nils', { unit: own })] })
    await fill(place, options)
    await round(place)
    return { round: () => round(place), close: place.close }
  },
}

async function fill(place: Place, options: Options): Promise<void> {
  const late = await broughtToKe(place)
  const [concern, log] = [await worry(place), await openLog(place)]
  await place.submit('ingrid', 'measure.add', { case: log }, measure)
  const half = (who: keyof typeof lists) => Math.ceil(scaled(lists[who], options) / 2)
  let from = 0
  const copy = (of: CaseId, count: number, change: object = {}) => {
    copyCase(place.path, Object.assign({ of, count, from }, change))
    from += count
  }
  for (const id of [concern, log]) {
    copy(id, half('ingrid'))
    copy(id, half('tone'), { slots: [school, place.id('ingrid')], fill: () => [own, place.id('nils')] })
  }
  // Of a third school, so that none of them is the head's or the teacher's.
  const others = { slots: [school, place.id('ingrid')], fill: () => ['tredje-skole', place.id('mari')] }
  copy(late, scaled(lists.sara, options), others)
}

const measure = { text: 'Lese sammen hver dag', topic: 'learning', arena: 'school', evaluationDay: '2026-12-07' }

/** A log in which nobody has done anything for so long that the ladder has come to KE. */
async function broughtToKe(place: Place): Promise<CaseId> {
  place.setClock(longBefore)
  const id = await openLog(place)
  for (let at = Date.parse(longBefore); at < Date.parse(monday); at += day) {
    place.setClock(new Date(at).toISOString())
    await remindOnce(place.app)
  }
  place.setClock(monday)
  if ((await caseOf(place, id)).raised.length === 0) throw new Error('nothing was brought to KE')
  return id
}

async function round(place: Place): Promise<Measured> {
  const of = async (user: string) => {
    const taken: number[] = []
    for (let time = 0; time < times; time += 1) taken.push(await timed(() => place.press(user, 'show.mine')))
    return median(taken)
  }
  return { 'mine.person': await of('ingrid'), 'mine.leader': await of('tone'), 'mine.ke': await of('sara') }
}
