/** What the store remembers of tables that seldom change is never older than the file, nor anything that was taken back. */
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { memoryOf } from '../../src/store/memory.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { temporaryStore } from '../support/temporary-store.ts'

describe('a memory', () => {
  const counting = () => {
    let reads = 0
    return async () => {
      reads += 1
      return { reads }
    }
  }

  it('reads once for each key, until one of its tables is written', async () => {
    const memory = memoryOf(['person'])
    const read = counting()
    const ask = () => memory.recall(['one'], read)
    expect([await ask(), await ask()]).toEqual([{ reads: 1 }, { reads: 1 }])
    expect(await memory.recall(['two'], read)).toEqual({ reads: 2 })
    const others = ['update "case" set "x" = 1', 'insert into "note" ("case")', 'replace into "note" ("case")']
    for (const sql of ['select * from "person"', ...others, 'begin immediate', 'commit', 'rollback']) memory.hear(sql)
    expect(await ask()).toEqual({ reads: 1 })
    const own = ['insert into "person" ("id")', 'replace into "person" ("id")', 'update "person" set']
    const writing = [...own, 'delete from "person"', 'with a as (delete)']
    for (const [index, sql] of writing.entries()) {
      memory.hear(sql)
      expect(await ask()).toEqual({ reads: 3 + 2 * index })
      expect(await ask()).toEqual({ reads: 3 + 2 * index })
      memory.forget()
      expect(await ask()).toEqual({ reads: 4 + 2 * index })
    }
  })

  it('keeps nothing that was being read while something was written', async () => {
    const memory = memoryOf(['person'])
    const read = counting()
    const begun = memory.recall(['one'], read)
    memory.hear('update "person" set')
    expect([await begun, await memory.recall(['one'], read)]).toEqual([{ reads: 1 }, { reads: 2 }])
  })

  it('remembers also that there is nobody, and begins anew when it is full', async () => {
    const memory = memoryOf(['person'], 2)
    const asked: string[] = []
    const ask = (key: string) =>
      memory.recall([key], async () => {
        asked.push(key)
        return null
      })
    for (const key of ['a', 'a', 'b', 'c', 'c', 'a']) await ask(key)
    expect(asked).toEqual(['a', 'b', 'c', 'a'])
  })

  it('lets nobody change what others are given', async () => {
    const { recall } = memoryOf(['person'])
    const list = await recall(['one'], async () => [{ names: ['Ingrid'] }])
    expect(() => list.pop()).toThrow(TypeError)
    expect(() => list[0]?.names.pop()).toThrow(TypeError)
  })
})

describe('a store', () => {
  const filled = async () => {
    const { store, path } = await temporaryStore()
    const people = [personToImport('Åse Vik'), personToImport('Terje Aas', { roles: ['employee', 'leader'] })]
    await store.importPeople(people, countingIds())
    const [id] = (await store.people()).map((one) => one.id)
    if (id === undefined) throw new Error('nobody was imported')
    return { store, path, id }
  }

  it('gives what was written in the same transaction, and what stood before where it was taken back', async () => {
    const { store, id } = await filled()
    const langNow = () => store.transaction(async ({ people }) => (await people.get(id))?.lang)
    expect(await langNow()).toBe('nb')
    const undone = store.transaction(async ({ people }) => {
      await people.setLang(id, 'nn')
      expect((await people.get(id))?.lang).toBe('nn')
      throw new Error('taken back')
    })
    await expect(undone).rejects.toThrow('taken back')
    expect(await langNow()).toBe('nb')
    await store.transaction(({ people }) => people.setLang(id, 'en'))
    expect(await langNow()).toBe('en')
  })

  it('sees at its next transaction what another program wrote into the file', async () => {
    const { store, path, id } = await filled()
    const nameNow = () => store.transaction(async ({ people }) => (await people.get(id))?.name)
    expect(await nameNow()).toMatch(/^(Åse Vik|Terje Aas)$/)
    const other = new Database(path)
    other.prepare('update person set name = ? where id = ?').run('Nora Vik', id)
    other.close()
    expect(await nameNow()).toBe('Nora Vik')
  })

  it('knows a leave and a stand-in as soon as they are written', async () => {
    const { store, id } = await filled()
    const leaveNow = () => store.transaction(async ({ people }) => (await people.get(id))?.leave ?? null)
    expect(await leaveNow()).toBeNull()
    await store.transaction(({ leaves }) => leaves.put(id, { from: '2026-03-02', until: '2026-03-06', looked: null }))
    expect(await leaveNow()).toMatchObject({ from: '2026-03-02', until: '2026-03-06' })
    await store.transaction(({ leaves }) => leaves.end(id))
    expect(await leaveNow()).toBeNull()
  })

  it('reads nobody anew for a chat that becomes known, but in which order their accounts stand', async () => {
    const { store, id } = await filled()
    const known = () => store.transaction(({ people }) => people.get(id))
    const accounts = () => store.transaction(({ people }) => people.accountsOf(id))
    await store.transaction(({ people }) => people.pair(id, { channel: 'test', tenant: 'fjordvik', user: 'another' }))
    const [before, [first, second]] = [await known(), await accounts()]
    if (!first || !second) throw new Error('nobody has two accounts')
    const chat = { channel: 'test', tenant: 'fjordvik', kind: 'personal', key: 'chat-1', address: 'here' } as const
    await store.transaction(({ places }) => places.remember(chat, second))
    expect(await accounts()).toEqual([second, first])
    expect(await known()).toBe(before)
  })

  it('knows a place anew where its address has changed, or it has come to life again', async () => {
    const { store } = await filled()
    const place = { channel: 'test', tenant: 'fjordvik', kind: 'personal', key: 'chat-1', address: 'first' } as const
    const now = () => store.transaction(({ places }) => places.byKey('chat-1'))
    const remember = (address: string) =>
      store.transaction(({ places }) =>
        places.remember({ ...place, address }, { channel: 'test', tenant: 'fjordvik', user: 'Åse Vik' }),
      )
    for (const address of ['first', 'first', 'second', 'first']) {
      await remember(address)
      expect((await now())?.address).toBe(address)
    }
    // It was known under another tenant before.
    await store.transaction(({ places }) => places.remember({ ...place, tenant: 'solvik' }, null))
    expect((await now())?.tenant).toBe('solvik')
    await store.transaction(({ places }) => places.markDead('chat-1', '2026-03-02T08:00:00.000Z'))
    expect(await now()).toBeNull()
    await remember('first')
    expect((await now())?.address).toBe('first')
  })
})
