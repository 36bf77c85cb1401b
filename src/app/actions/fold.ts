/**
 * Long forms show what must be said anew each time, and fold the rest: what begins with what the case says, what is seldom, and
 * what is said once. A press opens it, with everything kept that was typed. Decides no value by itself.
 */
import type { Field } from './field.ts'

type Named = [string, Field<unknown>]
type Values = Record<string, string>

/** What a form shows: `needed` where something folded must be said before it can be sent, `shut` where it begins with it. */
export type Fold = 'needed' | 'shut' | 'open'

/** Null for a form that folds nothing. Open once it was, where something in it was typed before, or is wrong. */
export function foldOf(fields: Named[], data: Values, begun: Values, typed: Values, errors: Values): Fold | null {
  const folded = fields.filter(isFolded)
  if (folded.length === 0) return null
  const isSeen = folded.some(([id]) => typed[id] !== undefined || errors[id] !== undefined)
  if (isSeen || data.unfold === 'yes' || data.fold === 'open') return 'open'
  return folded.some(([id, { required }]) => required && !begun[id]) ? 'needed' : 'shut'
}

export function isFolded([, { folded = false }]: Named): boolean {
  return folded
}

/** Of these values, those of what is folded. */
export function ofFolded(fields: Named[], values: Values): Values {
  const ids = fields.filter(isFolded).map(([id]) => id)
  return Object.fromEntries(Object.entries(values).filter(([id]) => ids.includes(id)))
}
