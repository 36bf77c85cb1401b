/** The steps of each level: which of them a case is in, and what of them was skipped. Derived from the case; no step is ever stored. */
import type { Case } from './case.ts'
import { uncovered } from './consent.ts'
import type { Day } from './ids.ts'
import type { Policy, Step } from './policy.ts'

/** The steps of a level, in the municipality's order; at level 0 none where it names none. */
export function stepsOf({ levels, steps }: Pick<Policy, 'levels' | 'steps'>, level: number): Step[] {
  return levels.find(({ number }) => number === level)?.steps ?? (level === 0 ? [] : steps)
}

/** The step a case is in: the first of its level's that is neither done nor skipped. Null when closed, and where none is left. */
export function stepOf(state: Case, policy: Policy, day: Day): Step | null {
  if (state.status === 'closed') return null
  const skipped = skippedIn(state, day).map(({ step }) => step)
  return stepsOf(policy, state.level).find((step) => !skipped.includes(step) && !isDone[step](state, day)) ?? null
}

/** What was skipped at this level and is not done since, the first first. */
export function skippedIn(state: Case, day: Day): Case['skipped'] {
  return state.skipped.filter(({ step }) => !isDone[step](state, day))
}

/** When each step is done, whatever was skipped. What a paper case does not keep is not waited for. */
const isDone: Record<Step, (state: Case, day: Day) => boolean> = {
  // What is wondered about is written down as it begins.
  wonder: () => true,
  describe: () => true,
  // Not by a question: whoever is asked one does not know of which case, and would see it by where it stands.
  confer: ({ concern }) => concern.talkHeld !== null,
  talk: ({ concern }) => concern.talkHeld !== null,
  conclude: ({ concern }) => concern.outcome !== null,
  consent: (state, day) => isOnPaper(state) || uncovered(state, state.services, day).length === 0,
  understanding: (state) =>
    isOnPaper(state) || state.goals.length > 0 || state.meetings.some(({ status }) => status === 'held'),
  goals: (state) => isOnPaper(state) || state.goals.length > 0,
  measures: (state) => isOnPaper(state) || state.measures.length > 0,
  'carry-out': (state, day) =>
    isEvaluated(state) ||
    state.measures.some(({ status, evaluationDay }) => status === 'active' && evaluationDay < day),
  evaluation: isEvaluated,
  decision: () => false,
}

function isOnPaper({ mode }: Case): boolean {
  return mode === 'paper'
}

function isEvaluated({ measures }: Case): boolean {
  return measures.length > 0 && measures.every(({ status }) => status !== 'active')
}
