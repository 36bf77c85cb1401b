/** A person's own list: what waits for them, soonest first, and the cases they stand in. References only; no word is read. */
import type { Card } from '../../../cards/card.ts'
import { mine } from '../../../cards/mine.ts'
import type { Mine, Waiting } from '../../../cards/parts/mine-item.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import type { Case } from '../../core/case.ts'
import { isAnswerable } from '../../core/concern.ts'
import { type Due, due } from '../../core/deadline.ts'
import { isContact } from '../../core/manning.ts'
import { askedAlone, rolesIn } from '../../core/permission.ts'
import { nextDay } from '../../core/step.ts'
import { offer, seeCase, show } from '../actions/index.ts'
import { casesOf, isMine, levelName, lookingAt, onceEach, seesOutline, type Viewer } from '../see/index.ts'

/** What comes later than this many days from now waits for nobody yet. */
const soonDays = 14

/** `start` is the first item of both lists to show. */
export async function showMine(viewer: Viewer, notice: string | null, start?: string): Promise<Card> {
  const offers: Offer[] = [offer('concern.register', {}), show('show.help')]
  const first = Math.max(0, Number.parseInt(start ?? '0', 10) || 0)
  return mine({ notice, start: first, ...(await listsOf(viewer)), offers }, viewer.say)
}

/** What waits for the viewer, the soonest first, and the cases they stand in. */
export async function listsOf(viewer: Viewer): Promise<{ waiting: Waiting[]; cases: Mine[] }> {
  const cases = await casesOf(viewer)
  const waiting = (await Promise.all(cases.map((state) => waitingIn(viewer, state))))
    .flat()
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  return { waiting, cases: cases.flatMap((state) => listing(viewer, state)) }
}

/** What the list says of a case, to be compared. Each is dated and named as where it is. */
export async function listedAs(viewer: Viewer, state: Case): Promise<string> {
  return JSON.stringify([listing(viewer, state), await waitingIn(viewer, state)])
}

async function waitingIn(asker: Viewer, state: Case): Promise<Waiting[]> {
  const viewer = lookingAt(asker, state)
  const { now, policy, calendar, today, person } = viewer
  const data = { case: state.id }
  const soon = calendar.addDays(today, soonDays)
  const waiting: Waiting[] = []
  for (const one of onceEach(due(state, now, { policy, calendar }))) {
    const { signal, day } = one
    if (day <= soon && (await isMine(viewer, state, one)))
      waiting.push({ ref: state.ref, what: signal, day, late: day < today, offer: offerFor(viewer, state, one) })
  }
  const questions =
    state.status === 'open' && isAnswerable(state, today)
      ? state.concern.questions.filter(({ to, answer }) => to === person.id && !answer)
      : []
  // The one who is asked learns no reference: the question has no case for them.
  const asked = questions.map(({ id: question, askedAt }): Waiting => {
    const answer = offer('concern.answer', { ...data, question, back: `anonymous-question|${question}` })
    return { ref: null, what: 'question', day: calendar.dayOf(askedAt), late: false, offer: answer }
  })
  return [...waiting, ...asked]
}

function offerFor({ person }: Viewer, state: Case, { signal, subject }: Due): Offer {
  const data = { case: state.id }
  if (signal === 'proposal-undecided' && subject) return show('show.proposal', { ...data, proposal: subject })
  // Whoever is offered the baton may read no more of the case than the offer.
  if (signal === 'handover-unanswered' && subject) return show('show.sent', { ...data, back: `hand-over|${subject}` })
  if (signal === 'service-unmanned' && subject && isContact(state, person.id))
    return show('show.sent', { ...data, back: `who-comes|service_${subject}` })
  return show('show.case', data)
}

function listing(asker: Viewer, state: Case): Mine[] {
  const viewer = lookingAt(asker, state)
  const role = rolesIn(state, viewer.actor, viewer.today).find((one) => !askedAlone.includes(one))
  if (!role) return []
  return [
    {
      ref: state.ref,
      level: levelName(viewer, state.level),
      role,
      nextDay: seesOutline(viewer, state) ? null : nextDay(state, viewer.today),
      closed: state.status === 'closed',
      offer: seeCase(state),
    },
  ]
}
