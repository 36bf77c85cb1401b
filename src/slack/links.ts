/**
 * What is shown under the links to cases in a message: of all of them at once, since a second call for the same message
 * changes what the first showed, rather than adding to it.
 *
 * https://docs.slack.dev/reference/methods/chat.unfurl
 */
import type { Shown } from '../network.ts'
import type { Showing } from './answer.ts'
import type { Received, Way } from './received.ts'
import { render } from './render.ts'

type ByLink = Received & { way: Extract<Way, { kind: 'link' }> }
export type Linked = { received: ByLink; answer: Shown }

export function isLinked(one: { received: Received; answer: Shown }): one is Linked {
  return one.received.way.kind === 'link'
}

/** `linked` are the links of one message. Rejects with a `ChannelError` when they were not shown. */
export async function showLinks(linked: Linked[], { client, phrases }: Omit<Showing, 'pause'>): Promise<void> {
  const [first] = linked
  const shown = linked.flatMap(({ received: { way }, answer }) =>
    answer.kind === 'card'
      ? [[way.url, { blocks: render(answer.chat, 'shared', phrases(answer.chat.lang)).blocks }] as const]
      : [],
  )
  if (!first || shown.length === 0) return
  await client.unfurl(first.received.by, first.received.way.at, Object.fromEntries(shown))
}
