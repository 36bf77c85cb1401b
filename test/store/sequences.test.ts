/** Whatever happens in a case, its row, its log and its chain tell the same: random sequences, saved and verified. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Entry } from '../../src/core/case.ts'
import { fold } from '../../src/core/evolve.ts'
import type { CaseId, WordId } from '../../src/core/ids.ts'
import type { OpenStore } from '../../src/store/open.ts'
import { coreProperty } from '../support/core-model.ts'
import { other, standard } from '../support/sample.ts'
import { temporaryStore } from '../support/temporary-store.ts'

/** Each log as that of a case of its own: the sequences number theirs from one. */
function asCase(log: Entry[], number: number): Entry[] {
  const renamed: Entry[] = JSON.parse(
    JSON.stringify(log).replaceAll('"case_1"', `"case_s${number}"`).replaceAll('"word_', `"word_s${number}_`),
  )
  const [first, ...rest] = renamed
  if (first?.event.type !== 'concern.registered') throw new Error('a log begins with a concern')
  return [{ ...first, event: { ...first.event, case: `case_s${number}`, ref: `FJ-${number}` } }, ...rest]
}

function wordsIn(entries: Entry[]): WordId[] {
  return [...new Set(JSON.stringify(entries).match(/word_[\w-]+/g) ?? [])].filter((id): id is WordId =>
    id.startsWith('word_'),
  )
}

/** In three transactions, so that a chain goes on from what was saved before. */
async function save(store: OpenStore, id: CaseId, log: Entry[]): Promise<void> {
  const known = new Set<WordId>()
  const third = Math.ceil(log.length / 3)
  for (let from = 0, version = 0; from < log.length; from += third, version += 1) {
    const entries = log.slice(from, from + third)
    await store.transaction(async (tx) => {
      for (const word of wordsIn(entries).filter((one) => !known.has(one))) {
        known.add(word)
        await tx.words.put(id, word, `the words of ${word}`)
      }
      const state = fold(log.slice(0, from + third))
      if (!state) throw new Error('nothing happened')
      const stored = await tx.cases.get(id)
      await tx.cases.save({
        case: state,
        version: stored?.version ?? null,
        entries,
        command: `save ${version}`,
        nextAt: null,
      })
    })
  }
}

it('keeps chain, log and row at one after any sequence of commands', { timeout: 120_000 }, async () => {
  const { store } = await temporaryStore()
  const logs: Entry[][] = []
  for (const policy of [standard, other]) {
    fc.assert(
      coreProperty(policy, undefined, (log) => logs.push(structuredClone(log))),
      { numRuns: 250 },
    )
  }
  expect(logs.length).toBe(500)
  for (const [index, log] of logs.entries()) await save(store, `case_s${index}`, asCase(log, index))
  expect(await store.verifyAll()).toEqual({ cases: 500, faults: [] })
})
