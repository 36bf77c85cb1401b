/** What somebody asks for is done anew where somebody else has changed the case meanwhile. */
import { type Tx, VersionConflict } from '../../ports.ts'
import type { App } from '../app.ts'
import { committed } from '../committed.ts'

/** How often at most. */
const mostAttempts = 3

/** As `committed`. Rejects with what went wrong otherwise, and with the conflict where there is one each time. */
export async function committedAnew<T>(app: App, work: (tx: Tx, within: App) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await committed(app, work)
    } catch (error) {
      if (!(error instanceof VersionConflict) || attempt === mostAttempts) throw error
    }
  }
}
