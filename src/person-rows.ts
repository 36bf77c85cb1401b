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

/** Lines of one person: those that share an account, or of which `sameAs` says the same of an account. */
export function byPerson(rows: PersonToImport[], sameAs: (account: Account) => string = keyOf): Rows[] {
  let groups: { keys: Set<string>; rows: Rows }[] = []
  for (const row of rows) {
    const keys = new Set(row.accounts.map(sameAs))
    const same = groups.filter((one) => !one.keys.isDisjointFrom(keys))
    const rest = groups.filter((one) => !same.includes(one))
    const [first, ...more] = [...same.flatMap((one) => one.rows), row]
    const all = same.flatMap((one) => [...one.keys])
    groups = first ? [...rest, { keys: new Set([...all, ...keys]), rows: [first, ...more] }] : rest
  }
  return groups.map((one) => one.rows).sort(([a], [b]) => a.line - b.line)
}

/** One account, in words that are equal for no other. */
export function keyOf({ channel, tenant, user }: Account): string {
  return JSON.stringify([channel, tenant, user])
}

/** What keeps the lines of one person from being one: another name, the same post twice, another address. */
export function whyNotOne([first, ...more]: Rows): ImportConflict[] {
  return more.flatMap((row, index): ImportConflict[] => {
    const before = [first, ...more.slice(0, index)]
    const twice = before.find((one) => isSamePost(one, row))
    const mail = before.find(({ email }) => email !== null && row.email !== null && email !== row.email)
    const no = (text: string) => [{ line: row.line, text }]
    if (nameKey(first.name) !== nameKey(row.name))
      return no(
        `this is an account of the person in line ${first.line}, under another name: the lines of one person are their posts, and must have one name`,
      )
    if (twice) return no(`the same post of the same person stands in line ${twice.line}`)
    return mail ? no(`the same person has another mail address in line ${mail.line}`) : []
  })
}

/** What makes a post the same one, whatever somebody is there. */
type Place = Pick<Post, 'municipality' | 'unit' | 'service'>

export function isSamePost(one: Place, other: Place): boolean {
  return one.municipality === other.municipality && one.unit === other.unit && one.service === other.service
}
