/** What follows where the directory, or a way to somebody in it, has changed. In the transaction that changed it. */
import type { Staff } from '../../core/decision.ts'
import type { PersonId } from '../../core/ids.ts'
import type { Tx } from '../../ports.ts'
import type { Acting } from '../app.ts'
import { casesWith } from './presence.ts'
import { endPartsInClosed, recheck, tellNewly } from './recheck.ts'
import { tellStandInSilent, turn } from './stand-in.ts'

/** Every case somebody stands in, leads or sees to; and those in whose place they lead. */
export async function recheckOf(tx: Tx, app: Acting, person: PersonId): Promise<void> {
  const found = await tx.people.get(person)
  if (!found) return
  await tellStandInSilent(tx, app, found)
  for (const id of await casesWith(tx, found)) await recheck(tx, app, id)
}

/**
 * Who stands in for whom, and every open case of these municipalities. `newly` are those who lead or are of KE since: what waits
 * for somebody like them is told to them as well. `moved` are those who have left posts or come back, with the posts they have
 * had all the while: what rested on another is over in closed cases too, whenever those are taken up again.
 */
export async function recheckAll(tx: Tx, app: Acting, newly: PersonId[] = [], moved: Staff[] = []): Promise<void> {
  for (const who of moved) await endPartsInClosed(tx, app, who)
  await turn(tx, app)
  for (const id of await tx.cases.open()) {
    await recheck(tx, app, id)
    for (const person of newly) await tellNewly(tx, app, id, person)
  }
}
