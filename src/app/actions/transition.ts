/** Transitions: the day a child begins somewhere else, and that somebody there has received. */
import type { Recipient } from '../../core/ids.ts'
import { recipientOf } from '../../core/recipient.ts'
import { unitsOf } from '../see/index.ts'
import { action } from './action.ts'
import { choice, choiceOf, day, type Env, idOf, type Read } from './field.ts'
import { fromToday } from './planned.ts'
import { recipientChoices } from './recipients.ts'
import { allServices, inCase } from './sources.ts'
import { isLog } from './stands.ts'

/** The units of the service that receives, but the one in which the case is already; or none of them. */
const receiving = inCase('empty.services', async ({ viewer, state, data }) => {
  const to = state.transitions.find(({ id }) => id === data.transition)?.to
  const units = to ? await unitsOf(viewer.reader, state.municipality, [to]) : []
  const others = units.filter((one) => one !== recipientOf(state))
  return [
    ...(await recipientChoices(viewer, state, others)),
    { value: elsewhere, label: viewer.say('transition.elsewhere') },
  ]
})

const elsewhere = 'elsewhere'

function homeOf(code: string, { units }: Env): Read<Recipient | null> {
  if (code === elsewhere) return { value: null }
  return units.includes(code) ? { value: code } : { fault: { code: 'not-a-choice' } }
}

export const transition = {
  'transition.plan': action('transition.plan')({
    asks: {
      to: choice(allServices, { label: 'field.transition.plan.to' }),
      day: day({ label: 'field.transition.plan.day', days: fromToday }),
    },
    form: { intro: 'intro.transition.plan' },
    offered: [{ rank: 290, when: isLog }],
    command: (read, { ids }) => ({ transition: ids.next('transition'), ...read }),
  }),
  'transition.receive': action('transition.receive')({
    carries: { transition: idOf('transition') },
    asks: { home: choiceOf(receiving, homeOf) },
    form: { intro: 'intro.transition.receive' },
    on: { item: 'transition', when: ({ status }) => status === 'planned' },
    command: (read) => read,
  }),
}
