/** Who may do what somebody may not: a role, with the names of those who have it where they are the reader's to know. Changes nothing. */
import type { Case } from '../../core/case.ts'
import type { CaseRole } from '../../core/permission.ts'
import { lacksHolder } from '../../core/post.ts'
import { leaders } from '../audience.ts'
import { mayRead, nameOf, seesOutline, type Viewer } from '../see/index.ts'

/** The role with the names of those who have it, where there are any. */
export async function whoIs(viewer: Viewer, state: Case, role: CaseRole): Promise<string> {
  const title = viewer.say(`role.${role}`)
  // Whoever is only asked something reads nothing of the case, nor who is in it.
  if (seesOutline(viewer, state) || !mayRead(viewer, state)) return title
  const people = await peopleIn(viewer, state, role)
  return people.length === 0 ? title : `${title} (${viewer.say.list(people)})`
}

async function peopleIn(viewer: Viewer, state: Case, role: CaseRole): Promise<string[]> {
  if (role === 'leader')
    return (await leaders(viewer.reader, state, viewer.today))
      .filter(({ id }) => id !== viewer.person.id)
      .map(({ name }) => name)
  const person =
    role === 'holder'
      ? holderIn(viewer, state)
      : role === 'owner'
        ? state.owner
        : role === 'offered'
          ? state.handOver?.to
          : null
  return person ? [await nameOf(viewer, person)] : []
}

/** Nobody, where whoever held it may not take part any more. */
function holderIn({ today }: Viewer, state: Case) {
  return lacksHolder(state, today) ? null : state.holder
}
