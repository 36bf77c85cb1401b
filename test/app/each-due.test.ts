/** What falls due is carried out many at a time; a fault stays in its own, and what the store could not do is nobody's. */
import { expect, test } from 'vitest'
import { eachDue, type Recurring } from '../../src/app/act/each-due.ts'
import { remindOnce } from '../../src/app/act/index.ts'
import type { Store } from '../../src/ports.ts'
import { createTown, monday, type Town } from '../support/town.ts'
import { told, worry } from './story.ts'

/** Names that are due until they are carried out, or put off; and what became of each, in order. */
function names(list: string[], carryOut: (name: string) => Promise<void> = async () => undefined) {
  const due = new Set(list)
  const became: string[] = []
  const all: Recurring<string> = {
    come: async (_, most) => [...due].slice(0, most),
    carryOut: async (_, __, name) => {
      await carryOut(name)
      due.delete(name)
      became.push(`${name} done`)
      return 1
    },
    tell: (name, error) => became.push(`${name}: ${error instanceof Error ? error.message : error}`),
    putOff: async (_, name, until) => {
      due.delete(name)
      became.push(`${name} until ${until}`)
    },
  }
  return { all, became, due }
}

/** A town whose store does as `around` says with each transaction that is asked for. */
async function townWhere(around: { now(real: () => Promise<unknown>): Promise<unknown> }): Promise<Town> {
  const between = (real: Store): Store => ({
    ...real,
    transaction: <T>(work: Parameters<typeof real.transaction<T>>[0]) =>
      around.now(() => real.transaction(work)) as Promise<T>,
  })
  return createTown({ store: between })
}

test('all of it, however many, and many of them are asked for at once', async () => {
  const under = { now: 0, most: 0 }
  const town = await townWhere({
    async now(real) {
      under.now += 1
      under.most = Math.max(under.most, under.now)
      return real().finally(() => {
        under.now -= 1
      })
    },
  })
  const { all, became } = names(Array.from({ length: 75 }, (_, index) => `${index}`))
  under.most = 0
  expect(await eachDue(town.app, all)).toBe(75)
  expect([became.length, under.most]).toEqual([75, 32])
})

test('a fault stays in its own, which is put off for an hour', async () => {
  const town = await createTown()
  const { all, became } = names(['a', 'b', 'c'], async (name) => {
    if (name === 'b') throw new Error('broken')
  })
  expect(await eachDue(town.app, all)).toBe(2)
  expect(became.sort()).toEqual(['a done', 'b until 2026-11-02T09:00:00.000Z', 'b: broken', 'c done'])
  expect(monday).toBe('2026-11-02T08:00:00.000Z')
})

test('what the store could not begin is nobody’s fault: it stays due, and the next round carries it out', async () => {
  const store = { fails: false }
  const town = await townWhere({ now: (real) => (store.fails ? Promise.reject(new Error('locked')) : real()) })
  const { all, became, due } = names(['a', 'b'])
  const first: Recurring<string> = {
    ...all,
    come: (tx, most) => {
      store.fails = true
      return all.come(tx, most)
    },
  }
  await expect(eachDue(town.app, first)).rejects.toThrow('locked')
  expect([became, due.size]).toEqual([[], 2])
  store.fails = false
  expect(await eachDue(town.app, all)).toBe(2)
})

test('a reminder that could not be begun comes as soon as the store is there again', async () => {
  const store = { asked: 0, failsAt: 0 }
  const town = await townWhere({
    now(real) {
      store.asked += 1
      return store.asked === store.failsAt ? Promise.reject(new Error('locked')) : real()
    },
  })
  await worry(town)
  town.setClock('2026-11-20T08:00:00.000Z')
  // What is due is asked for first.
  store.failsAt = store.asked + 2
  await expect(remindOnce(town.app)).rejects.toThrow('locked')
  expect(await remindOnce(town.app)).toBe(3)
  await town.run()
  expect(told(town, 'reminder')).not.toEqual([])
})

test('a full disk is no fault of what was to be done: nothing of it is put off', async () => {
  const town = await createTown({ room: 40 })
  const { all, became, due } = names(['a', 'b'], async () => undefined)
  const filling: Recurring<string> = {
    ...all,
    carryOut: async (tx, app, name) => {
      for (let at = 0; at < 500; at += 1) await tx.words.put('case_a', `word_${name}${at}`, 'x'.repeat(4000))
      return all.carryOut(tx, app, name)
    },
  }
  await expect(eachDue(town.app, filling)).rejects.toThrow('is full')
  expect([became, due.size]).toEqual([[], 2])
})
