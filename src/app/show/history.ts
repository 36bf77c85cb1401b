/** The log of a case as people read it: who did what and when, newest first, with the words that the reader may see. */
import type { HistoryItem, Recorded } from '../../../cards/parts/plan-items.ts'
import type { Case, Entry, Event } from '../../core/case.ts'
import { readDueKey } from '../../core/due-key.ts'
import type { TopicCode, WordField, WordId } from '../../core/ids.ts'
import { type Access, opensTopic } from '../../core/reading.ts'
import { tellsOfReport } from '../../core/report.ts'
import type { Responsible } from '../../core/responsible.ts'
import { thingAmong } from '../../core/thing.ts'
import { isOf } from '../../core/topic.ts'
import type { Key } from '../../wording/index.ts'
import {
  doerName,
  doneFor,
  homesThen,
  knowsWhom,
  nameOf,
  type Opened,
  responsibleName,
  seesAnswer,
  seesReport,
  takesPart,
  type Viewer,
  wasAsked,
  wordsIn,
} from '../see/index.ts'
import { outcomeOf } from './outcomes.ts'
import { whoIn } from './whom.ts'

type Kept = Entry & { event: Recorded }
/** What a page shows; `told`: of what topic its words are, where it is about the case. */
type Paged = { entry: Kept; topic: TopicCode | null; told: TopicCode | null; words: Labelled[] }
type HomeOf = (event: Event) => Parameters<typeof seesReport>[2]
type Labelled = { label: Key; id: WordId }

/**
 * The entries from the first number up to the second, and how many there are in all where any is drawn: no more words are read than
 * are shown. What is of a topic that the reader may not see is left out whole; what is of no topic stands without its words, unless the
 * reader sees the whole case, and so does what was said or decided of a topic that is closed to them. A copy never has a report in it.
 */
export async function historyOf(
  viewer: Viewer,
  opened: Opened,
  [from, to]: [from: number, to: number],
  isCopied = false,
): Promise<{ items: HistoryItem[]; count: number }> {
  if (from === to) return { items: [], count: 0 }
  const { case: state, access } = opened
  const whole = access.topics === 'all'
  const entries = await viewer.reader.cases.entries(state.id)
  const homes = homesThen(entries)
  const homeOf = (event: Event) => homes.get(event) ?? state
  const told = isCopied ? entries.filter(({ event }) => !tellsOfReport(event.type)) : entries
  const kept = keptIn(viewer, opened, told, homeOf)
  const page = kept.slice(from, to).map((one) => pagedOf(state, one))
  const withWords = page.filter(
    ({ topic, told }) => whole || topic !== null || (told !== null && opensTopic(access, told)),
  )
  const said = await opened.words(withWords.flatMap(({ words }) => words.map(({ id }) => id)))
  const items = page.map(async (one) => {
    const { at, event } = one.entry
    const where = { ...state, unit: homeOf(event).unit }
    return {
      day: viewer.calendar.dayOf(at),
      what: event.type,
      by: await whoDid(viewer, one.entry, where),
      names: await namesIn(viewer, opened, one.entry, withWords.includes(one)),
      ...(await outcomeOf(viewer, opened, event)),
      words: wordsOf(one.words, said),
    }
  })
  return { items: await Promise.all(items), count: kept.length }
}

/** What stands under one label is one text. */
function wordsOf(lines: Labelled[], said: Map<string, string>): HistoryItem['words'] {
  const found = lines.flatMap(({ label, id }) => {
    const words = said.get(id)
    return words ? [{ label, words }] : []
  })
  return [...Map.groupBy(found, ({ label }) => label)].map(([label, all]) => {
    return { label, words: all.map(({ words }) => words).join('\n') }
  })
}

/** What the reader may know of, the newest first. */
function keptIn(viewer: Viewer, { case: state, access }: Opened, entries: Entry[], homeOf: HomeOf): Kept[] {
  return (
    entries
      .filter(({ event }) => !tellsOfReport(event.type) || seesReport(viewer, state, homeOf(event)))
      .filter(({ event }) => !('question' in event) || !wasAsked(viewer, state, event.question))
      .filter((entry) => seesAnswer(viewer, state, entry))
      .filter(({ event }) => !isOfShield(event) || knowsWhom(state, access))
      // Who of the family comes to their page, and what they say there, is for whoever answers for all of it.
      .filter(({ event }) => !isOf('family', event) || access.topics === 'all')
      .filter(isKept)
      .filter(({ event }) => access.topics === 'all' || opensAny(access, topicOf(state, event)))
      .reverse()
  )
}

function opensAny(access: Access, topic: TopicCode | null): boolean {
  return topic === null || opensTopic(access, topic)
}

function isOfShield({ type }: Event): boolean {
  return type === 'case.shielded' || type === 'case.unshielded'
}

/** Who was asked anonymously stays unnamed, also to those who asked. */
async function whoDid(viewer: Viewer, entry: Entry, where: Case): Promise<string> {
  const { by, event } = entry
  const { say } = viewer
  if (event.type === 'concern.answered') return say('event.colleague')
  if (by === 'system') return say('role.system')
  const leaders = await Promise.all((await doneFor(viewer, entry, where)).map((one) => nameOf(viewer, one)))
  const name = await doerName(viewer, where, by)
  return leaders.length > 0 ? say('event.standing-in', { name, leaders: say.list(leaders) }) : name
}

/**
 * Whom an entry tells of. They are named where words are, and to whoever does not see all of the case only while they take
 * part: otherwise it would tell which service has left.
 */
async function namesIn(
  viewer: Viewer,
  { case: state, access }: Opened,
  { by, event }: Kept,
  hasWords: boolean,
): Promise<HistoryItem['names']> {
  const call = async (who: Responsible | undefined) => {
    if (!who) return ''
    // Whoever did it stands there by name already.
    const isDoer = who.kind === 'person' && who.person === by
    const isNamed = isDoer || (hasWords && (access.topics === 'all' || (await takesPart(viewer, state, who))))
    return called(viewer, who, isNamed)
  }
  const [to, from] = whoIn(event)
  return { to: await call(to), from: await call(from) }
}

async function called(viewer: Viewer, who: Responsible, isNamed: boolean): Promise<string> {
  if (who.kind === 'home') return viewer.say('event.home')
  if (isNamed) return responsibleName(viewer, who)
  return viewer.say(who.kind === 'person' ? 'event.colleague' : 'event.service')
}

/** Whether people read of it, be they who they may. */
function isKept(entry: Entry): entry is Kept {
  const { event } = entry
  if (isReminding(event) || event.type === 'presence.noted') return false
  // That a duty was late stands there once it is over, with why.
  if (event.type === 'breach.began' || (event.type === 'breach.ended' && event.inTime)) return false
  // That there was nobody to ask is no question to anybody.
  return !(event.type === 'service.asked' && event.person === null)
}

function isReminding({ type }: Event): boolean {
  return type === 'reminder.sent' || type === 'nudge.sent' || type === 'meeting.reminded'
}

function pagedOf(state: Case, entry: Kept): Paged {
  return { entry, topic: topicOf(state, entry.event), told: toldOf(entry.event), words: linesOf(state, entry.event) }
}

/** Of the thing that the entry names, in whichever field, so that none is forgotten; null where it is about the case. */
function topicOf(state: Case, event: Recorded): TopicCode | null {
  const late = event.type === 'breach.ended' || event.type === 'breach.explained' ? [readDueKey(event.key).subject] : []
  return thingAmong(state, [...Object.values(event), ...late])?.topic ?? null
}

function toldOf(event: Recorded): TopicCode | null {
  if (isOf('evaluation', event)) return event.type === 'evaluation.concluded' ? null : event.topic
  if (isOf('meeting', event)) return 'topic' in event ? (event.topic ?? null) : null
  return event.type === 'level.proposed' || event.type === 'level.decided' ? event.topic : null
}

type Labels = { [E in Recorded as E['type']]?: { [F in WordField<E>]?: Key | null } }

/** What was typed stands under the label of its field, but for these; null where the case's own card says it. */
const otherLabels: Labels = {
  'concern.registered': { about: null, seen: 'fact.seen' },
  'concern.asked': { text: 'fact.question' },
  'concern.answered': { text: 'fact.answer' },
  'concern.kept': { reason: 'field.keepReason' },
  'case.advised': { text: 'fact.advice' },
  'consent.signers-named': { reason: 'field.consent.name-signers.reason' },
  'case.unsealed': { reason: 'field.case.unseal.reason' },
  'level.decided': { reason: 'field.level.decide.reason' },
  'goal.set': { text: 'field.goal.set.text' },
  'measure.added': { text: 'field.measure.add.text' },
  'follow-up.added': { text: 'field.follow-up.add.text' },
  'case.closed': { summary: 'fact.summary' },
}

/** The words of an entry with their labels; of what only changed, also what it is called. */
function linesOf(state: Case, event: Recorded): Labelled[] {
  const own = wordsIn(event).flatMap(([field, id]): Labelled[] => {
    // Where somebody has a secret address nothing says where anybody is.
    const label = field === 'place' && state.shielded ? null : labelOf(event, field)
    return label ? [{ label, id }] : []
  })
  return [...calledIn(state, event), ...own, ...decidedIn(event)]
}

function decidedIn(event: Recorded): Labelled[] {
  return 'decisions' in event ? (event.decisions ?? []).map(({ text: id }) => ({ label: 'field.decisions', id })) : []
}

function labelOf({ type }: Recorded, field: WordField<Recorded>): Key | null {
  const others: { [F in WordField<Recorded>]?: Key | null } = otherLabels[type] ?? {}
  const other = others[field]
  return other === undefined ? `field.${field}` : other
}

function calledIn(state: Case, event: Recorded): Labelled[] {
  if ('text' in event) return []
  if ('goal' in event) return textOf(state.goals, event.goal, 'field.goal.set.text')
  if ('followUp' in event) return textOf(state.followUps, event.followUp, 'field.follow-up.add.text')
  return 'measure' in event ? textOf(state.measures, event.measure, 'field.measure.add.text') : []
}

function textOf(list: { id: string; text: WordId }[], which: string, label: Key): Labelled[] {
  return list.filter(({ id }) => id === which).map(({ text: id }) => ({ label, id }))
}
