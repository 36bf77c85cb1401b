/**
 * What has happened since a button was made, where that is why it can't be done: what, when and by whom, for whoever may know it,
 * as the history says. Reads no word; changes nothing.
 */
import type { Told } from '../../../cards/parts/refused.ts'
import type { Case, Entry, Event } from '../../core/case.ts'
import { isDueKey, readDueKey } from '../../core/due-key.ts'
import { isCalledOff } from '../../core/meeting.ts'
import { isAt } from '../../core/post.ts'
import { mayKnow, thingAmong } from '../../core/thing.ts'
import { type Action, idIn } from '../actions/index.ts'
import {
  isOutOf,
  mayKnowOfDue,
  mayRead,
  nameOf,
  seesAnswer,
  seesFamily,
  seesOutline,
  type Viewer,
} from '../see/index.ts'
import type { Pressed } from './pressed.ts'
import { type Ending, nothing, settledBy, settles } from './settled-by.ts'

/** The refusals that a state which has moved on can be the reason of. */
const lateCodes = new Set<string>([
  ...['already-concluded', 'already-decided', 'already-answered', 'already-done', 'already-ended', 'already-open'],
  ...['already-held', 'not-a-concern', 'consent-not-open', 'not-permitted', 'not-found', 'case-closed', 'case-open'],
])

/**
 * Says what settled what a button asks for, since it was made; null where nothing did that the presser may know of. Whoever is
 * only asked or offered something, and in a place of several everybody, is told what and when, and not by whom.
 */
export async function toldMeanwhile(viewer: Viewer, request: Pressed, code: string, state: Case): Promise<Told | null> {
  if (!lateCodes.has(code) || isOutOf(viewer, state)) return null
  const entries = await viewer.reader.cases.entries(state.id)
  const found = entries.findLast(
    (entry) => isIt(state, request, code, entry) && isTheirs(viewer, state, request, entry),
  )
  if (!found) return null
  return sentenceOf(viewer, found, request.personal && mayRead(viewer, state) && !seesOutline(viewer, state))
}

/** That somebody's part in the case has ended, where they had one; null where they had none that they know of. */
export async function toldGone(viewer: Viewer, request: Pressed, state: Case): Promise<Told | null> {
  if (isOutOf(viewer, state) || !isAt(viewer.actor, state.municipality)) return null
  const entries = await viewer.reader.cases.entries(state.id)
  const own = offeredTo(viewer, request, entries)
  if (own) return sentenceOf(viewer, own, false)
  return entries.some((entry) => gavePart(entry, viewer.person.id))
    ? { text: viewer.say('late.gone'), discreet: true }
    : null
}

function isIt(state: Case, { action, data, fields }: Pressed, code: string, { event }: Entry): boolean {
  if (code === 'case-closed') return event.type === 'case.closed'
  const { key = '' } = data
  if (action === 'reminder.postpone' || (action === 'nudge.send' && isDueKey(key))) return isOfDue(key, event)
  const { types, by } = settledBy[action as Action] ?? nothing
  if (!types.some((type) => type === event.type)) return false
  if (event.type === 'measure.evaluated' && event.outcome === 'continue') return false
  if (event.type === 'level.proposed')
    return state.proposals.some(({ id, status }) => id === event.proposal && status === 'open')
  if (event.type === 'baton.offered') return state.handOver?.id === event.handOver
  return by === undefined || fieldOf(event, by) === idIn(data[by] ?? fields[by] ?? '')
}

/** Under which names an entry carries what it is about. */
const nameable = [
  ...['consent', 'handOver', 'service', 'proposal', 'meeting', 'measure', 'followUp', 'transition'],
  ...['member', 'saying'],
]

function isOfDue(key: string, event: Event): boolean {
  const { signal, subject } = readDueKey(key)
  if (!settles[signal].some((type) => type === event.type)) return false
  const about = nameable.map((name) => fieldOf(event, name)).filter((id) => id !== undefined)
  return subject === '' || about.length === 0 || about.includes(subject)
}

function fieldOf(event: Event, name: string): unknown {
  return Object.entries(event).find(([key]) => key === name)?.[1]
}

/** Whether the presser may know of it, as of an entry of the history; of the thing they were asked about themselves they may. */
function isTheirs(viewer: Viewer, state: Case, { action }: Pressed, entry: Entry): boolean {
  const { event } = entry
  if (!mayRead(viewer, state))
    return action.startsWith('baton.') || action.startsWith('transition.') || action === 'service.man'
  if (seesOutline(viewer, state)) return event.type.startsWith('level.') || event.type.startsWith('case.')
  if (event.type.startsWith('family.') && !seesFamily(viewer, state)) return false
  if (event.type === 'breach.explained' && !mayKnowOfDue(viewer, state, event.key)) return false
  const topic = thingAmong(state, Object.values(event))?.topic ?? null
  const isOpen = topic === null || mayKnow(state, topic, viewer.actor, viewer.today, viewer.policy.topics)
  return isOpen && seesAnswer(viewer, state, entry)
}

/** What became of the baton that the presser was offered, or of the service they were asked about: that was theirs to answer. */
function offeredTo({ person }: Viewer, { action, data }: Pressed, entries: Entry[]): Entry | null {
  const { types, by } = settledBy[action as Action] ?? nothing
  if (by !== 'handOver' && by !== 'service') return null
  const isAsked = entries.some(({ event }) => {
    const to = event.type === 'baton.offered' ? event.to : event.type === 'service.asked' ? event.person : null
    return to === person.id && fieldOf(event, by) === data[by]
  })
  const ends = ({ event }: Entry) => types.some((type) => type === event.type) && fieldOf(event, by) === data[by]
  return isAsked ? (entries.findLast(ends) ?? null) : null
}

/** Whether an entry let somebody into the case. */
function gavePart({ by, event }: Entry, person: string): boolean {
  switch (event.type) {
    case 'concern.registered':
    case 'concern.owned':
      return event.owner === person
    case 'case.opened':
      return event.holder === person
    case 'baton.named':
      return event.to === person
    case 'baton.accepted':
      return by === person
    case 'baton.deputized':
    case 'participant.added':
      return event.person === person
    default:
      return false
  }
}

async function sentenceOf(viewer: Viewer, { at, by, event }: Entry, isNamed: boolean): Promise<Told> {
  const { say, calendar, person } = viewer
  const you = by === person.id
  const name = by !== 'system' && isNamed && !you ? await nameOf(viewer, by) : 'none'
  const text = say(`late.${event.type as Ending}`, {
    day: say.dayInSentence(calendar.dayOf(at)),
    by: say('late.by', { by: name, you: String(you) }),
    yes: String(event.type === 'level.decided' && event.approve),
    off: String(event.type === 'meeting.cancelled' && isCalledOff(event)),
  })
  return { text, discreet: !event.type.startsWith('consent.') }
}
