/** Draws the offer of the baton for one person: to accept or decline, or what became of it. Reads no words of the case. */
import { handOver as card } from '../../../cards/hand-over.ts'
import { answerBy } from '../../core/baton.ts'
import type { Case, Entry } from '../../core/case.ts'
import { fold } from '../../core/evolve.ts'
import type { HandOverId } from '../../core/ids.ts'
import { offer, seeCase } from '../actions/index.ts'
import { isOutOf, levelWithin, mayRead, nameOf, type Viewer } from '../see/index.ts'
import { type MaybeDrawn, noAccess, nothingToSay } from './drawn.ts'

export async function drawHandOver(viewer: Viewer, state: Case, subject: HandOverId): Promise<MaybeDrawn> {
  const { calendar, person, say, reader } = viewer
  const entries = await reader.cases.entries(state.id)
  const offered = entries.find(({ event }) => event.type === 'baton.offered' && event.handOver === subject)
  if (offered?.event.type !== 'baton.offered') return nothingToSay
  const { by, to } = offered.event
  if (person.id !== to || isOutOf(viewer, state)) return noAccess
  const open = state.handOver?.id === subject ? state.handOver : null
  const outcome = open ? null : outcomeOf(entries, subject)
  const data = { case: state.id, handOver: subject, back: `hand-over|${subject}` }
  const answers = [offer('baton.accept', data, 'primary'), offer('baton.decline', data)]
  const ways = outcome === 'accepted' && mayRead(viewer, state) ? [seeCase(state)] : []
  const day = calendar.dayOf(offered.at)
  const args = {
    ref: state.ref,
    by: await nameOf(viewer, by),
    day,
    outcome,
    level: levelWithin(viewer, outcome === null ? state.level : levelAt(entries, offered)),
    deadline: answerBy(state, open ?? { to, at: offered.at }, viewer),
    offers: outcome === null ? answers : ways,
  }
  return { card: card(args, say), settled: outcome !== null }
}

/** How the case stood at an entry: of what came after, whoever was offered it alone learns nothing. */
function levelAt(entries: Entry[], entry: Entry): number {
  return fold(entries.slice(0, entries.indexOf(entry) + 1))?.level ?? 0
}

const outcomes = {
  'baton.accepted': 'accepted',
  'baton.declined': 'declined',
  'baton.withdrawn': 'withdrawn',
  'baton.cancelled': 'cancelled',
} as const

function outcomeOf(entries: Entry[], subject: string) {
  for (const { event, by } of entries) {
    // That it was the bot's doing means that they were not there for it.
    if (isAnswer(event) && event.handOver === subject) return by === 'system' ? 'settled' : outcomes[event.type]
  }
  return 'settled' as const
}

function isAnswer(event: Entry['event']): event is Extract<Entry['event'], { type: keyof typeof outcomes }> {
  return Object.hasOwn(outcomes, event.type)
}
