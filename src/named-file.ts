/**
 * Reads a file that an administrator has named, and says why it can't be read. Knows not what it is for, and never repeats what
 * it read.
 */
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'

/** `isOpen`: everybody on the machine may read, change or run the file; false where nobody can tell. */
export type NamedFile = { bytes: Buffer; isOpen: boolean }

/** `why` ends a sentence that begins with the file: what is wrong, and what to do. */
export type Unreadable = { code: string; why: string }

/** `inFolder` is what to do where a folder stands there. The file is opened once, so that both answers are of the same one. */
export function readNamedFile(path: string, inFolder: string): NamedFile | Unreadable {
  let opened: number | null = null
  try {
    opened = openSync(path, 'r')
    const bytes = readFileSync(opened)
    return { bytes, isOpen: process.platform !== 'win32' && isOpenToAll(opened) }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    const code = String(error.code)
    return { code, why: explain(code, inFolder) }
  } finally {
    if (opened !== null) closeSync(opened)
  }
}

/** Whether it stands in a file with rights for all: a pipe is nobody else's. */
function isOpenToAll(opened: number): boolean {
  const found = fstatSync(opened)
  return found.isFile() && (found.mode & 0o007) !== 0
}

function explain(code: string, inFolder: string): string {
  if (code === 'ENOENT') return 'does not exist (ENOENT)'
  if (code === 'EISDIR') return `is a folder (EISDIR): ${inFolder}`
  if (code === 'ELOOP') return "is a link that leads back to itself (ELOOP): put the file in the link's place"
  if (code === 'ENAMETOOLONG') return 'has a longer name than the system takes (ENAMETOOLONG): give it a shorter one'
  if (code === 'ERR_FS_FILE_TOO_LARGE') return `is larger than any such file (${code}): name another`
  return `can't be read (${code}): let the user that runs this read it`
}
