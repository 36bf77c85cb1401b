/** How a button of the card model travels through Slack and comes back: as JSON in its `value`. */
import type { types } from '@slack/bolt'
import { z } from 'zod'
import { type Button, type Card, isForm } from '../../cards/card.ts'
import type { Phrases } from '../ports.ts'
import { plain } from './element.ts'
import { limits } from './limits.ts'

/** What a pressed button says. */
export type Carried = { do: Button['kind']; action: string; data: Record<string, string> }

/**
 * The value of a button. Throws where it is longer than Slack takes: a fault of ours, better told than refused.
 * https://docs.slack.dev/reference/block-kit/block-elements/button-element
 */
export function carry({ kind, action, data }: Button): string {
  const carried: Carried = { do: kind, action, data }
  const value = inert(carried, limits.value)
  if (value.length > limits.value) throw new RangeError(`the button ${action} carries ${value.length} characters`)
  return value
}

/**
 * JSON that comes back as it was sent: Slack writes three signs as entities in what it gives back of a message
 * (slackapi/bolt-python issue 513), so none of them stands in it, but where it would be longer than `most`.
 */
export function inert(value: object, most: number): string {
  const json = JSON.stringify(value)
  const escaped = json.replace(/[&<>]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`)
  return escaped.length > most ? json : escaped
}

const carried = z.object({
  do: z.enum(['press', 'open']),
  action: z.string().min(1).max(200),
  data: z.record(z.string().max(200), z.string().max(limits.value)),
})

/** What a button of ours carried; null for anything else. */
export function readCarried(value: string): Carried | null {
  if (value.length > limits.value) return null
  const read = carried.safeParse(parsed(value))
  return read.success ? read.data : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Differs from that of every other button in the same block, as Slack asks. */
export function actionIdOf({ kind, action }: Button, index: number): string {
  return `${kind}:${action}:${index}`.slice(0, limits.id)
}

/** The button that sends a form; null where the card is none. In a modal it stands at the foot. */
export function submitOf(card: Card): Button | null {
  if (!isForm(card)) return null
  return card.buttons.find(({ kind, skipsFields }) => kind === 'press' && !skipsFields) ?? null
}

/** The button that leaves a form without sending it; null where there is none. In a modal it closes the modal. */
export function cancelOf(card: Card): Button | null {
  if (!isForm(card)) return null
  return card.buttons.find(({ skipsFields }) => skipsFields === true) ?? null
}

/** A button with its question, where the press can't be undone. */
export function drawButton(button: Button, index: number, phrases: Phrases): types.Button {
  return {
    type: 'button',
    action_id: actionIdOf(button, index),
    text: plain(button.label, limits.button),
    value: carry(button),
    ...(button.style === undefined ? {} : { style: button.style }),
    ...(button.confirm === undefined ? {} : { confirm: question(button, button.confirm, phrases) }),
  }
}

/** By its name, what stands in a modal is told from what the card says. */
export const browserBlock = 'stafett-browser'

/** A way out of a modal, to a page of ours. Pressed, it is told to nobody. */
export function drawLeading(to: string, phrases: Phrases): types.KnownBlock {
  const button = {
    type: 'button' as const,
    action_id: browserBlock,
    text: plain(phrases.browser, limits.button),
    url: to,
  }
  return { type: 'actions', block_id: browserBlock, elements: [button] }
}

function question({ label, style }: Button, text: string, phrases: Phrases): types.ConfirmationDialog {
  return {
    title: plain(label, limits.confirmTitle),
    text: plain(text, limits.confirmText),
    confirm: plain(label, limits.confirmButton),
    deny: plain(phrases.cancel, limits.confirmButton),
    ...(style === undefined ? {} : { style }),
  }
}
