/** Looks again at those who stand in a case, after the directory or a way to somebody has changed. In the transaction that changed it. */
import type { Case } from '../../core/case.ts'
import { waitsForLeader } from '../../core/deadline.ts'
import type { Staff } from '../../core/decision.ts'
import type { CaseId, PersonId } from '../../core/ids.ts'
import { openProposal } from '../../core/level.ts'
import { type Notice, refresh, refreshAllDue, tell, told } from '../../core/notice.ts'
import { partsWithoutPost } from '../../core/parts-ended.ts'
import type { Tx } from '../../ports.ts'
import { type Acting, type App, actorOf, municipalityOf, systemIn, todayIn } from '../app.ts'
import { deciders } from '../audience.ts'
import { enqueue } from './enqueue.ts'
import { execute } from './execute.ts'
import { presenceIn } from './presence.ts'

/** Every open case of a unit, as when somebody begins or ends to lead it. */
export async function recheckUnit(tx: Tx, app: Acting, { municipality, unit }: Unit, newly: PersonId[]): Promise<void> {
  for (const { case: state } of await tx.cases.ofUnit(municipality, unit, 'open')) {
    await recheck(tx, app, state.id)
    for (const person of newly) await tellNewly(tx, app, state.id, person)
    await redrawDecided(tx, app, state)
  }
}

/** Who decides stands on what waits for that, and whoever decides no more reads none of it. */
async function redrawDecided(tx: Tx, app: Acting, state: Case): Promise<void> {
  const open = openProposal(state)
  const proposal = open ? [refresh({ card: 'proposal', subject: open.id })] : []
  await enqueue(tx, app, { before: state, after: state }, [...proposal, ...refreshAllDue(state)], 'system')
}

/** Cases looked at side by side, which share a commit: nobody presses before all of them are. */
const batch = 64

/** At the start, each case in a transaction of its own: a fault in one stays in it. */
export async function recheckAtStart(app: App): Promise<void> {
  const ids = await app.store.transaction((tx) => tx.cases.open())
  for (let from = 0; from < ids.length; from += batch)
    await Promise.all(ids.slice(from, from + batch).map((id) => recheckAlone(app, id)))
}

async function recheckAlone(app: App, id: CaseId): Promise<void> {
  await app.store
    .transaction((tx) => recheck(tx, app, id))
    .catch((error: unknown) => app.log.error('presence.failed', { case: id, error }))
}

/** Null for one that is closed, can't be read, or is of a municipality that has no model: nothing can be said of it. */
async function stateOf(tx: Tx, app: Acting, id: CaseId): Promise<Case | null> {
  const stored = await tx.cases.get(id).catch((error: unknown) => app.log.error('case.unreadable', { case: id, error }))
  const state = stored?.case
  return state?.status === 'open' && app.municipalities.has(state.municipality) ? state : null
}

type Unit = { municipality: string; unit: string }

export async function recheck(tx: Tx, app: Acting, id: CaseId): Promise<void> {
  const state = await stateOf(tx, app, id)
  if (!state) return
  const wish = { case: id, command: await presenceIn(tx, app, state), words: new Map() }
  await execute(tx, app, systemIn(state.municipality), wish, app.ids.next('presence'))
  await endPartsOfPostsLeft(tx, app, id)
}

/**
 * Whoever has left a post and has others stands in no case by the one they left: what rested on it ends, and what rests on another
 * goes on. Of whoever has left altogether everything has ended with that.
 */
async function endPartsOfPostsLeft(tx: Tx, app: Acting, id: CaseId): Promise<void> {
  const state = await stateOf(tx, app, id)
  for (const person of state ? peopleWithParts(state) : []) {
    const [stood, somebody] = [await stateOf(tx, app, id), await tx.people.get(person)]
    if (!stood || !somebody) continue
    await leave(tx, app, stood, actorOf(somebody, todayIn(app, stood)))
  }
}

/** Of whom nothing waits there any more: a closed case is looked at by nobody until it is taken up again. */
export async function endPartsInClosed(tx: Tx, app: Acting, who: Staff): Promise<void> {
  for (const { case: state } of await tx.cases.of(who.person))
    if (state.status === 'closed' && app.municipalities.has(state.municipality)) await leave(tx, app, state, who)
}

async function leave(tx: Tx, app: Acting, state: Case, who: Staff): Promise<void> {
  if (partsWithoutPost(state, who).length === 0) return
  const wish = { case: state.id, command: { type: 'participant.leave', who }, words: new Map() } as const
  await execute(tx, app, systemIn(state.municipality), wish, app.ids.next('presence'))
}

function peopleWithParts({ holder, deputy, handOver, participants }: Case): PersonId[] {
  const all = [holder, deputy?.person, handOver?.to, ...participants.map(({ person }) => person)]
  return [...new Set(all.filter((one) => one !== null && one !== undefined))]
}

/** Whoever decides since is told of what waits for them, as those were who decided before. */
export async function tellNewly(tx: Tx, app: Acting, id: CaseId, person: PersonId): Promise<void> {
  const state = await stateOf(tx, app, id)
  if (!state || !(await deciders(tx, state, todayIn(app, state))).some((one) => one.id === person)) return
  const { model, calendar } = municipalityOf(app, state.municipality)
  const proposal = openProposal(state)?.id
  const waits = waitsForLeader(state, app.clock.now(), { policy: model.policy, calendar })
  const notices: Notice[] = [
    ...(waits ? [told({ line: 'duty-moved', subject: '' }, [{ person }])] : []),
    ...(proposal ? [tell({ card: 'proposal', subject: proposal }, [{ person }])] : []),
  ]
  await enqueue(tx, app, { before: state, after: state }, notices, 'system')
}
