/**
 * Looks on at what is saved, so that a year can be counted without asking: every case as it is now, what happened in it, and
 * what each message was put into the outbox for. Changes nothing.
 */
import type { Case, Entry } from '../src/core/case.ts'
import type { CaseId } from '../src/core/ids.ts'
import type { Outgoing, Store, Tx } from '../src/ports.ts'

export type Eye = {
  cases: Map<CaseId, Case>
  /** What each direct message is about, by its id. */
  letters: Map<Outgoing['id'], Outgoing>
  /** What has happened since the last call. */
  happened(): { state: Case; entry: Entry }[]
  /** How many transactions were begun so far. */
  transactions(): number
  /** To be looked at from now on. */
  over(store: Store): Store
  /** What is done in a transaction that somebody else begins; seen as done when it is. */
  within(work: (tx: Tx) => Promise<void>): (tx: Tx) => Promise<void>
}

type Seen = { cases: { state: Case; entries: Entry[] }[]; rows: Outgoing[] }

export function createEye(): Eye {
  const cases: Eye['cases'] = new Map()
  const letters: Eye['letters'] = new Map()
  let entries: { state: Case; entry: Entry }[] = []
  let transactions = 0
  const keep = (seen: Seen) => {
    for (const { state, entries: made } of seen.cases) {
      cases.set(state.id, state)
      entries.push(...made.map((entry) => ({ state, entry })))
    }
    for (const row of seen.rows) if (row.verb === 'direct') letters.set(row.id, row)
  }
  return {
    cases,
    letters,
    transactions: () => transactions,
    happened() {
      const all = entries
      entries = []
      return all
    },
    within: (work) => async (tx) => {
      const seen: Seen = { cases: [], rows: [] }
      await work(watched(tx, seen))
      keep(seen)
    },
    over: (store) => ({
      ...store,
      async transaction(work) {
        const seen: Seen = { cases: [], rows: [] }
        transactions += 1
        const done = await store.transaction((tx) => work(watched(tx, seen)))
        // What was undone has not happened.
        keep(seen)
        return done
      },
    }),
  }
}

function watched(tx: Tx, seen: Seen): Tx {
  return {
    ...tx,
    cases: {
      ...tx.cases,
      async save(change) {
        await tx.cases.save(change)
        seen.cases.push({ state: change.case, entries: change.entries })
      },
    },
    outbox: {
      ...tx.outbox,
      async put(rows) {
        await tx.outbox.put(rows)
        seen.rows.push(...rows)
      },
    },
  }
}
