/** What people press and type, as commands: every action, every field, every way of getting one wrong. */
import { describe, expect, test } from 'vitest'
import { languages } from '../../cards/card.ts'
import {
  type Action,
  fieldsOf as asked,
  actions as declared,
  isAction,
  isFormName,
  readAction,
  type Surroundings,
} from '../../src/app/actions/index.ts'
import { clean, readDay, readMonth } from '../../src/app/actions/typed.ts'
import type { Post } from '../../src/core/decision.ts'
import { familyRoles } from '../../src/core/family-member.ts'
import { permissions } from '../../src/core/permission.ts'
import type { Person } from '../../src/ports.ts'
import { countingIds } from '../support/people.ts'
import { calendar } from '../support/sample.ts'
import type { Texts } from '../support/town.ts'

const today = '2026-11-02'
const school: Post = { municipality: 'fjordvik', unit: 'fjordvik-skole', service: 'skole', roles: ['employee'] }
const somebody = (id: `person_${string}`, posts: Post[] = [school], former: Post[] = []): Person => ({
  ...{ id, municipality: 'fjordvik', name: 'Mari Holm', posts, former },
  ...{ lang: 'nb', active: posts.length > 0, email: null, hours: null, digest: null },
})
const mari = somebody('person_mari')
const per = somebody('person_per', [{ ...school, municipality: 'solvik' }])
const other = { ...school, unit: 'solbakken' }
/** At two schools, and gone from both. */
const nora = somebody('person_nora', [school, other])
const odd = somebody('person_odd', [], [school])

function surroundings(): Surroundings {
  return {
    ...{ today, calendar, ids: countingIds(), municipality: 'fjordvik', state: null, posts: [school] },
    ...{ otherLeaders: 0, seers: [], keepsWords: true, isShielded: false, about: 'Kaia-Marie Å. Néss', staff: [] },
    ...{
      units: ['skole/fjordvik-skole', 'ppt/ppt'],
      people: new Map([mari, per, nora, odd].map((one) => [one.id, one])),
      arenas: ['school'],
      closeReasons: ['moved'],
      breachCauses: ['absence'],
      breachRemedies: ['done'],
    },
  }
}

function read(action: Action, raw: Texts) {
  return readAction(action, raw, surroundings())
}

const toMari = { person: 'person_mari', service: 'skole', unit: 'fjordvik-skole', active: true, roles: ['employee'] }
const text = 'Reading with an adult'
const day = '9.11.'
const signed = {
  signedBy: 'guardian-1,nobody',
  evidence: 'oral',
  services: 'skole/fjordvik-skole, ppt/ppt',
  topics: 'learning',
  from: today,
  until: '2027-11-02',
}
const said = { signer: 'guardian-1', how: 'oral', day: 'i dag' }
const explained = { purpose: 'Help', language: 'Bokmål', textVersion: '1', childAsked: 'true' }

/** A good press, and the command it must give. */
const good: Record<Action, [Texts, object]> = {
  'concern.register': [
    { about: 'Kaia', seen: text, targetGroup: 'child', environment: 'true', shielded: 'true' },
    { unit: 'fjordvik-skole', targetGroup: 'child', service: 'skole', environment: true, shielded: true },
  ],
  'concern.talk': [
    { day: 'i dag', way: 'meeting' },
    { day: today, way: 'meeting' },
  ],
  'concern.ask': [{ person: 'person_mari', text }, { to: toMari }],
  'concern.answer': [{ question: 'question_1', text }, { question: 'question_1' }],
  'concern.take-over': [{}, {}],
  'concern.name': [{ person: 'person_mari' }, { to: toMari }],
  'service.man': [
    { service: 'ppt', person: 'person_mari' },
    { service: 'ppt', to: toMari },
  ],
  'concern.conclude': [
    { outcome: 'level:2', services: 'ppt,,bup, ppt,bup', reason: '' },
    { outcome: 'level', level: 2, services: ['ppt', 'bup'], reason: null, day: null, written: null, keepReason: null },
  ],
  'consent.request': [
    { checkpoint: 'open', services: 'skole', topics: 'learning', born: '3.2016', guardians: '1', care: 'guardians' },
    { born: '2016-03', minor: null, guardians: 1, care: 'guardians' },
  ],
  'consent.name-signers': [
    { born: '3.2016', guardians: '2', care: 'child-protection', reason: '' },
    { born: '2016-03', minor: null, guardians: 2, care: 'child-protection', reason: null },
  ],
  'consent.record': [
    { consent: 'consent_1', ...signed, ...explained, excludedStaff: 'person_mari, person_mari' },
    {
      signedBy: ['guardian-1'],
      excludedStaff: ['person_mari'],
      services: ['skole/fjordvik-skole', 'ppt/ppt'],
      units: ['skole/fjordvik-skole', 'ppt/ppt'],
      childAsked: true,
      childView: null,
    },
  ],
  'consent.refuse': [
    { consent: 'consent_1', services: 'skole', ...said },
    { services: ['skole'], ...said, day: today, reason: null },
  ],
  'consent.withdraw': [
    { what: 'service:ppt', ...said },
    { ...said, day: today, scope: 'service', service: 'ppt', topic: null },
  ],
  'level.propose': [
    { to: '2', services: 'ppt', reason: text },
    { to: 2, services: ['ppt'] },
  ],
  'level.withdraw': [{ proposal: 'proposal_1' }, { proposal: 'proposal_1' }],
  'level.decide': [
    { proposal: 'proposal_1', approve: 'no', meetingDay: '02.11.2026', reason: text, childTookPart: 'true' },
    {
      ...{ approve: false, meetingDay: today, childTookPart: true, parentsTookPart: false, view: null },
      ...{ childAsked: false, without: null },
    },
  ],
  'baton.offer': [{ person: 'person_mari' }, { to: toMari }],
  'baton.accept': [{ handOver: 'handover_1' }, { handOver: 'handover_1' }],
  'baton.decline': [
    { handOver: 'handover_1', reason: '' },
    { handOver: 'handover_1', reason: null },
  ],
  'baton.withdraw': [{ handOver: 'handover_1' }, { handOver: 'handover_1' }],
  'baton.name': [{ person: 'person_mari' }, { to: toMari }],
  'baton.deputize': [
    { person: 'person_mari', from: 'i morgen', until: day },
    { to: toMari, from: '2026-11-03', until: '2026-11-09' },
  ],
  'baton.end-deputy': [{}, {}],
  'breach.explain': [
    { breach: 'measure-due:measure_1:2026-09-21', cause: 'absence', remedy: 'done' },
    { key: 'measure-due:measure_1:2026-09-21', cause: 'absence', remedy: 'done' },
  ],
  'goal.set': [{ text, topic: 'learning' }, { topic: 'learning' }],
  'goal.finish': [
    { goal: 'goal_1', reached: 'no' },
    { goal: 'goal_1', reached: false },
  ],
  'goal.evaluate': [
    { goal: 'goal_1', effect: 'some', outcome: 'continue' },
    { goal: 'goal_1', effect: 'some', outcome: 'continue' },
  ],
  'evaluation.hear-child': [
    { askedBy: 'holder', askedOn: 'i dag', topic: 'learning', childView: text, childWhy: '' },
    { askedBy: 'holder', askedOn: today, topic: 'learning', childWhy: null, known: null },
  ],
  'evaluation.hear-parents': [
    { topic: 'learning', parentsView: text },
    { topic: 'learning', known: null },
  ],
  'evaluation.hear-staff': [
    { topic: 'learning', staffView: text, reflection: '' },
    { topic: 'learning', reflection: null, known: null },
  ],
  'evaluation.conclude': [
    { outcome: 'continue', nextDay: day },
    { outcome: 'continue', nextDay: '2026-11-09' },
  ],
  'measure.add': [
    { decision: '', text, topic: 'learning', arena: 'school', responsible: 'person:person_mari', evaluationDay: day },
    { decision: null, arena: 'school', responsible: { kind: 'person', ...toMari }, evaluationDay: '2026-11-09' },
  ],
  'measure.evaluate': [
    { measure: 'measure_1', effect: 'some', outcome: 'done', evaluationDay: '' },
    { effect: 'some', outcome: 'done', evaluationDay: null, note: null },
  ],
  'measure.postpone': [{ measure: 'measure_1', day, reason: text }, { day: '2026-11-09' }],
  'measure.reassign': [
    { measure: 'measure_1', responsible: 'service:ppt' },
    { measure: 'measure_1', to: { kind: 'service', service: 'ppt' }, had: null },
  ],
  'follow-up.add': [
    { decision: 'decision_1', text, topic: 'learning', responsible: 'home', day },
    { decision: 'decision_1', responsible: { kind: 'home' }, day: '2026-11-09' },
  ],
  'follow-up.done': [{ followUp: 'followup_1' }, { followUp: 'followup_1' }],
  'follow-up.postpone': [{ followUp: 'followup_1', day, reason: text }, { day: '2026-11-09' }],
  'follow-up.reassign': [
    { followUp: 'followup_1', responsible: 'home' },
    { followUp: 'followup_1', to: { kind: 'home' } },
  ],
  'meeting.set': [
    { day, time: 'kl. 9', place: text, purpose: text, topic: 'learning', points: '', agenda: 'goal_1,other' },
    { day: '2026-11-09', time: '09:00', topic: 'learning', points: null, aboutOthers: null, agenda: ['goal_1'] },
  ],
  'meeting.change': [
    { meeting: 'meeting_1', time: '13.30', topic: 'learning', points: text },
    { meeting: 'meeting_1', time: '13:30', place: null, topic: 'learning', aboutOthers: null, agenda: [] },
  ],
  'meeting.postpone': [
    { meeting: 'meeting_1', day, time: '1330', reason: text },
    { meeting: 'meeting_1', day: '2026-11-09', time: '13:30' },
  ],
  'meeting.hold': [
    { meeting: 'meeting_1', day: today, present: 'child', minutes: text, childView: '', whyNone: 'W' },
    { day: today, present: ['child'], childView: null, decisions: [] },
  ],
  'meeting.correct': [
    { meeting: 'meeting_1', known: '2', present: 'child,person_1', topic: 'learning', minutes: text, decisions: text },
    { meeting: 'meeting_1', known: 2, present: ['child', 'person_1'], topic: 'learning', childView: null },
  ],
  'meeting.cancel': [{ meeting: 'meeting_1', reason: text }, { meeting: 'meeting_1' }],
  'note.add': [{ topic: 'learning', text }, { topic: 'learning' }],
  'note.correct': [{ note: 'note_1', text }, { note: 'note_1' }],
  'transition.plan': [
    { to: 'skole', day },
    { to: 'skole', unit: null, day: '2026-11-09' },
  ],
  'transition.receive': [
    { transition: 'transition_1', person: '' },
    { transition: 'transition_1', holder: null },
  ],
  'transition.decline': [{ transition: 'transition_1', reason: text }, { transition: 'transition_1' }],
  'transition.meet': [
    { transition: 'transition_1', day: '2026-11-02', tookPart: text },
    { transition: 'transition_1', day: '2026-11-02' },
  ],
  'transition.call-off': [{ transition: 'transition_1', reason: text }, { transition: 'transition_1' }],
  'case.open-on-paper': [{}, {}],
  'case.close': [
    { reason: 'moved', summary: '', goals: '', thanked: 'family' },
    { reason: 'moved', summary: null, goals: null, familyView: null, thanked: ['family'] },
  ],
  'case.reopen': [{ reason: text }, {}],
  'case.shield': [{ shielded: 'true' }, { shielded: true }],
  'participant.add': [{ person: 'person_mari' }, { to: toMari }],
  'participant.remove': [{ person: 'person_mari' }, { person: 'person_mari' }],
  'case.advise': [{ text }, {}],
  'case.recuse': [{ sure: 'true' }, {}],
  'case.unseal': [{ reason: text }, { seenBy: [] }],
  'report.record': [{ day: today }, { day: today }],
  'reminder.postpone': [
    { key: 'measure-due:1', until: day, reason: text },
    { key: 'measure-due:1', until: '2026-11-09' },
  ],
  'step.skip': [{ step: 'goals', reason: text }, { step: 'goals' }],
  'step.resume': [{ step: 'goals' }, { step: 'goals' }],
  'nudge.send': [{ key: 'measure-due:1' }, { key: 'measure-due:1' }],
  'family.invite': [{ signer: 'guardian-1', name: 'Kaia' }, { signer: 'guardian-1' }],
  'family.confirm': [{ member: 'person_1' }, { member: 'person_1' }],
  'family.refuse': [{ member: 'person_1' }, { member: 'person_1' }],
  'family.shut-out': [{ member: 'person_1', reason: text }, { member: 'person_1' }],
  'family.let-in': [{ member: 'person_1', reason: text }, { member: 'person_1' }],
  'family.release': [
    { text: 'concern', member: 'person_1', reason: text },
    { text: 'concern', member: 'person_1' },
  ],
  'family.clear': [{ text: 'note_1' }, { text: 'note_1' }],
  'family.hear': [{ saying: 'saying_1' }, { saying: 'saying_1' }],
}

/** What comes back with the button rather than from a field. */
const carried = [
  'decision',
  'breach',
  'step',
  'had',
  'service',
  'question',
  'consent',
  'proposal',
  'handOver',
  'measure',
  'goal',
  'followUp',
  'meeting',
  'moves',
  'known',
  'note',
  'transition',
  'checkpoint',
  'approve',
  'reached',
  'key',
  'member',
  'saying',
]

const actions = Object.keys(good).filter(isAction)

test("every command of staff has its place in the table, and the bot's own and the family's have none", () => {
  const own = Object.entries(permissions)
    .filter(([, roles]) => roles.every((role) => role === 'system' || familyRoles.some((one) => one === role)))
    .map(([action]) => action)
  expect(new Set([...actions, ...own])).toEqual(new Set([...Object.keys(permissions), 'concern.register']))
  for (const action of own) expect(isAction(action)).toBe(false)
})

describe.each(actions)('%s', (action) => {
  const [raw, command] = good[action]

  test('a good press gives the command, with words beside it and none in it', () => {
    const found = read(action, raw)
    if ('faults' in found) throw new Error(JSON.stringify(found.faults))
    expect(found.command).toMatchObject({ type: action, ...command })
    const typed = Object.values(raw).filter(
      (value) => value === text || value === 'Kaia' || value === 'Help' || value === 'Bokmål',
    )
    for (const words of typed) {
      expect(JSON.stringify(found.command)).not.toContain(words)
      expect([...found.words.values()]).toContain(words)
    }
  })

  test('whatever is asked or carried goes into the command: nothing typed is thrown away', () => {
    const around = surroundings()
    const env = { ...around, word: () => around.ids.next('word'), wordOr: () => null }
    const found = declared[action].values(raw, env)
    if ('faults' in found) throw new Error(JSON.stringify(found.faults))
    // That somebody means it is all that a tick says.
    const unread = new Set(Object.keys(found.values).filter((name) => name !== 'case' && name !== 'sure'))
    const get = (target: Record<string, unknown>, name: string) => {
      unread.delete(name)
      return target[name]
    }
    declared[action].command(new Proxy(found.values, { get }), env)
    expect([...unread]).toEqual([])
  })

  test('whatever must be there and is not, is a fault at its place', () => {
    // The month of birth is asked of a child alone: the core says so, who knows whom it is about.
    for (const field of Object.keys(raw).filter((one) => one !== 'born' && isNeeded(action, one))) {
      const { [field]: _, ...rest } = raw
      expect(read(action, rest)).toMatchObject({ faults: { [field]: expect.anything() } })
    }
  })

  test('nothing a stranger sends in its place makes it throw', () => {
    for (const odd of [
      '',
      ' ',
      'x',
      '\u0000',
      '__proto__',
      'null',
      '2026-02-30',
      'a'.repeat(20_000),
      '1e9',
      '{}',
      'person:',
      'service:',
    ])
      for (const field of Object.keys(raw)) expect(() => read(action, { ...raw, [field]: odd })).not.toThrow()
  })
})

function isNeeded(action: Action, field: string): boolean {
  const shown = fieldsOf(action).find(({ id }) => id === field)
  if ((action === 'meeting.hold' || action === 'meeting.correct') && field === 'minutes') return false
  // How the form began, and what it comes of, is not known of one that stood open before it was.
  if (field === 'known' || field === 'decision') return false
  // A form that was filled in before it was asked is taken as it is.
  if (action === 'concern.talk' && field === 'way') return false
  // Only where a move is approved, which the core judges.
  if (action === 'level.decide' && field === 'meetingDay') return false
  // What the case knows is not asked again: the core says what it lacks.
  if (['minor', 'guardians', 'care'].includes(field)) return false
  return shown ? shown.required && shown.kind !== 'choices' : true
}

function fieldsOf(action: Action) {
  return isFormName(action) ? asked(action).map(([id, field]) => ({ id, ...field })) : []
}

test.each(actions.filter((action) => isFormName(action)))(
  'the form of %s has exactly the fields that are read',
  (action) => {
    const asked = new Set<string>()
    const raw = new Proxy(good[action][0], {
      get: (target, key) => {
        if (typeof key === 'string') asked.add(key)
        return Reflect.get(target, key)
      },
    })
    read(action, raw)
    const fields = fieldsOf(action).map(({ id }) => id)
    const typed = [...asked].filter(
      (key) =>
        !carried.includes(key) &&
        key !== 'case' &&
        key !== 'leftOut' &&
        key !== 'excludedShown' &&
        key !== 'toString' &&
        key !== 'then',
    )
    expect(new Set(fields.filter((id) => id !== 'case'))).toEqual(
      new Set([...typed, ...fields.filter((id) => carried.includes(id) && id !== 'case')]),
    )
  },
)

test.each([
  ['person:person_1', { kind: 'person', person: 'person_1' }],
  ['service:ppt', { kind: 'service', service: 'ppt' }],
  ['home', { kind: 'home' }],
  ['', null],
  ['person:somebody', null],
  ['service:', null],
])('who had it when the form was opened comes back as "%s"', (had, who) => {
  for (const action of ['measure.reassign', 'follow-up.reassign'] as const)
    expect(read(action, { ...good[action][0], had })).toMatchObject({ command: { had: who } })
})

test.each([
  ['consent.withdraw', 'what', 'everything'],
  ['measure.add', 'responsible', 'somebody'],
  ['measure.add', 'responsible', 'person:nobody'],
  ['measure.add', 'arena', 'Ola Nordmann, Storgata 1'],
  ['case.close', 'reason', 'Ola Nordmann moved'],
  ['concern.register', 'targetGroup', 'dogs'],
  ['level.decide', 'approve', 'maybe'],
] as const)('%s with a %s that nobody was offered (%s) is a fault', (action, field, value) => {
  expect(read(action, { ...good[action][0], [field]: value })).toEqual({
    faults: { [field]: { code: 'not-a-choice' } },
  })
})

test.each(['person_nobody', 'person_per'])(
  "somebody who is not in the municipality's directory (%s) can not be chosen",
  (person) => {
    expect(read('baton.offer', { person })).toEqual({ faults: { person: { code: 'not-a-person' } } })
  },
)

const offeredTo = (person: string) => read('baton.offer', { person })
const inPost = (unit: string) => ({ command: { to: { person: 'person_nora', unit, service: 'skole', active: true } } })

test('a colleague is chosen in one of their posts', () => {
  expect(offeredTo('person_nora@solbakken/skole')).toMatchObject(inPost('solbakken'))
  expect(offeredTo('person_nora@fjordvik-skole/skole')).toMatchObject(inPost('fjordvik-skole'))
})

test('a choice that names the person alone is enough where they have one post, and asked anew where they have several', () => {
  expect(offeredTo('person_mari')).toMatchObject({ command: { to: { person: 'person_mari', unit: 'fjordvik-skole' } } })
  expect(offeredTo('person_nora')).toEqual({ faults: { person: { code: 'which-post' } } })
})

test.each(['person_mari@solbakken/skole', 'person_nora@fjordvik-skole/ppt', 'person_mari@', 'person_mari@a/b/c'])(
  'a post that they do not have (%s) is asked anew',
  (person) => {
    expect(offeredTo(person)).toEqual({ faults: { person: { code: 'which-post' } } })
  },
)

test('somebody who works there no more is told from somebody who never did', () => {
  expect(offeredTo('person_odd@fjordvik-skole/skole')).toMatchObject({ command: { to: { active: false } } })
})

test('whoever is asked, or excluded, is a person, whatever their posts', () => {
  expect(read('concern.ask', { person: 'person_nora', text: 'What have others seen?' })).toMatchObject({
    command: { to: { person: 'person_nora' } },
  })
})

test('whoever has several posts says in which they wonder', () => {
  const { posts: _, ...rest } = surroundings()
  const several = {
    ...rest,
    posts: [school, other, { ...school, service: 'digital', roles: ['administrator'] as const }],
  }
  const wonder = (post: string) =>
    readAction(
      'concern.register',
      { ...good['concern.register'][0], post },
      { ...several, posts: several.posts.map((one) => ({ ...one, roles: [...one.roles] })) },
    )
  expect(wonder('')).toEqual({ faults: { post: { code: 'required' } } })
  expect(wonder('fjordvik/solbakken/skole')).toMatchObject({ command: { municipality: 'fjordvik', unit: 'solbakken' } })
  expect(wonder('solvik/solbakken/skole')).toEqual({ faults: { post: { code: 'not-a-choice' } } })
  expect(wonder('fjordvik/fjordvik-skole/digital')).toEqual({ faults: { post: { code: 'not-a-choice' } } })
})

test('a text longer than its field is a fault that says how long it may be', () => {
  expect(read('meeting.cancel', { meeting: 'meeting_1', reason: 'x'.repeat(501) })).toEqual({
    faults: { reason: { code: 'too-long', max: 500 } },
  })
  expect(read('meeting.cancel', { meeting: 'meeting_1', reason: 'x'.repeat(500) })).toHaveProperty('command')
})

test.each([
  '01010750160',
  '010107 50160',
  '01.01.07-50160',
  '010107\u00a050160',
  '01/01/07\n50160',
  '0101\u206007‑50160',
])('a national identity number (%s) is refused in every field of text, and in no other', (number) => {
  for (const action of actions)
    for (const { id, kind } of fieldsOf(action).filter((one) => one.kind === 'short' || one.kind === 'long')) {
      if (id === 'born') continue
      expect([action, id, kind, read(action, { ...good[action][0], [id]: `It is ${number}.` })]).toMatchObject([
        action,
        id,
        kind,
        { faults: { [id]: { code: 'personal-number' } } },
      ])
    }
  expect(read('goal.set', { text: 'Call 41234567 or 90099000 at 08:00', topic: 'learning' })).toHaveProperty('command')
})

test.each([
  ['2026-11-27', '2026-11-27'],
  ['27.11.2026', '2026-11-27'],
  ['27.11.26', '2026-11-27'],
  ['27.11.', '2026-11-27'],
  ['27/11', '2026-11-27'],
  ['1.11.', '2027-11-01'],
  ['29.2.', null],
  ['29.2.2028', '2028-02-29'],
  ['31.4.2026', null],
  [' I MORGEN ', '2026-11-03'],
  ['i morgon', '2026-11-03'],
  ['tomorrow', '2026-11-03'],
  ['i overmorgen', '2026-11-04'],
  ['27. november 2026', '2026-11-27'],
  ['27. nov.', '2026-11-27'],
  ['1 desember 26', '2026-12-01'],
  ['27. 11. 2026', '2026-11-27'],
  ['neste uke', null],
  ['9999-12-31', null],
  ['0026-11-05', null],
  ['', null],
  ['\u200f2026-11-27\u200e', '2026-11-27'],
])('the day typed as "%s" is %s', (typed, expected) => {
  expect(readDay(typed, today, calendar)).toBe(expected)
})

test.each([
  ['mars 2016', '2016-03'],
  ['Mars, 2016', '2016-03'],
  ['mar. 2016', '2016-03'],
  ['2016 mars', '2016-03'],
  ['march 2016', '2016-03'],
  ['mai 2016', '2016-05'],
  ['May 2016', '2016-05'],
  ['sept 2016', '2016-09'],
  ['oktober 2016', '2016-10'],
  ['desember\u00a02016', '2016-12'],
  ['3/2016', '2016-03'],
  ['3 / 2016', '2016-03'],
  ['03.2016', '2016-03'],
  ['3-2016', '2016-03'],
  ['03 2016', '2016-03'],
  ['2016-03', '2016-03'],
  ['2016/3', '2016-03'],
  ['15.3.2016', '2016-03'],
  ['15. mars 2016', '2016-03'],
  ['13.2016', null],
  ['mars', null],
  ['mars 16', null],
  ['3/16', null],
  ['ma 2016', null],
  ['våren 2016', null],
  ['2016', null],
])('the month typed as "%s" is %s', (typed, expected) => {
  expect(readMonth(typed, today)).toBe(expected)
})

test('every month is known by its name in each language', () => {
  for (const lang of languages)
    for (let month = 1; month <= 12; month++) {
      const name = new Intl.DateTimeFormat(lang, { month: 'long' }).format(new Date(2026, month - 1, 15))
      expect(readMonth(`${name} 2016`, today), name).toBe(`2016-${String(month).padStart(2, '0')}`)
    }
})

test.each([
  '27.11.1926',
  '27.11.2126',
  '1826-11-27',
  '3026-11-27',
  '0026-11-27',
  '27/11-20266',
  '27. november 1026',
  '27.11.226',
])('a day in another century (%s) is said to be so, and is never taken for one of ours', (typed) => {
  const fault = { code: 'far-year', max: 50 }
  expect(read('meeting.set', { day: typed })).toEqual({ faults: { day: fault } })
  expect(read('report.record', { day: typed })).toEqual({ faults: { day: fault } })
})

test.each(['mars 1816', '3/2216', '0016-03'])('a month in another century (%s) is said to be so', (born) => {
  const asked = { ...good['consent.request'][0], born }
  expect(read('consent.request', asked)).toEqual({ faults: { born: { code: 'far-year', max: 50 } } })
})

test('what nobody can see is taken out of a text, and nothing else', () => {
  expect(clean('  Hei\u0000 \u202eder\u202c\r\nog\r\tder 👨‍👩‍👧 <b>*x*</b> [a](b) مرحبا ')).toBe(
    'Hei der\nog\n\tder 👨‍👩‍👧 <b>*x*</b> [a](b) مرحبا',
  )
})

test.each(['\u200b', '\u0301', '\u2800\u2800', '\u3164', '\u0007 \ufe0f', '\u00ad\n\u2060'])(
  'a text of which nothing can be seen (%j) is no text, in any field',
  (blank) => {
    for (const action of actions)
      for (const { id, required } of fieldsOf(action).filter(({ kind }) => kind === 'short' || kind === 'long')) {
        const found = read(action, { ...good[action][0], [id]: blank })
        if (required && id !== 'born')
          expect([action, found]).toEqual([action, { faults: { [id]: { code: 'required' } } }])
        else if ('command' in found) expect([...found.words.values()]).not.toContain(blank)
      }
  },
)
