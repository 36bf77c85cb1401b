/** The content of a log for one viewer: each entry only if its topic may be shared with the viewer's service. */
import type { Card } from '../../../cards/card.ts'
import { casePlan } from '../../../cards/case-plan.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import type { Names, Said } from '../../../cards/parts/plan-drawing.ts'
import { type PlanItems, type Section, sections } from '../../../cards/parts/plan-items.ts'
import { drawnOf } from '../../../cards/parts/plan-page.ts'
import type { Case } from '../../core/case.ts'
import { isLate } from '../../core/deadline.ts'
import type { FollowUp } from '../../core/follow-up.ts'
import type { CaseId, TopicCode, WordId } from '../../core/ids.ts'
import type { Measure } from '../../core/measure.ts'
import { opensTopic } from '../../core/reading.ts'
import { lackingIn, receiverOf } from '../../core/transition.ts'
import { possible, possibleOn, seeCase } from '../actions/index.ts'
import {
  inLang,
  markedToReader,
  nameOf,
  type Opened,
  openWhole,
  recipientsWithin,
  responsibleName,
  responsibleNow,
  type Viewer,
  wordsIn,
} from '../see/index.ts'
import { historyOf } from './history.ts'
import { evaluationsOf, heardWords } from './plan-evaluations.ts'
import { meetingsOf, minutesWords } from './plan-meetings.ts'
import { sealedIn } from './sealed.ts'
import { standsIn } from './stands.ts'

/** What the plan offers to add, in the order of its sections. */
const adds: Offer['action'][] = ['goal.set', 'measure.add', 'follow-up.add', 'note.add']

/** `section` and `start` choose what is shown whole; without a section the overview is. */
export async function showPlan(
  viewer: Viewer,
  id: CaseId,
  section: string | undefined,
  start: string | undefined,
  notice: string | null,
  isPage = false,
): Promise<Card | null> {
  const opened = await openWhole(viewer, id, 'case-plan')
  if (!opened) return null
  const { case: state } = opened
  const data = { case: state.id }
  const able = possible(state, viewer)
  const offers: Offer[] = [...adds.flatMap((add) => able.filter(({ action }) => action === add)), seeCase(state)]
  const shown = sections.find((one) => one === section) ?? null
  const first = Math.max(0, Number.parseInt(start ?? '0', 10) || 0)
  return casePlan(
    {
      ref: state.ref,
      notice,
      section: shown,
      sealed: await sealedIn(viewer, opened),
      stands: await standsIn(viewer, opened),
      start: first,
      data,
      offers,
      filtered: opened.access.topics !== 'all',
      ...(await itemsOf({ viewer, opened, isPage }, (section) => drawnOf(section, shown, first))),
    },
    viewer.say,
  )
}

/** All of it but what was done, as a copy has it: nothing can be done with what is read there. */
export async function wholePlan(viewer: Viewer, opened: Opened): Promise<PlanItems> {
  const items = await itemsOf({ viewer, opened, isPage: false }, (section) =>
    section === 'history' ? [0, 0] : [0, Number.MAX_SAFE_INTEGER],
  )
  const read = <T extends { offers: Offer[] }>(list: T[]) => list.map((one): T => ({ ...one, offers: [] }))
  const { goals, measures, followUps, meetings, notes, evaluations, transitions } = items
  return {
    ...items,
    goals: read(goals),
    measures: read(measures),
    followUps: read(followUps),
    meetings: read(meetings),
    notes: read(notes),
    evaluations: read(evaluations),
    transitions: read(transitions),
  }
}

type Range = [from: number, to: number]

/** What is drawn of each section. */
type Drawn = Pick<Case, 'goals' | 'measures' | 'followUps' | 'meetings' | 'notes' | 'evaluations' | 'transitions'>

/** `isPage`: whether a file can be given where it is asked for. */
type Looking = { viewer: Viewer; opened: Opened; isPage: boolean }

type Items = Looking & {
  drawn: Drawn
  words: Map<string, string>
  /** What was typed into one thing, where the viewer may read it. */
  said<T extends object>(thing: T): Said<T>
}

/**
 * No more is read than is drawn, and all words at once; an entry whose topic may not be shared with the viewer's service is left out
 * whole, and not counted.
 */
async function itemsOf(looking: Looking, cut: (section: Section) => Range): Promise<PlanItems> {
  const { viewer, opened } = looking
  const all = readableIn(opened)
  const history = await historyOf(viewer, opened, cut('history'))
  const part = <T>(of: Section, list: T[]) => list.slice(...cut(of))
  const drawn: Drawn = {
    goals: part('goals', all.goals),
    measures: part('measures', all.measures),
    followUps: part('follow-ups', all.followUps),
    meetings: part('meetings', all.meetings),
    notes: part('notes', all.notes),
    evaluations: part('evaluations', all.evaluations),
    transitions: part('transitions', all.transitions),
  }
  const words = await opened.words(wordsOf(opened, drawn))
  const items: Items = { ...looking, drawn, words, said: (thing) => saidIn(thing, words) }
  return {
    counts: {
      goals: all.goals.length,
      measures: all.measures.length,
      'follow-ups': all.followUps.length,
      meetings: all.meetings.length,
      notes: all.notes.length,
      evaluations: all.evaluations.length,
      transitions: all.transitions.length,
      history: history.count,
    },
    goals: goalsOf(items),
    meetings: await meetingsOf(items, drawn.meetings),
    measures: await measuresOf(items),
    followUps: await followUpsOf(items),
    notes: await notesOf(items),
    evaluations: evaluationsOf(viewer, opened, drawn.evaluations, items.said),
    transitions: await transitionsOf(items),
    history: history.items,
    names: namesFor(viewer),
  }
}

function readableIn({ case: state, access }: Opened): Drawn {
  const readable = ({ topic }: { topic: TopicCode }) => opensTopic(access, topic)
  return {
    goals: readFirst(state.goals.filter(readable), 'open'),
    measures: readFirst(state.measures.filter(readable), 'active'),
    followUps: readFirst(state.followUps.filter(readable), 'due'),
    meetings: readFirst(state.meetings, 'set'),
    notes: state.notes.filter(readable).toReversed(),
    evaluations: state.evaluations.toReversed(),
    transitions: readFirst(state.transitions, 'planned'),
  }
}

/** What is to come still, in its order, before what is over, of which the newest comes first. */
function readFirst<T extends { status: string }>(things: T[], open: T['status']): T[] {
  const over = things.filter(({ status }) => status !== open)
  return [...things.filter(({ status }) => status === open), ...over.reverse()]
}

/** Of what was written several times, the newest alone is drawn. */
function wordsOf({ access }: Opened, drawn: Drawn): WordId[] {
  const { goals, measures, followUps, meetings, notes, evaluations, transitions } = drawn
  const readsSome = access.topics === 'all' || access.topics.length > 0
  return [
    ...[...goals, ...measures, ...followUps].flatMap(idsIn),
    ...measures.flatMap(({ evaluations }) => evaluations.slice(-1)).flatMap(idsIn),
    ...notes.flatMap(({ texts }) => texts.slice(-1)).flatMap(idsIn),
    ...meetings.flatMap((one) => minutesWords(one, access)),
    ...(readsSome ? transitions : []).flatMap(idsIn),
    ...evaluations.flatMap((one) => heardWords(one, access)),
  ]
}

function idsIn(thing: object): WordId[] {
  return wordsIn(thing).map(([, id]) => id)
}

function saidIn<T extends object>(thing: T, words: Map<string, string>): Said<T> {
  const said: Said<T> = {}
  for (const [field, id] of wordsIn(thing)) said[field] = words.get(id)
  return said
}

function namesFor(viewer: Viewer): Names {
  const { topics, arenas, services } = viewer.model.names
  return { topics: inLang(viewer, topics), arenas: inLang(viewer, arenas), services: inLang(viewer, services) }
}

function goalsOf({ viewer, opened, drawn, said }: Items): PlanItems['goals'] {
  const { calendar } = viewer
  return drawn.goals.map(({ evaluated, ...goal }) => ({
    ...goal,
    evaluated:
      evaluated && !opened.access.sealed ? { day: calendar.dayOf(evaluated.at), effect: evaluated.effect } : null,
    said: said(goal),
    offers: possibleOn(opened.case, viewer, 'goal', { ...goal, evaluated }),
  }))
}

function measuresOf({ viewer, opened, drawn, said }: Items): Promise<PlanItems['measures']> {
  const { calendar } = viewer
  return Promise.all(
    drawn.measures.map(async (measure) => {
      const last = measure.evaluations.at(-1)
      return {
        ...measure,
        arena: opened.case.shielded || opened.access.sealed ? null : measure.arena,
        said: said(measure),
        responsible: await answering(viewer, opened, measure),
        late: isLate(opened.case, measure.evaluationDay, viewer),
        evaluation: last && !opened.access.sealed ? { ...last, day: calendar.dayOf(last.at), said: said(last) } : null,
        offers: possibleOn(opened.case, viewer, 'measure', measure),
      }
    }),
  )
}

function followUpsOf({ viewer, opened, drawn, said }: Items): Promise<PlanItems['followUps']> {
  return Promise.all(
    drawn.followUps.map(async (followUp) => ({
      ...followUp,
      said: said(followUp),
      responsible: await answering(viewer, opened, followUp),
      late: isLate(opened.case, followUp.day, viewer),
      offers: possibleOn(opened.case, viewer, 'followUp', followUp),
    })),
  )
}

/** Of what is over, whoever answered for it: nobody has to see to it that somebody does. */
async function answering(viewer: Viewer, opened: Opened, { status, responsible }: Measure | FollowUp): Promise<string> {
  const goesOn = status === 'active' || status === 'due'
  const who = await (goesOn ? responsibleNow(viewer, opened, responsible) : responsibleName(viewer, responsible))
  return responsible.kind === 'person' ? markedToReader(viewer, responsible.person, who) : who
}

function notesOf({ viewer, opened, drawn, said }: Items): Promise<PlanItems['notes']> {
  return Promise.all(
    drawn.notes.map(async (note) => {
      const newest = note.texts.at(-1)
      return {
        ...note,
        ...newest,
        said: newest ? said(newest) : {},
        by: await nameOf(viewer, note.by),
        corrections: note.texts.length - 1,
        day: viewer.calendar.dayOf(note.texts[0]?.at ?? opened.case.openedAt),
        offers: possibleOn(opened.case, viewer, 'note', note),
      }
    }),
  )
}

function transitionsOf({ viewer, opened, drawn, said }: Items): Promise<PlanItems['transitions']> {
  return Promise.all(
    drawn.transitions.map(async (transition) => {
      const { to, day, status, answer, met } = transition
      const [receiver = to] = await recipientsWithin(viewer, opened.case, [receiverOf(transition) ?? to])
      return {
        day,
        status,
        receiver,
        ...(met ? { met } : {}),
        isDeclined: answer?.how === 'declined',
        lacking: lackingIn(opened.case, transition, viewer.today, viewer.policy),
        said: said(transition),
        offers: possibleOn(opened.case, viewer, 'transition', transition),
      }
    }),
  )
}
