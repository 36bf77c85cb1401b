/** A person's own list: what waits for them, soonest first, and the cases they stand in. References only; no word is read. */
import type { Card } from '../../../cards/card.ts'
import { mine } from '../../../cards/mine.ts'
import type { Mine, Waiting } from '../../../cards/parts/mine-item.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { due } from '../../core/deadline.ts'
import { rolesIn } from '../../core/permission.ts'
import { nextDay } from '../../core/step.ts'
import { seeCase } from '../actions/offers.ts'
import { isMine, levelName, onceEach } from '../see/describe.ts'
import type { Viewer } from '../see/viewer.ts'

/** What comes later than this many days from now waits for nobody yet. */
const soonDays = 14

/** `from` is the first item of both lists to show. */
export async function showMine(viewer: Viewer, notice: string | null, from?: string): Promise<Card> {
  const offers: Offer[] = [
    { kind: 'open', action: 'concern.register', data: {} },
    { kind: 'press', action: 'show.help', data: {} },
  ]
  const start = Math.max(0, Number.parseInt(from ?? '0', 10) || 0)
  return mine({ notice, from: start, ...(await listsOf(viewer)), offers }, viewer.say)
}

/** What waits for the viewer, the soonest first, and the cases they stand in. */
export async function listsOf(viewer: Viewer): Promise<{ waiting: Waiting[]; cases: Mine[] }> {
  const cases = await casesOf(viewer)
  const waiting = (await Promise.all(cases.map((state) => waitingIn(viewer, state))))
    .flat()
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  return { waiting, cases: cases.flatMap((state) => listing(viewer, state)) }
}

/** Every case the viewer has a part in: their own, their unit's as a leader, those brought to KE. Open ones first. */
export async function casesOf({ tx, person, actor, today }: Viewer): Promise<Case[]> {
  const stored = [
    ...(await tx.cases.of(person.id)),
    ...(person.roles.includes('leader') ? await tx.cases.ofUnit(person.municipality, person.unit) : []),
    ...(person.roles.includes('ke') ? await tx.cases.broughtToKe(person.municipality) : []),
  ]
  const unique = [...new Map(stored.map(({ case: state }) => [state.id, state])).values()]
  return unique
    .filter((state) => rolesIn(state, actor, today).length > 0)
    .sort((a, b) => Number(a.status === 'closed') - Number(b.status === 'closed'))
}

async function waitingIn(viewer: Viewer, state: Case): Promise<Waiting[]> {
  const { now, policy, calendar, today, person } = viewer
  const data = { case: state.id }
  const soon = calendar.addDays(today, soonDays)
  const waiting: Waiting[] = []
  for (const one of onceEach(due(state, now, { policy, calendar }))) {
    const { signal, subject, day } = one
    if (day <= soon && (await isMine(viewer, state, one)))
      waiting.push({ ref: state.ref, what: signal, day, late: day < today, offer: offerFor(signal, subject, data) })
  }
  const questions =
    state.status === 'open' ? state.concern.questions.filter(({ to, answer }) => to === person.id && !answer) : []
  // The one who is asked learns no reference: the question has no case for them.
  const asked = questions.map(({ id: question, askedAt }): Waiting => {
    const offer: Offer = {
      kind: 'open',
      action: 'concern.answer',
      data: { ...data, question, from: `anonymous-question|${question}` },
    }
    return { ref: null, what: 'question', day: calendar.dayOf(askedAt), late: false, offer }
  })
  return [...waiting, ...asked]
}

function offerFor(signal: string, subject: string | null, data: { case: string }): Offer {
  if (signal === 'proposal-undecided' && subject)
    return { kind: 'press', action: 'show.proposal', data: { ...data, proposal: subject } }
  return { kind: 'press', action: 'show.case', data }
}

function listing(viewer: Viewer, state: Case): Mine[] {
  const role = rolesIn(state, viewer.actor, viewer.today).find((one) => one !== 'asked' && one !== 'offered')
  if (!role) return []
  const offer = seeCase(state)
  return [
    {
      ref: state.ref,
      level: levelName(viewer, state.level),
      role,
      nextDay: nextDay(state, viewer.today),
      closed: state.status === 'closed',
      offer,
    },
  ]
}
