/**
 * The kinds of fields a form has, as zod types over what a channel delivers: text. A fault is named by a code, which the
 * form shows as a sentence at the field. A national identity number is refused in every field.
 */
import { z } from 'zod'
import type { Somebody } from '../../core/decision.ts'
import type { Calendar } from '../../core/policy.ts'
import type { Ids, Person } from '../../ports.ts'
import { hasPersonalNumber } from './personal-number.ts'
import { clean, readDay, readMonth } from './typed.ts'

export const faultCodes = [
  'required',
  'too-long',
  'not-a-day',
  'not-a-month',
  'not-a-choice',
  'not-a-person',
  'personal-number',
] as const
export type FaultCode = (typeof faultCodes)[number]
export type Fault = { code: FaultCode; max?: number }

/** What reading needs to know besides what was typed. `people` holds everybody whose id stands in a field. */
export type Surroundings = {
  today: string
  calendar: Calendar
  ids: Ids
  people: Map<string, Person>
  person: Person
  otherLeaders: number
  /** The codes of the municipality's own lists. */
  arenas: string[]
  closeReasons: string[]
}

export type Fields = ReturnType<typeof fieldTypes>

const typed = z.string().default('').transform(clean)
const fits = (max: number) =>
  z
    .string()
    .max(max, `too-long:${max}`)
    .refine((text) => !hasPersonalNumber(text), 'personal-number')

const month = typed.transform((text, context) => {
  const found = text ? readMonth(text) : null
  if (text && !found) context.addIssue({ code: 'custom', message: 'not-a-month' })
  return found
})

/** The longest code, id or choice a channel carries for us. */
const codeLength = 200

export function fieldTypes(surroundings: Surroundings) {
  const { today, calendar, arenas, closeReasons } = surroundings
  const day = typed.pipe(z.string().min(1, 'required')).transform((text, context) => {
    const found = readDay(text, today, calendar)
    if (!found) context.addIssue({ code: 'custom', message: 'not-a-day' })
    return found ?? today
  })
  const code = typed.pipe(z.string().min(1, 'required').max(codeLength, 'not-a-choice'))
  const oneOf = <const T extends string>(choices: readonly T[]) =>
    typed.pipe(z.string().min(1, 'required')).pipe(z.enum(choices, 'not-a-choice'))
  return {
    arena: oneOf(arenas),
    closeReason: oneOf(closeReasons),
    /** Something that must be typed, at most so many characters. */
    words: (max: number) => typed.pipe(fits(max).min(1, 'required')),
    /** Something that may be left empty: then it is null. */
    wordsOrNone: (max: number) => typed.pipe(fits(max)).transform((text) => text || null),
    day,
    dayOrNone: typed.transform((text, context) => {
      const found = text ? readDay(text, today, calendar) : null
      if (text && !found) context.addIssue({ code: 'custom', message: 'not-a-day' })
      return found
    }),
    code,
    oneOf,
    /** Several choices, as the channels deliver them: with commas between. */
    codes: typed.transform((text) =>
      text
        .split(',')
        .map((one) => one.trim())
        .filter((one) => one !== '' && one.length <= codeLength),
    ),
    tick: typed.transform((text) => text === 'true'),
    month,
    /** Somebody of the same municipality's directory. */
    somebody: code.transform(somebodyIn(surroundings)),
  }
}

function somebodyIn({ people, person }: Surroundings) {
  return (id: string, context: z.RefinementCtx): Somebody => {
    const found = people.get(id)
    if (found && found.municipality === person.municipality) return somebodyOf(found)
    context.addIssue({ code: 'custom', message: 'not-a-person' })
    return somebodyOf(person)
  }
}

function somebodyOf({ id, service, unit, active }: Person): Somebody {
  return { person: id, service, unit, active }
}

/** The faults of a failed reading, one for each field: the first. */
export function faultsOf(error: z.ZodError): Record<string, Fault> {
  const faults: Record<string, Fault> = {}
  for (const { path, message } of error.issues) {
    const field = String(path[0] ?? '')
    const [code, max] = message.split(':')
    const known = faultCodes.find((one) => one === code) ?? 'not-a-choice'
    faults[field] ??= max ? { code: known, max: Number(max) } : { code: known }
  }
  return faults
}
