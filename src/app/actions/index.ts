/**
 * What came with a press, as a command: one entry for each action, in the file of its topic. People's words are given
 * ids here and travel beside the command; the core sees the ids alone.
 */
import type { Field } from '../../../cards/parts/field.ts'
import { forms, isFormName } from '../../../cards/parts/forms.ts'
import type { Command } from '../../core/case.ts'
import type { WordId } from '../../core/ids.ts'
import { baton } from './baton.ts'
import { concern } from './concern.ts'
import { consent } from './consent.ts'
import type { Reader } from './entry.ts'
import { type Fault, faultsOf, type Surroundings } from './field.ts'
import { level } from './level.ts'
import { log } from './log.ts'
import { plan } from './plan.ts'
import { clean } from './typed.ts'

/** The commands a person gives. The others are the bot's own. */
export type Action = Exclude<Command['type'], 'level.lapse' | 'reminder.send' | 'baton.leave'>

const readers: Record<Action, Reader> = { ...concern, ...consent, ...level, ...baton, ...plan, ...log }

export type Read = { command: Command; words: Map<WordId, string> } | { faults: Record<string, Fault> }

/** Whether an action is a command that a person can give. */
export function isAction(action: string): action is Action {
  return Object.hasOwn(readers, action)
}

/**
 * Reads an action with its data and fields. Never throws for what was typed: each faulty field has its fault. A case
 * that the action begins has no reference yet.
 */
export function readAction(action: Action, raw: Record<string, string>, surroundings: Surroundings): Read {
  const words = new Map<WordId, string>()
  const word = (text: string) => {
    const id = surroundings.ids.next('word')
    words.set(id, text)
    return id
  }
  const long = tooLong(action, raw)
  if (long) return { faults: long }
  const read = readers[action](raw, { ...surroundings, word, wordOr: (text) => (text ? word(text) : null) })
  return read.success ? { command: read.data, words } : { faults: faultsOf(read.error) }
}

/** What a form lets nobody type, nobody can send either: a card must hold everything that stands in it. */
function tooLong(action: Action, raw: Record<string, string>): Record<string, Fault> | null {
  if (!isFormName(action)) return null
  const fields: readonly Field[] = forms[action].fields
  const faults = fields
    .filter(({ id, maxLength }) => maxLength > 0 && clean(raw[id] ?? '').length > maxLength)
    .map(({ id, maxLength }) => [id, { code: 'too-long', max: maxLength }] as const)
  return faults.length === 0 ? null : Object.fromEntries(faults)
}
