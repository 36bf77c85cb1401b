/** Samples of the family's own page, and of what staff are shown of it. */
import type { Lack } from '../../src/core/transition.ts'
import type { Say } from '../../src/wording/index.ts'
import { type CaseFamilyArgs, caseFamily } from '../case-family.ts'
import { familyArrived } from '../family-arrived.ts'
import { familyCode } from '../family-code.ts'
import { familyConsents } from '../family-consents.ts'
import { familyCopy } from '../family-copy.ts'
import { type FamilyFormArgs, familyForm } from '../family-form.ts'
import { familyHome } from '../family-home.ts'
import { type FamilyLogArgs, familyLog } from '../family-log.ts'
import { familyNo, familyNoes } from '../family-no.ts'
import { familyReaders } from '../family-readers.ts'
import type { FamilyConsentItem } from '../parts/family-agreed.ts'
import type { FamilyWay } from '../parts/family-way.ts'
import { beginning } from '../parts/typed.ts'
import { data, holder, nurse, onPage, open, personal, press, ref, type Words, within } from './fjordvik.ts'

const one = (say: Say) => say('signer.guardian-1')
const arrived = (say: Say) => ({
  ref,
  who: one(say),
  day: '2026-11-24',
  outcome: null,
  answered: null,
  offers: [
    { ...press('family.confirm', { member: 'person_1' }), style: 'primary' as const },
    { ...press('family.refuse', { member: 'person_1' }), style: 'danger' as const },
  ],
})

const way = <A extends FamilyWay['action']>(action: A): FamilyWay & { action: A } => ({ action, data })

function read(words: Words, say: Say): FamilyLogArgs {
  const { levels, meanings, measure, about, note, goal } = words
  const staff = say('family.staff', { name: holder, service: words.school })
  return {
    ref,
    notice: null,
    name: about,
    level: { name: levels[1], meaning: meanings[1] },
    holder: staff,
    status: 'open',
    meeting: '2026-12-10',
    asked: way('family.consents'),
    plan: {
      goals: [{ text: goal, status: 'open' }],
      measures: [{ text: measure, who: staff, day: '2026-12-14', status: 'active', say: way('family.say') }],
      followUps: [{ text: goal, who: say('family.you'), day: '2026-12-01', status: 'due', say: null }],
      meetings: [{ day: '2026-12-10', status: 'set', say: way('family.say'), ...uncalled }],
      evaluations: [],
      transitions: [],
      skipped: [],
      texts: [{ kind: 'bright', by: nurse, day: '2026-11-16', words: note }],
      sayings: [{ kind: 'end', day: '2026-11-20', words: null, heard: true }],
    },
    ways: [way('family.ask-correction'), way('family.ask-end'), way('family.copy')],
    buttons: [
      { ...way('family.write'), style: 'primary' },
      way('family.consents'),
      way('family.readers'),
      way('family.home'),
    ],
  }
}

const uncalled = { time: null, place: null, purpose: null, agenda: [], present: [] }

/** A log in which a meeting is called and a transition planned, and nothing else is agreed yet. */
function calledLog(words: Words, say: Say): FamilyLogArgs {
  const { goal, purpose, school } = words
  const called = { time: '13:30', place: '2.14', purpose, agenda: [beginning(goal, 80)], present: [] }
  const meeting = { day: '2026-12-10', status: 'set' as const, say: way('family.say'), ...called }
  const lacking = ['consent', 'acceptance'] satisfies Lack[]
  const transition = { day: '2027-08-16', to: within(school), status: 'planned' as const, lacking }
  const skipped = [{ step: words.steps[1], day: '2026-11-12' as const }]
  const nothing = { goals: [], measures: [], followUps: [], evaluations: [], skipped, texts: [], sayings: [] }
  return { ...read(words, say), asked: null, plan: { ...nothing, meetings: [meeting], transitions: [transition] } }
}

function closedLog(words: Words, say: Say, status: 'closed' | 'sealed' | 'erased'): FamilyLogArgs {
  const held = { ...uncalled, day: '2026-11-12', status: 'held' as const, say: null, present: [nurse] }
  const meetings = status === 'closed' ? [held] : []
  const evaluations = status === 'closed' ? [{ day: '2026-11-12' as const, status: 'held' as const }] : []
  const nothing = {
    goals: [],
    measures: [],
    followUps: [],
    meetings,
    evaluations,
    transitions: [],
    skipped: [],
    texts: [],
    sayings: [],
  }
  return {
    ...read(words, say),
    status,
    meeting: null,
    asked: null,
    plan: nothing,
    ways: [],
    buttons: [way('family.home')],
  }
}

function consentsOf({ school, adviser, topics }: Words): FamilyConsentItem[] {
  const item = { topics: topics.map(within), theirs: true, signed: false, answer: null, aside: [] }
  return [
    { ...item, is: 'asked', services: [within(adviser)], until: null, answer: way('family.answer') },
    { ...item, is: 'given', services: [within(school)], until: '2027-11-02', signed: true },
  ]
}

function form(name: FamilyFormArgs['form'], say: Say): FamilyFormArgs {
  const text = { id: 'text', label: say('family.field.text'), kind: 'long', maxLength: 3000, required: true } as const
  return {
    form: name,
    data,
    notice: null,
    facts: [],
    fields: [text],
    readers: say('family.form.readers'),
    isAnswer: false,
    back: way('family.log'),
  }
}

const writing = ['family.write', 'family.ask-correction', 'family.ask-end'] as const

function inCase({ note }: Words, say: Say): CaseFamilyArgs {
  const member = { since: '2026-11-12', seen: null }
  const said = { who: one(say), day: '2026-11-24', heard: null, hear: null }
  return {
    ref,
    members: [
      { ...member, who: one(say), is: 'in', seen: '2026-11-23' },
      { ...member, who: say('signer.guardian-2'), is: 'arrived' },
      ...(['invited', 'unused', 'out', 'over'] as const).map((is) => ({
        ...member,
        who: say('signer.young-person'),
        is,
      })),
    ],
    said: [
      { ...said, kind: 'end', words: null, isWritten: false, hear: press('family.hear', { saying: 'saying_1' }) },
      { ...said, kind: 'note', words: note, isWritten: true },
    ],
    offers: [press('family.confirm', { member: 'person_2' }), open('family.invite'), press('show.case')],
  }
}

export const familySamples = [
  personal('case-family', '', (say, words) => caseFamily(inCase(words, say), say)),
  onPage('family-home', 'new', (say) =>
    familyHome({ notice: null, logs: [], shut: { waiting: 0, unsaid: 0 }, enter: way('family.enter') }, say),
  ),
  onPage('family-home', '', (say, { about, school }) =>
    familyHome(
      {
        notice: say('family.done.enter'),
        logs: [{ ref, name: about, service: school, holder, closed: false, asked: true, open: way('family.log') }],
        shut: { waiting: 1, unsaid: 1 },
        enter: way('family.enter'),
      },
      say,
    ),
  ),
  onPage('family-log', '', (say, words) => familyLog(read(words, say), say)),
  onPage('family-log', 'called', (say, words) => familyLog(calledLog(words, say), say)),
  ...(['closed', 'sealed', 'erased'] as const).map((status) =>
    onPage('family-log', status, (say, words) => familyLog(closedLog(words, say, status), say)),
  ),
  onPage('family-readers', '', (say, { school, health }) =>
    familyReaders(
      {
        ref,
        readers: [
          { name: nurse, service: health, day: '2026-11-24' },
          { name: holder, service: school, day: '2026-11-20' },
        ],
        start: 50,
        count: 52,
        ways: [{ ...way('family.readers'), label: 'newer' }, way('family.log'), way('family.home')],
      },
      say,
    ),
  ),
  onPage('family-readers', 'none', (say) =>
    familyReaders({ ref, readers: [], start: 0, count: 0, ways: [way('family.log')] }, say),
  ),
  onPage('family-consents', '', (say, words) =>
    familyConsents(
      { ref, notice: null, consents: consentsOf(words), ways: [way('family.withdraw'), way('family.log')] },
      say,
    ),
  ),
  onPage('family-consents', 'anew', (say, words) => {
    const [asked, given] = consentsOf(words)
    const [adviser, health] = [within(words.adviser), within(words.health)]
    const consents = [
      ...(asked ? [{ ...asked, aside: [adviser] }] : []),
      ...(given ? [given, { ...given, is: 'anew' as const, services: [health], aside: [health] }] : []),
    ]
    return familyConsents({ ref, notice: null, consents, ways: [way('family.withdraw'), way('family.log')] }, say)
  }),
  onPage('family-consents', 'none', (say) =>
    familyConsents({ ref, notice: say('family.done.family.withdraw'), consents: [], ways: [way('family.log')] }, say),
  ),
  onPage('family-form', 'enter', (say) => {
    const error = say('family.error.code')
    const code = {
      id: 'code',
      label: say('family.field.code'),
      kind: 'short',
      maxLength: 60,
      required: true,
      error,
    } as const
    return familyForm({ ...form('family.enter', say), fields: [code], readers: null }, say)
  }),
  ...writing.map((name) =>
    onPage('family-form', name.slice('family.'.length), (say) => familyForm(form(name, say), say)),
  ),
  onPage('family-form', 'say', (say, { measure }) => {
    const facts = [{ label: say('family.fact.measure'), value: measure, typed: true }]
    return familyForm({ ...form('family.say', say), facts }, say)
  }),
  onPage('family-form', 'answer', (say, { adviser, topics }) =>
    familyForm(
      {
        ...form('family.answer', say),
        readers: null,
        isAnswer: true,
        facts: [
          { label: say('family.fact.asked'), value: within(adviser) },
          { label: say('family.fact.lasts'), value: say.day('2027-11-24') },
        ],
        fields: [
          {
            id: 'services',
            label: say('family.field.services'),
            kind: 'choices',
            choices: [{ value: 'ppt', label: adviser }],
          },
          {
            id: 'topics',
            label: say('family.field.topics'),
            kind: 'choices',
            choices: topics.map((label, at) => ({ value: `t${at}`, label })),
          },
          { id: 'childAsked', label: say('family.field.childAsked'), kind: 'tick' },
        ],
      },
      say,
    ),
  ),
  onPage('family-form', 'withdraw', (say, { adviser }) => {
    const choices = [
      { value: 'whole', label: say('family.withdraw.whole') },
      { value: 'service:ppt', label: say('family.withdraw.service', { service: within(adviser) }) },
      { value: 'topic:t', label: say('family.withdraw.topic', { topic: within(adviser) }) },
    ]
    const what = { id: 'what', label: say('family.field.what'), kind: 'choice', choices, required: true } as const
    return familyForm({ ...form('family.withdraw', say), readers: null, fields: [what] }, say)
  }),
  onPage('family-copy', '', (say) => familyCopy({ ref, data, ways: [way('family.log'), way('family.home')] }, say)),
  ...familyNoes.map((why) =>
    onPage('family-no', why, (say, { note }) =>
      familyNo({ why, typed: why === 'closed' ? note : null, ways: [way('family.home')] }, say),
    ),
  ),
  personal('family-code', '', (say) =>
    familyCode(
      {
        ref,
        who: one(say),
        code: 'K7QX-P3MH-TWAB-9CDE',
        until: '2026-12-01',
        tries: 10,
        offers: [press('show.case'), open('family.invite')],
      },
      say,
    ),
  ),
  personal('family-arrived', 'asked', (say) => familyArrived(arrived(say), say)),
  ...(['confirmed', 'refused', 'shut-out'] as const).map((outcome) =>
    personal('family-arrived', outcome, (say) =>
      familyArrived(
        {
          ...arrived(say),
          outcome,
          answered: { by: holder, isYou: false, day: '2026-11-25' },
          offers: [press('show.case')],
        },
        say,
      ),
    ),
  ),
]
