/** Whether the steps of each level can lead anywhere: of its kind, each once, with what they need, and what is decided last. */
import { logSteps, type Policy, type Step, wonderingSteps } from '../core/policy.ts'
import { type Finding, pathText } from './explain.ts'
import type { Path } from './tree.ts'

type Steps = Pick<Policy, 'levels' | 'steps' | 'logOpensAtLevel'>

/** Of the steps that levels have in common as of those a level has by itself. */
export function stepFindings({ levels, steps, logOpensAtLevel }: Steps): Finding[] {
  const asksConsent = (number: number) => number > 0 && number >= logOpensAtLevel
  const shared = levels.some((one) => one.steps === undefined && asksConsent(one.number))
  return [
    ...findingsOf({ path: ['policy', 'steps'], steps, isFirst: false, asksConsent: shared }, logOpensAtLevel),
    ...levels.flatMap(({ number, steps: own }, i) => {
      const path: Path = ['policy', 'levels', i, 'steps']
      if (own === undefined) return []
      const list = { path, steps: own, isFirst: number === 0, asksConsent: asksConsent(number) }
      return findingsOf(list, logOpensAtLevel)
    }),
  ]
}

/** `isFirst`: whether they are those of level 0. */
type List = { path: Path; steps: Step[]; isFirst: boolean; asksConsent: boolean }

function findingsOf({ path, steps, isFirst, asksConsent }: List, logOpensAtLevel: number): Finding[] {
  const known: readonly Step[] = isFirst ? wonderingSteps : logSteps
  const last = isFirst ? 'conclude' : 'decision'
  const where = isFirst ? 'a level from 1' : 'level 0'
  const each = steps.flatMap((step, i) => {
    const at = [...path, i]
    if (!known.includes(step)) {
      return told(at, `names ${step}, which is a step of ${where}; here it must be one of ${known.join(', ')}`)
    }
    if (steps.indexOf(step) !== i) return told(at, `names ${step} a second time`)
    const isEarly = (step === 'carry-out' || step === 'evaluation') && !steps.slice(0, i).includes('measures')
    return isEarly ? told(at, `names ${step}, which needs measures before it`) : []
  })
  const lacks = asksConsent && !steps.includes('consent')
  return [
    ...each,
    ...(lacks ? told(path, `must name consent: the log is open from level ${logOpensAtLevel}`) : []),
    ...(steps.at(-1) === last ? [] : told(path, `must end with ${last}: what comes next is decided there`)),
  ]
}

function told(path: Path, text: string): Finding[] {
  return [{ path, text: `${pathText(path)} ${text}` }]
}
