/**
 * Reads a file that an administrator has named, and says why it can't be read. Knows not what it is for, and never repeats what
 * it read.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs'

/** `isOpen`: everybody on the machine may read, change or run the file; false where nobody can tell. */
export type NamedFile = { bytes: Buffer; isOpen: boolean }

/** `why` ends a sentence that begins with the file: what is wrong, and what to do. */
export type Unreadable = { code: string; why: string }

/**
 * `inFolder` is what to do where a folder stands there. The file is opened once, so that both answers are of the same one; of
 * what is no file, and so may have no end, nothing is read.
 */
export function readNamedFile(path: string, inFolder: string): NamedFile | Unreadable {
  let opened: number | null = null
  try {
    // Without waiting for whoever may write into a pipe.
    opened = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const found = fstatSync(opened)
    const code = whyUnfit(found)
    if (code) return { code, why: explain(code, inFolder) }
    return { bytes: readFileSync(opened), isOpen: process.platform !== 'win32' && (found.mode & 0o007) !== 0 }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    const code = String(error.code)
    return { code, why: explain(code, inFolder) }
  } finally {
    if (opened !== null) closeSync(opened)
  }
}

/** Mebibytes: many times the people of the largest municipality. */
const most = 16

function whyUnfit(found: Stats): string | null {
  if (found.isDirectory()) return 'EISDIR'
  if (!found.isFile()) return 'no-file'
  return found.size > most * 2 ** 20 ? 'too-large' : null
}

function explain(code: string, inFolder: string): string {
  if (code === 'ENOENT') return 'does not exist (ENOENT)'
  if (code === 'EISDIR') return `is a folder (EISDIR): ${inFolder}`
  if (code === 'ELOOP') return "is a link that leads back to itself (ELOOP): put the file in the link's place"
  if (code === 'ENAMETOOLONG') return 'has a longer name than the system takes (ENAMETOOLONG): give it a shorter one'
  if (code === 'ERR_INVALID_ARG_VALUE') return 'has a sign in its name that no name may have: write it anew'
  if (code === 'no-file') return 'is no file but a pipe or a device: put what it gives into a file'
  if (code === 'too-large') return `is larger than ${most} MiB, and so no such file: name another`
  return `can't be read (${code}): let the user that runs this read it`
}
