/** A code that somebody writes in another channel to be known there as well. Seen by the person it was made for alone. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { commandWords } from './parts/command-list.ts'

/** `code` as it is to be read, in two groups; `already`: a code was written where the person is known. */
export type LinkCodeArgs = { code: string; minutes: number; already: boolean }

export function linkCode({ code, minutes, already }: LinkCodeArgs, say: Say): Card {
  const [word = ''] = commandWords('link', say)
  return {
    name: 'link-code',
    lang: say.lang,
    title: say('link.title'),
    summary: say('link.summary'),
    blocks: [
      ...(already ? [{ kind: 'notice', text: say('link.already'), tone: 'neutral' } as const] : []),
      { kind: 'text', text: say('link.how') },
      { kind: 'heading', text: say('link.write', { word, code }) },
      { kind: 'text', text: say('link.valid', { minutes }), subtle: true },
      { kind: 'notice', text: say('link.secret'), tone: 'attention' },
    ],
    buttons: [],
  }
}
