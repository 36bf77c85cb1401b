/**
 * A button of a card: a link where what it shows has an address, otherwise a button of the card's form, whose value says what
 * is pressed.
 */
import type { Button, Card, Way } from '../../../cards/card.ts'
import { buttonsIn } from '../../../cards/parts/block-buttons.ts'
import { addressOf, type Root } from '../address.ts'
import { carry } from '../receive.ts'
import { type Attributes, attributes, type Html, html } from './html.ts'

/** A button as such. `about`: the id of what it is about, where it stands beside it; `by`: of what is said of its press. */
export function drawButton(
  button: Button,
  root: Root,
  id: string,
  { about, by }: { about?: string; by?: string },
): Html {
  return drawPressed(button, root, button.label, {
    id,
    class: 'ds-button',
    'data-variant': button.style === 'primary' ? 'primary' : 'secondary',
    'data-color': button.style === 'danger' ? 'danger' : null,
    'aria-labelledby': about === undefined ? null : `${id} ${about}`,
    'aria-describedby': by,
  })
}

/** What is pressed, however it looks. */
export function drawPressed(button: Button, root: Root, text: string, look: Attributes): Html {
  const address = addressOf(button, root)
  if (address !== null) return html`<a href="${address}"${attributes(look)}>${text}</a>`
  const shared = attributes({ formnovalidate: button.skipsFields, ...look })
  return html`<button type="submit" name="press" value="${carry(button)}"${shared}>${text}</button>`
}

/** Those below a card. What can't be undone is said above them, and belongs to its button. */
export function drawButtons(buttons: Button[], root: Root): Html | null {
  if (buttons.length === 0) return null
  const confirmations = buttons.flatMap(({ confirm }, index) =>
    confirm === undefined ? [] : [html`<p class="confirm" id="button-${index}-confirm">${confirm}</p>`],
  )
  const drawn = buttons.map((button, index) => {
    const described = button.confirm === undefined ? {} : { by: `button-${index}-confirm` }
    return drawButton(button, root, `button-${index}`, described)
  })
  return html`<div class="end">${confirmations}<div class="buttons">${drawn}</div></div>`
}

/** Ways beside each other, with the one marked where their reader is. */
export function drawWays(ways: Way[], root: Root): Html {
  const items = ways.map(({ button, current }) => {
    return html`<li>${drawPressed(button, root, button.label, { class: 'way', 'aria-current': current ? 'true' : null })}</li>`
  })
  return html`<ul>${items}</ul>`
}

/**
 * What a press of Enter in a field sends: browsers take the first button of the form, which in a form with buttons beside its
 * fields would be one of those.
 */
export function drawImplied(card: Card): Html | null {
  const first = card.buttons.find(({ skipsFields }) => !skipsFields)
  if (first === undefined || above(card).length === 0 || !card.blocks.some((block) => 'id' in block)) return null
  return html`<button type="submit" name="press" value="${carry(first)}" hidden="" tabindex="-1">${first.label}</button>`
}

/** Whether anything in the card is sent as a form. */
export function isSent(card: Card, root: Root): boolean {
  const isField = card.blocks.some((block) => 'id' in block)
  return isField || [...above(card), ...card.buttons].some((one) => addressOf(one, root) === null)
}

/** The buttons that do not stand below it. */
function above({ blocks, nav = [] }: Card): Button[] {
  return [...nav.map(({ button }) => button), ...blocks.flatMap(buttonsIn)]
}
