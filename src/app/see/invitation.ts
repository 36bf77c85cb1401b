/** How a meeting is called, as its reader may know of it: what is of a topic that is closed to them is not there, nor any secret place. */
import type { Called } from '../../../cards/parts/called.ts'
import { beginningOnLine } from '../../../cards/parts/typed.ts'
import type { Case } from '../../core/case.ts'
import type { TopicCode, WordId } from '../../core/ids.ts'
import type { AgendaItem, Invitation } from '../../core/invitation.ts'
import { decisionIn } from '../../core/minutes.ts'
import { opensTopic } from '../../core/reading.ts'
import { thingAmong } from '../../core/thing.ts'
import type { Opened, Setting } from './viewer.ts'

/** Characters: enough to know it by. */
const shortLength = 60

type Named = { id: AgendaItem; label: string }

/** Each by what it is and how it begins, in the order in which they are given. */
export async function agendaIn({ say }: Pick<Setting, 'say'>, opened: Opened, ids: AgendaItem[]): Promise<Named[]> {
  const known = ids.flatMap((id) => {
    const found = itemIn(opened.case, id)
    return found?.topic && opensTopic(opened.access, found.topic) ? [{ id, text: found.text }] : []
  })
  const words = await opened.words(known.map(({ text }) => text))
  return known.flatMap(({ id, text }) => {
    const said = text ? words.get(text) : undefined
    return said ? [{ id, label: say(`agenda.${kindOf(id)}`, { text: beginningOnLine(said, shortLength) }) }] : []
  })
}

function itemIn(state: Case, id: AgendaItem): { topic: TopicCode | null; text: WordId | null } | null {
  const left = state.meetings.find((one) => one.id === id)?.invitation
  if (left) return { topic: left.topic, text: left.points }
  const thing = thingAmong(state, [id])
  return thing && 'text' in thing ? thing : decisionIn(state, id)
}

function kindOf(id: AgendaItem): 'goal' | 'measure' | 'follow-up' | 'decision' | 'points' {
  if (id.startsWith('meeting_')) return 'points'
  if (id.startsWith('decision_')) return 'decision'
  if (id.startsWith('goal_')) return 'goal'
  return id.startsWith('measure_') ? 'measure' : 'follow-up'
}

/** Where it is, is for everybody whom the family lets know of something. */
export async function calledIn(
  setting: Pick<Setting, 'say'>,
  opened: Opened,
  { time, topic, agenda, ...said }: Invitation,
): Promise<Called> {
  const { access } = opened
  const readsSome = access.topics === 'all' || access.topics.length > 0
  const isOpen = topic !== null && opensTopic(access, topic)
  const place = opened.case.shielded || !readsSome ? null : said.place
  const words = await opened.words([place, ...(isOpen ? [said.purpose, said.points] : [])])
  const text = (id: typeof place) => (id ? words.get(id) : undefined)
  return {
    time,
    said: { place: text(place), purpose: text(said.purpose), points: text(said.points) },
    agenda: (await agendaIn(setting, opened, agenda)).map(({ label }) => label),
  }
}
