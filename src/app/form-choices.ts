/** The choices of a form's drop-downs, from the model, the case and the directory. Only people who could be chosen stand in them. */
import type { Choice } from '../../cards/card.ts'
import type { FormName } from '../../cards/parts/forms.ts'
import type { Case } from '../core/case.ts'
import { covers, stateOf } from '../core/consent.ts'
import { isWritable } from '../core/decide.ts'
import { rolesIn } from '../core/permission.ts'
import type { ByLang } from '../model/schema.ts'
import { colleagues } from './colleagues.ts'
import { levelName, serviceNames, topicNames } from './describe.ts'
import { casesOf } from './show-mine.ts'
import { nameOf, type Viewer } from './viewer.ts'

/** Without a log in force a measure can only be ended. */
const endings = ['done', 'stopped'] as const

type Chooser = (
  viewer: Viewer,
  state: Case,
  data: Record<string, string>,
) => Promise<Record<string, Choice[]>> | Record<string, Choice[]>

/** By field. The fixed lists, such as kinds of evidence, the form knows by itself. */
export async function choicesFor(
  form: FormName,
  viewer: Viewer,
  state: Case | null,
  data: Record<string, string>,
): Promise<Record<string, Choice[]>> {
  if (form === 'note.add' && !state) return { case: await logs(viewer), ...topic(viewer) }
  return state ? await (choosers[form]?.(viewer, state, data) ?? {}) : {}
}

const choosers: Partial<Record<FormName, Chooser>> = {
  'concern.ask': (viewer, _, { find }) =>
    colleagues(viewer, { services: viewer.policy.services, fits: ({ id }) => id !== viewer.person.id, find }),
  'concern.conclude': (viewer, state) => ({
    outcome: [
      ...viewer.policy.levels
        .filter(({ number }) => viewer.policy.concernEndsInLevels.includes(number))
        .map(({ number }) => ({ value: `level:${number}`, label: levelName(viewer, number) })),
      { value: 'close', label: viewer.say('outcome.close') },
      { value: 'report', label: viewer.say('outcome.report') },
    ],
    services: services(
      viewer,
      viewer.policy.services.filter((service) => service !== state.service),
    ),
  }),
  'consent.request': (viewer) => ({
    services: services(viewer, viewer.policy.services),
    topics: topics(viewer, viewer.policy.topics),
  }),
  'consent.record': (viewer, state, { consent: id }) => {
    const consent = state.consents.find((one) => one.id === id)
    const open = consent?.required.filter((signer) => !consent.signed.some((one) => one.signer === signer)) ?? []
    return {
      signedBy: open.map((value) => ({ value, label: viewer.say(`signer.${value}`) })),
      services: services(viewer, consent?.services ?? []),
      topics: topics(viewer, consent?.topics ?? []),
    }
  },
  'consent.refuse': (viewer, state, { consent: id }) => ({
    signer: (state.consents.find((one) => one.id === id)?.required ?? []).map((value) => ({
      value,
      label: viewer.say(`signer.${value}`),
    })),
  }),
  'consent.withdraw': (viewer, state) => ({ what: withdrawable(viewer, state) }),
  'level.propose': (viewer, state) => ({
    to: viewer.policy.levels
      .filter(({ number }) => number > 0 && number !== state.level)
      .map(({ number }) => ({ value: String(number), label: levelName(viewer, number) })),
    services: services(
      viewer,
      viewer.policy.services.filter((service) => !state.services.includes(service)),
    ),
  }),
  'baton.offer': bearers,
  'baton.name': bearers,
  'baton.deputize': bearers,
  'goal.set': topic,
  'measure.add': (viewer, state) => planned(viewer, state),
  'follow-up.add': (viewer, state) => planned(viewer, state),
  'measure.evaluate': (viewer, state): Record<string, Choice[]> =>
    isWritable(state, viewer.today)
      ? {}
      : { outcome: endings.map((value) => ({ value, label: viewer.say(`outcome.${value}`) })) },
  'note.add': topic,
  'transition.plan': (viewer) => ({ to: services(viewer, viewer.policy.services) }),
  'case.close': (viewer) => ({ reason: named(viewer, viewer.model.names.closeReasons) }),
  'participant.add': (viewer, state, { find }) => {
    const there = new Set(state.participants.map(({ person }) => person))
    return colleagues(viewer, { ...letIn(viewer, state), fits: ({ id }) => !there.has(id), find })
  },
  'participant.remove': async (viewer, state) => ({
    person: await Promise.all(
      state.participants
        .filter(({ person }) => person !== state.holder)
        .map(async ({ person }) => ({ value: person, label: await nameOf(viewer, person) })),
    ),
  }),
}

function named({ say }: Viewer, names: Record<string, ByLang>): Choice[] {
  return Object.entries(names).map(([value, name]) => ({ value, label: name[say.lang] }))
}

function services(viewer: Viewer, codes: string[]): Choice[] {
  return serviceNames(viewer, codes).map((label, index) => ({ value: codes[index] ?? label, label }))
}

function topics(viewer: Viewer, codes: string[]): Choice[] {
  return topicNames(viewer, codes).map((label, index) => ({ value: codes[index] ?? label, label }))
}

function topic(viewer: Viewer): { topic: Choice[] } {
  return { topic: topics(viewer, viewer.policy.topics) }
}

/** The whole consent, and each service and topic that one in force still covers. */
function withdrawable(viewer: Viewer, state: Case): Choice[] {
  const inForce = state.consents.filter((one) => stateOf(one, viewer.today) === 'given')
  const left = (pick: (consent: Case['consents'][number]) => string[]) => [...new Set(inForce.flatMap(pick))]
  const open = left(({ services: all, withdrawnServices }) =>
    all.filter((service) => !withdrawnServices.includes(service)),
  )
  const told = left(({ topics: all, withdrawnTopics }) => all.filter((one) => !withdrawnTopics.includes(one)))
  return [
    { value: 'whole', label: viewer.say('withdraw.whole') },
    ...services(viewer, open).map(({ value, label }) => ({
      value: `service:${value}`,
      label: viewer.say('withdraw.service', { service: label }),
    })),
    ...topics(viewer, told).map(({ value, label }) => ({
      value: `topic:${value}`,
      label: viewer.say('withdraw.topic', { topic: label }),
    })),
  ]
}

async function planned(viewer: Viewer, state: Case): Promise<Record<string, Choice[]>> {
  const staff = state.participants.map(async ({ person }) => ({
    value: `person:${person}`,
    label: await nameOf(viewer, person),
  }))
  return {
    ...topic(viewer),
    arena: named(viewer, viewer.model.names.arenas),
    responsible: [
      ...(await Promise.all(staff)),
      ...services(viewer, state.services).map(({ value, label }) => ({ value: `service:${value}`, label })),
      { value: 'home', label: viewer.say('responsible.home') },
    ],
  }
}

/** Those the family has let in: the case's own unit, and services a consent in force covers. */
function letIn({ policy, today }: Viewer, state: Case) {
  return { services: policy.services.filter((service) => covers(state, service, null, today)), unit: state.unit }
}

function bearers(viewer: Viewer, state: Case, { find }: Record<string, string>): Promise<Record<string, Choice[]>> {
  return colleagues(viewer, { ...letIn(viewer, state), fits: ({ id }) => id !== state.holder, find })
}

/** The open digital logs in which the viewer may write. */
async function logs(viewer: Viewer): Promise<Choice[]> {
  const writing = (state: Case) =>
    rolesIn(state, viewer.actor, viewer.today).some((role) => role !== 'asked' && role !== 'offered')
  return (await casesOf(viewer))
    .filter((state) => state.mode === 'digital' && state.status === 'open' && writing(state))
    .map(({ id, ref }) => ({ value: id, label: ref }))
}
