/** What the directory changed while the bot was down: batons in the hands of people who can't hold them any more. */
import type { CaseId, PersonId } from '../../core/ids.ts'
import { type App, systemIn } from '../app.ts'
import { execute } from './execute.ts'
import { isHolderGone } from './holder-gone.ts'

/** Whoever the directory says has left, or moved to where no family let them in, holds no baton: their leader names another. */
export async function tellOfThoseWhoLeft(app: App, held: { case: CaseId; person: PersonId }[]): Promise<void> {
  for (const { case: id, person } of held) {
    await app.store.transaction(async (tx) => {
      const found = await tx.cases.get(id)
      if (!found || !(await isHolderGone(tx, app, found.case))) return
      const wish = { case: id, command: { type: 'baton.leave' }, words: new Map() } as const
      await execute(tx, app, systemIn(found.case.municipality), wish, `left:${person}`)
    })
  }
}
