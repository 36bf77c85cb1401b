/** Reads a manifest that is looked at: what it gives, or why it can't, as a sentence for the administrator. Knows no channel. */
import { z } from 'zod'

/** What an administrator does about a file of ours that is not as it was. */
export const restore = 'restore it from the version you run'

/** `read` may throw what the file system, JSON, zod or the filling of a manifest throws. */
export function attempt<T>(file: string, read: () => T): { value: T } | { problem: string } {
  try {
    return { value: read() }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const why =
      error instanceof SyntaxError ? 'is not JSON' : error instanceof z.ZodError ? 'lacks a part' : plain(error)
    return { problem: `${file}: ${why}: ${restore}` }
  }
}

function plain(error: Error): string {
  return 'code' in error ? `can't be read (${String(error.code)})` : error.message
}
