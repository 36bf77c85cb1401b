/** At which pace what waits for somebody comes to them. */
import type { DigestPace, Policy } from '../../core/policy.ts'
import type { Person } from '../../ports.ts'

/** Their own choice, or of what their home lets come to what they are the closest. `policy` is that of their home. */
export function paceOf({ digest, posts }: Person, { reminders }: Pick<Policy, 'reminders'>): DigestPace {
  if (digest) return digest
  const { holder, leader, ke } = reminders.digest
  const has = (role: 'leader' | 'ke') => posts.some(({ roles }) => roles.includes(role))
  const paces = [holder, ...(has('leader') ? [leader] : []), ...(has('ke') ? [ke] : [])]
  return (['daily', 'news', 'monday'] as const).find((pace) => paces.includes(pace)) ?? 'each'
}
