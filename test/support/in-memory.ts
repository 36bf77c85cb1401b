/**
 * Where tests keep what is thrown away when they end: in memory where the machine has such a place with room, since half of a
 * story's time went into writing its store to the disk. A process that is killed loses nothing there either.
 */
import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const memory = '/dev/shm'
const roomNeeded = 2 ** 30

/** A folder that exists. */
export function throwawayFolder(): string {
  if (!existsSync(memory)) return tmpdir()
  const { bavail, bsize } = statfsSync(memory)
  return bavail * bsize >= roomNeeded ? memory : tmpdir()
}
