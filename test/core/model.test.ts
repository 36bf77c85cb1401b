/** Hundreds of long, arbitrary lives of a case under each municipality's model. A failure prints the seed that replays it. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { coreProperty, newReach } from '../support/core-model.ts'
import { other, standard } from '../support/sample.ts'

const runs = 500

it.each([
  ['where the log opens at level 1', standard],
  ['where the log opens at level 2', other],
])('no sequence of commands breaks a promise of the core, %s', (_, policy) => {
  const reach = newReach()
  fc.assert(coreProperty(policy, reach), { numRuns: runs })
  console.log(reach)
  expect(reach.levels.size).toBeGreaterThan(3)
})
