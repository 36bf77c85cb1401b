/**
 * A card as Teams shows it, for somebody who is not there: the Adaptive Card, which Microsoft's own `adaptivecards` draws in the
 * browser.
 */
import { titled } from '../../cards/card.ts'
import type { Phrases, Preview, Previewed } from '../ports.ts'
import { channelName, title } from './name.ts'
import { type AdaptiveCard, render } from './render.ts'

export const preview: Preview = {
  name: channelName,
  title,
  draw,
  style: new URL('browser/picture.css', import.meta.url),
  browser: {
    script: new URL('browser/picture.ts', import.meta.url),
    library: new URL(import.meta.resolve('adaptivecards/dist/adaptivecards.min.js')),
  },
}

function draw(shown: Previewed, phrases: Phrases): string {
  if (shown.at !== 'window') return `<article class="message">${place(render(shown.card, shown.at, phrases))}</article>`
  const drawn = place(render(shown.card, 'dialog', phrases))
  return `<section class="dialog" aria-labelledby="title"><h2 id="title">${escaped(titled(shown.card))}</h2>${drawn}</section>`
}

/** Every second `lang` is dropped by what draws it, so that it stands around the card instead. */
function place({ lang, ...card }: AdaptiveCard): string {
  return `<div lang="${lang}" data-card="${escaped(JSON.stringify(card))}"></div>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
