/** What goals, measures and follow-ups are asked for alike: the topic, who answers for it, and a later day with a reason. */
import type { Case } from '../../core/case.ts'
import type { Day, TopicCode } from '../../core/ids.ts'
import { latestPlanned } from '../../core/later.ts'
import { latestEvaluation } from '../../core/measure.ts'
import type { NamedResponsible, Responsible } from '../../core/responsible.ts'
import { asInCase } from './chosen.ts'
import {
  type At,
  type ByForm,
  choice,
  choiceOf,
  day,
  type Env,
  type Field,
  type FoundSource,
  idOf,
  long,
  type Read,
} from './field.ts'
import { keepsWords } from './kept.ts'
import { openTopics, responsibles } from './sources.ts'

/** Nothing is chosen for the writer: it says who can read it. */
export const topic = choice(openTopics)

/** The same of what was said or decided, where words of it are kept; null where none are, and where nobody is asked. */
export function topicOfWords(asked: (at: At) => boolean = () => true): Field<TopicCode | null> {
  const isAsked = (at: At) => keepsWords(at) && asked(at)
  return { ...topic, required: false, hint: 'hint.topic', asked: isAsked, read: readIfAny }
}

/** The same of a reason, which is always written where words are kept, so that it always has one. */
export function topicOfReason(asked?: (at: At) => boolean): Field<TopicCode | null> {
  return { ...topicOfWords(asked), required: true, hint: 'hint.topic-of-reason' }
}

function readIfAny(text: string | undefined, env: Env): Read<TopicCode | null> {
  return text ? topic.read(text, env) : { value: null }
}

/** What the choice of a form carries: `person:…`, `service:…` or `home`. */
function codeOf(one: Responsible): string {
  if (one.kind === 'home') return one.kind
  return one.kind === 'person' ? `person:${one.person}` : `service:${one.service}`
}

function responsibleOf(text: string, env: Env): Read<NamedResponsible> {
  const [kind, which = ''] = text.split(':')
  if (kind === 'person') {
    const read = asInCase(which, env)
    return 'value' in read ? { value: { kind, ...read.value } } : { fault: { code: 'not-a-choice' } }
  }
  if (kind === 'service') return { value: { kind, service: which } }
  return text === 'home' ? { value: { kind: 'home' } } : { fault: { code: 'not-a-choice' } }
}

/** It may name somebody of the directory, who is then read like any other. */
function responsibleAmong(from: FoundSource, more: Parameters<typeof choiceOf>[2]): Field<NamedResponsible> {
  return { ...choiceOf(from, responsibleOf, more), kind: 'choice', from, isPerson: true }
}

export const responsible = responsibleAmong(responsibles, { usual: ({ viewer }) => `person:${viewer.person.id}` })

type Kept = { responsible: Responsible } | undefined

/** Somebody else than the one whose it is: nobody is chosen beforehand. `of` finds what is given away. */
export function newResponsible(of: (state: Case, data: Record<string, string>) => Kept) {
  const others: FoundSource = {
    empty: 'empty.let-in',
    found: async (at) => {
      const now = at.state && of(at.state, at.data)
      const { choices } = await responsibles.found(at, '')
      return { choices: choices.filter(({ value }) => !now || value !== codeOf(now.responsible)) }
    },
  }
  return responsibleAmong(others, { label: 'field.new-responsible', hint: 'hint.new-responsible' })
}

/** Who had it when the form was opened, since it may go to somebody else meanwhile. Null from a form that did not say yet. */
export function hadBefore(of: (state: Case, data: Record<string, string>) => Kept): ByForm<Responsible | null> {
  return {
    fill({ state, data }) {
      const now = state && of(state, data)
      return now ? codeOf(now.responsible) : ''
    },
    read(text, env) {
      const [kind, which] = (text ?? '').split(':')
      if (kind === 'home') return { value: { kind } }
      if (kind === 'service' && which) return { value: { kind, service: which } }
      const person = kind === 'person' ? idOf('person').read(which, env) : null
      return { value: person && 'value' in person ? { kind: 'person', person: person.value } : null }
    },
  }
}

/** Why a day is moved, or reminders of it wait. It can always be said, whatever is kept. */
export const whyLater = long(500, { hint: 'hint.postpone' })

/** A new day for what people chose a day for; `last` is the last one to which it can be moved. */
export function laterDay(last: (at: At) => Day | null) {
  return day({
    label: 'field.new-day',
    days: (at) => {
      const max = last(at)
      return max === null ? fromToday(at) : { min: at.viewer.today, max }
    },
  })
}

/** As far away as the municipality usually evaluates, on a working day that is not beyond the last. */
export function usualEvaluation(at: At): Day {
  const { calendar, today, policy } = at.viewer
  const usual = calendar.workingDayFrom(calendar.addDays(today, 7 * policy.deadlines.measureEvaluationUsualWeeks))
  const max = latestEvaluation(at.viewer)
  return usual > max ? max : usual
}

/** On which days a meeting or a follow-up can be set. */
export function untilPlanned({ viewer }: At) {
  return { min: viewer.today, max: latestPlanned(viewer) }
}

export function fromToday({ viewer }: At) {
  return { min: viewer.today }
}
