/**
 * Signing in to the page in a browser by an account of Slack, and whose account it is: as Slack's own payloads name it. Only people
 * of a workspace or organisation that the bot is installed in get in.
 *
 * https://docs.slack.dev/authentication/sign-in-with-slack
 */
import { z } from 'zod'
import type { IdClaims, Proof, SignIn } from '../ports.ts'
import { type Installation, tenantOf } from './address.ts'
import { channelName, title } from './name.ts'
import { id, key } from './received.ts'
import { signInScopes } from './scopes.ts'
import type { SlackSignIn } from './settings.ts'

/** Where the bot is installed; rejects where that can't be asked now. */
type Installed = () => Promise<Installation[]>

export function createSignIn({ clientId, clientSecret, issuer }: SlackSignIn, installed: Installed): SignIn {
  return {
    name: channelName,
    title,
    issuer,
    clientId,
    clientSecret,
    scope: signInScopes.join(' '),
    // The ID token names no organisation.
    userInfo: true,
    accountOf: (claims) => proofOf(claims, installed),
  }
}

const personSchema = z.object({
  'https://slack.com/user_id': key,
  'https://slack.com/team_id': key,
  'https://slack.com/enterprise_id': id,
})

async function proofOf(claims: IdClaims, installed: Installed): Promise<Proof> {
  const person = personSchema.safeParse(claims)
  if (!person.success) return { kind: 'refused' }
  const { 'https://slack.com/user_id': user, 'https://slack.com/team_id': own } = person.data
  const organisation = person.data['https://slack.com/enterprise_id'] ?? (own.startsWith('E') ? own : null)
  const all = await installed().catch(() => null)
  if (all === null) return { kind: 'unreachable' }
  const by = all.find((one) => isIn(one, own, organisation))
  if (!by) return { kind: 'refused' }
  const tenant = tenantOf({ team: own, enterprise: organisation ?? by.enterprise })
  return { kind: 'account', account: { channel: channelName, tenant, user } }
}

/** An installation that names neither is nobody's. */
function isIn({ team, enterprise }: Installation, own: string, organisation: string | null): boolean {
  return team === null ? enterprise !== null && enterprise === organisation : team === own
}
