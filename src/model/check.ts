/**
 * Whether the parts of a model agree with each other: names for everything, signers for everybody, ladders that rise.
 * Each check reads only what it needs, so that one wrong part does not hide what is wrong with the others.
 */
import { z } from 'zod'
import { holidayPlaces, isTimeZone } from '../calendar.ts'
import { closedDayFindings, closedServiceFindings, closedYearFindings } from './closed-findings.ts'
import { type Finding, pathText } from './explain.ts'
import { nearest } from './nearest.ts'
import { modelSchema } from './schema.ts'
import { signerFindings } from './signer-table.ts'
import { stepFindings } from './step-findings.ts'
import type { Path } from './tree.ts'

/** Every disagreement between the parts of a model that are well-formed in themselves. */
export function agreementFindings(model: unknown): Finding[] {
  const checks = [
    levelOrder,
    logLevel,
    concernLevels,
    adults,
    ofSigners,
    ...naming,
    ...repeats,
    ...emptiness,
    signerTable,
    steps,
    deadlineOrder,
    lapse,
    ladders,
    singles,
    hours,
  ]
  return [...checks, zone, holidayCountry, ...closures].flatMap((find) => find(model))
}

const { policy, names, timeZone, holidays, closed } = modelSchema.shape
const {
  levels,
  logOpensAtLevel,
  concernEndsInLevels,
  adultServices,
  signerRules,
  signerAges,
  ageLimit,
  deadlines,
  reminders,
  workingHours,
} = policy.shape
const anyList = z.array(z.unknown())
const anyNames = z.record(z.string(), z.unknown())

const levelOrder = check(z.object({ policy: z.object({ levels }) }), ({ policy }) =>
  policy.levels.flatMap(({ number, maxHelpServices }, i) => {
    const path: Path = ['policy', 'levels', i]
    const before = i === 0 ? 0 : (policy.levels[i - 1]?.maxHelpServices ?? Number.POSITIVE_INFINITY)
    const fewer = (maxHelpServices ?? Number.POSITIVE_INFINITY) < before
    return [
      ...finding(number !== i, [...path, 'number'], `must be ${i}: levels are numbered from 0 without a gap`),
      ...finding(fewer, [...path, 'maxHelpServices'], 'must not be lower than at the level before'),
    ]
  }),
)

const logLevel = check(z.object({ policy: z.object({ levels, logOpensAtLevel }) }), ({ policy }) => {
  const known = policy.levels.map((level) => level.number).filter((number) => number > 0)
  const wrong = !known.includes(policy.logOpensAtLevel)
  return finding(wrong, ['policy', 'logOpensAtLevel'], `must be one of the levels ${known.join(', ')}`)
})

const concernLevels = check(z.object({ policy: z.object({ levels, concernEndsInLevels }) }), ({ policy }) => {
  const known = policy.levels.map((_, number) => number).slice(1)
  return policy.concernEndsInLevels.flatMap((number, i) => {
    const text = `must be one of the levels ${known.join(', ')}`
    return finding(!known.includes(number), ['policy', 'concernEndsInLevels', i], text)
  })
})

/** One that the municipality leaves out of its services may stand there; one that has no name is a slip of the pen. */
const adults = check(
  z.object({ policy: z.object({ adultServices }), names: z.object({ services: anyNames }) }),
  ({ policy, names }) =>
    policy.adultServices.flatMap((code, i) =>
      finding(!(code in names.services), ['policy', 'adultServices', i], `is no service that has a name: ${code}`),
    ),
)

const ofSigners = check(
  z.object({ policy: z.object({ signerRules }), names: z.object({ services: anyNames }) }),
  ({ policy, names }) =>
    policy.signerRules.flatMap(({ services = [] }, i) =>
      services.flatMap((code, at) =>
        finding(
          !(code in names.services),
          ['policy', 'signerRules', i, 'services', at],
          `is no service that has a name: ${code}`,
        ),
      ),
    ),
)

const naming = [
  ...(['levels', 'levelMeanings'] as const).map((list) =>
    check(z.object({ policy: z.object({ levels }), names: z.object({ [list]: anyNames }) }), ({ policy, names }) => {
      const numbers = policy.levels.map((level) => String(level.number))
      return unnamed(list, numbers, names[list])
    }),
  ),
  ...(['services', 'topics'] as const).map((list) =>
    check(
      z.object({ policy: z.object({ [list]: z.array(z.string()) }), names: z.object({ [list]: anyNames }) }),
      ({ policy, names }) => unnamed(list, policy[list] ?? [], names[list]),
    ),
  ),
]

const repeats = (['concernEndsInLevels', 'services', 'adultServices', 'topics', 'signerAges'] as const).map((list) =>
  check(z.object({ policy: z.object({ [list]: anyList }) }), ({ policy }) =>
    (policy[list] ?? []).flatMap((entry, i, all) =>
      finding(all.indexOf(entry) !== i, ['policy', list, i], `names ${String(entry)} a second time`),
    ),
  ),
)

const emptiness = (['arenas', 'closeReasons', 'breachCauses', 'breachRemedies'] as const).map((list) =>
  check(z.object({ names: z.object({ [list]: anyNames }) }), ({ names }) =>
    finding(Object.keys(names[list] ?? {}).length === 0, ['names', list], 'must have at least one entry'),
  ),
)

const signerTable = check(z.object({ policy: z.object({ signerRules, signerAges, ageLimit }) }), ({ policy }) =>
  signerFindings(policy),
)

const steps = check(
  z.object({ policy: z.object({ levels, steps: policy.shape.steps, logOpensAtLevel }) }),
  ({ policy }) => stepFindings(policy),
)

const deadlineOrder = check(z.object({ policy: z.object({ deadlines }) }), ({ policy: { deadlines: days } }) => {
  const path = (key: keyof typeof days): Path => ['policy', 'deadlines', key]
  const later = (key: keyof typeof days, than: keyof typeof days) =>
    finding(days[key] <= days[than], path(key), `must be more than ${than} (${days[than]}), but is ${days[key]}`)
  const shortestMonth = 28
  const renewedBeforeGiven = days.consentRenewalDaysBefore >= days.consentValidMonths * shortestMonth
  return [
    ...later('consentLeaderAfterDays', 'consentAnswerDays'),
    ...later('proposalLapseWorkingDays', 'proposalDecisionWorkingDays'),
    ...finding(
      days.measureEvaluationUsualWeeks > days.measureEvaluationMaxWeeks,
      path('measureEvaluationUsualWeeks'),
      `must not be more than measureEvaluationMaxWeeks (${days.measureEvaluationMaxWeeks})`,
    ),
    ...finding(renewedBeforeGiven, path('consentRenewalDaysBefore'), 'must be shorter than a consent is valid'),
  ]
})

/** KE must have been told of an undecided proposal before it lapses. */
const lapse = check(
  z.object({ policy: z.object({ deadlines, reminders }) }),
  ({ policy: { deadlines: days, reminders: all } }) => {
    const { keAfterWorkingDays: ke } = { ...all.standard, ...all.special['proposal-undecided'] }
    const told = days.proposalDecisionWorkingDays + ke
    const text = `must be more than the ${told} working days after which KE is told of an undecided proposal`
    const wrong =
      days.proposalLapseWorkingDays <= told && days.proposalLapseWorkingDays > days.proposalDecisionWorkingDays
    return finding(wrong, ['policy', 'deadlines', 'proposalLapseWorkingDays'], text)
  },
)

const ladders = check(z.object({ policy: z.object({ reminders }) }), ({ policy: { reminders: all } }) => {
  const special = Object.entries(all.special)
    .filter(([, own]) => (own.leaderAfterWorkingDays ?? own.keAfterWorkingDays) !== undefined)
    .map(([signal, own]) => ({ path: ['special', signal], own }))
  return [{ path: ['standard'], own: {} }, ...special].flatMap(({ path, own }) => {
    const { leaderAfterWorkingDays: leader, keAfterWorkingDays: ke } = { ...all.standard, ...own }
    const text = `must tell KE (after ${ke}) later than the leader (after ${leader})`
    return finding(ke <= leader, ['policy', 'reminders', ...path], text)
  })
})

const singles = check(z.object({ policy: z.object({ reminders }) }), ({ policy: { reminders: all } }) =>
  all.single.flatMap((signal, i) => {
    const isRepeated = all.single.indexOf(signal) !== i
    return finding(isRepeated, ['policy', 'reminders', 'single', i], `names ${signal} a second time`)
  }),
)

const hours = check(z.object({ policy: z.object({ workingHours }) }), ({ policy: { workingHours: day } }) =>
  finding(day.to <= day.from, ['policy', 'workingHours', 'to'], `must be later than from (${day.from})`),
)

const zone = check(z.object({ timeZone }), ({ timeZone: name }) =>
  finding(!isTimeZone(name), ['timeZone'], `is not a time zone: "${name}"; an example is Europe/Oslo`),
)

const holidayCountry = check(z.object({ holidays }), ({ holidays: { country, region } }) => {
  const countries = holidayPlaces()
  if (!countries.includes(country)) return unknownPlace(['holidays', 'country'], country, countries)
  const regions = holidayPlaces(country)
  return region === undefined || regions.includes(region) ? [] : unknownPlace(['holidays', 'region'], region, regions)
})

const closures = [
  check(z.object({ closed }), (model) => closedDayFindings(model.closed)),
  check(z.object({ closed, names: z.object({ services: anyNames }) }), (model) =>
    closedServiceFindings(model.closed, model.names.services),
  ),
  check(z.object({ closed, policy: z.object({ services: z.array(z.string()) }) }), (model) =>
    closedDayFindings(model.closed).length > 0 ? [] : closedYearFindings(model.closed, model.policy.services),
  ),
]

function check<T>(part: z.ZodType<T>, find: (part: T) => Finding[]): (model: unknown) => Finding[] {
  return (model) => {
    const read = part.safeParse(model)
    return read.success ? find(read.data) : []
  }
}

function finding(wrong: boolean, path: Path, text: string): Finding[] {
  return wrong ? [{ path, text: `${pathText(path)} ${text}` }] : []
}

/** Points at the entry that lacks a name, because that is what somebody just wrote. */
function unnamed(list: keyof typeof names.shape, needed: string[], given: Record<string, unknown> = {}): Finding[] {
  const entries = list === 'levelMeanings' ? 'levels' : list
  return needed.flatMap((key, i) => {
    const text = `${pathText(['names', list, key])} is missing: every entry of policy.${entries} has a name`
    return key in given ? [] : [{ path: ['policy', entries, i], text }]
  })
}

function unknownPlace(path: Path, place: string, known: string[]): Finding[] {
  const guess = nearest(place, known)
  return finding(true, path, `is not known: "${place}"${guess ? `; did you mean ${guess}?` : ''}`)
}
