/** The form of an intake entry: which fields an action has, as zod types, and the command they make. */
import { z } from 'zod'
import type { Command } from '../../core/case.ts'
import type { WordId } from '../../core/ids.ts'
import { type Fields, fieldTypes, type Surroundings } from './field.ts'

export type Env = Surroundings & {
  /** Gives words an id and keeps them beside the command. */
  word(text: string): WordId
  wordOr(text: string | null): WordId | null
}
export type Reader = (raw: Record<string, string>, env: Env) => z.ZodSafeParseResult<Command>

/** What a line, and a paragraph, may hold at most, in characters. */
export const line = 120
export const paragraph = 3000

export function entry<S extends z.ZodRawShape>(
  shape: (fields: Fields) => S,
  make: (read: z.infer<z.ZodObject<S>>, env: Env) => Command,
): Reader {
  return (raw, env) =>
    z
      .object(shape(fieldTypes(env)))
      .transform((read) => make(read, env))
      .safeParse(raw)
}

/** An id that came back with a button. */
export function idOf<K extends string>(kind: K) {
  return z.templateLiteral([`${kind}_`, z.string()])
}
