/** What people do when something is due: for each signal what settles it, as a person who knows the model would. */
import { covers } from '../src/core/consent.ts'
import type { Due } from '../src/core/deadline.ts'
import { refusedIn } from '../src/core/left-out.ts'
import { asksForIndividualPlan, openProposal } from '../src/core/level.ts'
import { recipientOf, servicesOf } from '../src/core/recipient.ts'
import { talkWays } from '../src/core/talk.ts'
import { colleaguesIn, type Doer, somebody, topicIn } from './year-doer.ts'
import { answer, ask } from './year-family.ts'
import { callMeeting, helpers, holdMeeting, propose } from './year-meeting.ts'

/** Does what settles it, as far as it can be. */
export async function solve(doer: Doer, { signal, subject }: Pick<Due, 'signal' | 'subject'>): Promise<void> {
  const { state, today, does } = doer
  switch (signal) {
    case 'concern-undecided':
      return conclude(doer)
    case 'family-talk':
      return void (await does({ type: 'concern.talk', day: today, way: doer.dice.one(talkWays) ?? null }))
    case 'consent-unanswered':
      return answered(doer, subject)
    case 'consent-expiring':
    case 'consent-expired':
    case 'signer-age':
      return renew(doer, subject)
    case 'consent-withdrawn':
      return goOnWithout(doer, subject)
    case 'no-holder':
      return nameHolder(doer)
    case 'handover-unanswered':
      return reply(doer)
    case 'service-unmanned':
      return man(doer, subject ?? '')
    case 'no-service':
      return void (openProposal(state()) === null && (await propose(doer, 1, [])))
    case 'proposal-undecided':
      return decide(doer)
    case 'first-meeting':
    case 'nothing-planned':
    case 'holder-inactive':
      return void (await callMeeting(doer))
    case 'meeting-due':
      return holdMeeting(doer)
    case 'measure-due':
    case 'follow-up-due':
      return finish(doer, subject)
    case 'transition-unreceived':
      return receive(doer, subject)
    case 'past-age-limit':
      return void (await does({ type: 'case.close', reason: 'age-limit', summary: null }))
  }
}

async function conclude(doer: Doer): Promise<void> {
  const { state, does, today, dice } = doer
  const { concern, service } = state()
  const rest = { reason: null, day: null, written: null, keepReason: null } as const
  if (!concern.talkHeld) await does({ type: 'concern.talk', day: today, way: dice.one(talkWays) ?? null })
  const isRefused = concern.outcome === 'level'
  if (isRefused && dice.isLucky(0.6)) return void (await does({ type: 'case.open-on-paper', holder: null }))
  const outcome = isRefused
    ? 'close'
    : dice.weighed([
        ['close', 3],
        ['alone', 4],
        ['together', 3],
      ] as const)
  if (outcome === 'close')
    return void (await does({
      ...rest,
      type: 'concern.conclude',
      outcome,
      level: null,
      services: [],
      written: 'erase',
    }))
  const helper = outcome === 'together' ? dice.one(helpers(doer)) : undefined
  const services = helper ? [helper] : []
  const level = helper ? 2 : 1
  if (await does({ ...rest, type: 'concern.conclude', outcome: 'level', level, services }))
    await ask(doer, [service, ...services], 'open')
}

/** A yes to somebody who is to join makes the move a proposal; one that opens the log mostly sets the first meeting at once. */
async function answered(doer: Doer, subject: string | null): Promise<void> {
  const consent = doer.state().consents.find(({ id }) => id === subject)
  if (!consent) return
  const wasLevel = doer.state().level
  await answer(doer, consent)
  const after = doer.state()
  const isGiven = after.consents.find(({ id }) => id === subject)?.status === 'given'
  if (isGiven && wasLevel === 0 && after.level > 0 && after.holder === doer.person && doer.dice.isLucky(0.5))
    await callMeeting(doer)
  if (isGiven && consent.checkpoint === 'join' && openProposal(after) === null)
    await propose(doer, Math.min(3, after.level + 1), servicesOf(consent.services))
}

async function renew(doer: Doer, subject: string | null): Promise<void> {
  const consent = doer.state().consents.find(({ id }) => id === subject)
  if (consent) await ask(doer, servicesOf(consent.services), 'renewal')
}

/** After a no the work ends, or goes on in the one service without a log. */
async function goOnWithout(doer: Doer, subject: string | null): Promise<void> {
  const { state, does, dice } = doer
  const isFree = openProposal(state()) === null && state().handOver === null
  if (isFree && dice.isLucky(0.5))
    return void (await does({ type: 'case.close', reason: 'consent-withdrawn', summary: null }))
  if (!(await does({ type: 'case.open-on-paper', holder: null }))) await renew(doer, subject)
}

async function nameHolder(doer: Doer): Promise<void> {
  const { state, dice } = doer
  const to = dice.one(colleaguesIn(doer, state().unit, [state().holder]))
  if (to) await doer.does({ type: 'baton.name', to })
}

async function reply(doer: Doer): Promise<void> {
  const { handOver } = doer.state()
  if (!handOver) return
  const type = doer.dice.isLucky(0.85) ? 'baton.accept' : 'baton.decline'
  await doer.does(
    type === 'baton.accept' ? { type, handOver: handOver.id } : { type, handOver: handOver.id, reason: null },
  )
}

/** Whoever is asked comes themselves or names a colleague; where nobody is asked, the leader finds somebody. */
async function man(doer: Doer, service: string): Promise<void> {
  const { state, people, person, dice, today } = doer
  const own = people.get(person)?.posts.find((one) => one.service === service)
  const isIn = ({ person: id }: { person: string }) => state().participants.some((one) => one.person === id)
  if (own) {
    const to = dice.one(colleaguesIn(doer, own.unit, []).filter((one) => !isIn(one)))
    if (to) await doer.does({ type: 'service.man', service, to })
    return
  }
  const letIn = [...people.values()].flatMap((one) => {
    const named = one.active ? somebody(one) : null
    return named && named.service === service && covers(state(), recipientOf(named), null, today) ? [named] : []
  })
  const to = dice.one(letIn.filter((one) => !isIn(one)))
  if (to) await doer.does({ type: 'participant.add', to })
}

/** Most proposals are approved, in a meeting with the family; what lacks its consent is rejected. */
async function decide(doer: Doer): Promise<void> {
  const { state, dice, today, model } = doer
  const proposal = openProposal(state())
  if (!proposal) return
  const said = { reason: null, topic: null, view: null, without: null, childTookPart: true, childAsked: true } as const
  const plan = asksForIndividualPlan(model.policy, proposal) ? { individualPlan: true } : {}
  const about = { type: 'level.decide', proposal: proposal.id, parentsTookPart: true, ...said, ...plan } as const
  const leftOut = refusedIn(state(), proposal)
  const approved = dice.isLucky(0.85) && (await doer.does({ ...about, approve: true, meetingDay: today, leftOut }))
  if (!approved) await doer.does({ ...about, approve: false, meetingDay: null, leftOut: [] })
}

async function finish(doer: Doer, subject: string | null): Promise<void> {
  const { state, dice, does, words } = doer
  const measure = state().measures.find(({ id }) => id === subject)
  const followUp = state().followUps.find(({ id }) => id === subject)
  if (followUp) await does({ type: 'follow-up.done', followUp: followUp.id })
  if (!measure) return
  const outcome = dice.isLucky(0.5) && topicIn(doer) === measure.topic ? 'continue' : 'done'
  const evaluationDay = outcome === 'continue' ? doer.inDays(7 * dice.between(4, 10)) : null
  const effect = dice.weighed([
    ['good', 3],
    ['some', 5],
    ['none', 2],
  ] as const)
  const note = outcome === 'continue' ? words() : null
  await does({ type: 'measure.evaluate', measure: measure.id, effect, outcome, evaluationDay, note, childView: null })
}

/** The school that the child comes to takes it. */
async function receive(doer: Doer, subject: string | null): Promise<void> {
  const { state } = doer
  const transition = state().transitions.find(({ id }) => id === subject)
  if (!transition) return
  await doer.does({ type: 'transition.receive', transition: transition.id, holder: null })
}
