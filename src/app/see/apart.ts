/** How colleagues are called where they are named or chosen: two of one name, or two posts of one person, never read the same. */
import type { Case } from '../../core/case.ts'
import type { Post } from '../../core/decision.ts'
import { postIn, postsIn, worksWithCases } from '../../core/post.ts'
import { likenessOf } from '../../person-name.ts'
import type { Person, Reader } from '../../ports.ts'
import { actorOf } from '../app.ts'
import { named, personIn, type Setting, unitName } from './viewer.ts'

/** Somebody in one of their posts. */
export type Colleague = { person: Person; post: Post }

/**
 * What tells each of them from whoever else of the municipality has their name, and from their own other posts in the list: nothing
 * where there is none, then what people know of each, as little of it as does. In the order of the list.
 */
export async function apart(setting: Setting, list: Colleague[]): Promise<string[][]> {
  const others = inPosts(setting, await namesakes(setting))
  const all = [...new Map([...others, ...list].map((one) => [keyOf(one), one])).values()]
  const byLikeness = Map.groupBy(all, ({ person }) => likenessOf(person.name))
  return list.map((one) => marksOf(setting, one, byLikeness.get(likenessOf(one.person.name)) ?? []))
}

/** Somebody by name, with what tells them from whoever else of the municipality has it; a word for nobody. */
export async function nameOf(setting: Setting, id: string | null): Promise<string> {
  const person = await personIn(setting, id)
  if (!person) return setting.say('fact.nobody')
  const own = [...postsHere(person, setting), ...postsIn({ posts: person.former }, setting.municipality)]
  const post = own.find(worksWithCases) ?? own[0]
  if (!post) return person.name
  const others = (await namedAlike(setting, person.name)).filter((one) => one.person.id !== id)
  return calledApart(person.name, marksOf(setting, { person, post }, others))
}

/** The posts somebody has on that day in that municipality, each place once with all they are there. */
export function postsHere(
  person: Pick<Person, 'id' | 'posts' | 'standsIn'>,
  { today, municipality }: Pick<Setting, 'today' | 'municipality'>,
): Post[] {
  const posts = postsIn(person.standsIn ? actorOf(person, today) : person, municipality)
  if (posts.length < 2) return posts
  const places = Map.groupBy(posts, ({ unit, service }) => `${unit}/${service}`)
  return [...places.values()].flatMap((all) => {
    const [first] = all
    return first ? [{ ...first, roles: [...new Set(all.flatMap(({ roles }) => roles))] }] : []
  })
}

/** Looked up once for all that is drawn in a transaction: a card names many. */
const looked = new WeakMap<Reader, Map<string, Promise<Person[]>>>()

function namesakes({ reader, municipality }: Setting): Promise<Person[]> {
  const known = looked.get(reader) ?? new Map<string, Promise<Person[]>>()
  const people = known.get(municipality) ?? reader.people.namesakes(municipality)
  looked.set(reader, known.set(municipality, people))
  return people
}

/** Of the same namesakes each likeness is found once, for as long as the directory answers with them. */
const alike = new WeakMap<Person[], Map<string, Person[]>>()

/** Those of them whose name may be meant as that one. */
async function namedAlike(setting: Setting, name: string): Promise<Colleague[]> {
  const people = await namesakes(setting)
  if (people.length === 0) return []
  const known = alike.get(people) ?? Map.groupBy(people, (person) => likenessOf(person.name))
  alike.set(people, known)
  return inPosts(setting, known.get(likenessOf(name)) ?? [])
}

/** Each in every post of theirs. */
function inPosts(setting: Setting, people: Person[]): Colleague[] {
  return people.flatMap((person) => postsHere(person, setting).map((post) => ({ person, post })))
}

/** A name with what tells it apart, and with what is said of everybody in that list. */
export function calledApart(name: string, marks: string[], also: string[] = []): string {
  const said = [...new Set([...marks, ...also])]
  return said.length > 0 ? `${name} (${said.join(', ')})` : name
}

/** Those with the post by which they are in a case, or were; without whoever never had one there. */
export function inCaseOf({ today }: Pick<Setting, 'today'>, state: Case, people: Person[]): Colleague[] {
  return people.flatMap((person) => {
    const had = postsIn({ posts: person.former }, state.municipality)
    const post = postIn(state, actorOf(person, today), today) ?? had[0]
    return post ? [{ person, post }] : []
  })
}

function keyOf({ person, post }: Colleague): string {
  return [person.id, post.unit, post.service].join(' ')
}

/** The first of these that says of nobody else what it says of them; where none does, a number that stays the same. */
function marksOf(setting: Setting, one: Colleague, alike: Colleague[]): string[] {
  const others = alike.filter((other) => keyOf(other) !== keyOf(one))
  if (others.length === 0) return []
  const { say } = setting
  const unit = ({ post }: Colleague) => unitName(setting, post.unit)
  const service = ({ post }: Colleague) => named(setting, setting.model.names.services, post.service)
  const role = (of: Colleague) => say(`apart.${rankOf(of)}`)
  const mail = ({ person }: Colleague) => person.email?.split('@', 1)[0] ?? ''
  const ways = [[unit], [unit, service], [unit, role], [unit, service, role], [unit, mail]]
  const told = (of: Colleague, way: (typeof ways)[number]) => way.map((mark) => mark(of)).filter((mark) => mark !== '')
  const way = ways.find((way) => others.every((other) => told(other, way).join() !== told(one, way).join()))
  if (way) return told(one, way)
  const ids = [...new Set([one, ...others].map(({ person }) => person.id))].sort()
  return [unit(one), say('apart.number', { number: String(ids.indexOf(one.person.id) + 1) })]
}

function rankOf({ post: { roles } }: Colleague) {
  return (['leader', 'ke', 'coordinator'] as const).find((role) => roles.includes(role)) ?? 'employee'
}
