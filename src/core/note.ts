/** Notes: free entries in the log. A correction adds a new text; the old one stays in the history. */
import type { Case } from './case.ts'
import { type Context, changed, type Decision, happened } from './decision.ts'
import type { Instant, NoteId, PersonId, TopicCode, WordId } from './ids.ts'
import { line, type Notice } from './notice.ts'
import { refuse } from './refusal.ts'

export type Note = { id: NoteId; topic: TopicCode; by: PersonId; texts: { text: WordId; at: Instant }[] }

export type NoteCommand =
  | { type: 'note.add'; note: NoteId; topic: TopicCode; text: WordId }
  | { type: 'note.correct'; note: NoteId; text: WordId }

export type NoteEvent =
  | { type: 'note.added'; note: NoteId; topic: TopicCode; text: WordId; by: PersonId }
  | { type: 'note.corrected'; note: NoteId; text: WordId }

/** Only its writer corrects a note. */
export function decideNote(state: Case, command: NoteCommand, { actor, policy }: Context): Decision {
  if (state.level === 0) return refuse('not-a-log')
  if (actor.kind === 'system') return refuse('not-permitted')
  switch (command.type) {
    case 'note.add':
      if (!policy.topics.includes(command.topic)) return refuse('topic-unknown', { field: 'topic' })
      return happened({ ...command, type: 'note.added', by: actor.person })
    case 'note.correct': {
      const note = state.notes.find(({ id }) => id === command.note)
      if (!note) return refuse('not-found')
      if (note.by !== actor.person) return refuse('not-permitted', { may: ['writer'] })
      return happened({ ...command, type: 'note.corrected' })
    }
  }
}

export function evolveNote(state: Case, event: NoteEvent, at: Instant): Case {
  switch (event.type) {
    case 'note.added': {
      const { type: _, note: id, text, ...rest } = event
      return { ...state, notes: [...state.notes, { id, ...rest, texts: [{ text, at }] }] }
    }
    case 'note.corrected': {
      const texts = state.notes.find(({ id }) => id === event.note)?.texts ?? []
      return { ...state, notes: changed(state.notes, event.note, { texts: [...texts, { text: event.text, at }] }) }
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
