/** An import in an administrator's words: what would change, for whom, and what waits for them. Of a case its reference alone. */
import type { Account, Person } from '../ports.ts'
import type { ImportPlan, PlannedPerson, Standing, Waiting } from '../store/open.ts'
import { isChange } from '../store/people-plan.ts'

/** Everything an import would change, person by person; whom the file leaves out is among what needs a yes. */
export function toldPlan({ people }: ImportPlan): string[] {
  const changed = people.filter(isChange)
  const isOff = ({ before, after }: PlannedPerson) => before?.active === true && !after.active
  const isBack = ({ before, after }: PlannedPerson) => before?.active === false && after.active
  const isMoved = ({ before, after }: PlannedPerson) => before !== null && before.municipality !== after.municipality
  const kinds: [title: string, is: (one: PlannedPerson) => boolean][] = [
    ['New', ({ before }) => before === null],
    ['No longer active', isOff],
    ['Active again', isBack],
    ['Under another municipality', isMoved],
    ['Changed', () => true],
  ]
  const kindOf = (one: PlannedPerson) => kinds.find(([, is]) => is(one))?.[0]
  return [
    ...kinds.flatMap(([title]) => block(title, changed.filter((one) => kindOf(one) === title).map(toldPerson))),
    `Unchanged: ${people.length - changed.length}`,
  ]
}

function block(title: string, entries: string[][]): string[] {
  return entries.length > 0 ? [`${title}: ${entries.length}`, ...entries.flat()] : []
}

function toldPerson(one: PlannedPerson): string[] {
  const { line, before, after, added, waiting } = one
  const accounts = added.map((account) => `    account added: ${written(account)}`)
  if (!before) {
    const mail = after.email === null ? [] : [`    mail address ${after.email}`]
    const isOff = after.active ? [] : ['    not active']
    return [
      `  line ${line}: ${described(after)}, service ${after.service}, ${after.roles.join(' ')}, ${after.lang}`,
      ...isOff,
      ...mail,
      ...accounts,
    ]
  }
  const changes = differences(before, after).map((text) => `    ${text}`)
  return [`  line ${line}: ${described(before)}`, ...changes, ...accounts, `    ${waits(waiting)}`]
}

function differences(before: Person, after: Person): string[] {
  const read: [what: string, of: (one: Person) => string][] = [
    ['name', ({ name }) => name],
    ['unit', unitOf],
    ['service', ({ service }) => service],
    ['roles', ({ roles }) => roles.join(' ')],
    ['language', ({ lang }) => lang],
    ['mail address', ({ email }) => email ?? 'none'],
    ['active', ({ active }) => (active ? 'yes' : 'no')],
  ]
  return read.flatMap(([what, of]) => (of(before) === of(after) ? [] : [`${what}: ${of(before)} -> ${of(after)}`]))
}

export function described(person: Person): string {
  return `${person.name} (${unitOf(person)})`
}

export function unitOf({ municipality, unit }: Pick<Person, 'municipality' | 'unit'>): string {
  return `${municipality}/${unit}`
}

export function written({ channel, tenant, user }: Account): string {
  return `${channel} ${tenant} ${user}`
}

const standingWords: Record<Standing, string> = {
  holds: 'holds',
  owns: 'owns',
  'stands-in': 'stands in in',
  'is-offered': 'is offered the baton of',
  'takes-part': 'takes part in',
}

/** Open cases somebody stands in, by what they are in them. */
export function waits(waiting: Waiting[]): string {
  const groups = Map.groupBy(
    waiting.flatMap(({ ref, as }) => as.map((one) => ({ ref, one }))),
    ({ one }) => one,
  )
  const said = [...groups].map(([as, cases]) => {
    return `${standingWords[as]} ${cases.length} open ${cases.length === 1 ? 'case' : 'cases'} (${cases.map(({ ref }) => ref).join(', ')})`
  })
  return said.length > 0 ? `waiting: ${said.join('; ')}` : 'waiting: in no open case'
}

/** What somebody is in one case. */
export function asWhat({ ref, as }: Waiting): string {
  const words: Record<Standing, string> = {
    holds: 'holds it',
    owns: 'owns it',
    'stands-in': 'stands in',
    'is-offered': 'is offered the baton',
    'takes-part': 'takes part',
  }
  return `${ref} (${as.map((one) => words[one]).join(', ')})`
}
