/** How colleagues are called where somebody chooses among them: two of one name, or two posts of one person, never read the same. */
import type { Case } from '../../core/case.ts'
import type { Post } from '../../core/decision.ts'
import { postIn, postsIn } from '../../core/post.ts'
import { nameKey } from '../../person-name.ts'
import type { Person } from '../../ports.ts'
import { actorOf } from '../app.ts'
import type { Viewer } from '../see/index.ts'
import { postsHere } from './chosen.ts'

/** Somebody in one of their posts. */
export type Colleague = { person: Person; post: Post }

/**
 * What tells each of them from whoever else of the municipality has their name, and from their own other posts in the list: nothing
 * where there is none, then the unit, then what they are in it, and where that is the same too a number, which says nothing of
 * anybody and stays the same. In the order of the list.
 */
export async function apart(viewer: Viewer, list: Colleague[]): Promise<string[][]> {
  const known = await viewer.reader.people.namesakes(viewer.municipality)
  const posts = known.flatMap((person) => postsHere(person, viewer).map((post) => ({ person, post })))
  const all = [...new Map([...posts, ...list].map((one) => [keyOf(one), one])).values()]
  const sameName = Map.groupBy(all, ({ person }) => nameKey(person.name))
  return list.map((one) => marksOf(viewer, one, sameName.get(nameKey(one.person.name)) ?? []))
}

/** A name with what tells it apart, and with what is said of everybody in that list. */
export function calledApart(name: string, marks: string[], also: string[] = []): string {
  const said = [...marks, ...also]
  return said.length > 0 ? `${name} (${said.join(', ')})` : name
}

/** Those with the post by which they are in a case, or were; without whoever never had one there. */
export function inCaseOf({ today }: Viewer, state: Case, people: Person[]): Colleague[] {
  return people.flatMap((person) => {
    const had = postsIn({ posts: person.former }, state.municipality)
    const post = postIn(state, actorOf(person, today), today) ?? had[0]
    return post ? [{ person, post }] : []
  })
}

function keyOf({ person, post }: Colleague): string {
  return [person.id, post.unit, post.service].join(' ')
}

function marksOf({ say }: Viewer, one: Colleague, namesakes: Colleague[]): string[] {
  const others = namesakes.filter((other) => keyOf(other) !== keyOf(one))
  if (others.length === 0) return []
  const { unit } = one.post
  const near = others.filter(({ person, post }) => person.id !== one.person.id && post.unit === unit)
  if (near.length === 0) return [unit]
  const rank = rankOf(one)
  if (near.every((other) => rankOf(other) !== rank)) return [unit, say(`apart.${rank}`)]
  const ids = [...new Set([one, ...near].map(({ person }) => person.id))].sort()
  return [unit, say('apart.number', { number: String(ids.indexOf(one.person.id) + 1) })]
}

function rankOf({ post: { roles } }: Colleague) {
  return (['leader', 'ke', 'coordinator'] as const).find((role) => roles.includes(role)) ?? 'employee'
}
