/** Draws the question who comes from a service that takes part, for its contact. Reads no words of the case. */
import { type WhoComesArgs, whoComes } from '../../../cards/who-comes.ts'
import type { Case } from '../../core/case.ts'
import { covers } from '../../core/consent.ts'
import type { Day, ServiceCode } from '../../core/ids.ts'
import { comeBy, contactOf, missingSince, unmannedIn } from '../../core/manning.ts'
import type { AboutService } from '../../core/notice.ts'
import { offer, seeCase } from '../actions/index.ts'
import { isOutOf, levelWithin, mayRead, serviceNames, type Viewer } from '../see/index.ts'
import { type MaybeDrawn, noAccess } from './drawn.ts'

/** Whoever was asked earlier, and is not any more, is told that it is settled; anybody else nothing. */
export async function drawWhoComes(viewer: Viewer, state: Case, subject: AboutService): Promise<MaybeDrawn> {
  const { reader, person, today, say } = viewer
  const service = subject.slice('service_'.length)
  const entries = await reader.cases.entries(state.id)
  const asked = entries.findLast(
    ({ event }) => event.type === 'service.asked' && event.service === service && event.person === person.id,
  )
  if (!asked || isOutOf(viewer, state)) return noAccess
  const settled = contactOf(state, service) !== person.id || !unmannedIn(state, today).includes(service)
  const data = { case: state.id, service, back: `who-comes|${subject}` }
  const [asking = '', named = ''] = serviceNames(viewer, [state.service, service])
  const args = {
    ref: state.ref,
    level: settled ? '' : levelWithin(viewer, state.level),
    asking,
    service: named,
    deadline: comeBy(state, missingSince(state, service, asked.at), viewer),
    settled: settled ? howSettled(state, service, today) : null,
    offers: settled ? (mayRead(viewer, state) ? [seeCase(state)] : []) : [offer('service.man', data, 'primary')],
  }
  return { card: whoComes(args, say), settled }
}

/** Why nothing is for them to say: somebody of the service has come, the family or another is asked, or nobody of it is wanted any more. */
function howSettled(state: Case, service: ServiceCode, day: Day): WhoComesArgs['settled'] {
  if (state.status !== 'open' || !state.services.includes(service)) return 'over'
  if (!(service in state.unmanned)) return 'manned'
  return covers(state, service, null, day) ? 'another' : 'waits'
}
