/** What a case knows of who must sign, in people's words: of a child custody and month of birth, of whoever is pregnant her age. */
import type { Fact } from '../../../cards/card.ts'
import type { Case } from '../../core/case.ts'
import type { FamilyTold } from '../../core/consent-said.ts'
import { memberIn } from '../../core/family-member.ts'
import type { GuardianLeft } from '../../core/guardian-left.ts'
import type { Month } from '../../core/ids.ts'
import type { TargetGroup } from '../../core/policy.ts'
import { asksGuardians, isMinorOn } from '../../core/signers.ts'
import { nameOf } from './apart.ts'
import { memberName } from './family.ts'
import type { Viewer } from './viewer.ts'

/** With who told it and when, where it was told. */
export async function custodyFacts(viewer: Viewer, state: Case): Promise<Fact[]> {
  const { signersNamed: named, targetGroup } = state
  if (!named) return []
  const { say, calendar } = viewer
  const by = named.by === 'system' ? say('role.system') : await nameOf(viewer, named.by)
  const minor = isMinorOn(state, viewer.today, viewer)
  const [first, ...rest] = custodyTold(viewer, targetGroup, { ...state, minor })
  if (!first) return []
  const value = say('fact.told-by', { what: first.value, by, day: say.day(calendar.dayOf(named.at)) })
  return [{ ...first, value }, ...rest]
}

/** Of two guardians, who was left; nothing where it was not said. */
export function leftTold(viewer: Viewer, state: Case, { left }: { left?: GuardianLeft }): Fact[] {
  const { say } = viewer
  const member = memberIn(state, left ?? null)
  if (left === undefined || (left !== 'none' && !member)) return []
  return [{ label: say('field.left'), value: member ? memberName(viewer, state, member) : say('left.none') }]
}

/** As the field asks for it: `03.2014`. */
export function monthAsTyped(month: Month): string {
  return month.split('-').reverse().join('.')
}

/** As it was told. Nothing of what nobody was asked. */
export function custodyTold({ say, policy }: Viewer, group: TargetGroup, told: FamilyTold): Fact[] {
  const { born, minor, guardians, care } = told
  const isGrownUp = group === 'pregnant' && minor !== true
  const custody = {
    guardians: guardians === 1 ? 'one' : 'two',
    care: care === 'guardians' ? 'guardians' : 'protection',
  }
  return [
    ...(asksGuardians(policy, group) && !isGrownUp
      ? [{ label: say('fact.custody'), value: say('fact.custody.value', custody) }]
      : []),
    ...(minor === null ? [] : [{ label: say('field.minor'), value: say(minor ? 'minor.yes' : 'minor.no') }]),
    ...(born && group !== 'parents' ? [{ label: say('field.born'), value: monthAsTyped(born) }] : []),
  ]
}
