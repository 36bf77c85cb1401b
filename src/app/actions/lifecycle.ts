/** A case's life: opened on paper, who takes part, a secret address, that a report was made, closed and reopened. */

import { mayClose } from '../../core/closing.ts'
import { hasRoomFor } from '../../core/level.ts'
import { rolesIn } from '../../core/permission.ts'
import { apart, calledApart, inCaseOf, personIn } from '../see/index.ts'
import { action, type Facts } from './action.ts'
import { anybody, chosenAs, somebody, somebodyIfAny } from './chosen.ts'
import { type At, choiceOf, choices, confirmed, day, type Env, long, oneOfIfAny, type Read, tick } from './field.ts'
import { keptIfAny } from './kept.ts'
import { fromOwnUnit, inCase, letIn, ownNames, serviceChoices } from './sources.ts'
import { isAfterNo, isDigital, isLog, isOpenable, isOwnRefused, isShared, isWaiting } from './stands.ts'

const closeReasons = inCase('empty.close-reasons', ({ viewer }) => ownNames(viewer, viewer.model.names.closeReasons))

function closeReasonOf(code: string, { closeReasons: known }: Env): Read<string> {
  return known.includes(code) ? { value: code } : { fault: { code: 'not-a-choice' } }
}

const reached = { all: 'goals.all', some: 'goals.some', none: 'goals.none' } as const

/** The family, and those of each service that takes part. */
const toThank = inCase('empty.services', ({ viewer, state }) => [
  { value: 'family', label: viewer.say('thanked.family') },
  ...serviceChoices(viewer, state.services),
])

/** What stays open, by how much of it there is: it is named before, and hinders nothing. */
function factsOfOpen({ viewer, state }: At): Facts {
  if (!state) return []
  const { say } = viewer
  const count = <T extends { status: string }>(things: T[], open: T['status']) =>
    things.filter(({ status }) => status === open).length
  const still = {
    goals: count(state.goals, 'open'),
    measures: count(state.measures, 'active'),
    'follow-ups': count(state.followUps, 'due'),
    meetings: count(state.meetings, 'set'),
    transitions: count(state.transitions, 'planned'),
  } as const
  const named = stillOpen.filter((one) => still[one] > 0).map((one) => say(`open.${one}`, { count: still[one] }))
  return named.length > 0 ? [{ label: say('fact.still-open'), value: say.list(named) }] : []
}

const stillOpen = ['goals', 'measures', 'follow-ups', 'meetings', 'transitions'] as const

const others = inCase('empty.participants', async ({ viewer, state }) => {
  const there = state.participants.filter(({ person }) => person !== state.holder)
  const known = (await Promise.all(there.map(({ person }) => personIn(viewer, person)))).filter((one) => one !== null)
  const present = inCaseOf(viewer, state, known)
  const marks = await apart(viewer, present)
  return known.map(({ id, name }) => {
    const at = present.findIndex(({ person }) => person.id === id)
    return { value: id, label: calledApart(name, marks[at] ?? []) }
  })
})

/** Without a log in force the work stays inside the one unit, and so does the baton. */
const ownUnit = fromOwnUnit(() => true)

export const lifecycle = {
  'case.open-on-paper': action('case.open-on-paper')({
    asks: {
      holder: somebodyIfAny(ownUnit, {
        hint: 'hint.holder',
        asked: ({ state }) => state?.level === 0,
        usual: ({ state }) => (state ? chosenAs(state.owner, state) : ''),
      }),
    },
    form: { intro: 'intro.case.open-on-paper', submit: 'submit.on-paper', atOnce: ({ level }) => level > 0 },
    offered: [
      {
        rank: 100,
        when: (state, viewer) =>
          (isWaiting(state) && (isAfterNo(state) || isOwnRefused(state))) ||
          (isDigital(state) && !isShared(state, viewer)),
      },
    ],
    command: (read) => read,
  }),
  'case.close': action('case.close')({
    asks: {
      reason: choiceOf(closeReasons, closeReasonOf, { label: 'field.case.close.reason' }),
      goals: oneOfIfAny(reached, { asked: ({ state }) => (state?.goals.length ?? 0) > 0 }),
      summary: keptIfAny(2000, { hint: 'hint.summary' }),
      familyView: keptIfAny(2000, { hint: 'hint.view' }),
      thanked: choices(toThank, { required: false, hint: 'hint.thanked' }),
    },
    form: { intro: 'intro.case.close', submit: 'submit.close', facts: factsOfOpen },
    offered: [
      {
        rank: 320,
        when: (state, { actor, today, policy }) => isLog(state) && mayClose(rolesIn(state, actor, today), policy),
      },
    ],
    command: ({ summary, familyView, ...read }, { wordOr }) => {
      return { ...read, summary: wordOr(summary), familyView: wordOr(familyView) }
    },
  }),
  'case.reopen': action('case.reopen')({
    asks: { reason: long(1000, { hint: 'hint.no-child' }) },
    form: { submit: 'submit.reopen' },
    offeredWhenClosed: [{ rank: 10, when: ({ erased }) => !erased }],
    command: ({ reason }, { word }) => ({ reason: word(reason) }),
  }),
  'case.shield': action('case.shield')({
    asks: { shielded: tick({ hint: 'hint.shielded', usual: ({ state }) => String(state?.shielded ?? false) }) },
    form: { intro: 'intro.case.shield' },
    offered: [{ rank: 300, when: () => true }],
    offeredWhenClosed: [{ rank: 20, when: ({ erased }) => !erased }],
    command: (read) => read,
  }),
  'case.advise': action('case.advise')({
    asks: { text: long(1000, { label: 'field.case.advise.text', hint: 'hint.advice' }) },
    form: { intro: 'intro.case.advise', submit: 'submit.send' },
    offered: [{ rank: 25, when: () => true }],
    command: ({ text }, { word }) => ({ text: word(text) }),
  }),
  'case.recuse': action('case.recuse')({
    asks: { sure: confirmed() },
    form: { intro: 'intro.case.recuse', submit: 'submit.recuse' },
    offered: [{ rank: 330, when: () => true }],
    offeredWhenClosed: [{ rank: 30, when: ({ erased }) => !erased }],
    command: () => ({}),
  }),
  'case.unseal': action('case.unseal')({
    asks: { reason: long(500, { label: 'field.case.unseal.reason', hint: 'hint.no-child' }) },
    form: { intro: 'intro.case.unseal', submit: 'submit.unseal' },
    offered: [{ rank: 95, when: isOpenable }],
    offeredWhenClosed: [{ rank: 15, when: isOpenable }],
    command: ({ reason }, { ids, word, seers }) => ({
      opening: ids.next('opening'),
      reason: word(reason),
      seenBy: seers,
    }),
  }),
  'participant.add': action('participant.add')({
    asks: {
      person: somebody(
        letIn(
          ({ person: { id }, post }, state, policy) =>
            !state.participants.some(({ person }) => person === id) && hasRoomFor(state, post.service, policy),
        ),
      ),
    },
    form: { intro: 'intro.participant.add' },
    offered: [{ rank: 260, when: isLog }],
    command: ({ person }) => ({ to: person }),
  }),
  'participant.remove': action('participant.remove')({
    asks: { person: anybody(others) },
    form: { intro: 'intro.participant.remove', submit: 'submit.remove' },
    offered: [{ rank: 270, when: ({ participants, holder }) => participants.some(({ person }) => person !== holder) }],
    command: ({ person: { person } }) => ({ person }),
  }),
  'report.record': action('report.record')({
    asks: {
      day: day({
        label: 'field.report.record.day',
        hint: 'hint.past-day',
        days: ({ viewer }) => ({ max: viewer.today }),
      }),
    },
    form: { intro: 'intro.report.record' },
    offered: [{ rank: 310, when: () => true }],
    command: (read) => read,
  }),
}
