/** The steps of each level in a municipality's file: its own where it names any, and what is said when they can lead nowhere. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { allSteps } from '../../src/core/policy.ts'
import { stepsOf } from '../../src/core/steps.ts'
import { ModelError, readModel } from '../../src/model/read.ts'

const folder = mkdtempSync(join(tmpdir(), 'stafett-steps-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'strandby.yaml')

function model(rest: string) {
  writeFileSync(path, `extends: standard\nmunicipality: { code: strandby, name: Strandby }\nrefPrefix: ST\n${rest}`)
  return readModel(path)
}

/** With the line of each. */
function problems(rest: string): string[] {
  try {
    model(rest)
  } catch (error) {
    if (error instanceof ModelError) return error.problems.map(({ line, text }) => `${line} ${text}`)
    throw error
  }
  return []
}

/** Level 0 stands on line 6, level 1 on line 7. */
const levels = (first: string, second = '[consent, measures, decision]') => `policy:
  levels:
    - { number: 0, maxHelpServices: 0, steps: ${first} }
    - { number: 1, maxHelpServices: 0, steps: ${second} }
    - { number: 2, maxHelpServices: ~ }`

it('a level has those it names, and the others those of all', () => {
  const { policy } = model(levels('[describe, confer, talk, conclude]'))
  expect([0, 1, 2].map((level) => stepsOf(policy, level))).toEqual([
    ['describe', 'confer', 'talk', 'conclude'],
    ['consent', 'measures', 'decision'],
    policy.steps,
  ])
})

it('every step has a name and says what it asks for, as the municipality likes', () => {
  const { names } = model('names: { steps: { talk: { nb: Del } }, stepAsks: { talk: { nn: Del det. } } }')
  expect(Object.keys(names.steps)).toEqual([...allSteps])
  expect(Object.keys(names.stepAsks)).toEqual([...allSteps])
  expect([names.steps.talk.nb, names.steps.talk.nn, names.stepAsks.talk.nn]).toEqual(['Del', 'Samtale', 'Del det.'])
})

it.each([
  [
    levels('[talk, conclud]'),
    '6 policy.levels[0].steps[1] must be one of wonder, describe, confer, talk, conclude, consent, understanding, goals, measures, carry-out, evaluation, decision, but is "conclud"; did you mean conclude?',
  ],
  [
    'policy: { steps: [consent, goal, decision] }',
    '4 policy.steps[1] must be one of consent, understanding, goals, measures, carry-out, evaluation, decision, but is "goal"; did you mean goals?',
  ],
  ['policy: { steps: [consent, goals, goals, decision] }', '4 policy.steps[2] names goals a second time'],
  ['policy: { steps: [goals, decision] }', '4 policy.steps must name consent: the log is open from level 1'],
  ['policy: { steps: [consent, goals] }', '4 policy.steps must end with decision: what comes next is decided there'],
  [
    'policy: { steps: [consent, evaluation, measures, decision] }',
    '4 policy.steps[1] names evaluation, which needs measures before it',
  ],
  [
    levels('[goals, talk, conclude]'),
    '6 policy.levels[0].steps[0] names goals, which is a step of a level from 1; here it must be one of wonder, describe, confer, talk, conclude',
  ],
  [levels('[talk]'), '6 policy.levels[0].steps must end with conclude: what comes next is decided there'],
  [levels('[talk, talk, conclude]'), '6 policy.levels[0].steps[1] names talk a second time'],
  [
    levels('[talk, conclude]', '[consent, talk, decision]'),
    '7 policy.levels[1].steps[1] names talk, which is a step of level 0; here it must be one of consent, understanding, goals, measures, carry-out, evaluation, decision',
  ],
  [
    levels('[talk, conclude]', '[consent, carry-out, decision]'),
    '7 policy.levels[1].steps[1] names carry-out, which needs measures before it',
  ],
  [
    levels('[talk, conclude]', '[goals, decision]'),
    '7 policy.levels[1].steps must name consent: the log is open from level 1',
  ],
])('%j is told', (rest, said) => {
  expect(problems(rest)).toEqual([said])
})

it('consent is asked for only where the log is open', () => {
  const alone = `${levels('[talk, conclude]', '[measures, decision]')}\n  logOpensAtLevel: 2\n  concernEndsInLevels: [1, 2]`
  expect(problems(alone)).toEqual([])
  const own = '[{ number: 0, maxHelpServices: 0 }, { number: 1, maxHelpServices: ~, steps: [consent, decision] }]'
  expect(problems(`policy: { levels: ${own}, steps: [decision], concernEndsInLevels: [1] }`)).toEqual([])
})
