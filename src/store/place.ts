/** The place of the database: what may stand there, whether its disk has room, and whether the file stays while it is open. */
import { statfsSync, statSync } from 'node:fs'
import { StoreRefused } from './refused.ts'

/** Throws `StoreRefused` where a pipe or a device stands, which would be waited for, or read, without end. */
export function refuseNoFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined || found.isFile() || found.isDirectory()) return
  throw new StoreRefused(`${path} is no file but a pipe or a device: set STAFETT_DATABASE to a file.`)
}

/** Whether the disk of a folder has room for what is written next. True where the system can't tell. */
export function hasRoom(folder: string): boolean {
  const { bavail, bsize, blocks } = statfsSync(folder)
  return blocks === 0 || bavail * bsize >= least
}

/** Bytes, 1 MiB: more than a start writes. */
const least = 2 ** 20

/** `check` throws `StoreRefused` once the file is another, or gone; `lost` resolves with that. */
export type Watched = { check(): void; lost: Promise<StoreRefused> }

/**
 * Remembers which file stands there. What was written to one that is gone would be lost without a word, and its WAL could be
 * taken for that of the file in its place.
 */
export function watchPlace(path: string): Watched {
  const of = () => {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false })
    return found && `${found.dev} ${found.ino}`
  }
  const first = of()
  const { promise: lost, resolve } = Promise.withResolvers<StoreRefused>()
  return {
    lost,
    check: () => {
      if (of() === first) return
      const refused = new StoreRefused(
        `${path} was removed or replaced while it was open: put back the file, or one from a backup, and start again. Stop the bot before the file is touched.`,
        'REPLACED',
      )
      resolve(refused)
      throw refused
    },
  }
}
