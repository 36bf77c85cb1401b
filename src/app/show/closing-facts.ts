/** How a case ended, beside why: how far it came with its goals, and who was thanked. Reads no word. */
import type { Fact } from '../../../cards/card.ts'
import type { Closing } from '../../core/closing.ts'
import { type Setting, servicesWithin } from '../see/index.ts'

export function closingFacts(setting: Setting, { goals, thanked = [] }: Pick<Closing, 'goals' | 'thanked'>): Fact[] {
  const { say } = setting
  const named = thanked.flatMap((one) => (one === 'family' ? [say('thanked.family')] : servicesWithin(setting, [one])))
  return [
    ...(goals ? [{ label: say('field.goals'), value: say(`goals.${goals}`) }] : []),
    ...(named.length > 0 ? [{ label: say('fact.thanked'), value: say.list(named) }] : []),
  ]
}
