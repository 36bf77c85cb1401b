/** The case's evaluation for whoever leads through it: what is to be looked at, who is to be heard, and what is missing. Opens the case. */
import type { Card } from '../../../cards/card.ts'
import { type CaseEvaluationArgs, caseEvaluation } from '../../../cards/case-evaluation.ts'
import type { EvaluatedItem } from '../../../cards/parts/evaluation-steps.ts'
import type { Offer } from '../../../cards/parts/offer.ts'
import { shortLength } from '../../../cards/parts/plan-drawing.ts'
import { beginning } from '../../../cards/parts/typed.ts'
import type { Case } from '../../core/case.ts'
import { evaluationDay, hearsChild, isBegun, lastEvaluated, openEvaluation } from '../../core/evaluation.ts'
import type { CaseId, Instant, TopicCode, WordId } from '../../core/ids.ts'
import { opensTopic } from '../../core/reading.ts'
import { evaluates, heardIn, isKept, may, offer, possibleOn, seeCase } from '../actions/index.ts'
import { named, type Opened, openWhole, type Viewer } from '../see/index.ts'
import { sealedIn } from './sealed.ts'

/** Null for whoever has no part in it. */
export async function showEvaluation(viewer: Viewer, id: CaseId): Promise<Card | null> {
  const stored = await viewer.reader.cases.get(id)
  if (!stored || !evaluates(stored.case, viewer)) return null
  const opened = await openWhole(viewer, id, 'case-evaluation')
  if (!opened) return null
  const { case: state } = opened
  const heard = openEvaluation(state)?.heard ?? {}
  return caseEvaluation(
    {
      ref: state.ref,
      sealed: await sealedIn(viewer, opened),
      day: evaluationDay(state),
      today: viewer.today,
      isPaper: !isKept(state, viewer),
      ...(await lookedAt(viewer, opened)),
      parts: heardIn(state).map((part) => ({
        part,
        heard: dayOf(viewer, heard[part]?.at, null),
        offer: part === 'child' || isKept(state, viewer) ? offer(`evaluation.hear-${part}`, backTo(state)) : null,
      })),
      lacks: !isBegun(state) ? 'anything' : hearsChild(state) && !heard.child ? 'child' : null,
      conclude: may(state, viewer, 'evaluation.conclude') ? offer('evaluation.conclude', backTo(state)) : null,
      offers: [seeCase(state)],
    },
    viewer.say,
  )
}

/** The answer leads back to where the next step stands. */
function backTo({ id }: Case) {
  return { case: id, back: 'evaluation' }
}

/** The goals and measures that go on, of the topics that are open to the viewer. */
async function lookedAt(
  viewer: Viewer,
  { case: state, access, words }: Opened,
): Promise<Pick<CaseEvaluationArgs, 'goals' | 'measures'>> {
  const readable = ({ topic }: { topic: TopicCode }) => opensTopic(access, topic)
  const goals = state.goals.filter((one) => one.status === 'open' && readable(one))
  const measures = state.measures.filter((one) => one.status === 'active' && readable(one))
  const found = await words([...goals, ...measures].map(({ text }) => text))
  const item = (one: { text: WordId; topic: TopicCode }, at: Instant | undefined, offers: Offer[]): EvaluatedItem => {
    const text = found.get(one.text)
    const evaluate = offers.find(({ action }) => action === 'goal.evaluate' || action === 'measure.evaluate')
    return {
      text: text === undefined ? null : beginning(text, shortLength),
      topic: named(viewer, viewer.model.names.topics, one.topic),
      evaluated: dayOf(viewer, at, lastEvaluated(state)),
      offer: evaluate ? { ...evaluate, data: { ...evaluate.data, ...backTo(state) } } : null,
    }
  }
  return {
    goals: goals.map((one) => item(one, one.evaluated?.at, possibleOn(state, viewer, 'goal', one))),
    measures: measures.map((one) => {
      return item(one, one.evaluations.at(-1)?.at, possibleOn(state, viewer, 'measure', one))
    }),
  }
}

/** The day of what was done since then. */
function dayOf({ calendar }: Viewer, at: Instant | undefined, since: Instant | null) {
  return at !== undefined && at > (since ?? '') ? calendar.dayOf(at) : null
}
