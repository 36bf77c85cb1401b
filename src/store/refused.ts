/** Why a database can't be used, as a sentence for the administrator: what is wrong, and what to do. */
import { dirname, join } from 'node:path'

/** The database can't be used as it is. `code` is the system's or SQLite's, where one of them said no. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused'
  readonly code: string | null
  constructor(message: string, code: string | null = null, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** The refusal that an error means, or null where it is no word of the system or SQLite about the file, and so a fault of ours. */
export function refusedBy(error: unknown, path: string): StoreRefused | null {
  if (!(error instanceof Error && 'code' in error)) return null
  const code = String(error.code)
  // SQLite has no code of its own for it.
  if (code === 'SQLITE_ERROR' && error.message.startsWith('no such table'))
    return new StoreRefused(`${path} lacks a part (${error.message}): restore it from a backup.`, code, error)
  const [, explain] = reasons.find(([codes]) => codes.test(code)) ?? []
  return explain ? new StoreRefused(explain(path, code), code, error) : null
}

const reasons: [codes: RegExp, explain: (path: string, code: string) => string][] = [
  [
    /^SQLITE_NOTADB/,
    (path) => `${path} is not a SQLite database, or is damaged: restore it from a backup, or choose another path.`,
  ],
  [
    /^SQLITE_CORRUPT/,
    (path, code) => `${path} is damaged (${code}): keep what is left of it, and restore it from a backup.`,
  ],
  [
    /^(EISDIR|SQLITE_CANTOPEN_ISDIR)$/,
    (path) => `${path} is a folder: set STAFETT_DATABASE to a file in it, such as ${join(path, 'stafett.sqlite')}.`,
  ],
  [
    /^(ENOTDIR|EEXIST)$/,
    (path) =>
      `${path} can't be made: a file stands where its folder ${dirname(path)} should be. Set STAFETT_DATABASE to another path.`,
  ],
  [
    /^ENOENT$/,
    (path, code) =>
      `${path} can't be made: its folder ${dirname(path)} can't be made (${code}). Set STAFETT_DATABASE to another path.`,
  ],
  [
    /^ELOOP$/,
    (path, code) => `${path} leads back to itself (${code}): set STAFETT_DATABASE to the file, or put the link right.`,
  ],
  [
    /^ENAMETOOLONG$/,
    (path, code) => `${path} is longer than the system takes (${code}): set STAFETT_DATABASE to a shorter path.`,
  ],
  [
    /^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL|SQLITE_IOERR_SHMSIZE)$/,
    (path, code) => `The disk of ${path} is full (${code}): make room on it. What was saved before is kept.`,
  ],
  [
    /^(EACCES|EPERM|EROFS|SQLITE_CANTOPEN|SQLITE_READONLY|SQLITE_PERM|SQLITE_IOERR_(SHMOPEN|DELETE|ACCESS))/,
    (path, code) =>
      `${path} can't be opened for writing (${code}): let the user that runs this write the folder ${dirname(path)} and the files in it whose names begin with the database's.`,
  ],
  [
    /^SQLITE_(BUSY|LOCKED)/,
    (path, code) => `${path} is locked by another program (${code}): end it, such as a backup or an SQLite shell.`,
  ],
  [
    /^(SQLITE_IOERR|EIO$|ENODEV$|ESTALE$)/,
    (path, code) => `${path} can't be read or written (${code}): see to its disk, which must be a local one.`,
  ],
]
