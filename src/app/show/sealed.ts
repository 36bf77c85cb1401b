/** Whether what a case holds is sealed, for the cards that show it: who may open it, or until when its reader has. */
import type { Sealed } from '../../../cards/parts/sealed.ts'
import type { Case } from '../../core/case.ts'
import { worksInside } from '../../core/post.ts'
import { recipientOf } from '../../core/recipient.ts'
import { saidNo } from '../../core/said-no.ts'
import { isSealed } from '../../core/seal.ts'
import { may } from '../actions/index.ts'
import { actorOf } from '../app.ts'
import { leaders } from '../audience.ts'
import { type Opened, personIn, seesNoes, seesOutline, toReader, type Viewer } from '../see/index.ts'

/** Null where it is not. */
export async function sealedIn(viewer: Viewer, { case: state, access }: Opened): Promise<Sealed | null> {
  const { today, person } = viewer
  if (!isSealed(state, today)) return null
  const own = state.openings.findLast(({ by, over }) => by === person.id && !over)
  if (!access.sealed && own) return { until: own.until }
  return {
    who: seesOutline(viewer, state) ? [] : await ableToOpen(viewer, state),
    saidNo: seesNoes(viewer, state) && saidNo(state, recipientOf(state)),
    mayAsk: may(state, viewer, 'consent.request'),
  }
}

async function ableToOpen(viewer: Viewer, state: Case): Promise<string[]> {
  const holder = state.holderLeft ? null : await personIn(viewer, state.holder)
  const led = await leaders(viewer.reader, state, viewer.today)
  const able = [
    ...(holder?.active && worksInside(state, actorOf(holder, viewer.today), viewer.today) ? [holder.id] : []),
    ...led.map(({ id }) => id),
  ]
  return Promise.all([...new Set(able)].map((id) => toReader(viewer)(id)))
}
