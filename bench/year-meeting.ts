/** Meetings, and what comes of them: measures, another level, another holder, another school, or the end of it. */
import { openProposal } from '../src/core/level.ts'
import { nextMeeting } from '../src/core/meeting.ts'
import { colleaguesIn, type Doer, somebody, topicIn } from './year-doer.ts'
import { ask } from './year-family.ts'

/** What people decide after a meeting, each with how often. */
const often = {
  end: 0.3,
  up: 0.12,
  down: 0.06,
  handOver: 0.06,
  move: 0.15,
  next: 0.8,
  evaluateInWeeks: [4, 10],
} as const

export function callMeeting(doer: Doer, from = 5, to = 12): Promise<boolean> {
  const day = doer.inDays(doer.dice.between(from, to))
  return doer.does({ type: 'meeting.set', meeting: doer.ids.next('meeting'), day })
}

/** Held today, with minutes where they may be kept, and then gone on from. */
export async function holdMeeting(doer: Doer): Promise<void> {
  const meeting = nextMeeting(doer.state())
  if (!meeting) return
  const topic = topicIn(doer)
  const minutes = topic ? doer.words() : null
  const held = { type: 'meeting.hold', meeting: meeting.id, day: doer.today, topic, minutes, childView: null } as const
  // Whether there is a next one is decided after it.
  if (await doer.does({ ...held, whyNone: doer.words() })) await goOn(doer)
}

async function goOn(doer: Doer): Promise<void> {
  const { state, dice } = doer
  const held = state().meetings.filter(({ status }) => status === 'held').length
  const isBusy = openProposal(state()) !== null || state().handOver !== null
  if (held > 1 && !isBusy && dice.isLucky(often.end)) {
    await doer.does({ type: 'case.close', reason: 'goal-reached', summary: null })
    return
  }
  await plan(doer)
  if (!isBusy) await decideMore(doer)
  if (dice.isLucky(often.next)) await callMeeting(doer, 35, 63)
}

async function plan(doer: Doer): Promise<void> {
  const { state, does, ids, words } = doer
  const topic = topicIn(doer)
  if (!topic) return
  if (state().goals.length === 0) await does({ type: 'goal.set', goal: ids.next('goal'), text: words(), topic })
  const active = state().measures.filter(({ status }) => status === 'active').length
  for (let more = doer.dice.between(1, 2) - active; more > 0; more -= 1) await addMeasure(doer, topic)
  if (doer.dice.isLucky(0.4)) await addFollowUp(doer, topic)
}

async function addMeasure(doer: Doer, topic: string): Promise<void> {
  const { dice, ids, words, does } = doer
  const about = { measure: ids.next('measure'), text: words(), topic, arena: 'school' }
  const evaluationDay = doer.inDays(7 * dice.between(...often.evaluateInWeeks))
  await does({ type: 'measure.add', ...about, responsible: answering(doer), evaluationDay })
}

async function addFollowUp(doer: Doer, topic: string): Promise<void> {
  const { ids, words, does } = doer
  const about = { followUp: ids.next('followup'), text: words(), topic, day: doer.inDays(doer.dice.between(3, 15)) }
  await does({ type: 'follow-up.add', ...about, responsible: answering(doer) })
}

/** Mostly whoever acts, sometimes another who takes part, sometimes the home. */
function answering(doer: Doer) {
  const { state, dice, people, person } = doer
  const other = dice.one(state().participants)?.person ?? person
  const found = people.get(dice.isLucky(0.6) ? person : other)
  const named = found && somebody(found)
  return named && !dice.isLucky(0.1) ? ({ kind: 'person', ...named } as const) : ({ kind: 'home' } as const)
}

async function decideMore(doer: Doer): Promise<void> {
  const { state, dice, does, ids, today } = doer
  const { level, service, holder, unit, transitions } = state()
  const isSpring = today.slice(5) > '03-15' && today.slice(5) < '06-10'
  if (dice.isLucky(often.up) && level < 3) await joinMore(doer)
  else if (dice.isLucky(often.down) && level > 1) await propose(doer, level - 1, [])
  else if (dice.isLucky(often.handOver)) {
    const to = dice.one(colleaguesIn(doer, unit, [holder]))
    if (to) await does({ type: 'baton.offer', handOver: ids.next('handover'), to })
  }
  if (isSpring && service === 'barnehage' && transitions.length === 0 && dice.isLucky(often.move)) {
    const day = doer.inDays(dice.between(20, 80))
    await does({ type: 'transition.plan', transition: ids.next('transition'), day, to: 'skole' })
  }
}

/** Somebody else is needed: the family is asked first, and the move is proposed when it has said yes. */
async function joinMore(doer: Doer): Promise<void> {
  const { state, dice } = doer
  const service = dice.one(helpers(doer).filter((one) => !state().services.includes(one)))
  if (service) await ask(doer, [service], 'join')
}

/** Services that help others, of those that somebody works in. */
export function helpers({ people, state }: Doer): string[] {
  const known = ['ppt', 'skolehelsetjeneste', 'helsestasjon']
  const manned = new Set(
    [...people.values()].flatMap((one) => (one.active ? one.posts.map(({ service }) => service) : [])),
  )
  return known.filter((service) => manned.has(service) && service !== state().service)
}

export function propose(doer: Doer, to: number, services: string[]): Promise<boolean> {
  const topic = topicIn(doer)
  const reason = topic ? doer.words() : null
  return doer.does({ type: 'level.propose', proposal: doer.ids.next('proposal'), to, services, topic, reason })
}
