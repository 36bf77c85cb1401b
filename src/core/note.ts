/** Notes: free entries in the log, and bright spots (lysglimt) among them. A correction adds a new text; the old one stays in the history. */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened } from './decision.ts'
import { heldBack } from './family-member.ts'
import type { Instant, NoteId, PersonId, TopicCode, WordId } from './ids.ts'
import { line, type Notice } from './notice.ts'
import { refuse } from './refusal.ts'

/** `aboutOthers`: whether it says something of others than the child and its family; null where nobody has looked. */
export type Note = {
  id: NoteId
  topic: TopicCode
  by: PersonId
  aboutOthers: boolean | null
  /** Whether it tells of something that goes well; not there where it was not said. */
  bright?: true
  texts: { text: WordId; at: Instant }[]
}

export type NoteCommand =
  | { type: 'note.add'; note: NoteId; topic: TopicCode; text: WordId; aboutOthers?: boolean | null; bright?: boolean }
  | { type: 'note.correct'; note: NoteId; text: WordId; aboutOthers?: boolean | null }

export type NoteEvent =
  | {
      type: 'note.added'
      note: NoteId
      topic: TopicCode
      text: WordId
      by: PersonId
      aboutOthers?: boolean
      bright?: true
    }
  | { type: 'note.corrected'; note: NoteId; text: WordId; aboutOthers?: boolean }

/** Only its writer corrects a note. */
export function decideNote(state: Case, command: NoteCommand, { actor, policy }: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  if (actor.kind === 'system') return refuse('not-permitted')
  switch (command.type) {
    case 'note.add':
      if (!policy.topics.includes(command.topic)) return refuse('topic-unknown', { field: 'topic' })
      return happened(added(command, actor.person))
    case 'note.correct': {
      const note = state.notes.find(({ id }) => id === command.note)
      if (!note) return refuse('not-found')
      if (note.by !== actor.person) return refuse('not-permitted', { may: ['writer'] })
      return happened({ ...withMark(command), type: 'note.corrected' })
    }
  }
}

function added(command: Extract<NoteCommand, { type: 'note.add' }>, by: PersonId): NoteEvent {
  const { bright, ...note } = withMark(command)
  return { ...note, type: 'note.added', by, ...(bright ? { bright } : {}) }
}

/** Nothing is kept of a form in which that was not asked yet: then nobody has looked. */
export function withMark<C extends { aboutOthers?: boolean | null }>(
  command: C,
): Omit<C, 'aboutOthers'> & { aboutOthers?: boolean } {
  const { aboutOthers, ...rest } = command
  return aboutOthers === undefined || aboutOthers === null ? rest : { ...rest, aboutOthers }
}

export function evolveNote(state: Case, event: NoteEvent, at: Instant): Case {
  switch (event.type) {
    case 'note.added': {
      const { type: _, note: id, text, aboutOthers = null, ...rest } = event
      return { ...state, notes: [...state.notes, { id, ...rest, aboutOthers, texts: [{ text, at }] }] }
    }
    case 'note.corrected': {
      const { note, text, aboutOthers = null } = event
      const texts = state.notes.find(({ id }) => id === note)?.texts ?? []
      const notes = changed(state.notes, note, { texts: [...texts, { text, at }], aboutOthers })
      return { ...state, notes, family: heldBack(state.family, note) }
    }
  }
}

export function noticesOfNote(event: NoteEvent): Notice[] {
  switch (event.type) {
    case 'note.added':
    case 'note.corrected':
      return [line({ line: 'note-added', subject: event.note })]
  }
}
