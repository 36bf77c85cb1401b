/** What the directory changed while the bot was down: batons in the hands of people who can't hold them any more, and who moved away. */
import type { CaseId, PersonId } from '../../core/ids.ts'
import type { Letter } from '../../outgoing.ts'
import type { Tx } from '../../ports.ts'
import { type App, actorOf, systemIn, todayIn } from '../app.ts'
import { leadersOrKe } from '../audience.ts'
import { execute } from './execute.ts'
import { isHolderGone } from './holder-gone.ts'
import { laneOfPerson } from './hours.ts'

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

/**
 * Whoever has left a post and has others stands in no case by the one they left: what rested on it ends, and what rests on another
 * goes on. Leaders were told when the directory changed.
 */
export async function endPartsOfPostsLeft(app: App, left: { case: CaseId; person: PersonId }[]): Promise<void> {
  for (const { case: id, person } of left) {
    await app.store.transaction(async (tx) => {
      const found = await tx.cases.get(id)
      const somebody = await tx.people.get(person)
      if (!found || !somebody?.active) return
      const who = actorOf(somebody, todayIn(app, found.case))
      const wish = { case: id, command: { type: 'participant.leave', who }, words: new Map() } as const
      await execute(tx, app, systemIn(found.case.municipality), wish, `left-post:${person}`)
    })
  }
}

/** A case that staff leave with a post, also by coming under another municipality; and whether all that is lost in it is its holder. */
export type Leaving = { case: CaseId; onlyHolder: boolean }

/**
 * In the transaction in which they leave it: the leaders of each case's unit are told, or KE where it has none. Of a holder alone leaders
 * are told when the next start lets go of the baton.
 */
export async function tellOfThoseWhoMoved(tx: Tx, { clock, ids }: Pick<App, 'clock' | 'ids'>, left: Leaving[]) {
  // Their municipality may have no calendar any more.
  const today = clock.now().slice(0, 10)
  for (const { case: id, onlyHolder } of left) {
    const found = await tx.cases.get(id)
    if (!found) continue
    const { municipality, unit } = found.case
    const staff = [...(await tx.people.ofUnit(municipality, unit)), ...(await tx.people.withRole(municipality, 'ke'))]
    const { leaders, ke } = leadersOrKe(staff, found.case, today)
    const told = leaders.length > 0 ? (onlyHolder ? [] : leaders) : ke
    const line = leaders.length > 0 ? 'staff-left' : 'staff-left-no-leader'
    const letter: Letter = { card: 'told', line, subject: '' }
    const rest = { case: id, verb: 'direct', message: null, origin: null, madeAt: clock.now() } as const
    const rows = [...new Set(told.map((one) => one.id))].map((person) => {
      return { ...rest, ...letter, id: ids.next('out'), person, lane: laneOfPerson(person, letter.card) }
    })
    await tx.outbox.put(rows)
  }
}
