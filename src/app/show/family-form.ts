/** The forms of the family's own page. What is asked in a log opens it: checked and written down. Nothing is chosen for them. */
import type { Card, Choice, Fact, Input, Lang } from '../../../cards/card.ts'
import { type FamilyFormArgs, type FamilyFormName, familyForm } from '../../../cards/family-form.ts'
import type { FamilyWay } from '../../../cards/parts/family-way.ts'
import { type Consent, servicesLeft } from '../../core/consent.ts'
import type { Recipient, TopicCode } from '../../core/ids.ts'
import { serviceOf } from '../../core/recipient.ts'
import { type Say, wording } from '../../wording/index.ts'
import { answerable, recipientChoices, topicChoices } from '../actions/index.ts'
import { type FamilyOpened, type FamilyViewer, openForFamily, recipientsWithin, topicsWithin } from '../see/index.ts'
import { type FamilyCase, wayTo } from './family-log.ts'

/** Ready sentences by field; `notice` is what is wrong with the whole of it. */
export type FamilyFilled = { values: Record<string, string>; errors: Record<string, string>; notice?: string }

const nothing: FamilyFilled = { values: {}, errors: {} }

/** Characters. */
export const longestText = 3000
const longestCode = 60

/** In no log: whoever has a code is shown the same, whatever became of the code before. */
export function showEnterForm(lang: Lang, { values, errors, notice = undefined }: FamilyFilled = nothing): Card {
  const say = wording(lang)
  const field: Input = {
    ...named('code', say, { values, errors }),
    kind: 'short',
    maxLength: longestCode,
    required: true,
  }
  const args = { form: 'family.enter', data: {}, readers: null, isAnswer: false, back: wayTo('family.home') } as const
  return familyForm({ ...args, notice: notice ?? null, facts: [], fields: [field] }, say)
}

type InLog = Exclude<FamilyFormName, 'family.enter'>

/** Null where they are not in the log, or where there is nothing that the form could be about. */
export async function showFamilyForm(
  { viewer, state }: FamilyCase,
  form: InLog,
  data: Record<string, string>,
  filled: FamilyFilled = nothing,
): Promise<Card | null> {
  const opened = await openForFamily(viewer, state, form)
  if (!opened) return null
  const asked = await askedIn({ viewer, state, opened, data, filled }, form)
  if (!asked) return null
  const { say } = viewer
  const isAboutConsent = form === 'family.answer' || form === 'family.withdraw'
  const back: FamilyWay = wayTo(isAboutConsent ? 'family.consents' : 'family.log', state)
  const { answer: _, ...carried } = data
  const args: Omit<FamilyFormArgs, 'fields' | 'facts'> = {
    form,
    data: { ...carried, case: state.id },
    notice: filled.notice ?? null,
    readers: isAboutConsent ? null : say('family.form.readers'),
    isAnswer: form === 'family.answer',
    back,
  }
  return familyForm({ ...args, ...asked }, say)
}

type Around = FamilyCase & { opened: FamilyOpened; data: Record<string, string>; filled: FamilyFilled }
type Asked = { fields: Input[]; facts: Fact[] }

async function askedIn(around: Around, form: InLog): Promise<Asked | null> {
  const { viewer, filled } = around
  switch (form) {
    case 'family.write':
    case 'family.ask-correction':
      return { fields: [text(viewer.say, filled, true)], facts: [] }
    case 'family.ask-end':
      return { fields: [text(viewer.say, filled, false)], facts: [] }
    case 'family.say': {
      const facts = await aboutWhat(around)
      return facts && { fields: [text(viewer.say, filled, true)], facts }
    }
    case 'family.answer':
      return answerFields(around)
    case 'family.withdraw':
      return withdrawFields(around)
  }
}

function named(
  id: 'code' | 'text' | 'services' | 'topics' | 'childAsked' | 'what',
  say: Say,
  { values, errors }: FamilyFilled,
) {
  const error = errors[id]
  return { id, label: say(`family.field.${id}`), value: values[id] ?? '', ...(error ? { error } : {}) }
}

function text(say: Say, filled: FamilyFilled, required: boolean): Input {
  return { ...named('text', say, filled), kind: 'long', maxLength: longestText, required, optional: !required }
}

/** What is to be evaluated, or the day on which they meet. */
async function aboutWhat({ viewer, opened, data }: Around): Promise<Fact[] | null> {
  const { say } = viewer
  const measure = opened.reading.measures.find(({ id, status }) => id === data.about && status === 'active')
  if (measure) {
    const value = (await opened.words([measure.text])).get(measure.text) ?? ''
    return [
      { label: say('family.fact.measure'), value, typed: true },
      { label: say('family.fact.evaluated'), value: say.day(measure.evaluationDay) },
    ]
  }
  const meeting = opened.reading.meetings.find(({ id, status }) => id === data.about && status === 'set')
  return meeting ? [{ label: say('family.fact.meeting'), value: say.day(meeting.day) }] : null
}

/** The question, where it is theirs to answer here: where somebody has a secret address it names places, and is answered in person. */
export function questionFor(
  { state }: Pick<FamilyCase, 'state'>,
  { reading }: Pick<FamilyOpened, 'reading'>,
  id: string | undefined,
): Consent | null {
  const isTheirs = reading.consents.some((one) => one.id === id && one.is === 'asked' && one.mine && !one.signed)
  return isTheirs && !state.shielded ? (state.consents.find((one) => one.id === id) ?? null) : null
}

async function answerFields({ viewer, state, opened, data, filled }: Around): Promise<Asked | null> {
  const consent = questionFor({ state }, opened, data.consent)
  if (!consent) return null
  const { say } = viewer
  const several = (id: 'services' | 'topics', choices: Choice[]): Input => {
    const { value, ...rest } = named(id, say, filled)
    return { ...rest, kind: 'choices', choices, value: value === '' ? [] : value.split(','), required: true }
  }
  const { value: ticked, ...tick } = named('childAsked', say, filled)
  const asked: Input = { ...tick, kind: 'tick', value: ticked === 'true' }
  return {
    facts: [
      {
        label: say('family.fact.asked'),
        value: say.list(await recipientsWithin(viewer, state, servicesLeft(consent))),
      },
      { label: say('family.fact.lasts'), value: say.day(lastDay(viewer, consent)) },
    ],
    fields: [
      several('services', await recipientChoices(viewer, state, await answerable(viewer, state, consent))),
      several('topics', topicChoices(viewer, consent.topics)),
      ...(asksForChild({ viewer, state }) ? [asked] : []),
    ],
  }
}

/** Whether whoever signs for a child says that the child was asked. */
export function asksForChild({ viewer, state }: FamilyCase): boolean {
  const { calendar, today, policy, member } = viewer
  const isYoung = state.targetGroup === 'child' || state.targetGroup === 'youth'
  return (
    isYoung &&
    member.as === 'guardian' &&
    state.born !== null &&
    calendar.ageOn(state.born, today) >= policy.childViewFromAge
  )
}

/** As long as the municipality lets a consent hold; less where others must be asked before that, because of an age. */
export function lastDay({ calendar, today, policy }: FamilyViewer, { holds }: Consent): string {
  const longest = calendar.addMonths(today, policy.deadlines.consentValidMonths)
  const last = holds.to === null ? longest : calendar.addDays(holds.to, -1)
  return last > today && last < longest ? last : longest
}

type Theirs = { services: Recipient[]; topics: TopicCode[] }

/** What is theirs to take back; null where nothing is. */
function theirsIn({ state }: Pick<FamilyCase, 'state'>, { reading }: Pick<FamilyOpened, 'reading'>): Theirs | null {
  const given = reading.consents.filter(({ is, mine }) => is === 'given' && mine)
  if (given.length === 0) return null
  const services = given.flatMap((one) => one.services).map((one) => (state.shielded ? serviceOf(one) : one))
  return { services: [...new Set(services)], topics: [...new Set(given.flatMap((one) => one.topics))] }
}

/** Whether the form offers a choice: whatever else is sent is answered alike, be there such a consent of another or not. */
export function isTheirsToTakeBack(
  one: Pick<FamilyCase, 'state'>,
  opened: Pick<FamilyOpened, 'reading'>,
  what: string,
) {
  const theirs = theirsIn(one, opened)
  if (!theirs) return false
  const { services, topics } = theirs
  return ['whole', ...services.map((one) => `service:${one}`), ...topics.map((one) => `topic:${one}`)].includes(what)
}

async function withdrawFields({ viewer, state, opened, filled }: Around): Promise<Asked | null> {
  const { say } = viewer
  const theirs = theirsIn({ state }, opened)
  if (!theirs) return null
  const { services, topics } = theirs
  const names = await Promise.all(services.map((one) => recipientsWithin(viewer, state, [one])))
  const choices = [
    { value: 'whole', label: say('family.withdraw.whole') },
    ...services.map((value, at) => {
      return {
        value: `service:${value}`,
        label: say('family.withdraw.service', { service: say.list(names[at] ?? []) }),
      }
    }),
    ...topicsWithin(viewer, topics).map((topic, at) => {
      return { value: `topic:${topics[at] ?? ''}`, label: say('family.withdraw.topic', { topic }) }
    }),
  ]
  return { facts: [], fields: [{ ...named('what', say, filled), kind: 'choice', choices, required: true }] }
}
