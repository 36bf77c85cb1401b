/**
 * How long it takes until a very large number of reminders stand in the outbox: one round of the ladder over as many cases, in each of
 * which the day has come. Every reminder comes by itself, as a municipality may have it; by the preset most of them stand in lists.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { remindOnce } from '../../src/app/act/index.ts'
import type { Policy } from '../../src/core/policy.ts'
import { copyCase } from '../copies.ts'
import { type Figure, type Measured, type Options, scaled, timed } from '../figure.ts'
import { openPlace, somebody, staff } from '../place.ts'
import { worry } from '../told.ts'

const reminders = 100_000
/** Whose they are, each as many as another. */
const owners = 1000
/** Before that nobody is reminded of what was registered on the day the clock stands at. */
const later = '2026-11-12T08:00:00.000Z'
const byItself: Partial<Policy['reminders']> = { digest: { holder: 'each', leader: 'each', ke: 'each' } }

export const remind: Figure = {
  name: 'remind',
  rows: (options) => {
    const count = scaled(reminders, options).toLocaleString('en')
    return [{ name: 'remind', title: `${count} reminders into the outbox`, unit: 's', bar: { most: 60 } }]
  },
  async open(options) {
    const folder = mkdtempSync(join(options.folder, 'stafett-bench-'))
    const path = join(folder, 'reminders.sqlite')
    await build(path, options)
    const round = () => measure(path, options)
    return { round, close: async () => rmSync(folder, { recursive: true, force: true }) }
  },
}

/** Once, since the cases take longer to make than to be reminded of. */
async function build(path: string, options: Options): Promise<void> {
  const users = Array.from({ length: scaled(owners, options) }, (_, index) => `eier${index}`)
  const people = [...staff, ...users.map((user) => somebody(user))]
  const place = await openPlace({ folder: options.folder, people, path })
  const of = await worry(place)
  // So that one thing alone waits in it.
  await place.submit('ingrid', 'concern.talk', { case: of }, { day: '2026-11-02', way: 'meeting' })
  const [ids, count] = [users.map(place.id), scaled(reminders, options)]
  const fill = (index: number) => [ids[index % ids.length] ?? '']
  copyCase(path, { of, count: count - 1, from: 0, slots: [place.id('ingrid')], fill })
  await place.close()
}

async function measure(built: string, options: Options): Promise<Measured> {
  const path = `${built}.round`
  copyFileSync(built, path)
  const place = await openPlace({ folder: options.folder, people: [], path, reminders: byItself })
  try {
    place.setClock(later)
    const before = await place.read((tx) => tx.outbox.waiting())
    const took = await timed(() => remindOnce(place.app))
    const put = (await place.read((tx) => tx.outbox.waiting())) - before
    const count = scaled(reminders, options)
    if (put !== count) throw new Error(`${count} cases put ${put} reminders into the outbox`)
    return { remind: took / 1000 }
  } finally {
    await place.close()
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true })
  }
}
