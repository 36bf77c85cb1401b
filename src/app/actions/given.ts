/** What a form is about, where its button names a goal, a measure or a follow-up: what it is, and who answers for it now. */
import { beginning } from '../../../cards/parts/typed.ts'
import type { Case, Command } from '../../core/case.ts'
import { isAsked } from '../../core/consent.ts'
import type { FollowUp } from '../../core/follow-up.ts'
import type { Goal } from '../../core/goal.ts'
import type { Measure } from '../../core/measure.ts'
import { decisionIn } from '../../core/minutes.ts'
import { opensTopic } from '../../core/reading.ts'
import type { RefusalCode } from '../../core/refusal.ts'
import { type Thing, thingNamed } from '../../core/thing.ts'
import type { Key } from '../../wording/index.ts'
import { openCase, responsibleNow } from '../see/index.ts'
import type { At } from './field.ts'
import type { Action } from './table.ts'

type Fact = { label: string; value: string; typed?: boolean }

/** Characters: enough to know it by. */
const shortLength = 200

/** For whoever may read its words, which is a look at the case like any other; nothing for others. `form` is its action. */
export async function givenFacts(form: Command['type'], { viewer, state, data }: At): Promise<Fact[]> {
  const thing = state && thingNamed(state, data)
  if (!state || !thing || !isWorkedOn(thing)) return []
  const opened = await openCase(viewer, state, form)
  if (!opened || !opensTopic(opened.access, thing.topic)) return []
  const { say } = viewer
  const text = (await opened.words([thing.text])).get(thing.text)
  const what = text ? [{ label: say(calledIn(thing)), value: beginning(text, shortLength), typed: true }] : []
  if (!isGiven(thing)) return what
  const now = await responsibleNow(viewer, opened, thing.responsible)
  return [...what, { label: say('fact.responsible-now'), value: now }]
}

function calledIn(thing: Goal | Measure | FollowUp): Key {
  if (!isGiven(thing)) return 'field.goal.set.text'
  return 'evaluationDay' in thing ? 'field.measure.add.text' : 'fact.follow-up'
}

/** Why a form that a button opens is of no use any more: what the button names is over. Null where it is not. */
export function whyOver(state: Case, action: Action, data: Record<string, string>): RefusalCode | null {
  // What was held is what minutes are put right of.
  if (action === 'meeting.correct') return null
  if (decisionIn(state, data.decision)?.isTaken) return 'already-done'
  if (data.handOver !== undefined) return state.handOver?.id === data.handOver ? null : 'already-answered'
  const proposal = state.proposals.find(({ id }) => id === data.proposal)
  if (proposal) return proposal.status === 'open' ? null : 'already-decided'
  const consent = state.consents.find(({ id }) => id === data.consent)
  if (consent) return isAsked(consent) ? null : 'consent-not-open'
  return isThingOver(state, data) ? 'already-ended' : null
}

function isThingOver(state: Case, data: Record<string, string>): boolean {
  const thing = thingNamed(state, data)
  if (thing && isGiven(thing)) return thing.status !== 'active' && thing.status !== 'due'
  const transition = state.transitions.find(({ id }) => id === data.transition)
  if (transition) return transition.status !== 'planned'
  const meeting = state.meetings.find(({ id }) => id === data.meeting)
  return meeting !== undefined && meeting.status !== 'set'
}

function isGiven(thing: Thing): thing is Measure | FollowUp {
  return 'responsible' in thing
}

/** All but a note, of which no form is. */
function isWorkedOn(thing: Thing): thing is Goal | Measure | FollowUp {
  return 'text' in thing
}
