/**
 * How somebody shows in one channel that they are who another knows: a code made where they are known, and written where
 * they are not. Stored only as a digest, used once, and not to be found by trying.
 */

import type { Card } from '../../../cards/card.ts'
import { pairingCode } from '../../../cards/pairing-code.ts'
import type { Account, Mark, Person, Tx } from '../../ports.ts'
import type { Say } from '../../wording/index.ts'
import { addAccount, sendTo } from '../act/index.ts'
import type { App } from '../app.ts'
import { type Viewer, viewerFor } from '../see/index.ts'
import { greet } from '../show/index.ts'
import type { Given } from './given.ts'
import { newCode, readCode, written } from './pairing-code.ts'

const minutes = 10
const stretchMs = minutes * 60_000
/** Wrong codes from one account within a stretch and the one before: so never more within any ten minutes. */
const mostWrong = 5

/** A new code for the viewer; `already`: they wrote one where they are known. */
export async function giveCode(tx: Tx, app: App, viewer: Viewer, already = false): Promise<Card> {
  const { person, say, now } = viewer
  const code = newCode(app.unguessable)
  await tx.codes.put(code, person.id, new Date(Date.parse(now) + stretchMs).toISOString())
  return pairingCode({ code: written(code), minutes, already }, say)
}

type Asking = { account: Account; personal: boolean }

/** A code written by somebody the directory does not know: from now on it knows them. */
export async function useCode(tx: Tx, app: App, { account, personal }: Asking, text: string, say: Say): Promise<Given> {
  const owner = await ownerOf(tx, app, account, text)
  if (typeof owner === 'string') return refused(owner, say)
  if (!(await addAccount(tx, app, owner, account, 'code'))) return refused('taken', say)
  const viewer = viewerFor(app, tx, owner)
  const notice = viewer.say('pair.done')
  return personal ? { kind: 'card', card: greet(viewer, notice) } : { kind: 'message', text: notice }
}

/** A code written where the writer is known: theirs, and then it belongs elsewhere; or that of somebody else. */
export async function useCodeAgain(
  tx: Tx,
  app: App,
  viewer: Viewer,
  { account, personal }: Asking,
  text: string,
): Promise<Given> {
  const { person, say } = viewer
  const owner = await ownerOf(tx, app, account, text)
  if (typeof owner === 'string') return refused(owner, say)
  if (owner.id !== person.id) return refused('taken', say)
  if (personal) return { kind: 'card', card: await giveCode(tx, app, viewer, true) }
  await sendTo(tx, app, null, person.id, { card: 'pairing', line: null, subject: '' })
  return { kind: 'message', text: say('message.pair.own') }
}

type Refused = 'unknown' | 'many' | 'taken'

function refused(why: Refused, say: Say): Given {
  const text = why === 'taken' ? say('message.pair.taken') : say(`message.pair.${why}`, { minutes: waiting[why] })
  return { kind: 'message', text }
}

/** How long a code holds, and after how long the last of two stretches is over for certain. */
const waiting = { unknown: minutes, many: 2 * minutes }

/** Whose code it is. A wrong one is counted, and after too many not even a right one is looked at. */
async function ownerOf(tx: Tx, app: App, account: Account, text: string): Promise<Person | 'unknown' | 'many'> {
  const code = readCode(text)
  if (!code) return 'unknown'
  const now = app.clock.now()
  const stretch = Math.floor(Date.parse(now) / stretchMs)
  const wrong = await tx.marks.times(wrongMark(account, stretch), now)
  if (wrong + (await tx.marks.times(wrongMark(account, stretch - 1), now)) >= mostWrong) return 'many'
  const id = await tx.codes.take(code, now)
  const person = id ? await tx.people.get(id) : null
  if (person?.active) return person
  await tx.marks.set(wrongMark(account, stretch), { now, until: new Date((stretch + 2) * stretchMs).toISOString() })
  app.log.info('account.code-refused', { channel: account.channel, count: wrong + 1 })
  return 'unknown'
}

function wrongMark({ channel, tenant, user }: Account, stretch: number): Mark {
  return { purpose: 'wrong-code', channel, tenant, key: `${user} ${stretch}` }
}
