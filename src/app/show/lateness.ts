/** How late what a card asks for is, and what became of it: facts of the case, and who let its reminders wait, and why. */
import { type Lateness, latenessBlocks } from '../../../cards/parts/lateness.ts'
import { typedIfAny } from '../../../cards/parts/typed.ts'
import type { Case, Entry, Event } from '../../core/case.ts'
import { climbOf } from '../../core/climb.ts'
import { type Due, due } from '../../core/deadline.ts'
import { quietUntil } from '../../core/ladder.ts'
import type { Signal } from '../../core/policy.ts'
import { isKeIn } from '../../core/post.ts'
import { opensTopic } from '../../core/reading.ts'
import { thingDue } from '../../core/thing.ts'
import { actorOf } from '../app.ts'
import { nameOf, openCase, personIn, seesOutline, type Viewer } from '../see/index.ts'
import { askedAgain } from './asked-again.ts'
import type { MaybeDrawn } from './drawn.ts'

export async function latenessOf(viewer: Viewer, state: Case, one: Due): Promise<Lateness> {
  const { now, today, policy, calendar } = viewer
  const climb = { ...climbOf(state, one, now, { policy, calendar }), unled: state.decides !== 'unit' }
  const again = quietUntil(state, one, today, { policy, calendar })
  if (again === null) return climb
  const putOff = await putOffIn(viewer, state, one)
  return putOff ? { ...climb, again, by: await byWhom(viewer, state, putOff) } : { ...climb, again }
}

type PutOff = Entry & { event: Extract<Event, { type: 'reminder.postponed' }> }

/** The last time that somebody let its reminders wait. */
async function putOffIn({ reader }: Viewer, { id }: Case, { key }: Due): Promise<PutOff | undefined> {
  const entries = await reader.cases.entries(id)
  return entries.findLast((one): one is PutOff => one.event.type === 'reminder.postponed' && one.event.key === key)
}

/** KE, which no consent covers, learns that it was somebody of the case, or of their own. */
async function byWhom(viewer: Viewer, state: Case, { by }: PutOff): Promise<Lateness['by']> {
  if (by === viewer.person.id) return { whose: 'self', who: '' }
  if (!seesOutline(viewer, state)) return { whose: 'named', who: await nameOf(viewer, by) }
  const person = await personIn(viewer, by)
  const isKe = person !== null && isKeIn(actorOf(person, viewer.today), state.municipality)
  return isKe ? { whose: 'named', who: viewer.say('called.ke') } : { whose: 'none' }
}

/** What was typed as the reason, to whoever may read it; which is a look at the case like any other. */
export async function whyPutOff(viewer: Viewer, state: Case, one: Due): Promise<string | null> {
  const isPutOff = quietUntil(state, one, viewer.today, viewer) !== null
  const { reason = null } = (isPutOff && (await putOffIn(viewer, state, one))?.event) || {}
  const opened = reason && !seesOutline(viewer, state) ? await openCase(viewer, state, 'reminder') : null
  if (!reason || !opened) return null
  const thing = thingDue(state, one.key)
  const isOpen = thing ? opensTopic(opened.access, thing.topic) : opened.access.topics === 'all'
  return isOpen ? ((await opened.words([reason])).get(reason) ?? null) : null
}

/** As `latenessOf`, to whoever it lies with: that somebody asked for it. */
export async function pressedFor(viewer: Viewer, state: Case, one: Due): Promise<Lateness> {
  const asked = await askedAgain(viewer, state, one.key)
  return { ...(await latenessOf(viewer, state, one)), ...(asked ? { asked } : {}) }
}

/** A card that asks for what has a deadline, with how late it is above it. */
export async function withLateness(
  viewer: Viewer,
  state: Case,
  about: { signal: Signal; subject: string },
  drawn: MaybeDrawn,
): Promise<MaybeDrawn> {
  if ('drop' in drawn || drawn.settled) return drawn
  const { now, policy, calendar, say } = viewer
  const list = due(state, now, { policy, calendar })
  const found = list.find(({ signal, subject }) => signal === about.signal && subject === about.subject)
  if (!found) return drawn
  const lateness = await pressedFor(viewer, state, found)
  const why = typedIfAny(await whyPutOff(viewer, state, found), say('field.reason'))
  const blocks = [...latenessBlocks(lateness, say), ...why, ...drawn.card.blocks]
  return { ...drawn, card: { ...drawn.card, blocks } }
}
