/**
 * Secrets that stand in files of their own: what a file holds, and whether others on the machine can read it. Never repeats
 * what it read.
 */
import { readFileSync, statSync } from 'node:fs'

/** The file's text. Never undefined: a file that can't be read is its own problem, not a missing setting. */
export function readSecretFile(name: string, file: string, problems: string[]): string {
  try {
    const text = readFileSync(file, 'utf8').trim()
    if (text === '') problems.push(`${name} names an empty file: ${file}`)
    return text
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    problems.push(`${name} names ${explain(String(error.code))}: ${file}`)
    return ''
  }
}

function explain(code: string): string {
  if (code === 'ENOENT') return 'a file that does not exist (ENOENT)'
  if (code === 'EISDIR') return 'a folder (EISDIR), and must name the file in it'
  return `a file that can't be read (${code}); let the user that runs the bot read it`
}

/** A sentence where everybody on the machine may read, change or run the file; null where not, and where nobody can tell. */
export function exposure(name: string, file: string): string | null {
  if (process.platform === 'win32') return null
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile() || (found.mode & 0o007) === 0) return null
  return `${name} stands in a file that everybody on this machine can reach: chmod o-rwx ${file}`
}
