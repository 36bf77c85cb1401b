/** Cases that were read before are not read again as long as they are the same, and never taken for what they are not. */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Case, Event } from '../../src/core/case.ts'
import { openStore } from '../../src/store/open.ts'
import { statesOf } from '../../src/store/states.ts'
import { followedBy, ingrid, registered, saveNew } from '../support/sample-case.ts'
import { temporaryStore, testKeys } from '../support/temporary-store.ts'

const { case: sample } = registered('a', 'FJ-1001')
const row = (version: number, name = 'a') => ({ id: `case_${name}` as const, version, state: JSON.stringify(sample) })

describe('cases as they were read last', () => {
  const counting = () => {
    const asked: string[] = []
    const read = (text: string): Case => {
      asked.push(text)
      return JSON.parse(text)
    }
    return { asked, read }
  }

  it('are read once in each version', () => {
    const states = statesOf()
    const { asked, read } = counting()
    const first = states.of(row(1), read)
    expect(states.of(row(1), read)).toBe(first)
    expect(states.of(row(2), read)).not.toBe(first)
    states.of(row(1), read)
    expect(asked).toHaveLength(3)
  })

  it('are known in the version in which they were read last, and in no other', () => {
    const states = statesOf()
    const state = states.of(row(2), counting().read)
    expect([1, 2, 3].map((version) => states.known('case_a', version))).toEqual([null, state, null])
    expect(states.known('case_b', 2)).toBeNull()
  })

  it('can be changed by nobody', () => {
    const state = statesOf().of(row(1), counting().read)
    expect(() => Object.assign(state, { ref: 'FJ-9' })).toThrow(TypeError)
  })

  it('go when there are too many, those first that nobody has asked for', () => {
    const { length } = row(1).state
    const states = statesOf(2 * length)
    const { asked, read } = counting()
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) states.of(row(1, name), read)
    expect(asked).toHaveLength(4)
  })

  it('are not read where they were just written', () => {
    const states = statesOf()
    const { asked, read } = counting()
    states.keep('case_a', 2, row(2).state, sample)
    expect(states.of(row(2), read)).toBe(sample)
    expect(asked).toEqual([])
  })

  it('are all forgotten when something was taken back', () => {
    const states = statesOf()
    const { asked, read } = counting()
    for (const one of [1, 2]) {
      states.of(row(1), read)
      if (one === 1) states.forget()
    }
    expect(asked).toHaveLength(2)
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
