/** What goals, measures and follow-ups are asked for alike: the topic, who answers for it, and a later day with a reason. */
import type { Responsible } from '../../core/responsible.ts'
import { type At, choice, choiceOf, day, long, type Read } from './field.ts'
import { allTopics, responsibles } from './sources.ts'

export const topic = choice(allTopics, { usual: ({ viewer }) => viewer.policy.topics[0] ?? '' })

/** `person:…`, `service:…` or `home`, as the choice of a form carries it. */
function responsibleOf(text: string): Read<Responsible> {
  const [kind, which = ''] = text.split(':')
  if (kind === 'person' && isPersonId(which)) return { value: { kind, person: which } }
  if (kind === 'service') return { value: { kind, service: which } }
  return text === 'home' ? { value: { kind: 'home' } } : { fault: { code: 'not-a-choice' } }
}

function isPersonId(id: string): id is `person_${string}` {
  return id.startsWith('person_')
}

export const responsible = choiceOf(responsibles, responsibleOf, {
  usual: ({ viewer }) => `person:${viewer.person.id}`,
})

/** Somebody else than the one whose it is: nobody is chosen beforehand. */
export const newResponsible = choiceOf(responsibles, responsibleOf, { label: 'field.new-responsible' })

export const whyLater = long(500, { hint: 'hint.postpone' })

export function laterDay(days: (at: At) => { min?: string; max?: string }) {
  return day({ label: 'field.new-day', days })
}

/** The last day on which a measure may be evaluated. */
export function latestEvaluation({ viewer: { calendar, today, policy } }: At) {
  return { min: today, max: calendar.addDays(today, 7 * policy.deadlines.measureEvaluationMaxWeeks) }
}

export function fromToday({ viewer }: At) {
  return { min: viewer.today }
}
