/** The samples of every card with a municipality's own names in them, and how each is met. Loaded when they are asked for. */
import type { Card, Lang } from '../../cards/card.ts'
import { pictured } from '../../cards/index.ts'
import { unveiled, veiled } from '../../cards/parts/chat.ts'
import { button } from '../../cards/parts/offer.ts'
import { data, fjordvik, type Sample } from '../../cards/samples/fjordvik.ts'
import type { ModelNames } from '../app/names-in.ts'
import type { Previewed } from '../ports.ts'
import { wording } from '../wording/index.ts'
import type { Choice } from './preview-choice.ts'

/** The samples of a card, by what its file is called. */
export type Listed = { card: string; samples: Sample[] }

export function listed(): Listed[] {
  const names = [...new Set(pictured.map(({ card }) => card))]
  return names.map((name) => ({ card: name, samples: pictured.filter(({ card }) => card === name) }))
}

export function sampleOf({ card, sample }: Pick<Choice, 'card' | 'sample'>): Sample | null {
  const all = pictured.filter((one) => one.card === card)
  return all.find(({ name }) => name === sample) ?? (sample === '' ? (all[0] ?? null) : null)
}

/** What people typed in it is Fjordvik's, and so are its people, units and days. */
export function drawn({ draw }: Sample, lang: Lang, names: ModelNames): Card {
  const say = wording(lang)
  return draw(say, { ...fjordvik(say), ...names.named(say) })
}

/** Where somebody meets it first: what only they see whole in a window, what others see in a message. */
export function usually({ place }: Sample): 'message' | 'window' {
  return place === 'personal' ? 'window' : 'message'
}

export function metAs(as: 'message' | 'window', { place }: Sample, card: Card, { stands }: ModelNames): Previewed {
  if (as === 'window') return { at: 'window', card }
  if (place === 'personal' && stands === 'chat') return { at: place, card: unveiled(card) }
  const opens = button({ kind: 'open', action: 'show.case', data }, wording(card.lang))
  return { at: place, card: veiled(card, opens, 'window') }
}
