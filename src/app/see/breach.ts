/** A breach in follow-up in the viewer's words: what was late, from when until when, and why. Reads no human word. */
import type { Fact } from '../../../cards/card.ts'
import { type Breach, fellAway } from '../../core/breach.ts'
import type { Case } from '../../core/case.ts'
import { named, type Viewer } from './viewer.ts'

/** Of one that is over; what was said of why goes along, unless what was late is asked for `alone`. */
export function breachFacts(viewer: Viewer, state: Pick<Case, 'proposals'>, breach: Breach, which?: 'alone'): Fact[] {
  const { signal, since, until, cause, remedy } = breach
  const { say, model } = viewer
  const what = say(`signal.${signal}.title`)
  const how = fellAway(state, breach) ? 'fell' : 'done'
  const days = { what, how, from: say.dayInSentence(since), until: until ? say.dayInSentence(until) : '' }
  const why = [
    ...(cause ? [{ label: say('fact.breach.cause'), value: named(viewer, model.names.breachCauses, cause) }] : []),
    ...(remedy ? [{ label: say('fact.breach.remedy'), value: named(viewer, model.names.breachRemedies, remedy) }] : []),
  ]
  return [{ label: say('fact.breach'), value: say('fact.breach.days', days) }, ...(which === 'alone' ? [] : why)]
}
