/** What a proposal to move a level still waits for, and what the reader may therefore do about it. */
import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import type { Block } from '../card.ts'
import { type Offer, rows } from './offer.ts'

export type ProposalConditions = {
  /** Whether the reader made the proposal, and so can't decide it. */
  own: boolean
  /** The services that join with the move. */
  services: string[]
  /** The services whose consent is missing: as long as there are any, nothing offered here approves. */
  missing: string[]
  /** Those the family said no to, and whether it can go on without them; `alone`: nobody would be left to cooperate with. */
  refused: string[]
  goesOn: 'without' | 'alone' | 'not' | null
  /** By when it is to be decided. */
  deadline: Day
  /** Those who may decide. */
  deciders: string[]
  /** For KE, which no consent covers: whether the conditions hold, and the day of the meeting; of services and people nothing. */
  outline: { holds: boolean; meeting: Day | null } | null
  offers: Offer[]
}

/**
 * Nobody can approve what the family has not consented to, and nobody what they proposed themselves. Rejecting never
 * stands out here, and comes last while a consent is waited for.
 */
export function possible({ offers, missing, refused, own }: ProposalConditions): Offer[] {
  const waits = missing.length > 0 || refused.length > 0
  const rejects = ({ action, data }: Offer) => action === 'level.decide' && data.approve === 'no'
  const others = offers.filter((one) => !rejects(one) && (one.action !== 'level.decide' || (!own && !waits)))
  const rejecting = own ? [] : offers.filter(rejects).map(({ style: _, ...one }): Offer => one)
  const [first, ...rest] = others
  return waits || !first ? [...others, ...rejecting] : [first, ...rejecting, ...rest]
}

/** Who joins, by when it is decided and by whom, and what is missing first. */
export function conditions(args: ProposalConditions, say: Say): Block[] {
  const { services, missing, deadline, deciders, own, outline } = args
  const facts = [
    ...(services.length > 0 ? [{ label: say('fact.joining'), value: say.list(services) }] : []),
    { label: say('fact.decide-by'), value: say.day(deadline), discreet: true },
    ...(deciders.length > 0 ? [{ label: say('fact.deciders'), value: say.list(deciders), discreet: true }] : []),
  ]
  return [
    { kind: 'facts', facts: outline ? [...facts, meeting(outline, say)] : facts },
    ...(outline ? holding(outline, say) : [...whyNot(args, say), ...declined(args, say), ...lacking(missing, say)]),
    { kind: 'text', text: say(own ? 'proposal.own' : 'proposal.together'), subtle: true, discreet: true },
  ]
}

/** Why it can't be approved as it stands, without a word about whom: so that it stands in messages too. */
function whyNot({ missing, refused }: ProposalConditions, say: Say): Block[] {
  const key = missing.length > 0 ? 'proposal.lacks' : refused.length > 0 ? 'proposal.not-all' : null
  return key === null ? [] : [{ kind: 'notice', text: say(key), tone: 'attention', discreet: true }]
}

/**
 * That the family said no is no lack, and is said as what it is; beside it stands how to go on without. Both name a service, so
 * that they stand in no message.
 */
function declined({ refused, goesOn, offers }: ProposalConditions, say: Say): Block[] {
  if (refused.length === 0 || goesOn === null) return []
  const text = say('proposal.refused', { way: goesOn, services: say.list(refused) })
  const without = offers.filter(isNaming)
  // Above its button, and not beside it: on a telephone there is no room for both.
  return [{ kind: 'notice', text, tone: 'attention' }, ...rows(without, say('proposal.rest'), say)]
}

function isNaming({ named }: Offer): boolean {
  return named !== undefined
}

function lacking(missing: string[], say: Say): Block[] {
  if (missing.length === 0) return []
  return [{ kind: 'text', text: say('proposal.missing', { services: say.list(missing) }) }]
}

type Outline = NonNullable<ProposalConditions['outline']>

function meeting({ meeting: day }: Outline, say: Say) {
  return { label: say('fact.meeting-day'), value: day ? say.day(day) : say('fact.not-set'), discreet: true }
}

function holding({ holds }: Outline, say: Say): Block[] {
  return [
    {
      kind: 'notice',
      text: say(holds ? 'proposal.conditions-hold' : 'proposal.conditions-lack'),
      tone: holds ? 'neutral' : 'attention',
      discreet: true,
    },
  ]
}
