/** What the presets promise, and that a municipality may choose otherwise in everything that matters. */
import { describe, expect, it } from 'vitest'
import { readModel } from '../../src/model/read.ts'
import type { Model } from '../../src/model/schema.ts'

const fjordvik = readModel('src/demo/fjordvik.yaml')
const solvik = readModel('test/fixtures/model-b.yaml')

/** Who signs about a service for a young person of an age whose parents have care, read as the core reads the table. */
function signersAt({ policy }: Model, age: number, service = 'skole') {
  const fits = policy.signerRules.find(
    (rule) =>
      rule.groups.includes('youth') &&
      rule.care !== 'child-protection' &&
      age >= rule.fromAge &&
      age < rule.toAge &&
      (rule.services?.includes(service) ?? true),
  )
  return fits?.signers
}

describe('the standard preset', () => {
  it('lets the guardians sign under 15, then also the young person, and from 18 the person alone', () => {
    expect(signersAt(fjordvik, 14)).toEqual(['guardians'])
    expect(signersAt(fjordvik, 15)).toEqual(['guardians', 'young-person'])
    expect(signersAt(fjordvik, 17)).toEqual(['guardians', 'young-person'])
    expect(signersAt(fjordvik, 18)).toEqual(['self'])
  })

  it('lets a young person of 16 sign alone about health', () => {
    for (const service of ['helsestasjon', 'skolehelsetjeneste', 'bup', 'fastlege']) {
      expect(signersAt(fjordvik, 15, service)).toEqual(['guardians', 'young-person'])
      expect(signersAt(fjordvik, 16, service)).toEqual(['young-person'])
      expect(signersAt(fjordvik, 18, service)).toEqual(['self'])
    }
  })

  it('ends at 18, and at no other age, what was agreed to before', () => {
    const ends = fjordvik.policy.signerRules.filter(({ endsOld }) => endsOld)
    expect(ends.map(({ fromAge, groups }) => [fromAge, groups])).toEqual([[18, ['child', 'youth']]])
    expect(fjordvik.policy.signerAges).toEqual([15, 16, 18])
  })

  it('opens the log at level 1 and goes to KE after three weeks of working days', () => {
    expect(fjordvik.policy.logOpensAtLevel).toBe(1)
    expect(fjordvik.policy.reminders.standard).toEqual({
      beforeWorkingDays: 3,
      everyWorkingDays: 2,
      leaderAfterWorkingDays: 5,
      keAfterWorkingDays: 15,
    })
  })

  it('ends a wondering in the first two levels', () => {
    expect(fjordvik.policy.concernEndsInLevels).toEqual([1, 2])
    expect(solvik.policy.concernEndsInLevels).toEqual([1, 2])
  })

  it('offers nothing in place of a person in danger but the numbers to call', () => {
    expect(fjordvik.reportHelp.phone.map(({ number }) => number)).toEqual(['112', '113', '110', '116 111'])
  })

  it('uses nynorsk where nynorsk differs', () => {
    const { services, steps, topics } = fjordvik.names
    expect([services.skole?.nn, services['koordinerende-enhet']?.nn]).toEqual(['skule', 'koordinerande eining (KE)'])
    expect([steps.decision.nn, topics.other?.nn]).toEqual(['Avgjerd', 'anna'])
  })

  it('has no paragraph number and no bokmål ending in its nynorsk', () => {
    const texts = JSON.stringify(fjordvik, (key, value) => (key === 'nn' ? `nn:${value}` : value))
    expect(texts).not.toContain('§')
    const nynorsk = [...texts.matchAll(/"nn:([^"]+)"/g)].map(([, text]) => text)
    expect(nynorsk.length).toBeGreaterThan(40)
    expect(nynorsk.join(' ')).not.toMatch(
      /\b(ikke|hva|hvor|noe|jeg|fra|tjeneste\w*|skole\w*|enhet\w*|foresatte|mer|flere)\b/i,
    )
  })
})

describe('a municipality on the other preset', () => {
  it('opens the log at the level it calls B', () => {
    expect(solvik.names.levels[solvik.policy.logOpensAtLevel]?.nb).toBe('nivå B')
    expect(solvik.policy.logOpensAtLevel).not.toBe(fjordvik.policy.logOpensAtLevel)
  })

  it('asks the young person from 16', () => {
    expect(signersAt(solvik, 15)).toEqual(['guardians'])
    expect(signersAt(solvik, 16)).toEqual(['guardians', 'young-person'])
    expect(solvik.policy.signerAges).toEqual([16, 18])
  })

  it('has other deadlines, hours and reminders, and the same services', () => {
    expect(solvik.policy.deadlines.concernDecisionDays).not.toBe(fjordvik.policy.deadlines.concernDecisionDays)
    expect(solvik.policy.workingHours).toEqual({ from: '07:30', to: '15:30' })
    expect(solvik.policy.reminders.standard).not.toEqual(fjordvik.policy.reminders.standard)
    expect(solvik.policy.services).toEqual(fjordvik.policy.services)
    expect(solvik.lang).toBe('nn')
  })
})
