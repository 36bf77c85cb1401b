/** What is asked of how a meeting is called, and what of that the case says already. All of it may be left empty. */
import type { Case } from '../../core/case.ts'
import type { Time } from '../../core/ids.ts'
import { type AgendaItem, type Calling, isWritten, proposedAgenda } from '../../core/invitation.ts'
import { nextMeeting } from '../../core/meeting.ts'
import { opensTopic } from '../../core/reading.ts'
import { mayKnow } from '../../core/thing.ts'
import { agendaIn, calledIn, openCase } from '../see/index.ts'
import type { Facts } from './action.ts'
import { aboutOthers, isAboutOthers } from './family.ts'
import { type At, choices, type Env, type Field, fits, listOf, type Read, reading } from './field.ts'
import { keepsWords, keptIfAny, keptLineIfAny } from './kept.ts'
import { topicOfWords } from './planned.ts'
import { inCase } from './sources.ts'
import { readTime } from './typed.ts'

/** Characters. */
const longestTime = 40

function proposed({ state, viewer: { actor, today, policy } }: Pick<At, 'state' | 'viewer'>): AgendaItem[] {
  return state ? proposedAgenda(state, { actor, day: today, topics: policy.topics }) : []
}

/** A look at the case like any other. */
const things = inCase('empty.outcomes', async (at) => {
  const opened = await openCase(at.viewer, at.state, 'meeting.set')
  const named = opened ? await agendaIn(at.viewer, opened, proposed(at)) : []
  return named.map(({ id, label }) => ({ value: id, label, typed: true }))
})

const isItem = (code: string): code is AgendaItem => /^(decision|meeting|goal|measure|followup)_/.test(code)

/** Everything that goes on is proposed. */
const agenda: Field<AgendaItem[]> = {
  ...choices(things, {
    required: false,
    hint: 'hint.agenda',
    usual: (at) => proposed(at).join(','),
    asked: (at) => keepsWords(at) && proposed(at).length > 0,
  }),
  read: (text = '') => {
    const read = listOf(text)
    return 'value' in read ? { value: read.value.filter(isItem) } : read
  },
}

/** `folded`: whether a day is enough at first. */
export function asksOfCall({ folded }: { folded: boolean }) {
  const place = keptLineIfAny(200, { hint: 'hint.place', asked: ({ state }) => !state?.shielded })
  const purpose = keptLineIfAny(200, { label: 'field.meeting.purpose', asked: isOpenToThem })
  const points = keptIfAny(1000, { hint: 'hint.points', asked: isOpenToThem })
  const others = aboutOthers({
    label: 'field.call.others',
    asked: (at) => keepsWords(at) && isOpenToThem(at),
  })
  return {
    place: { ...place, folded },
    agenda: { ...agenda, folded },
    topic: { ...topicOfWords(isOpenToThem), folded },
    purpose: { ...purpose, folded },
    points: { ...points, folded },
    others: { ...others, required: false, folded },
  }
}

/** Whether what is written already, if anything, is theirs to read, so that they can write over it. */
function isOpenToThem({ viewer, state, data }: At): boolean {
  const topic = (state && named(state, data)?.invitation?.topic) ?? null
  return !state || topic === null || mayKnow(state, topic, viewer.actor, viewer.today, viewer.policy.topics)
}

/** When it begins; as the earlier one did, where that is moved. */
export const time: Field<Time | null> = {
  kind: 'short',
  maxLength: longestTime,
  required: false,
  hint: 'hint.time',
  usual: ({ viewer, state, data }) => {
    const known = state && named(state, data)?.invitation?.time
    return known ? viewer.say.time(known) : ''
  },
  ...reading(fits(longestTime), (text): Read<Time | null> => {
    const found = text ? readTime(text) : null
    return text && !found ? { fault: { code: 'not-a-time' } } : { value: found }
  }),
}

function named(state: Case, { meeting }: Record<string, string>) {
  return state.meetings.find(({ id }) => id === meeting) ?? nextMeeting(state)
}

type Typed = Pick<Calling, 'time' | 'topic' | 'agenda'> &
  Record<'place' | 'purpose' | 'points', string | null> & { others: 'yes' | 'no' | null }

export function callingOf({ place, purpose, points, others, topic = null, ...read }: Typed, { wordOr }: Env): Calling {
  const written = { purpose: wordOr(purpose), points: wordOr(points) }
  const isAny = isWritten(written)
  const said = { topic: isAny ? topic : null, aboutOthers: isAny ? isAboutOthers(others) : null }
  return { ...read, place: wordOr(place), ...written, ...said }
}

/** How it is called as it stands, for whoever changes it: what they may not read is not there, and stays. */
export async function calledNow({ viewer, state, data }: At): Promise<Record<string, string>> {
  const invitation = state?.meetings.find(({ id }) => id === data.meeting)?.invitation
  if (!state || !invitation) return {}
  const opened = await openCase(viewer, state, 'meeting.change')
  if (!opened) return {}
  const { place, topic, purpose, points, aboutOthers: ofOthers, agenda: items } = invitation
  const isOpen = topic !== null && opensTopic(opened.access, topic)
  const words = await opened.words([state.shielded ? null : place, ...(isOpen ? [purpose, points] : [])])
  const text = (id: typeof place) => (id ? (words.get(id) ?? '') : '')
  return {
    place: text(place),
    agenda: items.join(','),
    ...(isOpen ? { topic, purpose: text(purpose), points: text(points), ...othersSaid(ofOthers) } : {}),
  }
}

/** How it is called as it stands, as far as whoever looks may know of it, beside what they type. */
export async function factsOfCall(
  { viewer, state, data }: At,
  form: 'meeting.change' | 'meeting.hold',
): Promise<Facts> {
  const invitation = state?.meetings.find(({ id }) => id === data.meeting)?.invitation
  const opened = state && invitation ? await openCase(viewer, state, form) : null
  if (!opened || !invitation) return []
  const { say } = viewer
  const { time: at, said, agenda: items } = await calledIn(viewer, opened, invitation)
  const fact = (key: 'time' | 'place' | 'agenda' | 'meeting.purpose' | 'points', value: string | null | undefined) =>
    value ? [{ label: say(`field.${key}`), value, typed: true }] : []
  return [
    ...fact('time', at && say.time(at)),
    ...fact('place', said.place),
    ...fact('agenda', items.join('\n')),
    ...fact('meeting.purpose', said.purpose),
    ...fact('points', said.points),
  ]
}

export function othersSaid(answer: boolean | null): Record<string, string> {
  return answer === null ? {} : { others: answer ? 'yes' : 'no' }
}
