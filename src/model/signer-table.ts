/**
 * Whether the table of signers answers for everybody a case can be about: every age, target group and care. Reads the
 * table as the core does: the first line that fits is the rule.
 */
import { type Policy, type SignerRule, type TargetGroup, targetGroups } from '../core/policy.ts'
import type { Finding } from './explain.ts'

type Part = Pick<Policy, 'signerRules' | 'signerAges' | 'ageLimit'>
type Care = 'guardians' | 'child-protection'

/** People of any age are asked: a parent may be the one a case is about. */
const oldest = 110
const ages = Array.from({ length: oldest + 1 }, (_, age) => age)
const cares: Care[] = ['guardians', 'child-protection']

export function signerFindings(part: Part): Finding[] {
  return [...reversedLines(part), ...gaps(part), ...unannouncedAges(part)]
}

function reversedLines({ signerRules }: Part): Finding[] {
  return signerRules.flatMap(({ fromAge, toAge }, i) => {
    const path = ['policy', 'signerRules', i, 'toAge']
    const text = `policy.signerRules[${i}].toAge must be more than fromAge (${fromAge}), but is ${toAge}`
    return toAge <= fromAge ? [{ path, text }] : []
  })
}

function gaps({ signerRules }: Part): Finding[] {
  return targetGroups.flatMap((group) =>
    cares.flatMap((care) => {
      const missing = ages.filter((age) => !ruleFor(signerRules, group, age, care))
      if (missing.length === 0) return []
      const text = `policy.signerRules has no line for ${group}, care ${care}, at age ${ranges(missing)}`
      return [{ path: ['policy', 'signerRules'], text }]
    }),
  )
}

/** Consent is asked for again at `signerAges`, so these must be the very ages at which the table changes. */
function unannouncedAges({ signerRules, signerAges, ageLimit }: Part): Finding[] {
  const changes = ages.filter((age) => age > 0 && age <= ageLimit && changesAt(signerRules, age))
  const same = changes.length === signerAges.length && changes.every((age) => signerAges.includes(age))
  if (same) return []
  const text = `policy.signerAges must be the ages at which policy.signerRules changes: [${changes.join(', ')}]`
  return [{ path: ['policy', 'signerAges'], text }]
}

function changesAt(rules: SignerRule[], age: number): boolean {
  return targetGroups.some((group) =>
    cares.some((care) => signersOf(rules, group, age, care) !== signersOf(rules, group, age - 1, care)),
  )
}

function signersOf(rules: SignerRule[], group: TargetGroup, age: number, care: Care): string {
  return [...(ruleFor(rules, group, age, care)?.signers ?? [])].sort().join(' ')
}

function ruleFor(rules: SignerRule[], group: TargetGroup, age: number, care: Care): SignerRule | undefined {
  return rules.find(
    (rule) =>
      rule.groups.includes(group) &&
      (rule.care === 'any' || rule.care === care) &&
      age >= rule.fromAge &&
      age < rule.toAge,
  )
}

function ranges(numbers: number[]): string {
  const starts = numbers.filter((number) => !numbers.includes(number - 1))
  const ends = numbers.filter((number) => !numbers.includes(number + 1))
  return starts.map((start, i) => (start === ends[i] ? `${start}` : `${start}–${ends[i]}`)).join(', ')
}
