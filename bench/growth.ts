/** How something grows with its work: measured at some sizes, one after the other. */
import { type Measured, median, type Options, timed } from './figure.ts'
import type { Place } from './place.ts'
import { worried } from './told.ts'

/** `columns` say what is measured, each in milliseconds unless they say otherwise; `size` is what grows. */
export type Growth = {
  name: string
  size: string
  sizes: number[]
  columns: Record<string, string>
  measure(size: number, options: Options): Promise<Measured>
}

/** Of each the middle one of so many. */
const times = 5

/** How long each of these takes, in the process, once it has been done before. */
export async function each(works: Record<string, (time: number) => Promise<unknown>>): Promise<Measured> {
  const measured: Measured = {}
  for (const [name, work] of Object.entries(works)) {
    await work(0)
    const taken: number[] = []
    for (let time = 1; time <= times; time += 1) taken.push(await timed(() => work(time)))
    measured[name] = median(taken)
  }
  return measured
}

/** Somebody registers a concern, in a form of which nothing is kept. */
export function registered(place: Place): Promise<unknown> {
  return place.press('ingrid', 'concern.register', {}, worried)
}
