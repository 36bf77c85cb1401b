/** The events of meetings as they stand in a journal, field by field. */
import { z } from 'zod'
import { code, day, event, id, wordOrNone, yes } from './event-fields.ts'

/** How a meeting is called. */
const calling = {
  time: z.string().nullable().optional(),
  place: wordOrNone.optional(),
  topic: code.nullable().optional(),
  purpose: wordOrNone.optional(),
  points: wordOrNone.optional(),
  aboutOthers: yes.nullable().optional(),
  agenda: z.array(z.union([id('goal'), id('measure'), id('followup')])).optional(),
}

export const meetings = [
  event('meeting.set', { meeting: id('meeting'), day, reason: wordOrNone.optional(), ...calling }),
  event('meeting.changed', { meeting: id('meeting'), ...calling }),
  event('meeting.reminded', { meeting: id('meeting') }),
  event('meeting.held', {
    meeting: id('meeting'),
    day,
    topic: code.nullable(),
    minutes: wordOrNone,
    childView: wordOrNone,
    aboutOthers: yes.optional(),
  }),
  event('meeting.cancelled', { meeting: id('meeting'), reason: wordOrNone, isOff: z.literal(true).optional() }),
] as const
