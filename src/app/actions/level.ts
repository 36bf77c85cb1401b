/** Moving between levels: proposing, taking a proposal back, and a leader's decision. */
import type { Case } from '../../core/case.ts'
import type { ServiceCode } from '../../core/ids.ts'
import { asksForIndividualPlan, levelBeside, openProposal } from '../../core/level.ts'
import { levelWithin, seesNoes, seesOutline, serviceNames } from '../see/index.ts'
import { action } from './action.ts'
import { type At, type ByForm, carriedOneOf, choice, choices, dayIfAny, idOf, longIfAny, tick } from './field.ts'
import { kept, keptIfAny } from './kept.ts'
import { codesIn, saidNoFacts } from './last-word.ts'
import { topicOfReason } from './planned.ts'
import { inCase, levelChoices, serviceChoices } from './sources.ts'
import { isAboutAdults, isDigital, isLog, isShared } from './stands.ts'

const otherLevels = inCase('empty.levels', ({ viewer, state }) => {
  const numbers = viewer.policy.levels.map(({ number }) => number)
  return levelChoices(
    viewer,
    numbers.filter((number) => number > 0 && number !== state.level),
    String,
  )
})

const joining = inCase('empty.joining', ({ viewer, state }) =>
  serviceChoices(
    viewer,
    viewer.policy.services.filter((service) => !state.services.includes(service)),
  ),
)

/** The services without which the pressed button approves, with commas between; the core judges them. */
const leftOut: ByForm<ServiceCode[]> = { fill: () => '', read: (text) => ({ value: codesIn(text) }) }

/** The proposal a button is about. */
function proposalAt({ state, data }: At) {
  return state?.proposals.find(({ id }) => id === data.proposal)
}

/** To approve, they must have met; to reject, nobody need have, so that nothing is asked of a meeting. */
function isApproving({ data }: At): boolean {
  return data.approve === 'yes'
}

function asksOfChild(at: At): boolean {
  return isApproving(at) && !isAboutAdults(at)
}

function asksForPlan(at: At): boolean {
  const proposal = proposalAt(at)
  return isApproving(at) && proposal !== undefined && asksForIndividualPlan(at.viewer.policy, proposal)
}

function factsOfMove(at: At) {
  const proposal = proposalAt(at)
  if (!proposal) return []
  const { viewer } = at
  const levels = { from: levelWithin(viewer, proposal.from), to: levelWithin(viewer, proposal.to) }
  const move = { label: viewer.say('fact.move'), value: viewer.say('fact.move.value', levels) }
  if (at.state && seesOutline(viewer, at.state)) return [move]
  const out = codesIn(at.data.leftOut)
  const facts = [
    { label: viewer.say('fact.joining'), services: proposal.services.filter((service) => !out.includes(service)) },
    { label: viewer.say('fact.left-out'), services: proposal.services.filter((service) => out.includes(service)) },
  ]
  const named = facts.filter(({ services }) => services.length > 0)
  return [
    move,
    ...named.map(({ label, services }) => ({ label, value: viewer.say.list(serviceNames(viewer, services)) })),
  ]
}

/** KE, which no consent covers, is asked nothing of what the family said, and for no topic. */
function readsCase({ viewer, state }: At): boolean {
  return !state || !seesOutline(viewer, state)
}

/**
 * The level above, or the one below where that is what the evaluation led to; none where the family lets nobody keep the log, so that
 * nothing is chosen of what it may not want.
 */
function nextLevel({ viewer, state, data }: At): string {
  if (!state || (isDigital(state) && !isShared(state, viewer))) return ''
  return String(levelBeside(state, viewer.policy, data.way === 'down' ? 'down' : 'up') ?? '')
}

/** Whom the family has said no to, before they are proposed to join: for those who may know. */
async function factsOfNo({ viewer, state }: At) {
  return state && seesNoes(viewer, state) ? saidNoFacts(viewer, state) : []
}

function ofOpen(state: Case): Record<string, string> {
  return { proposal: openProposal(state)?.id ?? '' }
}

export const level = {
  'level.propose': action('level.propose')({
    asks: {
      to: choice(otherLevels, {
        usual: nextLevel,
      }),
      services: choices(joining, {
        label: 'field.level.propose.services',
        required: false,
        hint: 'hint.joining',
      }),
      topic: topicOfReason(),
      reason: kept(1000, { label: 'field.level.propose.reason', hint: 'hint.level.propose.reason' }),
    },
    form: { intro: 'intro.level.propose', submit: 'submit.propose', facts: factsOfNo },
    offered: [{ rank: 160, when: (state) => isLog(state) && !openProposal(state) }],
    command: ({ to, services, topic, reason }, { ids, wordOr }) => {
      const written = { topic: reason ? topic : null, reason: wordOr(reason) }
      return { proposal: ids.next('proposal'), to: Number(to), services, ...written }
    },
  }),
  'level.withdraw': action('level.withdraw')({
    carries: { proposal: idOf('proposal') },
    offered: [{ rank: 210, when: (state, { person }) => openProposal(state)?.by === person.id, data: ofOpen }],
    command: (read) => read,
  }),
  'level.decide': action('level.decide')({
    carries: { proposal: idOf('proposal'), approve: carriedOneOf(['yes', 'no']), leftOut },
    asks: {
      meetingDay: {
        ...dayIfAny({
          hint: 'hint.past-day',
          days: ({ viewer }) => ({ max: viewer.today }),
          asked: isApproving,
        }),
        required: true,
      },
      parentsTookPart: tick({ asked: isApproving }),
      childTookPart: tick({ asked: asksOfChild }),
      childAsked: tick({ asked: asksOfChild }),
      individualPlan: tick({ asked: asksForPlan }),
      without: longIfAny(1000, { hint: 'hint.without', asked: isApproving }),
      topic: topicOfReason(readsCase),
      view: keptIfAny(1000, { hint: 'hint.view', asked: (at) => isApproving(at) && readsCase(at) }),
      reason: kept(1000, {
        label: 'field.level.decide.reason',
        hintIn: (at) => (readsCase(at) ? null : 'hint.no-child'),
      }),
    },
    form: {
      intro: 'intro.level.decide',
      submit: 'submit.approve',
      no: {
        when: ({ approve }) => approve === 'no',
        title: 'form.level.decide.no',
        intro: 'intro.level.decide.no',
        submit: 'submit.reject',
      },
      facts: factsOfMove,
    },
    onCard: true,
    command: ({ approve, topic, reason, view, without, childAsked, ...read }, { wordOr }) => {
      const isYes = approve === 'yes'
      const isWritten = reason !== null || view !== null
      return {
        ...read,
        approve: isYes,
        childAsked: isYes || read.meetingDay !== null ? childAsked : null,
        topic: isWritten ? topic : null,
        reason: wordOr(reason),
        view: wordOr(view),
        without: wordOr(isYes ? without : null),
      }
    },
  }),
}
