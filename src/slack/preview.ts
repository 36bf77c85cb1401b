/** A card as Slack shows it, for somebody who is not there: its blocks as HTML, which does nothing. */
import { isForm } from '../../cards/card.ts'
import type { Phrases, Preview, Previewed } from '../ports.ts'
import { blocksHtml, html } from './block-html.ts'
import { readBlocks } from './blocks.ts'
import type { Modal } from './limits.ts'
import { channelName, title } from './name.ts'
import { render, renderHome, renderModal } from './render.ts'

export const preview: Preview = {
  name: channelName,
  title,
  draw,
  style: new URL('browser/picture.css', import.meta.url),
}

/** A form is a modal wherever it is asked for; the person's own page has no message. */
function draw(shown: Previewed, phrases: Phrases): string {
  const { card, at } = shown
  if (at === 'window' || isForm(card)) return modalHtml(renderModal(card, phrases, ''))
  const { blocks } = card.name === 'home' ? renderHome(card, phrases) : render(card, at, phrases)
  return `<article><h2 class="who">${html(phrases.name)}</h2>${blocksHtml(readBlocks(blocks))}</article>`
}

function modalHtml({ title: shown, close, submit, blocks }: Modal): string {
  const send = submit ? `<button class="primary" type="button">${html(submit.text)}</button>` : ''
  const foot = `<footer><button type="button">${html(close?.text)}</button>${send}</footer>`
  return `<section class="modal" aria-labelledby="title"><h2 id="title">${html(shown.text)}</h2><div>${blocksHtml(readBlocks(blocks))}</div>${foot}</section>`
}
