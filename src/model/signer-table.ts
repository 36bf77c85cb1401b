/**
 * Whether the table of signers answers for everybody a case can be about: every age, target group, care and service. Reads the
 * table as the core does: the first line that fits is the rule.
 */
import { type Policy, type SignerRule, targetGroups } from '../core/policy.ts'
import { grownUp, ruleFor } from '../core/signers.ts'
import type { Finding } from './explain.ts'

type Part = Pick<Policy, 'signerRules' | 'signerAges' | 'ageLimit'>
type Care = 'guardians' | 'child-protection'
type Lines = Pick<Part, 'signerRules'>

/** People of any age are asked: a parent may be the one a case is about. */
const oldest = 110
const ages = Array.from({ length: oldest + 1 }, (_, age) => age)
const cares: Care[] = ['guardians', 'child-protection']

export function signerFindings(part: Part): Finding[] {
  return [...reversedLines(part), ...gaps(part), ...unusedLines(part), ...unsaidEnds(part), ...unannouncedAges(part)]
}

function lineFinding(index: number, key: keyof SignerRule, text: string): Finding {
  return { path: ['policy', 'signerRules', index, key], text: `policy.signerRules[${index}].${key} ${text}` }
}

function reversedLines({ signerRules }: Lines): Finding[] {
  return signerRules.flatMap(({ fromAge, toAge }, i) => {
    const text = `must be more than fromAge (${fromAge}), but is ${toAge}`
    return toAge <= fromAge ? [lineFinding(i, 'toAge', text)] : []
  })
}

function gaps({ signerRules }: Lines): Finding[] {
  return targetGroups.flatMap((group) =>
    cares.flatMap((care) => {
      const missing = ages.filter((age) => !ruleFor(signerRules, group, care, age, null))
      if (missing.length === 0) return []
      const text = `policy.signerRules has no line for ${group}, care ${care}, at age ${ranges(missing)}`
      return [{ path: ['policy', 'signerRules'], text }]
    }),
  )
}

/** Everybody and everything that some line tells apart: all services that no line names are as one (null). */
function askedIn({ signerRules }: Lines) {
  const services = [null, ...new Set(signerRules.flatMap((line) => line.services ?? []))]
  return targetGroups.flatMap((group) =>
    cares.flatMap((care) =>
      services.map((service) => (age: number) => ruleFor(signerRules, group, care, age, service)),
    ),
  )
}

/** A line for some services that stands after those which already fit them would say something that never counts. */
function unusedLines({ signerRules }: Lines): Finding[] {
  const asked = askedIn({ signerRules })
  return signerRules.flatMap((line, i) => {
    const isUsed = ages.some((age) => asked.some((ruleAt) => ruleAt(age) === line))
    if (!line.services || line.toAge <= line.fromAge || isUsed) return []
    return [lineFinding(i, 'services', 'never counts: a line before it fits the same services, so move it up')]
  })
}

/** Where other people sign from an age, a line says what becomes of the consents given before; at 18 there is no choice. */
function unsaidEnds({ signerRules }: Lines): Finding[] {
  const asked = askedIn({ signerRules })
  return signerRules.flatMap((line, i) => {
    const { fromAge, endsOld } = line
    const begins = asked.some(
      (ruleAt) => fromAge > 0 && ruleAt(fromAge) === line && ruleAt(fromAge - 1) && isOther(line, ruleAt(fromAge - 1)),
    )
    if (begins && endsOld === undefined) {
      const text = `is missing: other people sign from ${fromAge}, so say whether the consents given before end that day`
      return [lineFinding(i, 'endsOld', text)]
    }
    const leaves = begins && fromAge >= grownUp && endsOld === false
    return leaves ? [lineFinding(i, 'endsOld', `must be true: from ${grownUp} nobody else answers for a person`)] : []
  })
}

/** Consent is asked for again at `signerAges`, so these must be the very ages at which the table changes. */
function unannouncedAges({ signerRules, signerAges, ageLimit }: Part): Finding[] {
  const asked = askedIn({ signerRules })
  const changes = ages.filter(
    (age) => age > 0 && age <= ageLimit && asked.some((ruleAt) => isOther(ruleAt(age), ruleAt(age - 1))),
  )
  const same = changes.length === signerAges.length && changes.every((age) => signerAges.includes(age))
  if (same) return []
  const text = `policy.signerAges must be the ages at which policy.signerRules changes: [${changes.join(', ')}]`
  return [{ path: ['policy', 'signerAges'], text }]
}

function isOther(one: SignerRule | undefined, other: SignerRule | undefined): boolean {
  const signers = (line: SignerRule | undefined) => [...(line?.signers ?? [])].sort().join(' ')
  return signers(one) !== signers(other)
}

function ranges(numbers: number[]): string {
  const starts = numbers.filter((number) => !numbers.includes(number - 1))
  const ends = numbers.filter((number) => !numbers.includes(number + 1))
  return starts.map((start, i) => (start === ends[i] ? `${start}` : `${start}–${ends[i]}`)).join(', ')
}
