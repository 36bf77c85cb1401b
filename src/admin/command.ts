/** What every command of the administrator is given, and how those that work on the database get at it. */
import { type Survey, wholeConfig } from '../config.ts'
import { type OpenStore, openStore } from '../store/open.ts'

/** Where a command says things, and the settings it works with. */
export type AdminContext = { survey(): Survey; say(line: string): void }

/** The answer is the exit code: 0 done, 1 something is wrong and was said. Throws `ConfigError` where it needs all settings. */
export type Run = (context: AdminContext, args: string[]) => Promise<number> | number

export function withStore(run: (store: OpenStore, context: AdminContext) => Promise<number>) {
  return async (context: AdminContext): Promise<number> => {
    const { database, masterKeys } = wholeConfig(context.survey())
    const store = await openStore({ path: database, keys: masterKeys })
    try {
      return await run(store, context)
    } finally {
      await store.close()
    }
  }
}
