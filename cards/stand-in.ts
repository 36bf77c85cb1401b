/** Who leads for a leader on some days while they are away: chosen and ended here. Names of staff and days alone. */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card, Choice, Input } from './card.ts'
import { discreet } from './parts/chat.ts'
import { dayIn } from './parts/field.ts'
import { button, type Offer } from './parts/offer.ts'

type Field = 'person' | 'from' | 'until'

export type StandInArgs = {
  notice: string | null
  /** Who stands in now or later, by name; `where`, and where nobody does (`unled`), of a leader of several units alone. */
  now: { name: string; from: Day; until: Day; where: string[] }[]
  unled: string[]
  people: Choice[]
  values: Partial<Record<Field, string>>
  /** Ready sentences by field. */
  errors: Partial<Record<Field, string>>
  today: Day
  offers: Offer[]
}

export function standIn(args: StandInArgs, say: Say): Card {
  const { notice, now, people, offers } = args
  const blocks: Block[] = [
    ...(notice ? [{ kind: 'notice', text: notice, tone: 'good' } as const] : []),
    ...told(args, say).map((text): Block => ({ kind: 'text', text })),
    { kind: 'text', text: say(people.length > 0 ? 'stand-in.what' : 'stand-in.none'), subtle: true },
    ...(people.length > 0 ? fields(args, say) : []),
  ]
  const save: Offer[] = people.length > 0 ? [{ kind: 'press', action: 'set.stand-in', data: {}, style: 'primary' }] : []
  const end: Offer[] = now.length > 0 ? [{ kind: 'press', action: 'end.stand-in', data: {} }] : []
  return {
    name: 'stand-in',
    lang: say.lang,
    title: say('stand-in.title'),
    summary: say('stand-in.title'),
    blocks: discreet(blocks),
    buttons: [...save, ...end, ...offers].map((offer) => button(offer, say)),
  }
}

function fields(args: StandInArgs, say: Say): Block[] {
  const days = (['from', 'until'] as const).map((id): Block => dayIn(common(id, args, say), { min: args.today }, say))
  return [{ ...common('person', args, say), kind: 'choice', choices: args.people }, ...days]
}

function told({ now, unled }: StandInArgs, say: Say): string[] {
  if (now.length === 0) return [say('stand-in.nobody')]
  const lines = now.map(({ name, where, ...days }) => {
    const told = { name, from: say.dayInSentence(days.from), until: say.dayInSentence(days.until) }
    return where.length > 0 ? say('stand-in.now-in', { ...told, where: say.list(where) }) : say('stand-in.now', told)
  })
  return unled.length > 0 ? [...lines, say('stand-in.nobody-in', { where: say.list(unled) })] : lines
}

function common(id: Field, { values, errors }: StandInArgs, say: Say): Pick<Input, 'id' | 'label'> {
  const [value, error] = [values[id], errors[id]]
  return { id, label: say(`stand-in.${id}`), ...(value ? { value } : {}), ...(error ? { error } : {}) }
}
