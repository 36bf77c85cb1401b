/**
 * A code that somebody writes in another channel to be known there as well, and the way to one. Seen by the person it was
 * made for alone.
 */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { commandWords } from './parts/command-list.ts'
import { type Offer, offered } from './parts/offer.ts'

/** `code` as it is to be read, in two groups; `already`: a code was written where the person is known. */
export type PairingCodeArgs = { code: string; minutes: number; already: boolean }

export function pairingCode({ code, minutes, already }: PairingCodeArgs, say: Say): Card {
  const [word = ''] = commandWords('pair', say)
  return {
    name: 'pairing-code',
    lang: say.lang,
    title: say('pair.title'),
    summary: say('pair.summary'),
    blocks: discreet([
      ...(already ? [{ kind: 'notice', text: say('pair.already'), tone: 'neutral' } as const] : []),
      { kind: 'text', text: say('pair.how') },
      { kind: 'heading', text: say('pair.write', { word, code }) },
      { kind: 'text', text: say('pair.valid', { minutes }), subtle: true },
      { kind: 'notice', text: say('pair.secret'), tone: 'attention' },
    ]),
    buttons: [],
  }
}

/** Where a code was asked for among others: in the own chat it is made when it is asked for there. */
export function askForCode({ offers }: { offers: Offer[] }, say: Say): Card {
  const { rows, buttons } = offered(offers, say)
  const text = say('pair.ask', { button: say('action.account.pair') })
  return {
    name: 'pairing-code',
    lang: say.lang,
    title: say('pair.title'),
    summary: say('pair.title'),
    blocks: discreet([{ kind: 'text', text }, ...rows]),
    buttons,
  }
}
