/**
 * The way to a copy of a log: whom it is for and in which language. A page gives the file; where there is none it is said how to come to
 * it. Names services that help and people, so it is drawn only in a personal view.
 */
import type { Say } from '../src/wording/index.ts'
import type { Block, Card, Choice, Input } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type Offer, offered } from './parts/offer.ts'

export type CaseCopyArgs = {
  ref: string
  data: Record<string, string>
  /** Null where no file can be given. */
  choices: { recipient: Choice[]; lang: Choice[] } | null
  values: Partial<Record<'recipient' | 'lang', string>>
  /** Ready sentences by field. */
  errors: Partial<Record<'recipient' | 'lang', string>>
  offers: Offer[]
}

export function caseCopy(args: CaseCopyArgs, say: Say): Card {
  const { ref, data, choices, offers } = args
  const take = (file: 'pdf' | 'json'): Offer => ({ kind: 'press', action: 'make.copy', data: { ...data, file } })
  const makes: Offer[] = choices ? [{ ...take('pdf'), style: 'primary' }, take('json')] : []
  const { rows, buttons } = offered([...makes, ...offers], say)
  return {
    name: 'case-copy',
    lang: say.lang,
    title: say('copy.card.title', { ref }),
    summary: say('case.summary', { ref }),
    blocks: [
      { kind: 'text', text: say('copy.card.holds'), discreet: true },
      { kind: 'text', text: say('copy.card.kept'), discreet: true },
      ...(choices ? [choice('recipient', args, say), choice('lang', args, say)] : []),
      ...(choices ? [] : [{ kind: 'notice', text: say('copy.card.where'), tone: 'neutral', discreet: true } as const]),
      ...discreet(rows),
    ],
    buttons,
  }
}

function choice(id: 'recipient' | 'lang', { choices, values, errors }: CaseCopyArgs, say: Say): Block & Input {
  const [value, error] = [values[id], errors[id]]
  return {
    kind: 'choice',
    id,
    label: say(`copy.field.${id}`),
    choices: choices?.[id] ?? [],
    required: true,
    ...(value ? { value } : {}),
    ...(error ? { error } : {}),
  }
}
