/**
 * The property the whole core stands under: whatever anybody tries, in whatever order and at whatever times, a case
 * keeps its promises. `coreProperty` is run by the tests and by the long torture with more sequences.
 */
import fc from 'fast-check'
import type { Case, Command, Entry, Event } from '../../src/core/case.ts'
import type { Consent } from '../../src/core/consent.ts'
import { decide } from '../../src/core/decide.ts'
import type { Actor, Context } from '../../src/core/decision.ts'
import { evolve, fold } from '../../src/core/evolve.ts'
import type { Day, Instant, Recipient } from '../../src/core/ids.ts'
import type { Policy } from '../../src/core/policy.ts'
import type { Part } from '../../src/core/post.ts'
import { isToNarrow } from '../../src/core/recipient.ts'
import type { RefusalCode } from '../../src/core/refusal.ts'
import {
  byThemselves,
  comesAndGoes,
  commandOf,
  type Dice,
  everything,
  type Fresh,
  hasCome,
  registration,
  sensible,
} from './core-commands.ts'
import { type Family, listen } from './family.ts'
import { afterAnswer, afterEvent, afterStep, afterTold, mayHaveActed, type Watched } from './promises.ts'
import { calendar, type Name, other, people, start, units } from './sample.ts'

/** How far sequences got, so that nobody has to believe that they get anywhere: in how many runs each thing happened. */
export type Reach = { runs: number; steps: number; in: Map<string, number> }

export function newReach(): Reach {
  return { runs: 0, steps: 0, in: new Map() }
}

const names: Name[] = [
  ...(['teacher', 'head', 'secondLeader', 'colleague', 'ppt', 'nurse', 'otherTeacher', 'ke'] as const),
  ...(['administrator', 'outsider', 'stranger', 'otherHead', 'system'] as const),
]

const barred = new Set<RefusalCode>(['not-found', 'not-permitted'])

const attempt = fc.record({
  /** 0–6: something sensible by somebody who may; 7–8: anything by anybody; 9: the clock brings what is due. */
  manner: fc.noBias(fc.nat(9)),
  numbers: fc.noBias(fc.array(fc.nat(9_999), { minLength: 12, maxLength: 12 })),
  hours: fc.oneof(
    { weight: 24, arbitrary: fc.nat(8) },
    { weight: 3, arbitrary: fc.nat(24 * 10) },
    { weight: 1, arbitrary: fc.nat(24 * 60) },
  ),
})
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never

/** Throws, with what was broken, as soon as a sequence of up to 48 attempts breaks a promise. `heard` gets each log. */
export function coreProperty(
  policy: Policy,
  reach: Reach = newReach(),
  heard: (log: Entry[]) => void = () => undefined,
) {
  const sequence = fc.array(attempt, { minLength: 44, maxLength: 48, size: 'max' })
  return fc.property(sequence, (attempts) => {
    // In some the family has a page.
    const life = begin(policy, reach, (attempts[0]?.numbers[1] ?? 0) % 4 === 0)
    // Some have lived through a time when a family could name services alone.
    const isOld = (attempts[0]?.numbers[0] ?? 0) % 8 === 0
    if (isOld) life.beginOld()
    try {
      for (const [index, one] of attempts.entries()) {
        if (isOld && index === oldSteps) life.endOld()
        step(life, one)
      }
      heard(life.finish())
    } catch (cause) {
      throw new Error(`${String(cause)}\n${life.story()}`, { cause })
    }
  })
}

/** How many steps of a life that began before units were named come before the start that narrows its consents. */
const oldSteps = 16

/** What the family's answers were: to a renewal, to some of what was asked, by one where the other had signed; and about people. */
function answersIn(before: Case | null, after: Case, event: Event): string[] {
  if (event.type === 'consent.signed' && after.excluded.some(({ tookPart }) => tookPart))
    return ['somebody in it is excluded']
  if (event.type !== 'consent.refused') return []
  const asked = before?.consents.find(({ id }) => id === event.consent)
  const ended = (state: Case | null) => state?.consents.flatMap((one) => one.refusedServices).length ?? 0
  return [
    ...(ended(after) > ended(before) ? ['a no ends an older yes'] : []),
    ...(asked && event.services.length < asked.services.length ? ['a no to some of it'] : []),
    ...(asked?.signed.some(({ signer }) => signer !== event.signer) ? ['a no where another has signed'] : []),
  ]
}

/** Who must sign for a service that is like the others, and for one of health. */
function signing(family: Family, day: Day): string[] {
  return ['skole', 'skolehelsetjeneste'].flatMap((service) =>
    family.mustSign(service, day).map((signer) => `${service} ${signer}`),
  )
}

/** What of it was about units. */
function unitsIn(before: Case | null, after: Case, event: Event): string[] {
  const isElsewhere = ({ service, unit }: Part) => service === after.service && unit !== after.unit
  const others = (state: Case | null) => state?.participants.filter(isElsewhere).length ?? 0
  return [
    ...(others(after) > others(before) && event.type === 'participant.added' ? ['another unit is let in'] : []),
    ...(event.type === 'consent.withdrawn' && event.service?.includes('/') ? ['a unit alone is taken back'] : []),
    ...(after.hasMoved && event.type === 'note.added' ? ['written in another home'] : []),
  ]
}

/** What a family said as it was written down when only services could be named. */
function asOnceWritten(event: Event): Event {
  const serviceOf = (one: Recipient) => one.split('/')[0] ?? one
  if (event.type === 'consent.withdrawn') return { ...event, service: event.service && serviceOf(event.service) }
  if (event.type !== 'consent.signed' && event.type !== 'consent.refused') return event
  const services = [...new Set(event.services.map(serviceOf))]
  return event.type === 'consent.signed' ? { ...event, services, namesNoUnits: true } : { ...event, services }
}

/** For whom a yes of that time counts: the case's own unit, and those whose people take part. */
function narrowing(state: Case, { id: consent, services }: Consent) {
  const there = [
    `${state.service}/${state.unit}`,
    ...state.participants.map(({ service, unit }) => `${service}/${unit}`),
  ]
  const recipients = services.flatMap((service) => {
    const all = units.filter((one) => one.startsWith(`${service}/`))
    return all.length > 0 ? all.filter((one) => there.includes(one)) : [service]
  })
  return { consent, recipients, isLess: true }
}

type Life = ReturnType<typeof begin>

function begin(policy: Policy, reach: Reach, hasPage: boolean) {
  const family = listen({ youngFrom: policy === other ? 16 : 15 })
  const watched: Watched = {
    family,
    decided: new Set(),
    hasMoved: false,
    isOld: false,
    wasOld: false,
    policy,
    calendar,
  }
  const entries: Entry[] = []
  let state: Case | null = null
  let now: Instant = start
  let count = 0
  const seen = new Set<string>()
  reach.runs += 1
  const fresh: Fresh = (kind) => `${kind}_${++count}`
  const context = (actor: Actor): Context => ({ actor, now, policy, calendar })

  const perform = (command: Command, actor: Actor): void => {
    reach.steps += 1
    const told = state
    const decision = decide(state, command, context(actor))
    if ('refusal' in decision) {
      seen.add(`refused: ${decision.refusal.code}`)
      return
    }
    if (decision.events.length > 0) mayHaveActed(state, actor, calendar.dayOf(now))
    for (const event of decision.events) {
      const written = watched.isOld ? asOnceWritten(event) : event
      const entry: Entry = roundTrip({ at: now, by: actor.person, event: written })
      const before = state
      state = frozen(evolve(before, entry))
      entries.push(entry)
      const was = signing(family, calendar.dayOf(now))
      family.hear(entry)
      afterTold(before, entry, was, signing(family, calendar.dayOf(now)))
      seen.add(event.type === 'level.decided' && event.approve ? 'level.approved' : event.type)
      seen.add(`level ${state.level} ${state.mode}`)
      for (const what of [...answersIn(before, state, event), ...unitsIn(before, state, event)]) seen.add(what)
      afterEvent(before, state, entry, watched)
    }
    afterAnswer(told, command, state)
    if (state) afterStep(state, now, watched)
  }

  const endOld = () => {
    watched.isOld = false
    const before = state
    if (!before) return
    const consents = before.consents.filter(isToNarrow).map((one) => narrowing(before, one))
    perform({ type: 'consent.narrow', consents }, people.system)
  }
  const beginOld = () => {
    watched.isOld = true
    watched.wasOld = true
  }
  const finish = () => {
    const told = fold(entries.map(roundTrip))
    if (JSON.stringify(told) !== JSON.stringify(state)) throw new Error('the log tells another story than the case')
    for (const thing of [...seen, ...family.reached]) reach.in.set(thing, (reach.in.get(thing) ?? 0) + 1)
    return entries
  }
  const pass = (hours: number) => {
    now = new Date(Date.parse(now) + hours * 3_600_000).toISOString()
  }
  const story = () => entries.map(({ at, by, event }) => `${at} ${by} ${JSON.stringify(event)}`).join('\n')
  return { perform, finish, story, pass, context, fresh, beginOld, endOld, hasPage, state: () => state }
}

function step(life: Life, { manner, numbers, hours }: Attempt): void {
  const dice = diceOf(numbers)
  life.pass(hours)
  const state = life.state()
  if (!state) life.perform(registration(dice), people.teacher)
  else if (manner === 9) clock(life)
  else attemptIn(state, life, dice, manner > 6)
}

/** Sensible attempts are made by somebody for whom they mostly come to something; wild ones by anybody. */
function attemptIn(state: Case, life: Life, dice: Dice, wild: boolean): void {
  const context = life.context(people.system)
  const around = { state, dice, fresh: life.fresh, context, day: calendar.dayOf(context.now) }
  const family = wild || !life.hasPage ? [] : comesAndGoes(around)
  if (family.length > 0) {
    for (const one of family) life.perform(one, one.type === 'family.arrive' ? people.system : people.head)
    return
  }
  const command = commandOf(dice.one(wild ? everything : sensible(state)), around)
  const own = wild || !life.hasPage ? null : byThemselves(command, around)
  if (own) {
    life.perform(own.command, own.by)
    return
  }
  const decisions = wild
    ? []
    : names.map((name) => ({ name, decision: decide(state, command, life.context(people[name])) }))
  const able = decisions.filter(({ decision }) => 'events' in decision && decision.events.length > 0)
  const permitted = decisions.filter(({ decision }) => 'events' in decision || !barred.has(decision.refusal.code))
  const candidates = able.length > 0 && !dice.oneIn(5) ? able : permitted
  const anybody = names[dice.below(names.length)] ?? 'teacher'
  life.perform(command, people[candidates[dice.below(candidates.length)]?.name ?? anybody])
}

/** The bot says what is due until nothing is; were it never to come to an end, people would be written to for ever. */
function clock(life: Life): void {
  for (let round = 0; round < 3; round += 1) {
    const state = life.state()
    if (!state) return
    const come = hasCome({ state, context: life.context(people.system) })
    if (come.length === 0) return
    for (const command of come) life.perform(command, people.system)
  }
  throw new Error('what has come is never done with')
}

function diceOf(numbers: number[]): Dice {
  let thrown = 0
  const below = (sides: number) => {
    const number = numbers[thrown++ % numbers.length] ?? 0
    return sides > 0 ? (number + thrown * 7) % sides : 0
  }
  return { below, one: (list) => list[below(list.length)] ?? list[0], oneIn: (sides) => below(sides) === sides - 1 }
}

function roundTrip(entry: Entry): Entry {
  return JSON.parse(JSON.stringify(entry))
}

/** Nothing may change a case but an entry of its log. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}
