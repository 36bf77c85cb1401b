/** The content of a log for one viewer: each entry only if its topic may be shared with the viewer's service. */
import type { Card } from '../../cards/card.ts'
import { casePlan } from '../../cards/case-plan.ts'
import type { CommandAction, Offer } from '../../cards/offer.ts'
import { type PlanItems, sections } from '../../cards/plan-items.ts'
import type { CaseId, TopicCode, WordId } from '../core/ids.ts'
import { responsibleName, topicNames } from './describe.ts'
import { may } from './offers.ts'
import { named, nameOf, type Opened, open, type Viewer } from './viewer.ts'

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
  return casePlan(
    { ref: state.ref, notice, section: shown, from: start, data, offers, ...(await itemsOf(viewer, opened)) },
    viewer.say,
  )
}

/** Reads all words at once; what the viewer may not read stays null. */
async function itemsOf(viewer: Viewer, opened: Opened): Promise<PlanItems> {
  const { case: state, access } = opened
  const readable = (topic: TopicCode) => access.topics === 'all' || access.topics.includes(topic)
  // Minutes belong to no topic: whoever the family let in may read what the meeting they were called to agreed.
  const minutes = access.topics === 'all' || access.topics.length > 0
  const goals = state.goals.filter(({ topic }) => readable(topic))
  const measures = state.measures.filter(({ topic }) => readable(topic))
  const followUps = state.followUps.filter(({ topic }) => readable(topic))
  const notes = state.notes.filter(({ topic }) => readable(topic))
  const words = await opened.words([
    ...[...goals, ...measures, ...followUps].map(({ text }) => text),
    ...measures.flatMap(({ evaluations }) => evaluations.flatMap(({ note, childView }) => [note, childView])),
    ...notes.flatMap(({ texts }) => texts.map(({ text }) => text)),
    ...(minutes ? state.meetings.flatMap((meeting) => [meeting.minutes, meeting.childView]) : []),
  ])
  const said = (id: WordId | null | undefined) => (id ? (words.get(id) ?? null) : null)
  const topic = (code: TopicCode) => topicNames(viewer, [code])[0] ?? code
  const offer = offering(viewer, opened)
  const { today, calendar, model } = viewer
  return {
    goals: goals.map(({ id, text, topic: code, status }) => ({
      ...{ words: said(text), topic: topic(code), status },
      offers:
        status === 'open'
          ? [
              ...offer('press', 'goal.finish', { goal: id, reached: 'yes' }),
              ...offer('press', 'goal.finish', { goal: id, reached: 'no' }),
            ]
          : [],
    })),
    measures: await Promise.all(
      measures.map(
        async ({ id: measure, text, topic: code, responsible, arena, evaluationDay, status, evaluations }) => {
          const last = evaluations.at(-1)
          return {
            ...{
              words: said(text),
              topic: topic(code),
              arena: named(viewer, model.names.arenas, arena),
              evaluationDay,
              status,
            },
            ...{
              responsible: await responsibleName(viewer, responsible),
              late: status === 'active' && evaluationDay < today,
            },
            evaluation: last
              ? {
                  day: calendar.dayOf(last.at),
                  effect: last.effect,
                  note: said(last.note),
                  childView: said(last.childView),
                }
              : null,
            offers:
              status === 'active'
                ? [...offer('open', 'measure.evaluate', { measure }), ...offer('open', 'measure.postpone', { measure })]
                : [],
          }
        },
      ),
    ),
    followUps: await Promise.all(
      followUps.map(async ({ id: followUp, text, topic: code, responsible, day, status }) => ({
        ...{
          words: said(text),
          topic: topic(code),
          responsible: await responsibleName(viewer, responsible),
          day,
          status,
        },
        late: status === 'due' && day < today,
        offers:
          status === 'due'
            ? [...offer('press', 'follow-up.done', { followUp }), ...offer('open', 'follow-up.postpone', { followUp })]
            : [],
      })),
    ),
    meetings: state.meetings.map(({ id: meeting, day, status, minutes: text, childView }) => ({
      ...{ day, status, minutes: said(text), childView: said(childView) },
      offers:
        status === 'set'
          ? [
              ...(day <= today ? offer('open', 'meeting.hold', { meeting }) : []),
              ...offer('open', 'meeting.cancel', { meeting }),
            ]
          : [],
    })),
    notes: await Promise.all(
      notes.map(async ({ id: note, topic: code, by, texts }) => ({
        ...{
          words: said(texts.at(-1)?.text),
          topic: topic(code),
          by: await nameOf(viewer, by),
          corrections: texts.length - 1,
        },
        day: calendar.dayOf(texts[0]?.at ?? state.openedAt),
        offers: by === viewer.person.id ? offer('open', 'note.correct', { note }) : [],
      })),
    ),
  }
}

/** An offer for one entry, where the viewer may and the case is open. */
function offering(viewer: Viewer, { case: state }: Opened) {
  return (kind: Offer['kind'], action: CommandAction, data: Record<string, string>): Offer[] =>
    state.status === 'open' && may(state, viewer, action)
      ? [{ kind, action, data: { case: state.id, from: 'plan', ...data } }]
      : []
}
