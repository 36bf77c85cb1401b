/**
 * The people of `sample.ts` in a directory of their own, each as somebody who looks at a case: for tests of who is shown what.
 * Nobody here exists; each is called as the tests call them.
 */
import { onTestFinished } from 'vitest'
import { type Viewer, viewerFor } from '../../src/app/see/index.ts'
import type { Entry } from '../../src/core/case.ts'
import type { Day, Instant, WordId } from '../../src/core/ids.ts'
import type { LogFields } from '../../src/log.ts'
import type { PersonToImport } from '../../src/person-rows.ts'
import type { Ids, Tx } from '../../src/ports.ts'
import type { Story } from './given.ts'
import { personToImport } from './people.ts'
import { calendar, models, on, type PersonName, people, startDay } from './sample.ts'
import { temporaryStore } from './temporary-store.ts'

export type Looking = {
  /** The one transaction in which the whole test looks. */
  tx: Tx
  /** Somebody looking at what is in their home, unless another municipality is named. */
  viewer(name: PersonName, day?: Day | Instant, municipality?: string): Promise<Viewer>
  /** Keeps a story's case with its words: `word_seen` reads as is given, or «seen». */
  keep(story: Story, words?: Record<WordId, string>): Promise<void>
  /** What was logged as an error. */
  errors: LogFields[]
}

/** What differs from `sample.ts`: another name, post or mail address, or a second post. */
type Changes = Partial<Record<PersonName, Partial<PersonToImport>>>

export async function looking(changes: Changes = {}, more: PersonToImport[] = []): Promise<Looking> {
  const { store } = await temporaryStore()
  const imported = await store.importPeople([...staff(changes), ...more], idsInTurn())
  if ('conflicts' in imported) throw new Error(JSON.stringify(imported.conflicts))
  const tx = await new Promise<Tx>((begun) => {
    void store.transaction((tx) => {
      begun(tx)
      return new Promise<void>((end) => onTestFinished(() => end()))
    })
  })
  const errors: LogFields[] = []
  const nothing = () => undefined
  const log = {
    error: (_: string, fields: LogFields = {}) => void errors.push(fields),
    warn: nothing,
    info: nothing,
    debug: nothing,
  }
  const municipalities = new Map(Object.entries(models).map(([code, model]) => [code, { model, calendar }]))
  return {
    ...{ tx, errors },
    async viewer(name, day = startDay, municipality) {
      const person = await tx.people.get(people[name].person)
      if (!person) throw new Error(`nobody is ${name}`)
      const now = day.length === 10 ? on(day) : day
      return viewerFor({ municipalities, log, clock: { now: () => now } }, tx, person, municipality)
    },
    async keep({ state, entries }, words = {}) {
      for (const id of wordsOf(entries)) await tx.words.put(state.id, id, words[id] ?? `«${id.slice(5)}»`)
      await tx.cases.save({ case: state, version: null, entries, command: 'concern.register', nextAt: null })
    },
  }
}

function wordsOf(entries: Entry[]): Set<WordId> {
  const found = JSON.stringify(entries).matchAll(/word_(\w+)/g)
  return new Set(found.map(([, name]): WordId => `word_${name}`))
}

const names = Object.keys(people).filter((name): name is PersonName => name !== 'system')

function staff(changes: Changes): PersonToImport[] {
  return names.flatMap((name) =>
    people[name].posts.map((post) => personToImport(called(name), { ...post, ...changes[name] })),
  )
}

/** As `person_other-head` is called `Other head`. */
function called(name: PersonName): string {
  const words = idOf(name).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Each has the id by which the stories of the core know them; what is imported besides has one that counts. */
function idsInTurn(): Ids {
  const left = names.map((name) => idOf(name))
  let count = 0
  return { next: (kind) => `${kind}_${left.shift() ?? `other-${++count}`}` }
}

function idOf(name: PersonName): string {
  return people[name].person.replace('person_', '')
}
