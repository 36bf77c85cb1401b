/** What is left of a message that a newer one follows: one line without content; of a list its title, since many may stand in a row. */
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'

/** `of`: the reference of the case, null where its reader may not know it. */
export type NewerArgs = { of: string | null; isList: boolean }

export function newer({ of, isList }: NewerArgs, say: Say): Card {
  const text = isList ? say('newer.list') : of === null ? say('newer.one') : say('newer.case', { ref: of })
  return {
    name: 'newer',
    lang: say.lang,
    title: isList ? say('newer.title.list') : of === null ? say('newer.title') : say('case.title', { ref: of }),
    summary: text,
    blocks: isList ? [] : discreet([{ kind: 'text', text, subtle: true }]),
    buttons: [],
  }
}
