/** Who leads for a leader on some days while they are away: chosen and ended here. Names of staff and days alone. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card, Choice, Input } from './card.ts'
import { discreet } from './parts/chat.ts'
import { button, type Offer } from './parts/offer.ts'

type Field = 'person' | 'from' | 'until'

export type StandInArgs = {
  notice: string | null
  /** Who stands in now or later, by name; null where nobody does. */
  now: { name: string; from: Day; until: Day } | null
  people: Choice[]
  values: Partial<Record<Field, string>>
  /** Ready sentences by field. */
  errors: Partial<Record<Field, string>>
  today: Day
  offers: Offer[]
}

export function standIn(args: StandInArgs, say: Say): Card {
  const { notice, now, offers } = args
  const blocks: Block[] = [
    ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
    { kind: 'text', text: now ? say('stand-in.now', told(now, say)) : say('stand-in.nobody') },
    { kind: 'text', text: say('stand-in.what'), subtle: true },
    { ...common('person', args, say), kind: 'choice', choices: args.people },
    { ...common('from', args, say), kind: 'date', min: args.today },
    { ...common('until', args, say), kind: 'date', min: args.today },
  ]
  const save: Offer = { kind: 'press', action: 'set.stand-in', data: {}, style: 'primary' }
  const end: Offer[] = now ? [{ kind: 'press', action: 'end.stand-in', data: {} }] : []
  return {
    name: 'stand-in',
    lang: say.lang,
    title: say('stand-in.title'),
    summary: say('stand-in.title'),
    blocks: discreet(blocks),
    buttons: [save, ...end, ...offers].map((offer) => button(offer, say)),
  }
}

function told({ name, from, until }: NonNullable<StandInArgs['now']>, say: Say) {
  return { name, from: say.day(from), until: say.day(until) }
}

function common(id: Field, { values, errors }: StandInArgs, say: Say): Pick<Input, 'id' | 'label'> {
  const value = values[id]
  const error = errors[id]
  return { id, label: say(`stand-in.${id}`), ...(value ? { value } : {}), ...(error ? { error } : {}) }
}
