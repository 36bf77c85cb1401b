/**
 * Before a message is sent again of which nobody knows whether it arrived, the channel is asked for it, where it can tell.
 * So somebody reads it once although the answer to the first try was lost.
 */
import { type Account, ChannelError, type Claimed, type MessageRef, type Tx } from '../../ports.ts'
import type { App } from '../app.ts'
import type { Tried } from './undelivered.ts'
import { accountsInUse, sendingOf, spotOf, type Way, wayTo } from './way.ts'

/** `version` is that of no case: how it was drawn then is not known. */
type Found = { message: MessageRef; account: Account | null; version: null }

/**
 * The message, where it stands after all; null where it surely does not, or nobody can tell. Throws as a channel does when
 * it can't be asked now; `tried` then says by which way.
 */
export async function findSent(app: App, { row, unsure }: Claimed, tried: Tried): Promise<Found | null> {
  if (unsure === 0 || row.verb === 'update') return null
  for (const { way, ask } of await app.store.transaction((tx) => asksFor(tx, app, row))) {
    tried.way = way
    const message = await ask()
    if (message) return { message, account: way.account, version: null }
  }
  return null
}

type Ask = { way: Way; ask(): Promise<MessageRef | null> }

/** Every account of a person: it may have been another one that was written to. */
async function asksFor(tx: Tx, app: App, row: Claimed['row']): Promise<Ask[]> {
  const sending = sendingOf(row)
  if (row.verb !== 'direct') {
    const spot = await spotOf(tx, app, row)
    if ('drop' in spot) return []
    const { place, channel } = spot
    const { find } = channel
    return find ? [{ way: { ...spot, account: null }, ask: () => find({ place }, sending) }] : []
  }
  const asks: Ask[] = []
  for (const account of await accountsInUse(tx, app, row)) {
    const { channel, near, way } = await wayTo(tx, app, account)
    const { find } = channel
    if (!find) continue
    const ask = () => find({ account, near }, sending)
    // One that takes nothing more may have taken it before; where that can't be asked, nobody reads it there either.
    asks.push({ way, ask: account.unreachable ? () => ask().catch(nowhere) : ask })
  }
  return asks
}

function nowhere(error: unknown): null {
  if (error instanceof ChannelError && (error.kind === 'forbidden' || error.kind === 'gone')) return null
  throw error
}
