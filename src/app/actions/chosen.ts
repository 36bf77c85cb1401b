/**
 * Somebody of the directory, chosen in one of their posts: how a choice names them, how that is read, and the fields that ask it.
 * What a choice of an earlier version says, the person alone, is enough where one post of theirs fits.
 */
import { z } from 'zod'
import type { Post, Somebody } from '../../core/decision.ts'
import type { PersonId } from '../../core/ids.ts'
import { isLetIn, type Part, partsOf, postIn, postsIn, worksWithCases } from '../../core/post.ts'
import type { Person } from '../../ports.ts'
import { actorOf } from '../app.ts'
import { postsHere } from '../see/index.ts'
import { aCode, type Env, type Field, listOf, type More, type Read, reading, type Source, typed } from './field.ts'

type Place = Pick<Post, 'unit' | 'service'>

/** As a choice carries it: a person in one of their posts. */
export function chosenAs(person: PersonId, { unit, service }: Place): string {
  return `${person}@${unit}/${service}`
}

/** Whose id stands in a choice, whatever else does. */
export function idIn(value: string): string {
  return (
    value
      .trim()
      .replace(/^person:/, '')
      .split('@', 1)[0] ?? ''
  )
}

/** The choice that a value means: that very one, or the only one of that person. */
export function amongChoices<C extends { value: string }>(choices: C[], value: string): C | undefined {
  const same = choices.find((one) => one.value === value)
  const theirs = choices.filter((one) => idIn(one.value) === value)
  return same ?? (theirs.length === 1 ? theirs[0] : undefined)
}

/** Somebody of the directory of the case's municipality, in one of their posts. */
export function somebody(from: Source, more: More = {}): Field<Somebody> {
  return { kind: 'choice', from, isPerson: true, required: true, ...more, ...reading(aCode, somebodyOf) }
}

/** As `somebody`; left empty, or where the form did not ask yet, it is null. */
export function somebodyIfAny(
  from: Source,
  { required = true, ...more }: More & { required?: boolean } = {},
): Field<Somebody | null> {
  const read = reading(typed, (text, env): Read<Somebody | null> => (text ? somebodyOf(text, env) : { value: null }))
  return { kind: 'choice', from, isPerson: true, required, ...more, ...read }
}

/** Somebody by their id, whatever their posts: by the one by which they are in the case, where they are. */
export function anybody(from: Source, more: More = {}): Field<Somebody> {
  return { kind: 'choice', from, isPerson: true, required: true, ...more, ...reading(aCode, asInCase) }
}

/** Several, none among them, as `anybody`. */
export function people(from: Source, more: More = {}): Field<PersonId[]> {
  return { kind: 'choices', from, isPerson: true, required: false, ...more, ...reading(typed, peopleOf) }
}

function peopleOf(text: string, env: Env): Read<PersonId[]> {
  const read = listOf(text)
  const each = 'value' in read ? read.value.map((id) => asInCase(id, env)) : [read]
  const fault = each.find((one) => 'fault' in one)
  return fault ?? { value: each.flatMap((one) => ('value' in one ? [one.value.person] : [])) }
}

const placeSchema = z.tuple([z.string(), z.string()])

/** A fault where several of their posts could be meant, or they have that one no more: it is to be chosen anew. */
function somebodyOf(text: string, env: Env): Read<Somebody> {
  const [id = '', at] = text.split('@')
  const found = env.people.get(id)
  if (!found) return { fault: { code: 'not-a-person' } }
  const here = postsHere(found, env)
  if (here.length === 0) return formerly(found, env)
  const place = placeSchema.safeParse(at?.split('/'))
  const [unit, service] = place.data ?? []
  const able =
    at === undefined ? fitting(here, env) : here.filter((one) => one.unit === unit && one.service === service)
  const [post, ...others] = able
  return post && others.length === 0 ? { value: inPost(found, post) } : { fault: { code: 'which-post' } }
}

/** For what is a person's, whatever their posts; `somebodyOf` is for what is to rest on one. */
export function asInCase(id: string, env: Env): Read<Somebody> {
  const found = env.people.get(idIn(id))
  if (!found) return { fault: { code: 'not-a-person' } }
  const { state, today } = env
  const here = postsHere(found, env)
  const isIn = state !== null && partsOf(state, found.id).length > 0
  const post = (isIn ? postIn(state, actorOf(found, today), today) : here.find(worksWithCases)) ?? here[0]
  return post ? { value: inPost(found, post) } : formerly(found, env)
}

/** Somebody who works there no more is told from somebody who never did. */
function formerly(found: Person, { state, municipality }: Env): Read<Somebody> {
  const [had] = postsIn({ posts: found.former }, municipality)
  const [part]: Part[] = state ? partsOf(state, found.id) : []
  const place = had ?? (part && { unit: part.unit ?? '', service: part.service, roles: [] })
  if (!place) return { fault: { code: 'not-a-person' } }
  const { unit, service, roles } = place
  return { value: { person: found.id, service, unit, roles, active: false } }
}

function inPost({ id: person, active }: Person, { unit, service, roles }: Post): Somebody {
  return { person, service, unit, active, roles }
}

/** Those by which somebody could be let in, where there are any. */
function fitting(here: Post[], { state, today }: Env): Post[] {
  const works = here.filter(worksWithCases)
  const letIn = works.filter((one) => state && isLetIn(state, one, today))
  const best = [letIn, works].find(({ length }) => length > 0)
  return best ?? here
}
