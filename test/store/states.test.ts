/** Cases that were read before are not read again as long as they are the same, and never taken for what they are not. */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Case, Event } from '../../src/core/case.ts'
import { openStore } from '../../src/store/open.ts'
import { statesOf } from '../../src/store/states.ts'
import { followedBy, ingrid, registered, saveNew } from '../support/sample-case.ts'
import { temporaryStore, testKeys } from '../support/temporary-store.ts'

const { case: sample } = registered('a', 'FJ-1001')
const named = (name: string): Case => ({ ...structuredClone(sample), id: `case_${name}` })
const standing = (version: number, state = named('a')) => ({
  stored: { version, case: state },
  end: { seq: version, hash: 'h' },
})

describe('cases as they stand', () => {
  it('are given in the version that was kept last', () => {
    const states = statesOf()
    const [first, second] = [standing(1), standing(2)]
    states.keep(first, 10)
    expect(states.get('case_a')).toBe(first)
    states.keep(second, 10)
    expect(states.get('case_a')).toBe(second)
    expect(states.get('case_b')).toBeUndefined()
  })

  it('can be changed by nobody', () => {
    const { stored } = statesOf().keep(standing(1), 10)
    const { case: state } = stored
    expect(() => Object.assign(stored, { version: 99 })).toThrow(TypeError)
    expect(() => Object.assign(state, { ref: 'FJ-9' })).toThrow(TypeError)
    expect(() => Object.assign(state.concern, { seen: 'word_b' })).toThrow(TypeError)
  })

  it('go when there are too many, those first that nobody has asked for', () => {
    const states = statesOf(20)
    for (const name of ['a', 'b']) states.keep(standing(1, named(name)), 10)
    states.get('case_a')
    states.keep(standing(1, named('c')), 10)
    expect(['a', 'b', 'c'].filter((name) => states.get(`case_${name}`))).toEqual(['a', 'c'])
  })

  it('go sooner where they have many notes', () => {
    const states = statesOf(2500)
    const note = { id: 'note_a', by: 'person_a', topic: 'other', aboutOthers: null, texts: [] } as const
    const long = { ...named('b'), notes: Array.from({ length: 12 }, () => ({ ...note, texts: [] })) }
    states.keep(standing(1), 100)
    states.keep(standing(1, long), 100)
    expect(['a', 'b'].filter((name) => states.get(`case_${name}`))).toEqual(['b'])
  })

  it('are all forgotten when something was taken back', () => {
    const states = statesOf()
    states.keep(standing(1), 10)
    states.forget()
    expect(states.get('case_a')).toBeUndefined()
  })
})

it('of two changes of a case of which the first was taken back, the second is read', async () => {
  const { store } = await temporaryStore()
  const begun = registered('a', 'FJ-1001')
  await store.transaction((tx) => saveNew(tx, begun))
  const change = (event: Event, isTakenBack: boolean) =>
    store.transaction(async (tx) => {
      const { case: state, entries } = followedBy(begun.case, event)
      await tx.cases.save({ case: state, version: 1, entries, command: 'case.shield', nextAt: null })
      const seen = await tx.cases.ofUnit('fjordvik', 'fjordvik-skole')
      if (isTakenBack) throw new Error('taken back')
      return seen
    })
  const talk: Event = { type: 'concern.talked', day: '2026-11-03', way: null }
  const first = change({ type: 'case.shielded' }, true)
  const second = change(talk, false)
  await expect(first).rejects.toThrow('taken back')
  const [kept] = await second
  expect([kept?.case.shielded ?? false, kept?.case.concern.talkHeld]).toEqual([false, '2026-11-03'])
})

it('a list keeps its order, and the newest of each, whichever of its cases were read before', async () => {
  const { store, path } = await temporaryStore()
  const begun = ['a', 'b', 'c'].map((name, index) => registered(name, `FJ-100${index + 1}`))
  await store.transaction(async (tx) => {
    for (const one of begun) await saveNew(tx, one)
  })
  await store.close()
  const again = await openStore({ path, keys: testKeys })
  onTestFinished(() => again.close())
  const seen = await again.transaction(async (tx) => {
    const known = await tx.cases.get('case_b')
    const listed = await tx.cases.ofUnit('fjordvik', 'fjordvik-skole')
    expect(listed[1]?.case).toBe(known?.case)
    const { case: state, entries } = followedBy(begun[2]?.case ?? sample, { type: 'case.shielded' })
    await tx.cases.save({ case: state, version: 1, entries, command: 'case.shield', nextAt: null })
    return [listed, await tx.cases.of(ingrid)]
  })
  const told = seen.map((list) => list.map(({ case: { id, shielded }, version }) => [id, version, shielded === true]))
  const before = ['case_a', 'case_b', 'case_c'].map((id) => [id, 1, false])
  expect(told).toEqual([before, [...before.slice(0, 2), ['case_c', 2, true]]])
})

describe('a case', () => {
  const begun = registered('a', 'FJ-1001')
  const other = registered('b', 'FJ-1002')

  async function both() {
    const opened = await temporaryStore()
    await opened.store.transaction(async (tx) => {
      for (const one of [begun, other]) await saveNew(tx, one)
    })
    return opened
  }

  it('is answered from memory to no work that is over', async () => {
    const { store } = await both()
    const late = await store.transaction(async (tx) => ({ get: () => tx.cases.get('case_a') }))
    await expect(late.get()).rejects.toThrow('the transaction is over')
  })

  it('whose save is refused, and caught, is as it was, and can be saved', async () => {
    const { store } = await both()
    const { case: state, entries } = followedBy(begun.case, { type: 'case.shielded' })
    const change = { case: state, version: 1, entries, command: 'case.shield', nextAt: null }
    const taken = { ...change, case: { ...state, ref: 'FJ-1002' } }
    await store.transaction((tx) => tx.cases.save(taken).catch(() => undefined))
    expect(await store.verifyAll()).toEqual({ cases: 2, faults: [] })
    await store.transaction((tx) => tx.cases.save(change))
    expect((await store.transaction((tx) => tx.cases.get('case_a')))?.version).toBe(2)
    expect(await store.verifyAll()).toEqual({ cases: 2, faults: [] })
  })
})
