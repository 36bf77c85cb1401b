/** What people type is on the disk in no form that can be read, and opens only with its own key, case and place. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { WordId } from '../../src/core/ids.ts'
import { keyRing, seal, unseal } from '../../src/store/keys.ts'
import { openStore, StoreRefused } from '../../src/store/open.ts'
import { outgoing } from '../support/outgoing.ts'
import { countingIds, personToImport } from '../support/people.ts'
import { ingrid, saveTwo, start } from '../support/sample-case.ts'
import { afterTampering } from '../support/tamper.ts'
import { temporaryStore, testKeys } from '../support/temporary-store.ts'

const typed = ['Kari Nordmann', 'kommer sulten på skolen', 'Har noen møtt dette før? 🙂']
const key = (version: number) => ({ version, key: Buffer.alloc(32, version) })

async function withWords() {
  const opened = await temporaryStore()
  await opened.store.transaction(async (tx) => {
    for (const [index, text] of typed.entries()) await tx.words.put('case_a', `word_${index}`, text)
    await tx.words.put('case_b', 'word_b', 'of another case')
  })
  return opened
}

describe('words on the disk', () => {
  it('are in none of the bytes, while the store is open and after', async () => {
    const { store, path } = await withWords()
    await saveTwo(store.transaction, 'c', 'FJ-1001')
    await store.importPeople([personToImport('Terje Aas')], countingIds())
    await store.transaction(async (tx) => {
      await tx.secrets.put('test', 'installation', 'xoxb-a-token-of-the-channel')
      await tx.secrets.put('test', 'other', 'xoxb-forgotten-again')
      await tx.secrets.forget('test', 'other')
      await tx.drafts.put('draft_1', { person: ingrid, of: null, typed: { seen: 'gruer seg for friminuttet' } }, start)
      await tx.codes.put('K7QXP3MHTW', 'person_1', start)
      await tx.outbox.put([outgoing('1')])
      await tx.access.log({
        at: start,
        person: ingrid,
        case: 'case_a',
        what: 'note',
        verdict: 'read',
        roles: ['owner'],
      })
    })
    const secrets = [...typed, ...typed.flatMap((text) => text.split(' ').filter((word) => word.length > 4))]
    secrets.push('the words of', 'Have you met this before?', 'xoxb-', 'K7QXP3MHTW', 'gruer seg', 'friminuttet')
    const found = () => {
      const files = readdirSync(dirname(path)).map((file) => readFileSync(join(dirname(path), file)))
      return secrets.filter((text) => files.some((bytes) => bytes.includes(text) || bytes.includes(text, 0, 'utf16le')))
    }
    expect(readdirSync(dirname(path)).sort()).toEqual(['', '-lock', '-shm', '-wal'].map((end) => `test.sqlite${end}`))
    expect(found()).toEqual([])
    await store.close()
    expect(found()).toEqual([])
  })

  it('look different each time, though they are the same', () => {
    const [one, two] = [1, 2].map(() => seal(key(1).key, ['case_a', 'word_1'], Buffer.from('same')))
    expect(one).not.toEqual(two)
  })
})

describe('words that were erased', () => {
  it('have no key any more, and what is written later gets one of its own', async () => {
    const { store } = await withWords()
    await store.transaction((tx) => tx.words.erase('case_a'))
    const read = (ids: `word_${string}`[]) => store.transaction((tx) => tx.words.read('case_a', ids))
    expect(await read(['word_0', 'word_1'])).toEqual(new Map())
    expect(await store.transaction((tx) => tx.words.read('case_b', ['word_b']))).toEqual(
      new Map([['word_b', 'of another case']]),
    )
    await store.transaction((tx) => tx.words.put('case_a', 'word_new', 'anew'))
    expect(await read(['word_new'])).toEqual(new Map([['word_new', 'anew']]))
    await expect(read(['word_0'])).rejects.toThrow("can't be opened")
  })

  it('leave no trace of their key in the file', async () => {
    const { store, path } = await withWords()
    const database = new Database(path, { readonly: true })
    const keys = database.prepare<[], { sealed: Buffer }>(`select sealed from case_key where "case" = 'case_a'`)
    const [key] = keys.all()
    database.close()
    await store.transaction((tx) => tx.words.erase('case_a'))
    await store.close()
    const files = readdirSync(dirname(path)).map((file) => readFileSync(join(dirname(path), file)))
    expect(key?.sealed).toHaveLength(60)
    expect(files.some((bytes) => bytes.includes(key?.sealed ?? ''))).toBe(false)
  })

  it('are there still where the transaction that erased them did not hold', async () => {
    const { store } = await withWords()
    const failing = store.transaction(async (tx) => {
      await tx.words.erase('case_a')
      throw new Error('not now')
    })
    await expect(failing).rejects.toThrow('not now')
    const read = await store.transaction((tx) => tx.words.read('case_a', ['word_0']))
    expect(read).toEqual(new Map([['word_0', typed[0]]]))
  })
})

describe('sealed words', () => {
  it.each([
    ['exchanged within their case', `(select sealed from word where id = 'word_1')`],
    ['taken from another case', `(select sealed from word where id = 'word_b')`],
    ['changed', `zeroblob(length(sealed))`],
    ['cut short', `substr(sealed, 1, 10)`],
  ])('do not open when %s', async (_, sealed) => {
    const sql = `update word set sealed = ${sealed} where id = 'word_0'`
    const read = afterTampering(await withWords(), sql, ({ transaction }) =>
      transaction((tx) => tx.words.read('case_a', ['word_0'])),
    )
    await expect(read).rejects.toThrow("word_0 of case_a can't be opened")
  })

  it('do not open in a case they were moved to, even with their key', async () => {
    const sql = `update word set "case" = 'case_b' where id = 'word_0';
      update case_key set sealed = (select sealed from case_key where "case" = 'case_a') where "case" = 'case_b'`
    const read = afterTampering(await withWords(), sql, ({ transaction }) =>
      transaction((tx) => tx.words.read('case_b', ['word_0'])),
    )
    await expect(read).rejects.toThrow('the key of case_b')
    const sealed = seal(key(1).key, ['case_a', 'word_0'], Buffer.from('hei'))
    expect(unseal(key(1).key, ['case_b', 'word_0'], sealed)).toBeNull()
    expect(unseal(key(1).key, ['case_a', 'word_0'], sealed)?.toString()).toBe('hei')
  })

  it('are absent once their key is destroyed, and the rest of the store goes on', async () => {
    const sql = `delete from case_key where "case" = 'case_a'`
    await afterTampering(await withWords(), sql, ({ transaction }) =>
      transaction(async (tx) => {
        expect(await tx.words.read('case_a', ['word_0'])).toEqual(new Map())
        expect((await tx.words.read('case_b', ['word_b'])).get('word_b')).toBe('of another case')
      }),
    )
  })
})

describe('a secret of a channel', () => {
  const withSecrets = async () => {
    const opened = await temporaryStore()
    await opened.store.transaction(async ({ secrets }) => {
      await secrets.put('test', 'a', 'the first')
      await secrets.put('test', 'b', 'the second')
    })
    return opened
  }

  it.each([
    ['exchanged for another', `(select sealed from secret where name = 'b')`],
    ['changed', 'zeroblob(length(sealed))'],
  ])('does not open when %s', async (_, sealed) => {
    const sql = `update secret set sealed = ${sealed} where name = 'a'`
    const read = afterTampering(await withSecrets(), sql, ({ transaction }) =>
      transaction((tx) => tx.secrets.get('test', 'a')),
    )
    await expect(read).rejects.toThrow("secret test a can't be opened")
  })

  it('needs its master key as words do, and is sealed anew with the newest', async () => {
    const { store, path } = await withSecrets()
    await store.close()
    await expect(openStore({ path, keys: [key(2)] })).rejects.toThrow('Master key 1 is missing')
    const both = await openStore({ path, keys: [key(1), key(2)] })
    expect(await both.rewrap()).toEqual({ cases: 0, secrets: 2 })
    expect(await both.rewrap()).toEqual({ cases: 0, secrets: 0 })
    await both.close()
    const newest = await openStore({ path, keys: [key(2)] })
    expect(await newest.transaction((tx) => tx.secrets.get('test', 'b'))).toBe('the second')
    await newest.close()
  })
})

describe('the key of a case', () => {
  it('made in a transaction that came to nothing is not used again', async () => {
    const { store, path } = await temporaryStore()
    const failed = store.transaction(async (tx) => {
      await tx.words.put('case_a', 'word_1', 'lost')
      throw new Error('undone')
    })
    await expect(failed).rejects.toThrow('undone')
    await store.transaction((tx) => tx.words.put('case_a', 'word_1', 'kept'))
    await store.close()
    const again = await openStore({ path, keys: testKeys })
    const read = await again.transaction((tx) => tx.words.read('case_a', ['word_1']))
    await again.close()
    expect(read.get('word_1')).toBe('kept')
  })
})

describe('master keys', () => {
  it('that are wrong or missing stop the start, and say which', async () => {
    const { store, path } = await withWords()
    await store.close()
    const wrong = openStore({ path, keys: [{ version: 1, key: Buffer.alloc(32, 9) }] })
    await expect(wrong).rejects.toThrow(StoreRefused)
    await expect(wrong).rejects.toThrow('Master key 1 is not the one')
    await expect(openStore({ path, keys: [key(2)] })).rejects.toThrow('Master key 1 is missing')
    await expect(openStore({ path, keys: [] })).rejects.toThrow('make-key')
    expect(() => keyRing([{ version: 3, key: Buffer.alloc(16) }])).toThrow('Master key 3 must be 32 bytes')
    await (await openStore({ path, keys: testKeys })).close()
  })

  it('can be changed: the newest seals what is new, and in time everything', async () => {
    const { store, path } = await withWords()
    await store.close()
    const both = await openStore({ path, keys: [key(1), key(2)] })
    await both.transaction((tx) => tx.words.put('case_new', 'word_new', 'sealed by the second'))
    expect(await both.rewrap()).toEqual({ cases: 2, secrets: 0 })
    expect(await both.rewrap()).toEqual({ cases: 0, secrets: 0 })
    await both.close()
    await expect(openStore({ path, keys: [key(1)] })).rejects.toThrow('Master key 2 is missing')
    const newest = await openStore({ path, keys: [key(2)] })
    const read = await newest.transaction((tx) => tx.words.read('case_a', ['word_0', 'word_1', 'word_2']))
    expect([...read.values()]).toEqual(typed)
    await newest.close()
  })
})

it('words that were erased are closed, whatever else was asked for beside it', async () => {
  const { store } = await withWords()
  const read = (...ids: WordId[]) => store.transaction((tx) => tx.words.read('case_a', ids))
  expect((await read('word_0')).size).toBe(1)
  await store.transaction((tx) =>
    Promise.all([tx.cases.open(), tx.words.erase('case_a'), tx.words.read('case_a', ['word_0'])]),
  )
  expect((await read('word_0')).size).toBe(0)
  await store.transaction((tx) => tx.words.put('case_a', 'word_3', 'of later'))
  expect([...(await read('word_3')).values()]).toEqual(['of later'])
})
