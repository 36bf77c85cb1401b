/** Somebody's own leave: said and ended here. Days and references alone: why they are away nobody asks. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card, Input } from './card.ts'
import { discreet } from './parts/chat.ts'
import { dayIn } from './parts/field.ts'
import { type LeaveDays, leaveNow } from './parts/leave-now.ts'
import { button, type Offer } from './parts/offer.ts'

type Field = 'from' | 'until'

export type LeaveArgs = {
  notice: string | null
  now: LeaveDays | null
  /** The references of what they hold that nobody bears as a deputy in all of those days. */
  alone: string[]
  /** Whether they lead, and nobody does for them. */
  unled: boolean
  values: Partial<Record<Field, string>>
  /** Ready sentences by field. */
  errors: Partial<Record<Field, string>>
  choosable: Record<Field, { min: Day; max: Day }>
  offers: Offer[]
}

/** More references than these are counted, and not named. */
const mostNamed = 12

export function leave(args: LeaveArgs, say: Say): Card {
  const { notice, now, offers } = args
  const fields = (['from', 'until'] as const).map((id): Block => dayIn(common(id, args, say), args.choosable[id], say))
  const save: Offer = { kind: 'press', action: 'set.leave', data: {}, style: 'primary' }
  const end: Offer[] = now ? [{ kind: 'press', action: 'end.leave', data: {} }] : []
  return {
    name: 'leave',
    lang: say.lang,
    title: say('leave.title'),
    summary: say('leave.title'),
    blocks: discreet([
      ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
      { kind: 'text', text: now ? leaveNow(now, say) : say('leave.none') },
      ...lacking(args, say).map((text): Block => ({ kind: 'notice', text, tone: 'attention' })),
      { kind: 'text', text: say('leave.what'), subtle: true },
      ...fields,
    ]),
    buttons: [save, ...end, ...offers].map((offer) => button(offer, say)),
  }
}

function lacking({ alone, unled }: LeaveArgs, say: Say): string[] {
  const refs = say.list(alone.slice(0, mostNamed))
  const which = alone.length > mostNamed ? 'many' : 'few'
  return [
    ...(alone.length > 0 ? [say('leave.alone', { count: alone.length, which, refs })] : []),
    ...(unled ? [say('leave.unled')] : []),
  ]
}

function common(id: Field, { values, errors }: LeaveArgs, say: Say): Pick<Input, 'id' | 'label'> {
  const [value, error] = [values[id], errors[id]]
  return { id, label: say(`leave.${id}`), ...(value ? { value } : {}), ...(error ? { error } : {}) }
}
