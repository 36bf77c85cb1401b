/** Secrets that stand in files of their own: what a file holds, and whether others on the machine can read it. Repeats no secret. */
import { readNamedFile } from './named-file.ts'

/** `text` is never missing: a file that can't be read is its own problem, not a missing setting. */
type SecretFile = { text: string; problem: string | null; warning: string | null }

/** Reads the file that the setting `name` names. */
export function readSecretFile(name: string, file: string): SecretFile {
  const read = readNamedFile(file, 'name the file in it')
  if ('why' in read) return { text: '', problem: `${name} names ${file}, which ${read.why}`, warning: null }
  const text = read.bytes.toString('utf8').trim()
  const problem = text === '' ? `${name} names ${file}, which is empty` : null
  return { text, problem, warning: read.isOpen ? exposure(name, file) : null }
}

/** That a secret can be read by all, with what to do about it. */
export function exposure(name: string, file: string): string {
  return `${name} stands in a file that everybody on this machine can reach: chmod o-rwx ${file}`
}
