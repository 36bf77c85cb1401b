/** Notes what became of a message that has arrived: where it stands and how it looks, and what it takes the place of. Sends nothing. */
import type { Account, Claimed, MessageRef, Outgoing, Tx } from '../../ports.ts'
import { countUnasked, digestArrived, isSame, keepList, noteHeard, redraw, shrinkEarlier } from '../act/index.ts'
import type { App } from '../app.ts'
import { viewerFor } from '../see/index.ts'
import { isListAnother, lookOf, type Standing } from './prepare.ts'

/** `drawn` is null for what was sent before, so that nobody knows how it looks; `version` is that of the case as it was drawn. */
type Result = { account: Account | null; drawn: Standing | null; version: number | null }

/** Does nothing for whoever has lost the claim. */
export async function record(
  tx: Tx,
  app: App,
  { row, fence }: Claimed,
  ref: MessageRef,
  { account, drawn, version }: Result,
): Promise<void> {
  if (!(await tx.outbox.finish(row.id, fence, 'sent', null, app.clock.now()))) return
  app.log.debug('delivery.sent', { id: row.id, card: row.card })
  if (row.verb === 'direct') await arrivedDirectly(tx, app, row, ref, { account, drawn })
  if (account && drawn && (await isUnreachable(tx, row, account))) await noteHeard(tx, app, account)
  const isAnew = row.verb === 'update' && (await isUnfoldedAnew(tx, ref))
  const of = row.case
  if (!of) return
  if (row.verb === 'thread' && row.origin) await tx.places.begun(of, row.origin, ref.place)
  const settled = drawn?.settled ?? false
  const look = drawn ? lookOf(drawn.card) : ''
  if (row.verb === 'update')
    return settled && !isAnew ? tx.shown.forget(ref) : tx.shown.redrawn(ref, isAnew ? '' : look)
  const { id: _, verb: __, origin: ___, lane: ____, madeAt: _____, ...shown } = row
  await shrinkEarlier(tx, app, { ...shown, case: of }, ref)
  if (settled) return
  await tx.shown.put({ ...shown, case: of, message: ref, drawn: look })
  // Something happened while it was on its way, and could not yet find it, or nobody knows how it looks: drawn again.
  if ((await tx.cases.get(of))?.version !== version) await redraw(tx, app, row, ref)
}

async function arrivedDirectly(
  tx: Tx,
  app: App,
  row: Outgoing,
  ref: MessageRef,
  { account, drawn }: Pick<Result, 'account' | 'drawn'>,
): Promise<void> {
  await tx.places.remember(ref.place, account)
  await countUnasked(tx, app, row)
  const person = row.person && (row.card === 'mine' || row.card === 'digest') ? await tx.people.get(row.person) : null
  if (!person) return
  if (row.card === 'digest') await digestArrived(tx, app, row, ref)
  else await keepList(tx, viewerFor(app, tx, person), ref)
  // What happened while it was on its way could not yet find it.
  if (await isListAnother(tx, app, row, { person, drawn })) await redraw(tx, app, row, ref)
}

/**
 * What stood there is gone, whatever takes its place; but for what somebody has unfolded there since it was drawn, which is
 * folded in its own time.
 */
async function isUnfoldedAnew(tx: Tx, message: MessageRef): Promise<boolean> {
  if ((await tx.unfolded.at(message)).some(({ until }) => until !== null)) return true
  await tx.unfolded.forget(message)
  return false
}

/** That a message was taken is as good as a word from them. */
async function isUnreachable(tx: Tx, { person }: Outgoing, account: Account): Promise<boolean> {
  const own = person ? await tx.people.accountsOf(person) : []
  return own.some((one) => isSame(one, account) && one.unreachable)
}
