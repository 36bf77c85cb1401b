/** Where a case stands, in the reader's words: its step, what is missing, whom it waits for, and what somebody went past. */
import type { Ball } from '../../../cards/parts/case-standing.ts'
import { type SkippedStep, type Stands, type StepNow, stepLine } from '../../../cards/parts/step-part.ts'
import { calledIn } from '../../core/called.ts'
import type { Case } from '../../core/case.ts'
import { type Due, due } from '../../core/deadline.ts'
import { missingIn, mostPressing } from '../../core/step.ts'
import { skippedIn, stepOf, stepsOf } from '../../core/steps.ts'
import { may, offer } from '../actions/index.ts'
import {
  ballName,
  mayKnowOfDue,
  mayRead,
  named,
  nameOf,
  type Opened,
  type Setting,
  seesOutline,
  toReader,
  type Viewer,
} from '../see/index.ts'

/** Null where none is left, and when it is closed. */
export function stepNow(setting: Setting, state: Case): StepNow | null {
  const { policy, today, model } = setting
  const step = stepOf(state, policy, today)
  if (!step) return null
  const steps = stepsOf(policy, state.level)
  const { steps: names, stepAsks } = model.names
  const words = { name: named(setting, names, step), asks: named(setting, stepAsks, step) }
  return { number: steps.indexOf(step) + 1, count: steps.length, ...words }
}

/** As it stands in a list; nothing where the reader may not read the case, or sees what has stopped alone. */
export function stepListed(viewer: Viewer, state: Case): { step?: string } {
  const step = mayRead(viewer, state) && !seesOutline(viewer, state) ? stepNow(viewer, state) : null
  return step ? { step: stepLine(step, viewer.say) } : {}
}

/** By name, the first first; none once it is closed. */
export function skippedNames(setting: Setting, state: Case): string[] {
  if (state.status === 'closed') return []
  return skippedIn(state, setting.today).map(({ step }) => named(setting, setting.model.names.steps, step))
}

/** All that is due which the reader may know of. */
export function dueTo(viewer: Viewer, state: Case): Due[] {
  return due(state, viewer.now, viewer).filter(({ key }) => mayKnowOfDue(viewer, state, key))
}

/** With whom the ball lies, of what is due. */
export async function ballIn(viewer: Viewer, state: Case, list: Due[]): Promise<Ball | null> {
  const first = mostPressing(list, viewer.today)
  if (!first) return null
  const who = await ballName(viewer, state, first.ball, toReader(viewer))
  return { who, signal: calledIn(state, first), day: first.day, isPast: first.day < viewer.today }
}

/** Above the plan. */
export async function standsIn(viewer: Viewer, opened: Opened): Promise<Stands> {
  const { case: state } = opened
  return {
    step: stepNow(viewer, state),
    ball: await ballIn(viewer, state, dueTo(viewer, state)),
    missing: missingIn(state, viewer.today),
    skipped: state.status === 'closed' ? [] : await skippedSteps(viewer, opened),
  }
}

/** Why a step was skipped has no topic, and is read with the whole. */
async function skippedSteps(viewer: Viewer, { case: state, access, words }: Opened): Promise<SkippedStep[]> {
  const list = skippedIn(state, viewer.today)
  const said = await words(access.topics === 'all' ? list.map(({ reason }) => reason) : [])
  return Promise.all(
    list.map(async ({ step, at, by, reason }) => ({
      name: named(viewer, viewer.model.names.steps, step),
      day: viewer.calendar.dayOf(at),
      by: await nameOf(viewer, by),
      reason: said.get(reason) ?? null,
      resume: may(state, viewer, 'step.resume') ? offer('step.resume', { case: state.id, step, back: 'plan' }) : null,
    })),
  )
}
