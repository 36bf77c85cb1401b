/** The evaluations of a case for one viewer: what came of each, and of what was said the words that are theirs to read. */
import type { Said } from '../../../cards/parts/plan-drawing.ts'
import type { PlanItems } from '../../../cards/parts/plan-items.ts'
import { type Evaluation, type HeardPart, heardParts } from '../../core/evaluation.ts'
import type { WordId } from '../../core/ids.ts'
import { type Access, opensTopic } from '../../core/reading.ts'
import { evaluates, show } from '../actions/index.ts'
import type { Opened, Viewer } from '../see/index.ts'

/** Why the child was not asked is of no topic, and read with the whole. */
export function heardWords(one: Evaluation, access: Access): WordId[] {
  const isWhole = access.topics === 'all'
  const isOpen = (part: HeardPart) => {
    const topic = one.heard[part]?.topic ?? null
    return isWhole || (topic !== null && opensTopic(access, topic))
  }
  return [
    ...(isOpen('child') ? [one.childView] : []),
    ...(isWhole ? [one.childWhy] : []),
    ...(isOpen('parents') ? [one.parentsView] : []),
    ...(isOpen('staff') ? [one.staffView, one.reflection] : []),
  ].filter((word) => word !== null)
}

export function evaluationsOf(
  viewer: Viewer,
  opened: Opened,
  evaluations: Evaluation[],
  said: <T extends object>(thing: T) => Said<T>,
): PlanItems['evaluations'] {
  const { calendar } = viewer
  return evaluations.map(({ begunAt, heard, ended, ...one }) => ({
    ...one,
    begun: calendar.dayOf(begunAt),
    heard: heardParts.flatMap((part) => {
      const topic = heard[part]?.topic ?? null
      const isHeard = heard[part] && (part !== 'child' || one.askedBy !== 'nobody')
      return isHeard ? [{ part, topic: topic && opensTopic(opened.access, topic) ? topic : null }] : []
    }),
    ended: ended && { day: calendar.dayOf(ended.at), outcome: ended.outcome, nextDay: ended.nextDay },
    said: said(one),
    offers: !ended && evaluates(opened.case, viewer) ? [show('show.evaluation', { case: opened.case.id })] : [],
  }))
}
