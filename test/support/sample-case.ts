/** Cases of the fictional municipality Fjordvik, told by their log, for tests of what stores and shows them. */
import type { Case, Entry, Event } from '../../src/core/case.ts'
import { evolve } from '../../src/core/evolve.ts'
import type { CaseId, Instant, PersonId, WordId } from '../../src/core/ids.ts'
import type { Tx } from '../../src/ports.ts'

export const ingrid: PersonId = 'person_ingrid'
export const mari: PersonId = 'person_mari'
export const jonas: PersonId = 'person_jonas'
export const start: Instant = '2026-11-02T08:00:00.000Z'

export type Told = { case: Case; entries: Entry[] }

/** The first entry of a case at Fjordvik skole, registered by Ingrid; its words are `word_<name>_about` and `_seen`. */
export function registered(name: string, ref: string, change: { municipality?: string; unit?: string } = {}): Told {
  const event: Event = {
    ...{ type: 'concern.registered', case: `case_${name}`, ref, unit: 'fjordvik-skole', service: 'skole' },
    ...{ about: `word_${name}_about`, seen: `word_${name}_seen`, targetGroup: 'child', environment: false },
    ...{ owner: ingrid, municipality: 'fjordvik', ...change },
  }
  return told([{ at: start, by: ingrid, event }])
}

/** The case after more events by Ingrid. `entries` are the new ones alone. */
export function followedBy(before: Case, ...events: Event[]): Told {
  const entries = events.map((event): Entry => ({ at: '2026-11-03T08:00:00.000Z', by: ingrid, event }))
  return told(entries, before)
}

/** Saves a new case with the words it speaks of. */
export async function saveNew(tx: Tx, { case: state, entries }: Told, nextAt: Instant | null = null): Promise<void> {
  for (const word of [state.about, state.concern.seen]) await tx.words.put(state.id, word, `the words of ${word}`)
  await tx.cases.save({ case: state, version: null, entries, command: 'concern.register', nextAt })
}

/** Registers a case and adds a question to Jonas: two entries in two transactions, with three words. */
export async function saveTwo(transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, name: string, ref: string) {
  const first = registered(name, ref)
  const id: CaseId = first.case.id
  const text: WordId = `word_${name}_asked`
  const second = followedBy(first.case, { type: 'concern.asked', question: `question_${name}`, to: jonas, text })
  await transaction((tx) => saveNew(tx, first))
  await transaction(async (tx) => {
    await tx.words.put(id, text, 'Have you met this before?')
    await tx.cases.save({
      case: second.case,
      version: 1,
      entries: second.entries,
      command: 'concern.ask',
      nextAt: null,
    })
  })
  return second.case
}

function told(entries: Entry[], before: Case | null = null): Told {
  const state = entries.reduce<Case | null>(evolve, before)
  if (!state) throw new Error('a case begins with an entry')
  return { case: state, entries }
}
