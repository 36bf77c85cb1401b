/** The content of a log for one viewer: each entry only if its topic may be shared with the viewer's service. */
import type { Card } from '../../../cards/card.ts'
import { casePlan } from '../../../cards/case-plan.ts'
import type { CommandAction, Offer } from '../../../cards/parts/offer.ts'
import { type PlanItems, sections } from '../../../cards/parts/plan-items.ts'
import type { CaseId, TopicCode, WordId } from '../../core/ids.ts'
import { may } from '../actions/offers.ts'
import { responsibleName, serviceNames, topicNames } from '../see/describe.ts'
import { named, nameOf, type Opened, open, type Viewer } from '../see/viewer.ts'
import { historyOf } from './history.ts'

/** `section` and `from` choose what is shown whole; without a section the overview is. */
export async function showPlan(
  viewer: Viewer,
  id: CaseId,
  section: string | undefined,
  from: string | undefined,
  notice: string | null,
): Promise<Card | null> {
  const opened = await open(viewer, id, 'case-plan')
  if (!opened) return null
  const { case: state } = opened
  const data = { case: state.id }
  const adds: CommandAction[] = ['goal.set', 'measure.add', 'follow-up.add', 'note.add']
  const offers: Offer[] = [
    ...adds
      .filter((action) => state.mode === 'digital' && state.status === 'open' && may(state, viewer, action))
      .map((action): Offer => ({ kind: 'open', action, data })),
    { kind: 'press', action: 'show.case', data },
  ]
  const shown = sections.find((one) => one === section) ?? null
  const start = Math.max(0, Number.parseInt(from ?? '0', 10) || 0)
  const history = shown === 'history' ? await historyOf(viewer, opened, start) : []
  return casePlan(
    {
      ...{ ref: state.ref, notice, section: shown, from: start, data, offers, history },
      ...{ filtered: opened.access.topics !== 'all', ...(await itemsOf(viewer, opened)) },
    },
    viewer.say,
  )
}

/** One entry's words, where the viewer may read them. */
type Said = (id: WordId | null | undefined) => string | null
type Items = {
  viewer: Viewer
  opened: Opened
  said: Said
  topic(code: TopicCode): string
  offer: ReturnType<typeof offering>
}

/** Reads all words at once; an entry whose topic may not be shared with the viewer's service is left out whole. */
async function itemsOf(viewer: Viewer, opened: Opened): Promise<Omit<PlanItems, 'history'>> {
  const { access } = opened
  const readable = ({ topic }: { topic: TopicCode }) => access.topics === 'all' || access.topics.includes(topic)
  // Minutes belong to no topic: whoever the family let in may read what the meeting they were called to agreed.
  const minutes = access.topics === 'all' || access.topics.length > 0
  const state = {
    ...opened.case,
    goals: opened.case.goals.filter(readable),
    measures: opened.case.measures.filter(readable),
    followUps: opened.case.followUps.filter(readable),
    notes: opened.case.notes.filter(readable),
  }
  const words = await opened.words([
    ...[...state.goals, ...state.measures, ...state.followUps].map(({ text }) => text),
    ...state.measures.flatMap(({ evaluations }) => evaluations.flatMap(({ note, childView }) => [note, childView])),
    ...state.notes.flatMap(({ texts }) => texts.map(({ text }) => text)),
    ...(minutes ? state.meetings.flatMap((meeting) => [meeting.minutes, meeting.childView]) : []),
  ])
  const items: Items = {
    ...{ viewer, opened: { ...opened, case: state }, offer: offering(viewer, opened) },
    said: (id) => (id ? (words.get(id) ?? null) : null),
    topic: (code) => topicNames(viewer, [code])[0] ?? code,
  }
  return {
    ...{ goals: goalsOf(items), meetings: meetingsOf(items), measures: await measuresOf(items) },
    ...{ followUps: await followUpsOf(items), notes: await notesOf(items), transitions: transitionsOf(items) },
  }
}

function goalsOf({ opened, said, topic, offer }: Items): PlanItems['goals'] {
  return opened.case.goals.map(({ id: goal, text, topic: code, status }) => ({
    ...{ words: said(text), topic: topic(code), status },
    offers:
      status === 'open'
        ? [
            ...offer('press', 'goal.finish', { goal, reached: 'yes' }),
            ...offer('press', 'goal.finish', { goal, reached: 'no' }),
          ]
        : [],
  }))
}

function measuresOf({ viewer, opened, said, topic, offer }: Items): Promise<PlanItems['measures']> {
  const { today, calendar, model } = viewer
  return Promise.all(
    opened.case.measures.map(
      async ({ id: measure, text, topic: code, responsible, arena, evaluationDay, status, evaluations }) => {
        const last = evaluations.at(-1)
        const active = status === 'active'
        return {
          ...{
            words: said(text),
            topic: topic(code),
            arena: named(viewer, model.names.arenas, arena),
            evaluationDay,
            status,
          },
          ...{ responsible: await responsibleName(viewer, responsible), late: active && evaluationDay < today },
          evaluation: last
            ? {
                day: calendar.dayOf(last.at),
                effect: last.effect,
                note: said(last.note),
                childView: said(last.childView),
              }
            : null,
          offers: active
            ? [...offer('open', 'measure.evaluate', { measure }), ...offer('open', 'measure.postpone', { measure })]
            : [],
        }
      },
    ),
  )
}

function followUpsOf({ viewer, opened, said, topic, offer }: Items): Promise<PlanItems['followUps']> {
  return Promise.all(
    opened.case.followUps.map(async ({ id: followUp, text, topic: code, responsible, day, status }) => ({
      ...{
        words: said(text),
        topic: topic(code),
        responsible: await responsibleName(viewer, responsible),
        day,
        status,
      },
      late: status === 'due' && day < viewer.today,
      offers:
        status === 'due'
          ? [...offer('press', 'follow-up.done', { followUp }), ...offer('open', 'follow-up.postpone', { followUp })]
          : [],
    })),
  )
}

function meetingsOf({ viewer: { today }, opened, said, offer }: Items): PlanItems['meetings'] {
  return opened.case.meetings.map(({ id: meeting, day, status, minutes, childView }) => ({
    ...{ day, status, minutes: said(minutes), childView: said(childView) },
    offers:
      status === 'set'
        ? [
            ...(day <= today ? offer('open', 'meeting.hold', { meeting }) : []),
            ...offer('open', 'meeting.cancel', { meeting }),
          ]
        : [],
  }))
}

function notesOf({ viewer, opened, said, topic, offer }: Items): Promise<PlanItems['notes']> {
  const { calendar, person } = viewer
  return Promise.all(
    opened.case.notes.map(async ({ id: note, topic: code, by, texts }) => ({
      ...{
        words: said(texts.at(-1)?.text),
        topic: topic(code),
        by: await nameOf(viewer, by),
        corrections: texts.length - 1,
      },
      day: calendar.dayOf(texts[0]?.at ?? opened.case.openedAt),
      offers: by === person.id ? offer('open', 'note.correct', { note }) : [],
    })),
  )
}

function transitionsOf({ viewer, opened, offer }: Items): PlanItems['transitions'] {
  return opened.case.transitions.map(({ id: transition, to, day, status }) => ({
    ...{ service: serviceNames(viewer, [to])[0] ?? to, day, status },
    offers: status === 'planned' ? offer('press', 'transition.receive', { transition }) : [],
  }))
}

/** An offer for one entry, where the viewer may and the case is open. */
function offering(viewer: Viewer, { case: state }: Opened) {
  return (kind: Offer['kind'], action: CommandAction, data: Record<string, string>): Offer[] =>
    state.status === 'open' && may(state, viewer, action)
      ? [{ kind, action, data: { case: state.id, from: 'plan', ...data } }]
      : []
}
