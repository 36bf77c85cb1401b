/**
 * The direct conversations the bot has seen since it started: Home and the shortcuts name none, and what is begun there
 * should stand where the person is talked to.
 */
import type { Request } from '../ports.ts'
import { placeOf, readAddress } from './address.ts'
import { lobby, type Received } from './received.ts'

export type Chats = {
  /** Learns from what was received; gives it back with the person's own chat in the place of none. */
  place(received: Received): Received
}

const most = 20_000

export function createChats(): Chats {
  const known = new Map<string, string>()
  return {
    place(received) {
      const { by, request, way } = received
      const { account, place } = request
      const name = `${place.tenant} ${account.tenant} ${account.user}`
      if (place.kind === 'personal') keep(known, name, readAddress(place).channel)
      const channel = known.get(name)
      if (channel === undefined || readAddress(place).channel !== lobby || way.kind === 'none') return received
      const moved: Request = { ...request, place: placeOf({ installation: by, channel, named: 'im', account }) }
      return { ...received, request: moved }
    },
  }
}

/** The one heard of longest ago is forgotten first. */
function keep(known: Map<string, string>, name: string, channel: string): void {
  known.delete(name)
  known.set(name, channel)
  if (known.size <= most) return
  for (const oldest of known.keys()) {
    known.delete(oldest)
    return
  }
}
