/** How much processor a press costs that saves something: a concern, a note on a log of 60 entries, a look. Each is found saved. */
import Database from 'better-sqlite3'
import type { CaseId } from '../../src/core/ids.ts'
import { cpuOf, type Figure, type Measured, type Options, scaled } from '../figure.ts'
import { openPlace, type Place, type Texts } from '../place.ts'
import { lengthen, openLog, worried, written } from '../told.ts'

const presses = 200
const entries = 60

export const press: Figure = {
  name: 'press',
  rows: () => [
    { name: 'press.concern', title: 'CPU of a press: concern registered', unit: 'ms', bar: { most: 1 } },
    { name: 'press.note', title: `CPU of a press: note on a log of ${entries}`, unit: 'ms', bar: { most: 1 } },
    { name: 'press.look', title: `CPU of a press: look at a log of ${entries}`, unit: 'ms', bar: { most: 0.5 } },
  ],
  async open(options) {
    const place = await openPlace(options)
    await round(place, { ...options, scale: options.scale / 4 })
    return { round: () => round(place, options), close: place.close }
  },
}

/** A form that was opened before, or a button; and where it stands in the file that it was pressed. */
type Pressed = { prepare(index: number): Promise<() => Promise<unknown>>; saved: string }

async function round(place: Place, options: Options): Promise<Measured> {
  const count = scaled(presses, options)
  const logs: CaseId[] = []
  for (let index = 0; index < count; index += 1) {
    const id = await openLog(place)
    await lengthen(place, id, entries)
    logs.push(id)
  }
  const about = (index: number) => ({ case: logs[index] ?? '' })
  const concern = () => formOf(place, 'concern.register', {}, worried)
  const look = async (index: number) => () => place.press('ingrid', 'show.case', about(index))
  const note = (index: number) => formOf(place, 'note.add', about(index), { text: written, topic: 'learning' })
  const added = `select count(*) from journal where type = 'note.added'`
  return {
    'press.concern': await cpuOfEach(place, count, { prepare: concern, saved: 'select count(*) from "case"' }),
    'press.look': await cpuOfEach(place, count, { prepare: look, saved: 'select count(*) from access_log' }),
    'press.note': await cpuOfEach(place, count, { prepare: note, saved: added }),
  }
}

async function formOf(place: Place, action: string, about: Texts, typed: Texts) {
  const { data, values } = await place.open('ingrid', action, about)
  return () => place.press('ingrid', action, data, Object.assign(values, typed))
}

async function cpuOfEach({ path }: Place, count: number, { prepare, saved }: Pressed): Promise<number> {
  const presses: Awaited<ReturnType<typeof prepare>>[] = []
  for (let index = 0; index < count; index += 1) presses.push(await prepare(index))
  const before = countIn(path, saved)
  const spent = await cpuOf(async () => {
    for (const press of presses) await press()
  })
  const kept = countIn(path, saved) - before
  if (kept !== count) throw new Error(`${count} presses left ${kept} behind: ${saved}`)
  return spent / count
}

function countIn(path: string, sql: string): number {
  const database = new Database(path, { readonly: true })
  try {
    return Number(database.prepare(sql).pluck().get())
  } finally {
    database.close()
  }
}
