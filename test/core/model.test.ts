/** Hundreds of long, arbitrary lives of a case under each municipality's model. A failure prints the seed that replays it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coreProperty, newReach } from '../support/core-model.ts'
import { other, standard } from '../support/sample.ts'

/** The same each time, so that how far they go says how the lives are made, and not what chance made of it; and others each time. */
const known = { numRuns: 400, seed: 1 }
const others = { numRuns: 100 }
/** On a machine that does something else besides. */
const patienceMs = 120_000

describe.each([
  ['where the log opens at level 1', standard],
  ['where the log opens at level 2', other],
])('a case %s', (_, policy) => {
  const reach = newReach()

  it('keeps its promises through any sequence of commands', { timeout: patienceMs }, () => {
    fc.assert(coreProperty(policy, reach), known)
    fc.assert(coreProperty(policy, newReach()), others)
  })

  it('was taken far enough for that to mean something', () => {
    const often = (what: string) => (reach.in.get(what) ?? 0) / reach.runs
    expect(reach.runs).toBe(known.numRuns)
    expect(often('level 2 digital')).toBeGreaterThan(0.15)
    expect(often('level 3 digital')).toBeGreaterThan(0.15)
    expect(often('level.approved')).toBeGreaterThan(0.15)
    expect(often('baton.accepted')).toBeGreaterThan(0.1)
    expect(often('consent.withdrawn')).toBeGreaterThan(0.15)
    expect(often('consent.refused')).toBeGreaterThan(0.2)
    expect(often('a no ends an older yes')).toBeGreaterThan(0.02)
    expect(often('a no to some of it')).toBeGreaterThan(0.02)
    expect(often('a no where another has signed')).toBeGreaterThan(0.005)
    expect(often('somebody in it is excluded')).toBeGreaterThan(0.005)
    expect(often('consent.signers-named')).toBeGreaterThan(0.1)
    expect(often('grown up since')).toBeGreaterThan(0.01)
    expect(often('signed alone about health')).toBeGreaterThan(0.02)
    expect(often('refused: signers-fewer')).toBeGreaterThan(0.01)
    expect(often('refused: signers-reason')).toBeGreaterThan(0.02)
    expect(often('refused: consent-outgrown')).toBeGreaterThan(0.002)
    expect(often('a topic is left out by the first who signs')).toBeGreaterThan(0.002)
    expect(often('another unit is let in')).toBeGreaterThan(0.005)
    expect(often('a unit alone is taken back')).toBeGreaterThan(0.04)
    expect(often('consent.set-aside')).toBeGreaterThan(0.01)
    expect(often('consent.narrowed')).toBeGreaterThan(0.02)
    expect(often('transition.received')).toBeGreaterThan(0.04)
    expect(often('refused: own-proposal')).toBeGreaterThan(0.1)
  })
})
