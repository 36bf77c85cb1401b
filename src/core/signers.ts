/**
 * Who must sign for what: what is known of a family, read against the municipality's table. A line may be for some services
 * alone, and says whether what was agreed to before ends on the day it begins to count. Decides nothing.
 */
import type { Case } from './case.ts'
import { type Care, type Consent, isAsked, isOutgrown, servicesLeft } from './consent.ts'
import type { Day, Month, ServiceCode } from './ids.ts'
import type { OnlyOf } from './lately.ts'
import type { Calendar, Policy, Signer, SignerRule, TargetGroup } from './policy.ts'
import { servicesOf } from './recipient.ts'

/** From `from` years on and below `to`; null: however old. */
export type Ages = { from: number; to: number | null }

/** What of a case says who must sign. */
export type FamilyFacts = Pick<Case, 'targetGroup' | 'born' | 'guardians' | 'care'>

type TableFacts = Omit<FamilyFacts, 'born'>

/** Services that the same people answer for. */
export type Question = {
  services: ServiceCode[]
  required: Signer[]
  ages: Ages
  /** Whether the line that fits is for these services alone, so that nobody else takes back what it gives. */
  alone: boolean
}

/** The first line that fits; `undefined` where none does: the model's check makes that impossible. */
export function ruleFor(
  rules: SignerRule[],
  group: TargetGroup,
  care: Care,
  age: number,
  service: ServiceCode | null,
): SignerRule | undefined {
  return rules.find(
    (one) =>
      one.groups.includes(group) &&
      (one.care === 'any' || one.care === care) &&
      age >= one.fromAge &&
      age < one.toAge &&
      (one.services === undefined || (service !== null && one.services.includes(service))),
  )
}

/** In the order of the line, each holder of parental responsibility by themselves. Null where no line fits. */
export function signersFor(
  { signerRules }: Policy,
  { targetGroup, guardians, care }: TableFacts,
  age: number,
  service: ServiceCode | null,
): Signer[] | null {
  const rule = ruleFor(signerRules, targetGroup, care, age, service)
  if (!rule) return null
  return rule.signers.flatMap((signer): Signer[] => {
    if (signer !== 'guardians') return [signer]
    return guardians === 2 ? ['guardian-1', 'guardian-2'] : ['guardian-1']
  })
}

/** Of each policy the questions found lately, by all that they hang on: every case is asked of again and again. */
const foundLately = new WeakMap<Policy, Map<string, Question[] | null>>()
const mostFound = 2000
/** What a question hangs on of what is known of a family, and all that it is reckoned from. */
const hangsOn = ['targetGroup', 'guardians', 'care'] as const satisfies (keyof TableFacts)[]

/** One question for all services that the same people answer for, in the order of the services. Null where no line fits one. */
export function questionsFor(
  policy: Policy,
  facts: OnlyOf<TableFacts, (typeof hangsOn)[number]>,
  age: number,
  services: ServiceCode[],
): Question[] | null {
  const known = foundLately.get(policy) ?? new Map<string, Question[] | null>()
  foundLately.set(policy, known)
  const key = [...hangsOn.map((fact) => facts[fact]), age, ...services].join(' ')
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= mostFound) known.clear()
  const questions = askedOf(policy, facts, age, services)
  known.set(key, questions)
  return questions
}

function askedOf(policy: Policy, facts: TableFacts, age: number, services: ServiceCode[]): Question[] | null {
  const questions = new Map<string, Question>()
  for (const service of services) {
    const required = signersFor(policy, facts, age, service)
    if (!required) return null
    const ages = agesOf(policy, facts, age, service)
    const alone = ruleFor(policy.signerRules, facts.targetGroup, facts.care, age, service)?.services !== undefined
    const key = JSON.stringify([required, ages, alone])
    const same = questions.get(key)
    if (same) same.services.push(service)
    else questions.set(key, { services: [service], required, ages, alone })
  }
  return [...questions.values()]
}

/**
 * Who has a say in a consent on a day: those who were asked, and whoever must sign by then for what it is about, be it that
 * somebody has come of an age since, or that more have been named.
 */
export function signersOf(
  facts: FamilyFacts,
  { required, services }: Pick<Consent, 'required' | 'services'>,
  day: Day,
  times: { policy: Policy; calendar: Calendar },
): Signer[] {
  if (!facts.born) return required
  const now = questionsFor(times.policy, facts, ageOf(facts.born, day, times), servicesOf(services)) ?? []
  return [...new Set([...required, ...now.flatMap((one) => one.required)])]
}

/**
 * Whether others are to be asked what this question asks, so that it is put anew: somebody is of an age at which they answer for
 * themselves, be it for some of it alone. Whoever must answer all of it as well answers the same question.
 */
export function isForOthers(
  facts: FamilyFacts,
  question: Consent,
  day: Day,
  times: { policy: Policy; calendar: Calendar },
): boolean {
  if (isOutgrown(question, day)) return true
  const age = ageOf(facts.born, day, times)
  if (age === ageOf(facts.born, times.calendar.dayOf(question.requestedAt), times)) return false
  const now = questionsFor(times.policy, facts, age, servicesOf(servicesLeft(question))) ?? []
  return (
    now.length > 1 ||
    now.some(
      (one) => one.alone !== question.alone || question.required.some((signer) => !one.required.includes(signer)),
    )
  )
}

/** Whether it waits for an answer of those who would be asked today. */
export function isStillAsked(
  facts: FamilyFacts,
  question: Consent,
  day: Day,
  times: { policy: Policy; calendar: Calendar },
): boolean {
  return isAsked(question) && !isForOthers(facts, question, day, times)
}

/** Between which ages what is agreed to now holds: no line begins between them that ends what was agreed to before. */
function agesOf({ signerRules }: Policy, facts: TableFacts, age: number, service: ServiceCode): Ages {
  const { targetGroup, care } = facts
  const ends = signerRules
    .filter((one) => one.endsOld && ruleFor(signerRules, targetGroup, care, one.fromAge, service) === one)
    .map(({ fromAge }) => fromAge)
  const before = ends.filter((one) => one <= age)
  const after = ends.filter((one) => one > age)
  return { from: Math.max(0, ...before), to: after.length > 0 ? Math.min(...after) : null }
}

/** Whole years on a day; of whom nobody has said how young they are, as many as make them grown up. */
export function ageOf(born: Month | null, day: Day, { policy, calendar }: { policy: Policy; calendar: Calendar }) {
  return born ? calendar.ageOn(born, day) : Math.max(policy.ageLimit, grownUp)
}

/** In years. Whoever is pregnant says how old she is where she is younger. */
export const grownUp = 18

/** Whether somebody who was not grown up when that was told still is not. Null where nobody was asked. */
export function isMinorOn(
  { born, minor }: Pick<Case, 'born' | 'minor'>,
  day: Day,
  { calendar }: { calendar: Calendar },
): boolean | null {
  return minor && born ? calendar.ageOn(born, day) < grownUp : minor
}

/** The day on which somebody is so old: the first of the month they were born in. */
export function turns(born: Month, age: number): Day {
  const [year = '', month = ''] = born.split('-')
  return `${String(Number(year) + age).padStart(4, '0')}-${month}-01`
}

/** The days on which somebody is of these ages: from the first on, and before the last; null: without an end. */
export function holding({ from, to }: Ages, born: Month | null): { from: Day | null; to: Day | null } {
  if (!born) return { from: null, to: null }
  return { from: from > 0 ? turns(born, from) : null, to: to === null ? null : turns(born, to) }
}

/** Whether the table asks how old somebody of that group is: of a child always, of whoever is pregnant whether she is grown up. */
export function asksAge(group: TargetGroup): 'always' | 'if-minor' | 'never' {
  if (group === 'child' || group === 'youth') return 'always'
  return group === 'pregnant' ? 'if-minor' : 'never'
}

/** Whether any line for that group depends on who has parental responsibility or care. */
export function asksGuardians({ signerRules }: Policy, group: TargetGroup): boolean {
  return signerRules.some(
    ({ groups, signers, care }) => groups.includes(group) && (signers.includes('guardians') || care !== 'any'),
  )
}

/** Who signs for some service by what was known before, and would not any more. */
export function noLongerSigning(
  policy: Policy,
  before: FamilyFacts,
  after: FamilyFacts,
  ages: [number, number],
): Signer[] {
  const [ageBefore, ageAfter] = ages
  const lost = policy.services.flatMap((service) => {
    const now = signersFor(policy, after, ageAfter, service) ?? []
    return (signersFor(policy, before, ageBefore, service) ?? []).filter((signer) => !now.includes(signer))
  })
  return [...new Set(lost)]
}
