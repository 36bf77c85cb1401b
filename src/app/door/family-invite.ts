/** The answer to whoever has invited somebody of the family: the code, which is made now, shown this once, and kept as a digest. */
import { familyCode } from '../../../cards/family-code.ts'
import type { Case, Entry } from '../../core/case.ts'
import { mostTries } from '../../core/family-member.ts'
import type { Tx } from '../../ports.ts'
import { seeCase } from '../actions/index.ts'
import type { App } from '../app.ts'
import { memberName, type Viewer } from '../see/index.ts'
import { newFamilyCode, writtenFamilyCode } from './family-code.ts'
import type { Given } from './given.ts'

/** Null where nobody was invited by these entries. */
export async function giveFamilyCode(
  tx: Tx,
  app: App,
  viewer: Viewer,
  state: Case,
  entries: Entry[],
): Promise<Given | null> {
  const event = entries.find((one) => one.event.type === 'family.invited')?.event
  if (event?.type !== 'family.invited') return null
  const { calendar, say } = viewer
  const code = newFamilyCode(app.unguessable)
  const over = calendar.at(calendar.addDays(event.until, 1), '00:00')
  await tx.family.invite(code, { case: state.id, person: event.member }, over)
  const args = {
    ref: state.ref,
    who: memberName(viewer, state, event),
    code: writtenFamilyCode(code),
    until: event.until,
  }
  const card = familyCode({ ...args, tries: mostTries, offers: [seeCase(state)] }, say)
  return { kind: 'card', card, opens: { ...seeCase(state), kind: 'open' } }
}
