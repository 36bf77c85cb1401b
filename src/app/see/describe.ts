/** Facts of a case in the viewer's words: levels, services, who has the ball. Reads no human word. */
import type { Case } from '../../core/case.ts'
import { covers } from '../../core/consent.ts'
import type { Ball, Due } from '../../core/deadline.ts'
import type { PersonId } from '../../core/ids.ts'
import { isStuck } from '../../core/ke.ts'
import { isLeaderOf } from '../../core/leading.ts'
import { leaveOf } from '../../core/leave.ts'
import { asOpen } from '../../core/permission.ts'
import { isInside, isKeIn, partsOf, postIn, postsIn } from '../../core/post.ts'
import { accessTo } from '../../core/reading.ts'
import type { Place } from '../../core/recipient.ts'
import type { Responsible } from '../../core/responsible.ts'
import type { Person } from '../../ports.ts'
import { actorOf } from '../app.ts'
import { deciders, decidersOfEach } from '../audience.ts'
import { nameOf } from './apart.ts'
import { named, namedWithin, type Opened, personIn, type Setting, type Viewer } from './viewer.ts'

/** How a person is called where something is shown: by name, or by what they are in the case; `newly` where that is what is told. */
export type Calling = (person: string | null, newly?: 'newly') => Promise<string>

/** By name, and the reader as `you`: nobody is told of as of another. */
export function toReader(viewer: Viewer): Calling {
  return async (id) => (id === viewer.person.id ? viewer.say('called.you') : nameOf(viewer, id))
}

/** Whose name a fact is: by it, and to the reader that it is they. */
export async function nameToReader(viewer: Viewer, id: string): Promise<string> {
  return markedToReader(viewer, id, await nameOf(viewer, id))
}

/** A name as it is called already, of whoever that is. */
export function markedToReader({ person, say }: Viewer, id: string, name: string): string {
  return id === person.id ? say('fact.you', { name }) : name
}

/**
 * For what everybody in a channel sees: names of the case's own unit alone. The name of anybody else would show which
 * service helps, or which other unit, so that they are called by their role.
 */
export function byRole(setting: Setting, state: Case): Calling {
  return async (id, newly) => {
    const person = await personIn(setting, id)
    const place = person && placeIn(setting, state, person)
    // Of a colleague in the channel no more than the name is said there.
    if (!person || (place && isInside(state, place))) return person?.name ?? setting.say('fact.nobody')
    if (newly) return setting.say('called.participant')
    if (person.id === state.holder) return setting.say('called.holder')
    if (person.id === state.deputy?.person) return setting.say('called.deputy')
    const isPartOf = state.participants.some((one) => one.person === id)
    const isKe = isKeIn(actorOf(person, setting.today), state.municipality)
    return setting.say(!isPartOf && isKe ? 'called.ke' : 'called.participant')
  }
}

/** Where somebody works who is in the case, or did: also where they have left the post by which they were. */
function placeIn({ today }: Setting, state: Case, person: Person): Place | undefined {
  const [part] = partsOf(state, person.id)
  const there = postIn(state, actorOf(person, today), today) ?? postsIn({ posts: person.former }, state.municipality)[0]
  return part ?? there
}

export function levelName(viewer: Setting, level: number): string {
  return named(viewer, viewer.model.names.levels, level)
}

/** As it stands inside a sentence. */
export function levelWithin(viewer: Setting, level: number): string {
  return namedWithin(viewer, viewer.model.names.levels, level)
}

export function serviceNames(viewer: Setting, codes: string[]): string[] {
  return codes.map((code) => named(viewer, viewer.model.names.services, code))
}

/** As they stand inside a sentence. */
export function servicesWithin(viewer: Setting, codes: string[]): string[] {
  return codes.map((code) => namedWithin(viewer, viewer.model.names.services, code))
}

export function topicNames(viewer: Setting, codes: string[]): string[] {
  return codes.map((code) => named(viewer, viewer.model.names.topics, code))
}

/** As they stand inside a sentence. */
export function topicsWithin(viewer: Setting, codes: string[]): string[] {
  return codes.map((code) => namedWithin(viewer, viewer.model.names.topics, code))
}

/** Whom the ball lies with: a colleague by name, or a role in words. */
export async function ballName(viewer: Setting, state: Case, ball: Ball, call: Calling): Promise<string> {
  if (ball.role === 'person') return call(ball.person)
  if (ball.role === 'leader') return leaderNames(viewer, state, call)
  return call(ball.role === 'owner' ? state.owner : state.holder)
}

/** Whoever decides in the unit, by name where there is anybody who can be reached: never the one who made the open proposal. */
async function leaderNames({ reader, say, today }: Setting, state: Case, call: Calling): Promise<string> {
  const there = (await deciders(reader, state, today)).filter(({ id }) => !leaveOf(state, id))
  const people = await Promise.all(there.map(({ id }) => call(id)))
  return people.length > 0 && !isStuck(state) ? say.list([...new Set(people)]) : say('ball.nobody')
}

/** Whether it is the viewer's turn: as the one meant, or as one of those who decide. */
export async function isMine(viewer: Viewer, state: Case, { ball }: Pick<Due, 'ball'>): Promise<boolean> {
  const decides = ball.role === 'leader' && (await decidingIn(viewer, [state]))(state)
  return isTurnOf(viewer.person.id, state, ball, decides)
}

/** As `isMine`, where it is known whether they are one of those who `decide`. */
export function isTurnOf(me: PersonId, state: Case, ball: Ball, decides: boolean): boolean {
  switch (ball.role) {
    case 'person':
      return ball.person === me
    case 'owner':
      return state.owner === me
    case 'holder':
      return state.holder === me
    case 'leader':
      return decides
  }
}

/** In which of these cases, of one municipality, what lies with a leader is the viewer's turn. */
export async function decidingIn(viewer: Viewer, states: Case[]): Promise<(state: Case) => boolean> {
  const { reader, person, actor, today } = viewer
  // Of nobody else it need be asked who decides.
  const able = states.filter((state) => isKeIn(actor, state.municipality) || isLeaderOf(state, actor))
  const decidersOf = await decidersOfEach(reader, able, today)
  const deciding = new Set(able.filter((state) => isDeciding(decidersOf(state), state, person.id)))
  return (state) => deciding.has(state)
}

/** Whoever has leave may decide, and it waits for the others alone as long as there are any. */
function isDeciding(able: Person[], state: Case, me: PersonId): boolean {
  if (!able.some(({ id }) => id === me)) return false
  return !leaveOf(state, me) || able.every(({ id }) => leaveOf(state, id))
}

/** Of what reads the same, such as two consents that run out on one day, the first. */
export function onceEach(list: Due[]): Due[] {
  const read = new Set<string>()
  return list.filter(({ signal, subject, day }) => {
    const reads = `${signal} ${day} ${isNamed(subject) ? subject : ''}`
    return !read.has(reads) && read.add(reads)
  })
}

/** Each measure, follow-up and proposal is a thing of its own; consents are read together. */
function isNamed(subject: string | null): boolean {
  return subject !== null && !subject.startsWith('consent_')
}

export async function responsibleName(viewer: Setting, responsible: Responsible): Promise<string> {
  switch (responsible.kind) {
    case 'person':
      return nameOf(viewer, responsible.person)
    case 'service':
      return named(viewer, viewer.model.names.services, responsible.service)
    case 'home':
      return viewer.say('responsible.home')
  }
}

/**
 * As `responsibleName`, and whether they can do anything in the case still. That is for whoever sees all of the case: to
 * others it would tell whom the family has let go of.
 */
export async function responsibleNow(viewer: Setting, opened: Opened, responsible: Responsible): Promise<string> {
  const who = await responsibleName(viewer, responsible)
  const isSaid = opened.access.topics === 'all' && !(await takesPart(viewer, opened.case, responsible))
  return isSaid ? viewer.say('responsible.gone', { who }) : who
}

/**
 * Who left the case or the municipality, or works where the family has let nobody in, does nothing more in it. That it is closed
 * takes nobody out of it.
 */
export async function takesPart(setting: Setting, state: Case, one: Responsible): Promise<boolean> {
  const { today, policy } = setting
  switch (one.kind) {
    case 'home':
      return true
    case 'service':
      return (
        state.services.includes(one.service) &&
        (one.service === state.service || covers(state, one.service, null, today))
      )
    case 'person': {
      const person = await personIn(setting, one.person)
      return person?.active === true && accessTo(asOpen(state), actorOf(person, today), today, policy.topics) !== null
    }
  }
}
