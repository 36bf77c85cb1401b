/** What the fields of stored events are made of: ids, days, words, and the few values that several events share. */
import { z } from 'zod'
import { evidences } from '../core/consent.ts'
import { type DueKey, isDueKey } from '../core/due-key.ts'
import { signers } from '../core/policy.ts'

export const id = <const K extends string>(kind: K) => z.templateLiteral([`${kind}_`, z.string()])
export const event = <const T extends string, const S extends z.ZodRawShape>(type: T, shape: S) =>
  z.strictObject({ type: z.literal(type), ...shape })

export const code = z.string()
export const codes = z.array(code)
export const day = z.string()
export const level = z.int()
export const yes = z.boolean()
export const person = id('person')
export const word = id('word')
export const wordOrNone = word.nullable()
const born = z.string().nullable()
export const mode = z.enum(['none', 'digital', 'paper'])
export const signer = z.enum(signers)
export const how = z.enum(evidences)
const care = z.enum(['guardians', 'child-protection'])
const guardians = z.union([z.literal(1), z.literal(2)])
/** What is known of who must sign. */
export const told = { born, minor: yes.nullable(), guardians, care }
/** What becomes of a consent once an answer to it does not count. */
export const answered = z.strictObject({ consent: id('consent'), becomes: z.enum(['asked', 'over', 'stands']) })
export const due = z.custom<DueKey>((value) => typeof value === 'string' && isDueKey(value))
export const responsible = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), person }),
  z.strictObject({ kind: z.literal('service'), service: code }),
  z.strictObject({ kind: z.literal('home') }),
])
export const ball = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(['owner', 'holder', 'leader']) }),
  z.strictObject({ role: z.literal('person'), person }),
])
