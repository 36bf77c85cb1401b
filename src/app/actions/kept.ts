/**
 * Words that are kept only where the family has agreed to it: where they are not, no form asks for them, and what they would
 * have been about can be done without.
 */
import { isWritable } from '../../core/consent.ts'
import { thingNamed } from '../../core/thing.ts'
import { type At, type Field, long, longIfAny, shortIfAny } from './field.ts'

type More = NonNullable<Parameters<typeof long>[1]>

/** Whether what is written about what a button names is kept; in no case, and before there is a log, it is. */
export function keepsWords({ viewer, state, data }: At): boolean {
  return !state || state.level === 0 || isWritable(state, viewer.today, thingNamed(state, data)?.topic ?? null)
}

/** A text that may be left empty. */
export function keptIfAny(maxLength: number, { asked, ...more }: More = {}): Field<string | null> {
  return longIfAny(maxLength, { ...more, asked: (at) => keepsWords(at) && (asked?.(at) ?? true) })
}

/** A line that may be left empty. */
export function keptLineIfAny(maxLength: number, { asked, ...more }: More = {}): Field<string | null> {
  return shortIfAny(maxLength, { ...more, asked: (at) => keepsWords(at) && (asked?.(at) ?? true) })
}

/** A text that must be typed where it is kept, such as a reason; where it is not, it is null. */
export function kept(maxLength: number, more: More = {}): Field<string | null> {
  const must = long(maxLength, more)
  const any = longIfAny(maxLength, more)
  return { ...must, asked: keepsWords, read: (text, env) => (env.keepsWords ? must : any).read(text, env) }
}
