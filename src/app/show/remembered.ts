/**
 * What of a log stays on the case's own card, so that nobody has to look for it: the first concern, what was decided last, and what the
 * child said last. Of each the newest whose words its reader may read; only those words are read.
 */
import type { Remembered } from '../../../cards/parts/remembered.ts'
import type { Case } from '../../core/case.ts'
import type { Day, TopicCode, WordId } from '../../core/ids.ts'
import { opensTopic } from '../../core/reading.ts'
import { levelWithin, nameOf, type Opened, recordedWords, type Viewer } from '../see/index.ts'

export async function rememberedIn(viewer: Viewer, opened: Opened): Promise<Remembered> {
  const { case: state, access } = opened
  const seen = access.topics === 'all' ? state.concern.seen : null
  const words = await opened.words([seen])
  return {
    seen: (seen && words.get(seen)) ?? null,
    decision: await lastDecision(viewer, opened),
    view: await lastView(viewer, opened),
  }
}

/** What is of no topic is for whoever reads all of it. */
function isReadable({ access }: Opened, topic: TopicCode | null): boolean {
  return topic === null ? access.topics === 'all' : opensTopic(access, topic)
}

/** That it was decided, and by whom, is told to everybody in the case; why, to whoever may read of its topic. */
async function lastDecision(viewer: Viewer, opened: Opened): Promise<Remembered['decision']> {
  const decided = opened.case.proposals.flatMap(({ decision, ...rest }) => (decision ? [{ decision, ...rest }] : []))
  const last = newest(decided, ({ decision }) => decision.at)
  if (!last) return null
  const { decision, status, from, to } = last
  const reason = isReadable(opened, decision.topic) ? decision.reason : null
  const words = await opened.words([reason])
  return {
    approved: status === 'approved',
    from: levelWithin(viewer, from),
    to: levelWithin(viewer, to),
    by: await nameOf(viewer, decision.by),
    day: viewer.calendar.dayOf(decision.at),
    reason: (reason && words.get(reason)) ?? null,
  }
}

type View = { day: Day; read(): Promise<string | null> }

async function lastView(viewer: Viewer, opened: Opened): Promise<Remembered['view']> {
  for (const { day, read } of viewsIn(viewer, opened).sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))) {
    const words = await read()
    if (words) return { day, words }
  }
  return null
}

/** Those its reader may read, in a meeting, of a measure, and with a consent. */
function viewsIn(viewer: Viewer, opened: Opened): View[] {
  const { case: state } = opened
  const { calendar } = viewer
  const written = [...inMeetings(state), ...ofMeasures(state)].flatMap(({ id, topic, day }): View[] => {
    const read = async () => (await opened.words([id])).get(id) ?? null
    return isReadable(opened, topic) ? [{ read, day: 'at' in day ? calendar.dayOf(day.at) : day.day }] : []
  })
  const withConsents = state.consents.flatMap((consent): View[] => {
    const at = consent.signed.at(-1)?.at
    const read = async () => (await recordedWords(viewer, opened, consent)).childView
    return at && consent.childView ? [{ read, day: calendar.dayOf(at) }] : []
  })
  return [...written, ...withConsents]
}

type Written = { id: WordId; topic: TopicCode | null; day: { day: Day } | { at: string } }

function inMeetings({ meetings }: Case): Written[] {
  return meetings.flatMap(({ childView: id, topic, day }) => (id ? [{ id, topic, day: { day } }] : []))
}

function ofMeasures({ measures }: Case): Written[] {
  return measures.flatMap(({ topic, evaluations }) =>
    evaluations.flatMap(({ childView: id, at }) => (id ? [{ id, topic, day: { at } }] : [])),
  )
}

function newest<T>(list: T[], at: (one: T) => string): T | null {
  return list.reduce<T | null>((last, one) => (last === null || at(one) >= at(last) ? one : last), null)
}
