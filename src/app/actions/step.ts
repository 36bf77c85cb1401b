/** The steps of a level: the one a case is in is skipped with a reason, and taken up again. */
import type { Case } from '../../core/case.ts'
import { allSteps } from '../../core/policy.ts'
import { skippable } from '../../core/skip.ts'
import { skippedIn } from '../../core/steps.ts'
import { named, type Viewer } from '../see/index.ts'
import { action, type Facts } from './action.ts'
import { type At, carriedOneOf, long } from './field.ts'

/** Which one it is, as the municipality calls it, and what it asks for. */
function factsOfStep({ viewer, data }: At): Facts {
  const step = allSteps.find((one) => one === data.step)
  const { say, model } = viewer
  return step ? [{ label: named(viewer, model.names.steps, step), value: model.names.stepAsks[step][say.lang] }] : []
}

/** The last that was skipped and is not done since. */
function lastSkipped(state: Case, { today }: Viewer) {
  return skippedIn(state, today).at(-1)?.step
}

export const step = {
  'step.skip': action('step.skip')({
    carries: { step: carriedOneOf(allSteps) },
    asks: { reason: long(500, { hint: 'hint.no-child' }) },
    form: {
      introIn: ({ level }) => (level === 0 ? 'intro.step.skip.wondering' : 'intro.step.skip'),
      submit: 'submit.skip',
      facts: factsOfStep,
    },
    offered: [
      {
        rank: 290,
        when: (state, viewer) => skippable(state, viewer) !== null,
        data: (state, viewer) => ({ step: skippable(state, viewer) ?? '' }),
      },
    ],
    command: ({ step, reason }, { word }) => ({ step, reason: word(reason) }),
  }),
  'step.resume': action('step.resume')({
    carries: { step: carriedOneOf(allSteps) },
    offered: [
      {
        rank: 295,
        when: (state, viewer) => lastSkipped(state, viewer) !== undefined,
        data: (state, viewer) => ({ step: lastSkipped(state, viewer) ?? '' }),
      },
    ],
    command: (read) => read,
  }),
}
