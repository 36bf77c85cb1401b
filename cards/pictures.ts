/**
 * Each sample in each language as each channel draws it. A folder of pictures beside this file is called as the channel's
 * folder in `src/`, whose `render.ts` draws; so this file names no channel.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { wording } from '../src/wording/index.ts'
import { phrasesIn } from '../src/wording/phrases.ts'
import { type Card, isForm, languages } from './card.ts'
import { pictured } from './index.ts'

/**
 * A channel's way to draw: the card, who can see the place, and the channel's own words, to JSON. Where a channel draws
 * forms and the person's own page apart from messages, they are drawn so.
 */
type Renderer = {
  render(card: Card, place: 'personal' | 'shared', phrases: Phrases): unknown
  renderModal?(card: Card, phrases: Phrases, metadata: string): unknown
  renderHome?(card: Card, phrases: Phrases): unknown
}
type Phrases = ReturnType<typeof phrasesIn>

export const pictureFolder = import.meta.dirname

/** The channels there are pictures of. */
export function channels(): string[] {
  const entries = readdirSync(pictureFolder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory() && !codeFolders.includes(entry.name)).map(({ name }) => name)
}

/** File name to content, for one channel. Throws when the channel's folder has no `render`. */
export async function picturesOf(channel: string): Promise<Map<string, string>> {
  const renderer: unknown = await import(join(pictureFolder, '..', 'src', channel, 'render.ts'))
  if (!isRenderer(renderer)) throw new Error(`src/${channel}/render.ts exports no function render`)
  const pictures = pictured.flatMap(({ card, name, place, draw }) =>
    languages.map((lang): [string, string] => {
      const file = [card, ...(name ? [name] : []), lang, 'json'].join('.')
      return [file, `${JSON.stringify(drawn(renderer, draw(wording(lang)), place), null, 2)}\n`]
    }),
  )
  return new Map(pictures)
}

function drawn(renderer: Renderer, card: Card, place: 'personal' | 'shared'): unknown {
  const phrases = phrasesIn(card.lang)
  if (renderer.renderModal && isForm(card)) return renderer.renderModal(card, phrases, '')
  if (renderer.renderHome && card.name === 'home') return renderer.renderHome(card, phrases)
  return renderer.render(card, place, phrases)
}

function isRenderer(module: unknown): module is Renderer {
  return typeof module === 'object' && module !== null && 'render' in module && typeof module.render === 'function'
}

/** The folders beside this file that hold code; every other holds pictures. */
const codeFolders = ['parts', 'samples']
