/** What every store promises of the outbox: in order, by one at a time, never lost, never finished by a latecomer. */
import { describe, expect, it } from 'vitest'
import type { CaseId } from '../../../src/core/ids.ts'
import type { Claimed, Failed, MessageRef, Outgoing, Store, Tx } from '../../../src/ports.ts'
import { at, message, outgoing } from '../../support/outgoing.ts'

const lease = 60_000
export function outboxContract(open: () => Promise<Store>): void {
  const opened = async (...rows: Outgoing[]) => {
    const { transaction } = await open()
    const outbox = <T>(work: (box: Tx['outbox']) => Promise<T>) => transaction((tx) => work(tx.outbox))
    await outbox((box) => box.put(rows))
    return {
      outbox,
      claim: async (now: string, limit = 10) => (await outbox((box) => box.claim(now, limit, lease))).claimed,
      finish: ({ row, fence }: Pick<Claimed, 'row' | 'fence'>, result: 'sent' | 'dropped' | 'dead' = 'sent') =>
        outbox((box) => box.finish(row.id, fence, result, 'gone', at(9))),
    }
  }

  describe('the outbox', () => {
    it('gives back what was put, once, and nothing before its time', async () => {
      const row = outgoing(
        'a',
        { verb: 'update', message, person: 'person_ingrid', origin: 'c1' },
        { card: 'told', line: 'log-opened', subject: '' },
      )
      const { claim, finish, outbox } = await opened(row)
      expect(await claim('2026-11-05T08:59:59.999Z')).toEqual([])
      expect(await claim(at(0))).toEqual([{ row, fence: 1, attempts: 1, unsure: 0 }])
      expect(await claim(at(0))).toEqual([])
      expect(await finish({ row, fence: 1 })).toBe(true)
      expect(await finish({ row, fence: 1 })).toBe(false)
      expect(await claim(at(59))).toEqual([])
      expect(await outbox((box) => box.waiting())).toBe(0)
    })

    it('knows what was put there for somebody since then, the oldest first, and what became of it', async () => {
      const theirs = (id: string) => outgoing(id, { person: 'person_ingrid', lane: id })
      const rows = [theirs('a'), outgoing('b', { person: 'person_terje', lane: 'b' }), theirs('c'), theirs('d')]
      const { claim, finish, outbox } = await opened(...rows)
      const [first, , third] = await claim(at(0))
      if (first) await finish(first, 'sent')
      if (third) await finish(third, 'dropped')
      const found = await outbox((box) => box.to('person_ingrid', at(0)))
      expect(found.map(({ row, became, why }) => [row.id, became, why])).toEqual([
        ['out_a', 'sent', 'gone'],
        ['out_c', 'dropped', 'gone'],
        ['out_d', 'waiting', 'claimed'],
      ])
      expect(await outbox((box) => box.to('person_ingrid', at(1)))).toEqual([])
    })

    it('knows what waits to be sent to somebody of one case, and not of others, nor what was sent', async () => {
      const theirs = (id: string, case_: CaseId, line: 'log-opened' | 'falls-to-ke') =>
        outgoing(id, { person: 'person_ingrid', lane: id, case: case_ }, { card: 'told', line, subject: '' })
      const rows = [
        theirs('a', 'case_x', 'log-opened'),
        theirs('b', 'case_x', 'falls-to-ke'),
        theirs('c', 'case_y', 'log-opened'),
        outgoing('d', { person: 'person_terje', lane: 'd', case: 'case_x' }),
        outgoing('e', { person: 'person_ingrid', lane: 'e', case: 'case_x', verb: 'update', message }),
      ]
      const { claim, finish, outbox } = await opened(...rows)
      const [first] = await claim(at(0))
      if (first) await finish(first, 'sent')
      const waits = await outbox((box) => box.waitsFor('person_ingrid', 'case_x'))
      expect(waits).toEqual([{ card: 'told', line: 'falls-to-ke', subject: '' }])
    })

    it('sends one lane in the order in which it was put, and other lanes beside it', async () => {
      const rows = [outgoing('2', { lane: 'x' }), outgoing('1', { lane: 'x' }), outgoing('3', { lane: 'y' })]
      const { claim, finish } = await opened(...rows)
      const names = (claimed: Claimed[]) => claimed.map(({ row }) => row.id)
      const first = await claim(at(0))
      expect(names(first)).toEqual(['out_2', 'out_3'])
      expect(names(await claim(at(0)))).toEqual([])
      for (const one of first) await finish(one)
      expect(names(await claim(at(0)))).toEqual(['out_1'])
    })

    it('lets no later row of a lane pass one that waits to be tried again', async () => {
      const { claim, outbox } = await opened(outgoing('1', { lane: 'x' }), outgoing('2', { lane: 'x' }))
      await claim(at(0))
      expect(await outbox((box) => box.retry('out_1', 1, at(5), 'rate-limited'))).toBe(true)
      expect(await claim(at(4))).toEqual([])
      expect(await outbox((box) => box.nextAt())).toBe(at(5))
      expect(await claim(at(5))).toMatchObject([{ row: { id: 'out_1' }, fence: 2, attempts: 2 }])
    })

    it('lets the lane go on after a row that is dead or dropped', async () => {
      const { claim, finish } = await opened(...['1', '2', '3'].map((name) => outgoing(name, { lane: 'x' })))
      for (const result of ['dead', 'dropped'] as const) {
        for (const one of await claim(at(0))) expect(await finish(one, result)).toBe(true)
      }
      expect(await claim(at(0))).toMatchObject([{ row: { id: 'out_3' } }])
    })

    it('claims no more than asked for, those put first', async () => {
      const { claim } = await opened(...['c', 'a', 'b'].map((name) => outgoing(name)))
      expect((await claim(at(0), 2)).map(({ row }) => row.id)).toEqual(['out_c', 'out_a'])
    })

    it('claims again what was not finished in time, and refuses the result of the first', async () => {
      const { claim, finish, outbox } = await opened(outgoing('a'))
      const [first] = await claim(at(0))
      expect(await outbox((box) => box.nextAt())).toBe(at(1))
      const [second] = await claim(at(1))
      expect(second).toMatchObject({ fence: 2, attempts: 2 })
      if (!first || !second) throw new Error('not claimed')
      expect(await finish(first)).toBe(false)
      expect(await outbox((box) => box.retry('out_a', 1, at(5), 'fault'))).toBe(false)
      expect(await finish(second)).toBe(true)
    })

    it('counts a claim that nobody finished as one whose fate is unknown, and so does a start', async () => {
      const { claim, outbox } = await opened(outgoing('a'))
      await claim(at(0))
      expect(await outbox((box) => box.leaves('out_a', 1))).toBe(true)
      expect(await claim(at(1))).toMatchObject([{ unsure: 1 }])
      expect(await outbox((box) => box.leaves('out_a', 2))).toBe(true)
      await outbox((box) => box.releaseAll())
      expect(await claim(at(1))).toMatchObject([{ attempts: 3, unsure: 2 }])
      await outbox((box) => box.retry('out_a', 3, at(1), 'unreachable'))
      await outbox((box) => box.releaseAll())
      expect(await claim(at(1))).toMatchObject([{ attempts: 4, unsure: 2 }])
    })

    it('counts no claim whose message was not let out, also of one that may have arrived before', async () => {
      const { claim, outbox } = await opened(outgoing('a'))
      await claim(at(0))
      await outbox((box) => box.releaseAll())
      expect(await claim(at(0))).toMatchObject([{ unsure: 0 }])
      await outbox((box) => box.leaves('out_a', 2))
      expect(await claim(at(1))).toMatchObject([{ unsure: 1 }])
      expect(await claim(at(2))).toMatchObject([{ fence: 4, unsure: 1 }])
      await outbox((box) => box.releaseAll())
      expect(await claim(at(2))).toMatchObject([{ unsure: 1 }])
    })

    it('knows what a later row of its lane says again, unless it may have arrived', async () => {
      const asked = (id: string, change: Partial<Outgoing> = {}) =>
        outgoing(id, { lane: 'x', case: 'case_1', ...change }, { card: 'proposal', line: null, subject: 'proposal_1' })
      const other = outgoing(
        'e',
        { lane: 'x', case: 'case_1' },
        { card: 'proposal', line: null, subject: 'proposal_2' },
      )
      const { claim, outbox } = await opened(asked('a'), asked('b'), other, asked('c', { lane: 'y' }))
      const repeated = (id: Outgoing['id']) => outbox((box) => box.isRepeated(id))
      expect([await repeated('out_a'), await repeated('out_b'), await repeated('out_e')]).toEqual([true, false, false])
      expect(await repeated('out_c')).toBe(false)
      await claim(at(0))
      expect(await repeated('out_a')).toBe(true)
      await outbox((box) => box.leaves('out_a', 1))
      await claim(at(1))
      expect(await repeated('out_a')).toBe(false)
    })

    it('lets no message out for whoever has lost the claim', async () => {
      const { claim, outbox, finish } = await opened(outgoing('a'))
      await claim(at(0))
      const [second] = await claim(at(1))
      expect(await outbox((box) => box.leaves('out_a', 1))).toBe(false)
      if (!second) throw new Error('not claimed')
      expect(await finish(second)).toBe(true)
      expect(await outbox((box) => box.leaves('out_a', 2))).toBe(false)
    })

    it('lets what is held go on before its time, and nothing else that waits', async () => {
      const { claim, outbox } = await opened(outgoing('a'), outgoing('b'), outgoing('c'))
      await claim(at(0))
      await outbox((box) => box.retry('out_a', 1, at(9), 'held'))
      await outbox((box) => box.retry('out_b', 1, at(8), 'waits'))
      await outbox((box) => box.retry('out_c', 1, at(7), 'unreachable'))
      await outbox((box) => box.hurry(at(2)))
      expect(await claim(at(2))).toMatchObject([{ row: { id: 'out_a' }, attempts: 1 }])
      await outbox((box) => box.hurry(at(2)))
      expect(await claim(at(2))).toEqual([])
    })

    it('lets what waits for one person go on before its time, and nothing of anybody else', async () => {
      const [hers, his] = [outgoing('a', { person: 'person_ingrid' }), outgoing('b', { person: 'person_terje' })]
      const { claim, outbox } = await opened(hers, his)
      await claim(at(0))
      for (const id of ['out_a', 'out_b'] as const) await outbox((box) => box.retry(id, 1, at(9), 'waits'))
      await outbox((box) => box.hurry(at(2), 'person_ingrid'))
      expect(await claim(at(2))).toMatchObject([{ row: { id: 'out_a' } }])
    })

    it('sends again all that could not be sent, what may have arrived as if it had been tried once', async () => {
      const { claim, finish, outbox } = await opened(outgoing('a'), outgoing('b'), outgoing('c'))
      await claim(at(0))
      await outbox((box) => box.retry('out_a', 1, at(0), 'ambiguous'))
      await claim(at(0))
      await outbox((box) => box.retry('out_a', 2, at(0), 'ambiguous'))
      const [thrice] = await claim(at(0))
      if (!thrice) throw new Error('not claimed')
      await finish(thrice, 'dead')
      await outbox((box) => box.finish('out_b', 1, 'dead', 'refused', at(1)))
      await outbox((box) => box.finish('out_c', 1, 'sent', null, at(1)))
      expect(await outbox((box) => box.again(at(3)))).toBe(2)
      expect(await outbox((box) => box.dead(9))).toEqual([])
      expect(await claim(at(2))).toEqual([])
      const again = await claim(at(3))
      expect(again.map(({ row, attempts, unsure }) => [row.id, attempts, unsure])).toEqual([
        ['out_a', 1, 1],
        ['out_b', 1, 0],
      ])
    })

    it('sends what waits again before what was put after it in its lane, also where that waits already', async () => {
      const { claim, finish, outbox } = await opened(...['1', '2', '3'].map((name) => outgoing(name, { lane: 'x' })))
      const names = async (now: string) => (await claim(now)).map(({ row }) => row.id)
      for (const one of await claim(at(0))) await finish(one, 'dead')
      await outbox((box) => box.again(at(1)))
      expect(await names(at(1))).toEqual(['out_1'])
      expect(await names(at(1))).toEqual([])
      await finish({ row: outgoing('1', { lane: 'x' }), fence: 2 })
      expect(await names(at(1))).toEqual(['out_2'])
    })

    it('counts what may have arrived, and not what was no try at all', async () => {
      const { claim, outbox } = await opened(outgoing('a'))
      const again = async (fence: number, reason: Failed | 'waits') => {
        await outbox((box) => box.retry('out_a', fence, at(0), reason))
        return claim(at(0))
      }
      await claim(at(0))
      expect(await again(1, 'ambiguous')).toMatchObject([{ attempts: 2, unsure: 1 }])
      expect(await again(2, 'waits')).toMatchObject([{ attempts: 2, unsure: 1 }])
      expect(await again(3, 'unreachable')).toMatchObject([{ attempts: 3, unsure: 1 }])
      expect(await again(4, 'ambiguous')).toMatchObject([{ attempts: 4, unsure: 2 }])
    })

    it('claims first what has waited longest, whenever it was put', async () => {
      const { claim, outbox } = await opened(outgoing('a'), outgoing('b', { madeAt: at(1) }))
      await claim(at(0))
      await outbox((box) => box.retry('out_a', 1, at(2), 'unreachable'))
      expect((await claim(at(3), 1)).map(({ row }) => row.id)).toEqual(['out_b'])
      expect(await outbox((box) => box.nextAt())).toBe(at(2))
    })

    it('frees every claim when the only process starts again', async () => {
      const { claim, outbox } = await opened(outgoing('a'))
      await claim(at(0))
      await outbox((box) => box.releaseAll())
      expect(await claim(at(0))).toMatchObject([{ fence: 2 }])
    })

    it('shows what is dead, newest first, with its reason', async () => {
      const { claim, outbox } = await opened(outgoing('a'), outgoing('b'), outgoing('c'))
      await claim(at(0))
      await outbox(async (box) => {
        await box.finish('out_b', 1, 'dead', 'forbidden', at(1))
        await box.finish('out_a', 1, 'dead', 'gone', at(2))
        await box.finish('out_c', 1, 'sent', null, at(3))
      })
      const dead = await outbox((box) => box.dead(10))
      expect(dead.map(({ id, reason, at: when }) => [id, reason, when])).toEqual([
        ['out_a', 'gone', at(2)],
        ['out_b', 'forbidden', at(1)],
      ])
      expect(await outbox((box) => box.dead(1))).toHaveLength(1)
      expect(await outbox((box) => box.nextAt())).toBeNull()
    })
  })

  describe('updates of one message', () => {
    const update = (name: string, of: MessageRef | null = message) =>
      outgoing(name, { verb: 'update', message: of, lane: 'x' })

    it('collapse into the one that waits', async () => {
      const { outbox } = await opened(
        update('1'),
        update('2'),
        update('3', { ...message, message: 'm2' }),
        update('4', null),
      )
      expect(await outbox((box) => box.waiting())).toBe(3)
    })

    it('do not collapse into one that may have been drawn already', async () => {
      const { claim, outbox } = await opened(update('1'))
      await claim(at(0))
      await outbox((box) => box.put([update('2'), update('3')]))
      expect(await outbox((box) => box.waiting())).toBe(2)
      await outbox((box) => box.finish('out_1', 1, 'sent', null, at(1)))
      expect(await claim(at(1))).toMatchObject([{ row: { id: 'out_2' } }])
      await outbox((box) => box.finish('out_2', 1, 'sent', null, at(2)))
      await outbox((box) => box.put([update('4')]))
      expect(await outbox((box) => box.waiting())).toBe(1)
    })

    it('leave other verbs about the message alone', async () => {
      const { outbox } = await opened(
        outgoing('1', { verb: 'line', message }),
        update('2'),
        outgoing('3', { verb: 'line', message }),
      )
      expect(await outbox((box) => box.waiting())).toBe(3)
    })
  })
}
