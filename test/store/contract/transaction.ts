/** What every store promises of a transaction: whole or nothing, one at a time, in order. */
import { describe, expect, it } from 'vitest'
import type { Store, Tx } from '../../../src/ports.ts'
import { outgoing } from '../../support/outgoing.ts'
import { registered, saveNew } from '../../support/sample-case.ts'

export function transactionContract(open: () => Promise<Store>): void {
  describe('a transaction', () => {
    it('leaves nothing behind when its work throws, and passes on what was thrown', async () => {
      const { transaction } = await open()
      const fault = new Error('in the middle')
      const failing = transaction(async (tx) => {
        await tx.inbox.first('test', 'fjordvik', 'd1', '2026-11-05T09:00:00.000Z')
        await saveNew(tx, registered('a', 'FJ-1001'))
        await tx.outbox.put([outgoing('a')])
        throw fault
      })
      await expect(failing).rejects.toBe(fault)
      await transaction(async (tx) => {
        expect(await tx.inbox.first('test', 'fjordvik', 'd1', '2026-11-05T09:00:00.000Z')).toBe(true)
        expect(await tx.cases.get('case_a')).toBeNull()
        expect(await tx.outbox.waiting()).toBe(0)
        expect(await tx.words.read('case_a', ['word_a_seen'])).toEqual(new Map())
      })
    })

    it('waits for the one before it, also when that one fails', async () => {
      const { transaction } = await open()
      const order: string[] = []
      const step = (name: string, fails: boolean) =>
        transaction(async (tx) => {
          order.push(`${name} begins`)
          await tx.outbox.waiting()
          await Promise.resolve()
          order.push(`${name} ends`)
          if (fails) throw new Error(name)
        })
      const all = await Promise.allSettled([step('a', false), step('b', true), step('c', false)])
      expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
    })

    it('answers what its work answers, and can no longer be used after it', async () => {
      const { transaction } = await open()
      const kept: Tx[] = []
      expect(
        await transaction(async (tx) => {
          kept.push(tx)
          return 7
        }),
      ).toBe(7)
      await expect(kept[0]?.outbox.put([outgoing('late')])).rejects.toThrow()
      await transaction(async (tx) => expect(await tx.outbox.waiting()).toBe(0))
    })

    it('is not begun any more once the store is closed, and those begun are finished', async () => {
      const store = await open()
      const begun = store.transaction((tx) => tx.cases.nextNumber('fjordvik'))
      const closed = store.close()
      await expect(store.transaction(async () => 1)).rejects.toThrow('closed')
      expect(await begun).toBe(1001)
      await closed
    })
  })
}
