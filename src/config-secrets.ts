/** Secrets that stand in files of their own: what a file holds, and whether others on the machine can read it. Repeats no secret. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { notUnicode, textOf } from './encoding.ts'
import { readNamedFile } from './named-file.ts'

/** `text` is never missing: a file that can't be read is its own problem, not a missing setting. */
type SecretFile = { text: string; problem: string | null; warning: string | null }

/** Reads the file that the setting `name` names. */
export function readSecretFile(name: string, file: string): SecretFile {
  const read = readNamedFile(file, 'name the file in it')
  if ('why' in read) {
    const problem = isPath(file)
      ? `${name} names ${file}, which ${read.why}`
      : `${name} names a file that ${read.why}; where the secret itself stands there, set it as ${name.replace(/_FILE$/, '')}`
    return { text: '', problem, warning: null }
  }
  const text = textOf(read.bytes)?.trim() ?? null
  if (text === null) return { text: '', problem: `${name} names ${file}, which ${notUnicode}`, warning: null }
  const problem = text === '' ? `${name} names ${file}, which is empty` : null
  return { text, problem, warning: read.isOpen ? exposure(name, file) : null }
}

/** That a secret can be read by all, with what to do about it. */
export function exposure(name: string, file: string): string {
  return `${name} stands in a file that everybody on this machine can read or change: chmod o-rwx ${file}`
}

/** Somebody may have set the secret itself, which is never repeated: a folder that is there shows that it is none. */
function isPath(file: string): boolean {
  const folder = dirname(file)
  return folder !== '.' && folder !== '/' && existsSync(folder)
}
