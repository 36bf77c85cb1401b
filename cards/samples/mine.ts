/** Samples of a person's own list, with nothing in it, with a few cases and with many. */
import type { Say } from '../../src/wording/index.ts'
import { mine } from '../mine.ts'
import type { AwaitedRow, CaseRow } from '../parts/mine-item.ts'
import { type Lists, listedOn } from '../parts/mine-page.ts'
import type { Offer } from '../parts/offer.ts'
import { fjordvik, holder, leader, nurse, open, personal, press, ref } from './fjordvik.ts'

const none = new Map<string, string>()
const ways: Offer[] = [
  { kind: 'open', action: 'concern.register', data: {} },
  { kind: 'press', action: 'show.help', data: {} },
]
const names: Offer = { kind: 'open', action: 'show.mine', data: {}, label: 'mine.names' }
const usual = { notice: null, page: null, about: none, offers: ways }

export const noLists: Lists = { waiting: [], others: [], held: [], part: [], closed: [] }

function row(say: Say, more: Partial<CaseRow>): CaseRow {
  const { levels, steps } = fjordvik(say)
  const { level = levels[1], closed = null } = more
  const now = level === levels[0] ? { number: 3, count: 4, name: steps[0] } : { number: 4, count: 7, name: steps[2] }
  const step = level === null || closed ? {} : { step: say('step.line', now) }
  return { ref, level, ...step, role: null, next: null, also: [], closed, offer: press('show.case'), ...more }
}

function awaits(more: Partial<AwaitedRow> & Pick<AwaitedRow, 'awaited'>): AwaitedRow {
  const offer = press('nudge.send', { key: 'question_sample', back: 'mine' })
  return { ref, who: nurse, count: 1, days: 6, nudged: null, away: null, from: null, offer, ...more }
}

/** One of each that is asked of others; of the first they are away, of the next they can be reminded, the last is the family. */
function asked(say: Say): AwaitedRow[] {
  const see = press('show.case')
  const withdraw = press('baton.withdraw', { handOver: 'handover_sample', back: 'mine' })
  return [
    awaits({ awaited: 'hand-over', away: '2026-12-11', offer: withdraw }),
    awaits({ ref: 'FJ-1002', awaited: 'proposal', who: leader, nudged: { by: say('called.you'), day: '2026-11-20' } }),
    awaits({ ref: 'FJ-1003', awaited: 'service', days: 1, from: '2026-11-26', offer: see }),
    awaits({ ref: 'FJ-1004', awaited: 'question', who: null, days: 2 }),
    awaits({ ref: 'FJ-1005', awaited: 'measure', count: 2, days: 0 }),
    awaits({ ref: 'FJ-1005', awaited: 'follow-up', days: 4 }),
    awaits({ ref: 'FJ-1008', awaited: 'consent', who: null, days: 3, offer: see }),
  ]
}

/** What waits: late, today, later, a question, and what has climbed to them. */
function fewWaiting(say: Say): CaseRow[] {
  const { levels } = fjordvik(say)
  const you = say('called.you')
  const late: CaseRow = row(say, {
    next: { what: 'measure-due', when: { days: 12, late: true }, who: you },
    also: [
      { what: 'meeting-due', who: null },
      { what: 'nothing-planned', who: null },
    ],
    offer: open('measure.evaluate', { measure: 'measure_sample', back: 'mine' }),
  })
  const climbed = row(say, {
    ref: 'FJ-1002',
    level: levels[2],
    next: { what: 'meeting-due', when: { days: 8, late: true }, who: holder },
    climbed: 'asks',
  })
  const decision = row(say, {
    ref: 'FJ-1003',
    next: { what: 'proposal-undecided', when: { days: 0, late: false }, who: you },
    also: [{ what: 'first-meeting', who: holder }],
    offer: { ...press('show.proposal', { proposal: 'proposal_sample' }), label: 'mine.decide' },
  })
  const soon = row(say, {
    ref: 'FJ-1004',
    level: levels[0],
    next: { what: 'concern-undecided', when: { days: -3, late: false }, who: you },
    offer: open('concern.conclude', { back: 'mine' }),
  })
  const question: CaseRow = row(say, {
    ref: null,
    level: null,
    offer: open('concern.answer', { question: 'question_sample' }),
    next: { what: 'question', when: { days: 2, late: false }, who: null },
  })
  return [late, climbed, decision, question, soon, receiving(say)]
}

/** Whether their unit receives a case. */
function receiving(say: Say): CaseRow {
  const [day, by] = ['2027-08-16', '2027-05-18']
  return row(say, {
    ref: 'FJ-1009',
    level: null,
    offer: { ...press('show.sent', { back: 'receiving|transition_sample' }), label: 'mine.answer' },
    next: { what: 'receiving', day, by, when: { days: -174, late: false }, who: null },
  })
}

/** Late, and put off. */
function later(say: Say): CaseRow {
  const who = say('called.you')
  const next = { what: 'measure-due', when: { days: 12, late: true }, who, again: '2026-12-08' } as const
  return row(say, { next, offer: open('measure.evaluate', { measure: 'measure_sample', back: 'mine' }) })
}

/** A few of each. */
export function fewCases(say: Say): Lists {
  const { levels } = fjordvik(say)
  const held = row(say, {
    ref: 'FJ-1005',
    role: 'holder',
    next: { what: 'measure-due', when: { days: -1, late: false }, who: nurse },
  })
  const part = row(say, { ref: 'FJ-1006', level: levels[2], role: 'participant' })
  const closed = row(say, { ref: 'FJ-1007', role: 'holder', closed: '2026-11-20' })
  return {
    waiting: fewWaiting(say),
    others: asked(say).slice(0, 3),
    held: [held],
    part: [part],
    closed: [closed],
  }
}

/** Sixty, as somebody has who leads a unit. */
export function manyCases(say: Say): Lists {
  const of = (count: number, from: number, more: Partial<CaseRow>) =>
    Array.from({ length: count }, (_, index) => row(say, { ref: `FJ-${from + index}`, ...more }))
  const late = { what: 'measure-due', when: { days: 12, late: true }, who: holder } as const
  const planned = { what: 'meeting-due', when: { days: -9, late: false }, who: nurse } as const
  return {
    waiting: of(20, 1001, { next: late, also: [{ what: 'nothing-planned', who: null }] }),
    others: Array.from({ length: 12 }, () => asked(say)).flat(),
    held: of(15, 1101, { role: 'holder', next: planned }),
    part: of(15, 1201, { role: 'participant', next: planned }),
    closed: of(10, 1301, { role: 'holder', closed: '2026-11-20' }),
  }
}

export const mineSamples = [
  personal('mine', 'empty', (say) => mine({ ...usual, listed: listedOn(noLists, null) }, say)),
  personal('mine', 'busy', (say) =>
    mine({ ...usual, listed: listedOn(fewCases(say), null), offers: [...ways, names] }, say),
  ),
  personal('mine', 'put-off', (say) =>
    mine({ ...usual, listed: listedOn({ ...noLists, waiting: [later(say)] }, null) }, say),
  ),
  personal('mine', 'named', (say, words) => {
    const about = new Map([ref, 'FJ-1002', 'FJ-1005'].map((one) => [one, words.about]))
    return mine({ ...usual, listed: listedOn(fewCases(say), null), about }, say)
  }),
  personal('mine', 'many', (say) =>
    mine({ ...usual, listed: listedOn(manyCases(say), null), offers: [...ways, names] }, say),
  ),
  personal('mine', 'page', (say) => {
    const page = { section: 'waiting', start: 14 } as const
    return mine({ ...usual, listed: listedOn(manyCases(say), page), page, offers: ways }, say)
  }),
]
