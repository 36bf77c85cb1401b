/**
 * What a modal remembers unseen (`private_metadata`): where it was opened from, and what its submit button carries, since
 * Slack says neither when it is sent in.
 */
import { z } from 'zod'
import { type Lang, languages } from '../../cards/card.ts'
import type { Account, Place } from '../ports.ts'
import { type Installation, installationOf, placeOf, readAddress } from './address.ts'
import { type Carried, inert } from './button.ts'
import { limits } from './limits.ts'

export type Opened = {
  by: Installation
  channel: string
  /** What kind of conversation the channel is, in Slack's words. */
  named: string
  thread: string | null
  /** The message of the person's own chat whose button opened it, which then shows what came of it; or their Home. */
  from: { kind: 'message'; message: string } | { kind: 'home' } | { kind: 'elsewhere' }
  submit: Pick<Carried, 'action' | 'data'> | null
  /** That of the card in it, for what is said after it. */
  lang: Lang
}

/** Throws where it is longer than Slack takes: a fault of ours. https://docs.slack.dev/reference/views/modal-views */
export function writeOpened(opened: Opened): string {
  const text = inert(opened, limits.metadata)
  if (text.length > limits.metadata) throw new RangeError(`a modal can't remember ${text.length} characters`)
  return text
}

/** Null for what this file did not write. */
export function readOpened(text: string): Opened | null {
  try {
    return openedSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** What is remembered of a place; `placeOfOpened` makes the same place of it again. */
export function openedAt(place: Place): Pick<Opened, 'by' | 'channel' | 'named' | 'thread'> {
  const { channel, thread } = readAddress(place)
  return { by: installationOf(place), channel, named: names[place.kind], thread: thread ?? null }
}

export function placeOfOpened({ by, channel, named, thread }: Opened, account: Account): Place {
  return placeOf({ installation: by, channel, named, thread, account })
}

const names: Record<Place['kind'], string> = { personal: 'im', group: 'mpim', channel: 'group', thread: 'group' }

const openedSchema = z.object({
  by: z.object({ team: z.string().min(1).nullable(), enterprise: z.string().min(1).nullable() }),
  channel: z.string().min(1),
  named: z.string(),
  thread: z.string().min(1).nullable(),
  from: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('message'), message: z.string().min(1) }),
    z.object({ kind: z.literal('home') }),
    z.object({ kind: z.literal('elsewhere') }),
  ]),
  submit: z.object({ action: z.string().min(1), data: z.record(z.string(), z.string()) }).nullable(),
  lang: z.enum(languages),
})
