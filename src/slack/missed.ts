/**
 * What the answer to a press becomes when its modal could not be shown: Slack lets one be opened for three seconds, and
 * takes none that is too large. Nothing pressed is left without a word.
 * https://docs.slack.dev/reference/methods/views.open#errors
 */
import { type Shown, shown } from '../network.ts'
import type { Handle, Place, PlaceRequest } from '../ports.ts'
import { personalPlace } from './address.ts'
import { contentOf, privately, reply, type Showing } from './answer.ts'
import type { Received } from './received.ts'

/** A way to try again, where the button was; for what can't be tried again, the answer itself in the person's own chat. */
export async function tellMissed(received: Received, answer: Shown, handle: Handle, showing: Showing): Promise<void> {
  const { request, way } = received
  if (request.kind !== 'press' && request.kind !== 'open') {
    const place = await ownChat(received, showing)
    return reply({ ...received, request: { ...request, place } }, answer, showing)
  }
  const { account, place, action, data } = request
  const missed: PlaceRequest = {
    from: 'place',
    delivery: `${request.delivery} missed`,
    account,
    place,
    personal: place.kind === 'personal',
    kind: 'missed',
    action,
    data,
  }
  const again = shown(await handle(missed))
  if (way.kind !== 'message') return reply({ ...received, request: missed }, again, showing)
  const content = contentOf(again, place, showing.phrases)
  if (content !== null) await showing.client.respond(way.respond, privately(content, way.thread))
}

async function ownChat({ by, request: { account, place } }: Received, { client }: Showing): Promise<Place> {
  if (place.kind === 'personal') return place
  return personalPlace(by, await client.openConversation(by, account.user), account)
}
