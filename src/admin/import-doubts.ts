/** What in an import may be a mistake, or touches more than the directory, so that somebody must say that it is meant. */
import { leadersOrKe } from '../app/audience.ts'
import type { Post, Staff } from '../core/decision.ts'
import type { Day, PersonId } from '../core/ids.ts'
import { worksWithCases } from '../core/post.ts'
import { likenessOf, nameKey } from '../person-name.ts'
import { isSamePost } from '../person-rows.ts'
import type { Person, Tx } from '../ports.ts'
import type { ImportPlan, PlannedPerson, Waiting } from '../store/open.ts'
import { restsOn, type Standing } from '../store/people-waiting.ts'
import { lastOf } from './import-last.ts'
import { asWhat, described, municipalitiesLeft, unitOf, unitsOf, waits, written } from './import-words.ts'

/** A sentence for each that needs to be confirmed; none where the import may go on. */
export function doubtsAbout(plan: ImportPlan, today: Day): string[] {
  const { people, absent, absentAre } = plan
  const known = knownBy(plan)
  const deciding = plan.directory.filter(({ posts }) => posts.some(decides))
  return [
    ...people.flatMap((one) => [...anotherName(one), ...moreRoles(one), ...namesakes(one, known), ...leaves(one)]),
    ...plan.bereft.map((one) => lastOf(one, plan.directory)),
    ...casesLeft(plan).map((one) => toldOf(one, deciding, today)),
    ...absent.map(({ person, after, waiting }) => {
      const goes = after.active ? `would be left with ${unitsOf(after.posts)}` : 'would be deactivated'
      return `${described(person)} is left out of the file, and ${absentAre === 'keep' ? 'stays active' : goes}; ${waits(waiting)}`
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
function powers({ posts }: Pick<Person, 'posts'>): string[] {
  return [...new Set(posts.flatMap(powersIn))]
}

function powersIn({ roles, municipality, unit }: Post): string[] {
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

/** Units in which somebody would be at work under that name, and was not before. */
function newUnits({ before, after }: PlannedPerson): string[] {
  const had = before && nameKey(before.name) === nameKey(after.name) ? before.posts.map(unitOf) : []
  return [...new Set(after.posts.map(unitOf))].filter((unit) => !had.includes(unit))
}

/** Everybody by unit and likeness of their name, and what the file makes of those it names. */
type Known = { alike: Map<string, { person: Person }[]>; planned: Map<PersonId, PlannedPerson> }

function knownBy({ directory, people }: ImportPlan): Known {
  const places = directory.flatMap((person) =>
    [...new Set(person.posts.map(unitOf))].map((unit) => ({ person, like: likeIn(person, unit) })),
  )
  return {
    alike: Map.groupBy(places, ({ like }) => like),
    planned: new Map(people.map((one) => [one.after.id, one])),
  }
}

function likeIn({ name }: Person, unit: string): string {
  return `${likenessOf(name)} ${unit}`
}

/** Who may be one person with a second account, so that likeness is enough. Of two who are both new the later line is told. */
function namesakes(one: PlannedPerson, { alike, planned }: Known): string[] {
  const { line, after } = one
  return newUnits(one).flatMap((unit) => {
    const found = (alike.get(likeIn(after, unit)) ?? []).find(({ person: { id } }) => {
      const their = planned.get(id)
      return id !== after.id && (!their || !newUnits(their).includes(unit) || their.line < line)
    })
    if (!found) return []
    const { id, name } = found.person
    const their = planned.get(id)
    const as = nameKey(name) === nameKey(after.name) ? '' : `, as ${name}`
    const isKnown = after.email !== null || found.person.email !== null
    const choice = isKnown ? '' : ' In choices only a number tells them apart, unless one has a mail address.'
    const where = their ? `the other is in line ${their.line}${as}` : `the directory has one already${as}`
    return [
      `line ${line}: there would be two people called ${after.name} in ${unit}; ${where}. Confirm it for two people.${choice} For one with a new account: npm run admin -- accounts replace, or accounts give where they have none`,
    ]
  })
}

/** Those who lead a unit or are of KE since: what waits there is told to them as well. */
export async function newlyDeciding(tx: Tx, { people }: ImportPlan): Promise<PersonId[]> {
  const found: PersonId[] = []
  for (const { before, after, added } of people) {
    const had = before ? decidesIn(before) : []
    if (decidesIn(after).every((one) => had.includes(one))) continue
    const [account] = added
    const person = before ?? (account ? await tx.people.byAccount(account) : null)
    if (person) found.push(person.id)
  }
  return found
}

/** Those who leave posts or come to others, with the posts they had before and have after it. */
export function movedBy({ people, absent, absentAre }: ImportPlan): Staff[] {
  const left = absentAre === 'deactivate' ? absent.map(({ person: before, after }) => ({ before, after })) : []
  return [...people, ...left].flatMap(({ before, after }): Staff[] => {
    if (!before) return []
    const had = (post: Post) => before.posts.some((one) => isSamePost(one, post) && worksWithCases(one))
    const posts = after.posts.filter((post) => worksWithCases(post) && had(post))
    const isMoved = posts.length < Math.max(before.posts.length, after.posts.length)
    return isMoved ? [{ kind: 'staff', person: before.id, posts }] : []
  })
}

function decidesIn({ active, posts }: Person): string[] {
  if (!active) return []
  return posts.flatMap((post) =>
    (['leader', 'ke'] as const).filter((role) => post.roles.includes(role)).map((role) => `${role} ${unitOf(post)}`),
  )
}

/** Posts that somebody leaves who has others: with a whole municipality, with something that waits, or with what they decide there. */
function leaves(one: PlannedPerson): string[] {
  const { line, before, after, posts } = one
  if (!before || !after.active) return []
  const left = lost(one)
  const gone = municipalitiesLeft(one)
  const cases = (all: Waiting[]) => (all.length > 0 ? `leaves ${all.map(asWhat).join(', ')}` : 'leaves no open case')
  const moved = gone.length === 0 ? [] : [`would come under ${unitsOf(after.posts)}, and ${cases(ofThese(left, gone))}`]
  const ended = posts.flatMap(({ before: had, after: has }) =>
    had && !has && !gone.includes(had.municipality) ? [had] : [],
  )
  const others = ended.flatMap((post) => {
    const resting = left.filter((waiting) => restsOn(waiting, [post]))
    const was = powersIn(post).filter((power) => !powers(after).includes(power))
    if (resting.length === 0 && was.length === 0) return []
    const role = was.length > 0 ? [`would be ${was.join(' and ')} no more`] : []
    return [[`would leave ${unitOf(post)} (service ${post.service})`, ...role, cases(resting)].join(', and ')]
  })
  return [...moved, ...others].map((text) => `line ${line}: ${described(before)} ${text}`)
}

function ofThese(waiting: Waiting[], municipalities: string[]): Waiting[] {
  return waiting.filter(({ municipality }) => municipalities.includes(municipality))
}

/** What rested on a post they have, and would rest on none. */
function lost({ before, after, waiting }: { before: Person | null; after: Person; waiting: Waiting[] }): Waiting[] {
  if (!before || !after.active) return []
  return waiting.filter((one) => restsOn(one, before.posts) && !restsOn(one, after.posts))
}

/** A case that somebody leaves with a post; `onlyHolder` where nobody but its holder does. */
type CaseLeft = Pick<Waiting, 'case' | 'ref' | 'municipality' | 'unit'> & { onlyHolder: boolean }

/** Each once. */
function casesLeft({ people, absent, absentAre }: ImportPlan): CaseLeft[] {
  const gone = absentAre === 'deactivate' ? absent.map((one) => ({ ...one, before: one.person })) : []
  // What is led, or seen to by a role, is not left with whoever has the role: it is told of where nobody has.
  const byRole: Standing[] = ['leads', 'leads-for', 'sees-to']
  const left = [...people, ...gone].flatMap(lost).filter(({ as }) => !as.some((one) => byRole.includes(one)))
  return [...Map.groupBy(left, (one) => one.case).values()].flatMap((all) => {
    const [first] = all
    return first ? [{ ...first, onlyHolder: all.every(({ as }) => as.includes('holds')) }] : []
  })
}

function decides({ roles }: Post): boolean {
  return roles.includes('leader') || roles.includes('ke')
}

function toldOf(one: CaseLeft, directory: Person[], today: Day): string {
  const { leaders, ke } = leadersOrKe(directory, one, today)
  const told = [...leaders, ...ke].map(({ name }) => name).join(', ')
  if (told === '')
    return `${one.ref}: nobody can be told that it is left, as ${unitOf(one)} would have no leader and ${one.municipality} no KE: keep somebody there who can take it over`
  return `${one.ref}: ${leaders.length > 0 ? 'the leader' : 'KE, as its unit would have no leader,'} is told that it is left (${told})`
}
