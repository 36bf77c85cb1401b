/** Who has learnt of what somebody has just done, said to them by name, or that nobody has. Changes nothing. */
import { isAway } from '../../core/away.ts'
import type { Case } from '../../core/case.ts'
import { covers } from '../../core/consent.ts'
import type { PersonId } from '../../core/ids.ts'
import { isStuck } from '../../core/ke.ts'
import { leaveOf } from '../../core/leave.ts'
import { missingConsent, openProposal } from '../../core/level.ts'
import { awaitedBy } from '../../core/nudge.ts'
import { meantIn } from '../../core/recipient.ts'
import { saidNo } from '../../core/said-no.ts'
import { receiverOf } from '../../core/transition.ts'
import type { Action } from '../actions/index.ts'
import { deciders, leaders, peopleOf } from '../audience.ts'
import { leaveWithin, nameOf, noesSeen, recipientsWithin, seesOutline, type Viewer } from '../see/index.ts'
import type { Press } from './pressed.ts'

/** Who can decide what was proposed, by name, or that nobody can; and whose consent it waits for. */
export async function whoDecides(viewer: Viewer, state: Case): Promise<string> {
  const said = await ableToDecide(viewer, state)
  const lacking = await lackingNames(viewer, state)
  if (lacking.length === 0) return said
  return `${said} ${viewer.say('done.level.propose.lacking', { services: viewer.say.list(lacking) })}`
}

/** As the proposal itself says it: to whoever may not know of a no, a service that is refused is lacking like any other. */
async function lackingNames(viewer: Viewer, state: Case): Promise<string[]> {
  const { policy, today } = viewer
  const proposal = openProposal(state)
  if (!proposal || seesOutline(viewer, state)) return []
  const missing = missingConsent(state, proposal, policy, today).map((service) => meantIn(state, service))
  const refused = noesSeen(viewer, state, missing).filter((one) => saidNo(state, one))
  return recipientsWithin(
    viewer,
    state,
    missing.filter((one) => !refused.includes(one)),
  )
}

async function ableToDecide({ reader, say, today }: Viewer, state: Case): Promise<string> {
  const able = (await deciders(reader, state, today)).filter(({ id }) => !isAway(state, id) && !leaveOf(state, id))
  if (able.length === 0 || isStuck(state)) return say('done.level.propose.nobody')
  return say('done.level.propose.to', { who: say.list(able.map(({ name }) => name)) })
}

/** Who sees a wondering besides whoever wrote it: the leaders who can be reached, or nobody, and who is told of that. */
export async function whoSeesWondering({ reader, say, person, today }: Viewer, state: Case): Promise<string> {
  const reached = (await leaders(reader, state, today)).filter(({ id }) => !isAway(state, id) && !leaveOf(state, id))
  const led = state.decides === 'unit' ? reached : []
  const others = led.filter(({ id }) => id !== person.id)
  if (others.length > 0) return say('done.concern.register.led', { names: say.list(others.map(({ name }) => name)) })
  if (led.length > 0) return say('done.concern.register.self')
  const told = (await peopleOf(reader, state, 'ke-unled', today)).filter((id) => id !== person.id)
  const accounts = (await Promise.all(told.map((id) => reader.people.accountsOf(id)))).flat()
  const isTold = accounts.some(({ unreachable }) => !unreachable)
  return say(isTold ? 'done.concern.register.unled' : 'done.concern.register.nobody')
}

/**
 * That whoever was offered the baton or reminded is away, until when, and hears of it once they are back, that a deputy is away in
 * those days themselves, or that nobody leads the unit that is to receive; null where somebody is there. Whom a question was asked is
 * not named.
 */
export async function whoIsAway(viewer: Viewer, request: Press, action: Action, state: Case): Promise<string | null> {
  if (action === 'baton.deputize') return awayDeputy(viewer, state)
  if (action === 'transition.plan') return unledReceiver(viewer, state)
  const isOffer = action === 'baton.offer'
  if (!isOffer && action !== 'nudge.send') return null
  const asked = isOffer ? (state.handOver?.to ?? null) : remindedIn(viewer, request, state)
  const leave = asked && (await leaveWithin(viewer.reader, asked, { from: viewer.today, until: viewer.today }))
  if (!asked || !leave) return null
  const isQuestion = request.data.key?.startsWith('question_') === true
  const who = isQuestion ? 'none' : await nameOf(viewer, asked)
  return viewer.say(`done.${action}.away`, { who, until: viewer.say.dayInSentence(leave.until) })
}

async function unledReceiver({ reader, say, today }: Viewer, state: Case): Promise<string | null> {
  const planned = state.transitions.at(-1)
  if (!planned?.unit || (await leaders(reader, { ...state, unit: planned.unit }, today)).length > 0) return null
  const to = receiverOf(planned)
  const asks = to !== null && covers(state, to, null, today) ? 'no' : 'yes'
  return say('done.transition.plan.unled', { day: say.dayInSentence(planned.day), asks })
}

async function awayDeputy(viewer: Viewer, { deputy }: Case): Promise<string | null> {
  const days = deputy && (await leaveWithin(viewer.reader, deputy.person, deputy))
  if (!deputy || !days) return null
  const [who, { say }] = [await nameOf(viewer, deputy.person), viewer]
  const [from, until] = [say.dayInSentence(days.from), say.dayInSentence(days.until)]
  return say('done.baton.deputize.away', { who, from, until })
}

/** With whom that of which they were reminded lies. */
function remindedIn({ actor, now, policy, calendar }: Viewer, { data }: Press, state: Case): PersonId | null {
  const one = awaitedBy(state, actor, now, { policy, calendar }).find(({ key }) => key === data.key)
  return one?.ball?.role === 'person' ? one.ball.person : null
}
