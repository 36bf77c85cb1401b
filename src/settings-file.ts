/**
 * The file of settings, `.env`: read in code, so that a byte order mark or the line ends of Windows lose nothing and a file that
 * can't be read is said. Knows no setting.
 */
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** What stands in the file, and why it can't be read, as a sentence for the administrator. No file is an empty one. */
export function readSettingsFile(path: string): { values: NodeJS.Dict<string>; problem: string | null } {
  try {
    // Without the byte order mark, and refusing what is not UTF-8.
    return { values: parseEnv(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))), problem: null }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    if (code === null) throw error
    return { values: {}, problem: code === 'ENOENT' ? null : `${path} ${explain(code)}` }
  }
}

function explain(code: string): string {
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'is not UTF-8: save it as UTF-8'
  if (code === 'EISDIR') return 'is a folder: the settings must stand in a file of that name'
  return `can't be read (${code}): let the user that runs the bot read it`
}
