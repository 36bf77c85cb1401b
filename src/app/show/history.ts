/** The log of a case as people read it: who did what and when, newest first, with the words that the reader may see. */

import type { HistoryItem } from '../../../cards/parts/plan-items.ts'
import { sectionItems } from '../../../cards/parts/plan-page.ts'
import type { Case, Entry, Event } from '../../core/case.ts'
import type { TopicCode, WordId } from '../../core/ids.ts'
import type { Key } from '../../wording/index.ts'
import { nameOf, type Opened, type Viewer } from '../see/index.ts'

type Telling = Exclude<Event, { type: 'reminder.sent' }>
type Kept = { entry: Entry & { event: Telling }; topic: TopicCode | null; words: Labelled[] }
type Labelled = { label: Key; id: WordId }
type Wordy = [Key, WordId | null | undefined]

/**
 * All of it in its order, but words and names only for the page that begins at `from`: reading is no more than is shown.
 * What is of a topic that the reader may not see is left out whole; what is of no topic stands without its words, unless
 * the reader sees the whole case.
 */
export async function historyOf(viewer: Viewer, opened: Opened, from: number): Promise<HistoryItem[]> {
  const { reader, calendar } = viewer
  const { case: state, access } = opened
  const whole = access.topics === 'all'
  const readable = (topic: TopicCode | null) =>
    access.topics === 'all' || topic === null || access.topics.includes(topic)
  const kept = (await reader.cases.entries(state.id))
    .flatMap((entry) => keptOf(state, entry))
    .filter(({ topic }) => readable(topic))
    .reverse()
  const page = kept.slice(from, from + sectionItems).filter(({ topic }) => whole || topic !== null)
  const said = await opened.words(page.flatMap(({ words }) => words.map(({ id }) => id)))
  return Promise.all(
    kept.map(async ({ entry: { at, by, event }, words }, index) => {
      const isShown = index >= from && index < from + sectionItems
      return {
        day: calendar.dayOf(at),
        what: event.type,
        by: isShown ? await whoDid(viewer, by, event) : '',
        words: words.flatMap(({ label, id }) => {
          const text = said.get(id)
          return text ? [{ label, words: text }] : []
        }),
      }
    }),
  )
}

/** Who was asked anonymously stays unnamed, also to those who asked. */
async function whoDid(viewer: Viewer, by: Entry['by'], event: Event): Promise<string> {
  if (event.type === 'concern.answered') return viewer.say('event.colleague')
  return by === 'system' ? viewer.say('role.system') : nameOf(viewer, by)
}

function keptOf(state: Case, { event, ...rest }: Entry): Kept[] {
  if (event.type === 'reminder.sent') return []
  const words = linesOf(state, event).flatMap(([label, id]): Labelled[] => (id ? [{ label, id }] : []))
  return [{ entry: { ...rest, event }, topic: topicOf(state, event), words }]
}

/** What the entry is about, by the thing it belongs to; null where it is about the case. */
function topicOf(state: Case, event: Telling): TopicCode | null {
  if ('topic' in event && event.type !== 'consent.withdrawn') return event.topic
  if ('goal' in event) return state.goals.find(({ id }) => id === event.goal)?.topic ?? null
  if ('measure' in event) return state.measures.find(({ id }) => id === event.measure)?.topic ?? null
  if ('followUp' in event) return state.followUps.find(({ id }) => id === event.followUp)?.topic ?? null
  if ('note' in event && event.type === 'note.corrected')
    return state.notes.find(({ id }) => id === event.note)?.topic ?? null
  return null
}

/** The words of an entry with their labels; of what only changed, also what it is called. */
function linesOf(state: Case, event: Telling): Wordy[] {
  switch (event.type) {
    case 'concern.registered':
      return [['fact.seen', event.seen]]
    case 'concern.asked':
      return [['fact.question', event.text]]
    case 'concern.answered':
      return [['fact.answer', event.text]]
    case 'level.decided':
      return [
        ['field.level.decide.reason', event.reason],
        ['field.view', event.view],
      ]
    case 'consent.signed':
      return [
        ['field.purpose', event.purpose],
        ['field.excludedPersons', event.excludedPersons],
        ['field.childView', event.childView],
      ]
    case 'meeting.held':
      return [
        ['field.minutes', event.minutes],
        ['field.childView', event.childView],
      ]
    case 'case.closed':
      return [['fact.summary', event.summary]]
    case 'note.added':
    case 'note.corrected':
      return [['field.text', event.text]]
    default:
      return [
        ...plannedLines(state, event),
        ...('reason' in event ? [['field.reason', event.reason] satisfies Wordy] : []),
      ]
  }
}

function plannedLines(state: Case, event: Telling): Wordy[] {
  if ('goal' in event) return [['field.goal.set.text', state.goals.find(({ id }) => id === event.goal)?.text]]
  if ('followUp' in event)
    return [['field.follow-up.add.text', state.followUps.find(({ id }) => id === event.followUp)?.text]]
  if (!('measure' in event)) return []
  const text: Wordy = ['field.measure.add.text', state.measures.find(({ id }) => id === event.measure)?.text]
  if (event.type !== 'measure.evaluated') return [text]
  return [text, ['field.note', event.note], ['field.childView', event.childView]]
}
