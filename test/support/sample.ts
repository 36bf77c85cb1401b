/** Fictional people, the two municipalities' policies, and a calendar that remembers: what the tests of the core share. */
import { createCalendar } from '../../src/calendar.ts'
import type { Actor, Post, Somebody, Staff } from '../../src/core/decision.ts'
import type { Day, Instant, PersonId, Recipient } from '../../src/core/ids.ts'
import type { Calendar, Policy } from '../../src/core/policy.ts'
import type { NamedResponsible } from '../../src/core/responsible.ts'
import { readModel } from '../../src/model/read.ts'

/** The two municipalities, by their codes. */
export const models = { fjordvik: readModel('src/demo/fjordvik.yaml'), solvik: readModel('test/fixtures/model-b.yaml') }

/** The standard preset: the log opens at level 1, signers change at 15 and 18. */
export const standard: Policy = models.fjordvik.policy
/** The other preset: the log opens at level 2, signers change at 16 and 18. */
export const other: Policy = models.solvik.policy
/** Norwegian time and holidays. The same question is asked thousands of times, so answers are kept. */
export const calendar: Calendar = remembering(createCalendar(models.fjordvik))

/** Monday 17 August 2026, 09:00 in Oslo. */
export const start: Instant = '2026-08-17T07:00:00.000Z'
export const startDay: Day = '2026-08-17'

/** A moment on a day, nine in the morning unless said otherwise. */
export function on(day: Day, time = '09:00'): Instant {
  return calendar.at(day, time)
}

type Place = Omit<Post, 'roles'>
const school: Place = { municipality: 'fjordvik', unit: 'bjorkelia', service: 'skole' }

/** Anybody but the bot itself. */
export type PersonName = Exclude<Name, 'system'>

function actor(person: PersonId, place: Place, ...roles: Post['roles']): Staff {
  return { kind: 'staff', person, posts: [{ ...place, roles: ['employee', ...roles] }] }
}

export const people = {
  teacher: actor('person_teacher', school),
  colleague: actor('person_colleague', school),
  stranger: actor('person_stranger', school),
  head: actor('person_head', school, 'leader'),
  secondLeader: actor('person_second-leader', school, 'leader'),
  otherHead: actor('person_other-head', { ...school, unit: 'strandheim' }, 'leader'),
  otherTeacher: actor('person_other-teacher', { ...school, unit: 'strandheim' }),
  nurse: actor('person_nurse', { ...school, unit: 'helse', service: 'skolehelsetjeneste' }),
  ppt: actor('person_ppt', { ...school, unit: 'ppt', service: 'ppt' }),
  otherPpt: actor('person_other-ppt', { ...school, unit: 'nord', service: 'ppt' }),
  ke: actor('person_ke', { ...school, unit: 'ke', service: 'koordinerende-enhet' }, 'ke'),
  administrator: actor('person_administrator', school, 'administrator'),
  outsider: actor('person_outsider', { ...school, municipality: 'solvik' }, 'leader', 'ke'),
  system: { kind: 'system', person: 'system', municipality: school.municipality },
} satisfies Record<string, Actor>

export type Name = keyof typeof people

/** The one post that somebody has. */
export function postOf(name: PersonName): Post {
  const [post] = people[name].posts
  if (!post) throw new Error(`${name} has no post`)
  return post
}

/** Every unit of Fjordvik's services that the directory knows. */
export const units: Recipient[] = [
  ...['skole/bjorkelia', 'skole/strandheim', 'skolehelsetjeneste/helse', 'ppt/nord', 'ppt/ppt'],
  'koordinerende-enhet/ke',
]

/** Somebody with their post changed. */
export function withPost(name: PersonName, change: Partial<Post>): Staff {
  return { kind: 'staff', person: people[name].person, posts: [{ ...postOf(name), ...change }] }
}

/** Somebody as the directory shows them to a command. */
export function somebody(name: PersonName, active = true): Somebody {
  const { service, unit, roles } = postOf(name)
  return { person: people[name].person, service, unit, active, roles }
}

/** Somebody who is to answer for something. */
export function answering(name: PersonName, change: Partial<Somebody> = {}): NamedResponsible {
  return { kind: 'person', ...somebody(name), ...change }
}

function remembering(real: Calendar): Calendar {
  const known = new Map<string, Calendar>()
  return {
    dayOf: remember(real.dayOf),
    timeOf: remember(real.timeOf),
    at: remember(real.at),
    addDays: remember(real.addDays),
    addMonths: remember(real.addMonths),
    addWorkingDays: remember(real.addWorkingDays),
    isWorkingDay: remember(real.isWorkingDay),
    workingDayFrom: remember(real.workingDayFrom),
    ageOn: remember(real.ageOn),
    in: (service) => {
      const found = known.get(service) ?? remembering(real.in(service))
      known.set(service, found)
      return found
    },
  }
}

function remember<A extends (string | number)[], R extends string | number | boolean>(ask: (...asked: A) => R) {
  const known = new Map<string, R>()
  return (...asked: A): R => {
    const key = asked.join(' ')
    const answer = known.get(key)
    if (answer !== undefined) return answer
    const found = ask(...asked)
    known.set(key, found)
    return found
  }
}
