/**
 * What every channel promises the app, told without a word about any channel. A channel's test file gives a harness
 * that plays the people: it says, presses and reads what they would see.
 */
import { afterEach, beforeEach, describe } from 'vitest'
import type { Card } from '../../cards/card.ts'
import type { Account, Answer, Channel, Handle, Place, Request } from '../../src/ports.ts'
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

/** One request the channel's service got. `conversation` tells places apart; threads have their own. */
type Sent = { kind: 'new' | 'update'; conversation: string; message: string; shown: Shown; notification: string }

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
  /** Picks a message of the channel for a stafettlogg. `html` is how the channel tells of it. */
  collect(message: { html: string }): Promise<Shown>
  arrive(where: Where): Promise<void>
  leave(where: Where): Promise<void>
  /** Something the bot has no use for: an edit, typing, somebody else joining. */
  noise(): Promise<void>
  /** What was sent so far, waiting until there are so many. */
  sent(count: number): Promise<Sent[]>
  /** How often the service was asked, failures included. */
  attempts(): number
  fail(failure: Failure): void
  reports(): string[]
  stop(): Promise<void>
}

export type Harness = { name: string; start(handle: Handle): Promise<Running> }

/** What a test of the contract works with: the channel, what the app was given, and what it answers. */
export type Stage = {
  running: Running
  requests: Request[]
  answer: (request: Request) => Answer
  last(): Request
  /** A place of this kind, learned as the app learns it. */
  placeOf(where: Where): Promise<Place>
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
    received(stage)
    sent(stage)
  })
}

function newStage(): Stage {
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
      if (request === undefined) throw new Error('nothing was handled')
      return request
    },
    async placeOf(where) {
      await stage.running.say({ text: 'hei', where })
      return stage.last().place
    },
  }
  return stage
}
