/** An import in an administrator's words: what would change, for whom, and what waits for them. Of a case its reference alone. */
import type { Post } from '../core/decision.ts'
import type { Account, Person } from '../ports.ts'
import type { ImportPlan, PlannedPerson, PlannedPost, Standing, Waiting } from '../store/open.ts'
import { isChange, isPostChange } from '../store/people-plan.ts'
import { restsOn } from '../store/people-waiting.ts'

/** Everything an import would change, person by person; whom the file leaves out is among what needs a yes. */
export function toldPlan({ people }: ImportPlan): string[] {
  const changed = people.filter(isChange)
  const isOff = ({ before, after }: PlannedPerson) => before?.active === true && !after.active
  const isBack = ({ before, after }: PlannedPerson) => before?.active === false && after.active
  const kinds: [title: string, is: (one: PlannedPerson) => boolean][] = [
    ['New', ({ before }) => before === null],
    ['No longer active', isOff],
    ['Active again', isBack],
    ['Under another municipality', (one) => municipalitiesLeft(one).length > 0],
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
  const { line, before, after, posts, added, waiting } = one
  const accounts = added.map((account) => `    account added: ${written(account)}`)
  if (!before) {
    const [first, ...more] = posts.map(({ stands }) => stands)
    const mail = after.email === null ? [] : [`    mail address ${after.email}`]
    const isOff = after.active ? [] : ['    not active']
    const as = first
      ? `${after.name} (${unitOf(first)}), service ${first.service}, ${first.roles.join(' ')}`
      : after.name
    return [
      `  line ${line}: ${as}, ${after.lang}`,
      ...more.map((post) => `    also ${asPost(post)}`),
      ...isOff,
      ...mail,
      ...accounts,
    ]
  }
  const changes = [...differences(before, after), ...posts.flatMap((post) => differenceOf(post, one))]
  const left = posts.flatMap((post) => (post.before && !post.after ? [post.before] : []))
  // What waits for a post that is left is said with it.
  const rest = waiting.filter((waits) => !restsOn(waits, left))
  const also = rest.length > 0 || left.length === 0 ? [`    ${waits(rest)}`] : []
  return [`  line ${line}: ${described(before)}`, ...changes.map((text) => `    ${text}`), ...accounts, ...also]
}

function differences(before: Person, after: Person): string[] {
  const read: [what: string, of: (one: Person) => string][] = [
    ['name', ({ name }) => name],
    ['home', ({ municipality }) => municipality],
    ['language', ({ lang }) => lang],
    ['mail address', ({ email }) => email ?? 'none'],
    ['active', ({ active }) => (active ? 'yes' : 'no')],
  ]
  return read.flatMap(([what, of]) => (of(before) === of(after) ? [] : [`${what}: ${of(before)} -> ${of(after)}`]))
}

/** What becomes of one post, and what waits for it where it is left. */
function differenceOf(post: PlannedPost, { waiting }: PlannedPerson): string[] {
  const { before, after } = post
  if (!isPostChange(post)) return []
  if (!before) return after ? [`post added: ${asPost(after)}`] : []
  if (after)
    return [
      `roles in ${unitOf(after)}, service ${after.service}: ${before.roles.join(' ')} -> ${after.roles.join(' ')}`,
    ]
  return [`post left: ${asPost(before)}; ${waits(waiting.filter((one) => restsOn(one, [before])))}`]
}

function asPost(post: Post): string {
  return `${unitOf(post)}, service ${post.service}, ${post.roles.join(' ')}`
}

/** Municipalities in which somebody who goes on in another would have no post any more. */
export function municipalitiesLeft({ before, after }: PlannedPerson): string[] {
  if (!before || !after.active) return []
  const stays = new Set(after.posts.map(({ municipality }) => municipality))
  return [...new Set(before.posts.map(({ municipality }) => municipality))].filter((one) => !stays.has(one))
}

/** By name, and by where they work, or worked. */
export function described({ name, posts, former }: Person): string {
  return `${name} (${unitsOf(posts.length > 0 ? posts : former)})`
}

export function unitsOf(posts: Post[]): string {
  return [...new Set(posts.map(unitOf))].join(', ')
}

export function unitOf({ municipality, unit }: Pick<Post, 'municipality' | 'unit'>): string {
  return `${municipality}/${unit}`
}

export function written({ channel, tenant, user }: Account): string {
  return `${channel} ${tenant} ${user}`
}

const standingWords: Record<Standing, string> = {
  holds: 'holds',
  owns: 'owns',
  'is-deputy': 'is deputy of the holder in',
  'is-offered': 'is offered the baton of',
  'takes-part': 'takes part in',
  'is-asked': 'is asked who comes to',
  leads: 'leads',
  'leads-for': 'leads in the place of a leader',
  'sees-to': 'sees to as KE',
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
    'is-deputy': 'is deputy of the holder',
    'is-offered': 'is offered the baton',
    'takes-part': 'takes part',
    'is-asked': 'is asked who comes',
    leads: 'leads it',
    'leads-for': 'leads it in the place of a leader',
    'sees-to': 'sees to it as KE',
  }
  return `${ref} (${as.map((one) => words[one]).join(', ')})`
}
