/** What every command of the administrator is given, and how those that work on the database get at it. */
import { statSync } from 'node:fs'
import { type Survey, wholeConfig } from '../config.ts'
import { type OpenStore, openStore } from '../store/open.ts'

/** Where a command says things, and the settings it works with. */
export type AdminContext = { survey(): Survey; print(line: string): void }

/** The answer is the exit code: 0 done, 1 something is wrong and was said. Throws `ConfigError` where it needs all settings. */
export type Run = (context: AdminContext, args: string[]) => Promise<number> | number

/** `makes`: the command may begin a database. To the others one that is not there is a path that was mistyped. */
export function withStore(
  run: (store: OpenStore, context: AdminContext, args: string[]) => Promise<number>,
  { makes }: { makes: boolean } = { makes: false },
) {
  return async (context: AdminContext, args: string[]): Promise<number> => {
    const { database, masterKeys } = wholeConfig(context.survey())
    if (!makes && isMissing(database)) {
      const how = 'An import and the first start make one.'
      context.print(`There is no database ${database}: set STAFETT_DATABASE to the one that is meant. ${how}`)
      return 1
    }
    const store = await openStore({ path: database, keys: masterKeys })
    try {
      return await run(store, context, args)
    } finally {
      await store.close()
    }
  }
}

/** Where even that can't be told, opening it says why. */
function isMissing(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) === undefined
  } catch {
    return false
  }
}
