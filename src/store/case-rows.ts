/** How a case lies in the file: its row, its notes, which have rows of their own, and the indexes of who stands in it and which units it may come to. */
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Case } from '../core/case.ts'
import type { CaseId, PersonId, UnitCode } from '../core/ids.ts'
import { isForKeOnceThere } from '../core/ke.ts'
import { columns, query, refuseWhenOver, statement } from './statement.ts'
import type { Standing, States } from './states.ts'
import type { CaseTable, Db } from './tables.ts'

/** The case as it stands, or undefined where there is none. Throws where it can't be read: nobody is to take it for a case there is not. */
export function standingOf(db: Db, states: States, id: CaseId): Standing | undefined {
  refuseWhenOver(db)
  const known = states.get(id)
  if (known) return known
  const row = rowOf.first(db, { id })
  return row && read(states, row, notesOf.all(db, { id }))
}

/** Those of the cases that there are, in the order in which they are asked for; null stands for one that can't be read. */
export function standingsOf(db: Db, states: States, ids: CaseId[]): { id: CaseId; standing: Standing | null }[] {
  refuseWhenOver(db)
  const all = new Map<CaseId, Standing | null>()
  for (const id of ids) {
    const known = states.get(id)
    if (known) all.set(id, known)
  }
  const ofOthers = { ids: JSON.stringify(ids.filter((id) => !all.has(id))) }
  const rows = all.size === ids.length ? [] : rowsOf.all(db, ofOthers)
  const notes =
    rows.length === 0 ? new Map<CaseId, Note[]>() : Map.groupBy(notesOfAll.all(db, ofOthers), (one) => one.case)
  for (const row of rows)
    all.set(
      row.id,
      ifReadable(() => read(states, row, notes.get(row.id) ?? [])),
    )
  return ids.flatMap((id) => {
    const standing = all.get(id)
    return standing === undefined ? [] : [{ id, standing }]
  })
}

type Row = Pick<CaseTable, (typeof shape)[number]>
type Note = { state: string }

const shape = ['id', 'version', 'last_seq', 'head', 'state'] as const
const rowOf = statement(({ id }: { id: CaseId }) => query.selectFrom('case').select(shape).where('id', '=', id))
/** In their order. */
export const notesOf = statement(({ id }: { id: CaseId }) =>
  query.selectFrom('note').select(['number', 'state']).where('case', '=', id).orderBy('number'),
)
/** `ids` as a list in JSON: a statement has room for some thousands. */
const rowsOf = statement(({ ids }: { ids: string }) =>
  query.selectFrom('case').select(shape).where(sql<boolean>`id in (select value from json_each(${ids}))`),
)
const notesOfAll = statement(({ ids }: { ids: string }) => {
  const theirs = sql<boolean>`"case" in (select value from json_each(${ids}))`
  return query.selectFrom('note').select(['case', 'state']).where(theirs).orderBy('case').orderBy('number')
})

function read(states: States, { version, last_seq: seq, head: hash, state }: Row, notes: Note[]): Standing {
  const stored = { case: readState(state, notes), version }
  return states.keep({ stored, end: { seq, hash } }, state.length)
}

/** The case that these texts are of. Throws when the first is no case, or one of the others no JSON. */
export function readState(text: string, notes: Note[]): Case {
  const state = stateSchema.parse(JSON.parse(text))
  return { ...state, notes: notes.map((note): Case['notes'][number] => JSON.parse(note.state)) }
}

/** We wrote it; the shape is looked at, not judged field by field. `verify` compares it with the log. */
const stateSchema = z.custom<Omit<Case, 'notes'>>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['id', 'municipality', 'ref', 'concern', 'participants'].every((key) => key in value),
)

/** Null for text that is no JSON, or not of the shape: somebody else has written it. */
export function ifReadable<T>(read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    throw error
  }
}

/** What stands in columns of its own besides the state, because it is searched for. */
export function columnsOf(state: Case) {
  const { municipality, ref, unit, status, level, holder } = state
  const raised = isForKeOnceThere(state) ? (1 as const) : (0 as const)
  return { municipality, ref, unit, status, level, holder, raised_to_ke: raised }
}

/** All of it but its notes. */
export function textOf({ notes: _, ...state }: Case): string {
  return JSON.stringify(state)
}

/** Writes those notes that are not as they stood before; all of them where that is not known. */
export function writeNotes(db: Db, { id, notes }: Case, before: Case | null): void {
  if (!before || before.notes.length > notes.length) removeNotes.run(db, { id })
  const stood = before && before.notes.length <= notes.length ? before.notes : []
  notes.forEach((note, number) => {
    if (stood[number] !== note) putNote.run(db, { case: id, number, state: JSON.stringify(note) })
  })
}

const removeNotes = statement(({ id }: { id: CaseId }) => query.deleteFrom('note').where('case', '=', id))
const putNote = statement((note: { case: CaseId; number: number; state: string }) =>
  query.replaceInto('note').values(columns(note, ['case', 'number', 'state'])),
)

/** Everybody who stands in the case, each once and in order. */
export function peopleIn({ owner, holder, deputy, handOver, participants, concern, contacts }: Case): PersonId[] {
  const found = [
    ...[owner, holder, deputy?.person, handOver?.to],
    ...participants.map(({ person }) => person),
    ...concern.questions.map(({ to }) => to),
    ...contacts.map(({ person }) => person),
  ]
  return [...new Set(found.filter((person) => person !== null && person !== undefined))].sort()
}

/** The units that are asked to receive the case, or have said what they can, each once and in order: none where it is closed. */
export function receiversIn({ status, transitions }: Case): UnitCode[] {
  const units = transitions.flatMap((one) => (one.status === 'planned' && one.unit ? [one.unit] : []))
  return status === 'open' ? [...new Set(units)].sort() : []
}

/** Writes who stands in the case, and to which units it may come. What most saves leave as it was is not written again. */
export function writeIndexes(db: Db, state: Case, before: Case | null): void {
  writePeople(db, state, before)
  writeReceivers(db, state, before)
}

function writePeople(db: Db, state: Case, before: Case | null): void {
  const people = peopleIn(state)
  if (before && isDeepStrictEqual(peopleIn(before), people)) return
  removePeople.run(db, { id: state.id })
  for (const person of people) putPerson.run(db, { person, case: state.id })
}

const removePeople = statement(({ id }: { id: CaseId }) => query.deleteFrom('case_person').where('case', '=', id))
const putPerson = statement((row: { person: PersonId; case: CaseId }) =>
  query.insertInto('case_person').values(columns(row, ['person', 'case'])),
)

function writeReceivers(db: Db, state: Case, before: Case | null): void {
  const units = receiversIn(state)
  if (before && isDeepStrictEqual(receiversIn(before), units)) return
  removeReceivers.run(db, { id: state.id })
  for (const unit of units) putReceiver.run(db, { unit, case: state.id })
}

const removeReceivers = statement(({ id }: { id: CaseId }) => query.deleteFrom('case_receiver').where('case', '=', id))
const putReceiver = statement((row: { unit: UnitCode; case: CaseId }) =>
  query.insertInto('case_receiver').values(columns(row, ['unit', 'case'])),
)
