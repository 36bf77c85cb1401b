/**
 * Given what happened, when somebody commands, then what happens or why not. Histories are events, so that each test
 * says what the case went through, and the state is always the one its log tells.
 */
import { TestRunner } from 'vitest'
import type { Case, Command, Entry, Event } from '../../src/core/case.ts'
import type { Reminder } from '../../src/core/coming.ts'
import { type Due, due } from '../../src/core/deadline.ts'
import { decide } from '../../src/core/decide.ts'
import type { Actor, Decision } from '../../src/core/decision.ts'
import { fold } from '../../src/core/evolve.ts'
import type { Day, Instant, PersonId, ServiceCode } from '../../src/core/ids.ts'
import type { Notice } from '../../src/core/notice.ts'
import { notify } from '../../src/core/notify.ts'
import type { Policy } from '../../src/core/policy.ts'
import type { RefusalCode } from '../../src/core/refusal.ts'
import { type Agenda, agenda, reminders } from '../../src/core/reminder.ts'
import type { Responsible } from '../../src/core/responsible.ts'
import { calendar, type Name, on, people, standard, start } from './sample.ts'

type Step = Event | Entry | Story | (() => Entry[]) | Step[]
type By = Name | Actor

/** Told anew in each test that asks, never while a file is loaded: so that what tells it counts as that test's. */
export type Story = {
  readonly state: Case
  readonly entries: Entry[]
  /** What the core says to a command. */
  when(command: Command, by?: By, day?: Day | Instant): Decision
  /** The story one decision further. Throws when it was refused. */
  and(command: Command, by?: By, day?: Day | Instant): Story
  due(day: Day | Instant): Due[]
  reminders(day: Day | Instant): Reminder[]
  agenda(day: Day | Instant): Agenda[]
  /** Who is told what of the last entry. */
  notices(): Notice[]
}

/** Events happen by the teacher on the first day unless `at` or `by` says otherwise. */
export function given(...history: Step[]): Story {
  return givenUnder(standard, ...history)
}

export function givenUnder(policy: Policy, ...history: Step[]): Story {
  const entries = oncePerTest(() => flat(history))
  const state = oncePerTest(() => stateOf(entries()))
  const times = { policy, calendar }
  const momentOf = (day?: Day | Instant) => (day ? moment(day) : latest(entries()))
  const when: Story['when'] = (command, by = 'teacher', day) =>
    decide(state(), command, { ...times, actor: actorOf(by), now: momentOf(day) })
  return {
    get state() {
      return state()
    },
    get entries() {
      return entries()
    },
    when,
    and: (command, by = 'teacher', day) =>
      givenUnder(policy, () => {
        const events = eventsOf(when(command, by, day))
        return [...entries(), ...events.map((event) => ({ at: momentOf(day), by: actorOf(by).person, event }))]
      }),
    due: (day) => due(state(), moment(day), times),
    reminders: (day) => reminders(state(), moment(day), times),
    agenda: (day) => agenda(state(), moment(day), times),
    notices() {
      const last = entries().at(-1)
      return last ? notify(fold(entries().slice(0, -1)), state(), last, times) : []
    },
  }
}

/** What `make` makes: at once in a test, and what was to be told while a file was loaded in each test that asks. */
function oncePerTest<T>(make: () => T): () => T {
  let made = running() ? { in: running(), is: make() } : null
  return () => {
    if (!running()) throw new Error('a story is told in a test, never while a file is loaded')
    if (made === null || made.in !== running()) made = { in: running(), is: make() }
    return made.is
  }
}

function running(): string | undefined {
  return TestRunner.getCurrentTest()?.id
}

function stateOf(entries: Entry[]): Case {
  const state = fold(entries)
  if (!state) throw new Error('a story begins with a concern')
  return state
}

function eventsOf(decision: Decision): Event[] {
  if ('refusal' in decision) throw new Error(`refused: ${JSON.stringify(decision.refusal)}`)
  return decision.events
}

/** The same events, by somebody else. */
export function by(name: Name, ...events: Event[]): Entry[] {
  return events.map((event) => ({ at: start, by: people[name].person, event }))
}

/** The same events, by one of the family on their own page. */
export function byMember(member: PersonId, ...events: Event[]): Entry[] {
  return events.map((event) => ({ at: start, by: member, event }))
}

/** The same events, on another day. */
export function at(day: Day | Instant, ...steps: Step[]): Entry[] {
  return flat(steps).map((entry) => ({ ...entry, at: moment(day) }))
}

export function happens(...events: Event[]): Decision {
  return { events }
}

/** For `expect(decision).toMatchObject(...)`: the code, and as much of the rest as the test is about. */
export function refused(
  code: RefusalCode,
  more: { field?: string; day?: Day; services?: ServiceCode[]; may?: string[]; who?: Responsible } = {},
) {
  return { refusal: { code, ...more } }
}

function flat(steps: Step[]): Entry[] {
  return steps.flatMap((step): Entry[] => {
    if (Array.isArray(step)) return flat(step)
    if (typeof step === 'function') return step()
    if ('entries' in step) return step.entries
    return 'event' in step ? [step] : [{ at: start, by: people.teacher.person, event: step }]
  })
}

function actorOf(name: By): Actor {
  return typeof name === 'string' ? people[name] : name
}

function moment(day: Day | Instant): Instant {
  return day.length === 10 ? on(day) : day
}

function latest(entries: Entry[]): Instant {
  return entries.at(-1)?.at ?? start
}
