/**
 * A proposal to move a level, for those who decide it and for its proposer: what is proposed, what is missing, how it
 * ended. Carries the typed reason, so it is drawn only in a personal view, after a logged check of access.
 */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Card } from './card.ts'
import { discreet } from './parts/chat.ts'
import { offered } from './parts/offer.ts'
import { conditions, type ProposalConditions, possible } from './parts/proposal-conditions.ts'
import { ended, type ProposalOutcome } from './parts/proposal-outcome.ts'
import { typed } from './parts/typed.ts'

/** Names of levels, services and people arrive ready; typed words are null where the reader may not see them. */
export type ProposalArgs = {
  ref: string
  from: string
  to: string
  by: string
  day: Day
  reason: string | null
  /** Whether one was written: where no words are kept, none is. */
  isWritten: boolean
  outcome: ProposalOutcome | null
} & ProposalConditions

/** What the sentence of a notification tells apart. */
function howItStands({ outcome, own }: ProposalArgs): 'settled' | 'fell' | 'own' | 'waits' {
  if (outcome) return 'by' in outcome ? 'settled' : 'fell'
  return own ? 'own' : 'waits'
}

export function proposal(args: ProposalArgs, say: Say): Card {
  const { ref, outcome } = args
  const { rows, buttons } = offered(outcome ? [] : possible(args), say)
  return {
    name: 'proposal',
    lang: say.lang,
    title: say('proposal.title', { ref }),
    summary: say('proposal.summary', { ref, how: howItStands(args) }),
    blocks: [
      ...(outcome ? ended(outcome, say) : []),
      {
        kind: 'text',
        text: say('proposal.what', {
          own: String(args.own),
          by: args.by,
          day: say.dayInSentence(args.day),
          from: args.from,
          to: args.to,
        }),
        discreet: true,
      },
      ...(args.outline || !args.isWritten ? [] : [typed(args.reason, say('field.level.propose.reason'), say)]),
      ...(outcome ? [] : conditions(args, say)),
      ...discreet(rows),
    ],
    buttons,
  }
}
