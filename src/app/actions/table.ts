/** Every action there is, by the command it gives. One that is missing here does not compile. */
import type { CommandAction } from '../../../cards/parts/offer.ts'
import type { Declared } from './action.ts'
import { baton } from './baton.ts'
import { breach } from './breach.ts'
import { concern } from './concern.ts'
import { consent } from './consent.ts'
import { evaluation } from './evaluation.ts'
import { family } from './family.ts'
import { followUp } from './follow-up.ts'
import { goal } from './goal.ts'
import { level } from './level.ts'
import { lifecycle } from './lifecycle.ts'
import { manning } from './manning.ts'
import { measure } from './measure.ts'
import { meeting } from './meeting.ts'
import { minutes } from './minutes.ts'
import { note } from './note.ts'
import { nudge } from './nudge.ts'
import { reminder } from './reminder.ts'
import { step } from './step.ts'
import { transition } from './transition.ts'

export type Action = CommandAction

export const actions = {
  ...concern,
  ...consent,
  ...level,
  ...baton,
  ...goal,
  ...measure,
  ...followUp,
  ...meeting,
  ...minutes,
  ...note,
  ...evaluation,
  ...transition,
  ...lifecycle,
  ...manning,
  ...reminder,
  ...breach,
  ...nudge,
  ...step,
  ...family,
} satisfies { [A in CommandAction]: Declared & { type: A } }

/** Whether an action is a command that a person can give. */
export function isAction(action: string): action is Action {
  return Object.hasOwn(actions, action)
}

/** The actions that are asked for with a form. */
export type FormName = { [A in Action]: (typeof actions)[A]['asks'] extends null ? never : A }[Action]

export function isFormName(action: string): action is FormName {
  return isAction(action) && actions[action].asks !== null
}
