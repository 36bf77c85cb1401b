/** Samples of a case's own cards: summary, plan, menu, consents. */

import type { Day } from '../../src/core/ids.ts'
import type { Say } from '../../src/wording/index.ts'
import { type CaseEvaluationArgs, caseEvaluation } from '../case-evaluation.ts'
import { type CaseMenuArgs, caseMenu } from '../case-menu.ts'
import { caseOutline } from '../case-outline.ts'
import { type CasePlanArgs, casePlan } from '../case-plan.ts'
import { type CaseSummaryArgs, caseSummary } from '../case-summary.ts'
import { consentCheckpoint } from '../consent-checkpoint.ts'
import type { ConsentItem } from '../parts/consent-item.ts'
import type { Offer } from '../parts/offer.ts'
import { custody, data, holder, leader, nurse, open, personal, press, ref, type Words, within } from './fjordvik.ts'

const next = [press('show.plan'), press('show.consents'), press('show.menu')]

type Summary = Omit<CaseSummaryArgs, 'back'>

/** Of a closed case. */
const over = { step: null, skipped: [] }

function summary(args: Summary, say: Say) {
  return caseSummary({ ...args, back: press('show.mine') }, say)
}

const unconcluded = { outcome: null, refused: null }

function concern(say: Say, words: Words): Summary {
  const { about, seen, answer, school } = words
  return {
    ref,
    about,
    isShielded: false,
    notice: say('done.concern.register.led', { names: 'Terje Aas' }),
    service: school,
    closed: null,
    overdue: [],
    isErased: false,
    sealed: null,
    advice: [],
    ...inTalk(words),
    stage: {
      kind: 'concern',
      owner: holder,
      targetGroup: 'child',
      registered: '2026-11-23',
      seen,
      talkHeld: null,
      talkWay: null,
      children: null,
      reports: [],
      decisionDue: '2026-12-07',
      ...unconcluded,
      questions: [
        { asked: '2026-11-25', answer: null },
        { asked: '2026-11-24', answer },
      ],
    },
    ball: { who: holder, signal: 'family-talk', day: '2026-12-07', isPast: false },
    offers: [
      { ...open('concern.talk'), style: 'primary' },
      open('concern.ask'),
      open('concern.conclude'),
      press('show.report-help'),
    ],
  }
}

function inTalk({ levels, meanings, steps: [name], asks: [asks] }: Words) {
  return { level: { name: levels[0], meaning: meanings[0] }, step: { number: 3, count: 4, name, asks }, skipped: [] }
}

function inMeasures({ steps: [, , name], asks: [, asks] }: Words) {
  return { number: 4, count: 7, name, asks }
}

function before({ seen, reason, voice, levels: [, from, to] }: Words) {
  return {
    seen,
    decision: { approved: true, from: within(from), to: within(to), by: leader, day: '2026-11-16', reason },
    view: { day: '2026-11-10', words: voice },
  }
}

function log(words: Words): Summary {
  const { about, school, health, levels, meanings } = words
  return {
    ref,
    about,
    isShielded: false,
    notice: null,
    service: school,
    closed: null,
    isErased: false,
    sealed: null,
    advice: [],
    level: { name: levels[2], meaning: meanings[2] },
    step: inMeasures(words),
    skipped: [words.steps[1]],
    stage: {
      kind: 'log',
      talkHeld: '2026-11-19',
      talkWay: 'meeting',
      children: null,
      mode: 'digital',
      holder,
      services: [school, health],
      participants: [holder, nurse],
      deputy: { name: nurse, from: '2026-12-01', until: '2026-12-14' },
      next: { day: '2026-12-10', late: false },
      missing: ['goals', 'measures'],
      roles: ['holder', 'participant'],
      reports: [{ day: '2026-11-20', by: holder }],
      remembered: before(words),
    },
    ball: { who: holder, signal: 'measure-due', day: '2026-11-20', isPast: true },
    overdue: [
      { signal: 'measure-due', day: '2026-11-20', again: null, later: open('reminder.postpone') },
      { signal: 'first-meeting', day: '2026-11-22', again: '2026-12-07', later: open('reminder.postpone') },
    ],
    offers: [{ ...open('meeting.set'), style: 'primary' }, open('measure.add'), open('note.add'), ...next],
  }
}

function transitions({ school: receiver }: Words): CasePlanArgs['transitions'] {
  const planned = { receiver, day: '2027-08-16', status: 'planned', isDeclined: false, said: {}, offers: [] } as const
  return [
    {
      ...planned,
      lacking: ['consent', 'acceptance', 'meeting'],
      offers: [open('transition.meet'), open('transition.call-off')],
    },
  ]
}

/** One that is begun, and one that led to another level. */
function evaluations({ minutes, voice, topics: [topic] }: Words): CasePlanArgs['evaluations'] {
  const unsaid = { askedBy: null, askedOn: null, ended: null }
  return [
    {
      ...unsaid,
      begun: '2026-11-24',
      heard: [{ part: 'child', topic }],
      askedBy: 'holder',
      askedOn: '2026-11-23',
      said: { childView: voice },
      offers: [press('show.evaluation')],
    },
    {
      ...unsaid,
      begun: '2026-10-01',
      heard: [{ part: 'parents', topic }],
      said: { parentsView: minutes },
      ended: { day: '2026-10-02', outcome: 'continue', nextDay: '2026-11-20' },
      offers: [],
    },
  ]
}

function meetings({ minutes, voice, goal, measure, purpose, followUp }: Words, say: Say): CasePlanArgs['meetings'] {
  const agenda = [say('agenda.goal', { text: goal }), say('agenda.measure', { text: measure })]
  return [
    {
      day: '2026-12-10',
      status: 'set',
      moved: null,
      topic: null,
      said: {},
      called: { time: '13:30', said: { place: '2.14', purpose, points: followUp }, agenda },
      ...unminuted,
      offers: [open('meeting.hold'), open('meeting.change'), open('meeting.cancel')],
    },
    {
      day: '2026-12-03',
      status: 'cancelled',
      moved: '2026-12-10',
      topic: null,
      said: {},
      called: null,
      ...unminuted,
      offers: [],
    },
    {
      day: '2026-11-10',
      status: 'held',
      moved: null,
      called: null,
      topic: 'learning',
      said: { minutes, childView: voice },
      present: [say('present.child', { group: 'child' }), say('signer.guardian-1'), holder, nurse],
      decisions: [
        { words: followUp, isTaken: false, offers: decidedOffers },
        { words: measure, isTaken: true, offers: [] },
      ],
      corrected: 1,
      offers: [open('meeting.correct')],
    },
  ]
}

/** One step was skipped, and can be taken up again. */
function stands(words: Words): CasePlanArgs['stands'] {
  const [, name] = words.steps
  const resume = press('step.resume', { step: 'understanding', back: 'plan' })
  return {
    step: inMeasures(words),
    ball: { who: holder, signal: 'measure-due', day: '2026-11-20', isPast: true },
    missing: ['goals', 'measures'],
    skipped: [{ name, day: '2026-11-12', by: holder, reason: words.whySkipped, resume }],
  }
}

const unminuted = { present: [], decisions: [], corrected: 0 }
const decidedOffers = [open('follow-up.add'), open('measure.add')]

const counts = {
  goals: 1,
  measures: 2,
  'follow-ups': 1,
  meetings: 3,
  notes: 1,
  evaluations: 2,
  transitions: 1,
  history: 5,
}

function plan(say: Say, words: Words): CasePlanArgs {
  const { goal, followUp, topics } = words
  const [topic] = topics
  const finish = [press('goal.finish'), press('goal.finish', { reached: 'no' })]
  const due = {
    topic,
    said: { text: followUp },
    responsible: holder,
    day: '2026-12-04',
    late: false,
    status: 'due',
  } as const
  return {
    ref,
    notice: say('done.measure.add', { day: say.dayInSentence('2026-12-20') }),
    section: null,
    sealed: null,
    stands: stands(words),
    start: 0,
    data,
    offers: [press('show.case')],
    counts,
    goals: [{ said: { text: goal }, topic, status: 'open', evaluated, offers: finish }],
    measures: measures(say, words),
    followUps: [{ ...due, offers: [press('follow-up.done'), open('follow-up.postpone')] }],
    meetings: meetings(words, say),
    notes: notes(words),
    evaluations: evaluations(words),
    transitions: transitions(words),
    history: history(say, words),
    // The samples' codes are names already.
    names: { topics: {}, arenas: {}, services: {} },
    filtered: false,
  }
}

function notes({ note, topics: [topic] }: Words): CasePlanArgs['notes'] {
  const offers = [open('note.correct')]
  return [{ said: { text: note }, topic, by: holder, day: '2026-11-12', corrections: 1, bright: true, offers }]
}

/** With nobody heard yet, or all on a day. */
function evaluation({ goal, measure, topics: [topic] }: Words, done: Day | null = null): CaseEvaluationArgs {
  const to = { back: 'evaluation' }
  const parts = ['child', 'parents', 'staff'] as const
  return {
    ref,
    sealed: null,
    day: '2026-11-20',
    today: '2026-11-27',
    isPaper: false,
    goals: [{ text: goal, topic, evaluated: done, offer: open('goal.evaluate', to) }],
    measures: [{ text: measure, topic, evaluated: '2026-11-26', offer: open('measure.evaluate', to) }],
    parts: parts.map((part) => ({ part, heard: done, offer: open(`evaluation.hear-${part}`, to) })),
    lacks: 'child',
    conclude: open('evaluation.conclude', to),
    offers: [press('show.case')],
  }
}

const evaluated = { day: '2026-11-19', effect: 'some' } as const

/** Newest first. */
function history(say: Say, { note, measure, levels, reason }: Words): CasePlanArgs['history'] {
  const nobody = { from: '', to: '' }
  const byHolder = { by: holder, names: nobody, how: '', facts: [] }
  const told = say('fact.custody.value', { guardians: 'two', care: 'guardians' })
  return [
    {
      ...byHolder,
      day: '2026-11-18',
      what: 'measure.reassigned',
      names: { from: holder, to: nurse },
      words: [{ label: 'field.measure.add.text', words: measure }],
    },
    {
      ...byHolder,
      day: '2026-11-16',
      by: leader,
      what: 'level.decided',
      how: 'approved',
      facts: [
        { label: say('fact.level'), value: say('fact.move.value', { from: within(levels[1]), to: within(levels[2]) }) },
      ],
      words: [{ label: 'field.level.decide.reason', words: reason }],
    },
    { day: '2026-11-12', what: 'note.added', ...byHolder, words: [{ label: 'field.text', words: note }] },
    {
      ...byHolder,
      day: '2026-11-11',
      by: leader,
      what: 'consent.signers-named',
      facts: [{ label: say('fact.custody'), value: told }],
      words: [],
    },
    { day: '2026-11-10', what: 'log.opened', ...byHolder, words: [] },
  ]
}

/** One that is late, and one whose words the reader may not see, nor where it is. */
function measures(say: Say, { measure, minutes, voice, topics, arena, health }: Words): CasePlanArgs['measures'] {
  const [topic] = topics
  return [
    {
      topic,
      said: { text: measure },
      responsible: holder,
      arena,
      evaluationDay: '2026-11-20',
      late: true,
      status: 'active',
      evaluation: { day: '2026-11-02', effect: 'some', said: { note: minutes, childView: voice } },
      offers: [open('measure.evaluate'), open('measure.postpone'), open('measure.reassign')],
    },
    {
      topic,
      said: {},
      responsible: say('responsible.gone', { who: health }),
      arena: null,
      evaluationDay: '2026-12-20',
      late: false,
      status: 'done',
      evaluation: null,
      offers: [],
    },
  ]
}

/** Everything a leader who holds the baton could be offered. */
const everything: Offer[] = [
  open('goal.set'),
  open('measure.add'),
  open('follow-up.add'),
  open('meeting.set'),
  open('meeting.hold'),
  open('meeting.cancel'),
  open('note.add'),
  open('consent.request'),
  open('consent.withdraw'),
  open('level.propose'),
  open('baton.offer'),
  open('baton.deputize'),
  press('baton.end-deputy'),
  open('participant.add'),
  open('participant.remove'),
  open('transition.plan'),
  press('case.open-on-paper'),
  open('case.close'),
  open('case.shield'),
  open('report.record'),
  open('case.recuse'),
  press('show.consents'),
  press('show.plan'),
  press('show.case'),
  press('show.report-help'),
]

function menu(group: CaseMenuArgs['group']): CaseMenuArgs {
  const likely = everything.filter(({ action }) => likelyNext.includes(action))
  return { ref, group, likely, offers: everything, menu: press('show.menu') }
}

const likelyNext: string[] = ['goal.set', 'meeting.cancel', 'level.propose', 'baton.offer', 'participant.add']

/** What most samples of a family's consents say nothing of. */
const plain = { ref, notice: null, afterNo: false, excluded: [] }
const named = { endsByAge: true, excludedStaff: [nurse], excludedPersons: null }
const unnamed = { endsByAge: false, excludedStaff: [], excludedPersons: null }

/** A renewal that one guardian said no to, and the question after it. */
function refusedOnce({ school, health, topics, goal }: Words): ConsentItem[] {
  const services = [school, health]
  const both: ConsentItem['signers'] = [
    { signer: 'guardian-1', signed: 'written' },
    { signer: 'guardian-2', signed: null },
  ]
  const asked = { services, topics, signers: both, from: null, until: null, takenOut: [], takenBack: [], offers: [] }
  const unsaid = { ...unnamed, aside: null, purpose: null, childView: null, textVersion: null, language: null }
  const no = { signer: 'guardian-2', how: 'oral', day: '2026-11-26', reason: goal } as const
  return [
    {
      ...asked,
      ...unsaid,
      why: 'join',
      state: 'requested',
      day: '2026-11-27',
      registeredBy: null,
      noes: [],
      widens: [health],
    },
    {
      ...asked,
      ...unsaid,
      why: 'renewal',
      state: 'refused',
      day: no.day,
      registeredBy: holder,
      noes: [{ ...no, services: services.map(within) }],
      widens: [],
    },
  ]
}

export const caseSamples = [
  personal('case-summary', 'concern', (say, words) => summary(concern(say, words), say)),
  personal('case-summary', 'log', (say, words) => summary(log(words), say)),
  personal('case-summary', 'custody', (say, words) => summary({ ...log(words), custody: custody(say) }, say)),
  personal('case-summary', 'closed', (say, words) => {
    const { reason, minutes } = words
    const facts = [{ label: say('field.goals'), value: say('goals.all') }]
    const closed = { reason, by: leader, day: '2026-11-27', summary: minutes, facts, familyView: words.voice }
    return summary({ ...log(words), ...over, ball: null, overdue: [], closed, offers: [open('case.reopen')] }, say)
  }),
  personal('case-summary', 'shielded', (say, words) => {
    return summary({ ...log(words), isShielded: true, notice: say('done.case.shield') }, say)
  }),
  personal('case-summary', 'erased', (say, words) => {
    const closed = {
      reason: say('closed.no-concern'),
      by: holder,
      day: '2026-11-27',
      summary: null,
      facts: [],
      familyView: null,
    }
    const offers = [open('case.shield')]
    return summary({ ...concern(say, words), ...over, closed, isErased: true, ball: null, notice: null, offers }, say)
  }),
  personal('case-summary', 'advised', (say, words) => {
    const advice = [{ day: '2026-11-26', words: words.minutes }]
    return summary({ ...log(words), advice }, say)
  }),
  personal('case-summary', 'sealed', (say, words) => {
    const { stage } = log(words)
    const hidden = {
      ...log(words),
      about: null,
      notice: null,
      stage,
      sealed: { who: [holder, leader], saidNo: false, mayAsk: true },
    }
    return summary({ ...hidden, offers: [open('consent.request'), open('case.unseal'), ...next] }, say)
  }),
  personal('case-outline', '', (say, words) => {
    const stopped = [
      { signal: 'measure-due', day: '2026-10-20', days: 31, again: null, later: open('reminder.postpone') },
      {
        signal: 'proposal-undecided',
        day: '2026-11-20',
        days: 1,
        again: '2026-11-30',
        later: open('reminder.postpone'),
      },
    ] as const
    const offers: Offer[] = [{ ...press('show.proposal'), style: 'primary' }, open('case.advise'), open('case.recuse')]
    const args = { ref, notice: null, level: words.levels[2], closed: false, advised: '2026-11-26' }
    return caseOutline({ ...args, stopped: [...stopped], offers, back: press('show.mine') }, say)
  }),
  personal('case-plan', 'overview', (say, words) => casePlan(plan(say, words), say)),
  personal('case-plan', 'measures', (say, words) =>
    casePlan({ ...plan(say, words), section: 'measures', notice: null }, say),
  ),
  personal('case-plan', 'meetings', (say, words) =>
    casePlan({ ...plan(say, words), notice: null, section: 'meetings' }, say),
  ),
  personal('case-plan', 'history', (say, words) =>
    casePlan({ ...plan(say, words), section: 'history', notice: null }, say),
  ),
  personal('case-plan', 'empty', (say, words) =>
    casePlan(
      {
        ...plan(say, words),
        notice: null,
        counts: {
          goals: 0,
          measures: 0,
          'follow-ups': 0,
          meetings: 0,
          notes: 0,
          evaluations: 0,
          transitions: 0,
          history: 0,
        },
        goals: [],
        measures: [],
        followUps: [],
        meetings: [],
        notes: [],
        evaluations: [],
        transitions: [],
        history: [],
      },
      say,
    ),
  ),
  personal('case-plan', 'evaluations', (say, words) =>
    casePlan({ ...plan(say, words), section: 'evaluations', notice: null }, say),
  ),
  personal('case-evaluation', '', (say, words) => caseEvaluation(evaluation(words), say)),
  personal('case-evaluation', 'done', (say, words) =>
    caseEvaluation({ ...evaluation(words, '2026-11-27'), lacks: null }, say),
  ),
  personal('case-menu', '', (say) => caseMenu(menu(null), say)),
  personal('case-menu', 'group', (say) => caseMenu(menu('plan'), say)),
  personal('consent-checkpoint', 'asked', (say, words) => {
    const { school, health, topics } = words
    return consentCheckpoint(
      {
        ...plain,
        notice: say('done.consent.request'),
        needed: { why: 'open', services: [within(school), within(health)] },
        refused: [],
        consents: [
          {
            why: 'open',
            state: 'partly-signed',
            services: [school, health],
            topics,
            day: '2026-11-24',
            signers: [
              { signer: 'guardian-1', signed: 'written' },
              { signer: 'guardian-2', signed: null },
            ],
            from: null,
            until: null,
            takenOut: [],
            noes: [],
            takenBack: [],
            widens: [],
            aside: null,
            purpose: null,
            ...unnamed,
            childView: null,
            textVersion: '1',
            language: say(`language.${say.lang}`),
            registeredBy: holder,
            offers: [],
          },
        ],
        offers: [open('consent.record'), open('consent.refuse'), open('consent.withdraw'), press('show.case')],
      },
      say,
    )
  }),
  personal('consent-checkpoint', 'refused', (say, words) => {
    const { school, health } = words
    const offers = [open('case.open-on-paper'), open('consent.request'), press('show.case')]
    const said = { needed: null, refused: [within(school), within(health)], consents: refusedOnce(words), offers }
    return consentCheckpoint({ ...plain, ...said, afterNo: true }, say)
  }),
  personal('consent-checkpoint', 'set-aside', (say, words) => {
    const [, renewal] = refusedOnce(words)
    const { school, health } = words
    const services = [within(school), within(health)]
    const aside = { day: '2026-11-30', anew: services }
    const consents = renewal ? [{ ...renewal, state: 'set-aside' as const, day: aside.day, noes: [], aside }] : []
    const offers = [open('consent.request'), open('case.open-on-paper'), press('show.case')]
    return consentCheckpoint({ ...plain, needed: { why: 'renewal', services }, refused: [], consents, offers }, say)
  }),
  personal('consent-checkpoint', 'of-age', (say, words) => {
    const [, renewal] = refusedOnce(words)
    const { school, health } = words
    const signers: ConsentItem['signers'] = [{ signer: 'guardian-1', signed: 'written' }]
    const needed = { why: 'age' as const, services: [within(school), within(health)] }
    const consents = renewal ? [{ ...renewal, state: 'outgrown' as const, day: '2026-12-01', signers, noes: [] }] : []
    const offers = [open('consent.request'), open('case.open-on-paper'), press('show.case')]
    return consentCheckpoint({ ...plain, needed, refused: [], consents, offers }, say)
  }),
  personal('consent-checkpoint', 'given', (say, words) => {
    const { school, health, topics, voice, goal } = words
    const what = within(topics[1])
    return consentCheckpoint(
      {
        ...plain,
        excluded: [nurse],
        needed: null,
        refused: [],
        consents: [
          {
            why: 'level',
            state: 'given',
            services: [school, health],
            topics,
            day: '2026-11-26',
            signers: [{ signer: 'guardian-1', signed: 'oral' }],
            from: '2026-11-26',
            until: '2027-11-25',
            takenOut: [topics[1]],
            noes: [],
            takenBack: [{ signer: 'guardian-1', scope: 'topic', what, how: 'oral', day: '2026-11-28', reason: null }],
            widens: [],
            aside: null,
            purpose: goal,
            childView: voice,
            textVersion: '1',
            language: say(`language.${say.lang}`),
            registeredBy: holder,
            ...named,
            offers: [],
          },
        ],
        offers: [open('consent.request'), open('consent.withdraw'), press('show.case')],
      },
      say,
    )
  }),
]
