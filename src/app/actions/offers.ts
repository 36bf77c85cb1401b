/**
 * What somebody may do in a case as it stands: the permission table and what each action says of itself, as buttons. The
 * core judges again at the press; this only keeps people from pressing what would be refused.
 */
import type { CommandAction, Offer, Query } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { type CaseRole, permissions, rolesIn } from '../../core/permission.ts'
import { type Missing, missingIn } from '../../core/step.ts'
import { mayKnow, thingAmong, thingKeys, thingNamed } from '../../core/thing.ts'
import type { Viewer } from '../see/index.ts'
import type { Items, Needed } from './action.ts'
import { type Action, actions, isAction, isFormName } from './table.ts'

/** Whether the permission table lets the viewer give the command in this case. In none is a wondering written down: it begins one. */
export function may(state: Case, { actor, today }: Viewer, action: CommandAction): boolean {
  return allows(rolesIn(state, actor, today), action)
}

function allows(roles: CaseRole[], action: CommandAction): boolean {
  return action !== 'concern.register' && roles.some((role) => permissions[action].includes(role))
}

type Data = Record<string, string>

/** Whether what a button names is there for the viewer: a thing of a topic that is closed to them is not. */
export function isThere(state: Case, { actor, today, policy }: Viewer, action: Action, data: Data): boolean {
  const carried = thingKeys.filter((key) => key in actions[action].carries)
  return carried.every((key) => {
    const thing = thingAmong(state, [data[key]])
    return thing !== null && mayKnow(state, thing.topic, actor, today, policy.topics)
  })
}

/** Whether what a button names can take it as it stands, as beside that thing in the plan. */
export function canTake(state: Case, viewer: Viewer, action: Action, data: Data): boolean {
  const thing = thingNamed(state, data) ?? state.meetings.find(({ id }) => id === data.meeting)
  const { on } = actions[action]
  // The thing is of the kind that the action names: its button carries no other.
  return !thing || !on || on.when(thing as never, viewer, state)
}

/** What came with a press, without the ids of things that the action is not about: of those nothing is to be found out. */
export function aboutItsOwn(action: Action, data: Data): Data {
  const others = thingKeys.filter((key) => !(key in actions[action].carries))
  return Object.fromEntries(Object.entries(data).filter(([name]) => !others.some((other) => other === name)))
}

/** What the button of an action must carry: the case, and an id of each thing it is about. */
type Carried<A extends CommandAction> = Record<
  Needed<(typeof actions)[A]['carries']> | (A extends 'concern.register' ? never : 'case'),
  string
>

/** The names that the button of an action or query must carry beside the case. */
export type Names<A extends CommandAction | Query> = A extends CommandAction
  ? Needed<(typeof actions)[A]['carries']>
  : A extends Query
    ? Exclude<NamedBy[A], 'case'>
    : never

/** A button of one action, with everything it must carry; it opens a form where the action asks for something. */
export function offer<A extends CommandAction>(action: A, data: Carried<A> & Data, style?: Offer['style']): Offer {
  return styled({ kind: isFormName(action) ? 'open' : 'press', action, data }, style)
}

type Closed<T extends Record<Query, string>> = T
/** What names what each query can't be answered without. */
type NamedBy = Closed<{
  'show.mine': never
  'show.list': never
  'show.overview': never
  'set.weekly': 'weekly'
  'show.case': never
  'show.help': never
  'show.report-help': never
  'show.here': never
  'show.settings': never
  'set.hours': never
  'show.leave': never
  'set.leave': never
  'end.leave': never
  'show.stand-in': never
  'set.stand-in': never
  'end.stand-in': never
  'account.pair': never
  'form.cancel': never
  'show.plan': 'case'
  'show.evaluation': 'case'
  'show.menu': 'case'
  'show.consents': 'case'
  'show.history': 'case'
  'show.readers': 'case'
  'show.family': 'case'
  'show.copy': 'case'
  'make.copy': 'case'
  'show.calendar': 'case' | 'meeting'
  'show.proposal': 'case' | 'proposal'
  'show.sent': 'case' | 'back'
  'follow.here': 'case'
  'set.lang': 'lang'
  'account.unpair': 'channel' | 'tenant' | 'user'
}>
type With<Q extends Query> = [NamedBy[Q]] extends [never]
  ? [data?: Data, style?: Offer['style']]
  : [data: Record<NamedBy[Q], string> & Data, style?: Offer['style']]

/** A button that shows something, with everything that names it. */
export function show<Q extends Query>(action: Q, ...[data = {}, style]: With<Q>): Offer {
  return styled({ kind: 'press', action, data }, style)
}

/** The same, as it stands out. */
export function styled(offer: Offer, style: Offer['style']): Offer {
  return style ? { ...offer, style } : offer
}

const names = Object.keys(actions).filter(isAction)

/** All that is offered in an open case, or in a closed one, the most pressing first. */
const byRank = (which: 'offered' | 'offeredWhenClosed') =>
  names.flatMap((action) => actions[action][which].map((one) => ({ action, ...one }))).sort((a, b) => a.rank - b.rank)
const inOpen = byRank('offered')
const inClosed = byRank('offeredWhenClosed')

/** What settles each thing that a case should have and does not. */
const filling = {
  consent: 'consent.request',
  holder: 'baton.name',
  people: 'participant.add',
  goals: 'goal.set',
  measures: 'measure.add',
  'next-date': 'meeting.set',
} as const satisfies Record<Missing, Action>

/** From which rank on something is done when there is time: what the card says is missing comes before. */
const unhurried = 110

function pressing(missing: Missing[], { action, rank }: { action: Action; rank: number }): number {
  const isFilling = missing.some((one) => filling[one] === action)
  return isFilling && rank > unhurried ? unhurried + rank / 1000 : rank
}

/** Every command the viewer may give in the case, the most pressing first. In a closed case little is left. */
export function possible(state: Case, viewer: Viewer): Offer[] {
  const roles = rolesIn(state, viewer.actor, viewer.today)
  const missing = missingIn(state, viewer.today)
  return (state.status === 'closed' ? inClosed : inOpen)
    .filter(({ action, when }) => allows(roles, action) && when(state, viewer))
    .toSorted((a, b) => pressing(missing, a) - pressing(missing, b))
    .map(({ action, data }) => offerOf(action, state, { ...data?.(state, viewer) }))
}

/** What the viewer may do with one thing of an open case. The answer comes back to the plan. */
export function possibleOn<K extends keyof Items>(state: Case, viewer: Viewer, kind: K, item: Items[K]): Offer[] {
  if (state.status !== 'open') return []
  const roles = rolesIn(state, viewer.actor, viewer.today)
  return names
    .filter((action) => allows(roles, action))
    .flatMap((action) => {
      const { on } = actions[action]
      // `item` is of the kind that the action names.
      if (on?.item !== kind || !on.when(item as never, viewer, state)) return []
      return (on.each ?? [{}]).map((each) => offerOf(action, state, { back: 'plan', [kind]: item.id, ...each }))
    })
}

/** As `offer` or `show`, in a case, for data that is not known to the compiler. */
export function offerOf(action: Action | Query, state: Case, data: Data, style?: Offer['style']): Offer {
  const isAsking = isFormName(action) && !actions[action].form.atOnce?.(state)
  return styled({ kind: isAsking ? 'open' : 'press', action, data: { case: state.id, ...data } }, style)
}

/** The way to the case's card. */
export function seeCase({ id }: Pick<Case, 'id'>): Offer {
  return show('show.case', { case: id })
}

/** Offered everywhere, to everybody. That it was opened is written nowhere. */
export const seeReportHelp: Offer = show('show.report-help')
