/**
 * What came with a press, as a command. People's words are given ids here and travel beside the command; the core sees
 * the ids alone.
 */
import type { Command } from '../../core/case.ts'
import type { WordId } from '../../core/ids.ts'
import type { Fault, Surroundings } from './field.ts'
import { type Action, actions } from './table.ts'

export type ReadCommand = { command: Command; words: Map<WordId, string> } | { faults: Record<string, Fault> }

/**
 * Reads an action with its data and fields. Never throws for what was typed: each faulty field has its fault. A case
 * that the action begins has no reference yet.
 */
export function readAction(action: Action, raw: Record<string, string>, surroundings: Surroundings): ReadCommand {
  const words = new Map<WordId, string>()
  const word = (text: string) => {
    const id = surroundings.ids.next('word')
    words.set(id, text)
    return id
  }
  const env = { ...surroundings, word, wordOr: (text: string | null) => (text ? word(text) : null) }
  const { values, command } = actions[action]
  const read = values(raw, env)
  return 'faults' in read ? read : { command: command(read.values, env), words }
}

/** The fields of an action that name somebody of the directory. */
export function peopleFields(action: Action): string[] {
  return namingPeople.get(action) ?? []
}

const namingPeople: ReadonlyMap<string, string[]> = new Map(
  Object.values(actions).map(({ type, asks }) => {
    const people = Object.entries(asks ?? {}).filter(([, field]) => 'isPerson' in field && field.isPerson)
    return [type, people.map(([id]) => id)]
  }),
)
