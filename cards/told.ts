/** One sentence to one person about something that happened, and why they are told. No content. */
import type { CaseRole } from '../src/core/permission.ts'
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { type LineArgs, sentence } from './parts/line.ts'
import { type Offer, offered } from './parts/offer.ts'

export type ToldArgs = {
  ref: string
  /** Why this person is told; null where they have no role any more. */
  role: CaseRole | null
  /** What it asks of the reader, ready; null where it asks nothing. */
  asks: string | null
  offers: Offer[]
} & LineArgs

/** What is left of a card about a case that its reader sees no more, who never had a part in it: that they do not, and why. */
export function seenNoMore({ ref, ledFor }: { ref: string; ledFor: string | null }, say: Say): Card {
  const what = ledFor === null ? say('told.seen-no-more') : say('told.leads-no-more', { leader: ledFor })
  return { ...toldOf(ref, what, say), blocks: discreet([{ kind: 'text', text: what }]) }
}

function toldOf(ref: string, what: string, say: Say): Card {
  const [title, summary] = [say('case.title', { ref }), say('told.summary', { ref, what })]
  return { name: 'told', lang: say.lang, title, summary, blocks: [], buttons: [] }
}

export function told(args: ToldArgs, say: Say): Card {
  const { ref, role } = args
  const { rows, buttons } = offered(args.offers, say)
  return {
    ...toldOf(ref, sentence(args, say), say),
    blocks: discreet([
      { kind: 'text', text: sentence(args, say) },
      ...(args.asks === null ? [] : [{ kind: 'text', text: args.asks } as const]),
      ...(role ? [{ kind: 'text', text: say('told.why', { role: say(`role.${role}`) }), subtle: true } as const] : []),
      ...rows,
    ]),
    buttons,
  }
}
