/** Who pressed, sent or used something, and by whose installation: the same in every interaction Slack tells of. */
import { z } from 'zod'
import type { Account } from '../ports.ts'
import type { Installation } from './address.ts'
import { channelName } from './name.ts'
import { id, key, tenantOfPerson } from './received.ts'

export const interactionSchema = z.object({
  type: key,
  user: z.object({ id: key, team_id: id }),
  team: z.object({ id: key, enterprise_id: id }).nullish(),
  enterprise: z.object({ id: key }).nullish(),
  is_enterprise_install: z.boolean().nullish(),
})
export type Interaction = z.infer<typeof interactionSchema>

/** Whose installation the person's own workspace would have: used where nothing says whose the message or modal is. */
export function installationOf({ team, enterprise, is_enterprise_install, user }: Interaction): Installation | null {
  const organisation = enterprise?.id ?? team?.enterprise_id ?? null
  if (is_enterprise_install && organisation !== null) return { team: null, enterprise: organisation }
  const own = team?.id ?? user.team_id
  return own === null ? null : { team: own, enterprise: organisation }
}

/** `user.team_id` is the person's own workspace, or organisation; `team` the one they did it in. */
export function accountOf({ user, team, is_enterprise_install }: Interaction, by: Installation): Account {
  const known = [by, ...(team ? [{ team: team.id, enterprise: team.enterprise_id }] : [])]
  // An organisation's installation names no workspace: whoever uses it belongs to the organisation.
  const own =
    is_enterprise_install && !team && !user.team_id?.startsWith('E') ? null : (user.team_id ?? team?.id ?? null)
  return { channel: channelName, tenant: tenantOfPerson(own, known, by), user: user.id }
}
