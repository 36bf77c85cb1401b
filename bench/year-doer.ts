/** Somebody of the municipality who does something in one case: what they know, and how they do it. */
import type { Case, Command } from '../src/core/case.ts'
import { isWritable } from '../src/core/consent.ts'
import type { Somebody } from '../src/core/decision.ts'
import type { CaseId, Day, PersonId, TopicCode, WordId } from '../src/core/ids.ts'
import type { Person } from '../src/ports.ts'
import type { Town } from './year-town.ts'

export type Doer = Pick<Town, 'dice' | 'model' | 'calendar' | 'people' | 'ids'> & {
  person: PersonId
  today: Day
  /** The case as it is now, also after what was just done. */
  state(): Case
  /** Whether it was done; why it was not is counted. */
  does(command: Command, by?: PersonId): Promise<boolean>
  /** A text that goes with what is done next. */
  words(): WordId
  /** So many days from today, moved to a working day. */
  inDays(days: number): Day
}

/** What was refused, by the command and why: a person who is told no has lost nothing, and a year that is full of it is no year. */
export type Refusals = Map<string, number>

export function doerIn(town: Town, of: CaseId, person: PersonId, refusals: Refusals): Doer {
  const calendar = town.calendar.in(town.eye.cases.get(of)?.service ?? '')
  const today = calendar.dayOf(town.now())
  let written: WordId[] = []
  const { dice, model, people, ids } = town
  return {
    dice,
    model,
    calendar,
    people,
    ids,
    person,
    today,
    state: () => town.eye.cases.get(of) ?? missing(of),
    async does(command, by = person) {
      const refusal = await town.act({ person: by, case: of, command, words: written })
      written = []
      if (refusal === null) return true
      const what = `${command.type}: ${refusal}`
      refusals.set(what, (refusals.get(what) ?? 0) + 1)
      return false
    },
    words() {
      const id = town.ids.next('word')
      written.push(id)
      return id
    },
    inDays: (days) => calendar.workingDayFrom(calendar.addDays(today, days)),
  }
}

function missing(id: CaseId): never {
  throw new Error(`there is no ${id}`)
}

/** A topic of which something may be written in the case; null where nothing may. */
export function topicIn({ model, dice, today, state }: Doer): TopicCode | null {
  return dice.one(model.policy.topics.filter((topic) => isWritable(state(), today, topic))) ?? null
}

/** Somebody as a command names them, in their post in that unit, or the first they have. */
export function somebody({ id: person, posts, active }: Person, unit?: string): Somebody | null {
  const post = posts.find((one) => one.unit === unit) ?? posts[0]
  return post ? { person, service: post.service, unit: post.unit, roles: post.roles, active } : null
}

/** Those at work in a unit, but for some. */
export function colleaguesIn({ people }: Pick<Doer, 'people'>, unit: string, but: (PersonId | null)[]): Somebody[] {
  return [...people.values()]
    .filter(({ id, active, posts }) => active && !but.includes(id) && posts.some((one) => one.unit === unit))
    .flatMap((one) => somebody(one, unit) ?? [])
}
