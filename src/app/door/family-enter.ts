/**
 * Somebody gives a code on the family's page. Whatever is wrong with it, or with them, they are answered the same: nothing is to be
 * found out by trying. Only wrong codes of their own make somebody wait.
 */
import { createHash } from 'node:crypto'
import { memberIn, mostTries } from '../../core/family-member.ts'
import type { Account, InCase, Mark, Tx } from '../../ports.ts'
import { execute } from '../act/index.ts'
import { type App, systemIn } from '../app.ts'
import { settingIn, standingOf } from '../see/index.ts'
import { readFamilyCode } from './family-code.ts'

/** As long as somebody waits after the last of too many. */
const waitMs = 24 * 60 * 60_000

/** Whether the code was good: then the account is theirs who were invited, and somebody is asked whether it is they. */
export async function useFamilyCode(
  tx: Tx,
  app: App,
  account: Account,
  text: string,
  delivery: string,
): Promise<boolean> {
  const code = readFamilyCode(text)
  // What is no code at all was mistyped: nobody guesses by it.
  if (!code) return false
  const now = app.clock.now()
  const mark = wrongMark(account)
  if ((await tx.marks.times(mark, now)) >= mostTries) return false
  const found = await tx.family.invited(code, now, mostTries)
  if (found && (await arrives(tx, app, account, found, delivery))) return true
  await tx.marks.set(mark, { now, until: new Date(Date.parse(now) + waitMs).toISOString() })
  app.log.info('family.code-refused', { channel: account.channel })
  return false
}

/** Nobody comes to a case twice: neither by the code of another of the family, nor around a decision that shut them out. */
async function arrives(tx: Tx, app: App, account: Account, found: InCase, delivery: string): Promise<boolean> {
  const state = (await tx.cases.get(found.case))?.case
  if (!state) return false
  const setting = settingIn(app, tx, state.municipality)
  const before = (await tx.family.of(account)).filter((one) => one.case === state.id)
  const isThere = before.some(
    ({ person }) => standingOf(state, person, setting) !== 'out' || memberIn(state, person)?.shutOut,
  )
  if (isThere) return false
  const command = { type: 'family.arrive', member: found.person } as const
  const wish = { case: state.id, command, words: new Map() }
  const outcome = await execute(tx, app, systemIn(state.municipality), wish, delivery)
  if ('refusal' in outcome) return false
  await tx.family.bind(account, found)
  return true
}

/** Of an account by its digest alone. */
function wrongMark({ channel, tenant, user }: Account): Mark {
  const key = createHash('sha256')
    .update(JSON.stringify([channel, tenant, user]))
    .digest('base64url')
  return { purpose: 'wrong-code', channel: 'family', tenant: '', key }
}
