/** Changes a closed store's file behind its back, with the triggers that forbid it gone. */
import Database from 'better-sqlite3'
import { type OpenStore, openStore } from '../../src/store/open.ts'
import { testKeys } from './temporary-store.ts'

/** Closes the store, runs the SQL on its file and answers what the opened store then says. */
export async function afterTampering<T>(
  { store, path }: { store: OpenStore; path: string },
  sql: string,
  ask: (store: OpenStore) => Promise<T>,
): Promise<T> {
  await store.close()
  const database = new Database(path)
  database.pragma('foreign_keys = OFF')
  const triggers = database.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all()
  for (const name of triggers) database.exec(`drop trigger "${String(name)}"`)
  database.exec(sql)
  database.close()
  const opened = await openStore({ path, keys: testKeys })
  try {
    return await ask(opened)
  } finally {
    await opened.close()
  }
}
