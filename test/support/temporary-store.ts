/** Stores in folders that are gone after the test, with keys that are nobody's secret. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Migration, readMigrations } from '../../src/store/migrate.ts'
import { type OpenStore, openStore } from '../../src/store/open.ts'

export const testKeys = [{ version: 1, key: Buffer.alloc(32, 1) }]

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stafett-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** `room`: only so many pages more fit on the disk than a new store has. */
export async function temporaryStore({ room }: { room?: number } = {}): Promise<{ store: OpenStore; path: string }> {
  const path = join(temporaryFolder(), 'test.sqlite')
  empty ??= made()
  writeFileSync(path, await empty, { mode: 0o600 })
  const store = await openStore({
    path,
    keys: testKeys,
    ...(room === undefined ? {} : { migrations: full(path, room) }),
  })
  onTestFinished(() => store.close())
  return { store, path }
}

/** A new store as it lies on the disk: made once, since making one takes longer than most tests. */
let empty: Promise<Buffer> | undefined

async function made(): Promise<Buffer> {
  const path = join(temporaryFolder(), 'empty.sqlite')
  await (await openStore({ path, keys: testKeys })).close()
  return readFileSync(path)
}

/** SQLite's own limit stands in for a full disk. A migration is what reaches the store's connection. */
function full(path: string, room: number): Migration[] {
  const migrations = readMigrations()
  const pages = statSync(path).size / 4096 + room
  return [...migrations, { number: migrations.length + 1, name: 'full.sql', sql: `pragma max_page_count = ${pages}` }]
}
