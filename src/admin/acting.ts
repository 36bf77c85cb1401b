/** What a change of a case needs, for the administrator: no channel is open, and the next start sends. */
import type { Acting } from '../app/app.ts'
import { createCalendar, createClock } from '../calendar.ts'
import type { Config } from '../config.ts'
import { createIds } from '../ids.ts'
import { createLog } from '../log.ts'
import { readModels } from '../model/read.ts'

/** Where no channel is set up yet, nobody is taken for one who can't be reached. */
export function actingFrom({ models, channels, logLevel }: Config): Acting {
  const clock = createClock()
  const set = Object.entries(channels).flatMap(([name, settings]) => (settings === undefined ? [] : [name]))
  return {
    clock,
    ids: createIds(clock),
    municipalities: new Map(
      readModels(models).map((model) => [model.municipality.code, { model, calendar: createCalendar(model) }]),
    ),
    log: createLog(logLevel),
    wake: () => undefined,
    channels: { has: (name) => set.length === 0 || set.includes(name) },
  }
}
