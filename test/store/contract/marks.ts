/** What every store promises of marks, and of what it lets go. */
import { describe, expect, it } from 'vitest'
import type { Mark, Store, Tx } from '../../../src/ports.ts'
import { at, outgoing } from '../../support/outgoing.ts'

const mark: Mark = { purpose: 'wrong-code', channel: 'test', tenant: 'a', key: 'U1' }
const farOff = '2099-01-01T00:00:00.000Z'

export function markContract(open: () => Promise<Store>): void {
  describe('a mark', () => {
    it('counts how often it was set, apart from every other purpose, channel, tenant and key', async () => {
      const { transaction } = await open()
      const others: Mark[] = [
        { ...mark, purpose: 'once' },
        { ...mark, channel: 'other' },
        { ...mark, tenant: 'b' },
        { ...mark, key: 'U2' },
      ]
      await transaction(async ({ marks }) => {
        expect(await marks.times(mark, at(0))).toBe(0)
        for (const _ of [1, 2]) await marks.set(mark, null)
        expect(await marks.times(mark, at(0))).toBe(2)
        for (const other of others) expect(await marks.times(other, at(0))).toBe(0)
        for (const other of others) await marks.set(other, null)
        expect(await marks.times(mark, farOff)).toBe(2)
      })
    })

    it('counts until its time, the last that was named, and not from then on', async () => {
      const { transaction } = await open()
      await transaction(async ({ marks }) => {
        await marks.set(mark, { now: at(0), until: at(5) })
        await marks.set(mark, { now: at(1), until: at(10) })
        expect(await marks.times(mark, at(9))).toBe(2)
        expect(await marks.times(mark, at(10))).toBe(0)
      })
    })

    it('begins anew once its time is over, whether it was let go of or not', async () => {
      const { transaction } = await open()
      await transaction(async ({ marks }) => {
        for (const _ of [1, 2, 3]) await marks.set(mark, { now: at(0), until: at(5) })
        await marks.set(mark, { now: at(5), until: at(9) })
        expect(await marks.times(mark, at(6))).toBe(1)
        await marks.set(mark, { now: at(6), until: at(9) })
        expect(await marks.times(mark, at(6))).toBe(2)
      })
    })
  })

  describe('what is let go', () => {
    const prune = ({ transaction }: Store, minute: number, limit = 100) =>
      transaction((tx) => tx.prune({ before: at(minute), now: at(minute) }, limit))

    it('is deliveries before a moment, and marks and codes whose time is over', async () => {
      const store = await open()
      await store.transaction(async (tx) => {
        for (const minute of [1, 2, 3]) await tx.inbox.first('test', 'a', `d${minute}`, at(minute))
        for (const minute of [1, 2, 3])
          await tx.marks.set({ ...mark, key: `U${minute}` }, { now: at(0), until: at(minute) })
        await tx.marks.set({ ...mark, purpose: 'undone' }, null)
      })
      expect(await prune(store, 2)).toBe(1 + 2)
      await store.transaction(async (tx) => {
        expect(await Promise.all([1, 2, 3].map((one) => tx.inbox.seen('test', 'a', `d${one}`)))).toEqual([
          false,
          true,
          true,
        ])
        expect(await Promise.all([1, 2, 3].map((one) => tx.marks.times({ ...mark, key: `U${one}` }, at(0))))).toEqual([
          0, 0, 1,
        ])
        expect(await tx.marks.times({ ...mark, purpose: 'undone' }, farOff)).toBe(1)
      })
    })

    it('is messages that were sent or dropped before a moment: none that waits, and none that could not be sent', async () => {
      const store = await open()
      const ends = { old: 'sent', late: 'sent', dropped: 'dropped', dead: 'dead', waits: null } as const
      await store.transaction(async (tx) => {
        await tx.outbox.put(Object.keys(ends).map((name) => outgoing(name)))
        const { claimed } = await tx.outbox.claim(at(0), 10, 1)
        for (const { row, fence } of claimed) {
          const end = Object.entries(ends).find(([name]) => row.id === `out_${name}`)?.[1]
          if (end) await tx.outbox.finish(row.id, fence, end, null, row.id === 'out_late' ? at(3) : at(1))
        }
      })
      expect(await prune(store, 2)).toBe(2)
      expect(await prune(store, 2)).toBe(0)
      expect(await prune(store, 4)).toBe(1)
      await store.transaction(async ({ outbox }) => {
        expect((await outbox.dead(10)).map(({ id }) => id)).toEqual(['out_dead'])
        const { claimed } = await outbox.claim(at(9), 10, 1)
        expect(claimed.map(({ row }) => row.id)).toEqual(['out_waits'])
      })
    })

    it('is no more at a time than was asked for, the oldest first', async () => {
      const store = await open()
      await store.transaction(async (tx) => {
        for (const minute of [3, 1, 2]) await tx.inbox.first('test', 'a', `d${minute}`, at(minute))
      })
      const seen = (tx: Tx) => Promise.all([1, 2, 3].map((one) => tx.inbox.seen('test', 'a', `d${one}`)))
      expect(await prune(store, 9, 2)).toBe(2)
      expect(await store.transaction(seen)).toEqual([false, false, true])
      expect(await prune(store, 9, 2)).toBe(1)
    })
  })
}
