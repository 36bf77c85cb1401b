/** What a figure is: what it measures, in what unit, and the bar it is held against; and how many numbers become one. */

/** At most, or at least. */
export type Bar = { most: number } | { least: number }

/** One line of the table. `title` is given how many of what were measured, since a smaller scale measures fewer. */
export type Row = { name: string; title: string; unit: string; bar: Bar | null }

/** `scale` shrinks what is counted in thousands: 1 is what the bars are for. `folder` is where files are kept: on a real disk. */
export type Options = { scale: number; folder: string }

/** What one round has measured, by the names of the rows. */
export type Measured = Record<string, number>

export type Opened = { round(): Promise<Measured>; close(): Promise<void> }

/** `open` makes what is needed once; each round measures all of its rows anew. */
export type Figure = {
  name: string
  rows(options: Options): Row[]
  open(options: Options): Promise<Opened>
}

/** As many as are meant, fewer where the scale is smaller, and never none. */
export function scaled(count: number, { scale }: Pick<Options, 'scale'>): number {
  return Math.max(1, Math.round(count * scale))
}

export function median(values: number[]): number {
  return share(0.5, values)
}

/** The value that so large a share of them does not exceed. */
export function share(part: number, values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}

type Watch = <T>(measured: () => Promise<T>) => Promise<T>

let watch: Watch = (measured) => measured()

/** What `work` gives back. Whatever is measured meanwhile is done by `during`, which looks on. */
export async function watching<T>(during: Watch, work: () => Promise<T>): Promise<T> {
  const before = watch
  watch = during
  try {
    return await work()
  } finally {
    watch = before
  }
}

/** How many milliseconds it took. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  return watch(async () => {
    const begun = performance.now()
    await work()
    return performance.now() - begun
  })
}

/** How many milliseconds of processor it took, of this process in all its threads. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  return watch(async () => {
    const begun = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  })
}
