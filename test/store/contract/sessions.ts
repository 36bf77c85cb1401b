/** What every store promises of who is signed in to the page. */
import { describe, expect, it } from 'vitest'
import type { Account, Session, Store } from '../../../src/ports.ts'
import { at } from '../../support/outgoing.ts'

const account: Account = { channel: 'test', tenant: 'fjordvik', user: 'U1' }
const kept: Session = { account, until: at(10) }
const session = { ...kept, latest: at(30) }

export function sessionContract(open: () => Promise<Store>): void {
  describe('a session', () => {
    it('is known by its id until its time is over', async () => {
      const { transaction } = await open()
      await transaction(async ({ sessions }) => {
        await sessions.begin('a', session)
        expect(await sessions.get('a', at(9))).toEqual(kept)
        expect(await sessions.get('a', at(10))).toBeNull()
        expect(await sessions.get('b', at(0))).toBeNull()
      })
    })

    it('is prolonged, but never beyond its latest end', async () => {
      const { transaction } = await open()
      await transaction(async ({ sessions }) => {
        await sessions.begin('a', session)
        await sessions.prolong('a', at(20))
        expect(await sessions.get('a', at(19))).toEqual({ ...kept, until: at(20) })
        await sessions.prolong('a', at(40))
        expect(await sessions.get('a', at(29))).toEqual({ ...kept, until: at(30) })
        expect(await sessions.get('a', at(30))).toBeNull()
      })
    })

    it('is ended by its id alone, and no other of its account', async () => {
      const { transaction } = await open()
      const other = { ...session, account: { ...account, tenant: 'another' } }
      await transaction(async ({ sessions }) => {
        for (const id of ['a', 'b', 'c']) await sessions.begin(id, session)
        await sessions.begin('d', other)
        const known = async () => {
          const found = await Promise.all(['a', 'b', 'c', 'd'].map((id) => sessions.get(id, at(0))))
          return found.map((one) => one !== null)
        }
        await sessions.end('a')
        expect(await known()).toEqual([false, true, true, true])
        await sessions.end('c')
        expect(await known()).toEqual([false, true, false, true])
      })
    })

    it('is let go when its time is over', async () => {
      const { transaction } = await open()
      await transaction(async (tx) => {
        await tx.sessions.begin('a', session)
        await tx.sessions.begin('b', { ...session, until: at(20) })
        expect(await tx.prune({ before: at(0), now: at(10) }, 100)).toBe(1)
        expect(await tx.sessions.get('b', at(0))).not.toBeNull()
        expect(await tx.sessions.get('a', at(0))).toBeNull()
      })
    })
  })
}
