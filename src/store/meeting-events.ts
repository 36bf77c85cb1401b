/** The events of meetings as they stand in a journal, field by field. */
import { z } from 'zod'
import { familyThere } from '../core/minutes.ts'
import { code, day, event, id, person, word, wordOrNone, yes } from './event-fields.ts'

/** How a meeting is called. */
const calling = {
  time: z.string().nullable().optional(),
  place: wordOrNone.optional(),
  topic: code.nullable().optional(),
  purpose: wordOrNone.optional(),
  points: wordOrNone.optional(),
  aboutOthers: yes.nullable().optional(),
  agenda: z.array(z.union([id('decision'), id('meeting'), id('goal'), id('measure'), id('followup')])).optional(),
}

/** What is kept of the minutes of one. */
const minuted = {
  meeting: id('meeting'),
  topic: code.nullable(),
  minutes: wordOrNone,
  childView: wordOrNone,
  aboutOthers: yes.optional(),
  present: z.array(z.union([person, z.enum(familyThere)])).optional(),
  decisions: z.array(z.strictObject({ id: id('decision'), text: word })).optional(),
}

export const meetings = [
  event('meeting.set', { meeting: id('meeting'), day, reason: wordOrNone.optional(), ...calling }),
  event('meeting.changed', { meeting: id('meeting'), ...calling }),
  event('meeting.reminded', { meeting: id('meeting') }),
  event('meeting.held', { ...minuted, day, whyNone: word.optional() }),
  event('meeting.corrected', minuted),
  event('meeting.cancelled', { meeting: id('meeting'), reason: wordOrNone, isOff: z.literal(true).optional() }),
] as const
