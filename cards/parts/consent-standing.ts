/** How a case stands with the family's consent: what is missing and why it is asked, and to what the family said no. */
import type { Checkpoint } from '../../src/core/policy.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'

/** Services arrive as names. */
export type ConsentStanding = {
  /** The services without a consent in force, and why it is asked now; null where none is missing, `unsaid` to who may not know whose. */
  needed: { why: Checkpoint; services: string[] } | 'unsaid' | null
  /** Of those that take part or are to, the ones the family has said no to. */
  refused: string[]
}

/** A no is said as what it is, and nothing is lacking where everything is covered. */
export function standing({ needed, refused }: ConsentStanding, say: Say): Block[] {
  return [...(needed && needed !== 'unsaid' ? missing(needed, say) : []), ...said(needed, refused, say)]
}

function said(needed: ConsentStanding['needed'], refused: string[], say: Say): Block[] {
  const text = say('consent.said-no', { services: say.list(refused) })
  if (refused.length > 0) return [{ kind: 'notice', text, tone: 'attention' }]
  return needed ? [] : [{ kind: 'text', text: say('consent.none-needed'), discreet: true }]
}

function missing({ why, services }: Exclude<ConsentStanding['needed'], string | null>, say: Say): Block[] {
  return [
    { kind: 'notice', text: say('consent.needed', { services: say.list(services) }), tone: 'attention' },
    { kind: 'text', text: say(`consent.why.${why}`) },
  ]
}
