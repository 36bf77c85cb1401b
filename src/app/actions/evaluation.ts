/** The case's evaluation: who is heard in it, each saved by itself, and what comes of it. */
import { beginning } from '../../../cards/parts/typed.ts'
import type { Case } from '../../core/case.ts'
import { hasOpenBusiness } from '../../core/closing.ts'
import {
  type EvaluationOutcome,
  evaluationOutcomes,
  type HeardPart,
  hearsChild,
  lastEvaluated,
  openEvaluation,
} from '../../core/evaluation.ts'
import type { WordId } from '../../core/ids.ts'
import { levelBeside, openProposal } from '../../core/level.ts'
import { opensTopic } from '../../core/reading.ts'
import { memberName, openCase, seesFamily } from '../see/index.ts'
import { action, type Facts, type Leading } from './action.ts'
import { type At, type ByForm, dayIfAny, long, longIfAny, oneOf, oneOfFound } from './field.ts'
import { keptIfAny } from './kept.ts'
import { untilEvaluation } from './measure.ts'
import { topic, topicOfWords } from './planned.ts'
import { inCase } from './sources.ts'

/** When that part was last heard as the form is opened, so that nothing takes the place of what others write meanwhile unseen. */
function heardAt(part: HeardPart): ByForm<string | null> {
  return {
    fill: ({ state }) => (state && openEvaluation(state)?.heard[part]?.at) ?? '',
    read: (text) => ({ value: text ? text : null }),
  }
}

const asked = {
  holder: 'asker.holder',
  participant: 'asker.participant',
  guardian: 'asker.guardian',
  other: 'asker.other',
  nobody: 'asker.nobody',
} as const

type Begun = (evaluation: NonNullable<ReturnType<typeof openEvaluation>>) => {
  values: Record<string, string | null>
  words: Record<string, WordId | null>
}

const begunOf: Record<HeardPart, Begun> = {
  child: ({ askedBy, askedOn, childView, childWhy }) => ({
    values: { askedBy, askedOn },
    words: { childView, childWhy },
  }),
  parents: ({ parentsView }) => ({ values: {}, words: { parentsView } }),
  staff: ({ staffView, reflection }) => ({ values: {}, words: { staffView, reflection } }),
}

/** What was said of that part before, for whoever may read it: a look at the case like any other. */
function begins(part: HeardPart, form: 'evaluation.hear-child' | 'evaluation.hear-parents' | 'evaluation.hear-staff') {
  return async ({ viewer, state }: At): Promise<Record<string, string>> => {
    const evaluation = state && openEvaluation(state)
    const heard = evaluation?.heard[part]
    const opened = state && heard ? await openCase(viewer, state, form) : null
    if (!evaluation || !heard || !opened) return {}
    const { access } = opened
    const isReadable = access.topics === 'all' || (heard.topic !== null && opensTopic(access, heard.topic))
    if (!isReadable) return {}
    const { values, words } = begunOf[part](evaluation)
    const found = await opened.words(Object.values(words))
    const said = Object.entries(words).map(([field, id]) => [field, id ? (found.get(id) ?? null) : null] as const)
    const all = [...Object.entries(values), ...said, ['topic', heard.topic] as const]
    return Object.fromEntries(all.flatMap(([field, value]) => (value === null ? [] : [[field, value]])))
  }
}

/** Characters of what one of the family has said, beside the field in which their view is written. */
const shortLength = 600

/** What they have said on their own page since the last evaluation, for whoever may read it. */
async function saidByFamily({ viewer, state }: At): Promise<Facts> {
  if (!state || !seesFamily(viewer, state)) return []
  const since = lastEvaluated(state) ?? ''
  const views = state.sayings.filter(({ kind, at, text }) => kind === 'view' && text !== null && at > since)
  const opened = views.length > 0 ? await openCase(viewer, state, 'evaluation.hear-parents') : null
  if (opened?.access.topics !== 'all') return []
  const words = await opened.words(views.map(({ text }) => text))
  return views.flatMap(({ by, at, text }) => {
    const member = state.family.find(({ id }) => id === by)
    const said = text ? words.get(text) : undefined
    if (!member || said === undefined) return []
    const { say, calendar } = viewer
    const label = say('fact.family-said', { who: memberName(viewer, state, member), day: say.day(calendar.dayOf(at)) })
    return [{ label, value: beginning(said, shortLength), typed: true }]
  })
}

const outcomes = {
  continue: 'evaluation.outcome.continue',
  change: 'evaluation.outcome.change',
  up: 'evaluation.outcome.up',
  down: 'evaluation.outcome.down',
  close: 'evaluation.outcome.close',
} as const

/** Another level only where there is one that can be proposed now, and the end only where nothing waits for an answer. */
const possibleOutcomes = inCase('empty.outcomes', ({ viewer, state }) =>
  evaluationOutcomes
    .filter((one) => isPossible(one, state, viewer))
    .map((value) => ({ value, label: viewer.say(outcomes[value]) })),
)

function isPossible(outcome: EvaluationOutcome, state: Case, { policy }: At['viewer']): boolean {
  if (outcome === 'close') return !hasOpenBusiness(state)
  if (outcome !== 'up' && outcome !== 'down') return true
  return !openProposal(state) && levelBeside(state, policy, outcome) !== null
}

const leading: Record<EvaluationOutcome, Leading | null> = {
  continue: null,
  change: { form: 'measure.add', said: 'done.evaluation.change' },
  up: { form: 'level.propose', said: 'done.evaluation.level', data: { way: 'up' } },
  down: { form: 'level.propose', said: 'done.evaluation.level', data: { way: 'down' } },
  close: { form: 'case.close', said: 'done.evaluation.close' },
}

/** Who was not heard: it is said, and hinders nothing but of the child. */
function factsOfUnheard({ viewer, state }: At): Facts {
  if (!state) return []
  const { say } = viewer
  const heard = openEvaluation(state)?.heard ?? {}
  const missing = heardIn(state).filter((part) => !heard[part])
  if (missing.length === 0) return []
  return [{ label: say('fact.unheard'), value: say.list(missing.map((part) => say(`evaluation.part.${part}`))) }]
}

/** Who is heard in an evaluation of this case, in order. */
export function heardIn(state: Case): HeardPart[] {
  return [...(hearsChild(state) ? (['child'] as const) : []), 'parents', 'staff']
}

export const evaluation = {
  'evaluation.hear-child': action('evaluation.hear-child')({
    carries: { known: heardAt('child') },
    asks: {
      askedBy: oneOf(asked),
      askedOn: dayIfAny({ hint: 'hint.askedOn', days: ({ viewer }) => ({ max: viewer.today }) }),
      topic: topicOfWords(),
      childView: keptIfAny(1000, { hint: 'hint.child-wants' }),
      childWhy: longIfAny(500, { hint: 'hint.childWhy' }),
    },
    form: { intro: 'intro.evaluation.hear-child', begins: begins('child', 'evaluation.hear-child') },
    onCard: true,
    command: ({ childView, childWhy, topic, ...read }, { ids, wordOr }) => ({
      evaluation: ids.next('evaluation'),
      ...read,
      topic: childView ? topic : null,
      childView: wordOr(childView),
      childWhy: wordOr(childWhy),
    }),
  }),
  'evaluation.hear-parents': action('evaluation.hear-parents')({
    carries: { known: heardAt('parents') },
    asks: { topic, parentsView: long(2000, { hint: 'hint.view' }) },
    form: {
      intro: 'intro.evaluation.hear-parents',
      begins: begins('parents', 'evaluation.hear-parents'),
      facts: saidByFamily,
    },
    onCard: true,
    command: ({ parentsView, ...read }, { ids, word }) => {
      return { evaluation: ids.next('evaluation'), ...read, parentsView: word(parentsView) }
    },
  }),
  'evaluation.hear-staff': action('evaluation.hear-staff')({
    carries: { known: heardAt('staff') },
    asks: { topic, staffView: long(2000, { hint: 'hint.staffView' }), reflection: longIfAny(1000) },
    form: {
      intro: 'intro.evaluation.hear-staff',
      begins: begins('staff', 'evaluation.hear-staff'),
      questions: ({ model, say }) => [model.names.reflection[say.lang]],
    },
    onCard: true,
    command: ({ staffView, reflection, ...read }, { ids, word, wordOr }) => {
      const said = { staffView: word(staffView), reflection: wordOr(reflection) }
      return { evaluation: ids.next('evaluation'), ...read, ...said }
    },
  }),
  'evaluation.conclude': action('evaluation.conclude')({
    asks: {
      outcome: oneOfFound(outcomes, possibleOutcomes, { label: 'field.evaluation.conclude.outcome' }),
      nextDay: dayIfAny({
        label: 'field.evaluation.conclude.nextDay',
        hint: 'hint.evaluation.nextDay',
        days: untilEvaluation,
      }),
    },
    form: {
      intro: 'intro.evaluation.conclude',
      submit: 'submit.end-evaluation',
      facts: factsOfUnheard,
      leadsTo: ({ outcome }) => leading[evaluationOutcomes.find((one) => one === outcome) ?? 'continue'],
    },
    onCard: true,
    command: (read, { ids }) => ({ evaluation: ids.next('evaluation'), ...read }),
  }),
}
