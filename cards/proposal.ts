/**
 * A proposal to move a level, for those who decide it and for its proposer: what is proposed, what is missing, how it
 * ended. Carries the typed reason, so it is drawn only in a personal view, after a logged check of access.
 */
import type { Day } from '../src/core/ids.ts'
import type { Say } from '../src/wording/index.ts'
import type { Block, Card } from './card.ts'
import { type Offer, offered } from './offer.ts'
import { typed, typedIfAny } from './typed.ts'

/** Names of levels, services and people arrive ready; typed words are null where the reader may not see them. */
export type ProposalArgs = {
  ref: string
  from: string
  to: string
  by: string
  /** Whether the reader made the proposal, and so can't decide it. */
  own: boolean
  day: Day
  reason: string | null
  /** The services that join with the move. */
  services: string[]
  /** The services whose consent is missing: as long as there are any, nothing offered here approves. */
  missing: string[]
  /** By when it is to be decided. */
  deadline: Day
  /** Those who may decide. */
  deciders: string[]
  outcome: Decided | { status: 'withdrawn' | 'lapsed' | 'cancelled' } | null
  offers: Offer[]
}
type Decided = {
  status: 'approved' | 'rejected'
  by: string
  day: Day
  meetingDay: Day
  parentsTookPart: boolean
  childTookPart: boolean
  reason: string | null
  view: string | null
}

export function proposal(args: ProposalArgs, say: Say): Card {
  const { ref, outcome } = args
  const { rows, buttons } = offered(outcome ? [] : possible(args), say)
  return {
    ...{
      name: 'proposal',
      lang: say.lang,
      title: say('proposal.title', { ref }),
      summary: say('told.summary', { ref }),
    },
    blocks: [
      ...(outcome ? ended(outcome, say) : []),
      {
        kind: 'text',
        text: say('proposal.what', { by: args.by, day: say.day(args.day), from: args.from, to: args.to }),
      },
      typed(args.reason, say('field.level.propose.reason'), say),
      ...(outcome ? [] : conditions(args, say)),
      ...rows,
    ],
    buttons,
  }
}

/**
 * Nobody can approve what the family has not consented to, and nobody what they proposed themselves. Rejecting never
 * stands out here, and comes last while a consent is waited for.
 */
function possible({ offers, missing, own }: ProposalArgs): Offer[] {
  const rejects = ({ action, data }: Offer) => action === 'level.decide' && data.approve === 'no'
  const others = offers.filter((one) => !rejects(one) && (one.action !== 'level.decide' || (!own && !missing.length)))
  const rejecting = own ? [] : offers.filter(rejects).map(({ style: _, ...one }): Offer => one)
  const [first, ...rest] = others
  return missing.length > 0 || !first ? [...others, ...rejecting] : [first, ...rejecting, ...rest]
}

function conditions({ services, missing, deadline, deciders, own }: ProposalArgs, say: Say): Block[] {
  const facts = [
    ...(services.length > 0 ? [{ label: say('fact.joining'), value: say.list(services) }] : []),
    { label: say('fact.decide-by'), value: say.day(deadline) },
    ...(deciders.length > 0 ? [{ label: say('fact.deciders'), value: say.list(deciders) }] : []),
  ]
  const lacking: Block[] =
    missing.length > 0
      ? [{ kind: 'notice', text: say('proposal.missing', { services: say.list(missing) }), tone: 'attention' }]
      : []
  return [
    { kind: 'facts', facts },
    ...lacking,
    { kind: 'text', text: say(own ? 'proposal.own' : 'proposal.together'), subtle: true },
  ]
}

function ended(outcome: NonNullable<ProposalArgs['outcome']>, say: Say): Block[] {
  if (!('by' in outcome)) return [{ kind: 'notice', text: say(`proposal.${outcome.status}`), tone: 'neutral' }]
  const { status, by, day, meetingDay, parentsTookPart, childTookPart, reason, view } = outcome
  const tookPart = (part: boolean) => say(part ? 'took-part.yes' : 'took-part.no')
  const facts = [
    { label: say('fact.meeting'), value: say.day(meetingDay) },
    { label: say('fact.parents'), value: tookPart(parentsTookPart) },
    { label: say('fact.child'), value: tookPart(childTookPart) },
  ]
  const text = say(`proposal.${status}`, { by, day: say.day(day) })
  return [
    { kind: 'notice', text, tone: status === 'approved' ? 'good' : 'neutral' },
    { kind: 'facts', facts },
    typed(reason, say('field.level.decide.reason'), say),
    ...typedIfAny(view, say('field.view')),
    { kind: 'divider' },
  ]
}
