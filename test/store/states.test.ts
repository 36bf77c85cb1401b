/** Cases that were read before are not read again as long as they are the same, and never taken for what they are not. */
import { describe, expect, it } from 'vitest'
import type { Case, Event } from '../../src/core/case.ts'
import { statesOf } from '../../src/store/states.ts'
import { followedBy, registered, saveNew } from '../support/sample-case.ts'
import { temporaryStore } from '../support/temporary-store.ts'

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
