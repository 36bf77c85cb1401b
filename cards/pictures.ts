/**
 * Each sample in each language as what shows it draws it. A folder of pictures beside this file is called as the channel's
 * folder in `src/`, whose `render.ts` draws, so that this file names no channel; or `page`, for what no channel ever shows.
 */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { render } from '../src/web/draw/render.ts'
import { wording } from '../src/wording/index.ts'
import { phrasesIn } from '../src/wording/phrases.ts'
import { type Card, isForm, type Lang, languages } from './card.ts'
import { pictured } from './index.ts'
import type { Sample } from './samples/fjordvik.ts'

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
/** The folder of what a page of ours alone shows. */
export const ofPage = 'page'

/** The channels there are pictures of. */
export function channels(): string[] {
  const entries = readdirSync(pictureFolder, { withFileTypes: true })
  const others = [...codeFolders, ofPage]
  return entries.filter((entry) => entry.isDirectory() && !others.includes(entry.name)).map(({ name }) => name)
}

/** File name to content, for a channel or `ofPage`. Throws when the channel's folder has no `render`. */
export async function picturesOf(folder: string): Promise<Map<string, string>> {
  const isPage = folder === ofPage
  const [draw, kind] = isPage ? [drawnOnPage, 'html'] : [await drawingIn(folder), 'json']
  const shown = pictured.filter(({ onPage = false }) => onPage === isPage)
  const pictures = shown.flatMap((sample) =>
    languages.map((lang): [string, string] => {
      const file = [sample.card, ...(sample.name ? [sample.name] : []), lang, kind].join('.')
      return [file, `${draw(sample, lang)}\n`]
    }),
  )
  return new Map(pictures)
}

type Drawing = (sample: Sample, lang: Lang) => string

async function drawingIn(channel: string): Promise<Drawing> {
  const renderer: unknown = await import(join(pictureFolder, '..', 'src', channel, 'render.ts'))
  if (!isRenderer(renderer)) throw new Error(`src/${channel}/render.ts exports no function render`)
  return ({ draw, place }, lang) => JSON.stringify(drawn(renderer, draw(wording(lang)), place), null, 2)
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

function drawnOnPage({ card, draw }: Sample, lang: Lang): string {
  const say = wording(lang)
  const root = card.startsWith('family-') ? '/familie' : '/rom'
  return inLines(render(draw(say), { root, say, csrf: '', delivery: '' }).toString())
}

/** An element a line, those that hold no other whole, with what is inside further in. */
function inLines(markup: string): string {
  let depth = 0
  const lines = (markup.match(/<(\w+)[^>]*>[^<]*<\/\1>|<[^>]*>|[^<]+/g) ?? []).map((part) => {
    const isEnd = part.startsWith('</')
    if (isEnd) depth -= 1
    const line = '  '.repeat(depth) + part
    if (!isEnd && /^<(?!input|hr|br)[^>]*>$/.test(part)) depth += 1
    return line
  })
  return lines.join('\n')
}

/** The folders beside this file that hold code; every other holds pictures. */
const codeFolders = ['parts', 'samples']
