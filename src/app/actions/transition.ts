/** Transitions: the day a child begins somewhere else, what the leader there says to it, and that nothing comes of it. */
import type { Case } from '../../core/case.ts'
import type { ServiceCode, UnitCode } from '../../core/ids.ts'
import { isReceiver } from '../../core/leading.ts'
import { recipientOf, serviceOf, unitOf } from '../../core/recipient.ts'
import { receiverOf, type Transition } from '../../core/transition.ts'
import { recipientsWithin, unitsOf, type Viewer } from '../see/index.ts'
import { action } from './action.ts'
import { somebodyIfAny } from './chosen.ts'
import { colleagues } from './colleagues.ts'
import { type At, choiceOf, day, type Env, idOf, long, type Read, type Source } from './field.ts'
import { fromToday } from './planned.ts'
import { recipientChoices } from './recipients.ts'
import { inCase } from './sources.ts'
import { isLog } from './stands.ts'

/** Every service, and each unit of one that has several, but the one in which the case is: a service by itself where nobody knows which. */
const receivers = inCase('empty.services', async ({ viewer, state }) => {
  const { services } = viewer.policy
  const units = await unitsOf(viewer.reader, state.municipality, services)
  const own = recipientOf(state)
  return recipientChoices(
    viewer,
    state,
    services.flatMap((service) => {
      const there = units.filter((one) => serviceOf(one) === service && one !== own)
      return there.length === 1 && service !== state.service ? there : [service, ...there]
    }),
  )
})

function receiverIn(code: string, { units }: Env): Read<{ to: ServiceCode; unit: UnitCode | null }> {
  const isKnown = unitOf(code) === null || units.includes(code)
  return isKnown ? { value: { to: serviceOf(code), unit: unitOf(code) } } : { fault: { code: 'not-a-choice' } }
}

/** Those of the unit that receives. */
const ofReceiver: Source = {
  empty: 'empty.colleagues',
  found: ({ viewer, state, data }, find) => {
    const one = state?.transitions.find(({ id }) => id === data.transition)
    return colleagues(viewer, {
      services: [],
      partIn: state,
      fits: ({ post }) => post.service === one?.to && post.unit === one.unit,
      find: find || data.find,
      isNamedAlone: true,
    })
  },
}

/** Whether it is for the viewer to say whether their unit receives. */
function isTheirs(one: Transition, { actor }: Viewer, state: Case): boolean {
  return isReceiver(state, actor, one)
}

/** Which of several it is about. */
async function factsOfTransition({ viewer, state, data }: At) {
  const one = state?.transitions.find(({ id }) => id === data.transition)
  if (!state || !one) return []
  const [service = one.to] = await recipientsWithin(viewer, state, [receiverOf(one) ?? one.to])
  const { say } = viewer
  return [{ label: say('fact.transition'), value: say('plan.transition', { service, day: say.day(one.day) }) }]
}

export const transition = {
  'transition.plan': action('transition.plan')({
    asks: {
      to: choiceOf(receivers, receiverIn, { label: 'field.transition.plan.to', hint: 'hint.transition.to' }),
      day: day({ label: 'field.transition.plan.day', days: fromToday }),
    },
    form: {
      intro: 'intro.transition.plan',
      goesOn: { submit: 'submit.plan-ask', form: 'consent.request', said: 'done.transition.plan.ask' },
    },
    offered: [{ rank: 290, when: isLog }],
    command: ({ to, day }, { ids }) => ({ transition: ids.next('transition'), day, ...to }),
  }),
  'transition.receive': action('transition.receive')({
    carries: { transition: idOf('transition') },
    asks: {
      person: somebodyIfAny(ofReceiver, {
        label: 'field.transition.receive.person',
        hint: 'hint.transition.receive.person',
        required: false,
      }),
    },
    form: { intro: 'intro.transition.receive', submit: 'submit.receive' },
    on: {
      item: 'transition',
      when: (one, viewer, state) => isTheirs(one, viewer, state) && one.answer?.how !== 'accepted',
    },
    command: ({ transition, person }) => ({ transition, holder: person }),
  }),
  'transition.decline': action('transition.decline')({
    carries: { transition: idOf('transition') },
    asks: { reason: long(500, { hint: 'hint.no-child' }) },
    form: { intro: 'intro.transition.decline', submit: 'submit.decline' },
    on: {
      item: 'transition',
      when: (one, viewer, state) => isTheirs(one, viewer, state) && one.answer?.how !== 'declined',
    },
    command: ({ transition, reason }, { word }) => ({ transition, reason: word(reason) }),
  }),
  'transition.meet': action('transition.meet')({
    carries: { transition: idOf('transition') },
    asks: {
      day: day({
        label: 'field.transition.meet.day',
        hint: 'hint.past-day',
        days: ({ viewer }) => ({ max: viewer.today }),
      }),
      tookPart: long(300, { hint: 'hint.no-child' }),
    },
    form: { intro: 'intro.transition.meet', facts: factsOfTransition },
    on: {
      item: 'transition',
      when: ({ status, met }, { policy }) => status === 'planned' && !met && policy.transitionMeeting,
    },
    command: ({ transition, day, tookPart }, { word }) => ({ transition, day, tookPart: word(tookPart) }),
  }),
  'transition.call-off': action('transition.call-off')({
    carries: { transition: idOf('transition') },
    asks: { reason: long(500, { hint: 'hint.no-child' }) },
    form: {
      intro: 'intro.transition.call-off',
      submit: 'submit.call-off',
      facts: factsOfTransition,
      goesOn: { submit: 'submit.call-off-follow', form: 'follow-up.add', said: 'done.transition.call-off' },
    },
    on: { item: 'transition', when: ({ status }) => status === 'planned' },
    command: ({ transition, reason }, { word }) => ({ transition, reason: word(reason) }),
  }),
}
