/** Makes a master key, written as the setting takes it: said, or kept in a file of its own that no other user can read. */
import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, lstatSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeFolder } from '../folder.ts'
import type { AdminContext } from './command.ts'

/** Arguments: `--out FILE`, `--version N`. Never writes over anything. */
export function makeKey({ print }: AdminContext, args: string[]): number {
  const options = readOptions(args)
  if (typeof options === 'string') {
    print(`${options} Use: npm run admin -- make-key [--version N] [--out FILE]`)
    return 1
  }
  const { version, out } = options
  const line = `${version}:${randomBytes(32).toString('base64')}`
  if (out === null) {
    print(line)
    return 0
  }
  const refused = keep(out, `${line}\n`)
  print(refused ?? `Wrote ${out}, which only you can read. ${nextStep(version, out)}`)
  return refused === null ? 0 : 1
}

type Options = { version: string; out: string | null }

function readOptions(args: string[]): Options | string {
  const text = { type: 'string' } as const
  try {
    const { values } = parseArgs({ args, options: { version: { ...text, default: '1' }, out: text } })
    if (!/^[1-9]\d{0,5}$/.test(values.version)) return 'The version must be a whole number from 1 to 999999.'
    return values.out === '' ? '--out must name a file.' : { version: values.version, out: values.out ?? null }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return 'These arguments are not known.'
  }
}

function nextStep(version: string, out: string): string {
  const apart =
    'Keep a copy in a safe place, apart from the database: without it nothing people wrote can be read again.'
  return version === '1'
    ? `Set STAFETT_MASTER_KEY_FILE=${out}, but not where the unit or the container of deploy/ hands the key over. ${apart}`
    : `Add its line below the older one in the file that STAFETT_MASTER_KEY_FILE names, and seal what is stored with it: npm run admin -- rotate-keys. ${apart}`
}

/** Writes the file through to the disk. Answers why not, as a sentence; then nothing is left of it. */
function keep(path: string, text: string): string | null {
  let opened: number | null = null
  try {
    makeFolder(dirname(path))
    opened = openSync(path, 'wx', 0o600)
    writeFileSync(opened, text)
    fsyncSync(opened)
    return null
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (opened !== null) rmSync(path, { force: true })
    return explain(path, String(error.code))
  } finally {
    if (opened !== null) closeSync(opened)
  }
}

function explain(path: string, code: string): string {
  const isInFolder = statSync(dirname(path), { throwIfNoEntry: false })?.isDirectory()
  const found = code === 'EEXIST' && isInFolder ? lstatSync(path) : null
  if (found?.isDirectory()) return `${path} is a folder: name a file in it, such as ${join(path, 'master.key')}.`
  if (found)
    return `${path} exists already and was left as it is: name a file that does not exist. A key that was in use is needed for ever.`
  return `${path} can't be written (${code}), and no key was made: ${toDo(path, code)}.`
}

function toDo(path: string, code: string): string {
  if (/^(ENOSPC|EDQUOT|EFBIG)$/.test(code)) return 'make room on its disk'
  if (/^(ENOTDIR|EEXIST)$/.test(code))
    return `a file stands where its folder ${dirname(path)} should be, so name another`
  return 'name a file in a folder where you may write'
}
