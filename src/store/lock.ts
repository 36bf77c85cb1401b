/**
 * One process per database. The lock is the operating system's own, on a small file beside the database, so it ends
 * with the process that held it, however that ended, and no process id has to be judged for being alive.
 */
import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import Database, { type Database as Sqlite } from 'better-sqlite3'
import { makeFolder } from '../folder.ts'
import { refuseNoFile } from './place.ts'
import { StoreRefused } from './refused.ts'

/**
 * Takes the lock `<path>-lock` and answers with what releases it. Throws `StoreRefused` naming the process that holds
 * it. The file stays when the lock is released: only the lock on it counts. Makes the folder where there is none.
 */
export function takeLock(path: string, pid: number): () => void {
  refuseNoFile(path)
  makeFolder(dirname(path))
  const lock = new Database(`${path}-lock`, { timeout: 100 })
  try {
    // Only the lock matters, not what survives a power cut.
    lock.pragma('synchronous = OFF')
    lock.exec('begin immediate')
    lock.exec('create table if not exists holder (pid integer not null) strict; delete from holder')
    lock.prepare('insert into holder values (?)').run(pid)
    // The write becomes readable by its commit; the write lock is then taken for good, and readers still see the pid.
    lock.exec('commit')
    lock.exec('begin immediate')
  } catch (error) {
    const holder = isBusy(error) ? holderOf(lock) : null
    lock.close()
    if (!isBusy(error)) throw error
    throw new StoreRefused(`${basename(path)} is in use by ${holder}: stop it first. One process at a time may use it.`)
  }
  return () => {
    lock.close()
  }
}

/** Which process holds the lock now, or null. Takes nothing and makes nothing. */
export function holderNow(path: string): string | null {
  if (!existsSync(`${path}-lock`)) return null
  const lock = new Database(`${path}-lock`, { fileMustExist: true, timeout: 0 })
  try {
    lock.exec('begin immediate; rollback')
    return null
  } catch (error) {
    if (isBusy(error)) return holderOf(lock)
    throw error
  } finally {
    lock.close()
  }
}

function holderOf(lock: Sqlite): string {
  try {
    const pid = lock.prepare('select pid from holder').pluck().get()
    return pid === undefined ? 'another process' : `process ${String(pid)}`
  } catch (error) {
    if (isBusy(error)) return 'another process'
    throw error
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}
