/** Samples of the cards that are sent rather than asked for. */

import type { Say } from '../../src/wording/index.ts'
import { type BreachArgs, breach } from '../breach.ts'
import type { Card } from '../card.ts'
import { consentWithdrawn } from '../consent-withdrawn.ts'
import { contentOpened } from '../content-opened.ts'
import { type HandOverArgs, handOver } from '../hand-over.ts'
import { newer } from '../newer.ts'
import { type Lateness, latenessBlocks } from '../parts/lateness.ts'
import type { Offer } from '../parts/offer.ts'
import type { Settlement } from '../parts/settlement.ts'
import { type ProposalArgs, proposal } from '../proposal.ts'
import { type ReceivingArgs, receiving } from '../receiving.ts'
import { type ReminderArgs, reminder } from '../reminder.ts'
import { threadLine } from '../thread-line.ts'
import { threadRoot } from '../thread-root.ts'
import { seenNoMore, told } from '../told.ts'
import { type WhoComesArgs, whoComes } from '../who-comes.ts'
import { holder, leader, open, personal, press, ref, shared, type Words, within } from './fjordvik.ts'

function proposed(words: Words): ProposalArgs {
  const { levels, why, adviser } = words
  return {
    ref,
    from: within(levels[1]),
    to: within(levels[2]),
    by: holder,
    own: false,
    day: '2026-11-24',
    reason: why,
    isWritten: true,
    services: [adviser],
    missing: [],
    refused: [],
    goesOn: null,
    deadline: '2026-12-01',
    deciders: [leader],
    outline: null,
    outcome: null,
    offers: [
      { ...open('level.decide', { approve: 'yes' }), style: 'primary' },
      { ...open('level.decide', { approve: 'no' }), style: 'danger' },
      press('show.case'),
    ],
  }
}

function decided(words: Words, status: 'approved' | 'rejected'): ProposalArgs {
  const { minutes, voice } = words
  const outcome = { status, by: leader, day: '2026-11-27', meetingDay: '2026-11-26', parentsTookPart: true } as const
  return {
    ...proposed(words),
    outcome: {
      ...outcome,
      childTookPart: false,
      childAsked: true,
      individualPlan: null,
      reason: minutes,
      isWritten: true,
      leftOut: [],
      view: voice,
      without: null,
    },
  }
}

function contact({ levels, school, adviser }: Words): WhoComesArgs {
  const offers: Offer[] = [{ ...open('service.man', { service: 'ppt' }), style: 'primary' }]
  const asked = { asking: school, service: adviser, deadline: '2026-12-01' } as const
  return { ref, level: within(levels[1]), ...asked, settled: null, offers }
}

const toReceive: ReceivingArgs = {
  ref,
  day: '2027-08-16',
  outcome: null,
  offers: [{ ...open('transition.receive'), style: 'primary' }, open('transition.decline')],
}

function offer(words: Words): HandOverArgs {
  return {
    ref,
    by: holder,
    day: '2026-11-24',
    deadline: '2026-12-01',
    level: within(words.levels[2]),
    outcome: null,
    offers: [{ ...press('baton.accept'), style: 'primary' }, open('baton.decline')],
  }
}

function due(words: Words): ReminderArgs {
  return {
    ref,
    signal: 'measure-due',
    day: '2026-11-20',
    when: 'after',
    ball: holder,
    lateness: { late: 12, times: 6, reached: ['leader'], next: { rung: 'ke', day: '2026-12-11' } },
    words: words.measure,
    why: null,
    settled: null,
    instead: null,
    offers: [
      { ...open('measure.evaluate'), style: 'primary' },
      open('measure.reassign'),
      open('reminder.postpone'),
      press('show.case'),
    ],
  }
}

const talk: Offer[] = [
  { ...open('concern.talk'), style: 'primary' },
  press('show.report-help'),
  open('reminder.postpone'),
  press('show.case'),
]

const late = {
  ref,
  signal: 'consent-unanswered',
  day: '2026-11-20',
  lateness: { late: 12, times: 5, reached: ['leader'], next: { rung: 'ke', day: '2026-12-11' } },
  ball: holder,
  settled: null,
} satisfies Omit<BreachArgs, 'to' | 'offers'>

const putOff = { ...late.lateness, again: '2026-12-08', by: { whose: 'self', who: '' } } satisfies Lateness

const afterwards = {
  done: { what: 'settled.followed-up', day: null },
  next: { signal: 'meeting-due', day: '2026-12-10', asOf: '2026-11-30' },
} satisfies Settlement

/** A card that asks by itself, said again: how late it is stands above it. */
function again(card: Card, lateness: Lateness, say: Say): Card {
  return { ...card, blocks: [...latenessBlocks(lateness, say), ...card.blocks] }
}

export const sentSamples = [
  shared('thread-root', 'open', (say, words) => {
    const { levels, steps } = words
    const state = {
      ref,
      status: 'open',
      level: levels[1],
      step: steps[2],
      holder,
      next: { day: '2026-12-10', late: false },
      ball: holder,
    } as const
    return threadRoot({ ...state, offers: [open('show.case'), press('show.here')] }, say)
  }),
  shared('thread-root', 'closed', (say, words) =>
    threadRoot(
      {
        ref,
        status: 'closed',
        level: words.levels[1],
        step: null,
        holder,
        next: null,
        ball: null,
        offers: [],
      },
      say,
    ),
  ),
  shared('thread-line', '', (say, words) => {
    const [from, to] = [within(words.levels[1]), within(words.levels[2])]
    return threadLine({ ref, line: 'proposal-approved', by: leader, from, to, day: '2026-11-26' }, say)
  }),
  personal('told', '', (say) =>
    told(
      { ref, role: 'participant', asks: null, line: 'task-given', day: '2026-12-10', offers: [press('show.case')] },
      say,
    ),
  ),
  personal('told', 'holder', (say) =>
    told(
      { ref, role: 'holder', asks: null, line: 'holder-changed', holder, you: true, offers: [press('show.case')] },
      say,
    ),
  ),
  ...([null, leader] as const).map((ledFor) =>
    personal('told', ledFor ? 'leads-no-more' : 'seen-no-more', (say) => seenNoMore({ ref, ledFor }, say)),
  ),
  personal('consent-withdrawn', '', (say) =>
    consentWithdrawn({ ref, isOut: false, offers: [press('show.case')] }, say),
  ),
  personal('consent-withdrawn', 'out', (say) => consentWithdrawn({ ref, isOut: true, offers: [] }, say)),
  personal('content-opened', '', (say, words) => {
    const opened = { ref, by: leader, day: '2026-11-30', until: '2026-11-30', reason: words.whyOpened }
    return contentOpened({ ...opened, offers: [press('show.case')] }, say)
  }),
  personal('proposal', 'open', (say, words) => proposal(proposed(words), say)),
  personal('proposal', 'missing', (say, words) =>
    proposal({ ...proposed(words), missing: [within(words.adviser)] }, say),
  ),
  personal('proposal', 'refused', (say, words) => {
    const approve: Offer = {
      ...open('level.decide', { approve: 'yes', leftOut: 'ppt' }),
      style: 'primary',
      named: [within(words.adviser)],
    }
    const offers = [approve, open('level.decide', { approve: 'no' }), press('show.case')]
    return proposal(
      { ...proposed(words), services: [words.health], refused: [within(words.adviser)], goesOn: 'without', offers },
      say,
    )
  }),
  personal('proposal', 'by-me', (say, words) =>
    proposal({ ...proposed(words), own: true, offers: [press('level.withdraw'), press('show.case')] }, say),
  ),
  personal('proposal', 'approved', (say, words) => proposal(decided(words, 'approved'), say)),
  personal('proposal', 'rejected', (say, words) => proposal(decided(words, 'rejected'), say)),
  personal('proposal', 'outline', (say, words) =>
    proposal(
      {
        ...proposed(words),
        by: say('outline.proposer'),
        services: [],
        missing: [within(words.adviser)],
        deciders: [],
        outline: { holds: false, meeting: '2026-12-10' },
      },
      say,
    ),
  ),
  personal('proposal', 'said-again', (say, words) =>
    again(proposal(proposed(words), say), { late: 12, times: 3, reached: ['ke'], next: null }, say),
  ),
  personal('proposal', 'lapsed', (say, words) => proposal({ ...proposed(words), outcome: { status: 'lapsed' } }, say)),
  personal('who-comes', 'asked', (say, words) => whoComes(contact(words), say)),
  personal('who-comes', 'said-again', (say, words) =>
    again(
      whoComes(contact(words), say),
      { late: 0, times: 1, reached: [], next: { rung: 'leader', day: '2026-12-02' } },
      say,
    ),
  ),
  personal('who-comes', 'settled', (say, words) =>
    whoComes({ ...contact(words), settled: 'manned', offers: [press('show.case')] }, say),
  ),
  ...(['over', 'another', 'waits'] as const).map((settled) =>
    personal('who-comes', settled, (say, words) => whoComes({ ...contact(words), settled, offers: [] }, say)),
  ),
  personal('receiving', 'asked', (say) => receiving(toReceive, say)),
  ...(['accepted', 'declined', 'received', 'off', 'over'] as const).map((outcome) =>
    personal('receiving', outcome, (say) => receiving({ ...toReceive, outcome, offers: [] }, say)),
  ),
  personal('hand-over', 'offered', (say, words) => handOver(offer(words), say)),
  personal('hand-over', 'said-again', (say, words) =>
    again(
      handOver(offer(words), say),
      { late: 1, times: 3, reached: [], next: { rung: 'leader', day: '2026-12-08' } },
      say,
    ),
  ),
  personal('hand-over', 'accepted', (say, words) =>
    handOver({ ...offer(words), outcome: 'accepted', offers: [press('show.case')] }, say),
  ),
  personal('hand-over', 'declined', (say, words) =>
    handOver({ ...offer(words), outcome: 'declined', offers: [] }, say),
  ),
  personal('reminder', 'after', (say, words) => reminder(due(words), say)),
  personal('reminder', 'put-off', (say, words) =>
    reminder({ ...due(words), lateness: putOff, why: words.reason }, say),
  ),
  personal('reminder', 'before', (say, words) =>
    reminder(
      {
        ...due(words),
        signal: 'family-talk',
        when: 'before',
        words: null,
        lateness: { late: 0, times: 1, reached: [], next: { rung: 'leader', day: '2026-11-27' } },
        offers: talk,
      },
      say,
    ),
  ),
  personal('reminder', 'instead', (say, words) =>
    reminder(
      { ...due(words), ball: say('called.you'), instead: { of: holder, until: '2026-12-11', why: 'leave' } },
      say,
    ),
  ),
  personal('reminder', 'deputy', (say, words) =>
    reminder(
      { ...due(words), ball: say('called.you'), instead: { of: holder, until: '2026-12-11', why: 'deputy' } },
      say,
    ),
  ),
  personal('reminder', 'settled', (say, words) =>
    reminder({ ...due(words), signal: 'follow-up-due', settled: afterwards, offers: [press('show.case')] }, say),
  ),
  personal('reminder', 'settled-by-nothing', (say, words) =>
    reminder({ ...due(words), settled: { done: null, next: null }, offers: [] }, say),
  ),
  personal('breach', 'leader', (say) =>
    breach({ ...late, to: 'leader', offers: [press('show.case'), open('reminder.postpone')] }, say),
  ),
  personal('breach', 'ke', (say) => breach({ ...late, to: 'ke', offers: [press('show.case')] }, say)),
  personal('breach', 'put-off', (say) =>
    breach(
      {
        ...late,
        lateness: { ...putOff, by: { whose: 'named', who: holder } },
        to: 'leader',
        offers: [press('show.case')],
      },
      say,
    ),
  ),
  personal('breach', 'settled', (say) =>
    breach({ ...late, to: 'leader', settled: afterwards, offers: [press('show.case')] }, say),
  ),
  personal('newer', 'case', (say) => newer({ of: ref, isList: false }, say)),
  personal('newer', 'one', (say) => newer({ of: null, isList: false }, say)),
  personal('newer', 'list', (say) => newer({ of: null, isList: true }, say)),
]
