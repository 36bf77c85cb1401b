/**
 * Any command of the core, made from a handful of numbers and the case as it stands: mostly one that makes sense there,
 * so that long sequences get far, and now and then one that does not.
 */
import type { Case, Command } from '../../src/core/case.ts'
import { covers, evidences, isWritable } from '../../src/core/consent.ts'
import type { FamilySaid } from '../../src/core/consent-said.ts'
import { due } from '../../src/core/deadline.ts'
import type { Context, Family } from '../../src/core/decision.ts'
import { askers, evaluationOutcomes, openEvaluation } from '../../src/core/evaluation.ts'
import { signersOfMember } from '../../src/core/family-member.ts'
import { goalOutcomes } from '../../src/core/goal.ts'
import type { Day, DecisionId, PersonId, Recipient, ServiceCode } from '../../src/core/ids.ts'
import type { Calling } from '../../src/core/invitation.ts'
import { refusedIn } from '../../src/core/left-out.ts'
import { type Effect, effects, measureOutcomes } from '../../src/core/measure.ts'
import { familyThere } from '../../src/core/minutes.ts'
import { allSteps, checkpoints, signers, targetGroups } from '../../src/core/policy.ts'
import { serviceOf, unitOf } from '../../src/core/recipient.ts'
import { agenda } from '../../src/core/reminder.ts'
import type { NamedResponsible } from '../../src/core/responsible.ts'
import { stepOf } from '../../src/core/steps.ts'
import { talkWays } from '../../src/core/talk.ts'
import { answering, type PersonName, people, somebody, units } from './sample.ts'

/** Numbers to decide by: each throw takes the next. */
export type Dice = {
  below(sides: number): number
  one<T>(list: readonly [T, ...T[]]): T
  oneIn(sides: number): boolean
}

/** An id that no command has used. */
export type Fresh = <K extends string>(kind: K) => `${K}_${string}`

type Around = { state: Case; dice: Dice; fresh: Fresh; context: Context; day: Day }
type Type = Exclude<Command['type'], 'concern.register' | 'reminder.send' | 'breach.note'>

const cast: [PersonName, ...PersonName[]] = [
  ...(['colleague', 'ppt', 'nurse', 'otherTeacher', 'otherPpt', 'head', 'teacher', 'ke'] as const),
]
const services: [ServiceCode, ...ServiceCode[]] = ['skole', 'ppt', 'skolehelsetjeneste']
const recipients: [Recipient, ...Recipient[]] = ['skole/bjorkelia', 'skole/strandheim', ...units]
const topics: [string, ...string[]] = ['wellbeing', 'learning', 'health', 'family']

/** What is worth trying in a case as it stands: the more often named, the more often tried. */
export function sensible(state: Case): [Type, ...Type[]] {
  const asked = state.consents.some(({ status }) => status === 'requested' || status === 'partly-signed')
  if (state.status === 'closed')
    return ['case.reopen', 'case.reopen', 'case.reopen', 'report.record', 'consent.withdraw']
  if (state.level === 0 && !state.concern.outcome) {
    return ['concern.conclude', 'concern.conclude', 'concern.conclude', 'concern.talk', 'concern.ask', 'concern.answer']
  }
  if (state.level === 0 && !asked)
    return ['consent.request', 'consent.request', 'consent.request', 'case.open-on-paper']
  const record: Type[] = asked
    ? [...times(14, 'consent.record'), ...times(2, 'consent.refuse')]
    : ['consent.request', 'consent.request']
  if (state.level === 0) return ['consent.record', ...record, 'consent.refuse', 'consent.withdraw']
  return [...daily(state), ...record]
}

function daily(state: Case): [Type, ...Type[]] {
  const open = state.proposals.some(({ status }) => status === 'open')
  return [
    'consent.withdraw',
    'consent.withdraw',
    ...(state.signersNamed ? times(3, 'consent.name-signers') : []),
    ...(open ? [...times(16, 'level.decide'), 'level.withdraw' as const] : times(18, 'level.propose')),
    ...(state.handOver ? [...times(9, 'baton.accept'), 'baton.decline' as const] : times(5, 'baton.offer')),
    ...(state.holderLeft ? times(4, 'baton.name') : (['presence.note'] as const)),
    ...(state.mode === 'digital' ? (['goal.set', 'measure.add', 'follow-up.add', 'note.add'] as const) : []),
    ...(state.measures.length > 0 ? (['measure.evaluate', 'measure.postpone', 'measure.reassign'] as const) : []),
    ...(state.goals.length > 0 ? (['goal.finish', 'goal.evaluate'] as const) : []),
    ...(state.followUps.length > 0 ? (['follow-up.done', 'follow-up.postpone', 'follow-up.reassign'] as const) : []),
    ...transitionsIn(state),
    ...evaluationIn(state),
    ...([
      'participant.add',
      'participant.add',
      'meeting.set',
      'meeting.hold',
      'meeting.correct',
      'note.correct',
    ] as const),
    ...([
      'case.shield',
      'participant.remove',
      'reminder.postpone',
      ...(state.breaches.length > 0 ? (['breach.explain'] as const) : []),
      'nudge.send',
      'step.skip',
      ...(state.skipped.length > 0 ? (['step.resume'] as const) : []),
      'presence.note',
      ...(state.contacts.length > 0 ? (['service.man'] as const) : []),
      state.deputy ? 'baton.end-deputy' : 'baton.deputize',
    ] as const),
  ]
}

/** Somebody comes to their page, in one go; whoever has answered there turns out to have been another. Empty where nothing of it is next. */
export function comesAndGoes({ state, dice, fresh }: Around): Command[] {
  const { family, consents, level, status } = state
  const member = family.find((one) => one.status === 'confirmed' && one.shutOut === null)
  if (level === 0 || status === 'closed' || !dice.oneIn(3)) return []
  if (!member) {
    const id = fresh('person')
    const signer = dice.oneIn(4) ? dice.one(signers) : 'guardian-1'
    const knows = { type: 'family.confirm', member: id } as const
    return [{ type: 'family.invite', member: id, signer, name: null }, { type: 'family.arrive', member: id }, knows]
  }
  const answers = consents.flatMap(({ signed, noes, takenBack }) => [...signed, ...noes, ...takenBack])
  const isWrong = answers.some(({ by }) => by === member.id)
  return isWrong ? [{ type: 'family.shut-out', member: member.id, reason: fresh('word'), stands: false }] : []
}

/** What somebody of the family answers on their own page: as themselves, and there and then. Null where nobody of them does. */
export function byThemselves(command: Command, { state, dice, day }: Around): { command: Command; by: Family } | null {
  const [member] = state.family.filter(({ status, shutOut }) => status === 'confirmed' && shutOut === null)
  if (!member || dice.oneIn(3)) return null
  const by = { kind: 'family', person: member.id, municipality: state.municipality } as const
  const [signer = member.signer] = signersOfMember(member)
  switch (command.type) {
    case 'consent.record': {
      const quiet = { holder: null, excludedStaff: [], excludedShown: [] }
      return { by, command: { ...command, ...quiet, signedBy: [signer], evidence: 'digital', from: day } }
    }
    case 'consent.refuse':
    case 'consent.withdraw':
      return { by, command: { ...command, signer, how: 'digital', day } }
    default:
      return null
  }
}

function times(count: number, type: Type): Type[] {
  return Array.from({ length: count }, () => type)
}

/** Every command but the first and the reminders that the clock brings. */
export const everything: [Type, ...Type[]] = [
  ...(['concern.talk', 'concern.ask', 'concern.answer', 'concern.conclude'] as const),
  ...(['concern.take-over', 'concern.name', 'presence.note', 'service.man'] as const),
  ...(['consent.request', 'consent.name-signers', 'consent.record', 'consent.refuse', 'consent.withdraw'] as const),
  'consent.narrow',
  ...(['level.propose', 'level.withdraw', 'level.decide', 'level.lapse'] as const),
  ...(['baton.offer', 'baton.offer', 'baton.accept', 'baton.decline', 'baton.withdraw', 'baton.name'] as const),
  ...(['baton.deputize', 'baton.end-deputy'] as const),
  ...(['evaluation.hear-child', 'evaluation.hear-parents', 'evaluation.hear-staff', 'evaluation.conclude'] as const),
  ...([
    'goal.set',
    'goal.finish',
    'goal.evaluate',
    'measure.add',
    'measure.evaluate',
    'measure.postpone',
    'measure.reassign',
  ] as const),
  ...(['follow-up.add', 'follow-up.done', 'follow-up.postpone', 'follow-up.reassign'] as const),
  ...(['meeting.set', 'meeting.change', 'meeting.remind', 'meeting.postpone'] as const),
  ...(['meeting.hold', 'meeting.correct', 'meeting.cancel', 'note.add', 'note.correct'] as const),
  ...([
    'transition.plan',
    'transition.receive',
    'transition.decline',
    'transition.move',
    'transition.meet',
    'transition.call-off',
    'case.open-on-paper',
    'case.close',
    'case.reopen',
    'case.shield',
    'case.advise',
    'case.recuse',
    'case.unseal',
  ] as const),
  ...(['participant.add', 'participant.remove', 'participant.leave', 'report.record'] as const),
  ...(['reminder.postpone', 'breach.explain', 'nudge.send', 'step.skip', 'step.resume'] as const),
  ...(['family.invite', 'family.arrive', 'family.confirm', 'family.refuse'] as const),
  ...(['family.shut-out', 'family.let-in', 'family.release', 'family.clear'] as const),
  ...(['family.write', 'family.ask-correction', 'family.say', 'family.ask-end', 'family.hear'] as const),
]

/** A command of that type, with ids the case knows where it knows any. */
export function commandOf(type: Type, around: Around): Command {
  const { state, dice, fresh } = around
  switch (type) {
    case 'concern.talk':
      return { type, day: dayNear(around, -10), way: dice.one(talkWays) }
    case 'report.record':
      return { type, day: dayNear(around, -10) }
    case 'concern.ask':
      return { type, question: fresh('question'), to: anybody(dice), text: fresh('word') }
    case 'concern.answer':
      return { type, question: known(state.concern.questions, dice) ?? 'question_none', text: fresh('word') }
    case 'concern.take-over':
      return { type }
    case 'concern.name':
      return { type, to: anybody(dice) }
    case 'presence.note':
      return presence(around)
    case 'service.man':
      return { type, service: state.contacts.at(-1)?.service ?? dice.one(services), to: anybody(dice) }
    case 'concern.conclude':
      return conclusion(around)
    case 'consent.name-signers':
      return naming(around)
    case 'consent.request':
    case 'consent.record':
    case 'consent.refuse':
    case 'consent.withdraw':
      return consentCommand(type, around)
    case 'consent.narrow': {
      const consent = known(state.consents, dice) ?? 'consent_none'
      return { type, consents: [{ consent, recipients: some(recipients, dice), isLess: dice.oneIn(2) }] }
    }
    case 'level.propose':
    case 'level.withdraw':
    case 'level.decide':
    case 'level.lapse':
      return levelCommand(type, around)
    case 'baton.offer':
    case 'baton.accept':
    case 'baton.decline':
    case 'baton.withdraw':
    case 'baton.name':
    case 'baton.deputize':
    case 'baton.end-deputy':
      return batonCommand(type, around)
    case 'case.open-on-paper':
      return { type, holder: dice.oneIn(3) ? anybody(dice) : null }
    case 'case.close':
      return { type, reason: 'goal-reached', summary: fresh('word') }
    case 'case.reopen':
      return { type, reason: fresh('word') }
    case 'case.shield':
      return { type, shielded: state.shielded !== true || dice.oneIn(6) }
    case 'case.advise':
      return { type, text: fresh('word') }
    case 'case.unseal':
      return { type, opening: fresh('opening'), reason: fresh('word'), seenBy: [people[dice.one(cast)].person] }
    case 'case.recuse':
      return { type }
    case 'participant.add':
      return { type, to: dice.oneIn(2) ? somebody(dice.one(['otherTeacher', 'otherPpt'])) : anybody(dice) }
    case 'participant.remove':
      return { type, person: people[dice.one(cast)].person }
    case 'participant.leave': {
      const who = people[dice.one(cast)]
      return { type, who: dice.oneIn(2) ? { ...who, posts: [] } : who }
    }
    case 'nudge.send': {
      const keys = [
        ...due(state, around.context.now, around.context),
        ...state.concern.questions.map(({ id: key }) => ({ key })),
      ]
      return { type, key: keys[dice.below(keys.length + 1)]?.key ?? 'no:such:key' }
    }
    case 'reminder.postpone': {
      const said = Object.keys(state.reminded)
      return {
        type,
        key: said[dice.below(said.length + 1)] ?? 'no:such:key',
        until: dayNear(around, 8),
        reason: fresh('word'),
      }
    }
    case 'breach.explain': {
      const key = state.breaches[dice.below(state.breaches.length + 1)]?.key ?? 'no:such:key'
      return { type, key, cause: 'absence', remedy: 'done' }
    }
    case 'step.skip':
    case 'step.resume':
      return stepping(type, around)
    case 'family.invite':
    case 'family.arrive':
    case 'family.confirm':
    case 'family.refuse':
    case 'family.shut-out':
    case 'family.let-in':
    case 'family.release':
    case 'family.clear':
    case 'family.write':
    case 'family.ask-correction':
    case 'family.say':
    case 'family.ask-end':
    case 'family.hear':
      return familyCommand(type, around)
    default:
      return contentCommand(type, around)
  }
}

/** Mostly the one it is in, or one that was skipped. */
function stepping(type: Extract<Type, `step.${string}`>, { state, dice, fresh, context, day }: Around): Command {
  const any = dice.one(allSteps)
  if (type === 'step.resume') return { type, step: dice.oneIn(4) ? any : (state.skipped.at(-1)?.step ?? any) }
  const now = stepOf(state, context.policy, day)
  return { type, step: dice.oneIn(4) ? any : (now ?? any), reason: fresh('word') }
}

type OfFamily = Extract<Type, `family.${string}`>

function familyCommand(type: OfFamily, { state, dice, fresh }: Around): Command {
  const word = fresh('word')
  const member = known(state.family, dice) ?? 'person_none'
  const text = known([...state.notes, ...state.meetings], dice) ?? 'concern'
  switch (type) {
    case 'family.invite':
      return {
        type,
        member: fresh('person'),
        signer: dice.oneIn(2) ? 'guardian-1' : dice.one(signers),
        name: dice.oneIn(2) ? word : null,
      }
    case 'family.arrive':
    case 'family.confirm':
    case 'family.refuse':
      return { type, member }
    case 'family.shut-out':
      return { type, member, reason: word, stands: dice.one([true, false, null]) }
    case 'family.let-in':
      return { type, member, reason: word }
    case 'family.release':
      return { type, text: dice.oneIn(4) ? 'concern' : text, member, reason: word }
    case 'family.clear':
      return { type, text }
    case 'family.write':
    case 'family.ask-correction':
      return { type, saying: fresh('saying'), text: word }
    case 'family.say': {
      const about = known([...state.measures, ...state.meetings], dice) ?? 'meeting_none'
      return { type, saying: fresh('saying'), about, text: word }
    }
    case 'family.ask-end':
      return { type, saying: fresh('saying'), text: dice.oneIn(2) ? word : null }
    case 'family.hear':
      return { type, saying: known(state.sayings, dice) ?? 'saying_none' }
  }
}

/** What the clock has brought: the bot's own commands whose moment has come. */
export function hasCome({ state, context }: Pick<Around, 'state' | 'context'>): Command[] {
  return agenda(state, context.now, context)
    .filter(({ at }) => at <= context.now)
    .map(({ command }) => command)
}

/** Some are gone, some can't be reached, and now and then nobody leads. */
function presence({ dice }: Around): Command {
  const one = dice.one(cast)
  const away = dice.oneIn(3) ? [] : [{ person: people[one].person, why: dice.one(['left', 'silent'] as const) }]
  const contacts = services.map((service) => ({
    service,
    people: dice.oneIn(4) ? [] : [people[dice.one(cast)].person],
  }))
  const leaders = dice.oneIn(4) ? [] : [people.head.person]
  return { type: 'presence.note', away, leaders, ke: dice.oneIn(4) ? [] : [people.ke.person], contacts }
}

function conclusion(around: Around): Command {
  const { dice, fresh } = around
  const none = { day: null, written: null, keepReason: null } as const
  if (dice.oneIn(8)) {
    const outcome = dice.one(['close', 'report'] as const)
    const ending = {
      written: dice.one(['erase', 'keep', null] as const),
      keepReason: dice.oneIn(2) ? fresh('word') : null,
      day: dice.oneIn(4) ? null : dayNear(around, -10),
    }
    const reason = outcome === 'close' ? fresh('word') : null
    return { type: 'concern.conclude', outcome, level: null, services: [], reason, ...ending }
  }
  const level = 1 + dice.below(dice.oneIn(10) ? 5 : 3)
  const helpers = level > 1 || dice.oneIn(10) ? some(services, dice) : []
  return { type: 'concern.conclude', outcome: 'level', level, services: helpers, reason: null, ...none }
}

function consentCommand(
  type: 'consent.request' | 'consent.record' | 'consent.refuse' | 'consent.withdraw',
  around: Around,
): Command {
  const { state, dice, fresh } = around
  const asked = state.consents.filter(({ status }) => status === 'requested' || status === 'partly-signed')
  const consent = asked[dice.below(asked.length)] ?? state.consents[dice.below(state.consents.length)]
  const id = consent?.id ?? 'consent_none'
  if (type === 'consent.request') {
    const about = state.level === 0 ? [state.service, ...state.concern.services] : some(services, dice)
    return {
      ...{ type, consent: fresh('consent'), checkpoint: dice.one(checkpoints), topics: some(topics, dice) },
      services: dice.oneIn(5) ? some(services, dice) : about,
      ...(state.signersNamed && !dice.oneIn(6) ? asKnown : familySaid(around)),
    }
  }
  const from = consent?.required ?? ['self']
  const said = {
    signer: from[dice.below(from.length)] ?? 'self',
    how: dice.one(evidences),
    day: dayNear(around, -6),
  }
  if (type === 'consent.refuse') {
    const all = consent?.services ?? []
    const some = [...all, ...all.flatMap(unitsOf)].filter(() => !dice.oneIn(2))
    return { type, consent: id, services: dice.oneIn(2) ? some : all, reason: null, ...said }
  }
  if (type === 'consent.withdraw') {
    const scope = dice.one(['whole', 'service', 'service', 'topic'] as const)
    return {
      type,
      scope,
      service: dice.oneIn(2) ? dice.one(services) : dice.one(recipients),
      topic: dice.one(topics),
      reason: null,
      ...said,
    }
  }
  return recording(consent, around)
}

const asKnown = { born: null, minor: null, guardians: null, care: null } as const

/** Born so that somebody comes of an age within the months that a case lives. */
function familySaid({ state, dice }: Around): FamilySaid {
  const near = ['2008-10', '2008-11', '2008-12', '2009-01', '2010-09', '2011-11'] as const
  const far = ['2016-03', '2019-06', '2016-03', '2027-01', '2005-05'] as const
  return {
    born: state.born && !dice.oneIn(4) ? null : dice.oneIn(2) ? dice.one(far) : dice.one(near),
    minor: dice.oneIn(3) ? null : dice.oneIn(3),
    guardians: dice.oneIn(4) ? 2 : 1,
    care: dice.oneIn(8) ? 'child-protection' : 'guardians',
  }
}

function naming(around: Around): Command {
  const { dice, fresh } = around
  const came = around.state.family.map(({ id }) => id)
  const left = dice.oneIn(2) ? null : dice.one(['none' as const, ...came])
  return { type: 'consent.name-signers', ...familySaid(around), left, reason: dice.oneIn(3) ? null : fresh('word') }
}

/** The units there are of a service; none for one, or for a unit itself. */
function unitsOf(service: Recipient): Recipient[] {
  return units.filter((one) => one.startsWith(`${service}/`))
}

function recording(consent: Case['consents'][number] | undefined, around: Around): Command {
  const { dice, fresh, day, context } = around
  const missing = consent?.required.filter((one) => !consent.signed.some(({ signer }) => signer === one)) ?? []
  const chosen = (one: Recipient): Recipient[] => {
    const [first = one, ...others] = unitsOf(one)
    return dice.oneIn(2) ? [first, ...others] : dice.oneIn(20) ? [others[0] ?? first] : [first]
  }
  const part = (list: string[], often = 4) =>
    dice.oneIn(often) ? list.filter((_, i) => i === 0 || dice.oneIn(2)) : list
  return {
    ...{
      type: 'consent.record',
      consent: consent?.id ?? 'consent_none',
      evidence: 'oral',
      language: 'nb',
      textVersion: '2026-1',
    },
    signedBy: dice.oneIn(4) ? [dice.one(signers)] : missing.slice(0, dice.oneIn(3) ? 1 : 3),
    services: part((consent?.services ?? ['skole']).flatMap((one) => (dice.oneIn(40) ? [one] : chosen(one)))),
    units,
    topics: part(consent?.topics ?? ['learning'], 2),
    excludedStaff: excluding(around),
    excludedShown: dice.oneIn(4) ? [] : around.state.excluded.map(({ person }) => person),
    ...{ excludedPersons: dice.oneIn(5) ? fresh('word') : null, purpose: fresh('word'), childView: null },
    from: context.calendar.addDays(day, -dice.below(3)),
    until: context.calendar.addDays(day, dice.oneIn(10) ? 0 : dice.oneIn(6) ? 5 + dice.below(20) : 150),
    childAsked: !dice.oneIn(10),
    holder: dice.oneIn(3) ? anybody(dice) : null,
  }
}

/** Now and then one of those who take part, or anybody; mostly as the family said before. */
function excluding({ state, dice }: Around): PersonId[] {
  if (dice.oneIn(6)) return [state.participants[dice.below(4)]?.person ?? people[dice.one(cast)].person]
  return dice.oneIn(3) ? [] : state.excluded.map(({ person }) => person)
}

function levelCommand(
  type: 'level.propose' | 'level.withdraw' | 'level.decide' | 'level.lapse',
  around: Around,
): Command {
  const { state, dice, fresh } = around
  if (type === 'level.propose') {
    const to = dice.oneIn(3) ? dice.below(5) : state.level + 1
    const covered = services.filter((one) => covers(state, one, null, around.day))
    const joining = to > 1 ? (dice.oneIn(4) ? some(services, dice) : covered.slice(0, 3)) : []
    return {
      ...{ type, proposal: fresh('proposal'), to, services: joining },
      ...told(around),
    }
  }
  const open = state.proposals.filter(({ status }) => status === 'open')
  const proposal = (dice.oneIn(6) ? known(state.proposals, dice) : open[0]?.id) ?? 'proposal_none'
  if (type !== 'level.decide') return { type, proposal }
  return {
    ...{ type, proposal, approve: !dice.oneIn(4), meetingDay: dayNear(around, -6), ...told(around) },
    ...{ childTookPart: dice.oneIn(2), childAsked: dice.oneIn(2), parentsTookPart: true, view: null },
    without: dice.oneIn(3) ? null : fresh('word'),
    leftOut: dice.oneIn(12) ? some(services, dice) : open[0] ? refusedIn(state, open[0]) : [],
  }
}

/** Why, of a topic that is kept; mostly nothing where no words are. */
function told({ state, dice, fresh, day }: Around): { topic: string | null; reason: `word_${string}` | null } {
  const [kept] = topics.filter((topic) => isWritable(state, day, topic))
  if (dice.oneIn(20)) return { topic: dice.one(topics), reason: fresh('word') }
  return kept && dice.oneIn(2) ? { topic: kept, reason: fresh('word') } : { topic: null, reason: null }
}

function batonCommand(
  type:
    | 'baton.offer'
    | 'baton.accept'
    | 'baton.decline'
    | 'baton.withdraw'
    | 'baton.name'
    | 'baton.deputize'
    | 'baton.end-deputy',
  around: Around,
): Command {
  const { state, dice, fresh, context, day } = around
  const handOver = state.handOver?.id ?? 'handover_none'
  switch (type) {
    case 'baton.offer':
      return { type, handOver: fresh('handover'), to: anybody(dice) }
    case 'baton.decline':
      return { type, handOver, reason: null }
    case 'baton.accept':
    case 'baton.withdraw':
      return { type, handOver: dice.oneIn(8) ? 'handover_none' : handOver }
    case 'baton.name':
      return { type, to: anybody(dice) }
    case 'baton.deputize':
      return {
        type,
        to: anybody(dice),
        from: dayNear(around, -2),
        until: context.calendar.addDays(day, dice.below(20) - 2),
      }
    default:
      return { type }
  }
}

type Content = Exclude<
  Type,
  | `concern.${string}`
  | `consent.${string}`
  | `level.${string}`
  | `baton.${string}`
  | `presence.${string}`
  | `service.${string}`
  | `case.${string}`
  | `participant.${string}`
  | `report.${string}`
  | `reminder.${string}`
  | `breach.${string}`
  | `nudge.${string}`
  | `step.${string}`
  | `family.${string}`
>

function contentCommand(type: Content, around: Around): Command {
  const { state, dice, fresh, context, day } = around
  const text = fresh('word')
  const later = context.calendar.addDays(day, dice.below(dice.oneIn(6) ? 200 : 40) - (dice.oneIn(8) ? 5 : 0))
  switch (type) {
    case 'goal.set':
      return { type, goal: fresh('goal'), text, topic: dice.one(topics) }
    case 'goal.finish':
      return { type, goal: known(state.goals, dice) ?? 'goal_none', reached: dice.oneIn(2) }
    case 'goal.evaluate': {
      const goal = known(state.goals, dice) ?? 'goal_none'
      return { type, goal, effect: dice.one(effects), outcome: dice.one(goalOutcomes) }
    }
    case 'evaluation.hear-child':
    case 'evaluation.hear-parents':
    case 'evaluation.hear-staff':
    case 'evaluation.conclude':
      return evaluating(type, around, later)
    case 'measure.add':
      return {
        type,
        measure: fresh('measure'),
        text,
        topic: dice.one(topics),
        arena: 'school',
        responsible: responsible(dice),
        evaluationDay: later,
        ...decision(around),
      }
    case 'measure.evaluate': {
      const outcome = dice.one(measureOutcomes)
      const effect: Effect = dice.one(['good', 'some', 'none'])
      const measure = known(state.measures, dice) ?? 'measure_none'
      return {
        type,
        measure,
        effect,
        outcome,
        evaluationDay: dice.oneIn(6) ? null : later,
        note: text,
        childView: null,
      }
    }
    case 'measure.postpone':
      return { type, measure: known(state.measures, dice) ?? 'measure_none', day: later, reason: text }
    case 'measure.reassign':
      return { type, measure: known(state.measures, dice) ?? 'measure_none', to: responsible(dice), had: null }
    case 'follow-up.add':
      return {
        type,
        followUp: fresh('followup'),
        text,
        topic: dice.one(topics),
        responsible: responsible(dice),
        day: later,
        ...decision(around),
      }
    case 'follow-up.done':
      return { type, followUp: known(state.followUps, dice) ?? 'followup_none' }
    case 'follow-up.postpone':
      return { type, followUp: known(state.followUps, dice) ?? 'followup_none', day: later, reason: text }
    case 'follow-up.reassign':
      return { type, followUp: known(state.followUps, dice) ?? 'followup_none', to: responsible(dice), had: null }
    case 'meeting.set':
      return { type, meeting: fresh('meeting'), day: later, ...called(around) }
    case 'meeting.change':
      return {
        ...{ type, meeting: known(state.meetings, dice) ?? 'meeting_none', ...called(around) },
        known: dice.one([0, 1, null]),
      }
    case 'meeting.remind':
      return { type, meeting: known(state.meetings, dice) ?? 'meeting_none' }
    case 'meeting.postpone': {
      const meeting = known(state.meetings, dice) ?? 'meeting_none'
      return { type, meeting, next: fresh('meeting'), day: later, reason: text }
    }
    case 'meeting.hold':
      return {
        type,
        meeting: known(state.meetings, dice) ?? 'meeting_none',
        day: dayNear(around, -3),
        topic: told(around).topic,
        minutes: text,
        childView: null,
        ...minuted(around),
        ...(dice.oneIn(2) ? { next: { meeting: fresh('meeting'), day: later } } : { whyNone: fresh('word') }),
      }
    case 'meeting.correct': {
      const meeting = known(
        state.meetings.filter(({ status }) => status === 'held'),
        dice,
      )
      const about = { meeting: meeting ?? 'meeting_none', topic: told(around).topic, known: dice.one([0, 1, null]) }
      return { type, ...about, minutes: text, childView: null, ...minuted(around) }
    }
    case 'meeting.cancel':
      return { type, meeting: known(state.meetings, dice) ?? 'meeting_none', reason: text }
    case 'note.add':
      return { type, note: fresh('note'), topic: dice.one(topics), text, aboutOthers: dice.one([null, false, true]) }
    case 'note.correct': {
      const note = known(state.notes, dice) ?? 'note_none'
      return { type, note, text, aboutOthers: dice.one([null, false, true]) }
    }
    case 'transition.plan': {
      const any = dice.one(services)
      const there = dice.oneIn(8) ? unitsOf(any) : letInElsewhere(state)
      const one = there[dice.below(there.length)] ?? any
      const on = dice.oneIn(6) ? later : day
      return {
        type,
        transition: fresh('transition'),
        day: on,
        to: serviceOf(one),
        unit: dice.oneIn(15) ? null : unitOf(one),
      }
    }
    case 'transition.receive':
    case 'transition.decline':
    case 'transition.move':
    case 'transition.meet':
    case 'transition.call-off':
      return answered(around, type)
  }
}

/** Once one is begun, it is mostly gone on with. */
function evaluationIn(state: Case): Type[] {
  const begun = openEvaluation(state) !== null
  return [
    'evaluation.hear-child',
    ...(state.mode === 'digital' ? (['evaluation.hear-parents', 'evaluation.hear-staff'] as const) : []),
    ...times(begun ? 6 : 1, 'evaluation.conclude'),
  ]
}

type Evaluating = Extract<Type, `evaluation.${string}`>

function evaluating(type: Evaluating, around: Around, later: Day): Command {
  const { state, dice, fresh, day } = around
  const heard = openEvaluation(state)?.heard ?? {}
  const evaluation = fresh('evaluation')
  const [kept = dice.one(topics)] = topics.filter((topic) => isWritable(state, day, topic))
  switch (type) {
    case 'evaluation.hear-child': {
      const askedBy = dice.oneIn(3) ? 'nobody' : dice.one(askers)
      const isAsked = askedBy !== 'nobody' || dice.oneIn(9)
      return {
        ...{ type, evaluation, askedBy, known: dice.oneIn(6) ? null : (heard.child?.at ?? null) },
        askedOn: dice.oneIn(8) ? null : dayNear(around, -6),
        ...(isAsked && !dice.oneIn(3) ? { topic: kept, childView: fresh('word') } : { topic: null, childView: null }),
        childWhy: dice.oneIn(6) ? null : fresh('word'),
      }
    }
    case 'evaluation.hear-parents':
      return { type, evaluation, topic: kept, parentsView: fresh('word'), known: heard.parents?.at ?? null }
    case 'evaluation.hear-staff':
      return { type, evaluation, topic: kept, staffView: fresh('word'), reflection: null }
    case 'evaluation.conclude': {
      const outcome = dice.one(evaluationOutcomes)
      return { type, evaluation, outcome, nextDay: dice.oneIn(5) ? null : later }
    }
  }
}

/** Who was there, and what was decided. */
function minuted({ dice, fresh, state }: Around) {
  const all = [...familyThere, ...state.participants.map(({ person }) => person), somebody(dice.one(cast)).person]
  const present = all.filter(() => dice.oneIn(3))
  const decisions = dice.oneIn(2) ? [{ id: fresh('decision'), text: fresh('word') }] : []
  return { present, decisions, aboutOthers: dice.one([null, false, true]) }
}

/** Mostly none, and of those there are any, be it taken already. */
function decision({ dice, state }: Around): { decision?: DecisionId } {
  const all = state.meetings.flatMap(({ decisions = [] }) => decisions)
  const id = dice.oneIn(9) ? 'decision_none' : known(all, dice)
  return id && dice.oneIn(2) ? { decision: id } : {}
}

/** How a meeting is called, where that is said: of anything there is. */
function called({ state, dice, fresh }: Around): Calling {
  if (dice.oneIn(2)) return {}
  const agenda = [...state.goals, ...state.measures, ...state.followUps].map(({ id }) => id)
  const place = dice.oneIn(3) ? fresh('word') : null
  const time = dice.one(['08:30', '13:00', null])
  return { time, place, topic: dice.one(topics), purpose: fresh('word'), points: null, agenda }
}

/** One is planned mostly to a unit that is let in, and answered soon. */
function transitionsIn(state: Case): Type[] {
  const planned = state.transitions.filter(({ status }) => status === 'planned')
  if (planned.some(({ answer }) => !answer)) return times(16, 'transition.receive')
  if (planned.length > 0) return []
  const isLetIn = letInElsewhere(state).length > 0
  return times(isLetIn ? 24 : 1, 'transition.plan')
}

/** The units besides its own that a consent names. */
function letInElsewhere({ consents, unit }: Case): Recipient[] {
  const named = consents.flatMap(({ status, services: those }) => (status === 'given' ? those : []))
  return named.filter((one) => unitOf(one) !== null && unitOf(one) !== unit)
}

/** Mostly by somebody of the unit that receives. */
function answered({ state: { transitions }, dice, fresh, day }: Around, type: Answering): Command {
  const planned = transitions.filter(({ status }) => status === 'planned')
  const one = planned[dice.below(planned.length)] ?? transitions[0]
  const transition = one?.id ?? 'transition_none'
  if (type === 'transition.move') return { type, transition }
  if (type === 'transition.meet') return { type, transition, day, tookPart: fresh('word') }
  if (type === 'transition.decline' || type === 'transition.call-off')
    return { type, transition, reason: fresh('word') }
  const there = cast.filter((name) => somebody(name).unit === one?.unit)
  const name = dice.oneIn(6) ? dice.one(cast) : there[dice.below(there.length)]
  return { type, transition, holder: name && !dice.oneIn(3) ? somebody(name) : null }
}

type Answering = `transition.${'receive' | 'decline' | 'move' | 'meet' | 'call-off'}`

export function registration(dice: Dice): Command {
  return {
    ...{ type: 'concern.register', case: 'case_1', ref: 'FJ-1001', municipality: 'fjordvik' },
    ...{ unit: 'bjorkelia', service: 'skole' },
    ...{ about: 'word_about', seen: 'word_seen' },
    targetGroup: dice.oneIn(4) ? dice.one(targetGroups) : 'child',
    environment: dice.oneIn(2),
    shielded: dice.oneIn(6),
  }
}

function known<T extends { id: string }>(items: T[], dice: Dice): T['id'] | undefined {
  return items[dice.below(items.length)]?.id
}

function anybody(dice: Dice) {
  return somebody(dice.one(cast), !dice.oneIn(15))
}

function responsible(dice: Dice): NamedResponsible {
  if (dice.oneIn(3)) return { kind: 'home' }
  if (dice.oneIn(2)) return { kind: 'service', service: dice.one(services) }
  return answering(dice.one(cast))
}

function some<T>(list: readonly [T, ...T[]], dice: Dice): T[] {
  const chosen = list.filter(() => dice.oneIn(2))
  return chosen.length > 0 ? chosen : [dice.one(list)]
}

/** A day up to `reach` days from today, to the one side or the other, and seldom just past the other. */
function dayNear({ dice, context, day }: Around, reach: number): Day {
  return context.calendar.addDays(
    day,
    dice.oneIn(10) ? -Math.sign(reach) : Math.sign(reach) * dice.below(Math.abs(reach)),
  )
}
