/** What was decided at a meeting, and becomes a measure or something to do: the form begins with it, and carries which it is. */
import { decisionIn } from '../../core/minutes.ts'
import { opensTopic } from '../../core/reading.ts'
import { openCase } from '../see/index.ts'
import { type At, type ByForm, idIfAny } from './field.ts'

type Id = `decision_${string}`

/** Nothing where it comes of no minutes. */
export const ofDecision: ByForm<Id | null> = {
  fill: () => '',
  read: (text, env) => {
    const read = idIfAny('decision').read(text, env)
    return 'fault' in read ? read : { value: read.value === 'none' ? null : read.value }
  },
}

/** In its words and of the topic of its minutes, for whoever may read them: a look at the case like any other. */
export function begunOf(form: 'follow-up.add' | 'measure.add') {
  return async ({ viewer, state, data }: At): Promise<Record<string, string>> => {
    const decision = state && decisionIn(state, data.decision)
    const opened = state && decision ? await openCase(viewer, state, form) : null
    if (!decision?.topic || !opened || !opensTopic(opened.access, decision.topic)) return {}
    const text = (await opened.words([decision.text])).get(decision.text)
    return text ? { text, topic: decision.topic } : {}
  }
}
