/** What every store promises of people's accounts, and of the codes and secrets by which channels know them. */
import { describe, expect, it } from 'vitest'
import type { Account, Failed, Outgoing } from '../../../src/ports.ts'
import type { OpenStore } from '../../../src/store/open.ts'
import { at, outgoing } from '../../support/outgoing.ts'
import { countingIds, personToImport } from '../../support/people.ts'

const account = (user: string, channel = 'test'): Account => ({ channel, tenant: 'fjordvik', user })
const terje = 'person_1'
const mari = 'person_2'

export function accountContract(open: () => Promise<OpenStore>): void {
  const filled = async () => {
    const store = await open()
    const accounts = [account('Terje'), account('T1', 'other')]
    await store.importPeople([personToImport('Terje', { accounts }), personToImport('Mari')], countingIds())
    return store
  }

  describe('the accounts of a person', () => {
    it('that can be reached go first, and of those the one last heard from', async () => {
      const { transaction } = await filled()
      await transaction(async ({ people, places }) => {
        const order = async () => (await people.accountsOf(terje)).map(({ user, unreachable }) => [user, unreachable])
        expect(await order()).toEqual([
          ['T1', false],
          ['Terje', false],
        ])
        const chat = { channel: 'test', tenant: 'fjordvik', kind: 'personal', key: 'p1', address: '' } as const
        await places.remember(chat, account('Terje'))
        expect((await order()).map(([user]) => user)).toEqual(['Terje', 'T1'])
        await people.heard(account('T1', 'other'), at(1))
        expect((await order()).map(([user]) => user)).toEqual(['T1', 'Terje'])
        await people.heard(account('Terje'), at(2))
        expect((await order()).map(([user]) => user)).toEqual(['Terje', 'T1'])
        await people.unreachable(account('Terje'), at(3))
        expect(await order()).toEqual([
          ['T1', false],
          ['Terje', true],
        ])
        await people.heard(account('Terje'), at(4))
        expect(await order()).toEqual([
          ['Terje', false],
          ['T1', false],
        ])
      })
    })

    it('are linked to one person and to no second, and can be taken away', async () => {
      const { transaction } = await filled()
      await transaction(async ({ people }) => {
        expect(await people.pair(mari, account('M1', 'other'))).toBe(true)
        expect(await people.pair(mari, account('M1', 'other'))).toBe(true)
        expect(await people.pair(terje, account('M1', 'other'))).toBe(false)
        expect((await people.byAccount(account('M1', 'other')))?.id).toBe(mari)
        await people.unpair(account('M1', 'other'))
        expect(await people.byAccount(account('M1', 'other'))).toBeNull()
        expect(await people.accountsOf(mari)).toHaveLength(1)
        expect(await people.pair(terje, account('M1', 'other'))).toBe(true)
      })
    })

    it('of nobody are heard without effect', async () => {
      const { transaction } = await filled()
      await transaction(async ({ people }) => {
        expect(await people.heard(account('nobody'), at(1))).toEqual({ waits: false, isBack: false })
        await people.unreachable(account('nobody'), at(1))
        expect(await people.byAccount(account('nobody'))).toBeNull()
      })
    })
  })

  describe('what could not be sent to a person', () => {
    const rows: [name: string, reason: Failed, change: Partial<Outgoing>][] = [
      ['refused', 'forbidden', {}],
      ['removed', 'gone', {}],
      ['unknown', 'ambiguous', {}],
      ['another', 'forbidden', { person: mari }],
      ['drawn', 'forbidden', { verb: 'update' }],
    ]
    const withDead = async () => {
      const store = await filled()
      await store.transaction(async ({ outbox, people }) => {
        await people.heard(account('Terje'), at(0))
        await outbox.put(rows.map(([name, , change]) => outgoing(name, { person: terje, ...change })))
        await outbox.claim(at(0), 99, 1)
        for (const [name, reason] of rows) await outbox.finish(`out_${name}`, 1, 'dead', reason, at(1))
        await people.unreachable(account('Terje'), at(1))
      })
      return store
    }

    it('that may have arrived all the same stays so when it waits again', async () => {
      const { transaction } = await filled()
      await transaction(async ({ outbox, people }) => {
        await people.heard(account('Terje'), at(0))
        await outbox.put([outgoing('perhaps', { person: terje })])
        await outbox.claim(at(0), 9, 1)
        await outbox.retry('out_perhaps', 1, at(1), 'ambiguous')
        await outbox.claim(at(1), 9, 1)
        await outbox.finish('out_perhaps', 2, 'dead', 'forbidden', at(1))
        await people.unreachable(account('Terje'), at(1))
        await people.heard(account('Terje'), at(2))
        expect(await outbox.claim(at(2), 9, 1)).toMatchObject({ claimed: [{ attempts: 1, unsure: 1 }] })
      })
    })

    it('waits again when the account is heard from, as if it had never been tried, and nothing else does', async () => {
      const { transaction } = await withDead()
      await transaction(async ({ outbox, people }) => {
        expect(await people.heard(account('Terje'), at(2))).toEqual({ waits: true, isBack: true })
        expect(await people.heard(account('Terje'), at(3))).toEqual({ waits: false, isBack: false })
        expect(await outbox.nextAt()).toBe(at(2))
        const { claimed } = await outbox.claim(at(2), 99, 1)
        expect(claimed.map(({ row, attempts, unsure }) => [row.id, attempts, unsure])).toEqual([
          ['out_refused', 1, 0],
          ['out_removed', 1, 0],
        ])
        expect((await outbox.dead(9)).map(({ id }) => id).sort()).toEqual(['out_another', 'out_drawn', 'out_unknown'])
      })
    })

    it('waits again when another account of theirs is heard from for the first time', async () => {
      const { transaction } = await withDead()
      await transaction(async ({ people }) => {
        expect(await people.heard(account('T1', 'other'), at(2))).toEqual({ waits: true, isBack: false })
        expect(await people.heard(account('Mari'), at(2))).toEqual({ waits: true, isBack: false })
      })
    })

    it('stays where it is while the account was never refused', async () => {
      const { transaction } = await withDead()
      await transaction(async ({ people }) => {
        await people.heard(account('Terje'), at(2))
        expect(await people.heard(account('Terje'), at(3))).toEqual({ waits: false, isBack: false })
      })
    })
  })

  describe('a mail address', () => {
    it('is that of the one active person who has it', async () => {
      const store = await open()
      const mail = (name: string, email: string, active = true) => personToImport(name, { email, active })
      const people = [mail('Terje', 't@fjordvik.example'), mail('Mari', 'm@fjordvik.example', false)]
      await store.importPeople([...people, personToImport('Nora')], countingIds())
      await store.transaction(async (tx) => {
        expect(await tx.people.byEmail('t@fjordvik.example')).toMatchObject({
          name: 'Terje',
          email: 't@fjordvik.example',
        })
        expect(await tx.people.byEmail('m@fjordvik.example')).toBeNull()
        expect(await tx.people.byEmail('x@fjordvik.example')).toBeNull()
      })
    })
  })

  describe('hours', () => {
    it('are kept as they were chosen, and taken away', async () => {
      const { transaction } = await filled()
      await transaction(async ({ people }) => {
        expect((await people.get(terje))?.hours).toBeNull()
        await people.setHours(terje, { from: '09:00', to: '15:30' })
        expect((await people.get(terje))?.hours).toEqual({ from: '09:00', to: '15:30' })
        await people.setHours(terje, null)
        expect((await people.get(terje))?.hours).toBeNull()
      })
    })
  })

  describe('a code', () => {
    it('says once whose it is, before its time is over', async () => {
      const { transaction } = await filled()
      await transaction(async ({ codes }) => {
        await codes.put('first', terje, at(10))
        await codes.put('second', mari, at(10))
        await codes.put('late', mari, at(5))
        expect(await codes.take('wrong', at(1))).toBeNull()
        expect(await codes.take('first', at(9))).toBe(terje)
        expect(await codes.take('first', at(9))).toBeNull()
        expect(await codes.take('late', at(9))).toBeNull()
        expect(await codes.take('second', at(10))).toBeNull()
      })
    })

    it('of a transaction that came to nothing is not used up', async () => {
      const { transaction } = await filled()
      await transaction((tx) => tx.codes.put('first', terje, at(10)))
      const failed = transaction(async (tx) => {
        await tx.codes.take('first', at(1))
        throw new Error('undone')
      })
      await expect(failed).rejects.toThrow('undone')
      expect(await transaction((tx) => tx.codes.take('first', at(1)))).toBe(terje)
    })
  })

  describe('secrets', () => {
    it('are read again to the letter, by their channel and name alone, and forgotten', async () => {
      const { transaction } = await open()
      await transaction(async ({ secrets }) => {
        await secrets.put('test', 'b', 'first')
        await secrets.put('test', 'a', 'æ🙂\u0000')
        await secrets.put('other', 'a', 'of another')
        await secrets.put('test', 'b', 'second')
      })
      await transaction(async ({ secrets }) => {
        expect(await secrets.names('test')).toEqual(['a', 'b'])
        expect(await secrets.get('test', 'a')).toBe('æ🙂\u0000')
        expect(await secrets.get('test', 'b')).toBe('second')
        expect(await secrets.get('other', 'a')).toBe('of another')
        expect(await secrets.get('other', 'b')).toBeNull()
        await secrets.forget('test', 'a')
        expect(await secrets.names('test')).toEqual(['b'])
        expect(await secrets.get('test', 'a')).toBeNull()
        expect(await secrets.get('other', 'a')).toBe('of another')
      })
    })
  })
}
