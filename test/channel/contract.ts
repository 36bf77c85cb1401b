/**
 * What every channel promises the app, told without a word about any channel. A channel's test file gives a harness
 * that plays the people: it says, presses and reads what they would see.
 */
import { afterEach, beforeEach, describe, it } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { Account, Answer, Channel, Handle, Place, PlaceRequest, Request, Sending } from '../../src/ports.ts'
import { limited } from './contract-limits.ts'
import { received } from './contract-received.ts'
import { sent } from './contract-sent.ts'

export type Where = 'personal' | 'group' | 'channel'

/** What somebody sees at once after doing something. */
export type Shown = {
  kind: 'card' | 'dialog' | 'message' | 'nothing'
  texts: string[]
  buttons: string[]
  fields: string[]
}

/**
 * One message the channel's service took. `conversation` tells places apart; threads have their own. `onlyFor` is the user
 * who alone sees it in a place that several read.
 */
export type Sent = {
  kind: 'new' | 'update'
  conversation: string
  message: string
  shown: Shown
  notification: string
  onlyFor: string | null
}

/** How the service fails: before or after the message was delivered, and what it says about it. */
export type Failure =
  | 'too-many'
  | 'blocked'
  | 'no-such-place'
  | 'server-error'
  | 'broken'
  | 'swallowed'
  | 'silent'
  | 'refused-connection'

type Said = { text: string; where: Where; by?: 'kari' | 'tor'; delivery?: string; naming?: string }
type Press = {
  card: Card
  button: string
  fields?: Record<string, string>
  in: 'personal' | 'channel' | 'dialog'
  delivery?: string
}

export type Running = {
  channel: Channel
  kari: Account
  tor: Account
  say(said: Said): Promise<void>
  press(press: Press): Promise<Shown>
  /** Picks a message for a stafettlogg that reads as `pickedText`, told of with all the markup the channel has. */
  collect(): Promise<Shown>
  arrive(where: Where): Promise<void>
  leave(where: Where | 'everywhere'): Promise<void>
  /** Something the bot has no use for: an edit, typing, somebody else joining. */
  noise(): Promise<void>
  /** What the bot itself said comes back to it, as channels tell everybody in a place. */
  echo(): Promise<void>
  /** Says something in the name of the service, without being it. */
  forge(): Promise<void>
  /** What was sent so far, waiting until there are so many. */
  sent(count: number): Promise<Sent[]>
  /** How often the service was asked, failures included. */
  attempts(): number
  /** How often it had been asked when the answer to the last press was on its way. */
  attemptsBeforeAnswer(): number
  fail(failure: Failure): void
  reports(): string[]
  stop(): Promise<void>
}

/** In what channels differ, and may. */
type Manner = {
  /** How a form is shown that a press in a personal chat asked for. */
  formInChat: 'card' | 'dialog'
  /** What a message in a channel stands in that answers no other. */
  messageInChannel: 'channel' | 'thread'
  /** Who sees the answer to something said in a place that several read. */
  answerInChannel: 'everybody' | 'asker'
  /** Where the bot is told that it came, and from where that it went. */
  arrivals: Where[]
  departures: (Where | 'everywhere')[]
  /** Whether a chat can be begun with somebody when no place of their tenant is known. */
  startsChats: boolean
  /** Whether it can tell afterwards that a message stands where it was to be sent. */
  finds: boolean
}

/** What a channel may be without, because nothing of the kind exists there: then it is not asked for it. */
export type Lack = 'signatures' | 'repeats' | 'own messages' | 'picked messages' | 'limits' | Failure

export type Harness = {
  name: string
  manner: Manner
  lacks: Lack[]
  start(handle: Handle): Promise<Running>
  /** What the service would not take of this card, drawn for a personal chat or for a place that several read. */
  faults(card: Card, place: 'personal' | 'shared'): string[]
}

/** What a test of the contract works with: the channel, what the app was given, and what it answers. */
export type Stage = {
  running: Running
  requests: Request[]
  answer: (request: Request) => Answer
  last(): PlaceRequest
  /** A place of this kind, learned as the app learns it. */
  placeOf(where: Where): Promise<Place>
  /** A new one for each message that is sent. */
  sending(): Sending
}

/** `it`, for a promise that is asked of every channel but those that have nothing of the kind. */
export function askedUnless(lacks: Lack[], lack: Lack): (name: string, test: () => unknown) => void {
  return lacks.includes(lack) ? () => undefined : it
}

export function channelContract(harness: Harness): void {
  describe(`${harness.name} keeps the channel's promises`, () => {
    const stage = newStage()
    beforeEach(async () => {
      stage.requests = []
      stage.answer = () => ({ kind: 'none' })
      stage.running = await harness.start(async (request) => {
        stage.requests.push(request)
        return stage.answer(request)
      })
    })
    afterEach(async () => {
      await stage.running.stop()
    })
    received(stage, harness)
    sent(stage, harness)
    limited(harness)
  })
}

function newStage(): Stage {
  let sendings = 0
  let running: Running | null = null
  const stage: Stage = {
    get running() {
      if (running === null) throw new Error('nothing is running')
      return running
    },
    set running(started) {
      running = started
    },
    requests: [],
    answer: () => ({ kind: 'none' }),
    last() {
      const request = stage.requests.at(-1)
      if (request?.from !== 'place') throw new Error('nothing was handled')
      return request
    },
    async placeOf(where) {
      await stage.running.say({ text: 'hei', where })
      return stage.last().place
    },
    sending() {
      sendings += 1
      return { id: `out_${sendings}`, since: new Date().toISOString() }
    },
  }
  return stage
}
