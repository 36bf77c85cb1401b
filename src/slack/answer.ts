/**
 * How an answer is shown. `answerAtOnce` is what the HTTP answer carries; `showAnswer` makes the calls that follow it, since
 * nothing may be asked of the network between a press and its answer.
 *
 * https://docs.slack.dev/interactivity/handling-user-interaction, https://docs.slack.dev/surfaces/modals
 */
import type { Card, ChatCard } from '../../cards/card.ts'
import type { Shown } from '../network.ts'
import { ChannelError, type PageOf, type Phrases, type PhrasesIn, type Place } from '../ports.ts'
import { readAddress } from './address.ts'
import { submitOf } from './button.ts'
import type { Client } from './client.ts'
import { limits, type Modal } from './limits.ts'
import { metadataOf } from './metadata.ts'
import type { Received, Way } from './received.ts'
import { escaped, render, renderHome, renderModal, sentenceModal } from './render.ts'
import type { Reply } from './respond.ts'
import { errorsIn } from './same-form.ts'
import { type Opened, openedAt, writeOpened } from './view-metadata.ts'

/** What an answer is drawn with. `pageOf`: where a modal leads to a page of ours. */
type Drawing = { phrases: PhrasesIn; pageOf: PageOf }
/** `pause` lets Slack take what it was answered. */
export type Showing = Drawing & { client: Client; pause(): Promise<unknown> }

/** The body of the HTTP answer, where it has one, and the modal for which that had no room: it is drawn afterwards. */
export type AtOnce = { body?: object; rest?: Modal }

export function answerAtOnce(received: Received, answer: Shown, drawing: Drawing): AtOnce {
  const { way } = received
  const { phrases } = drawing
  if (way.kind === 'command' && answer.kind === 'message') return { body: privately({ text: escaped(answer.text) }) }
  if (way.kind !== 'submit') return {}
  const words = phrases(way.opened.lang)
  // Most often something went wrong: what was typed stays under it, to be sent again.
  if (answer.kind === 'message') return { body: { response_action: 'push', view: sentenceModal(answer.text, words) } }
  // It closes, with those under it, where nothing is to be shown, or a message shows it.
  const isDone = answer.kind === 'none' || (answer.kind === 'card' && messageFor(received, answer) !== null)
  if (isDone) return { body: { response_action: 'clear' } }
  const { card } = answer
  const errors = answer.kind === 'form' ? errorsIn(card, way.blocks, way.opened, phrases(card.lang)) : null
  if (errors) return { body: { response_action: 'errors', errors } }
  const view = modalOf(received, answer, drawing)
  const [shown, rest] = isTooLong(view) ? [waiting(view, words), { rest: view }] : [view, {}]
  return { body: { response_action: 'update', view: shown }, ...rest }
}

/** Whether an answer has no room for it, so that it is drawn after the answer. */
function isTooLong(view: Modal): boolean {
  return Buffer.byteLength(JSON.stringify(view)) > limits.answerSize
}

function waiting({ title }: Modal, phrases: Phrases): Modal {
  return { ...sentenceModal(phrases.wait, phrases), title }
}

/** `rest` is what the answer at once had no room for. Rejects with a `ChannelError` when the answer was not shown. */
export async function showAnswer(received: Received, answer: Shown, showing: Showing, rest?: Modal): Promise<void> {
  switch (received.way.kind) {
    case 'said':
      return reply(received, answer, showing)
    case 'message':
      return showByMessage(received, received.way, answer, showing)
    case 'modal':
      return showInModal(received, received.way, answer, showing)
    case 'command':
      // A sentence was the HTTP answer.
      return answer.kind === 'message' ? undefined : open(received, received.way.trigger, answer, showing)
    case 'shortcut':
    case 'home':
      return open(received, received.way.trigger, answer, showing)
    case 'submit':
      return afterSubmit(received, received.way, answer, showing, rest)
    case 'tab':
      return publish(received, answer, showing)
    case 'link':
      // Those of one message are shown together (links.ts).
      return
    case 'none':
      return
  }
}

/** Whether the answer is shown by what the press opened for three seconds only. */
export function isOpening({ way, request }: Received, answer: Shown): boolean {
  if (answer.kind === 'none' || way.kind === 'said') return false
  if (way.kind === 'message') return request.kind === 'open' && answer.kind !== 'message'
  return way.kind === 'shortcut' || way.kind === 'home' || (way.kind === 'command' && answer.kind !== 'message')
}

/** In the person's own chat as a message; where others read, for this person alone. */
export async function reply({ by, request: { place, account } }: Received, answer: Shown, showing: Showing) {
  const content = contentOf(answer, place, showing.phrases)
  if (content === null) return
  const { channel, thread } = readAddress(place)
  if (place.kind === 'personal') {
    const { message } = await showing.client.postMessage(by, { channel, ...content })
    if ('stands' in answer) await answer.stands?.({ place, message })
  } else await showing.client.postEphemeral(by, { channel, thread, user: account.user, ...content })
}

/** As it stands in a message of that place; null where there is nothing to show. */
export function contentOf(
  answer: Shown,
  place: Place,
  phrases: PhrasesIn,
): { text: string; blocks?: readonly object[] } | null {
  if (answer.kind === 'none') return null
  if (answer.kind === 'message') return { text: escaped(answer.text) }
  return drawn(answer.chat, place.kind === 'personal' ? 'personal' : 'shared', phrases)
}

function drawn(card: ChatCard, surface: 'personal' | 'shared', phrases: PhrasesIn) {
  return render(card, surface, phrases(card.lang))
}

type ByMessage = Extract<Way, { kind: 'message' }>

async function showByMessage(received: Received, way: ByMessage, answer: Shown, showing: Showing) {
  const { client, phrases } = showing
  const { by, request } = received
  if (answer.kind === 'none') return
  if (answer.kind === 'message')
    return client.respond(way.respond, privately({ text: escaped(answer.text) }, way.thread))
  if (request.kind === 'open') return open(received, way.trigger, answer, showing)
  const content = drawn(answer.chat, way.own ? 'personal' : 'shared', phrases)
  if (answer.forAll && !way.own) return client.respond(way.respond, { ...content, replace_original: true })
  // What others see is never changed by a press, unless it is over: the app draws it again itself.
  if (!way.own) return client.respond(way.respond, privately(content, way.thread))
  await client.respond(way.respond, {
    ...content,
    replace_original: true,
    metadata: metadataOf(way.mark ?? by),
  })
}

/** For what only the person sees, beside what stands there: without its thread Slack shows it in the channel. */
export function privately(content: { text: string; blocks?: readonly object[] }, thread: string | null = null): Reply {
  const shown: Reply = { ...content, response_type: 'ephemeral', replace_original: false }
  return thread === null ? shown : { ...shown, thread_ts: thread }
}

async function showInModal(received: Received, way: Extract<Way, { kind: 'modal' }>, answer: Shown, showing: Showing) {
  const { client, phrases } = showing
  if (answer.kind === 'none') return
  // What is being filled in stays under the sentence.
  if (answer.kind === 'message')
    return client.viewsPush(received.by, way.trigger, sentenceModal(answer.text, phrases(way.opened.lang)))
  await client.viewsUpdate(received.by, way.view, modalOf(received, answer, showing))
}

async function open(received: Received, trigger: string, answer: Shown, showing: Showing) {
  const { client, phrases } = showing
  if (answer.kind === 'none') return
  const view =
    answer.kind === 'message'
      ? sentenceModal(answer.text, phrases(answer.lang ?? 'nb'))
      : modalOf(received, answer, showing)
  await client.viewsOpen(received.by, trigger, view)
}

function modalOf(received: Received, answer: Extract<Shown, { card: Card }>, { phrases, pageOf }: Drawing) {
  const { card } = answer
  const opened: Opened = {
    ...openedAt(received.request.place),
    from: fromOf(received),
    submit: submitOf(card),
    lang: card.lang,
  }
  return renderModal(card, phrases(card.lang), writeOpened(opened), pageIn(received, answer, pageOf))
}

/** The page that shows the same as the modal, where there is one. */
function pageIn({ request }: Received, { again }: Extract<Shown, { card: Card }>, pageOf: PageOf): string | null {
  const asked = request.kind === 'press' || request.kind === 'open' ? request : again
  return (asked && pageOf(asked, request.place)?.page) ?? null
}

function fromOf({ way }: Received): Opened['from'] {
  if (way.kind === 'modal' || way.kind === 'submit') return way.opened.from
  if (way.kind === 'home') return { kind: 'home' }
  const own = way.kind === 'message' && way.own ? way.message : null
  return own === null ? { kind: 'elsewhere' } : { kind: 'message', message: own }
}

/** The message of the person's own chat that shows what came of the modal; null where there is none, or it may hold no content. */
function messageFor({ way, request }: Received, { chat }: Extract<Shown, { kind: 'card' | 'form' }>): string | null {
  if (chat.opensIn === 'window') return null
  const from = way.kind === 'submit' ? way.opened.from : null
  return from?.kind === 'message' && request.place.kind === 'personal' ? from.message : null
}

async function afterSubmit(
  received: Received,
  way: Extract<Way, { kind: 'submit' }>,
  answer: Shown,
  { client, phrases, pause }: Showing,
  rest: Modal | undefined,
) {
  if (rest) {
    // It must not come before the answer it follows, which would then stand.
    await pause()
    await client.viewsUpdate(received.by, way.view, rest)
  }
  if (answer.kind !== 'card') return
  const message = messageFor(received, answer)
  if (message === null) return
  const { channel } = readAddress(received.request.place)
  await client
    .update(received.by, { channel, message, ...drawn(answer.chat, 'personal', phrases) })
    .catch(async (error: unknown) => {
      // The message was deleted meanwhile: the outcome is shown all the same, by as much as a notification may show.
      if (!(error instanceof ChannelError) || error.kind !== 'gone') throw error
      const told = { ...answer.chat, blocks: answer.chat.blocks.filter(({ discreet }) => discreet) }
      await client.postMessage(received.by, { channel, ...drawn(told, 'personal', phrases) })
    })
}

async function publish({ by, request: { account } }: Received, answer: Shown, { client, phrases }: Showing) {
  if (answer.kind === 'none') return
  const card = answer.kind === 'message' ? sentenceCard(answer, phrases) : answer.chat
  await client.viewsPublish(by, account.user, renderHome(card, phrases(card.lang)))
}

function sentenceCard({ text, lang = 'nb' }: Extract<Shown, { kind: 'message' }>, phrases: PhrasesIn): ChatCard {
  const title = phrases(lang).name
  return {
    name: 'sentence',
    lang,
    title,
    summary: title,
    blocks: [{ kind: 'text', text }],
    buttons: [],
    opensIn: 'place',
  }
}
