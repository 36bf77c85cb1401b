/** The forms of the family's own page. What is asked in a log opens it: checked and written down. Nothing is chosen for them. */
import type { Card, Choice, Fact, Input, Tongue } from '../../../cards/card.ts'
import { type FamilyFormArgs, familyForm } from '../../../cards/family-form.ts'
import type { FamilyFormName, FamilyWay } from '../../../cards/parts/family-way.ts'
import type { Recipient, TopicCode } from '../../core/ids.ts'
import { serviceOf } from '../../core/recipient.ts'
import { type Say, wording } from '../../wording/index.ts'
import { type FamilyOpened, topicsWithin } from '../see/index.ts'
import { type FamilySight, type FamilyView, wayTo } from './family-view.ts'

/** Ready sentences by field; `notice` is what is wrong with the whole of it. */
export type FamilyFilled = { values: Record<string, string>; errors: Record<string, string>; notice?: string }

const nothing: FamilyFilled = { values: {}, errors: {} }

/** Characters. */
export const longestText = 3000
const longestCode = 60

/** In no log: whoever has a code is shown the same, whatever became of the code before. */
export function showEnterForm(lang: Tongue, { values, errors, notice = undefined }: FamilyFilled = nothing): Card {
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
  view: FamilyView,
  form: InLog,
  data: Record<string, string>,
  filled: FamilyFilled = nothing,
): Promise<Card | null> {
  const opened = await view.open(form)
  if (!opened) return null
  const asked = await askedIn({ view, opened, data, filled }, form)
  if (!asked) return null
  const { say } = view.viewer
  const isAboutConsent = form === 'family.answer' || form === 'family.withdraw'
  const back: FamilyWay = wayTo(isAboutConsent ? 'family.consents' : 'family.log', view)
  const { answer: _, ...carried } = data
  const args: Omit<FamilyFormArgs, 'fields' | 'facts'> = {
    form,
    data: { ...carried, case: view.id },
    notice: filled.notice ?? null,
    readers: isAboutConsent ? null : say('family.form.readers'),
    isAnswer: form === 'family.answer',
    back,
  }
  return familyForm({ ...args, ...asked }, say)
}

type Around = { view: FamilyView; opened: FamilySight; data: Record<string, string>; filled: FamilyFilled }
type Asked = { fields: Input[]; facts: Fact[] }

async function askedIn(around: Around, form: InLog): Promise<Asked | null> {
  const { filled } = around
  const { say } = around.view.viewer
  switch (form) {
    case 'family.write':
    case 'family.ask-correction':
      return { fields: [text(say, filled, true)], facts: [] }
    case 'family.ask-end':
      return { fields: [text(say, filled, false)], facts: [] }
    case 'family.say': {
      const facts = await aboutWhat(around)
      return facts && { fields: [text(say, filled, true)], facts }
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
async function aboutWhat({ view, opened, data }: Around): Promise<Fact[] | null> {
  const { say } = view.viewer
  const measure = opened.reading.measures.find(({ id, status }) => id === data.about && status === 'active')
  if (measure) {
    const value = (await opened.words([measure.text])).get(measure.text) ?? ''
    return [
      { label: say('family.fact.measure'), value, typed: true, lang: say.lang },
      { label: say('family.fact.evaluated'), value: say.day(measure.evaluationDay) },
    ]
  }
  const meeting = opened.reading.meetings.find(({ id, status }) => id === data.about && status === 'set')
  return meeting ? [{ label: say('family.fact.meeting'), value: say.day(meeting.day) }] : null
}

async function answerFields({ view, opened, data, filled }: Around): Promise<Asked | null> {
  const question = await opened.question(data.consent)
  if (!question) return null
  const { say } = view.viewer
  const several = (id: 'services' | 'topics', choices: Choice[]): Input => {
    const { value, ...rest } = named(id, say, filled)
    return { ...rest, kind: 'choices', choices, value: value === '' ? [] : value.split(','), required: true }
  }
  const { value: ticked, ...tick } = named('childAsked', say, filled)
  const asked: Input = { ...tick, kind: 'tick', value: ticked === 'true' }
  return {
    facts: [
      { label: say('family.fact.asked'), value: say.list(question.names) },
      ...(await saidBefore(opened, question.services, say)),
      { label: say('family.fact.lasts'), value: say.day(question.lasts) },
    ],
    fields: [
      several('services', question.services),
      several('topics', question.topics),
      ...(opened.asksForChild ? [asked] : []),
    ],
  }
}

/** What is asked about anew although they have said yes to it themselves: whoever leaves it out says no. */
async function saidBefore(opened: FamilyOpened, asked: Choice[], say: Say): Promise<Fact[]> {
  const theirs = within(
    opened.facts,
    opened.reading.consents.filter(isTheirs).filter(({ signed }) => signed),
  ).services
  const both = theirs.filter((one) => asked.some(({ value }) => value === one))
  if (both.length === 0) return []
  const services = say.list(await opened.recipients(both))
  return [{ label: say('family.fact.before'), value: say('family.fact.before.value', { services }) }]
}

type ConsentRead = FamilyOpened['reading']['consents'][number]
type Theirs = { services: Recipient[]; topics: TopicCode[] }

/** What is theirs to take back; null where nothing is. */
function theirsIn(
  { shielded }: Pick<FamilyOpened['facts'], 'shielded'>,
  { reading }: Pick<FamilyOpened, 'reading'>,
): Theirs | null {
  const given = reading.consents.filter(isTheirs)
  return given.length === 0 ? null : within({ shielded }, given)
}

/** Be it that somebody else said yes before it was theirs to say. */
const isTheirs = ({ is, mine }: ConsentRead) => is === 'given' && mine

function within({ shielded }: Pick<FamilyOpened['facts'], 'shielded'>, given: ConsentRead[]): Theirs {
  const services = given.flatMap((one) => one.services).map((one) => (shielded ? serviceOf(one) : one))
  return { services: [...new Set(services)], topics: [...new Set(given.flatMap((one) => one.topics))] }
}

/** Whether the form offers a choice: whatever else is sent is answered alike, be there such a consent of another or not. */
export function isTheirsToTakeBack(
  facts: Pick<FamilyOpened['facts'], 'shielded'>,
  opened: Pick<FamilyOpened, 'reading'>,
  what: string,
) {
  const theirs = theirsIn(facts, opened)
  if (!theirs) return false
  const { services, topics } = theirs
  return ['whole', ...services.map((one) => `service:${one}`), ...topics.map((one) => `topic:${one}`)].includes(what)
}

async function withdrawFields({ view: { viewer }, opened, filled }: Around): Promise<Asked | null> {
  const { say } = viewer
  const theirs = theirsIn(opened.facts, opened)
  if (!theirs) return null
  const { services, topics } = theirs
  const names = await Promise.all(services.map((one) => opened.recipients([one])))
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
