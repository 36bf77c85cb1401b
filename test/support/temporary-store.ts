/** Stores in folders that are gone after the test, with keys that are nobody's secret. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type OpenStore, openStore } from '../../src/store/open.ts'

export const testKeys = [{ version: 1, key: Buffer.alloc(32, 1) }]

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stafett-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function temporaryStore(): Promise<{ store: OpenStore; path: string }> {
  const path = join(temporaryFolder(), 'test.sqlite')
  const store = await openStore({ path, keys: testKeys })
  onTestFinished(() => store.close())
  return { store, path }
}
