/**
 * The file of settings, `.env`: read in code, so that a byte order mark or the line ends of Windows lose nothing and a file that
 * can't be read is said. Knows no setting.
 */
import { parseEnv } from 'node:util'
import { notUnicode, textOf } from './encoding.ts'
import { readNamedFile } from './named-file.ts'

/** `problem` is a sentence for the administrator. `isOpen`: everybody on the machine can reach it. */
type SettingsFile = { values: NodeJS.Dict<string>; problem: string | null; isOpen: boolean }

/** What stands in the file, or why it can't be read. No file is an empty one. */
export function readSettingsFile(path: string): SettingsFile {
  const read = readNamedFile(path, 'the settings must stand in a file of that name')
  if ('why' in read) {
    return { values: {}, problem: read.code === 'ENOENT' ? null : `${path} ${read.why}`, isOpen: false }
  }
  const text = textOf(read.bytes)
  if (text === null) return { values: {}, problem: `${path} ${notUnicode}`, isOpen: false }
  return { values: parseEnv(text), problem: null, isOpen: read.isOpen }
}
