/** What comes next in a case after something was done in it: the first that is late or will be, with whom the ball lies, and a way to do it. */
import type { Offer } from '../../../cards/parts/offer.ts'
import { calledIn } from '../../core/called.ts'
import type { Case } from '../../core/case.ts'
import { type Due, due } from '../../core/deadline.ts'
import { mostPressing } from '../../core/step.ts'
import { seeCase } from '../actions/index.ts'
import { ballName, mayKnowOfDue, mayRead, seesOutline, toReader, type Viewer } from '../see/index.ts'
import { offerFor } from './mine-row.ts'

/** `waits`: whether anything does, or that nothing does is all there is to say. */
export type NextUp = { waits: boolean; sentence: string; offers: Offer[] }

/** As the case's own card says it. Null where it is closed, and to whoever reads nothing of it or its outline alone. */
export async function nextUp(viewer: Viewer, state: Case): Promise<NextUp | null> {
  const { today, say } = viewer
  if (!isSaid(viewer, state)) return null
  const first = firstIn(viewer, state)
  if (!first) return { waits: false, sentence: say('next.nothing'), offers: [seeCase(state)] }
  const who = await ballName(viewer, state, first.ball, toReader(viewer))
  const sentence = say('ball.lies-with', {
    who,
    what: say(`signal.${calledIn(state, first)}.title`),
    day: say.dayInSentence(first.day),
    past: String(first.day < today),
  })
  const act = await offerFor(viewer, state, first, null)
  return { waits: true, sentence, offers: act.action === 'show.case' ? [act] : [act, seeCase(state)] }
}

/** For a card that says by itself what waits: the sentence that nothing does, or null. */
export function nothingNext(viewer: Viewer, state: Case): string | null {
  return isSaid(viewer, state) && !firstIn(viewer, state) ? viewer.say('next.nothing') : null
}

function isSaid(viewer: Viewer, state: Case): boolean {
  return state.status !== 'closed' && mayRead(viewer, state) && !seesOutline(viewer, state)
}

function firstIn(viewer: Viewer, state: Case): Due | null {
  const { now, today } = viewer
  return mostPressing(
    due(state, now, viewer).filter(({ key }) => mayKnowOfDue(viewer, state, key)),
    today,
  )
}
