/**
 * The direct conversations the bot has seen since it started: Home and the shortcuts name none, and what is begun there
 * should stand where the person is talked to. So should what is begun in a direct conversation of two people.
 */
import { isForeign, isOwn, personalPlace, placeOf, readAddress } from './address.ts'
import type { Client } from './client.ts'
import { lobby, type Received } from './received.ts'

export type Chats = {
  /** Learns from what was received; gives it back with the person's own chat in the place of none. */
  place(received: Received): Received
  /** Asks Slack for the person's own chat, where there is none. */
  find(received: Received, client: Client): Promise<Received>
}

const most = 20_000

export function createChats(): Chats {
  const known = new Map<string, string>()
  return {
    place(received) {
      const { place, account } = received.request
      if (isOwn(place, account)) keep(known, nameOf(received), readAddress(place).channel)
      const channel = known.get(nameOf(received))
      if (!isNowhere(received)) return received
      return channel === undefined ? inLobby(received) : moved(received, channel)
    },
    async find(received, client) {
      // Where a link is shown needs no chat.
      if (!isNowhere(received) || received.way.kind === 'link') return received
      const { by, request } = received
      const channel = await client.openConversation(by, request.account.user)
      keep(known, nameOf(received), channel)
      return moved(received, channel)
    },
  }
}

function nameOf({ request: { place, account } }: Received): string {
  return `${place.tenant} ${account.tenant} ${account.user}`
}

function isNowhere({ request, way }: Received): boolean {
  return way.kind !== 'none' && (readAddress(request.place).channel === lobby || isForeign(request.place))
}

/** Where the bot may have no part, nothing is kept of the place. */
function inLobby(received: Received): Received {
  const { by, request } = received
  return {
    ...received,
    request: { ...request, place: placeOf({ installation: by, channel: lobby, account: request.account }) },
  }
}

function moved(received: Received, channel: string): Received {
  const { by, request } = received
  return { ...received, request: { ...request, place: personalPlace(by, channel, request.account) } }
}

/** The one heard of longest ago is forgotten first. */
function keep(known: Map<string, string>, name: string, channel: string): void {
  known.delete(name)
  known.set(name, channel)
  const [oldest] = known.keys()
  if (known.size > most && oldest !== undefined) known.delete(oldest)
}
