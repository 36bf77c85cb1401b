/** For which service somebody of the staff is in a case, as a family is told of them. */
import type { Case } from '../../core/case.ts'
import type { PersonId } from '../../core/ids.ts'
import { postsIn } from '../../core/post.ts'
import { inCaseOf } from './apart.ts'
import { named, personIn, type Setting } from './viewer.ts'

/** By which service somebody is in the case, or was; otherwise where they work. */
export async function staffService(setting: Setting, state: Case, id: PersonId): Promise<string | null> {
  const person = await personIn(setting, id)
  if (!person) return null
  const [one] = inCaseOf(setting, state, [person])
  const part = state.participants.find((other) => other.person === id)
  return part?.service ?? one?.post.service ?? postsIn(person, state.municipality)[0]?.service ?? null
}

export function nameOfService(setting: Setting, service: string): string {
  return named(setting, setting.model.names.services, service)
}
