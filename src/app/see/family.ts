/** The family as staff are shown it: what each is to the case, and which texts there are that may be let go to them. Reads no word. */
import { signerCalled } from '../../core/called.ts'
import type { Case } from '../../core/case.ts'
import { type FamilyText, type Member, memberIn } from '../../core/family-member.ts'
import { isMinuted, textIn } from '../../core/family-text.ts'
import { bearers } from '../../core/permission.ts'
import type { Signer } from '../../core/policy.ts'
import { accessTo, opensTopic } from '../../core/reading.ts'
import { capital } from '../../wording/index.ts'
import { nameOf } from './apart.ts'
import type { Setting, Viewer } from './viewer.ts'

/** What somebody of the family is called where they do or are something: nobody knows more of them. */
export function memberName(
  viewer: Pick<Setting, 'say'>,
  state: Case,
  { as, signer }: Pick<Member, 'as' | 'signer'>,
): string {
  const isGuardian = signer === 'guardian-1' || signer === 'guardian-2'
  return isGuardian ? signerName(viewer, state, signer) : capital(viewer.say(`role.${as}`))
}

/** Who of the family says yes or no, by what they are in the case. */
export function signerName({ say }: Pick<Setting, 'say'>, state: Case | null, signer: Signer): string {
  return say(`signer.${state ? signerCalled(state, signer) : signer}`)
}

/** As they stand inside a sentence: none of them is a name of its own. */
export function signerWithin(...of: Parameters<typeof signerName>): string {
  const name = signerName(...of)
  return name.charAt(0).toLowerCase() + name.slice(1)
}

/** By whose code somebody came, and when. */
export function cameLabel(viewer: Viewer, state: Case, member: Member): string {
  const { say, calendar } = viewer
  const is = member.status === 'arrived' ? 'arrived' : 'in'
  return say(`left.${is}`, { who: memberName(viewer, state, member), day: say.day(calendar.dayOf(member.since)) })
}

/** Whether the viewer is shown what the family does on their page: whoever answers for the case, or sees all of it. */
export function seesFamily({ actor, today, policy }: Viewer, state: Case): boolean {
  const access = accessTo(state, actor, today, policy.topics)
  return access !== null && (access.topics === 'all' || access.roles.some((role) => bearers.includes(role)))
}

/** As `nameOf`, also of whoever is of the family. */
export async function doerName(viewer: Viewer, state: Case, id: string): Promise<string> {
  const member = memberIn(state, id)
  return member ? memberName(viewer, state, member) : nameOf(viewer, id)
}

/** The texts that the viewer may read and could let go, the newest first, each by what it is and its day. */
export async function heldTexts(viewer: Viewer, state: Case): Promise<{ value: FamilyText; label: string }[]> {
  const { actor, today, policy, calendar, say } = viewer
  const access = accessTo(state, actor, today, policy.topics)
  if (!access || access.sealed) return []
  const isTheirs = (text: FamilyText) => {
    const topic = textIn(state, text)?.topic ?? null
    return topic === null ? access.topics === 'all' : opensTopic(access, topic)
  }
  const notes = await Promise.all(
    state.notes.map(async ({ id, by, texts }) => {
      const day = say.day(calendar.dayOf(texts[0]?.at ?? state.openedAt))
      return { value: id, label: say('family.text.note', { day, by: await nameOf(viewer, by) }) }
    }),
  )
  const meetings = state.meetings.flatMap((one) =>
    isMinuted(one) ? [{ value: one.id, label: say('family.text.minutes', { day: say.day(one.day) }) }] : [],
  )
  const wondering = { value: 'concern' as const, label: say('family.text.concern') }
  return [...meetings.reverse(), ...notes.reverse(), wondering].filter(({ value }) => isTheirs(value))
}
