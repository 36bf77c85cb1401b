/** What in an import may be a mistake, or touches more than the directory, so that somebody must say that it is meant. */
import { leadersOrKe } from '../app/audience.ts'
import { nameKey } from '../person-name.ts'
import type { Person } from '../ports.ts'
import type { ImportPlan, PlannedPerson, Waiting } from '../store/open.ts'
import { asWhat, described, unitOf, waits, written } from './import-words.ts'

/** A sentence for each that needs to be confirmed; none where the import may go on. */
export function doubtsAbout(plan: ImportPlan): string[] {
  const { people, absent, absentAre } = plan
  return [
    ...people.flatMap((one) => [...anotherName(one), ...moreRoles(one), ...namesake(one, plan), ...leaves(one)]),
    ...casesLeft(plan).map((one) => toldOf(one, plan.directory)),
    ...absent.map(({ person, waiting }) => {
      const becomes = absentAre === 'keep' ? 'stays active' : 'would be deactivated'
      return `${described(person)} is left out of the file, and ${becomes}; ${waits(waiting)}`
    }),
  ]
}

function anotherName({ line, before, after, known: [account] }: PlannedPerson): string[] {
  if (!before || !account || nameKey(before.name) === nameKey(after.name)) return []
  return [
    `line ${line}: the account ${written(account)} is that of ${described(before)}, and would be called ${after.name}. Confirm it for one person with a new name. For somebody else, take the account away first (npm run admin -- accounts unlink ${written(account)}): they would get every case of ${before.name}`,
  ]
}

/** What somebody gets to see and decide by a role, and where: nothing for those who are not active. */
function powers({ active, roles, municipality, unit }: Person): string[] {
  if (!active) return []
  const all = {
    leader: `leader of ${unitOf({ municipality, unit })}`,
    ke: `KE of ${municipality}`,
    administrator: `administrator of ${municipality}`,
  }
  return (['leader', 'ke', 'administrator'] as const).filter((role) => roles.includes(role)).map((role) => all[role])
}

function moreRoles({ line, before, after }: PlannedPerson): string[] {
  if (!before) return []
  const had = powers(before)
  const more = powers(after).filter((one) => !had.includes(one))
  return more.length > 0
    ? [`line ${line}: ${described(before)} would be ${more.join(' and ')}, and was not before`]
    : []
}

/** Whether somebody would be at work there under that name, and was not before. */
function isNewThere({ before, after }: PlannedPerson): boolean {
  return after.active && !(before?.active && isAlike(before, after))
}

function isAlike(one: Person, other: Person): boolean {
  return unitOf(one) === unitOf(other) && nameKey(one.name) === nameKey(other.name)
}

/** Of two who are both new the later line is told. */
function namesake(one: PlannedPerson, { directory, people }: ImportPlan): string[] {
  const { line, after } = one
  if (!isNewThere(one)) return []
  const others = directory.filter((other) => other.id !== after.id && other.active && isAlike(other, after))
  const lines = others.map(({ id }) => people.find((other) => other.after.id === id) ?? null)
  const found = lines.find((other) => !other || !isNewThere(other) || other.line < line)
  if (found === undefined) return []
  const where = found === null ? 'the directory has one already' : `the other is in line ${found.line}`
  return [
    `line ${line}: there would be two people called ${after.name} in ${unitOf(after)}; ${where}. Confirm it for two people. For one with a new account: npm run admin -- accounts replace`,
  ]
}

/** Their municipality, and what they have in it. */
function leaves({ line, before, after, waiting }: PlannedPerson): string[] {
  if (!before || before.municipality === after.municipality) return []
  const left = waiting.filter(({ municipality }) => municipality !== after.municipality)
  const cases = left.length > 0 ? `and leaves ${left.map(asWhat).join(', ')}` : 'and leaves no open case'
  return [`line ${line}: ${described(before)} would come under ${unitOf(after)}, ${cases}`]
}

/** A case that somebody leaves with their municipality; `onlyHolder` where nobody but its holder does. */
export type CaseLeft = Pick<Waiting, 'case' | 'ref' | 'municipality' | 'unit'> & { onlyHolder: boolean }

/** Each once. */
export function casesLeft({ people }: ImportPlan): CaseLeft[] {
  const left = people.flatMap(({ before, after, waiting }) =>
    before?.municipality === after.municipality
      ? []
      : waiting.filter(({ municipality }) => municipality !== after.municipality),
  )
  return [...Map.groupBy(left, (one) => one.case).values()].flatMap((all) => {
    const [first] = all
    return first ? [{ ...first, onlyHolder: all.every(({ as }) => as.includes('holds')) }] : []
  })
}

function toldOf(one: CaseLeft, directory: Person[]): string {
  const { leaders, ke } = leadersOrKe(directory, one)
  const told = [...leaders, ...ke].map(({ name }) => name).join(', ')
  if (told === '')
    return `${one.ref}: nobody can be told that it is left, as ${unitOf(one)} would have no leader and ${one.municipality} no KE: keep somebody there who can take it over`
  return `${one.ref}: ${leaders.length > 0 ? 'the leader' : 'KE, as its unit would have no leader,'} is told that it is left (${told})`
}
