/** One sentence in the thread of a case, seen by everybody in the channel. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type LineArgs, sentence } from './parts/line.ts'

export type ThreadLineArgs = { ref: string } & LineArgs

export function threadLine(args: ThreadLineArgs, say: Say): Card {
  const title = say('case.title', { ref: args.ref })
  return {
    name: 'thread-line',
    lang: say.lang,
    title,
    summary: say('told.summary', { ref: args.ref, what: sentence(args, say) }),
    blocks: discreet([{ kind: 'text', text: sentence(args, say) }]),
    buttons: [],
  }
}
