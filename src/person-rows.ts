/** The lines of a file of people, put together: each is somebody in one of their posts. Reads no directory. */
import type { Post } from './core/decision.ts'
import { nameKey } from './person-name.ts'
import type { Account, Person } from './ports.ts'

/**
 * Somebody to import, in one of their posts: lines with an account in common are of one person. `active` is whether they have
 * that post; `lang` is what they get unless they have chosen one; `line` is where the file names them.
 */
export type PersonToImport = Post &
  Pick<Person, 'name' | 'lang' | 'active' | 'email'> & { line: number; accounts: Account[] }

/** A person who can't be imported as they stand there. */
export type ImportConflict = { line: number; text: string }

/** All lines of one person, in their order. */
export type Rows = [PersonToImport, ...PersonToImport[]]

/** Lines of one person: those that share an account, or of which `sameAs` says the same of an account. By their first line. */
export function byPerson(rows: PersonToImport[], sameAs: (account: Account) => string = keyOf): Rows[] {
  const all = new Map<string, Group>()
  for (const row of rows) {
    const keys = row.accounts.map(sameAs)
    const [same, ...others] = new Set(keys.flatMap((key) => all.get(key) ?? []))
    const group = others.reduce((one, other) => joined(one, other, all), same ?? { keys: [], rows: [] })
    group.rows.push(row)
    for (const key of keys) if (all.get(key) !== group) group.keys.push(key)
    for (const key of keys) all.set(key, group)
  }
  const without = rows.filter(({ accounts }) => accounts.length === 0).map((row): Group => ({ keys: [], rows: [row] }))
  return [...new Set(all.values()), ...without].flatMap(inOrder).sort(([a], [b]) => a.line - b.line)
}

type Group = { keys: string[]; rows: PersonToImport[] }

/** The smaller goes into the larger, so that a long file takes no longer than its length. */
function joined(one: Group, other: Group, all: Map<string, Group>): Group {
  const [large, small] = one.keys.length < other.keys.length ? [other, one] : [one, other]
  for (const key of small.keys) all.set(key, large)
  large.keys.push(...small.keys)
  large.rows.push(...small.rows)
  return large
}

function inOrder({ rows }: Group): Rows[] {
  const [first, ...more] = rows.sort((a, b) => a.line - b.line)
  return first ? [[first, ...more]] : []
}

/** One account, in words that are equal for no other. */
export function keyOf({ channel, tenant, user }: Account): string {
  return JSON.stringify([channel, tenant, user])
}

/** What keeps the lines of one person from being one: another name, the same post twice, another address. */
export function whyNotOne([first, ...more]: Rows): ImportConflict[] {
  const posts = new Map([[postKey(first), first.line]])
  // Of any third address one of the first two is another.
  const mails = [first].filter((one) => one.email !== null)
  return more.flatMap((row): ImportConflict[] => {
    const { line, email } = row
    const twice = posts.get(postKey(row))
    const mail = mails.find((one) => email !== null && one.email !== email)
    if (twice === undefined) posts.set(postKey(row), line)
    if (email !== null && mails.length < 2 && mails.every((one) => one.email !== email)) mails.push(row)
    if (nameKey(first.name) !== nameKey(row.name))
      return [
        {
          line,
          text: `this is an account of the person in line ${first.line}, under another name: the lines of one person are their posts, and must have one name`,
        },
      ]
    if (twice !== undefined) return [{ line, text: `the same post of the same person stands in line ${twice}` }]
    return mail ? [{ line, text: `the same person has another mail address in line ${mail.line}` }] : []
  })
}

/** What makes a post the same one, whatever somebody is there. */
type Place = Pick<Post, 'municipality' | 'unit' | 'service'>

/** In words that are equal for no other. */
function postKey({ municipality, unit, service }: Place): string {
  return JSON.stringify([municipality, unit, service])
}

export function isSamePost(one: Place, other: Place): boolean {
  return one.municipality === other.municipality && one.unit === other.unit && one.service === other.service
}
