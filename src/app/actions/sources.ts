/**
 * What drop-downs choose among: from the model, the case and the directory. Only what could be chosen stands in them, and
 * each says what it means when there is nothing, and who can mend it.
 */
import type { Choice } from '../../../cards/card.ts'
import type { EmptyKey } from '../../../cards/parts/field.ts'
import { isAway } from '../../core/away.ts'
import type { Case } from '../../core/case.ts'
import { asksAbout, type Consent, covers, coversOwn } from '../../core/consent.ts'
import type { Recipient, ServiceCode, TopicCode } from '../../core/ids.ts'
import { hasRoomFor } from '../../core/level.ts'
import type { Policy } from '../../core/policy.ts'
import { isInside, isLetIn, worksWithCases } from '../../core/post.ts'
import { meantIn, recipientOf, serviceOf } from '../../core/recipient.ts'
import { mayKnow, thingNamed } from '../../core/thing.ts'
import type { ByLang } from '../../model/schema.ts'
import {
  apart,
  type Colleague,
  calledApart,
  inCaseOf,
  levelName,
  named,
  personIn,
  type Setting,
  seesOutline,
  type Viewer,
} from '../see/index.ts'
import { colleagues } from './colleagues.ts'
import type { FoundSource, Source } from './field.ts'

export type InCase = { viewer: Viewer; state: Case; data: Record<string, string> }

/** A source that needs a case; without one there is nothing to choose. */
export function inCase(empty: EmptyKey, list: (at: InCase) => Choice[] | Promise<Choice[]>): FoundSource {
  return {
    empty,
    found: async ({ viewer, state, data }) => ({ choices: state ? await list({ viewer, state, data }) : [] }),
  }
}

export function serviceChoices(viewer: Viewer, codes: ServiceCode[]): Choice[] {
  return codes.map((value) => ({ value, label: named(viewer, viewer.model.names.services, value) }))
}

export function topicChoices(viewer: Setting, codes: TopicCode[]): Choice[] {
  return codes.map((value) => ({ value, label: named(viewer, viewer.model.names.topics, value) }))
}

export function levelChoices(viewer: Viewer, numbers: number[], value: (level: number) => string): Choice[] {
  return numbers.map((number) => ({ value: value(number), label: levelName(viewer, number) }))
}

/** A list of the municipality's own names. */
export function ownNames({ say }: Viewer, names: Record<string, ByLang>): Choice[] {
  return Object.entries(names).map(([value, name]) => ({ value, label: name[say.lang] }))
}

/** Every service the municipality has. */
export const allServices: Source = {
  empty: 'empty.services',
  found: ({ viewer }) => ({ choices: serviceChoices(viewer, viewer.policy.services) }),
}

/** The kinds of information the municipality tells apart. */
export const allTopics: Source = {
  empty: 'empty.topics',
  found: ({ viewer }) => ({ choices: topicChoices(viewer, viewer.policy.topics) }),
}

/** The topics of which the viewer may read in the case, and something may be kept; in no case yet, all there are. */
export const openTopics: Source = {
  empty: 'empty.topics',
  found: ({ viewer, state }) => {
    const { policy, actor, today } = viewer
    const open = policy.topics.filter(
      (topic) => !state || (mayKnow(state, topic, actor, today, policy.topics) && coversOwn(state, topic, today)),
    )
    return { choices: topicChoices(viewer, open) }
  },
}

/**
 * Those the family has let in: the case's own unit, and units that a consent in force covers. `fits` says who else is left
 * out; `joining` is the question by whose answer others are let in.
 */
export function letIn(
  fits: (one: Colleague, state: Case, policy: Policy) => boolean,
  joining: (state: Case, data: Record<string, string>) => Consent | undefined = () => undefined,
): FoundSource {
  return {
    empty: 'empty.let-in',
    found: ({ viewer, state, data }, find) => {
      if (!state) return { choices: [] }
      const { policy, today } = viewer
      const asked = joining(state, data)
      // KE, which no consent covers, learns nothing of who was let in: it chooses among the case's own.
      if (seesOutline(viewer, state))
        return ofOwnUnit(viewer, state, (one) => fits(one, state, policy), find || data.find)
      const joins = ({ post }: Colleague) => asked !== undefined && asksAbout(asked, recipientOf(post))
      const isAsked = (service: ServiceCode) => asked?.services.some((one) => serviceOf(one) === service)
      const services = policy.services.filter((one) => isAsked(one) || covers(state, one, null, today))
      return colleagues(viewer, {
        services,
        unit: state.unit,
        partIn: state,
        // In one house there may be people of several services.
        fits: (one) => (isLetIn(state, one.post, today) || joins(one)) && fits(one, state, policy),
        find: find || data.find,
      })
    },
  }
}

/** Those of the case's own service in its own unit: what is private to it, or stays there. `fits` says who else is left out. */
export function fromOwnUnit(fits: (one: Colleague, state: Case) => boolean): FoundSource {
  return {
    empty: 'empty.colleagues',
    found: ({ viewer, state, data }, find) =>
      state ? ofOwnUnit(viewer, state, (one) => fits(one, state), find || data.find) : { choices: [] },
  }
}

function ofOwnUnit(viewer: Viewer, state: Case, fits: (one: Colleague) => boolean, find: string | undefined) {
  return colleagues(viewer, {
    services: [],
    unit: state.unit,
    partIn: state,
    find,
    isNamedAlone: true,
    fits: (one) => isInside(state, one.post) && fits(one),
  })
}

/** Somebody to stand in for the holder: anybody the family has let in but the one who has the baton. */
export const deputies: Source = letIn(({ person }, { holder }) => person.id !== holder)

/** Somebody for the baton: of those, whoever is of a service that the level has room for. */
export const bearers: Source = letIn(
  ({ person, post }, state, policy) => person.id !== state.holder && hasRoomFor(state, post.service, policy),
)

/** Whether there is room for them at the level at which the log opens, where the family says yes to all that it is asked about. */
export function hasRoomAtFirst({ post }: Colleague, state: Case, policy: Policy): boolean {
  const { level, services } = state.concern
  const opened = { ...state, level: level ?? state.level, services: [state.service, ...services] }
  return hasRoomFor(opened, post.service, policy)
}

/** Those in the case who have not left and are let in still, its services, and the home: who may answer for something. */
export const responsibles = inCase('empty.let-in', async ({ viewer, state, data }) => {
  const staff = await Promise.all(state.participants.map(({ person }) => personIn(viewer, person)))
  const active = staff.flatMap((one) => (one?.active && !isAway(state, one.id) ? [one] : []))
  // Of a thing that is there already its topic is known: whoever may not know of that answers for none of it.
  const topic = thingNamed(state, data)?.topic ?? null
  const mayKnowOf = (one: Recipient) => covers(state, one, topic, viewer.today)
  const present = inCaseOf(viewer, state, active).filter(
    ({ post }) => worksWithCases(post) && (topic ? mayKnowOf(recipientOf(post)) : isLetIn(state, post, viewer.today)),
  )
  const open = state.services.filter((one) => mayKnowOf(meantIn(state, one)))
  const services = serviceChoices(viewer, open)
  const marks = await apart(viewer, present)
  return [
    ...present.map(({ person: { id, name } }, index) => {
      return { value: `person:${id}`, label: calledApart(name, marks[index] ?? []) }
    }),
    ...services.map(({ value, label }) => ({ value: `service:${value}`, label })),
    { value: 'home', label: viewer.say('responsible.home') },
  ]
})
