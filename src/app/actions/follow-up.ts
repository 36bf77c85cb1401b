/** Follow-ups: something one of those in the case is to do by a day. */
import type { Case } from '../../core/case.ts'
import { isWritable } from '../../core/consent.ts'
import type { FollowUp } from '../../core/follow-up.ts'
import { latestMove } from '../../core/later.ts'
import { action, type Facts } from './action.ts'
import { begunOf, ofDecision } from './decided.ts'
import { type At, day, idOf, long } from './field.ts'
import { hadBefore, laterDay, newResponsible, responsible, topic, untilPlanned, whyLater } from './planned.ts'
import { isKept } from './stands.ts'

function named({ followUps }: Case, { followUp }: Record<string, string>) {
  return followUps.find(({ id }) => id === followUp)
}

function latestMoveOf({ viewer, state, data }: At) {
  const moved = state && named(state, data)
  return moved ? latestMove(moved.day, viewer) : null
}

/** By when it is to be done as it stands. */
function factsOfDay({ viewer, state, data }: At): Facts {
  const one = state && named(state, data)
  return one ? [{ label: viewer.say('fact.due'), value: viewer.say.day(one.day) }] : []
}

const isDue = ({ status }: FollowUp) => status === 'due'

export const followUp = {
  'follow-up.add': action('follow-up.add')({
    carries: { decision: ofDecision },
    asks: {
      text: long(1000, { label: 'field.follow-up.add.text', hint: 'hint.follow-up' }),
      topic,
      responsible,
      day: day({ label: 'field.deadline', days: untilPlanned }),
    },
    form: { begins: begunOf('follow-up.add') },
    offered: [{ rank: 180, when: isKept }],
    command: ({ text, ...read }, { ids, word }) => ({ followUp: ids.next('followup'), text: word(text), ...read }),
  }),
  'follow-up.done': action('follow-up.done')({
    carries: { followUp: idOf('followup') },
    on: { item: 'followUp', when: isDue },
    command: (read) => read,
  }),
  'follow-up.postpone': action('follow-up.postpone')({
    carries: { followUp: idOf('followup') },
    asks: { day: laterDay(latestMoveOf), reason: whyLater },
    form: { intro: 'intro.follow-up.postpone', submit: 'submit.move', facts: factsOfDay },
    on: { item: 'followUp', when: isDue },
    command: ({ reason, ...read }, { word }) => ({ ...read, reason: word(reason) }),
  }),
  'follow-up.reassign': action('follow-up.reassign')({
    carries: { followUp: idOf('followup'), had: hadBefore(named) },
    asks: { responsible: newResponsible(named) },
    form: { intro: 'intro.reassign', submit: 'submit.reassign' },
    on: {
      item: 'followUp',
      when: (one, { today }, state) => isDue(one) && isWritable(state, today, one.topic),
    },
    command: ({ responsible, ...read }) => ({ ...read, to: responsible }),
  }),
}
